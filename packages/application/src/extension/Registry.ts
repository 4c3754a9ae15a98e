/** What a process knows: Jejak's own facts, policies, rules, reports and files, and those of its extensions. */
import type { DataOf, ExtensionEligibilityRule, ExtensionServiceRule, Policies } from '@jejak/core'
import { policiesWith } from '@jejak/core'
import { FILES, type FileDef } from '@jejak/exchange'
import { type Reports, reportsWith } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import { type AnyFact, type Extension, idsOf } from './Extension.js'
import { guardedFile, guardedReport, guardedRule } from './guarded.js'

/** Made once when a deployment is opened, and handed down from there. */
export interface Registry {
  readonly extensions: ReadonlyArray<Extension>
  /** The set as it is recorded: each as `name@version`, in order of name. */
  readonly ids: ReadonlyArray<string>
  readonly reports: Reports
  readonly files: ReadonlyArray<FileDef>
  readonly policies: Policies
  /** Rules of service that extensions ask of their own facts. */
  readonly serviceRules: ReadonlyArray<ExtensionServiceRule>
  /** The extension's definition of a fact, where one that is loaded can read it. */
  readonly factOf: (fact: DataOf<'Other'>) => ReadFact | null
}

/** A fact of an extension as it is shown. */
interface ReadFact {
  readonly title: AnyFact['title']
  /** Its data in the present schema. */
  readonly data: Readonly<Record<string, unknown>>
}

const isPlain = (value: unknown): value is ReadFact['data'] => typeof value === 'object' && value !== null

/** @param extensions in which `faultsOfSet` finds nothing */
export const registryOf = (extensions: ReadonlyArray<Extension>): Registry => {
  const facts = new Map(extensions.flatMap((each) => each.facts.map((fact) => [fact.type, fact] as const)))
  const rules = extensions.flatMap((each) => each.rules)
  const serviceRules = rules.filter((rule): rule is ExtensionServiceRule => rule.kind === 'service').map(guardedRule)
  const factOf: Registry['factOf'] = (fact) => {
    const known = facts.get(fact.type)
    const read = known?.read(fact)
    return known === undefined || read === undefined || E.isLeft(read) || !isPlain(read.right)
      ? null
      : { title: known.title, data: read.right }
  }
  const ids = idsOf(extensions)
  return {
    extensions,
    ids,
    reports: reportsWith({
      reports: extensions.flatMap((each) => each.reports.map(guardedReport)),
      rules: rules.filter((rule): rule is ExtensionEligibilityRule => rule.kind === 'eligibility'),
      known: { reads: (fact) => factOf(fact) !== null, extensions: ids },
    }),
    files: [...FILES, ...extensions.flatMap((each) => each.files.map((file) => guardedFile(file.withRules(serviceRules))))],
    policies: policiesWith(extensions.flatMap((each) => each.policies)),
    serviceRules,
    factOf,
  }
}

/** Jejak's own, without an extension. */
export const CORE_REGISTRY: Registry = registryOf([])

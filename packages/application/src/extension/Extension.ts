/** An extension: facts, policies, rules, reports and files of others, under one name. */
import {
  type AnyPolicy,
  type DataOf,
  type EventFault,
  type ExtensionRule,
  factFaults,
  isExtensionName,
  policyFaults,
  ruleFaults,
} from '@jejak/core'
import { type ExtensionFile, fileFaults } from '@jejak/exchange'
import { type ExtensionReport, reportFaults } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import * as S from 'fp-ts/lib/string.js'

/** A fact of an extension, whatever its data is. */
export interface AnyFact {
  readonly type: string
  readonly schema: number
  readonly upcasters?: ReadonlyArray<(data: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>>
  readonly title: { readonly id: string; readonly en: string }
  readonly read: (fact: DataOf<'Other'>) => E.Either<EventFault, unknown>
}

/** What an extension is made of; what it has none of may be left out. */
export interface ExtensionParts {
  /** Lower case; the names of all it defines begin with it and a dot. */
  readonly name: string
  /** Raised with every change of what it defines. */
  readonly version: string
  readonly facts?: ReadonlyArray<AnyFact>
  readonly policies?: ReadonlyArray<AnyPolicy>
  readonly rules?: ReadonlyArray<ExtensionRule>
  readonly reports?: ReadonlyArray<ExtensionReport>
  readonly files?: ReadonlyArray<ExtensionFile>
}

export interface Extension extends Required<ExtensionParts> {
  /** Where it was loaded from, as a URL: threads of a rebuild load it from there again. `null` where it was handed in as a value. */
  readonly module: string | null
}

/** Gathers what an extension defines. What is wrong with it is told by whoever opens a deployment with it, all at once (`extensionFaults`). */
export const extension = ({ facts = [], policies = [], rules = [], reports = [], files = [], ...named }: ExtensionParts): Extension => ({
  ...named,
  facts,
  policies,
  rules,
  reports,
  files,
  module: null,
})

/** How an extension is called in the record of a deployment: `awards@1`. */
const idOf = ({ name, version }: Pick<Extension, 'name' | 'version'>): string => `${name}@${version}`

/** The set as it is recorded: in order of name, whatever order they were given in. */
export const idsOf = (extensions: ReadonlyArray<Pick<Extension, 'name' | 'version'>>): ReadonlyArray<string> =>
  RA.sort(S.Ord)(extensions.map(idOf))

const VERSION = /^[0-9A-Za-z][0-9A-Za-z.+-]{0,39}$/

/** Names that stand twice. */
const twice = (what: string, names: ReadonlyArray<string>): ReadonlyArray<string> =>
  RA.uniq(S.Eq)(names.filter((name, i) => names.indexOf(name) !== i)).map((name) => `the ${what} ${name} is defined twice`)

const namesIn = (things: ReadonlyArray<{ readonly name: string }>): ReadonlyArray<string> => things.map(({ name }) => name)

const LISTS = ['facts', 'policies', 'rules', 'reports', 'files'] as const

/** Made by `extension`, by whichever copy of this package. */
export const isExtension = (value: unknown): value is Extension => {
  if (typeof value !== 'object' || value === null) return false
  const parts: Readonly<Record<string, unknown>> = { ...value }
  return typeof parts['name'] === 'string' && typeof parts['version'] === 'string' && LISTS.every((list) => Array.isArray(parts[list]))
}

/** All that is wrong with an extension, each fault in one line; none where all is well. */
export const extensionFaults = (extension: Extension): ReadonlyArray<string> =>
  pipe(
    // A part that was not made by `defineFact` and the like has not what is looked at here.
    E.tryCatch(
      () => partFaults(extension),
      () => 'a part of it is none: make each with defineFact, definePolicy, defineRule, defineReport or defineFile',
    ),
    E.match(RA.of, (faults) => faults),
  )

const partFaults = ({ name, version, facts, policies, rules, reports, files }: Extension): ReadonlyArray<string> => {
  if (!isExtensionName(name)) return ['its name must be lower-case letters, digits and -, at most 40']
  const types = new Set(facts.map(({ type }) => type))
  const known = new Set([...types, ...namesIn(policies)])
  return [
    ...(VERSION.test(version) ? [] : ['its version must be letters, digits, points and -, at most 40']),
    ...facts.flatMap((fact) => factFaults(name, fact)),
    ...policies.flatMap((policy) => policyFaults(name, policy)),
    ...rules.flatMap((rule) => ruleFaults(name, known, rule)),
    ...reports.flatMap((report) => reportFaults(name, types, report)),
    ...files.flatMap((file) => fileFaults(name, types, file)),
    ...twice('fact', [...facts.map(({ type }) => type)]),
    ...twice('policy', namesIn(policies)),
    ...twice(
      'rule',
      rules.map(({ code }) => code),
    ),
    ...twice('report', namesIn(reports)),
    ...twice('file', namesIn(files)),
  ]
}

/** All that is wrong with a set of extensions, each fault in one line that names the extension. */
export const faultsOfSet = (extensions: ReadonlyArray<Extension>): ReadonlyArray<string> =>
  Array.isArray(extensions) && extensions.every(isExtension)
    ? faultsOfExtensions(extensions)
    : ['extensions: a list of what extension({ name, version, ... }) makes']

const faultsOfExtensions = (extensions: ReadonlyArray<Extension>): ReadonlyArray<string> => [
  ...extensions.flatMap((each, i) =>
    extensionFaults(each).map((line) => `${isExtensionName(each.name) ? each.name : `extension ${i + 1}`}: ${line}`),
  ),
  ...RA.uniq(S.Eq)(namesIn(extensions).filter((name, i, names) => names.indexOf(name) !== i)).map(
    (name) => `${name}: two extensions have this name`,
  ),
]

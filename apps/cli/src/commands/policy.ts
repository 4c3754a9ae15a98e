/** `jejak policy list | show | diff | adopt`: the rules an agency stands under, and how it takes others into force. */
import { resolve } from 'node:path'
import { type AdoptionInForce, type FaultOf, nearest, unknown } from '@jejak/application'
import {
  type Actor,
  type Adoption,
  type AgencyCode,
  type AnyPolicy,
  asAdopted,
  inForce,
  type LocalDate,
  missingDefaults,
  NATIONAL,
  POLICIES,
  type Policies,
  parametersIn,
} from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type CommandFailure, done, type Outcome, ofFault, refused, usage } from '../CommandFailure.js'
import { differences } from '../policy/differences.js'
import { readFile } from '../policy/readFile.js'
import { drawTable } from '../show/table.js'
import { type Context, type RecordingFlags, recording, withDeployment } from './Context.js'

export type Format = 'table' | 'json'

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
interface ShownParameter {
  readonly value?: unknown
  readonly article?: unknown
  readonly mark?: unknown
}
const isParameter = (parameter: unknown): parameter is ShownParameter => typeof parameter === 'object' && parameter !== null

const cell = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** The policies an agency adopted; none where no agency is named. */
const adopted = async (
  context: Context,
  agency: AgencyCode | null,
): Outcome<{ readonly own: ReadonlyArray<AdoptionInForce>; readonly today: LocalDate | null }> =>
  agency === null
    ? E.right({ own: [], today: null })
    : withDeployment(context, { readOnly: true }, async ({ policies, today }) =>
        pipe(
          await policies(agency)(),
          E.bimap(ofFault, (own) => ({ own, today: today() })),
        ),
      )

const policyNamed = ({ registry: { policies } }: Context, name: string): E.Either<CommandFailure, AnyPolicy> => {
  const known = policies.get(name)
  return known === undefined ? E.left(ofFault(unknown('policy', name, nearest(name, policies.keys())))) : E.right(known)
}

/** Of Jejak, so that its national default holds where nothing else was adopted; those of extensions hold where they were. */
const isNational = ({ name }: AnyPolicy): boolean => Object.hasOwn(POLICIES, name)

/** The version that is meant where none is named and no agency is. */
const firstVersion = ({ current, versions }: AnyPolicy): string => current ?? Object.keys(versions)[0] ?? NATIONAL

/** Without an agency what comes with Jejak; with one, all that it adopted and what is in force today. */
export const policyListCommand = async (
  context: Context,
  options: { readonly agency: AgencyCode | null; readonly format: Format },
): Outcome => {
  const found = await adopted(context, options.agency)
  if (E.isLeft(found)) return found
  const { own, today } = found.right
  const { io } = context
  if (today === null) {
    const shipped = [...context.registry.policies.values()].flatMap((policy) =>
      Object.keys(policy.versions).map((version) => ({
        policy: policy.name,
        version,
        current: version === firstVersion(policy),
        about: policy.about,
        basis: policy.basis,
      })),
    )
    if (options.format === 'json') io.out(json(shipped))
    else
      io.out(
        drawTable(
          {
            headers: ['Policy', 'Version', 'Adopted now', 'About', 'Basis'],
            rows: shipped.map(({ policy, version, current, about, basis }) => [policy, version, current ? 'yes' : '', about, basis]),
          },
          io.columns,
        ),
      )
    return done
  }
  const rows = [...context.registry.policies.values()].flatMap((known) => {
    const { name: policy, basis } = known
    const held = own.filter(({ data }) => data.policy === policy)
    // An agency made by an earlier program did not adopt what came later: the national default holds.
    const all: ReadonlyArray<AdoptionInForce> =
      !isNational(known) || held.some(({ data }) => data.from === null)
        ? held
        : [{ data: { policy, version: NATIONAL, from: null, parameters: null }, basis }, ...held]
    const now = inForce(all, policy, today)
    return all.map((each) => ({
      policy,
      version: each.data.version,
      from: each.data.from,
      inForce: each === now,
      basis: each.basis,
    }))
  })
  if (options.format === 'json') io.out(json(rows))
  else
    io.out(
      drawTable(
        {
          headers: ['Policy', 'Version', 'From', 'In force', 'Basis'],
          rows: rows.map((row) => [row.policy, row.version, row.from ?? 'always', row.inForce ? 'yes' : '', row.basis ?? '']),
        },
        io.columns,
      ),
    )
  return done
}

interface Version {
  readonly policy: string
  readonly version: string
  readonly parameters: Readonly<Record<string, unknown>>
}

/** A version by its name: shipped, or adopted by the agency. */
const versionOf = (
  known: Policies,
  policies: ReadonlyArray<AdoptionInForce>,
  policy: string,
  version: string,
  agency: AgencyCode | null,
): E.Either<CommandFailure, Version> => {
  const shipped = parametersIn(known, { data: { policy, version, from: null, parameters: null } })
  if (shipped !== null) return E.right({ policy, version, parameters: { ...shipped } })
  const held = policies.find(({ data }) => data.policy === policy && data.version === version)
  const parameters = held === undefined ? null : parametersIn(known, held)
  if (parameters !== null) return E.right({ policy, version, parameters: { ...parameters } })
  return E.left(
    agency === null
      ? usage(`version "${version}" of ${policy} does not come with Jejak; name the agency that adopted it with --agency`)
      : refused(`agency "${agency}" adopted no version "${version}" of ${policy} (jejak policy list --agency ${agency})`),
  )
}

export interface ShowOptions {
  readonly name: string
  /** `null` for the one in force on `on`. */
  readonly version: string | null
  /** `null` for today. */
  readonly on: LocalDate | null
  readonly agency: AgencyCode | null
  readonly format: Format
}

/** As JSON it is a policy file: change it, give it a version of its own, adopt it. */
export const policyShowCommand = async (context: Context, { name, version, on, agency, format }: ShowOptions): Outcome => {
  const policy = policyNamed(context, name)
  if (E.isLeft(policy)) return policy
  const found = await adopted(context, agency)
  if (E.isLeft(found)) return found
  const { own, today } = found.right
  const day = on ?? today
  const holding = version !== null || day === null ? null : inForce(own, policy.right.name, day)
  const shown = versionOf(
    context.registry.policies,
    own,
    policy.right.name,
    version ?? holding?.data.version ?? (agency === null ? firstVersion(policy.right) : NATIONAL),
    agency,
  )
  if (E.isLeft(shown)) return shown
  const { io } = context
  if (format === 'json') {
    io.out(json(shown.right))
    return done
  }
  const since = own.filter(({ data }) => data.policy === policy.right.name && data.version === shown.right.version)
  io.out(`${policy.right.name} ${shown.right.version}: ${policy.right.about}\n`)
  if (since.length > 0) io.out(`From: ${since.map(({ data }) => data.from ?? 'always').join(', ')}\n`)
  const rows = Object.entries(shown.right.parameters).map(([parameter, each]) => {
    const { value = null, article = '', mark = '' } = isParameter(each) ? each : {}
    return [parameter, cell(value), cell(article), cell(mark)]
  })
  io.out(drawTable({ headers: ['Parameter', 'Value', 'Article', 'Mark'], rows }, io.columns))
  return done
}

export interface DiffOptions {
  readonly name: string
  readonly a: string
  readonly b: string
  readonly agency: AgencyCode | null
  readonly format: Format
}

export const policyDiffCommand = async (context: Context, { name, a, b, agency, format }: DiffOptions): Outcome => {
  const policy = policyNamed(context, name)
  if (E.isLeft(policy)) return policy
  const found = await adopted(context, agency)
  if (E.isLeft(found)) return found
  const first = versionOf(context.registry.policies, found.right.own, policy.right.name, a, agency)
  if (E.isLeft(first)) return first
  const second = versionOf(context.registry.policies, found.right.own, policy.right.name, b, agency)
  if (E.isLeft(second)) return second
  const changes = differences(first.right.parameters, second.right.parameters)
  const { io } = context
  if (format === 'json') io.out(json({ policy: policy.right.name, a, b, changes }))
  else if (changes.length === 0) io.out(`${policy.right.name}: ${a} and ${b} say the same.\n`)
  else io.out(drawTable({ headers: ['Parameter', a, b], rows: changes.map((each) => [each.path, cell(each.a), cell(each.b)]) }, io.columns))
  return done
}

/** What is in force before an adoption: the national default where nothing was adopted, nothing of an extension's policy. */
const insteadOf = (
  { registry: { policies } }: Context,
  own: ReadonlyArray<Adoption>,
  policy: string,
  from: LocalDate,
): { readonly version: string | null; readonly parameters: Readonly<Record<string, unknown>> } => {
  const national = { data: { policy, version: NATIONAL, from: null, parameters: null } }
  const adoption = inForce(own, policy, from) ?? (Object.hasOwn(POLICIES, policy) ? national : null)
  return {
    version: adoption?.data.version ?? null,
    parameters: (adoption === null ? null : parametersIn(policies, adoption)) ?? {},
  }
}

export interface AdoptOptions extends RecordingFlags {
  readonly file: string
  readonly agency: AgencyCode
  readonly from: LocalDate
  readonly reason: string
  readonly basis: string
  readonly actor: Actor
  /** `null` for the appointing authority (PPK) of the agency. */
  readonly onBehalfOf: string | null
  /** Decides and writes nothing. */
  readonly dryRun: boolean
  readonly format: Format
}

const linesOf = ({ fields = [] }: FaultOf<'Refused'>): ReadonlyArray<string> => fields.map(({ code, detail }) => `${detail} (${code})`)

/** Every objection on a line of its own; the last line says how it ended. */
const against = (context: Context, [first, ...rest]: ReadonlyArray<string>, file: string): Outcome => {
  if (first === undefined || rest.length === 0) return Promise.resolve(E.left(refused(`not adopted: ${first ?? file}`)))
  for (const line of [first, ...rest]) context.io.err(`jejak: ${line}\n`)
  return Promise.resolve(E.left(refused(`not adopted: ${rest.length + 1} objections, listed above`)))
}

export const policyAdoptCommand = async (context: Context, options: AdoptOptions): Outcome => {
  const { agency, from, format, dryRun } = options
  const file = readFile(resolve(context.base, options.file), context.registry.policies)
  if (E.isLeft(file)) return against(context, file.left, options.file)
  return withDeployment(context, { create: false }, async ({ policies, prepareRecording, submit }) => {
    const { policy, version, parameters } = file.right
    const own = await policies(agency)()
    if (E.isLeft(own)) return E.left(ofFault(own.left))
    // The adoption is a write: national defaults that are missing come into force before it.
    const before = insteadOf(context, [...own.right, ...asAdopted(missingDefaults({ policies: own.right }))], policy, from)
    const { actor, reason, basis } = options
    const onBehalfOf = options.onBehalfOf ?? `PPK ${agency}`
    const command = { type: 'AdoptPolicy' as const, policy, version, from, parameters }
    const run = () => submit({ agency, about: { kind: 'agency' }, command, actor, onBehalfOf, reason, basis }, { dryRun })()
    const taken = await (dryRun
      ? E.right(await run())
      : recording(context, { prepareRecording }, options, async () => E.right(await run())))
    if (E.isLeft(taken)) return taken
    if (E.isLeft(taken.right)) {
      const because = taken.right.left
      return because.tag === 'Refused' && because.code === 'rules'
        ? against(context, linesOf(because), options.file)
        : E.left(ofFault(because))
    }
    const position = taken.right.right?.position ?? null
    const changes = differences(before.parameters, parameters)
    const { io } = context
    if (format === 'json') {
      io.out(json({ policy, version, from, agency, position, dryRun, insteadOf: before.version, changes }))
      return done
    }
    const what = `${policy} ${version} ${dryRun ? 'would hold' : 'holds'} in ${agency} from ${from}, instead of ${before.version ?? 'none'}`
    io.out(`${what}${position === null ? '; nothing was written' : ` (position @${position})`}.\n`)
    if (changes.length > 0)
      io.out(
        drawTable(
          {
            headers: ['Parameter', before.version ?? 'none', version],
            rows: changes.map((each) => [each.path, cell(each.a), cell(each.b)]),
          },
          io.columns,
        ),
      )
    return done
  })
}

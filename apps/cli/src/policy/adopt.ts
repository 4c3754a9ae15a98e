/** Taking a version of a policy into force: the file, the decision, the append. */
import { randomUUID } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { catalogueIn, type Records, unknown } from '@jejak/application'
import {
  type Actor,
  type AgencyCode,
  agencyStream,
  decide,
  EventId,
  instantOfMillis,
  type LocalDate,
  type PolicyFile,
  policyOn,
  REJECTIONS,
  type Rejection,
  readPolicyFile,
  type Context as Setting,
} from '@jejak/core'
import { type LoadError, type Loaded, query, type TransactError, transact } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import { fault, type Outcome, ofEngine, ofFault, refused, type Stop } from '../Stop.js'

/** A policy file is a few kilobytes; whatever is larger is none. */
const LARGEST = 1_000_000

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'failed')

/** Reads a policy file: all its faults, or what it says. */
export const readFile = (path: string): E.Either<NonEmptyArray<string>, PolicyFile> => {
  const text = E.tryCatch(
    () => {
      const stat = statSync(path)
      // A pipe would be waited for, and nothing could end that.
      return stat.isFile() ? { text: stat.size > LARGEST ? null : readFileSync(path, 'utf8') } : null
    },
    (error): NonEmptyArray<string> => [`${path} cannot be read (${codeOf(error)})`],
  )
  if (E.isLeft(text)) return text
  if (text.right === null) return E.left([`${path} is a folder, a pipe or a device, no file`])
  if (text.right.text === null) return E.left([`${path} is larger than ${LARGEST} bytes: no policy file`])
  const whole = text.right.text
  const value = E.tryCatch(
    (): unknown => JSON.parse(whole),
    (): NonEmptyArray<string> => [`${path} is no JSON; a policy file is {"policy", "version", "parameters"}`],
  )
  return E.isLeft(value) ? value : readPolicyFile(value.right)
}

export interface Adopting {
  readonly file: PolicyFile
  readonly agency: AgencyCode
  readonly from: LocalDate
  readonly reason: string
  readonly basis: string
  readonly actor: Actor
  readonly onBehalfOf: string
  /** Decides and writes nothing. */
  readonly dryRun: boolean
}

/** What was adopted, and in the place of which version. */
export interface AdoptedNow {
  readonly before: { readonly version: string; readonly parameters: unknown }
  /** `null` in a dry run. */
  readonly position: number | null
}

/** Why a command was refused, one line each. */
const wordsOf = ({ code, missing }: Rejection): ReadonlyArray<string> =>
  missing.length === 0 ? [`${REJECTIONS[code].text.en} (${code})`] : missing.map((each) => `${each} (${code})`)

const ofStore = (error: Exclude<TransactError<unknown>, { readonly tag: 'Refused' }> | LoadError): Stop => {
  switch (error.tag) {
    case 'Unreadable':
      return fault(`event ${error.revision} of ${error.stream} cannot be read; run jejak doctor, or use the version that wrote it`)
    case 'Corrupt':
    case 'Unavailable':
      return ofEngine(error)
    case 'Erased':
      return fault('the key of this agency is destroyed; restore keys.db from a backup')
    case 'Conflict':
      return refused('others keep writing to the stream of this agency; try again')
    case 'TooLarge':
      return refused(`the adoption is larger than the store takes (${error.limit} bytes)`)
    default:
      return fault(error.reason)
  }
}

/** What the decider is told: everything but what was read is fixed before, so that a second try gives the same event. */
const settingOf = (home: Records, id: EventId, { file, agency, from, reason, basis, actor, onBehalfOf }: Adopting) => {
  const now = instantOfMillis(home.clock())
  const today = home.today()
  return ({ history }: Loaded): Setting => {
    const { catalogue, position } = catalogueIn(history)
    const { version } = policyOn(catalogue, file.policy, from)
    return {
      now,
      today,
      agency,
      actor,
      id,
      correlationId: id,
      causationId: id,
      onBehalfOf,
      reason,
      basis,
      policy: { policy: file.policy, version },
      catalogue,
      cataloguePosition: position,
      stream: agencyStream(agency),
      others: new Map(),
    }
  }
}

/** Adopts, or says everything that stands against it: lines, and how the command ends. */
export const adopt = async (home: Records, adopting: Adopting): Outcome<E.Either<NonEmptyArray<string>, AdoptedNow>> => {
  const { file, agency, from, dryRun } = adopting
  const id = randomUUID()
  if (!EventId.is(id)) return E.left(fault('this machine makes no usable ids'))
  const stream = agencyStream(agency)
  const setting = settingOf(home, id, adopting)
  const decision = (loaded: Loaded) => decide(setting(loaded), { type: 'AdoptPolicy', ...file, from }, loaded.history)
  const against = (rejections: NonEmptyArray<Rejection>): E.Either<Stop, E.Either<NonEmptyArray<string>, AdoptedNow>> => {
    const [first = 'refused', ...rest] = rejections.flatMap(wordsOf)
    return E.right(E.left([first, ...rest]))
  }
  const loaded = await query({ store: home.events }, stream)()
  if (E.isLeft(loaded)) return E.left(ofStore(loaded.left))
  if (loaded.right.end.tag === 'noStream') return E.left(ofFault(unknown('agency', agency)))
  const { version, parameters } = policyOn(catalogueIn(loaded.right.history).catalogue, file.policy, from)
  const before = { version, parameters }
  if (dryRun) {
    const decided = decision(loaded.right)
    return E.isLeft(decided) ? against(decided.left) : E.right(E.right({ before, position: null }))
  }
  const appended = await transact({ store: home.events, vault: home.vault }, stream, decision)()
  if (E.isRight(appended)) return E.right(E.right({ before, position: appended.right.position }))
  return appended.left.tag === 'Refused' ? against(appended.left.because) : E.left(ofStore(appended.left))
}

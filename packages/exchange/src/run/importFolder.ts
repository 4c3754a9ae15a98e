/**
 * Imports a folder of an office's files: every row gets a verdict, every row that
 * stands becomes an event. Running it again completes what was begun and
 * duplicates nothing.
 */
import { createHash } from 'node:crypto'
import {
  Actor,
  type AgencyCode,
  agencyCode,
  agencyStream,
  asAdopted,
  type CareerId,
  Code,
  careerStream,
  draftNationalDefaults,
  EmployeeNumber,
  EventId,
  instantOfMillis,
  JAKARTA_OFFSET_MINUTES,
  localDateAt,
  missingDefaults,
  type StreamName,
} from '@jejak/core'
import { cohortStream, type Expected, keysOfLog, ownerOf, positionStream, programStream, type Vault } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { LRUCache } from 'lru-cache'
import type { FileName, Naming } from '../file/FileDef.js'
import { openIndexCopy, openIndexFile } from '../index/openIndex.js'
import { INDEX_TABLES, RowIndex } from '../index/RowIndex.js'
import { actingIn, type ImportFrame, type Planned } from '../judge/drafts.js'
import { Judge, type Judged } from '../judge/Judge.js'
import { takeLease } from '../lease/Lease.js'
import { checkRejectsFolder } from '../rejects/rejectsFolder.js'
import { writeRejects } from '../rejects/writeRejects.js'
import { Stage } from '../stage/Stage.js'
import { makesEvent } from '../verdict/Verdict.js'
import { absentKeys } from './absentKeys.js'
import { adoptedBy } from './adoptedBy.js'
import { CodesAlike } from './CodesAlike.js'
import { Failure } from './Failure.js'
import { lookInto } from './folder.js'
import type { ImportError, ImportOptions, ImportResult } from './ImportOptions.js'
import { judgeRows } from './judgeRows.js'
import { readFiles } from './readFiles.js'
import { resultOf } from './resultOf.js'
import { SamePeople } from './SamePeople.js'
import { drySink, type Sink, storeSink } from './Sink.js'
import { checkLeaving, checkLists, listsIn } from './wholeLists.js'

/** A UUID names an import where it stands beside event ids; other names are folded into one. */
const importIdOf = (id: string): EventId => {
  if (EventId.is(id)) return id
  const hex = createHash('sha256').update(id).digest('hex')
  const folded = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
  if (EventId.is(folded)) return folded
  throw new Failure({ tag: 'BadRequest', reason: 'the import has no usable id' })
}

/** The cells of codes let nothing through that is none; this says so to the types. */
const codeOf = (text: string): Code => {
  if (!Code.is(text)) throw new Failure({ tag: 'BadRequest', reason: 'a row was staged with a code that is none' })
  return text
}

/** Numbers whose career id is remembered while an import runs; each is asked for about ten times a row. */
const REMEMBERED = 100_000

interface Career {
  readonly id: CareerId
  readonly stream: StreamName
}

const namingOf = (agency: AgencyCode, vault: Vault): Naming => {
  const careers = new LRUCache<string, Career>({ max: REMEMBERED })
  // Rows come person by person.
  let last: { readonly nip: string; readonly career: Career } | null = null
  const career = (nip: string): Career => {
    if (last?.nip === nip) return last.career
    const remembered = careers.get(nip)
    if (remembered !== undefined) {
      last = { nip, career: remembered }
      return remembered
    }
    if (!EmployeeNumber.is(nip)) throw new Failure({ tag: 'BadRequest', reason: 'a row was staged without a valid employee number' })
    const id = vault.careerId(nip)
    const made = { id, stream: careerStream(id) }
    careers.set(nip, made)
    return made
  }
  return {
    agency,
    career: (nip) => career(nip).id,
    careerStream: (nip) => career(nip).stream,
    programStream: (code) => programStream(agency, codeOf(code)),
    cohortStream: (code) => cohortStream(agency, codeOf(code)),
    positionStream: (unitId, positionId) => positionStream(agency, codeOf(unitId), codeOf(positionId)),
    agencyStream: () => agencyStream(agency),
  }
}

/** Appends to the agency's stream what `planned` finds missing there, whoever else may be writing. */
const appendToAgency = async (sink: Sink, stream: StreamName, planned: () => Promise<ReadonlyArray<Planned>>): Promise<void> => {
  for (let attempt = 0; attempt < 50; attempt++) {
    const ends = new Map<StreamName, Expected>(await sink.ends(new Set([stream])))
    await sink.catchUp()
    const missing = await planned()
    if (missing.length === 0) return
    const refused = await sink.write(missing, ends)
    if (refused.streams.size === 0) return
  }
  throw new Failure({ tag: 'StoreFailed', reason: 'others keep writing to the stream of this agency; run the import again' })
}

interface Request {
  readonly agency: AgencyCode
  readonly actor: Actor
  readonly onBehalfOf: Actor | null
  readonly importId: EventId
}

/** Whether the keys are those of the log: before files are read, and in a dry run too, whose verdicts would be wrong. */
const checkKeys = async ({ events, vault }: ImportOptions): Promise<void> => {
  const seen = await keysOfLog(events, vault)()
  if (E.isRight(seen)) return
  const { tag, reason } = seen.left
  const step = tag === 'KeyUnusable' ? 'KeysOfAnotherLog' : tag === 'KeysUnavailable' ? 'KeysFailed' : 'StoreFailed'
  throw new Failure({ tag: step, reason })
}

const run = async (options: ImportOptions, { agency, actor, onBehalfOf, importId }: Request): Promise<ImportResult> => {
  const { events, vault, dryRun, clock } = options
  const folder = await lookInto(options.dir, options.files)
  if (options.rejectsDir !== null) await checkRejectsFolder(options.rejectsDir, options.dir)
  await checkKeys(options)
  const db = dryRun ? openIndexCopy(options.indexPath, (copy) => copy.exec(INDEX_TABLES)) : openIndexFile(options.indexPath)
  let release = (): void => undefined
  let stage: Stage | null = null
  try {
    let alive = (): void => undefined
    if (!dryRun) {
      const taken = takeLease(db, agency, importId, clock)
      if ('heldBy' in taken)
        throw new Failure({
          tag: 'ImportRunning',
          reason: `an import of agency ${agency} is running already (process ${taken.heldBy}); wait until it is done, then run this one again`,
        })
      release = taken.lease.release
      alive = () => {
        if (!taken.lease.beat())
          throw new Failure({
            tag: 'LeaseLost',
            reason: 'another import of this agency has taken over; wait until it is done, then run this one again',
          })
      }
    }

    // 1. The index as of now; a dry run goes on in its copy.
    const index = new RowIndex(db)
    const sinkOfStore = storeSink(events, vault, index, (stream) => ownerOf(stream, agency), alive)
    const unverified = await index.verify(events)
    if (unverified !== null) throw new Failure({ tag: 'StoreFailed', reason: unverified.reason })
    await sinkOfStore.catchUp()
    const sink = dryRun ? drySink(events, vault, index) : sinkOfStore
    const unitsBefore = index.units(agency)
    // As of the beginning of the import: an adoption meanwhile counts for the next one.
    const adopted = async () => (index.hasPolicies(agency) ? await adoptedBy(events, agency) : [])
    const held = await adopted()
    const missing = missingDefaults({ policies: held })
    // The national defaults that its first event brings hold of what it judges.
    const policies = [...held, ...asAdopted(missing)]

    // 2. All files, onto disk, in the order in which rows are judged.
    stage = new Stage(options.rejectsDir !== null || options.values === true, options.files)
    const naming = namingOf(agency, vault)
    const onProgress = options.onProgress ?? (() => undefined)
    const complete = listsIn(options.files, folder, options.complete ?? [])
    const withdraw = options.withdraw === true && options.reason !== null
    const alike = new CodesAlike(stage, index.spellings(agency))
    const samePeople = new SamePeople(stage, naming)
    const read = await readFiles(folder, { stage, naming, digest: vault.digest, index, alike, complete, withdraw, onProgress, alive })
    checkLists(options.files, complete, read)
    checkLeaving(options.files, read, options.expect ?? null)

    // 3. Judge and write.
    const frame: ImportFrame = { agency, importId, actor, onBehalfOf, reason: options.reason, eventId: vault.eventId }
    const made = new Map<FileName, number>()
    const done = new Map<number, number>()
    const agencyName = agencyStream(agency)
    let isAdopted = dryRun || missing.length === 0
    await judgeRows({
      damaged: new Map(),
      stage,
      index,
      judge: new Judge(index, naming, frame, vault.digest, options.files),
      sink,
      alive,
      references: () => ({ ...index.references(agency), policies }),
      beforeFirst: async () => {
        if (isAdopted) return
        await appendToAgency(sink, agencyName, async () =>
          draftNationalDefaults(
            missingDefaults({ policies: await adopted() }),
            agency,
            (policy, version) => vault.eventId(agency, 'policy', policy, version),
            importId,
          ).map((draft) => ({ stream: agencyName, draft })),
        )
        isAdopted = true
      },
      onJudged: (rows: ReadonlyArray<Judged>) => {
        for (const { row, verdict } of rows) {
          if (row.asks !== 'absent') done.set(row.file, (done.get(row.file) ?? 0) + 1)
          const def = options.files[row.file]
          if (def !== undefined && row.asks === 'state') {
            alike.judged(def, row, verdict.verdict)
            if (def.name === 'pegawai') samePeople.judged(row, verdict.verdict)
          }
          const name = def?.name
          if (name !== undefined && makesEvent(verdict.verdict)) made.set(name, (made.get(name) ?? 0) + 1)
        }
        for (const file of new Set(rows.map(({ row }) => row.file))) {
          const def = options.files[file]
          if (def !== undefined) onProgress({ step: 'judge', file: def.name, done: done.get(file) ?? 0, total: read.get(file)?.rows ?? 0 })
        }
      },
    })

    // 4. Say in the agency's stream that an import made events.
    if (!dryRun && made.size > 0) {
      const draft = {
        type: 'Imported' as const,
        id: vault.eventId(agency, 'imported', importId),
        agency,
        effectiveOn: localDateAt(instantOfMillis(clock()), JAKARTA_OFFSET_MINUTES),
        ground: { kind: 'noted' as const, ...actingIn(frame) },
        reason: null,
        source: null,
        correlationId: importId,
        causationId: importId,
        data: { importId, events: [...made.values()].reduce((sum, count) => sum + count, 0), files: Object.fromEntries(made) },
        personal: null,
      }
      await appendToAgency(sink, agencyName, async () => [{ stream: agencyName, draft }])
    }

    // 5. What can be said of rows when all are judged.
    await samePeople.warn(agency, index, events, vault, alive)
    alike.warn()

    // 6. Give back what was rejected, and answer.
    if (options.rejectsDir !== null) await writeRejects(options.rejectsDir, read, stage, dryRun ? '' : 'the events are in, but ')
    const newUnits = [...index.units(agency)].filter((unit) => !unitsBefore.has(unit))
    const onVerdict = options.onVerdict ?? (() => undefined)
    const keyOf = absentKeys(events, vault)
    return { ...(await resultOf(agency, read, folder.unread, stage, onVerdict, options.values === true, keyOf)), newUnits }
  } finally {
    stage?.close()
    release()
    db.close()
  }
}

/** SQLite's code for a database that others keep locked. */
const BUSY = 5

const errorOf = (error: unknown): ImportError => {
  if (error instanceof Failure) return error.error
  const name = error instanceof Error ? error.name : 'unknown'
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code !== 'ERR_SQLITE_ERROR' || !(error instanceof Error))
    return { tag: 'IndexFailed', reason: `the import stopped (${code === '' ? name : `${name} ${code}`}); run it again` }
  if ('errcode' in error && error.errcode === BUSY)
    return { tag: 'IndexFailed', reason: 'another process keeps the row index locked; wait until it is done, then run the import again' }
  // Messages of SQLite speak of files and disks, never of the values of rows.
  return {
    tag: 'IndexFailed',
    reason: `the row index or the temporary database cannot be used (${error.message}); make room on the disk, see that import.db in the data folder can be written, then run the import again`,
  }
}

/**
 * Imports `dir` for an agency. Errors are refusals of the whole import, each one
 * line that says what to do; bad rows and bad files are verdicts, not errors. What
 * was written before an error stays, and running the import again completes it.
 */
export const importFolder = (options: ImportOptions): TE.TaskEither<ImportError, ImportResult> => {
  const { actor, onBehalfOf = null } = options
  const agency = agencyCode(options.agency)
  if (E.isLeft(agency)) return TE.left({ tag: 'BadRequest', reason: `an agency code is ${agency.left.expected}` })
  if (!Actor.is(actor)) return TE.left({ tag: 'BadRequest', reason: 'the actor is no code of the deployment' })
  if (onBehalfOf !== null && !Actor.is(onBehalfOf))
    return TE.left({ tag: 'BadRequest', reason: 'who it is done for is no code of the deployment' })
  return TE.tryCatch(async () => run(options, { agency: agency.right, actor, onBehalfOf, importId: importIdOf(options.ids()) }), errorOf)
}

/**
 * Durable commands a second: decide with all rules on a career of 48 facts and more,
 * seal what is personal under the person's key, append with the chain and an exact
 * expectation, wait for the commit; 1, 16 and 64 in flight. Then what the parts of
 * one command cost, which says what bounds it.
 */
import { hash } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays, careerStream, type Decision, decide, type EventDraft, encode, History, LOG_START, type StreamName } from '@jejak/core'
import {
  type EventStore,
  type Loaded,
  load,
  memoryEventStore,
  memoryKeyStore,
  noStream,
  openSqliteEventStore,
  openVault,
  type Shell,
  type StreamCache,
  streamCache,
  transact,
  type Vault,
} from '@jejak/eventstore'
import { code, day, eventId, mustRun, setting } from '@jejak/testing'
import Table from 'cli-table3'
import * as E from 'fp-ts/lib/Either.js'
import { conditions, percentile } from './conditions.js'
import { EVENTS_A_CAREER, SYNTHETIC_AGENCY, syntheticCareer, writeSyntheticLog } from './syntheticLog.js'

/** Enough that careers stay short: at 30,000 a second each grows by some 15 facts while one line is measured. */
const PEOPLE = 5_000
const SECONDS = 2.5

type Next = (stream: StreamName) => (loaded: Loaded) => Decision

const CONTEXT = setting({ agency: SYNTHETIC_AGENCY })
/** After every appointment of the synthetic careers. */
const FROM = day('2026-07-01')

let commands = 1_000_000
const nextId = () => {
  commands += 1
  return eventId(commands)
}

/** A light sanction: a decision with its verdict, legal basis and sealed reason. */
const decision: Next = (stream) => {
  const id = nextId()
  const on = addDays(FROM, commands % 139)
  const context = { ...CONTEXT, id, correlationId: id, causationId: id, stream }
  const decree = { number: `SK-${commands}`, date: on }
  return ({ history }) => decide(context, { type: 'Sanction', on, data: { severity: 'R', decree, endsOn: null } }, history)
}

/** A session with a mentor without a note or a reason: nothing is sealed. */
const openFact = (career: Loaded): Next => {
  const mentor = syntheticCareer(PEOPLE)
  const others = new Map([[mentor, { history: career.history, revision: History.lastRevision(career.history) }]])
  return (stream) => {
    const id = nextId()
    const on = addDays(FROM, commands % 139)
    const context = { ...CONTEXT, id, correlationId: id, causationId: id, stream, reason: null, others }
    const data = { pair: code(`M-${commands}`), mentor, minutes: 60, session: 1 }
    return ({ history }) => decide(context, { type: 'Mentor', on, data, personal: { topic: null, followUp: null } }, history)
  }
}

interface Measured {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  /** Processor time of all threads of this process a command, in microseconds; says more than the clock on a busy machine. */
  readonly cpu: number
  /** That of this thread alone. */
  readonly own: number
}

const micros = ({ user, system }: NodeJS.CpuUsage): number => user + system

let turn = 0
const measure = async (shell: Shell, next: Next, inFlight: number, seconds = SECONDS): Promise<Measured> => {
  const times: number[] = []
  const started = performance.now()
  const cpu = process.cpuUsage()
  const own = process.threadCpuUsage()
  const until = started + seconds * 1000
  const worker = async (): Promise<void> => {
    while (performance.now() < until) {
      turn += 1
      const stream = careerStream(syntheticCareer((turn * 7919) % PEOPLE))
      const begun = performance.now()
      await mustRun(transact(shell, stream, next(stream)))
      times.push(performance.now() - begun)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
  const perSecond = (times.length / (performance.now() - started)) * 1000
  return {
    perSecond,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    cpu: micros(process.cpuUsage(cpu)) / times.length,
    own: micros(process.threadCpuUsage(own)) / times.length,
  }
}

/** Microseconds of processor time of one run of the body. */
const timed = async (count: number, body: () => unknown): Promise<number> => {
  const started = process.threadCpuUsage()
  for (let i = 0; i < count; i++) await body()
  return micros(process.threadCpuUsage(started)) / count
}

/** The store, but an append is answered at once and written nowhere: what is left is all that comes before it and after. */
const answeringAtOnce = (store: EventStore): EventStore => ({
  ...store,
  append: (stream, expected) => () => {
    const revision = expected.tag === 'noStream' ? 0 : expected.revision + 1
    const stamps = { hash: '0'.repeat(64), position: LOG_START, recordedAt: CONTEXT.now }
    return Promise.resolve(E.right({ stream, revision, ...stamps, repeated: false }))
  },
})

/** Microseconds of processor time of each part of one command, on one career. */
const parts = async (store: EventStore, vault: Vault): Promise<ReadonlyArray<readonly [string, number]>> => {
  const stream = careerStream(syntheticCareer(1))
  const loaded = await mustRun(load(store, stream))
  const decided: EventDraft[] = []
  const times: Array<readonly [string, number]> = []
  const part = async (name: string, body: () => unknown, count = 20_000): Promise<void> => {
    await timed(count / 4, body)
    times.push([name, await timed(count, body)])
  }
  await part(`read and fold ${EVENTS_A_CAREER} facts and more (not with a cache)`, () => mustRun(load(store, stream)), 2000)
  await part('decide', () => {
    const result = decision(stream)(loaded)
    if (E.isRight(result) && decided.length === 0) decided.push(...result.right)
  })
  const [draft] = decided
  if (draft === undefined) throw new Error('nothing was decided')
  const encoded = encode(draft)
  await part('encode', () => encode(draft))
  await part('seal', () => vault.seal(stream, draft.id, encoded))
  const sealed = E.getOrElseW(() => null)(vault.seal(stream, draft.id, encoded))
  if (sealed === null) throw new Error('the key is not loaded')
  const memory = memoryEventStore()
  let n = 0
  await part('canonical form, chain, stamps and one turn of the event loop (append to memory)', () => {
    n += 1
    return memory.append(careerStream(syntheticCareer(n)), noStream, [sealed])()
  })
  const text = JSON.stringify({ ...sealed, sealed: Buffer.from(sealed.sealed ?? []).toString('base64') })
  await part(`of that, the hash of the chain over ${text.length} characters`, () => hash('sha256', text, 'hex'))
  return times
}

/** A cache of all streams, each decided on once. */
const warmCache = async (store: EventStore): Promise<StreamCache> => {
  const cache = streamCache()
  for (let n = 0; n < PEOPLE; n++) {
    const stream = careerStream(syntheticCareer(n))
    const loaded = await mustRun(load(store, stream))
    decision(stream)(loaded)
    cache.set(stream, loaded)
  }
  return cache
}

/** Runs and prints the tables. */
export const run = async (): Promise<void> => {
  const dir = mkdtempSync(join(tmpdir(), 'jejak-bench-commands-'))
  try {
    process.stdout.write(`Commands (${conditions(dir)})\n`)
    const table = new Table({
      head: ['writer', 'streams', 'command', 'in flight', 'commands/s', 'p50 ms', 'p99 ms', 'CPU us', 'of it in this thread'],
      style: { head: [], border: [] },
    })
    const base = join(dir, 'base.db')
    const made = await mustRun(openSqliteEventStore(base))
    await writeSyntheticLog(made, PEOPLE * EVENTS_A_CAREER)
    await made.close()
    for (const mode of ['inline', 'thread'] as const) {
      const path = join(dir, `${mode}.db`)
      copyFileSync(base, path)
      const store = await mustRun(openSqliteEventStore(path, { mode }))
      const vault = await mustRun(openVault({ keys: memoryKeyStore(), wrappingKey: new Uint8Array(32).fill(7), eventsExist: false }))
      await mustRun(vault.ensure(Array.from({ length: PEOPLE }, (_, n) => careerStream(syntheticCareer(n)))))
      const nextFact = openFact(await mustRun(load(store, careerStream(syntheticCareer(0)))))
      const row = async (shell: Shell, name: string, next: Next, inFlight: number, writer: string = mode): Promise<void> => {
        const { perSecond, p50, p99, cpu, own } = await measure(shell, next, inFlight)
        const figures = [Math.round(perSecond), p50.toFixed(2), p99.toFixed(2), cpu.toFixed(1), own.toFixed(1)]
        table.push([writer, shell.cache === undefined ? 'read each time' : 'in memory', name, inFlight, ...figures])
      }
      if (mode === 'inline') {
        const costs = new Table({ head: ['part of a decision', 'CPU us'], style: { head: [], border: [] } })
        for (const [name, microseconds] of await parts(store, vault)) costs.push([name, microseconds.toFixed(1)])
        process.stdout.write(`${costs.toString()}\n`)
        await measure({ store, vault }, decision, 16)
        for (const inFlight of [1, 16, 64]) await row({ store, vault }, 'decision, sealed', decision, inFlight)
      }
      const shell = { store, vault, cache: await warmCache(store) }
      await measure(shell, decision, 16)
      for (const inFlight of [1, 16, 64]) await row(shell, 'decision, sealed', decision, inFlight)
      for (const inFlight of [16, 64]) await row(shell, 'fact, nothing to seal', nextFact, inFlight)
      if (mode === 'thread') {
        const atOnce = { store: answeringAtOnce(store), vault, cache: shell.cache }
        for (const [name, next] of [
          ['decision, sealed', decision],
          ['fact, nothing to seal', nextFact],
        ] as const)
          await row(atOnce, name, next, 16, 'none: answered at once')
      }
      await store.close()
    }
    process.stdout.write(
      `${table.toString()}\nThe work of one thread bounds a busy writer; the sync is shared by all in flight and bounds a lone one. Answered at once, nothing is written: that is what a command costs outside the store.\n`,
    )
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

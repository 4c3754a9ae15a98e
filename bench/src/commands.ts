/**
 * Durable commands a second: load a career of about 50 facts, decide with all rules,
 * seal the reason under the person's key, append with the chain and an exact
 * expectation, wait for the commit; 1, 16 and 64 in flight. Then what the parts of
 * one command cost, which says what bounds it.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays, careerStream, decide, type EventDraft, encode, type StreamName } from '@jejak/core'
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
  streamCache,
  transact,
  type Vault,
} from '@jejak/eventstore'
import { day, eventId, setting } from '@jejak/testing'
import Table from 'cli-table3'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { conditions, percentile } from './conditions.js'
import { EVENTS_A_CAREER, SYNTHETIC_AGENCY, syntheticCareer, writeSyntheticLog } from './syntheticLog.js'

const PEOPLE = 1_000
const SECONDS = 2.5

const must = async <L, A>(task: TaskEither<L, A>): Promise<A> => {
  const result = await task()
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

let commands = 1_000_000

/** The next command on a career: a light sanction, a decision with its verdict, legal basis and sealed reason. */
const nextDecision = (stream: StreamName) => {
  commands += 1
  const id = eventId(commands)
  const on = addDays(day('2026-01-05'), commands % 300)
  const context = setting({ id, correlationId: id, causationId: id, agency: SYNTHETIC_AGENCY, stream })
  const decree = { number: `SK-${commands}`, date: on }
  return ({ history }: Loaded) => decide(context, { type: 'Sanction', on, data: { severity: 'R', decree, endsOn: null } }, history)
}

interface Measured {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  /** Processor time of all threads of this process a command, in microseconds; says more than the clock on a busy machine. */
  readonly cpu: number
}

const cpuMicros = (since?: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since)
  return user + system
}

const measure = async (shell: Shell, inFlight: number): Promise<Measured> => {
  const times: number[] = []
  let turn = 0
  const started = performance.now()
  const cpu = process.cpuUsage()
  const until = started + SECONDS * 1000
  const worker = async (): Promise<void> => {
    while (performance.now() < until) {
      turn += 1
      const stream = careerStream(syntheticCareer((turn * 7919) % PEOPLE))
      const begun = performance.now()
      await must(transact(shell, stream, nextDecision(stream)))
      times.push(performance.now() - begun)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
  const perSecond = (times.length / (performance.now() - started)) * 1000
  return { perSecond, p50: percentile(times, 0.5), p99: percentile(times, 0.99), cpu: cpuMicros(cpu) / times.length }
}

/** Microseconds of processor time of one run of the body. */
const timed = async (count: number, body: () => unknown): Promise<number> => {
  const started = process.cpuUsage()
  for (let i = 0; i < count; i++) await body()
  return cpuMicros(started) / count
}

/** Microseconds of processor time of each part of one command, on one career. */
const parts = async (store: EventStore, vault: Vault): Promise<ReadonlyArray<readonly [string, number]>> => {
  const stream = careerStream(syntheticCareer(1))
  const loaded = await must(load(store, stream))
  const decided: EventDraft[] = []
  const times: Array<readonly [string, number]> = []
  const part = async (name: string, body: () => unknown): Promise<void> => {
    await timed(300, body)
    times.push([name, await timed(1000, body)])
  }
  await part(`read and fold ${EVENTS_A_CAREER} facts and more (not with a cache)`, () => must(load(store, stream)))
  await part('decide', () => {
    const result = nextDecision(stream)(loaded)
    if (E.isRight(result)) decided.push(...result.right)
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
  return times
}

/** Runs and prints the tables. */
export const run = async (): Promise<void> => {
  const dir = mkdtempSync(join(tmpdir(), 'jejak-bench-commands-'))
  try {
    process.stdout.write(`Commands (${conditions(dir)})\n`)
    const table = new Table({
      head: ['writer', 'streams', 'in flight', 'commands/s', 'p50 ms', 'p99 ms', 'CPU us a command'],
      style: { head: [], border: [] },
    })
    for (const mode of ['inline', 'thread'] as const) {
      const store = await must(openSqliteEventStore(join(dir, `${mode}.db`), { mode }))
      const vault = await must(openVault({ keys: memoryKeyStore(), wrappingKey: new Uint8Array(32).fill(7), eventsExist: false }))
      await writeSyntheticLog(store, PEOPLE * EVENTS_A_CAREER)
      await must(vault.ensure(Array.from({ length: PEOPLE }, (_, n) => careerStream(syntheticCareer(n)))))
      for (const cached of [false, true]) {
        const shell: Shell = { store, vault, ...(cached ? { cache: streamCache() } : {}) }
        await measure(shell, 16)
        for (const inFlight of [1, 16, 64]) {
          const { perSecond, p50, p99, cpu } = await measure(shell, inFlight)
          table.push([
            mode,
            cached ? 'in memory' : 'read each time',
            inFlight,
            Math.round(perSecond),
            p50.toFixed(2),
            p99.toFixed(2),
            Math.round(cpu),
          ])
        }
      }
      if (mode === 'inline') {
        const costs = new Table({ head: ['part of a command', 'CPU us'], style: { head: [], border: [] } })
        for (const [name, microseconds] of await parts(store, vault)) costs.push([name, microseconds.toFixed(1)])
        process.stdout.write(`${costs.toString()}\n`)
      }
      await store.close()
    }
    process.stdout.write(
      `${table.toString()}\nAll parts but the sync run in one thread (with a writing thread: two), so their sum bounds a busy writer; the sync is shared by all in flight and bounds a lone one.\n`,
    )
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

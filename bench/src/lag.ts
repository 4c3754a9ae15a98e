/**
 * Live lag: from an append that another process has made durable to the moment the
 * figures here hold it and readers are told. The appender writes one event at a
 * time to random careers at a steady rate; this process follows, as a server does.
 */
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { careerStream, type LocalDate, lastDayOfYear } from '@jejak/core'
import { type Expected, openSqliteEventStore } from '@jejak/eventstore'
import { openReadModels, openSqliteViewStore } from '@jejak/projection'
import { standingViews } from '@jejak/reports'
import Table from 'cli-table3'
import * as E from 'fp-ts/lib/Either.js'
import { conditions, percentile } from './conditions.js'
import { EVENTS_A_CAREER, syntheticCareer, syntheticEvent, writeSyntheticLog } from './syntheticLog.js'

const RATES = [200, 1_000]
const SECONDS = 8
const BEFORE = 50_000
const TODAY: LocalDate = lastDayOfYear(2025)

const must = <L, A>(result: E.Either<L, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

/** Milliseconds, comparable between processes of one machine. */
const now = (): number => performance.timeOrigin + performance.now()

/** An append as the other process tells of it. */
interface Told {
  readonly position: number
  readonly at: number
}
const isTold = (message: unknown): message is Told =>
  typeof message === 'object' && message !== null && 'position' in message && 'at' in message

/** Appends at a rate for some seconds, in this process, and tells the parent of each. */
const appendAtRate = async (dir: string, rate: number): Promise<void> => {
  const events = must(await openSqliteEventStore(join(dir, 'events.db'))())
  const people = Math.floor(BEFORE / EVENTS_A_CAREER)
  const ends = new Map<number, Expected>()
  const inFlight = new Set<number>()
  const append = async (person: number): Promise<void> => {
    const stream = careerStream(syntheticCareer(person))
    const known = ends.get(person) ?? must(await events.ends([stream])()).get(stream)
    if (known === undefined) return
    const made = must(await events.append(stream, known, [syntheticEvent(person, 3 + Math.floor(Math.random() * 45))])())
    process.send?.({ position: made.position, at: now() })
    ends.set(person, { tag: 'at', revision: made.revision, hash: made.hash })
  }
  const started = performance.now()
  for (let sent = 0; sent < rate * SECONDS; ) {
    const due = Math.min(rate * SECONDS, ((performance.now() - started) / 1000) * rate)
    for (; sent < due; sent++) {
      const person = Math.floor(Math.random() * people)
      // One append a stream at a time: the expectation is exact.
      if (inFlight.has(person)) continue
      inFlight.add(person)
      void append(person).finally(() => inFlight.delete(person))
    }
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  while (inFlight.size > 0) await new Promise((resolve) => setTimeout(resolve, 1))
  await events.close()
}

interface Lags {
  readonly lags: ReadonlyArray<number>
  readonly commits: number
}

/** Follows while the other process appends; the lags of all its appends, in milliseconds. */
const follow = async (dir: string, rate: number): Promise<Lags> => {
  const events = must(await openSqliteEventStore(join(dir, 'events.db'))())
  const views = must(await openSqliteViewStore(join(dir, 'views.db'))())
  const models = must(await openReadModels({ events, views, standing: standingViews, today: () => TODAY })())
  must(await models.catchUp()())
  const stopping = new AbortController()
  const seen: { readonly position: number; readonly at: number }[] = []
  const following = models.follow(stopping.signal, ({ position }) => seen.push({ position, at: now() }))
  const told: Told[] = []
  const child = fork(fileURLToPath(import.meta.url), [dir, String(rate)])
  child.on('message', (message: unknown) => {
    if (isTold(message)) told.push(message)
  })
  await new Promise((resolve) => child.on('close', resolve))
  const last = Math.max(...told.map(({ position }) => position))
  while ((seen.at(-1)?.position ?? 0) < last) await new Promise((resolve) => setTimeout(resolve, 10))
  stopping.abort()
  must(await following)
  await models.close()
  await events.close()
  let next = 0
  const lags = [...told]
    .sort((a, b) => a.position - b.position)
    .map(({ position, at }) => {
      while ((seen[next]?.position ?? Number.POSITIVE_INFINITY) < position) next++
      // A reader may be told before the appender has written down that it was done.
      return Math.max(0, (seen[next]?.at ?? Number.NaN) - at)
    })
  return { lags, commits: seen.length }
}

/** Measures each rate on a log of its own and prints the table and its conditions. */
export const run = async (): Promise<void> => {
  const table = new Table({ head: ['appends/s', 'appends', 'rounds', 'p50 ms', 'p99 ms', 'max ms'], style: { head: [], border: [] } })
  const dir = mkdtempSync(join(tmpdir(), 'jejak-bench-lag-'))
  try {
    const store = must(await openSqliteEventStore(join(dir, 'events.db'))())
    await writeSyntheticLog(store, BEFORE)
    await store.close()
    const before = conditions(dir)
    for (const rate of RATES) {
      const { lags, commits } = await follow(dir, rate)
      table.push([rate, lags.length, commits, ...[0.5, 0.99, 1].map((share) => percentile(lags, share).toFixed(2))])
    }
    process.stdout.write(
      `Live lag, another process appends one event at a time onto ${BEFORE} events, ${standingViews(TODAY).length} standing views, ${SECONDS} s each\n${before}\n${table.toString()}\n`,
    )
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

const [, script, dir, rate] = process.argv
if (script === fileURLToPath(import.meta.url) && dir !== undefined && rate !== undefined) await appendAtRate(dir, Number(rate))

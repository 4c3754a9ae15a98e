/**
 * Live lag: from an append that another process has made durable to the moment the
 * figures here hold it and readers are told. The appender writes one event at a
 * time to random careers at a steady rate; the other process follows, as a server
 * does, with read models in a file or in Redis. The processes share the machine.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lastDayOfYear } from '@jejak/core'
import { openSqliteEventStore } from '@jejak/eventstore'
import { standingViews } from '@jejak/reports'
import { startOwnRedis } from '@jejak/testing/redis'
import Table from 'cli-table3'
import { conditions, percentile } from './conditions.js'
import { Appended, Followed, Following, type Moment, must } from './lag/words.js'
import { EVENTS_A_CAREER, writeSyntheticLog } from './syntheticLog.js'

const RATES = [200, 1_000]
const SECONDS = 8
/** Before what is counted: a server is not measured in its first moments. */
const WARM_SECONDS = 2
const BEFORE = 50_000
const PEOPLE = Math.floor(BEFORE / EVENTS_A_CAREER)

const APPENDER = fileURLToPath(new URL('./lag/appender.js', import.meta.url))
const FOLLOWER = fileURLToPath(new URL('./lag/follower.js', import.meta.url))

/** The next word of a form that a process says; fails where it ends before. */
const said = <A>(child: ChildProcess, form: { readonly is: (word: unknown) => word is A }): Promise<A> =>
  new Promise((resolve, reject) => {
    child.on('message', (word) => {
      if (form.is(word)) resolve(word)
    })
    // Comes after all it said, other than its end.
    child.once('disconnect', () => reject(new Error('a process of the bench ended before its time')))
  })

/** Milliseconds from each append to the first telling that holds it. */
const lagsOf = (appended: ReadonlyArray<Moment>, told: ReadonlyArray<Moment>): ReadonlyArray<number> => {
  let next = 0
  return [...appended]
    .sort((a, b) => a.position - b.position)
    .map(({ position, at }) => {
      while ((told[next]?.position ?? Number.POSITIVE_INFINITY) < position) next++
      // A reader may be told before the appender has written down that it was done.
      return Math.max(0, (told[next]?.at ?? Number.NaN) - at)
    })
}

interface Measured {
  readonly lags: ReadonlyArray<number>
  readonly rounds: number
  /** Milliseconds of the follower's processor time an append. */
  readonly cpu: number
}

/** Follows while the other process appends. */
const measure = async (dir: string, rate: number, redis: ReadonlyArray<string>): Promise<Measured> => {
  const follower = fork(FOLLOWER, [dir, ...redis])
  try {
    await said(follower, Following)
    const appender = fork(APPENDER, [dir, String(rate), String(WARM_SECONDS + SECONDS), String(PEOPLE)])
    const appended = await said(appender, Appended)
    follower.send(Math.max(...appended.map(({ position }) => position)))
    const { told, cpu } = await said(follower, Followed)
    const from = Math.min(...appended.map(({ at }) => at)) + WARM_SECONDS * 1_000
    const lags = lagsOf(
      appended.filter(({ at }) => at >= from),
      told,
    )
    return { lags, rounds: told.filter(({ at }) => at >= from).length, cpu: cpu / appended.length }
  } finally {
    follower.kill()
  }
}

/** Measures both stores at each rate, each on a copy of one log, and prints the table and its conditions. */
export const run = async (): Promise<void> => {
  const head = ['read models', 'appends/s', 'appends', 'rounds', 'p50 ms', 'p99 ms', 'max ms', 'cpu ms/append']
  const table = new Table({ head, style: { head: [], border: [] } })
  const dir = mkdtempSync(join(tmpdir(), 'jejak-bench-lag-'))
  const server = await startOwnRedis()
  try {
    const store = must(await openSqliteEventStore(join(dir, 'events.db'))())
    await writeSyntheticLog(store, BEFORE)
    await store.close()
    const before = conditions(dir)
    let runs = 0
    for (const rate of RATES)
      for (const name of ['sqlite', 'redis']) {
        const home = join(dir, `home-${++runs}`)
        cpSync(join(dir, 'events.db'), join(home, 'events.db'))
        const redis = name === 'redis' ? [`redis://${server.host}:${server.port}?prefix=lag-${runs}`] : []
        const { lags, rounds, cpu } = await measure(home, rate, redis)
        const times = [0.5, 0.99, 1].map((share) => percentile(lags, share).toFixed(2))
        table.push([name, rate, lags.length, rounds, ...times, cpu.toFixed(2)])
      }
    const views = standingViews(lastDayOfYear(2025)).length
    process.stdout.write(
      `Live lag, another process appends one event at a time onto ${BEFORE} events, ${views} standing views, ${SECONDS} s each after ${WARM_SECONDS} s; Redis on this machine\n${before}\n${table.toString()}\n`,
    )
  } finally {
    await server.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

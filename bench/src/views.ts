/**
 * Read models on SQLite against Redis on the same machine and the same log: a
 * rebuild, catching up with many events at once and with one at a time, and the
 * figures of a dashboard.
 */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { careerStream, type LocalDate, lastDayOfYear, type StreamName } from '@jejak/core'
import { type AppendRequest, type EventStore, openSqliteEventStore } from '@jejak/eventstore'
import { openReadModels, openSqliteViewStore, type ReadModels, type ViewStore } from '@jejak/projection'
import { openRedisViewStore } from '@jejak/projection/redis'
import { standingViews } from '@jejak/reports'
import { must } from '@jejak/testing'
import { startOwnRedis } from '@jejak/testing/redis'
import Table from 'cli-table3'
import { conditions, percentile } from './conditions.js'
import { SYNTHETIC_AGENCY, syntheticCareer, syntheticEvent, writeSyntheticLog } from './syntheticLog.js'

const SIZE = 100_000
const ROUNDS = 4
const SINGLES = 200
const LOOKS = 30
const TODAY: LocalDate = lastDayOfYear(2025)

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** Appends an event to each of these people. */
const appendTo = async (events: EventStore, people: ReadonlyArray<number>, n: number): Promise<void> => {
  const streams = people.map((person) => careerStream(syntheticCareer(person)))
  const ends: ReadonlyMap<StreamName, AppendRequest['expected']> = must(await events.ends(streams)())
  const requests = people.flatMap((person, index): ReadonlyArray<AppendRequest> => {
    const stream = streams[index]
    const expected = stream === undefined ? undefined : ends.get(stream)
    return stream === undefined || expected === undefined ? [] : [{ stream, expected, drafts: [syntheticEvent(person, n)] }]
  })
  for (const result of await events.appendMany(requests)()) must(result)
}

interface Measured {
  readonly models: ReadModels
  rebuild: number
  rounds: number
  readonly singles: number[]
  readonly looks: number[]
}

const open = async (events: EventStore, views: ViewStore): Promise<Measured> => ({
  models: must(await openReadModels({ events, views, standing: standingViews, today: () => TODAY })()),
  rebuild: 0,
  rounds: 0,
  singles: [],
  looks: [],
})

/** Measures both on one log, step by step in turns, so that a busy moment of the machine meets both. */
const measure = async (events: EventStore, all: ReadonlyArray<Measured>, people: number): Promise<void> => {
  const everyone = Array.from({ length: people }, (_, person) => person)
  for (const each of all) each.rebuild = await timed(async () => must(await each.models.rebuild()()))
  for (let round = 0; round < ROUNDS; round++) {
    await appendTo(events, everyone, 3 + round)
    for (const each of all) each.rounds += await timed(async () => must(await each.models.catchUp()()))
  }
  for (let single = 0; single < SINGLES; single++) {
    await appendTo(events, [single % people], 9)
    for (const each of all) each.singles.push(await timed(async () => must(await each.models.catchUp()())))
  }
  const kept = standingViews(TODAY).filter(({ kind }) => kind === 'sums')
  for (let look = 0; look < LOOKS; look++)
    for (const each of all) each.looks.push(await timed(async () => must(await each.models.figures(kept, SYNTHETIC_AGENCY)())))
}

/** Makes the log, measures, prints the table and its conditions. */
export const run = async (): Promise<void> => {
  const dir = mkdtempSync(join(tmpdir(), 'jejak-bench-views-'))
  const server = await startOwnRedis()
  try {
    const events = must(await openSqliteEventStore(join(dir, 'events.db'))())
    const log = await writeSyntheticLog(events, SIZE)
    const sqlite = await open(events, must(await openSqliteViewStore(join(dir, 'views.db'))()))
    const redis = await open(events, must(await openRedisViewStore(`redis://${server.host}:${server.port}`)()))
    const before = conditions(dir)
    await measure(events, [sqlite, redis], log.people)
    const head = ['read models', 'rebuild events/s', 'many: documents/s', 'one: p50 ms', 'p99 ms', 'all standing sums: p50 ms']
    const table = new Table({ head, style: { head: [], border: [] } })
    for (const [name, { models, rebuild, rounds, singles, looks }] of [
      ['sqlite', sqlite],
      ['redis', redis],
    ] as const) {
      const rates = [log.events / rebuild, (ROUNDS * log.people) / rounds].map((rate) => Math.round(rate * 1_000))
      const times = [percentile(singles, 0.5), percentile(singles, 0.99), percentile(looks, 0.5)].map((ms) => ms.toFixed(1))
      table.push([name, ...rates, ...times])
      await models.close()
    }
    await events.close()
    const views = standingViews(TODAY).length
    process.stdout.write(
      `Read models of ${log.events} events and ${log.people} people, ${views} standing views; Redis on this machine, without a log of its own\n${before}\n${table.toString()}\n`,
    )
  } finally {
    await server.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

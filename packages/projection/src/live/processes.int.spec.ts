/** Several processes on one home: what they make together is what one makes alone. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { LOG_START, lastDayOfYear, type RecordedEvent } from '@jejak/core'
import type { Figure, Sums } from '@jejak/core/measure'
import { openSqliteEventStore } from '@jejak/eventstore'
import { expectedFigure, testViews, WORLD } from '@jejak/testing'
import { startRedis, startRedisCluster } from '@jejak/testing/redis'
import * as E from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openReadModels } from '../openReadModels.js'
import type { ReadModels } from '../ReadModels.js'
import { openRedisViewStore } from '../store/redis/openRedisViewStore.js'
import { openSqliteViewStore } from '../store/sqlite/openSqliteViewStore.js'
import type { ViewStore } from '../store/ViewStore.js'

const PROCESS = fileURLToPath(new URL('../../test/engineProcess.mjs', import.meta.url))
const DAY = lastDayOfYear(2023)

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'jejak-engine-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const right = <L, A>(result: E.Either<L, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

interface Started {
  readonly child: ChildProcess
  readonly ended: Promise<number | null>
}

/** Where the read models are: a Redis, or `views.db` of the home. */
let redis: string | null = null

const start = (role: string, seed = 1): Started => {
  const child = spawn(process.execPath, [PROCESS, role, dir, String(seed), ...(redis === null ? [] : [redis])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return { child, ended: new Promise((resolve) => child.on('close', resolve)) }
}

interface Home {
  readonly models: ReadModels
  readonly views: ViewStore
  readonly log: () => Promise<ReadonlyArray<RecordedEvent>>
  readonly close: () => Promise<void>
}

const openHome = async (): Promise<Home> => {
  const events = right(await openSqliteEventStore(join(dir, 'events.db'))())
  const views = right(await (redis === null ? openSqliteViewStore(join(dir, 'views.db')) : openRedisViewStore(redis))())
  const models = right(await openReadModels({ events, views, standing: testViews, today: () => DAY })())
  return {
    models,
    views,
    log: async () => {
      const log: RecordedEvent[] = []
      for await (const page of events.readAll(LOG_START)) log.push(...right(page))
      return log
    },
    close: async () => {
      await models.close()
      await events.close()
    },
  }
}

const inOrder = (sums: Sums.Sums): ReadonlyArray<unknown> => [...sums].sort(([a], [b]) => (a < b ? -1 : 1))
const plain = (figure: Figure): unknown => ({
  people: figure.people,
  sums: figure.kind === 'sums' ? inOrder(figure.sums) : [],
  // Where an appointment stands is a hint for readers, given where it costs nothing.
  rows: figure.kind === 'table' ? figure.rows.map(({ career, row }) => ({ career, row })) : [],
})

/** The kept figures are what folding the whole log at once gives. */
const expectFigures = async ({ models, log }: Home): Promise<void> => {
  const all = await log()
  const views = testViews(DAY)
  for (const agency of WORLD.agencies) {
    const figures = right(await models.figures(views, agency)())
    const expected = views.map((view) => expectedFigure(all, view, agency))
    expect(figures.map(plain)).toEqual(expected.map(({ people, sums, rows }) => ({ people, sums: inOrder(sums), rows })))
  }
}

/** Marks and drains in four processes, two of which take partitions over, while a fifth appends. */
const expectTogether = async (): Promise<void> => {
  const drainers = [start('drain'), start('follow'), start('worker'), start('worker')]
  const codes = [await start('append', 11).ended]
  writeFileSync(join(dir, 'stop'), '')
  codes.push(...(await Promise.all(drainers.map(({ ended }) => ended))))
  expect(codes).toEqual([0, 0, 0, 0, 0])
  const home = await openHome()
  expect((await home.log()).length).toBeGreaterThan(100)
  const before = right(await home.models.health()())
  expect([before.dirty, before.position]).toEqual([0, before.head])
  await expectFigures(home)
  right(await home.models.rebuild()())
  await expectFigures(home)
  await home.close()
}

describe('several processes on one home', () => {
  it('mark and drain at once while another appends, and keep what one alone would', expectTogether)

  for (const [name, startServer] of [
    ['one Redis', startRedis],
    ['a cluster of Redis', startRedisCluster],
  ] as const)
    it(`do so on ${name} as well`, async () => {
      const server = await startServer()
      redis = server.fresh()
      try {
        await expectTogether()
      } finally {
        redis = null
        await server.stop()
      }
    })

  it('rebuild in threads to the same figures, and hear of what each has built', async () => {
    expect(await start('append', 14).ended).toBe(0)
    const { child, ended } = start('threads')
    let told = ''
    child.stdout?.on('data', (text) => {
      told += text
    })
    expect(await ended).toBe(0)
    const home = await openHome()
    const { generation } = right(await home.models.health()())
    expect(generation).toBe(1)
    const documents = new Map(right(await home.views.parts(generation)()).map((part) => [part.partition, part.documents]))
    const beside: ReadonlyArray<readonly [number, number]> = JSON.parse(told)
    expect(beside.map(([partition]) => partition).sort((a, b) => a - b)).toEqual([...documents.keys()])
    for (const [partition, built] of beside) expect(built).toBe(documents.get(partition))
    await expectFigures(home)
    await home.close()
  })

  it('serve the live generation when a rebuild is killed, and the next rebuild goes on where it stopped', async () => {
    expect(await start('append', 12).ended).toBe(0)
    const home = await openHome()
    right(await home.models.catchUp()())
    const { generation } = right(await home.models.health()())
    const rebuild = start('rebuild')
    rebuild.child.stdout?.on('data', () => rebuild.child.kill('SIGKILL'))
    expect(await rebuild.ended).toBeNull()
    expect(right(await home.models.health()()).generation).toBe(generation)
    await expectFigures(home)
    expect(right(await home.models.planRebuild()()).found).toBe(20)
    const seen: number[] = []
    const rebuilt = right(await home.models.rebuild({ onProgress: ({ done }) => seen.push(done) })())
    expect(rebuilt).toMatchObject({ generation: generation + 1, found: 20, events: (await home.log()).length })
    expect(seen[0]).toBe(21)
    expect(right(await home.models.health()()).generation).toBe(rebuilt.generation)
    await expectFigures(home)
    await home.close()
  })

  it('wake one another: who only follows hears what others append', async () => {
    const home = await openHome()
    const stopping = new AbortController()
    const heard = new Set<string>()
    const following = home.models.follow(stopping.signal, ({ agencies }) => {
      for (const agency of agencies) heard.add(agency)
    })
    const other = start('drain')
    expect(await start('append', 13).ended).toBe(0)
    writeFileSync(join(dir, 'stop'), '')
    expect(await other.ended).toBe(0)
    await expect.poll(() => [...heard].sort(), { timeout: 5_000 }).toEqual([...WORLD.agencies].sort())
    stopping.abort()
    expect(E.isRight(await following)).toBe(true)
    await expectFigures(home)
    await home.close()
  })
})

/**
 * Rebuilds that are killed anywhere, begun again and rolled back, while others append
 * and drain: the figures in use stay right and are answered throughout, and in the end
 * they are what the log alone gives, byte for byte.
 */
import { join } from 'node:path'
import { type DeploymentStores, importIntoDeployment, openStores } from '@jejak/application/operator'
import { careerOf, LOG_START } from '@jejak/core'
import { simulateAgency } from '@jejak/simulator'
import { type OwnServer, startOwnRedis } from '@jejak/testing/redis'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { agencyOf, must } from '../test/answers.js'
import { figuresOf, liveAndRebuilt, quiet } from '../test/chaos/figures.js'
import { growing } from '../test/chaos/handOvers.js'
import { Reader } from '../test/chaos/Reader.js'
import { deedsOf, perform } from '../test/chaos/rebuilds.js'
import { complaintsOf, start, temporary } from '../test/jejak.js'

const { CHAOS_SEED = '', CHAOS_ROUNDS = '' } = process.env
const SEED = CHAOS_SEED === '' ? Math.floor(Math.random() * 1e9) : Number(CHAOS_SEED)
/** One is what there is time for beside all other tests. */
const ROUNDS = CHAOS_ROUNDS === '' ? 1 : Number(CHAOS_ROUNDS)
const ROUND_MS = 150_000

const agency = agencyOf('simulasi')
const { dir, forget } = temporary()
const files = join(dir, 'files')
let server: OwnServer
beforeAll(async () => {
  server = await startOwnRedis()
  await must(simulateAgency({ seed: 5, people: 80, years: 2, endYear: 2025, dir: files, agency }))
})
afterAll(async () => {
  await server?.stop()
  forget()
})

/** Folders of one after the other, each with a few people more than the one before. */
const handOvers = (to: string): ReadonlyArray<string> =>
  [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1].map((share) => growing(files, join(to, `${share}`), share))

/** How many people are in the log up to a position: a career begins with its first event. */
const peopleIn = async ({ events }: DeploymentStores): Promise<(position: number) => number> => {
  const firsts = new Map<string, number>()
  for await (const page of events.readAll(LOG_START))
    for (const { stream, position } of await must(() => Promise.resolve(page)))
      if (careerOf(stream) !== null && !firsts.has(stream)) firsts.set(stream, position)
  const begun = [...firsts.values()]
  return (position) => begun.filter((first) => first <= position).length
}

/** Each figure is one of a moment between its position and the end of the log then, and no reader goes back. */
const expectOfTheLog = async (home: DeploymentStores, { answers }: Reader): Promise<void> => {
  const people = await peopleIn(home)
  for (const { position, people: found, head } of answers) {
    expect(found).toBeGreaterThanOrEqual(people(position))
    expect(found).toBeLessThanOrEqual(people(head))
  }
  const positions = answers.map(({ position }) => position)
  expect([...positions].sort((a, b) => a - b)).toEqual(positions)
}

const PLACES = [
  ['files', (): Record<string, string> => ({})],
  [
    'Redis, with a queue',
    (): Record<string, string> => {
      const address = `redis://${server.host}:${server.port}`
      return { JEJAK_VIEWS: address, JEJAK_QUEUE: address }
    },
  ],
] as const

it.each(PLACES)(
  `read models in %s stay right while they are rebuilt and rolled back (CHAOS_SEED=${SEED})`,
  async (name, place) => {
    const here = join(dir, name.slice(0, 5))
    const file = (each: string): string => `sqlite:${join(here, each)}`
    const env = {
      JEJAK_HOME: here,
      JEJAK_WRAPPING_KEY: '07'.repeat(32),
      JEJAK_EVENTS: file('events.db'),
      JEJAK_KEYS: file('keys.db'),
      JEJAK_VIEWS: file('views.db'),
      ...place(),
    }
    const home = await must(openStores(here, env))
    const [first = '', ...later] = handOvers(join(dir, `${name.slice(0, 5)}-files`))
    await must(importIntoDeployment(home, { dir: first, agency }))
    const others = [start(['worker'], env), start(['serve', '--port', '0'], env)]
    const [, url = ''] = (await others[1]?.said(/^Jejak: (\S+)$/m)) ?? []
    try {
      // 1. While somebody appends. The workers may have finished what was killed: then there is nothing kept to go back to.
      const busy = new Reader(home, url, agency, false)
      let over = false
      const importing = (async () => {
        for (const folder of later) if (!over) await must(importIntoDeployment(home, { dir: folder, agency }))
      })()
      importing.catch(() => undefined)
      for (const deed of deedsOf(SEED, ROUNDS)) {
        const ended = await perform(deed, env, home)
        if (ended.signal === null) expect([deed, ended.code, complaintsOf(ended)]).toEqual([deed, 0, []])
      }
      over = true
      await importing
      await busy.stop()
      expect(busy.refusals).toEqual([])
      expect(busy.answers.length).toBeGreaterThan(10)
      await expectOfTheLog(home, busy)
      // 2. While nobody does: there is but one right answer.
      await quiet(env, here)
      const expected = await figuresOf(home)
      const calm = new Reader(home, url, agency, true)
      for (const deed of deedsOf(SEED + 1, ROUNDS)) {
        const ended = await perform(deed, env, home)
        if (ended.signal === null) expect([deed, ended.code, complaintsOf(ended)]).toEqual([deed, 0, []])
      }
      await calm.stop()
      expect(calm.refusals).toEqual([])
      expect([...calm.texts]).toEqual([expected])
      await expectOfTheLog(home, calm)
      // 3. And it is what the log gives.
      const [live, rebuilt] = await liveAndRebuilt(env, here)
      expect(live === rebuilt).toBe(true)
      expect(rebuilt).toContain(agency)
    } finally {
      for (const { process: child, ended } of others) {
        child.kill('SIGKILL')
        await ended
      }
      await home.close()
    }
  },
  ROUNDS * ROUND_MS,
)

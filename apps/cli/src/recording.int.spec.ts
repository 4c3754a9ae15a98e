/** Facts are recorded whatever has become of the read models and of the queue: both can be made good from the log. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { TRAINING_HOURS } from '@jejak/core'
import { startOwnRedis } from '@jejak/testing/redis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOURS_2025, writeAgency } from '../test/agency.js'
import { here } from '../test/here.js'
import { type Ended, jejak, start, temporary } from '../test/jejak.js'

const { dir, forget } = temporary()
let files = ''
/** A port at which nobody answers. */
let away = ''
beforeAll(async () => {
  files = writeAgency(join(dir, 'files'))
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  away = `redis://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`
  await new Promise((resolve) => server.close(resolve))
})
afterAll(forget)

const importing = (home: string): ReadonlyArray<string> => ['import', files, '--agency', 'uji', '--home', home]

/** What was asked is done, and one line says that figures lag. */
const lags = ({ code, err }: Ended): void => {
  expect(err).toMatch(/^jejak: figures lag behind what is in the log: [^\n]+\n$/)
  expect(code).toBe(0)
}

/** Once read models can be made again, all figures are there. */
const followsLater = async (home: string): Promise<void> => {
  const { code, err, out } = await here(['report', 'training-hours', '--year', '2025', '--format', 'json', '--home', home])
  expect([code, err]).toEqual([0, ''])
  expect(JSON.parse(out)).toMatchObject({ rows: HOURS_2025 })
}

describe('an import', () => {
  it('records while the Redis of the read models is away', async () => {
    const home = join(dir, 'views-away')
    lags(await here(importing(home), { JEJAK_VIEWS: away }))
    await followsLater(home)
  })

  it('records while the Redis of the queue is away', async () => {
    const home = join(dir, 'queue-away')
    lags(await here(importing(home), { JEJAK_QUEUE: away }))
    await followsLater(home)
  })

  it('records to the end when the Redis of both dies in the middle', async () => {
    const home = join(dir, 'dying')
    const server = await startOwnRedis()
    const url = `redis://${server.host}:${server.port}`
    const out = join(dir, 'dying-files')
    const running = start(['simulate', '--people', '300', '--years', '2', '--out', out, '--home', home], {
      JEJAK_VIEWS: url,
      JEJAK_QUEUE: url,
    })
    await new Promise((resolve) => setTimeout(resolve, 700))
    await server.stop()
    const { code, out: said } = await running.ended
    expect(code).toBe(0)
    expect(said).toMatch(/events recorded/)
    expect(
      JSON.parse((await here(['report', 'training-hours', '--year', '2025', '--format', 'json', '--home', home])).out).rows,
    ).not.toEqual([])
  })

  it('records while another process keeps the read models locked', async () => {
    const home = join(dir, 'locked')
    expect((await here(importing(home))).code).toBe(0)
    const holder = new DatabaseSync(join(home, 'views.db'))
    holder.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    try {
      lags(await jejak(importing(home)))
    } finally {
      holder.close()
    }
    await followsLater(home)
  })

  it('records while the read models are those of a newer Jejak', async () => {
    const home = join(dir, 'newer')
    expect((await here(importing(home))).code).toBe(0)
    const db = new DatabaseSync(join(home, 'views.db'))
    db.exec('PRAGMA user_version = 9999')
    db.close()
    lags(await here(importing(home)))
  })

  it('records where the read models cannot be opened or are full', async () => {
    const home = join(dir, 'unopenable')
    mkdirSync(join(home, 'views.db'), { recursive: true })
    lags(await here(importing(home)))
    const other = join(dir, 'elsewhere')
    lags(await here(importing(other), { JEJAK_VIEWS: 'sqlite:/dev/full' }))
    await followsLater(other)
  })

  it('stops before read models of another log: the log may be the wrong one', async () => {
    const [one, two] = [join(dir, 'one'), join(dir, 'two')]
    for (const home of [one, two]) {
      expect((await here(importing(home))).code).toBe(0)
      await followsLater(home)
    }
    const mixed = await here(importing(two), { JEJAK_VIEWS: `sqlite:${join(one, 'views.db')}` })
    expect(mixed.code).toBe(1)
    expect(mixed.err).toMatch(/another log/)
  })

  it('says nothing of figures in a dry run, which records nothing', async () => {
    const home = join(dir, 'dry')
    const { code, err } = await here([...importing(home), '--dry-run'], { JEJAK_VIEWS: away })
    expect([code, err]).toEqual([0, ''])
  })
})

describe('other commands that record', () => {
  it('go on without read models as well: simulate and policy adopt', async () => {
    const home = join(dir, 'others')
    lags(await here(['simulate', '--agency', 'uji', '--people', '20', '--years', '1', '--home', home], { JEJAK_VIEWS: away }))
    const path = join(dir, 'hours.json')
    writeFileSync(path, JSON.stringify({ policy: 'training-hours', version: 'uji-1', parameters: TRAINING_HOURS.versions['national-1'] }))
    const adopting = ['policy', 'adopt', path, '--from', '2026-01-01', '--agency', 'uji', '--reason', 'made up', '--basis', 'made up']
    lags(await here([...adopting, '--home', home], { JEJAK_VIEWS: away }))
    expect((await here(['policy', 'list', '--agency', 'uji', '--home', home], { JEJAK_VIEWS: away })).out).toContain('uji-1')
  })
})

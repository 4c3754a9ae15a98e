/** The command line on a home whose keys and read models are in Redis. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type OwnServer, startOwnRedis } from '@jejak/testing/redis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOURS_2025, writeAgency } from '../test/agency.js'
import { here } from '../test/here.js'
import { jejak, start, temporary } from '../test/jejak.js'
import { until } from '../test/until.js'

const { dir, forget } = temporary()
let views: OwnServer
let keys: OwnServer
beforeAll(async () => {
  views = await startOwnRedis()
  keys = await startOwnRedis({ appendonly: 'yes', appendfsync: 'always' })
})
afterAll(async () => {
  await views?.stop()
  await keys?.stop()
  forget()
})

const addressOf = ({ host, port }: OwnServer): string => `redis://${host}:${port}`

describe('two deployments in one Redis', () => {
  it('are refused where they have one prefix, and keep apart where each has its own', async () => {
    const server = await startOwnRedis()
    try {
      const files = writeAgency(join(dir, 'shared-files'))
      const report = ['report', 'training-hours', '--year', '2025', '--format', 'json']
      const env = (name: string, prefix = '') => ({ JEJAK_HOME: join(dir, name), JEJAK_VIEWS: `${addressOf(server)}${prefix}` })
      for (const name of ['first', 'second'])
        expect((await here(['import', files, '--agency', 'uji'], env(name, `?prefix=${name}`))).code).toBe(0)
      expect((await here(report, env('first'))).code).toBe(0)
      const refused = await here(report, env('second'))
      expect([refused.code, refused.out]).toEqual([1, ''])
      expect(refused.err).toMatch(/^jejak: [^\n]*another log[^\n]*\?prefix=[^\n]*\n$/)
      expect((await here(report, env('second', '?prefix=second'))).code).toBe(0)
      expect((await here(report, env('first'))).code).toBe(0)
    } finally {
      await server.stop()
    }
  })
})

describe('serve, import and report with keys and read models in Redis', () => {
  it('agree, end cleanly, and go on after the read models were emptied', async () => {
    const home = join(dir, 'home')
    const env = { JEJAK_HOME: home, JEJAK_VIEWS: addressOf(views), JEJAK_KEYS: addressOf(keys) }
    const files = writeAgency(join(dir, 'files'))
    const server = start(['serve', '--port', '0'], env)
    const [, url = ''] = await server.said(/^Jejak: (http:\/\/127\.0\.0\.1:\d+)$/m)
    const rows = async (): Promise<unknown> => {
      const answer: unknown = await (await fetch(`${url}/api/report/training-hours?agency=uji&year=2025`)).json()
      return typeof answer === 'object' && answer !== null && 'rows' in answer && Array.isArray(answer.rows) ? answer.rows : []
    }
    const imported = await jejak(['import', files, '--agency', 'uji'], env)
    expect([imported.code, imported.err]).toEqual([0, ''])
    await until(async () => (JSON.stringify(await rows()) === JSON.stringify(HOURS_2025) ? true : null))

    const client = views.connect()
    await client.flushall()
    client.disconnect()
    const reported = await jejak(['report', 'training-hours', '--year', '2025', '--format', 'json'], env)
    expect(JSON.parse(reported.out)).toMatchObject({ rows: HOURS_2025 })
    expect(await rows()).toEqual(HOURS_2025)

    server.process.kill('SIGTERM')
    const ended = await server.ended
    expect([ended.code, ended.err]).toEqual([0, ''])
    expect(['views.db', 'keys.db'].filter((name) => existsSync(join(home, name)))).toEqual([])
    expect(existsSync(join(home, 'events.db'))).toBe(true)
  })
})

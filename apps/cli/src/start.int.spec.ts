/** `npm start`: empty, killed on the way, and with data there. */
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { jejak, start, temporary } from '../test/jejak.js'
import { until } from '../test/until.js'

const { dir, forget } = temporary()
afterAll(forget)

const ADDRESS = /^Jejak: (http:\/\/127\.0\.0\.1:\d+)$/m
const rowsOf = async (home: string): Promise<unknown> => {
  const { out } = await jejak(['report', 'training-hours', '--year', '2025', '--format', 'json', '--home', home])
  return JSON.parse(out)
}

describe('jejak start', () => {
  it('makes up an agency where there is none, completes it after a kill, and opens what is there', async () => {
    const home = join(dir, '.jejak')
    const args = ['start', '--people', '120', '--port', '0']
    const killed = start(args, { npm_lifecycle_event: 'start', INIT_CWD: dir }, '/')
    const wal = join(home, 'events.db-wal')
    await until(() => (existsSync(wal) && statSync(wal).size > 200_000 ? true : null))
    killed.process.kill('SIGKILL')
    await killed.ended

    const first = start(args, { JEJAK_HOME: home })
    const [, url = ''] = await first.said(ADDRESS)
    const page = await fetch(url)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('<html')
    first.process.kill('SIGTERM')
    const stopped = await first.ended
    expect(stopped.code).toBe(0)
    expect(stopped.err).toContain('synthetic')
    const figures = await rowsOf(home)

    const second = start(args, { JEJAK_HOME: home })
    await second.said(ADDRESS)
    second.process.kill('SIGTERM')
    const again = await second.ended
    expect(again.code).toBe(0)
    expect(again.err).toBe('')
    expect(await rowsOf(home)).toEqual(figures)

    const whole = join(dir, 'whole')
    await jejak(['simulate', '--people', '120', '--home', whole])
    expect(await rowsOf(whole)).toEqual(figures)
  })
})

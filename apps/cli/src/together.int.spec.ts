/** Several processes on one home, and processes that are stopped or killed. */
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { HOURS_2025, writeAgency } from '../test/agency.js'
import { here } from '../test/here.js'
import { jejak, start, temporary } from '../test/jejak.js'
import { until } from '../test/until.js'

const { dir, forget } = temporary()
afterAll(forget)

const json = async (url: string): Promise<unknown> => (await fetch(url)).json()

describe('serve, import and report on one home', () => {
  it('agree; TERM stops serve, and a second start loses nothing', async () => {
    const home = join(dir, 'together')
    const files = writeAgency(join(dir, 'files'))
    const server = start(['serve', '--port', '0', '--home', home])
    const [, url = ''] = await server.said(/^Jejak: (http:\/\/127\.0\.0\.1:\d+)$/m)
    const imported = await jejak(['import', files, '--agency', 'uji', '--home', home])
    expect(imported.code).toBe(0)
    const page = `${url}/api/report/training-hours?agency=uji&year=2025`
    const served = await until(async () => {
      const answer = await json(page)
      return typeof answer === 'object' && answer !== null && 'rows' in answer && Array.isArray(answer.rows) && answer.rows.length === 2
        ? answer
        : null
    })
    expect(served).toMatchObject({ rows: HOURS_2025 })
    const reported = await here(['report', 'training-hours', '--year', '2025', '--format', 'json', '--home', home])
    expect(JSON.parse(reported.out)).toMatchObject({ rows: HOURS_2025 })

    const open = await fetch(`${url}/api/changes`)
    expect(open.ok).toBe(true)
    server.process.kill('SIGTERM')
    const ended = await server.ended
    expect(ended.err).toBe('')
    expect(ended.code).toBe(0)

    const second = start(['serve', '--port', '0', '--home', home])
    const [, again = ''] = await second.said(/^Jejak: (http:\S+)$/m)
    expect(await json(`${again}/api/report/training-hours?agency=uji&year=2025`)).toMatchObject({ rows: HOURS_2025 })
    second.process.kill('SIGINT')
    expect((await second.ended).code).toBe(0)
  })

  it('a worker follows what others record, and stops cleanly', async () => {
    const home = join(dir, 'followed')
    const worker = start(['worker', '--home', home])
    await worker.said(/following the log/)
    await jejak(['import', writeAgency(join(dir, 'files')), '--agency', 'uji', '--home', home])
    const { out } = await here(['report', 'training-hours', '--year', '2025', '--format', 'json', '--home', home])
    expect(JSON.parse(out)).toMatchObject({ rows: HOURS_2025 })
    worker.process.kill('SIGTERM')
    const ended = await worker.ended
    expect(ended.err).toBe('')
    expect(ended.code).toBe(0)
  })
})

describe('an import that is killed', () => {
  it('is completed by the same import, exactly', async () => {
    const made = await here([
      'simulate',
      '--people',
      '400',
      '--years',
      '3',
      '--seed',
      '7',
      '--out',
      join(dir, 'city'),
      '--home',
      join(dir, 'whole'),
    ])
    expect(made.code).toBe(0)
    const home = join(dir, 'killed')
    const args = ['import', join(dir, 'city'), '--agency', 'simulasi', '--format', 'json', '--home', home]
    const killed = start(args)
    const wal = join(home, 'events.db-wal')
    await until(async () => (existsSync(wal) && statSync(wal).size > 500_000 ? true : null))
    const second = await here(args)
    expect(second.err).toMatch(/^jejak: [^\n]+\n$/)
    expect(second.code).toBe(1)
    killed.process.kill('SIGKILL')
    expect((await killed.ended).signal).toBe('SIGKILL')

    const completed = await jejak(args)
    expect(completed.code).toBe(0)
    const third = await here(args)
    expect(JSON.parse(third.out)).toMatchObject({ events: 0 })
    const reports = ['training-hours', 'participation', 'appraisal-distribution', 'program-ratings', 'mentoring']
    for (const name of reports) {
      const [whole, mended] = await Promise.all(
        [join(dir, 'whole'), home].map((at) => here(['report', name, '--year', '2025', '--format', 'json', '--home', at])),
      )
      expect(mended?.code).toBe(0)
      expect(mended?.out).toBe(whole?.out)
    }
    const checked = await here(['doctor', '--home', home])
    expect(checked.code).toBe(0)
  })
})

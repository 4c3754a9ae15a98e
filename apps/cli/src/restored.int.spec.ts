/** A log that was put back from an older backup, under read models that hold more. */
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { writeAgency, writeCorrection } from '../test/agency.js'
import { here } from '../test/here.js'
import { temporary } from '../test/jejak.js'

const { dir, forget } = temporary()
afterAll(forget)

it('is noticed by doctor, which says how the read models are made again', async () => {
  const env = { JEJAK_HOME: join(dir, 'home') }
  const files = writeAgency(join(dir, 'files'))
  expect((await here(['import', files, '--agency', 'uji'], env)).code).toBe(0)
  cpSync(join(env.JEJAK_HOME, 'events.db'), join(dir, 'backup.db'))
  const later = writeCorrection(join(dir, 'later'))
  expect((await here(['import', later, '--agency', 'uji', '--reason', 'letter'], env)).code).toBe(0)
  const report = ['report', 'training-hours', '--year', '2025', '--format', 'json']
  expect((await here(report, env)).code).toBe(0)
  expect((await here(['doctor'], env)).code).toBe(0)

  cpSync(join(dir, 'backup.db'), join(env.JEJAK_HOME, 'events.db'))
  const { code, out } = await here(['doctor'], env)
  expect(out).toMatch(/PROBLEM read models: .*more than the log holds/)
  expect(out).toContain('delete views.db')
  expect(code).toBe(1)

  for (const end of ['', '-wal', '-shm']) rmSync(join(env.JEJAK_HOME, `views.db${end}`), { force: true })
  expect((await here(report, env)).code).toBe(0)
  expect((await here(['doctor'], env)).code).toBe(0)
})

/** `jejak rebuild`: before, during and after. */
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeAgency } from '../test/agency.js'
import { here } from '../test/here.js'
import { temporary } from '../test/jejak.js'

const { dir, forget } = temporary()
const home = join(dir, 'home')
beforeAll(async () => {
  const { code } = await here(['import', writeAgency(join(dir, 'files')), '--agency', 'uji', '--home', home])
  expect(code).toBe(0)
})
afterAll(forget)

const jejak = (...args: ReadonlyArray<string>) => here([...args, '--home', home])
const figure = async (): Promise<unknown> => JSON.parse((await jejak('report', 'training-hours', '--year', '2025', '--format', 'json')).out)

it('is counted without a trace, done, taken back, and taken back again', async () => {
  const before = await figure()
  const plan = await jejak('rebuild', '--dry-run')
  expect(plan.code).toBe(0)
  const [, events, documents] =
    /through (\d+) events and write (\d+) documents, in about \d+ s. Nothing was written.\n$/.exec(plan.out) ?? []
  expect(Number(documents)).toBeGreaterThan(0)
  expect((await jejak('rebuild', '--rollback')).err).toMatch(/^jejak: no read models are kept [^\n]+\n$/)

  const rebuilt = await jejak('rebuild')
  expect(rebuilt.out).toMatch(
    new RegExp(`^Generation 2: ${documents} documents of ${events} events, in [\\d.]+ s.\\nCounted twice, digest [0-9a-f]{64}.\\n$`),
  )
  expect(await figure()).toEqual(before)
  expect((await jejak('rebuild', '--rollback')).out).toMatch(/^Generation 1 is in use again/)
  expect(await figure()).toEqual(before)
  expect((await jejak('doctor')).out).toContain('generation 1 for ')
  expect((await jejak('rebuild', '--rollback')).out).toMatch(/^Generation 2 is in use again/)
})

it('does one thing at a time', async () => {
  const { code, err } = await jejak('rebuild', '--dry-run', '--rollback')
  expect(err).toMatch(/^jejak: give one of [^\n]+\n$/)
  expect(code).toBe(2)
})

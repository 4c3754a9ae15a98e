/** A home in which an event cannot be read, from the first line about it to its release. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
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

/** Puts another word in the place of one in the last event that holds it. */
const reword = (from: string, to: string): void => {
  const db = new DatabaseSync(join(home, 'events.db'))
  const place = 'SELECT max(position) FROM event WHERE instr(data, ?) > 0'
  db.prepare(`UPDATE event SET data = replace(data, ?, ?) WHERE position = (${place})`).run(`"${from}"`, `"${to}"`, `"${from}"`)
  db.close()
}

it('is said in one line, left out when told so, listed, and released once it can be read', async () => {
  reword('preScore', 'notYetKnown')
  const first = await jejak('report', 'training-hours', '--year', '2025')
  expect(first.err).toMatch(/^jejak: event \d+ of career-\w+ cannot be read [^\n]*preScore[^\n]*--with-parked[^\n]*\n$/)
  expect(first.code).toBe(3)
  expect((await jejak('rebuild')).code).toBe(3)

  expect((await jejak('rebuild', '--with-parked')).code).toBe(0)
  const without = await jejak('report', 'training-hours', '--year', '2025', '--format', 'json')
  expect(JSON.parse(without.out)).toMatchObject({ base: { parked: 1 } })
  const listed = await jejak('doctor', '--retry')
  expect(listed.out).toMatch(/ok +0 parked streams were released/)
  expect(listed.out).toMatch(/PROBLEM career-\w+ is parked at event \d+, @\d+: [^\n]*preScore/)
  expect(listed.code).toBe(1)

  reword('notYetKnown', 'preScore')
  const mended = await jejak('doctor', '--retry')
  expect(mended.out).toMatch(/ok +1 parked stream was released/)
  expect(mended.out).toMatch(/ok +no stream is parked/)
  expect(mended.code).toBe(0)
  const whole = await jejak('report', 'training-hours', '--year', '2025', '--format', 'json')
  expect(JSON.parse(whole.out).base.parked).toBeUndefined()
  expect(JSON.parse(whole.out).position).toBe(JSON.parse(without.out).position)
})

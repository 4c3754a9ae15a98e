/** `jejak report service-health`. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeAgency, writeCorrection } from '../test/agency.js'
import { here } from '../test/here.js'
import { temporary } from '../test/jejak.js'

const { dir, forget } = temporary()
const home = join(dir, 'home')
const health = (...args: ReadonlyArray<string>) => here(['report', 'service-health', ...args, '--home', home])

beforeAll(async () => {
  expect((await here(['import', writeAgency(join(dir, 'files')), '--agency', 'uji', '--home', home])).code).toBe(0)
  expect((await here(['report', 'training-hours', '--year', '2025', '--home', home])).code).toBe(0)
})
afterAll(forget)

describe('jejak report service-health', () => {
  it('tells how far the read models are, and brings nothing up to date', async () => {
    const before = JSON.parse((await health('--format', 'json')).out)
    expect(before).toMatchObject({ report: 'service-health', agency: null, position: before.base.head })
    const later = ['import', writeCorrection(join(dir, 'later')), '--agency', 'uji', '--reason', 'letter 1', '--home', home]
    expect((await here(later)).code).toBe(0)
    // The corrected row, and that there was an import.
    for (let looks = 0; looks < 2; looks++) {
      const { rows, position, base } = JSON.parse((await health('--format', 'json')).out)
      expect([position, base.head]).toEqual([before.position, before.position + 2])
      for (const row of rows) expect(row).toMatchObject({ position, lag: 2, quarantined: [] })
    }
    await here(['report', 'training-hours', '--year', '2025', '--home', home])
    const { rows } = JSON.parse((await health('--format', 'json')).out)
    expect(rows[0]).toMatchObject({ lag: 0 })
  })

  it('is printed in every form', async () => {
    expect((await health()).out).toMatch(/Projection.*Position.*Lag.*Quarantined.*Version.*Rebuilt at/)
    expect((await health('--format', 'csv')).out).toMatch(/^Proyeksi,Posisi,Tertinggal \(peristiwa\),Dikarantina,Versi,Dibangun ulang\r\n/)
    for (const [format, begins] of [
      ['xlsx', 'PK'],
      ['pdf', '%PDF-'],
    ] as const) {
      const { code, out } = await health('--format', format)
      expect([format, code, out.startsWith(begins)]).toEqual([format, 0, true])
    }
  })

  it('is in the list, belongs to no agency, and takes no arguments', async () => {
    expect((await here(['report', '--list'])).out).toContain('service-health')
    expect((await health('--agency', 'uji', '--format', 'json')).code).toBe(0)
    for (const [flag, value] of [
      ['--year', '2025'],
      ['--known-at', '@1'],
      ['--as-of', '2025-01-01'],
    ] as const) {
      const { code, err } = await health(flag, value)
      expect([code, err]).toEqual([2, `jejak: this report does not take ${flag}; it tells how the service is now\n`])
    }
    expect((await here(['report', 'service-helth', '--home', home])).err).toContain('did you mean service-health?')
  })

  it('names the streams that are set aside, and goes on beside them', async () => {
    const db = new DatabaseSync(join(home, 'events.db'))
    db.exec(
      `UPDATE event SET data = replace(data, '"schema":1,"type":"Absent"', '"schema":99,"type":"Absent"') WHERE instr(data, '"Absent"') > 0`,
    )
    db.close()
    expect((await here(['rebuild', '--with-parked', '--home', home])).code).toBe(0)
    const { rows, base, position } = JSON.parse((await health('--format', 'json')).out)
    expect([base.quarantined, position]).toEqual([1, base.head])
    for (const row of rows) expect(row).toMatchObject({ lag: 0, quarantined: [expect.stringMatching(/^career-[0-9a-f]{32}$/)] })
  })
})

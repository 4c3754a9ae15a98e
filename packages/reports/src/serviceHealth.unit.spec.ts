import { logPosition } from '@jejak/core'
import { must } from '@jejak/testing'
import { describe, expect, it } from 'vitest'
import { day } from './examples.spec.js'
import { toCsv } from './format/csv.js'
import { jsonOf } from './format/json.js'
import { toTables } from './format/table.js'
import { LISTED } from './listed.js'
import { REPORTS } from './registry.js'
import { answerServiceHealth, type ServiceState, serviceHealth } from './serviceHealth.js'
import { standingViews } from './view.js'

const TODAY = day('2026-11-24')
const state: ServiceState = {
  head: must(logPosition(120)),
  position: must(logPosition(100)),
  lag: 20,
  waiting: 7,
  quarantined: ['career-0123456789abcdef0123456789abcdef', 'program-00ff'],
  generation: 3,
  definitions: 'abcdef0123456789',
  rebuiltAt: '2026-11-24T03:00:00.000Z',
  rebuild: { done: 16, total: 64 },
}
const answer = answerServiceHealth(state, TODAY)

describe('service-health', () => {
  it('has the shape of every answer, and belongs to no agency', () => {
    expect(Object.keys(jsonOf(answer))).toEqual([
      'report',
      'agency',
      'asOf',
      'knownAt',
      'position',
      'policy',
      'definition',
      'base',
      'rows',
      'generation',
      'rebuild',
    ])
    expect(answer).toMatchObject({
      agency: null,
      asOf: TODAY,
      position: 100,
      knownAt: '@100',
      base: { head: 120, waiting: 7, quarantined: 2 },
      more: { generation: 3, rebuild: { done: 16, total: 64 } },
    })
  })

  it('has a row for the documents and one for each report whose sums are kept, by name', () => {
    const kept = new Set(
      standingViews(TODAY)
        .flatMap(({ key }) => key.split('?')[0] ?? [])
        .filter((name) => REPORTS.has(name)),
    )
    const names = (answer.rows ?? []).map(({ projection }) => projection)
    expect(names).toEqual(['careers', ...kept].sort())
    for (const row of answer.rows ?? []) {
      expect(row).toMatchObject({ position: 100, lag: 20, quarantined: state.quarantined, rebuiltAt: state.rebuiltAt })
      const version = REPORTS.get(String(row['projection']))?.version
      expect(row['version']).toBe(version === undefined ? 'abcdef012345' : String(version))
    }
  })

  it('is listed beside the reports of an agency, and is none of them', () => {
    expect(REPORTS.has(serviceHealth.name)).toBe(false)
    expect([...LISTED.keys()]).toEqual([...REPORTS.keys(), 'service-health'])
  })

  it('prints as a table and as CSV, with every column filled', () => {
    const [table] = toTables(answer, serviceHealth, 'en')
    expect(table?.headers).toEqual(['Projection', 'Position', 'Lag (events)', 'Quarantined', 'Version', 'Rebuilt at'])
    for (const row of table?.rows ?? []) expect(row.every((cell) => cell !== '' && cell !== '–')).toBe(true)
    const lines = toCsv(answer, serviceHealth, 'id').split('\r\n')
    expect(lines).toContain('careers,100,20,"career-0123456789abcdef0123456789abcdef; program-00ff",abcdef012345,2026-11-24T03:00:00.000Z')
    expect(lines.filter((line) => line.startsWith('# ') || line.startsWith('"# '))).toEqual([
      '# Laporan: Kesehatan layanan (service-health)',
      '# Tanggal data: 2026-11-24',
      '# Menurut catatan: @100',
      '# Posisi log: 100',
      '# Kebijakan: tidak ada',
      '# Versi definisi: 1',
      '"# Dasar: head=120; waiting=7; quarantined=2"',
    ])
  })
})

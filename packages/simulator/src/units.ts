/** The units of Kota Simulasi. */
import type { Family, Unit, Units } from './model.js'
import { randomOf } from './Random.js'

const FAMILIES = {
  teach: { code: 'GURU', name: 'Guru' },
  nurse: { code: 'PERAWAT', name: 'Perawat' },
  policy: { code: 'ANJAK', name: 'Analis Kebijakan' },
  plan: { code: 'PERENCANA', name: 'Perencana' },
  audit: { code: 'AUDITOR', name: 'Auditor' },
  extend: { code: 'PENYULUH', name: 'Penyuluh' },
  compute: { code: 'PRAKOM', name: 'Pranata Komputer' },
} as const satisfies Readonly<Record<string, Family>>

/** Name, profession, weight: schools and health centres are large, as in any city. */
type Plan = readonly [name: string, family: Family, weight: number]

const PLAN: readonly [Plan, ...Plan[]] = [
  ['Sekretariat Daerah', FAMILIES.policy, 4],
  ['Dinas Pendidikan', FAMILIES.teach, 26],
  ['Dinas Kesehatan', FAMILIES.nurse, 16],
  ['Rumah Sakit Umum', FAMILIES.nurse, 9],
  ['Badan Kepegawaian', FAMILIES.policy, 2],
  ['Badan Perencanaan', FAMILIES.plan, 2],
  ['Inspektorat', FAMILIES.audit, 2],
  ['Badan Keuangan', FAMILIES.plan, 3],
  ['Dinas Pekerjaan Umum', FAMILIES.plan, 4],
  ['Dinas Sosial', FAMILIES.extend, 3],
  ['Dinas Pertanian', FAMILIES.extend, 4],
  ['Dinas Perhubungan', FAMILIES.policy, 3],
  ['Dinas Informatika', FAMILIES.compute, 2],
  ['Dinas Kependudukan', FAMILIES.compute, 3],
  ['Dinas Lingkungan Hidup', FAMILIES.extend, 3],
  ['Dinas Perpustakaan', FAMILIES.teach, 2],
  ['Satuan Polisi', FAMILIES.policy, 4],
  ['Kecamatan Utara', FAMILIES.policy, 3],
  ['Kecamatan Tengah', FAMILIES.policy, 3],
  ['Kecamatan Selatan', FAMILIES.policy, 2],
]

const unitOf = (seed: number, [name, family, weight]: Plan, index: number): Unit => {
  const id = `SIM.${String(index + 1).padStart(2, '0')}`
  const random = randomOf(seed, 'unit', id)
  return {
    id,
    name: `${name} Simulasi`,
    family,
    weight,
    appetite: 0.35 + 1.3 * random.next(),
    support: 0.6 + 0.37 * random.next(),
    answerDays: random.int(2, 12),
    performance: random.normal(0, 0.45),
    missing: 0.01 + 0.09 * random.next() ** 2,
    satisfaction: 3.2 + 1.3 * random.next(),
  }
}

/** Twenty units of unequal size and unequal habits. */
export const simulateUnits = (seed: number): Units => {
  const [first, ...rest] = PLAN
  return [unitOf(seed, first, 0), ...rest.map((plan, i) => unitOf(seed, plan, i + 1))]
}

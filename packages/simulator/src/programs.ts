/** What Kota Simulasi teaches, and the runs it holds. Means and counts are assumptions: no source gives them. */
import { addDays, type LocalDate, type ProgramKind } from '@jejak/core'
import { day } from './dates.js'
import type { Cohort, Program } from './model.js'
import { randomOf } from './Random.js'

type Row = readonly [
  code: string,
  name: string,
  kind: ProgramKind,
  hours: number,
  days: number,
  rating: number,
  revisedIn: number | null,
  weight: number,
  topic: string,
]

const PLAN: ReadonlyArray<Row> = [
  ['KP2', 'Pelatihan Kepemimpinan Nasional Tingkat II', 'kepemimpinan', 120, 20, 4.2, null, 1, 'kepemimpinan'],
  ['KP3', 'Pelatihan Kepemimpinan Administrator', 'kepemimpinan', 90, 15, 4.0, null, 1, 'kepemimpinan'],
  ['KP4', 'Pelatihan Kepemimpinan Pengawas', 'kepemimpinan', 80, 14, 3.3, 2, 2, 'kepemimpinan'],
  ['FGR', 'Pelatihan Fungsional Pendidik', 'fungsional', 32, 5, 3.9, null, 5, 'pendidikan'],
  ['FKS', 'Pelatihan Fungsional Tenaga Kesehatan', 'fungsional', 32, 5, 4.1, null, 4, 'kesehatan'],
  ['FUM', 'Pelatihan Fungsional Umum', 'fungsional', 24, 4, 3.6, null, 3, 'jabatan fungsional'],
  ['TWK', 'Pelatihan Manajemen Waktu', 'teknis', 16, 2, 3.1, 2, 8, 'manajemen waktu'],
  ['TKO', 'Pelatihan Komunikasi Efektif', 'teknis', 12, 2, 4.2, null, 8, 'komunikasi'],
  ['TKE', 'Pelatihan Pengelolaan Keuangan', 'teknis', 24, 3, 3.7, null, 5, 'keuangan'],
  ['TPD', 'Pelatihan Pengolahan Data', 'teknis', 20, 3, 3.4, 3, 6, 'data'],
  ['MPR', 'Pelatihan Manajemen Perubahan', 'manajerial', 20, 3, 3.2, 3, 4, 'perubahan'],
  ['SKP', 'Pelatihan Perekat Bangsa', 'sosiokultural', 10, 2, 3.9, null, 4, 'sosial kultural'],
  ['SPL', 'Seminar Pelayanan Publik', 'seminar', 4, 1, 4.0, null, 9, 'pelayanan publik'],
  ['SPD', 'Seminar Pengembangan Diri', 'seminar', 4, 1, 4.3, null, 8, 'pengembangan diri'],
  ['LIN', 'Lokakarya Inovasi', 'lokakarya', 10, 2, 4.1, null, 5, 'inovasi'],
  ['BTL', 'Bimbingan Teknis Tata Naskah', 'bimtek', 12, 2, 3.0, 2, 7, 'administrasi'],
  ['BPB', 'Bimbingan Teknis Pengadaan', 'bimtek', 16, 2, 3.8, null, 5, 'pengadaan'],
  ['SBK', 'Sosialisasi Pembinaan Karier', 'sosialisasi', 3, 1, 3.7, null, 7, 'pembinaan karier'],
  ['CKA', 'Coaching Karier', 'coaching', 4, 1, 4.4, null, 3, 'pembinaan karier'],
  ['ELR', 'E-learning Layanan Digital', 'elearning', 8, 5, 3.4, 3, 9, 'layanan digital'],
]

const TRACKS: Readonly<Record<string, 'II' | 'III' | 'IV'>> = { KP2: 'II', KP3: 'III', KP4: 'IV' }

export const simulatePrograms = (): ReadonlyArray<Program> =>
  PLAN.map(([code, name, kind, hours, days, rating, revisedIn, weight, topic]) => ({
    code,
    name: `${name} (simulasi)`,
    kind,
    track: TRACKS[code] ?? '',
    hours,
    days,
    organiser: kind === 'kepemimpinan' ? 'Lembaga Simulasi' : 'BKPSDM Kota Simulasi',
    topic,
    rating,
    revisedIn,
    weight,
    rupiahPerSeat: hours * 55_000,
  }))

/** The day from which a program's second curriculum is taught. */
export const revisionDay = (program: Program, firstYear: number): LocalDate | null =>
  program.revisedIn === null ? null : day(firstYear + program.revisedIn, 1, 15)

const PLACES = ['Balai Diklat Simulasi', 'Aula Kota Simulasi', 'Gedung Pertemuan Simulasi', 'Daring'] as const
const TEACHERS = ['Widyaiswara', 'Praktisi', 'Akademisi', 'Lembaga Simulasi'] as const

/** About one run a year for every 24 people, more as the years go on. */
export const simulateCohorts = (
  seed: number,
  people: number,
  programs: ReadonlyArray<Program>,
  firstYear: number,
  until: LocalDate,
  years: number,
): ReadonlyArray<Cohort> => {
  const cohorts: Cohort[] = []
  const total = programs.reduce((sum, { weight }) => sum + weight, 0)
  for (let y = 0; y < years; y++)
    for (const program of programs) {
      const runs = Math.max(1, Math.round(((people / 24) * (0.85 + 0.1 * y) * program.weight) / total))
      for (let run = 1; run <= runs; run++) {
        const code = `${program.code}-${firstYear + y}-${String(run).padStart(2, '0')}`
        const random = randomOf(seed, 'cohort', code)
        const starts = day(firstYear + y, random.int(2, 11), random.int(1, 28))
        const ends = addDays(starts, program.days - 1)
        if (ends > until) continue
        const revised = revisionDay(program, firstYear)
        cohorts.push({
          index: cohorts.length,
          code,
          program,
          starts,
          ends,
          quota: program.kind === 'elearning' ? 60 : program.kind === 'kepemimpinan' ? 20 : random.int(28, 40),
          version: revised !== null && starts >= revised ? 2 : 1,
          location: program.kind === 'elearning' ? 'Daring' : random.pick(PLACES),
          instructor: random.pick(TEACHERS),
        })
      }
    }
  return cohorts
}

/** The runs of the programs. */
import type { SimulatedFile } from './SimulatedFile.js'

export const angkatan: SimulatedFile = {
  name: 'angkatan',
  columns: ['kode_program', 'kode_angkatan', 'mulai', 'selesai', 'kuota', 'lokasi', 'narasumber', 'versi_kurikulum'],
  rows: function* ({ cohorts }) {
    for (const { program, code, starts, ends, quota, location, instructor, version } of cohorts)
      yield [program.code, code, starts, ends, quota, location, instructor, version]
  },
  wrong: ({ programs: [program], until }) =>
    program === undefined
      ? []
      : [{ code: 'REFERENCE_UNKNOWN', cells: ['TIDAK-ADA', 'SALAH-01', until, until, 30, 'Balai Diklat Simulasi', 'Praktisi', 1] }],
}

/** What is taught. */
import type { SimulatedFile } from './SimulatedFile.js'

export const program: SimulatedFile = {
  name: 'program',
  columns: ['kode_program', 'nama', 'jenis', 'tingkat', 'jp', 'penyelenggara', 'topik'],
  rows: function* ({ programs }) {
    for (const { code, name, kind, track, hours, organiser, topic } of programs) yield [code, name, kind, track, hours, organiser, topic]
  },
  wrong: () => [],
}

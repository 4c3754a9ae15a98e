/** Dialogues: with citizens, of staff with their leaders, of those who were trained. */
import type { ForumKind, LocalDate } from '@jejak/core'
import { day } from '../dates.js'
import type { World } from '../model.js'
import { type Random, randomOf } from '../Random.js'
import type { SimulatedFile } from './SimulatedFile.js'

const TOPICS = ['Pelayanan kependudukan', 'Kebersihan kota', 'Pendidikan', 'Transparansi pelayanan', 'Kesehatan'] as const

/** The last two of each year are not with citizens. */
const KINDS: ReadonlyMap<number, ForumKind> = new Map([
  [7, 'dialog_pimpinan'],
  [8, 'diskusi_peserta'],
])

interface Forum {
  readonly code: string
  readonly on: LocalDate
  readonly kind: ForumKind
  /** Stands after the draw of its day. */
  readonly random: Random
}

export const forumsOf = function* ({ seed, firstYear, lastYear, until }: World): Generator<Forum> {
  for (let year = firstYear; year <= lastYear; year++)
    for (let n = 1; n <= 8; n++) {
      const code = `SIM-FRM-${year}-${String(n).padStart(2, '0')}`
      const random = randomOf(seed, 'forum', code)
      const on = day(year, n + 2, random.int(1, 28))
      if (on <= until) yield { code, on, kind: KINDS.get(n) ?? 'warga', random }
    }
}

export const forum: SimulatedFile = {
  name: 'forum',
  columns: ['kode_forum', 'tanggal', 'topik', 'hadir', 'masukan', 'ditindaklanjuti', 'jenis'],
  rows: function* (world) {
    for (const { code, on, kind, random } of forumsOf(world)) {
      const inputs = random.int(5, 45)
      yield [code, on, random.pick(TOPICS), random.int(40, 300), inputs, random.int(0, inputs), kind]
    }
  },
  wrong: () => [],
}

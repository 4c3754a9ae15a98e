/** The establishment: structural posts, and as many of the others as are held and a tenth more; one post that is no more, one with rows of two times. */
import { earlier, firstDayOfYear, later } from '@jejak/core'
import { isActive, managerRank, postOn } from '../standing.js'
import type { SimulatedFile } from './SimulatedFile.js'

export const petaJabatan: SimulatedFile = {
  name: 'peta_jabatan',
  columns: ['unor_id', 'jabatan_id', 'jabatan_nama', 'jenjang', 'kebutuhan', 'kunci', 'bup', 'berlaku', 'sampai'],
  rows: function* ({ units: [top], posts, people, from, until, lastYear }) {
    for (const { unit, positionId, positionName, level, key } of posts)
      yield [unit.id, positionId, positionName, level, 1, key ? 'Y' : 'T', '', '', '']
    yield [
      top.id,
      'KABAG-ARSIP',
      `Kepala Bagian Arsip ${top.name}`,
      'administrator',
      1,
      'Y',
      '',
      '',
      earlier(firstDayOfYear(lastYear), until),
    ]
    yield [top.id, 'STAF-AHLI', 'Staf Ahli Wali Kota', 'jpt_pratama', 1, 'T', 60, '', '']
    yield [top.id, 'STAF-AHLI', 'Staf Ahli Wali Kota', 'jpt_pratama', 2, 'T', 60, later(firstDayOfYear(lastYear), from), '']
    const held = new Map<string, { readonly cells: readonly [string, string, string, string]; readonly people: number }>()
    for (const person of people) {
      const post = postOn(person, until)
      if (post === null || managerRank(post.level) > 0 || !isActive(person, until)) continue
      const key = `${post.unit.id} ${post.positionId}`
      held.set(key, { cells: [post.unit.id, post.positionId, post.positionName, post.level], people: (held.get(key)?.people ?? 0) + 1 })
    }
    for (const key of [...held.keys()].sort()) {
      const post = held.get(key)
      if (post !== undefined) yield [...post.cells, Math.ceil(post.people * 1.1), 'T', '', '', '']
    }
  },
  wrong: ({ units: [unit] }) => [{ code: 'VALUE_INVALID', cells: [unit.id, 'SALAH', 'Jabatan Salah', 'pelaksana', -1, 'T', '', '', ''] }],
}

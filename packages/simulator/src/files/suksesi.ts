/** Successors named for the key posts; some posts have none. */
import { addDays, addYears, type NominationStatus, type Readiness } from '@jejak/core'
import { day } from '../dates.js'
import { randomOf } from '../Random.js'
import { isActive, managerRank, postOn } from '../standing.js'
import type { SimulatedFile } from './SimulatedFile.js'

export const suksesi: SimulatedFile = {
  name: 'suksesi',
  columns: ['unor_id', 'jabatan_id', 'nip', 'kesiapan', 'status', 'tanggal', 'dasar'],
  rows: function* ({ seed, posts, people, lastYear, until }) {
    for (const post of posts) {
      if (!post.key) continue
      const random = randomOf(seed, 'suksesi', post.unit.id, post.positionId)
      const yearBefore = addYears(until, -1)
      const planned = day(
        random.int(Math.min(lastYear - 1, Number(yearBefore.slice(0, 4))), lastYear),
        random.int(2, 11),
        random.int(1, 28),
      )
      const on = planned > until ? addYears(planned, -1) : planned
      const able = people.filter(
        (person) => isActive(person, on) && managerRank(postOn(person, on)?.level ?? '') === managerRank(post.level) - 1,
      )
      const close = able.filter((person) => postOn(person, on)?.unit === post.unit)
      const best = [...(close.length > 0 ? close : able)].sort((a, b) => b.quality - a.quality || a.index - b.index)
      const wanted = random.weighted<number>([
        [0, 2],
        [1, 4],
        [2, 3],
        [3, 1],
      ])
      for (const person of best.slice(0, wanted)) {
        const readiness = random.weighted<Readiness>([
          ['siap_kini', person.quality > 0.8 ? 4 : 1],
          ['1_2_tahun', 3],
          ['3_tahun', 1],
        ])
        const status: NominationStatus = random.chance(0.8) ? 'disetujui' : 'diusulkan'
        yield [post.unit.id, post.positionId, person.number, readiness, status, on, `Berita Acara Simulasi ${on.slice(0, 4)}`]
        const later = randomOf(seed, 'dicabut', post.unit.id, post.positionId, person.index)
        const revoked = addDays(on, later.int(60, 300))
        if (later.chance(0.1) && revoked <= until && isActive(person, revoked))
          yield [post.unit.id, post.positionId, person.number, readiness, 'dicabut', revoked, 'Berita Acara Pencabutan Simulasi']
      }
    }
  },
  wrong: () => [],
}

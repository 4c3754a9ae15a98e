/** `changes`: who came, went, moved and rose between two days. */

import { type Employment, gradeIndex, type LocalDate, STANDING_TYPES, type Standing, standingOn } from '@jejak/core'
import type { Body, Cell, TableReport } from './Report.js'
import { checked } from './shared/arguments.js'
import { isRow } from './shared/cell.js'
import { byText, keyOf } from './shared/key.js'
import { isNamed, Unnamed } from './shared/Unnamed.js'

const KINDS = ['joined', 'left', 'movedUnit', 'promoted', 'changedPosition'] as const
type Kind = (typeof KINDS)[number]

const activeOn = (employment: Employment, day: LocalDate): Standing | null => {
  const standing = standingOn(employment, day)
  return standing?.active === true ? standing : null
}

const postOf = ({ unitId, position }: Standing): string => (position === null ? keyOf(unitId) : keyOf(unitId, position.data.positionId))

const kindsOf = (before: Standing | null, after: Standing | null): ReadonlyArray<Kind> => {
  if (before === null) return after === null ? [] : ['joined']
  if (after === null) return ['left']
  const kinds: Kind[] = []
  if (before.unitId !== after.unitId) kinds.push('movedUnit')
  if (before.rank !== null && after.rank !== null && gradeIndex(after.rank.data.grade) > gradeIndex(before.rank.data.grade))
    kinds.push('promoted')
  if (postOf(before) !== postOf(after)) kinds.push('changedPosition')
  return kinds
}

const includes = (list: unknown, kind: Kind): boolean => Array.isArray(list) && list.includes(kind)

export const changes: TableReport = {
  kind: 'table',
  name: 'changes',
  version: 1,
  title: { id: 'Perubahan pegawai', en: 'Changes' },
  meaning: {
    id: 'Keadaan dua tanggal dibandingkan: masuk, keluar, pindah unit, naik golongan, ganti jabatan. Dengan unit: mereka yang berada di unit itu pada salah satu tanggal.',
    en: 'Two days compared: joined, left, moved to another unit, rose in rank, changed position. With a unit: those who were in it on either day.',
  },
  takes: ['from', 'to', 'asOf', 'unit'],
  policy: null,
  reads: [...STANDING_TYPES, 'Promoted', 'NumberChanged'],
  columns: [
    { key: 'change', id: 'Perubahan', en: 'Change', as: 'text' },
    { key: 'count', id: 'Orang', en: 'People', as: 'count' },
    { key: 'nips', id: 'NIP', en: 'Employee numbers', as: 'text' },
  ],
  lines: ({ more }) =>
    KINDS.map((change) => {
      const part = more?.[change]
      return { change, ...(isRow(part) ? part : {}) }
    }),
  day: (args) => args.to ?? args.asOf,
  check: checked('from', 'to', 'asOf', 'unit'),
  row: ({ employment }, _catalogue, args) => {
    if (args.from === null || args.to === null) return null
    const before = activeOn(employment, args.from)
    const after = activeOn(employment, args.to)
    const kinds = kindsOf(before, after)
    return kinds.length === 0 ? null : { kinds, unitBefore: before?.unitId ?? null, unitAfter: after?.unitId ?? null }
  },
  finish: (rows, { personOf, args }): Body => {
    const nips = new Map<Kind, string[]>(KINDS.map((kind) => [kind, []]))
    const unnamed = new Unnamed()
    let counted = 0
    for (const { career, row } of rows) {
      if (args.unit !== null && row['unitBefore'] !== args.unit && row['unitAfter'] !== args.unit) continue
      const person = personOf(career)
      if (!isNamed(person)) {
        unnamed.add(person)
        continue
      }
      counted++
      for (const kind of KINDS) if (includes(row['kinds'], kind)) nips.get(kind)?.push(person.number)
    }
    return {
      base: { people: counted, ...unnamed.base() },
      more: Object.fromEntries(
        [...nips].map(([kind, list]): readonly [string, Cell] => [kind, { count: list.length, nips: list.sort(byText) }]),
      ),
    }
  },
}

/** `staff-list` (*daftar nominatif*): who is in service on a day, in which rank and post. */

import { STANDING_TYPES, standingOn } from '@jejak/core'
import type { Body, OutputRow, TableReport } from './Report.js'
import { checked, dayAsOf } from './shared/arguments.js'
import { byText } from './shared/key.js'
import { isNamed, Unnamed } from './shared/Unnamed.js'

export const staffList: TableReport = {
  kind: 'table',
  name: 'staff-list',
  version: 1,
  title: { id: 'Daftar nominatif', en: 'Staff list' },
  meaning: {
    id: 'Setiap pegawai yang aktif pada tanggal data, dengan golongan, jabatan definitif, dan unitnya pada hari itu. Penugasan PLT dan PLH tidak mengubahnya.',
    en: 'Everyone in service on the as-of day, with the rank, definitive position and unit of that day. Acting posts (PLT, PLH) change nothing.',
  },
  takes: ['asOf', 'unit'],
  policy: null,
  reads: [...STANDING_TYPES, 'Promoted', 'NumberChanged'],
  columns: [
    { key: 'nip', id: 'NIP', en: 'Employee number', as: 'text' },
    { key: 'name', id: 'Nama', en: 'Name', as: 'text' },
    { key: 'status', id: 'Jenis pegawai', en: 'Status', as: 'text' },
    { key: 'grade', id: 'Golongan', en: 'Grade', as: 'text' },
    { key: 'gradeSince', id: 'TMT golongan', en: 'Grade since', as: 'date' },
    { key: 'positionId', id: 'Jabatan', en: 'Position', as: 'text' },
    { key: 'level', id: 'Jenjang', en: 'Level', as: 'text' },
    { key: 'positionSince', id: 'TMT jabatan', en: 'Position since', as: 'date' },
    { key: 'unitId', id: 'Unit', en: 'Unit', as: 'text' },
  ],
  day: dayAsOf,
  check: checked('asOf', 'unit'),
  row: ({ employment }, _catalogue, args) => {
    const standing = standingOn(employment, args.asOf)
    if (standing?.active !== true) return null
    const { status, rank, position, level, unitId } = standing
    return {
      status,
      grade: rank?.data.grade ?? null,
      gradeSince: rank?.on ?? null,
      positionId: position?.data.positionId ?? null,
      level,
      positionSince: position?.on ?? null,
      unitId,
    }
  },
  finish: (people, { personOf, args }): Body => {
    const rows: { readonly nip: string; readonly row: OutputRow }[] = []
    const unnamed = new Unnamed()
    for (const { career, row } of people) {
      if (args.unit !== null && row['unitId'] !== args.unit) continue
      const person = personOf(career)
      if (!isNamed(person)) unnamed.add(person)
      else rows.push({ nip: person.number, row: { nip: person.number, name: person.name, ...row } })
    }
    rows.sort((a, b) => byText(a.nip, b.nip))
    return { base: { people: rows.length, ...unnamed.base() }, rows: rows.map(({ row }) => row) }
  },
}

/** The verdict on one row, code by code in the order of import.md. */
import { GRADES } from '@jejak/core'
import { at, type Cells, type FileDef, type Warning } from '../file/FileDef.js'
import { type HeldRow, postKey, type References } from '../index/RowIndex.js'
import type { Code } from '../verdict/codes.js'
import { reject, type Verdict } from '../verdict/Verdict.js'
import type { Person } from './Person.js'

/** What a row is judged against. */
export interface Against {
  readonly references: References
  readonly person: (nip: string) => Person
  readonly held: HeldRow | null
  /** Content of an earlier row of this file with the same key that was not rejected. */
  readonly earlier: string | null
  readonly hasReason: boolean
}

const GRADE_ORDER: ReadonlyMap<string, number> = new Map(GRADES.map((grade, order) => [grade, order]))
const orderOf = (grade: string): number => GRADE_ORDER.get(grade) ?? -1

/** The day a row is effective on; `null` where it always holds or its cohort is unknown. */
export const effectiveOn = (def: FileDef, cells: Cells, references: References): string | null => {
  if (def.dated === null) return null
  if (def.dated === 'cohort') return references.cohorts.get(at(cells, 'kode_angkatan'))?.ends ?? null
  return at(cells, def.dated.column)
}

const unknownReference = (def: FileDef, cells: Cells, references: References): string | null => {
  if (def.refersTo === undefined) return null
  const { kind, column } = def.refersTo
  const known =
    kind === 'program'
      ? references.programs.has(at(cells, column))
      : kind === 'cohort'
        ? references.cohorts.has(at(cells, column))
        : references.posts.has(postKey(at(cells, 'unor_id'), at(cells, 'jabatan_id')))
  return known ? null : column
}

/** The first rejecting code and its column, up to the question whether the key is taken. */
const refusal = (def: FileDef, cells: Cells, content: string, against: Against): { code: Code; column: string | null } | null => {
  const { references, person, earlier } = against
  const people = def.people.map((column) => ({ column, person: person(at(cells, column)) }))
  const erased = people.find((each) => each.person.erased)
  if (erased !== undefined) return { code: 'PERSON_ERASED', column: erased.column }
  const unknown = def.name === 'pegawai' ? undefined : people.find((each) => each.person.entry === null)
  if (unknown !== undefined) return { code: 'PERSON_UNKNOWN', column: unknown.column }
  const reference = unknownReference(def, cells, references)
  if (reference !== null) return { code: 'REFERENCE_UNKNOWN', column: reference }
  if (earlier !== null && earlier !== content) return { code: 'DUPLICATE_IN_FILE', column: def.key[0] ?? null }

  const day = effectiveOn(def, cells, references)
  const subjects = people.filter(({ column }) => def.subjects.includes(column))
  if (day !== null) {
    const early = subjects.find((each) => each.person.entry !== null && day < each.person.entry)
    if (early !== undefined) return { code: 'BEFORE_APPOINTMENT', column: early.column }
    const late = def.exemptFromExit ? undefined : subjects.find((each) => each.person.exit !== null && day >= each.person.exit)
    if (late !== undefined) return { code: 'AFTER_EXIT', column: late.column }
  }
  if (def.name === 'peserta' && at(cells, 'status') === 'hadir') {
    const program = references.cohorts.get(at(cells, 'kode_angkatan'))?.program
    const hours = program === undefined ? undefined : references.programs.get(program)
    if (hours !== undefined && Number(at(cells, 'jam_hadir')) > hours) return { code: 'HOURS_ABOVE_PROGRAM', column: 'jam_hadir' }
  }
  if (def.name === 'rating' && !person(at(cells, 'nip')).attended.has(at(cells, 'kode_angkatan')))
    return { code: 'NOT_ATTENDED', column: 'nip' }
  if (def.notSame !== undefined && at(cells, def.notSame[0]) === at(cells, def.notSame[1]))
    return { code: 'SELF_MENTORING', column: def.notSame[1] }
  const backwards = def.spans?.find(({ start, end }) => at(cells, end) !== '' && at(cells, end) < at(cells, start))
  return backwards === undefined ? null : { code: 'ENDS_BEFORE_START', column: backwards.end }
}

/** Warnings that need more than the row. */
const warningsAgainst = (def: FileDef, cells: Cells, { person }: Against): ReadonlyArray<Warning> => {
  if (def.name === 'golongan') {
    let before: string | null = null
    let gradeBefore = ''
    for (const [tmt, grade] of person(at(cells, 'nip')).ranks)
      if (tmt < at(cells, 'tmt_golongan') && (before === null || tmt > before)) {
        before = tmt
        gradeBefore = grade
      }
    if (before !== null && orderOf(at(cells, 'golongan')) <= orderOf(gradeBefore)) return [{ code: 'RANK_NOT_RISING', column: 'golongan' }]
  }
  if (def.name === 'mentoring') {
    const mentor = person(at(cells, 'nip_mentor')).entry
    const mentee = person(at(cells, 'nip_mentee')).entry
    if (mentor !== null && mentee !== null && mentor > mentee) return [{ code: 'SENIORITY_OF_MENTOR', column: 'nip_mentor' }]
  }
  return []
}

export const judgeRow = (def: FileDef, cells: Cells, content: string, against: Against): Verdict => {
  const refused = refusal(def, cells, content, against)
  if (refused !== null) return reject(refused.code, refused.column)
  const { held, earlier } = against
  const known = earlier === content || (held !== null && !held.annulled && held.content === content)
  if (known) return { verdict: 'known', codes: [], columns: [] }
  if (held !== null && !against.hasReason) return reject('REASON_MISSING', def.key[0] ?? null)
  const warnings = [...(def.warnings?.(cells) ?? []), ...warningsAgainst(def, cells, against)]
  return {
    verdict: held !== null ? 'correction' : warnings.length > 0 ? 'warned' : 'accepted',
    codes: warnings.map(({ code }) => code),
    columns: warnings.map(({ column }) => column),
  }
}

/** The verdict on one row, code by code in the order of import.md. */
import { inServiceOn, LocalDate } from '@jejak/core'
import { at, type Cells, type FileDef, type Naming } from '../file/FileDef.js'
import { type HeldRow, postKey, type References } from '../index/RowIndex.js'
import type { Code } from '../verdict/codes.js'
import { reject, type Verdict } from '../verdict/Verdict.js'
import type { Person } from './Person.js'
import { type Row, refusedBy, warnedBy } from './serviceRules.js'
import { datedService } from './spells.js'
import { SHUT_CODES } from './takeOut.js'

/** How a row compares with what was decided here. */
export type Decision = 'same' | 'other'

/** What a row is judged against. */
export interface Against {
  readonly references: References
  readonly naming: Naming
  readonly person: (nip: string) => Person
  readonly held: HeldRow | null
  /** Content of an earlier row of this file with the same key that was not rejected. */
  readonly earlier: string | null
  readonly hasReason: boolean
  /** Whether a command decided or corrected what holds for the key, and what the row says is that; `null` where none did. */
  readonly decision: () => Decision | null
}

/** The day a row is effective on; `null` where it always holds, or its cohort or forum is unknown. */
export const effectiveOn = (def: FileDef, cells: Cells, references: References): string | null => {
  if (def.dated === null) return null
  if (def.dated === 'forum') return references.forums.get(at(cells, 'kode_forum')) ?? null
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
        : kind === 'forum'
          ? references.forums.has(at(cells, column))
          : references.posts.has(postKey(at(cells, 'unor_id'), at(cells, 'jabatan_id')))
  return known ? null : column
}

/** The row as the rules of service are asked of it. */
const rowOf = (def: FileDef, cells: Cells, { references, naming, person }: Against): Row => ({
  def,
  cells,
  day: effectiveOn(def, cells, references),
  references,
  naming,
  person,
})

/** Of somebody who appraised elsewhere, the form of the number alone is asked. */
const mustBeKnown = (def: FileDef, cells: Cells, column: string, { references, person }: Against): boolean => {
  if (def.peopleHere?.column !== column) return true
  const service = person(at(cells, def.peopleHere.while)).service
  const day = effectiveOn(def, cells, references)
  return LocalDate.is(day) && inServiceOn(datedService(service), day)
}

/** The first rejecting code and its column, up to the question whether the key is taken. */
const refusal = (def: FileDef, cells: Cells, content: string, against: Against): { code: Code; column: string | null } | null => {
  const { references, person, earlier } = against
  const people = def.people.flatMap((column) => (at(cells, column) === '' ? [] : [{ column, person: person(at(cells, column)) }]))
  const [shut] = people.flatMap(({ column, person: { shut: why } }) => (why === null ? [] : [{ code: SHUT_CODES[why], column }]))
  if (shut !== undefined) return { code: shut.code, column: shut.column }
  const unknown =
    def.name === 'pegawai' ? undefined : people.find((each) => each.person.entry === null && mustBeKnown(def, cells, each.column, against))
  if (unknown !== undefined) return { code: 'PERSON_UNKNOWN', column: unknown.column }
  const reference = unknownReference(def, cells, references)
  if (reference !== null) return { code: 'REFERENCE_UNKNOWN', column: reference }
  if (earlier !== null && earlier !== content) return { code: 'DUPLICATE_IN_FILE', column: def.key[0] ?? null }
  if (against.decision() === 'other') return { code: 'DECIDED_HERE', column: def.key[0] ?? null }
  return refusedBy(rowOf(def, cells, against))
}

export const judgeRow = (def: FileDef, cells: Cells, content: string, against: Against): Verdict => {
  const refused = refusal(def, cells, content, against)
  if (refused !== null) return reject(refused.code, refused.column)
  const { held, earlier } = against
  const known = earlier === content || against.decision() === 'same' || (held !== null && !held.annulled && held.content === content)
  if (known) return { verdict: 'known', codes: [], columns: [] }
  if (held !== null && !against.hasReason) return reject('REASON_MISSING', def.key[0] ?? null)
  const warnings = warnedBy(rowOf(def, cells, against))
  return {
    verdict: held !== null ? 'correction' : warnings.length > 0 ? 'warned' : 'accepted',
    codes: warnings.map(({ code }) => code),
    columns: warnings.map(({ column }) => column),
  }
}

/**
 * The rules of service as the import asks them: of which file, of what its cells
 * say, and which column is blamed. Whether a breach rejects or warns, and who has
 * to act, says the table of codes.
 */
import {
  AFTER_EXIT,
  AGE_AT_ENTRY,
  BEFORE_APPOINTMENT,
  BIRTHDATE_DIFFERS,
  type DatedFact,
  EmployeeNumber,
  ENDS_BEFORE_START,
  ENTRY_AGES,
  Expectation,
  Grade,
  HOURS_ABOVE_PROGRAM,
  LocalDate,
  NOT_ATTENDED,
  PREDICATE_DIFFERS,
  Predicate,
  RANK_NOT_RISING,
  type Rule,
  SELF_MENTORING,
  SENIORITY_OF_MENTOR,
  SEX_DIFFERS,
  ServantStatus,
  Sex,
} from '@jejak/core'
import { at, type Cells, type FileDef, type FileName } from '../file/FileDef.js'
import { predicateMatrix } from '../file/predicateMatrix.js'
import type { References } from '../index/RowIndex.js'
import { CODES, type Code } from '../verdict/codes.js'
import type { Person } from './Person.js'

/** A row, and what is known about those it names. */
export interface Row {
  readonly def: FileDef
  readonly cells: Cells
  /** The day it is effective on; `null` where it always holds or its cohort is unknown. */
  readonly day: string | null
  readonly references: References
  readonly person: (nip: string) => Person
}

/** What a rule is asked, and the column that is to blame. */
interface Question<F> {
  readonly column: string
  readonly facts: F
}

interface Ask {
  readonly code: Code
  readonly file: FileName | null
  /** The column to blame; `null` where the rule is met, or cannot be judged. */
  readonly breach: (row: Row) => string | null
}

/** `file` is the only one whose rows are asked; `null` for all. */
const ask = <C extends Code, F>(rule: Rule<C, F>, file: FileName | null, of: (row: Row) => ReadonlyArray<Question<F>>): Ask => ({
  code: rule.code,
  file,
  breach: (row) => of(row).find(({ facts }) => rule.judge(facts).outcome === 'notMet')?.column ?? null,
})

const dayOf = (text: string | null): LocalDate | null => (LocalDate.is(text) ? text : null)

/** A fact that no event is known of: it stands in the index, or in the same file. */
const dated = (day: string | null): ReadonlyArray<DatedFact> => {
  const on = dayOf(day)
  return on === null ? [] : [{ on, by: null }]
}

const serviceOf = ({ def, cells, day, person }: Row) =>
  def.subjects.map((column) => {
    const { entry, exit } = person(at(cells, column))
    return { column, facts: { on: dayOf(day), appointments: dated(entry), exits: dated(exit) } }
  })

const personalOf = (cells: Cells): { readonly number: EmployeeNumber; readonly birthDate: LocalDate } | null => {
  const number = at(cells, 'nip')
  const birthDate = dayOf(at(cells, 'tanggal_lahir'))
  return EmployeeNumber.is(number) && birthDate !== null ? { number, birthDate } : null
}

/** In the order of import.md; a code is asked of all its columns before the next code. */
const ASKED: ReadonlyArray<Ask> = [
  ask(BEFORE_APPOINTMENT, null, serviceOf),
  ask(AFTER_EXIT, null, (row) => (row.def.exemptFromExit ? [] : serviceOf(row))),
  ask(HOURS_ABOVE_PROGRAM, 'peserta', ({ cells, references }) => {
    if (at(cells, 'status') !== 'hadir') return []
    const program = references.cohorts.get(at(cells, 'kode_angkatan'))?.program
    const programHours = program === undefined ? null : (references.programs.get(program) ?? null)
    return [{ column: 'jam_hadir', facts: { hours: Number(at(cells, 'jam_hadir')), programHours } }]
  }),
  ask(NOT_ATTENDED, 'rating', ({ cells, person }) => {
    const attended = person(at(cells, 'nip')).attended.has(at(cells, 'kode_angkatan'))
    return [{ column: 'nip', facts: { attendances: attended ? [{ by: null }] : [] } }]
  }),
  ask(SELF_MENTORING, 'mentoring', ({ cells, person }) => [
    {
      column: 'nip_mentee',
      facts: { mentor: person(at(cells, 'nip_mentor')).stream, mentee: person(at(cells, 'nip_mentee')).stream },
    },
  ]),
  ask(ENDS_BEFORE_START, null, ({ def, cells }) =>
    (def.spans ?? []).map(({ start, end }) => ({
      column: end,
      facts: { start: dayOf(at(cells, start)), end: dayOf(at(cells, end)) },
    })),
  ),
  ask(BIRTHDATE_DIFFERS, 'pegawai', ({ cells }) => [{ column: 'tanggal_lahir', facts: { personal: personalOf(cells) } }]),
  ask(SEX_DIFFERS, 'pegawai', ({ cells }) => {
    const sex = at(cells, 'jenis_kelamin')
    return Sex.is(sex) ? [{ column: 'jenis_kelamin', facts: { sex, personal: personalOf(cells) } }] : []
  }),
  ask(AGE_AT_ENTRY, 'pegawai', ({ cells }) => {
    const status = at(cells, 'jenis_pegawai')
    const facts = { on: dayOf(at(cells, 'tmt_masuk')), personal: personalOf(cells), ages: ENTRY_AGES }
    return ServantStatus.is(status) ? [{ column: 'tmt_masuk', facts: { status, ...facts } }] : []
  }),
  ask(PREDICATE_DIFFERS, 'penilaian', ({ cells, references }) => {
    const result = Number(at(cells, 'hasil_kerja'))
    const behaviour = Number(at(cells, 'perilaku_kerja'))
    const predicate = at(cells, 'predikat')
    if (!Expectation.is(result) || !Expectation.is(behaviour)) return []
    const said = Predicate.is(predicate) ? predicate : null
    return [{ column: 'predikat', facts: { result, behaviour, said, matrix: predicateMatrix(cells, references) } }]
  }),
  ask(RANK_NOT_RISING, 'golongan', ({ cells, day, person }) => {
    const grade = at(cells, 'golongan')
    if (!Grade.is(grade)) return []
    const ranks = [...person(at(cells, 'nip')).ranks].flatMap(([tmt, held]) =>
      Grade.is(held) ? [{ on: dayOf(tmt), by: null, grade: held }] : [],
    )
    return [{ column: 'golongan', facts: { on: dayOf(day), grade, ranks } }]
  }),
  ask(SENIORITY_OF_MENTOR, 'mentoring', ({ cells, person }) => [
    {
      column: 'nip_mentor',
      facts: {
        mentorSince: dayOf(person(at(cells, 'nip_mentor')).entry),
        menteeSince: dayOf(person(at(cells, 'nip_mentee')).entry),
      },
    },
  ]),
]

/** Asks of each file, those that reject and those that warn. */
const asksOf = (file: FileName, verdict: 'rejected' | 'warned'): ReadonlyArray<Ask> =>
  ASKED.filter((each) => (each.file === null || each.file === file) && CODES[each.code].verdict === verdict)

const known = new Map<string, ReadonlyArray<Ask>>()

const asks = (file: FileName, verdict: 'rejected' | 'warned'): ReadonlyArray<Ask> => {
  const key = `${verdict} ${file}`
  const present = known.get(key)
  if (present !== undefined) return present
  const found = asksOf(file, verdict)
  known.set(key, found)
  return found
}

/** A code and the column it speaks of. */
export interface Breach {
  readonly code: Code
  readonly column: string
}

/** The first rule of service that rejects the row. */
export const refusedBy = (row: Row): Breach | null => {
  for (const { code, breach } of asks(row.def.name, 'rejected')) {
    const column = breach(row)
    if (column !== null) return { code, column }
  }
  return null
}

/** Every rule of service that warns about the row. */
export const warnedBy = (row: Row): ReadonlyArray<Breach> =>
  asks(row.def.name, 'warned').flatMap(({ code, breach }) => {
    const column = breach(row)
    return column === null ? [] : [{ code, column }]
  })

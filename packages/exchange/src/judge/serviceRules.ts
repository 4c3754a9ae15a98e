/**
 * The rules of service as the import asks them: of which file, of what its cells
 * say, and which column is blamed. Whether a breach rejects or warns, and who has
 * to act, says the table of codes.
 */
import {
  AFTER_EXIT,
  AGE_AT_ENTRY,
  APPRAISED_EARLY,
  BEFORE_APPOINTMENT,
  BIRTHDATE_DIFFERS,
  EmployeeNumber,
  ENDS_BEFORE_START,
  ENTRY_AGES,
  Expectation,
  Grade,
  HOURS_ABOVE_PROGRAM,
  LocalDate,
  NOT_ATTENDED,
  NOT_FOR_PNS,
  NOT_FOR_PPPK,
  NUMBER_OF_OTHER_KIND,
  PERIOD_OUTSIDE_YEAR,
  PREDICATE_DIFFERS,
  Predicate,
  PromotionKind,
  RANK_NOT_RISING,
  type Rule,
  SELF_APPRAISAL,
  SELF_MENTORING,
  SENIORITY_OF_MENTOR,
  SEX_DIFFERS,
  ServantStatus,
  Sex,
  TMT_NOT_FIRST,
} from '@jejak/core'
import { at, type Cells, type FileDef, type FileName, type Naming } from '../file/FileDef.js'
import { predicateMatrix } from '../file/predicateMatrix.js'
import type { References } from '../index/RowIndex.js'
import { CODES, type Code, type CoreCode } from '../verdict/codes.js'
import type { Person } from './Person.js'
import { datedService } from './spells.js'

/** A row, and what is known about those it names. */
export interface Row {
  readonly def: FileDef
  readonly cells: Cells
  /** The day it is effective on; `null` where it always holds or its cohort is unknown. */
  readonly day: string | null
  readonly references: References
  readonly naming: Naming
  readonly person: (nip: string) => Person
}

/** What a rule is asked, and the column that is to blame. */
interface Question<F> {
  readonly column: string
  readonly facts: F
}

interface Ask {
  readonly code: CoreCode
  readonly file: FileName | null
  /** The column to blame; `null` where the rule is met, or cannot be judged. */
  readonly breach: (row: Row) => string | null
}

/** `file` is the only one whose rows are asked; `null` for all. */
const ask = <C extends CoreCode, F>(rule: Rule<C, F>, file: FileName | null, of: (row: Row) => ReadonlyArray<Question<F>>): Ask => ({
  code: rule.code,
  file,
  breach: (row) => of(row).find(({ facts }) => rule.judge(facts).outcome === 'notMet')?.column ?? null,
})

const dayOf = (text: string | null): LocalDate | null => (LocalDate.is(text) ? text : null)

const serviceOf = ({ def: { heldTo, subjects }, cells, day, person }: Row) =>
  heldTo === undefined
    ? []
    : subjects.map((column) => ({ column, facts: { on: dayOf(day), heldTo, ...datedService(person(at(cells, column)).service) } }))

/** As what the number of the row was appointed. */
const appointedAs = ({ cells, person }: Row) => {
  const { status } = person(at(cells, 'nip'))
  return [{ column: 'nip', facts: { appointment: ServantStatus.is(status) ? { status, by: null } : null } }]
}

const personalOf = (cells: Cells): { readonly number: EmployeeNumber; readonly birthDate: LocalDate } | null => {
  const number = at(cells, 'nip')
  const birthDate = dayOf(at(cells, 'tanggal_lahir'))
  return EmployeeNumber.is(number) && birthDate !== null ? { number, birthDate } : null
}

/** In the order of import.md; a code is asked of all its columns before the next code. */
const ASKED: ReadonlyArray<Ask> = [
  ask(BEFORE_APPOINTMENT, null, serviceOf),
  ask(AFTER_EXIT, null, (row) => (row.def.heldTo === 'career' || row.def.heldTo === 'agency' ? serviceOf(row) : [])),
  ...(['golongan', 'pengangkatan', 'ujian_dinas', 'mutasi_masuk'] as const).map((file) => ask(NOT_FOR_PPPK, file, appointedAs)),
  ask(NOT_FOR_PNS, 'perjanjian', appointedAs),
  ask(HOURS_ABOVE_PROGRAM, 'peserta', ({ cells, references }) => {
    if (at(cells, 'status') !== 'hadir') return []
    const program = references.cohorts.get(at(cells, 'kode_angkatan'))?.program
    const programHours = program === undefined ? null : (references.programs.get(program) ?? null)
    return [{ column: 'jam_hadir', facts: { hours: Number(at(cells, 'jam_hadir')), programHours } }]
  }),
  ask(NOT_ATTENDED, 'rating', ({ cells, person }) => {
    const attended = person(at(cells, 'nip')).numbers.some((each) => each.attended.has(at(cells, 'kode_angkatan')))
    return [{ column: 'nip', facts: { attendances: attended ? [{ by: null }] : [] } }]
  }),
  ask(SELF_MENTORING, 'mentoring', ({ cells, person }) => [
    {
      column: 'nip_mentee',
      facts: { mentor: person(at(cells, 'nip_mentor')).individual, mentee: person(at(cells, 'nip_mentee')).individual },
    },
  ]),
  ask(SELF_APPRAISAL, 'penilaian', ({ cells, person }) => {
    const appraiser = at(cells, 'nip_penilai')
    return appraiser === ''
      ? []
      : [{ column: 'nip_penilai', facts: { appraiser: person(appraiser).individual, appraised: person(at(cells, 'nip')).individual } }]
  }),
  // Asked of each end of the period, so that the one that is wrong is named.
  ask(PERIOD_OUTSIDE_YEAR, 'penilaian', ({ cells }) =>
    ['periode_awal', 'periode_akhir'].flatMap((column) => {
      const day = dayOf(at(cells, column))
      return day === null ? [] : [{ column, facts: { year: Number(at(cells, 'tahun')), periodStart: day, periodEnd: day } }]
    }),
  ),
  ask(ENDS_BEFORE_START, null, ({ def, cells, day }) =>
    (def.spans ?? []).map(({ start, end }) => ({
      column: end,
      facts: { start: dayOf(start === 'dated' ? day : at(cells, start)), end: dayOf(at(cells, end)) },
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
    const all = person(at(cells, 'nip')).numbers.flatMap((each) => [...each.ranks])
    const ranks = all.flatMap(([tmt, held]) => (Grade.is(held) ? [{ on: dayOf(tmt), by: null, grade: held }] : []))
    return [{ column: 'golongan', facts: { on: dayOf(day), grade, ranks } }]
  }),
  ask(NUMBER_OF_OTHER_KIND, 'pegawai', ({ cells }) => {
    const status = at(cells, 'jenis_pegawai')
    return ServantStatus.is(status) ? [{ column: 'jenis_pegawai', facts: { status, personal: personalOf(cells) } }] : []
  }),
  ask(TMT_NOT_FIRST, 'golongan', ({ cells, day }) => {
    const kind = at(cells, 'jenis_kp')
    return [{ column: 'tmt_golongan', facts: { on: dayOf(day), kind: PromotionKind.is(kind) ? kind : null } }]
  }),
  ask(APPRAISED_EARLY, 'penilaian', ({ cells }) => [
    {
      column: 'tanggal_dinilai',
      facts: { appraisedOn: dayOf(at(cells, 'tanggal_dinilai')), periodEnd: dayOf(at(cells, 'periode_akhir')) },
    },
  ]),
  ask(SENIORITY_OF_MENTOR, 'mentoring', ({ cells, person }) => [
    {
      column: 'nip_mentor',
      facts: {
        mentorSince: dayOf(person(at(cells, 'nip_mentor')).service?.entry ?? null),
        menteeSince: dayOf(person(at(cells, 'nip_mentee')).service?.entry ?? null),
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

/** Rules of an extension that the row breaks; those of Jejak stand before them. */
const ownBreaches = (row: Row, verdict: 'rejected' | 'warned'): ReadonlyArray<Breach> => {
  const { def, cells, naming, references, person } = row
  if (def.rules === undefined) return []
  const [subject] = def.subjects
  const service = subject === undefined ? null : person(at(cells, subject)).service
  const known = datedService(service)
  const fact = def.toFact(cells, naming, references)
  return def.rules.filter((rule) => rule.verdict === verdict && rule.isBroken(fact, { ...known, on: dayOf(row.day) }))
}

/** The first rule of service that rejects the row. */
export const refusedBy = (row: Row): Breach | null => {
  for (const { code, breach } of asks(row.def.name, 'rejected')) {
    const column = breach(row)
    if (column !== null) return { code, column }
  }
  return ownBreaches(row, 'rejected')[0] ?? null
}

/** Every rule of service that warns about the row. */
export const warnedBy = (row: Row): ReadonlyArray<Breach> =>
  asks(row.def.name, 'warned')
    .flatMap(({ code, breach }): ReadonlyArray<Breach> => {
      const column = breach(row)
      return column === null ? [] : [{ code, column }]
    })
    .concat(ownBreaches(row, 'warned'))

/**
 * An import file as a value: its columns, its key, what its rows are dated by and
 * refer to, and the fact a row becomes. The codes of import.md are read off this.
 */
import type { Adopted, AgencyCode, CareerId, Fact, FactType, HeldTo, LocalDate, OwnName, Service, StreamName } from '@jejak/core'
import type { Cell } from '../cell/Cell.js'
import type { CodeInfo } from '../verdict/codes.js'

/** Files of Jejak's own. */
type CoreFileName =
  | 'pegawai'
  | 'mutasi_masuk'
  | 'pemberhentian'
  | 'pengangkatan'
  | 'perjanjian'
  | 'kedudukan'
  | 'pendidikan'
  | 'golongan'
  | 'jabatan'
  | 'ujian_dinas'
  | 'angka_kredit'
  | 'peta_jabatan'
  | 'program'
  | 'kurikulum'
  | 'angkatan'
  | 'izin'
  | 'peserta'
  | 'rating'
  | 'mentoring'
  | 'penilaian'
  | 'hukdis'
  | 'asesmen'
  | 'suksesi'
  | 'anggaran'
  | 'forum'
  | 'masukan'
  | 'survei'

/** Name of a file; those of an extension begin with its name. */
export type FileName = CoreFileName | OwnName

/** Something of each file that was read. */
export type PerFile<A> = Readonly<Partial<Record<CoreFileName, A>> & Record<OwnName, A>>

/** The normal forms of a row's cells, by column; empty text where there is none. */
export type Cells = Readonly<Record<string, string>>

/** Whether something stands in the cell of a column, also what cannot be read. */
type IsWritten = (column: string) => boolean

export interface Column {
  readonly name: string
  readonly required: boolean
  readonly cell: Cell
  /** What an empty cell means, where it means something. */
  readonly whenEmpty?: string
  /** It came with the second version of the import: no digest knows it where it is empty or says what an empty cell means. */
  readonly added?: true
}

/** A key of fewer columns, under which the first version stored facts. */
export interface EarlierKey {
  readonly columns: ReadonlyArray<string>
  /** The column by which the key was widened. */
  readonly widened: string
  /** What a fact says in that column, of those whose key may be an earlier one; `null` for others. */
  readonly saidBy: (fact: Fact, on: LocalDate | null, schema: number) => string | null
}

/** A fact before its codec has seen it. */
export interface RawFact {
  readonly type: FactType
  readonly data: Readonly<Record<string, unknown>>
  readonly personal: Readonly<Record<string, unknown>> | null
}

/** A rule of service that an extension asks of the rows of its file. */
export interface FileRule extends CodeInfo {
  readonly code: OwnName
  readonly column: string
  /** Whether the fact of the row breaks it. */
  readonly isBroken: (fact: RawFact, at: RowInService) => boolean
}

/** When the fact of a row holds from, and the service of the person it is of, as far as they are known. */
interface RowInService extends Service {
  readonly on: LocalDate | null
}

/** What a definition may ask while it makes names: ids under the lookup key, and streams. */
export interface Naming {
  readonly agency: AgencyCode
  readonly career: (nip: string) => CareerId
  readonly careerStream: (nip: string) => StreamName
  readonly programStream: (code: string) => StreamName
  readonly cohortStream: (code: string) => StreamName
  readonly positionStream: (unitId: string, positionId: string) => StreamName
  readonly agencyStream: () => StreamName
}

/**
 * Rows are judged phase by phase, so that what a row refers to stands before it:
 * 0 programs and posts, 1 what hangs on programs and the agency, 2 who is here and under which
 * numbers, 3 who came and who left, 4 the other facts of a person and of a forum, 5 facts of two people.
 */
export const PHASES = [0, 1, 2, 3, 4, 5] as const
export type Phase = (typeof PHASES)[number]

export interface FileDef {
  readonly name: FileName
  readonly phase: Phase
  readonly columns: ReadonlyArray<Column>
  readonly key: ReadonlyArray<string>
  readonly earlierKey?: EarlierKey
  /** Required columns whose cell may be empty because of another cell of this row. */
  readonly mayBeEmpty?: (cells: Cells, isWritten: IsWritten) => ReadonlyArray<string>
  /** Columns required because of another cell of this row. */
  readonly alsoRequired?: (cells: Cells, isWritten: IsWritten) => ReadonlyArray<string>
  /** Columns whose value another cell of this row forbids. */
  readonly forbidden?: (cells: Cells) => ReadonlyArray<string>
  /** Column that dates the row, `cohort` for the end of its cohort, `forum` for the day of its forum, `null` where it always holds. */
  readonly dated: { readonly column: string } | 'cohort' | 'forum' | null
  /** Columns naming people of the agency; the cell of one that is not required may be empty. */
  readonly people: ReadonlyArray<string>
  /** Those of them whose fact this is: it must lie within their service. */
  readonly subjects: ReadonlyArray<string>
  /**
   * What of the service of its subjects the fact is held to: facts of a career travel along from the
   * appointment to the last exit, those of the agency need a day in service there; transfers and exits
   * make the service itself.
   */
  readonly heldTo?: HeldTo
  /** Of people who tell it by where they are: the column counts only on a day on which the person of `while` serves here. */
  readonly peopleHere?: { readonly column: string; readonly while: string }
  readonly refersTo?: { readonly kind: 'program' | 'cohort' | 'forum' | 'post'; readonly column: string }
  /** Pairs of a start and an end; `dated` is the day on which the row is effective. */
  readonly spans?: ReadonlyArray<{ readonly start: string; readonly end: string }>
  /** Where the fact stands. */
  readonly stream: (cells: Cells, naming: Naming) => StreamName
  /** Legal basis of the decision, if the row names one. */
  readonly basis?: (cells: Cells) => string
  /** `adopted`: the policies of the agency, where the fact rests on one. */
  readonly toFact: (cells: Cells, naming: Naming, adopted: Adopted) => RawFact
  /** Rules of an extension, asked after those of every file. */
  readonly rules?: ReadonlyArray<FileRule>
}

/** Whether a fact can move to another person's career: its key does not say whose it is. */
export const canMove = (def: FileDef): boolean => def.phase === 5

export const required = (name: string, cell: Cell): Column => ({ name, required: true, cell })
export const optional = (name: string, cell: Cell, whenEmpty?: string): Column => ({
  name,
  required: false,
  cell,
  ...(whenEmpty === undefined ? {} : { whenEmpty }),
})

/** A column that came with the second version. */
export const added = (name: string, cell: Cell, whenEmpty?: string): Column => ({ ...optional(name, cell, whenEmpty), added: true })

/** The cell of a column; empty text for a column that is not there. */
export const at = (cells: Cells, column: string): string => cells[column] ?? ''
export const orNull = (text: string): string | null => (text === '' ? null : text)
export const numberOrNull = (text: string): number | null => (text === '' ? null : Number(text))
export const decree = (cells: Cells): { readonly number: string; readonly date: string } => ({
  number: at(cells, 'nomor_sk'),
  date: at(cells, 'tanggal_sk'),
})

/**
 * An import file as a value: its columns, its key, what its rows are dated by and
 * refer to, and the fact a row becomes. The codes of import.md are read off this.
 */
import type { Adopted, AgencyCode, CareerId, FactType, StreamName } from '@jejak/core'
import type { Cell } from '../cell/Cell.js'

export type FileName =
  | 'pegawai'
  | 'pemberhentian'
  | 'golongan'
  | 'jabatan'
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
  | 'survei'

/** The normal forms of a row's cells, by column; empty text where there is none. */
export type Cells = Readonly<Record<string, string>>

export interface Column {
  readonly name: string
  readonly required: boolean
  readonly cell: Cell
  /** What an empty cell means, where it means something. */
  readonly whenEmpty?: string
}

/** A fact before its codec has seen it. */
export interface RawFact {
  readonly type: FactType
  readonly data: Readonly<Record<string, unknown>>
  readonly personal: Readonly<Record<string, unknown>> | null
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
 * 0 programs and posts, 1 what hangs on programs and the agency, 2 who is here and
 * who left, 3 the other facts of a person, 4 facts of two people.
 */
export const PHASES = [0, 1, 2, 3, 4] as const
export type Phase = (typeof PHASES)[number]

export interface FileDef {
  readonly name: FileName
  readonly phase: Phase
  readonly columns: ReadonlyArray<Column>
  readonly key: ReadonlyArray<string>
  /** Columns required because of another cell of this row. */
  readonly alsoRequired?: (cells: Cells) => ReadonlyArray<string>
  /** Columns whose value another cell of this row forbids. */
  readonly forbidden?: (cells: Cells) => ReadonlyArray<string>
  /** Column that dates the row, `cohort` for the end of its cohort, `null` where it always holds. */
  readonly dated: { readonly column: string } | 'cohort' | null
  /** Columns naming people of the agency. */
  readonly people: ReadonlyArray<string>
  /** Those of them whose fact this is: it must lie within their service. */
  readonly subjects: ReadonlyArray<string>
  readonly exemptFromExit?: true
  readonly refersTo?: { readonly kind: 'program' | 'cohort'; readonly column: string } | { readonly kind: 'post'; readonly column: string }
  /** Pairs of a start and an end. */
  readonly spans?: ReadonlyArray<{ readonly start: string; readonly end: string }>
  /** Where the fact stands. */
  readonly stream: (cells: Cells, naming: Naming) => StreamName
  /** Legal basis of the decision, if the row names one. */
  readonly basis?: (cells: Cells) => string
  /** `adopted`: the policies of the agency, where the fact rests on one. */
  readonly toFact: (cells: Cells, naming: Naming, adopted: Adopted) => RawFact
}

/** Whether a fact can move to another person's career: its key does not say whose it is. */
export const canMove = (def: FileDef): boolean => def.phase === 4

export const required = (name: string, cell: Cell): Column => ({ name, required: true, cell })
export const optional = (name: string, cell: Cell, whenEmpty?: string): Column => ({
  name,
  required: false,
  cell,
  ...(whenEmpty === undefined ? {} : { whenEmpty }),
})

/** The cell of a column; empty text for a column that is not there. */
export const at = (cells: Cells, column: string): string => cells[column] ?? ''
export const orNull = (text: string): string | null => (text === '' ? null : text)
export const numberOrNull = (text: string): number | null => (text === '' ? null : Number(text))
export const decree = (cells: Cells): { readonly number: string; readonly date: string } => ({
  number: at(cells, 'nomor_sk'),
  date: at(cells, 'tanggal_sk'),
})

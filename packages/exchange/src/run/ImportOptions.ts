/** What an import is given, what it answers, and how it can fail. */
import type { OwnName } from '@jejak/core'
import type { EventStore, Vault } from '@jejak/eventstore'
import type { FileFault } from '../csv/readRecords.js'
import type { FileDef, FileName, PerFile } from '../file/FileDef.js'
import type { CoreCode } from '../verdict/codes.js'
import type { RowVerdict } from '../verdict/Verdict.js'

/** How far an import is: rows read of a file, or rows of it judged, out of how many. */
export interface ImportProgress {
  readonly step: 'read' | 'judge'
  readonly file: FileName
  readonly done: number
  /** `null` while the file is being read. */
  readonly total: number | null
}

export interface ImportOptions {
  /** The folder of the office's files. */
  readonly dir: string
  readonly agency: string
  /** Every file that is read where it is there, in this order: `FILES`, and those of extensions. */
  readonly files: ReadonlyArray<FileDef>
  /** Gives the same verdicts and writes nothing but rejects: no event, no key, no index. */
  readonly dryRun: boolean
  /** Why rows may change what is already in; `null` refuses such rows. */
  readonly reason: string | null
  /** Files that are the whole list of the agency: what is in by earlier imports and in none of their rows is `missing`. */
  readonly complete?: ReadonlyArray<FileName>
  /** Whether what is missing is taken out; needs a reason too, and never takes out people. */
  readonly withdraw?: boolean
  /** How many facts are expected to be taken out so; needed where they are many. */
  readonly expect?: number | null
  /** Where rejected rows go, to be mended and sent back. */
  readonly rejectsDir: string | null
  readonly events: EventStore
  readonly vault: Vault
  /** The file of the row index and the lease; it may be thrown away between imports. */
  readonly indexPath: string
  /** Milliseconds since 1970. */
  readonly clock: () => number
  /** New UUIDs. */
  readonly ids: () => string
  /** Who imports, as a code of the deployment. */
  readonly actor: string
  /** For whom, as such a code too; left out or `null` for nobody else. */
  readonly onBehalfOf?: string | null
  readonly onProgress?: (progress: ImportProgress) => void
  /** Told every row that was not simply accepted, file by file in order of rows, at the end. */
  readonly onVerdict?: (verdict: RowVerdict) => void
  /** Whether verdicts come with the values their codes speak of; they may be personal. */
  readonly values?: boolean
}

/** The counts of one file. `missingColumns` or `refused` say that the file was refused before its first row. */
export interface FileResult {
  readonly rows: number
  readonly accepted: number
  readonly warned: number
  readonly known: number
  readonly correction: number
  readonly withdrawn: number
  readonly rejected: number
  /** Facts that are in and in none of its rows; only where the file was said to be the whole list. */
  readonly missing?: number
  readonly codes: Readonly<Partial<Record<CoreCode, number>> & Record<OwnName, number>>
  readonly unknownColumns?: ReadonlyArray<string>
  readonly missingColumns?: ReadonlyArray<string>
  /** The file could not be read as CSV in UTF-8, or as a workbook; `line` is the line or row where it went wrong. */
  readonly refused?: { readonly code: FileFault['code']; readonly line: number | null }
}

export interface ImportResult {
  readonly agency: string
  readonly files: PerFile<FileResult>
  /** Rows, and facts taken out, that became an event. */
  readonly events: number
  /** Files of the folder that no reader took, by name. */
  readonly unread: ReadonlyArray<string>
  /** Codes of units that no fact of this agency named before, in order: a misspelt code is seen here first. */
  readonly newUnits: ReadonlyArray<string>
  /** Rejected and warned rows in order, at most `MAX_LISTED` a file; none that were simply accepted or known. */
  readonly notable: ReadonlyArray<RowVerdict>
}

/** Rows listed a file in a result; `onVerdict` is told all. */
export const MAX_LISTED = 1_000

/** Each `reason` is one line that says what to do, without personal data. */
export type ImportError =
  | { readonly tag: 'BadRequest'; readonly reason: string }
  | { readonly tag: 'FolderUnreadable'; readonly reason: string }
  | { readonly tag: 'PegawaiMissing'; readonly reason: string }
  /** A file is there twice, as CSV and as XLSX or in names that differ in case: which of them counts is not for us to guess. */
  | { readonly tag: 'FileTwice'; readonly reason: string }
  | { readonly tag: 'ImportRunning'; readonly reason: string }
  /** A file that was said to be the whole list is not there, was refused, or is empty. */
  | { readonly tag: 'ListUnusable'; readonly reason: string }
  /** More facts would be taken out than anyone takes out unawares. */
  | { readonly tag: 'ManyLeaving'; readonly reason: string }
  /** The keys are not those of the log: everybody would be recorded a second time. */
  | { readonly tag: 'KeysOfAnotherLog'; readonly reason: string }
  | { readonly tag: 'StoreFailed'; readonly reason: string }
  | { readonly tag: 'KeysFailed'; readonly reason: string }
  | { readonly tag: 'IndexFailed'; readonly reason: string }
  | { readonly tag: 'RejectsUnwritable'; readonly reason: string }
  | { readonly tag: 'LeaseLost'; readonly reason: string }

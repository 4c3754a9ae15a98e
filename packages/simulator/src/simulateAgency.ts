/**
 * Makes a city that does not exist and writes it as the folder of files that an
 * office would hand over, to show the product and to test it at any size.
 */
import { type LocalDate, lastDayOfYear, yearOf } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { SIMULATED_FILES } from './files/index.js'
import { type SimulatedFile, wrongRowsFor } from './files/SimulatedFile.js'
import type { World } from './model.js'
import { type FolderFault, newFilesIn, type SimulatedFolder } from './SimulatedFolder.js'
import { simulateWorld } from './world.js'
import { writeCsv } from './writeCsv.js'

/** The name of the simulated agency. */
export const SIMULATED_AGENCY_NAME = 'Kota Simulasi'

/** The last year that is told unless another is asked: fixed, so that a seed means the same folder for ever. */
export const SIMULATED_LAST_YEAR = 2025

export interface SimulateOptions {
  /** A whole number; the same seed and options give the same bytes. */
  readonly seed: number
  /** People who ever served, 20 to 1,000,000; some leave and some join within the years. */
  readonly people: number
  /** Calendar years that are told, 1 to 20; careers began earlier. */
  readonly years: number
  /** The last of the years. */
  readonly endYear?: number
  /** No fact is dated after this day; by default the last day of `endYear`, and it fixes the last year where given. */
  readonly until?: LocalDate
  /** The folder; made if it is not there. Nothing in it is replaced. */
  readonly dir: string
  /** What the files are given to instead; then `dir` is only repeated in the summary. */
  readonly folder?: SimulatedFolder
  /** Code of the agency the folder will be imported for; only repeated in the summary. */
  readonly agency: string
  readonly onProgress?: (progress: SimulateProgress) => void
}

export interface SimulateProgress {
  readonly file: string
  /** Rows of that file written so far. */
  readonly rows: number
  /** Files done, of how many. */
  readonly done: number
  readonly of: number
}

/** What was written: rows by file without header, and how many of them are wrong on purpose, with the code each should get. */
export interface SimulateSummary {
  readonly agency: string
  readonly name: string
  readonly dir: string
  readonly from: LocalDate
  readonly until: LocalDate
  readonly rows: Readonly<Record<string, number>>
  readonly wrong: Readonly<Record<string, Readonly<Record<string, number>>>>
}

/** `reason` says what to do. */
export type SimulateError =
  | { readonly tag: 'InvalidOptions'; readonly reason: string }
  | { readonly tag: 'NotWritten'; readonly reason: string }

const within = (value: number, from: number, to: number): boolean => Number.isSafeInteger(value) && value >= from && value <= to

const refusal = ({ seed, people, years, endYear, until }: SimulateOptions): string | null => {
  if (!Number.isSafeInteger(seed)) return 'the seed must be a whole number'
  if (!within(people, 20, 1_000_000)) return 'people must be a whole number from 20 to 1000000'
  if (!within(years, 1, 20)) return 'years must be a whole number from 1 to 20'
  const last = until === undefined ? (endYear ?? SIMULATED_LAST_YEAR) : yearOf(until)
  if (!within(last, 2000, 2100)) return 'the last year must be from 2000 to 2100'
  return until !== undefined && endYear !== undefined && yearOf(until) !== endYear ? 'until must lie in the last year' : null
}

const countCodes = (codes: ReadonlyArray<string>): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1
  return counts
}

const whyNotWritten = ({ code }: FolderFault): SimulateError => {
  const reason =
    code === 'ENOSPC'
      ? 'the disk is full; free some space and run it again'
      : code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
        ? 'the folder may not be written to; choose another with write permission'
        : code === 'EEXIST' || code === 'ENOTDIR'
          ? 'there is a file where the folder should be; choose another folder'
          : code === 'TAKEN'
            ? 'the folder holds other files of these names, which stay as they are; choose an empty folder'
            : code === 'ENOENT'
              ? 'the folder above it is not there; make it, or choose another folder'
              : `the files could not be written (${code}); choose another folder`
  return { tag: 'NotWritten', reason }
}

const writeFile = (
  options: SimulateOptions,
  folder: SimulatedFolder,
  world: World,
  file: SimulatedFile,
  done: number,
): TaskEither<FolderFault, { readonly rows: number; readonly codes: ReadonlyArray<string> }> => {
  const wrong = file.wrong(world)
  return pipe(
    folder.put(`${file.name}.csv`, (append) =>
      writeCsv(
        append,
        file.columns,
        file.rows(world),
        (rows) => wrong.slice(0, wrongRowsFor(rows)).map(({ cells }) => cells),
        (rows) => options.onProgress?.({ file: file.name, rows, done, of: SIMULATED_FILES.length }),
      ),
    ),
    TE.map((written) => ({ rows: written.rows + written.extra, codes: wrong.slice(0, written.extra).map(({ code }) => code) })),
  )
}

/**
 * Writes the folder of a simulated agency: all 27 files, deterministic by seed,
 * internally consistent, and with a few rows wrong on purpose. Every name begins
 * with `Sim`, every number has a serial of 901 or more, every unit is `SIM.nn`.
 * Rows are streamed; memory grows with people and runs of programs, not with rows.
 */
export const simulateAgency = (options: SimulateOptions): TaskEither<SimulateError, SimulateSummary> => {
  const refused = refusal(options)
  if (refused !== null) return TE.left({ tag: 'InvalidOptions', reason: refused })
  return async () => {
    const until = options.until ?? lastDayOfYear(options.endYear ?? SIMULATED_LAST_YEAR)
    const folder = options.folder ?? newFilesIn(options.dir)
    const world = simulateWorld(options.seed, options.people, options.years, until)
    const rows: Record<string, number> = {}
    const wrong: Record<string, Readonly<Record<string, number>>> = {}
    for (const [done, file] of SIMULATED_FILES.entries()) {
      const written = await writeFile(options, folder, world, file, done)()
      if (E.isLeft(written)) return E.left(whyNotWritten(written.left))
      rows[file.name] = written.right.rows
      if (written.right.codes.length > 0) wrong[file.name] = countCodes(written.right.codes)
    }
    return E.right({ agency: options.agency, name: SIMULATED_AGENCY_NAME, dir: options.dir, from: world.from, until, rows, wrong })
  }
}

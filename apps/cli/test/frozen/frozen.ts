/** Data folders that an older build left, and what it answered from them. */
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync } from 'node:zlib'

const FROZEN = fileURLToPath(new URL('.', import.meta.url))

/** A command line, or an address of the API, with what came of it. */
export type Step =
  | { readonly ask: ReadonlyArray<string>; readonly code: number; readonly out: string; readonly err: string }
  | { readonly get: string; readonly out: string }

export interface Answers {
  /** The moment at which all is asked. */
  readonly clock: string
  /** In order: some of them record. */
  readonly steps: ReadonlyArray<Step>
}

/** What may differ from a frozen answer, since a decision or an issue says so. */
interface Difference {
  /** Name of a folder, or `*`. */
  readonly folder: string
  /** How the question begins, as `report staff-list`. */
  readonly ask: string
  /** Text of the frozen answer, and what stands there now. */
  readonly from: string
  readonly to: string
  readonly reason: string
}

export const FOLDERS: ReadonlyArray<string> = readdirSync(FROZEN, { withFileTypes: true }).flatMap((each) =>
  each.isDirectory() ? [each.name] : [],
)

const read = (...path: ReadonlyArray<string>): string => readFileSync(join(FROZEN, ...path), 'utf8')

export const answersIn = (folder: string): Answers => JSON.parse(read(folder, 'answers.json'))

export const DIFFERENCES: ReadonlyArray<Difference> = JSON.parse(read('differences.json'))

export const questionOf = (step: Step): string => ('get' in step ? step.get : step.ask.join(' '))

/** The frozen answer with what may differ in it, and which differences those were. */
export const expectedOf = (folder: string, step: Step): { readonly out: string; readonly used: ReadonlyArray<Difference> } => {
  const used = DIFFERENCES.filter(
    (each) => (each.folder === '*' || each.folder === folder) && questionOf(step).startsWith(each.ask) && step.out.includes(each.from),
  )
  return { out: used.reduce((text, { from, to }) => text.replaceAll(from, to), step.out), used }
}

/** Lays a folder out as the older build left it, closed to others as a data folder must be. */
export const layOut = (folder: string, dir: string): { readonly home: string; readonly files: string } => {
  const home = join(dir, 'home')
  const files = join(dir, 'files')
  mkdirSync(home, { recursive: true, mode: 0o700 })
  for (const name of readdirSync(join(FROZEN, folder))) {
    const database = /^(.+\.db)\.br$/.exec(name)?.[1]
    const bytes = database === undefined && name !== 'wrapping.key' ? null : readFileSync(join(FROZEN, folder, name))
    if (bytes === null) continue
    const path = join(home, database ?? name)
    writeFileSync(path, database === undefined ? bytes : brotliDecompressSync(bytes))
    chmodSync(path, 0o600)
  }
  if (existsSync(join(FROZEN, folder, 'files'))) cpSync(join(FROZEN, folder, 'files'), files, { recursive: true })
  return { home, files }
}

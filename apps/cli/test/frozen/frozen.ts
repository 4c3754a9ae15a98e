/** Data folders that an older build left, and what it answered from them. */
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync } from 'node:zlib'
import Papa from 'papaparse'

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

/** What answers have gained since, because a contract asks for more: it is taken out before they are compared. */
interface Addition {
  /** How the question begins. */
  readonly ask: string
  /** Members of JSON objects, and parts of the lines that a CSV ends with. */
  readonly keys: ReadonlyArray<string>
  /** Headers of columns of a CSV. */
  readonly columns?: ReadonlyArray<string>
  /** Labels of lines that a CSV ends with. */
  readonly lines?: ReadonlyArray<string>
  readonly reason: string
}

export const FOLDERS: ReadonlyArray<string> = readdirSync(FROZEN, { withFileTypes: true }).flatMap((each) =>
  each.isDirectory() ? [each.name] : [],
)

const read = (...path: ReadonlyArray<string>): string => readFileSync(join(FROZEN, ...path), 'utf8')

export const answersIn = (folder: string): Answers => JSON.parse(read(folder, 'answers.json'))

export const DIFFERENCES: ReadonlyArray<Difference> = JSON.parse(read('differences.json'))

const ADDITIONS: ReadonlyArray<Addition> = JSON.parse(read('additions.json'))

export const questionOf = (step: Step): string => ('get' in step ? step.get : step.ask.join(' '))

/** The frozen answer with what may differ in it, and which differences those were. */
export const expectedOf = (folder: string, step: Step): { readonly out: string; readonly used: ReadonlyArray<Difference> } => {
  const used = DIFFERENCES.filter(
    (each) => (each.folder === '*' || each.folder === folder) && questionOf(step).startsWith(each.ask) && step.out.includes(each.from),
  )
  return { out: used.reduce((text, { from, to }) => text.replaceAll(from, to), step.out), used }
}

const withoutKeys = (value: unknown, keys: ReadonlySet<string>): unknown => {
  if (Array.isArray(value)) return value.map((each) => withoutKeys(each, keys))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).flatMap(([key, each]) => (keys.has(key) ? [] : [[key, withoutKeys(each, keys)]])))
}

const CRLF = '\r\n'

const withoutColumns = (csv: string, { keys, columns = [], lines: labels = [] }: Addition): string => {
  const [header = '', ...all] = csv.split(CRLF)
  const lines = all.filter((line) => !labels.some((label) => line.startsWith(`# ${label}: `)))
  const dropped = new Set((Papa.parse<string[]>(header).data[0] ?? []).flatMap((name, i) => (columns.includes(name) ? [i] : [])))
  const part = new RegExp(`(?:; )?\\b(?:${keys.join('|')})(?:=[^;"]*|: [^;"]*(?:; [^;"]*)*)`, 'g')
  const rest = (line: string): string => {
    if (/^"?#/.test(line)) return keys.length === 0 ? line : line.replace(part, '')
    const cells = Papa.parse<string[]>(line).data[0] ?? []
    return dropped.size === 0 || line === '' ? line : Papa.unparse([cells.filter((_, i) => !dropped.has(i))])
  }
  return [header, ...lines].map(rest).join(CRLF)
}

/** A question that a contract answers otherwise now: only that it is answered is held. */
interface Change {
  /** Name of a folder, or `*`. */
  readonly folder: string
  /** How the question begins. */
  readonly ask: string
  readonly reason: string
}

export const CHANGES: ReadonlyArray<Change> = JSON.parse(read('changes.json'))

/** Why a question may be answered otherwise; `null` where it may not. */
export const changeOf = (folder: string, step: Step): Change | null =>
  CHANGES.find((each) => (each.folder === '*' || each.folder === folder) && questionOf(step).startsWith(each.ask)) ?? null

/** An answer of today without what it has gained since; JSON as plain JSON. */
export const withoutAdditions = (step: Step, answer: string): string => {
  const additions = ADDITIONS.filter(({ ask }) => questionOf(step).startsWith(ask))
  if (additions.length === 0) return answer
  if (answer.startsWith('{'))
    return JSON.stringify(withoutKeys(JSON.parse(answer), new Set(additions.flatMap(({ keys }) => keys))))
  return answer.includes(CRLF) ? additions.reduce(withoutColumns, answer) : answer
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

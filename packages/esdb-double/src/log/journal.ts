/**
 * The journal: one line a commit, in one file. A line is handed to the operating system before
 * the commit is acknowledged, so it survives the death of the process (not of the machine). A
 * last line that was cut off was never acknowledged, and is dropped on opening.
 */
import { closeSync, fstatSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { Recorded } from './Recorded.js'

export interface Journal {
  readonly write: (commit: ReadonlyArray<Recorded>) => void
  readonly close: () => void
}

export interface JournalError {
  readonly tag: 'JournalUnreadable'
  /** One line that says what to do. */
  readonly reason: string
}

const Line = t.array(
  t.strict({
    stream: t.string,
    revision: t.string,
    position: t.string,
    created: t.string,
    id: t.string,
    type: t.string,
    contentType: t.string,
    data: t.string,
    metadata: t.string,
  }),
)

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')

const lineOf = (commit: ReadonlyArray<Recorded>): string =>
  `${JSON.stringify(
    commit.map((event) => ({
      ...event,
      revision: String(event.revision),
      position: String(event.position),
      created: String(event.created),
      data: base64(event.data),
      metadata: base64(event.metadata),
    })),
  )}\n`

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const commitOf = (text: string): ReadonlyArray<Recorded> | null => {
  const line = Line.decode(parse(text))
  return E.isLeft(line)
    ? null
    : line.right.map((event) => ({
        ...event,
        revision: BigInt(event.revision),
        position: BigInt(event.position),
        created: BigInt(event.created),
        data: Buffer.from(event.data, 'base64'),
        metadata: Buffer.from(event.metadata, 'base64'),
      }))
}

const NEWLINE = 10
const CHUNK = 1 << 20

/** Gives each whole line, and returns where the last of them ends. */
const eachLine = (file: number, use: (text: string) => void): number => {
  const chunk = Buffer.alloc(CHUNK)
  let pending: Buffer = Buffer.alloc(0)
  let end = 0
  for (let at = 0; ; ) {
    const length = readSync(file, chunk, 0, CHUNK, at)
    if (length === 0) return end
    at += length
    pending = Buffer.concat([pending, chunk.subarray(0, length)])
    let from = 0
    for (let next = pending.indexOf(NEWLINE, from); next >= 0; next = pending.indexOf(NEWLINE, from)) {
      use(pending.toString('utf8', from, next))
      end += next + 1 - from
      from = next + 1
    }
    pending = pending.subarray(from)
  }
}

/** How every line begins. */
const BEGINNING = '[{"id":"'

/** Whether what follows the last whole line may be the beginning of a line of ours: anything else is another's, and is not cut off. */
const isCutOff = (file: number, end: number, size: number): boolean => {
  const bytes = Buffer.alloc(Math.min(BEGINNING.length, size - end))
  readSync(file, bytes, 0, bytes.length, end)
  return BEGINNING.startsWith(bytes.toString('latin1'))
}

/** Opens the journal of a folder, which is made if need be, and gives every commit in it to `replay`. */
export const openJournal = (dir: string, replay: (commit: ReadonlyArray<Recorded>) => void): E.Either<JournalError, Journal> => {
  const path = join(dir, 'journal.ndjson')
  const opened = E.tryCatch(
    () => {
      mkdirSync(dir, { recursive: true })
      return openSync(path, 'a+')
    },
    (): JournalError => ({ tag: 'JournalUnreadable', reason: `cannot write ${path}; choose another folder, or see who owns it` }),
  )
  if (E.isLeft(opened)) return opened
  const file = opened.right
  let damaged = false
  const end = eachLine(file, (text) => {
    const commit = commitOf(text)
    if (commit === null) damaged = true
    else replay(commit)
  })
  const { size } = fstatSync(file)
  if (damaged || !isCutOff(file, end, size)) {
    closeSync(file)
    return E.left({ tag: 'JournalUnreadable', reason: `${path} is not a journal of the double, or is damaged; use another folder` })
  }
  if (end < size) ftruncateSync(file, end)
  return E.right({
    write: (commit) => {
      const bytes = Buffer.from(lineOf(commit))
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
    },
    close: () => closeSync(file),
  })
}

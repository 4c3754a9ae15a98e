/**
 * A folder in which nothing stands but what was written here: rejected rows, the
 * files of a made-up agency.
 *
 * A list beside the files (`.jejak-files.json`) says which were written, each with
 * the digest of its bytes. A folder that holds anything else, or a file that was
 * changed since (rows that somebody has begun to mend), is refused and stays as
 * it is. The list is written before a file takes its place, so that a run that was
 * killed leaves a folder that the next one knows as its own.
 */
import { createHash } from 'node:crypto'
import { lstat, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { digestOf, type Seen, seenOf } from './digestOf.js'
import { placeNew, UNFINISHED, unfinishedIn } from './placeNew.js'
import { codeOf, type WriteFault } from './WriteFault.js'

/** Name of the list; it begins with a dot, as files do that no reader of a folder takes for the office's. */
export const LIST = '.jejak-files.json'

/** By name of a file the SHA-256 of what it may hold: several while it is being replaced. */
const List = t.strict({ writtenBy: t.literal('jejak'), files: t.record(t.string, t.array(t.string)) })
type Listed = Readonly<Record<string, ReadonlyArray<string>>>

/** A foreign entry met on the way. */
class Foreign extends Error {
  readonly fault: WriteFault
  constructor(entry: string, changed: boolean) {
    super(entry)
    this.fault = { tag: 'NotOwn', entry, changed }
  }
}

const faultOf = (error: unknown): WriteFault => (error instanceof Foreign ? error.fault : { tag: 'Unwritable', code: codeOf(error) })

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** What the list of a folder says; nothing where there is none. */
const listedIn = async (dir: string): Promise<Listed> => {
  const path = join(dir, LIST)
  const stat = await lstat(path).catch(() => null)
  if (stat === null) return {}
  if (!stat.isFile()) throw new Foreign(LIST, false)
  const list = List.decode(jsonOf(await readFile(path, 'utf8')))
  if (E.isLeft(list)) throw new Foreign(LIST, true)
  return list.right.files
}

interface Found {
  readonly listed: Listed
  /** What stands there, by name. */
  readonly seen: ReadonlyMap<string, Seen>
  readonly unfinished: ReadonlyArray<string>
}

/** Looks at every entry; a folder that is not there holds nothing. */
const look = async (dir: string): Promise<Found> => {
  const entries = await readdir(dir, { withFileTypes: true }).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  })
  const listed = entries.length === 0 ? {} : await listedIn(dir)
  const seen = new Map<string, Seen>()
  const unfinished: string[] = []
  for (const entry of entries) {
    const { name } = entry
    if (name === LIST) continue
    const digests = Object.hasOwn(listed, name) ? listed[name] : undefined
    if (entry.isFile() && UNFINISHED.test(name)) unfinished.push(name)
    else if (!entry.isFile() || digests === undefined) throw new Foreign(name, false)
    else {
      const stat = await lstat(join(dir, name))
      if (!digests.includes(await digestOf(join(dir, name)))) throw new Foreign(name, true)
      seen.set(name, seenOf(stat))
    }
  }
  return { listed, seen, unfinished }
}

/** Appends text to the file that is being written. */
export type Append = (text: string) => Promise<void>

export class OwnFolder {
  readonly #dir: string
  readonly #seen: Map<string, Seen>
  readonly #written = new Set<string>()
  #files: Record<string, ReadonlyArray<string>>

  private constructor(dir: string, { listed, seen }: Found) {
    this.#dir = dir
    this.#seen = new Map(seen)
    this.#files = { ...listed }
  }

  /** Whether the folder may be written to; makes nothing. */
  static readonly check = (dir: string): TE.TaskEither<WriteFault, void> =>
    TE.tryCatch(async () => {
      await look(dir)
    }, faultOf)

  /** Opens the folder, which is made (for its owner alone) where it is missing. */
  static readonly open = (dir: string): TE.TaskEither<WriteFault, OwnFolder> =>
    TE.tryCatch(async () => {
      const made = makeFolder(dir)
      if (E.isLeft(made)) throw made.left
      const found = await look(dir)
      for (const name of found.unfinished) await rm(join(dir, name), { force: true })
      return new OwnFolder(dir, found)
    }, faultOf)

  /** Writes a file whole or not at all; an earlier one of ours is replaced. What `write` rejects with is a fault of the file system. */
  put<A>(name: string, write: (append: Append) => Promise<A>): TE.TaskEither<WriteFault, A> {
    return TE.tryCatch(async () => {
      const part = unfinishedIn(this.#dir)
      try {
        const hash = createHash('sha256')
        const answer = await this.#fill(part, async (append) =>
          write(async (text) => {
            hash.update(text)
            await append(text)
          }),
        )
        const digest = hash.digest('hex')
        await this.#list({ ...this.#files, [name]: [...(this.#files[name] ?? []), digest] })
        await this.#place(part, name)
        this.#files = { ...this.#files, [name]: [digest] }
        this.#written.add(name)
        return answer
      } catch (error) {
        await rm(part, { force: true }).catch(() => undefined)
        throw error
      }
    }, faultOf)
  }

  /** Takes away what an earlier run wrote and this one did not, and closes the list. */
  finish(): TE.TaskEither<WriteFault, void> {
    return TE.tryCatch(async () => {
      for (const [name, seen] of this.#seen) {
        if (this.#written.has(name)) continue
        const stat = await lstat(join(this.#dir, name)).catch(() => null)
        if (stat !== null && seenOf(stat) !== seen) throw new Foreign(name, true)
        await rm(join(this.#dir, name), { force: true })
      }
      await this.#list(Object.fromEntries(Object.entries(this.#files).filter(([name]) => this.#written.has(name))))
    }, faultOf)
  }

  async #fill<A>(part: string, write: (append: Append) => Promise<A>): Promise<A> {
    const file = await open(part, 'wx', 0o600)
    try {
      const answer = await write(async (text) => {
        await file.writeFile(text)
      })
      await file.sync()
      return answer
    } finally {
      await file.close()
    }
  }

  /** What stands in the place now must be what was seen to be ours. */
  async #place(part: string, name: string): Promise<void> {
    const path = join(this.#dir, name)
    const before = this.#written.has(name) ? undefined : this.#seen.get(name)
    const stat = await lstat(path).catch(() => null)
    if (stat === null) {
      await placeNew(part, path).catch((error: unknown) => {
        throw codeOf(error) === 'EEXIST' ? new Foreign(name, false) : error
      })
      return
    }
    if (before === undefined || seenOf(stat) !== before) throw new Foreign(name, before !== undefined)
    await rename(part, path)
  }

  async #list(files: Listed): Promise<void> {
    const part = unfinishedIn(this.#dir)
    const text = `${JSON.stringify({ writtenBy: 'jejak', files })}\n`
    await this.#fill(part, (append) => append(text))
    await rename(part, join(this.#dir, LIST))
  }
}

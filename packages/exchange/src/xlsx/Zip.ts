/**
 * A ZIP archive on disk, read part by part. Nothing its headers say about sizes is
 * trusted: bytes are counted as they are unpacked, and a part that grows beyond its
 * limit or far beyond what it was packed into is refused there and then.
 */
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import * as E from 'fp-ts/lib/Either.js'
import { openRegular } from '../source/openRegular.js'
import { Unfit } from './XlsxFault.js'

const MAX_ENTRIES = 10_000
const MAX_DIRECTORY = 4_194_304
/** Bytes a workbook may unpack to in all, each part as often as it is read. */
const MAX_UNPACKED = 4_294_967_296
/** How many times its packed size a part may unpack to, once it is larger than `FREE`. Sheets reach 10 to 50. */
const MAX_RATIO = 200
const FREE = 8_388_608
const CHUNK = 65_536

/** Longest comment an archive may end with, and the record before it. */
const MAX_TAIL = 65_535 + 22
const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
/** How the files of before 2007 begin, and those with a password. */
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])

interface Entry {
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly unpacked: number
  readonly offset: number
}

/** Names of parts do not tell case, and some writers use the other slash or begin with one. */
const partName = (name: string): string => name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()

const readAt = async (file: FileHandle, from: number, length: number): Promise<Buffer> => {
  const bytes = Buffer.alloc(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, from + filled)
    if (bytesRead === 0) throw new Unfit('XLSX_DAMAGED')
    filled += bytesRead
  }
  return bytes
}

/** The parts an archive lists, by name. */
const entriesOf = async (file: FileHandle): Promise<ReadonlyMap<string, Entry>> => {
  const { size } = await file.stat()
  const head = await readAt(file, 0, Math.min(8, size))
  if (head.equals(COMPOUND)) throw new Unfit('XLSX_PROTECTED')
  if (size < 22 || head.readUInt32LE(0) !== LOCAL) throw new Unfit('NOT_XLSX')
  const tailSize = Math.min(size, MAX_TAIL)
  const tail = await readAt(file, size - tailSize, tailSize)
  let end = tail.length - 22
  while (end >= 0 && tail.readUInt32LE(end) !== END) end--
  if (end < 0) throw new Unfit('XLSX_DAMAGED')
  const count = tail.readUInt16LE(end + 10)
  const length = tail.readUInt32LE(end + 12)
  const from = tail.readUInt32LE(end + 16)
  if (count > MAX_ENTRIES || length > MAX_DIRECTORY) throw new Unfit('XLSX_TOO_LARGE')
  const directory = await readAt(file, from, length)
  const entries = new Map<string, Entry>()
  let at = 0
  for (let i = 0; i < count; i++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== CENTRAL) throw new Unfit('XLSX_DAMAGED')
    const nameEnd = at + 46 + directory.readUInt16LE(at + 28)
    const name = partName(directory.toString('utf8', at + 46, nameEnd))
    // Two parts of one name: which of them counts would depend on who reads.
    if (entries.has(name)) throw new Unfit('XLSX_DAMAGED')
    if ((directory.readUInt16LE(at + 8) & 1) === 1) throw new Unfit('XLSX_PROTECTED')
    entries.set(name, {
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      packed: directory.readUInt32LE(at + 20),
      unpacked: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    })
    at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}

async function* packedBytes(file: FileHandle, { offset, packed }: Entry): AsyncGenerator<Buffer> {
  const head = await readAt(file, offset, 30)
  if (head.readUInt32LE(0) !== LOCAL) throw new Unfit('XLSX_DAMAGED')
  let at = offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
  for (let left = packed; left > 0; ) {
    const bytes = await readAt(file, at, Math.min(left, CHUNK))
    at += bytes.length
    left -= bytes.length
    yield bytes
  }
}

export class Zip {
  readonly #file: FileHandle
  readonly #entries: ReadonlyMap<string, Entry>
  readonly #alive: () => void
  #unpacked = 0

  private constructor(file: FileHandle, entries: ReadonlyMap<string, Entry>, alive: () => void) {
    this.#file = file
    this.#entries = entries
    this.#alive = alive
  }

  /** `alive` is called for every piece that is unpacked. */
  static async open(path: string, alive: () => void): Promise<Zip> {
    const opened = await openRegular(path)
    if (E.isLeft(opened)) throw new Unfit(opened.left)
    const file = opened.right
    try {
      return new Zip(file, await entriesOf(file), alive)
    } catch (error) {
      await file.close()
      throw error instanceof Unfit ? error : new Unfit('UNREADABLE')
    }
  }

  has(name: string): boolean {
    return this.#entries.has(partName(name))
  }

  /** The bytes of a part, at most `limit` of them; complete only if it ends without a fault. */
  async *bytes(name: string, limit: number): AsyncGenerator<Uint8Array> {
    const entry = this.#entries.get(partName(name))
    if (entry === undefined || (entry.method !== 0 && entry.method !== 8)) throw new Unfit('XLSX_DAMAGED')
    const source = Readable.from(packedBytes(this.#file, entry))
    const unpacked = entry.method === 0 ? source : source.pipe(createInflateRaw({ chunkSize: CHUNK }))
    // A pipe does not hand on errors.
    if (unpacked !== source) source.on('error', (error) => unpacked.destroy(error))
    let count = 0
    let crc = 0
    try {
      for await (const chunk of unpacked) {
        if (!(chunk instanceof Uint8Array)) throw new Unfit('XLSX_DAMAGED')
        count += chunk.length
        this.#unpacked += chunk.length
        if (count > limit || this.#unpacked > MAX_UNPACKED || (count > FREE && count > entry.packed * MAX_RATIO))
          throw new Unfit('XLSX_TOO_LARGE')
        crc = crc32(chunk, crc)
        yield chunk
        this.#alive()
      }
    } catch (error) {
      // What zlib says about broken data, or the disk about a broken file.
      throw error instanceof Error && 'code' in error ? new Unfit('XLSX_DAMAGED') : error
    } finally {
      source.destroy()
      unpacked.destroy()
    }
    if (count !== entry.unpacked || crc !== entry.crc) throw new Unfit('XLSX_DAMAGED')
  }

  async close(): Promise<void> {
    await this.#file.close()
  }
}

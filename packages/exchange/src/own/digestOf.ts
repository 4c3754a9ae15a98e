/** How a file is known again: by the digest of its bytes, and in between by how it stood when that was taken. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/** SHA-256 of a file, as hex digits. */
export const digestOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  const chunks: AsyncIterable<Buffer> = createReadStream(path)
  for await (const chunk of chunks) hash.update(chunk)
  return hash.digest('hex')
}

/** How a file stood when it was found to be ours, so that a later look is short. */
export type Seen = string

export const seenOf = ({ ino, size, mtimeMs }: { readonly ino: number; readonly size: number; readonly mtimeMs: number }): Seen =>
  `${ino} ${size} ${mtimeMs}`

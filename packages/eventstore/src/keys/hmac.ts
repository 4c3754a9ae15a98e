/** HMAC-SHA-256 of many short texts under one key. */
import { hash } from 'node:crypto'

const BLOCK = 64
const DIGEST = 32
/** Longest text for which the room is kept. */
const ROOM = 4_096

/**
 * The HMAC of a text in hex, as RFC 2104 defines it: two plain digests, which cost
 * half of what an object for each HMAC does. The key has at most 64 bytes.
 */
export const hmacUnder = (key: Uint8Array): ((text: string) => string) => {
  let inner = Buffer.alloc(BLOCK + ROOM, 0x36)
  const outer = Buffer.alloc(BLOCK + DIGEST, 0x5c)
  key.forEach((byte, i) => {
    inner[i] = byte ^ 0x36
    outer[i] = byte ^ 0x5c
  })
  return (text) => {
    const bytes = Buffer.byteLength(text)
    if (BLOCK + bytes > inner.length) inner = Buffer.concat([inner.subarray(0, BLOCK)], BLOCK + bytes)
    inner.write(text, BLOCK)
    // Digests go from one to the other as text of one byte a character: no buffer is made for them.
    outer.write(hash('sha256', inner.subarray(0, BLOCK + bytes), 'binary'), BLOCK, 'latin1')
    return hash('sha256', outer, 'hex')
  }
}

/**
 * AES-256-GCM, the one cipher here. A sealed text is one byte of version (1), a
 * nonce of 12 random bytes, the tag of 16, and the cipher text. The additional data
 * is not stored: it says where the text belongs, and a text put elsewhere does not open.
 */
import { createCipheriv, createDecipheriv, type KeyObject, randomFillSync } from 'node:crypto'

const VERSION = 1
const NONCE = 12
const TAG = 16
const FRONT = 1 + NONCE + TAG

// Randomness is drawn in advance: one call to the system for many nonces.
const pool = Buffer.alloc(NONCE * 512)
let used = pool.length
const nextNonce = (into: Buffer): void => {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  pool.copy(into, 1, used, used + NONCE)
  used += NONCE
}

export const sealBytes = (key: KeyObject, clear: Uint8Array | string, belongsTo: string): Uint8Array => {
  const text = typeof clear === 'string' ? Buffer.from(clear) : clear
  // A buffer of its own, not a part of a pool: it may be sent to a thread.
  const sealed = Buffer.allocUnsafeSlow(FRONT + text.byteLength)
  sealed[0] = VERSION
  nextNonce(sealed)
  const cipher = createCipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE), { authTagLength: TAG })
  cipher.setAAD(Buffer.from(belongsTo))
  // In GCM the cipher text is as long as the clear one, and nothing is left for the end.
  sealed.set(cipher.update(text), FRONT)
  cipher.final()
  sealed.set(cipher.getAuthTag(), 1 + NONCE)
  return sealed
}

/** The clear bytes; null where key, place or bytes are not those of the sealing. */
export const openBytes = (key: KeyObject, sealed: Uint8Array, belongsTo: string): Buffer | null => {
  if (sealed.byteLength < FRONT || sealed[0] !== VERSION) return null
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE), { authTagLength: TAG })
    cipher.setAAD(Buffer.from(belongsTo))
    cipher.setAuthTag(sealed.subarray(1 + NONCE, FRONT))
    return Buffer.concat([cipher.update(sealed.subarray(FRONT)), cipher.final()])
  } catch {
    return null
  }
}

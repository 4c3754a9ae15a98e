/** Why a vault does not open; `reason` is one line that says what to do. */
import type { KeyStoreError } from './KeyStore.js'

/** Events exist, but a key that opens them does not; none is made in its place. */
export interface KeyMissing {
  readonly tag: 'KeyMissing'
  readonly reason: string
}
/** A key is there and cannot be used. */
export interface KeyUnusable {
  readonly tag: 'KeyUnusable'
  readonly reason: string
}
export type VaultError = KeyMissing | KeyUnusable | KeyStoreError

export const keyMissing = (reason: string): KeyMissing => ({ tag: 'KeyMissing', reason })
export const keyUnusable = (reason: string): KeyUnusable => ({ tag: 'KeyUnusable', reason })

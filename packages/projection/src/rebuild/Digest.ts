/**
 * A digest that does not depend on the order of what is put in: the sum of the
 * hashes of all items, in eight words. What stands in it twice counts twice.
 */
import { hash } from 'node:crypto'

const WORDS = 8

export class Digest {
  readonly #words = new Uint32Array(WORDS)

  readonly #plus = (other: Uint8Array): void => {
    const view = new DataView(other.buffer, other.byteOffset, other.byteLength)
    // Each word wraps around at its end.
    for (let i = 0; i < WORDS; i++) this.#words[i] = (this.#words[i] ?? 0) + view.getUint32(4 * i)
  }

  /** Puts an item in. */
  add(item: string): void {
    this.#plus(hash('sha256', item, 'buffer'))
  }

  /** Puts in all that another digest, as text, holds. */
  addDigest(text: string): void {
    this.#plus(Buffer.from(text, 'hex'))
  }

  /** 64 hex digits; zeros where nothing was put in. */
  text(): string {
    return [...this.#words].map((word) => word.toString(16).padStart(8, '0')).join('')
  }
}

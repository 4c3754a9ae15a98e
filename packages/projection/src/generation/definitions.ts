/** What made a generation, as a digest: another digest, another generation. */
import { createHash } from 'node:crypto'
import type { LocalDate } from '@jejak/core'
import type { View } from '@jejak/core/measure'

/** Raised when the form of documents, sums or names changes, or what a generation says of itself: since 3 the last event it was told of, since 4 facts have the fields of the second contract. */
const ENGINE_VERSION = 5

/** Digest of the engine and of the standing views of a day, by key, version and kind, in their order. */
export const definitionsOf = (standing: (today: LocalDate) => ReadonlyArray<View>, day: LocalDate): string =>
  createHash('sha256')
    .update(JSON.stringify([ENGINE_VERSION, standing(day).map(({ key, version, kind }) => [key, version, kind])]))
    .digest('hex')

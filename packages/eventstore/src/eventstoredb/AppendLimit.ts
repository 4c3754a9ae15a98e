/** How much one append may hold, and how a request that holds more becomes several. */
import type { PreparedDraft } from '../chain/EventText.js'

/** Bytes of data in one append that every server takes unless it is told otherwise (`--max-append-size`). */
export const DEFAULT_APPEND_BYTES = 1_048_576

/** Bytes of all parts of an append together, sealed ones in base64: far below what a message may hold (16 MiB). */
const MESSAGE_BYTES = 8 * 1_048_576

/** Room for the stamps in the stored text of an event. */
const STAMP_BYTES = 140

const dataOf = ({ bytes, sealed }: PreparedDraft): number => bytes - (sealed?.byteLength ?? 0) + STAMP_BYTES

/** Bytes of data that a server counts, at most. */
export const dataSizeOf = (drafts: ReadonlyArray<PreparedDraft>): number => drafts.reduce((sum, draft) => sum + dataOf(draft), 0)

/** What is known of the limit of a server. */
export interface AppendLimit {
  readonly bytes: () => number
  /** The server refused an append of so much data; `limit` is what it takes, where it said so. */
  readonly refused: (data: number, limit: number | null) => void
}

export const makeAppendLimit = (bytes: number): AppendLimit => {
  let known = bytes
  return {
    bytes: () => known,
    refused: (data, limit) => {
      // Whatever a server says, what it refused was too much.
      known = limit !== null && limit < data ? limit : Math.floor(data / 2)
    },
  }
}

/** Drafts in their order, in as few parts as the limit allows; one that is above it alone is a part of its own. */
export const inParts = (drafts: ReadonlyArray<PreparedDraft>, limit: number): ReadonlyArray<ReadonlyArray<PreparedDraft>> => {
  const parts: PreparedDraft[][] = []
  let data = 0
  let message = 0
  for (const draft of drafts) {
    const part = parts.at(-1)
    const [size, whole] = [dataOf(draft), draft.bytes + (draft.sealed?.byteLength ?? 0)]
    if (part !== undefined && data + size <= limit && message + whole <= MESSAGE_BYTES) {
      part.push(draft)
      data += size
      message += whole
    } else {
      parts.push([draft])
      data = size
      message = whole
    }
  }
  return parts
}

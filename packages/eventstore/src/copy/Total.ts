/** What a log comes to over all streams, whatever the order in which it is added up. */

export interface Total {
  readonly events: number
  readonly streams: number
  /** Sum of the first 64 bits of all hashes, modulo 2^64. */
  readonly sum: bigint
}

export const NOTHING: Total = { events: 0, streams: 0, sum: 0n }

/** @param isFirst whether it is the first event of its stream */
export const plus = ({ events, streams, sum }: Total, hash: Uint8Array, isFirst: boolean): Total => ({
  events: events + 1,
  streams: streams + (isFirst ? 1 : 0),
  sum: BigInt.asUintN(64, sum + Buffer.from(hash.buffer, hash.byteOffset, 8).readBigUInt64BE()),
})

/** As it stands in a file, with the position up to which it counts. */
export const totalText = ({ events, streams, sum }: Total, upTo: number): string => `${events} ${streams} ${sum} ${upTo}`

const FORM = /^(\d+) (\d+) (\d+) (\d+)$/

export const readTotal = (text: string): { readonly total: Total; readonly upTo: number } | null => {
  const [, events, streams, sum, upTo] = FORM.exec(text) ?? []
  if (events === undefined || streams === undefined || sum === undefined || upTo === undefined) return null
  return { total: { events: Number(events), streams: Number(streams), sum: BigInt(sum) }, upTo: Number(upTo) }
}

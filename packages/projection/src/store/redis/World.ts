/** A store of read models in Redis as its parts see it. */
import { PARTITIONS } from '@jejak/core'
import type { RedisConnection } from '@jejak/eventstore/redis'
import type { Keys } from './Keys.js'

export interface World {
  readonly connection: RedisConnection
  readonly keys: Keys
}

/** All partitions. */
export const ALL: ReadonlyArray<number> = Array.from({ length: PARTITIONS }, (_, partition) => partition)
const EACH: ReadonlyArray<ReadonlyArray<number>> = ALL.map((partition) => [partition])

/** Partitions that one short script may look into: all on one server, one by one in a cluster. */
export const together = ({ connection }: World): ReadonlyArray<ReadonlyArray<number>> => (connection.address.cluster ? EACH : [ALL])
/** Each partition by itself: for scripts that are not short. */
export const apart = EACH

/** Items by the partition they lie in, each group in the order given. */
export const byPartition = <A>(items: ReadonlyArray<A>, partitionOf: (item: A) => number): ReadonlyMap<number, ReadonlyArray<A>> => {
  const groups = new Map<number, A[]>()
  for (const item of items) {
    const partition = partitionOf(item)
    const group = groups.get(partition)
    if (group === undefined) groups.set(partition, [item])
    else group.push(item)
  }
  return groups
}

/** Does the same in every partition at once; answers in their order. */
export const everywhere = <A>(work: (partition: number) => Promise<A>): Promise<ReadonlyArray<A>> => Promise.all(ALL.map(work))

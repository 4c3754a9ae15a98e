/** How far the read models of a home are, as the report `service-health`, the health page and the metrics tell it. */
import { type LogPosition, PARTITIONS, toMillis } from '@jejak/core'
import type { ReadError } from '@jejak/eventstore'
import { type EngineError, isDead, type ViewStore } from '@jejak/projection'
import { type Answer, answerServiceHealth, type ServiceState } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { DeploymentStores } from '../stores/DeploymentStores.js'

/** Events counted one by one where positions have gaps; a longer lag is told as this. */
const COUNTED = 10_000

/** Events after a position of a home: the difference where positions are dense, else counted, `COUNTED` at most. */
export const eventsAfter = async (
  home: DeploymentStores,
  position: LogPosition,
  head: LogPosition,
): Promise<E.Either<ReadError, number>> => {
  if (position >= head) return E.right(0)
  if (home.files.events.kind === 'sqlite') return E.right(head - position)
  let count = 0
  for await (const page of home.events.readAll(position, { upTo: head, pageSize: 1_000 })) {
    if (E.isLeft(page)) return page
    count += page.right.length
    if (count >= COUNTED) return E.right(COUNTED)
  }
  return E.right(count)
}

/** The rebuild that is under way, by whichever process: parts that are there. `null` without one. */
export const rebuildIn = async ({
  views,
  clock,
}: Pick<DeploymentStores, 'clock'> & { readonly views: Pick<ViewStore, 'generations' | 'parts'> }): Promise<
  E.Either<EngineError, ServiceState['rebuild']>
> => {
  const all = await views.generations()()
  if (E.isLeft(all)) return all
  const building = all.right.find((each) => each.state === 'building' && !isDead(each, clock()))
  if (building === undefined) return E.right(null)
  const parts = await views.parts(building.number)()
  if (E.isRight(parts)) return E.right({ done: parts.right.length, total: PARTITIONS })
  return parts.left.tag === 'GenerationGone' ? E.right(null) : E.left(parts.left)
}

export const serviceState =
  (home: DeploymentStores): TaskEither<EngineError, ServiceState> =>
  async () => {
    const health = await home.readModels.health()()
    if (E.isLeft(health)) return health
    const { generation, position, head, dirty, parked, definitions, builtAt } = health.right
    const lag = await eventsAfter(home, position, head)
    if (E.isLeft(lag)) return lag
    const rebuild = await rebuildIn(home)
    if (E.isLeft(rebuild)) return rebuild
    return E.right({
      head,
      position,
      lag: lag.right,
      waiting: dirty,
      quarantined: parked.map(({ stream }) => stream),
      generation,
      definitions,
      rebuiltAt: builtAt,
      rebuild: rebuild.right,
    })
  }

/** Seconds since the oldest event that is not yet in was recorded; 0 where all is in. */
export const lagSeconds =
  (home: DeploymentStores, { position, head }: Pick<ServiceState, 'position' | 'head'>): TaskEither<ReadError, number> =>
  async () => {
    if (position >= head) return E.right(0)
    for await (const page of home.events.readAll(position, { pageSize: 1 })) {
      if (E.isLeft(page)) return page
      const [oldest] = page.right
      if (oldest !== undefined) return E.right(Math.max(0, home.clock() - toMillis(oldest.meta.recordedAt)) / 1000)
    }
    return E.right(0)
  }

/** The report `service-health`. Brings nothing up to date: it tells how things are. */
export const answerOfService =
  (home: DeploymentStores): TaskEither<EngineError, Answer> =>
  async () => {
    const state = await serviceState(home)()
    return E.isLeft(state) ? state : E.right(answerServiceHealth(state.right, home.today(), home.registry.reports.live))
  }

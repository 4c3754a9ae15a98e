/** A store that sees to something once, before the first append of this process. */
import * as E from 'fp-ts/lib/Either.js'
import type { AppendError, EventStore } from '../port/EventStore.js'

/** What was seen to, or why nothing may be appended. */
export type SeenTo = E.Either<AppendError, void>

/** The same store; where `seeTo` fails, appends answer so, and the next one tries again. Reading waits for nothing. */
export const beforeFirstAppend = (events: EventStore, seeTo: () => Promise<SeenTo>): EventStore => {
  let seen: Promise<SeenTo> | null = null
  const ensured = async (): Promise<SeenTo> => {
    seen ??= seeTo()
    const result = await seen
    if (E.isLeft(result)) seen = null
    return result
  }

  return {
    ...events,
    append: (stream, expected, drafts) => async () => {
      const ready = await ensured()
      return E.isLeft(ready) ? ready : events.append(stream, expected, drafts)()
    },
    appendMany: (requests) => async () => {
      const ready = requests.length === 0 ? E.right(undefined) : await ensured()
      return E.isLeft(ready) ? requests.map(() => ready) : events.appendMany(requests)()
    },
  }
}

/** Read models belong to one log: those made from another would give its figures for this one's. */
import { LOG_START } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { Options, Outcome } from './Live.js'

/** What a log is known by: its first event, and where it stands, since each kind of store counts in its own way. `null` while it is empty. */
const nameOf = async ({ events }: Options): Outcome<string | null> => {
  for await (const page of events.readAll(LOG_START, { pageSize: 1 })) {
    if (E.isLeft(page)) return page
    const [first] = page.right
    return E.right(first === undefined ? null : `${first.position} ${first.meta.hash}`)
  }
  return E.right(null)
}

/** Notes which log the read models are of, or refuses those of another; `false` where it cannot be told yet, since the log is empty. */
export const ownLog = async (options: Options): Outcome<boolean> => {
  const { views } = options
  const found = await nameOf(options)
  if (E.isLeft(found)) return found
  const claimed = await views.claimLog(found.right)()
  if (E.isLeft(claimed)) return claimed
  // The first event may have come in between.
  const name = found.right === null && claimed.right !== null ? await nameOf(options) : found
  if (E.isLeft(name)) return name
  return claimed.right === name.right
    ? E.right(name.right !== null)
    : E.left({
        tag: 'OtherLog',
        reason: `The read models were made from another log than the events given: see that both are named rightly; if so, ${views.emptying}, and they are made again.`,
      })
}

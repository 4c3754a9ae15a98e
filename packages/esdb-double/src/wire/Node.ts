/** What every call handler needs of the double, and the way of a request through its faults. */
import type { Faults, RequestFault } from '../faults.js'
import type { Store } from '../log/Store.js'
import type { Profile } from '../profile.js'
import { type Failure, notLeader, notReady } from './Failure.js'
import type { Admit } from './identity.js'

export interface Node {
  readonly store: Store
  readonly profile: Profile
  readonly faults: Faults
  readonly admit: Admit
  readonly port: () => number
}

/** Does a request and answers it, unless a fault is armed. */
export const attempt = async <A>(
  { faults }: Node,
  on: RequestFault['on'],
  act: () => A,
  answer: (result: A) => void,
  fail: (failure: Failure) => void,
): Promise<void> => {
  // Awaited only if it must be: appends of one stream are applied in the order in which they came.
  const stalled = faults.stalled()
  if (stalled !== null) await stalled
  const fault = faults.next(on)
  switch (fault?.kind) {
    case undefined:
      return answer(act())
    case 'notReady':
      return fail(notReady)
    case 'notLeader':
      return fail(notLeader(fault.host, fault.port))
    case 'cutBefore':
      return faults.cut()
    case 'cutAfter':
      act()
      return faults.cut()
    case 'dropReply':
      act()
      return
    case 'hang':
  }
}

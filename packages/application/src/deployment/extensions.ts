/** The set of extensions a deployment is used with: read, and changed on purpose. */
import { recordedExtensions, setExtensions } from '@jejak/eventstore'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Fault } from '../fault/Fault.js'
import { ofStore, ofTransact } from '../fault/faultOf.js'
import type { Records } from '../stores/DeploymentStores.js'

/** What the log says. */
export const extensionsOf = ({ events }: Pick<Records, 'events'>): TE.TaskEither<Fault, ReadonlyArray<string> | null> =>
  pipe(
    recordedExtensions(events),
    TE.bimap(ofStore, ({ extensions }) => extensions),
  )

/** Records the set of this process, whatever it was before; the same again records nothing. */
export const changeExtensions = ({
  events,
  vault,
  registry: { ids },
}: Pick<Records, 'events' | 'vault' | 'registry'>): TE.TaskEither<Fault, ReadonlyArray<string>> =>
  pipe(
    recordedExtensions(events),
    TE.mapLeft(ofStore),
    TE.chain(({ extensions, end }) => {
      const before = extensions ?? []
      return before.join() === ids.join()
        ? TE.right(before)
        : pipe(
            setExtensions(events, vault, ids, end),
            TE.bimap(ofTransact, () => before),
          )
    }),
  )

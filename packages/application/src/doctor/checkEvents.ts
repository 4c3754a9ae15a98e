/** The log, event by event, and whether a key opens what is sealed under it. */

import { checkLog } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import type { DeploymentStores } from '../stores/DeploymentStores.js'
import { type Finding, ok, problem } from './Finding.js'
import { KeyCheck } from './KeyCheck.js'
import { logFinding } from './logFinding.js'

export const checkEvents = async (
  home: DeploymentStores,
  onProgress: (done: number, total: number) => void,
): Promise<ReadonlyArray<Finding>> => {
  const keys = new KeyCheck(home)
  const checked = await checkLog(home.events, {
    onProgress: ({ done, total }) => onProgress(done, total),
    onSealed: (sealed, erased) => keys.take(sealed, erased),
  })()
  if (E.isLeft(checked)) return [problem('the log cannot be read', checked.left.reason, { code: 'log.Unreadable' }), ...keys.findings()]
  const { events, streams, faults } = checked.right
  const found = [...faults.map(logFinding), ...keys.findings()]
  return found.length > 0
    ? found
    : [
        ok(
          `${events} events in ${streams} streams are what was recorded and follow from their hashes, and the keys of ${keys.owners} open what is sealed`,
        ),
      ]
}

/** An opened deployment as the server sees it. */
import { type Home, sourceOf } from '@jejak/application'
import { answerProbe, type Operations } from '@jejak/worker/operations'
import type { House } from './House.js'

/**
 * Read models are not brought up to date for each question: the server follows the
 * log, or where `watchOnly` sees what workers made of it, and every answer names its position.
 */
export const houseOf = (home: Home, operations: Operations, watchOnly = false): House => ({
  ...sourceOf(home, true),
  follow: watchOnly ? home.readModels.watch : home.readModels.follow,
  probe: (probe) => answerProbe(probe, home, operations),
})

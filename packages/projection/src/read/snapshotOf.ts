/** Figures, catalogue and agency facts of one position, though others commit meanwhile. */
import { type AgencyCode, LogPosition } from '@jejak/core'
import type { View } from '@jejak/core/measure'
import * as E from 'fp-ts/lib/Either.js'
import type { Outcome } from '../generation/EngineError.js'
import type { GenerationView } from '../generation/GenerationView.js'
import type { AsKnownAt, Snapshot } from './Figures.js'
import { figuresOf } from './figuresOf.js'
import type { ReadingOptions } from './ReadingOptions.js'

/**
 * 1. Reads the figures; each says up to which position all is in.
 * 2. Brings the facts of reference up to what the store holds by then.
 * 3. Where some are newer than the figures, cuts them behind the lowest position: the
 *    catalogue of a quiet log is the one in memory.
 */
export const snapshotOf = async (
  options: ReadingOptions,
  live: GenerationView,
  views: ReadonlyArray<View>,
  agency: AgencyCode,
  known: AsKnownAt | undefined,
): Outcome<Snapshot> => {
  const figures = await figuresOf(options, live, views, agency, known)
  if (E.isLeft(figures)) return figures
  const refreshed = await live.refresh()
  if (E.isLeft(refreshed)) return refreshed
  const { reference } = live
  const position = Math.min(...figures.right.map((figure) => figure.position))
  const behind = position + 1
  const cut = known?.before ?? (reference.loaded > position && LogPosition.is(behind) ? behind : null)
  return E.right({
    figures: figures.right,
    catalogue: cut === null ? reference.catalogueOf(agency) : reference.catalogueBefore(agency, cut),
    agencyFacts: reference.factsOf(agency, cut),
  })
}

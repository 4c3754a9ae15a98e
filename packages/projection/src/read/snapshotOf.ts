/** Figures, catalogue and agency facts of one position, though others commit meanwhile. */
import { type AgencyCode, LogPosition } from '@jejak/core'
import type { Figure, View } from '@jejak/core/measure'
import * as E from 'fp-ts/lib/Either.js'
import type { Outcome } from '../generation/EngineError.js'
import type { GenerationView } from '../generation/GenerationView.js'
import { positionOf, type Status } from '../store/ReadingStore.js'
import type { AsKnownAt, Snapshot } from './Figures.js'
import { figuresOf, upTo } from './figuresOf.js'
import type { ReadingOptions } from './ReadingOptions.js'

/** How often figures are read until they are of one position, before they are cut to one. */
const READS = 3

/** Figures of one position, though each kind is read by itself. */
const alignedFigures = async (
  options: ReadingOptions,
  live: GenerationView,
  views: ReadonlyArray<View>,
  agency: AgencyCode,
  known: AsKnownAt | undefined,
): Outcome<ReadonlyArray<Figure>> => {
  let lowest = Number.POSITIVE_INFINITY
  for (let read = 0; read < READS; read++) {
    const figures = await figuresOf(options, live, views, agency, known)
    if (E.isLeft(figures) || known !== undefined) return figures
    const positions = figures.right.map(({ position }) => position)
    lowest = Math.min(...positions)
    if (positions.every((position) => position === lowest)) return figures
  }
  const before = lowest + 1
  return figuresOf(options, live, views, agency, LogPosition.is(before) ? { before } : undefined)
}

/** Up to where all is in by what was read, or without figures by what the store says. */
const positionIn = async (
  { views: store }: ReadingOptions,
  live: GenerationView,
  [first]: ReadonlyArray<Figure>,
  known: AsKnownAt | undefined,
): Outcome<LogPosition> =>
  first === undefined
    ? E.map((status: Status) => upTo(positionOf(status), known))(await store.status(live.generation.number)())
    : E.right(first.position)

/**
 * 1. Reads the figures; each says up to which position all is in. Where others commit
 *    meanwhile they are read again, and at last cut to the lowest position.
 * 2. Brings the facts of reference up to what the store holds by then.
 * 3. Where some are newer than the figures, cuts them behind that position: the
 *    catalogue of a quiet log is the one in memory.
 */
export const snapshotOf = async (
  options: ReadingOptions,
  live: GenerationView,
  views: ReadonlyArray<View>,
  agency: AgencyCode,
  known: AsKnownAt | undefined,
): Outcome<Snapshot> => {
  const figures = await alignedFigures(options, live, views, agency, known)
  if (E.isLeft(figures)) return figures
  const position = await positionIn(options, live, figures.right, known)
  if (E.isLeft(position)) return position
  const refreshed = await live.refresh()
  if (E.isLeft(refreshed)) return refreshed
  const { reference } = live
  const behind = known?.before ?? position.right + 1
  const cut = reference.loaded >= behind && LogPosition.is(behind) ? behind : null
  return E.right({
    position: position.right,
    figures: figures.right,
    catalogue: cut === null ? reference.catalogueOf(agency) : reference.catalogueBefore(agency, cut),
    agencyFacts: reference.factsOf(agency, cut),
  })
}

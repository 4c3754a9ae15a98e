/**
 * Careers that were named as one person's, in a generation whose parts are built: each part is
 * made of its own streams alone, and which of them share a document is known once all are there.
 */
import { careerStream, LOG_START, partitionOf } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { Outcome } from '../generation/EngineError.js'
import { GenerationView } from '../generation/GenerationView.js'
import type { Options } from '../generation/Options.js'
import { backOff, MOST_MISSES, stuck } from '../generation/Standstill.js'
import { BATCH, commitMarks } from '../marking/commitMarks.js'
import type { Mark } from '../store/MarkingStore.js'

/** The marks that naming would have set, had it come after the parts. */
const marksIn = ({ reference }: GenerationView): ReadonlyArray<Mark> => {
  const last =
    reference.kin.said
      .map(({ position }) => position)
      .sort((a, b) => a - b)
      .at(-1) ?? LOG_START
  return reference.kin
    .groups()
    .flatMap(({ careers }) =>
      careers.map((career) => ({ partition: partitionOf(careerStream(career)), career, revision: -1, catalogue: last, first: last })),
    )
}

/** Answers the generation as it is to be gone on with. */
export const bringTogether = async (options: Options, building: GenerationView): Outcome<GenerationView> => {
  // What the parts brought may stand before what is in memory.
  const whole = new GenerationView(building.generation, building.views, options.views)
  const found = await whole.refresh()
  if (E.isLeft(found)) return found
  const marks = marksIn(whole)
  if (marks.length === 0) return E.right(whole)
  const catalogue = whole.reference.cataloguePosition
  const raised = await options.views.writeReferences(building.generation.number, { references: [], catalogue, parked: [] }, Date.now())()
  if (E.isLeft(raised)) return raised
  for (let start = 0, misses = 0; start < marks.length; ) {
    const batch = await commitMarks(options, whole, marks.slice(start, start + BATCH), null)
    if (E.isLeft(batch)) return batch
    if (batch.right.missed === 0) {
      start += BATCH
      misses = 0
    } else await backOff(++misses)
    if (misses > MOST_MISSES) return stuck(`${batch.right.missed} documents cannot be brought together`)
  }
  return E.right(whole)
}

/**
 * Marks that the log does not account for: of a career without a stream, of events or a
 * catalogue that the log does not have, or in a partition that is not the career's. No drain
 * ever clears them, and health counts them as work that waits.
 *
 * Marks are read before the log, which only grows: one that is honest is always seen to be so.
 */
import { type CareerId, careerStream, type LogPosition, partitionOf, type StreamName } from '@jejak/core'
import type { Expected } from '@jejak/eventstore'
import { pipe } from 'fp-ts/lib/function.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Kin } from '../document/Kin.js'
import type { Outcome } from '../generation/EngineError.js'
import type { GenerationView } from '../generation/GenerationView.js'
import type { Mark } from '../store/MarkingStore.js'
import type { RecountOptions } from './RecountOptions.js'

const isForged =
  (partition: number, head: LogPosition, ends: ReadonlyMap<StreamName, Expected>, kin: Kin) =>
  ({ career, revision, catalogue, first }: Mark): boolean => {
    const stream = careerStream(career)
    const end = ends.get(stream)
    // Of a number that a row names, and of a shared document, there may be no stream.
    const last = end !== undefined && end.tag !== 'noStream' ? end.revision : kin.groupOf(career) === null ? null : -1
    return last === null || revision > last || catalogue > head || first > head || partitionOf(stream) !== partition
  }

/** The careers of a partition whose marks are forged, of so many marks. */
export const forgedMarks = (
  { events, views }: RecountOptions,
  { generation, reference }: GenerationView,
  { partition, marks }: { readonly partition: number; readonly marks: number },
): Outcome<ReadonlyArray<CareerId>> =>
  pipe(
    TE.Do,
    TE.bind('found', () => views.marksIn(generation.number, partition, marks)),
    TE.bindW('head', () => events.head()),
    TE.bindW('ends', ({ found }) => events.ends(found.map(({ career }) => careerStream(career)))),
    TE.map(({ found, head, ends }) =>
      pipe(
        found,
        RA.filter(isForged(partition, head, ends, reference.kin)),
        RA.map(({ career }) => career),
      ),
    ),
  )()

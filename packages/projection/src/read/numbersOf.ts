/** The numbers of a person: careers that are one person's in some agency, as things are. */
import { type CareerHistory, type CareerId, individualsIn } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import { streamsOf } from '../document/SharedDocument.js'
import type { Outcome } from '../generation/EngineError.js'
import type { GenerationView } from '../generation/GenerationView.js'
import type { ReadingOptions } from './ReadingOptions.js'

/** The streams that stand in the document of a career. */
export const sharedWith = async (
  { views }: ReadingOptions,
  live: GenerationView,
  career: CareerId,
): Outcome<ReadonlyArray<CareerHistory>> => {
  const refreshed = await live.refresh()
  if (E.isLeft(refreshed)) return refreshed
  const document = live.reference.kin.groupOf(career)?.document ?? career
  const found = await views.load(live.generation.number, [document])()
  return E.isLeft(found) ? found : E.right(found.right.flatMap(streamsOf))
}

export const numbersOf = async (
  options: ReadingOptions,
  live: GenerationView,
  career: CareerId,
): Outcome<ReadonlyNonEmptyArray<CareerId>> => {
  const streams = await sharedWith(options, live, career)
  if (E.isLeft(streams)) return streams
  // The newest first, whenever it was given.
  const people = individualsIn(streams.right, live.reference.catalogueOf).map(({ career: newest, numbers }) => [
    newest,
    ...numbers.toReversed().filter((each) => each !== newest),
  ])
  // One person in one agency is one in all: whom both agencies know joins what each knows.
  const own = new Set<CareerId>([career])
  for (let before = 0; before !== own.size; ) {
    before = own.size
    for (const numbers of people) if (numbers.some((each) => own.has(each))) for (const each of numbers) own.add(each)
  }
  // Where agencies differ, that which knows most numbers says it.
  const mostFirst = people.filter((numbers) => numbers.some((each) => own.has(each))).sort((a, b) => b.length - a.length)
  const [newest = career, ...others] = new Set([...mostFirst.flat(), ...own])
  return E.right([newest, ...others])
}

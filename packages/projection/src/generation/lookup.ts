/** Which generation is live. */
import type { LocalDate } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { GenerationStore } from '../store/GenerationStore.js'
import type { ReadingStore } from '../store/ReadingStore.js'
import { definitionsOf } from './definitions.js'
import type { Outcome } from './EngineError.js'
import { GenerationView } from './GenerationView.js'
import type { Options } from './Options.js'

/** Finds the live generation of this program's definitions; keeps what it has in memory between looks. */
export const lookup = ({
  views,
  standing,
}: {
  readonly views: GenerationStore & ReadingStore
  readonly standing: Options['standing']
}): (() => Outcome<GenerationView | null>) => {
  let current: GenerationView | null = null
  const digests = new Map<LocalDate, string>()
  const digestOf = (day: LocalDate): string => {
    let digest = digests.get(day)
    if (digest === undefined) {
      digest = definitionsOf(standing, day)
      digests.set(day, digest)
    }
    return digest
  }
  return async () => {
    const all = await views.generations()()
    if (E.isLeft(all)) return all
    const mine = all.right.find(({ state, day, definitions }) => state === 'live' && definitions === digestOf(day))
    if (mine === undefined) current = null
    else if (current?.generation.number !== mine.number) current = new GenerationView(mine, standing(mine.day), views)
    return E.right(current)
  }
}

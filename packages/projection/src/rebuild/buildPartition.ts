/** One partition of the log, folded and measured: the unit of a rebuild, and the bound of its memory. */
import { type AgencyCode, type CareerId, History, LOG_START, type LogPosition } from '@jejak/core'
import { Sums } from '@jejak/core/measure'
import * as E from 'fp-ts/lib/Either.js'
import { aliasEntry } from '../document/Alias.js'
import { encodeMeasures, noMeasures } from '../document/encode.js'
import { measureDocument } from '../document/measureDocument.js'
import { namesOf } from '../document/names.js'
import { NO_ENTRIES, pack } from '../document/pack.js'
import type { EngineError, Outcome } from '../generation/EngineError.js'
import type { GenerationView } from '../generation/GenerationView.js'
import type { Options } from '../generation/Options.js'
import type { BuiltPart, Part } from '../store/BuildingStore.js'
import type { Delta } from '../store/CommittingStore.js'
import { type Parked, PEOPLE, type ReferenceEntry } from '../store/ReadingStore.js'
import { Digest } from './Digest.js'
import { storedItems } from './partItems.js'
import { readCareers } from './readCareers.js'
import { SecondCount } from './SecondCount.js'

type Size = Pick<BuiltPart, 'events' | 'documents'>

/** Adds up a partition while it is read. */
class Folding {
  readonly documents: Part['documents'][number][] = []
  parked: ReadonlyArray<Parked> = []
  /** Careers named as one person's; they are brought together once all parts are there. */
  readonly aliases: ReferenceEntry[] = []
  events = 0
  readonly #sums = new Map<number, Map<AgencyCode, Sums.SumsBuilder>>()
  readonly #building: GenerationView
  readonly #catalogue: LogPosition

  constructor(building: GenerationView, catalogue: LogPosition) {
    this.#building = building
    this.#catalogue = catalogue
  }

  readonly #builder = (view: number, agency: AgencyCode): Sums.SumsBuilder => {
    let ofView = this.#sums.get(view)
    if (ofView === undefined) {
      ofView = new Map()
      this.#sums.set(view, ofView)
    }
    let builder = ofView.get(agency)
    if (builder === undefined) {
      builder = new Sums.SumsBuilder()
      ofView.set(agency, builder)
    }
    return builder
  }

  /** One whole career. */
  add(career: CareerId, history: History.History, revision: number): void {
    const { views, reference } = this.#building
    const { measures, rows } = measureDocument(career, history, views, reference.catalogueOf, noMeasures, 'all')
    measures.agencies.forEach((agency, place) => {
      this.#builder(PEOPLE, agency).add('', [1])
      measures.views.forEach((ofView, view) => {
        const sums = ofView?.[place]
        if (sums !== undefined && sums.size > 0) this.#builder(view, agency).addAll(sums)
      })
    })
    this.documents.push({
      career,
      revision,
      catalogue: this.#catalogue,
      snapshot: pack(history.values()),
      tail: NO_ENTRIES,
      measures: encodeMeasures(measures),
      names: namesOf(history.values()),
      rows: rows.flatMap(({ view, agency, row }) => (row === null ? [] : [{ view, agency, row: JSON.stringify(row) }])),
    })
  }

  part(partition: number): Part {
    const sums: Delta[] = []
    for (const [view, byAgency] of this.#sums) for (const [agency, builder] of byAgency) sums.push({ view, agency, sums: builder.build() })
    return { partition, events: this.events, documents: this.documents, sums, parked: this.parked }
  }
}

/** Folds one partition of the log up to the end of the scan; a second count is shown each career as well. */
const foldPartition = async (
  options: Pick<Options, 'events'>,
  building: GenerationView,
  partition: number,
  second: SecondCount | null,
): Outcome<Folding> => {
  const folding = new Folding(building, building.reference.cataloguePosition)
  const fold = (career: CareerId, entries: ReadonlyArray<History.Entry>): void => {
    // An id stands once: the lower revision is it.
    folding.add(career, History.fromEntries(entries), entries.at(-1)?.revision ?? -1)
    second?.add(career, entries)
  }
  const read = await readCareers(options, partition, building.generation.upTo, fold, (alias, event) =>
    folding.aliases.push(aliasEntry(alias, event)),
  )
  if (E.isLeft(read)) return read
  folding.events = read.right.events
  folding.parked = read.right.parked
  return E.right(folding)
}

/** What a fold of a partition comes to, without writing it. */
export const sizeOfPartition = async (options: Pick<Options, 'events'>, building: GenerationView, partition: number): Outcome<Size> => {
  const folded = await foldPartition(options, building, partition, null)
  return E.isLeft(folded) ? folded : E.right({ events: folded.right.events, documents: folded.right.documents.length })
}

/** Folds a partition of a generation being built and writes it in one transaction. */
const writePartition = async (
  { events, views }: Pick<Options, 'events' | 'views'>,
  building: GenerationView,
  partition: number,
  second: SecondCount,
): Outcome<Size> => {
  const folded = await foldPartition({ events }, building, partition, second)
  if (E.isLeft(folded)) return folded
  const part = folded.right.part(partition)
  const { aliases } = folded.right
  if (aliases.length > 0) {
    const kept = await views.writeReferences(
      building.generation.number,
      { references: aliases, catalogue: LOG_START, parked: [] },
      Date.now(),
    )()
    if (E.isLeft(kept)) return kept
  }
  const written = await views.writePart(building.generation.number, part, Date.now())()
  return E.isLeft(written) ? written : E.right({ events: part.events, documents: part.documents.length })
}

/** Of what stands in the store. */
const storedDigest = async (options: Pick<Options, 'views'>, building: GenerationView, partition: number): Outcome<string> => {
  const digest = new Digest()
  const read = await storedItems(options, building, partition, 'as it stands', ({ text }) => digest.add(text))
  return E.isLeft(read) ? read : E.right(digest.text())
}

/**
 * Builds a partition: folds it, counts it a second way and writes it, then holds
 * what stands in the store against the second count, and notes that they are the same.
 */
export const buildPartition = async (
  options: Pick<Options, 'events' | 'views'>,
  building: GenerationView,
  partition: number,
): Outcome<BuiltPart> => {
  const { views } = options
  const { number } = building.generation
  const digest = new Digest()
  const second = new SecondCount(building, ({ text }) => digest.add(text))
  const written = await writePartition(options, building, partition, second)
  if (E.isLeft(written)) return written
  const stored = await storedDigest(options, building, partition)
  if (E.isLeft(stored)) return stored
  second.end()
  if (stored.right !== digest.text()) {
    // Another process may have built it as well, finished all, and gone on with it.
    const parts = await views.parts(number)()
    if (E.isLeft(parts)) return parts
    const present = parts.right.find((part) => part.partition === partition && part.digest !== null)
    return present === undefined ? E.left(unequal(partition)) : E.right(present)
  }
  const noted = await views.verified(number, partition, stored.right)()
  return E.isLeft(noted) ? noted : E.right({ partition, ...written.right, digest: stored.right })
}

const unequal = (partition: number): EngineError => ({
  tag: 'Unequal',
  partition,
  reason: `partition ${partition} of the new read models is not what a second count from the log came to; they were not put to use`,
})

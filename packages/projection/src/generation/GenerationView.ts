/** A generation as a process sees it: its views, its reference facts and its hot documents in memory. */
import type { CareerId, LocalDate } from '@jejak/core'
import type { View } from '@jejak/core/measure'
import type { EventStore } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import type { Document } from '../document/Document.js'
import { decodeEntry } from '../document/encode.js'
import { Reference } from '../document/Reference.js'
import type { Generation, GenerationGone, References, ViewStore } from '../store/ViewStore.js'
import { definitionsOf } from './definitions.js'
import type { EngineError } from './ReadModels.js'

/** What may go wrong inside the engine; a generation that is gone is looked up again, never shown. */
export type Fault = EngineError | GenerationGone
export type Outcome<A> = Promise<E.Either<Fault, A>>

export interface Options {
  readonly events: EventStore
  readonly views: ViewStore
  /** The views kept live on a day, always in the same order for the same day. */
  readonly standing: (today: LocalDate) => ReadonlyArray<View>
  readonly today: () => LocalDate
  /** Opens read models of another log as well, so that they can be looked at or thrown away; every other call refuses them still. */
  readonly anyLog?: boolean
  /** Threads that help with rebuilds; none without it. */
  readonly threads?: BuildThreads
  /** Hears of each part that such a thread has written, into a store of its own. */
  readonly builtBeside?: (part: PartBeside) => void
}

/** A part of a rebuild that a thread has written. */
export interface PartBeside {
  readonly generation: number
  readonly partition: number
  readonly documents: number
  /** When the thread began with it, in milliseconds since 1970. */
  readonly since: number
}

/** How threads of a rebuild open the same stores and make the same views: they share nothing but files. */
export interface BuildThreads {
  readonly count: number
  /** Whether this thread stays free for readers and leaves all to them, or builds as well. */
  readonly alone: boolean
  /** Positions of the log below which they are not started: starting takes longer than they save. */
  readonly least: number
  /** Paths of `events.db` and `views.db`. */
  readonly events: string
  readonly views: string
  /** The module (a URL) and the name of its export that is `standing`. */
  readonly standing: { readonly module: string; readonly name: string }
}

/** Entries of hot documents kept in memory, over all of them. */
const HOT_ENTRIES = 60_000

/** Documents used last, bounded by the entries they hold. */
class HotDocuments {
  readonly #documents = new Map<CareerId, Document>()
  #entries = 0

  get(career: CareerId): Document | undefined {
    return this.#documents.get(career)
  }

  put(document: Document): void {
    this.forget(document.career)
    this.#documents.set(document.career, document)
    this.#entries += document.history.size
    for (const career of this.#documents.keys()) {
      if (this.#entries <= HOT_ENTRIES || career === document.career) break
      this.forget(career)
    }
  }

  /** Forgets a document that stands before a revision. */
  demand(career: CareerId, revision: number): void {
    const present = this.#documents.get(career)
    if (present !== undefined && present.revision < revision) this.forget(career)
  }

  forget(career: CareerId): void {
    const present = this.#documents.get(career)
    if (present === undefined) return
    this.#entries -= present.history.size
    this.#documents.delete(career)
  }
}

export class Live {
  readonly generation: Generation
  readonly views: ReadonlyArray<View>
  readonly reference = new Reference()
  readonly hot = new HotDocuments()
  readonly #places: ReadonlyMap<string, number>
  #catalogue: References['catalogue'] | null = null
  readonly #store: ViewStore

  constructor(generation: Generation, views: ReadonlyArray<View>, store: ViewStore) {
    this.generation = generation
    this.views = views
    this.#store = store
    this.#places = new Map(views.map((view, index) => [view.key, index]))
  }

  /** Place of a view among those kept, or `null`. */
  placeOf(view: View): number | null {
    const place = this.#places.get(view.key)
    const kept = place === undefined ? undefined : this.views[place]
    return place !== undefined && kept?.version === view.version && kept.kind === view.kind ? place : null
  }

  /** The catalogue position the reference facts stood at when they were last read; `null` before. */
  get catalogue(): References['catalogue'] | null {
    return this.#catalogue
  }

  /** Brings the reference facts up to what the store holds, and answers the catalogue position they stand at. */
  readonly refresh = async (): Outcome<References['catalogue']> => {
    const found = await this.#store.references(this.generation.number, this.reference.loaded)()
    if (E.isLeft(found)) return found
    for (const { entry } of found.right.entries) this.reference.add(decodeEntry(entry))
    this.#catalogue = found.right.catalogue
    return E.right(found.right.catalogue)
  }
}

/** Finds the live generation of this program's definitions; keeps what it has in memory between looks. */
export const lookup = ({ views, standing }: Options): (() => Outcome<Live | null>) => {
  let current: Live | null = null
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
    else if (current?.generation.number !== mine.number) current = new Live(mine, standing(mine.day), views)
    return E.right(current)
  }
}

export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

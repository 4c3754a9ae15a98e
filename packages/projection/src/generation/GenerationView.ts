/** A generation as a process sees it: its views, its reference facts and its hot documents in memory. */
import type { CareerId } from '@jejak/core'
import type { View } from '@jejak/core/measure'
import * as E from 'fp-ts/lib/Either.js'
import { isAlias, toAlias } from '../document/Alias.js'
import type { Document } from '../document/Document.js'
import { decodeEntry } from '../document/encode.js'
import { Reference } from '../document/Reference.js'
import type { Generation } from '../store/GenerationStore.js'
import type { ReadingStore, References } from '../store/ReadingStore.js'
import type { Outcome } from './EngineError.js'

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

export class GenerationView {
  readonly generation: Generation
  readonly views: ReadonlyArray<View>
  readonly reference = new Reference()
  readonly hot = new HotDocuments()
  readonly #places: ReadonlyMap<string, number>
  #catalogue: References['catalogue'] | null = null
  readonly #store: ReadingStore

  constructor(generation: Generation, views: ReadonlyArray<View>, store: ReadingStore) {
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
    for (const entry of found.right.entries) {
      if (isAlias(entry)) this.reference.addAlias(toAlias(entry))
      else this.reference.add(decodeEntry(entry.entry))
    }
    this.#catalogue = found.right.catalogue
    return E.right(found.right.catalogue)
  }
}

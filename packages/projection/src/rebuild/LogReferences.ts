/** The facts of reference as the log has them, up to a position that only moves on. */
import { careerOf, isOfDeployment, LOG_START, type LogPosition, type StreamName } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { aliasEntry, aliasOf, isAlias, toAlias } from '../document/Alias.js'
import { encodeEntry } from '../document/encode.js'
import { readEntry } from '../document/readEntry.js'
import type { Outcome } from '../generation/EngineError.js'
import type { GenerationView } from '../generation/GenerationView.js'
import type { Parked, ReferenceEntry } from '../store/ReadingStore.js'
import { referencesUpTo } from './build.js'
import type { RecountOptions } from './RecountOptions.js'

export class LogReferences {
  readonly #options: Pick<RecountOptions, 'events' | 'views'>
  readonly #live: GenerationView
  readonly #entries: ReferenceEntry[] = []
  readonly #parked = new Map<StreamName, Parked>()
  #upTo: LogPosition = LOG_START

  /** @param live has no facts of reference yet, and gets them */
  constructor(options: Pick<RecountOptions, 'events' | 'views'>, live: GenerationView) {
    this.#options = options
    this.#live = live
  }

  /** All up to there, in order. */
  get entries(): ReadonlyArray<ReferenceEntry> {
    return this.#entries
  }
  get upTo(): LogPosition {
    return this.#upTo
  }
  get parked(): ReadonlyArray<Parked> {
    return [...this.#parked.values()]
  }

  readonly #join = (entry: ReferenceEntry): void => {
    this.#live.reference.addAlias(toAlias(entry))
    this.#entries.push(entry)
  }

  readonly #begin = async (upTo: LogPosition): Outcome<void> => {
    const found = await referencesUpTo(this.#options, this.#live, upTo)
    if (E.isLeft(found)) return found
    this.#entries.push(...found.right.references)
    for (const parked of found.right.parked) this.#parked.set(parked.stream, parked)
    // Careers that share a document are first taken as they stand: each partition holds those of its streams against the log.
    const standing = await this.#options.views.references(this.#live.generation.number, LOG_START)()
    if (E.isLeft(standing)) return standing
    for (const entry of standing.right.entries) if (isAlias(entry) && entry.position <= upTo) this.#join(entry)
    return E.right(undefined)
  }

  readonly #goOn = async (upTo: LogPosition): Outcome<void> => {
    for await (const page of this.#options.events.readAll(this.#upTo, { upTo })) {
      if (E.isLeft(page)) return page
      for (const event of page.right) {
        const alias = aliasOf(event)
        if (alias !== null) this.#join(aliasEntry(alias, event))
        if (careerOf(event.stream) !== null || isOfDeployment(event.stream) || this.#parked.has(event.stream)) continue
        const entry = readEntry(event)
        if (E.isLeft(entry)) this.#parked.set(event.stream, entry.left)
        else {
          this.#live.reference.add(entry.right)
          this.#entries.push({ position: event.position, agency: entry.right.agency, entry: encodeEntry(entry.right) })
        }
      }
    }
    return E.right(undefined)
  }

  readonly moveTo = async (upTo: LogPosition): Outcome<void> => {
    if (upTo <= this.#upTo) return E.right(undefined)
    const moved = this.#upTo === LOG_START ? await this.#begin(upTo) : await this.#goOn(upTo)
    if (E.isRight(moved)) this.#upTo = upTo
    return moved
  }
}

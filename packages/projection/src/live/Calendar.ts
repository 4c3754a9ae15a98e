/**
 * The next day: its read models are built beside those in use and swapped in whole.
 * Until then reads say yesterday.
 */
import * as E from 'fp-ts/lib/Either.js'
import type { EngineError, Fault, Outcome } from '../generation/EngineError.js'
import type { GenerationView } from '../generation/GenerationView.js'
import type { Options } from '../generation/Options.js'
import { isBeingBuilt, replace } from '../rebuild/replace.js'

/** Pause after a build of the next day that was given up, in milliseconds. */
const AGAIN_AFTER_MS = 60_000

/** The next day's sums may not be used: those of yesterday stay. A newer program on this home may read what this one cannot. */
const isRefused = ({ tag }: Fault): boolean => tag === 'Unreadable' || tag === 'Unequal'

export class Calendar {
  readonly #options: Options
  readonly #look: () => Outcome<GenerationView | null>
  readonly #onBuilt: () => void
  #building: Promise<void> | null = null
  #failed: EngineError | null = null
  #notBefore = 0

  /** @param onBuilt is called when a build ended, however it did */
  constructor(options: Options, look: () => Outcome<GenerationView | null>, onBuilt: () => void) {
    this.#options = options
    this.#look = look
    this.#onBuilt = onBuilt
  }

  /** Why a build failed; `null` as long as none did. */
  get failed(): EngineError | null {
    return this.#failed
  }

  /** Begins the build for today where the live generation speaks of a day before, unless it is under way here or elsewhere. */
  readonly turnTo = async ({ generation }: GenerationView): Promise<void> => {
    const day = this.#options.today()
    if (generation.day >= day || this.#building !== null || Date.now() < this.#notBefore) return
    const building = await isBeingBuilt(this.#options, day)
    if (E.isLeft(building) || building.right) return
    this.#building = replace(this.#options, this.#look, day, { allowed: 'as before' }).then((made) => {
      if (E.isLeft(made) && isRefused(made.left)) this.#notBefore = Date.now() + AGAIN_AFTER_MS
      else if (E.isLeft(made) && made.left.tag !== 'GenerationGone') this.#failed = made.left
      this.#building = null
      this.#onBuilt()
    })
  }

  /** Waits for a build that is under way. */
  readonly end = async (): Promise<void> => {
    await this.#building
  }
}

/** A sleep that a wake-up ends; one that comes while awake is not lost. */
export class WakeSignal {
  #woken = false
  #resume: (() => void) | null = null

  readonly wake = (): void => {
    this.#woken = true
    this.#resume?.()
  }

  /** Answers whether it was woken, within so many milliseconds. */
  async sleep(ms: number): Promise<boolean> {
    if (!this.#woken)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        this.#resume = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    const woken = this.#woken
    this.#resume = null
    this.#woken = false
    return woken
  }
}

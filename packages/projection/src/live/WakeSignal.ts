/** A sleep that a wake-up ends; one that comes while awake is not lost. */
export class Alarm {
  #rung = false
  #wake: (() => void) | null = null

  readonly ring = (): void => {
    this.#rung = true
    this.#wake?.()
  }

  /** Answers whether it was woken, within so many milliseconds. */
  async sleep(ms: number): Promise<boolean> {
    if (!this.#rung)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    const rung = this.#rung
    this.#wake = null
    this.#rung = false
    return rung
  }
}

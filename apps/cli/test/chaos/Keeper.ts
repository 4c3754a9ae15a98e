/** Keeps one `jejak worker` running, as a service manager does. */
import { type Running, start } from '../jejak.js'

const PAUSE_MS = 200

export class Keeper {
  readonly #env: Readonly<Record<string, string>>
  #running: Running
  #over = false
  /** Lines on standard error of workers that ended by themselves. */
  readonly ends: string[] = []

  constructor(env: Readonly<Record<string, string>>) {
    this.#env = env
    this.#running = this.#start()
  }

  readonly #start = (): Running => {
    const running = start(['worker'], this.#env)
    void running.ended.then(async ({ code, err }) => {
      if (this.#over) return
      if (code !== null) this.ends.push(`exit ${code}: ${err.trim()}`)
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
      if (!this.#over) this.#running = this.#start()
    })
    return running
  }

  signal(signal: NodeJS.Signals): void {
    this.#running.process.kill(signal)
  }

  /** Ends it as a service manager does; answers the exit code. */
  async end(): Promise<number | null> {
    this.#over = true
    this.#running.process.kill('SIGCONT')
    this.#running.process.kill('SIGTERM')
    return (await this.#running.ended).code
  }

  /** Ends it, whatever it does. */
  async kill(): Promise<void> {
    this.#over = true
    this.#running.process.kill('SIGKILL')
    await this.#running.ended
  }
}

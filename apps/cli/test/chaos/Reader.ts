/** Somebody who asks for figures all the time, and notes what was answered. */

import type { DeploymentStores } from '@jejak/application/operator'
import type { AgencyCode, LogPosition } from '@jejak/core'
import { standingViews } from '@jejak/reports'
import { must } from '../answers.js'
import { figuresOf } from './figures.js'

/** What one question was answered, and where the log ended afterwards. */
export interface Answered {
  readonly position: LogPosition
  readonly people: number
  readonly head: LogPosition
}

export class Reader {
  readonly answers: Answered[] = []
  /** All standing figures as text, each different one once. */
  readonly texts = new Set<string>()
  /** Status of what the server answered besides, where it was not 200. */
  readonly refusals: string[] = []
  #over = false
  readonly #reading: Promise<void>

  /** @param whole whether all standing figures are asked for, or only how many people there are */
  constructor(home: DeploymentStores, url: string, agency: AgencyCode, whole: boolean) {
    this.#reading = this.#read(home, url, agency, whole)
    // Told by `stop`, also where a test ends before.
    this.#reading.catch(() => undefined)
  }

  async #read(home: DeploymentStores, url: string, agency: AgencyCode, whole: boolean): Promise<void> {
    const views = standingViews(home.today()).slice(0, 1)
    while (!this.#over) {
      if (whole) this.texts.add(await figuresOf(home))
      const [figure] = await must(home.readModels.figures(views, agency))
      const head = await must(home.events.head())
      if (figure !== undefined) this.answers.push({ position: figure.position, people: figure.people, head })
      const answer = await fetch(`${url}/api/report/training-hours?agency=${agency}&year=2025`)
      if (answer.status !== 200) this.refusals.push(`${answer.status}: ${await answer.text()}`)
      else await answer.arrayBuffer()
    }
  }

  /** Ends it; fails where a question was not answered. */
  async stop(): Promise<void> {
    this.#over = true
    await this.#reading
  }
}

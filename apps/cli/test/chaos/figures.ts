/** What read models hold, as text, and whether it is what the log alone gives. */
import { join } from 'node:path'
import { type DeploymentStores, openStores } from '@jejak/application/operator'
import { LOG_START } from '@jejak/core'
import type { Figure } from '@jejak/core/measure'
import { standingViews } from '@jejak/reports'
import { must } from '../answers.js'
import { until } from '../until.js'

type Env = Readonly<Record<string, string>>

const plain = (figure: Figure): unknown => ({
  people: figure.people,
  sums: figure.kind === 'sums' ? [...figure.sums].sort(([a], [b]) => (a < b ? -1 : 1)) : [],
  rows: figure.kind === 'table' ? figure.rows.map(({ career, row }) => ({ career, row })) : [],
})

/** Every standing figure: as kept, and as counted from the documents. */
export const figuresOf = async ({ readModels, today }: DeploymentStores): Promise<string> => {
  const views = standingViews(today())
  const { head } = await must(readModels.health())
  const all: unknown[] = []
  for (const agency of await must(readModels.agencies())) {
    const kept = (await must(readModels.figures(views, agency))).map(plain)
    const counted = head === LOG_START ? [] : (await must(readModels.figures(views, agency, { before: head }))).map(plain)
    all.push([agency, kept, counted])
  }
  return JSON.stringify(all)
}

const SECONDS = 90

/** Waits until workers have brought all in, without helping them, and answers the day of the read models. */
export const quiet = async (env: Env, dir: string): Promise<string> => {
  const home = await must(openStores(dir, env))
  try {
    return await until(async () => {
      const health = await home.readModels.health()()
      if (health._tag === 'Left' || health.right.dirty > 0 || health.right.position !== health.right.head) return null
      const all = await must(home.views.generations())
      return all.find(({ number }) => number === health.right.generation)?.day ?? null
    }, SECONDS)
  } finally {
    await home.close()
  }
}

let last = 0
/** Two texts that must be equal: what the workers have made, and what one process makes of the log from zero. */
export const liveAndRebuilt = async (env: Env, dir: string): Promise<readonly [string, string]> => {
  const day = await quiet(env, join(dir, 'observer'))
  const clock = (): number => Date.parse(`${day}T05:00:00Z`)
  const live = await must(openStores(join(dir, 'observer'), env, { clock }))
  const made = await figuresOf(live)
  await live.close()
  const zero = { ...env, JEJAK_VIEWS: `sqlite:${join(dir, `from-zero-${++last}.db`)}` }
  const fresh = await must(openStores(join(dir, 'observer'), zero, { clock }))
  await must(fresh.readModels.catchUp())
  const expected = await figuresOf(fresh)
  await fresh.close()
  return [made, expected]
}

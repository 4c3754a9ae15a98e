/** What the read models of a home hold, as text: the same text, the same figures. */
import { join } from 'node:path'
import type { DeploymentStores } from '@jejak/application/operator'
import { openStores } from '@jejak/application/operator'
import type { Figure } from '@jejak/core/measure'
import { standingViews } from '@jejak/reports'
import { must } from './must.js'

const plain = (figure: Figure): unknown => ({
  people: figure.people,
  sums: figure.kind === 'sums' ? [...figure.sums].sort(([a], [b]) => (a < b ? -1 : 1)) : [],
  rows: figure.kind === 'table' ? figure.rows.map(({ career, row }) => ({ career, row })) : [],
})

/** Every standing figure of every agency, as kept. */
export const keptFigures = async ({ readModels, today }: DeploymentStores): Promise<string> => {
  const kept: unknown[] = []
  for (const agency of await must(readModels.agencies()))
    kept.push([agency, (await must(readModels.figures(standingViews(today()), agency))).map(plain)])
  return JSON.stringify(kept)
}

let last = 0
/** The same figures, made from the log alone into read models of their own. */
export const rebuiltFigures = async ({ dir, clock }: DeploymentStores): Promise<string> => {
  const JEJAK_VIEWS = `sqlite:${join(dir, `from-zero-${++last}.db`)}`
  const home = await must(openStores(dir, { JEJAK_VIEWS }, { clock }))
  await must(home.readModels.catchUp())
  const figures = await keptFigures(home)
  await home.close()
  return figures
}

/** Rebuilds to be killed in the middle, as `jejak rebuild` does them. */
import type { DeploymentStores } from '@jejak/application/operator'
import fc from 'fast-check'
import { must } from '../answers.js'
import { type Ended, jejak, start } from '../jejak.js'

type Env = Readonly<Record<string, string>>

/** What is done to read models, one after the other. */
export type Deed =
  /** A rebuild that is killed once so many parts are there. */
  | { readonly tag: 'killed'; readonly parts: number }
  /** One that is left to its end: it goes on with what those before have left. */
  | { readonly tag: 'rebuilt' }
  | { readonly tag: 'rolledBack' }

const killed: fc.Arbitrary<Deed> = fc.record({ tag: fc.constant('killed' as const), parts: fc.integer({ min: 0, max: 63 }) })

/** Kills first, then a rebuild that ends, and what was before it put back: in this order each has something to work on. */
const deeds: fc.Arbitrary<ReadonlyArray<Deed>> = fc
  .array(killed, { minLength: 1, maxLength: 2 })
  .map((kills): ReadonlyArray<Deed> => [...kills, { tag: 'rebuilt' }, { tag: 'rolledBack' }])

/** The same seed, the same deeds. */
export const deedsOf = (seed: number, rounds: number): ReadonlyArray<Deed> => fc.sample(deeds, { seed, numRuns: rounds }).flat()

/** Parts that are there of the rebuild under way; `null` without one. */
const partsBuilt = async ({ views }: DeploymentStores): Promise<number | null> => {
  const building = (await must(views.generations())).find(({ state }) => state === 'building')
  if (building === undefined) return null
  const parts = await views.parts(building.number)()
  return parts._tag === 'Left' ? null : parts.right.length
}

const killedAt = async (env: Env, home: DeploymentStores, parts: number): Promise<Ended> => {
  const rebuild = start(['rebuild'], env)
  let over = false
  void rebuild.ended.then(() => {
    over = true
  })
  while (!over && ((await partsBuilt(home)) ?? -1) < parts) await new Promise((resolve) => setTimeout(resolve, 2))
  rebuild.process.kill('SIGKILL')
  return rebuild.ended
}

/** Does it, and answers how the process ended. */
export const perform = (deed: Deed, env: Env, home: DeploymentStores): Promise<Ended> => {
  switch (deed.tag) {
    case 'killed':
      return killedAt(env, home, deed.parts)
    case 'rebuilt':
      return jejak(['rebuild'], env)
    case 'rolledBack':
      return jejak(['rebuild', '--rollback'], env)
  }
}

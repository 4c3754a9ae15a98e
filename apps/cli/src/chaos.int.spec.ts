/**
 * Whatever befalls workers, queue, Redis, event store and clocks while somebody
 * appends: once all is quiet, the read models are what the log alone gives, byte for
 * byte. `npm run test:chaos` runs many rounds of it; a seed repeats what befell.
 */
import { join } from 'node:path'
import { simulateAgency } from '@jejak/simulator'
import { expect, it } from 'vitest'
import { agencyOf, must } from '../test/answers.js'
import { deploy } from '../test/chaos/deployment.js'
import { liveAndRebuilt } from '../test/chaos/figures.js'
import { handOver } from '../test/chaos/handOvers.js'
import { planOf } from '../test/chaos/plan.js'
import { complaintsOf, jejak, temporary } from '../test/jejak.js'

const { CHAOS_SEED = '', CHAOS_ROUNDS = '' } = process.env
const SEED = CHAOS_SEED === '' ? Math.floor(Math.random() * 1e9) : Number(CHAOS_SEED)
/** Two are what there is time for beside all other tests. */
const ROUNDS = CHAOS_ROUNDS === '' ? 2 : Number(CHAOS_ROUNDS)
const ROUND_MS = 150_000
/** How often an import is begun anew whose servers went away under it. */
const TRIES = 20

const agency = agencyOf('simulasi')
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** With a queue alone nobody makes up for what it loses; with both kinds two ways of working meet. */
const DEPLOYMENTS = [
  ['a queue', ['queue', 'queue']],
  ['workers with and without a queue', ['queue', 'embedded']],
] as const

it.each(DEPLOYMENTS)(
  `after ${ROUNDS} rounds of chaos (CHAOS_SEED=${SEED}) on %s, read models are what the log gives`,
  async (_, kinds) => {
    const { dir, forget } = temporary()
    const files = join(dir, 'files')
    await must(simulateAgency({ seed: 3, people: 40, years: 2, endYear: 2025, dir: files, agency }))
    const deployment = await deploy(dir, kinds)
    try {
      for (const [at, round] of planOf(SEED, ROUNDS).entries()) {
        const folder = handOver(files, join(dir, `round-${at}`), (at + 1) / ROUNDS, round)
        const importing = (async () => {
          for (let tries = 1; ; tries++) {
            const imported = await jejak(['import', folder, '--agency', agency], deployment.env('importer'))
            if (imported.code === 0 || tries === TRIES) return imported
          }
        })()
        for (const fault of round.faults) {
          await pause(fault.after)
          await deployment.inflict(fault)
        }
        const imported = await importing
        // Redis may be down just when it begins; that figures lag then is said, and no complaint.
        const complaints = complaintsOf(imported).filter((line) => !line.startsWith('jejak: figures lag behind'))
        expect([imported.code, complaints]).toEqual([0, []])
        deployment.heal()
        await deployment.settle()
        const [live, rebuilt] = await liveAndRebuilt(deployment.env('observer'), dir)
        expect(live === rebuilt, `round ${at} of CHAOS_SEED=${SEED}: ${round.faults.map(({ name }) => name).join('; ')}`).toBe(true)
        expect(rebuilt).toContain(agency)
      }
      expect(await deployment.end()).toEqual(kinds.map(() => 0))
    } finally {
      await deployment.stop()
      forget()
    }
  },
  ROUNDS * ROUND_MS,
)

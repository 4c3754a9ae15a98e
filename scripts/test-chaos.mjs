/** Runs many rounds of chaos: `npm run test:chaos -- [--seed N] [--rounds N]`. The seed is printed; it repeats what befell, though not to the millisecond. */
import { parseArgs } from 'node:util'
import { endAs } from './passOn.mjs'
import { runTests } from './runTests.mjs'

const { values } = parseArgs({ options: { seed: { type: 'string' }, rounds: { type: 'string', default: '20' } } })
const seed = values.seed ?? String(Math.floor(Math.random() * 1e9))
if (!/^\d{1,10}$/.test(seed) || !/^[1-9]\d{0,3}$/.test(values.rounds)) {
  process.stderr.write('seed and rounds are whole numbers: npm run test:chaos -- --seed 42 --rounds 20\n')
  process.exit(2)
}
process.stdout.write(`seed ${seed}, ${values.rounds} rounds\n`)
endAs(await runTests(['apps/cli/src/chaos'], { ...process.env, CHAOS_SEED: seed, CHAOS_ROUNDS: values.rounds }))

/** Packs what is published: `node scripts/pack.mjs --out DIR` writes a tarball of each package (`--only NAME`: of this one; may be repeated), `--list` only prints as JSON what would be in them. */
import { parseArgs } from 'node:util'
import { endAs, passOn } from './passOn.mjs'
import { pnpm } from './pnpm.mjs'
import { root } from './programs.mjs'

const { values } = parseArgs({
  options: { out: { type: 'string' }, list: { type: 'boolean', default: false }, only: { type: 'string', multiple: true, default: ['*'] } },
})
const run = pnpm([
  '--recursive',
  ...values.only.flatMap((name) => ['--filter', `./packages/${name}`]),
  'pack',
  ...(values.list ? ['--dry-run', '--json'] : ['--pack-destination', values.out ?? '']),
])
if (run === null || (values.out === undefined && !values.list)) {
  process.stderr.write(run === null ? 'jejak: npm was not found\n' : 'say where: node scripts/pack.mjs --out DIR\n')
  process.exit(run === null ? 1 : 2)
}
endAs(await passOn(...run, { cwd: root }))

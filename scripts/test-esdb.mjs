/** Runs what is promised of EventStoreDB on a real server, named by `ESDB_URL`; on the double it runs with all other tests. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

if (!process.env.ESDB_URL) {
  process.stderr.write('name a server that may be written to: ESDB_URL=esdb://localhost:2113?tls=false npm run test:esdb\n')
  process.exit(2)
}
const root = fileURLToPath(new URL('..', import.meta.url))
const store = 'packages/eventstore/src/'
const specs = ['eventstoredb/contract', 'eventstoredb/kurrentContract', 'copy/'].map((spec) => `${store}${spec}`)
const args = ['run', '--config', 'vitest.workspace.ts', ...specs, ...process.argv.slice(2)]
process.exit(spawnSync(`${root}node_modules/.bin/vitest`, args, { cwd: root, stdio: 'inherit' }).status ?? 1)

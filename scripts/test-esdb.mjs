/** Runs what is promised of EventStoreDB on a real server, named by `ESDB_URL`; on the double it runs with all other tests. */
import { endAs } from './passOn.mjs'
import { runTests } from './runTests.mjs'

if (!process.env.ESDB_URL) {
  process.stderr.write('name a server that may be written to: ESDB_URL=esdb://localhost:2113?tls=false npm run test:esdb\n')
  process.exit(2)
}
const store = 'packages/eventstore/src/'
const specs = ['eventstoredb/contract', 'eventstoredb/kurrentContract', 'copy/'].map((spec) => `${store}${spec}`)
endAs(await runTests([...specs, ...process.argv.slice(2)]))

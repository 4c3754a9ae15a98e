import { runContract } from '../../test/runContract.js'

runContract('EventStoreDB', (url) => url)

/** The client of KurrentDB, in a file of its own: a process cannot use both. */
import { appendsOverFaults } from '../../test/appendsOverFaults.js'
import { placesInTheLog } from '../../test/placesInTheLog.js'
import { runContract } from '../../test/runContract.js'
import { ofKurrent } from '../../test/server.js'

runContract('EventStoreDB, with the client of KurrentDB', ofKurrent)
appendsOverFaults('the client of KurrentDB', ofKurrent)
placesInTheLog('24.2, with the client of KurrentDB', '24.2', ofKurrent)

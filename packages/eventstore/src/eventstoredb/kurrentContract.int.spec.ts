import { runContract } from '../../test/runContract.js'
import { ofKurrent } from '../../test/server.js'

// Reads of this client stall for some 40 ms now and then, and a play is made of many.
runContract('EventStoreDB, with the client of KurrentDB', ofKurrent, { plays: 10 })

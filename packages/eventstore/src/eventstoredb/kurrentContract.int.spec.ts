import { runContract } from '../../test/runContract.js'
import { ofKurrent } from '../../test/server.js'

runContract('EventStoreDB, with the client of KurrentDB', ofKurrent)

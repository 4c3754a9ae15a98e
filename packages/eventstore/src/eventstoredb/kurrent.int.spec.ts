/** The client of KurrentDB on a double that is hurt, in a file of its own: a process cannot use both clients. */
import { appendsOverFaults } from '../../test/appendsOverFaults.js'
import { foreignLoad } from '../../test/foreignLoad.js'
import { placesInTheLog } from '../../test/placesInTheLog.js'
import { ofKurrent } from '../../test/server.js'

appendsOverFaults('the client of KurrentDB', ofKurrent)
foreignLoad('the client of KurrentDB', ofKurrent)
placesInTheLog('24.2, with the client of KurrentDB', '24.2', ofKurrent)

/** EventStoreDB as an event store, and copies of far logs. Apart from the main entry, so that nothing of it is loaded where it is not used. */

export { compareWithServer, type ServerCompared } from '../copy/compareWithServer.js'
export { type CopyState, type DamagedStream, readCopyState } from '../copy/copyState.js'
export { withLocalCopy } from '../copy/withLocalCopy.js'
export { openEventStoreDb } from './openEventStoreDb.js'
export type { EventStoreDbOptions, ServerEventStore } from './storeOn.js'

/** EventStoreDB as an event store. Apart from the main entry, so that nothing of it is loaded where it is not used. */
export { openEventStoreDb } from './openEventStoreDb.js'
export type { EventStoreDbOptions } from './storeOn.js'

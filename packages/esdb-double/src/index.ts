/**
 * A wire double of an EventStoreDB node, for tests: it speaks the real protocol to the real
 * client. It is a test tool and not EventStoreDB; docs/eventstoredb-double.md says where it
 * differs.
 */
export type { Fault } from './faults.js'
export { PROFILES, type ProfileName } from './profile.js'
export { type ServeError, type ServeOptions, type Serving, serveDouble, type TlsFiles } from './serve.js'
export { type Double, type DoubleOptions, startDouble } from './startDouble.js'

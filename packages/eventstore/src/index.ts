/** Where events are kept. */

export * from './chain/canonical.js'
export { hashOf } from './chain/EventText.js'
export * from './chain/verifyChain.js'
export { checkLog, type LogCheck, type LogReport } from './check/checkLog.js'
export type { Faults as LogFaults, LogFault, LogFaultCode } from './check/LogFault.js'
export { type Address as EventStoreDbAddress, addressOf as eventStoreDbAddress } from './eventstoredb/Address.js'
export {
  againstExtensions,
  EXTENSIONS_STREAM,
  type RecordedExtensions,
  recordedExtensions,
  setExtensions,
} from './extensions/recordedExtensions.js'
export { recordingExtensions } from './extensions/recordingExtensions.js'
export * from './keys/KeyStore.js'
export { checkFingerprint, KEYS_STREAM, type KeysSeen, keysOfLog } from './keys/keysOfLog.js'
export { memoryKeyStore } from './keys/memoryKeyStore.js'
export { openSqliteKeyStore } from './keys/openSqliteKeyStore.js'
export { lookupKeyMissing, openVault, type VaultOptions } from './keys/openVault.js'
export { recordingKeys } from './keys/recordingKeys.js'
export { sealedOwners } from './keys/sealedOwners.js'
export * from './keys/Vault.js'
export type { KeyMissing, KeyUnusable, VaultError } from './keys/VaultError.js'
export { readWrappingKey, WRAPPING_KEY_FILE } from './keys/wrappingKey.js'
export { type MemoryEventStoreOptions, memoryEventStore } from './memory/memoryEventStore.js'
export { type Copied, type CopyError, type CopyProgress, copyLog } from './move/copyLog.js'
export { DAMAGED_EVENT } from './port/damagedEvent.js'
export * from './port/EventStore.js'
export { type RedisAddress, redisAddress } from './redis/RedisAddress.js'
export { fold, type LoadError, type Loaded, load, nothingLoaded, type Unreadable } from './shell/load.js'
export { makeFolder } from './shell/makeFolder.js'
export { type StreamCache, streamCache } from './shell/StreamCache.js'
export * from './shell/transact.js'
export { type Connection as SqliteConnection, connect as connectSqlite } from './sqlite/connect.js'
export { isDiskFull } from './sqlite/fault.js'
export { makePrivate } from './sqlite/makePrivate.js'
export { openSqliteEventStore, type SqliteEventStoreOptions } from './sqlite/openSqliteEventStore.js'
export { lackingIn, strangersAt } from './sqlite/schema.js'
export * from './streams.js'

/** Where events are kept. */

export * from './keys/KeyStore.js'
export * from './keys/Vault.js'
export * from './port/EventStore.js'

export type { Case, Runner } from './Case.js'
export { EVENT_STORE_CONTRACT, type EventStoreCase, eventStoreContract, type OpenedEventStore } from './eventStore.js'
export { careerNo, sample, samples } from './eventStoreWorld.js'
export { KEY_STORE_CONTRACT, keyStoreContract, type OpenedKeyStore } from './keyStore.js'

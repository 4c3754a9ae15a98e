/**
 * For writers of event stores of their own: what every adapter of the port does alike.
 * `docs/adapters.md` shows a whole adapter made of it; the contract that it must keep is
 * `eventStoreContract` of `@jejak/testing`.
 */
export { type PreparedDraft, prepare, type StampedEvent, type Stamps, stamp, textOf } from '../chain/EventText.js'
export { readText, type StoredEvent } from '../chain/readText.js'
export { ambiguous, closed, conflict, corrupt, tooLarge, unavailable } from '../port/faults.js'
export { type Judgement, judgeAppend } from '../port/judgeAppend.js'
export { type PreparedRequest, prepareRequest } from '../port/prepareRequest.js'
export { type PreparedRestore, prepareRestore } from '../port/prepareRestore.js'
export { type Followed, follow, LOG_END, PAGE_SIZE, type Page, type PageAfter, walk } from '../read/pages.js'
export { backOff, pause } from '../read/pause.js'

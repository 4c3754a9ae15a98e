/**
 * What a store gives in the place of an event that it has, but not as it was recorded: an
 * event of a type that nobody reads, so that whoever folds the stream parks it there.
 */
export { DAMAGED_EVENT } from '@jejak/core'

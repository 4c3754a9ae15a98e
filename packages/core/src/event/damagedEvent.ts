/**
 * The type under which an event store gives an event that it has no more as it was
 * recorded. No fact is read of it: its stream waits there.
 */
export const DAMAGED_EVENT = 'DamagedOnServer'

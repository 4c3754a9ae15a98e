/** Layout of `events.db`. */
import type { Layout } from './database.js'

/** Streams of one partition have neighbouring numbers: sid = partition x 2^32 + n. */
export const SID_RANGE = 2 ** 32

/**
 * `data` is the stored text of an event, `hash` the 32 bytes of its SHA-256.
 * Positions are dense from 1. The unique index is the last guard of exactness.
 */
export const EVENTS_LAYOUT: Layout = {
  kind: 'events',
  version: 1,
  create: `
    CREATE TABLE stream(sid INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE event(
      position INTEGER PRIMARY KEY, sid INTEGER NOT NULL, revision INTEGER NOT NULL,
      data TEXT NOT NULL, sealed BLOB, hash BLOB NOT NULL
    );
    CREATE UNIQUE INDEX event_stream ON event(sid, revision);`,
}

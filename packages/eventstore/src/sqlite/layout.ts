/**
 * Layout of `events.db`.
 *
 * The log is `event`; `name` and `place` are indexes of it that are filled late, in
 * order, because keeping them row by row costs more than anything else of an append.
 * `indexed` says up to which position they are whole; what lies after it is held in
 * memory by whoever reads or writes (see Tail.ts and fill.ts).
 */
import type { Layout } from './database.js'

/** Streams of one partition have neighbouring numbers: sid = partition x 2^32 + n. */
export const SID_RANGE = 2 ** 32

const INDEXES = `
    CREATE TABLE place(
      sid INTEGER NOT NULL, revision INTEGER NOT NULL, position INTEGER NOT NULL, PRIMARY KEY(sid, revision)
    ) WITHOUT ROWID;
    CREATE TABLE indexed(upto INTEGER NOT NULL, target INTEGER NOT NULL, sid INTEGER NOT NULL, revision INTEGER NOT NULL);`

/**
 * `data` is the stored text of an event, `hash` the 32 bytes of its SHA-256, `stream`
 * the name of the stream in its first event. Positions are dense from 1. The keys of
 * `place` and `name` are the last guard of exactness.
 *
 * Where a filling is under way, `target` is above `upto`, and all up to `target` whose
 * (sid, revision) is not above the one that stands there is filled in.
 */
export const EVENTS_LAYOUT: Layout = {
  kind: 'events',
  create: `
    CREATE TABLE name(sid INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE event(
      position INTEGER PRIMARY KEY, sid INTEGER NOT NULL, revision INTEGER NOT NULL,
      data TEXT NOT NULL, sealed BLOB, hash BLOB NOT NULL, stream TEXT
    );
    ${INDEXES}
    INSERT INTO indexed VALUES (0, 0, -1, -1);`,
  upgrades: [
    // 1 kept both indexes at each append. A new name for the table of streams stops programs of layout 1 that still run.
    `ALTER TABLE stream RENAME TO name;
    ALTER TABLE event ADD COLUMN stream TEXT;
    ${INDEXES}
    INSERT INTO place SELECT sid, revision, position FROM event INDEXED BY event_stream ORDER BY sid, revision;
    DROP INDEX event_stream;
    INSERT INTO indexed SELECT coalesce(max(position), 0), coalesce(max(position), 0), -1, -1 FROM event;`,
  ],
  remedy: 'put back a backup',
}

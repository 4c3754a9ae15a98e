/** What is wrong with a log, in words. */
import type { LogFault, LogFaultCode, LogFaults } from '@jejak/eventstore'
import { type Finding, problem } from './Finding.js'

interface Said {
  /** What one of them does, and what several do. */
  readonly one: string
  readonly many: string
  readonly advice: string
}

const RESTORE = 'put events.db back from a backup'

const SAID: Readonly<Record<LogFaultCode, Said>> = {
  NotCanonical: {
    one: 'event is not stored in its canonical form',
    many: 'events are not stored in their canonical form',
    advice: `readers may take different things from it: it was altered; ${RESTORE}`,
  },
  BrokenChain: {
    one: 'stream does not follow from its hashes',
    many: 'streams do not follow from their hashes',
    advice: `an event was altered, removed or inserted; ${RESTORE}`,
  },
  Unreadable: {
    one: 'stream holds an event this version cannot read',
    many: 'streams hold an event this version cannot read',
    advice: 'use the version that wrote it',
  },
  Misnamed: {
    one: 'event stands under a name that is not its stream’s',
    many: 'events stand under a name that is not their stream’s',
    advice: `the file was altered; ${RESTORE}`,
  },
  Hole: {
    one: 'position of the log has no event that stands in a stream',
    many: 'positions of the log have no event that stands in a stream',
    advice: `events were removed, or put in beside the streams; ${RESTORE}`,
  },
  Twice: {
    one: 'event stands where the log has no place for it',
    many: 'events stand where the log has no place for them',
    advice: `the file was altered; ${RESTORE}`,
  },
  TimeFell: {
    one: 'event was recorded before the one that precedes it',
    many: 'events were recorded before those that precede them',
    advice: `it was altered or inserted; ${RESTORE}`,
  },
  BadIndex: {
    one: 'index of the log is not what the log holds',
    many: 'places in the indexes of the log are not what the log holds',
    advice: `readers of a stream miss events or find others; ${RESTORE}`,
  },
  DamagedFile: {
    one: 'part of the file of the log is damaged',
    many: 'parts of the file of the log are damaged',
    advice: `check the disk; ${RESTORE}`,
  },
  Foreign: {
    one: 'trigger or view stands in the file of the log, which Jejak did not make',
    many: 'triggers or views stand in the file of the log, which Jejak did not make',
    advice: 'it may alter or hide what is recorded: remove it with DROP in sqlite3, then run jejak doctor again',
  },
}

const shown = ({ stream, revision, position, detail }: LogFault): string => {
  const event = stream === null ? '' : revision === null ? stream : `${stream} event ${revision}`
  return [event, position === null ? '' : `@${position}`, detail ?? ''].filter((text) => text !== '').join(' ')
}

/** Faults of one kind as a finding. */
export const logFinding = ({ code, count, first }: LogFaults): Finding => {
  const { one, many, advice } = SAID[code]
  const where = `${first.map(shown).join(', ')}${count > first.length ? ', ...' : ''}`
  return problem(`${count} ${count === 1 ? one : many}`, advice, { code: `log.${code}`, where })
}

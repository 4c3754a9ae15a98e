/** The log of a process: a line of JSON for each event on standard error; counts, codes and routes, never a person. */
import { escapeControls } from '@jejak/core'
import { type DestinationStream, type Logger, pino } from 'pino'
import type { Observer, Signal } from '../observe/Signal.js'
import type { LogLevel } from './settings.js'

const STANDARD_ERROR = 2

export const openLog = (level: LogLevel): Logger =>
  pino(
    { level, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } },
    harmless(pino.destination({ fd: STANDARD_ERROR, sync: true })),
  )

/** What pino leaves in a line and a terminal would obey is written out, as JSON writes it. */
const harmless = (destination: DestinationStream): DestinationStream => ({ write: (line) => destination.write(escapeControls(line)) })

const LEVELS: Readonly<Record<Signal['tag'], 'trace' | 'debug' | 'info' | 'warn'>> = {
  Appended: 'debug',
  Marked: 'debug',
  Committed: 'debug',
  PartBuilt: 'debug',
  RebuildBegun: 'info',
  RebuildSwapped: 'info',
  GenerationDropped: 'info',
  Imported: 'info',
  StoreFault: 'warn',
}

/** Writes each signal as a line. */
export const logSignals =
  (logger: Logger): Observer =>
  ({ tag, ...counts }) =>
    logger[LEVELS[tag]](counts, tag)

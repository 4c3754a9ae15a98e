/**
 * `service-health`: how far the read models are. It speaks of the service, not of
 * careers: it is no measure, belongs to no agency and opens no name; who asks hands
 * in the state that the engine tells.
 */
import type { LocalDate, LogPosition } from '@jejak/core'
import type { Answer, OutputRow, ReportForm } from './Report.js'
import { YEAR_REPORTS } from './registry.js'

/** What the engine tells of its read models. */
export interface ServiceState {
  /** End of the log. */
  readonly head: LogPosition
  /** All up to it is in. */
  readonly position: LogPosition
  /** Events after `position`. */
  readonly lag: number
  /** Documents that wait to be made anew. */
  readonly waiting: number
  /** Streams set aside because an event of theirs cannot be read, by stream name. */
  readonly quarantined: ReadonlyArray<string>
  readonly generation: number
  /** Digest of the definitions the generation was made by. */
  readonly definitions: string
  /** When the generation went live, as an instant. */
  readonly rebuiltAt: string
  /** The rebuild under way in this process, in parts; `null` for none. */
  readonly rebuild: { readonly done: number; readonly total: number } | null
}

/** The report of the service itself, as it is listed and shown. */
export const serviceHealth: ReportForm = {
  name: 'service-health',
  version: 1,
  title: { id: 'Kesehatan layanan', en: 'Service health' },
  meaning: {
    id: 'Sampai di mana data baca mengikuti log, per proyeksi: posisi, peristiwa yang belum masuk, alur yang dikarantina, versi definisi, dan kapan dibangun ulang.',
    en: 'How far the read models follow the log, by projection: position, events not yet in, quarantined streams, version of the definition, and when it was rebuilt.',
  },
  takes: [],
  policy: null,
  columns: [
    { key: 'projection', id: 'Proyeksi', en: 'Projection', as: 'text' },
    { key: 'position', id: 'Posisi', en: 'Position', as: 'count' },
    { key: 'lag', id: 'Tertinggal (peristiwa)', en: 'Lag (events)', as: 'count' },
    { key: 'quarantined', id: 'Dikarantina', en: 'Quarantined', as: 'text' },
    { key: 'version', id: 'Versi', en: 'Version', as: 'text' },
    { key: 'rebuiltAt', id: 'Dibangun ulang', en: 'Rebuilt at', as: 'text' },
  ],
}

/** The projection of careers themselves: the documents every other question is answered from. */
const DOCUMENTS = 'careers'

/** Digits of the digest that tell definitions apart. */
const DIGEST_DIGITS = 12

/**
 * The answer. A row for the documents of careers and one for each report whose
 * sums are kept; they are committed together, so position and lag are the same in
 * each. The version of the documents is the digest of all definitions, of a report
 * that of its own.
 *
 * @example
 * const state = {
 *   head: must(logPosition(13)),
 *   position: must(logPosition(12)),
 *   lag: 1,
 *   waiting: 0,
 *   quarantined: [],
 *   generation: 1,
 *   definitions: 'a'.repeat(64),
 *   rebuiltAt: '2026-01-31T03:00:00.000Z',
 *   rebuild: null,
 * }
 * answerServiceHealth(state, day('2026-01-31')).position // => 12
 */
export const answerServiceHealth = (state: ServiceState, today: LocalDate, live: ReadonlyArray<ReportForm> = YEAR_REPORTS): Answer => {
  const { position, lag, quarantined, rebuiltAt } = state
  const row = (projection: string, version: string): OutputRow => ({ projection, position, lag, quarantined, version, rebuiltAt })
  const versions: [string, string][] = [
    [DOCUMENTS, state.definitions.slice(0, DIGEST_DIGITS)],
    ...live.map(({ name, version }): [string, string] => [name, String(version)]),
  ]
  return {
    report: serviceHealth.name,
    agency: null,
    args: { asOf: today, year: null, from: null, to: null, period: null, unit: null },
    asOf: today,
    knownAt: `@${position}`,
    position,
    policy: null,
    definition: serviceHealth.version,
    base: { head: state.head, waiting: state.waiting, quarantined: quarantined.length },
    rows: versions.sort(([a], [b]) => (a < b ? -1 : 1)).map(([projection, version]) => row(projection, version)),
    more: { generation: state.generation, rebuild: state.rebuild === null ? null : { ...state.rebuild } },
  }
}

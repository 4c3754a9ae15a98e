/** What a Prometheus server reads of a process. No label takes more values than this file and the routes name. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Observer } from '../observe/Signal.js'
import type { Reading } from './readiness.js'

export interface Request {
  readonly method: string
  /** The pattern of the route, never an address. */
  readonly route: string
  readonly status: number
  readonly seconds: number
}

export interface Metrics {
  readonly observe: Observer
  readonly requested: (request: Request) => void
  readonly contentType: string
  /** The text of all metrics. */
  readonly text: (reading: Reading) => Promise<string>
}

/** A page of figures takes milliseconds, a report over all documents seconds. */
const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

const countersIn = (registry: Registry) => {
  const counter = <L extends string = never>(name: string, help: string, labelNames: ReadonlyArray<L> = []) =>
    new Counter<L>({ name, help, labelNames: [...labelNames], registers: [registry] })
  return {
    appended: counter('jejak_appended_events_total', 'Events this process added to the log.'),
    refused: counter('jejak_refused_appends_total', 'Appends the event store refused or failed.'),
    pages: counter('jejak_dispatched_pages_total', 'Pages of the log this process marked.'),
    batches: counter('jejak_commits_total', 'Batches of documents this process committed.'),
    documents: counter('jejak_drained_documents_total', 'Documents this process brought up to date.'),
    retries: counter('jejak_retries_total', 'Work done again because another process was first.', ['work']),
    parts: counter('jejak_rebuilt_parts_total', 'Parts of rebuilds this process wrote.'),
    swaps: counter('jejak_rebuilds_total', 'Rebuilds this process completed.'),
    rows: counter('jejak_import_rows_total', 'Rows of imports by verdict.', ['verdict']),
    faults: counter('jejak_store_faults_total', 'Errors a store answered with.', ['store']),
  }
}

const gaugesIn = (registry: Registry) => {
  const gauge = <L extends string = never>(name: string, help: string, labelNames: ReadonlyArray<L> = []) =>
    new Gauge<L>({ name, help, labelNames: [...labelNames], registers: [registry] })
  return {
    up: gauge('jejak_store_up', '1 where a store answers, else 0; the figures below are then those of before.', ['store']),
    head: gauge('jejak_log_head_position', 'Position of the last event of the log.'),
    position: gauge('jejak_read_models_position', 'All up to this position is in the read models.'),
    lagEvents: gauge('jejak_read_models_lag_events', 'Events that are not yet in.'),
    lagSeconds: gauge('jejak_read_models_lag_seconds', 'Seconds since the oldest event that is not yet in was recorded.'),
    waiting: gauge('jejak_waiting_documents', 'Documents that wait to be made anew.'),
    quarantined: gauge('jejak_quarantined_streams', 'Streams set aside because an event of theirs cannot be read.'),
    generation: gauge('jejak_read_models_generation', 'Number of the generation that is live.'),
    rebuilding: gauge('jejak_rebuild_running', '1 while a rebuild is under way in any process.'),
    progress: gauge('jejak_rebuild_progress_ratio', 'Share of the parts of the rebuild under way that are there; 0 without one.'),
  }
}

/** Metrics of this process, in a registry of their own. */
export const openMetrics = (): Metrics => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const counters = countersIn(registry)
  const gauges = gaugesIn(registry)
  const requests = new Histogram({
    name: 'jejak_http_request_duration_seconds',
    help: 'Time requests took, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: REQUEST_SECONDS,
    registers: [registry],
  })
  return {
    observe: (signal) => {
      switch (signal.tag) {
        case 'Appended':
          counters.appended.inc(signal.events)
          counters.refused.inc(signal.refused)
          return
        case 'Marked':
          if (signal.lost) counters.retries.inc({ work: 'dispatch' })
          else counters.pages.inc()
          return
        case 'Committed':
          counters.batches.inc()
          counters.documents.inc(signal.documents)
          counters.retries.inc({ work: 'drain' }, signal.again)
          return
        case 'PartBuilt':
          counters.parts.inc()
          return
        case 'RebuildSwapped':
          counters.swaps.inc()
          return
        case 'Imported':
          for (const [verdict, rows] of Object.entries(signal.rows)) counters.rows.inc({ verdict }, rows)
          return
        case 'StoreFault':
          counters.faults.inc({ store: signal.store })
          return
        case 'RebuildBegun':
        case 'GenerationDropped':
          return
      }
    },
    requested: ({ method, route, status, seconds }) => requests.observe({ method, route, status }, seconds),
    contentType: registry.contentType,
    text: ({ readiness: { checks }, state, rebuild }) => {
      gauges.up.set({ store: 'events' }, checks.events.status === 'up' ? 1 : 0)
      gauges.up.set({ store: 'keys' }, checks.keys.status === 'up' ? 1 : 0)
      gauges.up.set({ store: 'views' }, state === null ? 0 : 1)
      gauges.rebuilding.set(rebuild === null ? 0 : 1)
      gauges.progress.set(rebuild === null ? 0 : rebuild.done / rebuild.total)
      if (state !== null) {
        gauges.head.set(state.head)
        gauges.position.set(state.position)
        gauges.lagEvents.set(state.lag)
        gauges.lagSeconds.set(state.lagSeconds)
        gauges.waiting.set(state.waiting)
        gauges.quarantined.set(state.quarantined.length)
        gauges.generation.set(state.generation)
      }
      return registry.metrics()
    },
  }
}

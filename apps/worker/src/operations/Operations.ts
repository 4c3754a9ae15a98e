/** What watches over a process: its log, its metrics, and the answers to those who look after it. */

import type { DeploymentStores, Instruments } from '@jejak/application/operator'
import type { Logger } from 'pino'
import { instrumentsFor } from '../observe/instruments.js'
import { all } from '../observe/Signal.js'
import { logSignals, openLog } from './log.js'
import { type Metrics, openMetrics } from './Metrics.js'
import { readingOf } from './readiness.js'
import type { OperationsSettings } from './settings.js'

export interface Operations {
  readonly logger: Logger
  readonly metrics: Metrics
  /** Handed to `openStores`, so that log, metrics and traces hear of what its stores do. */
  readonly instruments: Instruments
  readonly settings: OperationsSettings
}

/** @param logger where signals are written; by default standard error */
export const openOperations = (settings: OperationsSettings, logger: Logger = openLog(settings.logLevel)): Operations => {
  const metrics = openMetrics()
  return { logger, metrics, instruments: instrumentsFor(all(metrics.observe, logSignals(logger))), settings }
}

/** What a probe is answered. */
export interface ProbeAnswer {
  readonly status: 200 | 503
  readonly contentType: string
  readonly body: string
}

const JSON_TYPE = 'application/json; charset=utf-8'

/** The paths of the probes and what each answers. */
export const PROBES = ['/health/live', '/health/ready', '/metrics'] as const
export type Probe = (typeof PROBES)[number]

/** Answers a probe: whether the process runs, whether it can do its work, and its metrics. */
export const answerProbe = async (probe: Probe, home: DeploymentStores, { metrics, settings }: Operations): Promise<ProbeAnswer> => {
  if (probe === '/health/live') return { status: 200, contentType: JSON_TYPE, body: '{"status":"live"}' }
  const reading = await readingOf(home, settings.readyLag)
  if (probe === '/metrics') return { status: 200, contentType: metrics.contentType, body: await metrics.text(reading) }
  const { readiness } = reading
  return { status: readiness.status === 'ready' ? 200 : 503, contentType: JSON_TYPE, body: JSON.stringify(readiness) }
}

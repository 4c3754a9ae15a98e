/** Every report a caller may name: those of an agency, and the one of the service. */
import type { ReportForm } from './Report.js'
import { REPORTS } from './registry.js'
import { serviceHealth } from './serviceHealth.js'

export const LISTED: ReadonlyMap<string, ReportForm> = new Map([...REPORTS, [serviceHealth.name, serviceHealth]])

/** Every report a caller may name: those of an agency, and the one of the service. */
import type { ReportForm } from './Report.js'
import { REPORTS } from './registry.js'
import { serviceHealth } from './serviceHealth.js'

/** Every report a caller may name, as it is listed and shown. */
export const LISTED: ReadonlyMap<string, ReportForm> = new Map([...REPORTS, [serviceHealth.name, serviceHealth]])

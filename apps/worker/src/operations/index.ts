/** Log, metrics, and the probes of a process. Loaded only by what runs for long. */
export * from './listen.js'
export * from './log.js'
export * from './Metrics.js'
export * from './Operations.js'
export * from './readiness.js'
export * from './settings.js'

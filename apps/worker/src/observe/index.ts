/** What the stores of a home tell while they work, as signals and as spans. */
export * from './instruments.js'
export * from './Signal.js'
export { tracer } from './tracing.js'

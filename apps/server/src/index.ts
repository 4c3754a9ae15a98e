/** HTTP API and live updates; serves the dashboard. */
export type { Served } from './Served.js'
export * from './startServer.js'

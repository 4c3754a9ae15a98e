/** HTTP API and live updates; serves the dashboard. */
export * from './House.js'
export * from './startServer.js'

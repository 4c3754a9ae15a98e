/** Which reports there are. */
export * from './answer.js'
export * from './format/csv.js'
export * from './format/json.js'
export * from './format/table.js'
export * from './Report.js'
export * from './registry.js'
export * from './shared/round.js'
export * from './view.js'

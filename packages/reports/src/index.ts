/** Which reports there are. */
export * from './Report.js'

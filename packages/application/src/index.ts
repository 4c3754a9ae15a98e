/** What can be done with a deployment: opens its stores, answers questions of it, imports into it. */

export * from './home/addresses.js'
export * from './home/Home.js'
export * from './home/Instruments.js'
export { openHome } from './home/openHome.js'
export { type OpenOptions, openRecords } from './home/openRecords.js'
export * from './house/answerReport.js'
export { figuresLag } from './house/figuresLag.js'
export * from './house/importIntoHome.js'
export * from './house/knownAt.js'
export * from './house/nearest.js'
export * from './house/people.js'
export * from './house/serviceState.js'

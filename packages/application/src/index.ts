/** What can be done with a deployment: opens its stores, answers questions of it, imports into it. */

export * from './home/addresses.js'
export * from './home/Home.js'
export * from './home/Instruments.js'
export * from './home/openHome.js'
export * from './house/answerReport.js'
export * from './house/importIntoHome.js'
export * from './house/knownAt.js'
export * from './house/nearest.js'
export * from './house/people.js'
export * from './house/serviceState.js'

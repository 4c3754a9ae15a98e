/** The process that keeps the read models of a deployment current. */

export * from './boundHeap.js'
export * from './openWakeups.js'
export * from './runWorker.js'
export * from './Wakeups.js'

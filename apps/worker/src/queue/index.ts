/** The queue in Redis that wakes workers. Apart, so that nobody else loads BullMQ and ioredis. */
export { type BoardQueues, openBoardQueues } from './openBoardQueues.js'
export { openQueue } from './openQueue.js'
export type { QueueUnavailable } from './QueueError.js'

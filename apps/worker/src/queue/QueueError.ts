/** The Redis of the queue cannot be used; `reason` is one line that says what to do. */
export interface QueueUnavailable {
  readonly tag: 'QueueUnavailable'
  readonly reason: string
}

export const unavailable = (reason: string): QueueUnavailable => ({ tag: 'QueueUnavailable', reason })

/** What differs between the two versions of the server that the double can stand in for. */

export const PROFILES = ['23.10', '24.2'] as const

export type ProfileName = (typeof PROFILES)[number]

export interface Profile {
  /** What the features service gives as the version of the server. */
  readonly version: string
  /** How a read of `$all` from between two events ends. */
  readonly invalidPosition: 'Error' | 'InvalidPosition'
  /** A subscription to a stream that is not there says at once that it has caught up; before, only after the first event. */
  readonly caughtUpOnMissingStream: boolean
  /** A live subscription whose reader is too slow is ended, or falls back to catching up. */
  readonly slowReader: 'end' | 'catch up'
  /** A subscription from between two events is confirmed before it fails. */
  readonly confirmsInvalidPosition: boolean
  /**
   * Once a filtered subscription is live, it goes on counting where catching up ended, or begins
   * anew, after a checkpoint for the events that had none.
   */
  readonly liveCheckpoints: 'go on' | 'anew'
  /** A subscription to `$all` from beyond the end of the log gives events before that position too. */
  readonly givesBeforeStart: boolean
}

export const profileOf = (name: ProfileName): Profile => {
  switch (name) {
    case '23.10':
      return {
        version: '23.10.6',
        invalidPosition: 'Error',
        caughtUpOnMissingStream: false,
        slowReader: 'end',
        confirmsInvalidPosition: false,
        liveCheckpoints: 'go on',
        givesBeforeStart: true,
      }
    case '24.2':
      return {
        version: '24.2.0',
        invalidPosition: 'InvalidPosition',
        caughtUpOnMissingStream: true,
        slowReader: 'catch up',
        confirmsInvalidPosition: true,
        liveCheckpoints: 'anew',
        givesBeforeStart: false,
      }
  }
}

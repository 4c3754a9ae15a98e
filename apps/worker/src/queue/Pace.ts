/** How quickly lost work is found again; the same in every process that shares a queue. */
export interface Pace {
  /** A job whose worker shows no life for so long is given to another, in milliseconds. */
  readonly leaseMs: number
  /** How often a sweep looks for what lost wake-ups left, in milliseconds. */
  readonly sweepMs: number
}

export const PACE: Pace = { leaseMs: 5_000, sweepMs: 5_000 }

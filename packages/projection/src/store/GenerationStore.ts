/** Which generations there are, and of which log: how one begins, comes to use and goes. */
import type { LocalDate, LogPosition } from '@jejak/core'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { ViewsError, ViewsUnavailable } from './faults.js'

/** An event by its place in the log and its hash. A log in which it stands is the same up to there; at the start of the log, without a hash, nothing. */
export interface Reached {
  readonly position: LogPosition
  readonly hash: string
}

/** One set of read models: made for one day by one set of definitions. */
export interface Generation {
  readonly number: number
  /** Digest of what made it. */
  readonly definitions: string
  /** The day its standing views speak of. */
  readonly day: LocalDate
  /** Its parts are built from the log up to here; what follows is marked. */
  readonly upTo: LogPosition
  /** The last event it was told of: where that does not stand in a log, it was made from another. */
  readonly reached: Reached
  /** The newest live one is read; one that was retired can be put back. */
  readonly state: 'building' | 'live' | 'retired'
  /** When its builder last showed it is alive, in milliseconds. */
  readonly heartbeat: number
  /** When it went live, as an instant; empty before. */
  readonly builtAt: string
}

/** Keeps which generations there are. */
export interface GenerationStore {
  /** Says which log the read models here are made from; who says so first says it for all. `null` only asks. Answers which it is; `null` where nobody said. */
  readonly claimLog: (log: string | null) => TaskEither<ViewsUnavailable, string | null>
  /** Takes all generations out of use and notes another log instead, in one step, then takes them away; `null` where that log is empty. Answers how many there were. */
  readonly renewLog: (log: string | null) => TaskEither<ViewsUnavailable, number>
  /** What to do so that all of it is made again, in the middle of a sentence. */
  readonly emptying: string
  /** All generations, the newest first. */
  readonly generations: () => TaskEither<ViewsUnavailable, ReadonlyArray<Generation>>
  /** Begins a generation that no reader sees yet; answers its number. Its slots stand at `upTo`, where the event of that hash is. */
  readonly begin: (made: {
    readonly definitions: string
    readonly day: LocalDate
    readonly now: number
    readonly upTo: LogPosition
    readonly hash: string
  }) => TaskEither<ViewsUnavailable, number>
  /** Makes a generation live unless it is behind the live one of its kind (`instead`); answers whether it did. */
  readonly publish: (generation: number, instead: number | null, builtAt: string) => TaskEither<ViewsError, boolean>
  /** Puts a live generation out of use unless the one that takes its place is behind it; answers whether it did. */
  readonly retire: (generation: number, inFavourOf: number) => TaskEither<ViewsError, boolean>
  /** Takes a generation away, in short steps; one that is not there is no error. */
  readonly drop: (generation: number) => TaskEither<ViewsUnavailable, void>
}

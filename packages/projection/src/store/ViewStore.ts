/**
 * Where read models are kept: one port; memory, sqlite and redis pass the same contract.
 *
 * Everything stands in a generation and, within it, in 64 partitions. A store
 * holds texts and sums and knows no rule: what a document says is the engine's.
 *
 * Guarantees, stated as limits: what a call does in one partition is one
 * transaction, and so is the whole call on sqlite; a call on a generation that was
 * dropped answers `GenerationGone` and writes nothing; slots move together, or
 * where there is no transaction over partitions one after the other and never
 * back: the lowest one counts.
 */
import type { AgencyCode, CareerId, LocalDate, LogPosition, StreamName } from '@jejak/core'
import type { Sums } from '@jejak/core/measure'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { unsafeBrand } from '../unsafe.js'

/** The store of read models cannot be used; `reason` says what to do. */
export interface ViewsUnavailable {
  readonly tag: 'ViewsUnavailable'
  readonly reason: string
  /** What is known of the cause; left out where trying again, or making them again, may help. */
  readonly code?: ViewsUnusableCode
}
/** Why a file of read models is nothing to make again: a program newer than this one wrote it, or it is no file of Jejak. */
export type ViewsUnusableCode = 'newerLayout' | 'foreignFile'
/** The generation was replaced; look again which one is live. */
export interface GenerationGone {
  readonly tag: 'GenerationGone'
  readonly generation: number
}
export type ViewsError = ViewsUnavailable | GenerationGone

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
  readonly beat: number
  /** When it went live, as an instant; empty before. */
  readonly builtAt: string
}

/** How far a generation is. */
export interface Status {
  /** All up to this position is marked, in every partition. */
  readonly checkpoint: LogPosition
  /** Position of the last entry that changed a catalogue. */
  readonly catalogue: LogPosition
  /** How many documents are marked. */
  readonly dirty: number
  /** First log position that waits in a mark; `null` when nothing waits. */
  readonly firstOpen: LogPosition | null
  /** How many streams are parked: what follows in them is not in, whatever the position says. */
  readonly parked: number
}

/** All up to this position is in, but for streams that are parked: the place before the first open mark, else the checkpoint. */
export const positionOf = ({ checkpoint, firstOpen }: Status): LogPosition =>
  firstOpen === null || firstOpen > checkpoint ? checkpoint : unsafeBrand(firstOpen - 1)

/** A document is behind: up to which revision, at which catalogue position, and since where in the log. */
export interface Mark {
  readonly partition: number
  readonly career: CareerId
  /** Greatest revision known; -1 if only the catalogue moved. */
  readonly revision: number
  /** Greatest catalogue position that concerns it; 0 for none. */
  readonly catalogue: LogPosition
  readonly first: LogPosition
}

/** A partition that has marks, and how many. */
export interface Dirty {
  readonly partition: number
  readonly marks: number
}

/** A stream with an event that cannot be read: what is before it is in, it and what follows wait. */
export interface Parked {
  readonly stream: StreamName
  /** Of the event that cannot be read. */
  readonly revision: number
  readonly position: LogPosition
  /** Why it cannot be read; never what it holds. */
  readonly reason: string
}

/** One fact of reference as kept: the entry as text. */
export interface ReferenceEntry {
  readonly position: LogPosition
  readonly agency: AgencyCode
  readonly entry: string
}

export interface References {
  readonly entries: ReadonlyArray<ReferenceEntry>
  readonly catalogue: LogPosition
}

/** A name of the catalogue whose meaning changed, first and last where in the log. */
export interface Renaming {
  readonly name: string
  readonly first: LogPosition
  readonly last: LogPosition
}

/** What a page of the log does to a generation. */
export interface Marking {
  readonly after: LogPosition
  readonly upTo: LogPosition
  /** Hash of the event at `upTo`. */
  readonly hash: string
  readonly careers: ReadonlyArray<Mark>
  readonly references: ReadonlyArray<ReferenceEntry>
  /** Careers that hold one of these names become dirty. */
  readonly renamed: ReadonlyArray<Renaming>
  /** Last position that changed a catalogue; `null` if none did. */
  readonly catalogue: LogPosition | null
  /** Streams of reference facts that cannot be read from here on. */
  readonly parked: ReadonlyArray<Parked>
}

/** A document as stored. Texts are the engine's. */
export interface StoredDocument {
  readonly career: CareerId
  readonly revision: number
  /** All that changed up to here in the catalogue, of what it names, is in its measures. */
  readonly catalogue: LogPosition
  readonly snapshot: string
  readonly tail: string
  readonly measures: string
}

/** Change of the sums of a standing view (by its place in the generation's list) in one agency. */
export interface Delta {
  readonly view: number
  readonly agency: AgencyCode
  readonly sums: Sums.Sums
}

/** A person's row of a standing table; `null` takes it away. */
export interface RowChange {
  readonly view: number
  readonly agency: AgencyCode
  readonly row: string | null
}

/** Reserved place of the count of employments. */
export const PEOPLE = -1

/** A document's next state, with all that follows from it. */
export interface Commit {
  readonly career: CareerId
  readonly partition: number
  /** The epoch under which its worker took the partition over; `null` for who took nothing over and relies on the document alone. */
  readonly epoch: number | null
  /** The document as read; `null` if there was none. */
  readonly was: { readonly revision: number; readonly catalogue: LogPosition } | null
  /** -1 if nothing of the stream can be read: no document is kept then, the stream is parked. */
  readonly revision: number
  /** The greatest revision that was read, also behind an event that cannot be read: a mark up to there is cleared. */
  readonly seen: number
  /** Where the stream is parked from now on; `null` if all of it could be read: then it is parked no more. */
  readonly parked: Parked | null
  /** The catalogue position as read: it was measured with all facts up to that, and the partition must not be marked for later ones. */
  readonly catalogue: LogPosition
  /** The document's catalogue position from now on: as it was where only some views were measured, else `catalogue`. */
  readonly measured: LogPosition
  /** `null` leaves the stored snapshot. */
  readonly snapshot: string | null
  readonly tail: string
  readonly measures: string
  /** Names the new entries hold. */
  readonly names: ReadonlyArray<string>
  readonly deltas: ReadonlyArray<Delta>
  readonly rows: ReadonlyArray<RowChange>
}

/** What became of a commit: the document or the catalogue was not as read any more, or another worker took the partition over. */
export type Committed = 'done' | 'moved' | 'taken over'

/** What an advance came to. */
export interface Advanced {
  /** What became of each commit. */
  readonly committed: ReadonlyArray<Committed>
  /** Whether the page is marked, as `mark` answers: all slots stand at its end then, or past it. */
  readonly marked: boolean
  /** First log position that waits in a mark after both; `null` when nothing waits. */
  readonly firstOpen: LogPosition | null
}

/** What a partition of a generation came to when it was built. */
export interface BuiltPart {
  readonly partition: number
  readonly events: number
  readonly documents: number
  /** Digest of what stands in it, once a second count came to the same; `null` before. */
  readonly digest: string | null
}

/** What stands in a partition besides its documents. */
export interface Contents {
  readonly sums: ReadonlyArray<Delta>
  readonly rows: ReadonlyArray<{ readonly view: number; readonly agency: AgencyCode; readonly career: CareerId; readonly row: string }>
}

/** A document and a name that its entries hold. */
export interface Named {
  readonly career: CareerId
  readonly name: string
}

/** One partition of a generation being built, whole. */
export interface Part {
  readonly partition: number
  readonly events: number
  /** Each with its names, each name once. */
  readonly documents: ReadonlyArray<StoredDocument & { readonly names: ReadonlyArray<string>; readonly rows: ReadonlyArray<RowChange> }>
  /** A view and an agency once. */
  readonly sums: ReadonlyArray<Delta>
  readonly parked: ReadonlyArray<Parked>
}

export interface StandingSums {
  readonly sums: ReadonlyArray<Sums.Sums>
  readonly people: number
  readonly status: Status
}
export interface StandingRows {
  readonly rows: ReadonlyArray<{ readonly career: CareerId; readonly row: string }>
  readonly people: number
  readonly status: Status
}

export interface ViewStore {
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
  /** Writes one partition of a generation being built, once: a part that is there is left as it is. Says that its builder is alive. */
  readonly writePart: (generation: number, part: Part, now: number) => TaskEither<ViewsError, void>
  /** The parts that are there whole, in order of partition. */
  readonly parts: (generation: number) => TaskEither<ViewsError, ReadonlyArray<BuiltPart>>
  /** All sums and rows of a partition. */
  readonly contents: (generation: number, partition: number) => TaskEither<ViewsError, Contents>
  /** By which names of the catalogue the documents of a partition are found when these change. */
  readonly names: (generation: number, partition: number) => TaskEither<ViewsError, ReadonlyArray<Named>>
  /** How many sums, rows and documents stand where no partition is, so that nothing ever changes them; only where such a place can be written at all. */
  readonly strays?: (generation: number) => TaskEither<ViewsError, number>
  /** Notes that a part holds what a second count came to. */
  readonly verified: (generation: number, partition: number, digest: string) => TaskEither<ViewsError, void>
  /** Stores the reference facts a generation being built starts from, and the streams of such facts that are parked. */
  readonly writeReferences: (
    generation: number,
    found: {
      readonly references: ReadonlyArray<ReferenceEntry>
      readonly catalogue: LogPosition
      readonly parked: ReadonlyArray<Parked>
    },
    now: number,
  ) => TaskEither<ViewsError, void>
  /** Makes a generation live unless it is behind the live one of its kind (`instead`); answers whether it did. */
  readonly publish: (generation: number, instead: number | null, builtAt: string) => TaskEither<ViewsError, boolean>
  /** Puts a live generation out of use unless the one that takes its place is behind it; answers whether it did. */
  readonly retire: (generation: number, inFavourOf: number) => TaskEither<ViewsError, boolean>
  /** Takes a generation away, in short steps; one that is not there is no error. */
  readonly drop: (generation: number) => TaskEither<ViewsUnavailable, void>

  readonly status: (generation: number) => TaskEither<ViewsError, Status>
  /** The streams that are parked, by name. */
  readonly parked: (generation: number) => TaskEither<ViewsError, ReadonlyArray<Parked>>
  /** Reference facts after a position, in order, and the catalogue position up to which none is missing. */
  readonly references: (generation: number, after: LogPosition) => TaskEither<ViewsError, References>
  /** Marks a page of the log in the slots that do not stand behind it or past it; `false` if other processes moved them all, or one fell back. */
  readonly mark: (generation: number, marking: Marking) => TaskEither<ViewsError, boolean>
  /** Some marks, beginning at a partition and going round. */
  readonly marks: (generation: number, from: number, limit: number) => TaskEither<ViewsError, ReadonlyArray<Mark>>
  /** Some marks of one partition. */
  readonly marksIn: (generation: number, partition: number, limit: number) => TaskEither<ViewsError, ReadonlyArray<Mark>>
  /** The partitions that have marks, in order. */
  readonly dirty: (generation: number) => TaskEither<ViewsError, ReadonlyArray<Dirty>>
  /** Takes a partition over: answers its new epoch. Nothing can be committed any more under the epochs before. */
  readonly claim: (generation: number, partition: number) => TaskEither<ViewsError, number>
  readonly load: (generation: number, careers: ReadonlyArray<CareerId>) => TaskEither<ViewsError, ReadonlyArray<StoredDocument>>
  /**
   * Commits documents; each only if the document, the partition's catalogue
   * position and, where it names one, its epoch are as read, and together with its
   * deltas, rows and names. Clears a mark only if its revision was seen and its
   * catalogue position reached. Answers what became of each.
   */
  readonly commit: (generation: number, commits: ReadonlyArray<Commit>) => TaskEither<ViewsError, ReadonlyArray<Committed>>

  /**
   * `commit`, then `mark`, in one transaction, or without a wait in between: a page
   * of the log together with what it leads to. The commits stand on their own
   * conditions, also where the page could not be marked.
   */
  readonly advance: (generation: number, commits: ReadonlyArray<Commit>, marking: Marking) => TaskEither<ViewsError, Advanced>

  /** Documents of a partition in order of career, a page at a time. */
  readonly documents: (
    generation: number,
    partition: number,
    after: CareerId | null,
    limit: number,
  ) => TaskEither<ViewsError, ReadonlyArray<StoredDocument>>
  /** Sums.Sums of standing views of one agency over all partitions, in one look. */
  readonly sums: (generation: number, views: ReadonlyArray<number>, agency: AgencyCode) => TaskEither<ViewsError, StandingSums>
  readonly rows: (generation: number, view: number, agency: AgencyCode) => TaskEither<ViewsError, StandingRows>
  /** Agencies that have an employment or a reference fact, in order. */
  readonly agencies: (generation: number) => TaskEither<ViewsError, ReadonlyArray<AgencyCode>>
  readonly close: () => Promise<void>
}

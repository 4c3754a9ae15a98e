/** Threads that build parts of a rebuild beside the one that asks for it. */

/** A part of a rebuild that a thread has written. */
export interface ThreadPart {
  readonly generation: number
  readonly partition: number
  readonly documents: number
  /** When the thread began with it, in milliseconds since 1970. */
  readonly since: number
}

/** How threads of a rebuild open the same stores and make the same views: they share nothing but files. */
export interface BuildThreads {
  readonly count: number
  /** Whether this thread stays free for readers and leaves all to them, or builds as well. */
  readonly alone: boolean
  /** Positions of the log below which they are not started: starting takes longer than they save. */
  readonly least: number
  /** Paths of `events.db` and `views.db`. */
  readonly events: string
  readonly views: string
  /**
   * The module (a URL) and the name of its export that is `standing`; with `modules` the export
   * takes them and promises it, or says in a text why it cannot.
   */
  readonly standing: { readonly module: string; readonly name: string; readonly modules?: ReadonlyArray<string> }
}

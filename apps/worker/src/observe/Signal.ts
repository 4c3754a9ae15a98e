/** What a process tells of its work: counts and codes, never a stream, a name or a number of a person. */
export type Signal =
  /** One commit of appends: events that were added, and appends that were refused. */
  | { readonly tag: 'Appended'; readonly events: number; readonly refused: number }
  /** A page of the log was marked, or another process had done it. */
  | { readonly tag: 'Marked'; readonly streams: number; readonly lost: boolean }
  /** A batch of documents was committed; `again` of them were not, because they had moved meanwhile. */
  | { readonly tag: 'Committed'; readonly documents: number; readonly again: number }
  | { readonly tag: 'RebuildBegun'; readonly generation: number }
  | { readonly tag: 'PartBuilt'; readonly generation: number; readonly partition: number; readonly documents: number }
  | { readonly tag: 'RebuildSwapped'; readonly generation: number }
  | { readonly tag: 'GenerationDropped'; readonly generation: number }
  /** Rows of an import by their verdict. */
  | { readonly tag: 'Imported'; readonly rows: Readonly<Record<string, number>>; readonly events: number }
  /** A store answered with an error; `fault` is its tag. */
  | { readonly tag: 'StoreFault'; readonly store: 'events' | 'views'; readonly fault: string }

/** Hears signals; must not throw and must be quick. */
export type Observer = (signal: Signal) => void

/** Hears nothing: for work that is only traced. */
export const silent: Observer = () => undefined

/** Tells several. */
export const all =
  (...observers: ReadonlyArray<Observer>): Observer =>
  (signal) => {
    for (const observe of observers) observe(signal)
  }

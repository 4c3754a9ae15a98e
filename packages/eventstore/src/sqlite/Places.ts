/** Events of a stream, in the order of the log: their revisions, and where they stand. */
export interface Places {
  readonly revisions: ReadonlyArray<number>
  readonly positions: ReadonlyArray<number>
}

/** Index of the first of them from a revision on. A guess that holds where no revision is missing, and is mended where one is. */
export const indexFrom = ({ revisions }: Places, revision: number): number => {
  let i = Math.min(Math.max(0, revision - (revisions[0] ?? 0)), revisions.length)
  while (i > 0 && (revisions[i - 1] ?? 0) >= revision) i -= 1
  while (i < revisions.length && (revisions[i] ?? 0) < revision) i += 1
  return i
}

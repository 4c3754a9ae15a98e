/** Commits, on SQLite. */
import type { CommittingStore } from '../CommittingStore.js'
import { firstOpenOf } from './reads.js'
import type { SqlAccess } from './SqlAccess.js'
import { commit, mark } from './writes.js'

export const committingOn = ({ sql, small }: SqlAccess): CommittingStore => ({
  commit: (generation, commits) => small(generation, () => commit(sql, generation, commits)),
  advance: (generation, commits, marking) =>
    small(generation, () => {
      const committed = commit(sql, generation, commits)
      const marked = mark(sql, generation, marking)
      return { committed, marked, firstOpen: firstOpenOf(sql, generation) }
    }),
})

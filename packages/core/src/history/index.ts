/** What is known of one or many streams, and what of it holds. */

export type { Derivation, Entry, Says } from './History.js'
export {
  add,
  derive,
  empty,
  fromEntries,
  type History,
  type Holding,
  holding,
  knownBefore,
  lastRevision,
  lastWord,
  Monoid,
  merge,
} from './History.js'

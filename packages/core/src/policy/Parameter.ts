/** A number or table of a rule that a regulation or an agency fixes, with where it stands and how surely we know it. */

/** How a value is known: read in the text or a copy of it, from memory, or by arithmetic on other values. */
export type Mark = 'verified' | 'recalled' | 'derived'

/** `article` names the regulation and article (*Pasal*, Ps); a choice of this product says so there. */
export interface Parameter<A> {
  readonly value: A
  readonly article: string
  readonly mark: Mark
}

/** Which version of which policy. A version once shipped is never edited or dropped. */
export interface PolicyVersion {
  readonly policy: string
  readonly version: string
}

/** How a call of a store of read models fails. */

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

import type { Overview } from '@jejak/application/wire'
import type { Scope } from '../../app/Scope.js'

/** What the parts of the overview are made of. */
export interface OverviewProps {
  readonly overview: Overview
  readonly scope: Scope
  /** The unit chosen; `null` for the whole agency. */
  readonly unit: string | null
  readonly unitName: (id: string) => string
}

/** Only the rows of the chosen unit, or all. */
export const ofUnit = <R extends { readonly unitId: string }>(rows: ReadonlyArray<R> | undefined, unit: string | null): ReadonlyArray<R> =>
  (rows ?? []).filter(({ unitId }) => unit === null || unitId === unit)

/** What a command decided or corrected under a row's key, and whether the row says the same. */
import { isDeepStrictEqual } from 'node:util'
import type { EventId, Fact, LocalDate, StreamName, WholeFact } from '@jejak/core'
import type { HeldRow } from '../index/RowIndex.js'

/** The entry that holds, as far as it can be opened; `personal` is `null` where there is none. */
export interface Decided {
  readonly fact: Fact
  readonly effectiveOn: LocalDate | null
  readonly personal: Readonly<Record<string, unknown>> | null
}

/** An entry that has to be read before its row can be judged. */
export interface Wanted {
  readonly stream: StreamName
  readonly entry: EventId
}

/** By entry; `null` for one that cannot be read or opened, which says something else than any row. */
export type DecidedHere = ReadonlyMap<EventId, Decided | null>

/** Whether no row says what holds for the key, but a command. */
export const isDecidedHere = ({ annulled, content }: HeldRow): boolean => !annulled && content === null

/** As text, without what is empty: a part of nothing but empty cells is not stored at all. */
const said = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? {}, (_, part: unknown) => (part === null ? undefined : part)))

export const saysTheSame = ({ fact, effectiveOn, personal }: Decided, row: WholeFact, on: LocalDate | null): boolean =>
  fact.type === row.type &&
  effectiveOn === on &&
  isDeepStrictEqual(said(fact.data), said(row.data)) &&
  isDeepStrictEqual(said(personal), said(row.personal))

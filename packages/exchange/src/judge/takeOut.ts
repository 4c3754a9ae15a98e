/** The verdict on a row that takes the fact of its key out, or on a fact that a whole list lacks, and the event it becomes. */
import type { StreamName } from '@jejak/core'
import type { HeldRow } from '../index/RowIndex.js'
import type { Staged } from '../stage/Stage.js'
import type { Code } from '../verdict/codes.js'
import { reject, type Verdict } from '../verdict/Verdict.js'
import { actingIn, type ImportFrame, type Planned } from './drafts.js'
import type { Shut } from './Person.js'

/** What taking out is judged against: of the key alone, whatever the rest of the row says. */
export interface AgainstKey {
  readonly held: HeldRow | null
  /** Content of an earlier row of this file with the same key that was not rejected. */
  readonly earlier: string | null
  readonly hasReason: boolean
  /** Why nothing can be sealed in a stream; `null` where it can. */
  readonly shut: (stream: StreamName) => Shut | null
}

const KNOWN: Verdict = { verdict: 'known', codes: [], columns: [] }
const WITHDRAWN: Verdict = { verdict: 'withdrawn', codes: [], columns: [] }
const MISSING: Verdict = { verdict: 'missing', codes: [], columns: [] }

export const SHUT_CODES: Readonly<Record<Shut, Code>> = { erased: 'PERSON_ERASED', damaged: 'PERSON_KEY_DAMAGED' }

/** `column` is blamed where the key is at fault. */
const ofRow = (content: string, column: string | null, { held, earlier, hasReason, shut }: AgainstKey): Verdict => {
  if (earlier !== null && earlier !== content) return reject('DUPLICATE_IN_FILE', column)
  if (held === null) return reject('NOTHING_TO_WITHDRAW', column)
  if (held.annulled || earlier === content) return KNOWN
  if (!hasReason) return reject('REASON_MISSING', column)
  // The reason is sealed in the stream of the fact: where that cannot be, nothing can be written.
  const why = shut(held.stream)
  return why === null ? WITHDRAWN : reject(SHUT_CODES[why], column)
}

/** What a command did meanwhile stands: only what a row says is taken out for want of a row. */
const ofAbsent = ({ held, hasReason, shut }: AgainstKey): Verdict =>
  held !== null && !held.annulled && held.content !== null && hasReason && shut(held.stream) === null ? WITHDRAWN : MISSING

export const judgeTakeOut = (row: Staged, column: string | null, against: AgainstKey): Verdict =>
  row.asks === 'absent' ? ofAbsent(against) : ofRow(row.content, column, against)

/**
 * The id is made like that of a correction, so that the same fact taken out twice, by
 * a row or for want of one, is one event.
 */
export const takingOut = (frame: ImportFrame, file: string, row: Staged, held: HeldRow): Planned => {
  const { agency, importId, reason, eventId } = frame
  const { key, content } = row
  return {
    stream: held.stream,
    draft: {
      type: 'Annulled',
      id: eventId(agency, file, key, content, held.entry),
      agency,
      effectiveOn: null,
      ground: { kind: 'imported', ...actingIn(frame) },
      reason,
      source: { importId, file, key, content, ...(row.asks === 'absent' ? {} : { row: row.row }) },
      correlationId: importId,
      causationId: importId,
      root: held.root,
      saw: held.entry,
    },
  }
}

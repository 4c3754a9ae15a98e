/**
 * What the writing thread is told and says, flat: one array a commit costs a third of
 * what as many objects in objects cost to hand over.
 */
import { isNonEmpty } from 'fp-ts/lib/Array.js'
import * as E from 'fp-ts/lib/Either.js'
import type { PreparedDraft } from '../chain/EventText.js'
import { type AppendError, type Appended, noStream } from '../port/EventStore.js'
import type { PreparedRequest } from '../port/prepareRequest.js'
import { unsafeBrand } from '../unsafe.js'
import type { AppendResult, Work } from './Writer.js'

export type Flat = ReadonlyArray<unknown>

/** Takes the values of a flat array one after the other; the caller knows what was put there. */
const reader = (flat: Flat) => {
  let at = 0
  return {
    take: <A>(): A => unsafeBrand<A>(flat[at++]),
    ended: (): boolean => at >= flat.length,
  }
}

/** A view into a larger buffer would be sent with all of it. */
const compact = (sealed: Uint8Array | null): Uint8Array | null =>
  sealed === null || sealed.byteLength === sealed.buffer.byteLength ? sealed : new Uint8Array(sealed)

const putDraft = (flat: unknown[], draft: PreparedDraft): void => {
  flat.push(draft.id, draft.type, draft.head, draft.source, draft.tail, draft.sealedText, compact(draft.sealed), draft.bytes)
}

export const flattenWorks = (works: ReadonlyArray<Work>): Flat => {
  const flat: unknown[] = []
  for (const work of works) {
    flat.push(work.length)
    for (const { stream, expected, stamped, drafts } of work) {
      const at = expected.tag === 'at' ? expected : null
      flat.push(stream, at?.revision ?? -1, at?.hash ?? null, stamped?.recordedAt ?? null, stamped?.hash ?? null, drafts.length)
      for (const draft of drafts) putDraft(flat, draft)
    }
  }
  return flat
}

type Take = ReturnType<typeof reader>['take']

const takeDraft = (take: Take): PreparedDraft => ({
  id: take(),
  type: take(),
  head: take(),
  source: take(),
  tail: take(),
  sealedText: take(),
  sealed: take(),
  bytes: take(),
})

const takeRequest = (take: Take): PreparedRequest => {
  const stream = take<PreparedRequest['stream']>()
  const revision = take<number>()
  const hash = take<string>()
  const recordedAt = take<Appended['recordedAt'] | null>()
  const stampedHash = take<string>()
  return {
    stream,
    expected: revision < 0 ? noStream : { tag: 'at', revision, hash },
    stamped: recordedAt === null ? null : { recordedAt, hash: stampedHash },
    drafts: Array.from({ length: take<number>() }, () => takeDraft(take)),
  }
}

export const worksOf = (flat: Flat): ReadonlyArray<Work> => {
  const { take, ended } = reader(flat)
  const works: Work[] = []
  while (!ended()) {
    const work = Array.from({ length: take<number>() }, () => takeRequest(take))
    if (isNonEmpty(work)) works.push(work)
  }
  return works
}

/** Errors go as they are: there are few. */
export const flattenResults = (results: ReadonlyArray<AppendResult>): Flat => {
  const flat: unknown[] = []
  for (const result of results)
    if (E.isLeft(result)) flat.push(-1, result.left)
    else {
      const { revision, stream, hash, position, recordedAt, repeated } = result.right
      flat.push(revision, stream, hash, position, recordedAt, repeated)
    }
  return flat
}

export const resultsOf = (flat: Flat): ReadonlyArray<AppendResult> => {
  const { take, ended } = reader(flat)
  const results: AppendResult[] = []
  while (!ended()) {
    const revision = take<number>()
    results.push(
      revision < 0
        ? E.left(take<AppendError>())
        : E.right({ revision, stream: take(), hash: take(), position: take(), recordedAt: take(), repeated: take() }),
    )
  }
  return results
}

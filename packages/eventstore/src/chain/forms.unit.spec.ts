/**
 * Envelopes of every form as they are stored, byte by byte, with the hashes they were
 * given: made apart from this program, and never edited. The last is of a form that
 * only a later program writes.
 */
import { readFileSync } from 'node:fs'
import { isKnownForm, LogPosition, type RecordedEvent, readEnvelope, StreamName, toEntry } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { judgeStored } from '../check/judgeStored.js'
import { memoryEventStore } from '../memory/memoryEventStore.js'
import { noStream } from '../port/EventStore.js'
import { prepareRestore } from '../port/prepareRestore.js'
import { hashOf, textOf } from './EventText.js'
import { readForFold } from './readForFold.js'
import { readText, type StoredEvent } from './readText.js'
import { verifyChain } from './verifyChain.js'

const Rows = t.array(
  t.type({
    form: t.number,
    stream: StreamName,
    revision: t.number,
    position: LogPosition,
    sealed: t.union([t.string, t.null]),
    text: t.string,
    hash: t.string,
  }),
)
const right = <A>(read: E.Either<unknown, A>): A => (E.isRight(read) ? read.right : expect.fail(JSON.stringify(read.left)))
const corpus = right(Rows.decode(JSON.parse(readFileSync(new URL('./golden/forms.json', import.meta.url), 'utf8')))).map(
  ({ form, sealed, ...row }): StoredEvent & { readonly form: number } => ({
    form,
    ...row,
    sealed: sealed === null ? null : Buffer.from(sealed, 'base64'),
  }),
)
const events: ReadonlyArray<RecordedEvent> = corpus.map((stored) => right(readText(stored)))

describe('envelopes of every form', () => {
  it('are there, and one that only a later program writes', () => {
    expect([...new Set(corpus.map(({ form }) => form))]).toEqual([1, 2, 3])
  })

  it.each(corpus.map((stored, i) => [`${stored.form}, event ${i}`, stored, i] as const))(
    'of form %s have the hash they were given',
    (_, stored, i) => {
      const event = right(readText(stored))
      expect(right(hashOf(event))).toBe(stored.hash)
      expect(right(textOf(event))).toBe(stored.text)
      const before = corpus[i - 1]
      const end = before === undefined ? noStream : { tag: 'at' as const, revision: before.revision, hash: before.hash }
      expect(judgeStored({ ...stored, name: null, isPlaced: true }, end).code).toBe(null)
    },
  )

  it('make one chain, whatever can be read of them', () => {
    expect(E.isRight(verifyChain(events))).toBe(true)
    const readable = events.filter((event) => E.isRight(toEntry(event)))
    expect(readable.length).toBe(events.length - 1)
    for (const event of events) expect(E.isRight(readEnvelope(event.meta))).toBe(isKnownForm(event.meta))
    expect(toEntry(events.at(-1) ?? expect.fail())).toEqual(E.left({ tag: 'UnknownForm', type: 'PersonErased', form: 3 }))
  })

  it('say their form to a fold, without which it would read what it does not know', () => {
    for (const [i, { form, ...stored }] of corpus.entries()) {
      const read = right(readForFold(stored))
      expect([i, read.meta.form ?? 1]).toEqual([i, form])
      expect(E.isRight(toEntry(read))).toBe(form < 3)
    }
  })

  it('are written to another store as they are, also by a program that cannot read them', async () => {
    const { requests, end } = prepareRestore(events)
    expect([requests.length, end]).toEqual([events.length, E.right(undefined)])
    const store = memoryEventStore()
    right(await store.restore(events)())
    const [{ stream } = expect.fail()] = events
    expect(right(await store.read(stream)()).map(({ meta }) => meta)).toEqual(events.map(({ meta }) => meta))
  })
})

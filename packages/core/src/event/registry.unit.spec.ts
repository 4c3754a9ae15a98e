import { arbitraryEventDraft, arbitraryFact, arbitraryFactOf, asRecorded, careerStreamOfTests, FACT_TYPES, happened } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { typeShown } from '../fact/ExtensionType.js'
import { FACTS, type FactType, type WholeFact } from '../fact/Fact.js'
import { WholeFactCodec } from '../fact/wholeFact.js'
import { encode, readFact, toEntry } from './registry.js'

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

// Facts of others are of no schema of this program: what holds for them stands below.
describe.each(FACT_TYPES.filter((type) => type !== 'Other').map((type) => [type]))('%s', (type: FactType) => {
  const schema = FACTS[type].schema
  const facts = arbitraryFactOf(type)

  it('goes through JSON and comes back the same', () => {
    fc.assert(
      fc.property(facts, (fact) => {
        const data: Readonly<Record<string, unknown>> = Object(plain(FACTS[type].data.encode(Object(fact.data))))
        expect(readFact(type, schema, data)).toEqual(E.right({ type, data: fact.data }))
        expect(WholeFactCodec.decode(plain(WholeFactCodec.encode(fact)))).toEqual(E.right(fact))
      }),
      { numRuns: 50 },
    )
  })

  it('is written with just the keys its codec names', () => {
    fc.assert(
      fc.property(facts, fc.string(), (fact, noise) => {
        const padded: WholeFact = Object({ ...fact, data: { ...fact.data, noise }, personal: fact.personal && { ...fact.personal, noise } })
        expect(WholeFactCodec.encode(padded)).toEqual(WholeFactCodec.encode(fact))
        const whole = happened(1, null, fact)
        expect(encode(Object({ ...whole, data: padded.data, personal: padded.personal }))).toEqual(encode(whole))
      }),
      { numRuns: 20 },
    )
  })

  it('is not read with a part missing or of another type', () => {
    fc.assert(
      fc.property(facts, fc.nat(), fc.constantFrom(undefined, {}, [], Number.NaN), (fact, pick, wrong) => {
        const keys = Object.keys(fact.data)
        const key = keys[pick % Math.max(1, keys.length)]
        if (key === undefined) return
        // An empty list or record is a value of its own kind; any other is not.
        if ((Array.isArray(wrong) && key === 'findingsFrom') || (typeof wrong === 'object' && (key === 'files' || key === 'parameters')))
          return
        const read = readFact(type, schema, { ...fact.data, [key]: wrong })
        if (E.isRight(read)) expect.fail(`read with a wrong ${key}`)
        expect(read.left).toMatchObject({ tag: 'Malformed', type, schema })
        if (read.left.tag === 'Malformed')
          expect(read.left.paths.every((path) => path.startsWith(key)) && read.left.paths.length > 0).toBe(true)
      }),
      { numRuns: 30 },
    )
  })

  it('is not read in a schema of the future, or of no version', () => {
    fc.assert(
      fc.property(facts, fc.constantFrom(0, -1, schema + 1, 1.5, Number.NaN), (fact, other) => {
        expect(readFact(type, other, fact.data)).toEqual(E.left({ tag: 'UnknownSchema', type, schema: other }))
      }),
      { numRuns: 10 },
    )
  })
})

describe('events', () => {
  it('of every draft are read as what was drafted, without the personal part', () => {
    fc.assert(
      fc.property(arbitraryEventDraft, (draft) => {
        const [event] = asRecorded([{ stream: careerStreamOfTests, draft }])
        if (event === undefined) return
        expect(plain(event)).toEqual(event)
        const entry = toEntry(event)
        if (E.isLeft(entry)) expect.fail(entry.left.tag)
        const { says } = entry.right
        if (draft.type === 'Annulled') expect(says).toEqual({ kind: 'annulled', root: draft.root })
        else if (draft.type === 'Corrected')
          expect(says).toEqual({
            kind: 'corrected',
            root: draft.root,
            effectiveOn: draft.effectiveOn,
            fact: { type: draft.fact.type, data: draft.fact.data },
          })
        else expect(says).toEqual({ kind: 'fact', effectiveOn: draft.effectiveOn, fact: { type: draft.type, data: draft.data } })
      }),
    )
  })

  it('seal the personal part and the reason, and keep both out of the clear', () => {
    fc.assert(
      fc.property(arbitraryEventDraft, (draft) => {
        const secret = 'Siti Rahmawati 198504122010032907'
        const { toSeal, data, meta } = encode({ ...draft, reason: secret })
        expect(toSeal?.reason).toBe(secret)
        expect(JSON.stringify({ data, meta })).not.toContain(secret)
        const whole: WholeFact | null = draft.type === 'Annulled' ? null : draft.type === 'Corrected' ? draft.fact : Object(draft)
        const personal = whole?.personal ?? {}
        for (const [key, value] of Object.entries(personal)) {
          if (value !== null) expect(toSeal?.personal).toMatchObject({ [key]: value })
          expect(Object.keys(data)).not.toContain(key)
        }
      }),
    )
  })

  it('of a type nobody knows are kept as they are, whatever they are called', () => {
    for (const type of ['Levitated', 'awards.Given', '198504122010032907', 'toString', 'Other', 'LookupKeyRecorded'])
      expect(readFact(type, 7, { any: ['thing'] })).toEqual(E.right({ type: 'Other', data: { type, schema: 7, data: { any: ['thing'] } } }))
  })

  it('are not what says no fact of its own', () => {
    for (const type of ['Corrected', 'Annulled', 'DamagedOnServer'])
      expect(readFact(type, 1, {})).toEqual(E.left({ tag: 'UnknownType', type }))
  })

  it('of others are shown by their name, and a name that is none is not repeated', () => {
    expect(['Levitated', 'awards.Given', '198504122010032907', 'a b'].map(typeShown)).toEqual(['Levitated', 'awards.Given', '?', '?'])
  })

  it('of others are stored under types of their own, corrections included, and never under one of this program', () => {
    fc.assert(
      fc.property(arbitraryFactOf('Other'), (fact) => {
        if (fact.type !== 'Other') return expect.fail()
        const { type, schema, data } = encode(happened(1, null, fact))
        expect({ type, schema, data }).toEqual(fact.data)
        expect(readFact(type, schema, data)).toEqual(E.right({ type: 'Other', data: fact.data }))
      }),
    )
    for (const type of ['Promoted', 'Other', 'Awards.Given', 'awards.', 'awards.given'])
      expect(FACTS.Other.data.is({ type, schema: 1, data: {} })).toBe(false)
  })
})

describe('faults', () => {
  const secrets = ['198504122010032907', 'Siti Rahmawati', '1985-04-12', 'x supplied to : y']
  const secret = fc.constantFrom(...secrets)
  /** Anything with a secret somewhere in it, as value or as key. */
  const poison = fc.oneof(
    secret,
    secret.map((text) => [text]),
    secret.map((text) => ({ [text]: text })),
    secret.map((text) => ({ [text]: { [text]: [text] } })),
  )

  it('name the place and never the value', () => {
    fc.assert(
      fc.property(arbitraryFact, fc.nat(), poison, (fact, pick, bad) => {
        const keys = Object.keys(fact.data)
        const key = keys[pick % Math.max(1, keys.length)] ?? 'none'
        const read = readFact(fact.type, 1, { ...fact.data, [key]: bad })
        if (E.isRight(read)) return
        const text = JSON.stringify(read.left)
        for (const word of secrets) expect(text).not.toContain(word)
      }),
      { numRuns: 500 },
    )
  })

  it('of corrections neither', () => {
    fc.assert(
      fc.property(arbitraryEventDraft, poison, fc.constantFrom('root', 'saw', 'fact'), (draft, bad, key) => {
        fc.pre(draft.type === 'Corrected' || draft.type === 'Annulled')
        const [event] = asRecorded([{ stream: careerStreamOfTests, draft }])
        if (event === undefined) return
        const read = toEntry({ ...event, data: { ...event.data, [key]: bad } })
        if (E.isRight(read)) return
        for (const word of secrets) expect(JSON.stringify(read.left)).not.toContain(word)
      }),
      { numRuns: 300 },
    )
  })
})

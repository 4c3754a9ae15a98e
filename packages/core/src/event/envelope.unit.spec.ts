import { readFileSync } from 'node:fs'
import {
  arbitraryAccount,
  arbitraryEventDraft,
  arbitraryVerdict,
  arbitraryVerdictRead,
  asRecorded,
  careerStreamOfTests,
  eventId,
  happened,
} from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { RULE_LISTS } from '../policy/ruleLists.js'
import { RANK_PROMOTION_RULES } from '../rules/eligibility/rankPromotion.js'
import { TALENT_POOL_RULES } from '../rules/eligibility/talentPool.js'
import { DraftMeta } from './Envelope.js'
import { formNeeded, formOf, PRESENT_FORM } from './form.js'
import { liftEnvelope, readEnvelope } from './readEnvelope.js'
import { encode, toEntry } from './registry.js'
import { liftVerdict, PoliciesVerdict, readVerdict, Verdict, writeVerdict } from './Verdict.js'

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
const right = <A>(read: E.Either<unknown, A>): A => (E.isRight(read) ? read.right : expect.fail(JSON.stringify(read.left)))

describe('an envelope', () => {
  it('is written in the first form unless something of the second is used', () => {
    fc.assert(
      fc.property(arbitraryEventDraft, (draft) => {
        const { meta } = encode(draft)
        const { ground, source } = draft
        const uses =
          ground.account !== undefined ||
          (source !== null && source.row === undefined) ||
          (ground.kind === 'taken' && (ground.override !== undefined || 'policies' in ground.verdict))
        expect(meta.form).toBe(uses ? 2 : undefined)
        expect(formNeeded(meta)).toBe(formOf(meta))
        expect(DraftMeta.is(meta)).toBe(true)
        expect(right(DraftMeta.decode(plain(meta)))).toEqual(meta)
      }),
    )
  })

  it('says the same once it is lifted, and is then of the present form', () => {
    fc.assert(
      fc.property(arbitraryEventDraft, (draft) => {
        const { meta } = encode(draft)
        const lifted = right(liftEnvelope(meta))
        expect(lifted.form).toBe(PRESENT_FORM)
        expect(DraftMeta.is(lifted)).toBe(true)
        expect(right(liftEnvelope(lifted))).toEqual(lifted)
        expect(readEnvelope(lifted)).toEqual(readEnvelope(meta))
      }),
    )
  })

  it('is read with who acted, from where and on what it rested', () => {
    fc.assert(
      fc.property(arbitraryEventDraft, (draft) => {
        const { ground, source } = draft
        const read = right(readEnvelope(encode(draft).meta))
        expect(read).toMatchObject({ kind: ground.kind, actor: ground.actor, account: ground.account ?? null, agency: draft.agency })
        expect(read.source).toEqual(source === null ? null : { ...source, row: source.row ?? null })
        const [override = null, basis = null] = [ground.kind === 'taken' ? ground.override : null, ground.basis]
        expect([read.override, read.basis, read.verdict === null]).toEqual([override, basis, ground.kind !== 'taken'])
      }),
    )
  })

  it('does not bear the form of another: nothing of the second stands in the first', () => {
    const used = encode(happened(1, null, { type: 'PersonErased', data: {}, personal: null }))
    fc.assert(
      fc.property(arbitraryAccount, (account) => {
        const ground = { ...used.meta.ground, account }
        expect(DraftMeta.is({ ...used.meta, ground })).toBe(false)
        expect(DraftMeta.is({ ...used.meta, ground, form: 2 })).toBe(true)
      }),
    )
    for (const form of [0, 1, 3, 2.5]) expect(DraftMeta.is({ ...used.meta, form })).toBe(false)
  })

  it('of a form that a later program writes is not read, whatever it holds; its stream waits', () => {
    fc.assert(
      fc.property(arbitraryEventDraft, fc.constantFrom(0, 1, 3, 77, -1, 2.5), (draft, form) => {
        const [event] = asRecorded([{ stream: careerStreamOfTests, draft }])
        if (event === undefined) return
        const later = { ...event, meta: { ...event.meta, form } }
        expect(toEntry(later)).toMatchObject(E.left({ tag: 'UnknownForm', form }))
        expect(readEnvelope(later.meta)).toEqual(E.left({ tag: 'UnknownForm', form }))
      }),
    )
  })
})

describe('a verdict of several policies', () => {
  it('is read as it was written, through JSON', () => {
    fc.assert(
      fc.property(arbitraryVerdictRead, (verdict) => {
        const written = writeVerdict(verdict)
        expect(PoliciesVerdict.is(written)).toBe(true)
        expect(readVerdict(right(PoliciesVerdict.decode(plain(written))))).toEqual(E.right(verdict))
      }),
    )
  })

  it('of the first form says the same once it is lifted', () => {
    fc.assert(
      fc.property(arbitraryVerdict, (verdict) => {
        const { policy, rules, read, cataloguePosition } = verdict
        const said = { policies: [{ policy: policy.name, version: policy.version, rules }], rules: [], read, cataloguePosition }
        expect(readVerdict(liftVerdict(verdict))).toEqual(E.right(said))
        expect([Verdict.is(verdict), PoliciesVerdict.is(verdict), PoliciesVerdict.is(liftVerdict(verdict))]).toEqual([true, false, true])
      }),
    )
  })

  it('names no rule of a list, and each fact once', () => {
    const facts = [eventId(901), eventId(902)]
    const rules = (RULE_LISTS.get('rank-promotion')?.[1] ?? []).map((rule) => ({ rule, outcome: 'met' as const, facts }))
    const spelled = { policy: { name: 'rank-promotion', version: 'national-2' }, rules, read: [], cataloguePosition: 1 }
    const written = writeVerdict({
      policies: [{ policy: 'rank-promotion', version: 'national-2', rules }],
      rules: [],
      read: [],
      cataloguePosition: right(Verdict.decode({ ...spelled })).cataloguePosition,
    })
    expect(written.facts).toEqual(facts)
    expect(written.policies).toMatchObject([{ list: 2, outcomes: 'mmmmmmmmmm' }])
    expect(JSON.stringify(written).length).toBeLessThan(JSON.stringify(spelled).length / 3)
  })

  it('that refers to a list of a later program is not read, and that program is named by the list', () => {
    const { policies, ...rest } = writeVerdict({
      policies: [],
      rules: [],
      read: [],
      cataloguePosition: right(Verdict.decode(FIRST)).cataloguePosition,
    })
    const by = (list: number, policy: string) => [...policies, { name: policy, version: 'x', list, outcomes: 'm', uses: [[]] }]
    expect(readVerdict({ ...rest, policies: by(99, 'rank-promotion') })).toEqual(E.left({ policy: 'rank-promotion', list: 99 }))
    for (const policy of ['awards.rules', 'constructor'])
      expect(readVerdict({ ...rest, policies: by(1, policy) })).toEqual(E.left({ policy, list: 1 }))
    for (const uses of [[], [[0]], [[], []]]) expect(PoliciesVerdict.is({ ...rest, policies: [{ ...by(1, 'x')[0], uses }] })).toBe(false)
  })
})
const FIRST = { policy: { name: 'x', version: 'y' }, rules: [], read: [], cataloguePosition: 1 }

describe('lists of rules', () => {
  it('name every eligibility rule that is asked, in its order', () => {
    const inOrder = (policy: string, codes: ReadonlyArray<string>): boolean => {
      const list = RULE_LISTS.get(policy)?.at(-1) ?? []
      const places = codes.map((code) => list.indexOf(code))
      return places.every((place, i) => place > (places[i - 1] ?? -1))
    }
    expect(
      inOrder(
        'rank-promotion',
        RANK_PROMOTION_RULES.map(({ code }) => code),
      ),
    ).toBe(true)
    expect(
      inOrder(
        'talent-grid',
        TALENT_POOL_RULES.map(({ code }) => code),
      ),
    ).toBe(true)
  })

  it('that were ever used are never edited', () => {
    const frozen: Readonly<Record<string, ReadonlyArray<unknown>>> = JSON.parse(
      readFileSync(new URL('../policy/golden/ruleLists.json', import.meta.url), 'utf8'),
    )
    for (const [policy, lists] of Object.entries(frozen)) expect(RULE_LISTS.get(policy)?.slice(0, lists.length)).toEqual(lists)
  })
})

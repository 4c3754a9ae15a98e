import { code, day, employeeNumber, fact, happened, person } from '@jejak/testing'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { CommandCodec } from '../decide/commands.js'
import { encode, readFact } from '../event/registry.js'
import { complete, withoutDefaults } from './defaults.js'
import { FACT_TYPES, FACTS } from './Fact.js'
import { WholeFactCodec } from './wholeFact.js'

describe('fields of the second contract', () => {
  it('are read with their defaults from what was stored before', () => {
    const stored = { pair: 'M.01', mentor: person(2), minutes: 60 }
    expect(readFact('Mentored', 1, stored)).toEqual(E.right({ type: 'Mentored', data: { ...stored, session: 1 } }))
    const post = { unitId: 'U.01', positionId: 'J.01', positionName: 'Analis', level: 'ahli_muda', needed: 2, key: true }
    expect(readFact('PostDefined', 1, post)).toEqual(
      E.right({ type: 'PostDefined', data: { ...post, retirementAge: null, from: null, until: null } }),
    )
  })

  it('must be there in the present schema', () => {
    expect(E.isLeft(readFact('Mentored', 2, { pair: 'M.01', mentor: person(2), minutes: 60 }))).toBe(true)
  })

  it('may be left out by callers, in commands and in corrections', () => {
    const data = { pair: code('M.01'), mentor: person(2), minutes: 60 }
    const personal = { topic: null, followUp: null }
    expect(CommandCodec.decode({ type: 'Mentor', on: '2025-06-10', data, personal })).toEqual(
      E.right({ type: 'Mentor', on: '2025-06-10', data: complete('Mentored', data), personal }),
    )
    expect(WholeFactCodec.decode({ type: 'Mentored', data, personal })).toEqual(
      E.right({ type: 'Mentored', data: complete('Mentored', data), personal }),
    )
  })

  it('do not change what is sealed of somebody who has no earlier number, so the form before is still read', () => {
    const before = { number: '198504122010032907', name: 'Contoh Satu', titleBefore: null, titleAfter: null, birthDate: '1985-04-12' }
    expect(FACTS.Appointed.personal.is(before)).toBe(true)
    const personal = { ...before, number: employeeNumber(before.number), birthDate: day(before.birthDate) }
    const data = { status: 'PNS', sex: 'P', education: 'S1', graduationYear: null, unitId: code('U.01'), unitName: null } as const
    const said = fact('Appointed', data, personal)
    expect(encode(happened(901, '2010-03-01', said)).toSeal?.personal).toEqual(before)
  })

  it('seal the name of an appraiser without a number, and nothing where there is none', () => {
    const data = complete('Appraised', {
      year: 2025,
      periodStart: day('2025-01-01'),
      periodEnd: day('2025-12-31'),
      result: 1,
      behaviour: 1,
      predicate: 'SB',
      sourcePredicate: null,
      appraiser: null,
      appraisedOn: day('2025-12-31'),
      acting: false,
    })
    const named = happened(902, '2025-12-31', { type: 'Appraised', data, personal: { appraiserName: 'Wali Kota Contoh' } })
    expect(encode(named).toSeal).toEqual({ personal: { appraiserName: 'Wali Kota Contoh' } })
    expect(JSON.stringify(encode(named).data)).not.toContain('Wali')
    expect(encode(happened(903, '2025-12-31', { type: 'Appraised', data, personal: { appraiserName: null } })).toSeal).toBeNull()
  })

  it('are all of types in their second schema', () => {
    const lifted = FACT_TYPES.filter((type) => FACTS[type].schema === 2)
    expect(lifted).toEqual(['Appointed', 'Mentored', 'Appraised', 'Positioned', 'PostDefined', 'PolicyAdopted', 'ForumHeld', 'SurveyTaken'])
  })

  it('are left out again where a fact is shown, so that what was stored before is shown as it was', () => {
    const data = { pair: code('M.01'), mentor: person(2), minutes: 60 }
    expect(withoutDefaults('Mentored', complete('Mentored', data))).toEqual(data)
    expect(withoutDefaults('Mentored', complete('Mentored', { ...data, session: 2 }))).toEqual({ ...data, session: 2 })
  })
})

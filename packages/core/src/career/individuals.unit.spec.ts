import { AGENCY, arbitraryLog, code, day, employeeNumber, eventId, fact, happened, historyOf, person, WORLD } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { empty } from '../catalogue/Catalogue.js'
import type { EventDraft } from '../event/Envelope.js'
import { toEntry } from '../event/registry.js'
import type { DataOf } from '../fact/Fact.js'
import * as History from '../history/History.js'
import type { CareerId } from '../identity/ids.js'
import { careerOf } from '../identity/streams.js'
import { employments } from './employments.js'
import { type Individual, individuals, type UnderNumber } from './individuals.js'
import { appointmentOn } from './standing.js'

const NUMBER = employeeNumber('198504122010031907')
const NAMED = { number: NUMBER, name: 'Contoh Uji', titleBefore: null, titleAfter: null, birthDate: day('1985-04-12') }

type Said = Partial<Pick<DataOf<'Appointed'>, 'status' | 'sex' | 'education' | 'graduationYear' | 'earlier'>>

const appointment = ({ status = 'PNS', sex = 'P', education = 'S1', graduationYear = 2008, earlier = null }: Said = {}) =>
  fact('Appointed', { status, sex, education, graduationYear, unitId: code(`U-${status}`), unitName: null, earlier }, NAMED)

const appointed = (n: number, on: string, said: Said = {}): EventDraft => happened(n, on, appointment(said))

const left = (n: number, on: string): EventDraft =>
  happened(n, on, fact('Left', { kind: 'diberhentikan', decree: { number: `SK ${n}`, date: day(on) } }, null))

const about = (n: number, root: number) => {
  const { ground, ...base } = happened(n, null, appointment())
  const { id, agency, reason, source, correlationId, causationId } = base
  return { id, agency, reason, source, correlationId, causationId, effectiveOn: null, root: eventId(root), saw: eventId(root), ground }
}

const corrected = (n: number, root: number, on: string, said: Said): EventDraft =>
  ({
    ...about(n, root),
    type: 'Corrected',
    effectiveOn: day(on),
    fact: appointment(said),
    ground: { kind: 'imported', actor: about(n, root).ground.actor },
  }) as EventDraft

const annulled = (n: number, root: number): EventDraft =>
  ({ ...about(n, root), type: 'Annulled', ground: { kind: 'imported', actor: about(n, root).ground.actor } }) as EventDraft

const under = (career: CareerId, ...drafts: ReadonlyArray<EventDraft>): UnderNumber => {
  const [employment] = employments(historyOf(drafts), () => empty)
  return { career, employment: employment ?? expect.fail('no employment') }
}

const numbersOf = (found: ReadonlyArray<Individual>) => found.map(({ career, numbers }) => ({ career, numbers }))

describe('individuals', () => {
  it('make one person of two numbers where an appointment names the other', () => {
    const [old, present] = [
      under(person(1), appointed(1, '2023-01-01', { status: 'PPPK' })),
      under(person(2), appointed(2, '2024-03-01', { status: 'CPNS', earlier: person(1) })),
    ]
    const [one, ...others] = individuals([present, old])
    expect(others).toEqual([])
    expect(one).toMatchObject({ career: person(2), numbers: [person(1), person(2)] })
    expect(one?.employment.appointments.map(({ under: career }) => career)).toEqual([person(1), person(2)])
    expect(one === undefined ? null : appointmentOn(one.employment, day('2023-12-31'))?.data).toMatchObject({
      status: 'PPPK',
      unitId: 'U-PPPK',
    })
    expect(one === undefined ? null : appointmentOn(one.employment, day('2024-03-01'))?.data).toMatchObject({
      status: 'CPNS',
      unitId: 'U-CPNS',
    })
  })

  it('join nothing by a number that is nobody else’s: unknown, one’s own, or without an appointment that holds', () => {
    const out = under(person(3), left(9, '2020-01-01'))
    const held = [
      under(person(1), appointed(1, '2023-01-01', { earlier: person(1) })),
      under(person(2), appointed(2, '2024-03-01', { earlier: person(7) })),
      out,
      under(person(4), appointed(4, '2024-03-01', { earlier: person(3) })),
      under(person(5), appointed(5, '2024-03-01', { earlier: person(7) })),
    ]
    expect(numbersOf(individuals(held))).toEqual([1, 2, 3, 4, 5].map((n) => ({ career: person(n), numbers: [person(n)] })))
    expect(individuals(held)[0]?.employment).toBe(held[0]?.employment)
  })

  it('take the sex of the newest number, and the highest education of all', () => {
    const [one] = individuals([
      under(person(1), appointed(1, '2020-01-01', { sex: 'L', education: 'S2', graduationYear: 2019 })),
      under(person(2), appointed(2, '2024-03-01', { sex: 'P', education: 'S1', graduationYear: 2008, earlier: person(1) })),
    ])
    expect(one?.employment.appointments.map(({ data: { sex, education, graduationYear } }) => [sex, education, graduationYear])).toEqual([
      ['P', 'S2', 2019],
      ['P', 'S2', 2019],
    ])
  })

  it('find the newest number among those that no other names: the one given last', () => {
    const first = under(person(1), appointed(1, '2020-01-01'))
    const earlier = under(person(3), appointed(2, '2022-01-01', { earlier: person(1) }))
    const later = under(person(2), appointed(3, '2024-01-01', { earlier: person(1) }))
    expect(numbersOf(individuals([later, first, earlier]))).toEqual([{ career: person(2), numbers: [person(1), person(3), person(2)] }])
    const circle = [
      under(person(1), appointed(1, '2020-01-01', { earlier: person(2) })),
      under(person(2), appointed(2, '2019-01-01', { earlier: person(1) })),
    ]
    expect(individuals(circle).map(({ career }) => career)).toEqual([person(1)])
  })

  it('tell of several numbers given on one day, named by none, that any of them may be the newest', () => {
    const first = under(person(5), appointed(1, '2020-01-01'))
    const one = under(person(3), appointed(2, '2024-01-01', { earlier: person(5) }))
    const other = under(person(2), appointed(3, '2024-01-01', { earlier: person(5) }))
    expect(individuals([other, first, one])).toMatchObject([{ career: person(3), tied: [person(2)] }])
    expect(individuals([other, first])[0]).not.toHaveProperty('tied')
  })

  it('keep the appointment of the newest number where both were given on one day, as for a number put right', () => {
    const wrong = under(person(9), appointed(1, '2010-03-01', { status: 'CPNS' }))
    const right = under(person(1), appointed(2, '2010-03-01', { earlier: person(9) }))
    const [one] = individuals([wrong, right])
    expect(one).toMatchObject({ career: person(1), numbers: [person(9), person(1)] })
    expect(one?.employment.appointments.map(({ by }) => by)).toEqual([eventId(2)])
  })

  it('hold no exit of an earlier number after the next was given', () => {
    const old = under(person(1), appointed(1, '2020-01-01'), left(3, '2024-04-01'))
    const present = under(person(2), appointed(2, '2024-03-01', { earlier: person(1) }), left(4, '2026-01-01'))
    const [one] = individuals([old, present])
    expect(one?.employment.exits.map(({ on }) => on)).toEqual(['2026-01-01'])
    const onTheDay = individuals([under(person(1), appointed(1, '2020-01-01'), left(3, '2024-03-01')), present])
    expect(onTheDay[0]?.employment.exits.map(({ on }) => on)).toEqual(['2024-03-01', '2026-01-01'])
  })

  it('are two again once the naming appointment is corrected or annulled, and one when it comes back', () => {
    const old = under(person(1), appointed(1, '2020-01-01'))
    const naming = appointed(2, '2024-03-01', { earlier: person(1) })
    const undone = (...drafts: ReadonlyArray<EventDraft>) =>
      individuals([old, under(person(2), naming, left(5, '2026-01-01'), ...drafts)]).length
    expect(undone()).toBe(1)
    expect(undone(corrected(3, 2, '2024-03-01', {}))).toBe(2)
    expect(undone(annulled(3, 2))).toBe(2)
    expect(undone(annulled(3, 2), corrected(4, 2, '2024-03-01', { earlier: person(1) }))).toBe(1)
  })

  it('are the same whatever the order in which careers and their entries arrive, and count nobody twice or not at all', () => {
    const log = arbitraryLog({ maxSteps: 60, agencies: [AGENCY], reference: false })
    const arrivals = log.chain((events) =>
      fc.tuple(
        fc.constant(events),
        fc.shuffledSubarray([...events], { minLength: events.length }),
        fc.shuffledSubarray([...WORLD.people], { minLength: WORLD.people.length }),
      ),
    )
    const read = (events: typeof log extends fc.Arbitrary<infer L> ? L : never, careers: ReadonlyArray<CareerId>) =>
      individuals(
        careers.flatMap((career): ReadonlyArray<UnderNumber> => {
          const entries = events.filter(({ stream }) => careerOf(stream) === career).map(toEntry)
          const [employment] = employments(
            History.fromEntries(entries.flatMap((entry) => (E.isRight(entry) ? [entry.right] : []))),
            () => empty,
          )
          return employment === undefined ? [] : [{ career, employment }]
        }),
      )
    fc.assert(
      fc.property(arrivals, ([events, shuffled, careers]) => {
        const found = read(events, WORLD.people)
        expect(read(shuffled, careers)).toEqual(found)
        expect(read([...events, ...shuffled], careers)).toEqual(found)
        const numbers = found.flatMap((each) => each.numbers)
        expect(new Set(numbers).size).toBe(numbers.length)
      }),
      { numRuns: 300 },
    )
  })
})

import { arbitraryCareerAndCatalogues, arbitraryLocalDateIn, day, person } from '@jejak/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LocalDate } from '../date/LocalDate.js'
import { asOf } from './Employment.js'
import { employments } from './employments.js'
import { careerBegan, type DatedFact, firstStart, inServiceOn, lastExit, latestStartOn, type Service, spells } from './service.js'

const dated = (...days: ReadonlyArray<string>): ReadonlyArray<DatedFact> => days.map((on) => ({ on: day(on), by: null }))

const service = (appointed: string, came: ReadonlyArray<string>, left: ReadonlyArray<string>): Service => ({
  appointments: dated(appointed),
  transfersIn: dated(...came),
  exits: dated(...left),
})

const served = (of: Service, ...days: ReadonlyArray<string>) => days.map((on) => inServiceOn(of, day(on)))

describe('service', () => {
  it('begins with the appointment and ends the day before the exit', () => {
    const one = service('2010-03-01', [], ['2024-06-01'])
    expect(served(one, '2010-02-28', '2010-03-01', '2024-05-31', '2024-06-01', '2030-01-01')).toEqual([false, true, true, false, false])
    expect(spells(one)).toEqual([{ from: '2010-03-01', until: '2024-06-01' }])
    expect(lastExit(one)?.on).toBe('2024-06-01')
  })

  it('of whoever left and came back is in both spells and not between', () => {
    const back = service('2010-03-01', ['2023-09-01'], ['2021-11-01', '2025-08-01'])
    expect(served(back, '2010-03-01', '2021-10-31', '2021-11-01', '2023-08-31', '2023-09-01', '2025-07-31', '2025-08-01')).toEqual([
      true,
      true,
      false,
      false,
      true,
      true,
      false,
    ])
    expect(spells(back)).toEqual([
      { from: '2010-03-01', until: '2021-11-01' },
      { from: '2023-09-01', until: '2025-08-01' },
    ])
    expect(lastExit(back)?.on).toBe('2025-08-01')
    expect(lastExit(service('2010-03-01', ['2023-09-01'], ['2021-11-01']))).toBeNull()
  })

  it('of whoever came by transfer begins with the transfer; the career began elsewhere', () => {
    const came = service('2010-03-01', ['2021-03-01'], [])
    expect(served(came, '2010-03-01', '2021-02-28', '2021-03-01')).toEqual([false, false, true])
    expect([careerBegan(came), firstStart(came)]).toEqual(['2010-03-01', '2021-03-01'])
  })

  it('begins where it was left on the same day', () => {
    const same = service('2010-03-01', ['2024-09-01'], ['2024-09-01'])
    expect(served(same, '2024-08-31', '2024-09-01', '2024-09-02')).toEqual([true, true, true])
    expect(latestStartOn(same, day('2024-09-01'))).toBe('2024-09-01')
    expect(lastExit(same)).toBeNull()
  })

  it('under several numbers is that of each, to the next one at the latest', () => {
    const [first, second] = [person(1), person(2)]
    const under = (number: typeof first, on: string): DatedFact => ({ on: day(on), by: null, under: number })
    // On agreement here, then a candidate elsewhere, who came by transfer.
    const of: Service = {
      appointments: [under(first, '2019-01-01'), under(second, '2022-03-01')],
      transfersIn: [under(second, '2024-05-01')],
      exits: [],
    }
    expect(spells(of)).toEqual([
      { from: '2019-01-01', until: '2022-03-01' },
      { from: '2024-05-01', until: null },
    ])
    expect(served(of, '2022-02-28', '2022-03-01', '2024-04-30', '2024-05-01')).toEqual([true, false, false, true])
    const here: Service = { ...of, transfersIn: [] }
    expect(served(here, '2022-02-28', '2022-03-01', '2024-04-30')).toEqual([true, true, true])
  })

  it('is of nobody who was never appointed', () => {
    const nobody: Service = { appointments: [], transfersIn: dated('2020-01-01'), exits: [] }
    expect([inServiceOn(nobody, day('2021-01-01')), spells(nobody), firstStart(nobody)]).toEqual([false, [], null])
  })
})

const days = arbitraryLocalDateIn('2018-01-01', '2018-03-01')
const facts = (maxLength: number): fc.Arbitrary<ReadonlyArray<DatedFact>> =>
  fc.array(
    days.map((on) => ({ on, by: null })),
    { maxLength },
  )
const services: fc.Arbitrary<Service> = fc.record(
  { appointments: facts(2), transfersIn: facts(3), exits: facts(3) },
  { noNullPrototype: true },
)

describe('spells', () => {
  it('are in order, overlap nowhere, and somebody serves on a day just where one holds', () => {
    fc.assert(
      fc.property(services, days, (of, on) => {
        const all = spells(of)
        all.forEach(({ from, until }, i) => {
          expect(until === null || from < until).toBe(true)
          const next = all[i + 1]
          if (next !== undefined) expect(until !== null && until <= next.from).toBe(true)
        })
        expect(inServiceOn(of, on)).toBe(all.some(({ from, until }) => from <= on && (until === null || on < until)))
      }),
    )
  })

  it('do not depend on the order in which facts are known', () => {
    const shuffled = services.chain((of) =>
      fc.tuple(
        fc.constant(of),
        fc.record(
          {
            appointments: fc.shuffledSubarray([...of.appointments], { minLength: of.appointments.length }),
            transfersIn: fc.shuffledSubarray([...of.transfersIn], { minLength: of.transfersIn.length }),
            exits: fc.shuffledSubarray([...of.exits], { minLength: of.exits.length }),
          },
          { noNullPrototype: true },
        ),
      ),
    )
    fc.assert(
      fc.property(shuffled, ([of, other]) => {
        expect(spells(other)).toEqual(spells(of))
        expect(lastExit(other)?.on).toBe(lastExit(of)?.on)
      }),
    )
  })

  /** The sentences of the contract, word by word. */
  const asSaid = ({ appointments, transfersIn, exits }: Service, on: LocalDate): boolean => {
    const [entry] = appointments
    const came = transfersIn.flatMap((each) => each.on ?? [])
    const left = exits.flatMap((each) => each.on ?? [])
    if (entry?.on == null) return false
    const earliest = [...came].sort()[0]
    const byTransfer = earliest !== undefined && !left.some((each) => each <= earliest)
    const starts = [...came, ...(byTransfer ? [] : [entry.on])].filter((each) => each <= on).sort()
    const start = starts.at(-1)
    return start !== undefined && !left.some((each) => start < each && each <= on)
  }

  it('are those of the contract for whoever was appointed once', () => {
    const once = services.map((of): Service => ({ ...of, appointments: of.appointments.slice(0, 1) }))
    fc.assert(
      fc.property(once, days, (of, on) => {
        // A transfer of before the career began is refused.
        const began = careerBegan(of)
        fc.pre(began === null || of.transfersIn.every((came) => came.on !== null && came.on >= began))
        expect(inServiceOn(of, on)).toBe(asSaid(of, on))
      }),
    )
  })

  it('of an employment say of a day the same, whatever comes later, and in whatever order its facts arrived', () => {
    fc.assert(
      fc.property(arbitraryCareerAndCatalogues, arbitraryLocalDateIn('2018-01-01', '2026-12-31'), ({ career, catalogueOf }, on) => {
        const reversed = employments(new Map([...career].reverse()), catalogueOf)
        employments(career, catalogueOf).forEach((employment, i) => {
          const other = reversed[i]
          expect(inServiceOn(asOf(employment, on), on)).toBe(inServiceOn(employment, on))
          if (other !== undefined) expect(spells(other)).toEqual(spells(employment))
        })
      }),
    )
  })
})

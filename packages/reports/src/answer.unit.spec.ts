import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { peopleIn, toAnswer } from './answer.js'
import { agencyOf, appointed, careerNo, day, figureOf, positioned, questionOf } from './examples.spec.js'
import { REPORTS } from './registry.js'

const agency = agencyOf({
  people: { 1: [appointed('U1'), positioned('U1', 'X', 'pelaksana', '2020-01-01')], 2: [appointed('U1')] },
})
const asked = { asOf: day('2025-12-31') }
const inputOf = (name: string, question: object) => {
  const { report, args } = questionOf(name, question)
  const figure = figureOf(name, question, agency)
  const { catalogue, agencyFacts, people } = agency
  return { report, args, figure, catalogue, agencyFacts, people, knownAt: '@7' }
}

describe('an answer', () => {
  it('is not given while a person of its rows was not handed in: nobody is erased by an omission', () => {
    const input = inputOf('staff-list', asked)
    expect(toAnswer({ ...input, people: new Map() })).toEqual(E.left({ tag: 'PeopleMissing', careers: [careerNo(1), careerNo(2)] }))
    const one = new Map([[careerNo(1), 'erased' as const]])
    expect(toAnswer({ ...input, people: one })).toEqual(E.left({ tag: 'PeopleMissing', careers: [careerNo(2)] }))
    const both = toAnswer({ ...input, people: new Map([...one, [careerNo(2), 'unreadable' as const]]) })
    expect(both).toMatchObject(E.right({ base: { people: 0, erased: 1, unreadable: 1 } }))
  })

  it('asks for nobody whom peopleIn does not name, in any report', () => {
    for (const [name, { takes }] of REPORTS) {
      const question = { ...(takes.includes('year') ? { year: 2025 } : {}), ...(takes.includes('period') ? { period: '2025-04' } : {}) }
      const range = takes.includes('from') ? { from: day('2025-01-01'), to: day('2025-12-31') } : {}
      const input = inputOf(name, { ...question, ...range })
      const people = new Map(peopleIn(input.figure, input.report).map((career) => [career, 'erased' as const]))
      expect([name, E.isRight(toAnswer({ ...input, people }))]).toEqual([name, true])
    }
  })

  it('is not given of a figure of another kind: that is not an empty one', () => {
    const table = inputOf('staff-list', asked)
    const sums = inputOf('training-hours', { year: 2025 })
    expect(toAnswer({ ...table, figure: sums.figure })).toEqual(E.left({ tag: 'OtherFigure', expected: 'table' }))
    expect(toAnswer({ ...sums, figure: table.figure })).toEqual(E.left({ tag: 'OtherFigure', expected: 'sums' }))
  })
})

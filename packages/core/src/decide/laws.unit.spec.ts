import { answersTheSame, arbitraryDecisionInput, draftsCanBeRead, draftsStandInTheirStream, isTotal } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { COMMAND_TYPES, type CommandType, decide } from './commands.js'

describe.each(COMMAND_TYPES.map((type) => [type]))('%s', (type: CommandType) => {
  const inputs = arbitraryDecisionInput([type])
  it('always answers', () => isTotal(decide, inputs))
  it('answers the same question the same, whatever the order in which the state arrived', () => answersTheSame(decide, inputs))
  it('drafts what can be stored and read', () => draftsCanBeRead(decide, inputs))
  it('drafts into the stream it was asked about', () => draftsStandInTheirStream(decide, inputs))
})

describe('commands', () => {
  it('are each allowed at times, and refused with each code once', () => {
    const allowed = new Set<string>()
    fc.assert(
      fc.property(arbitraryDecisionInput(), ({ context, command, state }) => {
        const decision = decide(context, command, state)
        if (E.isRight(decision)) allowed.add(command.type)
        else {
          const codes = decision.left.map(({ code }) => code)
          expect(new Set(codes).size).toBe(codes.length)
        }
      }),
      { numRuns: 6000, seed: 7 },
    )
    expect(COMMAND_TYPES.filter((type) => !allowed.has(type))).toEqual([])
  })
})

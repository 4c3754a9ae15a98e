import { arbitraryDecisionInput, asRecorded } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { addDays, type LocalDate } from '../date/LocalDate.js'
import { toEntry } from '../event/registry.js'
import { FACTS } from '../fact/Fact.js'
import * as History from '../history/History.js'
import type { Command } from './commands.js'
import { decide } from './commands.js'

describe('later facts', () => {
  const dayOf = (command: Command): LocalDate | null => ('on' in command && command.type !== 'Correct' ? command.on : null)

  it('do not stand against an earlier one: what was allowed stays allowed', () => {
    let allowed = 0
    const types = ['Appoint', 'Promote', 'Position', 'Sanction', 'Retire', 'Leave', 'Enrol', 'Mentor'] as const
    fc.assert(
      fc.property(arbitraryDecisionInput(types), arbitraryDecisionInput(types), ({ context, command, state }, other) => {
        const on = dayOf(command)
        if (on === null || E.isLeft(decide(context, command, state))) return
        allowed++
        const later = [...other.state.values()].filter(
          ({ id, says }) =>
            !state.has(id) &&
            says.kind === 'fact' &&
            FACTS[says.fact.type].dating === 'own' &&
            says.effectiveOn !== null &&
            says.effectiveOn > on &&
            // Of whoever comes by transfer, the service here had not begun before.
            says.fact.type !== 'TransferredIn' &&
            // These are doubles by key whatever their date.
            says.fact.type !== 'PersonErased' &&
            says.fact.type !== 'Enrolled' &&
            says.fact.type !== 'Sanctioned',
        )
        const after = History.add(
          state,
          later.map((entry, i) => ({ ...entry, revision: 1000 + i })),
        )
        expect(E.isRight(decide(context, command, after))).toBe(true)
      }),
      { numRuns: 600 },
    )
    expect(allowed).toBeGreaterThan(50)
  })

  it('nor does the same fact, recorded for a later day', () => {
    let allowed = 0
    const types = ['Promote', 'Position', 'Retire', 'Leave', 'Mentor', 'Appoint'] as const
    fc.assert(
      fc.property(arbitraryDecisionInput(types), fc.integer({ min: 1, max: 400 }), ({ context, command, state }, days) => {
        const decision = decide(context, command, state)
        const on = dayOf(command)
        if (E.isLeft(decision) || on === null) return
        allowed++
        const [event] = asRecorded(decision.right.map((draft) => ({ stream: context.stream, draft })))
        const entry = event === undefined ? null : toEntry(event)
        if (entry === null || E.isLeft(entry) || entry.right.says.kind !== 'fact') return
        const says = { ...entry.right.says, effectiveOn: addDays(on, days) }
        const after = History.add(state, [{ ...entry.right, revision: 5000, says }])
        expect(E.isRight(decide(context, command, after))).toBe(true)
      }),
      { numRuns: 500 },
    )
    expect(allowed).toBeGreaterThan(50)
  })
})

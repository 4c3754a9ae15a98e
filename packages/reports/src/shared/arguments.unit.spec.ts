/** Faults of arguments name neither a flag nor a field: the command line, the API and a program each ask in their own way. */

import { agencyCode, localDate } from '@jejak/core'
import { must } from '@jejak/testing'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { REPORTS } from '../registry.js'

const agency = must(agencyCode('kota-uji'))
const today = must(localDate('2026-01-01'))

describe('the arguments of a report', () => {
  it('are judged in words of no caller, every fault at once', () => {
    const asked = [{ agency }, { agency, year: 99, from: today, to: today, period: 'May', unit: '' }]
    const faults = [...REPORTS.values()].flatMap((report) =>
      asked.flatMap((each) => {
        const checked = report.check(each, today)
        return E.isLeft(checked) ? checked.left : []
      }),
    )
    expect(new Set(faults.map(({ code }) => code))).toEqual(new Set(['missing', 'notTaken', 'notAYear', 'notAPeriod', 'notAUnit']))
    expect(faults.filter(({ message }) => /--|=|asOf|\?/.test(message))).toEqual([])
  })
})

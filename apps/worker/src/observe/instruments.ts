/** The instruments of a home that tell an observer. */
import type { Instruments } from '@jejak/application/operator'
import { observeEvents } from './observeEvents.js'
import { observeThreadPart, observeViews } from './observeViews.js'
import type { Observer } from './Signal.js'

const VERDICTS = ['accepted', 'warned', 'known', 'correction', 'rejected'] as const

export const instrumentsFor = (observe: Observer): Instruments => ({
  events: observeEvents(observe),
  views: observeViews(observe),
  onThreadPart: observeThreadPart(observe),
  imported: ({ files, events }) => {
    const counts = Object.values(files)
    const rows = Object.fromEntries(VERDICTS.map((verdict) => [verdict, counts.reduce((sum, each) => sum + each[verdict], 0)]))
    observe({ tag: 'Imported', rows, events })
  },
})

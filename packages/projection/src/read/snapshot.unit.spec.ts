/** A reader is told of one position, though others commit between its reads. */
import { type Catalogue, LogPosition, lastDayOfYear, type RecordedEvent } from '@jejak/core'
import type { Figure } from '@jejak/core/measure'
import { arbitraryLog, growingLog, testViews, WORLD } from '@jejak/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { get } from '../live/laws.spec.js'
import { openReadModels } from '../openReadModels.js'
import { memoryViewStore } from '../store/memory/memoryViewStore.js'
import type { ViewStore } from '../store/ViewStore.js'

const DAY = lastDayOfYear(2023)

const isReference = ({ stream }: RecordedEvent): boolean => !stream.startsWith('career-')

/** What a catalogue says, whatever entries it says it by. */
const said = ({ programs, cohorts, posts, policies }: Catalogue.Catalogue): string =>
  JSON.stringify([[...programs].sort(), [...cohorts].sort(), [...posts].sort(), policies])

describe('a snapshot', () => {
  it('holds figure, catalogue and agency facts of one position, where an event is committed between the reads', async () => {
    let differing = 0
    await fc.assert(
      fc.asyncProperty(
        arbitraryLog({ maxSteps: 30 }).filter((log) => log.slice(Math.ceil(log.length / 2)).some(isReference)),
        async (log) => {
          const growing = growingLog(log)
          growing.growTo(Math.ceil(log.length / 2))
          const store = memoryViewStore()
          const open = (views: ViewStore) => get(openReadModels({ events: growing.events, views, standing: testViews, today: () => DAY }))
          const writer = await open(store)
          await get(writer.catchUp())
          let between = false
          const raced: ViewStore = {
            ...store,
            references: (generation, after) => async () => {
              // The overlap is made here: figures are read, the facts of reference are not.
              if (between) {
                between = false
                growing.growTo(log.length)
                await get(writer.catchUp())
              }
              return store.references(generation, after)()
            },
          }
          const reader = await open(raced)
          await get(reader.health())
          for (const agency of WORLD.agencies) {
            const views = testViews(DAY).filter(({ kind }) => kind === 'sums')
            between = agency === WORLD.agencies[0]
            const { figures, catalogue, agencyFacts } = await get(reader.snapshot(views, agency))
            const position = Math.min(...figures.map((figure) => figure.position))
            const behind = position + 1
            if (!LogPosition.is(behind)) throw new Error('no position')
            expect(said(catalogue)).toEqual(said(await get(writer.catalogue(agency, { before: behind }))))
            expect(agencyFacts).toEqual(await get(writer.agencyFacts(agency, { before: behind })))
            if (said(catalogue) !== said(await get(writer.catalogue(agency)))) differing++
          }
        },
      ),
      { numRuns: 25 },
    )
    // Some runs did overlap, else nothing was tried.
    expect(differing).toBeGreaterThan(0)
  })

  it.each([
    ['once', 1],
    ['again and again', 9],
  ])('holds figures of one position, where events are committed %s between sums and rows', async (_, times) => {
    let overlapped = 0
    await fc.assert(
      fc.asyncProperty(arbitraryLog({ maxSteps: 30 }), async (log) => {
        const growing = growingLog(log)
        const start = Math.ceil(log.length / 2)
        growing.growTo(start)
        const store = memoryViewStore()
        const open = (views: ViewStore) => get(openReadModels({ events: growing.events, views, standing: testViews, today: () => DAY }))
        const writer = await open(store)
        await get(writer.catchUp())
        let left = times
        let length = start
        const raced: ViewStore = {
          ...store,
          rows:
            (...asked) =>
            async () => {
              if (left > 0 && length < log.length) {
                left--
                length++
                growing.growTo(length)
                await get(writer.catchUp())
              }
              return store.rows(...asked)()
            },
        }
        const reader = await open(raced)
        await get(reader.health())
        for (const agency of WORLD.agencies) {
          const before = length
          const { figures, position } = await get(reader.snapshot(testViews(DAY), agency))
          if (length > before) overlapped++
          expect(new Set(figures.map((figure) => figure.position))).toEqual(new Set([position]))
          const behind = position + 1
          if (!LogPosition.is(behind)) throw new Error('no position')
          const then = await get(writer.figures(testViews(DAY), agency, { before: behind }))
          expect(figures.map(contents)).toEqual(then.map(contents))
        }
      }),
      { numRuns: 25 },
    )
    expect(overlapped).toBeGreaterThan(0)
  })
})

/** What a figure says, without where names are sealed, which only documents tell. */
const contents = (figure: Figure) =>
  figure.kind === 'sums' ? [...figure.sums].sort() : figure.rows.map(({ career, row }) => ({ career, row }))

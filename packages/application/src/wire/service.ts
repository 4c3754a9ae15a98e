/** What is said of the deployment itself: agencies, reports, how far figures are, streams that are parked, changes. */
import * as t from 'io-ts'
import { Heading, listOf, orNone, PageInfo, Rebuilding } from './answers.js'

export const AgencyList = t.intersection([
  Heading,
  t.type({
    agencies: listOf(
      t.type({
        code: t.string,
        /** From the first year with a cohort to this one, newest first. */
        years: listOf(t.number),
        /** The newest year in which a cohort has ended by today: where a page should begin. */
        latest: t.number,
      }),
    ),
  }),
])
export type AgencyList = t.TypeOf<typeof AgencyList>

export const ReportList = t.intersection([
  Heading,
  t.type({ reports: listOf(t.type({ name: t.string, title: t.type({ id: t.string, en: t.string }) })) }),
])
export type ReportList = t.TypeOf<typeof ReportList>

/** How far figures lag behind the log, and what is under way. */
export const LiveStateAnswer = t.type({
  position: t.number,
  head: t.number,
  behind: t.number,
  behindSeconds: t.number,
  rebuild: orNone(Rebuilding),
  importing: listOf(t.string),
})
export type LiveStateAnswer = t.TypeOf<typeof LiveStateAnswer>

export const ServiceHealth = t.intersection([
  Heading,
  t.type({
    base: t.type({ head: t.number, waiting: t.number, quarantined: t.number }),
    rows: listOf(
      t.type({
        projection: t.string,
        position: t.number,
        lag: t.number,
        quarantined: listOf(t.string),
        version: t.string,
        rebuiltAt: t.string,
      }),
    ),
    generation: t.number,
    rebuild: orNone(Rebuilding),
  }),
])
export type ServiceHealth = t.TypeOf<typeof ServiceHealth>

/** Streams that wait at an event which cannot be read: where and why, never what the event holds. */
const ParkedStream = t.type({ stream: t.string, revision: t.number, position: t.number, reason: t.string })
export const ParkedList = t.type({ parked: listOf(ParkedStream), page: PageInfo })
export type ParkedList = t.TypeOf<typeof ParkedList>
/** How many could be read again, and which still wait. */
export const RetriedParked = t.type({ released: t.number, parked: listOf(ParkedStream) })
export type RetriedParked = t.TypeOf<typeof RetriedParked>

/** Figures changed: up to where all is in, and whose. */
export const Change = t.type({ position: t.number, agencies: listOf(t.string) })
export type Change = t.TypeOf<typeof Change>

/** A problem as HTTP says it. */
export const Problem = t.type({ code: t.string, detail: t.string })
export type Problem = t.TypeOf<typeof Problem>

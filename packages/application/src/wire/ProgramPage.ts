/** A program: its cohorts with their ratings and turnout, and the versions of its curriculum. */
import * as t from 'io-ts'
import { Data, Heading, listOf, orNone } from './answers.js'
import { Entry } from './Entry.js'
import { RatingsRow } from './Overview.js'

/** People of a cohort: all on its list, who attended, who did not come, who withdrew. */
export const Turnout = t.type({ enrolled: t.number, attended: t.number, absent: t.number, withdrawn: t.number })
export type Turnout = t.TypeOf<typeof Turnout>

export const ProgramPage = t.intersection([
  Heading,
  t.type({
    agency: t.string,
    year: t.number,
    base: Data,
    program: t.type({
      code: t.string,
      name: t.string,
      kind: t.string,
      track: orNone(t.string),
      hours: t.number,
      organiser: orNone(t.string),
      topic: orNone(t.string),
    }),
    cohorts: listOf(
      t.type({
        code: t.string,
        starts: t.string,
        ends: t.string,
        quota: orNone(t.number),
        curriculumVersion: orNone(t.string),
        turnout: orNone(Turnout),
        /** `null` for a cohort outside the years compared. */
        ratings: orNone(RatingsRow),
      }),
    ),
    /** All that was recorded about the curriculum, in order. */
    curriculum: listOf(Entry),
  }),
])
export type ProgramPage = t.TypeOf<typeof ProgramPage>

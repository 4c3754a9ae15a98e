/** What events of programs, cohorts, posts and agencies say: the facts careers refer to. */
import * as t from 'io-ts'
import { LocalDate } from '../date/LocalDate.js'
import { CareerId, Code } from '../identity/ids.js'
import { AdoptedVersion } from '../policy/AdoptedVersion.js'
import {
  BudgetKind,
  Count,
  ForumKind,
  LeadershipTrack,
  Level,
  nullable,
  Positive,
  PostRetirementAge,
  ProgramKind,
  SurveyKind,
  Whole,
  Year,
} from './values.js'

/** `hours` in JP; `track` only for leadership programs. */
export const ProgramOffered = {
  data: t.strict({
    code: Code,
    name: t.string,
    kind: ProgramKind,
    track: nullable(LeadershipTrack),
    hours: Positive,
    organiser: nullable(t.string),
    topic: nullable(t.string),
  }),
  personal: null,
}
/** A new version of a curriculum, and the cohorts whose ratings led to it. */
export const CurriculumChanged = {
  data: t.strict({ program: Code, version: t.string, findingsFrom: t.readonlyArray(Code) }),
  personal: t.strict({ change: t.string, because: t.string, by: nullable(t.string) }),
}
/** `rupiah` whole; only revisions may be negative. */
export const BudgetLine = {
  data: t.strict({ year: Year, program: Code, kind: BudgetKind, rupiah: Whole, evidence: nullable(t.string) }),
  personal: null,
}
/** One run of a program. `quota` in seats. */
export const CohortScheduled = {
  data: t.strict({
    program: Code,
    code: Code,
    starts: LocalDate,
    ends: LocalDate,
    quota: nullable(Count),
    curriculumVersion: nullable(t.string),
  }),
  personal: t.strict({ location: nullable(t.string), instructor: nullable(t.string) }),
}
export const SeatTaken = { data: t.strict({ career: CareerId }), personal: null }
export const SeatFreed = { data: t.strict({ career: CareerId }), personal: null }
/**
 * A post of the establishment (*peta jabatan*). `needed` in people; `key` for a key position;
 * `retirementAge` where the post has one of its own. It holds from the day `from` (`null`: always), until
 * a later definition of the post holds or the day `until` comes, the first on which the post is no more.
 */
export const PostDefined = {
  data: t.strict({
    unitId: Code,
    positionId: Code,
    positionName: t.string,
    level: Level,
    needed: Count,
    key: t.boolean,
    retirementAge: nullable(PostRetirementAge),
    from: nullable(LocalDate),
    until: nullable(LocalDate),
  }),
  personal: null,
}
/**
 * A policy version taken into force; `from` null for the national defaults, which
 * always held. `parameters` null for a version the program ships; else all of them,
 * so that a version once adopted is never lost.
 */
export const PolicyAdopted = { data: AdoptedVersion, personal: null }
/** A forum. Counts of people, inputs, and inputs followed up. */
export const ForumHeld = {
  data: t.strict({ code: Code, topic: t.string, attended: Count, inputs: Count, followedUp: Count, kind: ForumKind }),
  personal: null,
}
const Input = { forum: Code, number: Positive, unitId: nullable(Code) }
/** What somebody said in a forum, not answered yet; `number` within the forum, `unitId` of the unit that is to answer. */
export const InputReceived = { data: t.strict(Input), personal: t.strict({ text: t.string }) }
/** What somebody said in a forum, with its answer. */
export const InputAnswered = {
  data: t.strict({ ...Input, answeredOn: LocalDate }),
  personal: t.strict({ text: t.string, answer: t.string }),
}
/** Satisfaction with a unit, of its clients or of its staff: mean of 1 to 5, in hundredths. */
export const SurveyTaken = {
  data: t.strict({ unitId: Code, respondents: Count, satisfactionHundredths: Count, kind: SurveyKind }),
  personal: null,
}
/** An import that made events: how many, per file. */
export const Imported = {
  data: t.strict({ importId: t.string, events: Count, files: t.record(t.string, Count) }),
  personal: null,
}

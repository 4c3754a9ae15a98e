/**
 * A log of plainly made-up careers for benchmarks: 48 events each, written through
 * the store in batches and in rounds, so that careers lie interleaved in the log as
 * they would after years of use.
 */

import {
  type AgencyCode,
  actor,
  addDays,
  agencyCode,
  code as asCode,
  type CareerId,
  careerId,
  careerStream,
  type EventId,
  eventId,
  type LocalDate,
  localDateOf,
  type SealedDraft,
  type StreamName,
} from '@jejak/core'
import {
  type AppendRequest,
  cohortStream,
  type EventStore,
  type Expected,
  noStream,
  positionStream,
  programStream,
} from '@jejak/eventstore'
import { must } from '@jejak/testing'
import { isNonEmpty } from 'fp-ts/lib/Array.js'
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'

export const SYNTHETIC_AGENCY: AgencyCode = must(agencyCode('sintetis'))
const ACTOR = must(actor('bench'))
const PROGRAMS = 60
const COHORTS = 600
const POSTS = 300
/** Events of one career, and how many of them one round appends. */
export const EVENTS_A_CAREER = 48
const A_ROUND = 8
const STREAMS_A_BATCH = 256

const hex = (n: number, length: number): string => n.toString(16).padStart(length, '0').slice(-length)
/** Spreads small numbers over 32 bits. */
const spread = (n: number): number => Math.imul(n + 1, 0x9e3779b1) >>> 0

export const syntheticCareer = (n: number): CareerId => must(careerId(`${hex(spread(n), 8)}${hex(n, 24)}`))
const code = (kind: string, n: number) => must(asCode(`${kind}-${n}`))

let ids = 0
const nextId = (): EventId => {
  ids++
  return must(eventId(`${hex(spread(ids), 8)}-0000-4000-8000-${hex(ids, 12)}`))
}

const START = O.getOrElse((): LocalDate => {
  throw new Error('no such day')
})(localDateOf(2021, 1, 4))
const day = (offset: number): LocalDate => addDays(START, offset % 2_000)

/** A draft of a fact, as a store takes it. */
const syntheticDraft = (type: string, data: Readonly<Record<string, unknown>>, on: LocalDate | null): SealedDraft => {
  const id = nextId()
  const decision = type === 'Promoted' || type === 'Positioned' || type === 'Appraised'
  return {
    id,
    type,
    schema: 1,
    data,
    sealed: type === 'Appointed' ? new Uint8Array(180).fill(ids & 0xff) : null,
    meta: {
      agency: SYNTHETIC_AGENCY,
      ground: { kind: decision ? 'imported' : 'noted', actor: ACTOR },
      correlationId: id,
      causationId: id,
      ...(on === null ? {} : { effectiveOn: on }),
    },
  }
}

/** The nth event of a person's career. */
export const syntheticEvent = (person: number, n: number): SealedDraft => {
  const mix = spread(person * 64 + n)
  const on = day(person * 7 + n * 40)
  const cohort = code('A', mix % COHORTS)
  const decree = { number: `SK-${mix % 10_000}`, date: on }
  if (n === 0) {
    const data = { status: mix % 4 === 0 ? 'PPPK' : 'PNS', sex: mix % 2 === 0 ? 'L' : 'P', education: 'S1', graduationYear: 2010 }
    return syntheticDraft('Appointed', { ...data, unitId: code('U', mix % 40), unitName: null }, day(person))
  }
  if (n % 12 === 1) return syntheticDraft('Promoted', { grade: ['III/a', 'III/b', 'III/c', 'IV/a'][n % 4], kind: 'reguler', decree }, on)
  if (n % 12 === 2) {
    const post = mix % POSTS
    const data = { positionId: code('J', post), positionName: `Jabatan ${post}`, level: 'pelaksana', unitId: code('U', post % 40) }
    return syntheticDraft('Positioned', { ...data, assignment: 'D', decree }, on)
  }
  if (n % 10 === 3) {
    const year = 2021 + Math.floor(n / 10)
    const period = { periodStart: `${year}-01-01`, periodEnd: `${year}-12-31` }
    const data = { year, ...period, result: 1 + (mix % 3), behaviour: 1 + (mix % 2), predicate: 'B', sourcePredicate: null }
    return syntheticDraft(
      'Appraised',
      { ...data, appraiser: syntheticCareer(mix % 100), appraisedOn: `${year + 1}-01-20`, acting: false },
      on,
    )
  }
  if (n % 3 === 0) return syntheticDraft('Mentored', { pair: code('M', person), mentor: syntheticCareer(mix % 100), minutes: 60 }, on)
  if (n % 3 === 1)
    return syntheticDraft('Attended', { cohort, hours: 4 + (mix % 20), preScore: 60, postScore: 80, certificate: null }, null)
  const stars = { material: 1 + (mix % 5), method: 4, instructor: 5, facilities: 3, relevance: 4 }
  return n % 24 === 2 ? syntheticDraft('Absent', { cohort, reason: 'izin' }, null) : syntheticDraft('Rated', { cohort, ...stars }, null)
}

const reference = (): ReadonlyArray<{ readonly stream: StreamName; readonly draft: SealedDraft }> => {
  const drafts: { readonly stream: StreamName; readonly draft: SealedDraft }[] = []
  for (let n = 0; n < PROGRAMS; n++) {
    const program = code('P', n)
    const data = { code: program, name: `Program ${n}`, kind: n % 3 === 0 ? 'teknis' : 'fungsional', track: null, hours: 20 }
    drafts.push({
      stream: programStream(SYNTHETIC_AGENCY, program),
      draft: syntheticDraft('ProgramOffered', { ...data, organiser: null, topic: null }, null),
    })
  }
  for (let n = 0; n < COHORTS; n++) {
    const cohort = code('A', n)
    const data = {
      program: code('P', n % PROGRAMS),
      code: cohort,
      starts: day(n * 3),
      ends: day(n * 3 + 4),
      quota: 30,
      curriculumVersion: null,
    }
    drafts.push({ stream: cohortStream(SYNTHETIC_AGENCY, cohort), draft: syntheticDraft('CohortScheduled', data, null) })
  }
  for (let n = 0; n < POSTS; n++) {
    const [unitId, positionId] = [code('U', n % 40), code('J', n)]
    const data = { unitId, positionId, positionName: `Jabatan ${n}`, level: 'pelaksana', needed: 2, key: n % 9 === 0 }
    drafts.push({ stream: positionStream(SYNTHETIC_AGENCY, unitId, positionId), draft: syntheticDraft('PostDefined', data, null) })
  }
  return drafts
}

const appendAll = async (events: EventStore, requests: ReadonlyArray<AppendRequest>, ends: Map<StreamName, Expected>): Promise<void> => {
  for (const result of await events.appendMany(requests)()) {
    if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
    const { stream, revision, hash } = result.right
    ends.set(stream, { tag: 'at', revision, hash })
  }
}

/** Writes about `total` events; answers how many, of how many people. */
export const writeSyntheticLog = async (
  events: EventStore,
  total: number,
): Promise<{ readonly events: number; readonly people: number }> => {
  const people = Math.ceil(total / EVENTS_A_CAREER)
  const ends = new Map<StreamName, Expected>()
  const facts = reference()
  await appendAll(
    events,
    facts.map(({ stream, draft }): AppendRequest => ({ stream, expected: noStream, drafts: [draft] })),
    ends,
  )
  for (let from = 0; from < EVENTS_A_CAREER; from += A_ROUND)
    for (let first = 0; first < people; first += STREAMS_A_BATCH) {
      const requests: AppendRequest[] = []
      for (let person = first; person < Math.min(people, first + STREAMS_A_BATCH); person++) {
        const stream = careerStream(syntheticCareer(person))
        const drafts = Array.from({ length: A_ROUND }, (_, i) => syntheticEvent(person, from + i))
        if (isNonEmpty(drafts)) requests.push({ stream, expected: ends.get(stream) ?? noStream, drafts })
      }
      await appendAll(events, requests, ends)
    }
  return { events: facts.length + people * EVENTS_A_CAREER, people }
}

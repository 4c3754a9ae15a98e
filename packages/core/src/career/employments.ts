/**
 * From a career to its employments. What holds is kept with the history, so that a
 * fact added to a long career changes one list of one employment.
 */
import { type Catalogue, cohortEnd } from '../catalogue/Catalogue.js'
import type { LocalDate } from '../date/LocalDate.js'
import { FACTS, type Fact, type FactType } from '../fact/Fact.js'
import type { Entry } from '../history/Entry.js'
import * as History from '../history/History.js'
import { type LastWords, noWords, takeIn } from '../history/lastWords.js'
import type { Derivation } from '../history/Version.js'
import type { AgencyCode, EventId } from '../identity/ids.js'
import { unsafeEmployment } from '../unsafe.js'
import type { Employment, Held } from './Employment.js'

type ListName = Exclude<keyof Employment, 'agency'>

/** The list of a fact; the other facts of a career are in none. */
const LIST_OF: { readonly [K in FactType]?: ListName } = {
  Appointed: 'appointments',
  Retired: 'exits',
  Left: 'exits',
  Promoted: 'ranks',
  Positioned: 'positions',
  Enrolled: 'enrolments',
  Attended: 'attendances',
  Absent: 'absences',
  Withdrew: 'withdrawals',
  Rated: 'ratings',
  Mentored: 'sessions',
  Appraised: 'appraisals',
  Sanctioned: 'sanctions',
  CompetenceAssessed: 'assessments',
  Nominated: 'nominations',
  StudyTimeAnswered: 'studyTimes',
  NumberChanged: 'numberChanges',
}

type Lists = { readonly [N in ListName]: Held<FactType>[] }

const noFacts = (): Lists => ({
  appointments: [],
  exits: [],
  ranks: [],
  positions: [],
  enrolments: [],
  attendances: [],
  absences: [],
  withdrawals: [],
  ratings: [],
  sessions: [],
  appraisals: [],
  sanctions: [],
  assessments: [],
  nominations: [],
  studyTimes: [],
  numberChanges: [],
})

const inOrder = (a: Held<FactType>, b: Held<FactType>): number => {
  if (a.on !== b.on) return a.on === null ? 1 : b.on === null ? -1 : a.on < b.on ? -1 : 1
  // Two streams of one person may hold the same revision.
  return a.revision - b.revision || (a.root < b.root ? -1 : 1)
}

const dateOf = (fact: Fact, effectiveOn: LocalDate | null, catalogue: Catalogue): LocalDate | null => {
  switch (fact.type) {
    case 'Attended':
    case 'Absent':
    case 'Withdrew':
    case 'Rated':
      return cohortEnd(catalogue, fact.data.cohort)
    default:
      return effectiveOn
  }
}

/** A word that holds for a fact of a career. */
interface Holding extends Entry {
  readonly says: Exclude<Entry['says'], { readonly kind: 'annulled' }>
}

const isHolding = (word: Entry | undefined): word is Holding =>
  word !== undefined && word.says.kind !== 'annulled' && FACTS[word.says.fact.type].home === 'career'

const heldAs = (root: EventId, { id, revision, says }: Holding, catalogue: Catalogue): Held<FactType> => ({
  root,
  by: id,
  revision,
  on: dateOf(says.fact, says.effectiveOn, catalogue),
  data: says.fact.data,
})

/** An employment as it was last read, and with which catalogue. */
interface Kept {
  readonly catalogue: Catalogue
  /** Facts that hold; without any there is no employment. */
  readonly facts: number
  readonly employment: Employment
}

/** What is known of a career. The employments are made when they are asked for, and kept in step from then on. */
interface Career {
  readonly words: LastWords
  readonly kept: Map<AgencyCode, Kept>
  /** Whether every employment is kept. */
  whole: boolean
}

const withList = (employment: Employment, name: ListName, list: ReadonlyArray<Held<FactType>>): Employment =>
  unsafeEmployment({ ...employment, [name]: list })

/** The list with one more, in order. */
const inserted = (list: ReadonlyArray<Held<FactType>>, held: Held<FactType>): ReadonlyArray<Held<FactType>> => {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = list[middle]
    if (other !== undefined && inOrder(other, held) < 0) low = middle + 1
    else high = middle
  }
  return list.toSpliced(low, 0, held)
}

const forget = ({ kept }: Career, root: EventId, { agency, says }: Holding): void => {
  const present = kept.get(agency)
  if (present === undefined) return
  if (present.facts === 1) {
    kept.delete(agency)
    return
  }
  const name = LIST_OF[says.fact.type]
  const { catalogue, facts, employment } = present
  const without =
    name === undefined
      ? employment
      : withList(
          employment,
          name,
          employment[name].filter((held) => held.root !== root),
        )
  kept.set(agency, { catalogue, facts: facts - 1, employment: without })
}

const hold = (career: Career, root: EventId, word: Holding): void => {
  const present = career.kept.get(word.agency)
  if (present === undefined) {
    career.whole = false
    return
  }
  const name = LIST_OF[word.says.fact.type]
  const { catalogue, facts, employment } = present
  const withIt = name === undefined ? employment : withList(employment, name, inserted(employment[name], heldAs(root, word, catalogue)))
  career.kept.set(word.agency, { catalogue, facts: facts + 1, employment: withIt })
}

const CAREER: Derivation<Career> = {
  begin: () => ({ words: noWords(), kept: new Map(), whole: false }),
  next: (career, entry) => {
    takeIn(career.words, entry, (root, now, before) => {
      if (isHolding(before)) forget(career, root, before)
      if (isHolding(now)) hold(career, root, now)
    })
    return career
  },
}

/** Makes employments anew from the words: all of them, or that of one agency. */
const readAnew = ({ words, kept }: Career, catalogueOf: (agency: AgencyCode) => Catalogue, only: AgencyCode | null): void => {
  const made = new Map<AgencyCode, { readonly catalogue: Catalogue; facts: number; readonly lists: Lists }>()
  for (const [root, word] of words.last) {
    if (!isHolding(word) || (only !== null && word.agency !== only)) continue
    let own = made.get(word.agency)
    if (own === undefined) {
      own = { catalogue: catalogueOf(word.agency), facts: 0, lists: noFacts() }
      made.set(word.agency, own)
    }
    own.facts += 1
    const name = LIST_OF[word.says.fact.type]
    if (name !== undefined) own.lists[name].push(heldAs(root, word, own.catalogue))
  }
  for (const [agency, { catalogue, facts, lists }] of made) {
    for (const list of Object.values(lists)) if (list.length > 1) list.sort(inOrder)
    kept.set(agency, { catalogue, facts, employment: unsafeEmployment({ agency, ...lists }) })
  }
}

/** The employments of a career, one for each agency that has a fact in it, in order of agency. */
export const employments = (career: History.History, catalogueOf: (agency: AgencyCode) => Catalogue): ReadonlyArray<Employment> => {
  const known = History.derive(career, CAREER)
  const inStep = (): boolean => [...known.kept].every(([agency, { catalogue }]) => catalogue === catalogueOf(agency))
  if (!known.whole || !inStep()) {
    readAnew(known, catalogueOf, null)
    known.whole = true
  }
  return [...known.kept.values()].map(({ employment }) => employment).sort((a, b) => (a.agency < b.agency ? -1 : 1))
}

/** The employment in one agency, read with its catalogue; `null` where the career holds no fact of it. */
export const employmentIn = (career: History.History, agency: AgencyCode, catalogue: Catalogue): Employment | null => {
  const known = History.derive(career, CAREER)
  const present = known.kept.get(agency)
  if (present === undefined ? !known.whole : present.catalogue !== catalogue) readAnew(known, () => catalogue, agency)
  return known.kept.get(agency)?.employment ?? null
}

/**
 * From a career to its employments. What holds is kept with the history, so that a
 * fact added to a long career changes one list of one employment.
 */
import { isNonEmpty } from 'fp-ts/lib/Array.js'
import * as E from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import { type Catalogue, cohortEnd } from '../catalogue/Catalogue.js'
import type { LocalDate } from '../date/LocalDate.js'
import { FACTS, type Fact, type FactType } from '../fact/Fact.js'
import type { Entry } from '../history/Entry.js'
import * as History from '../history/History.js'
import { type Said, takeIn, wordOn } from '../history/lastWords.js'
import { type AgencyCode, Code, type EventId } from '../identity/ids.js'
import { unsafeLists } from '../unsafe.js'
import { type Employment, type Held, inOrder, LIST_NAMES, type ListName, listOf } from './Employment.js'

type Lists = { readonly [N in ListName]: Held<FactType>[] }

const noFacts = (): Lists => {
  const lists: { [N in ListName]?: Held<FactType>[] } = {}
  for (const name of LIST_NAMES) lists[name] = []
  return unsafeLists(lists)
}

/** The end of the cohort that a fact of others names, if it names one. */
const cohortEndOf = ({ cohort }: Readonly<Record<string, unknown>>, catalogue: Catalogue): LocalDate | null =>
  Code.is(cohort) ? cohortEnd(catalogue, cohort) : null

const dateOf = (fact: Fact, effectiveOn: LocalDate | null, catalogue: Catalogue): LocalDate | null => {
  switch (fact.type) {
    case 'Attended':
    case 'Absent':
    case 'Withdrew':
    case 'Rated':
      return cohortEnd(catalogue, fact.data.cohort)
    case 'Other':
      return effectiveOn ?? cohortEndOf(fact.data.data, catalogue)
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

/** An employment as it was last read, and with which catalogue; it is kept in step from then on. */
interface Kept {
  readonly agency: AgencyCode
  readonly catalogue: Catalogue
  /** Facts that hold; without any there is no employment. */
  facts: number
  employment: Employment
}

/** What is known of a career. */
interface Career {
  readonly said: Said
  /** One for each agency that was asked for, so few. */
  kept: Kept[]
  /** Whether every employment is kept. */
  whole: boolean
}

const withList = (employment: Employment, name: ListName, list: ReadonlyArray<Held<FactType>>): Employment =>
  unsafeLists({ ...employment, [name]: list })

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

const keptOf = ({ kept }: Career, agency: AgencyCode): Kept | undefined => kept.find((each) => each.agency === agency)

const forget = (career: Career, root: EventId, { agency, says }: Holding): void => {
  const present = keptOf(career, agency)
  if (present === undefined) return
  present.facts -= 1
  if (present.facts === 0) {
    career.kept = career.kept.filter((each) => each !== present)
    return
  }
  const name = listOf(says.fact.type)
  if (name === null) return
  const rest = present.employment[name].filter((held) => held.root !== root)
  present.employment = withList(present.employment, name, rest)
}

const hold = (career: Career, root: EventId, word: Holding): void => {
  const present = keptOf(career, word.agency)
  if (present === undefined) {
    career.whole = false
    return
  }
  present.facts += 1
  const name = listOf(word.says.fact.type)
  if (name === null) return
  const more = inserted(present.employment[name], heldAs(root, word, present.catalogue))
  present.employment = withList(present.employment, name, more)
}

const CAREER: History.Derivation<Career> = {
  begin: () => ({ said: new Map(), kept: [], whole: false }),
  next: (career, entry, earlier) => {
    takeIn(career.said, entry, earlier, (root, now, before) => {
      if (isHolding(before)) forget(career, root, before)
      if (isHolding(now)) hold(career, root, now)
    })
    return career
  },
}

/** Reads employments from all entries: those of every agency, or of one. */
const readAnew = (
  career: Career,
  entries: Iterable<Entry>,
  catalogueOf: (agency: AgencyCode) => Catalogue,
  only: AgencyCode | null = null,
): void => {
  const made: (Omit<Kept, 'employment'> & { readonly lists: Lists })[] = []
  for (const entry of entries) {
    if (entry.says.kind !== 'fact') continue
    const word = wordOn(career.said, entry)
    const { agency } = word
    if (!isHolding(word) || (only !== null && agency !== only)) continue
    let own = made.find((each) => each.agency === agency)
    if (own === undefined) {
      own = { agency, catalogue: catalogueOf(agency), facts: 0, lists: noFacts() }
      made.push(own)
    }
    own.facts += 1
    const name = listOf(word.says.fact.type)
    if (name !== null) own.lists[name].push(heldAs(entry.id, word, own.catalogue))
  }
  const read = made.map(({ agency, catalogue, facts, lists }): Kept => {
    for (const list of Object.values(lists)) if (list.length > 1) list.sort(inOrder)
    return { agency, catalogue, facts, employment: unsafeLists({ agency, ...lists }) }
  })
  career.kept = only === null ? read : [...career.kept.filter(({ agency }) => agency !== only), ...read]
}

/**
 * The employments of a career, one for each agency that has a fact in it, in order of agency.
 *
 * @example
 * employments(sampleCareer, () => sampleCatalogue).map(({ agency }) => agency) // => [AGENCY]
 */
export const employments = (career: History.History, catalogueOf: (agency: AgencyCode) => Catalogue): ReadonlyArray<Employment> => {
  const known = History.derive(career, CAREER)
  if (!known.whole || known.kept.some(({ agency, catalogue }) => catalogue !== catalogueOf(agency))) {
    readAnew(known, career.values(), catalogueOf)
    known.whole = true
  }
  return known.kept.map(({ employment }) => employment).sort((a, b) => (a.agency < b.agency ? -1 : 1))
}

/**
 * The employment in one agency, read with its catalogue; `null` where the career holds no fact of it.
 *
 * @example
 * employmentIn(sampleCareer, AGENCY, sampleCatalogue)?.attendances[0]?.on // => '2025-05-03'
 */
export const employmentIn = (career: History.History, agency: AgencyCode, catalogue: Catalogue): Employment | null => {
  const known = History.derive(career, CAREER)
  const present = keptOf(known, agency)
  if (present === undefined ? !known.whole : present.catalogue !== catalogue) readAnew(known, career.values(), () => catalogue, agency)
  return keptOf(known, agency)?.employment ?? null
}

/** Agencies of which a career holds facts and no catalogue was handed in. */
export interface CatalogueMissing {
  readonly tag: 'CatalogueMissing'
  readonly agencies: NonEmptyArray<AgencyCode>
}

/** Every agency that an entry of the career belongs to. */
const agenciesIn = (career: History.History): ReadonlySet<AgencyCode> => new Set([...career.values()].map(({ agency }) => agency))

/**
 * The employments of a career, each read with the catalogue of its agency. Without
 * it a course attended would have no date and no year would count its hours, so a
 * catalogue that is not handed in is an error. `employments` is for callers whose
 * function knows every agency.
 *
 * @example
 * const read = readEmployments(sampleCareer, new Map([[AGENCY, sampleCatalogue]]))
 * E.isRight(read) && read.right.map((each) => trainingHours(each, sampleCatalogue, 2025)) // => [26]
 * readEmployments(sampleCareer, new Map()) // => E.left({ tag: 'CatalogueMissing', agencies: [AGENCY] })
 */
export const readEmployments = (
  career: History.History,
  catalogues: ReadonlyMap<AgencyCode, Catalogue>,
): E.Either<CatalogueMissing, ReadonlyArray<Employment>> => {
  const missing = [...agenciesIn(career)].filter((agency) => !catalogues.has(agency))
  if (isNonEmpty(missing)) return E.left({ tag: 'CatalogueMissing', agencies: missing })
  return E.right(
    [...catalogues]
      .flatMap(([agency, catalogue]) => employmentIn(career, agency, catalogue) ?? [])
      .sort((a, b) => (a.agency < b.agency ? -1 : 1)),
  )
}

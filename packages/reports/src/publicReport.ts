/** `public`: what citizens may see. Small counts are hidden, and a second cell where one alone could be worked out. */

import {
  CareerId,
  type Catalogue,
  isPermanent,
  type LocalDate,
  lastDayOfYear,
  policyOn,
  ratingsThatHold,
  STANDING_TYPES,
  trainingHours,
} from '@jejak/core'
import { Sums } from '@jejak/core/measure'
import type { Body, FinishInput, OutputRow, Rest, SumReport, Withholding } from './Report.js'
import { checked, endOfYear, yearOfQuestion } from './shared/arguments.js'
import { type Holder, holdingOn, incumbentOf, keyPosts, nominationsOn } from './shared/bench.js'
import { budgetOf, sumOf } from './shared/budgetLines.js'
import { addTo, at, byText, keyOf, partsOf, total } from './shared/key.js'
import { inPopulation, inYear } from './shared/population.js'
import { bigRatio, ratio } from './shared/round.js'
import { hiddenRows, isSmall } from './shared/suppress.js'
import { fewestInForce, hoursInForce } from './shared/thresholds.js'
import { isNamed } from './shared/Unnamed.js'

/** Kinds of keys: a unit's counts, a program someone of the unit attended, who holds a key position, who could follow. */
const UNIT = 'unit'
const PROGRAM = 'program'
const HOLDS = 'holds'
const FOLLOWS = 'follows'

/** Places of a unit's counts: people, PNS on duty, of them who reached the floor, attendants, raters, ratings, sum of their five columns. */
const COUNTS = { people: 0, pns: 1, reached: 2, attendants: 3, raters: 4, ratings: 5, stars: 6 } as const

interface Unit {
  readonly unitId: string
  readonly counts: ReadonlyArray<number>
  readonly programs: ReadonlySet<string>
  readonly posts: number
  readonly covered: number
}

interface Sorted {
  readonly counts: ReadonlyMap<string, ReadonlyArray<number>>
  readonly programs: ReadonlyMap<string, ReadonlySet<string>>
  readonly holders: ReadonlyMap<string, ReadonlyArray<Holder>>
  readonly followers: ReadonlyMap<string, ReadonlySet<string>>
}

const put = <A>(map: Map<string, Set<A>>, key: string, item: A): void => {
  const set = map.get(key)
  if (set === undefined) map.set(key, new Set([item]))
  else set.add(item)
}

/** The number is asked of those alone who share a post: there the smaller one decides. */
const numbered = (holding: ReadonlyArray<Omit<Holder, 'number'>>, personOf: FinishInput['personOf']): ReadonlyArray<Holder> =>
  holding.map((holder): Holder => {
    const person = holding.length > 1 ? personOf(holder.career) : null
    return { ...holder, number: person !== null && isNamed(person) ? person.number : null }
  })

const sort = (sums: Sums.Sums, personOf: FinishInput['personOf']): Sorted => {
  const counts = new Map<string, number[]>()
  const programs = new Map<string, Set<string>>()
  const holders = new Map<string, Omit<Holder, 'number'>[]>()
  const followers = new Map<string, Set<string>>()
  for (const [key, vector] of sums) {
    const [kind, a = '', b = '', career = '', since = ''] = partsOf(key)
    if (kind === UNIT) addTo(counts, a, vector)
    else if (kind === PROGRAM) put(programs, a, b)
    else if (kind === FOLLOWS) put(followers, keyOf(a, b), career)
    else holders.set(keyOf(a, b), [...(holders.get(keyOf(a, b)) ?? []), { career, since }])
  }
  return { counts, programs, followers, holders: new Map([...holders].map(([post, all]) => [post, numbered(all, personOf)])) }
}

const unitsOf = ({ counts, programs, holders, followers }: Sorted, catalogue: Catalogue.Catalogue, day: LocalDate): ReadonlyArray<Unit> => {
  const posts = new Map<string, number[]>()
  for (const [key, post] of keyPosts(catalogue, day)) {
    const incumbent = incumbentOf(holders.get(key) ?? [])
    const covered = [...(followers.get(key) ?? [])].some((career) => career !== incumbent?.career)
    addTo(posts, post.unitId, [1, covered ? 1 : 0])
  }
  return [...new Set([...counts.keys(), ...posts.keys()])].sort(byText).map((unitId) => ({
    unitId,
    counts: counts.get(unitId) ?? [],
    programs: programs.get(unitId) ?? new Set(),
    posts: at(posts.get(unitId) ?? [], 0),
    covered: at(posts.get(unitId) ?? [], 1),
  }))
}

/** The four columns that speak of people, with the count each speaks of. */
const COLUMNS = [
  { name: 'people', of: COUNTS.people },
  { name: 'share', of: COUNTS.pns },
  { name: 'programs', of: COUNTS.attendants },
  { name: 'rating', of: COUNTS.raters },
] as const

type Hide = (column: (typeof COLUMNS)[number]['name']) => boolean

const cells = ({ counts, programs, posts, covered }: Omit<Unit, 'unitId'>, hide: Hide): OutputRow => ({
  people: hide('people') ? null : at(counts, COUNTS.people),
  share: hide('share') ? null : ratio(at(counts, COUNTS.reached), at(counts, COUNTS.pns)),
  programs: hide('programs') ? null : programs.size,
  rating: hide('rating') ? null : ratio(at(counts, COUNTS.stars), 5 * at(counts, COUNTS.ratings)),
  keyPositionsCovered: ratio(covered, posts),
})

/** Names of what ratings rest on: of a unit, or of all. */
const RATING = 'rating'
const ratingOf = (unit: string): string => keyOf(RATING, unit)

/** Units whose rating is not shown: by their small counts alone, and with those that today's would tell from. */
const unrated = (units: ReadonlyArray<Unit>, fewest: number, withholding: Withholding | undefined) => {
  const column = units.map(({ unitId, counts }) => ({ row: unitId, people: at(counts, COUNTS.raters) }))
  const small = hiddenRows(column, fewest)
  // What small counts hide stays hidden, also the second one: where today's shows the rest, it would tell the first.
  const all = hiddenRows(column, fewest, (unit) => small.has(unit) || withholding?.few(ratingOf(unit)) === true)
  // The total is told by those that are shown, so what is hidden must not be told by it either.
  const isTotalHidden = withholding?.few(RATING) === true || (all.size > 0 && withholding?.few(...[...all].map(ratingOf)) === true)
  return { small, all, isTotalHidden }
}

const restOf = (counts: ReadonlyArray<number>): Rest => ({ people: at(counts, COUNTS.raters), says: counts.slice(COUNTS.ratings).join() })

export const publicReport: SumReport = {
  kind: 'sums',
  name: 'public',
  version: 2,
  title: { id: 'Untuk warga', en: 'For citizens' },
  meaning: {
    id: 'Pegawai pada 31 Desember menurut unit, bagian PNS yang mencapai {floor} JP, program yang diikuti, penilaiannya, dan jabatan kunci yang sudah ada calon penggantinya. Angka tentang kurang dari {fewest} orang tidak ditampilkan.',
    en: 'Staff on 31 December by unit, share of PNS who reached {floor} JP, programs attended, how they rated them, and key positions with a successor. Figures about fewer than {fewest} people are not shown.',
  },
  thresholds: (policies, day) => ({ ...hoursInForce(policies, day), ...fewestInForce(policies, day) }),
  takes: ['year', 'asOf'],
  policy: 'small-counts',
  reads: [...STANDING_TYPES, 'Attended', 'Mentored', 'Rated', 'Nominated', 'Sanctioned', 'NumberChanged'],
  columns: [
    { key: 'unitId', id: 'Unit', en: 'Unit', as: 'text' },
    { key: 'people', id: 'Pegawai', en: 'People', as: 'count' },
    { key: 'share', id: 'PNS >= {floor} JP', en: 'PNS >= {floor} JP', as: 'share' },
    { key: 'programs', id: 'Program diikuti', en: 'Programs attended', as: 'count' },
    { key: 'rating', id: 'Penilaian', en: 'Rating', as: 'mean' },
    { key: 'keyPositionsCovered', id: 'Jabatan kunci berpengganti', en: 'Key positions covered', as: 'share' },
    { key: 'suppressed', id: 'Penilaian disembunyikan', en: 'Rating suppressed', as: 'flag' },
  ],
  day: endOfYear,
  check: checked('year', 'asOf'),
  measure: ({ career, employment }, catalogue, args) => {
    const year = yearOfQuestion(args)
    const standing = inPopulation(employment, year)
    if (standing === null) return Sums.empty
    const sums = new Sums.SumsBuilder()
    const unit = standing.unitId
    const programs = new Set<string>()
    for (const { data } of employment.attendances) {
      const cohort = catalogue.cohorts.get(data.cohort)
      if (cohort !== undefined && inYear(cohort.ends, year)) programs.add(cohort.program)
    }
    let ratings = 0
    let stars = 0
    for (const { on, data: r } of ratingsThatHold(employment)) {
      if (on === null || !inYear(on, year)) continue
      ratings++
      stars += r.material + r.method + r.instructor + r.facilities + r.relevance
    }
    // Whoever is excused is asked for no hours.
    const permanent = isPermanent(standing.status) && !standing.excused
    const { floorOfPermanent } = policyOn(catalogue, 'training-hours', endOfYear(args)).parameters
    const reached = permanent && trainingHours(employment, catalogue, year) >= floorOfPermanent.value
    sums.add(keyOf(UNIT, unit), [1, permanent ? 1 : 0, reached ? 1 : 0, programs.size > 0 ? 1 : 0, ratings > 0 ? 1 : 0, ratings, stars])
    for (const program of programs) sums.add(keyOf(PROGRAM, unit, program), [1])
    const day = lastDayOfYear(year)
    const held = holdingOn(employment, catalogue, day)
    if (held !== null) sums.add(keyOf(HOLDS, held.post.unitId, held.post.positionId, career, held.since), [1])
    for (const { post } of nominationsOn(employment, catalogue, day)) sums.add(keyOf(FOLLOWS, post.unitId, post.positionId, career), [1])
    return sums.build()
  },
  named: (sums) => {
    const holders = new Map<string, CareerId[]>()
    for (const key of sums.keys()) {
      const [kind, unit = '', position = '', career] = partsOf(key)
      if (kind !== HOLDS || !CareerId.is(career)) continue
      const post = keyOf(unit, position)
      holders.set(post, [...(holders.get(post) ?? []), career])
    }
    // A number is needed only where several hold one post and the smaller number decides.
    return [...holders.values()].flatMap((careers) => (careers.length > 1 ? careers : []))
  },
  rests: (sums) => {
    const units = new Map<string, number[]>()
    for (const [key, vector] of sums) {
      const [kind, unit = ''] = partsOf(key)
      if (kind === UNIT) addTo(units, unit, vector)
    }
    return new Map([
      [RATING, restOf(total([...units.values()]))],
      ...[...units].map(([unit, counts]): readonly [string, Rest] => [ratingOf(unit), restOf(counts)]),
    ])
  },
  finish: (sums, { catalogue, agencyFacts, personOf, args, withholding }): Body => {
    const fewest = policyOn(catalogue, 'small-counts', endOfYear(args)).parameters.fewest.value
    const units = unitsOf(sort(sums, personOf), catalogue, endOfYear(args))
    const hidden = new Map(
      COLUMNS.map(({ name, of }) => [
        name,
        hiddenRows(
          units.map(({ unitId, counts }) => ({ row: unitId, people: at(counts, of) })),
          fewest,
        ),
      ]),
    )
    const ratings = unrated(units, fewest, withholding)
    hidden.set('rating', ratings.all)
    const all = {
      counts: total(units.map(({ counts }) => counts)),
      programs: new Set(units.flatMap(({ programs }) => [...programs])),
      posts: units.reduce((sum, { posts }) => sum + posts, 0),
      covered: units.reduce((sum, { covered }) => sum + covered, 0),
    }
    const money = sumOf(budgetOf(agencyFacts, yearOfQuestion(args), args.asOf).values())
    const isTooFew: Hide = (column) => isSmall(at(all.counts, COLUMNS.find(({ name }) => name === column)?.of ?? 0), fewest)
    const isTotalWithheld = ratings.isTotalHidden && !isTooFew('rating')
    return {
      base: { units: units.length },
      rows: units.map((unit) => ({
        unitId: unit.unitId,
        ...cells(unit, (column) => hidden.get(column)?.has(unit.unitId) === true),
        ...(ratings.all.has(unit.unitId) && !ratings.small.has(unit.unitId) ? { suppressed: true } : {}),
      })),
      totals: {
        ...cells(all, (column) => isTooFew(column) || (column === 'rating' && isTotalWithheld)),
        ...(isTotalWithheld ? { suppressed: true } : {}),
        absorption: bigRatio(money.spent, money.allocated),
      },
    }
  },
}

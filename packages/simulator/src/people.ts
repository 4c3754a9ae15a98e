/** The people of Kota Simulasi: who they are, their ranks, and the posts that need no vacancy. */
import {
  addDays,
  addMonths,
  addYears,
  type Education,
  firstDayOfMonth,
  GRADES,
  type Grade,
  type Level,
  type LocalDate,
  later,
  yearOf,
} from '@jejak/core'
import { day, promotionPeriod, someDay } from './dates.js'
import type { Exit, Person, PositionStep, RankStep, Track, Unit, Units } from './model.js'
import { inventName } from './names.js'
import { type Random, randomOf } from './Random.js'

export interface Window {
  readonly seed: number
  readonly from: LocalDate
  readonly until: LocalDate
  readonly firstYear: number
  readonly lastYear: number
}

const EDUCATION: readonly [readonly [Education, number], ...(readonly [Education, number])[]] = [
  ['SD', 1],
  ['SLTP', 1],
  ['SLTA', 13],
  ['D1', 1],
  ['D2', 1],
  ['D3', 10],
  ['D4', 4],
  ['S1', 58],
  ['S2', 10],
  ['S3', 1],
]

/** Usual age when the education ends. */
const GRADUATION_AGE: Readonly<Record<Education, number>> = {
  SD: 12,
  SLTP: 15,
  SLTA: 18,
  D1: 19,
  D2: 20,
  D3: 21,
  D4: 22,
  S1: 22,
  S2: 25,
  S3: 29,
}

/** Entry rank, and the ceilings of regular and of functional promotion, by education. */
const RANKS: Readonly<Record<Education, readonly [entry: Grade, regular: Grade, functional: Grade]>> = {
  SD: ['I/a', 'II/a', 'II/a'],
  SLTP: ['I/c', 'II/c', 'II/c'],
  SLTA: ['II/a', 'III/b', 'III/d'],
  D1: ['II/a', 'III/b', 'III/d'],
  D2: ['II/b', 'III/b', 'III/d'],
  D3: ['II/c', 'III/c', 'III/d'],
  D4: ['III/a', 'III/d', 'IV/b'],
  S1: ['III/a', 'III/d', 'IV/b'],
  S2: ['III/b', 'IV/a', 'IV/c'],
  S3: ['III/c', 'IV/b', 'IV/d'],
}

const isGraduate = (education: Education): boolean => ['D4', 'S1', 'S2', 'S3'].includes(education)

const functionalLevel = (graduate: boolean, grade: Grade): Level => {
  const rank = GRADES.indexOf(grade)
  if (graduate)
    return rank < GRADES.indexOf('III/c')
      ? 'ahli_pertama'
      : rank < GRADES.indexOf('IV/a')
        ? 'ahli_muda'
        : rank < GRADES.indexOf('IV/d')
          ? 'ahli_madya'
          : 'ahli_utama'
  return rank < GRADES.indexOf('III/a') ? 'terampil' : rank < GRADES.indexOf('III/c') ? 'mahir' : 'penyelia'
}

const LEVEL_NAMES: Partial<Readonly<Record<Level, string>>> = {
  terampil: 'Terampil',
  mahir: 'Mahir',
  penyelia: 'Penyelia',
  ahli_pertama: 'Ahli Pertama',
  ahli_muda: 'Ahli Muda',
  ahli_madya: 'Ahli Madya',
  ahli_utama: 'Ahli Utama',
}

type StaffPost = readonly [positionId: string, positionName: string]

const STAFF_POSTS: readonly [StaffPost, ...StaffPost[]] = [
  ['PLK-ADM', 'Pengadministrasi Perkantoran'],
  ['PLK-OPR', 'Operator Layanan'],
  ['PLK-TEK', 'Teknisi Sarana'],
]

const weightedUnit = (random: Random, [first, ...rest]: Units): Unit =>
  random.weighted([[first, first.weight], ...rest.map((unit): readonly [Unit, number] => [unit, unit.weight])])

const ranksOf = (random: Random, education: Education, track: Track, entry: LocalDate, until: LocalDate): ReadonlyArray<RankStep> => {
  const [first, regular, functional] = RANKS[education]
  const ceiling = GRADES.indexOf(track === 'functional' ? functional : regular)
  const steps: RankStep[] = [{ grade: first, on: entry, kind: 'awal' }]
  let at = entry
  for (let next = GRADES.indexOf(first) + 1; next <= ceiling; next++) {
    const grade = GRADES[next]
    const years = track === 'functional' && random.chance(0.4) ? 3 : 4
    at = promotionPeriod(addMonths(addYears(at, years), random.chance(0.6) ? 0 : random.int(1, 14)))
    if (grade === undefined || at > until) break
    steps.push({ grade, on: at, kind: track === 'functional' ? 'jf' : 'reguler' })
  }
  return steps
}

const positionsOf = (
  random: Random,
  window: Window,
  units: Units,
  home: Unit,
  person: Pick<Person, 'entry' | 'education' | 'track' | 'ranks'>,
): ReadonlyArray<PositionStep> => {
  const graduate = isGraduate(person.education)
  const staff = random.pick(STAFF_POSTS)
  const contractLevel: Level = graduate ? (random.chance(0.1) ? 'ahli_muda' : 'ahli_pertama') : 'terampil'
  const levelOn = (on: LocalDate): Level => {
    if (person.track !== 'functional') return 'pelaksana'
    const rank = person.ranks.filter((step) => step.on <= on).at(-1)
    return rank === undefined ? contractLevel : functionalLevel(graduate, rank.grade)
  }
  const moves = new Map<LocalDate, Unit>([[person.entry, home]])
  const settled = home.family.code === 'GURU' || home.family.code === 'PERAWAT'
  let at = later(person.entry, addYears(window.from, -2))
  for (;;) {
    at = addDays(at, random.int(730, 1825))
    if (at > window.until) break
    if (random.chance(settled ? 0.2 : 0.5)) moves.set(at, weightedUnit(random, units))
  }
  const days = [...new Set([...moves.keys(), ...person.ranks.map(({ on }) => on)])].sort()
  const steps: PositionStep[] = []
  let unit = home
  for (const on of days) {
    unit = moves.get(on) ?? unit
    const level = levelOn(on)
    const last = steps.at(-1)
    if (last !== undefined && last.level === level && last.unit === unit) continue
    const [positionId, positionName] =
      person.track === 'functional'
        ? [`${home.family.code}-${level.toUpperCase()}`, `${home.family.name} ${LEVEL_NAMES[level] ?? level}`]
        : staff
    steps.push({ positionId, positionName, level, unit, on, assignment: 'D' })
  }
  return steps
}

const earlyExit = (random: Random, window: Window, birth: LocalDate, entry: LocalDate, contract: boolean): Exit | null => {
  for (let year = window.firstYear; year <= window.lastYear; year++) {
    if (!random.chance(0.007)) continue
    const on = someDay(random, year)
    if (on <= addYears(entry, 1) || on > window.until) continue
    const old = addYears(birth, 50) <= on
    const kind = random.weighted<Exit['kind']>([
      ['mutasi_keluar', contract ? 1 : 4],
      ['meninggal', old ? 3 : 1],
      ['diberhentikan', contract ? 3 : 1],
      ['pensiun_dini', old && !contract ? 4 : 0],
    ])
    return { kind, on: kind === 'pensiun_dini' ? firstDayOfMonth(on) : on }
  }
  return null
}

const MIN_CONTRACT_YEAR = 2019

const entryOf = (random: Random, window: Window, birth: LocalDate, youngest: number, contract: boolean, joins: boolean): LocalDate => {
  if (contract) {
    const year = later(day(random.int(Math.max(MIN_CONTRACT_YEAR, window.lastYear - 5), window.lastYear), 1, 1), addYears(birth, 21))
    return day(yearOf(year), random.int(1, 12), 1)
  }
  if (joins) return day(random.int(window.firstYear, window.lastYear), random.int(1, 12), 1)
  return firstDayOfMonth(addMonths(addYears(birth, youngest + random.int(1, 9)), 1))
}

/** One person; `taken` counts the numbers that share their first 15 digits. */
const simulatePerson = (index: number, window: Window, units: Units, taken: Map<string, number>): Person => {
  const random = randomOf(window.seed, 'person', index)
  const contract = window.lastYear >= MIN_CONTRACT_YEAR + 1 && random.chance(0.36)
  const education = random.weighted(EDUCATION)
  const joins = !contract && random.chance(0.1)
  const youngest = Math.max(19, GRADUATION_AGE[education] + 1)
  const [low, high] = random.weighted<readonly [number, number]>([
    [[24, 30], contract ? 40 : 10],
    [[31, 40], contract ? 45 : 30],
    [[41, 50], contract ? 13 : 32],
    [[51, 57], contract ? 2 : 28],
  ])
  const age = joins ? random.int(youngest, 33) : Math.max(random.int(low, high), contract ? 24 : youngest)
  const birth = addDays(addYears(window.from, -age), -random.int(0, 364))
  let entry = entryOf(random, window, birth, youngest, contract, joins)
  while (entry > window.until) entry = addYears(entry, -1)
  const sex = random.chance(0.56) ? 'P' : 'L'
  const head = `${birth.replaceAll('-', '')}${yearOf(entry)}${contract ? '21' : entry.slice(5, 7)}${sex === 'L' ? 1 : 2}`
  const serial = taken.get(head) ?? 0
  taken.set(head, serial + 1)
  const home = weightedUnit(random, units)
  const functional = ['SD', 'SLTP'].includes(education) ? 0 : ['SLTA', 'D1', 'D2'].includes(education) ? 0.2 : contract ? 0.86 : 0.78
  const track: Track = random.chance(functional) ? 'functional' : 'pelaksana'
  const ranks = contract ? [] : ranksOf(random, education, track, entry, window.until)
  const quality = random.normal(0, 1)
  return {
    index,
    number: `${head}${String(901 + (serial % 99)).padStart(3, '0')}`,
    name: inventName(random),
    status: contract ? 'PPPK' : entry > addYears(window.until, -1) ? 'CPNS' : 'PNS',
    sex,
    birth,
    education,
    graduated: Math.min(yearOf(entry), yearOf(birth) + GRADUATION_AGE[education] + random.int(0, 2)),
    entry,
    homeUnit: home,
    track,
    ranks,
    positions: positionsOf(random, window, units, home, { entry, education, track, ranks }),
    exit: earlyExit(random, window, birth, entry, contract),
    quality,
    appetite: Math.min(1.9, Math.max(0.1, 0.95 + 0.35 * quality + random.normal(0, 0.3))),
  }
}

/** The people, before structural posts are filled and retirements fall due. */
export const simulatePeople = (window: Window, count: number, units: Units): ReadonlyArray<Person> => {
  const taken = new Map<string, number>()
  return Array.from({ length: count }, (_, index) => simulatePerson(index, window, units, taken))
}

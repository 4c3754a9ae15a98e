/** `position-map`: every post of the establishment, who fills it, who acts in it, and who will leave it. */
import { addMonths, Catalogue, type Employment, type LocalDate, STANDING_TYPES, standingOn } from '@jejak/core'
import type { PersonRow } from '@jejak/core/measure'
import type { Body, CellOfTable, Column, FinishInput, OutputRow, TableReport } from './Report.js'
import { checked, dayAsOf } from './shared/arguments.js'
import { isTexts } from './shared/cell.js'
import { byText, keyOf, partsOf } from './shared/key.js'
import { pensionGrounds, pensionOf } from './shared/pension.js'
import { isNamed, Unnamed } from './shared/Unnamed.js'

/** A post with a day, as one text. */
const dated = (unitId: string, positionId: string, day: LocalDate): string => keyOf(unitId, positionId, day)

/** Posts that someone was given by the day, definitively or as an acting officer, each with its TMT. */
const given = ({ positions }: Employment, asOf: LocalDate, definitive: boolean): ReadonlyArray<string> =>
  positions.flatMap(({ on, data }) =>
    on === null || on > asOf || (data.assignment === 'D') !== definitive ? [] : [dated(data.unitId, data.positionId, on)],
  )

/** Counts of one post. */
interface Chairs {
  filled: number
  acting: number
  leaving12: number
  leaving24: number
}

const EMPTY: Readonly<Chairs> = { filled: 0, acting: 0, leaving12: 0, leaving24: 0 }

/** Latest day on which anybody was given each post definitively. */
const lastDefinitive = (rows: ReadonlyArray<PersonRow>): ReadonlyMap<string, string> => {
  const last = new Map<string, string>()
  for (const { row } of rows)
    for (const each of isTexts(row['definitive']) ? row['definitive'] : []) {
      const [unit = '', position = '', day = ''] = partsOf(each)
      const key = keyOf(unit, position)
      if (day > (last.get(key) ?? '')) last.set(key, day)
    }
  return last
}

/** Posts in which a person acts: given after everybody who was given them definitively. */
const actsIn = (row: PersonRow['row'], last: ReadonlyMap<string, string>): ReadonlySet<string> =>
  new Set(
    (isTexts(row['acting']) ? row['acting'] : []).flatMap((each) => {
      const [unit = '', position = '', day = ''] = partsOf(each)
      const key = keyOf(unit, position)
      return (last.get(key) ?? '') < day ? [key] : []
    }),
  )

const count = (rows: ReadonlyArray<PersonRow>, input: FinishInput, unnamed: Unnamed): ReadonlyMap<string, Chairs> => {
  const { asOf } = input.args
  const last = lastDefinitive(rows)
  const posts = new Map<string, Chairs>()
  const chairsOf = (key: string): Chairs => {
    const chairs = posts.get(key) ?? { ...EMPTY }
    posts.set(key, chairs)
    return chairs
  }
  for (const { career, row } of rows) {
    const acts = actsIn(row, last)
    const { holds } = row
    if (typeof holds !== 'string' && acts.size === 0) continue
    const person = input.personOf(career)
    if (!isNamed(person)) {
      unnamed.add(person)
      continue
    }
    for (const key of acts) chairsOf(key).acting++
    if (typeof holds !== 'string') continue
    const chairs = chairsOf(holds)
    chairs.filled++
    const leaves = pensionOf(row, person, input)
    if (leaves !== null && leaves <= addMonths(asOf, 12)) chairs.leaving12++
    if (leaves !== null && leaves <= addMonths(asOf, 24)) chairs.leaving24++
  }
  return posts
}

const COUNTS: ReadonlyArray<Column> = [
  { key: 'needed', id: 'Kebutuhan', en: 'Needed', as: 'count' },
  { key: 'filled', id: 'Terisi', en: 'Filled', as: 'count' },
  { key: 'acting', id: 'Plt/Plh', en: 'Acting', as: 'count' },
  { key: 'vacant', id: 'Lowong', en: 'Vacant', as: 'count' },
  { key: 'over', id: 'Lebih', en: 'Over', as: 'count' },
  { key: 'leaving12', id: 'Pensiun 12 bulan', en: 'Leaving in 12 months', as: 'count' },
  { key: 'leaving24', id: 'Pensiun 24 bulan', en: 'Leaving in 24 months', as: 'count' },
]

/** Those who hold a post, named as `UNIT/POSITION`. */
const holdersOf = (post: string): CellOfTable => ({
  columns: [{ key: 'since', id: 'TMT', en: 'Since', as: 'date' }],
  stands: ({ holds }) => typeof holds === 'string' && partsOf(holds).join('/') === post,
  line: ({ holds, since = null }) => ({ unitId: typeof holds === 'string' ? (partsOf(holds)[0] ?? null) : null, since }),
})

const sumOf = (rows: ReadonlyArray<OutputRow>, key: string): number =>
  rows.reduce((sum, row) => sum + (typeof row[key] === 'number' ? row[key] : 0), 0)

export const positionMap: TableReport = {
  kind: 'table',
  name: 'position-map',
  version: 1,
  title: { id: 'Peta jabatan', en: 'Position map' },
  meaning: {
    id: 'Tiap jabatan peta jabatan pada tanggal data: kebutuhan, pemangku definitif, Plt/Plh setelah pemangku definitif terakhir, yang lowong, yang lebih, dan pemangku yang TMT pensiunnya dalam 12 dan 24 bulan.',
    en: 'Each post of the establishment on the as-of day: needed, definitive holders, those acting in it since its last definitive holder, vacant, over, and holders whose pension TMT comes within 12 and 24 months.',
  },
  takes: ['asOf', 'unit'],
  policy: 'retirement-age',
  reads: [...STANDING_TYPES],
  columns: [
    { key: 'unitId', id: 'Unit', en: 'Unit', as: 'text' },
    { key: 'positionId', id: 'Jabatan', en: 'Position', as: 'text' },
    { key: 'level', id: 'Jenjang', en: 'Level', as: 'text' },
    { key: 'key', id: 'Kunci', en: 'Key', as: 'flag' },
    ...COUNTS,
  ],
  day: dayAsOf,
  check: checked('asOf', 'unit'),
  row: ({ employment }, catalogue, args) => {
    // What anybody was given ends the acting of others, whether still in service or not.
    const definitive = given(employment, args.asOf, true)
    const standing = standingOn(employment, args.asOf)
    const acting = standing?.active === true ? given(employment, args.asOf, false) : []
    if (definitive.length === 0 && acting.length === 0) return null
    const position = standing?.active === true ? standing.position : null
    if (standing === null || position === null) return { definitive, acting, holds: null }
    const { unitId, positionId } = position.data
    return { definitive, acting, holds: keyOf(unitId, positionId), since: position.on, ...pensionGrounds(standing, catalogue, args.asOf) }
  },
  cells: {
    names: ['UNIT/POSITION'],
    at: holdersOf,
    there: ({ asOf }, catalogue) =>
      [...Catalogue.postsOn(catalogue, asOf).values()].map(({ unitId, positionId }) => `${unitId}/${positionId}`).sort(byText),
  },
  finish: (people, input): Body => {
    const { catalogue, args } = input
    const unnamed = new Unnamed()
    const counted = count(people, input, unnamed)
    const rows = [...Catalogue.postsOn(catalogue, args.asOf).values()]
      .filter(({ unitId }) => args.unit === null || unitId === args.unit)
      .sort((a, b) => byText(a.unitId, b.unitId) || byText(a.positionId, b.positionId))
      .map(({ unitId, positionId, level, key, needed }): OutputRow => {
        const { filled, acting, leaving12, leaving24 } = counted.get(keyOf(unitId, positionId)) ?? EMPTY
        const vacant = Math.max(0, needed - filled)
        return { unitId, positionId, level, key, needed, filled, acting, vacant, over: Math.max(0, filled - needed), leaving12, leaving24 }
      })
    return {
      base: { positions: rows.length, ...unnamed.base() },
      rows,
      totals: Object.fromEntries(COUNTS.map(({ key }) => [key, sumOf(rows, key)])),
    }
  },
}

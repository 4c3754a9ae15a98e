/** `succession-bench`: who could follow in each key position, and how far the bench reaches. */

import { type LocalDate, STANDING_TYPES, standingOn } from '@jejak/core'
import type { Body, FinishInput, OutputRow, TableReport } from './Report.js'
import { checked, dayAsOf } from './shared/arguments.js'
import { type Holder, holdingOn, incumbentOf, type KeyPost, keyPosts, nominationsOn } from './shared/bench.js'
import { isTexts } from './shared/cell.js'
import { byText, keyOf, partsOf } from './shared/key.js'
import { maximumMatching } from './shared/matching.js'
import { pensionGrounds, pensionOf } from './shared/pension.js'
import { bigRatio, ratio } from './shared/round.js'
import { isNamed, Unnamed } from './shared/Unnamed.js'

const READY = 'siap_kini'

interface Incumbent extends Holder {
  readonly vacantFrom: LocalDate | null
}

interface Successor {
  readonly career: string
  readonly nip: string
  readonly readiness: string
}

/** Everyone named, sorted into posts: holders and successors; those without a name are only counted. */
interface Bench {
  readonly holders: ReadonlyMap<string, ReadonlyArray<Incumbent>>
  readonly successors: ReadonlyMap<string, ReadonlyArray<Successor>>
  readonly unnamed: Unnamed
}

type Rows = Parameters<TableReport['finish']>[0]

const push = <A>(map: Map<string, A[]>, key: string, item: A): void => {
  const list = map.get(key)
  if (list === undefined) map.set(key, [item])
  else list.push(item)
}

const gather = (rows: Rows, input: FinishInput): Bench => {
  const holders = new Map<string, Incumbent[]>()
  const successors = new Map<string, Successor[]>()
  const unnamed = new Unnamed()
  for (const { career, row } of rows) {
    const person = input.personOf(career)
    if (!isNamed(person)) {
      unnamed.add(person)
      continue
    }
    const { holds, since, nominations } = row
    if (typeof holds === 'string' && typeof since === 'string')
      push(holders, holds, {
        career,
        since,
        number: person.number,
        vacantFrom: pensionOf(row, person, input),
      })
    for (const nomination of isTexts(nominations) ? nominations : []) {
      const [unit = '', position = '', readiness = ''] = partsOf(nomination)
      push(successors, keyOf(unit, position), { career, nip: person.number, readiness })
    }
  }
  return { holders, successors, unnamed }
}

/** Sum of 1/n over whole numbers n, exact until it is rounded. */
const sumOfParts = (parts: ReadonlyArray<number>): number => {
  let numerator = 0n
  let denominator = 1n
  for (const part of parts) {
    numerator = numerator * BigInt(part) + denominator
    denominator *= BigInt(part)
  }
  return bigRatio(numerator, denominator) ?? 0
}

/** A key position with who holds it and who could follow. */
interface Chair {
  readonly post: KeyPost
  readonly incumbent: Incumbent | null
  readonly successors: ReadonlyArray<Successor>
}

/** Every key position; who holds it is no successor in it. */
const chairsOf = (bench: Bench, { catalogue, args }: FinishInput): ReadonlyArray<Chair> =>
  [...keyPosts(catalogue, args.asOf)].map(([key, post]) => {
    const incumbent = incumbentOf(bench.holders.get(key) ?? [])
    const successors = (bench.successors.get(key) ?? []).filter(({ career }) => career !== incumbent?.career)
    return { post, incumbent, successors: successors.sort((a, b) => byText(a.nip, b.nip)) }
  })

const totalsOf = (chairs: ReadonlyArray<Chair>): OutputRow => {
  const positions = chairs.length
  const ready = chairs.map(({ successors }) => successors.flatMap(({ career, readiness }) => (readiness === READY ? [career] : [])))
  const named = chairs.flatMap(({ successors }) => successors.map(({ career }) => career))
  return {
    positions,
    coverage: ratio(chairs.filter(({ successors }) => successors.length > 0).length, positions),
    readyCoverage: ratio(ready.filter((careers) => careers.length > 0).length, positions),
    assignableCoverage: ratio(maximumMatching(ready), positions),
    uniqueRatio: ratio(new Set(named).size, named.length),
  }
}

export const successionBench: TableReport = {
  kind: 'table',
  name: 'succession-bench',
  version: 2,
  title: { id: 'Rencana suksesi', en: 'Succession bench' },
  meaning: {
    id: 'Tiap jabatan kunci: pemangku, sejak kapan akan kosong, dan calon pengganti yang disetujui. Tertimbang: seorang calon untuk n jabatan dihitung 1/n. Dapat diisi sekaligus: satu orang tidak menduduki dua kursi. Dengan unit: jabatan di unit itu; bobot tetap atas semua jabatan.',
    en: 'Each key position: who holds it, from when it will be vacant, and the approved successors. Weighted: a successor to n positions counts 1/n. Assignable: one person cannot fill two chairs. With a unit: the positions of that unit; weights still count all positions.',
  },
  takes: ['asOf', 'unit'],
  policy: 'retirement-age',
  reads: [...STANDING_TYPES, 'Nominated', 'Sanctioned', 'NumberChanged'],
  columns: [
    { key: 'unitId', id: 'Unit', en: 'Unit', as: 'text' },
    { key: 'positionId', id: 'Jabatan', en: 'Position', as: 'text' },
    { key: 'incumbent', id: 'Pemangku', en: 'Incumbent', as: 'text' },
    { key: 'vacantFrom', id: 'Kosong mulai', en: 'Vacant from', as: 'date' },
    { key: 'successors', id: 'Calon pengganti', en: 'Successors', as: 'text' },
    { key: 'weighted', id: 'Tertimbang', en: 'Weighted', as: 'mean' },
  ],
  day: dayAsOf,
  check: checked('asOf', 'unit'),
  row: ({ employment }, catalogue, args) => {
    const held = holdingOn(employment, catalogue, args.asOf)
    const nominations = nominationsOn(employment, catalogue, args.asOf)
    const standing = held === null && nominations.length === 0 ? null : standingOn(employment, args.asOf)
    return standing === null
      ? null
      : {
          ...pensionGrounds(standing, catalogue, args.asOf),
          holds: held === null ? null : keyOf(held.post.unitId, held.post.positionId),
          since: held?.since ?? null,
          nominations: nominations.map(({ post, readiness }) => keyOf(post.unitId, post.positionId, readiness)),
        }
  },
  finish: (rows, input): Body => {
    const { args } = input
    const bench = gather(rows, input)
    const all = chairsOf(bench, input)
    const shown = all.filter(({ post }) => args.unit === null || post.unitId === args.unit)
    const places = new Map<string, number>()
    for (const { successors } of all) for (const { career } of successors) places.set(career, (places.get(career) ?? 0) + 1)
    return {
      base: { positions: shown.length, ...bench.unnamed.base() },
      rows: shown.map(({ post, incumbent, successors }) => ({
        unitId: post.unitId,
        positionId: post.positionId,
        incumbent: incumbent?.number ?? null,
        vacantFrom: incumbent === null ? args.asOf : incumbent.vacantFrom,
        successors: successors.map(({ nip, readiness }) => ({ nip, readiness })),
        weighted: sumOfParts(successors.map(({ career }) => places.get(career) ?? 1)),
      })),
      totals: totalsOf(shown),
    }
  },
}

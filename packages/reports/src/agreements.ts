/** `agreements`: when the agreements of PPPK end, who has none, and whose has lapsed. */
import { agreementEndOn, type Employment, isPermanent, LAW, type LocalDate, STANDING_TYPES, standingOn } from '@jejak/core'
import { Sums } from '@jejak/core/measure'
import type { Body, CellOfSums, SumReport, ViewArguments } from './Report.js'
import { checked, dayAsOf, firstOfPeriod } from './shared/arguments.js'
import { monthsOf } from './shared/cells.js'
import { addTo, at, keyOf, partsOf, sorted } from './shared/key.js'

/** Last day of the latest agreement by unit, of a PPPK active as-of. */
const endOf = (employment: Employment, { asOf }: ViewArguments): { readonly unitId: string; readonly endsOn: LocalDate | null } | null => {
  const standing = standingOn(employment, asOf)
  if (standing?.active !== true || isPermanent(standing.status)) return null
  return { unitId: standing.unitId, endsOn: agreementEndOn(employment, asOf) }
}

/** Whether the month of a day lies in the span that was asked for. */
const isAsked = (endsOn: string, { from, to }: ViewArguments): boolean => (from === null || endsOn >= from) && (to === null || endsOn <= to)

/** A cell of those whose agreement ends on such a day; `undefined` where there is none. */
const ending = (isIn: (endsOn: string | undefined, args: ViewArguments) => boolean): CellOfSums => ({
  columns: [{ key: 'endsOn', id: 'Berakhir', en: 'Ends', as: 'date' }],
  adds: (key, vector, args) => (isIn(partsOf(key)[1], args) ? at(vector, 0) : 0),
  rows: ({ employment }, _catalogue, args) => {
    const end = endOf(employment, args)
    return end === null ? [] : [end]
  },
})

const CELLS: ReadonlyMap<string, CellOfSums> = new Map([
  ['all', ending(() => true)],
  ['none', ending((endsOn) => endsOn === undefined)],
  ['lapsed', ending((endsOn, { asOf }) => endsOn !== undefined && endsOn < asOf)],
])

export const agreements: SumReport = {
  kind: 'sums',
  name: 'agreements',
  version: 1,
  title: { id: 'Perjanjian kerja PPPK', en: 'Agreements of PPPK' },
  meaning: {
    id: `PPPK aktif pada tanggal data menurut hari terakhir perjanjian terakhirnya, per bulan dalam rentang itu; yang tanpa perjanjian dan yang perjanjiannya sudah lewat disebut tersendiri (${LAW.contract}).`,
    en: `PPPK active on the as-of day by the last day of their latest agreement, by month of the span; those without one, and those whose agreement has lapsed, are told apart (${LAW.contract}).`,
  },
  takes: ['from', 'to', 'asOf', 'unit'],
  policy: null,
  reads: [...STANDING_TYPES, 'Agreement'],
  columns: [
    { key: 'month', id: 'Bulan', en: 'Month', as: 'text' },
    { key: 'people', id: 'Orang', en: 'People', as: 'count' },
  ],
  day: dayAsOf,
  check: checked('from', 'to', 'asOf', 'unit'),
  measure: ({ employment }, _catalogue, args) => {
    const end = endOf(employment, args)
    if (end === null) return Sums.empty
    return new Map([[end.endsOn === null ? keyOf(end.unitId) : keyOf(end.unitId, end.endsOn), [1]]])
  },
  cells: {
    names: [...CELLS.keys(), 'yyyy-mm'],
    there: (args) => [...CELLS.keys(), ...monthsOf(args)],
    at: (name) => {
      if (firstOfPeriod(name) === null) return CELLS.get(name) ?? null
      return ending((endsOn, args) => endsOn?.startsWith(name) === true && isAsked(endsOn, args))
    },
  },
  finish: (sums, { args }): Body => {
    const months = new Map<string, number[]>()
    const base = { people: 0, none: 0, lapsed: 0 }
    for (const [key, vector] of sums) {
      const [unit, endsOn] = partsOf(key)
      if (args.unit !== null && unit !== args.unit) continue
      const people = at(vector, 0)
      base.people += people
      if (endsOn === undefined) base.none += people
      else {
        if (endsOn < args.asOf) base.lapsed += people
        if (isAsked(endsOn, args)) addTo(months, endsOn.slice(0, 7), [people])
      }
    }
    return { base, rows: sorted(months).map(([month, v]) => ({ month, people: at(v, 0) })) }
  },
}

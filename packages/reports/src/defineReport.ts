/** Reports of extensions: they are asked, shown, listed and kept live like those of Jejak. */
import { type FactType, isFactType, nameFaults, type OwnName } from '@jejak/core'
import type { Report, ReportForm, SumReport, TableReport } from './Report.js'
import { checked, dayAsOf, endOfYear } from './shared/arguments.js'

/** What a report of an extension may leave out: it names no policy, speaks of the end of its year or of the as-of day, and checks what it takes. */
type LeftOut = 'policy' | 'day' | 'check' | 'reads' | 'name'

interface Own {
  readonly name: OwnName
  /** The facts that change its answer: types of Jejak, and facts of the extension. */
  readonly reads: ReadonlyArray<FactType | { readonly type: string }>
  readonly policy?: ReportForm['policy']
  readonly day?: Report['day']
  readonly check?: Report['check']
}

/** What an extension says of a report. */
export type ReportParts = (Omit<SumReport, LeftOut> & Own) | (Omit<TableReport, LeftOut> & Own)

/** A report of an extension. */
export type ExtensionReport = Report & { readonly name: OwnName }

/**
 * Defines a report of an extension. One that takes a year is kept live for this year
 * and the two before; one that takes nothing but as-of day and unit, for today.
 *
 * @example
 * const people = defineReport({
 *   kind: 'sums',
 *   name: 'clubs.people',
 *   version: 1,
 *   title: { id: 'Orang', en: 'People' },
 *   meaning: { id: 'Jumlah orang.', en: 'How many people.' },
 *   takes: ['asOf'],
 *   reads: ['Appointed', { type: 'clubs.Joined' }],
 *   columns: [{ key: 'people', id: 'Orang', en: 'People', as: 'count' }],
 *   measure: () => new Map([['people', [1]]]),
 *   finish: (sums) => ({ rows: [{ people: sums.get('people')?.[0] ?? 0 }] }),
 * })
 * people.reads // => ['Appointed', 'clubs.Joined']
 */
export const defineReport = (parts: ReportParts): ExtensionReport => {
  const { takes, reads, policy = null } = parts
  const { day = takes.includes('year') ? endOfYear : dayAsOf, check = checked(...takes) } = parts
  const typed = reads.map((read): FactType | OwnName => (typeof read === 'string' ? read : ownName(read.type)))
  return { ...parts, reads: typed, policy, day, check }
}

/** Facts of extensions have a dot in their names; one without is a fault that `reportFaults` tells. */
const ownName = (type: string): OwnName => {
  const [extension = '', ...rest] = type.split('.')
  return `${extension}.${rest.join('.')}`
}

/**
 * What is wrong with a report of an extension, each fault in one line; none where all is well.
 *
 * @param facts types of facts that the extension defines
 *
 * @example
 * reportFaults('clubs', new Set(), { name: 'clubs.people', version: 1, reads: ['Appointed', 'clubs.Joined'] }) // => ['the report clubs.people reads clubs.Joined, which is no fact of Jejak and none that this extension defines']
 */
export const reportFaults = (
  extension: string,
  facts: ReadonlySet<string>,
  { name, version, reads }: { readonly name: string; readonly version: number; readonly reads: ReadonlyArray<string> },
): ReadonlyArray<string> => [
  ...nameFaults(extension, 'report', name),
  ...(Number.isInteger(version) && version > 0 ? [] : [`the report ${name} needs a version, a whole number from 1`]),
  ...reads
    .filter((type) => !isFactType(type) && !facts.has(type))
    .map((type) => `the report ${name} reads ${type}, which is no fact of Jejak and none that this extension defines`),
]

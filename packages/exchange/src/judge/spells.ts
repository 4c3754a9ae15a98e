/** The service of a person in an agency (import.md, "In service"), on days as texts, until the rules of core are asked. */
import { type DatedFact, type Service as DatedService, LocalDate } from '@jejak/core'

export interface Service {
  /** TMT of the appointment: when the career began. */
  readonly entry: string
  /** Days of coming from another agency, or back. */
  readonly comings: ReadonlyArray<string>
  readonly exits: ReadonlyArray<string>
}

const earliest = (days: ReadonlyArray<string>): string | undefined =>
  days.reduce<string | undefined>((first, day) => (first === undefined || day < first ? day : first), undefined)

/** Days on which service here began. Who came by transfer, before any exit, began the career elsewhere. */
const startsOf = ({ entry, comings, exits }: Service): ReadonlyArray<string> => {
  const first = earliest(comings)
  const isTransferee = first !== undefined && !exits.some((exit) => exit <= first)
  return isTransferee ? comings : [entry, ...comings]
}

/**
 * The service of a person under all numbers: the union, where service under a number ends at the latest
 * with the entry under the next. The days on which it began stand among `comings`, also the entry.
 */
export const allService = (services: ReadonlyArray<Service>): Service | null => {
  const inOrder = [...services].sort((a, b) => (a.entry < b.entry ? -1 : a.entry > b.entry ? 1 : 0))
  const [first, second] = inOrder
  if (first === undefined || second === undefined) return first ?? null
  const ends = inOrder.slice(1).map(({ entry }) => entry)
  return {
    entry: first.entry,
    comings: inOrder.flatMap((service, place) => startsOf(service).filter((day) => day < (ends[place] ?? '9'))),
    exits: [...inOrder.flatMap(({ exits }, place) => exits.filter((day) => day <= (ends[place] ?? '9'))), ...ends],
  }
}

/** Days that no event is known of: they stand in the index, or in the same file. */
const dated = (days: ReadonlyArray<string>): ReadonlyArray<DatedFact> =>
  [...new Set(days)].map((day) => ({ on: LocalDate.is(day) ? day : null, by: null }))

const asDated = (service: Service | null): DatedService => ({
  appointments: service === null ? [] : dated([service.entry]),
  transfersIn: dated(service?.comings ?? []),
  exits: dated(service?.exits ?? []),
})

const NONE = asDated(null)
const made = new WeakMap<Service, DatedService>()

/** As the rules of core ask for it; made once of each service. */
export const datedService = (service: Service | null): DatedService => {
  if (service === null) return NONE
  const known = made.get(service)
  if (known !== undefined) return known
  const asked = asDated(service)
  made.set(service, asked)
  return asked
}

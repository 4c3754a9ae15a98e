/** The service of a person in an agency as a set of spells (import.md, "In service"), on days as texts. */

export interface Service {
  /** TMT of the appointment: when the career began. */
  readonly entry: string
  /** Days of coming from another agency, or back. */
  readonly comings: ReadonlyArray<string>
  readonly exits: ReadonlyArray<string>
}

const earliest = (days: ReadonlyArray<string>): string | undefined =>
  days.reduce<string | undefined>((first, day) => (first === undefined || day < first ? day : first), undefined)

/** The latest of some days up to and with another. */
const latestBy = (days: ReadonlyArray<string>, day: string): string | null =>
  days.reduce<string | null>((last, each) => (each <= day && (last === null || each > last) ? each : last), null)

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

export const firstStart = (service: Service): string => earliest(startsOf(service)) ?? service.entry

/** Whether the day lies in a spell: begun, and not ended since it began last. */
export const servesOn = (service: Service, day: string): boolean => {
  const start = latestBy(startsOf(service), day)
  return start !== null && !service.exits.some((exit) => start < exit && exit <= day)
}

/** The exit after which nobody came back; `null` where there is none. */
export const lastExit = (service: Service): string | null => {
  const last = service.exits.reduce<string | null>((found, exit) => (found === null || exit > found ? exit : found), null)
  return last === null || startsOf(service).some((start) => start >= last) ? null : last
}

/** A fact with all that the rules of service ask of it: said by a command, put in the place of another, or already in. */
import type { Employment, Held } from '../../career/Employment.js'
import { appointmentOn } from '../../career/standing.js'
import type { Catalogue } from '../../catalogue/Catalogue.js'
import type { LocalDate } from '../../date/LocalDate.js'
import type { DataOf, FactType } from '../../fact/Fact.js'
import type { CareerId, Code } from '../../identity/ids.js'
import type { Service, ServiceFacts } from './service.js'

export interface FactInPlace<K extends FactType> {
  /** Whose career it stands in; `null` for facts of other streams. */
  readonly career: CareerId | null
  /** What holds of the person in this agency, later facts included; `null` where nothing does. */
  readonly employment: Employment | null
  readonly catalogue: Catalogue
  /** Day from which the fact is effective; for facts of a cohort its end, `null` while that is unknown. */
  readonly on: LocalDate | null
  readonly data: DataOf<K>
  /** The service of another person in this agency: `null` where there is none, `undefined` where the career was not read. */
  readonly serviceOf: (career: CareerId) => Service | null | undefined
}

const NO_SERVICE: Service = { appointments: [], exits: [] }

/** The service the fact must lie in. */
export const serviceFacts = ({ employment, on }: FactInPlace<FactType>): ServiceFacts => {
  const { appointments, exits } = employment ?? NO_SERVICE
  return { on, appointments, exits }
}

/** The appointment that holds on the day of the fact. */
export const appointmentOf = ({ employment, on }: FactInPlace<FactType>): Held<'Appointed'> | null =>
  employment === null || on === null ? null : appointmentOn(employment, on)

/** What the catalogue says of a cohort. */
export const cohortFacts = (
  { catalogue }: FactInPlace<FactType>,
  code: Code,
): { readonly cohortKnown: boolean; readonly programKnown: boolean; readonly programHours: number | null } => {
  const cohort = catalogue.cohorts.get(code)
  const program = cohort === undefined ? undefined : catalogue.programs.get(cohort.program)
  return { cohortKnown: cohort !== undefined, programKnown: program !== undefined, programHours: program?.hours ?? null }
}

/** The first day of a service. */
export const since = (service: Service | null | undefined): LocalDate | null => {
  let first: LocalDate | null = null
  for (const { on } of service?.appointments ?? []) if (on !== null && (first === null || on < first)) first = on
  return first
}

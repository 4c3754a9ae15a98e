/** A fact with all that the rules of service ask of it: said by a command, put in the place of another, or already in. */
import type { Employment, Held } from '../../career/Employment.js'
import { careerBegan, NO_SERVICE, type Service } from '../../career/service.js'
import { appointmentOn } from '../../career/standing.js'
import type { Catalogue } from '../../catalogue/Catalogue.js'
import type { LocalDate } from '../../date/LocalDate.js'
import type { DataOf, FactType } from '../../fact/Fact.js'
import type { CareerId, Code } from '../../identity/ids.js'
import type { Appointed } from './rank.js'
import type { HeldTo, ServiceFacts } from './service.js'

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

/** The service the fact must lie in. */
export const serviceFacts =
  (held: HeldTo) =>
  ({ employment, on }: FactInPlace<FactType>): ServiceFacts => {
    const { appointments, transfersIn, exits } = employment ?? NO_SERVICE
    return { on, heldTo: held, appointments, transfersIn, exits }
  }

/** The status under which the person was appointed, as it holds on the day of the fact; `null` where nobody was: that is for another rule. */
export const appointedAs = (fact: FactInPlace<FactType>): Appointed | null => {
  const appointment = appointmentOf(fact)
  return appointment === null ? null : { status: appointment.data.status, by: appointment.by }
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

/** The first day of the career of somebody who serves here. */
export const since = (service: Service | null | undefined): LocalDate | null => (service == null ? null : careerBegan(service))

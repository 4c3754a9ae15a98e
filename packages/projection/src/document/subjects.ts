/** From what stands in a document to the people it is about: one definition for live, rebuilt and as-of figures. */
import {
  type AgencyCode,
  type CareerId,
  type Catalogue,
  employments,
  type History,
  type Individual,
  individuals,
  type UnderNumber,
} from '@jejak/core'

export type CatalogueOf = (agency: AgencyCode) => Catalogue.Catalogue

/** The history of one stream. */
export interface StreamHistory {
  readonly career: CareerId
  readonly history: History.History
}

/** The people of these streams, agency by agency, in each in order of their careers. */
export const subjectsOf = (streams: ReadonlyArray<StreamHistory>, catalogueOf: CatalogueOf): ReadonlyArray<Individual> => {
  const [only] = streams
  if (streams.length === 1 && only !== undefined)
    return employments(only.history, catalogueOf).map((employment) => ({ career: only.career, employment, numbers: [only.career] }))
  const byAgency = new Map<AgencyCode, UnderNumber[]>()
  for (const { career, history } of streams)
    for (const employment of employments(history, catalogueOf)) {
      const present = byAgency.get(employment.agency)
      if (present === undefined) byAgency.set(employment.agency, [{ career, employment }])
      else present.push({ career, employment })
    }
  return [...byAgency].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, held]) => individuals(held))
}

/** The matrix that turns result and behaviour into a predicate, for a row of penilaian. */
import { type Adopted, lastDayOfYear, type ParametersOf, policyOn } from '@jejak/core'
import { at, type Cells } from './FileDef.js'

/** By the policy of the agency in force on the last day of the year that is appraised. */
export const predicateMatrix = (cells: Cells, adopted: Adopted): ParametersOf<'performance-predicate'> =>
  policyOn(adopted, 'performance-predicate', lastDayOfYear(Number(at(cells, 'tahun')))).parameters

/**
 * What figures are made of: a view measures an employment by an element of an
 * abelian group, or by the person's row of a table, and a figure is the sum of all.
 */

import * as Sums from './Sums.js'

export type { AgencyFact, Figure, PersonRow, Row, Subject, SumView, TableView, View } from './View.js'
export { Sums }

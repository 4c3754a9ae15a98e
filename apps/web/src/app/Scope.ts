/** The route with agency and year filled in: what the pages are about. */
import type { Route } from './route.js'

export interface Scope extends Route {
  readonly agency: string
  readonly year: number
}

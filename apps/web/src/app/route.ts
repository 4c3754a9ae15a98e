/** Where the reader is: kept in the part of the address after `#`, which never leaves the browser. */
import { useEffect, useState } from 'preact/hooks'

/** `unknown` is an address that leads nowhere; its id is the part that does not. */
export type Page = 'overview' | 'program' | 'unit' | 'person' | 'find' | 'health' | 'unknown'

export interface Route {
  readonly page: Page
  /** Code of the program or unit, id of the person; empty on the other pages. */
  readonly id: string
  readonly agency: string | null
  readonly year: number | null
  readonly unit: string | null
  /** Entry of a timeline to show. */
  readonly entry: string | null
}

const PAGES: ReadonlyMap<string, Page> = new Map<string, Page>([
  ['', 'overview'],
  ['program', 'program'],
  ['unit', 'unit'],
  ['person', 'person'],
  ['find', 'find'],
  ['health', 'health'],
])
/** Pages that are about something with a code. */
const WITH_ID: ReadonlySet<Page> = new Set<Page>(['program', 'unit', 'person'])

/** What a part of an address says; as it stands where it is no proper one. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export const parseRoute = (hash: string): Route => {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  const [name = '', id = ''] = path.split('/')
  const search = new URLSearchParams(query)
  const year = search.get('year')
  const isYear = year === null || /^(19|20)\d\d$/.test(year)
  const page = PAGES.get(name)
  const leads = page !== undefined && (id !== '') === WITH_ID.has(page)
  return {
    page: leads && isYear ? page : 'unknown',
    id: !leads ? decoded(path) : isYear ? decoded(id) : `year=${year}`,
    agency: search.get('agency'),
    year: isYear && year !== null ? Number(year) : null,
    unit: search.get('unit'),
    entry: search.get('entry'),
  }
}

export const hrefOf = (route: Partial<Route> & { readonly page: Page }): string => {
  const search = new URLSearchParams()
  for (const key of ['agency', 'year', 'unit', 'entry'] as const) {
    const value = route[key]
    if (value !== null && value !== undefined && value !== '') search.set(key, String(value))
  }
  const path = route.page === 'overview' ? '' : route.id ? `${route.page}/${encodeURIComponent(route.id)}` : route.page
  const query = search.toString()
  return `#/${path}${query === '' ? '' : `?${query}`}`
}

export const go = (route: Partial<Route> & { readonly page: Page }): void => {
  window.location.hash = hrefOf(route)
}

export const useRoute = (): Route => {
  const [route, setRoute] = useState(() => parseRoute(window.location.hash))
  useEffect(() => {
    // `#main` is the skip link: it moves the focus, not the reader.
    const changed = (): void => {
      if (window.location.hash !== '#main') setRoute(parseRoute(window.location.hash))
    }
    window.addEventListener('hashchange', changed)
    return () => window.removeEventListener('hashchange', changed)
  }, [])
  return route
}

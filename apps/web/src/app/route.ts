/** Where the reader is: kept in the part of the address after `#`, which never leaves the browser. */
import { useEffect, useState } from 'preact/hooks'

export type Page = 'overview' | 'program' | 'unit' | 'person' | 'find' | 'health'

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

const PAGES: Readonly<Record<string, Page>> = { program: 'program', unit: 'unit', person: 'person', find: 'find', health: 'health' }

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
  return {
    page: PAGES[name] ?? 'overview',
    id: decoded(id),
    agency: search.get('agency'),
    year: year !== null && /^\d{4}$/.test(year) ? Number(year) : null,
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

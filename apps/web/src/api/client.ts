/** Asking the API: an answer, or a problem in one line. */
import { unsafeAnswer } from '../unsafe.js'

export interface Problem {
  /** `offline` where the server did not answer at all. */
  readonly code: string
  readonly detail: string
}

export type Reply<A> = { readonly ok: true; readonly value: A } | { readonly ok: false; readonly problem: Problem }

/** Whether what was asked for is not there, or cannot be: its code is none. */
export const isNotFound = ({ code }: Problem): boolean => code.startsWith('unknown.') || code === 'badArguments'

const OFFLINE: Problem = { code: 'offline', detail: '' }

const reply = async <A>(request: Promise<Response>): Promise<Reply<A>> => {
  try {
    const response = await request
    const body: unknown = await response.json()
    if (response.ok) return { ok: true, value: unsafeAnswer<A>(body) }
    const { code, detail } = unsafeAnswer<Partial<Problem>>(body)
    return { ok: false, problem: { code: code ?? String(response.status), detail: detail ?? '' } }
  } catch {
    return { ok: false, problem: OFFLINE }
  }
}

/** @param body sent where the question holds what no address may: names and numbers */
export const ask = <A>(path: string, signal: AbortSignal, body: string | null = null): Promise<Reply<A>> =>
  reply<A>(fetch(path, body === null ? { signal } : { signal, method: 'POST', headers: { 'content-type': 'application/json' }, body }))

/** The number travels in the body, never in an address. */
export const findPerson = (number: string): Promise<Reply<{ readonly career: string }>> =>
  reply(fetch('/api/find-person', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ number }) }))

/** Has streams in quarantine read again. */
export const retryParked = (): Promise<Reply<{ readonly released: number }>> => reply(fetch('/api/parked/retry', { method: 'POST' }))

/** A path with those of its arguments that are there. */
export const pathOf = (path: string, query: Readonly<Record<string, string | number | null>>): string => {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) if (value !== null && value !== '') search.set(key, String(value))
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

/** Asking the API: an answer, or a problem in one line. */
import { FoundPerson, Problem, RetriedParked } from '@jejak/application/wire'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as t from 'io-ts'

/** Besides those of the server: `offline` where it did not answer at all, `misread` where this page is of another version. */
export type { Problem }

export type Reply<A> = { readonly ok: true; readonly value: A } | { readonly ok: false; readonly problem: Problem }

/** Whether what was asked for is not there, or cannot be: its code is none. */
export const isNotFound = ({ code }: Problem): boolean => code.startsWith('unknown.') || code === 'badArguments'

const OFFLINE: Problem = { code: 'offline', detail: '' }
const MISREAD: Problem = { code: 'misread', detail: 'This page cannot read the answer: load it again.' }

const reply = async <A>(codec: t.Decoder<unknown, A>, request: Promise<Response>): Promise<Reply<A>> => {
  try {
    const response = await request
    const body: unknown = await response.json()
    if (response.ok) {
      const answer = codec.decode(body)
      return E.isRight(answer) ? { ok: true, value: answer.right } : { ok: false, problem: MISREAD }
    }
    return {
      ok: false,
      problem: Problem.is(body) ? { code: body.code, detail: body.detail } : { code: String(response.status), detail: '' },
    }
  } catch {
    return { ok: false, problem: OFFLINE }
  }
}

/** @param body sent where the question holds what no address may: names and numbers */
export const ask = <A>(codec: t.Decoder<unknown, A>, path: string, signal: AbortSignal, body: string | null = null): Promise<Reply<A>> =>
  reply(codec, fetch(path, body === null ? { signal } : { signal, method: 'POST', headers: { 'content-type': 'application/json' }, body }))

/** The number travels in the body, never in an address. */
export const findPerson = (number: string): Promise<Reply<FoundPerson>> =>
  reply(
    FoundPerson,
    fetch('/api/find-person', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ number }) }),
  )

/** Has streams in quarantine read again. */
export const retryParked = (): Promise<Reply<RetriedParked>> => reply(RetriedParked, fetch('/api/parked/retry', { method: 'POST' }))

/** Arguments by name. */
type Query = Readonly<Record<string, string | number | null | undefined>>

/** A path with those of its arguments that are there. */
const pathOf = (path: string, query: Query): string => {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query))
    if (value !== null && value !== undefined && value !== '') search.set(key, String(value))
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

/**
 * The address of a question, written by the codec that the server reads it with. What makes no
 * sense goes as it is: the server says what is wrong with it.
 */
export const addressOf = <A>(path: string, codec: t.Type<A, Query>, asked: Query): string =>
  pathOf(
    path,
    pipe(
      codec.decode(asked),
      E.match(() => asked, codec.encode),
    ),
  )

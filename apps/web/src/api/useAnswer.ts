/** An answer kept fresh: asked again when its address or the state of the log changes, the old one shown meanwhile. */
import type * as t from 'io-ts'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { ask, type Problem } from './client.js'

export interface Asked<A> {
  /** The last answer to this address, if there is one. */
  readonly value: A | null
  readonly problem: Problem | null
  readonly again: () => void
}

interface Kept<A> {
  readonly question: string
  readonly value: A | null
  readonly problem: Problem | null
}

/** A question on its way; `stale` asks it once more when the answer is there. */
interface Asking {
  readonly question: string
  readonly stop: AbortController
  stale: boolean
}

/**
 * A change while a question is on its way does not call it off: where changes come
 * faster than answers, none would ever arrive.
 *
 * @param codec reads the answer; the same for as long as the path is
 * @param path what to ask
 * @param version rises with the log
 * @param body what of the question may stand in no address; `null` without
 */
export const useAnswer = <A>(codec: t.Decoder<unknown, A>, path: string, version: number, body: string | null = null): Asked<A> => {
  const [kept, keep] = useState<Kept<A> | null>(null)
  const asking = useRef<Asking | null>(null)
  const question = body === null ? path : `${path} ${body}`

  const put = useCallback((to: string, at: string, sent: string | null): void => {
    const present = asking.current
    if (present !== null && present.question === to) {
      present.stale = true
      return
    }
    present?.stop.abort()
    const mine: Asking = { question: to, stop: new AbortController(), stale: false }
    asking.current = mine
    void ask(codec, at, mine.stop.signal, sent).then((reply) => {
      if (asking.current !== mine) return
      asking.current = null
      if (reply.ok) keep({ question: to, value: reply.value, problem: null })
      else keep((old) => ({ question: to, value: old?.question === to ? old.value : null, problem: reply.problem }))
      if (mine.stale) put(to, at, sent)
    })
  }, [])

  useEffect(() => put(question, path, body), [question, version])
  useEffect(
    () => () => {
      asking.current?.stop.abort()
      asking.current = null
    },
    [],
  )
  const current = kept !== null && kept.question === question ? kept : null
  return { value: current?.value ?? null, problem: current?.problem ?? null, again: () => put(question, path, body) }
}

/** An answer kept fresh: asked again when its address or the state of the log changes, the old one shown meanwhile. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { ask, type Problem } from './client.js'

export interface Asked<A> {
  /** The last answer to this address, if there is one. */
  readonly value: A | null
  readonly problem: Problem | null
  readonly again: () => void
}

interface Kept<A> {
  readonly path: string
  readonly value: A | null
  readonly problem: Problem | null
}

/** A question on its way; `stale` asks it once more when the answer is there. */
interface Asking {
  readonly path: string
  readonly stop: AbortController
  stale: boolean
}

/**
 * A change while a question is on its way does not call it off: where changes come
 * faster than answers, none would ever arrive.
 *
 * @param path what to ask
 * @param version rises with the log
 */
export const useAnswer = <A>(path: string, version: number): Asked<A> => {
  const [kept, keep] = useState<Kept<A> | null>(null)
  const asking = useRef<Asking | null>(null)

  const put = useCallback((to: string): void => {
    const present = asking.current
    if (present !== null && present.path === to) {
      present.stale = true
      return
    }
    present?.stop.abort()
    const mine: Asking = { path: to, stop: new AbortController(), stale: false }
    asking.current = mine
    void ask<A>(to, mine.stop.signal).then((reply) => {
      if (asking.current !== mine) return
      asking.current = null
      if (reply.ok) keep({ path: to, value: reply.value, problem: null })
      else keep((old) => ({ path: to, value: old?.path === to ? old.value : null, problem: reply.problem }))
      if (mine.stale) put(to)
    })
  }, [])

  useEffect(() => put(path), [path, version])
  useEffect(
    () => () => {
      asking.current?.stop.abort()
      asking.current = null
    },
    [],
  )
  const current = kept !== null && kept.path === path ? kept : null
  return { value: current?.value ?? null, problem: current?.problem ?? null, again: () => put(path) }
}

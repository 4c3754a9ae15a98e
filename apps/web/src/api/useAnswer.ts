/** An answer kept fresh: asked again when its address or the state of the log changes, the old one shown meanwhile. */
import { useEffect, useState } from 'preact/hooks'
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

/** @param path what to ask; `null` asks nothing */
export const useAnswer = <A>(path: string | null, version: number): Asked<A> => {
  const [kept, keep] = useState<Kept<A> | null>(null)
  const [tries, setTries] = useState(0)
  useEffect(() => {
    if (path === null) return
    const stop = new AbortController()
    void ask<A>(path, stop.signal).then((reply) => {
      if (stop.signal.aborted) return
      if (reply.ok) keep({ path, value: reply.value, problem: null })
      else keep((old) => ({ path, value: old?.path === path ? old.value : null, problem: reply.problem }))
    })
    return () => stop.abort()
  }, [path, version, tries])
  const current = kept !== null && kept.path === path ? kept : null
  return { value: current?.value ?? null, problem: current?.problem ?? null, again: () => setTries((n) => n + 1) }
}

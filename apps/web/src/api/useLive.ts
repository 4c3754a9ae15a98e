/** Hears of changes by server-sent events; `version` rises when what is shown may be old. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { hearChanges } from './hearChanges.js'

/** Changes that come close together are asked for once. */
const TOGETHER_MS = 60

export interface Live {
  readonly version: number
  readonly connected: boolean
  /** Position of the last change heard of; 0 before the first. */
  readonly position: number
}

/** @param agency whose changes matter; `null` for all */
export const useLive = (agency: string | null): Live => {
  const [live, setLive] = useState<Live>({ version: 0, connected: false, position: 0 })
  const interest = useRef(agency)
  interest.current = agency
  useEffect(() => {
    let timer: number | undefined
    let wasOpen = false
    let lost = false
    let heard = 0
    // The first of several changes starts the wait, so that an import that makes many is seen while it runs.
    const soon = (position: number): void => {
      heard = Math.max(heard, position)
      timer ??= window.setTimeout(() => {
        timer = undefined
        setLive((old) => ({ ...old, version: old.version + 1, position: heard }))
      }, TOGETHER_MS)
    }
    const connected = (isConnected: boolean): void =>
      setLive((old) => (old.connected === isConnected ? old : { ...old, connected: isConnected }))
    const stop = hearChanges({
      onOpen: () => {
        connected(true)
        // What happened while the line was down was not heard.
        if (wasOpen || lost) soon(0)
        wasOpen = true
        lost = false
      },
      onStillOpen: () => {
        connected(true)
        wasOpen = true
      },
      onLost: () => {
        lost = true
        connected(false)
      },
      onChange: (change) => {
        if (interest.current === null || change.agencies.includes(interest.current)) soon(change.position)
      },
    })
    return () => {
      window.clearTimeout(timer)
      stop()
    }
  }, [])
  return live
}

/** A value that changes at most so often: for what is read aloud. */
import { useEffect, useRef, useState } from 'preact/hooks'

export const useCalm = <A>(value: A, everyMs: number): A => {
  const [calm, setCalm] = useState(value)
  const last = useRef(0)
  useEffect(() => {
    const wait = Math.max(0, last.current + everyMs - Date.now())
    const timer = window.setTimeout(() => {
      last.current = Date.now()
      setCalm(value)
    }, wait)
    return () => window.clearTimeout(timer)
  }, [value, everyMs])
  return calm
}

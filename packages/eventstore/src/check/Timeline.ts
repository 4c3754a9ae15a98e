/** Where events stand in the log and when they were recorded, in the order of the log, whatever order they come in. */
import type { LogPosition } from '@jejak/core'
import { unsafeBrand } from '../unsafe.js'
import type { LogFault } from './LogFault.js'

export interface Timeline {
  /** @param millis when it was recorded; NaN where that cannot be read */
  readonly add: (position: number, millis: number) => void
  /** What is wrong with the whole, once all are in. */
  readonly faults: () => Iterable<LogFault>
}

const at = (code: LogFault['code'], position: number): LogFault => ({
  code,
  stream: null,
  revision: null,
  position: unsafeBrand<LogPosition>(position),
})

/** Eight bytes an event, with nothing in it yet. */
const EMPTY = -1

/**
 * Of a log whose positions are dense from 1.
 *
 * @param count how many events it has
 */
export const denseTimeline = (count: number): Timeline => {
  const times = new Float64Array(count + 1).fill(EMPTY)
  const strays: LogFault[] = []
  return {
    add: (position, millis) => {
      if (position < 1 || position > count || times[position] !== EMPTY) strays.push(at('Twice', position))
      else times[position] = millis
    },
    *faults() {
      yield* strays
      let last = 0
      for (let position = 1; position <= count; position += 1) {
        const millis = times[position] ?? EMPTY
        if (millis === EMPTY) yield at('Hole', position)
        // Not a number is no time at all.
        else if (!(millis >= last)) yield at('TimeFell', position)
        else last = millis
      }
    },
  }
}

/** Of a log whose positions rise with gaps between them: sixteen bytes an event, and a sort. */
export const sparseTimeline = (): Timeline => {
  const positions: number[] = []
  const times: number[] = []
  return {
    add: (position, millis) => {
      positions.push(position)
      times.push(millis)
    },
    *faults() {
      const order = Uint32Array.from(positions.keys()).sort((a, b) => (positions[a] ?? 0) - (positions[b] ?? 0))
      let [before, last] = [0, 0]
      for (const i of order) {
        const [position, millis] = [positions[i] ?? 0, times[i] ?? 0]
        if (position === before) yield at('Twice', position)
        if (millis >= last) last = millis
        else yield at('TimeFell', position)
        before = position
      }
    },
  }
}

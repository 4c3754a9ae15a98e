/** Preloaded by tests: the clock of the process is off by the milliseconds that a file says, and jumps when it changes. */
import { readFileSync } from 'node:fs'

const RealDate = Date
const LOOK_EVERY_MS = 50
let ahead = 0
let looked = Number.NEGATIVE_INFINITY

const now = () => {
  const real = RealDate.now()
  if (real - looked > LOOK_EVERY_MS) {
    looked = real
    try {
      ahead = Number(readFileSync(process.env.CHAOS_CLOCK, 'utf8')) || 0
    } catch {
      // Written anew at this moment: as before.
    }
  }
  return real + ahead
}

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, itself) => Reflect.construct(target, args.length === 0 ? [now()] : args, itself),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
})

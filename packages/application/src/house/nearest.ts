/** The name someone may have meant. */
import { distance } from 'fastest-levenshtein'

/**
 * The nearest of the names, if any is near: at most two letters in five to
 * change, or one begins with the other.
 *
 * @example
 * nearest('training-hour', ['mentoring', 'training-hours']) // 'training-hours'
 */
export const nearest = (name: string, names: Iterable<string>): string | null => {
  let best: string | null = null
  let least = Number.POSITIVE_INFINITY
  const wanted = name.toLowerCase().replaceAll('_', '-')
  for (const candidate of names) {
    const steps = wanted.length >= 3 && candidate.startsWith(wanted) ? 1 : distance(wanted, candidate)
    if (steps < least) {
      least = steps
      best = candidate
    }
  }
  return best !== null && least <= Math.ceil(Math.max(wanted.length, 1) * 0.4) ? best : null
}

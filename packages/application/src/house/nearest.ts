/** The name someone may have meant. */

const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length] ?? 0
}

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

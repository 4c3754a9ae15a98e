/** Names that nobody bears: `Sim`, then words of invented syllables. Anyone sees that the person is simulated. */
import type { Random } from './Random.js'

const SYLLABLES = ['ba', 'vu', 'ki', 'ro', 'ze', 'lu', 'qua', 'to', 'fi', 'xa', 'no', 'je', 'pli', 'gro', 'wy', 'sho'] as const

const word = (random: Random): string => {
  const text = Array.from({ length: random.int(2, 3) }, () => random.pick(SYLLABLES)).join('')
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}

/** @example `Sim Bavuki Xano` */
export const inventName = (random: Random): string => `Sim ${word(random)} ${word(random)}`

/** The title that goes after the name of a graduate; empty for the others. */
export const titleOf = (education: string): string =>
  education === 'S1' || education === 'D4' ? 'S.Sim.' : education === 'S2' ? 'M.Sim.' : education === 'S3' ? 'Dr.Sim.' : ''

/**
 * What moved a few careers: a number of an earlier agreement, a transfer from another
 * agency, a return. Drawn from sources of their own, so that nobody else's career changes.
 */
import { addMonths, addYears, type LocalDate } from '@jejak/core'
import type { Person, World } from './model.js'
import { randomOf } from './Random.js'

type Told = Pick<World, 'seed' | 'from' | 'until'>

/** The first year in which agreements were made. */
const FIRST_AGREEMENTS = '2019-01-01'

/** The number that a servant had under an agreement, and since when. */
export interface EarlierNumber {
  readonly number: string
  readonly entry: LocalDate
}

/** One in twenty who joined within the years told was here on an agreement before. */
export const earlierNumberOf = ({ seed, from }: Told, person: Person): EarlierNumber | null => {
  const random = randomOf(seed, 'nip_lama', person.index)
  const entry = addMonths(person.entry, -random.int(6, 18))
  if (person.status === 'PPPK' || person.entry < from || entry < FIRST_AGREEMENTS || !random.chance(0.05)) return null
  // Serials of others count up from 901.
  return { number: `${person.birth.replaceAll('-', '')}${entry.slice(0, 4)}21${person.sex === 'L' ? 1 : 2}999`, entry }
}

/** The first day of a career, under whichever number. */
export const careerBegan = (told: Told, person: Person): LocalDate => earlierNumberOf(told, person)?.entry ?? person.entry

/** The day on which somebody came from another agency: one in thirty of those who got another post before the years told. */
export const transferOf = ({ seed, from }: Told, person: Person): LocalDate | null => {
  if (person.status === 'PPPK' || !randomOf(seed, 'mutasi_masuk', person.index).chance(1 / 30)) return null
  const [, came] = person.positions.filter(({ assignment }) => assignment === 'D')
  return came !== undefined && came.on < from && came.on >= addYears(person.entry, 1) ? came.on : null
}

/** The day on which somebody who had gone to another agency came back: one in four of those who are young enough. */
export const returnOf = ({ seed, until }: Told, person: Person): LocalDate | null => {
  const random = randomOf(seed, 'kembali', person.index)
  if (person.exit?.kind !== 'mutasi_keluar' || person.status === 'PPPK') return null
  const back = addMonths(person.exit.on, random.int(9, 24))
  return back <= until && addYears(person.birth, 50) > until && random.chance(0.25) ? back : null
}

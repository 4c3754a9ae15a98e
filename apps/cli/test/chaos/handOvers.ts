/** Files to import, a little more of them each round, with the end of a cohort moved: facts, and facts of reference that touch many. */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Round } from './plan.js'

const COHORTS = 'angkatan.csv'
const PEOPLE = 'pegawai.csv'
/** Everybody, and what the others name, from the beginning. */
const WHOLE = new Set([PEOPLE, 'program.csv', COHORTS])

const later = (date: string, days: number): string => {
  const [day, month, year] = date.split('-').map(Number)
  const moved = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, (day ?? 1) + days))
  return moved.toISOString().slice(0, 10).split('-').reverse().join('-')
}

/** Moves the last date of a row. */
const moveEnd = (row: string, days: number): string => row.replace(/(\d\d-\d\d-\d{4})(?!.*\d\d-\d\d-\d{4})/, (date) => later(date, days))

/** Writes the folder of a round: the first `share` of every file. */
export const handOver = (from: string, to: string, share: number, { moved }: Round): string => {
  mkdirSync(to, { recursive: true })
  for (const name of readdirSync(from).filter((each) => each.endsWith('.csv'))) {
    const [header = '', ...rows] = readFileSync(join(from, name), 'utf8').trimEnd().split('\n')
    const some = WHOLE.has(name) ? rows : rows.slice(0, Math.ceil(rows.length * share))
    const kept = name === COHORTS ? some.map((row, at) => (at === moved.cohort % some.length ? moveEnd(row, moved.days) : row)) : some
    writeFileSync(join(to, name), `${[header, ...kept].join('\n')}\n`)
  }
  return to
}

/** Writes a folder in which only the first `share` of the people are; rows of the others are to be rejected. */
export const growing = (from: string, to: string, share: number): string => {
  cpSync(from, to, { recursive: true })
  const path = join(to, PEOPLE)
  const [header = '', ...rows] = readFileSync(path, 'utf8').trimEnd().split('\n')
  writeFileSync(path, `${[header, ...rows.slice(0, Math.ceil(rows.length * share))].join('\n')}\n`)
  return to
}

/** The files of a data folder: there, and closed to others. */
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Finding, note, ok, problem } from './Finding.js'

const megabytes = (path: string): string => `${(statSync(path).size / 1_048_576).toFixed(1)} MB`

/** Windows tells no mode: who may read a file is in its access list, which is its owner's to look at. */
const isOpenToOthers = (path: string): boolean => process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0

export const checkFolder = (dir: string): ReadonlyArray<Finding> => {
  if (!existsSync(dir) || !statSync(dir).isDirectory()) return []
  const findings: Finding[] = []
  if (isOpenToOthers(dir)) findings.push(problem(`other users may enter ${dir}`, `run chmod 700 ${dir}`))
  for (const name of ['events.db', 'keys.db', 'views.db']) {
    const path = join(dir, name)
    if (existsSync(path)) findings.push(ok(`${name}: ${megabytes(path)}`))
  }
  const key = join(dir, 'wrapping.key')
  if (existsSync(key) && isOpenToOthers(key)) findings.push(problem('other users may read wrapping.key', `run chmod 600 ${key}`))
  if (existsSync(join(dir, 'simulating'))) findings.push(note('the simulated agency is not complete', 'npm start completes it'))
  return findings
}

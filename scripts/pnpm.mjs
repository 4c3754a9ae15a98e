/** The package manager of this project, in the version that package.json names, run by npm so that nobody need install it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { npmScript, root } from './programs.mjs'

const { devEngines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const { name, version } = devEngines.packageManager

/** Program and arguments that run it; `null` where npm is not found. */
export const pnpm = (args) => {
  const npm = npmScript()
  return npm === null ? null : [process.execPath, [npm, 'exec', '--yes', '--', `${name}@${version}`, ...args]]
}

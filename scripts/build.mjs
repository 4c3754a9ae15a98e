/** Compiles the packages, then the dashboard; skips what no source has changed since. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ownNode, root, scriptOf } from './programs.mjs'

const quiet = process.argv.includes('--quiet')

/** Name, size and time of every file under the folders: changes whenever a source does. */
const stateOf = (folders) => {
  const hash = createHash('sha256')
  const visit = (path) => {
    const stat = statSync(path)
    if (!stat.isDirectory()) hash.update(`${path}:${stat.size}:${stat.mtimeMs}\n`)
    else for (const name of readdirSync(path).sort()) if (name !== 'dist' && name !== 'node_modules') visit(`${path}/${name}`)
  }
  for (const folder of folders) if (existsSync(`${root}${folder}`)) visit(`${root}${folder}`)
  return hash.digest('hex')
}

const step = (name, folders, output, args, cwd) => {
  const stamp = `${root}node_modules/.build-${name}`
  const state = stateOf(folders)
  if (existsSync(`${root}${output}`) && existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return
  if (!quiet) process.stderr.write(`jejak: building ${name}\n`)
  const result = spawnSync(ownNode(), args, { cwd: `${root}${cwd}`, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' })
  if (result.status !== 0) {
    process.stderr.write(`${result.stdout}${result.stderr}`)
    process.exit(result.status ?? 1)
  }
  mkdirSync(`${root}node_modules`, { recursive: true })
  writeFileSync(stamp, state)
}

step(
  'packages',
  ['packages', 'apps', 'bench', 'tsconfig.json', 'tsconfig.base.json'],
  'apps/cli/dist/index.js',
  [scriptOf('tsc', { from: 'typescript' }), '-b'],
  '',
)
const web = join(root, 'apps', 'web')
if (existsSync(join(web, 'vite.config.ts'))) {
  step('dashboard', ['apps/web', 'packages/core/src'], 'apps/web/dist/index.html', [scriptOf('vite', { of: web }), 'build'], 'apps/web')
}

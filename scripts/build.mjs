/** Compiles the packages, then the dashboard; skips what no source has changed since. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
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

const step = (name, folders, output, args, cwd, before = () => undefined) => {
  const stamp = `${root}node_modules/.build-${name}`
  const state = stateOf(folders)
  if (existsSync(`${root}${output}`) && existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return
  if (!quiet) process.stderr.write(`jejak: building ${name}\n`)
  before()
  const result = spawnSync(ownNode(), args, { cwd: `${root}${cwd}`, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' })
  if (result.status !== 0) {
    process.stderr.write(`${result.stdout}${result.stderr}`)
    process.exit(result.status ?? 1)
  }
  mkdirSync(`${root}node_modules`, { recursive: true })
  writeFileSync(stamp, state)
}

/** What was compiled from a source that is gone would go on being imported, and be packed. */
const dropLeftovers = (folder) => {
  const dist = join(folder, 'dist')
  for (const name of existsSync(dist) ? readdirSync(dist, { recursive: true }) : []) {
    const source = /^(.+?)(?:\.d\.ts|\.js)(?:\.map)?$/.exec(name)?.[1]
    if (source !== undefined && ['.ts', '.tsx'].every((end) => !existsSync(join(folder, 'src', `${source}${end}`))))
      rmSync(join(dist, name))
  }
}
const dropAllLeftovers = () => {
  const folders = ['packages', 'apps', 'examples'].flatMap((group) => readdirSync(join(root, group)).map((name) => join(root, group, name)))
  // What vite builds has no source of the same name.
  for (const folder of [...folders, join(root, 'bench')]) if (!existsSync(join(folder, 'vite.config.ts'))) dropLeftovers(folder)
}

step(
  'packages',
  ['packages', 'apps', 'bench', 'examples', 'tsconfig.json', 'tsconfig.base.json'],
  'apps/cli/dist/index.js',
  [scriptOf('tsc', { from: 'typescript' }), '-b'],
  '',
  dropAllLeftovers,
)
const web = join(root, 'apps', 'web')
if (existsSync(join(web, 'vite.config.ts'))) {
  step(
    'dashboard',
    ['apps/web', 'packages/core/src', 'packages/application/src/wire', 'packages/application/src/fault'],
    'apps/web/dist/index.html',
    [scriptOf('vite', { of: web }), 'build'],
    'apps/web',
  )
}

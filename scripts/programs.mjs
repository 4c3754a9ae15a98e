/**
 * Where the programs of this project are. The shims in `node_modules/.bin` are left
 * alone: a `spawn` on Windows cannot start them, and on other systems they are
 * one more process for a signal to get lost in.
 */
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

const manifest = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

/** The Node this project runs on, installed like any other package. */
export const ownNode = () => {
  const bin = join(root, 'node_modules', 'node', 'bin')
  const names = process.platform === 'win32' ? ['node.exe', 'node'] : ['node']
  return names.map((name) => join(bin, name)).find((path) => existsSync(path)) ?? process.execPath
}

/** Whether this process runs on it already. */
export const onOwnNode = () => {
  const folder = join(root, 'node_modules', 'node')
  return existsSync(folder) && process.version === `v${manifest(folder).version}`
}

/** The script behind a program of an installed package; `of` is the folder that depends on it. */
export const scriptOf = (program, { from = program, of = root } = {}) => {
  const folder = join(of, 'node_modules', from)
  const { bin } = manifest(folder)
  return join(folder, typeof bin === 'string' ? bin : bin[program])
}

/** npm's own script in a folder of programs: where Windows, where others, and where a link leads to. */
const npmIn = (folder) => [
  join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  join(folder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ...(existsSync(join(folder, 'npm')) ? [realpathSync(join(folder, 'npm'))] : []),
]

/** npm itself, as a script: what is called `npm` and `npx` is none on Windows. `null` where none is found. */
export const npmScript = () => {
  const folders = [dirname(process.execPath), ...(process.env.PATH ?? '').split(delimiter)].filter((folder) => folder !== '')
  const places = [process.env.npm_execpath ?? '', ...folders.flatMap(npmIn)]
  return places.find((path) => /npm-cli\.js$/.test(path) && existsSync(path)) ?? null
}

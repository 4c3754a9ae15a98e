/** Examples of documents as files: compiled together, then run. */
import { execFile } from 'node:child_process'
import { mkdtemp, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const bin = (name: string) => join(root, 'node_modules', '.bin', name)

export interface Example {
  readonly name: string
  readonly source: string
}

/** `value // => expected` becomes an assertion that the two are deeply equal. */
const asserting = (line: string): string => line.replace(/^(\s*)(\S.*?)\s+\/\/ => (.+)$/, '$1assert.deepEqual($2, $3)')

/** The examples of a page, numbered from 1. */
export const examplesOf = (name: string, text: string): ReadonlyArray<Example> =>
  [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ''], i) => ({
    name: `${name.replace('.md', '').replaceAll('/', '-')}-${i + 1}.ts`,
    source: `import assert from 'node:assert/strict'\n${code.split('\n').map(asserting).join('\n')}\nassert.ok(true)\n`,
  }))

export interface Ran {
  readonly code: number
  readonly output: string
}

const run = (command: string, args: ReadonlyArray<string>, cwd: string): Promise<Ran> =>
  new Promise((resolve) => {
    execFile(command, args, { cwd, timeout: 120_000 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : 1, output: `${stdout}${stderr}` }),
    )
  })

/** The options of the house, less what only a build needs. */
const TSCONFIG = JSON.stringify({
  extends: join(root, 'tsconfig.base.json'),
  compilerOptions: {
    composite: false,
    incremental: false,
    declaration: false,
    declarationMap: false,
    noEmit: true,
    types: ['node'],
    typeRoots: [join(root, 'node_modules', '@types')],
    noUnusedLocals: false,
  },
  include: ['*.ts'],
})

/** A folder with these examples, in which the packages of the house are found. */
export const folderOf = async (examples: ReadonlyArray<Example>): Promise<string> => {
  const dir = await mkdtemp(join(tmpdir(), 'jejak-docs-'))
  await symlink(join(root, 'node_modules'), join(dir, 'node_modules'))
  await writeFile(join(dir, 'package.json'), '{"type":"module"}')
  await writeFile(join(dir, 'tsconfig.json'), TSCONFIG)
  for (const { name, source } of examples) await writeFile(join(dir, name), source)
  return dir
}

/** Checks the types of all examples of a folder. */
export const check = (dir: string): Promise<Ran> => run(bin('tsc'), ['-p', dir], dir)

/** Runs a file of a folder. */
export const runFile = (dir: string, name: string): Promise<Ran> => run(bin('node'), [name], dir)

import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = (name: string) => join(root, 'node_modules', '.bin', name)

interface Example {
  readonly name: string
  readonly source: string
}

/** `value // => expected` becomes an assertion that the two are deeply equal. */
const asserting = (line: string): string => line.replace(/^(\s*)(\S.*?)\s+\/\/ => (.+)$/, '$1assert.deepEqual($2, $3)')

const examplesOf = (name: string, text: string): ReadonlyArray<Example> =>
  [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ''], i) => ({
    name: `${name.replace('.md', '')}-${i + 1}.ts`,
    source: `import assert from 'node:assert/strict'\n${code.split('\n').map(asserting).join('\n')}\nassert.ok(true)\n`,
  }))

const documents = await readdir(join(root, 'docs'))
const examples: ReadonlyArray<Example> = (
  await Promise.all(
    documents
      .filter((name) => name.endsWith('.md'))
      .map(async (name) => examplesOf(name, await readFile(join(root, 'docs', name), 'utf8'))),
  )
).flat()

interface Ran {
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

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'jejak-docs-'))
  await symlink(join(root, 'node_modules'), join(dir, 'node_modules'))
  await writeFile(join(dir, 'package.json'), '{"type":"module"}')
  await writeFile(join(dir, 'tsconfig.json'), TSCONFIG)
  for (const { name, source } of examples) await writeFile(join(dir, name), source)
})
afterAll(() => rm(dir, { recursive: true, force: true }))

describe('the examples of the documents', () => {
  it('are there', () => {
    expect(examples.length).toBeGreaterThan(4)
  })

  it('are well typed', async () => {
    expect(await run(bin('tsc'), ['-p', dir], dir)).toEqual({ code: 0, output: '' })
  })

  it.each(examples.map(({ name }) => name))('give what they say: %s', async (name) => {
    expect(await run(bin('node'), [name], dir)).toEqual({ code: 0, output: '' })
  })
})

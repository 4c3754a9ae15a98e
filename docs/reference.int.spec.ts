/** The API reference: every export says what it means, every function shows it, and the pages are current. */
import { spawnSync } from 'node:child_process'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { check, type Example, examplesOf, folderOf, root, runFile } from './exampleFiles.spec.js'

interface Export {
  readonly door: string
  readonly name: string
  readonly kind: 'function' | 'value' | 'type'
  readonly said: string
  readonly example: string
}

const script = (...args: ReadonlyArray<string>) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 64_000_000 })
  return { status, stdout, stderr }
}

const listed = script('scripts/api.mjs', '--list')
const exported: ReadonlyArray<Export> = JSON.parse(listed.stdout)
const namesOf = (those: ReadonlyArray<Export>) => those.map(({ door, name }) => `${name} of ${door}`)

describe('an export of core or reports', () => {
  it('is found, in every door', () => {
    expect(new Set(exported.map(({ door }) => door))).toEqual(
      new Set([...['', '/codec', '/date', '/history', '/identity', '/measure'].map((path) => `@jejak/core${path}`), '@jejak/reports']),
    )
    expect(exported.length).toBeGreaterThan(300)
  })

  it('is found as it is when the package is loaded', async () => {
    for (const door of new Set(exported.map((each) => each.door))) {
      const loaded: Readonly<Record<string, unknown>> = await import(door)
      const values = new Set(exported.flatMap((each) => (each.door === door && each.kind !== 'type' ? [each.name.split('.')[0]] : [])))
      expect([door, [...values].sort()]).toEqual([door, Object.keys(loaded).sort()])
      for (const { name } of exported.filter((each) => each.door === door && each.kind === 'function' && !each.name.includes('.')))
        expect([name, typeof loaded[name]]).toEqual([name, 'function'])
    }
  })

  it('says in its docstring what it means', () => {
    // A brand is a name for the type system alone.
    expect(namesOf(exported.filter(({ said, name }) => said === '' && !name.endsWith('Brand')))).toEqual([])
  })

  it('shows by an example how it is called, where it is a function, and what comes of it', () => {
    expect(namesOf(exported.filter(({ kind, example }) => kind === 'function' && !/ \/\/ => /.test(example)))).toEqual([])
  })
})

describe('the API reference', () => {
  it('is current', () => {
    expect(script('scripts/api.mjs', '--check')).toEqual({ status: 0, stdout: '', stderr: '' })
  })

  describe('has examples that', () => {
    let dir: string
    let examples: ReadonlyArray<Example>
    beforeAll(async () => {
      const pages = await readdir(join(root, 'docs', 'api'))
      const texts = pages.map(async (name) => examplesOf(`api/${name}`, await readFile(join(root, 'docs', 'api', name), 'utf8')))
      examples = (await Promise.all(texts)).flat()
      dir = await folderOf(examples)
    })
    afterAll(() => rm(dir, { recursive: true, force: true }))

    it('are well typed', async () => {
      expect(examples.length).toBeGreaterThan(150)
      expect(await check(dir)).toEqual({ code: 0, output: '' })
    })

    it('give what they say', async () => {
      const names = JSON.stringify(examples.map(({ name }) => name))
      const all = `for (const name of ${names}) await import(\`./\${name}\`).catch((error) => console.log(name, error.message))\n`
      await writeFile(join(dir, 'all.mjs'), all)
      expect(await runFile(dir, 'all.mjs')).toEqual({ code: 0, output: '' })
    })
  })
})

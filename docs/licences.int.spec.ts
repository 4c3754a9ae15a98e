/** Under which licence this is passed on, what it runs on, and what is in the packages. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const dir = mkdtempSync(join(tmpdir(), 'jejak-licences-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

interface Manifest {
  readonly name: string
  readonly license?: string
  readonly private?: boolean
}
const manifestIn = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
const folders = ['packages', 'apps'].flatMap((group) =>
  readdirSync(join(root, group))
    .map((name) => join(root, group, name))
    .filter((folder) => existsSync(join(folder, 'package.json'))),
)

const script = (
  name: string,
  ...args: ReadonlyArray<string>
): { readonly code: number | null; readonly out: string; readonly err: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts', name), ...args], {
    encoding: 'utf8',
    maxBuffer: 64_000_000,
  })
  return { code: status, out: stdout, err: stderr }
}

/** A project with one package that needs another, which says of its licence what is given. */
const needing = (name: string, other: Readonly<Record<string, unknown>>): string => {
  const folder = join(dir, name)
  const needed = join(folder, 'packages', 'one', 'node_modules', 'other')
  mkdirSync(needed, { recursive: true })
  writeFileSync(join(folder, 'packages', 'one', 'package.json'), JSON.stringify({ name: 'one', dependencies: { other: '1.0.0' } }))
  writeFileSync(join(needed, 'package.json'), JSON.stringify({ name: 'other', version: '1.0.0', ...other }))
  return folder
}

describe('the licence', () => {
  it('is Apache-2.0, in the file and in every package', () => {
    expect(readFileSync(join(root, 'LICENSE'), 'utf8')).toMatch(/Apache License\s+Version 2\.0, January 2004/)
    for (const folder of [root, join(root, 'bench'), ...folders]) {
      const { name, license } = manifestIn(folder)
      expect([name, license]).toEqual([name, 'Apache-2.0'])
    }
  })

  it('of everything that is needed to run stands in the notices, which are current', () => {
    expect(script('notices.mjs', '--check')).toEqual({ code: 0, out: '', err: '' })
    const notices = readFileSync(join(root, 'THIRD-PARTY-NOTICES.txt'), 'utf8')
    expect(notices).toMatch(/^fp-ts@[\d.]+: MIT$/m)
    // Only tests and benches use these.
    expect(notices).not.toMatch(/^(?:vitest|playwright-core|@event-driven-io\/emmett)@/m)
  })

  it.each([
    ['declares none', {}, /other@1\.0\.0: declares no licence/],
    ['is not permitted', { license: 'GPL-3.0-only' }, /other@1\.0\.0: GPL-3\.0-only is not among the permitted/],
    ['is only partly permitted', { license: '(MIT AND SSPL-1.0)' }, /not among the permitted/],
  ])('of a needed package that %s is refused by name', (name, other, line) => {
    const { code, err } = script('notices.mjs', '--root', needing(name, other))
    expect([code, err]).toEqual([1, expect.stringMatching(line)])
  })

  it('of a needed package may be one of several, and a change makes the notices stale', () => {
    const folder = needing('several', { license: '(GPL-3.0-only OR MIT)' })
    expect(script('notices.mjs', '--root', folder).code).toBe(0)
    expect(script('notices.mjs', '--root', folder, '--check').code).toBe(0)
    needing('several', { license: 'MIT' })
    expect(script('notices.mjs', '--root', folder, '--check').err).toContain('scripts/notices.mjs writes it')
  })
})

describe('a package as it is published', () => {
  const listed = script('pack.mjs', '--list')
  const packed: ReadonlyArray<{ readonly name: string; readonly files: ReadonlyArray<{ readonly path: string }> }> = JSON.parse(listed.out)

  it('is there for each that is not private', () => {
    const open = folders.map(manifestIn).filter((manifest) => manifest.private !== true)
    expect(packed.map(({ name }) => name).sort()).toEqual(open.map(({ name }) => name).sort())
  })

  it.each(packed.map(({ name, files }) => [name, files.map(({ path }) => path)] as const))(
    '%s holds its licence, what was built, its sources, and nothing else',
    (_, files) => {
      expect(files).toEqual(expect.arrayContaining(['LICENSE', 'package.json', 'dist/index.js', 'dist/index.d.ts', 'src/index.ts']))
      expect(files.filter((path) => !/^(?:LICENSE|package\.json|dist\/.+\.(?:js|d\.ts)(?:\.map)?|src\/.+\.tsx?)$/.test(path))).toEqual([])
      expect(files.filter((path) => /\.spec\.|tsbuildinfo|\/test\/|golden/.test(path))).toEqual([])
    },
  )

  it('holds nothing that was built from a source that is gone', () => {
    for (const { name, files } of packed) {
      const paths = new Set(files.map(({ path }) => path))
      const gone = [...paths].filter((path) => /^dist\/.+\.js$/.test(path) && !paths.has(path.replace(/^dist\/(.+)\.js$/, 'src/$1.ts')))
      expect([name, gone]).toEqual([name, []])
    }
  })
})

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { currentVersion, isPolicyName, POLICY_NAMES, shippedVersions } from '@jejak/core'
import { LISTED } from '@jejak/reports'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (...path: ReadonlyArray<string>): string => readFileSync(join(root, ...path), 'utf8')

const Manifest = t.intersection([
  t.type({ name: t.string, version: t.string }),
  t.partial({ engines: t.type({ node: t.string }), scripts: t.record(t.string, t.string) }),
])
type Manifest = t.TypeOf<typeof Manifest>

const manifestOf = (...folder: ReadonlyArray<string>): Manifest => {
  const manifest: unknown = JSON.parse(read(...folder, 'package.json'))
  return Manifest.is(manifest) ? manifest : { name: folder.join('/'), version: 'unreadable' }
}

const house = ['packages', 'apps'].flatMap((group) =>
  readdirSync(join(root, group)).flatMap((folder) =>
    existsSync(join(root, group, folder, 'package.json')) ? [{ group, folder, ...manifestOf(group, folder) }] : [],
  ),
)
const project = manifestOf('.')

/** Pages about what holds now; records of decisions and the changelog tell of their own time. */
const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !name.startsWith('decisions'))
    .map((name) => `docs/${name}`),
].map((name) => ({ name, text: read(name) }))
const text = pages.map((page) => page.text).join('\n')

const sources = house
  .flatMap(({ group, folder }) =>
    readdirSync(join(root, group, folder, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /(?<!\.spec)\.tsx?$/.test(file))
      .map((file) => read(group, folder, 'src', file)),
  )
  .join('\n')

/** The part of a page below a heading, up to the next one. */
const below = (name: string, heading: string): string => read(name).split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''

const firstCells = (part: string): ReadonlyArray<string> => [...part.matchAll(/^\| (`.*?)\s+\|/gm)].map(([, cell = '']) => cell)

describe('versions in the documents', () => {
  it('are those of the packages, which all have one', () => {
    expect(house.filter(({ version }) => version !== project.version).map(({ name }) => name)).toEqual([])
    expect(read('CHANGELOG.md')).toContain(`\n## ${project.version}\n`)
    const tarballs = [...text.matchAll(/-(\d+\.\d+\.\d+)\.tgz/g)].map(([, version]) => version)
    expect(tarballs.filter((version) => version !== project.version)).toEqual([])
  })

  it('of Node are those the packages ask for', () => {
    const asked = new Set([project, ...house].flatMap(({ engines }) => (engines === undefined ? [] : [engines.node.replace('>=', '')])))
    const said = pages.flatMap(({ name, text: page }) =>
      [...page.matchAll(/Node (\d+(?:\.\d+)?) (?:or|and) later/g)].map(([, version = '']) => ({ name, version })),
    )
    expect(said.length).toBeGreaterThan(3)
    expect(said.filter(({ version }) => !asked.has(version))).toEqual([])
    expect(read('README.md')).toContain(`Node ${project.engines?.node.replace('>=', '')} or later`)
    const [, plain = ''] = /they run on Node ([\d.]+) and later/.exec(read('docs/stability.md')) ?? []
    for (const name of ['@jejak/core', '@jejak/reports'])
      expect([name, house.find((each) => each.name === name)?.engines?.node]).toEqual([name, `>=${plain}`])
    const [, full = ''] = /needs Node (\d+), for its `node:sqlite`/.exec(read('docs/stability.md')) ?? []
    for (const name of ['@jejak/eventstore', '@jejak/projection', '@jejak/exchange', '@jejak/application', '@jejak/cli'])
      expect([name, house.find((each) => each.name === name)?.engines?.node]).toEqual([name, `>=${full}`])
  })

  it('of national policies are those that are shipped', () => {
    const named = [...text.matchAll(/`?(national-\d+)\b/g)].map(([, version = '']) => version)
    const shipped = new Set(POLICY_NAMES.flatMap((name) => [...shippedVersions(name)].map(String)))
    expect(named.length).toBeGreaterThan(3)
    expect(named.filter((version) => !shipped.has(version))).toEqual([])
  })

  it('of policies that have a second national one are told for each of them', () => {
    const second = POLICY_NAMES.filter((name) => currentVersion(name) !== 'national-1')
    const told = firstCells(below('docs/policies.md', 'New national versions')).map((cell) => cell.replaceAll('`', ''))
    expect([...told].sort()).toEqual([...second].sort())
    const [, row = ''] = /^\| National policies\s+\|[^|]+\|([^|]+)\|/m.exec(read('docs/upgrading.md')) ?? []
    const upgraded = [...row.matchAll(/`([a-z-]+)`/g)].flatMap(([, name = '']) => (isPolicyName(name) ? [name] : []))
    expect([...upgraded].sort()).toEqual([...second].sort())
  })
})

describe('names in the documents', () => {
  it('of packages are all there are', () => {
    const listed = firstCells(read('README.md')).map((cell) => cell.replaceAll('`', ''))
    expect([...listed].sort()).toEqual(house.flatMap(({ group, name }) => (group === 'packages' ? [name] : [])).sort())
  })

  it('of files in the data folder are in the code', () => {
    const files = firstCells(below('docs/operations.md', 'The data folder')).map((cell) => cell.split('`')[1] ?? '')
    expect(files.length).toBeGreaterThan(6)
    // The file of the bell is named after that of the log.
    expect(files.filter((file) => !sources.includes(file.replace(/^events\.db\.bell$/, '.bell')))).toEqual([])
  })

  it('of reports that are asked on a command line exist', () => {
    const asked = [...text.matchAll(/jejak -- report ([a-z-]+)/g)].flatMap(([, name = '']) => (name.startsWith('-') ? [] : [name]))
    expect(asked.length).toBeGreaterThan(3)
    expect(asked.filter((name) => !LISTED.has(name))).toEqual([])
  })

  it('of addresses of the HTTP API are served', () => {
    const named = [...text.matchAll(/`(?:[A-Z]+ )?(\/api\/[a-z/-]+[a-z])/g)].map(([, address = '']) => address)
    expect(named.length).toBeGreaterThan(1)
    expect(named.filter((address) => !sources.includes(`'${address}`))).toEqual([])
  })

  it('of scripts of npm exist', () => {
    const named = [...text.matchAll(/npm run (?:-s )?([a-z:]+)/g)].map(([, name = '']) => name)
    expect(named.filter((name) => project.scripts?.[name] === undefined)).toEqual([])
  })

  it('of files with rules of the checks are in the folder of the project', () => {
    const files = [...below('docs/contributing.md', 'Checks').matchAll(/`(\.?[a-z]+\.json[a-z]*)`/g)].map(([, file = '']) => file)
    expect(files.length).toBeGreaterThan(2)
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([])
  })

  it('of benches exist', () => {
    const named = [...text.matchAll(/npm run -s bench -- ([a-z ]+)/g)].flatMap(([, names = '']) => names.trim().split(' '))
    expect(named.length).toBeGreaterThan(3)
    expect(named.filter((name) => !existsSync(join(root, 'bench', 'src', `${name}.ts`)))).toEqual([])
  })

  it('of exit codes are those of the help', () => {
    const codes = [...below('docs/operations.md', 'Exit codes').matchAll(/^\| (\d)\s+\| ([a-z]+)/gm)].map(
      ([, code, word]) => `${code} ${word}`,
    )
    const line = `Exit codes: ${codes.join(', ')}.`
    expect([line, sources.includes(line)]).toEqual([line, true])
  })
})

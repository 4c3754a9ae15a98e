import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FACTS } from '@jejak/core'
import { CODES, FILES } from '@jejak/exchange'
import { cellsOf, LISTED, REPORTS } from '@jejak/reports'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const docs = join(root, 'docs')

const pages = [
  join(root, 'README.md'),
  join(root, 'CHANGELOG.md'),
  ...readdirSync(docs, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(docs, name)),
]

const read = (path: string): string => readFileSync(path, 'utf8')

/** The cells of the rows of a page's tables that have so many columns. */
const rowsOf = (path: string, columns: number): ReadonlyArray<ReadonlyArray<string>> =>
  read(path)
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .filter((cells) => cells.length === columns)

/** The anchor a heading gets. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')

const anchorsOf = (path: string): ReadonlyArray<string> =>
  [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchor(heading))

describe('the documents', () => {
  it('link only to what is there', () => {
    const broken = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].flatMap(([, target = '']) => {
        const [path = '', hash] = target.split('#')
        const file = path === '' ? page : join(dirname(page), path)
        if (!existsSync(file)) return [`${relative(root, page)}: ${target}`]
        return hash === undefined || anchorsOf(file).includes(hash) ? [] : [`${relative(root, page)}: ${target}`]
      }),
    )
    expect(broken).toEqual([])
  })

  it('name only files and folders of this project that are there', () => {
    const missing = pages.flatMap((page) =>
      [...read(page).matchAll(/`((?:packages|apps|docs|scripts|bench)\/[A-Za-z0-9_./-]+)`/g)].flatMap(([, path = '']) =>
        existsSync(join(root, path)) || path.includes('your') ? [] : [`${relative(root, page)}: ${path}`],
      ),
    )
    expect(missing).toEqual([])
  })

  it('list every decision, by its title', () => {
    const index = read(join(docs, 'decisions', 'README.md'))
    for (const name of readdirSync(join(docs, 'decisions')).filter((file) => /^\d{4}-/.test(file))) {
      const [title = ''] = read(join(docs, 'decisions', name)).split('\n')
      expect(index).toContain(`[${title.slice(2)}](${name})`)
      expect(title.length).toBeGreaterThan(20)
    }
  })

  it('explain every report, and no other', () => {
    const listed = rowsOf(join(docs, 'guide.md'), 3).flatMap(([name = '']) => (/^`[a-z-]+`$/.test(name) ? [name.replaceAll('`', '')] : []))
    expect([...listed].sort()).toEqual([...LISTED.keys()].sort())
  })

  it('name only events that exist', () => {
    const glossary = read(join(docs, 'glossary.md'))
    const known = new Set<string>([...Object.keys(FACTS), 'Corrected', 'Annulled'])
    const named = [...glossary.matchAll(/`([A-Z][A-Za-z]+)`/g)].map(([, name = '']) => name)
    expect(
      named.filter((name) => !known.has(name) && !['EmployeeNumber', 'AgencyCode', 'CareerId', 'Employment', 'Decree'].includes(name)),
    ).toEqual([])
    expect(
      Object.keys(FACTS).filter((name) => FACTS.Appointed.home === 'career' && glossary.includes(`\`${name}\``)).length,
    ).toBeGreaterThan(20)
  })

  it('speak of no machine and of no one in particular', () => {
    for (const page of pages) {
      const text = read(page)
      expect([page, /\/work\/|shared\//.test(text)]).toEqual([page, false])
      const numbers = [...text.matchAll(/\b\d{15}(\d{3})\b/g)].filter(([, serial]) => Number(serial) < 901)
      expect([page, numbers.map(([number]) => number)]).toEqual([page, []])
    }
  })

  it('keep the first page to one screenful', () => {
    expect(read(join(root, 'README.md')).split('\n').length).toBeLessThan(60)
  })

  it('tell of every report whose people can be listed the cells', () => {
    const listed = rowsOf(join(docs, 'guide.md'), 2).flatMap(([name = '', cells = '']) =>
      /^`[a-z-]+`$/.test(name) && REPORTS.has(name.replaceAll('`', '')) ? [[name.replaceAll('`', ''), cells.replaceAll('`', '')]] : [],
    )
    expect(listed).toEqual(
      [...REPORTS.values()].flatMap((report) => (cellsOf(report).length === 0 ? [] : [[report.name, cellsOf(report).join(', ')]])),
    )
  })

  it('tell of every import file its required columns and its key', () => {
    const listed = rowsOf(join(docs, 'guide.md'), 4).flatMap(([name = '', , required, key]) =>
      /^`[a-z_]+`$/.test(name) ? [{ name: name.replaceAll('`', ''), required, key }] : [],
    )
    expect(listed).toEqual(
      FILES.map(({ name, columns, key }) => ({
        name,
        required: columns.flatMap((column) => (column.required ? [column.name] : [])).join(', '),
        key: key.join(', '),
      })),
    )
  })

  it('tell of every column that takes a value of a list its values', () => {
    const listed = rowsOf(join(docs, 'guide.md'), 2).flatMap(([column = '', values = '']) =>
      /^`[a-z_]+\.[a-z_]+`$/.test(column)
        ? [[column.replaceAll('`', ''), [...values.matchAll(/`([^`]+)`/g)].map(([, value]) => value).join(', ')]]
        : [],
    )
    expect(listed).toEqual(
      FILES.flatMap(({ name, columns }) =>
        columns.flatMap((column) => {
          const { values } = column.cell
          return values === undefined ? [] : [[`${name}.${column.name}`, values.join(', ')]]
        }),
      ),
    )
  })

  it('have a template of every import file, with all its columns', () => {
    for (const { name, columns } of FILES) {
      const [header] = read(join(docs, 'templates', `${name}.csv`)).split('\n')
      expect(header).toBe(columns.map((column) => column.name).join(','))
    }
  })

  it('tell of every code of the import who mends it', () => {
    const listed = rowsOf(join(docs, 'guide.md'), 3).flatMap(([names = '', owner, advice = '']) =>
      /^`[A-Z_]+`/.test(names)
        ? names.split(', ').map((name) => [name.replaceAll('`', ''), owner, advice.startsWith('warning: ') ? 'warned' : 'rejected'])
        : [],
    )
    expect(listed).toEqual(Object.entries(CODES).map(([name, { owner, verdict }]) => [name, owner, verdict]))
  })
})

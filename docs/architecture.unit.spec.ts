import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const page = readFileSync(join(root, 'docs', 'architecture.md'), 'utf8')

const Manifest = t.type({ name: t.string, dependencies: t.union([t.record(t.string, t.string), t.undefined]) })

/** What each package and app of the house depends on, of the house. */
const dependencies = new Map(
  ['packages', 'apps'].flatMap((group) =>
    readdirSync(join(root, group)).flatMap((folder): ReadonlyArray<readonly [string, ReadonlyArray<string>]> => {
      const path = join(root, group, folder, 'package.json')
      if (!existsSync(path)) return []
      const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'))
      if (!Manifest.is(manifest)) return []
      return [[folder, Object.keys(manifest.dependencies ?? {}).flatMap((name) => (name.startsWith('@jejak/') ? [name.slice(7)] : []))]]
    }),
  ),
)

const arrows = [...page.matchAll(/^ +([a-z-]+) --> ([a-z-]+)$/gm)].map(([, from = '', to = '']) => ({ from, to }))

/** Everything that can be reached from a box by the given arrows. */
const reached = (from: string, next: (of: string) => ReadonlyArray<string>): ReadonlySet<string> => {
  const found = new Set<string>()
  const visit = (of: string): void => {
    for (const each of next(of)) {
      if (found.has(each)) continue
      found.add(each)
      visit(each)
    }
  }
  visit(from)
  return found
}

const drawnFrom = (from: string): ReadonlyArray<string> => arrows.flatMap((arrow) => (arrow.from === from ? [arrow.to] : []))

describe('the picture of the house', () => {
  it('has a box for every package and app, and no other', () => {
    const boxes = [...page.matchAll(/^ +([a-z-]+)\[/gm)].map(([, name = '']) => name)
    expect([...boxes].sort()).toEqual([...dependencies.keys()].sort())
  })

  it('draws only arrows that a package.json declares', () => {
    expect(arrows.length).toBeGreaterThan(10)
    expect(arrows.filter(({ from, to }) => !(dependencies.get(from) ?? []).includes(to))).toEqual([])
  })

  it('leaves out only dependencies that follow from arrows', () => {
    const missing = [...dependencies].flatMap(([from, names]) =>
      names.filter((name) => !reached(from, drawnFrom).has(name)).map((name) => `${from} --> ${name}`),
    )
    expect(missing).toEqual([])
  })

  it('draws no arrow that follows from others', () => {
    const spare = arrows.filter(({ from, to }) => drawnFrom(from).some((other) => other !== to && reached(other, drawnFrom).has(to)))
    expect(spare).toEqual([])
  })
})

describe('the ways through the house', () => {
  const ways = page.split(/^## The way /m).slice(1)

  it('are those of a row, a command, a report and a rebuild', () => {
    expect(ways.map((way) => way.split('\n', 1)[0])).toEqual(['of an imported row', 'of a command', 'of a report', 'of a rebuild'])
  })

  it('have at most ten stops, each of which begins with a file that exists', () => {
    const wrong = ways.flatMap((way) => {
      const stops = [...way.matchAll(/^\d+\. (.+)$/gm)].map(([, stop = '']) => stop)
      const lost = stops.filter((stop) => {
        const [, path = ''] = /^`([^`]+\.ts)` /.exec(stop) ?? []
        return path === '' || !existsSync(join(root, path))
      })
      return stops.length < 5 || stops.length > 10 ? [`${stops.length} stops`, ...lost] : lost
    })
    expect(wrong).toEqual([])
  })

  it('name only files and folders that exist', () => {
    const paths = [...page.matchAll(/`((?:packages|apps)\/[^`]+)`/g)].map(([, path = '']) => path)
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })
})

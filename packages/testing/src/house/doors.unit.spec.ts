/** What is loaded with a room: clients of servers come only through doors of their own. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** The source behind a door: `@jejak/x` or `@jejak/x/y`. */
const sourceOf = (door: string): string => {
  const [, room = '', path] = door.split('/')
  const group = existsSync(`${root}packages/${room}`) ? 'packages' : 'apps'
  return `${root}${group}/${room}/src/${path === undefined ? '' : `${path}/`}index.ts`
}

/** Modules a source loads when it is loaded: neither types nor what `import()` fetches later. */
const loadsOf = (path: string): ReadonlyArray<string> =>
  [...readFileSync(path, 'utf8').matchAll(/^(?:import|export)(?! type\b)[^'"`;]*?from '([^'\n]+)'/gm)].map(([, module = '']) => module)

/** Everything outside the house that is loaded with a door. */
const outside = (door: string): ReadonlySet<string> => {
  const modules = new Set<string>()
  const seen = new Set<string>()
  const open = [sourceOf(door)]
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path)) continue
    seen.add(path)
    for (const module of loadsOf(path)) {
      if (module.startsWith('.')) open.push(fileURLToPath(new URL(module.replace(/\.js$/, '.ts'), `file://${path}`)))
      else if (module.startsWith('@jejak/')) open.push(sourceOf(module))
      else modules.add(module)
    }
  }
  return modules
}

describe('a door', () => {
  it.each(['core', 'eventstore', 'projection', 'reports', 'exchange', 'worker'])('of %s loads no client of Redis', (room) => {
    const loaded = outside(`@jejak/${room}`)
    expect(loaded.size).toBeGreaterThan(0)
    expect([...loaded]).not.toContain('ioredis')
  })

  it.each(['eventstore', 'projection', 'testing'])('of its own loads it in %s', (room) => {
    expect([...outside(`@jejak/${room}/redis`)]).toContain('ioredis')
  })
})

describe('the doors of core and reports', () => {
  const indexes = ['core', 'reports'].flatMap((room) => {
    const manifest: { readonly exports: Readonly<Record<string, unknown>> } = JSON.parse(
      readFileSync(`${root}packages/${room}/package.json`, 'utf8'),
    )
    return Object.keys(manifest.exports).map((path) => sourceOf(`@jejak/${room}${path.slice(1)}`))
  })

  it('are all there', () => {
    expect(indexes.length).toBeGreaterThan(6)
    for (const path of indexes) expect(existsSync(path), path).toBe(true)
  })

  it('export by name, so that nothing is exported unawares', () => {
    for (const path of indexes) expect(readFileSync(path, 'utf8'), path).not.toMatch(/export \*/)
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

/**
 * Rooms of the projection engine, each with those it may enter. `read` enters none
 * of those that mark, rebuild or follow: a reader of figures does not see them.
 */
const ROOMS: Readonly<Record<string, ReadonlyArray<string>>> = {
  store: [],
  document: ['store'],
  generation: ['store', 'document'],
  read: ['store', 'document', 'generation'],
  marking: ['store', 'document', 'generation'],
  rebuild: ['store', 'document', 'generation', 'marking'],
  live: ['store', 'document', 'generation', 'marking', 'rebuild'],
  // A door of its own, so that nobody else loads ioredis.
  redis: ['store'],
}

const folder = `${root}packages/projection/src/`

interface Entered {
  readonly path: string
  readonly room: string
  readonly from: string
}

/** Every room that a source of another imports from. A file beside the rooms composes them. */
const entered: ReadonlyArray<Entered> = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts') && path.includes('/'))
  .flatMap((path) =>
    [...readFileSync(`${folder}${path}`, 'utf8').matchAll(/(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)'(\.[^'\n]+)'/g)].map(
      ([, module = '']) => {
        const target = new URL(module, `file:///${path}`).pathname.slice(1)
        return { path, room: path.split('/')[0] ?? '', from: target.includes('/') ? (target.split('/')[0] ?? '') : target }
      },
    ),
  )

describe('the rooms of the engine', () => {
  it('are all known to this test', () => {
    expect([...new Set(entered.map(({ room }) => room))].sort()).toEqual(Object.keys(ROOMS).sort())
    expect(entered.length).toBeGreaterThan(200)
  })

  it('are entered in one direction only', () => {
    const wrong = entered.filter(({ room, from }) => room !== from && from !== 'unsafe.js' && !ROOMS[room]?.includes(from))
    expect(wrong.map(({ path, from }) => `${path} enters ${from}`)).toEqual([])
  })
})

/** Ports of the store by which figures come about. */
const WRITING = ['MarkingStore', 'CommittingStore', 'BuildingStore', 'GenerationStore', 'ViewStore']

describe('whoever reads figures', () => {
  it('sees nothing of the store by which they come about', () => {
    const seen = readdirSync(`${folder}read`)
      .filter((name) => !name.endsWith('.spec.ts'))
      .flatMap((name) => {
        const text = readFileSync(`${folder}read/${name}`, 'utf8')
        return WRITING.filter((port) => new RegExp(`\\b${port}\\b`).test(text)).map((port) => `${name} names ${port}`)
      })
    expect(seen).toEqual([])
  })
})

describe('a folder of sources', () => {
  it('holds no program that only tests run', () => {
    const sources = ['packages', 'apps'].flatMap((group) => readdirSync(`${root}${group}`).map((name) => `${group}/${name}/src`))
    const scripts = [...sources, 'bench/src'].flatMap((path) =>
      readdirSync(`${root}${path}`, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.mjs'))
        .map((name) => `${path}/${name}`),
    )
    expect(scripts).toEqual([])
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

/**
 * The house: which rooms a room may enter. Imports point downwards only; tests may
 * import anything, `testing` is for tests and the bench.
 */
const ALLOWED: Readonly<Record<string, ReadonlyArray<string>>> = {
  'packages/core': [],
  'packages/eventstore': ['core'],
  'packages/projection': ['core', 'eventstore'],
  'packages/reports': ['core'],
  'packages/exchange': ['core', 'eventstore', 'projection', 'reports'],
  'packages/testing': ['core', 'eventstore', 'projection', 'reports', 'exchange'],
  'packages/simulator': ['core'],
  'packages/esdb-double': [],
  'packages/application': ['core', 'eventstore', 'projection', 'reports', 'exchange'],
  'apps/worker': ['application', 'core', 'eventstore', 'projection', 'reports', 'exchange'],
  'apps/server': ['application', 'core', 'reports', 'exchange', 'worker'],
  'apps/web': ['application', 'core', 'reports'],
  'apps/cli': ['application', 'core', 'reports', 'exchange', 'worker', 'server', 'simulator', 'esdb-double'],
}

/** Files of apps that see a store or the engine, each with why. All others go through the door of the application. */
const SEES_STORES: Readonly<Record<string, string>> = {
  'apps/worker/src/observe/observeEvents.ts': 'an instrument stands between a store and whoever uses it: it is one itself',
  'apps/worker/src/observe/observeViews.ts': 'the same, of the stores of read models',
  'apps/worker/src/queue/connectQueue.ts':
    'the queue is a Redis like those of keys and read models: one way to connect and to claim a database',
  'apps/worker/src/queue/namespace.ts': 'jobs of one set of definitions must not meet those of another, and the engine names the set',
}

/** Files of apps that keep a deployment running, and so hold its stores and engine by the operator's port. */
const OPERATES = (path: string): boolean =>
  path.startsWith('apps/worker/src/') ||
  [
    // Made over a deployment that is open, with its probes.
    'apps/server/src/Served.ts',
    'apps/server/src/startServer.ts',
    // Open one and hand it to worker or server; errors of both are worded there.
    'apps/cli/src/CommandFailure.ts',
    'apps/cli/src/commands/Context.ts',
    'apps/cli/src/commands/serve.ts',
    'apps/cli/src/commands/worker.ts',
  ].includes(path)

/** The room that a module of the house belongs to. */
const roomOf = (module: string): string => module.split('/')[1] ?? ''

const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** Every door that a package opens to others: its exports. */
const doors: ReadonlySet<string> = new Set(
  Object.keys(ALLOWED).flatMap((room) => {
    const manifest: unknown = JSON.parse(readFileSync(`${root}${room}/package.json`, 'utf8'))
    if (typeof manifest !== 'object' || manifest === null || !('exports' in manifest)) return []
    return Object.keys(manifest.exports ?? {}).map((path) => `@jejak/${room.split('/')[1]}${path.slice(1)}`)
  }),
)

interface Source {
  readonly path: string
  readonly room: string
  readonly test: boolean
  readonly imports: ReadonlyArray<string>
}

/** Modules named by import and export declarations, by `import()` and by types. */
const importsOf = (text: string): ReadonlyArray<string> =>
  [...text.matchAll(/(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)(['"])([^'"\n]+)\1/g)].map((match) => match[2] ?? '')

const isSource = (path: string): boolean =>
  /\.(?:ts|tsx|mts|js|mjs)$/.test(path) && !/(?:^|\/)(?:node_modules|dist)\//.test(path) && !path.endsWith('.d.ts')

const sources: ReadonlyArray<Source> = ['packages', 'apps'].flatMap((group) =>
  readdirSync(`${root}${group}`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) =>
      // The folders of a room are listed one by one, so that node_modules is never walked.
      readdirSync(`${root}${group}/${name}`, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules' && entry.name !== 'dist')
        .flatMap((folder) =>
          readdirSync(`${root}${group}/${name}/${folder.name}`, { recursive: true, encoding: 'utf8' })
            .map((path) => `${group}/${name}/${folder.name}/${path}`)
            .filter(isSource)
            .map((path) => ({
              path,
              room: `${group}/${name}`,
              test: /\.spec\.tsx?$/.test(path) || folder.name === 'test',
              imports: importsOf(readFileSync(`${root}${path}`, 'utf8')),
            })),
        ),
    ),
)

const offences = (wrong: (source: Source, module: string) => boolean): ReadonlyArray<string> =>
  sources.flatMap((source) => source.imports.filter((module) => wrong(source, module)).map((module) => `${source.path} imports ${module}`))

describe('the house', () => {
  it('has no room this test does not know', () => {
    expect([...new Set(sources.map(({ room }) => room))].filter((room) => ALLOWED[room] === undefined)).toEqual([])
    expect(sources.length).toBeGreaterThan(50)
  })

  it('imports point downwards only', () => {
    expect(offences(({ room, test }, module) => !test && module.startsWith('@jejak/') && !ALLOWED[room]?.includes(roomOf(module)))).toEqual(
      [],
    )
  })

  it('no one reaches into another room past its door', () => {
    expect(
      offences(({ room, path }, module) => {
        if (module.startsWith('@jejak/')) return !doors.has(module)
        if (!module.startsWith('.')) return false
        const target = new URL(module, `file:///${path}`).pathname.slice(1)
        return !target.startsWith(`${room}/`)
      }),
    ).toEqual([])
  })

  it('the dashboard knows of the application what crosses HTTP, and no more', () => {
    expect(offences(({ room, test }, module) => room === 'apps/web' && !test && /^@jejak\/application(?!\/wire$)/.test(module))).toEqual([])
  })

  it('no app sees a store or the engine, but for what is an instrument of them', () => {
    const seeing = sources.filter(
      ({ room, test, imports }) =>
        room.startsWith('apps/') && !test && imports.some((module) => /^@jejak\/(?:eventstore|projection)(?:\/|$)/.test(module)),
    )
    expect(seeing.map(({ path }) => path).sort()).toEqual(Object.keys(SEES_STORES).sort())
  })

  it('only what keeps a deployment running holds the port of its operator', () => {
    expect(
      offences(
        ({ path, room, test }, module) => room.startsWith('apps/') && !test && module === '@jejak/application/operator' && !OPERATES(path),
      ),
    ).toEqual([])
  })

  it('what crosses HTTP runs in a browser', () => {
    const wire = ({ path }: Source): boolean => /^packages\/application\/src\/(?:wire\/|fault\/Fault\.ts$)/.test(path)
    expect(offences((source, module) => wire(source) && !source.test && !/^(?:\.|fp-ts\/lib\/|io-ts$|@jejak\/core$)/.test(module))).toEqual(
      [],
    )
  })

  it('core imports fp-ts and io-ts and nothing else', () => {
    expect(
      offences(({ room, test }, module) => room === 'packages/core' && !test && !/^(?:\.|fp-ts\/lib\/|io-ts$|io-ts\/lib\/)/.test(module)),
    ).toEqual([])
  })

  it('reports never see a store', () => {
    expect(offences(({ room, test }, module) => room === 'packages/reports' && !test && module === '@jejak/eventstore')).toEqual([])
  })

  it('fp-ts is imported through lib, module by module', () => {
    expect(offences((_, module) => (module === 'fp-ts' || module.startsWith('fp-ts/')) && !/^fp-ts\/lib\/\w+\.js$/.test(module))).toEqual(
      [],
    )
  })

  it('only tests and the bench import testing', () => {
    expect(offences(({ room, test }, module) => /^@jejak\/testing(?:\/|$)/.test(module) && !test && room !== 'packages/testing')).toEqual(
      [],
    )
  })

  it('only its dev-eventstore and tests import the EventStoreDB double', () => {
    expect(
      offences(({ path, test }, module) => module === '@jejak/esdb-double' && !test && !path.endsWith('/commands/devEventStore.ts')),
    ).toEqual([])
  })
})

/** Packages of the house by name, each with what it needs where it runs. */
const needs: ReadonlyMap<string, ReadonlyArray<string>> = new Map(
  Object.keys(ALLOWED).map((room) => {
    const manifest: { readonly name: string; readonly dependencies?: Readonly<Record<string, string>> } = JSON.parse(
      readFileSync(`${root}${room}/package.json`, 'utf8'),
    )
    return [manifest.name, Object.keys(manifest.dependencies ?? {})]
  }),
)

/** All that is installed with a package, of the house or not, as far as the house names it. */
const installedWith = (name: string): ReadonlySet<string> => {
  const all = new Set<string>()
  const open = [name]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (all.has(next)) continue
    all.add(next)
    open.push(...(needs.get(next) ?? []))
  }
  return all
}

describe('what runs in production', () => {
  it.each(Object.keys(ALLOWED).filter((room) => room !== 'packages/testing'))(
    '%s needs neither fast-check nor what is made with it',
    (room) => {
      const name = `@jejak/${roomOf(room)}`
      expect(needs.has(name)).toBe(true)
      const installed = installedWith(name)
      expect(['fast-check', '@jejak/testing', 'vitest'].filter((each) => installed.has(each))).toEqual([])
    },
  )
})

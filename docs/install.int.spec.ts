/** `@jejak/core` and `@jejak/reports` as others install them: from a tarball, on the oldest Node they name, and in a browser. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const dir = mkdtempSync(join(tmpdir(), 'jejak-install-'))
const app = join(dir, 'app')
const scriptOfTsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const run = (program: string, args: ReadonlyArray<string>, cwd: string): string => {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 64_000_000 })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}\n${stdout}${stderr}`)
  return stdout
}

/** A Node 20 of this machine, as program and arguments; that of npm's package `node` where the machine has none. */
const nodeTwenty = (): readonly [program: string, args: ReadonlyArray<string>] => {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'))
  const own = folders
    .map((folder) => join(folder, 'node'))
    .find((path) => existsSync(path) && /^v20\./.test(spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout))
  return own === undefined ? ['npx', ['--yes', '--package', 'node@20', '--', 'node']] : [own, []]
}

/** What another team might write first: a rule of its own, and a report of one made-up person. */
const PROGRAM = `
import { agencyCode, Catalogue, eligibility, localDate, met, notMet, policyOn } from '@jejak/core'
import { nullable } from '@jejak/core/codec'
import { dayOf } from '@jejak/core/date'
import { empty } from '@jejak/core/history'
import { idOf, streamName } from '@jejak/core/identity'
import { Sums } from '@jejak/core/measure'
import { jsonText, REPORTS, toAnswer, toJson } from '@jejak/reports'

const right = (either) => {
  if (either._tag === 'Left') throw new Error(JSON.stringify(either.left))
  return either.right
}
const report = REPORTS.get('training-hours')
const agency = right(agencyCode('kota-contoh'))
const today = right(localDate('2026-01-31'))
const args = right(report.check({ agency, year: 2025 }, today))
const figure = { kind: 'sums', sums: Sums.empty, position: 0, people: 0, parked: 0 }
const rule = { code: 'EVEN', basis: null, mark: null, text: { id: '', en: '' }, judge: (n) => (n % 2 === 0 ? met() : notMet()) }
globalThis.seen = {
  answer: toJson(right(toAnswer({ report, args, figure, catalogue: Catalogue.empty, agencyFacts: [], people: new Map(), knownAt: '@0' }))),
  floor: policyOn(Catalogue.empty, 'training-hours', today).parameters.floorOfPermanent.value,
  verdicts: [2, 3].map((n) => eligibility([rule], n).verdict),
  large: jsonText([2n ** 60n]),
  parts: [dayOf(today), idOf(right(streamName('agency-kota-contoh'))), empty.size, nullable === undefined],
}
`
const FLOOR_AND_PARTS = {
  floor: 20,
  large: '[1152921504606846976]',
  verdicts: ['eligible', 'notEligible'],
  parts: [31, 'kota-contoh', 0, false],
}

beforeAll(() => {
  run(process.execPath, [join(root, 'scripts', 'pack.mjs'), '--out', dir, '--only', 'core', '--only', 'reports'], root)
  const tarball = (name: string): string => `file:${join(dir, readdirSync(dir).find((file) => file.startsWith(`jejak-${name}-`)) ?? '')}`
  mkdirSync(app)
  const dependencies = { '@jejak/core': tarball('core'), '@jejak/reports': tarball('reports') }
  // A registry knows both; here the tarball of reports must find that of core beside it.
  const manifest = {
    name: 'app',
    version: '1.0.0',
    private: true,
    type: 'module',
    dependencies,
    overrides: { '@jejak/core': '$@jejak/core' },
  }
  writeFileSync(join(app, 'package.json'), JSON.stringify(manifest))
  writeFileSync(join(app, 'program.js'), `${PROGRAM}\nif (globalThis.process) console.log(JSON.stringify(globalThis.seen))\n`)
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], app)
}, 180_000)

describe('core and reports', () => {
  it('bring nothing but fp-ts, io-ts and papaparse', () => {
    const installed = readdirSync(join(app, 'node_modules')).filter((name) => !name.startsWith('.'))
    expect(installed.sort()).toEqual(['@jejak', 'fp-ts', 'io-ts', 'papaparse'])
    for (const name of ['core', 'reports']) {
      const { engines } = JSON.parse(readFileSync(join(app, 'node_modules', '@jejak', name, 'package.json'), 'utf8'))
      expect([name, engines]).toEqual([name, { node: '>=20.19' }])
    }
  })

  it('are typed for a strict compiler, declarations of theirs included', () => {
    const typed = `
import { agencyCode, type AgencyCode, type Malformed, makeContext, Catalogue } from '@jejak/core'
import { Year } from '@jejak/core/codec'
import { type Answer, type AnswerFault, toAnswer } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'

export const agency: E.Either<Malformed, AgencyCode> = agencyCode('kota-contoh')
// @ts-expect-error: a text is no code before it was read
export const cast: AgencyCode = 'kota-contoh'
// @ts-expect-error: the rest is missing
export const context = makeContext({ catalogue: Catalogue.empty })
export const finish: (input: Parameters<typeof toAnswer>[0]) => E.Either<AnswerFault, Answer> = toAnswer
export const year: boolean = Year.is(2025)
`
    writeFileSync(join(app, 'typed.ts'), typed)
    const compilerOptions = {
      strict: true,
      module: 'nodenext',
      target: 'es2022',
      lib: ['es2023'],
      noEmit: true,
      types: [],
      skipLibCheck: false,
    }
    writeFileSync(join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['typed.ts'] }))
    expect(run(process.execPath, [scriptOfTsc, '-p', app], app)).toBe('')
  })

  it('run on Node 20', () => {
    const [program, args] = nodeTwenty()
    expect(run(program, [...args, '--version'], app)).toMatch(/^v20\./)
    const seen = JSON.parse(run(program, [...args, 'program.js'], app))
    expect(seen).toMatchObject(FLOOR_AND_PARTS)
    expect(JSON.parse(seen.answer)).toMatchObject({ report: 'training-hours', rows: [] })
  })

  it('run in a browser: the bundle of a program imports nothing of Node and needs none of its globals', () => {
    const vite = join(root, 'apps', 'web', 'node_modules', 'vite', 'bin', 'vite.js')
    const build = { lib: { entry: 'program.js', formats: ['iife'], name: 'program', fileName: 'bundle' }, outDir: 'out', minify: false }
    writeFileSync(join(app, 'vite.config.js'), `export default ${JSON.stringify({ build, logLevel: 'warn' })}\n`)
    const said = spawnSync(process.execPath, [vite, 'build'], { cwd: app, encoding: 'utf8' })
    // Vite says so where it takes a module of Node out.
    expect([said.status, said.stderr, /externalized/.test(said.stdout)]).toEqual([0, '', false])
    const [bundle = ''] = readdirSync(join(app, 'out')).filter((name) => name.endsWith('.js'))
    const text = readFileSync(join(app, 'out', bundle), 'utf8')
    expect(text).not.toMatch(/(?:from|require\(|import\()\s*['"](?:node:)?(?:fs|crypto|path|util|buffer|os|stream|worker_threads)['"]/)
    expect(text).not.toMatch(/['"]node:/)
    // A context has the language and nothing else: neither process nor Buffer nor require.
    const browser: { seen?: unknown } = {}
    runInNewContext(text, browser)
    expect(JSON.parse(JSON.stringify(browser.seen))).toMatchObject(FLOOR_AND_PARTS)
  })
})

/** Real processes on real files: killed in the middle, and two at once. The child runs what the build made. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openSqliteEventStore, openSqliteKeyStore, openVault } from '@jejak/eventstore'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ImportOptions } from './ImportOptions.js'
import { csv, type HandOver, makeVault, Office, right } from './office.spec.js'
import * as R from './rows.spec.js'

const PACKAGE = fileURLToPath(new URL('../..', import.meta.url))

const CHILD = `
  const { openSqliteEventStore, openSqliteKeyStore, openVault } = await import('@jejak/eventstore')
  const { FILES, importFolder } = await import('@jejak/exchange')
  const [home, dir, options] = process.argv.slice(1)
  const right = (e) => { if (e._tag === 'Left') throw new Error(JSON.stringify(e.left)); return e.right }
  const events = right(await openSqliteEventStore(home + '/events.db')())
  const keys = right(await openSqliteKeyStore(home + '/keys.db')())
  const eventsExist = right(await events.head()()) > 0
  const vault = right(await openVault({ keys, wrappingKey: new Uint8Array(32).fill(3), eventsExist })())
  const result = await importFolder({
    dir, files: FILES, agency: 'uji', dryRun: false, reason: null, rejectsDir: null, ...JSON.parse(options), events, vault, indexPath: home + '/import.db',
    clock: Date.now, ids: () => crypto.randomUUID(), actor: 'import:uji',
    onProgress: ({ step, done }) => process.stdout.write(step + ' ' + done + '\\n'),
  })()
  process.stdout.write('answer ' + JSON.stringify(result._tag === 'Right' ? { events: result.right.events } : { tag: result.left.tag, reason: result.left.reason }) + '\\n')
  await events.close()
  await keys.close()
`

interface Child {
  readonly process: ChildProcess
  readonly output: () => string
  readonly ended: Promise<unknown>
}

const children: Child[] = []
const start = (home: string, dir: string, options: Partial<ImportOptions> = {}): Child => {
  // Built packages are found from a module of this package, so the child stands in its folder.
  const child = spawn(process.execPath, ['--input-type=module', '-e', CHILD, home, dir, JSON.stringify(options)], {
    cwd: join(PACKAGE, 'dist'),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8')
  })
  const started = { process: child, output: () => text, ended: once(child, 'close') }
  children.push(started)
  return started
}

const answerOf = (output: string): { readonly events?: number; readonly tag?: string; readonly reason?: string } =>
  JSON.parse(
    output
      .split('\n')
      .find((line) => line.startsWith('answer '))
      ?.slice('answer '.length) ?? '{}',
  )

const PEOPLE = 250
const numbers = Array.from(
  { length: PEOPLE },
  (_, i) => `1985041220${String(10 + Math.floor(i / 99)).padStart(2, '0')}032${901 + (i % 99)}`,
)
const golongan = R.golongan(
  ...numbers.flatMap((nip) => ['2014', '2016', '2018', '2020', '2022'].map((year, i) => R.rank(nip, `III/${'abcda'[i]}`, `${year}-04-01`))),
)
const files: HandOver = {
  pegawai: R.pegawai(...numbers.map((nip) => R.person(nip, { entry: '2014-01-01' }))),
  golongan,
  mentoring: R.mentoring(...numbers.slice(1).map((nip, i) => `M${i}|${numbers[0]}|${nip}|2024-01-05|60`)),
}

let office: Office
beforeEach(async () => {
  office = new Office(await makeVault())
})
afterEach(async () => {
  for (const { process: child, ended } of children.splice(0)) {
    child.kill('SIGKILL')
    await ended
  }
  office.close()
})

test('killed with SIGKILL at several moments, then run to its end: nothing is lost, nothing is there twice', async () => {
  expect(existsSync(join(PACKAGE, 'dist', 'index.js')), 'build first: npm run build').toBe(true)
  const dir = office.folder(files)
  let events = 0
  for (const judged of [1, 2, 3, null]) {
    const child = start(office.home, dir)
    while (child.process.exitCode === null && (judged === null || child.output().split('judge ').length <= judged)) await wait(2)
    child.process.kill('SIGKILL')
    await child.ended
    events = answerOf(child.output()).events ?? -1
  }
  expect(events).toBeGreaterThanOrEqual(0)
  const store = right(await openSqliteEventStore(join(office.home, 'events.db'))())
  const keys = right(await openSqliteKeyStore(join(office.home, 'keys.db'))())
  const vault = right(await openVault({ keys, wrappingKey: new Uint8Array(32).fill(3), eventsExist: true })())
  office.events = store
  const facts = await office.facts()
  expect(facts.length).toBe(PEOPLE + 5 * PEOPLE + PEOPLE - 1)
  expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length)
  expect((await office.hand(files, { vault })).result.events).toBe(0)
  await store.close()
  await keys.close()
})

test('killed while it takes out what a whole list lacks, then run to its end: each fact is out once', async () => {
  const whole = start(office.home, office.folder(files))
  await whole.ended
  const dir = office.folder({ ...files, golongan: golongan.slice(0, 1 + 5 * 10) })
  const lacking = 5 * (PEOPLE - 10)
  const options = { reason: 'surat ralat', complete: ['golongan'], withdraw: true, expect: lacking } as const
  for (const judged of [1, 2, null]) {
    const child = start(office.home, dir, options)
    while (child.process.exitCode === null && (judged === null || child.output().split('judge ').length <= judged)) await wait(2)
    child.process.kill('SIGKILL')
    await child.ended
    if (judged === null) expect(answerOf(child.output())).toHaveProperty('events')
  }
  const store = right(await openSqliteEventStore(join(office.home, 'events.db'))())
  office.events = store
  const annulled = (await office.facts()).filter(({ type }) => type === 'Annulled')
  expect(annulled.length).toBe(lacking)
  expect(new Set(annulled.map(({ data }) => data['root'])).size).toBe(lacking)
  await store.close()
})

test('a second import of one agency is refused in one line while the first runs; its death frees the lease', async () => {
  const dir = office.folder({
    ...files,
    jabatan: `${csv([['nip', 'jabatan_id', 'jabatan_nama', 'jenjang', 'unor_id', 'tmt_jabatan', 'nomor_sk', 'tanggal_sk']])}${'x,y,z\n'.repeat(60_000)}`,
  })
  const first = start(office.home, dir)
  while (first.process.exitCode === null && !first.output().includes('read ')) await wait(2)
  first.process.kill('SIGSTOP')
  const second = start(office.home, dir)
  await second.ended
  const { tag, reason } = answerOf(second.output())
  expect(tag).toBe('ImportRunning')
  expect(reason).toContain(`process ${first.process.pid}`)
  expect(reason).not.toContain('\n')
  first.process.kill('SIGKILL')
  await first.ended
  const third = start(office.home, dir)
  await third.ended
  expect(answerOf(third.output()).events).toBeGreaterThan(0)
})

/**
 * Makes the frozen data folders of `apps/cli/test/frozen` and writes down what
 * they answer: `node scripts/freeze.mjs --out DIR [--build DIR] [--only NAME]`.
 * Keys and ids are chance, so a second run makes other folders with the same
 * figures. It never touches folders that are there: they hold what an older
 * build wrote, and are not to be made again to turn a red test green.
 *
 * The clock stands still in every step, so that no answer depends on the day on
 * which it was frozen.
 */
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { brotliCompressSync, constants } from 'node:zlib'

const { values } = parseArgs({
  options: { out: { type: 'string' }, build: { type: 'string' }, only: { type: 'string' }, kill: { type: 'string', multiple: true } },
})
const build = resolve(values.build ?? fileURLToPath(new URL('..', import.meta.url)))
/** A module of the build; what moved to another package since is found where it is. */
const part = (...paths) => {
  const path = paths.find((each) => existsSync(join(build, each))) ?? paths[0]
  return import(pathToFileURL(join(build, path)).href)
}

const RealDate = Date
let now = RealDate.now()
/** `Date` at a moment of ours. */
globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [now] : given))
  }
  static now() {
    return now
  }
}
const at = (moment) => {
  now = RealDate.parse(moment)
  return moment
}

const { run } = await part('apps/cli/dist/index.js')
const application = await part(
  'packages/application/dist/operator/index.js',
  'packages/application/dist/index.js',
  'apps/worker/dist/index.js',
)
// Older builds have other names for these.
const importIntoDeployment = application.importIntoDeployment ?? application.importIntoHome
const openStores = application.openStores ?? application.openHome
const { openOperations } = await part('apps/worker/dist/operations/index.js')
const { startServer } = await part('apps/server/dist/index.js')
const { REPORTS } = await part('packages/reports/dist/index.js')
const { careerStream } = await part('packages/core/dist/index.js')
const { transact } = await part('packages/eventstore/dist/index.js')
const { simulateAgency } = await part('packages/simulator/dist/index.js', 'packages/testing/dist/index.js')
const { serveDouble } = await part('packages/esdb-double/dist/index.js', 'packages/testing/dist/eventstoredb/index.js')

const must = async (task) => {
  const result = await task()
  if (result._tag === 'Left') throw new Error(JSON.stringify(result.left))
  return result.right
}

/** A command line in this process. */
const jejak = async (args) => {
  const out = []
  let err = ''
  const io = {
    out: (text) => out.push(Buffer.from(text)),
    err: (text) => {
      err += text
    },
    env: {},
    cwd: '/',
    columns: null,
    interactive: false,
    onStop: () => () => undefined,
    onEnd: () => () => undefined,
  }
  const code = await run(args, io)
  return { code, out: Buffer.concat(out).toString('utf8'), err }
}
const done = async (args) => {
  const ended = await jejak(args)
  if (ended.code !== 0 || ended.err !== '') throw new Error(`${args.join(' ')}: ${ended.code} ${ended.err}`)
  return ended.out
}
const position = async (home, agency) =>
  JSON.parse(await done(['report', 'staff-list', '--agency', agency, '--as-of', '2025-12-31', '--format', 'json', '--home', home])).position

/** The batch in whose middle the import is killed: people are in it. */
const KILLED_IN = 4

/** The import of half an agency: killed with SIGKILL when half of a batch is in. */
const killHalfway = async (home, files, agency) => {
  const opened = await must(openStores(home, {}))
  let batches = 0
  const appendMany = (requests) => async () => {
    batches++
    if (batches < KILLED_IN) return opened.events.appendMany(requests)()
    await opened.events.appendMany(requests.slice(0, Math.ceil(requests.length / 2)))()
    process.kill(process.pid, 'SIGKILL')
    return new Promise(() => undefined)
  }
  await must(importIntoDeployment({ ...opened, events: { ...opened.events, appendMany } }, { dir: files, agency }))
}
if (values.kill !== undefined) {
  const [home, files, agency, moment] = values.kill
  at(moment)
  await killHalfway(home, files, agency)
  throw new Error('the import came to its end before it was killed')
}

if (values.out === undefined) {
  process.stderr.write('say where: node scripts/freeze.mjs --out DIR\n')
  process.exit(2)
}
const target = resolve(values.out)
const scratch = mkdtempSync(join(tmpdir(), 'jejak-freeze-'))

const lines = (path) => readFileSync(path, 'utf8').trimEnd().split(/\r?\n/)
const rewrite = (dir, file, change) => {
  const path = join(dir, `${file}.csv`)
  const [header, ...rows] = lines(path)
  const columns = header.split(',')
  const cell = (row, name) => row.split(',')[columns.indexOf(name)]
  writeFileSync(path, `${[header, ...change(rows, cell, columns)].join('\n')}\n`)
}

/** In so small a city everybody sits in every room: here some learn nothing, some a little; and a few are punished. */
const spread = (dir) => {
  const place = new Map()
  rewrite(dir, 'pegawai', (rows, cell) => {
    for (const row of rows) place.set(cell(row, 'nip'), place.size)
    return rows
  })
  const kept = new Set()
  const key = (row, cell) => `${cell(row, 'kode_angkatan')} ${cell(row, 'nip')}`
  const seen = new Map()
  rewrite(dir, 'peserta', (rows, cell) =>
    rows.filter((row) => {
      const nip = cell(row, 'nip')
      const at = place.get(nip)
      const times = (seen.get(nip) ?? 0) + 1
      seen.set(nip, times)
      // People of the sixth kind learn nothing, of the fifth every 24th time, and so on.
      const keeps = at === undefined || (at % 6 < 5 && times % (4 + 5 * (at % 6)) === 0)
      if (keeps) kept.add(key(row, cell))
      return keeps
    }),
  )
  rewrite(dir, 'rating', (rows, cell) => rows.filter((row, i) => i % 60 === 0 || kept.has(key(row, cell))))
  rewrite(dir, 'izin', (rows, cell) => rows.filter((row, i) => i % 8 === 0 || kept.has(key(row, cell)) || !place.has(cell(row, 'nip'))))
  rewrite(dir, 'hukdis', (rows, _, columns) => {
    const punished = [...place]
      .filter(([, at]) => at % 7 === 2)
      .map(([nip, at]) => ({
        nip,
        tingkat: ['R', 'S', 'B'][at % 3],
        nomor_sk: `SK-H/${at}`,
        tanggal_sk: '2025-06-02',
        mulai: '2025-06-16',
        akhir: '2026-06-16',
      }))
    return [...rows, ...punished.map((each) => columns.map((column) => each[column] ?? '').join(','))]
  })
}

const simulated = async (name, agency, seed, people, years) => {
  const dir = join(scratch, name, agency)
  await must(simulateAgency({ seed, people, years, endYear: 2025, dir, agency }))
  spread(dir)
  return dir
}
/** Every third row is handed over later. */
const keepBack = (dir, file) => {
  const path = join(dir, `${file}.csv`)
  const whole = readFileSync(path)
  writeFileSync(
    path,
    `${lines(path)
      .filter((_, i) => i === 0 || i % 3 !== 0)
      .join('\n')}\n`,
  )
  return () => writeFileSync(path, whole)
}
/** Changes a column of every second row. */
const change = (dir, file, column, to) =>
  rewrite(dir, file, (rows, _, columns) =>
    rows.map((row, i) =>
      row
        .split(',')
        .map((cell, at) => (i % 2 === 1 && at === columns.indexOf(column) ? to(cell) : cell))
        .join(','),
    ),
  )
const LATE = ['jabatan', 'penilaian', 'peserta', 'rating', 'anggaran']
const correctAll = (dir) => {
  change(dir, 'penilaian', 'hasil_kerja', () => '2')
  change(dir, 'peserta', 'jam_hadir', (cell) => (cell === '' || cell === '0' ? cell : String(Math.max(1, Math.floor(Number(cell) / 2)))))
  change(dir, 'anggaran', 'rupiah', (cell) => String(Number(cell) + 1))
}

const DATABASES = ['events.db', 'keys.db', 'views.db', 'import.db']

const packed = (bytes) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })

/** Everything in the one file of each database, nothing beside it. */
const settle = (home) => {
  for (const name of DATABASES) {
    const path = join(home, name)
    if (!existsSync(path)) continue
    const db = new DatabaseSync(path)
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    // The lease of a killed import names a machine; whose it was is nobody's business.
    if (name === 'import.db') db.exec("UPDATE lease SET host = 'elsewhere'")
    db.close()
    for (const more of ['-wal', '-shm']) rmSync(`${path}${more}`, { force: true })
  }
  rmSync(join(home, 'events.db.bell'), { force: true })
}

const CSV = ['training-hours', 'appraisal-distribution', 'participation', 'staff-list', 'seniority-list', 'promotion-eligibility', 'budget']

/** A question to every report, of days that are past. */
const questions = (agency, year, more = []) =>
  [...REPORTS.values()].flatMap(({ name, takes }) => {
    const ask = [
      'report',
      name,
      '--agency',
      agency,
      ...(takes.includes('year') ? ['--year', String(year)] : []),
      ...(takes.includes('from') ? ['--from', `${year - 1}-12-31`, '--to', `${year}-12-31`] : []),
      ...(takes.includes('period') ? ['--period', `${year}-07`] : []),
      '--as-of',
      `${year}-12-31`,
      ...more,
    ]
    return [
      [...ask, '--format', 'json'],
      ...(CSV.includes(name) && more.length === 0 && year === 2025 ? [[...ask, '--format', 'csv']] : []),
    ]
  })

const serving = async (home, use) => {
  const opened = await must(openStores(home, {}))
  const operations = openOperations({ logLevel: 'silent', readyLag: 60 })
  const server = await must(startServer({ home: opened, operations, port: 0, webRoot: '/nowhere' }))
  const result = await use(server.url)
  await server.close()
  await opened.close()
  return result
}

/** What doctor found besides what is well. */
const verdict = ({ code, out }) => ({
  code,
  out: out
    .split('\n')
    .filter((line) => /^(?:PROBLEM|note)/.test(line))
    .join('\n'),
  err: '',
})

/** Asks a copy of a folder and writes down the answers beside it. */
const freeze = async (name, made, { files, asks }) => {
  settle(made)
  const folder = join(target, name)
  mkdirSync(folder, { recursive: true })
  cpSync(join(made, 'wrapping.key'), join(folder, 'wrapping.key'))
  for (const file of DATABASES)
    if (existsSync(join(made, file))) writeFileSync(join(folder, `${file}.br`), packed(readFileSync(join(made, file))))
  if (files !== null) cpSync(files, join(folder, 'files'), { recursive: true })
  const home = join(scratch, `${name}-asked`)
  cpSync(made, home, { recursive: true })
  chmodSync(home, 0o700)
  const clock = at('2026-03-02T02:00:00.000Z')
  const steps = []
  for (const ask of asks) {
    if (typeof ask === 'string') {
      const out = await serving(home, async (url) => (await fetch(`${url}${ask}`)).text())
      steps.push({ get: ask, out })
      continue
    }
    const args = ask.map((each) => each.replace('{files}', files ?? ''))
    const ended = await jejak([...args, '--home', home])
    const { code, out, err } = ask[0] === 'doctor' ? verdict(ended) : ask[0] === 'rebuild' ? { ...ended, out: '' } : ended
    if (code !== 0 || err !== '') process.stderr.write(`${name}: ${ask.join(' ')} ended with ${code}: ${err}\n`)
    steps.push({ ask, code, out, err })
  }
  writeFileSync(join(folder, 'answers.json'), `${JSON.stringify({ clock, steps }, null, 1)}\n`)
  process.stdout.write(`${name}: ${steps.length} answers\n`)
}

const annul = async (home, number, type) => {
  const found = await serving(home, async (url) => {
    const person = await fetch(`${url}/api/find-person`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ number }),
    })
    const { career } = await person.json()
    const page = await (await fetch(`${url}/api/person/${career}`)).json()
    const [entry] = page.entries
      .filter((each) => each.type === type && each.does === 'states' && each.state === 'holds')
      .sort((a, b) => a.source.row - b.source.row)
    return { career, entry }
  })
  if (found.entry === undefined) return null
  const opened = await must(openStores(home, {}))
  const id = randomUUID()
  const draft = {
    type: 'Annulled',
    id,
    agency: found.entry.agency,
    effectiveOn: null,
    ground: { kind: 'imported', actor: 'import:bkpsdm' },
    reason: 'Orang lain',
    source: null,
    correlationId: id,
    causationId: id,
    root: found.entry.id,
    saw: found.entry.id,
  }
  await must(transact({ store: opened.events, vault: opened.vault }, careerStream(found.career), () => ({ _tag: 'Right', right: [draft] })))
  await opened.close()
  return found.career
}

/** Annuls a fact of a type for the first people of a file who have one. */
const annulSome = async (home, dir, type, many) => {
  const careers = []
  const [header, ...rows] = lines(join(dir, 'pegawai.csv'))
  const place = header.split(',').indexOf('nip')
  for (const row of rows) {
    if (careers.length === many) break
    const number = row.split(',')[place]
    const career = /^\d{18}$/.test(number) ? await annul(home, number, type).catch(() => null) : null
    if (career !== null) careers.push(career)
  }
  if (careers.length < many) throw new Error(`nobody has a ${type} to annul`)
  return careers
}

const FOLDERS = {
  /** Handed over twice: late rows and corrections the second time; then two facts are annulled. */
  corrected: async () => {
    const agency = 'kota-satu'
    const files = await simulated('corrected', agency, 21, 40, 3)
    const home = join(scratch, 'corrected-home')
    const late = LATE.map((file) => keepBack(files, file))
    at('2026-01-12T02:00:00.000Z')
    await done(['import', files, '--agency', agency, '--home', home])
    const before = await position(home, agency)
    for (const giveBack of late) giveBack()
    correctAll(files)
    at('2026-02-09T02:00:00.000Z')
    await done(['import', files, '--agency', agency, '--reason', 'Surat ralat 1/2026', '--home', home])
    at('2026-02-20T02:00:00.000Z')
    const careers = [...(await annulSome(home, files, 'Attended', 2)), ...(await annulSome(home, files, 'Appraised', 1))]
    rmSync(join(home, 'views.db'))
    rmSync(join(home, 'import.db'))
    await freeze('corrected', home, {
      files,
      asks: [
        ...questions(agency, 2025),
        ...questions(agency, 2024),
        ...questions(agency, 2025, ['--known-at', `@${before}`]),
        ...questions(agency, 2025, ['--known-at', '2026-02-15T09:00:00+07:00']),
        ...[...new Set(careers)].map((career) => `/api/person/${career}`),
        ['doctor'],
        ['import', '{files}', '--agency', agency, '--format', 'json'],
        ['import', '{files}', '--agency', agency, '--reason', 'Surat ralat 1/2026', '--format', 'json'],
        ['import', '{files}', '--agency', agency, '--reason', 'Surat ralat 1/2026', '--format', 'json'],
        ...questions(agency, 2025),
      ],
    })
  },

  /** From a file to (a double of) a server and back into another file; then recording went on. */
  moved: async () => {
    const agency = 'kota-dua'
    const files = await simulated('moved', agency, 22, 30, 3)
    const first = join(scratch, 'moved-first')
    const late = LATE.map((file) => keepBack(files, file))
    at('2026-01-12T02:00:00.000Z')
    await done(['import', files, '--agency', agency, '--home', first])
    const double = await must(serveDouble({ dir: join(scratch, 'double'), port: 0, profile: '23.10', tls: null, auth: false }))
    const home = join(scratch, 'moved-home')
    mkdirSync(home, { mode: 0o700 })
    await done(['copy', '--from', `sqlite:${join(first, 'events.db')}`, '--to', double.url])
    await done(['copy', '--from', double.url, '--to', `sqlite:${join(home, 'events.db')}`])
    await double.close()
    settle(first)
    for (const file of ['keys.db', 'wrapping.key']) cpSync(join(first, file), join(home, file))
    for (const giveBack of late) giveBack()
    correctAll(files)
    at('2026-02-09T02:00:00.000Z')
    await done(['import', files, '--agency', agency, '--reason', 'Surat ralat 2/2026', '--home', home])
    rmSync(join(home, 'views.db'), { force: true })
    rmSync(join(home, 'import.db'))
    await freeze('moved', home, {
      files,
      asks: [
        ...questions(agency, 2025),
        ...questions(agency, 2025, ['--known-at', '2026-01-20T09:00:00+07:00']),
        ['doctor'],
        ['import', '{files}', '--agency', agency, '--reason', 'Surat ralat 2/2026', '--format', 'json'],
        ...questions(agency, 2024),
      ],
    })
  },

  /** An agency that adopted policies of its own; its read models lie beside, as this build left them. */
  policy: async () => {
    const agency = 'kota-tiga'
    const files = await simulated('policy', agency, 23, 40, 3)
    const home = join(scratch, 'policy-home')
    at('2026-01-12T02:00:00.000Z')
    await done(['import', files, '--agency', agency, '--home', home])
    const before = await position(home, agency)
    const adopt = async (name, from, set) => {
      const file = JSON.parse(await done(['policy', 'show', name, '--format', 'json']))
      set(file.parameters)
      const path = join(scratch, `${name}.json`)
      writeFileSync(path, JSON.stringify({ policy: file.policy, version: 'kota-tiga-1', parameters: file.parameters }))
      const ground = ['--agency', agency, '--reason', 'Keputusan uji', '--basis', 'Perwali 3/2025']
      await done(['policy', 'adopt', path, '--from', from, ...ground, '--home', home])
    }
    at('2026-01-19T02:00:00.000Z')
    await adopt('training-hours', '2025-01-01', (parameters) => {
      parameters.floorOfPermanent = { value: 12, article: 'Perwali 3/2025 Ps 4', mark: 'verified' }
    })
    await adopt('small-counts', '2025-01-01', (parameters) => {
      parameters.fewest = { value: 3, article: 'Perwali 3/2025 Ps 9', mark: 'verified' }
    })
    await position(home, agency)
    rmSync(join(home, 'import.db'))
    await freeze('policy', home, {
      files: null,
      asks: [
        ...questions(agency, 2025),
        ...questions(agency, 2024),
        ...questions(agency, 2025, ['--known-at', `@${before}`]),
        ['policy', 'list', '--agency', agency, '--format', 'json'],
        ['policy', 'show', 'training-hours', '--agency', agency, '--on', '2025-06-30', '--format', 'json'],
        ['policy', 'show', 'training-hours', '--agency', agency, '--on', '2024-06-30', '--format', 'json'],
        ['doctor'],
        ['rebuild'],
        ...questions(agency, 2025),
      ],
    })
  },

  /** Two agencies: one is whole, the import of the other was killed with half of a batch written. */
  killed: async () => {
    const whole = await simulated('killed', 'kota-utuh', 24, 20, 2)
    const files = await simulated('killed', 'kota-putus', 25, 40, 3)
    const home = join(scratch, 'killed-home')
    const moment = at('2026-01-12T02:00:00.000Z')
    await done(['import', whole, '--agency', 'kota-utuh', '--home', home])
    const script = fileURLToPath(import.meta.url)
    const kill = [home, files, 'kota-putus', moment].flatMap((each) => ['--kill', each])
    const child = spawnSync(process.execPath, [script, '--build', build, ...kill], { stdio: ['ignore', 'inherit', 'inherit'] })
    if (child.signal !== 'SIGKILL') throw new Error(`the import was not killed: ${child.status}`)
    rmSync(join(home, 'views.db'), { force: true })
    await freeze('killed', home, {
      files,
      asks: [
        ...questions('kota-utuh', 2025),
        ...questions('kota-putus', 2025),
        ['doctor'],
        ['import', '{files}', '--agency', 'kota-putus', '--format', 'json'],
        ...questions('kota-putus', 2025),
        ...questions('kota-utuh', 2025),
        ['import', '{files}', '--agency', 'kota-putus', '--format', 'json'],
        ['doctor'],
      ],
    })
  },
}

const asked = Object.entries(FOLDERS).filter(([name]) => values.only === undefined || values.only === name)
for (const [name] of asked)
  if (existsSync(join(target, name))) {
    process.stderr.write(`${join(target, name)} is there: frozen folders are never made again; name another --out\n`)
    process.exit(1)
  }
try {
  for (const [, make] of asked) await make()
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

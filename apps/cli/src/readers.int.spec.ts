/** Readers need no write lock and no writable folder, and figures that lag say so. */
import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { answerReport, type DeploymentStores, openStores } from '@jejak/application/operator'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeAgency, writeCorrection } from '../test/agency.js'
import { agencyOf } from '../test/answers.js'
import { here } from '../test/here.js'
import { type Ended, NOBODY, start, temporary } from '../test/jejak.js'

const { dir, forget } = temporary()
const REPORT = ['report', 'staff-list', '--agency', 'uji', '--as-of', '2025-12-31', '--format', 'json'] as const

/** A home whose read models are up to date, and one like it in which a correction has come since. */
const current = join(dir, 'current')
const behind = join(dir, 'behind')
let answer = ''
let later = ''

const copyOf = (home: string, name: string): string => {
  const to = join(dir, name)
  cpSync(home, to, { recursive: true })
  return to
}

beforeAll(async () => {
  const files = writeAgency(join(dir, 'files'))
  expect((await here(['import', files, '--agency', 'uji', '--home', current])).code).toBe(0)
  answer = (await here([...REPORT, '--home', current])).out
  cpSync(current, behind, { recursive: true })
  const correction = writeCorrection(join(dir, 'later'))
  expect((await here(['import', correction, '--agency', 'uji', '--reason', 'contoh', '--home', behind])).code).toBe(0)
  later = (await here([...REPORT, '--home', copyOf(behind, 'later-answer')])).out
  // The read models of before the correction.
  for (const suffix of ['', '-wal', '-shm']) rmSync(join(behind, `views.db${suffix}`), { force: true })
  cpSync(join(current, 'views.db'), join(behind, 'views.db'))
})
afterAll(forget)

/** Holds the write locks of files of a home until it is told to let go. */
const lock = (home: string, files: ReadonlyArray<string>): (() => void) => {
  const holders = files.map((file) => new DatabaseSync(join(home, file)))
  for (const holder of holders) holder.exec('BEGIN IMMEDIATE')
  return () => {
    for (const holder of holders) holder.close()
  }
}

describe('while another program holds every write lock', () => {
  it('a report of what is in gives the same bytes and says nothing', async () => {
    const release = lock(current, ['events.db', 'keys.db', 'views.db', 'import.db'])
    const { code, out, err } = await here([...REPORT, '--home', current])
    release()
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toBe(answer)
  })

  it('a report of what is not in yet is made from the log, and one line says why', async () => {
    const home = copyOf(behind, 'locked')
    const release = lock(home, ['events.db', 'keys.db', 'views.db'])
    const { code, out, err } = await here([...REPORT, '--home', home])
    release()
    expect(code).toBe(0)
    expect(out).toBe(later)
    expect(err).toMatch(/^jejak: the read models cannot be brought up to date \(.*locked.*\); the figures were made from the log itself\n$/)
  }, 30_000)

  it('doctor looks at everything', async () => {
    const release = lock(current, ['events.db', 'keys.db', 'views.db'])
    const { code, out } = await here(['doctor', '--home', current])
    release()
    expect(out).toMatch(/ok +\d+ events in \d+ streams/)
    expect(code).toBe(0)
  })
})

/** Lets nobody write a home, and gives it to a user who must obey that. */
const seal = (home: string): (() => void) => {
  const isRoot = process.getuid?.() === 0
  for (const name of readdirSync(home)) {
    if (isRoot) chownSync(join(home, name), NOBODY, NOBODY)
    chmodSync(join(home, name), 0o400)
  }
  if (isRoot) chownSync(home, NOBODY, NOBODY)
  chmodSync(home, 0o500)
  chmodSync(dir, 0o755)
  return () => chmodSync(home, 0o700)
}

/** Where the reader may write. */
const own = join(dir, 'own')

const asReader = (args: ReadonlyArray<string>, home: string): Promise<Ended> => {
  const uid = process.getuid?.() === 0 ? NOBODY : undefined
  mkdirSync(own, { recursive: true })
  if (uid !== undefined) chownSync(own, uid, uid)
  return start([...args, '--home', home], { TMPDIR: own }, '/', uid).ended
}

describe('a folder that may only be read', () => {
  it('answers with the read models that are there', async () => {
    const home = copyOf(current, 'sealed')
    const open = seal(home)
    const { code, out, err } = await asReader(REPORT, home)
    open()
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toBe(answer)
  })

  it.each([
    ['where they are behind', false],
    ['where there are none', true],
  ])('answers from the log %s, and leaves nothing behind', async (_where, without) => {
    const home = copyOf(behind, without ? 'sealed-without' : 'sealed-behind')
    if (without) rmSync(join(home, 'views.db'))
    const open = seal(home)
    const { code, out, err } = await asReader(REPORT, home)
    open()
    expect(code).toBe(0)
    expect(out).toBe(later)
    expect(err).toMatch(/^jejak: the read models cannot be brought up to date .*; the figures were made from the log itself\n$/)
    expect(existsSync(join(home, 'views.db'))).toBe(!without)
    expect(readdirSync(own)).toEqual([])
  })

  it('answers from a backup made with VACUUM INTO, which has no write-ahead log', async () => {
    const home = join(dir, 'sealed-backup')
    mkdirSync(home)
    for (const name of ['events.db', 'keys.db']) {
      const db = new DatabaseSync(join(current, name))
      db.prepare('VACUUM INTO ?').run(join(home, name))
      db.close()
    }
    cpSync(join(current, 'wrapping.key'), join(home, 'wrapping.key'))
    const open = seal(home)
    const [report, doctor] = [await asReader(REPORT, home), await asReader(['doctor', '--quick'], home)]
    open()
    expect([report.code, report.out]).toEqual([0, answer])
    expect(doctor.out).toMatch(/ok +\d+ events in \d+ streams/)
  })

  it('is looked over by doctor', async () => {
    const home = copyOf(current, 'sealed-doctor')
    const open = seal(home)
    const { code, out } = await asReader(['doctor'], home)
    open()
    expect(out).toMatch(/ok +\d+ events in \d+ streams/)
    expect(code).toBe(0)
  })

  it('is read by every command that only reads', async () => {
    const home = copyOf(current, 'sealed-others')
    const open = seal(home)
    const policies = await asReader(['policy', 'list', '--agency', 'uji'], home)
    const plan = await asReader(['rebuild', '--dry-run'], home)
    const health = await asReader(['report', 'service-health', '--format', 'json'], home)
    open()
    expect([policies, plan, health].map(({ code, err }) => ({ code, err }))).toEqual(Array(3).fill({ code: 0, err: '' }))
    expect(policies.out).toContain('training-hours')
    expect(plan.out).toContain('Nothing was written.')
    expect(JSON.parse(health.out).base).toMatchObject({ waiting: 0 })
  })

  it('tells the health of no read models but its own', async () => {
    const home = copyOf(current, 'sealed-health')
    rmSync(join(home, 'views.db'))
    const open = seal(home)
    const { code, out, err } = await asReader(['report', 'service-health'], home)
    open()
    expect({ code, out }).toEqual({ code: 3, out: '' })
    expect(err).toMatch(/^jejak: The read models \(views\.db\) cannot be opened: .*\n$/)
  })

  it('is refused by what has to write, in one line', async () => {
    const home = copyOf(current, 'sealed-import')
    const open = seal(home)
    chmodSync(join(dir, 'files'), 0o755)
    const { code, err } = await asReader(['import', join(dir, 'files'), '--agency', 'uji'], home)
    open()
    expect(code).toBe(1)
    expect(err).toMatch(/^jejak: the data folder .* cannot be written .*\n$/)
  })
})

const withStores = async <A>(dirOf: string, use: (home: DeploymentStores) => Promise<A>): Promise<A> => {
  const home = await openStores(dirOf, {}, { create: false, access: 'read' })()
  if (E.isLeft(home)) throw new Error(home.left.reason)
  try {
    return await use(home.right)
  } finally {
    await home.right.close()
  }
}

describe('figures that lag', () => {
  const agency = agencyOf('uji')

  it('say in their base by how many events, where nobody brings them up to date', async () => {
    const answered = await withStores(copyOf(behind, 'asleep'), (home) =>
      answerReport(home, 'training-hours', { agency, year: 2025 }, { catchUp: false })(),
    )
    expect(answered).toMatchObject({ _tag: 'Right', right: { base: { behind: 2 }, totals: { pns: { hours: 32 } } } })
  })

  it('say so and why, where the log is too long to make them anew', async () => {
    const home = copyOf(behind, 'long')
    const release = lock(home, ['views.db'])
    const notices: string[] = []
    const answered = await withStores(home, (opened) =>
      answerReport(opened, 'training-hours', { agency, year: 2025 }, { worthMaking: 0, onNotice: (line) => notices.push(line) })(),
    )
    release()
    expect(answered).toMatchObject({ _tag: 'Right', right: { base: { behind: 2 } } })
    expect(notices).toEqual([expect.stringMatching(/^the figures lack the newest 2 events \(they hold all up to @\d+ of @\d+\): .*locked/)])
  }, 30_000)

  it('do not speak of lagging once all is in', async () => {
    const answered = await withStores(copyOf(behind, 'awake'), (home) => answerReport(home, 'training-hours', { agency, year: 2025 })())
    expect(E.isRight(answered) ? answered.right.base : null).not.toHaveProperty('behind')
  })
})

describe('a full disk', () => {
  const disk = join(dir, 'disk')
  const mounted = ((): boolean => {
    try {
      mkdirSync(disk, { recursive: true })
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', disk], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })()
  afterAll(() => {
    if (mounted) execFileSync('umount', [disk])
  })

  it.skipIf(!mounted)('does not keep a report from its figures', async () => {
    const home = join(disk, 'home')
    cpSync(behind, home, { recursive: true })
    execFileSync('sh', ['-c', `head -c 2000000 /dev/zero > ${join(disk, 'filling')} 2>/dev/null || true`])
    const { code, out, err } = await here([...REPORT, '--home', home])
    expect(code).toBe(0)
    expect(out).toBe(later)
    expect(err).toMatch(/^jejak: the read models cannot be brought up to date \(The disk is full: .*\n$/)
  })
})

/** Options that name a file or a folder to write: what others wrote stays as it is. */
import { linkSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeAgency } from '../test/agency.js'
import { here } from '../test/here.js'
import { temporary } from '../test/jejak.js'

const { dir, forget } = temporary()
const home = join(dir, 'home')
let files = ''
beforeAll(async () => {
  files = writeAgency(join(dir, 'files'))
  expect((await here(['import', files, '--agency', 'uji', '--home', home])).code).toBe(0)
})
afterAll(forget)

/** Every file below a folder, with what it says. */
const contents = (of: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(of, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(of, name)).isFile())
      .map((name) => [name, readFileSync(join(of, name), 'latin1')]),
  )

describe('report --out', () => {
  const report = (out: string, day = '2025-12-31', ...flags: ReadonlyArray<string>) =>
    here(['report', 'staff-list', '--as-of', day, '--format', 'csv', '--out', out, ...flags, '--home', home])

  it('writes a new file, and the same answer once more is no change', async () => {
    const out = join(dir, 'staff.csv')
    expect([(await report(out)).code, (await report(out)).code]).toEqual([0, 0])
    expect(readFileSync(out, 'utf8')).toContain('NIP')
  })

  it('replaces nothing that is there, by whatever name it is reached', async () => {
    const there = join(dir, 'there')
    mkdirSync(there)
    writeFileSync(join(there, 'letter.txt'), 'of the office')
    linkSync(join(there, 'letter.txt'), join(there, 'second'))
    symlinkSync(join(there, 'letter.txt'), join(there, 'link'))
    symlinkSync(join(there, 'nothing'), join(there, 'dangling'))
    linkSync(join(home, 'events.db'), join(there, 'log'))
    const before = readdirSync(there)
    const log = readFileSync(join(home, 'events.db'))
    for (const name of [...before, '']) {
      const { code, out, err } = await report(join(there, name))
      expect([code, out]).toEqual([1, ''])
      expect(err).toMatch(/^jejak: [^\n]*is there already[^\n]*\n$/)
    }
    expect(readdirSync(there)).toEqual(before)
    expect(readFileSync(join(there, 'letter.txt'), 'utf8')).toBe('of the office')
    expect(readFileSync(join(home, 'events.db')).equals(log)).toBe(true)
  })

  it('replaces an older report where that is asked for, and nothing of others', async () => {
    const out = join(dir, 'nightly.csv')
    expect((await report(out)).code).toBe(0)
    expect(await report(out, '2025-06-30')).toMatchObject({ code: 1, err: expect.stringContaining('--replace') })
    expect(await report(out, '2025-06-30', '--replace')).toMatchObject({ code: 0, err: '' })
    expect(readFileSync(out, 'utf8')).toContain('2025-06-30')
    writeFileSync(out, 'a word of the office', { flag: 'a' })
    const mended = readFileSync(out)
    expect(await report(out, '2025-03-31', '--replace')).toMatchObject({ code: 1, err: expect.stringContaining('left as it was') })
    expect(readFileSync(out).equals(mended)).toBe(true)
    expect((await here(['report', 'staff-list', '--replace', '--home', home])).code).toBe(2)
  })

  it('writes nothing into the data folder, by whatever way it is reached', async () => {
    symlinkSync(home, join(dir, 'way'))
    const before = contents(home)
    for (const out of [
      join(home, 'events.db'),
      join(home, 'staff:1.csv'),
      join(home, '..staff.csv'),
      join(dir, 'way', 'views.db-journal'),
      home,
    ]) {
      const { code, err } = await report(out)
      expect(code).toBe(1)
      expect(err).toMatch(/^jejak: [^\n]*data folder[^\n]*\n$/)
    }
    expect(Object.keys(contents(home))).toEqual(Object.keys(before))
  })

  it('counts relative paths from where npm was called', async () => {
    const env = { npm_lifecycle_event: 'jejak', INIT_CWD: dir }
    const args = ['report', 'staff-list', '--format', 'csv', '--out', 'relative.csv', '--home', home]
    expect((await here(args, env, '/')).code).toBe(0)
    expect(readdirSync(dir)).toContain('relative.csv')
  })
})

describe('import --rejects', () => {
  const into = (rejects: string, ...more: ReadonlyArray<string>) =>
    here(['import', files, '--agency', 'uji', '--rejects', rejects, '--home', join(dir, 'again'), ...more])

  it('is never the folder that is read, by whatever name it is reached', async () => {
    symlinkSync(files, join(dir, 'files-too'))
    const before = contents(files)
    for (const rejects of [files, join(dir, 'files-too'), join(files, '..', 'files')]) {
      const { code, err } = await into(rejects)
      expect(code).toBe(1)
      expect(err).toMatch(/^jejak: [^\n]*the folder that is read[^\n]*\n$/)
    }
    expect(contents(files)).toEqual(before)
  })

  it('refuses a folder that holds other things before the first row, also in a dry run', async () => {
    const taken = join(dir, 'taken')
    mkdirSync(taken)
    writeFileSync(join(taken, 'peserta.csv'), 'of the office')
    for (const more of [[], ['--dry-run']]) {
      const { code, out, err } = await into(taken, ...more)
      expect([code, out]).toEqual([1, ''])
      expect(err).toMatch(/^jejak: [^\n]*peserta\.csv, which Jejak did not write[^\n]*\n$/)
    }
    expect(contents(taken)).toEqual({ 'peserta.csv': 'of the office' })
    const first = await here(['import', files, '--agency', 'uji', '--format', 'json', '--home', join(dir, 'again')])
    expect(JSON.parse(first.out)).toMatchObject({ events: 11 })
  })

  it('takes away what an earlier import rejected and this one does not', async () => {
    const rejects = join(dir, 'mend')
    expect((await into(rejects)).code).toBe(0)
    expect(Object.keys(contents(rejects))).toContain('peserta.csv')
    const sound = writeAgency(join(dir, 'sound'))
    const peserta = readFileSync(join(sound, 'peserta.csv'), 'utf8').trimEnd().split('\n')
    writeFileSync(join(sound, 'peserta.csv'), `${peserta.slice(0, 2).join('\n')}\n`)
    expect((await here(['import', sound, '--agency', 'uji', '--rejects', rejects, '--home', join(dir, 'again')])).code).toBe(0)
    expect(Object.keys(contents(rejects))).not.toContain('peserta.csv')
  })

  it('leaves rows alone that somebody has begun to mend', async () => {
    const rejects = join(dir, 'mending')
    expect((await into(rejects)).code).toBe(0)
    writeFileSync(join(rejects, 'peserta.csv'), 'mended')
    const { code, err } = await into(rejects)
    expect(code).toBe(1)
    expect(err).toMatch(/^jejak: [^\n]*peserta\.csv, which was changed[^\n]*\n$/)
    expect(readFileSync(join(rejects, 'peserta.csv'), 'utf8')).toBe('mended')
  })
})

describe('simulate --out', () => {
  const simulate = (out: string, seed: string) =>
    here(['simulate', '--people', '20', '--years', '1', '--seed', seed, '--out', out, '--home', join(dir, 'simulated')])

  it('makes up its own folder anew', async () => {
    const out = join(dir, 'made')
    expect((await simulate(out, '1')).code).toBe(0)
    const first = contents(out)['pegawai.csv']
    expect((await simulate(out, '2')).code).toBe(0)
    expect(contents(out)['pegawai.csv']).not.toBe(first)
  })

  it('writes nothing beside the files of an office', async () => {
    const before = contents(files)
    const { code, out, err } = await simulate(files, '1')
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(/^jejak: [^\n]*which Jejak did not make[^\n]*\n$/)
    expect(contents(files)).toEqual(before)
  })
})

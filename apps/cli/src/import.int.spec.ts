import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STRANGER, writeAgency, writeBroken, writeCorrection } from '../test/agency.js'
import { here } from '../test/here.js'
import { jejak, temporary } from '../test/jejak.js'

const { dir, forget } = temporary()
let files = ''
beforeAll(() => {
  files = writeAgency(join(dir, 'files'))
})
afterAll(forget)

describe('jejak import', () => {
  it('records the rows, says what it did in JSON, and adds nothing the second time', async () => {
    const home = join(dir, 'json')
    const first = await jejak(['import', files, '--agency', 'uji', '--format', 'json', '--home', home])
    expect(first.err).toBe('')
    expect(first.code).toBe(0)
    expect(JSON.parse(first.out)).toEqual({
      agency: 'uji',
      files: {
        pegawai: { rows: 3, accepted: 3, warned: 0, known: 0, correction: 0, withdrawn: 0, rejected: 0, codes: {} },
        program: { rows: 2, accepted: 2, warned: 0, known: 0, correction: 0, withdrawn: 0, rejected: 0, codes: {} },
        angkatan: { rows: 2, accepted: 2, warned: 0, known: 0, correction: 0, withdrawn: 0, rejected: 0, codes: {} },
        peserta: { rows: 5, accepted: 4, warned: 0, known: 0, correction: 0, withdrawn: 0, rejected: 1, codes: { PERSON_UNKNOWN: 1 } },
      },
      events: 11,
      position: expect.any(Number),
    })
    const again = await jejak(['import', files, '--agency', 'uji', '--format', 'json', '--home', home])
    expect(again.code).toBe(0)
    expect(JSON.parse(again.out)).toMatchObject({ events: 0, files: { pegawai: { known: 3 }, peserta: { known: 4, rejected: 1 } } })
  })

  it('says in a table what to mend and who does, and writes the rejected rows', async () => {
    const rejects = join(dir, 'mend')
    const { code, out, err } = await here(['import', files, '--agency', 'uji', '--rejects', rejects, '--home', join(dir, 'text')])
    expect(err).toBe('')
    expect(code).toBe(0)
    expect(out).toMatch(/peserta +│ +5 +│ +4/)
    expect(out).toMatch(/PERSON_UNKNOWN.*bkpsdm/)
    expect(out).toContain(rejects)
    expect(out).not.toContain(STRANGER)
    // The list of what Jejak wrote there begins with a dot.
    expect(readdirSync(rejects).filter((name) => !name.startsWith('.'))).toEqual(['peserta.csv'])
    expect(readFileSync(join(rejects, 'peserta.csv'), 'utf8')).toContain('PERSON_UNKNOWN')
  })

  it('gives the same verdicts in a dry run, and writes nothing', async () => {
    const home = join(dir, 'dry')
    const { code, out } = await here(['import', files, '--agency', 'uji', '--dry-run', '--format', 'json', '--home', home])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ events: 11, files: { peserta: { accepted: 4, rejected: 1 } } })
    expect(existsSync(home)).toBe(false)
  })

  it('wants a reason for a correction', async () => {
    const home = join(dir, 'correction')
    const later = writeCorrection(join(dir, 'later'))
    await here(['import', files, '--agency', 'uji', '--home', home])
    const refused = await here(['import', later, '--agency', 'uji', '--format', 'json', '--home', home])
    expect(JSON.parse(refused.out)).toMatchObject({ events: 0, files: { peserta: { codes: { REASON_MISSING: 1 } } } })
    const taken = await here(['import', later, '--agency', 'uji', '--reason', 'letter 1', '--format', 'json', '--home', home])
    expect(JSON.parse(taken.out)).toMatchObject({ events: 1, files: { peserta: { correction: 1 } } })
  })

  it('says up to where the log holds it, so that a report can wait for just that', async () => {
    const home = join(dir, 'waited')
    const { out } = await here(['import', files, '--agency', 'uji', '--home', home])
    const position = /ends at @(\d+)/.exec(out)?.[1] ?? ''
    const again = await here(['import', files, '--agency', 'uji', '--format', 'json', '--home', home])
    expect(JSON.parse(again.out).position).toBe(Number(position))
    const report = ['report', 'training-hours', '--year', '2025', '--format', 'json', '--home', home, '--wait-for']
    const held = await here([...report, `@${position}`])
    expect([held.code, JSON.parse(held.out).position]).toEqual([0, Number(position)])
    const dry = await here(['import', files, '--agency', 'uji', '--dry-run', '--format', 'json', '--home', home])
    expect(JSON.parse(dry.out)).not.toHaveProperty('position')
  })

  it('counts relative paths from where npm was called', async () => {
    const env = { npm_lifecycle_event: 'jejak', INIT_CWD: dir }
    const { code, err } = await here(['import', 'files', '--agency', 'uji', '--home', 'relative'], env, '/')
    expect(err).toBe('')
    expect(code).toBe(0)
    expect(existsSync(join(dir, 'relative', 'events.db'))).toBe(true)
  })

  it('refuses a broken file as a whole in one line', async () => {
    const broken = writeBroken(join(dir, 'broken'))
    const { code, out, err } = await here(['import', broken, '--agency', 'uji', '--format', 'json', '--home', join(dir, 'b')])
    expect(JSON.parse(out)).toMatchObject({ files: { pegawai: { rows: 0, missingColumns: ['pendidikan', 'unor_id'] } }, events: 0 })
    expect(err).toMatch(/^jejak: [^\n]*pendidikan[^\n]+\n$/)
    expect(code).toBe(1)
  })

  it('names the files it has no reader for', async () => {
    const odd = writeAgency(join(dir, 'odd'))
    writeFileSync(join(odd, 'cuti.csv'), 'nip\n')
    const { code, err } = await here(['import', odd, '--agency', 'uji', '--home', join(dir, 'o')])
    expect(err).toMatch(/^jejak: [^\n]*cuti\.csv[^\n]*\n$/)
    expect(code).toBe(0)
  })

  it.each([
    [['import', 'nowhere', '--agency', 'uji'], 1, /nowhere/],
    [['import', '.', '--agency', 'Uji!'], 2, /a-z/],
    [['import', '.'], 2, /--agency/],
    [['import', '--agency', 'uji'], 2, /dir/],
    [['imprt', '.', '--agency', 'uji'], 2, /import/],
    [['import', '.', '--agency', 'uji', '--dry-rum'], 2, /--dry-run/],
  ])('refuses %j in one line', async (args, exit, line) => {
    const { code, out, err } = await here([...args, '--home', join(dir, 'refused')])
    expect(err).toMatch(line)
    expect(err).toMatch(/^jejak: [^\n]+\n$/)
    expect(out).toBe('')
    expect(code).toBe(exit)
  })
})

describe('jejak', () => {
  it('explains itself', async () => {
    for (const args of [['--help'], ['help', 'import'], ['import', '--help'], ['report', '--help']]) {
      const { code, out, err } = await here(args)
      expect(err).toBe('')
      expect(out).toContain('jejak')
      expect(code).toBe(0)
    }
    const { code, out } = await here([])
    expect(out).toContain('import')
    expect(code).toBe(2)
  })

  describe('with whole lists', () => {
    const home = join(dir, 'lists')
    const less = join(dir, 'less')
    beforeAll(() => {
      mkdirSync(less)
      const text = (name: string) => readFileSync(join(files, `${name}.csv`), 'utf8')
      writeFileSync(join(less, 'pegawai.csv'), text('pegawai'))
      writeFileSync(join(less, 'program.csv'), text('program').split('\n').slice(0, 2).join('\n'))
    })
    const run = (...more: ReadonlyArray<string>) => jejak(['import', less, '--agency', 'uji', '--home', home, ...more])

    it('names in JSON what is missing, and in the table how many, and takes it out when told to', async () => {
      expect((await jejak(['import', files, '--agency', 'uji', '--home', home])).code).toBe(0)
      const listed = await run('--complete', 'program', '--dry-run', '--rows', '--format', 'json')
      expect(JSON.parse(listed.out)).toMatchObject({
        files: { pegawai: { known: 3 }, program: { rows: 1, known: 1, withdrawn: 0, missing: 1 } },
        events: 0,
        verdicts: [{ file: 'program', key: { kode_program: expect.any(String) }, verdict: 'missing', code: null }],
      })
      expect(JSON.parse(listed.out).files.pegawai).not.toHaveProperty('missing')
      const unreasoned = await run('--complete', 'program', '--withdraw')
      expect(unreasoned.out).toContain(
        '1 fact is in no row of the whole lists: what is in stays in, since nothing is taken out without --reason',
      )
      const done = await run('--complete', ' Program', '--withdraw', '--reason', 'surat ralat')
      expect([done.code, done.err]).toEqual([0, ''])
      expect(done.out).toMatch(/File .* Withdrawn .* Missing/)
      expect(done.out).toContain('1 event recorded')
    })

    it('ends with 1 where a list is not there, and with 2 where options make no sense', async () => {
      const absent = await run('--complete', 'golongan')
      expect([absent.code, absent.err]).toEqual([
        1,
        expect.stringMatching(/^jejak: .*golongan was named as a whole list, but is not in the folder; [^\n]*\n$/),
      ])
      for (const options of [['--complete', 'gaji'], ['--withdraw'], ['--complete', 'program', '--expect', '3']]) {
        const { code, err } = await run(...options)
        expect([options, code, err.split('\n').length]).toEqual([options, 2, 2])
      }
    })
  })
})

/** A clock that cannot be right dates nothing, unless it is told to. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { TRAINING_HOURS } from '@jejak/core'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { writeAgency } from '../test/agency.js'
import { here } from '../test/here.js'
import { type Ended, temporary } from '../test/jejak.js'

const { dir, forget } = temporary()
let files = ''
beforeAll(() => {
  files = writeAgency(join(dir, 'files'))
})
afterEach(() => {
  vi.useRealTimers()
})
afterAll(forget)

/** Runs a command line under a clock. */
const at = (moment: string, args: ReadonlyArray<string>): Promise<Ended> => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(moment) })
  return here(args)
}

const importing = (home: string): ReadonlyArray<string> => ['import', files, '--agency', 'uji', '--home', home]

const refused = ({ code, out, err }: Ended): void => {
  expect(err).toMatch(/^jejak: the clock of this machine says [^\n]+--accept-clock[^\n]*\n$/)
  expect([code, out]).toEqual([1, ''])
}

describe('an import', () => {
  it('begins a log at any moment since the program was written, and at none before', async () => {
    refused(await at('2001-01-01T00:00:00Z', importing(join(dir, 'early'))))
    expect((await at('2041-01-01T00:00:00Z', importing(join(dir, 'late')))).code).toBe(0)
    expect((await at('2001-01-01T00:00:00Z', [...importing(join(dir, 'early')), '--accept-clock'])).code).toBe(0)
  })

  it('is refused years ahead of the newest event and before it, and goes on with the flag', async () => {
    const home = join(dir, 'home')
    expect((await at('2026-12-01T03:00:00Z', importing(home))).code).toBe(0)
    for (const wrong of [
      '2031-12-01T03:00:00Z',
      '2028-12-01T03:00:00Z',
      '2026-12-01T02:00:00Z',
      '2024-02-01T00:00:00Z',
      '1970-01-02T00:00:00Z',
    ])
      refused(await at(wrong, importing(home)))
    for (const right of ['2026-12-01T02:58:00Z', '2027-12-20T00:00:00Z']) expect((await at(right, importing(home))).code).toBe(0)
    expect((await at('2031-12-01T03:00:00Z', [...importing(home), '--accept-clock'])).code).toBe(0)
    expect((await at('2031-12-01T03:00:00Z', [...importing(home), '--dry-run'])).code).toBe(0)
  })
})

describe('other commands', () => {
  it('that record are refused as well, and those that read are not', async () => {
    const home = join(dir, 'others')
    expect((await at('2026-12-01T03:00:00Z', importing(home))).code).toBe(0)
    const path = join(dir, 'hours.json')
    writeFileSync(path, JSON.stringify({ policy: 'training-hours', version: 'uji-1', parameters: TRAINING_HOURS.versions['national-1'] }))
    const ground = ['--from', '2026-01-01', '--agency', 'uji', '--reason', 'made up', '--basis', 'made up', '--home', home]
    const adopting = ['policy', 'adopt', path, ...ground]
    const wrong = '2036-12-01T03:00:00Z'
    refused(await at(wrong, adopting))
    refused(await at(wrong, ['simulate', '--people', '20', '--years', '1', '--home', home]))
    expect((await at(wrong, ['report', 'staff-list', '--home', home])).code).toBe(0)
    const doctor = await at(wrong, ['doctor', '--home', home])
    expect([doctor.code, doctor.out]).toEqual([1, expect.stringMatching(/PROBLEM the clock of this machine says 2036/)])
    const early = await at('2026-12-01T02:00:00Z', ['doctor', '--home', home])
    expect([early.code, early.out]).toEqual([
      1,
      expect.stringMatching(/PROBLEM the clock .* 3600 s behind .*until then nothing is recorded/),
    ])
    expect((await at(wrong, [...adopting, '--accept-clock'])).code).toBe(0)
  })
})

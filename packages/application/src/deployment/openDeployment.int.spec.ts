import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { localDate } from '@jejak/core'
import { REPORTS } from '@jejak/reports'
import { must as mustBe } from '@jejak/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AGENCY, FIRST, must, NOWHERE, newFolder, openOffice, SECOND, STRANGER, writeOffice } from '../../test/office.js'
import { Fault } from '../fault/Fault.js'
import { PersonPage } from '../wire/PersonPage.js'
import type { Deployment } from './Deployment.js'
import { openDeployment } from './openDeployment.js'

const dir = newFolder()
let deployment: Deployment
beforeAll(async () => {
  deployment = await openOffice(dir)
  await must(deployment.report({ report: 'training-hours', agency: AGENCY, year: 2025 }))
})
afterAll(async () => {
  await deployment.close()
  rmSync(dir, { recursive: true, force: true })
})

const faultOf = async (task: () => Promise<unknown>): Promise<unknown> => {
  const result = await task()
  return typeof result === 'object' && result !== null && 'left' in result ? result.left : result
}

describe('a deployment', () => {
  it('answers a report, also where no agency is named and there is just one', async () => {
    const named = await must(deployment.report({ report: 'training-hours', agency: AGENCY, year: 2025 }))
    expect(named.totals).toMatchObject({ pns: { people: 2, reached: 1, hours: 32 } })
    expect(await must(deployment.report({ report: 'training-hours', year: 2025 }))).toEqual(named)
  })

  it('lists the people behind a cell, and names the cells there are', async () => {
    const request = { report: 'training-hours', agency: AGENCY, year: 2025 }
    const who = await must(deployment.peopleBehind(request, 'reached'))
    expect(who).toMatchObject({ report: 'training-hours', base: { people: 1, erased: 0 }, more: { cell: 'reached', unit: null } })
    expect(who.rows).toEqual([{ nip: FIRST, name: 'Contoh Satu', unitId: 'UJI.1', hours: 32 }])
    expect((await must(deployment.peopleBehind({ ...request, unit: 'UJI.2' }, 'reached'))).rows).toEqual([])
    expect(await faultOf(deployment.peopleBehind(request, 'reach'))).toMatchObject({
      tag: 'Unknown',
      code: 'cell',
      nearest: 'reached',
      known: ['people', 'reached', 'zero', 'excused', 'pppk', 'overLimit', 'pppkExcused'],
    })
    expect(await faultOf(deployment.peopleBehind({ ...request, report: 'program-ratings' }, 'people'))).toMatchObject({
      code: 'cell',
      known: [],
    })
  })

  it('finds a career by its number, and nobody by a number that nobody has', async () => {
    expect(await must(deployment.careerByNumber(FIRST))).toMatch(/^[0-9a-f]{32}$/)
    const fault = await faultOf(deployment.careerByNumber(STRANGER))
    expect(fault).toMatchObject({ tag: 'Unknown', code: 'person' })
    expect(JSON.stringify(fault)).not.toContain(STRANGER)
  })

  it('tells the catalogue of an agency, as it was known too', async () => {
    expect((await must(deployment.catalogue(AGENCY))).cohorts.size).toBe(2)
    expect((await must(deployment.catalogue(AGENCY, '@1'))).cohorts.size).toBe(0)
    expect(await faultOf(deployment.catalogue(NOWHERE))).toMatchObject({ tag: 'Unknown', code: 'agency', known: [AGENCY] })
  })

  it('answers the pages of a person, an agency, a program and a unit', async () => {
    const person = await must(deployment.person(await must(deployment.careerByNumber(FIRST))))
    expect(person).toMatchObject({ person: { number: FIRST }, employments: [{ agency: AGENCY, hours: expect.anything() }] })
    expect(PersonPage.is(person)).toBe(true)
    const overview = await must(deployment.overview({ agency: AGENCY, year: 2025 }))
    expect(overview.reports.trainingHours.totals).toMatchObject({ pns: { hours: 32 } })
    const program = await must(deployment.program({ code: 'P-1', agency: AGENCY, year: 2025 }))
    expect(program.cohorts).toMatchObject([{ code: 'A-1', turnout: { enrolled: 3, attended: 2, absent: 1 } }])
    const people = { agency: AGENCY, limit: 10 }
    expect((await must(deployment.unit({ ...people, unit: 'UJI.1' }))).people.map(({ nip }) => nip)).toEqual([FIRST, SECOND])
    expect(await faultOf(deployment.unit({ ...people, unit: 'UJI.9' }))).toMatchObject({ tag: 'Unknown', code: 'unit' })
    expect(await faultOf(deployment.program({ code: 'P-9', agency: AGENCY }))).toMatchObject({ tag: 'Unknown', code: 'program' })
  })

  it('refuses a unit that the agency does not have, in every report that takes one', async () => {
    const taking = [...REPORTS.values()].filter(({ takes }) => takes.includes('unit'))
    expect(taking.length).toBeGreaterThan(10)
    for (const { name, takes } of taking) {
      const request = {
        report: name,
        agency: AGENCY,
        year: takes.includes('year') ? 2025 : null,
        period: takes.includes('period') ? '2025-04' : null,
        from: takes.includes('from') ? mustBe(localDate('2025-01-01')) : null,
        to: takes.includes('to') ? mustBe(localDate('2025-12-31')) : null,
      }
      expect([name, await faultOf(deployment.report({ ...request, unit: 'uji.3' }))]).toMatchObject([
        name,
        { tag: 'Unknown', code: 'unit', name: 'uji.3', nearest: 'UJI.1', near: ['UJI.1', 'UJI.2'] },
      ])
      expect((await must(deployment.report({ ...request, unit: 'UJI.2' }))).report).toBe(name)
    }
    const request = { report: 'training-hours', agency: AGENCY, year: 2025 }
    expect(await faultOf(deployment.report({ ...request, unit: 'NOWHERE' }))).toMatchObject({ code: 'unit', known: ['UJI.1', 'UJI.2'] })
    expect(await faultOf(deployment.peopleBehind({ ...request, unit: 'UJI.3' }, 'reached'))).toMatchObject({ code: 'unit' })
  })

  it('knows a unit from the fact that names it on, and before the day it holds from', async () => {
    const request = { report: 'staff-list', agency: AGENCY, unit: 'UJI.2' }
    expect(await must(deployment.report({ ...request, asOf: mustBe(localDate('1990-01-01')) }))).toMatchObject({ rows: [] })
    expect(await faultOf(deployment.report({ ...request, knownAt: '@1' }))).toMatchObject({ tag: 'Unknown', code: 'unit' })
  })

  it('tells the policies that an agency adopted with its first import', async () => {
    expect((await must(deployment.policies(AGENCY))).map(({ data }) => data.from)).toContain(null)
    expect(await faultOf(deployment.policies(NOWHERE))).toMatchObject({ tag: 'Unknown', code: 'agency', name: NOWHERE })
  })

  it('names what is wrong by tag, code and field, in a form that crosses a boundary', async () => {
    const faults = await Promise.all([
      faultOf(deployment.report({ report: 'training-hour' })),
      faultOf(deployment.report({ report: 'training-hours', agency: NOWHERE, year: 2025 })),
      faultOf(deployment.report({ report: 'training-hours', period: '2025-01' })),
      faultOf(deployment.report({ report: 'training-hours', year: 2025, knownAt: 'yesterday' })),
      faultOf(deployment.report({ report: 'service-health', year: 2025 })),
      faultOf(deployment.importFolder({ dir: join(dir, 'absent'), agency: AGENCY })),
    ])
    expect(faults).toMatchObject([
      { tag: 'Unknown', code: 'report', nearest: 'training-hours' },
      { tag: 'Unknown', code: 'agency', known: [AGENCY] },
      {
        tag: 'BadRequest',
        code: 'arguments',
        fields: [
          { field: 'year', code: 'missing' },
          { field: 'period', code: 'notTaken' },
        ],
      },
      { tag: 'BadRequest', code: 'arguments', fields: [{ field: 'knownAt' }] },
      { tag: 'BadRequest', code: 'arguments', fields: [{ field: 'year', code: 'notTakenByService' }] },
      { tag: 'Refused', code: 'importFolder' },
    ])
    for (const fault of faults) expect(Fault.is(fault)).toBe(true)
    // Each caller knows how it is asked.
    expect(JSON.stringify(faults)).not.toContain('--')
  })
})

describe('a deployment opened for reading only', () => {
  it('makes no folder and records nothing', async () => {
    expect(await faultOf(openDeployment({ home: join(dir, 'absent'), readOnly: true }))).toMatchObject({
      tag: 'Refused',
      code: 'deployment',
    })
    expect(readdirSync(dir)).not.toContain('absent')
    const reader = await must(openDeployment({ home: join(dir, 'home'), readOnly: true }))
    expect(await faultOf(reader.importFolder({ dir: writeOffice(join(dir, 'files')), agency: AGENCY }))).toMatchObject({ code: 'readOnly' })
    expect(await faultOf(reader.rebuild())).toMatchObject({ code: 'readOnly' })
    await reader.close()
  })

  it('is refused in its own code where a newer program wrote the events', async () => {
    const home = join(dir, 'newer')
    cpSync(join(dir, 'home'), home, { recursive: true })
    const { DatabaseSync } = await import('node:sqlite')
    const db = new DatabaseSync(join(home, 'events.db'))
    db.exec("UPDATE meta SET value = '99' WHERE key = 'layout'")
    db.close()
    expect(await faultOf(openDeployment({ home, readOnly: true }))).toMatchObject({ tag: 'Refused', code: 'newerLayout' })
  })

  it.each([
    ['', () => undefined],
    [', without read models', (home: string) => ['', '-wal', '-shm'].map((end) => rmSync(join(home, `views.db${end}`), { force: true }))],
  ])('answers somebody who may write neither the files nor their folder%s', async (how, prepare) => {
    const home = join(dir, `sealed${how.replaceAll(' ', '-')}`)
    cpSync(join(dir, 'home'), home, { recursive: true })
    prepare(home)
    for (const name of readdirSync(home)) chmodSync(join(home, name), 0o444)
    chmodSync(home, 0o555)
    const before = readdirSync(home)
    // Root may write what nobody may: it is asked as somebody else.
    const program = `
      import { openDeployment } from '@jejak/application'
      const must = (answer) => {
        if (answer._tag === 'Left') throw new Error(JSON.stringify(answer.left))
        return answer.right
      }
      const [home, agency, number, service] = process.argv.slice(1)
      const deployment = must(await openDeployment({ home, readOnly: true })())
      const request = { report: 'training-hours', agency, year: 2025 }
      const career = must(await deployment.careerByNumber(number)())
      const answers = {
        report: deployment.report(request),
        staff: deployment.report({ report: 'staff-list' }),
        before: deployment.report({ ...request, knownAt: '@1' }),
        // How spare read models are says nothing of the service.
        ...(service === '' ? { service: deployment.report({ report: 'service-health' }) } : {}),
        peopleBehind: deployment.peopleBehind(request, 'reached'),
        catalogue: deployment.catalogue(agency),
        person: deployment.person(career),
        overview: deployment.overview({ agency, year: 2025 }),
        program: deployment.program({ code: 'P-1', agency, year: 2025 }),
        unit: deployment.unit({ agency, unit: 'UJI.1' }),
        agencies: deployment.agencies,
        policies: deployment.policies(agency),
        health: deployment.health,
      }
      const shown = {}
      for (const [name, ask] of Object.entries(answers)) shown[name] = must(await ask())
      process.stdout.write(JSON.stringify(shown))
      await deployment.close()`
    chmodSync(dir, 0o755)
    const asked = execFileSync(process.execPath, ['--input-type=module', '-e', program, home, AGENCY, FIRST, how], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
      ...(process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}),
    })
    expect(JSON.parse(asked)).toMatchObject({
      report: { totals: { pns: { people: 2, hours: 32 } } },
      staff: { base: { people: 3 } },
      before: { base: { people: 0 } },
      ...(how === '' ? { service: { report: 'service-health' } } : {}),
      peopleBehind: { rows: [{ nip: FIRST }] },
      person: { person: { number: FIRST } },
      overview: { reports: { trainingHours: { totals: { pns: { hours: 32 } } } } },
      program: { cohorts: [{ code: 'A-1', turnout: { attended: 2 } }] },
      unit: { people: [{ nip: FIRST }, { nip: SECOND }] },
      health: { behind: 0 },
    })
    expect(readdirSync(home)).toEqual(before)
  })
})

/** The API over a real data folder. */
import { randomUUID } from 'node:crypto'
import { openStores } from '@jejak/application/operator'
import {
  AgencyList,
  FoundPerson,
  LiveStateAnswer,
  Overview,
  ParkedList,
  PersonPage,
  Problem,
  ProgramPage,
  ReportList,
  ServiceHealth,
  UnitPage,
} from '@jejak/application/wire'
import { Actor, AgencyCode, CareerId, careerStream, EmployeeNumber, EventId } from '@jejak/core'
import { transact } from '@jejak/eventstore'
import { openOperations } from '@jejak/worker/operations'
import * as E from 'fp-ts/lib/Either.js'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AGENCY, another, BUDI, CORRECTION, FIRST, type Office, openOffice, quiet, RINA, right, SITI, valid } from '../test/office.js'
import { buildApp } from './app.js'
import { watchChanges } from './Changes.js'
import { servedOf } from './Served.js'
import { startServer } from './startServer.js'

const logged: string[] = []
const HOST = { host: 'localhost:4000' }

const openApp = (home: Office['home']) => {
  const logger = pino({ level: 'trace' }, { write: (line: string) => logged.push(line) })
  const operations = openOperations({ logLevel: 'trace', readyLag: 60 }, logger)
  const served = servedOf(home, operations)
  const changes = watchChanges(served, () => undefined)
  const app = buildApp({ served, changes, webRoot: '/nowhere', logger, metrics: operations.metrics })
  return {
    get: async (url: string) => {
      const reply = await app.inject({ method: 'GET', url, headers: HOST })
      return { status: reply.statusCode, type: reply.headers['content-type'], body: JSON.parse(reply.body), text: reply.body }
    },
    find: async (number: string) => {
      const reply = await app.inject({ method: 'POST', url: '/api/find-person', headers: HOST, payload: { number } })
      return { status: reply.statusCode, body: JSON.parse(reply.body) }
    },
    app,
    close: async () => {
      await app.close()
      await changes.close()
    },
  }
}

let office: Office
let api: ReturnType<typeof openApp>

beforeAll(async () => {
  office = await openOffice()
  await office.receive(FIRST)
  await right(office.home.readModels.catchUp())
  api = openApp(office.home)
})

afterAll(async () => {
  await api.close()
  await office.close()
})

const scope = `agency=${AGENCY}&year=2025`

describe('every answer', () => {
  it('is of the form that programs and the dashboard decode', async () => {
    const { career } = (await api.find(SITI)).body
    const answers = [
      [AgencyList, '/api/agencies'],
      [ReportList, '/api/reports'],
      [LiveStateAnswer, '/api/state'],
      [ParkedList, '/api/parked'],
      [ServiceHealth, '/api/report/service-health'],
      [Overview, `/api/overview?${scope}`],
      [ProgramPage, `/api/program/P-1?${scope}`],
      [UnitPage, `/api/unit/UJI.1/people?agency=${AGENCY}`],
      [PersonPage, `/api/person/${career}`],
      [Problem, '/api/report/nothing'],
    ] as const
    for (const [codec, url] of answers) expect([url, codec.is((await api.get(url)).body)]).toEqual([url, true])
    expect(FoundPerson.is({ career })).toBe(true)
  })
})

describe('figures', () => {
  it('name the agencies and the years that can be asked about', async () => {
    const { body } = await api.get('/api/agencies')
    expect(body.agencies).toMatchObject([{ code: AGENCY, latest: 2025 }])
    expect(body.agencies[0].years.at(-1)).toBe(2025)
    expect(body.position).toBeGreaterThan(0)
  })

  it('of a report lead to the people behind them, and to the cells there are', async () => {
    const { body } = await api.get(`/api/report/training-hours?${scope}&who=zero`)
    expect(body).toMatchObject({
      report: 'training-hours',
      cell: 'zero',
      base: { people: 1 },
      rows: [{ nip: BUDI, unitId: 'UJI.1', hours: 0 }],
    })
    const unknown = await api.get(`/api/report/training-hours?${scope}&who=none`)
    expect(unknown).toMatchObject({ status: 404, body: { code: 'unknown.cell', detail: expect.stringContaining('reached') } })
    for (const report of ['program-ratings', 'curriculum-effect', 'satisfaction', 'outreach', 'training-gain', 'public'])
      expect(
        (await api.get(`/api/report/${report}?agency=${AGENCY}${/effect/.test(report) ? '' : '&year=2025'}&who=people`)).body,
      ).toMatchObject({
        code: 'unknown.cell',
        detail: 'No such cell. Cells of this report: none.',
      })
    const month = await api.get(`/api/report/retirements?agency=${AGENCY}&from=2025-01-01&to=2025-12-31&who=2025-13`)
    expect(month).toMatchObject({ status: 404, body: { near: ['2025-03', '2025-10', '2025-11'] } })
    expect(month.body.detail).not.toContain('2025-13')
    expect(await api.get(`/api/report/position-map?agency=${AGENCY}&who=${SITI}`)).toMatchObject({ status: 404 })
  })

  it('lead to people whom nobody keeps: not in a cache, and not in the log', async () => {
    const before = logged.length
    const reply = await api.app.inject({ method: 'GET', url: `/api/report/training-hours?${scope}&who=zero`, headers: HOST })
    expect([reply.statusCode, reply.headers['cache-control']]).toEqual([200, 'no-store'])
    expect(Object.keys(JSON.parse(reply.body).rows[0])).toEqual(['nip', 'name', 'unitId', 'hours'])
    await api.app.inject({ method: 'GET', url: `/api/report/training-hours?${scope}&who=${SITI}`, headers: HOST })
    const lines = logged.slice(before).join('')
    expect(lines).toContain('/api/report/:code')
    for (const personal of [BUDI, SITI, 'who=', 'zero']) expect(lines).not.toContain(personal)
  })

  it('of a unit that is not there are none: its name is not repeated, others are named', async () => {
    const { status, body, text } = await api.get(`/api/report/training-hours?${scope}&unit=uji.3`)
    expect([status, body.code, body.near]).toEqual([404, 'unknown.unit', ['UJI.1', 'UJI.2']])
    expect(body.detail).toBe('No such unit. Near: UJI.1, UJI.2.')
    expect(text).not.toContain('uji.3')
    expect(await api.get(`/api/unit/uji.3/people?agency=${AGENCY}`)).toMatchObject({ status: 404, body: { near: ['UJI.1', 'UJI.2'] } })
  })

  it('of a report are those that can be counted by hand', async () => {
    const { body } = await api.get(`/api/report/training-hours?${scope}`)
    expect(body.rows).toEqual([
      {
        unitId: 'UJI.1',
        pns: { people: 2, reached: 1, share: 0.5, hours: 24, zero: 1, excused: 0 },
        pppk: { people: 0, hours: 0, overLimit: 0, excused: 0 },
      },
      {
        unitId: 'UJI.2',
        pns: { people: 5, reached: 4, share: 0.8, hours: 84, zero: 0, excused: 0 },
        pppk: { people: 1, hours: 8, overLimit: 0, excused: 0 },
      },
    ])
  })

  it('of the overview are the very reports, with names, cohorts and one position', async () => {
    const { body } = await api.get(`/api/overview?${scope}`)
    const parts = [
      ['trainingHours', 'training-hours'],
      ['predicates', 'appraisal-distribution'],
      ['participation', 'participation'],
      ['ratings', 'program-ratings'],
    ]
    for (const [part = '', name = ''] of parts) expect(body.reports[part]).toEqual((await api.get(`/api/report/${name}?${scope}`)).body)
    expect(body.units).toEqual([
      { id: 'UJI.1', name: 'Dinas Contoh' },
      { id: 'UJI.2', name: 'Badan Percobaan' },
    ])
    expect(body.cohorts).toContainEqual({ code: 'A-1', program: 'P-1', starts: '2025-02-01', ends: '2025-02-05' })
    expect(body).toMatchObject({ agency: AGENCY, year: 2025, position: body.reports.trainingHours.position })
  })

  it('withhold the means of a cohort with fewer than five ratings', async () => {
    const { body } = await api.get(`/api/report/program-ratings?${scope}`)
    expect(body.rows).toMatchObject([
      { cohortId: 'A-1', responses: 5, material: 4, method: 3 },
      { cohortId: 'A-2', responses: 1, material: null, method: null, suppressed: true },
    ])
    expect((await api.get(`/api/program/P-2?${scope}`)).text).not.toContain('Bagus')
  })

  it('list every report with titles and columns', async () => {
    const { body } = await api.get('/api/reports')
    const names = body.reports.map(({ name }: { readonly name: string }) => name)
    expect(names).toEqual(expect.arrayContaining(['training-hours', 'staff-list', 'mentoring']))
    expect(body.reports[0]).toMatchObject({ title: { id: expect.any(String), en: expect.any(String) }, columns: expect.any(Array) })
  })
})

describe('a program', () => {
  it('shows its cohorts with turnout and ratings, and why its curriculum changed', async () => {
    const { body } = await api.get(`/api/program/P-1?${scope}`)
    expect(body.program).toMatchObject({ code: 'P-1', name: 'Pelatihan Contoh', hours: 24 })
    expect(body.cohorts).toMatchObject([
      { code: 'A-1', quota: 30, turnout: { enrolled: 6, attended: 5, absent: 1, withdrawn: 0 }, ratings: { responses: 5 } },
    ])
    expect(body.curriculum).toMatchObject([
      {
        type: 'CurriculumChanged',
        effectiveOn: '2025-03-10',
        data: { version: '2', findingsFrom: ['A-1'] },
        personal: { change: 'Lebih banyak latihan', because: 'Nilai metode rendah', by: 'BKPSDM' },
      },
    ])
  })

  it('that is not there is said to be unknown', async () => {
    expect(await api.get(`/api/program/NONE?${scope}`)).toMatchObject({ status: 404, body: { code: 'unknown.program' } })
  })
})

describe('people', () => {
  it('of a unit are named, each with the id that opens the page', async () => {
    const { body } = await api.get(`/api/unit/UJI.1/people?agency=${AGENCY}`)
    expect(body.unit).toEqual({ id: 'UJI.1', name: 'Dinas Contoh' })
    expect(body.people).toMatchObject([
      { nip: SITI, name: 'Siti Contoh', grade: 'III/b', level: 'ahli_muda', status: 'PNS' },
      { nip: BUDI, name: 'Budi Contoh', grade: 'III/a', positionId: null },
    ])
    expect(body.base).toEqual({ people: 2, erased: 0 })
    expect(await api.get(`/api/unit/NONE/people?agency=${AGENCY}`)).toMatchObject({ status: 404 })
  })

  it('are found by number, with or without blanks', async () => {
    const found = await api.find(` '${SITI.slice(0, 8)} ${SITI.slice(8, 14)} ${SITI.slice(14, 15)} ${SITI.slice(15)}`)
    expect(found).toEqual({ status: 200, body: { career: office.home.vault.careerId(valid(EmployeeNumber, SITI)) } })
    expect(await api.find('198504122010032999')).toMatchObject({ status: 404, body: { code: 'unknown.person' } })
    expect(await api.find('12345')).toMatchObject({ status: 400, body: { faults: [{ argument: 'number' }] } })
  })

  it('have a timeline of every event: dates, actor, basis, source', async () => {
    const { body } = await page(SITI)
    expect(body.person).toEqual({ number: SITI, name: 'Siti Contoh' })
    expect(body.employments).toMatchObject([
      { agency: AGENCY, active: true, grade: 'III/b', positionName: 'Analis Contoh', unitName: 'Dinas Contoh' },
    ])
    expect(body.employments[0].hours[0]).toEqual({ year: 2025, hours: 24 })
    const promoted = body.entries.find(({ type }: { readonly type: string }) => type === 'Promoted')
    expect(promoted).toMatchObject({
      effectiveOn: '2021-04-01',
      ground: { kind: 'imported', actor: 'import:bkpsdm' },
      source: { file: 'golongan', row: 1 },
      data: { grade: 'III/b', decree: { number: 'SK/UJI/1', date: '2021-03-15' } },
      state: 'holds',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(body.cohorts).toEqual({ 'A-1': { program: 'P-1', name: 'Pelatihan Contoh' }, 'A-2': { program: 'P-2', name: 'Seminar Contoh' } })
    expect(body.units).toEqual({ 'UJI.1': 'Dinas Contoh' })
    // What happened in a cohort holds from its end.
    expect(body.entries.find(({ type }: { readonly type: string }) => type === 'Attended')).toMatchObject({ effectiveOn: '2025-02-05' })
  })

  it('see corrected and annulled entries marked, linked and kept', async () => {
    expect(await office.receive(CORRECTION, 'Jam salah hitung')).toBeGreaterThan(0)
    const corrected = (await page(RINA)).body.entries
    const first = corrected.find(({ type, does }: Entry) => type === 'Attended' && does === 'states')
    const second = corrected.find(({ does }: Entry) => does === 'corrects')
    expect(first).toMatchObject({ state: 'corrected', data: { hours: 4 }, later: [{ id: second.id, does: 'corrects' }] })
    expect(second).toMatchObject({ state: 'holds', type: 'Attended', about: first.id, reason: 'Jam salah hitung', data: { hours: 6 } })

    await annul(RINA, first.id, second.id)
    const after = (await page(RINA)).body.entries
    const third = after.find(({ does }: Entry) => does === 'annuls')
    expect(after.find(({ id }: Entry) => id === first.id)).toMatchObject({ state: 'annulled' })
    expect(after.find(({ id }: Entry) => id === second.id)).toMatchObject({ state: 'annulled' })
    expect(third).toMatchObject({ state: 'holds', type: 'Attended', about: first.id, reason: 'Orang lain' })
    expect(after).toHaveLength(corrected.length + 1)
  })

  it('who were erased keep their dates and lose their name', async () => {
    const other = await openOffice()
    await other.receive(FIRST)
    await right(other.home.readModels.catchUp())
    const career = other.home.vault.careerId(valid(EmployeeNumber, BUDI))
    await right(other.home.keys.destroy([careerStream(career)]))
    const again = openApp(await right(openStores(other.home.dir, {})))
    const { body, text } = await again.get(`/api/person/${career}`)
    expect(body.person).toBe('erased')
    expect(body.entries[0]).toMatchObject({ type: 'Appointed', closed: 'erased', personal: null, effectiveOn: '2015-03-01' })
    expect(text).not.toContain('Budi')
    expect((await again.get(`/api/unit/UJI.1/people?agency=${AGENCY}`)).body.base).toEqual({ people: 1, erased: 1 })
    await again.close()
    await other.close()
  })
})

describe('what callers send', () => {
  it('is refused by field, never by value', async () => {
    const reply = await api.get(`/api/report/training-hours?agency=${AGENCY}&year=20x5&asOf=2025-02-30`)
    expect(reply.status).toBe(400)
    expect(reply.type).toContain('application/problem+json')
    expect(reply.body.faults.map(({ argument }: { readonly argument: string }) => argument).sort()).toEqual(['asOf', 'year'])
    expect(reply.text).not.toContain('20x5')
    expect(await api.get('/api/overview')).toMatchObject({ status: 400, body: { faults: [{ argument: 'agency' }] } })
    expect(await api.get('/api/person/zzz')).toMatchObject({ status: 400, body: { faults: [{ argument: 'career' }] } })
  })

  it('that names nothing known is answered in words', async () => {
    expect(await api.get(`/api/report/none?${scope}`)).toMatchObject({ status: 404, body: { code: 'unknownReport' } })
    expect(await api.get('/api/report/training-hours?agency=lain&year=2025')).toMatchObject({
      status: 404,
      body: { code: 'unknown.agency' },
    })
    expect(await api.get('/api/nothing')).toMatchObject({ status: 404, body: { code: 'notFound' } })
    expect(await api.get(`/api/person/${'0'.repeat(32)}`)).toMatchObject({ status: 404, body: { code: 'unknown.person' } })
  })

  it('must name this machine, and may not come from a foreign page', async () => {
    const from = (headers: Record<string, string>) => api.app.inject({ method: 'GET', url: '/api/agencies', headers })
    expect((await from({ host: 'jejak.example' })).statusCode).toBe(403)
    expect((await from({ host: '127.0.0.1:4000', origin: 'http://jejak.example' })).statusCode).toBe(403)
    const own = await from({ host: '[::1]:4000', origin: 'http://[::1]:4000' })
    expect(own.statusCode).toBe(200)
    expect(own.headers).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': 'nosniff',
    })
    expect(own.headers['access-control-allow-origin']).toBeUndefined()
  })

  it('is not logged: no number, no query, no id', async () => {
    await api.find(SITI)
    await page(SITI)
    const log = logged.join('')
    expect(log).toContain('/api/find-person')
    expect(log).toContain('/api/person/:career')
    for (const secret of [SITI, 'Siti', office.home.vault.careerId(valid(EmployeeNumber, SITI)), 'agency='])
      expect(log).not.toContain(secret)
  })
})

describe('a running server', () => {
  it('answers with what was appended to who waits for its position', async () => {
    const own = await openOffice()
    await own.receive(FIRST)
    const server = await right(startServer({ home: own.home, operations: quiet(), webRoot: '/nowhere', port: 0 }))
    for (const cohort of ['A-3', 'A-4', 'A-5']) {
      await own.receive(another(cohort, BUDI))
      const token = await right(own.home.events.head())
      const reply = await fetch(`${server.url}/api/report/training-hours?${scope}&waitFor=@${token}`)
      expect(reply.status).toBe(200)
      expect((await reply.json()).position).toBeGreaterThanOrEqual(token)
    }
    expect((await fetch(`${server.url}/api/report/training-hours?${scope}&waitFor=soon`)).status).toBe(400)
    await server.close()
    await own.close()
  })

  it('tells open pages of a change, ends their streams when it stops, and frees its port', async () => {
    const other = await openOffice()
    await other.receive(FIRST)
    const options = { home: other.home, operations: quiet(), webRoot: '/nowhere' }
    const server = await right(startServer({ ...options, port: 0 }))
    const port = Number(new URL(server.url).port)
    expect(await startServer({ ...options, port })()).toMatchObject(E.left({ tag: 'PortTaken', port }))

    await until(async () => (await (await fetch(`${server.url}/health/ready`)).json()).checks.readModels.position > 0)
    const stream = await fetch(`${server.url}/api/changes`)
    expect(stream.headers.get('content-type')).toContain('text/event-stream')
    const heard: string[] = []
    const ended = (async () => {
      for await (const chunk of stream.body ?? []) heard.push(Buffer.from(chunk).toString('utf8'))
    })()
    await other.receive(another('A-3', BUDI))
    const appended = Date.now()
    await until(async () => heard.join('').includes('event: change'))
    expect(Date.now() - appended).toBeLessThan(1000)
    const change = JSON.parse(/^data: (.*)$/m.exec(heard.join(''))?.[1] ?? '{}')
    expect(change).toMatchObject({ agencies: [AGENCY] })
    expect(change.position).toBeGreaterThan(0)

    const closing = Date.now()
    await server.close()
    await ended
    expect(Date.now() - closing).toBeLessThan(2000)
    const second = await right(startServer({ ...options, port }))
    expect(second.url).toBe(server.url)
    await second.close()
    await other.close()
  })
})

interface Entry {
  readonly id: string
  readonly type: string
  readonly does: string
}

const page = async (number: string) => api.get(`/api/person/${(await api.find(number)).body.career}`)

const annul = async (number: string, root: string, saw: string): Promise<void> => {
  const career = valid(CareerId, (await api.find(number)).body.career)
  const id = valid(EventId, randomUUID())
  await right(
    transact({ store: office.home.events, vault: office.home.vault }, careerStream(career), () =>
      E.right([
        {
          type: 'Annulled',
          id,
          agency: valid(AgencyCode, AGENCY),
          effectiveOn: null,
          ground: { kind: 'imported', actor: valid(Actor, 'import:bkpsdm') },
          reason: 'Orang lain',
          source: null,
          correlationId: id,
          causationId: id,
          root: valid(EventId, root),
          saw: valid(EventId, saw),
        },
      ]),
    ),
  )
}

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 15_000
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('waited too long')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Codes of every form, long tables in pages, compressed answers, and what is said of figures that lag, over a real data folder. */
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LARGE, LARGE_PEOPLE, ODD, ODD_CODES } from '../test/oddOffice.js'
import { AGENCY, CORRECTION, FIRST, type Office, openOffice, quiet, right } from '../test/office.js'
import { buildApp } from './app.js'
import { watchChanges } from './Changes.js'
import { servedOf } from './Served.js'

const HOST = { host: 'localhost:4000' }

const serve = (home: Office['home'], watchOnly: boolean) => {
  const operations = quiet()
  const served = servedOf(home, operations, watchOnly)
  const changes = watchChanges(served, () => undefined)
  const app = buildApp({
    served,
    changes,
    webRoot: '/nowhere',
    logger: pino({ level: 'silent' }),
    metrics: operations.metrics,
  })
  return {
    app,
    get: async (url: string) => {
      const reply = await app.inject({ method: 'GET', url, headers: HOST })
      return { status: reply.statusCode, body: JSON.parse(reply.body) }
    },
    post: async (url: string, payload: Readonly<Record<string, unknown>>) => {
      const reply = await app.inject({ method: 'POST', url, headers: HOST, payload })
      return { status: reply.statusCode, body: JSON.parse(reply.body) }
    },
    close: async () => {
      await app.close()
      await changes.close()
    },
  }
}

let office: Office
let api: ReturnType<typeof serve>

beforeAll(async () => {
  office = await openOffice()
  await office.receive(ODD)
  await right(office.home.readModels.catchUp())
  api = serve(office.home, false)
})
afterAll(async () => {
  await api.close()
  await office.close()
})

describe('codes of any form', () => {
  it.each(ODD_CODES)('open the unit and the program %j by the query', async (code) => {
    const query = new URLSearchParams({ agency: AGENCY, unit: code, code, year: '2025' })
    const unit = await api.get(`/api/unit/people?${query}`)
    expect(unit).toMatchObject({ status: 200, body: { unit: { id: code }, page: { total: 1 } } })
    const program = await api.get(`/api/program?${query}`)
    expect(program).toMatchObject({ status: 200, body: { program: { code }, cohorts: [{ turnout: { attended: 1 } }] } })
  })

  it.each(ODD_CODES.filter((code) => !/^\.+$/.test(code)))('open the unit and the program %j by the path', async (code) => {
    const path = encodeURIComponent(code)
    expect(await api.get(`/api/unit/${path}/people?agency=${AGENCY}`)).toMatchObject({ status: 200, body: { unit: { id: code } } })
    expect(await api.get(`/api/program/${path}?agency=${AGENCY}&year=2025`)).toMatchObject({ status: 200, body: { program: { code } } })
  })

  it('of 200 characters reach their question, and say that nothing is there', async () => {
    const code = encodeURIComponent('府'.repeat(200))
    expect(await api.get(`/api/unit/${code}/people?agency=${AGENCY}`)).toMatchObject({ status: 404, body: { code: 'unknown.unit' } })
    expect(await api.get(`/api/program/${code}?agency=${AGENCY}`)).toMatchObject({ status: 404, body: { code: 'unknown.program' } })
  })

  it('of an agency that is not there are those of no unit or program', async () => {
    for (const path of ['/api/unit/people?unit=A/B', '/api/program?code=A/B'])
      expect(await api.get(`${path}&agency=lain`)).toMatchObject({ status: 404, body: { code: 'unknown.agency' } })
  })
})

describe('a long table', () => {
  const people = `/api/unit/people?agency=${AGENCY}&unit=${LARGE}`

  it('comes in pages that together are the whole, in the order asked for, forwards and backwards', async () => {
    for (const order of ['name', 'number'] as const) {
      const names: string[] = []
      const cursors: string[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const { body } = await api.get(`${people}&order=${order}&limit=50${cursor === '' ? '' : `&cursor=${cursor}`}`)
        expect(body.page).toMatchObject({ total: LARGE_PEOPLE, limit: 50, offset: names.length })
        expect(body.base).toEqual({ people: LARGE_PEOPLE, erased: 0 })
        expect(body.page.previous).toBe(cursors.at(-2) === undefined ? (cursors.length === 0 ? null : '0') : cursors.at(-2))
        for (const person of body.people) names.push(order === 'name' ? person.name : person.nip)
        cursor = body.page.next
        if (cursor !== null) cursors.push(cursor)
      }
      expect(names).toHaveLength(LARGE_PEOPLE)
      expect(names).toEqual([...names].sort())
    }
  })

  it('is 100 rows where no limit is named, and its last page where it became shorter than the cursor', async () => {
    expect((await api.get(people)).body.people).toHaveLength(100)
    const last = await api.get(`${people}&limit=50&cursor=5000`)
    expect(last.body).toMatchObject({ page: { offset: 100, next: null, previous: '50' } })
    expect(last.body.people).toHaveLength(30)
  })

  it('is searched by what is in the body, and never by an address', async () => {
    const search = { agency: AGENCY, unit: LARGE, order: 'name', search: 'contoh 01' }
    const found = await api.post('/api/unit/people', search)
    expect(found.body.people.map(({ name }: { readonly name: string }) => name)).toEqual(
      Array.from({ length: 10 }, (_, i) => `Orang Contoh 01${i}`),
    )
    expect(found.body.page.total).toBe(10)
    expect((await api.get(`${people}&search=contoh%2001`)).body.page.total).toBe(LARGE_PEOPLE)
  })

  it.each(['limit=0', 'limit=501', 'limit=x', 'cursor=-1', 'cursor=x', 'order=age'])(
    'refuses %s by the name of the argument',
    async (query) => {
      const { status, body } = await api.get(`${people}&${query}`)
      expect({ status, argument: body.faults[0].argument }).toEqual({ status: 400, argument: query.split('=')[0] })
    },
  )

  it('of a report is whole, unless a page of it is asked for', async () => {
    const report = `/api/report/staff-list?agency=${AGENCY}&asOf=2025-12-31`
    const { body: whole } = await api.get(report)
    expect(whole).not.toHaveProperty('page')
    const { body: page } = await api.get(`${report}&limit=20&cursor=20`)
    expect(page.rows).toEqual(whole.rows.slice(20, 40))
    expect(page.page).toEqual({ total: whole.rows.length, offset: 20, limit: 20, next: '40', previous: '0' })
  })
})

describe('answers', () => {
  const url = `/api/unit/people?agency=${AGENCY}&unit=${LARGE}`
  const raw = (encoding: string, path = url) =>
    api.app.inject({ method: 'GET', url: path, headers: { ...HOST, 'accept-encoding': encoding } })

  it('are compressed where the caller can read that, and say the same', async () => {
    const plain = await raw('identity')
    expect(plain.headers['content-encoding']).toBeUndefined()
    const brotli = await raw('gzip, br')
    expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', vary: expect.stringMatching(/accept-encoding/i) })
    expect(brotliDecompressSync(brotli.rawPayload).toString()).toBe(plain.body)
    expect(brotli.rawPayload.length).toBeLessThan(plain.rawPayload.length / 4)
    const gzip = await raw('gzip')
    expect(gunzipSync(gzip.rawPayload).toString()).toBe(plain.body)
  })

  it('are left as they are where they are small', async () => {
    expect((await raw('br', '/api/state')).headers['content-encoding']).toBeUndefined()
  })

  it('that say what is wrong are read by every caller', async () => {
    const reply = await raw('br', '/api/unit/people?agency=lain&unit=x')
    expect([reply.statusCode, JSON.parse(reply.body).code]).toEqual([404, 'unknown.agency'])
  })
})

describe('figures that lag', () => {
  it('say so in the state of the service and in the base of each answer, until they are in', async () => {
    const asleep = await openOffice()
    await asleep.receive(FIRST)
    await right(asleep.home.readModels.catchUp())
    // Nobody brings anything in: what workers on a queue do, and these are stopped.
    const sleeping = serve(asleep.home, true)
    const ask = async () => {
      const { body: state } = await sleeping.get('/api/state')
      const { body: report } = await sleeping.get(`/api/report/training-hours?agency=${AGENCY}&year=2025`)
      const { body: overview } = await sleeping.get(`/api/overview?agency=${AGENCY}&year=2025`)
      return { state: state.behind, report: report.base.behind, overview: overview.base.trainingHours.behind }
    }
    expect(await ask()).toEqual({ state: 0, report: undefined, overview: undefined })
    const before = await right(asleep.home.events.head())
    await asleep.receive(CORRECTION, 'contoh')
    const events = (await right(asleep.home.events.head())) - before
    expect(events).toBeGreaterThan(0)
    expect(await ask()).toEqual({ state: events, report: events, overview: events })
    await right(asleep.home.readModels.catchUp())
    expect(await ask()).toEqual({ state: 0, report: undefined, overview: undefined })
    await sleeping.close()
    await asleep.close()
  })
})

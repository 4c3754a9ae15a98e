/** Over HTTP as at every door: a rating of earlier is withheld where it would tell what one more has said since. */
import { openOperations } from '@jejak/worker/operations'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AGENCY, FIRST, type Office, openOffice, RINA, right } from '../test/office.js'
import { buildApp } from './app.js'
import { watchChanges } from './Changes.js'
import { servedOf } from './Served.js'

let office: Office
let before = 0
const open = (home: Office['home']) => {
  const logger = pino({ level: 'silent' })
  const operations = openOperations({ logLevel: 'silent', readyLag: 60 }, logger)
  const served = servedOf(home, operations)
  const changes = watchChanges(served, () => undefined)
  return { app: buildApp({ served, changes, webRoot: '/nowhere', logger, metrics: operations.metrics }), changes }
}
let api: ReturnType<typeof open>

beforeAll(async () => {
  office = await openOffice()
  await office.receive(FIRST)
  before = await right(office.home.readModels.catchUp())
  const { peserta = [], rating = [], ...rest } = FIRST
  await office.receive({ ...rest, peserta: [...peserta, `A-1,${RINA},hadir,20,`], rating: [...rating, `A-1,${RINA},1,1,1,1,1,`] })
  await right(office.home.readModels.catchUp())
  api = open(office.home)
})
afterAll(async () => {
  await api.app.close()
  await api.changes.close()
  await office.close()
})

const get = async (url: string) => JSON.parse((await api.app.inject({ method: 'GET', url, headers: { host: 'localhost:4000' } })).body)

describe('a rating of an earlier position', () => {
  const asked = `agency=${AGENCY}&year=2025`

  it('is withheld in the report and on the first page', async () => {
    const knownAt = encodeURIComponent(`@${before}`)
    const today = (await get(`/api/report/program-ratings?${asked}`)).rows[0]
    expect(today).toMatchObject({ cohortId: 'A-1', material: expect.any(Number) })
    const withheld = { cohortId: 'A-1', responses: today.responses - 1, material: null, relevance: null, suppressed: true }
    expect((await get(`/api/report/program-ratings?${asked}&knownAt=${knownAt}`)).rows[0]).toMatchObject(withheld)
    expect((await get(`/api/overview?${asked}&knownAt=${knownAt}`)).reports.ratings.rows[0]).toMatchObject(withheld)
  })
})

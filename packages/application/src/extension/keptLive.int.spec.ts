/** Facts of an extension reach figures through a worker and read models in Redis. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type OwnServer, startOwnRedis } from '@jejak/testing/redis'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { AGENCY, must, newFolder } from '../../test/office.js'
import { openDeployment } from '../index.js'
import { loadExtensions } from './loadExtensions.js'

const dir = newFolder()
const awards = new URL('../../../../examples/awards/', import.meta.url)
let views: OwnServer
beforeAll(async () => {
  views = await startOwnRedis()
})
afterAll(async () => {
  await views?.stop()
  rmSync(dir, { recursive: true, force: true })
})

it('a worker keeps them live in Redis', async () => {
  const { extensions } = await must(loadExtensions([new URL('dist/awards.js', awards).href], dir))
  const options = { home: join(dir, 'home'), environment: { JEJAK_VIEWS: `redis://${views.host}:${views.port}` }, extensions }
  const worker = await must(openDeployment(options))
  const stopping = new AbortController()
  const following = worker.follow(stopping.signal, () => undefined)()
  const office = await must(openDeployment(options))
  const { position } = await must(office.importFolder({ dir: fileURLToPath(new URL('files', awards)), agency: AGENCY }))
  const reader = await must(openDeployment({ ...options, live: true }))
  const answer = await must(reader.report({ report: 'awards.people', agency: AGENCY, year: 2025, waitFor: position }))
  expect(answer.rows).toEqual([{ unitId: 'UJI.1', awards: 1 }])
  stopping.abort()
  await following
  for (const each of [reader, office, worker]) await each.close()
})

/** A home whose keys and read models are in Redis answers as one in files does. */

import { mkdtempSync, rmSync } from 'node:fs'
import { cp, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AgencyCode, LOG_START, lastDayOfYear } from '@jejak/core'
import { openSqliteKeyStore } from '@jejak/eventstore'
import { type Asked, REPORTS, type Report } from '@jejak/reports'
import { simulateAgency } from '@jejak/simulator'
import { mustRun } from '@jejak/testing'
import { type OwnServer, startOwnRedis } from '@jejak/testing/redis'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerReport } from '../answering/answerReport.js'
import { importIntoDeployment } from '../answering/importIntoDeployment.js'
import type { DeploymentStores } from './DeploymentStores.js'
import { openStores } from './openStores.js'

const agencyOf = (text: string): AgencyCode => {
  if (AgencyCode.is(text)) return text
  throw new Error('no code')
}
const agency = agencyOf('simulasi')
const YEAR = 2025
const clock = (): number => Date.parse('2026-01-10T03:00:00Z')
const WRAPPING = { JEJAK_WRAPPING_KEY: '07'.repeat(32) }

const dir = mkdtempSync(join(tmpdir(), 'jejak-redis-home-'))
let views: OwnServer
let keys: OwnServer

beforeAll(async () => {
  views = await startOwnRedis()
  keys = await startOwnRedis({ appendonly: 'yes', appendfsync: 'always' })
})
afterAll(async () => {
  await views?.stop()
  await keys?.stop()
  rmSync(dir, { recursive: true, force: true })
})

const askedFor = (report: Report): Asked => {
  const takes = new Set<string>(report.takes)
  return {
    agency,
    ...(takes.has('year') ? { year: YEAR } : {}),
    ...(takes.has('asOf') ? { asOf: lastDayOfYear(YEAR) } : {}),
    ...(takes.has('from') ? { from: lastDayOfYear(YEAR - 1), to: lastDayOfYear(YEAR) } : {}),
    ...(takes.has('period') ? { period: `${YEAR}-07` } : {}),
  }
}

/** Every report, with the names it opens. */
const answersOf = async (home: DeploymentStores): Promise<ReadonlyMap<string, unknown>> => {
  const answers = new Map<string, unknown>()
  for (const report of REPORTS.values()) answers.set(report.name, await mustRun(answerReport(home, report.name, askedFor(report))))
  return answers
}

describe('a home with keys and read models in Redis', () => {
  it('answers every report as a home in files does, live and rebuilt', async () => {
    // 1. Two hand-overs, the second drained live.
    const files = join(dir, 'files')
    await mustRun(simulateAgency({ seed: 9, people: 60, years: 3, endYear: YEAR, dir: files, agency }))
    await mkdir(join(dir, 'first'))
    for (const name of ['pegawai', 'program']) await cp(join(files, `${name}.csv`), join(dir, 'first', `${name}.csv`))
    const inRedis = {
      ...WRAPPING,
      JEJAK_VIEWS: `redis://${views.host}:${views.port}`,
      JEJAK_KEYS: `redis://${keys.host}:${keys.port}`,
    }
    const home = await mustRun(openStores(join(dir, 'home'), inRedis, { clock }))
    await mustRun(importIntoDeployment(home, { dir: join(dir, 'first'), agency }))
    const first = await mustRun(home.readModels.catchUp())
    await mustRun(importIntoDeployment(home, { dir: files, agency }))
    expect(await mustRun(home.readModels.catchUp())).toBeGreaterThan(first)
    const live = await answersOf(home)
    await mustRun(home.readModels.rebuild())
    const rebuilt = await answersOf(home)
    // 2. The same events, with the keys and the read models in files.
    const owners = ['lookup', `agency-${agency}`]
    for await (const page of home.events.readAll(LOG_START)) if (E.isRight(page)) for (const { stream } of page.right) owners.push(stream)
    const copied = new Map<string, Uint8Array>()
    for (const [owner, key] of await mustRun(home.keys.get([...new Set(owners)]))) if (key.tag === 'wrapped') copied.set(owner, key.bytes)
    const inFile = await mustRun(openSqliteKeyStore(join(dir, 'home', 'keys.db')))
    await mustRun(inFile.createIfAbsent(copied))
    await inFile.close()
    await home.close()
    const plain = await mustRun(openStores(join(dir, 'home'), WRAPPING, { clock }))
    const expected = await answersOf(plain)
    await plain.close()
    expect(expected.size).toBeGreaterThan(10)
    expect(JSON.stringify([...expected])).toContain('"name"')
    expect(live).toEqual(expected)
    expect(rebuilt).toEqual(expected)
  })

  it('is refused with the keys missing, where events exist', async () => {
    const elsewhere = { ...WRAPPING, JEJAK_KEYS: `redis://${keys.host}:${keys.port}?prefix=empty` }
    expect(await openStores(join(dir, 'home'), elsewhere, { clock })()).toMatchObject({ left: { tag: 'OpeningRefused' } })
  })

  it('is a fault of one line where Redis is not there', async () => {
    const gone = { ...WRAPPING, JEJAK_VIEWS: 'redis://:geheim@127.0.0.1:1' }
    const home = await openStores(join(dir, 'home'), gone, { clock })()
    expect(home).toMatchObject({
      left: { tag: 'OpeningFailed', reason: expect.stringMatching(/^Redis at 127\.0\.0\.1:1 does not answer/) },
    })
    expect(JSON.stringify(home)).not.toContain('geheim')
  })
})

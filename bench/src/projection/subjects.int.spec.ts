import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runSubject } from './runSubject.js'
import { chunksOf, HoursByCohort } from './Subject.js'
import { SUBJECTS } from './subjects.js'

const SIZE = 480

/** The read model said again: every attendance of the log, added up. */
const expected = () => {
  const hours = new HoursByCohort()
  for (const { drafts } of chunksOf(SIZE)) for (const { type, data } of drafts) if (type === 'Attended') hours.add(data)
  return hours.totals()
}

describe('the programs that are compared', () => {
  let dir = ''
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'jejak-subjects-'))
  })
  afterAll(() => rmSync(dir, { recursive: true, force: true }))

  // Threads and Redis are ways of the same subject, which have tests where they are made.
  const once = Object.keys(SUBJECTS).filter((name) => !name.endsWith('-threads') && !name.endsWith('-redis'))
  it.each(once)('%s fills a log and makes the read model that all make', async (subject) => {
    const home = mkdtempSync(join(dir, 'home-'))
    const run = (fill: boolean, rebuilds: number) =>
      runSubject({ subject, work: { fill, rebuilds, append: false }, size: SIZE, dir: home, server: '', limitSeconds: 60 })
    const durable = SUBJECTS[subject]?.durable === true
    if (durable) expect(E.isRight(await run(true, 0))).toBe(true)
    const measured = await run(!durable, 1)
    expect(E.isRight(measured) && measured.right.totals).toEqual(expected())
    expect(expected().attended).toBeGreaterThan(SIZE / 10)
  })
})

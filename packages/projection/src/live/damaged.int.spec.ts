/** Read models that contradict themselves: whatever is asked of them ends. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { lastDayOfYear } from '@jejak/core'
import { arbitraryLog, growingLog, testViews } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openReadModels } from '../openReadModels.js'
import type { ReadModels } from '../ReadModels.js'
import { openSqliteViewStore } from '../store/sqlite/openSqliteViewStore.js'

const [LOG = []] = fc.sample(
  arbitraryLog({ maxSteps: 40 }).filter(({ length }) => length > 20),
  { seed: 7, numRuns: 1 },
)
const HEAD = LOG.at(-1)?.position

let dir = ''
let files = 0
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'jejak-damaged-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** Read models of all but the newest events, then damaged by `sql`, with all events to come. */
const damagedBy = async (sql: string): Promise<ReadModels> => {
  const path = join(dir, `views-${++files}.db`)
  const views = await openSqliteViewStore(path)()
  if (E.isLeft(views)) throw new Error(views.left.reason)
  const log = growingLog(LOG)
  log.growTo(LOG.length - 5)
  const models = await openReadModels({ events: log.events, views: views.right, standing: testViews, today: () => lastDayOfYear(2023) })()
  if (E.isLeft(models)) throw new Error(models.left.tag)
  expect(E.isRight(await models.right.catchUp()())).toBe(true)
  expect(E.isRight(await models.right.rebuild()())).toBe(true)
  const db = new DatabaseSync(path)
  db.exec(sql)
  db.close()
  log.growTo(LOG.length)
  return models.right
}

const NEWEST = '(SELECT max(number) FROM generation)'

describe('read models', () => {
  it('that say they hold more than the log are replaced by a rebuild', async () => {
    const models = await damagedBy(`UPDATE slot SET checkpoint = checkpoint + 1000 WHERE generation = ${NEWEST}`)
    expect(await models.rebuild()()).toMatchObject({ _tag: 'Right' })
    expect(await models.catchUp()()).toEqual(E.right(HEAD))
    await models.close()
  }, 30_000)

  it('that are ahead of all that can be put back to use stay in use, and this is said', async () => {
    const models = await damagedBy(`UPDATE slot SET checkpoint = checkpoint + 1000 WHERE generation = ${NEWEST}`)
    expect(await models.rollBack()()).toMatchObject({ left: { tag: 'ViewsUnavailable', reason: expect.stringContaining('jejak rebuild') } })
    await models.close()
  }, 30_000)

  it.each([
    ['have a mark for a catalogue that never was', 'UPDATE mark SET catalogue = 999999'],
    ['have partitions that stand at different catalogues', 'UPDATE slot SET catalogue = catalogue + partition'],
  ])(
    'that %s keep no catch-up from ending, and a rebuild mends them',
    async (_, sql) => {
      const marks = `INSERT INTO mark SELECT generation, partition, career, revision, catalogue, 1 FROM document WHERE generation = ${NEWEST}`
      const models = await damagedBy(`${marks}; ${sql}`)
      const caught = await models.catchUp()()
      expect(caught).not.toEqual(E.right(HEAD))
      if (E.isLeft(caught)) expect(caught.left).toMatchObject({ tag: 'ViewsUnavailable', reason: expect.stringContaining('jejak rebuild') })
      expect(await models.rebuild()()).toMatchObject({ _tag: 'Right' })
      expect(await models.catchUp()()).toEqual(E.right(HEAD))
      await models.close()
    },
    30_000,
  )
})

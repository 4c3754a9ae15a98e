import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { AgencyCode } from '@jejak/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { right } from '../run/office.spec.js'
import { SILENCE, takeLease } from './Lease.js'

const UJI = right(AgencyCode.decode('uji'))
const LAIN = right(AgencyCode.decode('lain'))

let dir = ''
let now = 0
const databases: DatabaseSync[] = []
const open = (): DatabaseSync => {
  const db = new DatabaseSync(join(dir, 'import.db'))
  databases.push(db)
  return db
}
const take = (holder: string, agency = UJI) => takeLease(open(), agency, holder, () => now)

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'jejak-lease-'))
  now = 1_790_000_000_000
})
afterEach(() => {
  for (const db of databases.splice(0)) db.close()
  rmSync(dir, { recursive: true, force: true })
})

test('one holder an agency; released, the next may have it', () => {
  const first = take('a')
  expect(take('b')).toEqual({ heldBy: process.pid })
  expect('lease' in take('c', LAIN)).toBe(true)
  if ('lease' in first) first.lease.release()
  expect('lease' in take('b')).toBe(true)
})

test('a holder that gives signs of life keeps it, a silent one loses it and is told', () => {
  const first = take('a')
  now += SILENCE - 1
  expect('lease' in first && first.lease.beat()).toBe(true)
  now += SILENCE - 1
  expect('heldBy' in take('b')).toBe(true)
  now += 1
  expect('lease' in take('b')).toBe(true)
  expect('lease' in first && first.lease.beat()).toBe(false)
  // Letting go of what one no longer holds takes nothing from the new holder.
  if ('lease' in first) first.lease.release()
  expect('heldBy' in take('c')).toBe(true)
})

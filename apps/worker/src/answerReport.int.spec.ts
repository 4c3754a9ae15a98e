/** A simulated agency in a home of its own, asked at several moments; and someone erased. */

import { mkdtempSync, rmSync } from 'node:fs'
import { cp, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answerReport, type DeploymentStores, importIntoDeployment, openStores, peopleOf } from '@jejak/application/operator'
import { AgencyCode, type CareerId, careerStream, EmployeeNumber, LogPosition } from '@jejak/core'
import type { Answer, Asked } from '@jejak/reports'
import { simulateAgency } from '@jejak/simulator'
import { mustRun } from '@jejak/testing'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runWorker } from './runWorker.js'

const codeOf = (text: string): AgencyCode => {
  if (AgencyCode.is(text)) return text
  throw new Error('no code')
}
const agency = codeOf('simulasi')
const dir = mkdtempSync(join(tmpdir(), 'jejak-worker-'))
const FIRST = Date.parse('2026-01-10T03:00:00Z')
const SECOND = Date.parse('2026-02-10T03:00:00Z')

let now = FIRST
let home: DeploymentStores
let first: Answer
let second: Answer

const staff = (asked: Partial<Asked> = {}, knownAt: string | null = null) =>
  mustRun(answerReport(home, 'staff-list', { agency, ...asked }, { knownAt }))
const hours = (knownAt: string | null = null) => mustRun(answerReport(home, 'training-hours', { agency, year: 2025 }, { knownAt }))

beforeAll(async () => {
  const files = join(dir, 'files')
  await mustRun(simulateAgency({ seed: 3, people: 40, years: 2, dir: files, agency }))
  await mkdir(join(dir, 'first'))
  await cp(join(files, 'pegawai.csv'), join(dir, 'first', 'pegawai.csv'))
  home = await mustRun(openStores(join(dir, 'home'), {}, { clock: () => now }))
  await mustRun(importIntoDeployment(home, { dir: join(dir, 'first'), agency }))
  first = await hours()
  now = SECOND
  await mustRun(importIntoDeployment(home, { dir: files, agency }))
  second = await hours()
})
afterAll(async () => {
  await home.close()
  rmSync(dir, { recursive: true, force: true })
})

const figuresOf = ({ rows, totals, base }: Answer) => ({ rows, totals, base })

describe('answerReport', () => {
  it('speaks of the whole log, and says up to where', async () => {
    expect(second.position).toBe(await mustRun(home.events.head()))
    expect(second.knownAt).toBe(`@${second.position}`)
    expect(figuresOf(second)).not.toEqual(figuresOf(first))
  })

  it('answers as things were known at a moment, once something was recorded after it', async () => {
    const between = await hours('2026-02-01T07:00:00+07:00')
    expect(figuresOf(between)).toEqual(figuresOf(first))
    expect(between.position).toBe(first.position)
    expect(between.knownAt).toBe('2026-02-01T00:00:00.000Z')
    // Nothing was recorded after this one: it is still open, and answered at the head.
    expect(await hours('2026-03-01T00:00:00Z')).toEqual(second)
  })

  it('answers the same for a moment and for its position', async () => {
    const at = await hours(`@${first.position}`)
    // As-of is today unless another day is named, and today has moved on.
    expect({ ...at, args: { ...at.args, asOf: first.asOf }, asOf: first.asOf }).toEqual(first)
    expect(await hours(`@${second.position}`)).toEqual(second)
  })

  it('names what is wrong with a question', async () => {
    expect(await answerReport(home, 'staf-list', { agency })()).toMatchObject({ left: { tag: 'UnknownReport', nearest: 'staff-list' } })
    expect(await answerReport(home, 'training-hours', { agency })()).toMatchObject({
      left: { tag: 'BadArguments', faults: [{ argument: 'year' }] },
    })
    expect(await answerReport(home, 'staff-list', { agency: codeOf('lain') })()).toMatchObject({
      left: { tag: 'UnknownAgency', known: [agency] },
    })
    expect(await answerReport(home, 'staff-list', { agency }, { knownAt: 'now' })()).toMatchObject({ left: { tag: 'BadKnownAt' } })
  })

  it('waits for a position, and says so when it does not come', async () => {
    const ask = (waitFor: LogPosition, waitMs: number) =>
      answerReport(home, 'training-hours', { agency, year: 2025 }, { waitFor, waitMs, catchUp: false })()
    const head = await mustRun(home.events.head())
    expect(await ask(head, 0)).toEqual(E.right(second))
    const after = head + 1
    if (!LogPosition.is(after)) throw new Error('no position')
    expect(await ask(after, 20)).toEqual(E.left({ tag: 'NotYet', position: head, waitedFor: after }))
  })

  it('gives another process on the same home the same answer', async () => {
    const other = await mustRun(openStores(join(dir, 'home'), {}, { clock: () => now, create: false }))
    const answer = await mustRun(answerReport(other, 'training-hours', { agency, year: 2025 }))
    await other.close()
    expect(answer).toEqual(second)
  })

  it('follows the log until it is told to stop', async () => {
    const stopping = new AbortController()
    const ended = runWorker(home, stopping.signal, { ready: () => stopping.abort() })
    expect(E.isRight(await ended)).toBe(true)
  })

  it('counts an erased person apart and names nobody in his place', async () => {
    const before = await staff()
    const [gone] = before.rows ?? []
    const career = careerNamed(String(gone?.['nip']))
    await mustRun(home.keys.destroy([careerStream(career)]))
    // A process that has not opened the key before.
    const other = await mustRun(openStores(join(dir, 'home'), {}, { clock: () => now }))
    const after = await mustRun(answerReport(other, 'staff-list', { agency }))
    expect((await mustRun(peopleOf(other, [career]))).get(career)).toBe('erased')
    const same = await mustRun(answerReport(other, 'training-hours', { agency, year: 2025 }))
    await other.close()
    expect(after.base?.['erased']).toBe(1)
    expect(after.rows).toEqual(before.rows?.slice(1))
    expect(figuresOf(same)).toEqual(figuresOf(second))
  })
})

/** The stream of a number, by the vault of the home. */
const careerNamed = (text: string): CareerId => {
  if (!EmployeeNumber.is(text)) throw new Error('no number')
  return home.vault.careerId(text)
}

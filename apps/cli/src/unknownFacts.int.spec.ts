/** A log with facts of types that nobody here knows: of an extension that is not loaded, or of a newer program. */
import { join } from 'node:path'
import { openRecords } from '@jejak/application/operator'
import { LOG_START, type RecordedEvent } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeAgency } from '../test/agency.js'
import { here } from '../test/here.js'
import { temporary } from '../test/jejak.js'

const { dir, forget } = temporary()
const home = join(dir, 'home')
const jejak = (...args: ReadonlyArray<string>) => here([...args, '--home', home])

/** Appends events of types that nobody knows after those of one kind of stream, as another program would. */
const appendStrange = async (kind: string, type: string, more: Readonly<Record<string, unknown>> = {}): Promise<RecordedEvent> => {
  const records = await openRecords(home, {})()
  if (E.isLeft(records)) return expect.fail(records.left.reason)
  const { events, close } = records.right
  let last: RecordedEvent | null = null
  for await (const page of events.readAll(LOG_START))
    if (E.isRight(page)) for (const event of page.right) if (event.stream.startsWith(`${kind}-`)) last = event
  if (last === null) return expect.fail(`no stream of ${kind}`)
  const { stream, meta } = last
  const { recordedAt: _, hash: __, previousHash: ___, ...draft } = meta
  const ends = await events.ends([stream])()
  const end = E.isRight(ends) ? ends.right.get(stream) : undefined
  if (end === undefined) return expect.fail('no end')
  const id: typeof last.id = Object(`00000000-0000-4000-8000-${String(strange++).padStart(12, '0')}`).toString()
  const appended = await events.append(stream, end, [
    {
      id,
      type,
      schema: type === 'Annulled' || type === 'Corrected' ? 1 : 3,
      data: { medal: 'Contoh', ...more },
      sealed: null,
      meta: draft,
    },
  ])()
  await close()
  expect(E.isRight(appended)).toBe(true)
  return { ...last, id }
}
let strange = 1

beforeAll(async () => {
  const { code } = await here(['import', writeAgency(join(dir, 'files')), '--agency', 'uji', '--home', home])
  expect(code).toBe(0)
})
afterAll(forget)

const answer = async (report: string) => {
  const { out, err, code } = await jejak(
    'report',
    report,
    ...(['staff-list', 'talent-grid'].includes(report) ? [] : ['--year', '2025']),
    '--format',
    'json',
  )
  expect([code, err]).toEqual([0, ''])
  const { position: _, knownAt: __, base, ...rest } = JSON.parse(out)
  return { base, rest }
}

it('counts them in the base of every report, live, rebuilt and in the past, changes no other figure, and parks nothing', async () => {
  const reports = ['training-hours', 'staff-list', 'budget', 'talent-grid']
  const before = await Promise.all(reports.map(answer))
  for (const { base } of before) expect(base?.unknownFacts).toBeUndefined()
  const { id } = await appendStrange('career', 'awards.Given')
  await appendStrange('career', 'Levitated')
  await appendStrange('program', 'awards.Founded')
  await appendStrange('agency', 'Levitated')
  for (const rebuilt of [false, true]) {
    if (rebuilt) expect((await jejak('rebuild')).code).toBe(0)
    for (const [i, report] of reports.entries()) {
      const { base, rest } = await answer(report)
      expect({ base, rest }).toEqual({ base: { ...before[i]?.base, unknownFacts: 4 }, rest: before[i]?.rest })
    }
  }
  const first = JSON.parse((await jejak('report', 'training-hours', '--year', '2025', '--format', 'json', '--known-at', '@1')).out)
  expect(first.base?.unknownFacts).toBeUndefined()

  // Annulled, it is counted no more; corrected, it is still one.
  await appendStrange('career', 'Annulled', { root: id, saw: id })
  expect((await answer('training-hours')).base.unknownFacts).toBe(3)
  await appendStrange('career', 'Corrected', { root: id, saw: id, fact: { type: 'awards.Given', schema: 4, data: {} } })
  expect((await answer('training-hours')).base.unknownFacts).toBe(4)
})

it('names them in what doctor finds, by type, as a note', async () => {
  const { out, code } = await jejak('doctor')
  expect(code).toBe(0)
  expect(out).toMatch(/note +1 fact of type awards\.Given, which is not known here/)
  expect(out).toMatch(/note +2 facts of type Levitated/)
})

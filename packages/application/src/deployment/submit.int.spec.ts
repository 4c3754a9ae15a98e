import { rmSync } from 'node:fs'
import { Actor, type CareerId, CommandCodec, careerStream, NATIONAL, shippedParameters } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AGENCY, FIRST, must, NOWHERE, newFolder, openOffice, SECOND, THIRD } from '../../test/office.js'
import type { Submission } from '../wire/Submission.js'
import type { Deployment } from './Deployment.js'
import { openDeployment } from './openDeployment.js'

const dir = newFolder()
let deployment: Deployment
let first: CareerId
let second: CareerId
beforeAll(async () => {
  deployment = await openOffice(dir)
  first = await must(deployment.careerByNumber(FIRST))
  second = await must(deployment.careerByNumber(SECOND))
})
afterAll(async () => {
  await deployment.close()
  rmSync(dir, { recursive: true, force: true })
})

const commandOf = (value: unknown): Submission['command'] => {
  const command = CommandCodec.decode(value)
  if (E.isLeft(command)) throw new Error(JSON.stringify(value))
  return command.right
}
const actor = ((text: string): Actor => {
  if (Actor.is(text)) return text
  throw new Error(text)
})('staff:17')

const promotion = (grade: string, on = '2024-04-01'): Submission => ({
  agency: AGENCY,
  about: { kind: 'career', career: first },
  command: commandOf({ type: 'Promote', on, data: { grade, kind: null, decree: { number: 'SK-1', date: '2024-03-01' } } }),
  actor,
  onBehalfOf: 'PPK uji',
  reason: 'made up',
  basis: 'made up',
})
const mentoring = (minutes: number): Submission => ({
  agency: AGENCY,
  about: { kind: 'career', career: first },
  command: commandOf({
    type: 'Mentor',
    on: '2025-03-01',
    data: { pair: 'M-1', mentor: second, minutes },
    personal: { topic: null, followUp: null },
  }),
  actor,
})

const faultOf = async (task: () => Promise<unknown>): Promise<unknown> => {
  const result = await task()
  return typeof result === 'object' && result !== null && 'left' in result ? result.left : result
}
const eventsOf = async (career: CareerId) => must(deployment.operator.records.events.read(careerStream(career)))

describe('submit', () => {
  it('records a decision under all that is known, with whose it is and what it rested on', async () => {
    const submitted = await must(deployment.submit(promotion('III/b')))
    expect(submitted).toMatchObject({ stream: careerStream(first), repeated: false })
    const event = (await eventsOf(first)).at(-1)
    expect(event).toMatchObject({ type: 'Promoted', id: submitted?.event, meta: { agency: AGENCY } })
    expect(event?.meta.ground).toMatchObject({ kind: 'taken', actor: 'staff:17', verdict: { policy: { name: 'rank-promotion' } } })
    const staff = await must(deployment.report({ report: 'staff-list', asOf: submitted === null ? null : deployment.today() }))
    expect(staff.rows).toContainEqual(expect.objectContaining({ nip: FIRST, grade: 'III/b' }))
  })

  it('refuses with every rule that is broken, by its code, and records nothing', async () => {
    const before = (await eventsOf(first)).length
    const { onBehalfOf: _, ...nobody } = promotion('III/b')
    const fault = await faultOf(deployment.submit(nobody))
    expect(fault).toMatchObject({ tag: 'Refused', code: 'rules' })
    expect(JSON.stringify(fault)).toContain('DUPLICATE_RANK')
    expect(JSON.stringify(fault)).toContain('PRINCIPAL_REQUIRED')
    expect((await eventsOf(first)).length).toBe(before)
  })

  it('reads the career of a mentor too', async () => {
    expect(await must(deployment.submit(mentoring(90)))).toMatchObject({ repeated: false })
    const unknown = {
      ...mentoring(90),
      command: commandOf({ ...mentoring(90).command, data: { pair: 'M-2', mentor: 'f'.repeat(32), minutes: 60 } }),
    }
    expect(await faultOf(deployment.submit(unknown))).toMatchObject({ fields: [{ code: 'MENTOR_UNKNOWN' }] })
  })

  it('refuses what an untyped caller hands in, by the name of the part', async () => {
    expect(await faultOf(deployment.submit({ ...mentoring(20), actor: Object('') }))).toMatchObject({
      tag: 'BadRequest',
      fields: [{ field: 'actor', code: 'malformed' }],
    })
  })

  it('adopts a policy of an agency that is there', async () => {
    const command = commandOf({
      type: 'AdoptPolicy',
      policy: 'training-hours',
      version: 'uji-1',
      from: '2026-01-01',
      parameters: { ...shippedParameters('training-hours', NATIONAL) },
    })
    const adoption: Submission = { ...promotion('III/b'), about: { kind: 'agency' }, command }
    expect(await must(deployment.submit(adoption, { dryRun: true }))).toBe(null)
    const submitted = await must(deployment.submit(adoption))
    expect(submitted?.repeated).toBe(false)
    expect((await must(deployment.policies(AGENCY))).at(-1)?.data).toMatchObject({ version: 'uji-1', from: '2026-01-01' })
    expect(await faultOf(deployment.submit({ ...adoption, agency: NOWHERE }))).toMatchObject({ tag: 'Unknown', code: 'agency' })
  })
})

describe('a submission with a key', () => {
  it('is recorded once, and again has the first result', async () => {
    const keyed = { ...promotion('III/c', '2025-04-01'), key: 'a-1' }
    const once = await must(deployment.submit(keyed))
    const before = (await eventsOf(first)).length
    // Something else came in between: the stream has moved on.
    await must(deployment.submit(promotion('III/d', '2026-04-01')))
    expect(await must(deployment.submit(keyed))).toEqual({ ...once, repeated: true })
    expect((await eventsOf(first)).length).toBe(before + 1)
  })

  it('is refused where another stands under the key, whatever the difference', async () => {
    const keyed = { ...promotion('IV/a', '2026-06-01'), key: 'a-2' }
    await must(deployment.submit(keyed))
    const before = (await eventsOf(first)).length
    for (const other of [
      { ...promotion('IV/b', '2026-06-01'), key: 'a-2' },
      { ...keyed, reason: 'another' },
      { ...keyed, basis: 'another' },
    ])
      expect(await faultOf(deployment.submit(other))).toMatchObject({ tag: 'Refused', code: 'repeatedKey' })
    expect((await eventsOf(first)).length).toBe(before)
  })

  it('is another one of another actor, or about another person', async () => {
    const third = await must(deployment.careerByNumber(THIRD))
    const session = { ...mentoring(30), command: commandOf({ ...mentoring(30).command, on: '2025-05-01' }), key: 'a-3' }
    const about = await must(deployment.submit(session))
    const else_ = await must(deployment.submit({ ...session, about: { kind: 'career', career: third } }))
    expect(else_?.event).not.toBe(about?.event)
  })

  it('is recorded once by two who submit it at the same moment', async () => {
    const other = await must(openDeployment({ home: deployment.operator.records.dir }))
    const keyed = { ...mentoring(45), command: commandOf({ ...mentoring(45).command, on: '2025-06-01' }), key: 'a-4' }
    const before = (await eventsOf(first)).length
    const both = await Promise.all([deployment, other].map((each) => must(each.submit(keyed))))
    await other.close()
    expect(new Set(both.map((each) => each?.event)).size).toBe(1)
    expect(both.map((each) => each?.position)).toEqual([both[0]?.position, both[0]?.position])
    expect((await eventsOf(first)).length).toBe(before + 1)
  })

  it('is refused in a deployment opened for reading only', async () => {
    const reader = await must(openDeployment({ home: deployment.operator.records.dir, readOnly: true }))
    expect(await faultOf(reader.submit(mentoring(15)))).toMatchObject({ tag: 'Refused', code: 'readOnly' })
    await reader.close()
  })
})

describe('an annulment', () => {
  it('of an appointment leaves somebody without a name, whom nobody erased', async () => {
    const third = await must(deployment.careerByNumber(THIRD))
    const [appointed] = await eventsOf(third)
    const command = commandOf({ type: 'Annul', root: appointed?.id, saw: appointed?.id })
    await must(deployment.submit({ ...promotion('III/b'), about: { kind: 'career', career: third }, command }))
    const page = await must(deployment.person(third))
    expect(page.person).toBe('notAppointed')
    expect(page.entries[0]).toMatchObject({ type: 'Appointed', state: 'annulled', personal: { number: THIRD } })
  })
})

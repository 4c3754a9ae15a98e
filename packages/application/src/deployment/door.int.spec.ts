import { rmSync } from 'node:fs'
import { type CareerId, careerStream } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { AGENCY, FIRST, must, newFolder, openOffice } from '../../test/office.js'
import { Fault } from '../fault/Fault.js'
import type { Deployment } from './Deployment.js'
import { openDeployment } from './openDeployment.js'

const dir = newFolder()
let deployment: Deployment
let first: CareerId
beforeAll(async () => {
  deployment = await openOffice(dir)
  first = await must(deployment.careerByNumber(FIRST))
})
afterAll(async () => {
  await deployment.close()
  rmSync(dir, { recursive: true, force: true })
})

/** Asked as a program without types asks: whatever comes back is a fault of the closed union, or it would throw here. */
const faultOf = async (ask: (...given: never[]) => () => Promise<E.Either<unknown, unknown>>, ...given: unknown[]): Promise<Fault> => {
  const answer = await Reflect.apply(ask, undefined, given)()
  if (E.isLeft(answer) && Fault.is(answer.left)) return answer.left
  throw new Error(`no fault: ${JSON.stringify(answer)}`)
}

const NOTHING = [null, undefined, 5, 'A B', [], {}]

it('answers whatever is no request with a fault, and throws nothing', async () => {
  const { report, peopleBehind, person, careerByNumber, overview, program, unit, unitNames, catalogue, policies, importFolder } = deployment
  for (const ask of [report, peopleBehind, person, careerByNumber, overview, program, unit, unitNames, catalogue, policies, importFolder])
    for (const given of NOTHING) expect((await faultOf(ask, given)).tag).toBe('BadRequest')
  for (const given of NOTHING) expect(await faultOf(deployment.submit, given)).toMatchObject({ code: 'arguments' })
  expect((await faultOf(deployment.parked, null)).tag).toBe('BadRequest')
  for (const given of [{}, { home: 1 }, { home: '' }]) expect(await faultOf(openDeployment, given)).toMatchObject({ code: 'arguments' })
  for (const extensions of ['x', [null], [{}], [{ ...PARTS, facts: [null] }]])
    expect(await faultOf(openDeployment, { home: dir, extensions })).toMatchObject({ code: 'extensions' })
})
const PARTS = { name: 'broken', version: '1', facts: [], policies: [], rules: [], reports: [], files: [] }

it('reads arguments as texts too, and says of each what it should be', async () => {
  const asText = await Reflect.apply(deployment.report, undefined, [{ report: 'training-hours', year: '2025', waitFor: '@1' }])()
  expect(asText).toEqual(await deployment.report({ report: 'training-hours', year: 2025 })())
  expect(await faultOf(deployment.report, { report: 'training-hours', year: 'x', unit: {} })).toMatchObject({
    fields: [{ field: 'year' }, { field: 'unit' }],
  })
  // No cell asks for no figure in its place.
  expect(await faultOf(deployment.peopleBehind, { report: 'training-hours', year: 2025 }, null)).toMatchObject({
    fields: [{ field: 'who' }],
  })
})

it('records nothing that its codec does not read, and names the place alone', async () => {
  const command = {
    type: 'Promote',
    on: '2024-04-01',
    data: { grade: 'III/b', kind: null, decree: { number: 'SK-1', date: '2024-03-01' } },
  }
  const decision = {
    agency: AGENCY,
    about: { kind: 'career', career: first },
    command,
    actor: 'staff:1',
    onBehalfOf: 'PPK',
    reason: 'x',
    basis: 'y',
  }
  const before = await must(deployment.operator.records.events.read(careerStream(first)))
  const wrong: ReadonlyArray<readonly [unknown, string]> = [
    [{ ...decision, command: { ...command, on: '2024-13-01' } }, 'command.on'],
    [{ ...decision, command: { ...command, data: { ...command.data, grade: FIRST } } }, 'command.data.grade'],
    [{ ...decision, command: { ...command, type: '__proto__' } }, 'command'],
    [{ ...decision, command: { type: 'Correct', saw: null, fact: null } }, 'command.saw'],
    [{ ...decision, about: { kind: 'cohort' } }, 'about.cohort'],
    [{ ...decision, about: { kind: 'career', career: FIRST } }, 'about.career'],
    [{ ...decision, actor: FIRST }, 'actor'],
    [{ ...decision, reason: 5 }, 'reason'],
    [{ ...decision, key: 5 }, 'key'],
    [
      {
        ...decision,
        about: { kind: 'agency' },
        command: { type: 'AdoptPolicy', policy: 'training-hours', version: 'v', from: '2026-01-01', parameters: null },
      },
      'command.parameters',
    ],
  ]
  for (const [given, field] of wrong) {
    const fault = await faultOf(deployment.submit, given)
    expect(fault).toMatchObject({ tag: 'BadRequest', code: 'arguments' })
    expect('fields' in fault && fault.fields?.map((each) => each.field)).toContain(field)
    expect(JSON.stringify(fault)).not.toContain(FIRST)
  }
  expect(await must(deployment.operator.records.events.read(careerStream(first)))).toEqual(before)
})

/** A data folder of an older build comes under the newer national versions with its next write, and not before. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDeployment } from '@jejak/application'
import { Actor, AgencyCode, CommandCodec, EmployeeNumber, TRAINING_HOURS } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { Validation } from 'io-ts'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { must } from '../test/answers.js'
import { layOut } from '../test/frozen/frozen.js'
import { here } from '../test/here.js'
import { temporary } from '../test/jejak.js'

const { dir, forget } = temporary()
afterAll(forget)

const right = <A>(read: Validation<A>): A => (E.isRight(read) ? read.right : expect.fail('not of its form'))

let count = 0
let home = ''
beforeEach(() => {
  count += 1
  home = layOut('moved', join(dir, `${count}`)).home
})

const AGENCY = 'kota-dua'
const RENEWED = ['mentoring', 'ip-asn', 'rank-promotion', 'credit-points', 'retirement-age']

const ask = async (...args: ReadonlyArray<string>): Promise<string> => {
  const { code, out, err } = await here([...args, '--agency', AGENCY, '--format', 'json', '--home', home])
  expect([args.join(' '), code, err]).toEqual([args.join(' '), 0, ''])
  return out
}
const report = (...args: ReadonlyArray<string>): Promise<string> =>
  ask('report', 'promotion-eligibility', '--period', '2025-07', '--as-of', '2025-12-31', ...args)

interface Listed {
  readonly policy: string
  readonly version: string
  readonly from: string | null
  readonly inForce: boolean
}
const inForce = async (): Promise<ReadonlyArray<readonly [string, string]>> => {
  const listed: ReadonlyArray<Listed> = JSON.parse(await ask('policy', 'list'))
  return listed.filter((each) => each.inForce).map(({ policy, version }) => [policy, version])
}
const held = async (): Promise<void> => {
  const versions = await inForce()
  expect(versions.filter(([, version]) => version === 'national-2').map(([policy]) => policy)).toEqual(RENEWED)
}

describe('an agency that holds only shipped versions', () => {
  it('comes under the newer ones with a policy it adopts; as known before it answers as before', async () => {
    expect((await inForce()).map(([, version]) => version)).toEqual(Array.from({ length: 10 }, () => 'national-1'))
    const before = await report()
    const { position, policy } = JSON.parse(before)
    expect(policy).toEqual({ name: 'rank-promotion', version: 'national-1' })

    const file = join(dir, 'hours.json')
    writeFileSync(
      file,
      JSON.stringify({ policy: 'training-hours', version: 'kota-dua-1', parameters: TRAINING_HOURS.versions['national-1'] }),
    )
    const why = ['--from', '2026-01-01', '--reason', 'made up', '--basis', 'made up']
    await ask('policy', 'adopt', file, ...why, '--dry-run')
    expect((await inForce()).filter(([, version]) => version === 'national-2')).toEqual([])

    const adopted = JSON.parse(await ask('policy', 'adopt', file, ...why))
    expect(adopted.position).toBe(position + RENEWED.length + 2)
    await held()
    expect(JSON.parse(await report()).policy).toEqual({ name: 'rank-promotion', version: 'national-2' })
    expect(await report('--known-at', `@${position}`)).toBe(before)
    await ask('policy', 'adopt', file, ...why.with(1, '2026-02-01'))
    expect(JSON.parse(await report()).position).toBe(position + RENEWED.length + 3)
  })

  it('comes under them with a decision about a person, which names the version it rests on', async () => {
    const { rows, position } = JSON.parse(await report())
    const deployment = await must(openDeployment({ home }))
    const career = await must(deployment.careerByNumber(right(EmployeeNumber.decode(rows[0].nip))))
    const decree = { number: 'SK-1', date: '2026-01-01' }
    const data = { grade: 'IV/e', kind: null, decree }
    const submission = {
      agency: right(AgencyCode.decode(AGENCY)),
      about: { kind: 'career' as const, career },
      command: right(CommandCodec.decode({ type: 'Promote', on: '2026-02-01', data })),
      actor: right(Actor.decode('staff:17')),
      onBehalfOf: 'PPK',
      reason: 'made up',
      basis: 'made up',
      key: 'one',
    }
    const submitted = await must(deployment.submit(submission))
    const { entries } = await must(deployment.person(career))
    expect(entries.find(({ id }) => id === submitted?.event)?.ground).toMatchObject({
      verdict: { policy: { name: 'rank-promotion', version: 'national-2' } },
    })
    expect(submitted?.position).toBe(position + RENEWED.length + 2)
    expect(await must(deployment.submit(submission))).toEqual({ ...submitted, repeated: true })
    await deployment.close()
    await held()
  })
})

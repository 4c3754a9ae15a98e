/** An import rests on the policies of its agency. */
import { Actor, AgencyCode, agencyStream, EventId, encode, LocalDate, POLICIES, type SealedDraft } from '@jejak/core'
import { noStream } from '@jejak/eventstore'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeVault, Office, right } from './office.spec.js'
import * as R from './rows.spec.js'
import { ANI, BUDI } from './rows.spec.js'

let office: Office
beforeEach(async () => {
  office = new Office(await makeVault())
})
afterEach(() => office.close())

const AGENCY = right(AgencyCode.decode('uji'))
const national = POLICIES['performance-predicate'].versions['national-1'].matrix

/** From 2024 on poor results with good behaviour are K, where the nation says BP. */
const adopt = async (): Promise<void> => {
  const stream = agencyStream(AGENCY)
  const id = right(EventId.decode('00000000-0000-4000-8000-00000000ad01'))
  const from = right(LocalDate.decode('2024-01-01'))
  const value = { ...national.value, 3: { ...national.value[3], 1: 'K' } }
  const { type, schema, data, meta } = encode({
    type: 'PolicyAdopted',
    id,
    agency: AGENCY,
    effectiveOn: from,
    data: { policy: 'performance-predicate', version: 'uji-1', from, parameters: { matrix: { ...national, value } } },
    personal: null,
    ground: { kind: 'imported', actor: right(Actor.decode('staff:1')) },
    reason: null,
    source: null,
    correlationId: id,
    causationId: id,
  })
  const draft: SealedDraft = { id, type, schema, data, meta, sealed: null }
  const end = right(await office.events.ends([stream])()).get(stream) ?? noStream
  right(await office.events.append(stream, end, [draft])())
}

const people = R.pegawai(R.person(ANI), R.person(BUDI))
const penilaian = R.penilaian(
  `${ANI}|2023|2023-01-01|2023-12-31|3|1|BP|${BUDI}|2024-01-10`,
  `${ANI}|2024|2024-01-01|2024-12-31|3|1|BP|${BUDI}|2025-01-10`,
  `${BUDI}|2024|2024-01-01|2024-12-31|3|1|K|${ANI}|2025-01-10`,
)

const predicates = async () =>
  (await office.facts())
    .filter(({ type }) => type === 'Appraised')
    .map(({ data }) => [data['year'], data['predicate'], data['sourcePredicate']])
    .sort()

test('the predicate is that of the matrix the agency adopted, in force in the year; what the source said is kept', async () => {
  await office.hand({ pegawai: people })
  await adopt()
  const { verdicts } = await office.hand({ pegawai: people, penilaian })
  expect(verdicts).toMatchObject({ 'penilaian 2': 'warned PREDICATE_DIFFERS' })
  expect(verdicts).not.toHaveProperty('penilaian 1')
  expect(verdicts).not.toHaveProperty('penilaian 3')
  expect(await predicates()).toEqual([
    [2023, 'BP', null],
    [2024, 'K', null],
    [2024, 'K', 'BP'],
  ])
})

test('a dry run says the same, and so does the same import again', async () => {
  await office.hand({ pegawai: people })
  await adopt()
  const dry = await office.hand({ pegawai: people, penilaian }, { dryRun: true })
  const real = await office.hand({ pegawai: people, penilaian })
  expect(dry.verdicts).toEqual(real.verdicts)
  expect((await office.hand({ pegawai: people, penilaian })).result.events).toBe(0)
})

test('without an adoption it is the national one', async () => {
  const { verdicts } = await office.hand({ pegawai: people, penilaian })
  expect(verdicts).toEqual({ 'penilaian 3': 'warned PREDICATE_DIFFERS' })
})

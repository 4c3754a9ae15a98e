/** Log and keys that do not belong together are told apart before anything is recorded. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { agencyStream, careerStream, type EventDraft, encode, LOG_START, type SealedDraft, type StreamName } from '@jejak/core'
import { AGENCY, code, day, employeeNumber, fact, happened } from '@jejak/testing'
import * as E from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { memoryEventStore } from '../memory/memoryEventStore.js'
import { type EventStore, noStream } from '../port/EventStore.js'
import { openSqliteEventStore } from '../sqlite/openSqliteEventStore.js'
import { cohortStream } from '../streams.js'
import type { KeyStore } from './KeyStore.js'
import { checkFingerprint, KEYS_STREAM, keysOfLog } from './keysOfLog.js'
import { memoryKeyStore } from './memoryKeyStore.js'
import { openVault } from './openVault.js'
import { recordingKeys } from './recordingKeys.js'
import { sealedOwners } from './sealedOwners.js'
import type { Vault } from './Vault.js'

const right = <L, A>(result: E.Either<L, A>): A => (E.isRight(result) ? result.right : expect.fail(JSON.stringify(result.left)))

const NUMBERS = ['198504122010032907', '197911032004121902', '198802292014121903'].map(employeeNumber)

const vaultOn = async (keys: KeyStore): Promise<Vault> =>
  right(await openVault({ keys, wrappingKey: new Uint8Array(32).fill(9), eventsExist: false })())

const appointed = (place: number): EventDraft =>
  happened(
    place + 1,
    '2010-03-01',
    fact(
      'Appointed',
      { status: 'PNS', sex: 'P', education: 'S1', graduationYear: null, unitId: code('U-1'), unitName: null },
      {
        number: NUMBERS[place] ?? expect.fail('no such number'),
        name: 'Rekaan',
        titleBefore: null,
        titleAfter: null,
        birthDate: day('1985-04-12'),
      },
    ),
  )

/** Somebody's first event, sealed under the keys of a vault, in the stream that the number makes. */
const sealed = async (vault: Vault, place = 0): Promise<{ readonly stream: StreamName; readonly draft: SealedDraft }> => {
  const draft = appointed(place)
  const stream = careerStream(vault.careerId(NUMBERS[place] ?? expect.fail('no such number')))
  right(await vault.ensure([stream])())
  return { stream, draft: right(vault.seal(stream, draft.id, encode(draft))) }
}

const appoint = async (events: EventStore, vault: Vault, place = 0) => {
  const { stream, draft } = await sealed(vault, place)
  return events.append(stream, noStream, [draft])()
}

const typesIn = async (events: EventStore): Promise<ReadonlyArray<string>> => {
  const found: string[] = []
  for await (const page of events.readAll(LOG_START)) found.push(...right(page).map(({ type }) => type))
  return found
}

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'jejak-keys-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

const stores: ReadonlyArray<readonly [string, () => Promise<EventStore>]> = [
  ['memory', async () => memoryEventStore()],
  ['sqlite', async () => right(await openSqliteEventStore(join(dir, 'events.db'))())],
]

describe.each(stores)('a log on %s', (_, open) => {
  it('says under which key it is written by its first event, once, however many begin at once', async () => {
    const plain = await open()
    const vault = await vaultOn(memoryKeyStore())
    const writers = NUMBERS.map(() => recordingKeys(plain, vault))
    for (const done of await Promise.all(writers.map((events, place) => appoint(events, vault, place)))) right(done)
    expect(await typesIn(plain)).toEqual(['LookupKeyRecorded', 'Appointed', 'Appointed', 'Appointed'])
    expect(right(await keysOfLog(plain, vault)())).toBe('recorded')
    await plain.close()
  })

  it('takes nothing under the keys of another home, whoever of the two was first', async () => {
    const plain = await open()
    const own = await vaultOn(memoryKeyStore())
    const other = await vaultOn(memoryKeyStore())
    const [one, two] = await Promise.all([appoint(recordingKeys(plain, own), own), appoint(recordingKeys(plain, other), other, 1)])
    const lost = [one, two].filter(E.isLeft)
    expect(lost).toMatchObject([{ left: { tag: 'Unavailable', reason: expect.stringContaining('not those of this log') } }])
    expect(await typesIn(plain)).toEqual(['LookupKeyRecorded', 'Appointed'])
    await plain.close()
  })

  it('of an earlier version gets the fingerprint with its next write, once a number was seen to make its stream', async () => {
    const plain = await open()
    const own = await vaultOn(memoryKeyStore())
    const other = await vaultOn(memoryKeyStore())
    right(await appoint(plain, own))
    expect(right(await keysOfLog(plain, own)())).toBe('fits')
    expect(right(await checkFingerprint(plain, other)())).toBeUndefined()
    expect(await keysOfLog(plain, other)()).toMatchObject({ left: { tag: 'KeyUnusable' } })
    expect(await appoint(recordingKeys(plain, other), other, 1)).toMatchObject({ left: { tag: 'Unavailable' } })
    expect(await typesIn(plain)).toEqual(['Appointed'])
    const [many] = await recordingKeys(plain, own).appendMany([
      { stream: (await sealed(own, 1)).stream, expected: noStream, drafts: [(await sealed(own, 1)).draft] },
    ])()
    right(many ?? expect.fail('no answer'))
    expect(await typesIn(plain)).toEqual(['Appointed', 'LookupKeyRecorded', 'Appointed'])
    expect(await checkFingerprint(plain, other)()).toMatchObject({ left: { tag: 'KeyUnusable' } })
    await plain.close()
  })

  it('without a number to open stays without, and takes what comes', async () => {
    const plain = await open()
    const vault = await vaultOn(memoryKeyStore())
    const { draft, stream } = await sealed(vault)
    right(await plain.append(stream, noStream, [{ ...draft, sealed: null }])())
    expect(right(await keysOfLog(plain, vault)())).toBe('untold')
    right(await appoint(recordingKeys(plain, vault), vault, 1))
    expect(await typesIn(plain)).toEqual(['Appointed', 'Appointed'])
    await plain.close()
  })

  it('is told from another by a key that makes other ids, even if persons have keys under it', async () => {
    const plain = await open()
    const keys = memoryKeyStore()
    const own = await vaultOn(keys)
    right(await appoint(plain, own))
    const crossed = await vaultOn({
      ...keys,
      get: (owners) => keys.get(owners.filter((owner) => owner !== 'lookup')),
      createIfAbsent: memoryKeyStore().createIfAbsent,
    })
    expect(await keysOfLog(plain, crossed)()).toMatchObject({ left: { tag: 'KeyUnusable' } })
    await plain.close()
  })
})

it('the fingerprint stands in a stream of the deployment and says nothing of any agency or person', async () => {
  const plain = memoryEventStore()
  const vault = await vaultOn(memoryKeyStore())
  right(await appoint(recordingKeys(plain, vault), vault))
  const [event] = right(await plain.read(KEYS_STREAM)())
  expect(event).toMatchObject({
    stream: 'deployment-keys',
    revision: 0,
    sealed: null,
    data: { fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) },
  })
  expect(event?.meta.agency).not.toBe(AGENCY)
})

describe.each(stores)('a key that is missing, on %s', (_, open) => {
  it('is made for the new, and for nobody who has something sealed in the log', async () => {
    const events = await open()
    const keys = memoryKeyStore()
    const opening = async (store: KeyStore) =>
      right(await openVault({ keys: store, wrappingKey: new Uint8Array(32).fill(9), eventsExist: false, sealed: sealedOwners(events) })())
    const vault = await opening(keys)
    right(await appoint(events, vault))
    const stream = careerStream(vault.careerId(NUMBERS[0] ?? expect.fail('no number')))
    const older: KeyStore = { ...keys, get: (owners) => keys.get(owners.filter((owner) => owner !== stream)) }
    const late = await opening(older)
    expect(await late.ensure([stream])()).toMatchObject({ left: { tag: 'KeysUnavailable', reason: expect.stringContaining(stream) } })
    right(await late.ensure([careerStream(vault.careerId(NUMBERS[1] ?? expect.fail('no number')))])())
    await events.close()
  })

  it('is taken from whoever made it and sealed under it in the meantime', async () => {
    const events = await open()
    const keys = memoryKeyStore()
    const other = await vaultOn(keys)
    let looks = 0
    // The first look is before the other process made the key, the second after it sealed.
    const racing: KeyStore = {
      ...keys,
      get: (owners) => async () => {
        looks += 1
        const found = await keys.get(owners)()
        if (looks === 2) right(await appoint(events, other))
        return found
      },
    }
    const vault = right(
      await openVault({ keys: racing, wrappingKey: new Uint8Array(32).fill(9), eventsExist: true, sealed: sealedOwners(events) })(),
    )
    const stream = careerStream(vault.careerId(NUMBERS[0] ?? expect.fail('no number')))
    const loaded = right(await vault.ensure([stream])())
    expect([loaded.destroyed.size, loaded.damaged.size, looks]).toEqual([0, 0, 3])
    const [event] = right(await events.read(stream)())
    expect(E.isRight(vault.open(event ?? expect.fail('no event')))).toBe(true)
    await events.close()
  })

  it('of an agency is not made a second time either', async () => {
    const events = await open()
    const keys = memoryKeyStore()
    const vault = await vaultOn(keys)
    const policies = agencyStream(AGENCY)
    const { draft } = await sealed(vault)
    right(await events.append(policies, noStream, [{ ...draft, sealed: null }])())
    const none = right(await sealedOwners(events)([policies])())
    expect([...none]).toEqual([])
    right(await events.append(cohortStream(AGENCY, code('C-1')), noStream, [{ ...draft, id: vault.eventId('second') }])())
    expect([...right(await sealedOwners(events)([policies])())]).toEqual([policies])
    await events.close()
  })
})

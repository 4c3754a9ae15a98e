import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CareerId, careerStream, type EventDraft, EventId, encode, type RecordedEvent, type StreamName, type ToSeal } from '@jejak/core'
import { AGENCY, arbitraryEventDraft, code, day, employeeNumber, fact, happened, person } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { memoryEventStore } from '../memory/memoryEventStore.js'
import { type EventStore, noStream } from '../port/EventStore.js'
import { openSqliteEventStore } from '../sqlite/openSqliteEventStore.js'
import { ownerOf, programStream } from '../streams.js'
import type { KeyStore } from './KeyStore.js'
import { memoryKeyStore } from './memoryKeyStore.js'
import { openSqliteKeyStore } from './openSqliteKeyStore.js'
import { openVault } from './openVault.js'
import type { Vault } from './Vault.js'
import { readWrappingKey, WRAPPING_KEY_FILE } from './wrappingKey.js'

const right = <L, A>(result: E.Either<L, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}
const WRAPPING = new Uint8Array(32).fill(9)
const NUMBER = employeeNumber('198504122010032907')
const NAME = 'Rekaan Contoh Belaka'
const STREAM = careerStream(person(1))
const OTHER = careerStream(person(2))

const appointed = happened(
  1,
  '2010-03-01',
  fact(
    'Appointed',
    { status: 'PNS', sex: 'P', education: 'S1', graduationYear: null, unitId: code('U-1'), unitName: null },
    { number: NUMBER, name: NAME, titleBefore: null, titleAfter: null, birthDate: day('1985-04-12') },
  ),
)

const open = async (keys: KeyStore, wrappingKey = WRAPPING, eventsExist = false): Promise<Vault> =>
  right(await openVault({ keys, wrappingKey, eventsExist })())

const append = async (store: EventStore, vault: Vault, stream: StreamName, draft: EventDraft): Promise<RecordedEvent> => {
  right(await vault.ensure([ownerOf(stream, draft.agency)])())
  right(await store.append(stream, noStream, [right(vault.seal(stream, draft.id, encode(draft)))])())
  const [event] = right(await store.read(stream)())
  if (event === undefined) throw new Error('not stored')
  return event
}

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'jejak-vault-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

describe('the vault', () => {
  it('opens what it sealed, for every event, and seals nothing where nothing is personal', async () => {
    const vault = await open(memoryKeyStore())
    await fc.assert(
      fc.asyncProperty(arbitraryEventDraft, async (draft) => {
        const store = memoryEventStore()
        const encoded = encode(draft)
        const event = await append(store, vault, STREAM, draft)
        expect(event.sealed === null).toBe(encoded.toSeal === null)
        const expected: ToSeal | null = encoded.toSeal === null ? null : JSON.parse(JSON.stringify(encoded.toSeal))
        expect(right(vault.open(event))).toEqual(expected)
      }),
      { numRuns: 50 },
    )
  })

  it('does not open what was altered or stands in another place', async () => {
    const vault = await open(memoryKeyStore())
    right(await vault.ensure([OTHER])())
    const event = await append(memoryEventStore(), vault, STREAM, appointed)
    const { sealed } = event
    if (sealed === null) throw new Error('not sealed')
    const broken = { _tag: 'Left', left: { tag: 'SealBroken' } }
    for (let i = 0; i < sealed.length; i += 7) {
      const altered = new Uint8Array(sealed)
      altered[i] = (altered[i] ?? 0) ^ 1
      expect(vault.open({ ...event, sealed: altered })).toMatchObject(broken)
    }
    expect(vault.open({ ...event, sealed: sealed.slice(0, 20) })).toMatchObject(broken)
    expect(vault.open({ ...event, stream: OTHER })).toMatchObject(broken)
    expect(vault.open({ ...event, id: right(E.fromPredicate(EventId.is, String)(crypto.randomUUID())) })).toMatchObject(broken)
    expect(right(vault.open(event))).toMatchObject({ personal: { name: NAME } })
  })

  it('never seals the same twice to the same bytes', async () => {
    const vault = await open(memoryKeyStore())
    right(await vault.ensure([STREAM])())
    const sealed = Array.from({ length: 2000 }, () => right(vault.seal(STREAM, appointed.id, encode(appointed))).sealed ?? [])
    expect(new Set(sealed.map((each) => Buffer.from(each).toString('hex'))).size).toBe(2000)
  })

  it('says which key is not loaded, and that a person was erased', async () => {
    const keys = memoryKeyStore()
    const vault = await open(keys)
    const event = await append(memoryEventStore(), vault, STREAM, appointed)
    const later = await open(keys, WRAPPING, true)
    expect(later.open(event)).toEqual(E.left({ tag: 'KeyNotLoaded', owner: STREAM }))
    expect(right(await later.load([STREAM, OTHER])()).destroyed.size).toBe(0)
    expect(right(later.open(event))).toMatchObject({ personal: { number: NUMBER } })
    expect(later.open({ ...event, stream: OTHER })).toEqual(E.left({ tag: 'KeyNotLoaded', owner: OTHER }))
    right(await keys.destroy([STREAM])())
    const last = await open(keys, WRAPPING, true)
    expect(right(await last.ensure([STREAM])()).destroyed).toEqual(new Set([STREAM]))
    expect(last.open(event)).toEqual(E.left({ tag: 'Erased' }))
    expect(last.seal(STREAM, appointed.id, encode(appointed))).toEqual(E.left({ tag: 'Erased' }))
  })

  it('keeps together the keys one call asked for, however many', async () => {
    const vault = await open(memoryKeyStore())
    const owners = Array.from({ length: 20_500 }, (_, n) => `career-${n.toString(16).padStart(32, '0')}`)
    right(await vault.ensure(owners)())
    const [first] = owners
    expect(vault.seal(STREAM, appointed.id, encode(appointed))).toEqual(E.left({ tag: 'KeyNotLoaded', owner: STREAM }))
    expect(right(await vault.load([first ?? ''])()).destroyed.size).toBe(0)
  })

  it('makes the same ids in every process, of their form, and different ones for different parts', async () => {
    const keys = memoryKeyStore()
    const [a, b, foreign] = [await open(keys), await open(keys, WRAPPING, true), await open(memoryKeyStore())]
    expect(CareerId.is(a.careerId(NUMBER))).toBe(true)
    expect(b.careerId(NUMBER)).toBe(a.careerId(NUMBER))
    expect(foreign.careerId(NUMBER)).not.toBe(a.careerId(NUMBER))
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 3 }), fc.array(fc.string(), { maxLength: 3 }), (x, y) => {
        const same = JSON.stringify(x) === JSON.stringify(y)
        expect(EventId.is(a.eventId(...x))).toBe(true)
        expect(a.eventId(...x)[14]).toBe('8')
        expect(a.eventId(...x) === b.eventId(...y)).toBe(same)
        expect(a.digest(...x) === b.digest(...y)).toBe(same)
      }),
    )
    expect(a.digest('ab', 'c')).not.toBe(a.digest('a', 'bc'))
    expect(a.digest('1:a')).not.toBe(a.digest('', 'a'))
  })

  it('refuses to open where events exist and the lookup key is missing, or another wrapping key is given', async () => {
    const missing = await openVault({ keys: memoryKeyStore(), wrappingKey: WRAPPING, eventsExist: true })()
    expect(missing).toMatchObject({ _tag: 'Left', left: { tag: 'KeyMissing', reason: expect.stringContaining('put back the key store') } })
    const keys = memoryKeyStore()
    await open(keys)
    for (const eventsExist of [true, false]) {
      const wrong = await openVault({ keys, wrappingKey: new Uint8Array(32), eventsExist })()
      expect(wrong).toMatchObject({ _tag: 'Left', left: { tag: 'KeyUnusable', reason: expect.stringContaining('use the wrapping key') } })
    }
    expect(await openVault({ keys, wrappingKey: new Uint8Array(31), eventsExist: false })()).toMatchObject({ left: { tag: 'KeyUnusable' } })
  })

  it('seals what is no career under the key of the agency', () => {
    expect(ownerOf(STREAM, AGENCY)).toBe(STREAM)
    expect(ownerOf(programStream(AGENCY, code('P-1')), AGENCY)).toBe(`agency-${AGENCY}`)
  })
})

describe('the wrapping key', () => {
  it('is made on the first start, for its owner alone, and read on the next, by any number of starts at once', async () => {
    const first = await Promise.all([0, 1, 2].map(() => readWrappingKey(dir, {}, false)()))
    const again = right(await readWrappingKey(dir, {}, true)())
    for (const each of first) expect(Buffer.from(right(each))).toEqual(Buffer.from(again))
    expect(again.byteLength).toBe(32)
    expect(statSync(join(dir, WRAPPING_KEY_FILE)).mode & 0o777).toBe(0o600)
    expect(readdirSync(dir)).toEqual([WRAPPING_KEY_FILE])
  })

  it('is taken from the environment in hex or base64', async () => {
    for (const encoding of ['hex', 'base64'] as const) {
      const key = right(await readWrappingKey(dir, { JEJAK_WRAPPING_KEY: Buffer.from(WRAPPING).toString(encoding) }, true)())
      expect(new Uint8Array(key)).toEqual(WRAPPING)
    }
    expect(await readWrappingKey(dir, { JEJAK_WRAPPING_KEY: 'short' }, true)()).toMatchObject({ left: { tag: 'KeyUnusable' } })
    expect(readdirSync(dir)).toEqual([])
  })

  it('is not made where events exist, nor read from a file that holds none', async () => {
    expect(await readWrappingKey(dir, {}, true)()).toMatchObject({
      left: { tag: 'KeyMissing', reason: expect.stringContaining('put back') },
    })
    expect(readdirSync(dir)).toEqual([])
    writeFileSync(join(dir, WRAPPING_KEY_FILE), 'nonsense')
    expect(await readWrappingKey(dir, {}, false)()).toMatchObject({ left: { tag: 'KeyUnusable' } })
  })
})

describe('the files of a home', () => {
  it('hold no name and no number as clear text, also not while they are open', async () => {
    const keys = right(await openSqliteKeyStore(join(dir, 'keys.db'))())
    const vault = await open(keys)
    const store = right(await openSqliteEventStore(join(dir, 'events.db'))())
    const event = await append(store, vault, careerStream(vault.careerId(NUMBER)), appointed)
    const texts = [NAME, NUMBER, NAME.split(' ')[0] ?? NAME, '19850412', '1985-04-12']
    const files = () => readdirSync(dir).map((name) => [name, readFileSync(join(dir, name))] as const)
    const found = () => files().flatMap(([name, bytes]) => texts.filter((text) => bytes.includes(text)).map((text) => `${name}: ${text}`))
    expect(found()).toEqual([])
    expect(files().map(([name]) => name)).toEqual(expect.arrayContaining(['events.db', 'events.db-wal', 'keys.db', 'keys.db-wal']))
    // It would be found if it were there.
    expect(files().some(([, bytes]) => bytes.includes('Appointed'))).toBe(true)
    expect(right(vault.open(event))).toMatchObject({ personal: { name: NAME, number: NUMBER } })
    await store.close()
    await keys.close()
    expect(found()).toEqual([])
  })

  it('hold no byte of a key that was destroyed', async () => {
    const keys = right(await openSqliteKeyStore(join(dir, 'keys.db'))())
    const bytes = crypto.getRandomValues(new Uint8Array(61))
    right(await keys.createIfAbsent(new Map([[STREAM, bytes]]))())
    const found = () => readdirSync(dir).filter((name) => readFileSync(join(dir, name)).includes(Buffer.from(bytes.slice(0, 16))))
    expect(found()).not.toEqual([])
    right(await keys.destroy([STREAM])())
    expect(found()).toEqual([])
    await keys.close()
    expect(found()).toEqual([])
  })
})

/** Others write to the same streams, and keys go, while an import runs. The overlap is made, not hoped for. */
import { Actor, AgencyCode, careerStream, EmployeeNumber, type EventDraft, encode } from '@jejak/core'
import { type EventStore, memoryKeyStore, noStream, openVault } from '@jejak/eventstore'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeVault, Office, right } from './office.spec.js'
import * as R from './rows.spec.js'
import { ANI, BUDI } from './rows.spec.js'

let office: Office
beforeEach(async () => {
  office = new Office(await makeVault())
})
afterEach(() => office.close())

const people = R.pegawai(R.person(ANI), R.person(BUDI))
const files = { pegawai: people, golongan: R.golongan(R.rank(ANI, 'III/a', '2010-03-01'), R.rank(BUDI, 'III/a', '2010-03-01')) }

/** A store in which something happens before the n-th time events are sent to it. */
const interrupted = (store: EventStore, n: number, before: () => Promise<unknown>): EventStore => {
  let sends = 0
  return {
    ...store,
    appendMany: (requests) => async () => {
      if (++sends === n) await before()
      return store.appendMany(requests)()
    },
  }
}

test('someone writes to a career in between: the rows are judged again and go in once', async () => {
  await office.hand({ pegawai: people })
  const career = careerStream(office.vault.careerId(right(EmployeeNumber.decode(ANI))))
  const command = async (): Promise<void> => {
    const id = office.vault.eventId('command', 'enrol')
    const draft: EventDraft = {
      type: 'NumberChanged',
      id,
      agency: right(AgencyCode.decode('uji')),
      effectiveOn: null,
      ground: { kind: 'noted', actor: right(Actor.decode('staff:1')) },
      reason: null,
      source: null,
      correlationId: id,
      causationId: id,
      data: {},
      personal: { number: right(EmployeeNumber.decode(ANI)) },
    }
    right(await office.vault.ensure([career])())
    const end = right(await office.events.ends([career])()).get(career) ?? noStream
    right(await office.events.append(career, end, [right(office.vault.seal(career, id, encode(draft)))])())
  }
  const { verdicts, result } = await office.hand(files, { events: interrupted(office.events, 1, command) })
  expect([verdicts, result.events]).toEqual([{ 'pegawai 1': 'known', 'pegawai 2': 'known' }, 2])
  expect((await office.facts()).map(({ type }) => type).sort()).toEqual(['Appointed', 'Appointed', 'NumberChanged', 'Promoted', 'Promoted'])
})

test('another import gets there first, past the lease: the same events are in once, whoever wrote them', async () => {
  for (const n of [1, 2, 3]) {
    const each = new Office(office.vault)
    const other = () => each.hand(files, { indexPath: `${each.home}/other.db` })
    const { verdicts } = await each.hand(files, { events: interrupted(each.events, n, other) })
    const facts = await each.facts()
    expect([facts.length, new Set(facts.map(({ id }) => id)).size]).toEqual([4, 4])
    // The same ids at the same place are a success here too, and known once the log was read again.
    for (const verdict of Object.values(verdicts)) expect(verdict).toBe('known')
    each.close()
  }
})

test('policies are adopted once, by the first import that makes an event', async () => {
  await office.hand({ pegawai: R.pegawai(R.person(ANI, { sex: 'X' })) })
  expect(await office.log()).toEqual([])
  await office.hand({ pegawai: people })
  await office.hand(files)
  await office.hand(files)
  const types = (await office.log()).filter(({ stream }) => stream === 'agency-uji').map(({ type }) => type)
  expect(types.filter((type) => type === 'Imported').length).toBe(2)
  expect(new Set(types.slice(0, types.indexOf('Imported')))).toEqual(new Set(['PolicyAdopted']))
  expect(types.slice(types.indexOf('Imported'))).toEqual(['Imported', 'Imported'])
})

test('a person whose key is destroyed is erased, before any event says so', async () => {
  const keys = memoryKeyStore()
  const open = async (eventsExist: boolean) => right(await openVault({ keys, wrappingKey: new Uint8Array(32).fill(3), eventsExist })())
  const vault = await open(false)
  await office.hand({ pegawai: people }, { vault })
  right(await keys.destroy([careerStream(vault.careerId(right(EmployeeNumber.decode(BUDI))))])())
  const { verdicts } = await office.hand(files, { vault: await open(true) })
  expect(verdicts).toEqual({
    'pegawai 1': 'known',
    'pegawai 2': 'rejected PERSON_ERASED nip',
    'golongan 2': 'rejected PERSON_ERASED nip',
  })
})

test('a store that is busy for a while is asked again with the same events', async () => {
  let sends = 0
  const busy: EventStore = {
    ...office.events,
    appendMany: (requests) => async () => {
      const results = await office.events.appendMany(requests)()
      // Written, but the answer is lost: the same ids at the same place are a success.
      return ++sends % 2 === 1
        ? requests.map(() => ({ _tag: 'Left' as const, left: { tag: 'Ambiguous' as const, reason: 'no answer' } }))
        : results
    },
  }
  const { result } = await office.hand(files, { events: busy })
  expect(result.events).toBe(4)
  expect((await office.facts()).length).toBe(4)
})

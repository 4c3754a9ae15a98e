/** What happens to rows whose key is in already. */

import {
  Actor,
  AgencyCode,
  type AnnulledDraft,
  careerStream,
  type EmployeeNumber,
  type EventDraft,
  employeeNumber,
  encode,
  isDecision,
  LocalDate,
  type RecordedEvent,
  type StreamName,
  type WholeFact,
} from '@jejak/core'
import { noStream, ownerOf } from '@jejak/eventstore'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RawFact } from '../file/FileDef.js'
import { wholeFact } from '../judge/wholeFact.js'
import { makeVault, Office, right } from './office.spec.js'
import * as R from './rows.spec.js'
import { ANI, BUDI, CICI } from './rows.spec.js'

let office: Office
beforeEach(async () => {
  office = new Office(await makeVault())
})
afterEach(() => office.close())

const named = (name: string) => ({ pegawai: R.pegawai(R.person(ANI, { name })) })
const AGENCY = right(AgencyCode.decode('uji'))
const because = { reason: 'surat ralat' }

/** Appends what a command would: an event about `target` that no row said. */
const command = async (target: RecordedEvent, what: 'Annulled' | { readonly fact: WholeFact }): Promise<void> => {
  const id = office.vault.eventId('command', target.id)
  const common = { id, agency: target.meta.agency, reason: null, source: null, correlationId: id, causationId: id }
  const ground: AnnulledDraft['ground'] = {
    kind: 'imported',
    actor: right(Actor.decode('staff:1')),
  }
  const about = { root: target.id, saw: target.id, ground, ...common }
  const draft: EventDraft =
    what === 'Annulled'
      ? { type: 'Annulled', effectiveOn: null, ...about }
      : { type: 'Corrected', effectiveOn: target.meta.effectiveOn ?? null, fact: what.fact, ...about }
  const owner = ownerOf(target.stream, target.meta.agency)
  right(await office.vault.ensure([owner])())
  const sealed = right(office.vault.seal(target.stream, id, encode(draft)))
  const end = right(await office.events.ends([target.stream])()).get(target.stream) ?? noStream
  right(await office.events.append(target.stream, end, [sealed])())
}

test('there and back again: every change is a correction of the root that saw the entry before', async () => {
  await office.hand(named('Satu'))
  for (const name of ['Dua', 'Satu', 'Dua'])
    expect((await office.hand(named(name), because)).verdicts).toEqual({ 'pegawai 1': 'correction' })
  expect((await office.hand(named('Dua'))).verdicts).toEqual({ 'pegawai 1': 'known' })
  const [first, ...corrections] = await office.facts()
  expect(corrections.map(({ type, data }) => [type, data['root'], data['saw']])).toEqual([
    ['Corrected', first?.id, first?.id],
    ['Corrected', first?.id, corrections[0]?.id],
    ['Corrected', first?.id, corrections[1]?.id],
  ])
  expect(new Set(corrections.map(({ id }) => id)).size).toBe(3)
  // The reason is free text about a person: it is sealed.
  const opened = corrections.map((event) => right(office.vault.open(event))?.reason)
  expect(opened).toEqual(['surat ralat', 'surat ralat', 'surat ralat'])
  expect(JSON.stringify((await office.log()).map(({ data, meta }) => [data, meta]))).not.toContain('ralat')
})

test('a correction dates the fact anew, and later rows are held against what holds', async () => {
  await office.hand({ pegawai: R.pegawai(R.person(ANI)), golongan: R.golongan(R.rank(ANI, 'III/a', '2010-03-01')) })
  const { verdicts } = await office.hand(
    {
      pegawai: R.pegawai(R.person(ANI, { entry: '2012-03-01' })),
      golongan: R.golongan(R.rank(ANI, 'III/b', '2011-03-01'), R.rank(ANI, 'III/a', '2010-03-01')),
    },
    because,
  )
  expect(verdicts).toEqual({
    'pegawai 1': 'correction',
    'golongan 1': 'rejected BEFORE_APPOINTMENT nip',
    'golongan 2': 'rejected BEFORE_APPOINTMENT nip',
  })
  // Facts that are in stay, even if their row would be refused today.
  expect((await office.facts()).map(({ type, meta }) => [type, meta.effectiveOn])).toEqual([
    ['Appointed', '2010-03-01'],
    ['Promoted', '2010-03-01'],
    ['Corrected', '2012-03-01'],
  ])
})

test('a correction can bring another type of fact', async () => {
  const course = {
    pegawai: R.pegawai(R.person(ANI)),
    program: R.program('P|Contoh|teknis|20'),
    angkatan: R.angkatan('P|A|2024-06-01|2024-06-03'),
  }
  const rated = { rating: R.rating(`A|${ANI}|5|4|3|2|1`) }
  await office.hand({ ...course, peserta: R.peserta(`A|${ANI}|hadir|20|`) })
  const { verdicts } = await office.hand({ ...course, peserta: R.peserta(`A|${ANI}|tidak_hadir||sakit`), ...rated }, because)
  expect(verdicts['peserta 1']).toBe('correction')
  expect(verdicts['rating 1']).toBe('rejected NOT_ATTENDED nip')
})

test('what a command corrected stands: a row that says something else is rejected, one that says the same is known', async () => {
  await office.hand(named('Satu'))
  const [appointed] = await office.facts()
  if (appointed === undefined) throw new Error('nothing was imported')
  const { unitName: _, ...data } = appointed.data
  const fact = wholeFact({
    type: 'Appointed',
    data: { ...data, unitName: 'Dinas Contoh' },
    personal: { number: ANI, name: 'Satu', titleBefore: null, titleAfter: null, birthDate: '1985-04-12' },
  })
  if (fact === null) throw new Error('that is no fact')
  await command(appointed, { fact })
  for (const options of [{}, because])
    expect((await office.hand(named('Satu'), options)).verdicts).toEqual({ 'pegawai 1': 'rejected DECIDED_HERE nip' })
  const [header = [], row = []] = named('Satu').pegawai
  const mended = {
    pegawai: [
      [...header, 'unor_nama'],
      [...row, 'Dinas Contoh'],
    ],
  }
  for (const options of [{}, because]) expect((await office.hand(mended, options)).verdicts).toEqual({ 'pegawai 1': 'known' })
  expect((await office.facts()).length).toBe(2)
  // Both are in none of the rows of a whole list: they are told of, and stay.
  const lists = { ...because, complete: ['pegawai', 'golongan'] as const, withdraw: true }
  const other = { pegawai: R.pegawai(R.person(BUDI)), golongan: R.golongan(R.rank(BUDI, 'III/a', '2010-03-01')) }
  expect((await office.hand(other, lists)).result.files).toMatchObject({ pegawai: { missing: 1 }, golongan: { missing: 0 } })
})

test('a row whose key stands annulled is a correction, and its person is unknown until then', async () => {
  await office.hand(named('Satu'))
  const [appointed] = await office.facts()
  if (appointed === undefined) throw new Error('nothing was imported')
  await command(appointed, 'Annulled')
  const files = { ...named('Satu'), golongan: R.golongan(R.rank(ANI, 'III/a', '2010-03-01')) }
  expect((await office.hand(files)).verdicts).toEqual({
    'pegawai 1': 'rejected REASON_MISSING nip',
    'golongan 1': 'rejected PERSON_UNKNOWN nip',
  })
  expect((await office.hand(files, because)).verdicts).toEqual({ 'pegawai 1': 'correction' })
  const corrected = (await office.facts()).find(({ type }) => type === 'Corrected')
  expect(corrected?.data['root']).toBe(appointed.id)
})

test('a session that moves to another mentee is annulled there and a fact here: one event', async () => {
  const people = R.pegawai(R.person(ANI), R.person(BUDI), R.person(CICI))
  const session = (mentee: string) => ({ pegawai: people, mentoring: R.mentoring(`M|${ANI}|${mentee}|2024-01-05|60`) })
  await office.hand(session(BUDI))
  const moved = await office.hand(session(CICI), because)
  expect(moved.verdicts['mentoring 1']).toBe('correction')
  expect(moved.result.events).toBe(1)
  const before = await office.facts()
  expect(before.slice(-2).map(({ type }) => type)).toEqual(['Annulled', 'Mentored'])
  expect((await office.hand(session(CICI))).verdicts['mentoring 1']).toBe('known')
  // And back: a new fact in the first career, whose old one stays annulled.
  expect((await office.hand(session(BUDI), because)).verdicts['mentoring 1']).toBe('correction')
  expect((await office.hand(session(BUDI))).verdicts['mentoring 1']).toBe('known')
  const sessions = Object.values(await office.holding())
    .flat()
    .filter((fact) => fact.startsWith('["Mentored"'))
  expect(sessions.length).toBe(1)
})

test('a move that was cut off after its first half is completed, by the same events', async () => {
  const people = R.pegawai(R.person(ANI), R.person(BUDI), R.person(CICI))
  const session = (mentee: string) => ({ pegawai: people, mentoring: R.mentoring(`M|${ANI}|${mentee}|2024-01-05|60`) })
  const uncut = new Office(office.vault)
  await uncut.hand(session(BUDI))
  await uncut.hand(session(CICI), because)
  const whole = (await uncut.facts()).map(({ id }) => id)
  uncut.close()
  await office.hand(session(BUDI))
  const store = office.events
  let appends = 0
  office.events = {
    ...store,
    appendMany: (requests) => {
      if (++appends > 1) throw new Error('killed')
      return store.appendMany(requests)
    },
  }
  expect((await office.try(session(CICI), because))._tag).toBe('Left')
  office.events = store
  expect((await office.facts()).at(-1)?.type).toBe('Annulled')
  const { verdicts, result } = await office.hand(session(CICI), because)
  expect([verdicts['mentoring 1'], result.events]).toEqual(['correction', 1])
  expect((await office.facts()).map(({ id }) => id)).toEqual(whole)
  expect((await office.hand(session(CICI))).verdicts['mentoring 1']).toBe('known')
})

test('dates of corrections are days', async () => {
  await office.hand(named('Satu'))
  await office.hand(named('Dua'), because)
  for (const { meta } of await office.facts()) expect(LocalDate.is(meta.effectiveOn)).toBe(true)
})

/** Appends a fact that a command decided: no row said it. */
const decide = async (stream: StreamName, on: string, raw: RawFact, because: string | null = null): Promise<void> => {
  const id = office.vault.eventId('command', JSON.stringify([stream, on, raw]))
  const fact = wholeFact(raw)
  if (fact === null || !LocalDate.is(on)) throw new Error('that is no fact')
  const common = { id, agency: AGENCY, effectiveOn: on, reason: because, source: null, correlationId: id, causationId: id }
  const actor = right(Actor.decode('staff:1'))
  const draft: EventDraft = isDecision(fact)
    ? { ...common, ...fact, ground: { kind: 'imported', actor } }
    : { ...common, ...fact, ground: { kind: 'noted', actor } }
  right(await office.vault.ensure([ownerOf(stream, AGENCY)])())
  const sealed = right(office.vault.seal(stream, id, encode(draft)))
  const end = right(await office.events.ends([stream])()).get(stream) ?? noStream
  right(await office.events.append(stream, end, [sealed])())
}
const careerOf = (nip: EmployeeNumber): StreamName => careerStream(office.vault.careerId(nip))
const number = (text: string): EmployeeNumber => right(employeeNumber(text))
const DECREE = { number: 'SK-1', date: '2010-02-01' }

test('what was decided here is found by its key in clear: the same is known, another content rejected, batal takes it out', async () => {
  const people = R.pegawai(R.person(ANI), R.person(BUDI), R.person(CICI))
  await office.hand({ pegawai: people })
  await decide(careerOf(number(ANI)), '2014-04-01', {
    type: 'Promoted',
    data: { grade: 'III/b', kind: null, decree: DECREE },
    personal: null,
  })
  await decide(careerOf(number(BUDI)), '2024-01-05', {
    type: 'Mentored',
    data: { pair: 'M', mentor: office.vault.careerId(number(ANI)), minutes: 60, session: 1 },
    personal: { topic: null, followUp: null },
  })
  const files = (grade: string, minutes: number, mentee = BUDI) => ({
    pegawai: people,
    golongan: R.golongan(R.rank(ANI, grade, '2014-04-01')),
    mentoring: R.mentoring(`M|${ANI}|${mentee}|2024-01-05|${minutes}`),
  })
  const before = (await office.facts()).length
  for (const options of [{}, because, { ...because, dryRun: true }]) {
    expect((await office.hand(files('III/b', 60), options)).verdicts).toMatchObject({ 'golongan 1': 'known', 'mentoring 1': 'known' })
    expect((await office.hand(files('III/c', 61), options)).verdicts).toMatchObject({
      'golongan 1': 'rejected DECIDED_HERE nip',
      'mentoring 1': 'rejected DECIDED_HERE pasangan_id',
    })
    expect((await office.hand(files('III/b', 60, CICI), options)).verdicts['mentoring 1']).toBe('rejected DECIDED_HERE pasangan_id')
  }
  expect((await office.facts()).length).toBe(before)
  const lists = { ...because, complete: ['golongan', 'mentoring'] as const, withdraw: true }
  const others = {
    pegawai: people,
    golongan: R.golongan(R.rank(ANI, 'III/a', '2010-03-01')),
    mentoring: R.mentoring(`N|${ANI}|${BUDI}|2024-01-05|60`),
  }
  expect((await office.hand(others, lists)).result.files).toMatchObject({
    golongan: { missing: 1, withdrawn: 0 },
    mentoring: { missing: 1, withdrawn: 0 },
  })
  const out = {
    pegawai: people,
    golongan: [
      ['nip', 'golongan', 'tmt_golongan', 'nomor_sk', 'tanggal_sk', 'batal'],
      [ANI, '', '2014-04-01', '', '', 'Y'],
    ],
  }
  expect((await office.hand(out, because)).verdicts['golongan 1']).toBe('withdrawn')
  expect((await office.hand(files('III/c', 60), because)).verdicts['golongan 1']).toBe('correction')
  expect((await office.hand(files('III/c', 60))).verdicts).toMatchObject({ 'golongan 1': 'known', 'mentoring 1': 'known' })
})

test('what a command moved to another day is found by that day', async () => {
  const people = R.pegawai(R.person(ANI))
  const rank = (grade: string, tmt: string) => ({ pegawai: people, golongan: R.golongan(R.rank(ANI, grade, tmt)) })
  await office.hand(rank('III/b', '2014-04-01'))
  const promoted = (await office.facts()).find(({ type }) => type === 'Promoted')
  const fact = wholeFact({ type: 'Promoted', data: { grade: 'III/b', kind: null, decree: DECREE }, personal: null })
  const day: string = '2015-04-01'
  if (promoted === undefined || fact === null || !LocalDate.is(day)) throw new Error('nothing was imported')
  await command({ ...promoted, meta: { ...promoted.meta, effectiveOn: day } }, { fact })
  expect((await office.hand(rank('III/b', '2015-04-01'), because)).verdicts['golongan 1']).toBe('known')
  expect((await office.hand(rank('III/c', '2015-04-01'), because)).verdicts['golongan 1']).toBe('rejected DECIDED_HERE nip')
  expect((await office.hand(rank('III/b', '2014-04-01'), because)).verdicts['golongan 1']).toBe('rejected DECIDED_HERE nip')
})

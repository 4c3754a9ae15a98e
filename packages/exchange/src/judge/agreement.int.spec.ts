/** Deciders, import and doctor ask the same rules: what the import refuses the deciders refuse too, and doctor finds where it is in nevertheless. */
import {
  AgencyCode,
  addDays,
  type CareerId,
  Catalogue,
  careerStream,
  decide,
  EmployeeNumber,
  EventId,
  FACTS,
  History,
  kindOf,
  LocalDate,
  type StreamName,
  type Surroundings,
  servicesIn,
  toEntry,
  type Unfit,
  unfitIn,
} from '@jejak/core'
import { arbitraryLocalDateIn, setting } from '@jejak/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import type { FileDef, FileName, Naming } from '../file/FileDef.js'
import { at } from '../file/FileDef.js'
import { FILES } from '../file/files.js'
import { readRow } from '../file/readRow.js'
import { makeVault, Office, right, type Table } from '../run/office.spec.js'
import * as R from '../run/rows.spec.js'
import { ANI, BUDI } from '../run/rows.spec.js'
import type { Code } from '../verdict/codes.js'
import { wholeFact } from './wholeFact.js'

const AGENCY = right(AgencyCode.decode('uji'))
const NEW = right(EventId.decode('00000000-0000-4000-8000-00000000abcd'))

/** The rules of service that reject a row. */
const SERVICE: ReadonlySet<string> = new Set<Code>([
  'BEFORE_APPOINTMENT',
  'AFTER_EXIT',
  'HOURS_ABOVE_PROGRAM',
  'NOT_ATTENDED',
  'SELF_MENTORING',
  'ENDS_BEFORE_START',
])

const aDay = arbitraryLocalDateIn('2014-01-01', '2018-12-31')
const person = fc.constantFrom(ANI, BUDI)

/** Two people who come and go, and rows about them on days around that. */
const handedOver = fc
  .record({
    entries: fc.tuple(aDay, aDay),
    stays: fc.tuple(fc.integer({ min: 2, max: 1500 }), fc.integer({ min: 2, max: 1500 })),
    cohort: aDay,
    days: fc.array(aDay, { minLength: 8, maxLength: 8 }),
    hours: fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })),
    pair: fc.tuple(person, person),
  })
  .map(({ entries: [a, b], stays: [stayA, stayB], cohort, days, hours, pair: [mentor, mentee] }): Readonly<Record<string, Table>> => {
    const d = (i: number): string => days[i] ?? cohort
    return {
      pegawai: R.pegawai(R.person(ANI, { entry: a }), R.person(BUDI, { entry: b })),
      pemberhentian: R.pemberhentian(
        `${ANI}|pensiun|${addDays(a, stayA)}|SK-A|${addDays(a, stayA)}`,
        `${BUDI}|pensiun|${addDays(b, stayB)}|SK-B|${addDays(b, stayB)}`,
      ),
      // Something of each that can be corrected.
      asesmen: [
        ['nip', 'kompetensi_id', 'skor', 'tanggal'],
        [ANI, 'POTENSI', '70', a],
        [BUDI, 'POTENSI', '70', b],
      ],
      program: R.program('P|Contoh|teknis|20'),
      angkatan: R.angkatan(`P|A1|${cohort}|${cohort}`),
      golongan: R.golongan(R.rank(ANI, 'III/a', d(0)), R.rank(BUDI, 'III/a', d(1))),
      peserta: R.peserta(`A1|${ANI}|hadir|${hours[0]}|`, `A1|${BUDI}|hadir|${hours[1]}|`),
      rating: R.rating(`A1|${ANI}|5|4|3|2|1`, `A1|${BUDI}|5|4|3|2|1`),
      mentoring: R.mentoring(`M1|${mentor}|${mentee}|${d(2)}|60`),
      izin: R.izin(`A1|${ANI}|${d(3)}|disetujui|${d(4)}|`),
      penilaian: R.penilaian(`${ANI}|2016|${d(5)}|${d(6)}|2|2||${BUDI}|2019-01-10`),
      hukdis: [
        ['nip', 'tingkat', 'nomor_sk', 'tanggal_sk', 'mulai', 'akhir'],
        [BUDI, 'S', 'SK-9', d(7), d(7), d(0)],
      ],
    }
  })

/** What the log says by now. */
const readLog = async (office: Office) => {
  const streams = new Map<StreamName, History.Entry[]>()
  for (const event of await office.log()) streams.set(event.stream, [...(streams.get(event.stream) ?? []), right(toEntry(event))])
  const histories = new Map([...streams].map(([stream, entries]) => [stream, History.fromEntries(entries)]))
  const reference = [...streams].flatMap(([stream, entries]) => (kindOf(stream) === 'career' ? [] : entries))
  const catalogue = Catalogue.fromHistory(History.fromEntries(reference))
  const historyOf = (career: CareerId): History.History => histories.get(careerStream(career)) ?? History.empty
  const around: Surroundings = {
    catalogueOf: () => catalogue,
    serviceOf: (agency, career) => servicesIn(historyOf(career)).get(agency) ?? null,
  }
  return { histories, historyOf, catalogue, around }
}

/** The fact that a row would have become, and its day where it has one of its own. */
const factOf = (def: FileDef, table: Table, row: number, naming: Naming) => {
  const [header = [], ...rows] = table
  const read = readRow(def, (column) => rows[row - 1]?.[header.indexOf(column)])
  if (!read.ok) return expect.fail(`${def.name} ${row}: ${read.code}`)
  const fact = wholeFact(def.toFact(read.cells, naming, { policies: [] }))
  if (fact === null) return expect.fail(`${def.name} ${row} is no fact`)
  const column = def.dated === null || typeof def.dated === 'string' ? '' : def.dated.column
  const on = at(read.cells, column)
  return { fact, stream: def.stream(read.cells, naming), on: LocalDate.is(on) ? on : null }
}

test('a row the import rejects by a rule of service is refused by the decider with its code, and found by doctor', async () => {
  const vault = await makeVault()
  const met = new Set<string>()
  await fc.assert(
    fc.asyncProperty(handedOver, async (files) => {
      const office = new Office(vault)
      try {
        const { verdicts } = await office.hand(files)
        const { histories, historyOf, catalogue, around } = await readLog(office)
        const careerOf = (nip: string): CareerId => vault.careerId(right(EmployeeNumber.decode(nip)))
        const naming: Naming = {
          agency: AGENCY,
          career: careerOf,
          careerStream: (nip) => careerStream(careerOf(nip)),
          programStream: () => expect.fail('no program is rejected'),
          cohortStream: () => expect.fail('no cohort is rejected'),
          positionStream: () => expect.fail('no post is handed over'),
          agencyStream: () => expect.fail('no fact of the agency is handed over'),
        }
        // 1. What came in fits every rule that rejects.
        const found = [...histories].flatMap(([stream, history]) => unfitIn(stream, history, around))
        const rejecting = ({ rule }: Unfit): boolean => SERVICE.has(rule) || rule === 'MENTOR_NOT_ACTIVE'
        expect(found.filter(rejecting)).toEqual([])
        // 2. What was rejected would be refused, and found.
        for (const [where, said] of Object.entries(verdicts)) {
          const [verdict, code = '', column] = said.split(' ')
          if (verdict !== 'rejected' || !SERVICE.has(code)) continue
          const [name, row] = where.split(' ')
          const def = FILES.find((each) => each.name === name) ?? expect.fail(`no file ${name}`)
          const { fact, stream, on } = factOf(def, files[def.name satisfies FileName] ?? [], Number(row), naming)
          // Of a mentor the deciders say the same in one word.
          const expected = column === 'nip_mentor' ? 'MENTOR_NOT_ACTIVE' : code
          met.add(expected)
          const state = histories.get(stream) ?? History.empty
          const root = History.holding(state).find((held) => held.fact.type === 'CompetenceAssessed')?.root ?? NEW
          const others = new Map([ANI, BUDI].map((nip) => [careerOf(nip), { history: historyOf(careerOf(nip)), revision: 0 }]))
          const context = setting({ agency: AGENCY, stream, catalogue, others })
          const decision = decide(context, { type: 'Correct', root, saw: root, on, fact }, state)
          expect(E.isLeft(decision) ? decision.left.map((each) => each.code) : [], where).toContain(expected)
          const own = FACTS[fact.type].dating === 'own'
          const [some] = state.values()
          const entry = some ?? expect.fail('a career without entries')
          const nevertheless = History.add(state, [
            { ...entry, id: NEW, revision: 10_000, says: { kind: 'fact', effectiveOn: own ? on : null, fact } },
          ])
          const listed = unfitIn(stream, nevertheless, around).filter(({ event }) => event === NEW)
          expect(
            listed.map(({ rule }) => rule),
            where,
          ).toContain(expected)
        }
      } finally {
        office.close()
      }
    }),
    { numRuns: 40 },
  )
  expect([...met].sort()).toEqual([...SERVICE, 'MENTOR_NOT_ACTIVE'].sort())
}, 60_000)

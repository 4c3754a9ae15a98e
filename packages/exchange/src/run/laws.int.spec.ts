/** What must be so of every folder, shown on small random ones. */
import { type EventStore, memoryEventStore, type Vault } from '@jejak/eventstore'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { type HandOver, makeVault, Office, type Table } from './office.spec.js'
import * as R from './rows.spec.js'
import { ANI, BUDI, CICI, NOBODY } from './rows.spec.js'

let vault: Vault
beforeAll(async () => {
  vault = await makeVault()
})

/** Opens an office for one try; numbers and ids are the same in all. */
const within = async <A>(work: (office: Office) => Promise<A>, events?: EventStore): Promise<A> => {
  const office = new Office(vault, events)
  try {
    return await work(office)
  } finally {
    office.close()
  }
}

const pick = (...values: ReadonlyArray<string>) => fc.constantFrom(...values)
const line = (...cells: ReadonlyArray<fc.Arbitrary<string>>) => fc.tuple(...cells).map((row) => row.join('|'))
const lines = (row: fc.Arbitrary<string>, maxLength: number) => fc.array(row, { maxLength })
const nips = pick(ANI, BUDI, CICI, ANI, BUDI, CICI, NOBODY, '1.98503E+17', '')
const dates = pick('2009-01-01', '2012-04-01', '01-04-2016', '2020-04-01', '2024-05-01', '31-02-2020')
const entry = pick('2010-03-01', '2010-03-01', '2016-03-01')
const name = pick('Satu', 'Dua')

const folders: fc.Arbitrary<Readonly<Record<string, Table>>> = fc.record({
  pegawai: lines(
    fc
      .tuple(nips, name, entry, pick('P', 'P', 'L', 'X'))
      .map(([nip, called, from, sex]) => R.person(nip, { name: called, entry: from, sex })),
    5,
  ).map((rows) => R.pegawai(...rows)),
  pemberhentian: lines(line(nips, pick('pensiun', 'meninggal'), dates, pick('SK'), pick('2020-01-01')), 2).map((rows) =>
    R.pemberhentian(...rows),
  ),
  golongan: lines(
    fc.tuple(nips, pick('III/a', '3b', 'III/c'), dates).map(([nip, grade, tmt]) => R.rank(nip, grade, tmt)),
    6,
  ).map((rows) => R.golongan(...rows)),
  program: lines(line(pick('P', 'Q'), name, pick('teknis', 'x'), pick('10', '20')), 3).map((rows) => R.program(...rows)),
  angkatan: lines(line(pick('P', 'Q'), pick('A', 'B'), dates, dates), 4).map((rows) => R.angkatan(...rows)),
  peserta: lines(line(pick('A', 'B'), nips, pick('hadir', 'hadir', 'mundur'), pick('5', '15', ''), pick('', 'sakit')), 6).map((rows) =>
    R.peserta(...rows),
  ),
  rating: lines(line(pick('A', 'B'), nips, pick('5'), pick('4'), pick('3', '6'), pick('2'), pick('1')), 4).map((rows) => R.rating(...rows)),
  mentoring: lines(line(pick('M', 'N'), nips, nips, dates, pick('30', '60')), 5).map((rows) => R.mentoring(...rows)),
  penilaian: lines(
    fc
      .tuple(nips, pick('2012-01-01', '2020-01-01'), pick('1', '2', '3'), pick('1', '2', '3'), pick('', 'B', 'SB'), nips)
      .map(([nip, from, result, behaviour, predicate, by]) =>
        [nip, from.slice(0, 4), from, `${from.slice(0, 4)}-12-31`, result, behaviour, predicate, by, '2024-01-10'].join('|'),
      ),
    5,
  ).map((rows) => R.penilaian(...rows)),
})

const KEYS: Readonly<Record<string, ReadonlyArray<string>>> = {
  pegawai: ['nip'],
  pemberhentian: ['nip'],
  golongan: ['nip', 'tmt_golongan'],
  program: ['kode_program'],
  angkatan: ['kode_angkatan'],
  peserta: ['kode_angkatan', 'nip'],
  rating: ['kode_angkatan', 'nip'],
  mentoring: ['pasangan_id', 'tanggal'],
  penilaian: ['nip', 'periode_awal'],
}

/** An order of rows (from 0) in which rows of one key keep theirs: any order, with each key's rows put back in turn. */
const reorder = (file: string, [header = [], ...rows]: Table, weights: ReadonlyArray<number>): ReadonlyArray<number> => {
  const key = (row: number): string => (KEYS[file] ?? []).map((column) => rows[row]?.[header.indexOf(column)]).join('|')
  const any = rows.map((_, row) => row).sort((a, b) => (weights[a] ?? 0) - (weights[b] ?? 0) || a - b)
  const waiting = new Map<string, number[]>()
  for (const row of rows.keys()) waiting.set(key(row), [...(waiting.get(key(row)) ?? []), row])
  return any.map((row) => waiting.get(key(row))?.shift() ?? row)
}

const eventsOf = async (office: Office): Promise<Readonly<Record<string, ReadonlyArray<string>>>> => {
  const streams: Record<string, string[]> = {}
  for (const { stream, id, type, data } of await office.facts())
    streams[stream] = [...(streams[stream] ?? []), JSON.stringify([id, type, data])]
  return streams
}

test('the order of rows in a file changes no verdict and no event', async () => {
  await fc.assert(
    fc.asyncProperty(folders, fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 8, maxLength: 8 }), async (files, weights) => {
      const orders = Object.fromEntries(Object.entries(files).map(([file, table]) => [file, reorder(file, table, weights)]))
      const shuffled: HandOver = Object.fromEntries(
        Object.entries(files).map(([file, table]) => [file, [table[0] ?? [], ...(orders[file] ?? []).map((row) => table[row + 1] ?? [])]]),
      )
      const [straight, straightEvents] = await within(async (office) => [(await office.hand(files)).verdicts, await eventsOf(office)])
      const [other, otherEvents] = await within(async (office) => [(await office.hand(shuffled)).verdicts, await eventsOf(office)])
      const put = Object.fromEntries(
        Object.entries(other).map(([at, verdict]) => {
          const [file = '', row = '0'] = at.split(' ')
          return [`${file} ${(orders[file]?.[Number(row) - 1] ?? -1) + 1}`, verdict]
        }),
      )
      expect(put).toEqual(straight)
      expect(otherEvents).toEqual(straightEvents)
    }),
    { numRuns: 30 },
  )
})

test('the same folder again makes no event, and what was in is known', async () => {
  await fc.assert(
    fc.asyncProperty(folders, fc.boolean(), async (files, reasoned) => {
      await within(async (office) => {
        const first = await office.hand(files)
        const events = await office.log()
        const again = await office.hand(files, { reason: reasoned ? 'sekali lagi' : null })
        expect(again.result.events).toBe(0)
        expect(await office.log()).toEqual(events)
        const expected = Object.entries(first.result.files).map(([file, { rows, rejected }]) => [file, rejected, rows - rejected])
        expect(Object.entries(again.result.files).map(([file, { rejected, known }]) => [file, rejected, known])).toEqual(expected)
      })
    }),
    { numRuns: 30 },
  )
})

/** A store whose process dies when `appends` streams have been written to; what was written by then stays. */
const dying = (store: EventStore, appends: number): EventStore => {
  let left = appends
  return {
    ...store,
    appendMany: (requests) => async () => {
      const some = requests.slice(0, left)
      left -= some.length
      const results = await store.appendMany(some)()
      if (some.length < requests.length) throw new Error('killed')
      return results
    },
  }
}

test('an import that was killed anywhere is completed by running it again', async () => {
  await fc.assert(
    fc.asyncProperty(
      folders,
      fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      async (files, deaths, keepIndex) => {
        const whole = await within(async (office) => {
          await office.hand(files)
          return eventsOf(office)
        })
        const store = memoryEventStore()
        await within(async (office) => {
          for (const appends of deaths)
            await office.try(files, { events: dying(store, appends), ...(keepIndex ? {} : { indexPath: `${office.home}/${appends}.db` }) })
          const last = await office.hand(files)
          const sorted = (streams: Readonly<Record<string, ReadonlyArray<string>>>) =>
            Object.fromEntries(Object.entries(streams).map(([stream, events]) => [stream, [...events].sort()]))
          expect(sorted(await eventsOf(office))).toEqual(sorted(whole))
          expect(Object.values(last.verdicts).some((verdict) => verdict.startsWith('correction'))).toBe(false)
        }, store)
      },
    ),
    { numRuns: 30 },
  )
})

/** Files whose rows later files depend on; they go over whole. */
const FIRST: ReadonlySet<string> = new Set(['pegawai', 'pemberhentian', 'program', 'angkatan', 'peserta'])

test('handed over in two parts it is the same careers', async () => {
  await fc.assert(
    fc.asyncProperty(folders, fc.nat({ max: 6 }), async (files, cut) => {
      const part = (second: boolean): HandOver =>
        Object.fromEntries(
          Object.entries(files).map(([file, [header = [], ...rows]]) => [
            file,
            [header, ...(FIRST.has(file) ? (second ? [] : rows) : second ? rows.slice(cut) : rows.slice(0, cut))],
          ]),
        )
      const whole = await within(async (office) => {
        await office.hand(files)
        return office.holding()
      })
      const parts = await within(async (office) => {
        await office.hand(part(false))
        await office.hand(part(true))
        return office.holding()
      })
      expect(parts).toEqual(whole)
    }),
    { numRuns: 20 },
  )
})

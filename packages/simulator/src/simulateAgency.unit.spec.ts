import { completedYears, employeeNumber, type LocalDate, lastDayOfYear } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { SIMULATED_FILES } from './files/index.js'
import { penilaian } from './files/penilaian.js'
import { wrongRowsFor } from './files/SimulatedFile.js'
import { earlierNumberOf } from './moves.js'
import { randomOf } from './Random.js'
import { simulateAgency } from './simulateAgency.js'
import { isActive, managerRank, pensionOf, postOn } from './standing.js'
import { simulateWorld } from './world.js'

const world = simulateWorld(7, 600, 5, lastDayOfYear(2025))

describe('a simulated city', () => {
  it('is the same for the same seed, and another for another', () => {
    const text = (seed: number) => {
      const city = simulateWorld(seed, 120, 3, lastDayOfYear(2025))
      return SIMULATED_FILES.map((file) => [...file.rows(city), ...file.wrong(city).map(({ cells }) => cells)].join('\n')).join('\n')
    }
    expect(text(3)).toBe(text(3))
    expect(text(3)).not.toBe(text(4))
  })

  it('has only numbers that are valid, of one person each, and plainly made up', () => {
    const numbers = world.people.map(({ number }) => number)
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(numbers.filter((number) => E.isLeft(employeeNumber(number)))).toEqual([])
    expect(numbers.filter((number) => Number(number.slice(15)) < 901)).toEqual([])
    expect(world.people.filter(({ name }) => !name.startsWith('Sim '))).toEqual([])
    expect(world.units.filter(({ id }) => !/^SIM\.\d\d$/.test(id))).toEqual([])
  })

  it('appoints, ranks and posts nobody before the entry or after the exit', () => {
    for (const person of world.people) {
      for (const step of [...person.ranks, ...person.positions]) expect(step.on >= person.entry).toBe(true)
      for (const step of person.positions) expect(isActive(person, step.on)).toBe(true)
      for (const step of person.ranks) expect(step.on.endsWith('-01')).toBe(true)
    }
  })

  it('lets nobody serve beyond the pension of the post held', () => {
    const late = world.people.filter(
      (person) =>
        person.status !== 'PPPK' && isActive(person, world.until) && pensionOf(person, postOn(person, world.until)) <= world.until,
    )
    expect(late).toEqual([])
  })

  it('pensions teachers off at 60', () => {
    const ages = world.people.flatMap(({ exit, birth, positions }) =>
      exit?.kind === 'pensiun' && positions.findLast(({ assignment }) => assignment === 'D')?.positionId.startsWith('GURU-')
        ? [completedYears(birth, exit.on)]
        : [],
    )
    expect(ages.length).toBeGreaterThan(3)
    expect(ages.filter((age) => age < 60)).toEqual([])
  })

  it('seats one person in a structural post, and gives no rank to people on agreement', () => {
    const held = world.people
      .filter((person) => isActive(person, world.until))
      .flatMap((person) => {
        const post = postOn(person, world.until)
        return post !== null && managerRank(post.level) > 0 ? [`${post.unit.id} ${post.positionId}`] : []
      })
    expect(held.length).toBeGreaterThan(15)
    expect(new Set(held).size).toBe(held.length)
    expect(world.people.filter(({ status, ranks }) => status === 'PPPK' && ranks.length > 0)).toEqual([])
  })

  it('has the shares of the nation, about', () => {
    const share = (test: (person: (typeof world.people)[number]) => boolean) => world.people.filter(test).length / world.people.length
    expect(Math.abs(share(({ status }) => status === 'PPPK') - 0.36)).toBeLessThan(0.08)
    expect(Math.abs(share(({ sex }) => sex === 'P') - 0.56)).toBeLessThan(0.08)
    expect(Math.abs(share(({ education }) => education === 'S1' || education === 'D4') - 0.62)).toBeLessThan(0.08)
  })

  it('rates a second curriculum higher than the first', () => {
    const file = SIMULATED_FILES.find(({ name }) => name === 'rating')
    const mean = (version: 1 | 2) => {
      const cohorts = new Set(world.cohorts.filter((c) => c.program.revisedIn !== null && c.version === version).map(({ code }) => code))
      const rows = [...(file?.rows(world) ?? [])].filter(([code]) => cohorts.has(String(code)))
      return rows.reduce((sum, [, , material, method]) => sum + Number(material) + Number(method), 0) / (2 * rows.length)
    }
    expect(mean(2) - mean(1)).toBeGreaterThan(0.4)
  })

  it('writes fewer wrong rows than one in two hundred', () => {
    for (const file of SIMULATED_FILES) {
      const sound = [...file.rows(world)].length
      expect(Math.min(file.wrong(world).length, wrongRowsFor(sound))).toBeLessThanOrEqual(sound / 200)
      for (const cells of file.rows(world)) expect(cells.length).toBe(file.columns.length)
      for (const { cells } of file.wrong(world)) expect(cells.length).toBe(file.columns.length)
    }
  })

  it('has nobody appraised by himself, and heads by the head of the secretariat, whom its secretary appraises', () => {
    for (const seed of [1, 5, 7]) {
      const world = simulateWorld(seed, 600, 3, lastDayOfYear(2025))
      const rows = [...penilaian.rows(world)].filter(([, , , , , , , , , , , kind]) => kind === '')
      for (const row of [...rows, ...penilaian.wrong(world).map(({ cells }) => cells)]) expect(row[7]).not.toBe(row[0])
      const [top] = world.units
      const byNumber = new Map(world.people.map((person) => [person.number, person]))
      const placeOf = (cell: unknown, on: LocalDate): string => {
        const person = byNumber.get(String(cell))
        const post = person === undefined ? null : postOn(person, on)
        return `${post?.unit.id} ${post?.positionId}`
      }
      let heads = 0
      for (const row of rows) {
        const on = lastDayOfYear(Number(row[1]))
        const held = placeOf(row[0], on)
        const superior = held === `${top.id} KEPALA` ? `${top.id} SEKRETARIS` : `${top.id} KEPALA`
        const isThere = world.people.some((person) => isActive(person, on) && placeOf(person.number, on) === superior)
        if (!held.endsWith(' KEPALA') || !isThere) continue
        heads++
        expect(placeOf(row[7], on)).toBe(superior)
      }
      expect(heads).toBeGreaterThan(10)
    }
  })

  it('tells nothing dated after the last day', () => {
    const early = simulateWorld(7, 200, 3, lastDayOfYear(2024))
    for (const { name, rows } of SIMULATED_FILES.filter((file) => !['penilaian', 'pemberhentian'].includes(file.name)))
      for (const cells of rows(early))
        for (const cell of cells)
          if (/^\d{4}-\d\d-\d\d$/.test(String(cell)))
            expect([name, String(cell) <= '2024-12-31' || ['hukdis', 'perjanjian', 'kedudukan'].includes(name)]).toEqual([name, true])
  })

  it('tells careers as they really go, a few of each', () => {
    const rowsOf = (name: string) => [...(SIMULATED_FILES.find((file) => file.name === name)?.rows(world) ?? [])]
    const few = ['mutasi_masuk', 'pengangkatan', 'perjanjian', 'kedudukan', 'pendidikan', 'ujian_dinas', 'angka_kredit', 'masukan']
    for (const name of few) {
      const { length } = rowsOf(name)
      expect([name, length > 3 && length < world.people.length]).toEqual([name, true])
    }
    const filled = (name: string, column: string) => {
      const at = SIMULATED_FILES.find((file) => file.name === name)?.columns.indexOf(column) ?? -1
      return new Set(rowsOf(name).map((cells) => String(cells[at])))
    }
    expect(filled('pegawai', 'nip_lama').size).toBeGreaterThan(1)
    expect(filled('jabatan', 'rumpun')).toEqual(new Set(['', 'guru']))
    expect(filled('mentoring', 'sesi')).toEqual(new Set(['', '2']))
    expect(filled('peta_jabatan', 'bup')).toEqual(new Set(['', '60']))
    expect(filled('peta_jabatan', 'berlaku')).toEqual(new Set(['', '2025-01-01']))
    expect(filled('peta_jabatan', 'sampai')).toEqual(new Set(['', '2025-01-01']))
    expect(filled('penilaian', 'penilai')).toEqual(new Set(['', 'Wali Kota Simulasi']))
    expect(filled('penilaian', 'jenis')).toEqual(new Set(['', 'triwulan']))
    expect(filled('forum', 'jenis')).toEqual(new Set(['warga', 'dialog_pimpinan', 'diskusi_peserta']))
    expect(filled('survei', 'jenis')).toEqual(new Set(['', 'pegawai']))
  })

  it('lets nobody under two numbers be in service under both', () => {
    const joined = world.people.flatMap((person) => {
      const earlier = earlierNumberOf(world, person)
      return earlier === null ? [] : [{ earlier, person }]
    })
    expect(joined.length).toBeGreaterThan(0)
    for (const { earlier, person } of joined) {
      expect(E.isRight(employeeNumber(earlier.number))).toBe(true)
      expect(earlier.entry < person.entry).toBe(true)
      expect(world.people.every(({ number }) => number !== earlier.number)).toBe(true)
    }
  })

  it('refuses options that make no city', async () => {
    const options = { seed: 1, people: 2, years: 5, dir: 'unused', agency: 'kota-simulasi' }
    expect(await simulateAgency(options)()).toEqual(
      E.left({ tag: 'InvalidOptions', reason: 'people must be a whole number from 20 to 1000000' }),
    )
  })
})

describe('a repeatable source of chance', () => {
  it('depends on all labels, and gives values in range', () => {
    expect(randomOf(1, 'a', 2).next()).toBe(randomOf(1, 'a', 2).next())
    expect(randomOf(1, 'a', 2).next()).not.toBe(randomOf(1, 'a', 3).next())
    const random = randomOf(1, 'range')
    for (let i = 0; i < 1000; i++) {
      const value = random.int(3, 9)
      expect(value >= 3 && value <= 9).toBe(true)
    }
  })
})

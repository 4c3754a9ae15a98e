import { type CareerId, careerStream, type EventDraft, LogPosition, lastDayOfYear } from '@jejak/core'
import { AGENCY, asRecorded, code, day, employeeNumber, eventId, fact, growingLog, happened, person, testViews } from '@jejak/testing'
import { describe, expect, it } from 'vitest'
import { memoryViewStore } from '../store/memory/memoryViewStore.js'
import { get, open } from './laws.spec.js'

const NAMED = {
  number: employeeNumber('198504122010031907'),
  name: 'Contoh Uji',
  titleBefore: null,
  titleAfter: null,
  birthDate: day('1985-04-12'),
}
const row = (earlier: CareerId | null) =>
  fact('Appointed', { status: 'PNS', sex: 'P', education: 'S1', graduationYear: null, unitId: code('U-1'), unitName: null, earlier }, NAMED)

const [OLD, NEW, THIRD] = [person(0x11), person(0xf2), person(0x05)]
const naming = happened(3, '2023-03-01', row(OLD))
const about = { id: eventId(4), source: null, reason: null, correlationId: eventId(4), causationId: eventId(4) }
const takenOut: EventDraft = {
  ...about,
  type: 'Annulled',
  root: naming.id,
  saw: naming.id,
  agency: AGENCY,
  effectiveOn: null,
  ground: { kind: 'imported', actor: naming.ground.actor },
}
const exit = happened(2, '2023-06-01', fact('Left', { kind: 'diberhentikan', decree: { number: 'SK', date: day('2023-05-01') } }, null))

const LOG = asRecorded(
  (
    [
      [OLD, happened(1, '2020-01-01', row(null))],
      [NEW, exit],
      [NEW, naming],
      [THIRD, happened(5, '2022-01-01', row(NEW))],
      [NEW, takenOut],
    ] as const
  ).map(([career, draft]) => ({ stream: careerStream(career), draft })),
)

const at = (length: number): LogPosition => (LogPosition.is(length) ? length : expect.fail('no position'))

describe('read models of several numbers of one person', () => {
  it('count the person once from the row on that joins two numbers until it is taken out, and know at each position what was known', async () => {
    const log = growingLog(LOG)
    const models = await open(log, memoryViewStore())
    const people = async (before?: LogPosition) => {
      const known = before === undefined ? undefined : { before }
      const figures = await get(models.figures(testViews(lastDayOfYear(2023)), AGENCY, known))
      const table = figures.find(({ kind }) => kind === 'table')
      return { people: figures[0]?.people, rows: table?.kind === 'table' ? table.rows.map(({ career }) => career) : [] }
    }
    const then: Awaited<ReturnType<typeof people>>[] = []
    const numbers: ReadonlyArray<CareerId>[] = []
    for (let length = 1; length <= LOG.length; length++) {
      log.growTo(length)
      await get(models.catchUp())
      then.push(await people())
      numbers.push(await get(models.numbers(OLD)))
    }
    expect(then.map((each) => each.people)).toEqual([1, 2, 1, 1, 3])
    // Who left, and has no row that holds, is counted among the people and listed nowhere.
    expect(then.map(({ rows }) => rows)).toEqual([[OLD], [OLD], [NEW], [THIRD], [THIRD, OLD]])
    expect(numbers).toEqual([[OLD], [OLD], [NEW, OLD], [THIRD, NEW, OLD], [OLD]])
    for (const [place, each] of then.entries()) expect(await people(at(place + 2))).toEqual(each)
    expect((await get(models.recount())).differences).toEqual([])
    await get(models.rebuild())
    expect(await people()).toEqual(then.at(-1))
    expect((await get(models.recount())).differences).toEqual([])
  })
})

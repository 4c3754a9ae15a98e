/** Jejak as a subject: its read models on SQLite or Redis, all standing views or one alone. */

import { join } from 'node:path'
import { careerStream, type LocalDate, lastDayOfYear } from '@jejak/core'
import { type Expected, noStream, openSqliteEventStore } from '@jejak/eventstore'
import { type BuildThreads, openReadModels, openSqliteViewStore } from '@jejak/projection'
import { openRedisViewStore } from '@jejak/projection/redis'
import { standingViews } from '@jejak/reports'
import { must } from '@jejak/testing'
import { boundHeap } from '@jejak/worker'
import { isNonEmpty } from 'fp-ts/lib/Array.js'
import { SYNTHETIC_AGENCY, syntheticCareer, writeSyntheticLog } from '../syntheticLog.js'
import { hoursView, onlyHours } from './hoursView.js'
import { type OpenSubject, totalsOf } from './Subject.js'

const TODAY: LocalDate = lastDayOfYear(2025)

/** All views that dashboards keep open, or the compared one alone; where; and with how many threads besides the first. */
interface How {
  readonly views: 'all' | 'one'
  readonly store: 'sqlite' | 'redis'
  readonly helpers: number
}

const threadsOf = ({ views, helpers }: How, dir: string): BuildThreads => ({
  count: helpers,
  alone: false,
  least: 0,
  events: join(dir, 'events.db'),
  views: join(dir, 'views.db'),
  standing:
    views === 'all'
      ? { module: import.meta.resolve('@jejak/reports'), name: 'standingViews' }
      : { module: import.meta.resolve('./hoursView.js'), name: 'onlyHours' },
})

export const openJejak =
  (how: How): OpenSubject =>
  async (dir, server) => {
    // As the command line does before it rebuilds.
    boundHeap()
    const events = must(await openSqliteEventStore(join(dir, 'events.db'))())
    const views = must(await (how.store === 'redis' ? openRedisViewStore(server) : openSqliteViewStore(join(dir, 'views.db')))())
    const standing = how.views === 'all' ? standingViews : onlyHours
    const threads = how.helpers > 0 ? { threads: threadsOf(how, dir) } : {}
    const models = must(await openReadModels({ events, views, standing, today: () => TODAY, ...threads })())
    const ends = new Map<number, Expected>()
    return {
      append: async ({ person, drafts }) => {
        const all = [...drafts]
        if (!isNonEmpty(all)) return
        const stream = careerStream(syntheticCareer(person))
        const { revision, hash } = must(await events.append(stream, ends.get(person) ?? noStream, all)())
        ends.set(person, { tag: 'at', revision, hash })
      },
      fill: async (total) => {
        await writeSyntheticLog(events, total)
      },
      rebuild: async () => {
        must(await models.rebuild()())
      },
      totals: async () => {
        const figure = must(await models.figure(hoursView, SYNTHETIC_AGENCY)())
        if (figure.kind !== 'sums') throw new Error('the view answered with a table')
        return totalsOf([...figure.sums.values()].map(([attended = 0, hours = 0]) => ({ attended, hours })))
      },
      close: async () => {
        await models.close()
        await events.close()
      },
    }
  }

/** A process that follows a log, as a server does, and notes when it told its readers of what. Arguments: folder, address of a Redis (none: in a file). */
import { join } from 'node:path'
import { lastDayOfYear } from '@jejak/core'
import { openSqliteEventStore } from '@jejak/eventstore'
import { openReadModels, openSqliteViewStore } from '@jejak/projection'
import { openRedisViewStore } from '@jejak/projection/redis'
import { standingViews } from '@jejak/reports'
import { boundHeap } from '@jejak/worker'
import { type Moment, must, now, sayLast, UpTo } from './words.js'

const [, , dir = '', redis] = process.argv
const TODAY = lastDayOfYear(2025)

boundHeap()

const events = must(await openSqliteEventStore(join(dir, 'events.db'))())
const views = must(await (redis === undefined ? openSqliteViewStore(join(dir, 'views.db')) : openRedisViewStore(redis))())
const models = must(await openReadModels({ events, views, standing: standingViews, today: () => TODAY })())
must(await models.catchUp()())
const stopping = new AbortController()
const told: Moment[] = []
const before = process.cpuUsage()
const following = models.follow(stopping.signal, ({ position }) => told.push({ position, at: now() }))
process.send?.('following')
const upTo = await new Promise<number>((resolve) =>
  process.on('message', (word) => {
    if (UpTo.is(word)) resolve(word)
  }),
)
while ((told.at(-1)?.position ?? 0) < upTo) await new Promise((resolve) => setTimeout(resolve, 10))
const { user, system } = process.cpuUsage(before)
stopping.abort()
must(await following)
await models.close()
await events.close()
await sayLast({ told, cpu: (user + system) / 1000 })

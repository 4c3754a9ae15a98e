/** A thread of a rebuild: folds and writes the partitions it is told, until it is told `null`. */
import { parentPort, workerData } from 'node:worker_threads'
import type { LocalDate } from '@jejak/core'
import type { View } from '@jejak/core/measure'
import { openSqliteEventStore } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import type { BuildThreads } from '../generation/BuildThreads.js'
import type { Fault } from '../generation/EngineError.js'
import { GenerationView } from '../generation/GenerationView.js'
import { openSqliteViewStore } from '../store/sqlite/openSqliteViewStore.js'
import { unsafeBrand } from '../unsafe.js'
import type { ThreadTask, ThreadWord } from './buildInWorkerThreads.js'
import { buildPartition } from './buildPartition.js'

type Standing = (today: LocalDate) => ReadonlyArray<View>

/** The views as the thread that started this one has them; a text says why not. */
const standingOf = async ({ module, name, modules }: BuildThreads['standing']): Promise<Standing | string> => {
  const loaded: Readonly<Record<string, unknown>> = unsafeBrand(await import(module))
  const found = loaded[name]
  if (typeof found !== 'function') return `${module} exports no ${name}`
  if (modules === undefined) return unsafeBrand<Standing>(found)
  return unsafeBrand<(modules: ReadonlyArray<string>) => Promise<Standing | string>>(found)(modules)
}

const run = async ({ threads, generation }: ThreadTask): Promise<void> => {
  // 1. The same stores, the same views, the reference facts that were written before.
  const inbox: (number | null)[] = []
  let wake: (() => void) | null = null
  parentPort?.on('message', (partition: number | null) => {
    inbox.push(partition)
    wake?.()
  })
  const say = (word: ThreadWord): void => parentPort?.postMessage(word)
  const stop = (fault: Fault): void => {
    say({ tag: 'fault', fault })
    parentPort?.close()
  }
  const events = await openSqliteEventStore(threads.events)()
  if (E.isLeft(events)) return stop(events.left)
  const views = await openSqliteViewStore(threads.views)()
  if (E.isLeft(views)) return stop(views.left)
  const standing = await standingOf(threads.standing)
  if (typeof standing === 'string') return stop({ tag: 'ViewsUnavailable', reason: standing })
  const building = new GenerationView(generation, standing(generation.day), views.right)
  const refreshed = await building.refresh()
  if (E.isLeft(refreshed)) return stop(refreshed.left)
  // 2. Partition by partition.
  for (;;) {
    const partition = inbox.shift()
    if (partition === undefined) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
      continue
    }
    if (partition === null) break
    const since = Date.now()
    const folded = await buildPartition({ events: events.right, views: views.right }, building, partition)
    if (E.isLeft(folded)) {
      stop(folded.left)
      break
    }
    say({ tag: 'done', part: { generation: generation.number, partition, documents: folded.right.documents, since } })
  }
  await views.right.close()
  await events.right.close()
  parentPort?.close()
}

await run(unsafeBrand<ThreadTask>(workerData))

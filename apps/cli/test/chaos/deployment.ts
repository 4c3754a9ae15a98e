/** A deployment on servers: an event store (the double), a Redis for read models and queue, and workers of both kinds. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PARTITIONS } from '@jejak/core'
import { startDouble } from '@jejak/esdb-double'
import { startOwnRedis } from '@jejak/testing/redis'
import { openBoardQueues } from '@jejak/worker/queue'
import { must } from '../answers.js'
import { jejak, type Running, start } from '../jejak.js'
import { Keeper } from './Keeper.js'
import type { PlannedFault } from './plan.js'

const CLOCK = fileURLToPath(new URL('./clock.mjs', import.meta.url))
const HOUR_MS = 3_600_000
const JUMPS_MS = [-HOUR_MS, HOUR_MS, 26 * HOUR_MS, 0]
const QUEUE_NAMES = ['log', 'partitions', 'rebuilds']

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

type Env = Readonly<Record<string, string>>

export interface Deployment {
  /** Without a queue: as one who appends or reads has it. */
  readonly env: (folder: string) => Env
  readonly inflict: (fault: PlannedFault) => Promise<void>
  /** Heals what was hurt for longer: clocks. */
  readonly heal: () => void
  /** Waits until rebuilds that were begun have ended. */
  readonly settle: () => Promise<void>
  /** What workers that ended by themselves said. */
  readonly ends: () => ReadonlyArray<string>
  /** Ends the workers in good order; answers their exit codes. */
  readonly end: () => Promise<ReadonlyArray<number | null>>
  readonly stop: () => Promise<void>
}

/** @param kinds how each worker works: by the queue, or for itself */
export const deploy = async (dir: string, kinds: ReadonlyArray<'queue' | 'embedded'>): Promise<Deployment> => {
  const double = await startDouble({ dir: join(dir, 'double') })
  const redis = await startOwnRedis()
  const address = `redis://${redis.host}:${redis.port}`
  const env = (folder: string): Env => ({
    JEJAK_HOME: join(dir, folder),
    JEJAK_EVENTS: double.url,
    JEJAK_VIEWS: address,
    JEJAK_WRAPPING_KEY: '07'.repeat(32),
    JEJAK_KEYS: `sqlite:${join(dir, 'keys.db')}`,
  })
  const clocks = kinds.map((_, at) => join(dir, `clock-${at}`))
  const heal = (): void => {
    for (const clock of clocks) writeFileSync(clock, '0')
  }
  heal()
  const keepers = kinds.map(
    (kind, at) =>
      new Keeper({
        ...env(`worker-${at}`),
        ...(kind === 'queue' ? { JEJAK_QUEUE: address } : {}),
        NODE_OPTIONS: `--import=file://${CLOCK}`,
        CHAOS_CLOCK: clocks[at] ?? '',
      }),
  )
  const client = redis.connect()
  const board = await must(openBoardQueues(address))

  /** Commands on the read models under way: while servers go and come they may end as they like. */
  const commands: Running[] = []
  /** Every other one by the queue. */
  const beside = (args: ReadonlyArray<string>, pick: number): Running => {
    const command = start(args, { ...env('beside'), ...(pick % 2 === 0 ? { JEJAK_QUEUE: address } : {}) })
    commands.push(command)
    return command
  }

  const inflict = async ({ name, pick }: PlannedFault): Promise<void> => {
    const victim = pick % kinds.length
    switch (name) {
      case 'kill a worker':
        return keepers[victim]?.signal('SIGKILL')
      case 'stop a worker for a while':
        keepers[victim]?.signal('SIGSTOP')
        setTimeout(() => keepers[victim]?.signal('SIGCONT'), pick * 3)
        return
      case 'restart Redis, which forgets all':
        await redis.down()
        await pause(pick / 2)
        await redis.up()
        return
      case 'empty Redis':
        await client.flushall()
        return
      case 'cut the connections to Redis':
        await client.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes')
        return
      case 'restart the event store':
        await double.kill()
        await pause(pick / 2)
        await double.restart()
        return
      case 'cut the connections to the event store':
        return double.fault({ kind: 'cut' })
      case 'let a clock jump':
        return writeFileSync(clocks[victim] ?? '', String(JUMPS_MS[pick % JUMPS_MS.length]))
      case 'lose the jobs of a queue': {
        const keys = await client.keys(`{jejak:queue:*:${QUEUE_NAMES[pick % QUEUE_NAMES.length]}:*`)
        if (keys.length > 0) await client.del(...keys)
        return
      }
      case 'give every job several times': {
        const jobs = Array.from({ length: 2 * PARTITIONS }, (_, at) => ({ name: 'drain', data: { partition: at % PARTITIONS } }))
        for (const queue of board.queues) {
          if (queue.name === 'partitions') await queue.addBulk(jobs)
          if (queue.name === 'log')
            await queue.addBulk(['dispatch', 'dispatch', 'sweep', 'day', 'dispatch'].map((job) => ({ name: job, data: {} })))
        }
        return
      }
      case 'dispatch beside the workers':
        await jejak(['report', 'service-health', '--format', 'json'], env('beside'))
        return
      case 'begin a rebuild and kill it': {
        const rebuild = beside(['rebuild'], pick)
        setTimeout(() => rebuild.process.kill('SIGKILL'), pick * 2)
        return
      }
      case 'rebuild':
        beside(['rebuild'], pick)
        return
      case 'roll the read models back':
        beside(['rebuild', '--rollback'], pick)
        return
    }
  }

  return {
    env,
    inflict,
    heal,
    settle: async () => {
      await Promise.all(commands.splice(0).map(({ ended }) => ended))
    },
    ends: () => keepers.flatMap(({ ends }) => ends),
    end: () => Promise.all(keepers.map((keeper) => keeper.end())),
    stop: async () => {
      for (const { process: child } of commands) child.kill('SIGKILL')
      await Promise.all(keepers.map((keeper) => keeper.kill()))
      client.disconnect()
      await board.close()
      await redis.stop()
      await double.stop()
    },
  }
}

/** Measures subjects on logs of the same sizes, each in a process of its own, and holds their answers against each other. */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { startOwnRedis } from '@jejak/testing/redis'
import * as E from 'fp-ts/lib/Either.js'
import { percentile } from '../conditions.js'
import type { Measured, Work } from './Measured.js'
import { runSubject } from './runSubject.js'
import type { Totals } from './Subject.js'
import { type Described, SUBJECTS } from './subjects.js'

/** Longer than this no program may take to fill a log, or to rebuild from it. */
const LIMIT_SECONDS = 120
/** A rebuild shorter than this is measured again. */
const SHORT_SECONDS = 10

/** A rebuild: medians in seconds, over so many runs, and the most memory of any; and how the log was filled before. */
export interface Rebuilt {
  readonly wall: number
  readonly processor: number
  readonly runs: number
  readonly megabytes: number
  readonly fill: { readonly wall: number; readonly megabytes: number }
}

const FILL: Work = { fill: true, rebuilds: 0, append: false }
const REBUILD: Work = { fill: false, rebuilds: 1, append: false }
const APPEND: Work = { fill: false, rebuilds: 0, append: true }

const forgetReadModels = (dir: string): void => {
  for (const file of ['views.db', 'views.db-wal', 'views.db-shm']) rmSync(join(dir, file), { force: true })
}

/** What was measured of several runs of one rebuild. */
const together = (runs: ReadonlyArray<Measured>, fill: Measured): Rebuilt => {
  const rebuilds = runs.flatMap((run) => run.rebuilds)
  const median = (of: (rebuild: Measured['rebuilds'][number]) => number): number => percentile(rebuilds.map(of), 0.5)
  return {
    wall: median(({ wall }) => wall),
    processor: median(({ processor }) => processor),
    runs: rebuilds.length,
    megabytes: Math.max(...runs.map(({ megabytes }) => megabytes)),
    fill: { wall: fill.fill ?? Number.NaN, megabytes: fill.megabytes },
  }
}

/** Compares in a folder; logs on disk are kept there between the subjects of a family. */
export class Comparison {
  readonly #dir: string
  readonly #fills = new Map<string, E.Either<string, Measured>>()
  readonly #totals = new Map<number, Totals>()
  readonly #stopped = new Set<string>()

  constructor(dir: string) {
    this.#dir = dir
  }

  /** A rebuild of a log of so many events, or why there is none. */
  async rebuild(name: string, size: number, runs: number): Promise<E.Either<string, Rebuilt>> {
    const described = SUBJECTS[name]
    if (described === undefined) return E.left('unknown')
    if (this.#stopped.has(name)) return E.left('not tried')
    const rebuilt = described.durable ? await this.#onDisk(name, described, size, runs) : await this.#inMemory(name, described, size, runs)
    if (E.isLeft(rebuilt)) this.#stopped.add(name)
    return rebuilt
  }

  /** Appends by a subject to a log of its own that is empty before. */
  async append(name: string): Promise<Measured['append']> {
    const dir = this.#folder(`append-${name}`)
    const measured = await runSubject({ subject: name, work: APPEND, size: 0, dir, server: '', limitSeconds: LIMIT_SECONDS })
    return E.isLeft(measured) ? null : measured.right.append
  }

  /** Lets go of the logs of a size. */
  forget(size: number): void {
    for (const { family } of Object.values(SUBJECTS)) rmSync(join(this.#dir, `${family}-${size}`), { recursive: true, force: true })
    this.#fills.clear()
  }

  #folder(name: string): string {
    const dir = join(this.#dir, name)
    mkdirSync(dir, { recursive: true })
    return dir
  }

  async #onDisk(name: string, { family, settlesFirst }: Described, size: number, runs: number): Promise<E.Either<string, Rebuilt>> {
    const dir = this.#folder(`${family}-${size}`)
    const common = { subject: name, size, dir, limitSeconds: LIMIT_SECONDS }
    const filled = this.#fills.get(family) ?? (await runSubject({ ...common, work: FILL, server: '' }))
    this.#fills.set(family, filled)
    if (E.isLeft(filled)) return filled
    const first = settlesFirst === true ? await runSubject({ ...common, work: REBUILD, server: '' }) : filled
    if (E.isLeft(first)) return first
    const measured: Measured[] = []
    while (measured.length < runs && (measured[0]?.rebuilds[0]?.wall ?? 0) < SHORT_SECONDS) {
      forgetReadModels(dir)
      const redis = name === 'jejak-redis' ? await startOwnRedis() : null
      try {
        const server = redis === null ? '' : `redis://${redis.host}:${redis.port}`
        const run = await runSubject({ ...common, work: REBUILD, server })
        if (E.isLeft(run)) return run
        this.#agree(name, size, run.right.totals)
        measured.push(run.right)
      } finally {
        await redis?.stop()
      }
    }
    return E.right(together(measured, filled.right))
  }

  /** A log in memory ends with its process: filled and rebuilt in one. */
  async #inMemory(name: string, { settlesFirst }: Described, size: number, runs: number): Promise<E.Either<string, Rebuilt>> {
    const work: Work = { fill: true, rebuilds: settlesFirst === true ? runs + 1 : runs, append: false }
    const dir = this.#folder(name)
    const run = await runSubject({ subject: name, work, size, dir, server: '', limitSeconds: LIMIT_SECONDS })
    if (E.isLeft(run)) return run
    this.#agree(name, size, run.right.totals)
    const rebuilds = run.right.rebuilds.slice(-runs)
    return E.right(together([{ ...run.right, rebuilds }], run.right))
  }

  #agree(name: string, size: number, totals: Totals | null): void {
    const first = this.#totals.get(size) ?? totals
    if (totals === null || first === null) return
    this.#totals.set(size, first)
    if (totals.cohorts !== first.cohorts || totals.attended !== first.attended || totals.hours !== first.hours)
      throw new Error(`${name} counts ${JSON.stringify(totals)}, others ${JSON.stringify(first)}`)
  }
}

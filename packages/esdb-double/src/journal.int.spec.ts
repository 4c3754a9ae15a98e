import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NO_STREAM } from '@eventstore/db-client'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Bench, collect, eventsOf, ids, openBench, outcomeOf, someEvents } from '../test/doubleClient.js'
import { openStore } from './log/Store.js'
import { startDouble } from './startDouble.js'

describe('a double that is killed', () => {
  let bench: Bench
  beforeAll(async () => {
    bench = await openBench()
  })
  afterAll(() => bench.close())

  it('has every append that it acknowledged, whole and in order', async () => {
    const STREAMS = 8
    let killed = false
    const acknowledged = new Map<string, ReadonlyArray<string>>()
    const writing = Array.from({ length: STREAMS }, async (_, writer) => {
      const stream = `writer-${writer}`
      for (let at = 0n; !killed; at += 3n) {
        const given = ids(3)
        const expectedRevision = at === 0n ? NO_STREAM : at - 1n
        if ((await outcomeOf(bench.client.appendToStream(stream, eventsOf(given), { expectedRevision }))) !== 'ok') return
        acknowledged.set(stream, [...(acknowledged.get(stream) ?? []), ...given])
      }
    })
    const shortest = () => (acknowledged.size < STREAMS ? 0 : Math.min(...[...acknowledged.values()].map(({ length }) => length)))
    await expect.poll(shortest, { timeout: 60_000, interval: 20 }).toBeGreaterThan(20)
    await bench.double.kill()
    killed = true
    await Promise.all(writing)
    await bench.double.restart()
    await outcomeOf(collect(bench.client.readStream('none')))

    for (const [stream, given] of acknowledged) {
      const stored = await collect(bench.client.readStream(stream))
      expect(stored.slice(0, given.length).map(({ id }) => id)).toEqual(given)
      // What was under way at the kill is there whole or not at all.
      expect([0, 3]).toContain(stored.length - given.length)
    }
    const positions = (await collect(bench.client.readAll())).map(({ position }) => position?.commit ?? -1n)
    const { position } = await bench.client.appendToStream('after', someEvents(1))
    expect(position?.commit).toBeGreaterThan(positions.at(-1) ?? 0n)
  })
})

describe('the journal', () => {
  let dir: string
  let file: string
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'jejak-journal-'))
    file = join(dir, 'journal.ndjson')
  })
  afterEach(() => rm(dir, { recursive: true, force: true }))

  const opened = () => {
    const store = openStore(dir)
    if (E.isLeft(store)) throw new Error(store.left.reason)
    return store.right
  }
  const [proposed] = ids(1).map((id) => ({
    id,
    type: 'Noted',
    contentType: 'application/json',
    data: Buffer.from('{}'),
    metadata: Buffer.alloc(0),
  }))

  it('drops a last line that was cut off, wherever', async () => {
    const first = opened()
    if (proposed === undefined) throw new Error('no event')
    first.append('kept', -1n, [proposed])
    first.close()
    const before = await readFile(file)
    const second = opened()
    second.append('torn', -1n, [proposed])
    second.close()
    const line = (await readFile(file)).subarray(before.length)
    for (let cut = 1; cut < line.length; cut += 37) {
      await writeFile(file, before)
      await appendFile(file, line.subarray(0, line.length - cut))
      const store = opened()
      expect(store.log.stream('kept').last).toBe(0n)
      expect(store.log.stream('torn').last).toBe(-1n)
      store.append('after', -1n, [proposed])
      store.close()
      expect(opened().log.stream('after').last).toBe(0n)
    }
  })

  it('that cannot be written is refused in one line', async () => {
    await writeFile(join(dir, 'taken'), '')
    await expect(startDouble({ dir: join(dir, 'taken') })).rejects.toThrow(/^cannot write \S+; choose another folder, or see who owns it$/)
  })

  it('that is something else is refused in one line', async () => {
    // Also where no line ends: that is no line of ours that was cut off.
    for (const other of ['not a journal\n', 'not a journal', '[{"name":"of another"}]']) {
      await writeFile(file, other)
      await expect(startDouble({ dir })).rejects.toThrow(/^\S+ is not a journal of the double, or is damaged; use another folder$/)
      expect(await readFile(file, 'utf8')).toBe(other)
    }
  })
})

/** One subject in a process of its own: `NAME FILL REBUILDS APPEND SIZE FOLDER SERVER`; the last line it writes is what it measured. */
import type { Measured } from './Measured.js'
import { A_ROUND, chunkOf, type Subject } from './Subject.js'
import { SUBJECTS } from './subjects.js'

/** People who are in no log, so that their streams are new. */
const FIRST_NEW = 10_000_000
const SINGLY = 125
const TOGETHER = 500

/** Seconds by the clock, and of all processors in this process. */
const timed = async (work: () => Promise<unknown>): Promise<{ readonly wall: number; readonly processor: number }> => {
  const [started, before] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(before)
  return { wall: (performance.now() - started) / 1000, processor: (user + system) / 1e6 }
}

/** Appends to new streams, one append after the other: an event at a time, and eight. Events a second. */
const appending = async (subject: Subject): Promise<{ readonly single: number; readonly eights: number }> => {
  const chunks = Array.from({ length: SINGLY + TOGETHER }, (_, i) => chunkOf(FIRST_NEW + i, 0))
  const single = await timed(async () => {
    for (const chunk of chunks.slice(0, SINGLY))
      for (const [i, draft] of chunk.drafts.entries()) await subject.append({ ...chunk, from: chunk.from + i, drafts: [draft] })
  })
  const eights = await timed(async () => {
    for (const chunk of chunks.slice(SINGLY)) await subject.append(chunk)
  })
  return { single: (SINGLY * A_ROUND) / single.wall, eights: (TOGETHER * A_ROUND) / eights.wall }
}

const measure = async (name: string, fill: boolean, rebuilds: number, append: boolean, size: number, dir: string, server: string) => {
  const open = await SUBJECTS[name]?.open()
  if (open === undefined) throw new Error(`there is no subject ${name}`)
  const subject = await open(dir, server)
  const filled = fill ? await timed(() => subject.fill(size)) : null
  const times: Measured['rebuilds'][number][] = []
  for (let i = 0; i < rebuilds; i++) times.push(await timed(subject.rebuild))
  const { maxRSS } = process.resourceUsage()
  const measured: Measured = {
    fill: filled?.wall ?? null,
    rebuilds: times,
    totals: rebuilds > 0 ? await subject.totals() : null,
    append: append ? await appending(subject) : null,
    megabytes: maxRSS / 1024,
  }
  await subject.close()
  process.stdout.write(`${JSON.stringify(measured)}\n`)
}

const [, , name = '', fill, rebuilds, append, size, dir = '', server = ''] = process.argv
await measure(name, fill === 'true', Number(rebuilds), append === 'true', Number(size), dir, server)
// Some programs leave timers behind.
process.exit()

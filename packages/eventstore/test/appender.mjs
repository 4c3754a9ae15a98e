// A process of its own that appends, for tests of several processes and of crashes.
// Arguments: file, name, number of appends (0: until it is killed), in flight, mode, events the indexes may lack.
// Each event that was acknowledged is written to stdout as a line with its id.
import { createHash, randomUUID } from 'node:crypto'
import { openSqliteEventStore } from '../dist/index.js'

const [path, name, count, inFlight, mode, tail] = process.argv.slice(2)
const opened = await openSqliteEventStore(path, { mode, tail: Number(tail) })()
if (opened._tag === 'Left') {
  console.error(opened.left.reason)
  process.exit(1)
}
const store = opened.right
const streamOf = (text) => `career-${createHash('sha256').update(text).digest('hex').slice(0, 32)}`
const draft = () => {
  const id = randomUUID()
  const ground = { kind: 'noted', actor: 'jejak' }
  return {
    id,
    type: 'Rated',
    schema: 1,
    data: { by: name },
    sealed: null,
    meta: { agency: 'kota-uji', ground, correlationId: id, causationId: id },
  }
}

let begun = 0
// The first writer of every process appends to one stream that all share; the others to streams of their own.
const appendOn = async (writer) => {
  const stream = streamOf(writer === 0 ? 'shared' : `${name} ${writer}`)
  let end = { tag: 'noStream' }
  while (count === '0' || begun < Number(count)) {
    begun += 1
    const drafts = Array.from({ length: 1 + (begun % 3) }, draft)
    for (;;) {
      const result = await store.append(stream, end, drafts)()
      if (result._tag === 'Right') {
        end = { tag: 'at', revision: result.right.revision, hash: result.right.hash }
        process.stdout.write(drafts.map(({ id }) => `${id}\n`).join(''))
        break
      }
      // On a machine that does much else, the others may hold the file longer than patience lasts; nothing was written.
      if (result.left.tag === 'Unavailable') continue
      if (result.left.tag !== 'Conflict') {
        console.error(result.left.reason)
        process.exit(1)
      }
      end = result.left.actual
    }
  }
}
await Promise.all(Array.from({ length: Number(inFlight) }, (_, writer) => appendOn(writer)))
await store.close()

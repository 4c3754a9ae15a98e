/** The child process that `startDouble` starts. It ends with its parent, however that ends. */
import * as E from 'fp-ts/lib/Either.js'
import { ChildOptions, type FromChild, ToChild } from './messages.js'
import { serveDouble } from './serve.js'

const tell = (message: FromChild): void => {
  process.send?.(message)
}

const options = ChildOptions.decode(JSON.parse(process.argv[2] ?? 'null'))
const serving = E.isLeft(options) ? E.left({ reason: 'the options of the child process are none' }) : await serveDouble(options.right)()
if (E.isLeft(serving)) {
  tell({ tag: 'failed', reason: serving.left.reason })
  process.disconnect()
} else {
  const { port, url, fault, close } = serving.right
  process.on('message', (message: unknown) => {
    const decoded = ToChild.decode(message)
    if (E.isLeft(decoded)) return
    // Told before it is done: a cut is one.
    tell({ tag: 'armed', id: decoded.right.id })
    fault(decoded.right.fault)
  })
  process.once('SIGTERM', () => void close().then(() => process.exit(0)))
  process.once('disconnect', () => process.exit(0))
  tell({ tag: 'ready', port, url })
}

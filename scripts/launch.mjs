/**
 * Runs a built program under the Node of this project: `node scripts/launch.mjs
 * apps/cli/dist/main.js ARGS`. In this very process where that runs on it already,
 * as it does under npm: then signals, terminal and exit code are the program's own.
 */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { endAs, passOn, whenNpmIsGone } from './passOn.mjs'
import { onOwnNode, ownNode, root } from './programs.mjs'

const [program = '', ...args] = process.argv.slice(2)
const path = join(root, program)
if (onOwnNode()) {
  process.argv = [process.execPath, path, ...args]
  whenNpmIsGone(() => {
    if (!process.emit('SIGTERM', 'SIGTERM')) process.exit(143)
  })
  await import(pathToFileURL(path).href)
} else endAs(await passOn(ownNode(), [path, ...args]))

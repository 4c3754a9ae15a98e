/** Runs tests by name, in processes of their own, and ends as they did. */
import { passOn } from './passOn.mjs'
import { ownNode, root, scriptOf } from './programs.mjs'

export const runTests = (args, env = process.env) =>
  passOn(ownNode(), [scriptOf('vitest'), 'run', '--config', 'vitest.workspace.ts', ...args], { cwd: root, env })

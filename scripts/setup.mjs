/**
 * Makes a fresh clone ready: installs what the lockfile names, then builds.
 * Does nothing when nothing changed since the last time. Runs under the Node a
 * machine happens to have (20 or later); everything after it under our own.
 */

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pnpm } from './pnpm.mjs'
import { ownNode, root } from './programs.mjs'

const quiet = process.argv.includes('--quiet')
const stampFile = `${root}node_modules/.setup-stamp`

const say = (line) => {
  if (!quiet) process.stderr.write(`${line}\n`)
}

const run = (command, args, what) => {
  const result = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CI: 'true' },
  })
  if (result.status === 0) return
  process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`)
  process.stderr.write(`jejak: ${what} failed (${command} ${args.join(' ')}); the lines above say why\n`)
  process.exit(1)
}

const fingerprint = () => {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`)
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json']) hash.update(readFileSync(`${root}${file}`))
  return hash.digest('hex')
}

const wanted = fingerprint()
const installed = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : ''
if (installed !== wanted) {
  say('jejak: installing packages (once, about a minute)')
  const install = pnpm(['install', '--frozen-lockfile'])
  if (install === null) {
    process.stderr.write('jejak: npm was not found; run this by npm: npm start, npm test, npm run jejak\n')
    process.exit(1)
  }
  run(...install, 'installing packages')
  writeFileSync(stampFile, wanted)
}
run(ownNode(), [join(root, 'scripts', 'build.mjs'), ...(quiet ? ['--quiet'] : [])], 'building')

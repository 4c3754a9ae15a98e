/** Runs the checks (types of tests, lint, dead code) and every test; ends with the count. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const run = (command, args) => spawnSync(`${root}node_modules/.bin/${command}`, args, { cwd: root, stdio: 'inherit' }).status ?? 1

const checks = [
  ['tsc', ['-p', 'tsconfig.spec.json', '--noEmit']],
  ['biome', ['check', '.']],
  ['knip', ['--no-progress']],
]
const broken = checks.filter(([command, args]) => run(command, args) !== 0).map(([command]) => command)
const tests = run('vitest', ['run', '--config', 'vitest.workspace.ts', ...process.argv.slice(2)])
if (broken.length > 0) process.stderr.write(`checks that failed: ${broken.join(', ')}\n`)
process.exit(tests === 0 && broken.length === 0 ? 0 : 1)

/** Runs the checks (types of tests, lint, dead code) and every test; ends with the count. */
import { endAs, passOn } from './passOn.mjs'
import { ownNode, root, scriptOf } from './programs.mjs'
import { runTests } from './runTests.mjs'

const checks = [
  ['tsc', 'typescript', ['-p', 'tsconfig.spec.json', '--noEmit']],
  ['biome', '@biomejs/biome', ['check', '.']],
  ['oxlint', 'oxlint', []],
  ['knip', 'knip', ['--no-progress']],
]
const broken = []
for (const [name, from, args] of checks) {
  const ended = await passOn(ownNode(), [scriptOf(name, { from }), ...args], { cwd: root })
  if (ended.stopped) endAs(ended.code === 0 ? { code: 143, signal: null } : ended)
  if (ended.code !== 0) broken.push(name)
}
const tests = await runTests(process.argv.slice(2))
if (broken.length > 0) process.stderr.write(`checks that failed: ${broken.join(', ')}\n`)
if (tests.signal !== null) endAs(tests)
else process.exit(tests.code === 0 && broken.length === 0 ? 0 : 1)

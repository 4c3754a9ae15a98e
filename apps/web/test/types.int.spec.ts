/** The dashboard compiles under the same strict types as the rest; its builder only strips them. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

it('the dashboard has no type error', () => {
  const root = fileURLToPath(new URL('../../..', import.meta.url))
  const { stdout, status } = spawnSync(`${root}node_modules/.bin/tsc`, ['-p', `${root}apps/web/tsconfig.json`], { encoding: 'utf8' })
  expect(stdout).toBe('')
  expect(status).toBe(0)
})

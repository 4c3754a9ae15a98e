import { existsSync, readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))
const packages = ['packages', 'apps'].flatMap((group) =>
  readdirSync(`${root}${group}`)
    .filter((name) => existsSync(`${root}${group}/${name}/src/index.ts`))
    .flatMap((name) => [
      { find: new RegExp(`^@jejak/${name}$`), replacement: `${root}${group}/${name}/src/index.ts` },
      { find: new RegExp(`^@jejak/${name}/(\\w+)$`), replacement: `${root}${group}/${name}/src/$1/index.ts` },
    ]),
)

const project = (groupOrder: number, name: string, include: string, testTimeout: number, parallel: boolean) => ({
  resolve: { alias: packages },
  test: {
    name,
    include: [include],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout,
    hookTimeout: testTimeout,
    fileParallelism: parallel,
    pool: 'forks' as const,
    // Kind after kind: what measures a second on a page must not share the machine with the rest.
    sequence: { groupOrder },
  },
})

/**
 * Three kinds of test, told by the file name: `unit` is pure, `int` uses real
 * files, processes and servers, `e2e` the whole product and a real browser.
 * Tests run on the sources; child processes run what `npm run build` made.
 */
export default defineConfig({
  test: {
    // Many tests of servers wait more than they work: two at a time also on two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: ['default', `${root}scripts/summary-reporter.ts`],
    projects: [
      project(0, 'unit', '**/*.unit.spec.ts', 60_000, true),
      project(1, 'int', '**/*.int.spec.ts', 180_000, true),
      project(2, 'e2e', '**/*.e2e.spec.ts', 300_000, false),
    ],
  },
})

import { readFileSync } from 'node:fs'
import { POLICY_NAMES, readPolicyFile } from '@jejak/core'
import { REPORTS } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'

const page = readFileSync(new URL('policies.md', import.meta.url), 'utf8')

describe('the page of policies', () => {
  it('lists every policy, in order, and no other', () => {
    const listed = [...page.matchAll(/^\| `([a-z-]+)` +\| [^|]+ \| [^|]+ \|$/gm)].map(([, name]) => name)
    expect(listed).toEqual(POLICY_NAMES)
  })

  it('names the policy of every report that has one', () => {
    for (const { name, policy } of REPORTS.values()) {
      if (policy === null || policy === 'performance-predicate') continue
      const row = page.split('\n').find((line) => line.startsWith(`| \`${policy}\` `))
      expect([name, row?.includes(`\`${name}\``)]).toEqual([name, true])
    }
  })

  it('shows a file that can be adopted', () => {
    const [, file = ''] = /```json\n([\s\S]+?)```/.exec(page) ?? []
    const read = readPolicyFile(JSON.parse(file))
    expect(E.isRight(read) ? read.right.version : read.left).toBe('kota-2026')
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LAW } from './law.js'

/** A regulation by its number, as `LAW` cites it. */
const REGULATION = /\b(?:UU|PP|Perpres|Permen\w+|Per[A-Z]\w+|Perka BKN|SE Men\w+) \d+\/\d{4}/

const root = new URL('../../../', import.meta.url)
const sources = ['core', 'reports', 'projection', 'exchange'].flatMap((room) =>
  readdirSync(new URL(`${room}/src`, root), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts') && path !== 'law/law.ts')
    .map((path) => `${room}/src/${path}`),
)

const withoutComments = (text: string): string => text.replaceAll(/\/\*.*?\*\//gs, '').replaceAll(/^\s*\/\/.*$/gm, '')

describe('regulations', () => {
  it('are cited in one file: rules, policies and reports refer to it', () => {
    expect(sources.length).toBeGreaterThan(200)
    const elsewhere = sources.filter((path) => REGULATION.test(withoutComments(readFileSync(new URL(path, root), 'utf8'))))
    expect(elsewhere).toEqual([])
  })

  it('are each written once', () => {
    const cited = Object.values(LAW)
    expect(new Set(cited).size).toBe(cited.length)
    for (const each of cited) expect(each).toMatch(REGULATION)
  })
})

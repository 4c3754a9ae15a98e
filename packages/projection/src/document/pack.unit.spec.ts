import { arbitraryCareerEntries } from '@jejak/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeEntry } from './encode.js'
import { NO_ENTRIES, pack, unpack } from './pack.js'

describe('packed entries', () => {
  it('are read back as they were, in their order', () => {
    fc.assert(
      fc.property(arbitraryCareerEntries({ maxSteps: 40 }), (entries) => {
        expect(unpack(pack(entries))).toEqual(entries)
      }),
    )
  })

  it('are one text for the same entries, however their objects were made', () => {
    fc.assert(
      fc.property(arbitraryCareerEntries(), (entries) => {
        expect(pack(unpack(pack(entries)))).toBe(pack(entries))
      }),
    )
  })

  // A career of so many entries holds facts of each type more than once, whose fields are named once.
  it('are smaller than one by one, the more the longer a career is', () => {
    const [career] = fc.sample(
      arbitraryCareerEntries({ maxSteps: 120 }).filter(({ length }) => length > 60),
      { numRuns: 1, seed: 1 },
    )
    const entries = career ?? []
    expect(pack(entries).length).toBeLessThan(0.8 * entries.map(encodeEntry).join(',').length)
  })

  it('may be none', () => {
    expect(unpack(NO_ENTRIES)).toEqual([])
    expect(unpack(pack([]))).toEqual([])
  })
})

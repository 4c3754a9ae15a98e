import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hmacUnder } from './hmac.js'

it('is the HMAC of the system, for any key of a block and any texts one after the other', () => {
  const keys = fc.uint8Array({ maxLength: 64 })
  const texts = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constant('é'.repeat(3_000)), fc.constant('x'.repeat(20_000))))
  fc.assert(
    fc.property(keys, texts, (key, all) => {
      const hmac = hmacUnder(key)
      for (const text of all) expect(hmac(text)).toBe(createHmac('sha256', key).update(text).digest('hex'))
    }),
    { numRuns: 30 },
  )
})

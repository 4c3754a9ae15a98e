/** The client of EventStoreDB over TLS and with users. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OwnDouble, ofKurrent, ownDouble } from '../../test/server.js'
import { reasonOf, signIn } from '../../test/signIn.js'

signIn('the client of EventStoreDB', (url) => url)

describe('a server', () => {
  let plain: OwnDouble
  beforeAll(async () => {
    plain = await ownDouble()
  })
  afterAll(() => plain.end())

  it('is not opened by both client libraries in one process: they would break each other', async () => {
    expect(await reasonOf(plain.url)).toBe('opened')
    expect(await reasonOf(ofKurrent(plain.url))).toMatch(/esdb:\/\/ or kurrentdb:\/\/, not both/)
  })
})

/** TLS and sign-in: what works, and what is said where it does not. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { careerNo, samples } from '@jejak/testing'
import * as E from 'fp-ts/lib/Either.js'
import { generate } from 'selfsigned'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must, type OwnDouble, ofKurrent, ownDouble, stored } from '../../test/server.js'
import { noStream } from '../index.js'
import { openEventStoreDb } from './openEventStoreDb.js'

const dir = mkdtempSync(join(tmpdir(), 'jejak-tls-'))
let secured: OwnDouble
let plain: OwnDouble
beforeAll(async () => {
  const made = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keySize: 2048,
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  })
  const tls = { cert: join(dir, 'cert.pem'), key: join(dir, 'key.pem') }
  writeFileSync(tls.cert, made.cert)
  writeFileSync(tls.key, made.private)
  secured = await ownDouble({ tls, auth: true })
  plain = await ownDouble()
})
afterAll(async () => {
  await secured?.end()
  await plain?.end()
  rmSync(dir, { recursive: true, force: true })
})

const reasonOf = async (url: string): Promise<string> => {
  const opened = await openEventStoreDb(url, { patience: 0 })()
  if (E.isLeft(opened)) return `${opened.left.tag}: ${opened.left.reason}`
  await opened.right.close()
  return 'opened'
}

describe('a server with TLS and users', () => {
  it('is written and read with the right sign-in, alone and in bulk', async () => {
    const events = await must(openEventStoreDb(secured.url)())
    await must(events.append(careerNo(1), noStream, samples(1))())
    const [bulk] = await events.appendMany([{ stream: careerNo(2), expected: noStream, drafts: samples(2) }])()
    expect(bulk).toMatchObject(E.right({ revision: 1 }))
    expect(await stored(events)).toHaveLength(3)
    await events.close()
  })

  it('is not opened with another, which is said without the password', async () => {
    const wrong = await reasonOf(secured.url.replace('changeit', 'geheim'))
    expect(wrong).toMatch(/^Unavailable: esdb:\/\/127\.0\.0\.1:\d+ does not accept the sign-in/)
    expect(wrong).not.toContain('geheim')
    for (const user of ['', 'ops:changeit@'])
      expect(await reasonOf(secured.url.replace('admin:changeit@', user))).toMatch(/denies access: give the user the right to read \$all/)
  })

  it('is not opened without its certificate, and a plain one not with TLS; both say what to add', async () => {
    expect(await reasonOf(secured.url.replace(/&tlsCAFile=[^&]*/, ''))).toMatch(/certificate that is not trusted.*tlsCAFile/)
    expect(await reasonOf(plain.url.replace('?tls=false', ''))).toMatch(/does not speak TLS: add tls=false/)
    expect(await reasonOf(secured.url.replace(/tlsCAFile=[^&]*/, 'tlsCAFile=/nowhere'))).toMatch(/check the files it names/)
  })

  it('is not opened by both client libraries in one process: they would break each other', async () => {
    expect(await reasonOf(plain.url)).toBe('opened')
    expect(await reasonOf(ofKurrent(plain.url))).toMatch(/esdb:\/\/ or kurrentdb:\/\/, not both/)
  })
})

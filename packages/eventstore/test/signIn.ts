/** TLS and sign-in: what works, and what is said where it does not; the same for either client library. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { careerNo, samples } from '@jejak/testing'
import * as E from 'fp-ts/lib/Either.js'
import { generate } from 'selfsigned'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEventStoreDb } from '../src/eventstoredb/openEventStoreDb.js'
import { noStream } from '../src/index.js'
import { must, type OwnDouble, ownDouble, stored } from './server.js'

/** Opens it, and says how that went. */
export const reasonOf = async (url: string, patience = 0): Promise<string> => {
  const opened = await openEventStoreDb(url, { patience })()
  if (E.isLeft(opened)) return `${opened.left.tag}: ${opened.left.reason}`
  await opened.right.close()
  return 'opened'
}

const IP = { type: 7 as const, ip: '127.0.0.1' }

/**
 * @param urlOf the address as it is written for that library
 */
export const signIn = (name: string, urlOf: (url: string) => string): void => {
  describe(`a server with TLS and users, with ${name}`, () => {
    const dir = mkdtempSync(join(tmpdir(), 'jejak-tls-'))
    const doubles: OwnDouble[] = []
    let secured: string
    let plain: string
    let otherHost: string
    let expired: string
    beforeAll(async () => {
      const ca = await generate([{ name: 'commonName', value: 'an authority' }], {
        keySize: 2048,
        extensions: [{ name: 'basicConstraints', cA: true, critical: true }],
      })
      writeFileSync(join(dir, 'ca.pem'), ca.cert)
      let files = 0
      const serving = async (host: typeof IP | { readonly type: 2; readonly value: string }, notAfterDate?: Date): Promise<string> => {
        const made = await generate([{ name: 'commonName', value: 'a node' }], {
          keySize: 2048,
          ca: { key: ca.private, cert: ca.cert },
          ...(notAfterDate === undefined ? {} : { notBeforeDate: new Date('2020-01-01'), notAfterDate }),
          extensions: [
            { name: 'basicConstraints', cA: false },
            { name: 'subjectAltName', altNames: [host] },
          ],
        })
        files += 1
        const tls = { cert: join(dir, `cert-${files}.pem`), key: join(dir, `key-${files}.pem`) }
        writeFileSync(tls.cert, made.cert)
        writeFileSync(tls.key, made.private)
        const double = await ownDouble({ tls, auth: true })
        doubles.push(double)
        return urlOf(double.url).replace(/tlsCAFile=.*/, `tlsCAFile=${encodeURIComponent(join(dir, 'ca.pem'))}`)
      }
      secured = await serving(IP)
      otherHost = await serving({ type: 2, value: 'elsewhere.example' })
      expired = await serving(IP, new Date('2021-01-01'))
      const unsecured = await ownDouble()
      doubles.push(unsecured)
      plain = urlOf(unsecured.url)
    })
    afterAll(async () => {
      for (const double of doubles) await double.end()
      rmSync(dir, { recursive: true, force: true })
    })

    it('is written and read with the right sign-in, alone and in bulk', async () => {
      const events = await must(openEventStoreDb(secured)())
      await must(events.append(careerNo(1), noStream, samples(1))())
      const [bulk] = await events.appendMany([{ stream: careerNo(2), expected: noStream, drafts: samples(2) }])()
      expect(bulk).toMatchObject(E.right({ revision: 1 }))
      expect(await must(events.read(careerNo(2))())).toHaveLength(2)
      expect(await stored(events)).toHaveLength(3)
      await events.close()
    })

    it('is not opened with another, which is said without the password', async () => {
      const wrong = await reasonOf(secured.replace('changeit', 'geheim'))
      expect(wrong).toMatch(/^Unavailable: (esdb|kurrentdb):\/\/127\.0\.0\.1:\d+ does not accept the sign-in/)
      expect(wrong).not.toContain('geheim')
      for (const user of ['', 'ops:changeit@'])
        expect(await reasonOf(secured.replace('admin:changeit@', user))).toMatch(/denies access: give the user the right to read \$all/)
    })

    it('is not opened without its certificate, and a plain one not with TLS; both say what to add', async () => {
      expect(await reasonOf(secured.replace(/&tlsCAFile=[^&]*/, ''))).toMatch(/certificate that is not trusted.*tlsCAFile/)
      expect(await reasonOf(plain.replace('?tls=false', ''))).toMatch(/does not speak TLS: add tls=false/)
      expect(await reasonOf(secured.replace(/tlsCAFile=[^&]*/, 'tlsCAFile=/nowhere'))).toMatch(/check the files it names/)
      expect(await reasonOf(secured.replace('tls=true', 'tls=false'))).toMatch(/cannot be reached.*whether it speaks TLS/)
    })

    it('is not opened with a certificate of another host, or of another time, which is said', async () => {
      expect(await reasonOf(otherHost)).toMatch(/certificate that was made for another host/)
      expect(await reasonOf(expired)).toMatch(/certificate that is not valid today/)
    })
  })

  describe(`no server, with ${name}`, () => {
    it('is told as such, whether it is asked once or until patience ends', async () => {
      for (const patience of [0, 1000])
        expect(await reasonOf(urlOf('esdb://127.0.0.1:1?tls=false'), patience)).toMatch(
          /^Unavailable: [a-z]+:\/\/127\.0\.0\.1:1 cannot be reached/,
        )
    })
  })
}

/** The client of KurrentDB over TLS and with users, in a file of its own: a process cannot use both clients. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import { expect, it } from 'vitest'
import { ofKurrent, ownDouble } from '../../test/server.js'
import { reasonOf, signIn } from '../../test/signIn.js'

signIn('the client of KurrentDB', ofKurrent)

it('a certificate that the reading part of that client refuses, and the other part takes, is named', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'jejak-tls-'))
  const tls = { cert: join(dir, 'cert.pem'), key: join(dir, 'key.pem') }
  const made = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keySize: 2048,
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  })
  writeFileSync(tls.cert, made.cert)
  writeFileSync(tls.key, made.private)
  const double = await ownDouble({ tls, auth: true })
  expect(await reasonOf(ofKurrent(double.url))).toMatch(/certificate that kurrentdb:\/\/ does not read by.*write esdb:\/\//)
  await double.end()
  rmSync(dir, { recursive: true, force: true })
})

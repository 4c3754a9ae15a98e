import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EventStoreDBClient } from '@eventstore/db-client'
import { generate } from 'selfsigned'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Bench, collect, openBench, outcomeOf, saidBy, someEvents } from '../test/doubleClient.js'

describe('a double with TLS and users', () => {
  let bench: Bench
  let dir: string
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'jejak-tls-'))
    const made = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
      keySize: 2048,
      extensions: [
        { name: 'basicConstraints', cA: true },
        { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
      ],
    })
    const tls = { cert: join(dir, 'cert.pem'), key: join(dir, 'key.pem') }
    await writeFile(tls.cert, made.cert)
    await writeFile(tls.key, made.private)
    bench = await openBench({ tls, auth: true })
  })
  afterAll(async () => {
    await bench.close()
    await rm(dir, { recursive: true, force: true })
  })

  it('lets its admin do all', async () => {
    expect(bench.double.url).toContain('tls=true')
    await bench.client.appendToStream('plain', someEvents(2))
    expect((await collect(bench.client.readStream('plain'))).length).toBe(2)
    expect((await collect(bench.client.readAll())).length).toBe(3)
    const subscription = bench.client.subscribeToAll()
    const said = saidBy(subscription)
    await expect.poll(() => said.at(-1), { timeout: 30_000 }).toBe('caughtUp')
    await subscription.unsubscribe()
  })

  /** What becomes of calls of someone else. */
  const callsOf = async (user: string): Promise<ReadonlyArray<string>> => {
    const client = EventStoreDBClient.connectionString(bench.double.url.replace('admin:changeit@', user))
    const outcomes = [
      await outcomeOf(client.appendToStream('plain', someEvents(1))),
      await outcomeOf(collect(client.readStream('plain'))),
      await outcomeOf(collect(client.readAll())),
    ]
    await client.dispose()
    return outcomes
  }

  it('keeps $all from a user who is no admin', async () => {
    expect(await callsOf('ops:changeit@')).toEqual(['ok', 'ok', 'access-denied 7 7 PERMISSION_DENIED: Access Denied'])
  })

  it('refuses who does not sign in, and a wrong password', async () => {
    const denied = 'access-denied 7 7 PERMISSION_DENIED: Access Denied'
    expect(await callsOf('')).toEqual(['access-denied', denied, denied])
    const unknown = 'access-denied 16 16 UNAUTHENTICATED: Unauthenticated'
    expect(await callsOf('admin:guess@')).toEqual([unknown, unknown, unknown])
  })
})

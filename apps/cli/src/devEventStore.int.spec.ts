/** `jejak dev-eventstore`: started, stopped, started again, and refused. */
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { start, temporary } from '../test/jejak.js'

const { dir, forget } = temporary()
afterAll(forget)

const SAID = /^(esdb:\/\/127\.0\.0\.1:(\d+)\?tls=false) \(a test double of EventStoreDB (?:23\.10|24\.2), not EventStoreDB\)$/m

describe('jejak dev-eventstore', () => {
  it('says where it is and that it is a double, stops on a signal, and refuses a port that is taken', async () => {
    const data = join(dir, 'double')
    const first = start(['dev-eventstore', '--port', '0', '--data', data, '--profile', '24.2'])
    const [line, , port = ''] = await first.said(SAID)
    expect(line).toContain('24.2')

    const second = await start(['dev-eventstore', '--port', port, '--data', join(dir, 'other')]).ended
    expect(second.code).toBe(3)
    expect(second.err).toContain(`cannot listen on 127.0.0.1:${port}; stop what does, or choose another port`)

    first.process.kill('SIGTERM')
    const stopped = await first.ended
    expect(stopped.code).toBe(0)
    expect(stopped.err).toBe('')

    const again = start(['dev-eventstore', '--port', port, '--data', data])
    await again.said(SAID)
    again.process.kill('SIGINT')
    expect((await again.ended).code).toBe(0)
  })

  it('wants a certificate with its key', async () => {
    const { code, err } = await start(['dev-eventstore', '--data', dir, '--tls-cert', 'cert.pem']).ended
    expect(code).toBe(2)
    expect(err).toContain('--tls-cert and --tls-key belong together')
  })
})

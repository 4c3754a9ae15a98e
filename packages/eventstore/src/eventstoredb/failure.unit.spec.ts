import { describe, expect, it } from 'vitest'
import { failureOf, GaveUp, NoAnswer } from './failure.js'

/** An error as it was seen to come: of any class, with a code, with a type, or with a message alone. */
const error = (message: string, facts: { readonly code?: number; readonly type?: string } = {}): Error =>
  Object.assign(new Error(message), facts)

describe('failureOf', () => {
  it.each([
    ['a conflict without a message', error('', { type: 'wrong-expected-version' }), { tag: 'wrongVersion' }],
    ['a missing stream', error('career-1 not found', { type: 'stream-not-found' }), { tag: 'notFound' }],
    ['a tombstone', error('9 FAILED_PRECONDITION', { type: 'stream-deleted', code: 9 }), { tag: 'deleted' }],
    ['an append too large', error('', { type: 'maximum-append-size-exceeded' }), { tag: 'tooLarge' }],
    ['a message too large', error('8 RESOURCE_EXHAUSTED', { type: 'unknown', code: 8 }), { tag: 'tooLarge' }],
    ['another leader', error('5 NOT_FOUND', { type: 'not-leader', code: 5 }), { tag: 'passing', applied: 'no' }],
    ['no right, in-band', error('', { type: 'access-denied' }), { tag: 'refused', why: expect.stringMatching(/\$all/) }],
    ['a wrong password', error('16', { type: 'access-denied', code: 16 }), { tag: 'refused', why: expect.stringMatching(/password/) }],
    ['a plain error of a lost server', error('14 UNAVAILABLE: connect ECONNREFUSED', { code: 14 }), { tag: 'passing', applied: 'unknown' }],
    [
      'a reset after a stop',
      error('13 INTERNAL: Received RST_STREAM', { type: 'unknown', code: 13 }),
      { tag: 'passing', applied: 'unknown' },
    ],
    [
      'a time-out in-band',
      error('', { type: 'deadline-exceeded' }),
      { tag: 'passing', applied: 'unknown', why: expect.stringMatching(/in time/) },
    ],
    [
      'a time-out',
      error('4 DEADLINE_EXCEEDED', { code: 4 }),
      { tag: 'passing', applied: 'unknown', why: expect.stringMatching(/in time/) },
    ],
    ['an election', error('Could not recognize Server Is Not Ready', { type: 'unknown' }), { tag: 'passing', applied: 'unknown' }],
    ['a bad request', error('Could not recognize BadRequest', { type: 'unknown' }), { tag: 'refused' }],
    ['no leader found', error('Failed to discover after 10 attempts.'), { tag: 'passing', applied: 'no' }],
    ['a made-up position', error('2 UNKNOWN: Unexpected ReadAllResult: Error', { code: 2 }), { tag: 'noSuchPosition' }],
    ['a made-up position, of 24.2', error('2 UNKNOWN: InvalidPosition', { code: 2 }), { tag: 'noSuchPosition' }],
    [
      'an unknown certificate',
      error('14 self-signed certificate', { code: 14, type: 'unavailable' }),
      { why: expect.stringMatching(/tlsCAFile/) },
    ],
    ['no TLS', error('14 wrong version number', { code: 14, type: 'unavailable' }), { why: expect.stringMatching(/tls=false/) }],
    [
      'a certificate of another host',
      error("14 Hostname/IP does not match certificate's altnames: IP: 127.0.0.1 is not in the cert's list", { code: 14 }),
      { why: expect.stringMatching(/another host/) },
    ],
    ['a certificate of another time', error('14 certificate has expired', { code: 14 }), { why: expect.stringMatching(/not valid today/) }],
    [
      'a server given up, by what was wrong with it',
      new GaveUp({ tag: 'passing', applied: 'no', why: 'cannot be reached' }),
      { tag: 'passing', applied: 'no', why: 'cannot be reached' },
    ],
    ['no answer', new NoAnswer(), { tag: 'passing', applied: 'unknown' }],
    ['what is no error', 'text', { tag: 'passing', applied: 'unknown' }],
    ['nothing', null, { tag: 'passing', applied: 'unknown' }],
  ])('knows %s', (_, thrown, failure) => {
    expect(failureOf(thrown)).toMatchObject(failure)
  })

  it('repeats nothing that a message says', () => {
    expect(JSON.stringify(failureOf(error('14 UNAVAILABLE: geheim', { code: 14 })))).not.toContain('geheim')
  })
})

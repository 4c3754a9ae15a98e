/**
 * What an error of either library means. Codes and type names are looked at, never
 * classes: one failure comes as different classes, or as a plain Error.
 */

/** The deadline of the adapter passed without an answer. */
export class NoAnswer extends Error {}

/** The server is not asked any more; `failure` is the last there was. */
export class GaveUp extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super()
    this.failure = failure
  }
}

/** One part of a library answers, and the part that reads is refused its connection: seen with certificates alone. */
export class UnreadCertificate extends Error {}

/** Why a call failed. `passing` is worth another try; `applied` is whether a write may stand all the same. */
export type Failure =
  | { readonly tag: 'wrongVersion' }
  | { readonly tag: 'notFound' }
  | { readonly tag: 'deleted' }
  /** `limit`: bytes of data an append may hold, where the server says so. */
  | { readonly tag: 'tooLarge'; readonly limit: number | null }
  | { readonly tag: 'noSuchPosition' }
  | { readonly tag: 'refused'; readonly why: string }
  | { readonly tag: 'passing'; readonly applied: 'no' | 'unknown'; readonly why: string }

interface Facts {
  readonly code: number | null
  readonly type: string
  readonly message: string
  readonly maxAppendSize: number | null
}

const factsOf = (error: unknown): Facts => {
  if (typeof error !== 'object' || error === null) return { code: null, type: '', message: String(error), maxAppendSize: null }
  const code = 'code' in error && typeof error.code === 'number' ? error.code : null
  const type = 'type' in error && typeof error.type === 'string' ? error.type : ''
  const message = 'message' in error && typeof error.message === 'string' ? error.message : ''
  const size = 'maxAppendSize' in error && typeof error.maxAppendSize === 'number' ? error.maxAppendSize : 0
  return { code, type, message, maxAppendSize: size > 0 ? size : null }
}

const refused = (why: string): Failure => ({ tag: 'refused', why })
const passing = (applied: 'no' | 'unknown', why: string): Failure => ({ tag: 'passing', applied, why })

const SILENT = 'does not answer in time: check that it runs and is not overloaded'
const UNREAD =
  'shows a certificate that kurrentdb:// does not read by: have it issued by the authority that tlsCAFile names, for the host in the address and as no authority itself (CA:FALSE), or write esdb://'
const SIGN_IN = 'does not accept the sign-in: check user and password in the address'
const RIGHTS = 'denies access: give the user the right to read $all and to write streams, or name another user in the address'

/** By the name the libraries give a failure; they are the same in both. */
const byType = ({ type, code, maxAppendSize }: Facts): Failure | null => {
  switch (type) {
    case 'wrong-expected-version':
      return { tag: 'wrongVersion' }
    case 'stream-not-found':
      return { tag: 'notFound' }
    case 'stream-deleted':
      return { tag: 'deleted' }
    case 'maximum-append-size-exceeded':
      return { tag: 'tooLarge', limit: maxAppendSize }
    case 'not-leader':
      return passing('no', 'has another leader; it was tried there too')
    case 'access-denied':
      return refused(code === 16 ? SIGN_IN : RIGHTS)
    case 'deadline-exceeded':
    case 'timeout':
      return passing('unknown', SILENT)
    case 'unavailable':
    case 'cancelled':
      return passing('unknown', reach('', code))
    default:
      return null
  }
}

/** Why a server could not be reached, with what to do about it. */
const reach = (message: string, code: number | null): string => {
  if (/altnames|ALTNAME/.test(message))
    return 'shows a certificate that was made for another host: write the address with the name that the certificate holds'
  if (/certificate (has expired|is not yet valid)/i.test(message))
    return 'shows a certificate that is not valid today: renew it at the server, or set the clock of this machine'
  if (/certificate|self.signed/i.test(message))
    return 'shows a certificate that is not trusted: name its authority with tlsCAFile=PATH in the address'
  if (/wrong version number|EPROTO|packet length too long|tls_get_more_records/i.test(message))
    return 'does not speak TLS: add tls=false to the address, or turn TLS on at the server'
  return `cannot be reached${code === null ? '' : ` (code ${code})`}: check that it runs, that the address is right, and whether it speaks TLS`
}

/** By what stands in the message, where there is no better sign. */
const byMessage = ({ message, code }: Facts): Failure | null => {
  if (message.includes('Server Is Not Ready')) return passing('unknown', 'is not ready: wait until it has elected a leader')
  if (message.includes('BadRequest')) return refused('calls the request a bad one: use a server from 22.10 on')
  if (/Unexpected ReadAllResult|InvalidPosition/.test(message)) return { tag: 'noSuchPosition' }
  if (message.includes('Failed to discover')) return passing('no', reach('', null))
  if (/certificate|wrong version number|EPROTO/i.test(message)) return passing('no', reach(message, code))
  return null
}

const byCode = (code: number | null): Failure => {
  switch (code) {
    case 3:
    case 12:
      return refused(`does not know the request (code ${code}): use a server from 22.10 on`)
    case 4:
      return passing('unknown', SILENT)
    case 7:
      return refused(RIGHTS)
    case 8:
      return { tag: 'tooLarge', limit: null }
    case 16:
      return refused(SIGN_IN)
    default:
      return passing('unknown', reach('', code))
  }
}

/** What an error means. It never holds what the message of the library says, which may name streams and hosts. */
export const failureOf = (error: unknown): Failure => {
  if (error instanceof NoAnswer) return passing('unknown', SILENT)
  if (error instanceof GaveUp) return error.failure
  if (error instanceof UnreadCertificate) return passing('no', UNREAD)
  const facts = factsOf(error)
  return byMessage(facts) ?? byType(facts) ?? byCode(facts.code)
}

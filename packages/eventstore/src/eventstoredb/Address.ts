/** A connection string, checked before a library sees it. */
import * as E from 'fp-ts/lib/Either.js'
import type { Unavailable } from '../port/EventStore.js'
import { unavailable } from '../port/faults.js'

export interface Address {
  /** The connection string; may hold a password, so it is never shown. */
  readonly url: string
  /** Scheme and hosts only, for messages. */
  readonly shown: string
  readonly library: 'eventstore' | 'kurrent'
  readonly tls: boolean
  readonly credentials: { readonly username: string; readonly password: string } | null
  /** Bytes of data that the server takes in one append; null where the address does not say. */
  readonly maxAppendSize: number | null
}

const FORM = /^(?<scheme>[a-z+]+):\/\/(?:(?<credentials>[^@/?]*)@)?(?<hosts>[^/?@]+)\/?(?:\?(?<query>.*))?$/
const HOST = /^[A-Za-z0-9._-]+(?::\d{1,5})?$/

const LIBRARIES: ReadonlyMap<string, Address['library']> = new Map([
  ['esdb', 'eventstore'],
  ['esdb+discover', 'eventstore'],
  ['kurrentdb', 'kurrent'],
  ['kurrentdb+discover', 'kurrent'],
])

/** What a connection string may set; `throwOnAppendFailure` is left out, as the adapter settles it. */
const SETTINGS = [
  'tls',
  'tlsVerifyCert',
  'tlsCAFile',
  'userCertFile',
  'userKeyFile',
  'connectionName',
  'defaultDeadline',
  'maxDiscoverAttempts',
  'discoveryInterval',
  'gossipTimeout',
  'nodePreference',
  'keepAliveInterval',
  'keepAliveTimeout',
] as const

/** A setting of Jejak's own, which no library is shown. */
const MAX_APPEND_SIZE = 'maxAppendSize'

const flat = (key: string): string => key.toLowerCase().replace(/[_-]/g, '')
const KNOWN = new Set([...SETTINGS, MAX_APPEND_SIZE].map(flat))

const SIZE = /^[1-9]\d{2,8}$/

const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

const credentialsOf = (text: string): Address['credentials'] => {
  const [username, password, ...more] = text.split(':').map(decoded)
  if (more.length > 0 || username === null || username === undefined || password === null || password === undefined) return null
  return username === '' || password === '' ? null : { username, password }
}

/**
 * Reads `esdb://[USER:PASSWORD@]HOST[:PORT][,...][?SETTING=VALUE&...]`, its
 * `+discover` form, and both for `kurrentdb`. Settings that no library knows are
 * refused: the libraries would only warn, and go on without them.
 */
export const addressOf = (url: string): E.Either<Unavailable, Address> => {
  const { scheme = '', credentials, hosts = '', query = '' } = FORM.exec(url.trim())?.groups ?? {}
  const library = LIBRARIES.get(scheme)
  const shown = `${scheme}://${hosts}`
  if (library === undefined || !hosts.split(',').every((host) => HOST.test(host)))
    return E.left(unavailable('the address is no connection string: write esdb://HOST:PORT?SETTING=VALUE or esdb+discover://HOST:PORT'))
  const user = credentials === undefined ? null : credentialsOf(credentials)
  if (credentials !== undefined && user === null)
    return E.left(unavailable(`the sign-in in the address of ${shown} is not USER:PASSWORD; write a : in a password as %3A, an @ as %40`))
  const settings = new URLSearchParams(query)
  for (const key of settings.keys())
    if (!KNOWN.has(flat(key)))
      return E.left(
        unavailable(`the address of ${shown} sets "${key}", which is no setting; it may set ${[...SETTINGS, MAX_APPEND_SIZE].join(', ')}`),
      )
  const settingOf = (name: string): string | null => [...settings].findLast(([key]) => flat(key) === flat(name))?.[1] ?? null
  const tls = settingOf('tls')?.toLowerCase() !== 'false'
  if (library === 'eventstore' && tls && settingOf('tlsVerifyCert')?.toLowerCase() === 'false')
    return E.left(
      unavailable(
        `the address of ${shown} sets tlsVerifyCert=false, which this library does not heed: name the authority of the certificate with tlsCAFile=PATH, or write kurrentdb:// instead of esdb://`,
      ),
    )
  const size = settingOf(MAX_APPEND_SIZE)
  if (size !== null && !SIZE.test(size))
    return E.left(
      unavailable(`the address of ${shown} sets maxAppendSize to no number of bytes: write it as the server has it, e.g. 1048576`),
    )
  for (const key of [...settings.keys()]) if (flat(key) === flat(MAX_APPEND_SIZE)) settings.delete(key)
  const asked = url.trim()
  const known = size === null ? asked : `${asked.slice(0, asked.indexOf('?'))}${settings.size === 0 ? '' : `?${settings.toString()}`}`
  return E.right({ url: known, shown, library, tls, credentials: user, maxAppendSize: size === null ? null : Number(size) })
}

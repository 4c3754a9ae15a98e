/**
 * Addresses of Redis:
 *
 *     redis://[user:password@]host[:port][/database][?options]
 *     rediss://...                                   over TLS
 *     redis+cluster://[user:password@]host:port,host:port[?options]
 *     rediss+cluster://...                           a cluster over TLS
 *
 * A part with special characters is percent-encoded. Options: `prefix` (what all
 * keys begin with, `jejak` without it), `durable=declared` (see openRedisKeyStore).
 */
import * as E from 'fp-ts/lib/Either.js'

interface RedisNode {
  readonly host: string
  readonly port: number
}

export interface RedisAddress {
  /** One server, or some nodes of a cluster: the others are found through them. */
  readonly nodes: ReadonlyArray<RedisNode>
  readonly cluster: boolean
  readonly tls: boolean
  readonly username: string | null
  readonly password: string | null
  /** Number of the database; 0 in a cluster. */
  readonly database: number
  readonly prefix: string
  /** The operator declares that the server writes before it answers. */
  readonly declaredDurable: boolean
  /** The address without user and password, for messages. */
  readonly shown: string
}

const FORM = /^(rediss?)(\+cluster)?:\/\/(?:([^@/?]*)@)?([^@/?]+)(?:\/(\d*))?(?:\?(.*))?$/
const NODE = /^(\[[0-9a-fA-F:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/
const DEFAULT_PORT = 6379

const decoded = (text: string): E.Either<string, string> =>
  E.tryCatch(
    () => decodeURIComponent(text),
    () => 'user and password must be percent-encoded',
  )

const nodesOf = (text: string): E.Either<string, ReadonlyArray<RedisNode>> => {
  const nodes: RedisNode[] = []
  for (const each of text.split(',')) {
    const [, host, port] = NODE.exec(each) ?? []
    if (host === undefined || Number(port ?? DEFAULT_PORT) > 65_535) return E.left('a host is written host or host:port')
    nodes.push({ host: host.replace(/^\[|\]$/g, ''), port: Number(port ?? DEFAULT_PORT) })
  }
  return E.right(nodes)
}

/** User and password; a text without colon is a user. */
const signInOf = (text: string | undefined): E.Either<string, Pick<RedisAddress, 'username' | 'password'>> => {
  if (text === undefined || text === '') return E.right({ username: null, password: null })
  const [user = '', ...rest] = text.split(':')
  const username = decoded(user)
  if (E.isLeft(username)) return username
  const password = decoded(rest.join(':'))
  if (E.isLeft(password)) return password
  return E.right({ username: username.right || null, password: password.right || null })
}

const optionsOf = (text: string): E.Either<string, Pick<RedisAddress, 'prefix' | 'declaredDurable'>> => {
  let prefix = 'jejak'
  let declaredDurable = false
  for (const [name, value] of new URLSearchParams(text)) {
    if (name === 'prefix' && /^[a-z0-9][a-z0-9_.-]{0,39}$/.test(value)) prefix = value
    else if (name === 'durable' && value === 'declared') declaredDurable = true
    else return E.left('the options are prefix=NAME (a-z, 0-9, "-", "_", ".") and durable=declared')
  }
  return E.right({ prefix, declaredDurable })
}

/** Reads an address; the left side says in a few words what is wrong, and never holds the password. */
export const redisAddress = (text: string): E.Either<string, RedisAddress> => {
  const [matched, scheme, clustered, signIn, hosts = '', database = '', options = ''] = FORM.exec(text) ?? []
  if (matched === undefined) return E.left('write redis://host:port/database, or redis+cluster://host:port,host:port')
  const cluster = clustered !== undefined
  const nodes = nodesOf(hosts)
  if (E.isLeft(nodes)) return nodes
  if (!cluster && nodes.right.length > 1) return E.left('several hosts are the nodes of a cluster: write redis+cluster://')
  if (cluster && database !== '') return E.left('a cluster has no numbered databases: leave the number out')
  const signedIn = signInOf(signIn)
  if (E.isLeft(signedIn)) return signedIn
  const chosen = optionsOf(options)
  if (E.isLeft(chosen)) return chosen
  return E.right({
    nodes: nodes.right,
    cluster,
    tls: scheme === 'rediss',
    ...signedIn.right,
    database: Number(database),
    ...chosen.right,
    shown: `${hosts}${database === '' ? '' : `/${database}`}`,
  })
}

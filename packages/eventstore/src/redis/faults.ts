/** What ioredis and Redis throw, read once and here alone. */

const textOf = (error: unknown): string => (error instanceof Error ? error.message : '')
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '')

/** The cause of a failure of the connection lies a level deeper in some errors. */
const causeOf = (error: unknown): unknown => (error instanceof Error && 'lastNodeError' in error ? (error.lastNodeError ?? error) : error)

/** First word of what Redis answers to a command it refuses: `ERR`, `OOM`, `NOAUTH`... */
const codeOf = (error: unknown): string => {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return /^[A-Z]{2,}(?= |$)/.exec(textOf(error))?.[0] ?? ''
}

const CONNECTION = new Set(['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'])
const NOT_READY = new Set(['LOADING', 'CLUSTERDOWN', 'TRYAGAIN', 'MASTERDOWN', 'READONLY', 'MOVED', 'ASK', 'BUSY', 'UNBLOCKED'])
const LOST =
  /^(Connection is closed|Command aborted|Socket timeout|connect ETIMEDOUT|Cluster is(n't ready| not ready| ended)|Too many Cluster redirections|None of startup nodes|Failed to refresh)/

/** What Node says of certificates. */
const UNTRUSTED = /CERT|SELF_SIGNED|ALTNAME/

const isLost = (error: unknown): boolean => {
  const cause = causeOf(error)
  return (
    CONNECTION.has(codeOf(cause)) ||
    LOST.test(textOf(cause)) ||
    ['MaxRetriesPerRequestError', 'AbortError', 'ClusterAllFailedError'].includes(nameOf(cause))
  )
}

/** Whether the same may succeed a moment later. */
export const isPassing = (error: unknown): boolean => isLost(error) || NOT_READY.has(codeOf(error))

/** Answers that a program of this version does not expect. */
export class UnexpectedReply extends Error {}

/** One line: what is wrong with the Redis at this address, and what to do. `trouble` is what befell the connection. */
export const adviceOf = (shown: string, error: unknown, trouble: unknown): string => {
  const cause = causeOf(isLost(error) ? (trouble ?? error) : error)
  const code = codeOf(cause)
  if (cause instanceof UnexpectedReply)
    return `Redis at ${shown} holds keys that this version of Jejak did not write: name another ?prefix= or another database.`
  switch (code) {
    case 'NOAUTH':
    case 'WRONGPASS':
      return `Redis at ${shown} refuses the user or the password: correct them in the address.`
    case 'NOPERM':
      return `The user at Redis ${shown} lacks a permission: docs/operations/redis.md lists the commands it needs.`
    case 'OOM':
      return `Redis at ${shown} is out of memory: raise its maxmemory, then run the command again. Nothing was half-written.`
    case 'MISCONF':
      return `Redis at ${shown} cannot write to its disk: make room or mend the disk, then run the command again.`
    case 'READONLY':
      return `Redis at ${shown} is a replica that may not be written: name the master.`
    case 'LOADING':
    case 'BUSY':
      return `Redis at ${shown} is busy (${code}): wait until it is ready, then run the command again.`
    case 'CLUSTERDOWN':
      return `The Redis cluster at ${shown} is down: bring all its slots back, then run the command again.`
  }
  if (UNTRUSTED.test(code))
    return `The certificate of Redis at ${shown} is not trusted (${code}): name its authority to Node in NODE_EXTRA_CA_CERTS.`
  if (isLost(error))
    return `Redis at ${shown} does not answer${code === '' ? '' : ` (${code})`}: start it or correct the address, then run the command again.`
  // Messages of Redis may quote arguments: what comes after a quote or a colon is left out.
  const [said = ''] = textOf(cause).split(/['"`:]/)
  return `Redis at ${shown} failed (${said.trim().slice(0, 80) || 'unknown error'}): check the server, then run the command again.`
}

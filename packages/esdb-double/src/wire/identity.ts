/** Who calls, and what they may do. The two users are those every real server is born with. */
import type { Metadata } from '@grpc/grpc-js'
import { isMetastream } from '../log/Recorded.js'
import { accessDenied, type Failure, unauthenticated } from './Failure.js'

/** What a call touches: `$all` and system streams are for admins alone. */
type Target = { readonly tag: 'stream'; readonly name: string } | { readonly tag: 'all' }

/** Users and whether they are admins; the password of both is the one real servers ship with. */
const USERS: ReadonlyMap<string, boolean> = new Map([
  ['admin', true],
  ['ops', false],
])
const PASSWORD = 'changeit'

const isSystem = (stream: string): boolean => (isMetastream(stream) ? stream.slice(2) : stream).startsWith('$')

/** Whether to let a call through; `null` is yes. */
export type Admit = (metadata: Metadata, target: Target) => Failure | null

export const admitAll: Admit = () => null

/** Basic authentication. */
export const admitUsers: Admit = (metadata, target) => {
  // Whoever does not sign in, or in another way, is nobody: that is no wrong password.
  const [, encoded] = /^Basic (.+)$/i.exec(String(metadata.get('authorization')[0])) ?? []
  if (encoded === undefined) return accessDenied
  const [name = '', ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  const admin = USERS.get(name)
  if (admin === undefined || password.join(':') !== PASSWORD) return unauthenticated
  return admin || (target.tag === 'stream' && !isSystem(target.name)) ? null : accessDenied
}

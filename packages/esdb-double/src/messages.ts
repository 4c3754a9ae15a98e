/** What the child process of a double and its parent say to each other. */
import * as t from 'io-ts'
import { FaultCodec } from './faults.js'
import { PROFILES, type ProfileName } from './profile.js'

const Profile = new t.Type<ProfileName>(
  'Profile',
  (value): value is ProfileName => PROFILES.some((name) => name === value),
  (value, context) => {
    const found = PROFILES.find((name) => name === value)
    return found === undefined ? t.failure(value, context) : t.success(found)
  },
  t.identity,
)

/** The options, as the one argument of the child. */
export const ChildOptions = t.strict({
  dir: t.string,
  port: t.number,
  profile: Profile,
  tls: t.union([t.null, t.strict({ cert: t.string, key: t.string })]),
  auth: t.boolean,
})

export const ToChild = t.strict({ tag: t.literal('arm'), id: t.number, fault: FaultCodec })

export type ToChild = t.TypeOf<typeof ToChild>

export const FromChild = t.union([
  t.strict({ tag: t.literal('ready'), port: t.number, url: t.string }),
  t.strict({ tag: t.literal('failed'), reason: t.string }),
  t.strict({ tag: t.literal('armed'), id: t.number }),
])

export type FromChild = t.TypeOf<typeof FromChild>

/** What a client asks first: which calls there are, and who leads. */
import type { handleUnaryCall } from '@grpc/grpc-js'
import { features, gossip, shared } from './generated.js'
import type { Node } from './Node.js'

const STREAMS: ReadonlyArray<readonly [method: string, features: ReadonlyArray<string>]> = [
  ['read', ['position', 'events']],
  ['append', []],
  ['delete', []],
  ['tombstone', []],
  ['batchappend', ['deadline_duration']],
]

/** Only the calls that the double has: a client then refuses the others by itself. */
export const supportedMethodsCall =
  ({ profile }: Node): handleUnaryCall<shared.Empty, features.SupportedMethods> =>
  (_, callback) => {
    const methods = new features.SupportedMethods().setEventStoreServerVersion(profile.version)
    const add = (service: string, name: string, able: ReadonlyArray<string> = []): void => {
      methods.addMethods(
        new features.SupportedMethod()
          .setServiceName(service)
          .setMethodName(name)
          .setFeaturesList([...able]),
      )
    }
    for (const [name, able] of STREAMS) add('event_store.client.streams.streams', name, able)
    add('event_store.client.gossip.gossip', 'read')
    add('event_store.client.server_features.serverfeatures', 'getsupportedmethods')
    callback(null, methods)
  }

const ID = '00000000-0000-0000-0000-00000000d0b1'
const TICKS_PER_MILLISECOND = 10_000n
const TICKS_TO_1970 = 621_355_968_000_000_000n

/** A cluster of one, which leads. */
export const gossipCall =
  ({ port }: Node): handleUnaryCall<shared.Empty, gossip.ClusterInfo> =>
  (_, callback) => {
    const member = new gossip.MemberInfo()
      .setInstanceId(new shared.UUID().setString(ID))
      .setTimeStamp(String(BigInt(Date.now()) * TICKS_PER_MILLISECOND + TICKS_TO_1970))
      .setState(gossip.MemberInfo.VNodeState.LEADER)
      .setIsAlive(true)
      .setHttpEndPoint(new gossip.EndPoint().setAddress('127.0.0.1').setPort(port()))
    callback(null, new gossip.ClusterInfo().setMembersList([member]))
  }

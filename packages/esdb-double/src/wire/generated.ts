/**
 * The protocol, as the client package ships it: messages and service definitions made from
 * EventStoreDB's own .proto files. They are CommonJS without named exports that Node can see,
 * so they are imported whole, here alone.
 */
import codes from '@eventstore/db-client/generated/code_pb.js'
import gossipServices from '@eventstore/db-client/generated/gossip_grpc_pb.js'
import gossip from '@eventstore/db-client/generated/gossip_pb.js'
import persistentServices from '@eventstore/db-client/generated/persistent_grpc_pb.js'
import projectionServices from '@eventstore/db-client/generated/projections_grpc_pb.js'
import featureServices from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js'
import features from '@eventstore/db-client/generated/serverfeatures_pb.js'
import shared from '@eventstore/db-client/generated/shared_pb.js'
import status from '@eventstore/db-client/generated/status_pb.js'
import streamServices from '@eventstore/db-client/generated/streams_grpc_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import any from 'google-protobuf/google/protobuf/any_pb.js'
import empty from 'google-protobuf/google/protobuf/empty_pb.js'

export {
  any,
  codes,
  empty,
  featureServices,
  features,
  gossip,
  gossipServices,
  persistentServices,
  projectionServices,
  shared,
  status,
  streamServices,
  streams,
}

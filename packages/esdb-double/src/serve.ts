/** The double in this process: real gRPC on a loopback port. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { Server, ServerCredentials, type ServiceDefinition, type sendUnaryData, type UntypedServiceImplementation } from '@grpc/grpc-js'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { type Fault, makeFaults } from './faults.js'
import type { JournalError } from './log/journal.js'
import { openStore } from './log/Store.js'
import { type ProfileName, profileOf } from './profile.js'
import { appendCall } from './wire/append.js'
import { batchAppendCall } from './wire/batchAppend.js'
import { notInTheDouble, toServiceError } from './wire/Failure.js'
import { gossipCall, supportedMethodsCall } from './wire/features.js'
import { featureServices, gossipServices, persistentServices, projectionServices, streamServices } from './wire/generated.js'
import { admitAll, admitUsers } from './wire/identity.js'
import type { Node } from './wire/Node.js'
import { MAX_MESSAGE_SIZE } from './wire/proposed.js'
import { readCall } from './wire/read.js'
import { deleteCall, tombstoneCall } from './wire/remove.js'

/** Files of a certificate and its key, in PEM. */
export interface TlsFiles {
  readonly cert: string
  readonly key: string
}

export interface ServeOptions {
  /** Folder of the journal; made if need be. One double at a time. */
  readonly dir: string
  /** Port on 127.0.0.1; 0 takes any free one. */
  readonly port: number
  readonly profile: ProfileName
  /** `null`: without TLS. */
  readonly tls: TlsFiles | null
  /** Whether calls must sign in: `admin` may do all, `ops` all but `$all` and system streams; both with password `changeit`. */
  readonly auth: boolean
}

export interface Serving {
  readonly port: number
  /** What a client connects with. */
  readonly url: string
  readonly fault: (fault: Fault) => void
  /** Ends calls and connections, and closes the journal. */
  readonly close: () => Promise<void>
}

/** Why the double did not start; each with one line that says what to do. */
export type ServeError =
  | JournalError
  | { readonly tag: 'CannotListen'; readonly reason: string }
  | { readonly tag: 'CannotReadTls'; readonly reason: string }

/** Bytes of a message that are taken in, so that what is too large can be refused in the words of the server. */
const MAX_RECEIVED = 4 * MAX_MESSAGE_SIZE

/** Every call of a service, refused. */
const refusing = (service: ServiceDefinition, what: string): UntypedServiceImplementation =>
  Object.fromEntries(
    Object.keys(service).map((name) => [
      name,
      (call: { readonly emit: (event: 'error', error: Error) => unknown }, callback?: sendUnaryData<unknown>) => {
        const error = toServiceError(notInTheDouble(what))
        if (callback === undefined) call.emit('error', error)
        else callback(error)
      },
    ]),
  )

const credentialsOf = (tls: TlsFiles | null): E.Either<ServeError, ServerCredentials> => {
  if (tls === null) return E.right(ServerCredentials.createInsecure())
  try {
    return E.right(ServerCredentials.createSsl(null, [{ cert_chain: readFileSync(tls.cert), private_key: readFileSync(tls.key) }]))
  } catch {
    return E.left({ tag: 'CannotReadTls', reason: `cannot read ${tls.cert} or ${tls.key}; give files of a certificate and its key in PEM` })
  }
}

const urlOf = ({ tls, auth }: ServeOptions, port: number): string =>
  `esdb://${auth ? 'admin:changeit@' : ''}127.0.0.1:${port}?${tls === null ? 'tls=false' : `tls=true&tlsCAFile=${encodeURIComponent(tls.cert)}`}`

const addServices = (server: Server, node: Node): void => {
  server.addService(streamServices.StreamsService, {
    read: readCall(node),
    append: appendCall(node),
    batchAppend: batchAppendCall(node),
    delete: deleteCall(node),
    tombstone: tombstoneCall(node),
  })
  server.addService(featureServices.ServerFeaturesService, { getSupportedMethods: supportedMethodsCall(node) })
  server.addService(gossipServices.GossipService, { read: gossipCall(node) })
  const { PersistentSubscriptionsService } = persistentServices
  server.addService(PersistentSubscriptionsService, refusing(PersistentSubscriptionsService, 'persistent subscriptions'))
  const { ProjectionsService } = projectionServices
  server.addService(ProjectionsService, refusing(ProjectionsService, 'projections'))
}

/** Serves the double until it is closed. */
export const serveDouble =
  (options: ServeOptions): TaskEither<ServeError, Serving> =>
  async () => {
    const credentials = credentialsOf(options.tls)
    if (E.isLeft(credentials)) return credentials
    const store = openStore(options.dir)
    if (E.isLeft(store)) return store

    const sockets = new Set<Socket>()
    const cut = (): void => {
      for (const socket of sockets) socket.resetAndDestroy()
    }
    const faults = makeFaults(cut, store.right.change)
    let port = options.port
    const admit = options.auth ? admitUsers : admitAll
    const node: Node = { store: store.right, profile: profileOf(options.profile), faults, admit, port: () => port }

    const server = new Server({ 'grpc.max_receive_message_length': MAX_RECEIVED })
    addServices(server, node)
    // The double holds the sockets itself, so that it can cut them.
    const injector = server.createConnectionInjector(credentials.right)
    const listener = createServer((socket) => {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      socket.on('error', () => undefined)
      injector.injectConnection(socket)
    })
    listener.listen(options.port, '127.0.0.1')
    try {
      await once(listener, 'listening')
    } catch {
      store.right.close()
      return E.left({ tag: 'CannotListen', reason: `cannot listen on 127.0.0.1:${options.port}; stop what does, or choose another port` })
    }
    const address = listener.address()
    if (address !== null && typeof address === 'object') port = address.port

    return E.right({
      port,
      url: urlOf(options, port),
      fault: faults.arm,
      close: async () => {
        const closed = once(listener, 'close')
        listener.close()
        server.forceShutdown()
        for (const socket of sockets) socket.destroy()
        await closed
        store.right.close()
      },
    })
  }

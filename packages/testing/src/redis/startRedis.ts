/** Redis for tests: the one named in `REDIS_URL`, or one of the test's own. */
import { OwnServer } from './OwnServer.js'

export interface TestRedis {
  /** An address at which nothing is kept yet: its keys have a prefix of their own. They stay where the server does. */
  readonly fresh: () => string
  readonly stop: () => Promise<void>
}

let last = 0
export const freshPrefix = (): string => `test-${process.pid}-${++last}-${Math.floor(Math.random() * 1e9).toString(36)}`

/** A server for tests that share it; its database 0 holds read models. */
export const startRedis = async (): Promise<TestRedis> => {
  const { REDIS_URL = '' } = process.env
  if (REDIS_URL !== '') return { fresh: () => `${REDIS_URL}?prefix=${freshPrefix()}`, stop: async () => undefined }
  const server = await new OwnServer({}).up()
  return { fresh: () => `redis://${server.host}:${server.port}?prefix=${freshPrefix()}`, stop: () => server.stop() }
}

/** A server that a test may end, empty or set as it likes. */
export const startOwnRedis = (settings: Readonly<Record<string, string>> = {}): Promise<OwnServer> => new OwnServer(settings).up()

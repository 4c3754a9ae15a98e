/**
 * Answers are sent compressed where that pays. The stream of changes is written past
 * it; the board of the queues is left out. An answer holds no token or cookie, so its
 * length betrays none, and no foreign page may read or cause one (see security.ts).
 */
import { constants } from 'node:zlib'
import fastifyCompress from '@fastify/compress'
import type { FastifyInstance } from 'fastify'

/** Below so many bytes an answer fits a packet or two as it is. */
const LEAST_BYTES = 1_400
/** Of 0 to 11: beyond it JSON grows little smaller and takes many times as long. */
const BROTLI_QUALITY = 4

/** Call before the routes are added to a child of `app`. */
export const compress = (app: FastifyInstance): void => {
  void app.register(fastifyCompress, {
    threshold: LEAST_BYTES,
    encodings: ['br', 'gzip', 'identity'],
    globalDecompression: false,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
  })
}

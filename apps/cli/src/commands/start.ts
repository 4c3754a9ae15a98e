/** `jejak start` (`npm start`): opens the product; with nothing imported yet, a made-up agency comes first. */
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AgencyCode } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { type Outcome, ofFault, usage } from '../CommandFailure.js'
import { type Context, type RecordingFlags, withDeployment } from './Context.js'
import { operationsOf } from './operations.js'
import { serveStores } from './serve.js'
import { SHOWCASE } from './showcase.js'
import { simulateInto } from './simulate.js'

/** Stands in the data folder while the made-up agency is being imported, so that a start after a kill completes it. */
const MARK = 'simulating'

export const startCommand = async (context: Context, port: number, people: number, { acceptClock }: RecordingFlags): Outcome => {
  const operations = operationsOf(context)
  if (E.isLeft(operations)) return operations
  return withDeployment(context, { writer: 'thread', instruments: operations.right.instruments }, async (deployment) => {
    const { io } = context
    const opened = await deployment.operator.home()
    if (E.isLeft(opened)) return E.left(ofFault(opened.left))
    const state = await deployment.health()
    if (E.isLeft(state)) return E.left(ofFault(state.left))
    const { agency, years } = SHOWCASE
    const mark = join(context.home, MARK)
    if (state.right.head === 0 || existsSync(mark)) {
      const prepared = await deployment.prepareRecording({ acceptClock })()
      if (E.isLeft(prepared)) return E.left(ofFault(prepared.left))
      if (!AgencyCode.is(agency)) return E.left(usage('the simulated agency has no valid code'))
      io.err(`jejak: nothing imported yet; making up an agency of ${people} people and ${years} years (synthetic, nobody in it exists)\n`)
      writeFileSync(mark, '', { mode: 0o600 })
      const leave = io.onStop(() => process.exit(0))
      const simulated = await simulateInto(context, deployment, { ...SHOWCASE, agency, people, out: null })
      leave()
      if (E.isLeft(simulated)) return simulated
      rmSync(mark, { force: true })
    }
    return serveStores(context, opened.right, operations.right, port)
  })
}

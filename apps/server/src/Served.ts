/** What the server is made over: the use cases it answers with, and its probes. Narrow, so that tests and other hosts can hand in their own. */
import type { Deployment } from '@jejak/application'
import { type DeploymentStores, deploymentOver } from '@jejak/application/operator'
import { answerProbe, type Operations, type Probe, type ProbeAnswer } from '@jejak/worker/operations'

type Questions =
  | 'agencies'
  | 'unitNames'
  | 'reports'
  | 'report'
  | 'peopleBehind'
  | 'overview'
  | 'program'
  | 'unit'
  | 'person'
  | 'careerByNumber'
  | 'health'
  | 'parked'
  | 'retryParked'
  | 'registry'

export interface Served extends Pick<Deployment, Questions> {
  /** Tells of every change of the figures until it is told to stop. */
  readonly follow: (...how: Parameters<Deployment['follow']>) => ReturnType<Deployment['follow']>
  /** Answers who looks after the process. */
  readonly probe: (probe: Probe) => Promise<ProbeAnswer>
}

/**
 * Read models are not brought up to date for each question: the server follows the
 * log, or where `watchOnly` sees what workers made of it, and every answer names its position.
 */
export const servedOf = (home: DeploymentStores, operations: Operations, watchOnly = false): Served => {
  const deployment = deploymentOver(home, { live: true })
  return {
    ...deployment,
    follow: (signal, onChange) => deployment.follow(signal, onChange, { watchOnly }),
    probe: (probe) => answerProbe(probe, home, operations),
  }
}

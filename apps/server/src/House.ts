/** What the server is made over: the questions of a deployment, its changes, and its probes. Narrow, so that tests and other hosts can hand in their own. */
import type { Source } from '@jejak/application'
import type { ReadModels } from '@jejak/projection'
import type { Probe, ProbeAnswer } from '@jejak/worker/operations'

export interface House extends Source {
  /** Tells of every change of the figures until it is told to stop. */
  readonly follow: ReadModels['follow']
  /** Answers who looks after the process. */
  readonly probe: (probe: Probe) => Promise<ProbeAnswer>
}

/** Imports an office's folder into an open home: the one way in for command line, simulator and benchmarks. */
import { randomUUID } from 'node:crypto'
import type { Actor, AgencyCode, LogPosition } from '@jejak/core'
import { type FileName, type ImportError, type ImportProgress, type ImportResult, importFolder, type RowVerdict } from '@jejak/exchange'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Records } from '../stores/DeploymentStores.js'

export interface ImportRequest {
  /** The folder, as a full path. */
  readonly dir: string
  readonly agency: AgencyCode
  /** Gives the same verdicts and writes nothing. */
  readonly dryRun?: boolean
  /** Who imports, as a code; left out, the import of the agency itself. */
  readonly actor?: Actor | null
  /** For whom, as a code. */
  readonly onBehalfOf?: Actor | null
  /** Why rows may change what is already in; left out, such rows are rejected. */
  readonly reason?: string | null
  /** Files that are the whole list of the agency: what is in and in none of their rows is said to be missing. */
  readonly complete?: ReadonlyArray<FileName>
  /** Whether what is missing is taken out; needs a reason, and never takes out people. */
  readonly withdraw?: boolean
  /** How many facts are to be taken out so; needed where they are many. */
  readonly expect?: number | null
  /** Where rejected rows are written, as a full path. */
  readonly rejectsDir?: string | null
  /** Told every row that was not simply accepted, with the values its codes speak of: personal, for the office alone. */
  readonly onVerdict?: (verdict: RowVerdict) => void
  readonly onProgress?: (progress: ImportProgress) => void
}

export interface ImportedFolder extends ImportResult {
  /** All that was recorded is up to here in the log: a read that waits for it holds the import. `null` for a dry run. */
  readonly position: LogPosition | null
}

/** The actor of what an agency's own files say. */
const actorOf = (agency: AgencyCode): string => `import:${agency}`

export const importIntoDeployment =
  (home: Records, request: ImportRequest): TaskEither<ImportError, ImportedFolder> =>
  async () => {
    const {
      dir,
      agency,
      dryRun = false,
      actor = null,
      onBehalfOf = null,
      reason = null,
      rejectsDir = null,
      complete = [],
      withdraw = false,
      expect = null,
      onProgress,
      onVerdict,
    } = request
    const result = await importFolder({
      dir,
      agency,
      files: home.registry.files,
      dryRun,
      reason,
      complete,
      withdraw,
      expect,
      rejectsDir,
      events: home.events,
      vault: home.vault,
      indexPath: home.files.index,
      clock: home.clock,
      ids: randomUUID,
      actor: actor ?? actorOf(agency),
      onBehalfOf,
      ...(onProgress === undefined ? {} : { onProgress }),
      ...(onVerdict === undefined ? {} : { onVerdict, values: true }),
    })()
    if (E.isLeft(result)) return result
    if (dryRun) return E.right({ ...result.right, position: null })
    home.instruments?.imported(result.right)
    const head = await home.events.head()()
    return E.isLeft(head) ? E.left({ tag: 'StoreFailed', reason: head.left.reason }) : E.right({ ...result.right, position: head.right })
  }

/** What can be done with an opened deployment. Every answer is a value; nothing is thrown. */
import type { AgencyCode, CareerId, Catalogue, EmployeeNumber, LocalDate, LogPosition } from '@jejak/core'
import type { Change, Progress, RebuildPlan, Rebuilt } from '@jejak/projection'
import type { Answer } from '@jejak/reports'
import type { Task } from 'fp-ts/lib/Task.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { ImportedFolder, ImportRequest } from '../answering/importIntoDeployment.js'
import type { LiveState } from '../answering/liveState.js'
import type { Examined, ExamineRequest } from '../doctor/examine.js'
import type { Registry } from '../extension/Registry.js'
import type { Fault } from '../fault/Fault.js'
import type { DeploymentStores, Records } from '../stores/DeploymentStores.js'
import type { Overview } from '../wire/Overview.js'
import type { PersonPage } from '../wire/PersonPage.js'
import type { ProgramPage } from '../wire/ProgramPage.js'
import type { ReportRequest } from '../wire/ReportRequest.js'
import type { OverviewRequest, PageRequest, ProgramRequest, UnitRequest } from '../wire/requests.js'
import type { Submission, Submitted } from '../wire/Submission.js'
import type { AgencyList, ParkedList, ReportList, RetriedParked } from '../wire/service.js'
import type { UnitPage } from '../wire/UnitPage.js'
import type { AdoptionInForce } from './policies.js'
import type { PrepareRecording } from './prepareRecording.js'
import type { RebuildRequest, Swapped } from './rebuild.js'
import type { Hearing } from './report.js'

/** What only a process that keeps a deployment running sees. */
interface OperatorsPort {
  /** Log and keys. */
  readonly records: Records
  /** The same with the read models, opened by the first who asks. */
  readonly home: TaskEither<Fault, DeploymentStores>
}

export interface Deployment {
  /** Answers a report; that of the service too. */
  readonly report: (request: ReportRequest, hearing?: Hearing) => TaskEither<Fault, Answer>
  /** The people behind a cell of a report: as many as the figure says, but for those whose names do not open. An unknown cell's fault names all there are. */
  readonly peopleBehind: (request: ReportRequest, cell: string, hearing?: Hearing) => TaskEither<Fault, Answer>
  /** The career of an employee number; `Unknown` where nobody has it. */
  readonly careerByNumber: (number: EmployeeNumber) => TaskEither<Fault, CareerId>
  /** Programs, cohorts, posts and policies of an agency; `knownAt` as a report takes it. */
  readonly catalogue: (agency: AgencyCode, knownAt?: string | null) => TaskEither<Fault, Catalogue.Catalogue>
  /** A person's page: who it is, what holds today, the whole timeline; as new as the log. */
  readonly person: (career: CareerId) => TaskEither<Fault, PersonPage>
  /** The figures of an agency's year in one answer. */
  readonly overview: (request: OverviewRequest) => TaskEither<Fault, Overview>
  /** A program, by its code, with its cohorts of the year asked for and the two before. */
  readonly program: (request: ProgramRequest) => TaskEither<Fault, ProgramPage>
  /** One page of the people of a unit. */
  readonly unit: (request: UnitRequest) => TaskEither<Fault, UnitPage>
  /** The agencies of which something was imported, and the years of each that can be asked about. */
  readonly agencies: TaskEither<Fault, AgencyList>
  /** Names of the units of an agency by id, as most appointments write them; may be half a minute old. */
  readonly unitNames: (agency: AgencyCode) => TaskEither<Fault, ReadonlyMap<string, string>>
  /** The reports there are, with their arguments and columns. */
  readonly reports: TaskEither<Fault, ReportList>
  /** The policies an agency adopted, in the order of the log. */
  readonly policies: (agency: AgencyCode) => TaskEither<Fault, ReadonlyArray<AdoptionInForce>>
  /** Looked at before facts are recorded: refuses a clock that cannot date them; answers why figures will lag, or `null`. */
  readonly prepareRecording: (how?: PrepareRecording) => TaskEither<Fault, string | null>
  /** Decides a command and records what was decided; `null` for a dry run, which decides and records nothing. */
  readonly submit: (submission: Submission, how?: { readonly dryRun?: boolean }) => TaskEither<Fault, Submitted | null>
  /** Records what an office's files say. */
  readonly importFolder: (request: ImportRequest) => TaskEither<Fault, ImportedFolder>
  /** How far figures are behind the log, and what is under way. */
  readonly health: TaskEither<Fault, LiveState>
  /** One page of the streams that wait at an event which cannot be read. */
  readonly parked: (request: PageRequest) => TaskEither<Fault, ParkedList>
  /** Reads parked streams again, and releases those that can be read now. */
  readonly retryParked: TaskEither<Fault, RetriedParked>
  /** Brings the read models up to the end of the log as it is now. */
  readonly catchUp: (onProgress?: (progress: Progress) => void) => TaskEither<Fault, LogPosition>
  /** Keeps the read models up with the log until the signal aborts, and tells of every change; `watchOnly` leaves the work to others. */
  readonly follow: (
    signal: AbortSignal,
    onChange: (change: Change) => void,
    how?: { readonly watchOnly?: boolean },
  ) => TaskEither<Fault, void>
  /** Makes read models anew beside those in use, of a log that was checked first, and puts them in their place. */
  readonly rebuild: (request?: RebuildRequest) => TaskEither<Fault, Rebuilt>
  /** What a rebuild would go through, and about how long it takes; writes nothing. */
  readonly planRebuild: TaskEither<Fault, RebuildPlan>
  /** Puts the read models before the last rebuild back to use; refused where none are kept. */
  readonly rollBack: TaskEither<Fault, Swapped>
  /** Looks over log, keys, read models and facts, and says what to do about what it finds. */
  readonly examine: (request: ExamineRequest) => TaskEither<Fault, Examined>
  /** Lets go of all that was opened; never fails. */
  readonly close: Task<void>
  /** The set of extensions the deployment is used with, each as `name@version`; `null` where its log says nothing. */
  readonly extensions: TaskEither<Fault, ReadonlyArray<string> | null>
  /** Says that the deployment is used with the extensions of this process from here on; answers with which it was. */
  readonly setExtensions: TaskEither<Fault, ReadonlyArray<string>>
  /** What this process knows of facts, policies, rules, reports and files: Jejak's own, and those of its extensions. */
  readonly registry: Registry
  /** The day it is at the agencies. */
  readonly today: () => LocalDate
  /**
   * Stores and engine themselves, for processes that keep a deployment running: a worker
   * shares the work on read models with others, a server answers probes about them. No
   * question and no command needs it; types of what it holds are in `@jejak/application/operator`.
   */
  readonly operator: OperatorsPort
}

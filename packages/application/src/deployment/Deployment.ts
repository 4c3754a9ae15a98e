/** What can be done with an opened deployment. Every answer is a value; nothing is thrown. */
import type { AgencyCode, CareerId, Catalogue, EmployeeNumber } from '@jejak/core'
import type { RebuildPlan, Rebuilt } from '@jejak/projection'
import type { Answer } from '@jejak/reports'
import type { Task } from 'fp-ts/lib/Task.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Examined, ExamineRequest } from '../doctor/examine.js'
import type { Fault } from '../fault/Fault.js'
import type { Home, Records } from '../home/Home.js'
import type { ImportedIntoHome, ImportRequest } from '../house/importIntoHome.js'
import type { LiveState } from '../house/liveState.js'
import type { Overview } from '../wire/Overview.js'
import type { PersonPage } from '../wire/PersonPage.js'
import type { ProgramPage } from '../wire/ProgramPage.js'
import type { ReportRequest } from '../wire/ReportRequest.js'
import type { OverviewRequest, ProgramRequest, UnitRequest } from '../wire/requests.js'
import type { Submission, Submitted } from '../wire/Submission.js'
import type { UnitPage } from '../wire/UnitPage.js'
import type { AdoptionInForce } from './policies.js'
import type { RebuildRequest, Swapped } from './rebuild.js'
import type { Hearing } from './report.js'

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
  /** The agencies of which something was imported. */
  readonly agencies: TaskEither<Fault, ReadonlyArray<AgencyCode>>
  /** The policies an agency adopted, in the order of the log. */
  readonly policies: (agency: AgencyCode) => TaskEither<Fault, ReadonlyArray<AdoptionInForce>>
  /** Decides a command and records what was decided; `null` for a dry run, which decides and records nothing. */
  readonly submit: (submission: Submission, how?: { readonly dryRun?: boolean }) => TaskEither<Fault, Submitted | null>
  /** Records what an office's files say. */
  readonly importFolder: (request: ImportRequest) => TaskEither<Fault, ImportedIntoHome>
  /** How far figures are behind the log, and what is under way. */
  readonly health: TaskEither<Fault, LiveState>
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
  /** Log and keys, for processes that look after a deployment (doctor, worker); no question needs them. */
  readonly records: Records
  /** The same with its read models, opened by the first who asks. */
  readonly home: TaskEither<Fault, Home>
}

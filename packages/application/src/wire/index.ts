/** One codec per question and answer, shared by HTTP, command line and dashboard; needs no store and runs in a browser. */

export { Fault } from '../fault/Fault.js'
export { Data, Heading, PageInfo } from './answers.js'
export { decodeRequest } from './decodeRequest.js'
export { Entry } from './Entry.js'
export { DEFAULT_LIMIT, type FieldName, MOST_LIMIT, readField } from './fields.js'
export {
  type HoursFigures,
  Overview,
  OverviewReports,
  type ParticipationFigures,
  PREDICATES,
  type PredicateFigures,
  type PredicateKey,
  QUESTIONS,
  RatingsRow,
  REASONS,
} from './Overview.js'
export { type EmploymentToday, FoundPerson, Named, PersonPage } from './PersonPage.js'
export { ProgramPage, Turnout } from './ProgramPage.js'
export { PeopleRequest, ReportRequest } from './ReportRequest.js'
export { FindPersonRequest, OverviewRequest, PageRequest, PersonRequest, ProgramRequest, UnitRequest } from './requests.js'
export { About, Submission, Submitted } from './Submission.js'
export { AgencyList, Change, LiveStateAnswer, ParkedList, Problem, ReportList, RetriedParked, ServiceHealth } from './service.js'
export { UnitPage, UnitPerson } from './UnitPage.js'

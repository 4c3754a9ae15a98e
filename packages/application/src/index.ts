/** What can be done with a deployment: opens its stores, answers questions of it, imports into it. */

export type { Copied } from '@jejak/eventstore'
export type { Rebuilt } from '@jejak/projection'
export { type CopyFault, copyEvents } from './copy/copyEvents.js'
export { type Place, placeOf } from './copy/Place.js'
export type { Deployment } from './deployment/Deployment.js'
export { type DeploymentOptions, openDeployment } from './deployment/openDeployment.js'
export type { AdoptionInForce } from './deployment/policies.js'
export { checkReportRequest, type Hearing } from './deployment/report.js'
export { checkFolder } from './doctor/checkFolder.js'
export type { ExamineStep } from './doctor/examine.js'
export type { Finding } from './doctor/Finding.js'
export * from './fault/Fault.js'
export * as faultOf from './fault/faultOf.js'
export * from './home/addresses.js'
export * from './home/Home.js'
export * from './home/Instruments.js'
export { openHome } from './home/openHome.js'
export { type OpenOptions, openRecords } from './home/openRecords.js'
export { answerReport } from './house/answerReport.js'
export { clockFault, judgeClock } from './house/clockFault.js'
export { agenciesOf } from './house/currentModels.js'
export { figuresLag } from './house/figuresLag.js'
export * from './house/importIntoHome.js'
export * from './house/knownAt.js'
export * from './house/liveState.js'
export * from './house/nearest.js'
export * from './house/people.js'
export * from './house/serviceState.js'
export { agencyList } from './questions/agencies.js'
export { type Lookups, openLookups } from './questions/Lookups.js'
export { overview } from './questions/overview.js'
export { type PageInfo, pageOf } from './questions/pages.js'
export { parkedStreams, retriedStreams } from './questions/parked.js'
export { findPerson, personPage } from './questions/person.js'
export { programPage } from './questions/program.js'
export { type Source, sourceOf } from './questions/Source.js'
export { unitPage } from './questions/unit.js'
export { decodeRequest } from './wire/decodeRequest.js'
export { type FieldName, type FieldValue, readField } from './wire/fields.js'
export { PeopleRequest, ReportRequest } from './wire/ReportRequest.js'
export {
  FindPersonRequest,
  OverviewRequest,
  type PageAsked,
  PageRequest,
  PersonRequest,
  ProgramRequest,
  pageAsked,
  UnitRequest,
} from './wire/requests.js'
export { About, Submission, Submitted } from './wire/Submission.js'

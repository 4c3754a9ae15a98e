/** What can be done with a deployment: opens its stores, answers questions of it, imports into it. */

export type { Copied } from '@jejak/eventstore'
export type { Change, Rebuilt } from '@jejak/projection'
export type { ImportedFolder, ImportRequest } from './answering/importIntoDeployment.js'
export type { LiveState } from './answering/liveState.js'
export { nearest } from './answering/nearest.js'
export { type CopyFault, copyEvents } from './copy/copyEvents.js'
export { type Place, placeOf } from './copy/Place.js'
export type { Deployment } from './deployment/Deployment.js'
export { type DeploymentOptions, openDeployment } from './deployment/openDeployment.js'
export type { AdoptionInForce } from './deployment/policies.js'
export { checkReportRequest, type Hearing } from './deployment/report.js'
export { checkFolder } from './doctor/checkFolder.js'
export type { ExamineStep } from './doctor/examine.js'
export type { Finding } from './doctor/Finding.js'
export { type AnyFact, type Extension, type ExtensionParts, extension, extensionFaults } from './extension/Extension.js'
export { loadExtensions } from './extension/loadExtensions.js'
export { CORE_REGISTRY, type Registry } from './extension/Registry.js'
export * from './fault/Fault.js'
export { type PageInfo, pageOf } from './questions/pages.js'
export * from './stores/addresses.js'
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

/** Answers a report of a deployment. */
import type { AgencyCode } from '@jejak/core'
import { type Answer, type ArgumentName, type Reports, serviceHealth } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { answerReport } from '../answering/answerReport.js'
import type { AnswerOptions } from '../answering/answerReports.js'
import { agenciesOf } from '../answering/currentModels.js'
import { nearest } from '../answering/nearest.js'
import { answerOfService } from '../answering/serviceState.js'
import { badRequest, type Fault, refusal, unavailable, unknown } from '../fault/Fault.js'
import { ofAnswer, ofStore } from '../fault/faultOf.js'
import type { DeploymentStores } from '../stores/DeploymentStores.js'
import type { ReportRequest } from '../wire/ReportRequest.js'

/** What a question tells of its own making. */
export type Hearing = Pick<AnswerOptions, 'onProgress' | 'onNotice'>

const ARGUMENTS = ['knownAt', 'waitFor', 'year', 'from', 'to', 'period', 'unit', 'asOf'] as const satisfies ReadonlyArray<
  ArgumentName | 'knownAt' | 'waitFor'
>

/**
 * What can be said against a question before a deployment is opened: a report that
 * does not exist, arguments that the report of the service does not take. The
 * agency is none of these, since scripts give it to every report.
 */
export const checkReportRequest = (request: ReportRequest, { listed }: Pick<Reports, 'listed'>): E.Either<Fault, void> => {
  const { report } = request
  if (!listed.has(report)) return E.left(unknown('report', report, nearest(report, listed.keys())))
  if (report !== serviceHealth.name) return E.right(undefined)
  const extra = ARGUMENTS.find((name) => (request[name] ?? null) !== null)
  if (extra === undefined) return E.right(undefined)
  const detail = 'this report does not take it: it tells how the service is now'
  return E.left(badRequest('arguments', `${extra}: ${detail}`, [{ field: extra, code: 'notTakenByService', detail }]))
}

/** The agency asked for, or the only one there is. */
const agencyOf = async (home: DeploymentStores, named: AgencyCode | null): Promise<E.Either<Fault, AgencyCode>> => {
  if (named !== null) return E.right(named)
  const agencies = await agenciesOf(home)()
  if (E.isLeft(agencies)) return E.left(ofStore(agencies.left))
  const [first, second] = agencies.right
  if (first === undefined) return E.left(refusal('nothingImported', 'nothing has been imported yet'))
  if (second === undefined) return E.right(first)
  const detail = `there are several agencies; name one: ${agencies.right.join(', ')}`
  return E.left(badRequest('agencyNeeded', detail, [{ field: 'agency', code: 'missing', detail: agencies.right.join(', ') }]))
}

/** Answers one question; `live` where others keep the read models current: then they are read as they stand. */
export const report =
  (home: TaskEither<Fault, DeploymentStores>, reports: Reports, live: boolean) =>
  (request: ReportRequest, hearing: Hearing = {}, cell: string | null = null): TaskEither<Fault, Answer> =>
  async () => {
    const checked = checkReportRequest(request, reports)
    if (E.isLeft(checked)) return checked
    const opened = await home()
    if (E.isLeft(opened)) return opened
    const { right } = opened
    if (request.report === serviceHealth.name) {
      if (cell !== null) return E.left(unknown('cell', cell, null, []))
      // Spare read models are of this process: how they are says nothing of the service.
      if (right.viewsFault !== null) return E.left(unavailable('views', right.viewsFault))
      return E.mapLeft(ofStore)(await answerOfService(right)())
    }
    const agency = await agencyOf(right, request.agency ?? null)
    if (E.isLeft(agency)) return agency
    const { report: name, knownAt = null, waitFor = null, ...asked } = request
    const answer = await answerReport(
      right,
      name,
      { ...asked, agency: agency.right },
      { ...hearing, cell, knownAt, waitFor, catchUp: !live },
    )()
    return E.mapLeft(ofAnswer)(answer)
  }

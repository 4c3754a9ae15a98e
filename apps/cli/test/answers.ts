/** What a home answers to every report. */

import { answerReport, openStores } from '@jejak/application/operator'
import { AgencyCode, lastDayOfYear } from '@jejak/core'
import { type Asked, REPORTS, type Report } from '@jejak/reports'
import { mustRun } from '@jejak/testing'

export const agencyOf = (text: string): AgencyCode => {
  if (AgencyCode.is(text)) return text
  throw new Error('no code')
}

const askedFor = (report: Report, agency: AgencyCode, year: number): Asked => {
  const takes = new Set<string>(report.takes)
  return {
    agency,
    ...(takes.has('year') ? { year } : {}),
    ...(takes.has('asOf') ? { asOf: lastDayOfYear(year) } : {}),
    ...(takes.has('from') ? { from: lastDayOfYear(year - 1), to: lastDayOfYear(year) } : {}),
    ...(takes.has('period') ? { period: `${year}-07` } : {}),
  }
}

/**
 * All reports of a year as text, at the beginning of the next. Left out are `position`
 * and `knownAt`: they name places in the log, which a file counts 1, 2, 3 and a server
 * by bytes.
 */
export const answersOf = async (
  env: Readonly<Record<string, string>>,
  agency: AgencyCode,
  year: number,
): Promise<ReadonlyMap<string, string>> => {
  const home = await mustRun(openStores(env['JEJAK_HOME'] ?? '', env, { clock: () => Date.parse(`${year + 1}-01-10T03:00:00Z`) }))
  const answers = new Map<string, string>()
  for (const report of REPORTS.values()) {
    const { position: _, knownAt: __, ...answer } = await mustRun(answerReport(home, report.name, askedFor(report, agency, year)))
    answers.set(report.name, JSON.stringify(answer))
  }
  await home.close()
  return answers
}

export { mustRun as must } from '@jejak/testing'

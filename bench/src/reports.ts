/**
 * Seconds for every report of a large agency from warm read models: each alone as
 * of a past day, computed from the documents, and all reports of one year together,
 * as a dashboard asks for them: as of today, from the sums that are kept.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answerReport, type DeploymentStores, importIntoDeployment, openStores } from '@jejak/application/operator'
import { AgencyCode, lastDayOfYear } from '@jejak/core'
import { type Asked, REPORTS, type Report } from '@jejak/reports'
import { simulateAgency } from '@jejak/simulator'
import Table from 'cli-table3'
import * as E from 'fp-ts/lib/Either.js'
import { conditions } from './conditions.js'

const AGENCY = 'simulasi'
const PEOPLE = 15_000
const YEARS = 15
const LAST_YEAR = 2025

const right = <L extends { readonly tag: string }, A>(either: E.Either<L, A>): A => {
  if (E.isLeft(either)) throw new Error(either.left.tag)
  return either.right
}

/** Arguments of a report about a year, as of its last day. */
const askedFor = (report: Report, agency: AgencyCode, year: number): Asked => {
  const takes = new Set<string>(report.takes)
  return {
    agency,
    asOf: lastDayOfYear(year),
    ...(takes.has('year') ? { year } : {}),
    ...(takes.has('from') ? { from: lastDayOfYear(year - 1), to: lastDayOfYear(year) } : {}),
    ...(takes.has('period') ? { period: `${year}-07` } : {}),
  }
}

const seconds = async (work: () => Promise<void>): Promise<number> => {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}

const answer = async (home: DeploymentStores, report: Report, asked: Asked): Promise<void> => {
  right(await answerReport(home, report.name, asked)())
}

/** Makes the agency, imports it, warms the read models, and asks. */
export const run = async (): Promise<void> => {
  const dir = mkdtempSync(join(tmpdir(), 'jejak-bench-reports-'))
  try {
    const agency: string = AGENCY
    if (!AgencyCode.is(agency)) throw new Error('the agency has no valid code')
    const files = join(dir, 'files')
    right(await simulateAgency({ seed: 1, people: PEOPLE, years: YEARS, endYear: LAST_YEAR, dir: files, agency: AGENCY })())
    const home = right(await openStores(join(dir, 'home'), {})())
    const imported = right(await importIntoDeployment(home, { dir: files, agency })())
    rmSync(files, { recursive: true, force: true })
    const warm = await seconds(async () => {
      right(await home.readModels.catchUp()())
    })
    const table = new Table({ head: ['report', 'past day, s', `year ${LAST_YEAR}, s`], style: { head: [], border: [] } })
    let all = 0
    for (const report of REPORTS.values()) {
      const past = await seconds(() => answer(home, report, askedFor(report, agency, LAST_YEAR - 2)))
      if (!report.takes.includes('year')) {
        table.push([report.name, past.toFixed(2), ''])
        continue
      }
      const kept = await seconds(() => answer(home, report, { agency, year: LAST_YEAR }))
      all += kept
      table.push([report.name, past.toFixed(2), kept.toFixed(2)])
    }
    table.push(['all reports of the year, one after the other', '', all.toFixed(2)])
    await home.close()
    process.stdout.write(
      `${conditions(dir)}\nA simulated agency of ${PEOPLE} people and ${YEARS} years, ${imported.events} events; read models made in ${warm.toFixed(1)} s; peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB\n${table.toString()}\n`,
    )
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

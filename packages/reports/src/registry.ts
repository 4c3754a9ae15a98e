/** Which reports there are, by name. */
import { appraisalDistribution } from './appraisalDistribution.js'
import { mentoring } from './mentoring.js'
import { participation } from './participation.js'
import { programRatings } from './programRatings.js'
import type { Report } from './Report.js'
import { staffList } from './staffList.js'
import { trainingHours } from './trainingHours.js'

const ALL: ReadonlyArray<Report> = [trainingHours, appraisalDistribution, participation, programRatings, mentoring, staffList]

export const REPORTS: ReadonlyMap<string, Report> = new Map(ALL.map((report) => [report.name, report]))

/** Reports of a year that dashboards keep open. */
export const YEAR_REPORTS: ReadonlyArray<Report> = [trainingHours, appraisalDistribution, participation, programRatings, mentoring]

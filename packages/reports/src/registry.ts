/** Which reports there are, by name. */
import { agreements } from './agreements.js'
import { appraisalDistribution } from './appraisalDistribution.js'
import { budget } from './budget.js'
import { changes } from './changes.js'
import { competenceGap } from './competenceGap.js'
import { curriculumEffect } from './curriculumEffect.js'
import { leaderSupport } from './leaderSupport.js'
import { mentoring } from './mentoring.js'
import { outreach } from './outreach.js'
import { participation } from './participation.js'
import { positionMap } from './positionMap.js'
import { professionalismIndex } from './professionalismIndex.js'
import { programRatings } from './programRatings.js'
import { promotionEligibility } from './promotionEligibility.js'
import { publicReport } from './publicReport.js'
import type { Report } from './Report.js'
import { retirements } from './retirements.js'
import { satisfaction } from './satisfaction.js'
import { seniorityList } from './seniorityList.js'
import { staffList } from './staffList.js'
import { successionBench } from './successionBench.js'
import { talentGrid } from './talentGrid.js'
import { trainingGain } from './trainingGain.js'
import { trainingHours } from './trainingHours.js'
import { trainingPerformance } from './trainingPerformance.js'

const ALL: ReadonlyArray<Report> = [
  trainingHours,
  appraisalDistribution,
  participation,
  programRatings,
  mentoring,
  staffList,
  professionalismIndex,
  talentGrid,
  retirements,
  curriculumEffect,
  leaderSupport,
  trainingPerformance,
  promotionEligibility,
  seniorityList,
  changes,
  budget,
  competenceGap,
  outreach,
  successionBench,
  publicReport,
  agreements,
  positionMap,
  trainingGain,
  satisfaction,
]

/** Every report of an agency, by name. */
export const REPORTS: ReadonlyMap<string, Report> = new Map(ALL.map((report) => [report.name, report]))

/** Reports of a year: dashboards keep this year and the two before open. */
export const YEAR_REPORTS: ReadonlyArray<Report> = ALL.filter(({ takes }) => takes.includes('year'))

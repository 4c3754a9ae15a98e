/** The whole city of a seed. */
import { firstDayOfYear, type LocalDate, yearOf } from '@jejak/core'
import type { World } from './model.js'
import { countCourseHours } from './participation.js'
import { simulatePeople, type Window } from './people.js'
import { fillPosts, retire, simulatePosts } from './posts.js'
import { simulateCohorts, simulatePrograms } from './programs.js'
import { simulateUnits } from './units.js'

export const simulateWorld = (seed: number, count: number, years: number, until: LocalDate): World => {
  const lastYear = yearOf(until)
  const firstYear = lastYear - years + 1
  const window: Window = { seed, from: firstDayOfYear(firstYear), until, firstYear, lastYear }
  const units = simulateUnits(seed)
  const people = simulatePeople(window, count, units)
  const posts = simulatePosts(count, units)
  fillPosts(window, people, posts)
  retire(window, people)
  const programs = simulatePrograms()
  const cohorts = simulateCohorts(seed, count, programs, firstYear, until, years)
  return { ...window, units, people, posts, programs, cohorts, courseHours: countCourseHours(seed, cohorts, people, firstYear, years) }
}

/** The order of grades (*golongan ruang*). */
import { GRADES, type Grade } from '../fact/values.js'

/**
 * Place of a grade in rising order, from 0 (I/a).
 *
 * @example
 * gradeIndex('I/a') // => 0
 * gradeIndex('IV/e') // => 16
 */
export const gradeIndex = (grade: Grade): number => GRADES.indexOf(grade)

/**
 * The grade one above; `null` above IV/e.
 *
 * @example
 * nextGrade('III/d') // => 'IV/a'
 * nextGrade('IV/e') // => null
 */
export const nextGrade = (grade: Grade): Grade | null => GRADES[gradeIndex(grade) + 1] ?? null

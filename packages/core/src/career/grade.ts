/** The order of grades (*golongan ruang*). */
import { GRADES, type Grade } from '../fact/values.js'

/** Place of a grade in rising order, from 0 (I/a). */
export const gradeIndex = (grade: Grade): number => GRADES.indexOf(grade)

/** The grade one above; `null` above IV/e. */
export const nextGrade = (grade: Grade): Grade | null => GRADES[gradeIndex(grade) + 1] ?? null

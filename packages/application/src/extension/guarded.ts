/**
 * Functions of extensions as this program calls them. They are others' code and may
 * throw, and the message of what they throw may hold what they read of people: only the
 * part and the kind of error go on from here.
 */
import type { ExtensionServiceRule } from '@jejak/core'
import type { Sums } from '@jejak/core/measure'
import type { FileDef } from '@jejak/exchange'
import type { ExtensionReport } from '@jejak/reports'
import * as E from 'fp-ts/lib/Either.js'

/** Says which part of which extension failed. The import tells the name of an error and no message: here both are the same. */
export class ExtensionFailed extends Error {
  constructor(what: string) {
    super(what)
    this.name = what
  }
}

/** @param fits whether it answered what it must: others are not all held by a compiler */
const guarded =
  <A extends ReadonlyArray<unknown>, B>(what: string, call: (...given: A) => B, fits: (answer: B) => boolean = () => true) =>
  (...given: A): B => {
    const answer = E.tryCatch(
      () => call(...given),
      (thrown) => new ExtensionFailed(`${what} threw ${thrown instanceof Error ? thrown.constructor.name : 'what is no error'}`),
    )
    if (E.isLeft(answer)) throw answer.left
    if (!fits(answer.right)) throw new ExtensionFailed(`${what} answered what is none`)
    return answer.right
  }

const isSums = (sums: Sums.Sums): boolean =>
  sums instanceof Map && [...sums.values()].every((counts) => Array.isArray(counts) && counts.every(Number.isFinite))
const isBody = (body: unknown): boolean => typeof body === 'object' && body !== null && 'rows' in body && Array.isArray(body.rows)

export const guardedReport = (report: ExtensionReport): ExtensionReport => {
  const of = (part: string): string => `${part} of the report ${report.name}`
  return report.kind === 'sums'
    ? { ...report, measure: guarded(of('measure'), report.measure, isSums), finish: guarded(of('finish'), report.finish, isBody) }
    : { ...report, row: guarded(of('row'), report.row), finish: guarded(of('finish'), report.finish, isBody) }
}

export const guardedRule = (rule: ExtensionServiceRule): ExtensionServiceRule => ({
  ...rule,
  judge: guarded(`judge of the rule ${rule.code}`, rule.judge, (finding) => typeof finding === 'object' && finding !== null),
})

/** With its rules guarded already. */
export const guardedFile = (file: FileDef): FileDef => ({ ...file, toFact: guarded(`toFact of the file ${file.name}`, file.toFact) })

/** A finding of `jejak doctor` as one line. */
import type { Finding } from '@jejak/application'
import { oneLine } from '../CommandFailure.js'

const LABELS: Readonly<Record<Finding['kind'], string>> = { ok: 'ok     ', note: 'note   ', facts: 'FACTS  ', problem: 'PROBLEM' }

/** What other parts say may end with a point. */
export const findingLine = ({ kind, what, where, advice }: Finding): string =>
  `${LABELS[kind]} ${advice === null ? oneLine(what) : oneLine(what).replace(/\.$/, '')}${where === null ? '' : `: ${where}`}${advice === null ? '' : `; ${advice}`}`

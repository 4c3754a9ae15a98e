/** How the arguments of a report are asked for on the command line, and what is said where one is wrong. */
import type { Field } from '@jejak/application'
import type { ArgumentName } from '@jejak/reports'

export const REPORT_FLAGS: Readonly<Record<ArgumentName, string>> = {
  year: '--year',
  from: '--from',
  to: '--to',
  period: '--period',
  unit: '--unit',
  asOf: '--as-of',
}

const EXAMPLES: Readonly<Record<ArgumentName, string>> = {
  year: '2025',
  from: '2026-01-01',
  to: '2030-12-31',
  period: '2026-01',
  unit: 'SIM.01',
  asOf: '2025-12-31',
}

const FLAGS: Readonly<Record<string, string | undefined>> = {
  ...REPORT_FLAGS,
  agency: '--agency',
  knownAt: '--known-at',
  waitFor: '--wait-for',
}
const AS_IN: Readonly<Record<string, string | undefined>> = EXAMPLES

/** What is wrong with an argument, in the words of the command line. */
export const fieldText = ({ field, code, detail }: Field): string => {
  const flag = FLAGS[field] ?? field
  switch (code) {
    case 'missing':
      return `this report needs ${flag}, as in ${flag} ${AS_IN[field]}`
    case 'notTaken':
      return `this report does not take ${flag}`
    case 'notTakenByService':
      return `this report does not take ${flag}; it tells how the service is now`
    default:
      return `${flag}: ${detail}`
  }
}

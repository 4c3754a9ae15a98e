/** How the arguments of a report are asked for on the command line, and what is said where one is wrong. */
import type { ArgumentFault, ArgumentName } from '@jejak/reports'

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

/** A fault of an argument, in the words of the command line. */
export const argumentFaultText = ({ argument, code, message }: ArgumentFault): string => {
  const flag = REPORT_FLAGS[argument]
  switch (code) {
    case 'missing':
      return `this report needs ${flag}, as in ${flag} ${EXAMPLES[argument]}`
    case 'notTaken':
      return `this report does not take ${flag}`
    default:
      return `${flag}: ${message}`
  }
}

/** A grade of a PNS: `III/b`, `III.b`, `III b` and `3b` mean `III/b`. */
import { GRADES } from '@jejak/core'
import { type Cell, fault, value } from './Cell.js'
import { tidyText } from './tidy.js'

const ROMAN: Readonly<Record<string, string>> = { '1': 'I', '2': 'II', '3': 'III', '4': 'IV' }
const FORM = /^(IV|I{1,3}|[1-4])[ ]?[/. ]?[ ]?([A-E])$/
const KNOWN: ReadonlySet<string> = new Set(GRADES)

export const grade: Cell = {
  tidy: tidyText,
  advice: { id: 'Pakai golongan ruang PNS, I/a sampai IV/e.', en: 'Use a grade of a PNS, I/a to IV/e.' },
  read: (text) => {
    const parts = FORM.exec(text.toUpperCase())
    if (parts?.[1] === undefined || parts[2] === undefined) return fault('VALUE_INVALID')
    const normal = `${ROMAN[parts[1]] ?? parts[1]}/${parts[2].toLowerCase()}`
    return KNOWN.has(normal) ? value(normal) : fault('VALUE_INVALID')
  },
}

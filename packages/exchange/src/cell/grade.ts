/**
 * A grade of a PNS: `III/b`, `III.b`, `III b`, `III-b` and `3b` mean `III/b`, also behind the name of
 * a rank (`Penata Tk. I, III/d`). The name is not held against the grade.
 */
import { GRADES } from '@jejak/core'
import { type Cell, fault, value } from './Cell.js'
import { tidyText } from './tidy.js'

const ROMAN: Readonly<Record<string, string>> = { '1': 'I', '2': 'II', '3': 'III', '4': 'IV' }
/** Names of ranks, of which the longer come first: one is the beginning of another. */
const FIRST = ' (?:TINGKAT|TK\\.?) ?I'
const RANK = `(?:(?:JURU|PENGATUR|PENATA)(?: MUDA)?(?:${FIRST})?|PEMBINA(?:${FIRST}| UTAMA(?: MUDA| MADYA)?)?)`
const FORM = new RegExp(`^(?:${RANK}(?: ?, ?| ))?(IV|I{1,3}|[1-4]) ?[-/.]? ?([A-E])$`)
const KNOWN: ReadonlySet<string> = new Set(GRADES)

export const grade: Cell = {
  tidy: tidyText,
  advice: {
    id: 'Pakai golongan ruang PNS, I/a sampai IV/e, boleh setelah nama pangkat (Penata Tk. I, III/d).',
    en: 'Use a grade of a PNS, I/a to IV/e, if you like after the name of the rank (Penata Tk. I, III/d).',
  },
  read: (text) => {
    const parts = FORM.exec(text.toUpperCase())
    if (parts?.[1] === undefined || parts[2] === undefined) return fault('VALUE_INVALID')
    const normal = `${ROMAN[parts[1]] ?? parts[1]}/${parts[2].toLowerCase()}`
    return KNOWN.has(normal) ? value(normal) : fault('VALUE_INVALID')
  },
}

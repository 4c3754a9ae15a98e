/** Rows that were warned or rejected, one finding a line: for a reader at a terminal, and as JSON for a program. */
import { adviceOn, type FileDef, infoOf, type RowVerdict } from '@jejak/exchange'
import { oneLine } from '../CommandFailure.js'
import type { Io } from '../Io.js'

/** Every file of the import: what codes mean stands there. */
type Files = ReadonlyArray<FileDef>

/** Lines at a terminal; what is more stands in the folder of rejects and in the JSON. */
const MOST_LINES = 20
const MOST_CHARACTERS = 60

const cut = (text: string): string => (text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}\u2026` : text)

const quoted = (value: string | null | undefined): string => (value === null || value === undefined ? '' : ` "${cut(oneLine(value))}"`)

const linesOf = (files: Files, { file, row, verdict, codes, columns, values }: RowVerdict, whole: boolean): ReadonlyArray<string> =>
  codes.map((code, n) => {
    const column = columns[n] ?? null
    const where = `${file} row ${row}${column === null ? '' : `, ${column}`}`
    const { owner } = infoOf(files, code)
    const advice = adviceOn(files, code, file, column, values[n] ?? null)
    return `  ${where}${quoted(values[n])}: ${verdict}, ${code} (${owner})${whole ? `. ${advice.en}` : ''}`
  })

/**
 * The first of the rows that have codes, and how many more there are.
 *
 * @param total how many findings there are in all
 * @param whole whether each line says what to do as well
 * @param rejects the folder in which all of them stand, if one was named
 */
export const verdictText = (
  files: Files,
  found: ReadonlyArray<RowVerdict>,
  total: number,
  whole: boolean,
  rejects: string | null,
): string => {
  const lines = found.slice(0, MOST_LINES).flatMap((verdict) => linesOf(files, verdict, whole))
  const shown = lines.slice(0, MOST_LINES)
  if (shown.length === 0) return ''
  const more = total - shown.length
  const rest =
    more > 0
      ? [`  and ${more} more: ${rejects === null ? '--rejects DIR writes them all, --rows --format json prints them' : `see ${rejects}`}`]
      : []
  return `Rows to look at (the first below the header is row 1):\n${[...shown, ...rest].join('\n')}\n`
}

/** A correction that was warned about is counted with its code, and is no row to be mended. */
const LISTED: ReadonlySet<RowVerdict['verdict']> = new Set(['warned', 'rejected', 'withdrawn', 'missing'])
const isListed = ({ verdict }: RowVerdict): boolean => LISTED.has(verdict)

/** A fact without a row is named by its key. */
const placeOf = ({ file, row, key }: RowVerdict) => (row === null ? { file, key } : { file, row })

const jsonOf = (files: Files, found: RowVerdict): ReadonlyArray<string> => {
  const { file, verdict, codes, columns, values } = found
  const place = placeOf(found)
  if (codes.length === 0) return [JSON.stringify({ ...place, verdict, code: null, column: null, value: null, advice: null, owner: null })]
  return codes.map((code, n) => {
    const { owner } = infoOf(files, code)
    const [column, value] = [columns[n] ?? null, values[n] ?? null]
    return JSON.stringify({ ...place, verdict, code, column, value, advice: adviceOn(files, code, file, column, value).en, owner })
  })
}

export interface VerdictJson {
  readonly add: (verdict: RowVerdict) => void
  /** Closes the list and the object it stands in, with these fields beside it. */
  readonly end: (fields: Readonly<Record<string, unknown>>) => void
}

/** Prints verdicts as they come, so that a million of them take no memory; they are the first field of one object. */
export const verdictJson = (io: Io, files: Files): VerdictJson => {
  let begun = false
  return {
    add: (verdict) => {
      if (!isListed(verdict)) return
      for (const line of jsonOf(files, verdict)) {
        io.out(`${begun ? ',' : '{"verdicts":['}\n${line}`)
        begun = true
      }
    },
    end: (fields) => io.out(`${begun ? '' : '{"verdicts":['}],${JSON.stringify(fields).slice(1)}\n`),
  }
}

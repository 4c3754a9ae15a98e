/** Import files of extensions: the columns of a file, and the fact of the extension that a row becomes. */
import { type ExtensionFact, type ExtensionServiceRule, nameFaults, type OwnName } from '@jejak/core'
import { at, type Cells, type Column, type FileDef, type FileRule } from './FileDef.js'

/** What an extension says of a file. */
export interface FileParts<D, P> {
  /** Of the file without its ending, `.csv` or `.xlsx`. */
  readonly name: OwnName
  readonly fact: ExtensionFact<D, P>
  readonly columns: ReadonlyArray<Column>
  /** Columns that tell one row from another: a row of the same key and another content is a correction. */
  readonly key: ReadonlyArray<string>
  /** Column of the employee number whose fact it is. */
  readonly person: string
  /** Column of the day from which the fact holds; `null` where it is dated by a cohort, or always holds. */
  readonly day: string | null
  /** Column of a cohort or a program that must be known. */
  readonly refersTo?: { readonly kind: 'program' | 'cohort'; readonly column: string }
  /** Whether rows must be of a day on which the person serves this agency (`agency`, where it is left out), or any from the appointment to the last exit. */
  readonly heldTo?: 'agency' | 'career'
  readonly spans?: FileDef['spans']
  /** Column that is to blame for a breach of a rule of the extension, by the rule's code; that of the person where it is left out. */
  readonly blame?: Readonly<Record<OwnName, string>>
  /** What a row says: cells are in their normal form. What the codecs of the fact refuse is rejected as VALUE_INVALID. */
  readonly toFact: (cells: Cells) => { readonly data: D; readonly personal: P | null }
}

/** An import file of an extension. */
export interface ExtensionFile {
  readonly name: OwnName
  /** Type of the fact that its rows become. */
  readonly of: string
  readonly columns: ReadonlyArray<Column>
  /** Columns that are named, and must be there. */
  readonly named: ReadonlyArray<string>
  /** Whether the key says whose fact it is: one that does not would have to be looked for in every career. */
  readonly isKeyedByPerson: boolean
  /** The file as an import reads it, with the rules that are asked of its rows. */
  readonly withRules: (rules: ReadonlyArray<ExtensionServiceRule>) => FileDef
}

/** A fact that no codec takes. */
const IMPOSSIBLE = { type: 'Other', data: {}, personal: null } as const

/**
 * Defines an import file of an extension. Rows are read after those of Jejak's own
 * files about the same people; verdicts, corrections and what is known come as for those.
 */
export const defineFile = <D, P>(parts: FileParts<D, P>): ExtensionFile => {
  const { name, fact, columns, key, person, day, refersTo, heldTo = 'agency', spans, blame, toFact } = parts
  const rawFact: FileDef['toFact'] = (cells) => {
    const { data, personal } = toFact(cells)
    const isPersonal = fact.personal === null ? personal === null : personal === null || fact.personal.is(personal)
    return fact.data.is(data) && isPersonal ? { ...fact.fact(data, personal) } : IMPOSSIBLE
  }
  const ruleOf = ({ code, verdict, text, judge }: ExtensionServiceRule): FileRule => ({
    code,
    verdict,
    owner: 'bkpsdm',
    advice: text,
    column: blame?.[code] ?? person,
    isBroken: ({ type, data }, service) => {
      const { type: own, schema, data: said } = data
      const isRead = type === 'Other' && own === fact.type && typeof schema === 'number' && isPlain(said)
      return isRead && judge({ ...service, data: { type: own, schema, data: said } }).outcome === 'notMet'
    },
  })
  return {
    name,
    of: fact.type,
    columns,
    isKeyedByPerson: key.includes(person),
    named: [
      ...key,
      ...Object.values(blame ?? {}),
      person,
      ...(day === null ? [] : [day]),
      ...(refersTo === undefined ? [] : [refersTo.column]),
    ],
    withRules: (rules) => ({
      name,
      phase: 4,
      columns,
      key,
      dated: day !== null ? { column: day } : fact.dating === 'cohort' ? 'cohort' : null,
      people: [person],
      subjects: [person],
      heldTo,
      ...(refersTo === undefined ? {} : { refersTo }),
      ...(spans === undefined ? {} : { spans }),
      stream: (cells, naming) => naming.careerStream(at(cells, person)),
      toFact: rawFact,
      rules: rules.filter(({ of }) => of === fact.type).map(ruleOf),
    }),
  }
}

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null

/** What is wrong with a file of an extension, each fault in one line; none where all is well. */
export const fileFaults = (
  extension: string,
  facts: ReadonlySet<string>,
  { name, of, columns, named, isKeyedByPerson }: ExtensionFile,
): ReadonlyArray<string> => [
  ...nameFaults(extension, 'file', name),
  ...(isKeyedByPerson ? [] : [`the key of the file ${name} must have the column of the person`]),
  ...(facts.has(of) ? [] : [`the file ${name} becomes ${of}, which this extension does not define`]),
  ...[...new Set(named)]
    .filter((column) => !columns.some((each) => each.name === column))
    .map((column) => `the file ${name} has no column ${column}`),
]

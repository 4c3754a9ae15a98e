/**
 * Facts of extensions: what core's table says of its own types, an extension says of
 * its own here. They are stored under the extension's name and held as `Other`.
 */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as t from 'io-ts'
import type { Employment, Held } from '../career/Employment.js'
import type { LocalDate } from '../date/LocalDate.js'
import { type EventFault, pathsOf } from '../event/registry.js'
import { ExtensionType } from '../fact/ExtensionType.js'
import type { DataOf, Dating, WholeFact } from '../fact/Fact.js'
import type { EventId } from '../identity/ids.js'
import { unsafeBrand } from '../unsafe.js'

type Plain = Readonly<Record<string, unknown>>

/** What an extension says of a fact. Codecs are of plain JSON: what they accept is what is stored. */
export interface FactParts<D, P> {
  /** Name of the extension, then that of the fact: `awards.Given`. */
  readonly type: string
  /** Raised by one with each new shape of the data. */
  readonly schema: number
  readonly data: t.Type<D, Plain, unknown>
  /** Codec of what must be sealed: names, numbers, free text; `null` where there is nothing. */
  readonly personal: t.Type<P, Plain, unknown> | null
  /** Lift the data of one schema to the next; index i lifts schema i + 1. */
  readonly upcasters?: ReadonlyArray<(data: Plain) => Plain>
  /** `own`: the day its event bears; `cohort`: the end of the cohort that `data.cohort` names; `always`: it has none. */
  readonly dating: Dating
  /** What the timeline calls it. */
  readonly title: { readonly id: string; readonly en: string }
}

/** A fact of an extension that holds, with the event that says so. */
export interface HeldFact<D> {
  readonly root: EventId
  /** The event that holds for the root: itself, or its last correction. */
  readonly by: EventId
  readonly revision: number
  readonly on: LocalDate | null
  readonly data: D
}

/** A fact of an extension: how it is written, and read again with its own type. */
export interface ExtensionFact<D, P> extends FactParts<D, P> {
  /** The data in its present schema. Fails where the schema is not known or the data is not of its form. */
  readonly read: (fact: DataOf<'Other'>) => E.Either<EventFault, D>
  /** Those of a person in one agency, in order of date; what cannot be read is left out, and counted as unknown. */
  readonly heldOf: (employment: Employment) => ReadonlyArray<HeldFact<D>>
  /** The fact as a draft, a command or an import carries it, in the present schema. */
  readonly fact: (data: D, personal: P | null) => WholeFact<'Other'>
  /** The date its event bears, of the day a caller names: `null` where the fact stores none. */
  readonly effectiveOn: (day: LocalDate) => LocalDate | null
}

const readOf =
  <D, P>({ type, schema: present, data: codec, upcasters = [] }: FactParts<D, P>): ExtensionFact<D, P>['read'] =>
  ({ type: stored, schema, data }) => {
    if (stored !== type) return E.left({ tag: 'UnknownType', type })
    if (!Number.isInteger(schema) || schema < 1 || schema > present || upcasters.length < present - 1)
      return E.left({ tag: 'UnknownSchema', type, schema })
    return pipe(
      // An upcaster that throws read nothing: what it threw may hold what it read.
      E.tryCatch(
        () => upcasters.slice(schema - 1, present - 1).reduce((from, up) => up(from), data),
        (): EventFault => ({ tag: 'Malformed', type, schema, paths: [''] }),
      ),
      E.chain((lifted) => (codec.is(lifted) ? E.right(lifted) : E.left({ tag: 'Malformed', type, schema, paths: pathsOf(codec, lifted) }))),
    )
  }

/** Answers once for each list, which never changes. */
const remembered = <A extends object, B>(make: (from: A) => B): ((from: A) => B) => {
  const made = new WeakMap<A, { readonly answer: B }>()
  return (from) => {
    const present = made.get(from)
    if (present !== undefined) return present.answer
    const answer = make(from)
    made.set(from, { answer })
    return answer
  }
}

/**
 * Defines a fact of an extension.
 *
 * @example
 * const given = defineFact({
 *   type: 'awards.Given',
 *   schema: 1,
 *   data: exactly('an award', { degree: whole(1, 3) }),
 *   personal: null,
 *   dating: 'own',
 *   title: { id: 'Penghargaan', en: 'Award' },
 * })
 * given.fact({ degree: 2 }, null).data // => { type: 'awards.Given', schema: 1, data: { degree: 2 } }
 * given.read({ type: 'awards.Given', schema: 1, data: { degree: 2 } }) // => E.right({ degree: 2 })
 */
export const defineFact = <D, P = never>(parts: FactParts<D, P>): ExtensionFact<D, P> => {
  const read = readOf(parts)
  const held = remembered((others: ReadonlyArray<Held<'Other'>>) =>
    others.flatMap(({ data, ...place }): ReadonlyArray<HeldFact<D>> => {
      const known = read(data)
      return E.isRight(known) ? [{ ...place, data: known.right }] : []
    }),
  )
  const { type, schema, data: codec, personal: sealed, dating } = parts
  return {
    ...parts,
    read,
    heldOf: ({ others }) => held(others),
    fact: (data, personal) => ({
      type: 'Other',
      data: unsafeBrand<DataOf<'Other'>>({ type, schema, data: codec.encode(data) }),
      personal: sealed === null || personal === null ? null : sealed.encode(personal),
    }),
    effectiveOn: (day) => (dating === 'own' ? day : null),
  }
}

/** What is asked of a definition, whatever its data is. */
type Named = Pick<FactParts<never, never>, 'type' | 'schema' | 'upcasters'>

/**
 * What is wrong with the definition of a fact of an extension, each fault in one
 * line; none where all is well.
 *
 * @example
 * factFaults('awards', { type: 'awards.Given', schema: 1 }) // => []
 * factFaults('awards', { type: 'clubs.Joined', schema: 1 }) // => ['the type clubs.Joined must begin with awards.']
 */
export const factFaults = (extension: string, { type, schema, upcasters = [] }: Named): ReadonlyArray<string> => [
  ...(ExtensionType.is(type) ? [] : [`the type ${type} must be a name of lower case, a dot, and a name that begins with a capital`]),
  ...(type.startsWith(`${extension}.`) ? [] : [`the type ${type} must begin with ${extension}.`]),
  ...(Number.isInteger(schema) && schema > 0 && upcasters.length === schema - 1
    ? []
    : [`${type} is in schema ${schema}, so it needs ${schema - 1} upcasters; it has ${upcasters.length}`]),
]

/**
 * Holds a fact against its corpus: examples of the stored data of every schema ever
 * written, which are never edited. For the tests of an extension; no line where all
 * is well.
 *
 * @example
 * const given = defineFact({ type: 'awards.Given', schema: 1, data: exactly('an award', { degree: whole(1, 3) }), personal: null, dating: 'own', title: { id: '', en: '' } })
 * corpusFaults(given, [{ type: 'awards.Given', schema: 1, data: { degree: 2 } }]) // => []
 * corpusFaults(given, []) // => ['the corpus has no awards.Given of schema 1']
 */
export const corpusFaults = <D, P>(
  { type, schema, read }: ExtensionFact<D, P>,
  corpus: ReadonlyArray<DataOf<'Other'>>,
): ReadonlyArray<string> => {
  const own = corpus.filter((each) => each.type === type)
  const missing = Array.from({ length: schema }, (_, i) => i + 1).filter((wanted) => !own.some((each) => each.schema === wanted))
  return [
    ...missing.map((wanted) => `the corpus has no ${type} of schema ${wanted}`),
    ...own.filter((each) => E.isLeft(read(each))).map((each) => `${type} of schema ${each.schema} is not read any more`),
  ]
}

/**
 * From events to entries and back: codecs by (type, schema), strict on write,
 * tolerant on read; older schemas are lifted one step at a time.
 */
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { LocalDate } from '../date/LocalDate.js'
import { withDefaults } from '../fact/defaults.js'
import { typeShown } from '../fact/ExtensionType.js'
import { FACTS, type Fact, type FactType, isFactType, type WholeFact } from '../fact/Fact.js'
import type { Entry, Says } from '../history/History.js'
import { isOfDeployment } from '../identity/streams.js'
import { unsafeBrand } from '../unsafe.js'
import { DAMAGED_EVENT } from './damagedEvent.js'
import { AnnulledData, CorrectedData, type DraftMeta, type EventDraft, type FoldEvent } from './Envelope.js'
import { formNeeded, isKnownForm } from './form.js'

/** Why a stored event cannot be read. Never carries values: they may be personal. */
export type EventFault =
  | { readonly tag: 'UnknownType'; readonly type: string }
  | { readonly tag: 'UnknownSchema'; readonly type: string; readonly schema: number }
  /** The envelope is of a form that a later program writes. */
  | { readonly tag: 'UnknownForm'; readonly type: string; readonly form: number }
  | { readonly tag: 'Malformed'; readonly type: string; readonly schema: number; readonly paths: ReadonlyArray<string> }

/** Lifts the data of one schema of a type to the next. */
type Upcaster = (data: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>

/** Upcasters by type; index i lifts schema i + 1. A type that is not named is in its first schema. */
const UPCASTERS: { readonly [K in FactType]?: ReadonlyArray<Upcaster> } = {
  Appointed: [withDefaults('Appointed')],
  Mentored: [withDefaults('Mentored')],
  Appraised: [withDefaults('Appraised')],
  Positioned: [withDefaults('Positioned')],
  PostDefined: [withDefaults('PostDefined')],
  PolicyAdopted: [(data) => ({ parameters: null, ...data })],
  ForumHeld: [withDefaults('ForumHeld')],
  SurveyTaken: [withDefaults('SurveyTaken')],
}

/**
 * Where a value does not fit its codec, as dotted keys. Of each error only the keys
 * that the codec itself names leave this function: keys of dictionaries come from
 * the data, so they are shown as `*`, and values are never touched.
 *
 * @example
 * pathsOf(Grade, 'V/a') // => ['']
 */
export const pathsOf = (codec: t.Mixed, value: unknown): ReadonlyArray<string> => {
  const result = codec.decode(value)
  if (E.isRight(result)) return []
  const paths = result.left.map(({ context }) =>
    context
      .slice(1)
      .map(({ key }, i) => {
        const parent = context[i]?.type
        // Members of unions and intersections are numbered: no place in the data.
        if (parent instanceof t.UnionType || parent instanceof t.IntersectionType) return ''
        return parent instanceof t.DictionaryType ? '*' : key
      })
      .filter((key) => key !== '')
      .join('.'),
  )
  return [...new Set(paths)]
}

const lift = (
  type: FactType,
  schema: number,
  data: Readonly<Record<string, unknown>>,
): E.Either<EventFault, Readonly<Record<string, unknown>>> => {
  const current = FACTS[type].schema
  const chain = UPCASTERS[type] ?? []
  if (!Number.isInteger(schema) || schema < 1 || schema > current || chain.length < current - 1)
    return E.left({ tag: 'UnknownSchema', type, schema })
  return E.right(chain.slice(schema - 1).reduce((lifted, up) => up(lifted), data))
}

/** Types of events that say no fact of their own. */
const NO_FACT: ReadonlySet<string> = new Set(['Corrected', 'Annulled', DAMAGED_EVENT])

/**
 * Reads the clear data of a fact. One of a type that is not of this program is kept as it is: as `Other`.
 *
 * @example
 * const read = readFact('PersonErased', 1, {})
 * E.isRight(read) && read.right.type // => 'PersonErased'
 * readFact('Promoted', 9, {}) // => E.left({ tag: 'UnknownSchema', type: 'Promoted', schema: 9 })
 * const kept = readFact('awards.Given', 1, { medal: 'Contoh' })
 * E.isRight(kept) && kept.right.type // => 'Other'
 */
export const readFact = (type: string, schema: number, data: Readonly<Record<string, unknown>>): E.Either<EventFault, Fact> => {
  if (NO_FACT.has(type)) return E.left({ tag: 'UnknownType', type })
  // Nothing is stored as `Other`: what bears that name is unknown like any other.
  if (!isFactType(type) || type === 'Other') return E.right({ type: 'Other', data: { type, schema, data } })
  const lifted = lift(type, schema, data)
  if (E.isLeft(lifted)) return lifted
  const codec: t.Mixed = FACTS[type].data
  return codec.is(lifted.right)
    ? E.right(unsafeBrand<Fact>({ type, data: lifted.right }))
    : E.left({ tag: 'Malformed', type, schema, paths: pathsOf(codec, lifted.right) })
}

const says = (event: FoldEvent): E.Either<EventFault, Says> => {
  const effectiveOn: LocalDate | null = event.meta.effectiveOn ?? null
  if ((event.type === 'Corrected' || event.type === 'Annulled') && event.schema !== 1)
    return E.left({ tag: 'UnknownSchema', type: event.type, schema: event.schema })
  if (event.type === 'Corrected') {
    if (!CorrectedData.is(event.data))
      return E.left({ tag: 'Malformed', type: event.type, schema: event.schema, paths: pathsOf(CorrectedData, event.data) })
    const { root, fact } = event.data
    return E.map((read: Fact): Says => ({ kind: 'corrected', root, effectiveOn, fact: read }))(readFact(fact.type, fact.schema, fact.data))
  }
  if (event.type === 'Annulled') {
    return AnnulledData.is(event.data)
      ? E.right({ kind: 'annulled', root: event.data.root })
      : E.left({ tag: 'Malformed', type: event.type, schema: event.schema, paths: pathsOf(AnnulledData, event.data) })
  }
  return E.map((fact: Fact): Says => ({ kind: 'fact', effectiveOn, fact }))(readFact(event.type, event.schema, event.data))
}

/**
 * Reads an event as an entry of a history. The sealed part stays sealed.
 *
 * @example
 * History.fromEntries(sampleEvents.map((event) => must(toEntry(event)))).size // => 10
 */
export const toEntry = (event: FoldEvent): E.Either<EventFault, Entry> => {
  if (isOfDeployment(event.stream)) return E.left({ tag: 'UnknownType', type: typeShown(event.type) })
  if (!isKnownForm(event.meta)) return E.left({ tag: 'UnknownForm', type: typeShown(event.type), form: Number(event.meta.form) })
  return E.map(
    (said: Says): Entry => ({
      id: event.id,
      revision: event.revision,
      position: event.position,
      recordedAt: event.meta.recordedAt,
      agency: event.meta.agency,
      says: said,
    }),
  )(says(event))
}

/** A draft as it goes to be sealed: clear data, and what must be sealed (`null` if nothing). */
export interface Encoded {
  readonly type: string
  readonly schema: number
  readonly data: Readonly<Record<string, unknown>>
  readonly toSeal: ToSeal | null
  readonly meta: DraftMeta
}

/** The clear text of a sealed part: the fact's personal part, the reason, and why rules were overridden, each if there is one. */
export interface ToSeal {
  readonly personal?: Readonly<Record<string, unknown>>
  readonly reason?: string
  readonly overridden?: Readonly<Record<string, string>>
}

/** A fact as it is stored: type, schema and clear data, and what must be sealed. */
const encodeFact = (
  fact: WholeFact,
): Pick<Encoded, 'type' | 'schema' | 'data'> & { readonly personal: Readonly<Record<string, unknown>> | null } => {
  const definition: { readonly data: t.Mixed; readonly personal: t.Mixed | null } = FACTS[fact.type]
  const personal =
    definition.personal === null || fact.personal === null ? null : unsafeBrand<Encoded['data']>(definition.personal.encode(fact.personal))
  const stored =
    fact.type === 'Other'
      ? { type: fact.data.type, schema: fact.data.schema, data: fact.data.data }
      : { type: fact.type, schema: FACTS[fact.type].schema, data: unsafeBrand<Encoded['data']>(definition.data.encode(fact.data)) }
  return {
    ...stored,
    personal: personal === null || Object.values(personal).every((value) => value === null) ? null : personal,
  }
}

/**
 * Encodes a draft for sealing and storing; drops whatever the codec does not name.
 *
 * @example
 * const [draft] = sampleDrafts
 * draft !== undefined && encode(draft).schema // => 2
 */
export const encode = (draft: EventDraft): Encoded => {
  const needed = formNeeded({ ground: draft.ground, ...(draft.source === null ? {} : { source: draft.source }) })
  const meta: DraftMeta = {
    agency: draft.agency,
    ground: draft.ground,
    correlationId: draft.correlationId,
    causationId: draft.causationId,
    ...(draft.effectiveOn === null ? {} : { effectiveOn: draft.effectiveOn }),
    ...(draft.source === null ? {} : { source: draft.source }),
    ...(needed === 1 ? {} : { form: needed }),
  }
  const { reason, overridden } = draft
  const seal = (personal: Readonly<Record<string, unknown>> | null): ToSeal | null =>
    personal === null && reason === null && overridden === undefined
      ? null
      : {
          ...(personal === null ? {} : { personal }),
          ...(reason === null ? {} : { reason }),
          ...(overridden === undefined ? {} : { overridden }),
        }
  switch (draft.type) {
    case 'Annulled':
      return { type: 'Annulled', schema: 1, data: { root: draft.root, saw: draft.saw }, toSeal: seal(null), meta }
    case 'Corrected': {
      const { personal, ...fact } = encodeFact(draft.fact)
      return { type: 'Corrected', schema: 1, data: { root: draft.root, saw: draft.saw, fact }, toSeal: seal(personal), meta }
    }
    default: {
      const { personal, ...fact } = encodeFact(draft)
      return { ...fact, toSeal: seal(personal), meta }
    }
  }
}

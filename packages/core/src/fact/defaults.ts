/**
 * Values of the fields that came with the second contract, where nobody says otherwise: in
 * events stored before, and in commands of clients that do not know the field.
 */
import * as t from 'io-ts'
import { unsafeBrand } from '../unsafe.js'
import { type DataOf, FACTS, type FactType } from './Fact.js'

type Defaults = { readonly [K in FactType]?: Readonly<Partial<DataOf<K>>> }

const DEFAULTS = {
  Appointed: { earlier: null },
  Mentored: { session: 1 },
  Appraised: { kind: 'tahunan' },
  Positioned: { family: 'lain' },
  PostDefined: { retirementAge: null, from: null, until: null },
  ForumHeld: { kind: 'warga' },
  SurveyTaken: { kind: 'masyarakat' },
} as const satisfies Defaults

const BY_TYPE: Defaults = DEFAULTS

/** The data of a type with its defaults where a field is not there. */
export const withDefaults =
  (type: FactType) =>
  (data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({ ...BY_TYPE[type], ...data })

type WithDefaults = typeof DEFAULTS

/** The data of a type as it may be said: a field that has a default may be left out. */
export type DataAsSaid<K extends FactType> = K extends keyof WithDefaults
  ? Omit<DataOf<K>, keyof WithDefaults[K]> & Partial<Pick<DataOf<K>, keyof WithDefaults[K] & keyof DataOf<K>>>
  : DataOf<K>

/**
 * The whole data of a fact, with defaults for the fields that nobody named.
 *
 * @example
 * complete('Mentored', { pair: must(code('M.01')), mentor: person(2), minutes: 60 }).session // => 1
 */
export const complete = <K extends FactType>(type: K, data: DataAsSaid<K>): DataOf<K> =>
  unsafeBrand<DataOf<K>>({ ...BY_TYPE[type], ...data })

/**
 * What a fact says beyond the defaults: its data in the form of the first contract, and a field that came
 * later where its value is another than the default.
 *
 * @example
 * const data = complete('Mentored', { pair: must(code('M.01')), mentor: person(2), minutes: 60 })
 * 'session' in withoutDefaults('Mentored', data) // => false
 */
export const withoutDefaults = <K extends FactType>(type: K, data: DataOf<K>): Readonly<Record<string, unknown>> => {
  const defaults: Readonly<Record<string, unknown>> = BY_TYPE[type] ?? {}
  return Object.fromEntries(Object.entries(data).filter(([field, value]) => !(field in defaults && defaults[field] === value)))
}

/** A codec that completes what callers send with the defaults of a type before it reads it. */
export const asSaid = <A>(type: FactType, codec: t.Type<A, unknown, unknown>): t.Type<A, unknown> => {
  const fill = withDefaults(type)
  return new t.Type<A, unknown>(
    codec.name,
    codec.is,
    (value, context) => codec.validate(t.UnknownRecord.is(value) ? fill(value) : value, context),
    codec.encode,
  )
}

/** Codec of the data of a type as callers send it, completed when it is read. */
export const dataAsSaid = <K extends FactType>(type: K): t.Type<DataOf<K>, unknown> => {
  const { data }: { readonly data: t.Mixed } = FACTS[type]
  return asSaid<DataOf<K>>(type, unsafeBrand<t.Type<DataOf<K>, unknown, unknown>>(data))
}

/** Codec of a whole fact, its personal part included, as callers send it. */
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { unsafeBrand } from '../unsafe.js'
import { dataAsSaid } from './defaults.js'
import { FACTS, type FactType, isFactType, type WholeFact } from './Fact.js'

const codecOf = (type: FactType): t.Mixed => {
  const { personal }: { readonly personal: t.Mixed | null } = FACTS[type]
  return t.strict({ type: t.literal(type), data: dataAsSaid(type), personal: personal ?? t.null })
}

const CODECS = new Map<string, t.Mixed>(Object.keys(FACTS).map((type) => [type, codecOf(isFactType(type) ? type : 'Appointed')]))

const codecFor = (value: unknown): t.Mixed | undefined =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' ? CODECS.get(value.type) : undefined

/** Each type has its own codec, chosen by `type`; what no codec names is dropped. */
export const WholeFactCodec: t.Type<WholeFact, unknown> = new t.Type<WholeFact, unknown>(
  'WholeFact',
  (value): value is WholeFact => codecFor(value)?.is(value) ?? false,
  (value, context) => {
    const codec = codecFor(value)
    return codec === undefined
      ? t.failure(value, context)
      : E.map((fact: unknown) => unsafeBrand<WholeFact>(fact))(codec.validate(value, context))
  },
  (fact) => codecFor(fact)?.encode(fact),
)

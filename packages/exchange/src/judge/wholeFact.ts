/** From a raw fact to one its codec accepts. */
import { FACTS, type WholeFact } from '@jejak/core'
import type * as t from 'io-ts'
import type { RawFact } from '../file/FileDef.js'
import { unsafeBrand } from '../unsafe.js'

/** `null` if the codec refuses it: then the row says something no fact can say. */
export const wholeFact = ({ type, data, personal }: RawFact): WholeFact | null => {
  const definition: { readonly data: t.Mixed; readonly personal: t.Mixed | null } = FACTS[type]
  const fits = definition.data.is(data) && (definition.personal === null ? personal === null : definition.personal.is(personal))
  return fits ? unsafeBrand<WholeFact>({ type, data, personal }) : null
}

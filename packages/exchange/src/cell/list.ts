/** A value of a list; case does not matter, the list's own spelling is the normal form. */
import { type Cell, fault, value } from './Cell.js'
import { tidyText } from './tidy.js'

export const oneOf = (...values: ReadonlyArray<string>): Cell => {
  const byLowerCase = new Map(values.map((each) => [each.toLowerCase(), each]))
  return {
    tidy: tidyText,
    advice: { id: `Pakai nilai dari daftar: ${values.join(', ')}.`, en: `Use a value of the list: ${values.join(', ')}.` },
    read: (text) => {
      const found = byLowerCase.get(text.toLowerCase())
      return found === undefined ? fault('VALUE_INVALID') : value(found)
    },
  }
}

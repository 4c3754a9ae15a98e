/** A value of a list; case does not matter, the list's own spelling is the normal form. */
import { type Cell, fault, value } from './Cell.js'
import { tidyText } from './tidy.js'

/** Other words for values of a list, as offices write them. */
export type Words = Readonly<Record<string, ReadonlyArray<string>>>

/** A list whose values also go by `words`; `shown` are those that the advice names. */
export const listOf = (values: ReadonlyArray<string>, words: Words, shown: Words = words): Cell => {
  const byLowerCase = new Map(
    values.flatMap((each) => [each, ...(words[each] ?? [])].map((word): [string, string] => [word.toLowerCase(), each])),
  )
  const named = values.map((each) => (shown[each] === undefined ? each : `${each} (${shown[each].join(', ')})`)).join(', ')
  return {
    tidy: tidyText,
    values,
    advice: { id: `Pakai nilai dari daftar: ${named}.`, en: `Use a value of the list: ${named}.` },
    read: (text) => {
      const found = byLowerCase.get(text.toLowerCase())
      return found === undefined ? fault('VALUE_INVALID') : value(found)
    },
  }
}

export const oneOf = (...values: ReadonlyArray<string>): Cell => listOf(values, {})

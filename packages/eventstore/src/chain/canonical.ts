/** Canonical JSON (RFC 8785): one text for one value, whatever the order of its keys. */
import canonicalize from 'canonicalize'
import * as E from 'fp-ts/lib/Either.js'

/** Text that is its own JSON: what most values are. */
const PLAIN = /^[ !#-[\]-~]*$/

/** A surrogate that is no half of a pair. */
const LONE = /\p{Surrogate}/u

/** Deeper values go to the library, which needs no stack. */
const DEPTH = 50

/** Keys up to which they are sorted here. */
const FEW = 16

const isRecord = (value: object): value is Readonly<Record<string, unknown>> => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** Few keys, by UTF-16 code units, in place: the sort of arrays is made for many. */
const sorted = (keys: string[]): string[] => {
  if (keys.length > FEW) return keys.sort()
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i] ?? ''
    let to = i
    for (let before = keys[to - 1]; before !== undefined && before > key; before = keys[to - 1]) keys[to--] = before
    keys[to] = key
  }
  return keys
}

/**
 * The canonical text of plain values, several times as fast as the library; `null`
 * for anything that is not plain JSON, of which the library then decides.
 */
const plainText = (value: unknown, depth: number): string | null => {
  if (value === null) return 'null'
  switch (typeof value) {
    case 'string':
      return PLAIN.test(value) ? `"${value}"` : LONE.test(value) ? null : JSON.stringify(value)
    case 'number':
      return Number.isFinite(value) ? JSON.stringify(value) : null
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      break
    default:
      return null
  }
  if (depth > DEPTH) return null
  let text = ''
  if (Array.isArray(value)) {
    for (const item of value) {
      const each = plainText(item, depth + 1)
      if (each === null) return null
      text += text === '' ? each : `,${each}`
    }
    return `[${text}]`
  }
  if (!isRecord(value) || 'toJSON' in value) return null
  for (const key of sorted(Object.keys(value))) {
    const item = value[key]
    if (item === undefined) continue
    const name = plainText(key, depth)
    const each = plainText(item, depth + 1)
    if (name === null || each === null) return null
    text += text === '' ? `${name}:${each}` : `,${name}:${each}`
  }
  return `{${text}}`
}

/** Whether a value is plain JSON whose keys stand in canonical order already, all through; text is not looked at. */
const isInOrder = (value: unknown, depth: number): boolean => {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true
    case 'number':
      return Number.isFinite(value)
    case 'object':
      break
    default:
      return false
  }
  if (value === null) return true
  if (depth > DEPTH) return false
  if (Array.isArray(value)) {
    for (const item of value) if (!isInOrder(item, depth + 1)) return false
    return true
  }
  if (!isRecord(value)) return false
  let before = ''
  for (const key of Object.keys(value)) {
    if (key < before) return false
    before = key
    const item = value[key]
    if (item !== undefined && !isInOrder(item, depth + 1)) return false
  }
  return true
}

/** As JSON writes a surrogate that stands alone. */
const ESCAPED_SURROGATE = '\\ud'

/**
 * The text of a value whose keys stand in order, as the engine writes it: the
 * fastest way. `null` for any other, and where a surrogate may stand alone.
 */
const orderedText = (value: unknown): string | null => {
  if (typeof value !== 'object' || !isInOrder(value, 0)) return null
  const text = JSON.stringify(value)
  return text.includes(ESCAPED_SURROGATE) ? null : text
}

/**
 * The canonical text of a value, or why it has none: text with lone surrogates,
 * NaN and infinities have no JSON that another program would read as the same
 * value. Keys whose value is `undefined` are left out.
 */
export const canonical = (value: unknown): E.Either<string, string> => {
  const plain = orderedText(value) ?? plainText(value, 0)
  return plain === null ? byLibrary(value) : E.right(plain)
}

const byLibrary = (value: unknown): E.Either<string, string> =>
  E.tryCatch(
    () => {
      const text = canonicalize(value)
      if (text === undefined) throw new Error('Not a JSON value')
      return text
    },
    // The library's messages name the fault and never the value.
    (error) => (error instanceof Error ? error.message : 'Not a JSON value'),
  )

/** Canonical JSON (RFC 8785): one text for one value, whatever the order of its keys. */
import canonicalize from 'canonicalize'
import * as E from 'fp-ts/lib/Either.js'

/**
 * The canonical text of a value, or why it has none: text with lone surrogates,
 * NaN and infinities have no JSON that another program would read as the same
 * value. Keys whose value is `undefined` are left out.
 */
export const canonical = (value: unknown): E.Either<string, string> =>
  E.tryCatch(
    () => {
      const text = canonicalize(value)
      if (text === undefined) throw new Error('Not a JSON value')
      return text
    },
    // The library's messages name the fault and never the value.
    (error) => (error instanceof Error ? error.message : 'Not a JSON value'),
  )

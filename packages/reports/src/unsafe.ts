/**
 * The one gateway for casts in this package. Each caller states what it has
 * already proved; nothing outside this file uses `as`.
 */

/** `JSON.rawJSON` of Node 24, which the types of the language do not know yet. */
const json = JSON as typeof JSON & { readonly rawJSON: (text: string) => unknown }

/** What `JSON.stringify` prints as just this text, which the caller knows to be the JSON of a number. */
export const rawJson = (number: string): unknown => json.rawJSON(number)

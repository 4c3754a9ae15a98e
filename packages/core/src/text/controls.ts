/**
 * Characters that make a reader's program do something instead of showing
 * something: controls of terminals (C0, DEL, C1), and those that turn the
 * direction of writing, by which a text is shown as another than it is.
 */

/** All but tab, line feed, and the carriage return of a line end. */
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\r(?!\n)/g

const escapeOf = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/**
 * The text with each such character written out (`\u001b`), so that it can be seen
 * and does nothing. Inside the strings of a JSON text that is the same string.
 *
 * @example
 * escapeControls('a\u001bb') // => 'a\\u001bb'
 */
export const escapeControls = (text: string): string => text.replace(CONTROLS, escapeOf)

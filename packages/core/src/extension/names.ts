/** How things of extensions are called: by the name of the extension, a dot, and a name of their own, so that nothing of Jejak is ever called so. */

/** A name of an extension's own: `awards.given`. */
export type OwnName = `${string}.${string}`

const EXTENSION = /^[a-z][a-z0-9-]{0,39}$/
const OWN = /^[A-Za-z][A-Za-z0-9_-]{0,59}$/

/**
 * Whether a text may be the name of an extension.
 *
 * @example
 * isExtensionName('awards') // => true
 * isExtensionName('Awards!') // => false
 */
export const isExtensionName = (name: string): boolean => EXTENSION.test(name)

/**
 * What is wrong with the name of something of an extension, in one line; none where all is well.
 *
 * @param what what is named, for the line
 *
 * @example
 * nameFaults('awards', 'report', 'awards.list') // => []
 * nameFaults('awards', 'report', 'staff-list') // => ['the report staff-list must be named awards. and a name']
 */
export const nameFaults = (extension: string, what: string, name: string): ReadonlyArray<string> =>
  name.startsWith(`${extension}.`) && OWN.test(name.slice(extension.length + 1))
    ? []
    : [`the ${what} ${shown(name)} must be named ${extension}. and a name`]

/** A name as a line may repeat it, whatever a caller without types gave. */
const shown = (name: string): string => (/^[\w.-]{1,100}$/.test(name) ? name : '?')

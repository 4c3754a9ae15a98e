/** How types of an extension's facts are called: never as a type of this program, so that neither ever takes the other's name. */
import * as t from 'io-ts'

/** The name of an extension, then that of its fact: `awards.Given`. */
const EXTENSION_TYPE = /^[a-z][a-z0-9-]{0,39}\.[A-Z][A-Za-z0-9]{0,39}$/

/** Codec of the types under which an extension stores its facts. */
export const ExtensionType = t.refinement(t.string, (text) => EXTENSION_TYPE.test(text), 'ExtensionType')

/**
 * A type as it may be shown: one that is no name is not repeated, since it may hold anything.
 *
 * @example
 * typeShown('awards.Given') // => 'awards.Given'
 * typeShown('199001012015031901') // => '?'
 */
export const typeShown = (type: string): string => (/^[A-Za-z]{1,40}$/.test(type) || EXTENSION_TYPE.test(type) ? type : '?')

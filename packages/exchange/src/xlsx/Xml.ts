/**
 * Splits XML into tags and text, chunk by chunk, in bounded memory. Document type
 * definitions are refused, so the only entities are the five of XML and characters
 * by number: nothing can grow. Prefixes of names are dropped.
 */
import { Unfit } from './XlsxFault.js'

/** Longest tag, or text between two tags, in characters. */
const MAX_TOKEN = 1_048_576
const MAX_DEPTH = 64

export interface XmlHandler {
  /** `tag` is what stands between `<` and `>`, for `attribute`. */
  readonly open: (name: string, tag: string) => void
  readonly close: (name: string) => void
  readonly text: (text: string) => void
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const character = (code: number): string => {
  if (!(code > 0 && code <= 0x10ffff)) throw new Unfit('XLSX_DAMAGED')
  return String.fromCodePoint(code)
}

const decoded = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#x([0-9a-fA-F]{1,6});|#([0-9]{1,7});|([a-z]{2,4});)?/g, (_, hex?: string, decimal?: string, name?: string) => {
        if (hex !== undefined) return character(Number.parseInt(hex, 16))
        if (decimal !== undefined) return character(Number(decimal))
        const known = name === undefined ? undefined : NAMED[name]
        if (known === undefined) throw new Unfit('XLSX_DAMAGED')
        return known
      })
    : text

const patterns = new Map<string, RegExp>()

/** The value of an attribute of a tag, without regard to a prefix of its name. */
export const attribute = (tag: string, name: string): string | null => {
  let pattern = patterns.get(name)
  if (pattern === undefined) {
    pattern = new RegExp(`\\s(?:[\\w.-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    patterns.set(name, pattern)
  }
  const found = pattern.exec(tag)
  return found === null ? null : decoded(found[1] ?? found[2] ?? '')
}

const SLASH = 47
const QUOTE = 34
const APOSTROPHE = 39
const GREATER = 62

/** Where a tag that begins at `from` ends: a `>` in a quoted value is none. -1 where it is not all there yet. */
const endOfTag = (text: string, from: number): number => {
  let quote = 0
  for (let i = from; i < text.length; i++) {
    const char = text.charCodeAt(i)
    if (quote !== 0) {
      if (char === quote) quote = 0
    } else if (char === GREATER) return i
    else if (char === QUOTE || char === APOSTROPHE) quote = char
  }
  return -1
}

/** What begins with `<` and is no tag: how it begins and ends. */
const OTHERS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const

export class Xml {
  readonly #handler: XmlHandler
  readonly #path: string[] = []
  #rest = ''
  #rooted = false

  constructor(handler: XmlHandler) {
    this.#handler = handler
  }

  push(chunk: string): void {
    const text = this.#rest === '' ? chunk : this.#rest + chunk
    let at = 0
    while (at < text.length) {
      const next = text.charCodeAt(at) === 60 ? this.#markup(text, at) : this.#words(text, at)
      if (next < 0) break
      at = next
    }
    this.#rest = text.slice(at)
    if (this.#rest.length > MAX_TOKEN) throw new Unfit('XLSX_TOO_LARGE')
  }

  /** Everything opened must be closed. */
  end(): void {
    if (!this.#rooted || this.#path.length > 0 || this.#rest.trim() !== '') throw new Unfit('XLSX_DAMAGED')
  }

  #words(text: string, at: number): number {
    const end = text.indexOf('<', at)
    if (end < 0) return -1
    if (this.#path.length > 0) this.#handler.text(decoded(text.slice(at, end)))
    else if (text.slice(at, end).replace('\uFEFF', '').trim() !== '') throw new Unfit('XLSX_DAMAGED')
    return end
  }

  #markup(text: string, at: number): number {
    const second = text.charCodeAt(at + 1)
    // `!` or `?`
    if (second === 33 || second === 63) return this.#other(text, at)
    const end = endOfTag(text, at + 1)
    if (end < 0) return -1
    if (second === SLASH) this.#close(text.slice(at + 2, end).trim())
    else this.#open(text.slice(at + 1, end))
    return end + 1
  }

  #other(text: string, at: number): number {
    for (const [begin, finish] of OTHERS) {
      if (!text.startsWith(begin, at)) continue
      const end = text.indexOf(finish, at + begin.length)
      if (end < 0) return -1
      if (begin === '<![CDATA[') this.#handler.text(text.slice(at + begin.length, end))
      return end + finish.length
    }
    // Too little of it is there to tell what it is.
    if (text.length - at < '<![CDATA['.length) return -1
    throw new Unfit('XLSX_WITH_DTD')
  }

  #open(tag: string): void {
    const whole = /^[^\s/]+/.exec(tag)?.[0]
    if (whole === undefined || (this.#rooted && this.#path.length === 0) || this.#path.length >= MAX_DEPTH) throw new Unfit('XLSX_DAMAGED')
    this.#rooted = true
    const name = whole.slice(whole.indexOf(':') + 1)
    this.#handler.open(name, tag)
    if (tag.charCodeAt(tag.length - 1) === SLASH) this.#handler.close(name)
    else this.#path.push(whole)
  }

  #close(whole: string): void {
    if (this.#path.pop() !== whole) throw new Unfit('XLSX_DAMAGED')
    this.#handler.close(whole.slice(whole.indexOf(':') + 1))
  }
}

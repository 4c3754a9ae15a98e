/** Reads a part of a workbook as XML, to its end. */
import { TextDecoder } from 'node:util'
import { Unfit } from './XlsxFault.js'
import { Xml, type XmlHandler } from './Xml.js'
import type { Zip } from './Zip.js'

const decoded = (decoder: TextDecoder, bytes: Uint8Array, stream: boolean): string => {
  try {
    return decoder.decode(bytes, { stream })
  } catch {
    throw new Unfit('NOT_UTF8')
  }
}

/** Characters looked at before what was found is handed on: few, since a few of them can stand for a long shared text. */
const PIECE = 8_192

/** Yields after each piece, so that what was found in it can be handed on. */
export async function* readXml(zip: Zip, part: string, limit: number, handler: XmlHandler): AsyncGenerator<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const xml = new Xml(handler)
  for await (const bytes of zip.bytes(part, limit)) {
    const text = decoded(decoder, bytes, true)
    for (let at = 0; at < text.length; at += PIECE) {
      xml.push(text.slice(at, at + PIECE))
      yield
    }
  }
  xml.push(decoded(decoder, new Uint8Array(0), false))
  xml.end()
  yield
}

/** Reads a small part at once. */
export const readPart = async (zip: Zip, part: string, limit: number, handler: Partial<XmlHandler>): Promise<void> => {
  const nothing = (): void => undefined
  const whole: XmlHandler = { open: handler.open ?? nothing, close: handler.close ?? nothing, text: handler.text ?? nothing }
  for await (const _ of readXml(zip, part, limit, whole));
}

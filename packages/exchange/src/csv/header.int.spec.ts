import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FILES } from '../file/files.js'
import { golongan } from '../file/golongan.js'
import { findHeader } from './header.js'
import { readRows } from './readRows.js'

let dir = ''
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'jejak-header-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const write = (text: string | Uint8Array): string => {
  const path = join(dir, 'file.csv')
  writeFileSync(path, text)
  return path
}

/** A column's name as a sheet might spell it. */
const spelt = (name: string) =>
  fc
    .array(fc.tuple(fc.boolean(), fc.constantFrom('', '', ' ', '_', '.', '. ', '\u200b', '\u00a0', '\u00ad')), {
      minLength: name.length,
      maxLength: name.length,
    })
    .map((changes) => [...name].map((char, i) => (changes[i]?.[0] ? char.toUpperCase() : char) + (changes[i]?.[1] ?? '')).join(''))

test('columns are found by name, in any order and spelling, below any titles', async () => {
  const columns = golongan.columns.map(({ name }) => name)
  const header = fc
    .shuffledSubarray(columns, { minLength: columns.length })
    .chain((order) => fc.tuple(fc.constant(order), fc.tuple(...order.map(spelt))))
  await fc.assert(
    fc.asyncProperty(
      header,
      fc.constantFrom(',' as const, ';' as const),
      fc.nat({ max: 19 }),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      async ([order, written], delimiter, titles, eol, bom) => {
        const text = [
          ...Array<string>(titles).fill('Rekapitulasi'),
          written.join(delimiter),
          order.map((name) => `isi ${name}`).join(delimiter),
        ].join(eol)
        const path = write((bom ? '\uFEFF' : '') + text)
        const found = await findHeader(golongan, path)
        if (E.isLeft(found)) throw new Error(JSON.stringify(found.left))
        expect([found.right.delimiter, found.right.index, found.right.unknown]).toEqual([delimiter, titles, []])
        for await (const rows of readRows(path, found.right, golongan)) {
          const row = E.isRight(rows) ? rows.right[0] : undefined
          for (const name of columns) expect(row?.cells[found.right.places.get(name) ?? -1]).toBe(`isi ${name}`)
        }
      },
    ),
    { numRuns: 50 },
  )
})

test('whatever the bytes, a file is read to its end or refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...FILES), fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (def, bytes, headed) => {
      const header = Buffer.from(`${def.columns.map(({ name }) => name).join(',')}\n`)
      const path = write(headed ? Buffer.concat([header, bytes]) : bytes)
      const found = await findHeader(def, path)
      if (E.isLeft(found)) return
      let last = 0
      for await (const rows of readRows(path, found.right, def))
        if (E.isRight(rows)) for (const { row } of rows.right) expect(row).toBe(++last)
    }),
    { numRuns: 100 },
  )
})

/**
 * What the digests of a row are made of. Columns of the second version are left out where they
 * say nothing beyond the first, so that a row has the digests it had when there were no such columns.
 */
import { at, type Cells, type Column, type FileDef } from './FileDef.js'

/** Digests some texts under the lookup key. */
export type Digest = (...parts: ReadonlyArray<string>) => string

interface Parts {
  /** Names of columns of the first version. */
  readonly first: ReadonlyArray<string>
  readonly added: ReadonlyArray<Column>
}

const partsOf = (columns: ReadonlyArray<Column>, order: ReadonlyArray<string>): Parts => {
  const added = columns.filter((column) => column.added === true)
  return { first: order.filter((name) => !added.some((column) => column.name === name)), added }
}

interface Shape {
  readonly key: Parts
  readonly content: Parts
}

const SHAPES = new Map<FileDef, Shape>()

/** Asked of every row, and worked out once a file. */
const shapeOf = (def: FileDef): Shape => {
  const known = SHAPES.get(def)
  if (known !== undefined) return known
  const shape = {
    key: partsOf(
      def.columns.filter(({ name }) => def.key.includes(name)),
      def.key,
    ),
    content: partsOf(
      def.columns,
      def.columns.map(({ name }) => name),
    ),
  }
  SHAPES.set(def, shape)
  return shape
}

/** What the columns say; those of the second version come last, each with its name, where they say something. */
const said = ({ first, added }: Parts, cells: Cells): ReadonlyArray<string> => {
  const texts = first.map((name) => at(cells, name))
  for (const { name, whenEmpty } of added) {
    const text = at(cells, name)
    if (text !== '' && text !== whenEmpty) texts.push(name, text)
  }
  return texts
}

/** Of its key: agency and file, then the columns of the key. */
export const keyDigest = (def: FileDef, cells: Cells, agency: string, digest: Digest): string =>
  digest('row key', agency, def.name, ...said(shapeOf(def).key, cells))

/** Of the key under which the first version stored such a row; `null` where it is the same key, or one of no first version. */
export const earlierKeyDigest = (def: FileDef, cells: Cells, agency: string, digest: Digest): string | null =>
  def.earlierKey === undefined ? null : digest('row key', agency, def.name, ...def.earlierKey.columns.map((name) => at(cells, name)))

/** Of all it says, in its normal form. */
export const contentDigest = (def: FileDef, cells: Cells, digest: Digest): string =>
  digest('row content', def.name, ...said(shapeOf(def).content, cells))

/**
 * What a part of read models holds, item by item: documents, sums and rows as they
 * stand in the store, each as a text in which all of it is, to the letter.
 */
import type { AgencyCode, CareerId, LogPosition, StreamName } from '@jejak/core'
import { Sums } from '@jejak/core/measure'
import * as E from 'fp-ts/lib/Either.js'
import { historyOf } from '../document/Document.js'
import { NO_ENTRIES, pack } from '../document/pack.js'
import type { Outcome } from '../generation/EngineError.js'
import type { GenerationView } from '../generation/GenerationView.js'
import type { BuildingStore } from '../store/BuildingStore.js'
import type { Parked, ReadingStore, StoredDocument } from '../store/ReadingStore.js'

/** What an item is of. A view stands by its place among those kept; `PEOPLE` for the count of employments. */
export type ItemName =
  | { readonly tag: 'document'; readonly career: CareerId }
  | { readonly tag: 'sums'; readonly view: number; readonly agency: AgencyCode }
  | { readonly tag: 'row'; readonly view: number; readonly agency: AgencyCode; readonly career: CareerId }
  | { readonly tag: 'names'; readonly career: CareerId }
  | { readonly tag: 'parked'; readonly stream: StreamName }

export interface Item {
  readonly name: ItemName
  readonly text: string
  /** Up to where the catalogue is in it, where that is noted; in no text, since it only says what need not be measured again. */
  readonly catalogue?: LogPosition
}

const PAGE = 200

/** A document, whole: its entries, and what was added for it. */
export const documentItem = ({ career, revision, snapshot, tail, measures }: Omit<StoredDocument, 'catalogue'>): Item => ({
  name: { tag: 'document', career },
  text: `${career} ${revision} ${snapshot} ${tail} ${measures}`,
})

/** All sums of a view in an agency. */
export const sumsItem = (view: number, agency: AgencyCode, sums: Sums.Sums): Item => {
  let text = `${view} ${agency}`
  for (const key of [...sums.keys()].sort()) text += `\n${key} ${sums.get(key)?.join(',')}`
  return { name: { tag: 'sums', view, agency }, text }
}

export const rowItem = (view: number, agency: AgencyCode, career: CareerId, row: string): Item => ({
  name: { tag: 'row', view, agency, career },
  text: `${view} ${agency} ${career} ${row}`,
})

/** By which names of the catalogue a career is found when these change. */
export const namesItem = (career: CareerId, names: Iterable<string>): Item => ({
  name: { tag: 'names', career },
  text: [...names].sort().join('\n'),
})

/** Where a stream is parked; why depends on who reads it. */
export const parkedItem = ({ stream, revision, position }: Parked): Item => ({
  name: { tag: 'parked', stream },
  text: `${stream} ${revision} ${position}`,
})

/** To the letter as it stands, or as a rebuild would have written the same. */
type Form = 'as it stands' | 'as built'

/** A document with all its entries packed; as it is where they cannot be read. */
const packed = (stored: StoredDocument): StoredDocument =>
  stored.tail === NO_ENTRIES
    ? stored
    : E.getOrElse(() => stored)(
        E.tryCatch(
          () => ({ ...stored, snapshot: pack(historyOf(stored).values()), tail: NO_ENTRIES }),
          () => null,
        ),
      )

/** Calls `onItem` with all that stands in a partition. */
export const storedItems = async (
  { views }: { readonly views: ReadingStore & Pick<BuildingStore, 'contents'> },
  { generation }: GenerationView,
  partition: number,
  form: Form,
  onItem: (item: Item) => void,
): Outcome<void> => {
  const isBuilt = form === 'as built'
  for (let after: CareerId | null = null; ; ) {
    const page = await views.documents(generation.number, partition, after, PAGE)()
    if (E.isLeft(page)) return page
    for (const stored of page.right) onItem({ ...documentItem(isBuilt ? packed(stored) : stored), catalogue: stored.catalogue })
    after = page.right.at(-1)?.career ?? null
    if (page.right.length < PAGE) break
  }
  const contents = await views.contents(generation.number, partition)()
  if (E.isLeft(contents)) return contents
  for (const { view, agency, sums } of contents.right.sums) {
    const wanted = isBuilt ? new Sums.SumsBuilder().addAll(sums).build() : sums
    if (wanted.size > 0) onItem(sumsItem(view, agency, wanted))
  }
  for (const { view, agency, career, row } of contents.right.rows) onItem(rowItem(view, agency, career, row))
  return E.right(undefined)
}

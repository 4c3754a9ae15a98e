/**
 * Read models in one SQLite file, `views.db`: WAL, synchronous=NORMAL. It can be
 * lost and made again. Any number of processes may use it at once.
 */
import { lackingIn } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { ViewsUnavailable, ViewsUnusableCode } from '../faults.js'
import type { ViewStore } from '../ViewStore.js'
import { buildingOn } from './building.js'
import { Checkpointer } from './Checkpointer.js'
import { committingOn } from './committing.js'
import { PATIENCE_MS, attempt as patiently } from './gateway.js'
import { generationsOn } from './generations.js'
import { connect, isOwn, LAYOUT, lay, TABLES, versionOf } from './layout.js'
import { markingOn } from './marking.js'
import { readingOn } from './reading.js'
import { accessTo, type OpenedFile, withoutGone } from './SqlAccess.js'
import { Statements } from './Statements.js'

const storeOn = (file: OpenedFile): ViewStore => {
  const access = accessTo(file)
  return {
    ...generationsOn(access),
    ...readingOn(access),
    ...markingOn(access),
    ...committingOn(access),
    ...buildingOn(access),
    close: async () => {
      await file.checkpointer.close()
      if (file.sql.db.isOpen) file.sql.db.close()
    },
  }
}

const REFUSED: Readonly<Record<ViewsUnusableCode, (path: string) => string>> = {
  newerLayout: () =>
    'The read models (views.db) were made by a newer version of Jejak: use that version, or delete views.db to make them again.',
  foreignFile: (path) => `${path} is a database that is no views.db of Jejak; nothing in it was changed: name another file in JEJAK_VIEWS.`,
}

const refusalOf = (code: ViewsUnusableCode, path: string): ViewsUnavailable => ({
  tag: 'ViewsUnavailable',
  reason: REFUSED[code](path),
  code,
})

const lacks = (path: string, what: ReadonlyArray<string>): ViewsUnavailable => ({
  tag: 'ViewsUnavailable',
  reason: `${path} lacks ${what.join(', ')}: delete it; it is made again from the log.`,
})

export interface SqliteViewStoreOptions {
  /** Longest wait for other processes that write, in milliseconds. */
  readonly patienceMs?: number
}

/**
 * Opens `views.db`, makes its tables, empties a file of an older layout; refuses one of a
 * newer, and one of another program. One that is as it must be is only read.
 */
export const openSqliteViewStore =
  (path: string, { patienceMs = PATIENCE_MS }: SqliteViewStoreOptions = {}): TE.TaskEither<ViewsUnavailable, ViewStore> =>
  async () => {
    const opened = withoutGone(await patiently(() => connect(path), path, patienceMs)())
    if (E.isLeft(opened)) return opened
    const { db, isStale } = opened.right
    const sql = new Statements(db)
    const laid = withoutGone(
      await patiently(
        (): ViewsUnavailable | null => {
          if (!isOwn(db)) return refusalOf('foreignFile', path)
          if (versionOf(db) > LAYOUT) return refusalOf('newerLayout', path)
          // The mode stays in the file; asking for it again writes nothing.
          db.exec('PRAGMA journal_mode = WAL')
          // Looked at once more inside: it may have become another's in between.
          if (versionOf(db) < LAYOUT && !sql.write(() => isOwn(db) && lay(db))) return refusalOf('foreignFile', path)
          const lacking = lackingIn(db, TABLES)
          return lacking.length > 0 ? lacks(path, lacking) : null
        },
        path,
        patienceMs,
      )(),
    )
    if (E.isLeft(laid)) {
      db.close()
      return laid
    }
    if (laid.right === null) return E.right(storeOn({ path, sql, checkpointer: new Checkpointer(db, path), isStale, patienceMs }))
    db.close()
    return E.left(laid.right)
  }

/** Loads extensions in another thread of the process: threads of a rebuild keep the same views live. */
import type { LocalDate } from '@jejak/core'
import type { View } from '@jejak/core/measure'
import * as E from 'fp-ts/lib/Either.js'
import { loadExtensions } from './loadExtensions.js'

/** The views that are kept live with these modules loaded; what is wrong with them was told when the deployment was opened. */
export const standingWith = async (modules: ReadonlyArray<string>): Promise<((today: LocalDate) => ReadonlyArray<View>) | string> => {
  const registry = await loadExtensions(modules, '.')()
  return E.isLeft(registry) ? registry.left.detail : registry.right.reports.standing
}

/** Loads extensions from the modules that export them. */
import { statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import type { Fault } from '../fault/Fault.js'
import { ofExtensions } from '../fault/faultOf.js'
import { type Extension, faultsOfSet, isExtension } from './Extension.js'
import { type Registry, registryOf } from './Registry.js'

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
const reasonOf = (error: unknown): string => oneLine(error instanceof Error ? error.message : String(error))

/** A URL, a file seen from `base`, or the name of a package that is installed there. */
const urlOf = (path: string, base: string): E.Either<string, string> => {
  if (path.startsWith('file:')) return E.right(path)
  const file = resolve(base, path)
  const found = statSync(file, { throwIfNoEntry: false })
  if (found?.isFile() === true) return E.right(pathToFileURL(file).href)
  if (found !== undefined) return E.left('it is a folder: name the file in it')
  return E.tryCatch(
    () => pathToFileURL(createRequire(join(base, 'from-here.js')).resolve(path)).href,
    () => `no such file in ${base}, and no package of that name is installed there`,
  )
}

const load = async (path: string, base: string): Promise<E.Either<string, Extension>> => {
  const url = urlOf(path, base)
  if (E.isLeft(url)) return E.left(`${path} cannot be loaded: ${url.left}`)
  try {
    const loaded: unknown = await import(url.right)
    const made = t.type({ default: t.unknown }).is(loaded) ? loaded.default : null
    return isExtension(made)
      ? E.right({ ...made, module: url.right })
      : E.left(`${path} does not export an extension as its default: export default extension({ name, version, ... })`)
  } catch (error) {
    return E.left(`${path} cannot be loaded: ${reasonOf(error)}`)
  }
}

/** Extensions by the paths of their modules, one after the other; all that is wrong with any of them at once. */
export const loadExtensions =
  (paths: ReadonlyArray<string>, base: string): TaskEither<Fault, Registry> =>
  async () => {
    const loaded: Extension[] = []
    const faults: string[] = []
    for (const path of paths) {
      const one = await load(path, base)
      if (E.isLeft(one)) faults.push(one.left)
      else loaded.push(one.right)
    }
    const wrong = [...faults, ...faultsOfSet(loaded)]
    return wrong.length > 0 ? E.left(ofExtensions(wrong)) : E.right(registryOf(loaded))
  }

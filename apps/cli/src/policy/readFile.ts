/** Reads the file of a policy that an agency is to adopt. */
import { readFileSync, statSync } from 'node:fs'
import { type Policies, type PolicyFile, readPolicyFile } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'

/** A policy file is a few kilobytes; whatever is larger is none. */
const LARGEST = 1_000_000

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'failed')

/** Reads a policy file: all its faults, or what it says. */
export const readFile = (path: string, policies: Policies): E.Either<NonEmptyArray<string>, PolicyFile> => {
  const text = E.tryCatch(
    () => {
      const stat = statSync(path)
      // A pipe would be waited for, and nothing could end that.
      return stat.isFile() ? { text: stat.size > LARGEST ? null : readFileSync(path, 'utf8') } : null
    },
    (error): NonEmptyArray<string> => [`${path} cannot be read (${codeOf(error)})`],
  )
  if (E.isLeft(text)) return text
  if (text.right === null) return E.left([`${path} is a folder, a pipe or a device, no file`])
  if (text.right.text === null) return E.left([`${path} is larger than ${LARGEST} bytes: no policy file`])
  const whole = text.right.text
  const value = E.tryCatch(
    (): unknown => JSON.parse(whole),
    (): NonEmptyArray<string> => [`${path} is no JSON; a policy file is {"policy", "version", "parameters"}`],
  )
  return E.isLeft(value) ? value : readPolicyFile(value.right, policies)
}

/** A contract is a list of named cases; every adapter runs every one of them. */
import assert from 'node:assert/strict'
import { setImmediate as nextTurn } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'

/** One promise of a port, and how it is put to the test on a fresh instance. */
export interface Case<A> {
  readonly name: string
  readonly run: (subject: A) => Promise<void>
}

/** What a contract needs of a test runner; vitest, jest and node:test all have it. */
export interface Runner {
  readonly describe: (name: string, body: () => void) => void
  readonly it: (name: string, body: () => Promise<void>) => void
}

/** Turns of the event loop after which a rejection that nobody hears has been told. */
const TURNS = 3

/**
 * Runs a case, and fails it too if a promise was rejected meanwhile and nobody heard of
 * it. Those who listen for such rejections, as test runners do, are put aside until it
 * is done, so that the case is named to which the rejection belongs.
 */
const hearingRejections = async (run: () => Promise<void>): Promise<void> => {
  const unheard: unknown[] = []
  const hear = (reason: unknown): void => {
    unheard.push(reason)
  }
  const others = process.listeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection')
  process.on('unhandledRejection', hear)
  try {
    await run()
    for (let turn = 0; turn < TURNS; turn += 1) await nextTurn()
  } finally {
    process.removeListener('unhandledRejection', hear)
    for (const other of others) process.on('unhandledRejection', other)
  }
  assert.deepEqual(unheard, [], 'a promise was rejected and nobody heard of it')
}

/**
 * Registers all cases with a runner, and after them a guard that fails if one of
 * them was skipped or left out. A case also fails if it leaves a rejection that nobody
 * hears.
 *
 * @param open makes a fresh instance for each case
 * @param close lets it go, also after a failure
 */
export const runContract = <A>(
  name: string,
  cases: ReadonlyArray<Case<A>>,
  open: () => Promise<A>,
  close: (subject: A) => Promise<void>,
  { describe, it }: Runner,
): void => {
  const ran = new Set<string>()
  describe(name, () => {
    for (const each of cases) {
      it(each.name, async () => {
        ran.add(each.name)
        await hearingRejections(async () => {
          const subject = await open()
          try {
            await each.run(subject)
          } finally {
            await close(subject)
          }
        })
      })
    }
    it('no part of the contract was skipped', () => {
      assert.deepEqual(
        cases.map(({ name: each }) => each).filter((each) => !ran.has(each)),
        [],
      )
      return Promise.resolve()
    })
  })
}

/** The right side; a left one fails the test. */
export const right = <L, A>(result: E.Either<L, A>): A => {
  if (E.isLeft(result)) assert.fail(`expected a result, got ${JSON.stringify(result.left)}`)
  return result.right
}

/** The left side; a right one fails the test. */
export const left = <L, A>(result: E.Either<L, A>): L => {
  if (E.isRight(result)) assert.fail(`expected an error, got ${JSON.stringify(result.right)}`)
  return result.left
}

/** Something that goes on while a case does other things: that it fails is heard when it is awaited, and not before. */
export const begun = <A>(promise: Promise<A>): Promise<A> => {
  promise.catch(() => {})
  return promise
}

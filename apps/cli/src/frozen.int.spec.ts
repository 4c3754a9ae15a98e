/** What an older build recorded is read as it read it: its folders, its questions, its answers byte by byte. */
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { openStores } from '@jejak/application/operator'
import { startServer } from '@jejak/server'
import { openOperations } from '@jejak/worker/operations'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { must } from '../test/answers.js'
import {
  answersIn,
  CHANGES,
  changeOf,
  DIFFERENCES,
  expectedOf,
  FOLDERS,
  layOut,
  questionOf,
  type Step,
  withoutAdditions,
} from '../test/frozen/frozen.js'
import { here } from '../test/here.js'
import { temporary } from '../test/jejak.js'

const { dir, forget } = temporary()
afterAll(forget)
afterEach(() => {
  vi.useRealTimers()
})

/** An address of the API over a data folder. */
const get = async (home: string, path: string): Promise<string> => {
  const opened = await must(openStores(home, {}))
  const operations = openOperations({ logLevel: 'silent', readyLag: 60 })
  const server = await must(startServer({ home: opened, operations, port: 0, webRoot: '/nowhere' }))
  const text = await (await fetch(`${server.url}${path}`)).text()
  await server.close()
  await opened.close()
  return text
}

/** What doctor found besides what is well: it may come to look at more. */
const found = (out: string): string =>
  out
    .split('\n')
    .filter((line) => /^(?:PROBLEM|note)/.test(line))
    .join('\n')

const isJson = (text: string): boolean => text.startsWith('{') || text.startsWith('[')

/** Values first, so that a failure shows which of them differs; then the bytes. */
const hold = (answer: string, frozen: string, question: string): void => {
  if (answer === frozen) return
  if (isJson(answer) && isJson(frozen) && !isDeepStrictEqual(JSON.parse(answer), JSON.parse(frozen)))
    expect.soft(JSON.parse(answer), question).toEqual(JSON.parse(frozen))
  else expect.soft(answer, question).toBe(frozen)
}

const used = new Set<unknown>()

const holdStep = async (folder: string, step: Step, { home, files }: ReturnType<typeof layOut>): Promise<void> => {
  const question = `${folder}: ${questionOf(step)}`
  const expected = expectedOf(folder, step)
  for (const each of expected.used) used.add(each)
  const change = changeOf(folder, step)
  if ('get' in step) {
    const answer = await get(home, step.get)
    if (change === null) hold(answer, expected.out, question)
    else if (answer !== expected.out) used.add(change)
    return
  }
  const [command] = step.ask
  const { code, out, err } = await here([...step.ask.map((each) => each.replace('{files}', files)), '--home', home])
  expect.soft([question, code, err]).toEqual([question, step.code, step.err])
  // How long a rebuild took is no answer.
  if (command === 'rebuild') return
  // An import may come to tell more; what it told stays.
  if (command === 'import') expect.soft(JSON.parse(out), question).toMatchObject(JSON.parse(expected.out))
  else if (command === 'doctor') hold(found(out), expected.out, question)
  else if (change !== null) {
    if (out !== expected.out) used.add(change)
  } else {
    const answer = withoutAdditions(step, out)
    // What was taken out of JSON took the line ends with it.
    hold(answer, answer === out || !isJson(out) ? expected.out : JSON.stringify(JSON.parse(expected.out)), question)
  }
}

describe('a data folder of an older build', () => {
  it.each(FOLDERS)('%s answers the bytes it answered then', async (folder) => {
    const { clock, steps } = answersIn(folder)
    const places = layOut(folder, join(dir, folder))
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(clock) })
    for (const step of steps) await holdStep(folder, step, places)
  })

  it('differs in nothing that is listed but no longer met', () => {
    expect([...DIFFERENCES, ...CHANGES].filter((each) => !used.has(each))).toEqual([])
  })
})

import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { check, type Example, examplesOf, folderOf, root, runFile } from './exampleFiles.spec.js'

const documents = await readdir(join(root, 'docs'))
const examples: ReadonlyArray<Example> = (
  await Promise.all(
    documents
      .filter((name) => name.endsWith('.md'))
      .map(async (name) => examplesOf(name, await readFile(join(root, 'docs', name), 'utf8'))),
  )
).flat()

let dir: string
beforeAll(async () => {
  dir = await folderOf(examples)
})
afterAll(() => rm(dir, { recursive: true, force: true }))

describe('the examples of the documents', () => {
  it('are there', () => {
    expect(examples.length).toBeGreaterThan(4)
  })

  it('are well typed', async () => {
    expect(await check(dir)).toEqual({ code: 0, output: '' })
  })

  it.each(examples.map(({ name }) => name))('give what they say: %s', async (name) => {
    expect(await runFile(dir, name)).toEqual({ code: 0, output: '' })
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const folder = fileURLToPath(new URL('decisions', import.meta.url))

const records = readdirSync(folder)
  .filter((name) => /^\d{4}-/.test(name))
  .map((name) => ({ name, number: Number(name.slice(0, 4)), text: readFileSync(join(folder, name), 'utf8') }))

const numbers = new Set(records.map(({ number }) => number))

const titleOf = (text: string): string => text.split('\n', 1)[0]?.replace(/^# /, '') ?? ''

/** The file name that a title gives. */
const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll("'", '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '')

/** Headings a record must have, in this order; one with the files concerned may follow. */
const HEADINGS = ['Context', 'Decision', 'Alternatives', 'Consequences']

const STATUS = /^Decision (\d+)\. Date: \d{4}-\d\d-\d\d\. Status: (?:accepted|superseded by \[decision \d+\])/

describe('a decision record', () => {
  it('has a number of its own', () => {
    expect(records.length).toBeGreaterThan(40)
    expect(numbers.size).toBe(records.length)
  })

  it('has a full sentence as its title, by which its file is named', () => {
    const wrong = records.filter(
      ({ name, number, text }) =>
        titleOf(text).split(' ').length < 4 || name !== `${String(number).padStart(4, '0')}-${slugOf(titleOf(text))}.md`,
    )
    expect(wrong.map(({ name }) => name)).toEqual([])
  })

  it('says number, date and status below its title', () => {
    const wrong = records.filter(({ number, text }) => STATUS.exec(text.split('\n')[2] ?? '')?.[1] !== String(number))
    expect(wrong.map(({ name }) => name)).toEqual([])
  })

  it('tells context, decision, alternatives and consequences, none of them empty', () => {
    const wrong = records.filter(({ text }) => {
      const [, ...sections] = text.split(/^## /m)
      const headings = sections.map((section) => section.split('\n', 1)[0])
      const empty = sections.some((section) => section.split('\n').slice(1).join('').trim() === '')
      return empty || headings.filter((heading) => heading !== 'Where').join() !== HEADINGS.join()
    })
    expect(wrong.map(({ name }) => name)).toEqual([])
  })

  it('names by number only records that exist', () => {
    const lost = records.flatMap(({ name, text }) =>
      [...text.matchAll(/\[decision (\d+)\]\((\d{4})-/g)].flatMap(([, said, linked]) =>
        Number(said) === Number(linked) && numbers.has(Number(said)) ? [] : [`${name}: ${said}`],
      ),
    )
    expect(lost).toEqual([])
  })

  it('stands in the index once, in order of its number', () => {
    const index = readFileSync(join(folder, 'README.md'), 'utf8')
    const listed = [...index.matchAll(/^- (\d+): /gm)].map(([, number]) => Number(number))
    expect(listed).toEqual([...numbers].sort((a, b) => a - b))
  })
})

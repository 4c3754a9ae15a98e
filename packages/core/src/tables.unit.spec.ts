/** One file and one line: what docs/contributing.md says of commands and facts. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LIST_NAMES, listOf } from './career/Employment.js'
import { COMMAND_TYPES } from './decide/commands.js'
import * as careerFacts from './fact/careerFacts.js'
import { FACT_TYPES, FACTS } from './fact/Fact.js'
import * as referenceFacts from './fact/referenceFacts.js'

const here = (path: string): string => new URL(path, import.meta.url).pathname
const read = (path: string): string => readFileSync(here(path), 'utf8')
const contributing = readFileSync(new URL('../../../docs/contributing.md', import.meta.url), 'utf8')

describe('commands', () => {
  const files = readdirSync(here('decide/command')).filter((name) => !name.includes('.spec.'))
  const fileOf = (type: string): string => `${type.charAt(0).toLowerCase()}${type.slice(1)}.ts`

  it('are each one file, and each file is one command', () => expect(files.sort()).toEqual(COMMAND_TYPES.map(fileOf).sort()))

  it('are each one line of the table', () => {
    const table = /const COMMANDS = \{\n(.*?)\n\} as const/s.exec(read('decide/commands.ts'))?.[1] ?? ''
    expect(table.split('\n').map((line) => /^ {2}(\w+): \w+,$/.exec(line)?.[1])).toEqual(COMMAND_TYPES)
  })

  it('are called in the file by the name of the table', () => {
    for (const type of COMMAND_TYPES) expect(read(`decide/command/${fileOf(type)}`), type).toMatch(new RegExp(`^const ${type} = `, 'm'))
  })

  it('and their places are said', () => expect(contributing).toMatch(/decide\/command\/.*\n(?:.*\n)*?.*decide\/commands\.ts/))
})

describe('facts', () => {
  const codecs = [careerFacts, referenceFacts].flatMap((module) =>
    Object.entries(module).flatMap(([name, value]) => (typeof value === 'object' && 'data' in value ? [name] : [])),
  )

  it('are each one codec and one line of the table', () => {
    expect([...codecs].sort()).toEqual([...FACT_TYPES].sort())
    const table = /export const FACTS = \{\n(.*?)\n\} as const/s.exec(read('fact/Fact.ts'))?.[1] ?? ''
    const lines = table.split('\n').filter((line) => !line.trim().startsWith('//'))
    expect(lines.map((line) => /^ {2}(\w+): .*,$/.exec(line)?.[1])).toEqual(FACT_TYPES)
  })

  it('stand in the list of an employment that the table names, if in any; only facts of careers do', () => {
    expect(new Set(FACT_TYPES.flatMap((type) => listOf(type) ?? []))).toEqual(new Set(LIST_NAMES))
    expect(FACT_TYPES.filter((type) => listOf(type) !== null && FACTS[type].home !== 'career')).toEqual([])
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Io, run } from '@jejak/cli'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

const pages = [
  join(root, 'README.md'),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(root, 'docs', name)),
]
const text = pages.map((page) => readFileSync(page, 'utf8')).join('\n')

/** Every source file of the packages and apps, without tests. */
const sources = ['packages', 'apps'].flatMap((group) =>
  readdirSync(join(root, group)).flatMap((name) =>
    readdirSync(join(root, group, name, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
      .map((file) => readFileSync(join(root, group, name, 'src', file), 'utf8')),
  ),
)

/** What a command says of itself. */
const helpOf = async (...command: ReadonlyArray<string>): Promise<{ readonly exit: number; readonly said: string }> => {
  let said = ''
  const say = (part: string | Uint8Array): void => {
    said += String(part)
  }
  const io: Io = {
    out: say,
    err: say,
    env: {},
    cwd: root,
    columns: null,
    interactive: false,
    onStop: () => () => undefined,
    onEnd: () => () => undefined,
  }
  const exit = await run([...command, '--help'], io)
  return { exit, said }
}

/** Every command line the documents show, up to a comment or a redirection. */
const lines = [...text.matchAll(/npm run -s jejak -- ([^`\n#>]+)/g)].map(([, line = '']) => line.trim().split(/\s+/))

/** Options of other programs that the documents show. */
const OF_OTHERS = new Map([
  ['--detach', 'docker compose'],
  ['--volumes', 'docker compose'],
  ['--wait', 'docker compose'],
  ['--import', 'node'],
  ['--max-append-size', 'EventStoreDB'],
  ['--rounds', 'npm run test:chaos'],
])

/** The options a command has, in the order of its help. */
const optionsIn = (help: string): ReadonlyArray<string> =>
  [...help.matchAll(/^ {2}(?:-[a-z], )?(--[a-z-]+)/gm)].flatMap(([, option = '']) => (option === '--help' ? [] : [option]))

const subcommandsIn = (help: string): ReadonlyArray<string> =>
  [...(help.split('\nCommands:\n')[1] ?? '').matchAll(/^ {2}([a-z-]+)/gm)].flatMap(([, name = '']) => (name === 'help' ? [] : [name]))

/** Every command with its options, groups by each of their commands. */
const everyCommand = async (): Promise<ReadonlyMap<string, ReadonlyArray<string>>> => {
  const all = new Map<string, ReadonlyArray<string>>()
  const visit = async (command: ReadonlyArray<string>): Promise<void> => {
    const { said } = await helpOf(...command)
    if (command.length > 0) all.set(command.join(' '), optionsIn(said))
    for (const name of subcommandsIn(said)) await visit([...command, name])
  }
  await visit([])
  return all
}

describe('the page of commands', () => {
  it('lists every command with all its options', async () => {
    const all = await everyCommand()
    const page = readFileSync(join(root, 'docs', 'commands.md'), 'utf8')
    const listed = [...page.matchAll(/^\| `([a-z -]+)`\s*\|[^|]+\|([^|]+)\|$/gm)].map(([, name = '', options = '']) => [
      name,
      [...options.matchAll(/`(--[a-z-]+)`/g)].map(([, option = '']) => option),
    ])
    // `policy` alone only prints its help.
    expect(listed).toEqual([...all].filter(([name]) => name !== 'policy'))
  })
})

describe('the commands the documents show', () => {
  it('have every option that is named behind them in a sentence', async () => {
    const all = await everyCommand()
    const wrong = [...text.matchAll(/`(?:jejak )?([a-z-]+)((?: [^`\n]+)?)`/g)].flatMap(([whole, name = '', rest = '']) => {
      const [sub = ''] = rest.trim().split(' ')
      const options = all.get(`${name} ${sub}`) ?? all.get(name)
      if (options === undefined) return []
      return [...rest.matchAll(/--[a-z-]+/g)].some(([option]) => !options.includes(option)) ? [whole] : []
    })
    expect(wrong).toEqual([])
  })

  it('have every option that is named alone', async () => {
    const known = new Set([...[...(await everyCommand()).values()].flat(), ...optionsIn((await helpOf()).said), '--help'])
    const unknown = [...text.matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].flatMap(([option]) =>
      known.has(option) || OF_OTHERS.has(option) ? [] : [option],
    )
    expect(unknown).toEqual([])
  })

  it('exist, with every option they are given', async () => {
    expect(lines.length).toBeGreaterThan(12)
    const unknown: string[] = []
    for (const [command = '', ...words] of lines) {
      const [sub = ''] = words
      // Some commands are groups: the second word chooses within them.
      const { exit, said } = await (command === 'policy' ? helpOf(command, sub) : helpOf(command))
      if (exit !== 0) unknown.push(command)
      for (const word of words) if (word.startsWith('--') && !said.includes(word)) unknown.push(`${command} ${word}`)
    }
    expect(unknown).toEqual([])
  })

  it('are all that there are', async () => {
    const { said } = await helpOf()
    const named = [...said.matchAll(/^ {2}([a-z]+) (?:\[|<| {2})/gm)].flatMap(([, name = '']) => (name === 'help' ? [] : [name]))
    expect(named.length).toBeGreaterThan(6)
    const changes = readFileSync(join(root, 'CHANGELOG.md'), 'utf8')
    for (const name of named) expect(changes).toContain(`\`${name}\``)
  })

  it('know the environment the documents tell of', () => {
    const code = sources.join('\n')
    for (const [name] of text.matchAll(/JEJAK_[A-Z_]+/g)) expect(code).toContain(name)
    for (const [name = ''] of code.matchAll(/'JEJAK_[A-Z_]+'/g)) expect(text).toContain(name.replaceAll("'", ''))
  })

  it('fail with the lines the documents explain', () => {
    const operations = readFileSync(join(root, 'docs', 'operations.md'), 'utf8')
    const table = operations.slice(operations.indexOf('## When something is wrong'))
    const messages = [...table.matchAll(/^\| (`[^|]+`) +\|/gm)]
      .flatMap(([, cell = '']) => cell.split('`, `'))
      .map((cell) => cell.replaceAll('`', ''))
    expect(messages.length).toBeGreaterThan(8)
    const unsaid = messages
      .flatMap((message) => message.split('…').map((part) => part.replaceAll(/^["?); ]+|["(; ]+$/g, '').trim()))
      .filter((part) => part.length > 2 && !sources.some((source) => source.includes(part)))
    expect(unsaid).toEqual([])
  })
})

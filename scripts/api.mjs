/**
 * Writes docs/api/ from the docstrings of what core and reports export:
 * `node scripts/api.mjs` (after a build); `--check` ends with 1 where a page is
 * not current, `--list` prints every export as JSON. Every example is shown with the imports it needs, and the tests of
 * the documents compile and run it as it stands there.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { doorsOf } from './exports.mjs'
import { root } from './programs.mjs'

const folder = join(root, 'docs', 'api')
const doors = ['core', 'reports'].flatMap(doorsOf)

/** What examples use besides the doors. */
const HELPERS = {
  '@jejak/testing': [
    'AGENCY',
    'day',
    'must',
    'person',
    'sampleCareer',
    'sampleCatalogue',
    'sampleDrafts',
    'sampleEmployment',
    'sampleEvents',
    'setting',
  ],
}
const MODULES = { E: 'fp-ts/lib/Either.js', O: 'fp-ts/lib/Option.js' }

/** Used as a value or a type: neither a member nor a key of an object. */
const uses = (example, name) => new RegExp(`(?<![\\w'$]|(?<!\\.\\.)\\.)${name}(?![\\w']|: )`).test(example)
/** The first door that has each name; a namespace goes by its own. */
const doorOf = new Map()
for (const { door, exports } of doors)
  for (const { name, kind } of exports) {
    const [first] = name.split('.')
    if (!doorOf.has(first)) doorOf.set(first, { door, type: kind === 'type' && first === name })
    else if (kind !== 'type') doorOf.get(first).type = false
  }

/** Whether an example declares a name of its own, which then is not imported. */
const declares = (code, name) => new RegExp(`\\bconst (?:\\{[^}]*\\b)?${name}\\b(?!:)|\\(\\{[^}]*\\b${name}\\b[^}]*\\}\\) =>`).test(code)

const byName = (a, b) => (a.replace('type ', '').toLowerCase() < b.replace('type ', '').toLowerCase() ? -1 : 1)

/** The imports an example needs. */
const importsOf = (example) => {
  const code = example.replace(/'(?:[^'\\\n]|\\.)*'/g, "''").replace(/\/\/(?! =>).*$/gm, '')
  const wanted = (name) => uses(code, name) && !declares(code, name)
  const named = new Map()
  const add = (module, name) => named.set(module, [...(named.get(module) ?? []), name])
  for (const [name, { door, type }] of doorOf) if (wanted(name)) add(door, type ? `type ${name}` : name)
  for (const [module, names] of Object.entries(HELPERS)) for (const name of names) if (wanted(name)) add(module, name)
  return [
    ...[...named]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([module, names]) => `import { ${names.sort(byName).join(', ')} } from '${module}'`),
    ...Object.entries(MODULES).flatMap(([name, module]) => (wanted(name) ? [`import * as ${name} from '${module}'`] : [])),
  ]
}

const LONGEST = 400

/** What the compiler or the source says of an export, as far as a reader can use it. */
const signatureOf = ({ name, kind, type, source }) => {
  const value = type !== null && type.length <= LONGEST ? `const ${name.split('.').at(-1)}: ${type}` : ''
  const own =
    source === null || (kind !== 'type' && source.includes('t.TypeOf')) || source.includes('unique symbol')
      ? ''
      : source.replace(/^export /, '')
  return kind === 'type' ? own : value
}

const fence = (language, text) => `\`\`\`${language}\n${text}\n\`\`\``

const sectionOf = (each) => {
  const signature = signatureOf(each)
  return [
    `### ${each.name}`,
    each.said.replace(/^@param /gm, '`@param` '),
    ...(signature === '' ? [] : [fence('typescript', signature)]),
    ...(each.example === '' ? [] : [fence('ts', [...importsOf(each.example), '', each.example].join('\n'))]),
  ].join('\n\n')
}

/** Names for the type system alone: a brand says nothing to a reader. */
const isBrand = ({ name }) => name.endsWith('Brand')

/** Pages by door; what a door shares with that of its whole package is described there. */
const pages = () => {
  const made = new Map()
  const described = new Set()
  for (const door of doors) {
    const page = `${door.door.replace('@jejak/', '').replace('/', '-')}.md`
    const shown = door.exports.filter((each) => !isBrand(each))
    const idOf = ({ file, name }) => `${file}:${name.split('.').at(-1)}`
    const own = shown.filter((each) => !described.has(idOf(each)))
    const shared = shown.filter((each) => !own.includes(each))
    for (const each of own) described.add(idOf(each))
    const groups = new Map()
    for (const each of own) groups.set(each.file, [...(groups.get(each.file) ?? []), each])
    const text = [
      `# ${door.door}`,
      'Made by `node scripts/api.mjs` from the docstrings of the sources; do not edit. Each example is compiled and run by the tests; `// =>` is the value expected. `E` and `O` are `Either` and `Option` of fp-ts; `sample…` is one made-up official of `@jejak/testing`.',
      ...[...groups].flatMap(([file, group]) => [
        `## ${file.replace(/^packages\/\w+\/src\//, '').replace(/\.ts$/, '')}`,
        ...(group[0].head === '' ? [] : [group[0].head]),
        ...group.map(sectionOf),
      ]),
      ...(shared.length === 0
        ? []
        : [
            '## Also here',
            `${shared.map(({ name }) => `\`${name}\``).join(', ')}: [the door of the whole package](core.md) describes them.`,
          ]),
    ]
    made.set(page, `${text.join('\n\n')}\n`)
  }
  return made
}

{
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false }, list: { type: 'boolean', default: false } } })
  mkdirSync(folder, { recursive: true })
  const list = doors.flatMap(({ door, exports }) => exports.map(({ name, kind, said, example }) => ({ door, name, kind, said, example })))
  const stale = [...pages()].filter(([page, text]) => !existsSync(join(folder, page)) || readFileSync(join(folder, page), 'utf8') !== text)
  if (values.list) process.stdout.write(`${JSON.stringify(list)}\n`)
  else if (values.check) {
    if (stale.length > 0)
      process.stderr.write(`not current: ${stale.map(([page]) => `docs/api/${page}`).join(', ')}; node scripts/api.mjs writes them\n`)
    process.exitCode = stale.length > 0 ? 1 : 0
  } else for (const [page, text] of stale) writeFileSync(join(folder, page), text)
}

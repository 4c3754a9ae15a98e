/**
 * What the doors of a package export, with what their docstrings say: read from the
 * sources by a small parser that relies on how they are formatted. An index names
 * every export (`export { a, type B } from './x.js'`, or a namespace that it
 * imports); a declaration begins at the left margin with `export const`, `type` or
 * `interface`; its docstring stands directly above it. Signatures are those the
 * compiler wrote beside the built files.
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { root } from './programs.mjs'

/** Parts that a door opens as one value, so that its functions are called `Sums.concat`. */
const NAMESPACE = /^import \* as (\w+) from '(\.[^']+)\.js'$/gm
const NAMED = /^export (type )?\{([^}]*)\}(?: from '(\.[^']+)\.js')?$/gm
const DECLARATION = /^export (const|type|interface|class) (\w+)/gm

const read = (path) => readFileSync(path, 'utf8')

/** The text of a docstring, and its examples. */
const docOf = (comment) => {
  const text = comment
    .replace(/^\/\*\*[ \t]*\n?|\s*\*\/$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, ''))
    .join('\n')
    .trim()
  const [said, ...examples] = text.split(/^@example\n/m)
  return { said: said.trim(), example: examples.map((example) => example.trim()).join('\n') }
}

/** From a declaration's first line to the one that ends it: the next line at the left margin that is no closing bracket. */
const declarationAt = (text, index) => {
  const lines = text.slice(index).split('\n')
  const end = lines.findIndex((line, i) => i > 0 && (line === '' || /^[^\s)\]}]/.test(line)) && !/^[)\]}]/.test(line))
  return lines
    .slice(0, end < 0 ? lines.length : end)
    .join('\n')
    .trim()
}

/** Every exported declaration of a file, by name: one for the value, one for the type of the same name. */
const declarationsOf = (path) => {
  const text = read(path)
  return [...text.matchAll(DECLARATION)].map(({ 1: kind, 2: name, index }) => {
    const above = text.slice(0, index).trimEnd()
    const comment = above.endsWith('*/') ? above.slice(above.lastIndexOf('/**')) : ''
    // A docstring stands directly above; one further up is of the file.
    const near = text.slice(above.length, index).split('\n').length === 2
    return { name, kind, ...docOf(near ? comment : ''), source: declarationAt(text, index) }
  })
}

/** The head comment of a file, up to its first blank line or tag. */
const headOf = (path) => {
  const text = read(path)
  const comment = /^\/\*\*[\s\S]*?\*\/\n(?=\n|import|export \{|export type \{)/.exec(text)?.[0] ?? ''
  return docOf(comment.trim()).said
}

/** What the compiler says of a value: the type of `export declare const name`. */
const typeOf = (path, name) => {
  const built = path.replace('/src/', '/dist/').replace(/\.ts$/, '.d.ts')
  if (!existsSync(built)) return null
  const found = new RegExp(
    `^export declare const ${name}: ([\\s\\S]*?);$(?=\\n(?:export|/\\*\\*|declare|interface|type|import|//|$))`,
    'm',
  ).exec(read(built))
  return found?.[1] ?? null
}

const isFunctionType = (type) => type !== null && /^(?:\(|<)/.test(type) && type.includes('=>')

const known = new Map()
const declarations = (path) => {
  if (!known.has(path)) known.set(path, declarationsOf(path))
  return known.get(path)
}

/** What is known of an export: where it is declared, what it is, what its docstring says. */
const exportOf = (path, name, shown) => {
  const all = declarations(path).filter((each) => each.name === name)
  const isValue = all.some(({ kind }) => kind === 'const' || kind === 'class')
  const type = isValue ? typeOf(path, name) : null
  return {
    name: shown,
    file: relative(root, path),
    head: headOf(path),
    kind: !isValue ? 'type' : isFunctionType(type) ? 'function' : 'value',
    said: all.find(({ said }) => said !== '')?.said ?? '',
    example: all.flatMap(({ example }) => (example === '' ? [] : [example])).join('\n'),
    type,
    source: all.find(({ kind }) => kind === 'interface' || kind === 'type')?.source ?? null,
  }
}

/** What a file exports, be it declared there or named; `space` is the namespace it is opened under. */
const exportsAt = (path, space = '') => {
  const text = read(path)
  const at = (other) => resolve(dirname(path), `${other}.ts`)
  const spaces = new Map([...text.matchAll(NAMESPACE)].map(([, name, other]) => [name, at(other)]))
  const named = [...text.matchAll(NAMED)].flatMap(([, , names, from]) =>
    names
      .split(',')
      .map((name) => name.trim().replace(/^type /, ''))
      .filter((name) => name !== '')
      .map((name) => ({ name, from })),
  )
  return [
    ...[...new Set(declarations(path).map(({ name }) => name))].map((name) => exportOf(path, name, `${space}${name}`)),
    ...named.flatMap(({ name, from }) => {
      if (from === undefined) return spaces.has(name) ? exportsAt(spaces.get(name), `${name}.`) : []
      const there = declarations(at(from)).some((each) => each.name === name)
      return there
        ? [exportOf(at(from), name, `${space}${name}`)]
        : exportsAt(at(from), space).filter((each) => each.name === `${space}${name}`)
    }),
  ]
}

/** Every door of a package, with its exports in the order of the index. */
export const doorsOf = (room) => {
  const folder = join(root, 'packages', room)
  const { name, exports } = JSON.parse(read(join(folder, 'package.json')))
  return Object.keys(exports).map((path) => ({
    door: `${name}${path.slice(1)}`,
    exports: exportsAt(join(folder, 'src', path === '.' ? '' : path.slice(2), 'index.ts')),
  }))
}

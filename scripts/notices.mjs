/**
 * What others wrote of what runs here: `node scripts/notices.mjs` writes
 * THIRD-PARTY-NOTICES.txt from the installed packages, `--check` only says whether it
 * is current. Either refuses a package whose licence is unknown or not permitted.
 * Counted is what packages and apps need to run, and what that needs; not what only
 * tests and benches use, nor binaries for one platform, which differ by machine.
 */
import { existsSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from './programs.mjs'

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false }, root: { type: 'string', default: root } } })
const at = resolve(values.root)
const file = join(at, 'THIRD-PARTY-NOTICES.txt')

/** Licences under which others' work may be used and passed on with work under Apache-2.0. */
const PERMITTED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Python-2.0',
  'Unlicense',
  'Zlib',
])

/** Packages that declare none in their manifest, and where it is said instead. */
const SAID_ELSEWHERE = { 'png-js': { licence: 'MIT', where: 'its file LICENSE' } }

const manifestIn = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
const byName = (a, b) => (a < b ? -1 : a > b ? 1 : 0)

/** The folder of a package as another was given it: pnpm lays beside each what it needs. `null` where it is not installed. */
const find = (name, from) => {
  const beside = from.lastIndexOf(`${sep}node_modules${sep}`)
  const path = beside < 0 ? join(from, 'node_modules', name) : join(from.slice(0, beside), 'node_modules', name)
  return existsSync(join(path, 'package.json')) ? realpathSync(path) : null
}

const isOurs = (name) => name.startsWith('@jejak/')
const forOnePlatform = ({ os, cpu }) => os !== undefined || cpu !== undefined

/** Everything that what is in `packages` and `apps` needs to run, by name and version. */
const needed = () => {
  const found = new Map()
  const missing = []
  const visit = (folder) => {
    const { dependencies = {}, optionalDependencies = {}, peerDependencies = {} } = manifestIn(folder)
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
      if (isOurs(name)) continue
      const path = find(name, folder)
      if (path === null) {
        if (name in dependencies && !(name in optionalDependencies)) missing.push(name)
        continue
      }
      const manifest = manifestIn(path)
      const key = `${manifest.name}@${manifest.version}`
      if (found.has(key) || forOnePlatform(manifest)) continue
      found.set(key, { path, manifest })
      visit(path)
    }
  }
  for (const group of ['packages', 'apps'])
    for (const name of existsSync(join(at, group)) ? readdirSync(join(at, group)).sort() : [])
      if (existsSync(join(at, group, name, 'package.json'))) visit(join(at, group, name))
  return { found, missing }
}

/** The licence a package declares; `null` for none. */
const declared = ({ name, license, licenses }) => {
  const said = typeof license === 'string' ? license : (license?.type ?? licenses?.map(({ type }) => type).join(' OR '))
  return said === undefined || said === '' ? (SAID_ELSEWHERE[name]?.licence ?? null) : said
}

/** Of alternatives one must be permitted, of several that hold together each. */
const isPermitted = (licence) =>
  licence
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((each) => each.split(' AND ').every((one) => PERMITTED.has(one.trim())))

const textsIn = (path) =>
  readdirSync(path)
    .filter((name) => /^(?:licen[cs]e|copying|notice)(?:[.-]|$)/i.test(name))
    .sort(byName)
    .map((name) => readFileSync(join(path, name), 'utf8').replaceAll('\r\n', '\n').trim())

const authorOf = ({ author }) => (typeof author === 'string' ? author : author?.name) ?? 'its authors'

const { found, missing } = needed()
const packages = [...found]
  .sort(([a], [b]) => byName(a, b))
  .map(([key, { path, manifest }]) => ({ key, path, manifest, licence: declared(manifest) }))
const faults = [
  ...missing.map((name) => `${name}: needed, and not installed`),
  ...packages.filter(({ licence }) => licence === null).map(({ key }) => `${key}: declares no licence`),
  ...packages
    .filter(({ licence }) => licence !== null && !isPermitted(licence))
    .map(({ key, licence }) => `${key}: ${licence} is not among the permitted`),
]
if (faults.length > 0) {
  process.stderr.write(`${faults.join('\n')}\njejak: replace it, or say in scripts/notices.mjs where its licence stands\n`)
  process.exit(1)
}

const sayOf = ({ key, manifest, licence }) => {
  const elsewhere = manifest.license === undefined && manifest.licenses === undefined ? SAID_ELSEWHERE[manifest.name] : undefined
  return `${key}: ${licence}${elsewhere === undefined ? '' : ` (by ${elsewhere.where}; its manifest declares none)`}`
}

/** Packages with the same text share it. */
const byText = new Map()
for (const each of packages) {
  const texts = textsIn(each.path)
  const text =
    texts.length > 0
      ? texts.join('\n\n')
      : `Copyright ${authorOf(each.manifest)}. The package holds no text of its licence (${each.licence}).`
  byText.set(text, [...(byText.get(text) ?? []), each])
}
const RULE = '-'.repeat(79)
const notices = `Jejak runs on the work of others. These are the packages that it needs to run,
with the licences under which they are used. Made by scripts/notices.mjs.

${packages.map(sayOf).join('\n')}

${[...byText].map(([text, those]) => `${RULE}\n${those.map(({ key }) => key).join('\n')}\n${RULE}\n\n${text}\n`).join('\n')}`

if (!values.check) {
  writeFileSync(file, notices)
  process.stdout.write(`${packages.length} packages\n`)
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== notices) {
  process.stderr.write('jejak: THIRD-PARTY-NOTICES.txt is not of the installed packages: node scripts/notices.mjs writes it\n')
  process.exit(1)
}

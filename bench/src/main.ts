/**
 * `npm run bench -- [name...]`: runs the benchmarks named, or all, one after the
 * other. `projection` takes a number of events after its name.
 */

const BENCHES: Readonly<Record<string, () => Promise<{ readonly run: (size?: number) => Promise<void> }>>> = {
  commands: () => import('./commands.js'),
  eventstore: () => import('./eventstore.js'),
  rebuild: () => import('./rebuild.js'),
  projection: () => import('./projection.js'),
  lag: () => import('./lag.js'),
  views: () => import('./views.js'),
  import: () => import('./import.js'),
  reports: () => import('./reports.js'),
}

/** The argument after `projection`, where it is a number. */
const sizeIn = (args: ReadonlyArray<string>): string | undefined => {
  const after = args[args.indexOf('projection') + 1]
  return args.includes('projection') && after !== undefined && /^[1-9]\d{0,7}$/.test(after) ? after : undefined
}

const args = process.argv.slice(2)
const size = sizeIn(args)
const names = args.filter((arg) => arg !== size)
const unknown = names.filter((name) => BENCHES[name] === undefined)
if (unknown.length > 0) {
  process.stderr.write(`bench: there is no ${unknown.join(', ')}; there is ${Object.keys(BENCHES).join(', ')}\n`)
  process.exitCode = 2
} else {
  for (const name of names.length > 0 ? names : Object.keys(BENCHES)) {
    const bench = await BENCHES[name]?.()
    process.stdout.write(`\n${name}\n`)
    await (name === 'projection' && size !== undefined ? bench?.run(Number(size)) : bench?.run())
  }
}

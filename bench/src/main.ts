/** `npm run bench -- [name...]`: runs the benchmarks named, or all, one after the other. */

const BENCHES: Readonly<Record<string, () => Promise<{ readonly run: () => Promise<void> }>>> = {
  commands: () => import('./commands.js'),
  eventstore: () => import('./eventstore.js'),
  rebuild: () => import('./rebuild.js'),
  lag: () => import('./lag.js'),
  views: () => import('./views.js'),
  import: () => import('./import.js'),
  reports: () => import('./reports.js'),
}

const names = process.argv.slice(2)
const unknown = names.filter((name) => BENCHES[name] === undefined)
if (unknown.length > 0) {
  process.stderr.write(`bench: there is no ${unknown.join(', ')}; there is ${Object.keys(BENCHES).join(', ')}\n`)
  process.exitCode = 2
} else {
  for (const name of names.length > 0 ? names : Object.keys(BENCHES)) {
    const bench = await BENCHES[name]?.()
    process.stdout.write(`\n${name}\n`)
    await bench?.run()
  }
}

/** The commands, their options and their help. Parsing only chooses what to do; nothing runs here. */
import type { Actor, AgencyCode, LocalDate, LogPosition } from '@jejak/core'
import type { FileName } from '@jejak/exchange'
import { Command, Option } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import {
  ACCEPT_CLOCK,
  actor as actorCode,
  agencyCode,
  type ClockFlag,
  day,
  files,
  knownAt,
  period,
  position,
  unit,
  whole,
  year,
} from './arguments.js'
import type { Outcome } from './CommandFailure.js'
import type { Context } from './commands/Context.js'
import { importCommand } from './commands/import.js'
import { REPORT_FORMATS, type ReportFormat, reportCommand } from './commands/report.js'
import { SHOWCASE } from './commands/showcase.js'
import { addCopy } from './copyProgram.js'
import { addDevEventStore } from './devEventStoreProgram.js'
import { addExtensions } from './extensionsProgram.js'
import type { ParsedCommand } from './ParsedCommand.js'
import { addPolicy } from './policyProgram.js'
import { addReadModels } from './readModelsProgram.js'
import { DEFAULT_PORT, portOf } from './settings.js'

// The server and the simulator are large: only the commands that need them load them.
const serving = () => import('./commands/serve.js')
const simulating = () => import('./commands/simulate.js')
const working = () => import('./commands/worker.js')
const starting = () => import('./commands/start.js')

interface ImportFlags extends ClockFlag {
  readonly agency: AgencyCode
  readonly dryRun?: boolean
  readonly reason?: string
  readonly actor?: Actor
  readonly onBehalfOf?: Actor
  readonly complete?: ReadonlyArray<FileName>
  readonly withdraw?: boolean
  readonly expect?: number
  readonly rejects?: string
  readonly rows?: boolean
  readonly format: 'text' | 'json'
}
interface ReportFlags {
  readonly agency?: AgencyCode
  readonly asOf?: LocalDate
  readonly knownAt?: string
  readonly waitFor?: LogPosition
  readonly year?: number
  readonly from?: LocalDate
  readonly to?: LocalDate
  readonly period?: string
  readonly unit?: string
  readonly who?: string
  readonly format: ReportFormat
  readonly lang?: 'id' | 'en'
  readonly out?: string
  readonly replace?: boolean
  readonly list?: boolean
}
interface SimulateFlags extends ClockFlag {
  readonly agency: AgencyCode
  readonly people: number
  readonly years: number
  readonly seed: number
  readonly out?: string
}
interface PortFlag {
  readonly port?: string
}
interface WorkerFlags extends PortFlag {
  readonly host: string
}
interface StartFlags extends PortFlag, ClockFlag {
  readonly people: number
}

const PORT = ['-p, --port <n>', `port of the dashboard; 0 takes any free one (JEJAK_PORT, else ${DEFAULT_PORT})`] as const

const onPort =
  ({ port }: PortFlag, command: (context: Context, port: number) => Outcome): ParsedCommand =>
  async (context) => {
    const number = portOf(context.io.env, port)
    return E.isLeft(number) ? number : command(context, number.right)
  }

const examples = (...lines: ReadonlyArray<string>): string => `\nExamples:\n${lines.map((line) => `  $ jejak ${line}\n`).join('')}`

const addImport = (program: Command, choose: (chosen: ParsedCommand) => void): void => {
  program
    .command('import')
    .summary('record the files of an office as events')
    .description(
      'Reads a folder of CSV files (pegawai.csv and any of the others), gives every row a verdict and records the rows that were not rejected. Importing the same files again adds nothing.',
    )
    .argument('<dir>', 'folder of the files')
    .requiredOption('--agency <code>', 'agency the files are of', agencyCode)
    .option('--dry-run', 'give the same verdicts and write nothing')
    .option('--reason <text>', 'why rows may change what is already in; without it they are rejected')
    .option('--actor <code>', 'who imports: a code, never a name (default: import:AGENCY)', actorCode)
    .option('--on-behalf-of <code>', 'for whom: a code, never a name', actorCode)
    .option(
      '--complete <files>',
      'these files (golongan,peserta) are the whole list of the agency: name what is in and in none of their rows',
      files,
    )
    .option('--withdraw', 'take out what these lists lack (with --reason; never people)')
    .option('--expect <n>', 'how many facts are to be taken out so; asked for where they are many', whole(0, 9_999_999_999))
    .option(...ACCEPT_CLOCK)
    .option('--rejects <dir>', 'write rejected and warned rows there, with code, column, value, advice and who mends them')
    .option('--rows', 'list rejected and warned rows with what stands in them (may be personal)')
    .addOption(new Option('--format <format>', 'how to say what was done').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      examples(
        'import ./files --agency sawahlunto --dry-run',
        'import ./files --agency sawahlunto --rejects ./mend',
        'import ./later --agency sawahlunto --reason "letter of correction 12/2026"',
        'import ./whole --agency sawahlunto --complete golongan,peserta --dry-run --rows --format json',
      ),
    )
    .action(
      (
        dir: string,
        { agency, dryRun, reason, actor, onBehalfOf, complete = [], withdraw, expect, rejects, rows, acceptClock, format }: ImportFlags,
      ) =>
        choose((context) =>
          importCommand(context, {
            dir,
            agency,
            dryRun: dryRun === true,
            acceptClock: acceptClock === true,
            reason: reason ?? null,
            actor: actor ?? null,
            onBehalfOf: onBehalfOf ?? null,
            complete,
            withdraw: withdraw === true,
            expect: expect ?? null,
            rejects: rejects ?? null,
            rows: rows === true,
            format,
          }),
        ),
    )
}

const addReport = (program: Command, choose: (chosen: ParsedCommand) => void): void => {
  program
    .command('report')
    .summary('answer a report; without a name, list them')
    .description(
      'Answers a report from the whole log as it stands, and says up to which position. Also while the home is being served or imported into.',
    )
    .argument('[name]', 'which report')
    .option('--agency <code>', 'which agency; may be left out where there is just one', agencyCode)
    .option('--as-of <day>', 'only facts effective on that day or before (yyyy-mm-dd; default today)', day)
    .option('--known-at <moment>', 'only what was recorded by then (2026-01-31T17:00:00+07:00, or @POSITION)', knownAt)
    .option('--wait-for <position>', 'wait until all up to there is in (@POSITION)', position)
    .option('--year <year>', 'year of the question', year)
    .option('--from <day>', 'first day', day)
    .option('--to <day>', 'last day', day)
    .option('--period <month>', 'month, as yyyy-mm', period)
    .option('--unit <id>', 'only this unit', unit)
    .option('--who <cell>', 'the people behind a figure, instead of it')
    .addOption(new Option('--format <format>', 'how to print it').choices([...REPORT_FORMATS]).default('table'))
    .addOption(new Option('--lang <language>', 'language of titles (default: id in files, en on the terminal)').choices(['en', 'id']))
    .option('--out <file>', 'write to this file instead of standard output')
    .option('--replace', 'with --out: replace an older report that Jejak wrote there and nobody changed')
    .option('--list', 'list the reports')
    .addHelpText(
      'after',
      examples(
        'report --list',
        'report training-hours --year 2025',
        'report staff-list --as-of 2025-12-31 --unit SIM.01 --format csv > staff.csv',
        'report seniority-list --as-of 2025-12-31 --format pdf --out duk.pdf',
        'report mentoring --year 2025 --known-at @1200 --format json',
      ),
    )
    .action((name: string | undefined, flags: ReportFlags) =>
      choose((context) =>
        reportCommand(context, {
          name: flags.list === true ? null : (name ?? null),
          agency: flags.agency ?? null,
          asOf: flags.asOf ?? null,
          knownAt: flags.knownAt ?? null,
          waitFor: flags.waitFor ?? null,
          year: flags.year ?? null,
          from: flags.from ?? null,
          to: flags.to ?? null,
          period: flags.period ?? null,
          unit: flags.unit ?? null,
          who: flags.who ?? null,
          format: flags.format,
          lang: flags.lang ?? (flags.format === 'table' || flags.format === 'json' ? 'en' : 'id'),
          out: flags.out ?? null,
          replace: flags.replace === true,
        }),
      ),
    )
}

const addOthers = (program: Command, choose: (chosen: ParsedCommand) => void): void => {
  program
    .command('simulate')
    .summary('make up an agency and import it')
    .description('Writes the files of an agency in which nobody exists, and imports them. The same seed makes the same agency.')
    .option('--agency <code>', 'code to import it under', agencyCode, agencyCode(SHOWCASE.agency))
    .option('--people <n>', 'how many people', whole(20, 1_000_000), SHOWCASE.people)
    .option('--years <n>', 'how many years', whole(1, 20), SHOWCASE.years)
    .option('--seed <n>', 'seed of chance', whole(0, 4_294_967_295), SHOWCASE.seed)
    .option('--out <dir>', 'where the files go (default: into the data folder)')
    .option(...ACCEPT_CLOCK)
    .addHelpText('after', examples('simulate', 'simulate --agency kota-besar --people 20000 --seed 7'))
    .action(({ agency, people, years, seed, out, acceptClock }: SimulateFlags) =>
      choose(async (context) =>
        (await simulating()).simulateCommand(context, { agency, people, years, seed, out: out ?? null, acceptClock: acceptClock === true }),
      ),
    )
  program
    .command('serve')
    .summary('open the dashboard')
    .description('Serves the dashboard on this machine and keeps its figures live, also for what other processes record. Ctrl-C stops it.')
    .option(...PORT)
    .addHelpText('after', examples('serve', 'serve --port 0'))
    .action((flags: PortFlag) => choose(onPort(flags, async (context, port) => (await serving()).serveCommand(context, port))))
  program
    .command('start')
    .summary('open the product: simulate if empty, then serve')
    .description('What npm start runs: with nothing imported yet it makes up an agency (clearly synthetic), then it serves the dashboard.')
    .option(...PORT)
    .option('--people <n>', 'how many people the made-up agency has', whole(20, 1_000_000), SHOWCASE.people)
    .option(...ACCEPT_CLOCK)
    .action(({ people, acceptClock, ...flags }: StartFlags) =>
      choose(
        onPort(flags, async (context, port) =>
          (await starting()).startCommand(context, port, people, { acceptClock: acceptClock === true }),
        ),
      ),
    )
  program
    .command('worker')
    .summary('keep the read models up to date')
    .description(
      'Follows the log and keeps the read models current until it is stopped. Any number may run, on one machine or on many; with JEJAK_QUEUE=redis://HOST:PORT they share the work by a queue.',
    )
    .option('-p, --port <n>', 'answer /health/live, /health/ready and /metrics on this port; 0 takes any free one (default: none)')
    .option('--host <address>', 'address to answer on', '127.0.0.1')
    .addHelpText('after', examples('worker', 'worker --port 4701'))
    .action(({ port, host }: WorkerFlags) =>
      choose(async (context) => {
        const { workerCommand } = await working()
        if (port === undefined) return workerCommand(context, null)
        const number = portOf({}, port)
        return E.isLeft(number) ? number : workerCommand(context, { port: number.right, host })
      }),
    )
}

/** The whole command line; `choose` is told what was asked for. */
export const makeProgram = (choose: (chosen: ParsedCommand) => void): Command => {
  const program = new Command('jejak')
    .description('Jejak keeps the careers of civil servants as dated facts, and answers every report from them.')
    .option('--home <dir>', 'data folder (JEJAK_HOME, else ./.jejak)')
    .option(
      '--extension <module>',
      'load an extension; may be given several times (and JEJAK_EXTENSIONS)',
      (path: string, before: ReadonlyArray<string> = []) => [...before, path],
    )
    .helpCommand('help [command]', 'help for a command')
    .showSuggestionAfterError(true)
    .exitOverride()
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 refused, 2 usage, 3 fault.\nBegin with: jejak import DIR --agency CODE, or npm start for a simulated agency.',
    )
  addImport(program, choose)
  addReport(program, choose)
  addPolicy(program, choose)
  addOthers(program, choose)
  addReadModels(program, choose)
  addCopy(program, choose)
  addExtensions(program, choose)
  addDevEventStore(program, choose)
  return program
}

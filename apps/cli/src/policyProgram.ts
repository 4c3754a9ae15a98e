/** The `policy` commands, their options and their help. */
import type { Actor, AgencyCode, LocalDate } from '@jejak/core'
import { type Command, Option } from 'commander'
import { ACCEPT_CLOCK, actor, agencyCode, type ClockFlag, day } from './arguments.js'
import { type Format, policyAdoptCommand, policyDiffCommand, policyListCommand, policyShowCommand } from './commands/policy.js'
import type { ParsedCommand } from './ParsedCommand.js'

interface Shared {
  readonly agency?: AgencyCode
  readonly format: Format
}
interface ShowFlags extends Shared {
  readonly version?: string
  readonly on?: LocalDate
}
interface AdoptFlags extends ClockFlag {
  readonly agency: AgencyCode
  readonly from: LocalDate
  readonly reason: string
  readonly basis: string
  readonly actor: Actor
  readonly onBehalfOf?: string
  readonly dryRun?: boolean
  readonly format: Format
}

const FORMAT = (): Option => new Option('--format <format>', 'how to print it').choices(['table', 'json']).default('table')
const AGENCY = ['--agency <code>', 'whose policies; left out, those that come with Jejak', agencyCode] as const

const EXAMPLES = `
Examples:
  $ jejak policy list --agency sawahlunto
  $ jejak policy show training-hours --format json > hours.json
  $ jejak policy adopt hours.json --agency sawahlunto --from 2026-01-01 --reason "RKPD 2026" --basis "Perwali 3/2026" --dry-run
  $ jejak policy diff training-hours national-1 kota-2026 --agency sawahlunto
`

export const addPolicy = (program: Command, choose: (chosen: ParsedCommand) => void): void => {
  const policy = program
    .command('policy')
    .summary('see and adopt the rules that reports stand on')
    .description(
      'Thresholds, weights and tables of the reports are policies with versions. An agency adopts a version from a day on; reports of earlier days keep theirs.',
    )
    .addHelpText('after', EXAMPLES)
  policy
    .command('list')
    .description('Lists the policies: those that come with Jejak, or all that an agency adopted.')
    .option(...AGENCY)
    .addOption(FORMAT())
    .action(({ agency, format }: Shared) => choose((context) => policyListCommand(context, { agency: agency ?? null, format })))
  policy
    .command('show')
    .description('Shows the parameters of a version, each with its article. As JSON it is a policy file.')
    .argument('<name>', 'which policy')
    .option('--version <name>', 'which version (default: the one in force)')
    .addOption(new Option('--on <day>', 'in force on that day (yyyy-mm-dd; default today)').argParser(day).conflicts('version'))
    .option(...AGENCY)
    .addOption(FORMAT())
    .action((name: string, { version, on, agency, format }: ShowFlags) =>
      choose((context) => policyShowCommand(context, { name, version: version ?? null, on: on ?? null, agency: agency ?? null, format })),
    )
  policy
    .command('diff')
    .description('Shows what two versions of a policy say differently.')
    .argument('<name>', 'which policy')
    .argument('<a>', 'one version')
    .argument('<b>', 'the other')
    .option(...AGENCY)
    .addOption(FORMAT())
    .action((name: string, a: string, b: string, { agency, format }: Shared) =>
      choose((context) => policyDiffCommand(context, { name, a, b, agency: agency ?? null, format })),
    )
  policy
    .command('adopt')
    .description('Takes a version of a policy into force from a day on. A version once adopted is never edited.')
    .argument('<file>', 'policy file: JSON with policy, version and parameters')
    .requiredOption('--agency <code>', 'which agency', agencyCode)
    .requiredOption('--from <day>', 'first day on which it holds (yyyy-mm-dd)', day)
    .requiredOption('--reason <text>', 'why')
    .requiredOption('--basis <text>', 'the regulation or decree it rests on')
    .option('--actor <code>', 'who records it, as a code', actor, actor('staff:cli'))
    .option('--on-behalf-of <text>', 'whose decision it is (default: the PPK of the agency)')
    .option('--dry-run', 'say what would change and write nothing')
    .option(...ACCEPT_CLOCK)
    .addOption(FORMAT())
    .action((file: string, { agency, from, reason, basis, actor, onBehalfOf, dryRun, acceptClock, format }: AdoptFlags) =>
      choose((context) =>
        policyAdoptCommand(context, {
          file,
          agency,
          from,
          reason,
          basis,
          actor,
          onBehalfOf: onBehalfOf ?? null,
          dryRun: dryRun === true,
          acceptClock: acceptClock === true,
          format,
        }),
      ),
    )
}

/** The commands that look after read models: `rebuild` and `doctor`, their options and their help. */
import type { Command } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { usage } from './CommandFailure.js'
import { doctorCommand } from './commands/doctor.js'
import { planCommand, rebuildCommand, rollBackCommand } from './commands/rebuild.js'
import type { ParsedCommand } from './ParsedCommand.js'

interface RebuildFlags {
  readonly dryRun?: boolean
  readonly rollback?: boolean
  readonly withParked?: boolean
  readonly newLog?: boolean
}
interface DoctorFlags {
  readonly quick?: boolean
  readonly fromServer?: boolean
  readonly retry?: boolean
}

const rebuild = (program: Command, choose: (chosen: ParsedCommand) => void): void => {
  program
    .command('rebuild')
    .summary('make the read models again')
    .description(
      'Builds new read models beside the old ones from the events alone, counts them a second time, and swaps them in if both are equal. One that was interrupted is gone on with.',
    )
    .option('--dry-run', 'count and estimate, and write nothing')
    .option('--rollback', 'put the read models before the last rebuild back to use')
    .option('--with-parked', 'also where an event cannot be read: its stream is left out from there on')
    .option(
      '--new-log',
      'the log at hand is the one to go on with: throw away read models that were made from another, or from a longer one',
    )
    .action(({ dryRun = false, rollback = false, withParked = false, newLog = false }: RebuildFlags) =>
      choose((context) => {
        if ([dryRun, rollback, withParked || newLog].filter((given) => given).length > 1)
          return Promise.resolve(E.left(usage('give one of --dry-run, --rollback, and --with-parked or --new-log')))
        return dryRun ? planCommand(context) : rollback ? rollBackCommand(context) : rebuildCommand(context, { withParked, newLog })
      }),
    )
}

const doctor = (program: Command, choose: (chosen: ParsedCommand) => void): void => {
  program
    .command('doctor')
    .summary('check a data folder')
    .description(
      'Checks files, versions, keys, clock and every event of the log to the letter, and counts the read models again; says what to do. Prints no personal data.',
    )
    .option('--quick', 'do not count the read models again')
    .option('--from-server', 'where a server holds the events: read it through, and hold it against the copy in this folder')
    .option('--retry', 'first read again the streams that are parked at an event that could not be read')
    .action(({ retry = false, quick = false, fromServer = false }: DoctorFlags) =>
      choose((context) => doctorCommand(context, { retry, quick, fromServer })),
    )
}

export const addReadModels = (program: Command, choose: (chosen: ParsedCommand) => void): void => {
  rebuild(program, choose)
  doctor(program, choose)
}

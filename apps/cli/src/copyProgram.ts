/** How `jejak copy` stands on the command line. */
import type { Command } from 'commander'
import type { CopyOptions } from './commands/copy.js'
import type { ParsedCommand } from './ParsedCommand.js'

// Moving house is rare: nothing else loads what it needs.
const loading = () => import('./commands/copy.js')

export const addCopy = (program: Command, choose: (chosen: ParsedCommand) => void): void => {
  program
    .command('copy')
    .summary('copy all events into another store')
    .description(
      'Copies a whole log as it is: ids, order, times, hashes and sealed parts. The target must be empty, or hold what an earlier copy left, which is gone on from. At the end both are held against each other, event by event. An address is sqlite:PATH, esdb://HOST:PORT or kurrentdb://HOST:PORT.',
    )
    .requiredOption('--from <address>', 'the store that is copied; nothing should write to it meanwhile')
    .requiredOption('--to <address>', 'the store that takes the events')
    .addHelpText(
      'after',
      "\nExamples:\n  $ jejak copy --from sqlite:.jejak/events.db --to 'esdb://127.0.0.1:2113?tls=false'\n  $ jejak copy --from 'esdb://127.0.0.1:2113?tls=false' --to sqlite:./events.db\n",
    )
    .action((options: CopyOptions) => choose(async (context) => (await loading()).copyCommand(context, options)))
}

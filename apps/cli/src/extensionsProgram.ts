/** `jejak extensions` and what is below it. */
import type { Command } from 'commander'
import { extensionsCommand, extensionsSetCommand } from './commands/extensions.js'
import type { ParsedCommand } from './ParsedCommand.js'

export const addExtensions = (program: Command, choose: (chosen: ParsedCommand) => void): void => {
  const group = program
    .command('extensions')
    .summary('see and change with which extensions a deployment is used')
    .description(
      'Says with which extensions the data folder is used. Every process must have the same: --extension MODULE (several times) or JEJAK_EXTENSIONS names them.',
    )
    .action(() => choose(extensionsCommand))
  group
    .command('set')
    .summary('use the deployment with the extensions of this process')
    .description(
      'Records that the data folder is used with the extensions named by --extension and JEJAK_EXTENSIONS from now on; with none named, without any. Restart all other processes with the same.',
    )
    .action(() => choose(extensionsSetCommand))
}

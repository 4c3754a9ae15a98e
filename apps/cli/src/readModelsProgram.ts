/** The commands that look after read models: `rebuild` and `doctor`, their options and their help. */
import type { Command } from 'commander'
import { doctorCommand } from './commands/doctor.js'
import { rebuildCommand } from './commands/rebuild.js'
import type { Chosen } from './program.js'

interface RebuildFlags {
  readonly withParked?: boolean
}
interface DoctorFlags {
  readonly retry?: boolean
}

const rebuild = (program: Command, choose: (chosen: Chosen) => void): void => {
  program
    .command('rebuild')
    .summary('make the read models again')
    .description('Builds new read models beside the old ones from the events alone, and swaps them in when complete.')
    .option('--with-parked', 'also where an event cannot be read: its stream is left out from there on')
    .action(({ withParked = false }: RebuildFlags) => choose((context) => rebuildCommand(context, { withParked })))
}

const doctor = (program: Command, choose: (chosen: Chosen) => void): void => {
  program
    .command('doctor')
    .summary('check a data folder')
    .description(
      'Checks files, versions, keys, clock, read models and the chain of every stream; says what to do. Prints no personal data.',
    )
    .option('--retry', 'first read again the streams that are parked at an event that could not be read')
    .action(({ retry = false }: DoctorFlags) => choose((context) => doctorCommand(context, { retry })))
}

export const addReadModels = (program: Command, choose: (chosen: Chosen) => void): void => {
  rebuild(program, choose)
  doctor(program, choose)
}

/** How `jejak dev-eventstore` stands on the command line. */
import { type Command, Option } from 'commander'
import { whole } from './arguments.js'
import type { ParsedCommand } from './ParsedCommand.js'

interface Flags {
  readonly port: number
  readonly data: string
  readonly profile: '23.10' | '24.2'
  readonly auth?: boolean
  readonly tlsCert?: string
  readonly tlsKey?: string
}

// The double brings gRPC along: only this command loads it.
const loading = () => import('./commands/devEventStore.js')

/** The port EventStoreDB itself takes. */
const EVENTSTORE_PORT = 2113

export const addDevEventStore = (program: Command, choose: (chosen: ParsedCommand) => void): void => {
  program
    .command('dev-eventstore')
    .summary('run a test double of EventStoreDB')
    .description(
      'Serves, on this machine alone, a double that speaks the protocol of EventStoreDB as far as Jejak needs it. It is for tests and for trying things out; it is not EventStoreDB, and nothing of value belongs in it. Ctrl-C stops it.',
    )
    .option('-p, --port <n>', 'port it listens on; 0 takes any free one', whole(0, 65_535), EVENTSTORE_PORT)
    .requiredOption('--data <dir>', 'folder of its journal; made if need be')
    .addOption(new Option('--profile <version>', 'which version of EventStoreDB it answers as').choices(['23.10', '24.2']).default('23.10'))
    .option('--auth', 'ask for a user: admin, or ops who may not read $all; the password of both is changeit')
    .option('--tls-cert <file>', 'serve with TLS: the certificate (PEM); needs --tls-key')
    .option('--tls-key <file>', 'the key of the certificate (PEM)')
    .addHelpText(
      'after',
      '\nExamples:\n  $ jejak dev-eventstore --data ./double\n  $ jejak dev-eventstore --port 0 --data ./double --profile 24.2\n',
    )
    .action(({ port, data, profile, auth, tlsCert, tlsKey }: Flags) =>
      choose(async (context) =>
        (await loading()).devEventStoreCommand(context, {
          port,
          data,
          profile,
          auth: auth === true,
          cert: tlsCert ?? null,
          key: tlsKey ?? null,
        }),
      ),
    )
}

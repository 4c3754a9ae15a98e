/** `jejak`: the command line as a function, so that tests and other programs can call it. */
import { loadExtensions } from '@jejak/application'
import { escapeControls } from '@jejak/core'
import { type Command, CommanderError } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { type CommandFailure, fault, ofFault, oneLine, usage } from './CommandFailure.js'
import type { Io } from './Io.js'
import type { ParsedCommand } from './ParsedCommand.js'
import { makeProgram } from './program.js'
import { baseOf, extensionsNamed, homeOf } from './settings.js'

export type { CommandFailure, ExitCode } from './CommandFailure.js'
export type { Io } from './Io.js'

const end = (io: Io, { exit, line }: CommandFailure): number => {
  io.err(`jejak: ${oneLine(line)}\n`)
  return exit
}

/** What commander says, as one line without its prefix. */
const wordsOf = (message: string): string => oneLine(message.replace(/^error: /, ''))

/** A command and all below it. */
const everyCommand = (command: Command): ReadonlyArray<Command> => [command, ...command.commands.flatMap(everyCommand)]

/** Nothing that is said does anything to a terminal, whatever an office wrote into its cells. Bytes (a workbook) are no text. */
const harmless = (io: Io): Io => ({
  ...io,
  out: (text) => io.out(typeof text === 'string' ? escapeControls(text) : text),
  err: (text) => io.err(escapeControls(text)),
})

/**
 * Runs one command and answers its exit code: 0 done, 1 refused, 2 usage,
 * 3 fault. Results go to `io.out`; an error is one line on `io.err`.
 */
export const run = async (argv: ReadonlyArray<string>, given: Io): Promise<number> => {
  const io = harmless(given)
  let chosen: ParsedCommand | null = null
  const program = makeProgram((command) => {
    chosen = command
  })
  const said: string[] = []
  for (const command of everyCommand(program))
    command.exitOverride().configureOutput({
      writeOut: io.out,
      writeErr: io.out,
      outputError: (text) => said.push(text),
      getOutHelpWidth: () => io.columns ?? 100,
      getErrHelpWidth: () => io.columns ?? 100,
    })
  if (argv.length === 0) {
    io.out(program.helpInformation())
    return end(io, usage('say what to do: one of the commands above'))
  }
  try {
    program.parse([...argv], { from: 'user' })
  } catch (error) {
    // A group of commands was named alone: its help stands above.
    if (error instanceof CommanderError && error.code === 'commander.help' && error.exitCode !== 0)
      return end(io, usage('say what to do: one of the commands above'))
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : end(io, usage(wordsOf(said.join(' ') || error.message)))
    return end(io, fault(`unexpected: ${String(error)}`))
  }
  return perform(chosen, program.opts<Flags>(), io)
}

/** Options of every command. */
interface Flags {
  readonly home?: string
  readonly extension?: ReadonlyArray<string>
}

const perform = async (chosen: ParsedCommand | null, { home, extension }: Flags, io: Io): Promise<number> => {
  if (chosen === null) return end(io, usage('say what to do: jejak --help lists the commands'))
  try {
    const base = baseOf(io.env, io.cwd)
    const registry = await loadExtensions(extensionsNamed(io.env, extension), base)()
    if (E.isLeft(registry)) return end(io, ofFault(registry.left))
    const outcome = await chosen({ io, home: homeOf(io.env, io.cwd, home), base, registry: registry.right })
    return E.isLeft(outcome) ? end(io, outcome.left) : 0
  } catch (error) {
    // A fault of ours: nothing throws across a package border. The stack helps whoever mends it.
    if (io.env['JEJAK_DEBUG'] !== undefined && error instanceof Error) io.err(`${error.stack ?? ''}\n`)
    return end(io, fault(`unexpected: ${error instanceof Error ? error.message : String(error)} (JEJAK_DEBUG=1 shows where)`))
  }
}

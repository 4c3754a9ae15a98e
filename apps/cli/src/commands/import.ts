/** `jejak import DIR --agency CODE`: an office's files become events. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Deployment, Fault, ImportedFolder, ImportRequest } from '@jejak/application'
import type { Actor, AgencyCode } from '@jejak/core'
import { FILE_FAULTS, type FileName } from '@jejak/exchange'
import { boundHeap } from '@jejak/worker'
import * as E from 'fp-ts/lib/Either.js'
import { type CommandFailure, done, type Outcome, ofFault, refused, usage } from '../CommandFailure.js'
import { type Progress, progressOn } from '../show/progress.js'
import { type Context, type RecordingFlags, recording, withDeployment } from './Context.js'
import { importText } from './importText.js'
import { verdictJson } from './verdictLines.js'

export interface ImportOptions extends RecordingFlags {
  readonly dir: string
  readonly agency: AgencyCode
  readonly dryRun: boolean
  readonly reason: string | null
  /** Who imports, and for whom; `null` for the import of the agency itself, for nobody else. */
  readonly actor: Actor | null
  readonly onBehalfOf: Actor | null
  readonly complete: ReadonlyArray<FileName>
  readonly withdraw: boolean
  readonly expect: number | null
  readonly rejects: string | null
  /** Whether rows are listed with what stands in them, which may be personal. */
  readonly rows: boolean
  readonly format: 'text' | 'json'
}

/** What is wrong with the folder itself is said with its name. */
const ofImport = (error: Fault, dir: string): CommandFailure =>
  error.tag === 'Refused' && error.code === 'importFolder' ? refused(`${dir}: ${error.detail}`) : ofFault(error)

/** Imports a folder into an open home, with progress. */
export const importInto = async (
  { importFolder }: Pick<Deployment, 'importFolder'>,
  request: ImportRequest,
  progress: Progress,
): Outcome<ImportedFolder> => {
  const result = await importFolder({
    ...request,
    onProgress: ({ step, file, done: at, total }) => progress.at(`${step === 'read' ? 'reading' : 'importing'} ${file}`, at, total ?? 0),
  })()
  progress.end()
  return E.isLeft(result) ? E.left(ofImport(result.left, request.dir)) : result
}

/** The files that were refused as a whole, and why. */
const refusals = (result: ImportedFolder): ReadonlyArray<string> =>
  Object.entries(result.files).flatMap(([file, counts]) => {
    if (counts.missingColumns !== undefined) return [`${file}: no column ${counts.missingColumns.join(', ')}`]
    if (counts.refused === undefined) return []
    const { code, line } = counts.refused
    return [`${file}: ${code}${line === null ? '' : ` in line ${line}`} (${FILE_FAULTS[code]})`]
  })

/** A dry run needs keys to tell rows apart; without a data folder it gets one for the moment, and leaves nothing behind. */
const homeFor = (context: Context, options: ImportOptions): { readonly context: Context; readonly forget: () => void } => {
  if (!options.dryRun || existsSync(context.home)) return { context, forget: () => undefined }
  const home = mkdtempSync(join(tmpdir(), 'jejak-dry-run-'))
  return { context: { ...context, home }, forget: () => rmSync(home, { recursive: true, force: true }) }
}

/** What options of whole lists lack to mean something. */
const lacking = ({ complete, withdraw, expect }: ImportOptions): string | null =>
  withdraw && complete.length === 0
    ? '--withdraw takes out what a whole list lacks: name the lists with --complete'
    : expect !== null && !withdraw
      ? '--expect says how many facts --withdraw takes out: give both'
      : null

export const importCommand = async (given: Context, options: ImportOptions): Outcome => {
  const unusable = lacking(options)
  if (unusable !== null) return E.left(usage(unusable))
  boundHeap()
  const { context, forget } = homeFor(given, options)
  const { io } = context
  const stopListening = io.onStop(() => {
    io.err('jejak: stopped; nothing is lost, the same import again completes it\n')
    forget()
    process.exit(130)
  })
  try {
    const { instrumentsFor, silent } = await import('@jejak/worker/observe')
    return await withDeployment(context, { instruments: instrumentsFor(silent) }, async (deployment) => {
      const dir = resolve(context.base, options.dir)
      const rejects = options.rejects === null ? null : resolve(context.base, options.rejects)
      const { agency, dryRun, reason, actor, onBehalfOf, complete, withdraw, expect } = options
      const json = options.rows && options.format === 'json' ? verdictJson(io, context.registry.files) : null
      const listing = options.rows ? { onVerdict: json?.add ?? (() => undefined) } : {}
      const request = { dir, agency, dryRun, reason, actor, onBehalfOf, complete, withdraw, expect, rejectsDir: rejects, ...listing }
      const run = () => importInto(deployment, request, progressOn(io))
      const result = await (dryRun ? run() : recording(context, deployment, options, run))
      if (E.isLeft(result)) return result
      const { files, events, unread, position } = result.right
      const counts = { agency, files, events, ...(position === null ? {} : { position }) }
      if (json !== null) json.end(counts)
      else if (options.format === 'json') io.out(`${JSON.stringify(counts)}\n`)
      else io.out(importText(context.registry.files, result.right, options, io.columns))
      if (unread.length > 0) io.err(`jejak: not read, no such file is known: ${unread.join(', ')}\n`)
      const broken = refusals(result.right)
      return broken.length === 0 ? done : E.left(refused(`refused as a whole: ${broken.join('; ')}; mend the file and import again`))
    })
  } finally {
    stopListening()
    forget()
  }
}

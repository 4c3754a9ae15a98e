/** An office for tests: a home, and folders of files handed over to it. No test stands in this file. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AgencyCode, History, LOG_START, type RecordedEvent, type StreamName, toEntry } from '@jejak/core'
import { type EventStore, memoryEventStore, memoryKeyStore, openVault, ownerOf, type Vault } from '@jejak/eventstore'
import * as E from 'fp-ts/lib/Either.js'
import { FILES } from '../file/files.js'
import type { RowVerdict } from '../verdict/Verdict.js'
import type { ImportError, ImportOptions, ImportResult } from './ImportOptions.js'
import { importFolder } from './importFolder.js'

export type Table = ReadonlyArray<ReadonlyArray<string>>
/** File name (without `.csv`) to its text, or its rows with the header first. */
export type HandOver = Readonly<Record<string, string | Table>>

export const right = <L, A>(result: E.Either<L, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left))
  return result.right
}

const AGENCY = right(AgencyCode.decode('uji'))

const cell = (text: string): string => (/[",;\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
export const csv = (rows: Table): string => rows.map((row) => `${row.map(cell).join(',')}\n`).join('')

export const makeVault = async (): Promise<Vault> =>
  right(await openVault({ keys: memoryKeyStore(), wrappingKey: new Uint8Array(32).fill(3), eventsExist: false })())

export interface Handed {
  readonly result: ImportResult
  /** `accepted`, `warned CODE`, `rejected CODE column` ..., by `file row`; rows simply accepted are left out. */
  readonly verdicts: Readonly<Record<string, string>>
}

const saidOf = ({ verdict, codes, columns: [column = null] }: RowVerdict): string =>
  [verdict, ...codes, ...(verdict === 'rejected' && column !== null ? [column] : [])].join(' ')

let serial = 0
const uuid = (): string => `00000000-0000-4000-8000-${String(++serial).padStart(12, '0')}`

export class Office {
  readonly home: string
  readonly vault: Vault
  events: EventStore
  #folders = 0

  constructor(vault: Vault, events: EventStore = memoryEventStore()) {
    this.home = mkdtempSync(join(tmpdir(), 'jejak-exchange-'))
    this.vault = vault
    this.events = events
  }

  get indexPath(): string {
    return join(this.home, 'import.db')
  }

  folder(files: HandOver): string {
    const dir = join(this.home, `folder-${++this.#folders}`)
    mkdirSync(dir)
    for (const [name, content] of Object.entries(files))
      writeFileSync(join(dir, name.includes('.') ? name : `${name}.csv`), typeof content === 'string' ? content : csv(content))
    return dir
  }

  async try(files: HandOver, options: Partial<ImportOptions> = {}): Promise<E.Either<ImportError, Handed>> {
    const verdicts: Record<string, string> = {}
    const result = await importFolder({
      dir: options.dir ?? this.folder(files),
      files: FILES,
      agency: 'uji',
      dryRun: false,
      reason: null,
      rejectsDir: null,
      events: this.events,
      vault: this.vault,
      indexPath: this.indexPath,
      clock: () => 1_790_000_000_000,
      ids: uuid,
      actor: 'import:uji',
      onVerdict: (verdict) => {
        verdicts[`${verdict.file} ${verdict.row}`] = saidOf(verdict)
      },
      ...options,
    })()
    return E.map((answer: ImportResult) => ({ result: answer, verdicts }))(result)
  }

  async hand(files: HandOver, options: Partial<ImportOptions> = {}): Promise<Handed> {
    return right(await this.try(files, options))
  }

  async log(): Promise<ReadonlyArray<RecordedEvent>> {
    const log: RecordedEvent[] = []
    for await (const page of this.events.readAll(LOG_START)) log.push(...right(page))
    return log
  }

  /** All events but those that tell of imports and policies. */
  async facts(): Promise<ReadonlyArray<RecordedEvent>> {
    return (await this.log()).filter(({ type }) => type !== 'Imported' && type !== 'PolicyAdopted')
  }

  /** What holds, stream by stream: type, date, data and the personal part, in no order. */
  async holding(): Promise<Readonly<Record<string, ReadonlyArray<string>>>> {
    const byStream = new Map<StreamName, RecordedEvent[]>()
    for (const event of await this.facts()) byStream.set(event.stream, [...(byStream.get(event.stream) ?? []), event])
    right(await this.vault.load([...byStream.keys()].map((stream) => ownerOf(stream, AGENCY)))())
    const held: Record<string, ReadonlyArray<string>> = {}
    for (const [stream, events] of byStream) {
      const byId = new Map(events.map((event) => [event.id, event]))
      held[stream] = History.holding(History.fromEntries(events.map((event) => right(toEntry(event)))))
        .map(({ fact, effectiveOn, entry }) => {
          const event = byId.get(entry.id)
          const personal = event === undefined ? null : right(this.vault.open(event))?.personal
          return JSON.stringify([fact.type, effectiveOn, fact.data, personal ?? null])
        })
        .sort()
    }
    return held
  }

  close(): void {
    rmSync(this.home, { recursive: true, force: true })
  }
}

/** An opened data folder: the three stores, the vault, and the read models over them. */
import type { LocalDate } from '@jejak/core'
import type { EventStore, KeyStore, Vault } from '@jejak/eventstore'
import type { EngineError, ReadModels, ViewStore } from '@jejak/projection'
import type { Task } from 'fp-ts/lib/Task.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Registry } from '../extension/Registry.js'
import type { Instruments } from './Instruments.js'

/** Where a store is: a file, or a Redis by its address. */
export type StorePlace = { readonly kind: 'sqlite'; readonly path: string } | { readonly kind: 'redis'; readonly url: string }

/** Where the events are: a file, or an EventStoreDB by its connection string, with a file for the copy of its log. */
export type EventsPlace =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'eventstoredb'; readonly url: string; readonly copy: string }

/** Where the parts of a deployment are kept. */
export interface DeploymentFiles {
  readonly events: EventsPlace
  readonly keys: StorePlace
  readonly views: StorePlace
  /** The row index of imports: can be thrown away, the next import makes it again. */
  readonly index: string
}

/** What facts are recorded in: log and keys. Whoever only records needs no read models. */
export interface Records {
  readonly dir: string
  readonly files: DeploymentFiles
  readonly events: EventStore
  readonly keys: KeyStore
  readonly vault: Vault
  readonly instruments: Instruments | null
  /** What this process knows of facts, policies, rules, reports and files. */
  readonly registry: Registry
  /** Milliseconds since 1970 in UTC. */
  readonly clock: () => number
  /** The day it is at the agencies (Asia/Jakarta). */
  readonly today: () => LocalDate
  /** Read models first if they are open, events and keys last; never fails. */
  readonly close: Task<void>
}

/** What figures are read from; can be made again from the log. */
export interface Figures {
  /** The store the read models stand on. */
  readonly views: ViewStore
  readonly readModels: ReadModels
}

export interface DeploymentStores extends Records, Figures {
  /** Why the read models of the deployment could not be opened, where spare ones stand in their place; else `null`. */
  readonly viewsFault: string | null
  /** Read models of this process alone, made from the log, where those of the deployment cannot be brought up to date. Gone when it is closed. */
  readonly spare: TaskEither<EngineError, ReadModels>
}

/**
 * Why the stores of a deployment were not opened. `reason` is one line that says what to do and holds
 * no personal data. Refused: the folder or the settings must be changed first;
 * faulty: a store could not be used.
 */
export type OpeningError =
  | { readonly tag: 'OpeningRefused'; readonly reason: string; readonly code: RefusedCode }
  | { readonly tag: 'OpeningFailed'; readonly reason: string }

/** What must be changed first. */
export type RefusedCode =
  /** The data folder, or a setting that names where a part of it is. */
  | 'deployment'
  /** The driver of a server is not installed. */
  | 'driverMissing'
  /** A newer program wrote what is there. */
  | 'newerLayout'
  /** Read models of another log. */
  | 'otherLog'
  | 'keyMissing'
  | 'keyUnusable'
  /** This process has other extensions than the deployment. */
  | 'otherExtensions'
  /** The clock of this machine. */
  | 'clock'

export const refused = (reason: string, code: RefusedCode = 'deployment'): OpeningError => ({ tag: 'OpeningRefused', reason, code })
export const faulty = (reason: string): OpeningError => ({ tag: 'OpeningFailed', reason })

/** Why a question to the reports has no answer. */
import type { AgencyCode, LogPosition } from '@jejak/core'
import type { EngineError } from '@jejak/projection'
import type { ArgumentFault } from '@jejak/reports'
import type { BadKnownAt } from './knownAt.js'
import type { PeopleError } from './people.js'

export type AnswerError =
  | { readonly tag: 'UnknownReport'; readonly report: string; readonly nearest: string | null }
  | { readonly tag: 'BadArguments'; readonly faults: ReadonlyArray<ArgumentFault> }
  | { readonly tag: 'UnknownAgency'; readonly agency: AgencyCode; readonly known: ReadonlyArray<AgencyCode> }
  /** Nobody and nothing of the agency belongs to it, whatever the day. */
  | { readonly tag: 'UnknownUnit'; readonly unit: string; readonly known: ReadonlySet<string> }
  | BadKnownAt
  /** The report has no such cell, or nobody may be listed in it. `known` are names and forms, `there` every cell of the question. */
  | { readonly tag: 'UnknownCell'; readonly cell: string; readonly known: ReadonlyArray<string>; readonly there: ReadonlyArray<string> }
  /** What was waited for is not in yet; `position` is. */
  | { readonly tag: 'NotYet'; readonly position: LogPosition; readonly waitedFor: LogPosition }
  | EngineError
  | PeopleError

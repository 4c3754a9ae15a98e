/** What pages are made of: an opened deployment as its questions see it, narrow, so that other hosts can hand in their own. */
import type { CareerId } from '@jejak/core'
import type { EventStore, Vault } from '@jejak/eventstore'
import type { Figures, ReadModels } from '@jejak/projection'
import type { Person } from '@jejak/reports'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type Answered, answerReports, type Questions } from '../answering/answerReports.js'
import { peopleOf } from '../answering/people.js'
import type { Registry } from '../extension/Registry.js'
import type { Fault } from '../fault/Fault.js'
import { ofAnswer, ofStore } from '../fault/faultOf.js'
import type { DeploymentStores } from '../stores/DeploymentStores.js'
import type { OverviewRequest } from '../wire/requests.js'

export interface Source {
  readonly events: Pick<EventStore, 'read'>
  readonly vault: Pick<Vault, 'careerId' | 'load' | 'open'>
  /** What this process knows of facts and reports. */
  readonly registry: Registry
  readonly readModels: Pick<ReadModels, 'health' | 'retryParked' | 'catalogue' | 'agencies' | 'figure' | 'snapshot' | 'numbers' | 'waitFor'>
  /** Answers reports of one agency from one reading, with views beside them. */
  readonly answers: (questions: Questions, when: Pick<OverviewRequest, 'knownAt' | 'waitFor'>) => TE.TaskEither<Fault, Answered>
  /** Numbers and names, many keys at a time; erased people are named so. Quicker where the revisions of their appointments are known. */
  readonly people: (
    careers: ReadonlyArray<CareerId>,
    appointments?: ReadonlyMap<CareerId, number>,
  ) => TE.TaskEither<Fault, ReadonlyMap<CareerId, Person>>
}

/** @param live read models are answered from as they stand: somebody follows the log, and every answer names its position */
export const sourceOf = (home: DeploymentStores, live: boolean, figures: Figures = home.readModels): Source => ({
  events: home.events,
  vault: home.vault,
  registry: home.registry,
  readModels: { ...figures, retryParked: home.readModels.retryParked },
  answers: (questions, { knownAt = null, waitFor = null }) =>
    pipe(answerReports(home, questions, { catchUp: !live, knownAt, waitFor }), TE.mapLeft(ofAnswer)),
  people: (careers, appointments) => pipe(peopleOf(home, careers, { appointments }), TE.mapLeft(ofStore)),
})

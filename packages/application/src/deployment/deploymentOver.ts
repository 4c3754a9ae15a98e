/** The use cases of a deployment over its stores, which are opened by the first that needs them. */
import type { AgencyCode } from '@jejak/core'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { currentModels } from '../answering/currentModels.js'
import { type ImportRequest, importIntoDeployment } from '../answering/importIntoDeployment.js'
import { cutOf } from '../answering/knownAt.js'
import { liveState } from '../answering/liveState.js'
import { examine } from '../doctor/examine.js'
import { badRequest, type Fault, refusal, unknown } from '../fault/Fault.js'
import { ofAnswer, ofImport, ofStore } from '../fault/faultOf.js'
import { agencyList } from '../questions/agencies.js'
import { parkedStreams, retriedStreams } from '../questions/parked.js'
import { reportList } from '../questions/reports.js'
import { sourceOf } from '../questions/Source.js'
import type { DeploymentStores, Records } from '../stores/DeploymentStores.js'
import { PeopleRequest, ReportRequest } from '../wire/ReportRequest.js'
import {
  AgencyRequest,
  CatalogueRequest,
  FindPersonRequest,
  OverviewRequest,
  PageRequest,
  PersonRequest,
  ProgramRequest,
  UnitRequest,
} from '../wire/requests.js'
import { asked } from './asked.js'
import { careerByNumber } from './careerByNumber.js'
import { caught } from './caught.js'
import type { Deployment } from './Deployment.js'
import { decodeSubmission } from './decodeSubmission.js'
import { changeExtensions, extensionsOf } from './extensions.js'
import { pages } from './pages.js'
import { policies } from './policies.js'
import { prepareRecording } from './prepareRecording.js'
import { planRebuild, rebuild, rollBack } from './rebuild.js'
import { report } from './report.js'
import { type CatalogueOf, submit } from './submit.js'

export interface OverOptions {
  /** Nothing is recorded, and no read model written that others keep. */
  readonly readOnly?: boolean
  /** Others keep the read models current: questions are answered from them as they stand. */
  readonly live?: boolean
}

const NO_FOLDER = badRequest('request', 'dir: the path of a folder of files')
const namesFolder = (request: ImportRequest): boolean => t.type({ dir: t.string }).is(request)

const READ_ONLY = refusal('readOnly', 'the deployment was opened for reading only')

/** @param home opens the read models over the records, once */
export const useCases = (
  records: Records,
  home: TE.TaskEither<Fault, DeploymentStores>,
  { readOnly = false, live = false }: OverOptions,
): Omit<Deployment, 'close'> => {
  const writing = <A>(work: TE.TaskEither<Fault, A>): TE.TaskEither<Fault, A> => (readOnly ? TE.left(READ_ONLY) : caught(work))
  /** Read models as current as they are to be for this process. */
  const models = pipe(
    home,
    TE.chain((all) =>
      live
        ? TE.right(all.readModels)
        : pipe(
            currentModels(all),
            TE.map((current) => current.models),
            TE.mapLeft(ofStore),
          ),
    ),
  )
  const source = pipe(
    TE.Do,
    TE.bind('figures', () => models),
    TE.bind('all', () => home),
    TE.map(({ figures, all }) => sourceOf(all, live, figures)),
  )
  const codes = pipe(
    models,
    TE.chain((current) => pipe(current.agencies(), TE.mapLeft(ofStore))),
  )
  /** An agency of which nothing was imported has no catalogue. */
  const there = (agency: AgencyCode): TE.TaskEither<Fault, ReadonlyArray<AgencyCode>> =>
    pipe(
      codes,
      TE.filterOrElse(
        (known) => known.includes(agency),
        (known) => unknown('agency', agency, null, known),
      ),
    )
  const catalogueNow: CatalogueOf = (agency) =>
    pipe(
      there(agency),
      TE.chain(() => models),
      TE.chain((current) =>
        pipe(
          TE.Do,
          // The position first: what is read after it holds at least all up to there.
          TE.bind('cataloguePosition', () =>
            pipe(
              current.health(),
              TE.map(({ position }) => position),
            ),
          ),
          TE.bind('catalogue', () => current.catalogue(agency)),
          TE.mapLeft(ofStore),
        ),
      ),
    )
  const decide = submit(records, catalogueNow)
  const page = pages(source, records)
  const ask = report(home, records.registry.reports, live)
  return {
    today: records.today,
    registry: records.registry,
    extensions: extensionsOf(records),
    setExtensions: writing(changeExtensions(records)),
    operator: { records, home },
    agencies: caught(
      pipe(
        source,
        TE.chain((all) => () => agencyList(all, records.today())),
      ),
    ),
    reports: caught(
      pipe(
        source,
        TE.chain((all) => () => reportList(all, records.today())),
      ),
    ),
    report: (given, hearing) => asked(ReportRequest, given, (request) => ask(request, hearing)),
    peopleBehind: (given, cell, hearing) =>
      asked(PeopleRequest, { ...given, who: cell }, ({ who, ...request }) => ask(request, hearing, who)),
    careerByNumber: (given) => asked(FindPersonRequest, { number: given }, ({ number }) => careerByNumber(records)(number)),
    person: (given) => asked(PersonRequest, { career: given }, ({ career }) => page.person(career)),
    overview: (given) => asked(OverviewRequest, given, page.overview),
    program: (given) => asked(ProgramRequest, given, page.program),
    unit: (given) => asked(UnitRequest, given, page.unit),
    unitNames: (given) => asked(AgencyRequest, { agency: given }, ({ agency }) => page.unitNames(agency)),
    policies: (given) => asked(AgencyRequest, { agency: given }, ({ agency }) => policies(records)(agency)),
    catalogue: (given, moment) =>
      asked(CatalogueRequest, { agency: given, knownAt: moment }, ({ agency, knownAt = null }) =>
        pipe(
          TE.Do,
          TE.bind('known', () => there(agency)),
          TE.bind('cut', () => pipe(cutOf(records.events, knownAt), TE.mapLeft(ofAnswer))),
          TE.bind('current', () => models),
          TE.chain(({ cut, current }) =>
            pipe(current.catalogue(agency, cut.tag === 'before' ? cut.known : undefined), TE.mapLeft(ofStore)),
          ),
        ),
      ),
    prepareRecording: (how) => prepareRecording(records, how),
    submit: (given, how) =>
      writing(
        pipe(
          decodeSubmission(given),
          TE.fromEither,
          TE.chain((submission) => decide(submission, how)),
        ),
      ),
    importFolder: (request) =>
      writing(
        pipe(
          request,
          TE.fromPredicate(namesFolder, () => NO_FOLDER),
          TE.chain((named) => pipe(importIntoDeployment(records, named), TE.mapLeft(ofImport))),
        ),
      ),
    health: caught(
      pipe(
        home,
        TE.chain((all) => pipe(liveState(all), TE.mapLeft(ofStore))),
      ),
    ),
    parked: (request) =>
      asked(PageRequest, request, (page) =>
        pipe(
          source,
          TE.chain((all) => () => parkedStreams(all, page)),
        ),
      ),
    retryParked: writing(
      pipe(
        source,
        TE.chain((all) => () => retriedStreams(all)),
      ),
    ),
    follow: (signal, onChange, { watchOnly = false } = {}) =>
      caught(
        pipe(
          home,
          TE.chain(({ readModels }) =>
            pipe(() => (watchOnly ? readModels.watch : readModels.follow)(signal, onChange), TE.mapLeft(ofStore)),
          ),
        ),
      ),
    catchUp: (onProgress) =>
      writing(
        pipe(
          home,
          TE.chain(({ readModels }) => pipe(readModels.catchUp(onProgress), TE.mapLeft(ofStore))),
        ),
      ),
    rebuild: (request) =>
      writing(
        pipe(
          home,
          TE.chain((all) => rebuild(all)(request)),
        ),
      ),
    planRebuild: caught(pipe(home, TE.chain(planRebuild))),
    rollBack: writing(pipe(home, TE.chain(rollBack))),
    examine: (request) =>
      caught(
        pipe(
          home,
          TE.chain((all) => examine(all)(request)),
        ),
      ),
  }
}

/** A deployment over stores that a process has opened for its own work; closing it closes them. */
export const deploymentOver = (home: DeploymentStores, options: OverOptions = {}): Deployment => ({
  ...useCases(home, TE.right(home), options),
  close: home.close,
})

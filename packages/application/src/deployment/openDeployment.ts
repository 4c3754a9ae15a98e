/** Opens a deployment: the one door of every app and of other teams' programs. */
import type { AgencyCode } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { examine } from '../doctor/examine.js'
import { type Fault, refusal, unknown } from '../fault/Fault.js'
import { ofAnswer, ofHome, ofImport, ofStore } from '../fault/faultOf.js'
import type { Environment } from '../home/addresses.js'
import type { Home } from '../home/Home.js'
import { openHomeOn } from '../home/openHome.js'
import { type OpenOptions, openRecords } from '../home/openRecords.js'
import { currentModels } from '../house/currentModels.js'
import { importIntoHome } from '../house/importIntoHome.js'
import { cutOf } from '../house/knownAt.js'
import { liveState } from '../house/liveState.js'
import { sourceOf } from '../questions/Source.js'
import { careerByNumber } from './careerByNumber.js'
import type { Deployment } from './Deployment.js'
import { pages } from './pages.js'
import { policies } from './policies.js'
import { planRebuild, rebuild, rollBack } from './rebuild.js'
import { report } from './report.js'
import { type CatalogueOf, submit } from './submit.js'

export interface DeploymentOptions extends Omit<OpenOptions, 'access'> {
  /** The data folder, as a full path. */
  readonly home: string
  /** `JEJAK_EVENTS`, `JEJAK_KEYS`, `JEJAK_VIEWS`: where parts are that are not in the folder. All are in it if left out. */
  readonly environment?: Environment
  /** Nothing is recorded and no folder made: also for a user who may read the files and write none. */
  readonly readOnly?: boolean
  /** Others keep the read models current: questions are answered from them as they stand. */
  readonly live?: boolean
}

const READ_ONLY = refusal('readOnly', 'the deployment was opened for reading only')

/** Opens log and keys; read models are opened by the first question that needs them. */
export const openDeployment =
  ({ home: dir, environment = {}, readOnly = false, live = false, ...given }: DeploymentOptions): TE.TaskEither<Fault, Deployment> =>
  async () => {
    const options: OpenOptions = { ...given, access: readOnly ? 'read' : 'write', create: readOnly ? false : (given.create ?? true) }
    const opened = await openRecords(dir, environment, options)()
    if (E.isLeft(opened)) return E.left(ofHome(opened.left))
    const records = opened.right
    let opening: Promise<E.Either<Fault, Home>> | null = null
    const home: TE.TaskEither<Fault, Home> = () => {
      opening ??= pipe(openHomeOn(records, options), TE.mapLeft(ofHome))()
      return opening
    }
    const writing = <A>(work: TE.TaskEither<Fault, A>): TE.TaskEither<Fault, A> => (readOnly ? TE.left(READ_ONLY) : work)
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
    const agencies = pipe(
      models,
      TE.chain((current) => pipe(current.agencies(), TE.mapLeft(ofStore))),
    )
    /** An agency of which nothing was imported has no catalogue. */
    const there = (agency: AgencyCode): TE.TaskEither<Fault, ReadonlyArray<AgencyCode>> =>
      pipe(
        agencies,
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
    const ask = report(home, live)
    return E.right({
      records,
      home,
      agencies,
      report: ask,
      peopleBehind: (request, cell, hearing) => ask(request, hearing, cell),
      careerByNumber: careerByNumber(records),
      ...pages(source, records),
      policies: policies(records),
      catalogue: (agency, knownAt = null) =>
        pipe(
          TE.Do,
          TE.bind('known', () => there(agency)),
          TE.bind('cut', () => pipe(cutOf(records.events, knownAt), TE.mapLeft(ofAnswer))),
          TE.bind('current', () => models),
          TE.chain(({ cut, current }) =>
            pipe(current.catalogue(agency, cut.tag === 'before' ? cut.known : undefined), TE.mapLeft(ofStore)),
          ),
        ),
      submit: (submission, how) => writing(decide(submission, how)),
      importFolder: (request) => writing(pipe(importIntoHome(records, request), TE.mapLeft(ofImport))),
      health: pipe(
        home,
        TE.chain((all) => pipe(liveState(all), TE.mapLeft(ofStore))),
      ),
      rebuild: (request) =>
        writing(
          pipe(
            home,
            TE.chain((all) => rebuild(all)(request)),
          ),
        ),
      planRebuild: pipe(home, TE.chain(planRebuild)),
      rollBack: writing(pipe(home, TE.chain(rollBack))),
      examine: (request) =>
        pipe(
          home,
          TE.chain((all) => examine(all)(request)),
        ),
      close: async () => {
        const all = opening === null ? null : await opening
        // A home closes the records it stands on.
        await (all !== null && E.isRight(all) ? all.right.close() : records.close())
      },
    })
  }

/**
 * Facts that are in and do not fit any more, rule by rule: the streams and events are
 * named, never people. Memory is bounded by people and posts, not by the log: it is
 * read twice, once for what facts are held against, once for the facts.
 */

import {
  type AgencyCode,
  type CareerHistory,
  type CareerId,
  Catalogue,
  careerOf,
  History,
  LOG_START,
  type LogPosition,
  overfilled,
  PARTITIONS,
  type PostHeld,
  postsHeld,
  type RecordedEvent,
  type Service,
  type StreamName,
  type Surroundings,
  servicesIn,
  toEntry,
  typeShown,
  type Unfit,
  unfitIn,
  unfitInCareers,
} from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { Registry } from '../extension/Registry.js'
import type { DeploymentStores } from '../stores/DeploymentStores.js'
import { type Finding, facts, note, ok, problem } from './Finding.js'
import { NumbersAlike } from './NumbersAlike.js'

/** How many facts of a rule are named; of more only the count is said. */
const NAMED = 5

const ADVICE =
  'correct or annul them, or what they rest on; figures count them as they stand, and not at all while their person or cohort is out'

/** What the first version of the contracts could not tell: said again, the facts fit. */
const ADVICE_OF: { readonly [rule: string]: string } = {
  PERIOD_SHORTER_THAN_SERVICE: 'if it is of a quarter or a month, say so in penilaian (jenis) and take the other row out (batal)',
  LOOKS_LIKE_TRANSFER: 'if the person came from another agency, say so in mutasi_masuk',
  LOOKS_LIKE_RETURN: 'if the person came back, say so in mutasi_masuk',
}

type OnStream = (stream: StreamName, history: History.History, events: ReadonlyArray<RecordedEvent>) => void

/** What this program can read of every stream; what it cannot is another check's finding. Gives back why the log cannot be read. */
const eachStream = async (
  home: DeploymentStores,
  upTo: LogPosition,
  onStream: OnStream,
  onPart: (part: number) => void | Promise<void>,
): Promise<string | null> => {
  for (let partition = 0; partition < PARTITIONS; partition++) {
    let stream: RecordedEvent[] = []
    const end = (): void => {
      const [first] = stream
      if (first === undefined) return
      const entries = stream.flatMap((event) => {
        const entry = toEntry(event)
        return E.isRight(entry) ? [entry.right] : []
      })
      onStream(first.stream, History.fromEntries(entries), stream)
      stream = []
    }
    for await (const page of home.events.readPartition(partition, upTo)) {
      if (E.isLeft(page)) return page.left.reason
      for (const event of page.right) {
        if (stream[0] !== undefined && stream[0].stream !== event.stream) end()
        stream.push(event)
      }
    }
    end()
    await onPart(partition + 1)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return null
}

/** Careers that appointments ever named as one person's, gathered from the log; their facts are judged together. */
class Joined {
  readonly #groups = new Map<CareerId, Set<CareerId>>()
  readonly #histories = new Map<CareerId, History.History>()

  /** Notes whom a career names as an earlier number's. */
  add(career: CareerId, history: History.History): void {
    for (const { fact } of History.holding(history)) {
      if (fact.type !== 'Appointed' || fact.data.earlier === null || fact.data.earlier === career) continue
      const all = new Set([...(this.#groups.get(career) ?? [career]), ...(this.#groups.get(fact.data.earlier) ?? [fact.data.earlier])])
      for (const each of all) this.#groups.set(each, all)
    }
  }

  has(career: CareerId): boolean {
    return this.#groups.has(career)
  }

  keep(career: CareerId, history: History.History): void {
    this.#histories.set(career, history)
  }

  /** The careers that were named together. */
  groups(): ReadonlyArray<ReadonlyArray<CareerId>> {
    return [...new Set(this.#groups.values())].map((careers) => [...careers].sort())
  }

  /** The careers that were kept, group by group. */
  all(): ReadonlyArray<ReadonlyArray<CareerHistory>> {
    return this.groups().map((careers) =>
      careers.flatMap((career) => {
        const history = this.#histories.get(career)
        return history === undefined ? [] : [{ career, history }]
      }),
    )
  }
}

/** What facts are held against: the catalogue of each agency, and when everyone came and went. */
class Around implements Surroundings {
  readonly ownRules: Registry['serviceRules']
  readonly #services = new Map<CareerId, ReadonlyMap<AgencyCode, Service>>()
  readonly #entries = new Map<AgencyCode, History.Entry[]>()
  readonly #catalogues = new Map<AgencyCode, Catalogue.Catalogue>()

  constructor({ serviceRules }: Registry) {
    this.ownRules = serviceRules
  }

  add(stream: StreamName, history: History.History): void {
    const career = careerOf(stream)
    if (career !== null) {
      this.#services.set(career, servicesIn(history))
      return
    }
    for (const entry of history.values()) {
      if (entry.says.kind !== 'annulled' && !Catalogue.CATALOGUE_TYPES.has(entry.says.fact.type)) continue
      const present = this.#entries.get(entry.agency)
      if (present === undefined) this.#entries.set(entry.agency, [entry])
      else present.push(entry)
    }
  }

  /** The service of one person under all numbers, for whoever names any of them. */
  join(careers: ReadonlyArray<CareerId>): void {
    const all = new Map<AgencyCode, Service>()
    for (const under of careers)
      for (const [agency, service] of this.#services.get(under) ?? []) {
        const { appointments, transfersIn, exits } = all.get(agency) ?? { appointments: [], transfersIn: [], exits: [] }
        const own = (facts: Service['appointments']): Service['appointments'] => facts.map((fact) => ({ ...fact, under }))
        all.set(agency, {
          appointments: [...appointments, ...own(service.appointments)],
          transfersIn: [...transfersIn, ...own(service.transfersIn)],
          exits: [...exits, ...own(service.exits)],
        })
      }
    for (const career of careers) this.#services.set(career, all)
  }

  readonly catalogueOf = (agency: AgencyCode): Catalogue.Catalogue => {
    const known = this.#catalogues.get(agency)
    if (known !== undefined) return known
    const made = Catalogue.fromHistory(History.fromEntries(this.#entries.get(agency) ?? []))
    this.#catalogues.set(agency, made)
    return made
  }

  readonly serviceOf = (agency: AgencyCode, career: CareerId): Service | null => this.#services.get(career)?.get(agency) ?? null
}

/** Facts that break a rule, counted, the first few named. */
class Tally {
  readonly #rules = new Map<Unfit['rule'], { readonly text: string; count: number; readonly first: string[] }>()

  add({ rule, text, stream, event }: Unfit): void {
    const known = this.#rules.get(rule) ?? { text: text.en, count: 0, first: [] }
    this.#rules.set(rule, known)
    known.count++
    if (known.first.length < NAMED) known.first.push(`${stream} ${event}`)
  }

  findings(): ReadonlyArray<Finding> {
    if (this.#rules.size === 0) return [ok('every fact fits the rules of service')]
    return [...this.#rules].map(([rule, { text, count, first }]) =>
      facts(`${rule} (${text}): ${count} ${count === 1 ? 'fact' : 'facts'}`, ADVICE_OF[rule] ?? ADVICE, {
        code: rule,
        where: `${first.join(', ')}${count > first.length ? ', ...' : ''}`,
      }),
    )
  }
}

/** Facts of types that nobody here knows: no damage, and in no figure. */
class Unknown {
  readonly #types = new Map<string, number>()
  readonly #factOf: Registry['factOf']

  constructor({ factOf }: Registry) {
    this.#factOf = factOf
  }

  add(history: History.History): void {
    for (const { fact } of History.holding(history)) {
      if (fact.type !== 'Other' || this.#factOf(fact.data) !== null) continue
      const type = typeShown(fact.data.type)
      this.#types.set(type, (this.#types.get(type) ?? 0) + 1)
    }
  }

  findings(): ReadonlyArray<Finding> {
    return [...this.#types].map(([type, count]) =>
      note(
        `${count} ${count === 1 ? 'fact' : 'facts'} of type ${type}, which is not known here`,
        'they are kept and shown, and enter no figure; load the extension that wrote them, or use the newer program',
        { code: 'unknownFacts' },
      ),
    )
  }
}

export const checkRules = async (
  home: DeploymentStores,
  onProgress: (done: number, total: number) => void,
): Promise<ReadonlyArray<Finding>> => {
  const head = await home.events.head()()
  const failed = (reason: string): ReadonlyArray<Finding> => [problem('the log cannot be read', reason)]
  if (E.isLeft(head)) return failed(head.left.reason)
  if (head.right === LOG_START) return []
  const around = new Around(home.registry)
  const unknown = new Unknown(home.registry)
  const joined = new Joined()
  const numbers = new NumbersAlike(home)
  const unread = await eachStream(
    home,
    head.right,
    (stream, history, events) => {
      const career = careerOf(stream)
      around.add(stream, history)
      unknown.add(history)
      numbers.add(stream, history, events)
      if (career !== null) joined.add(career, history)
    },
    async (part) => {
      await numbers.open()
      onProgress(part, 2 * PARTITIONS)
    },
  )
  if (unread !== null) return failed(unread)
  for (const careers of joined.groups()) around.join(careers)
  const tally = new Tally()
  const held: PostHeld[] = []
  const today = home.today()
  const judge = (careers: ReadonlyArray<CareerHistory>): void => {
    for (const unfit of unfitInCareers(careers, around)) tally.add(unfit)
    held.push(...postsHeld(careers, around.catalogueOf, today))
  }
  const unjudged = await eachStream(
    home,
    head.right,
    (stream, history) => {
      const career = careerOf(stream)
      if (career === null) for (const unfit of unfitIn(stream, history, around)) tally.add(unfit)
      else if (joined.has(career)) joined.keep(career, history)
      else judge([{ career, history }])
    },
    (part) => onProgress(PARTITIONS + part, 2 * PARTITIONS),
  )
  if (unjudged !== null) return failed(unjudged)
  for (const careers of joined.all()) judge(careers)
  for (const unfit of overfilled(held, around.catalogueOf, today)) tally.add(unfit)
  return [...tally.findings(), ...numbers.findings(), ...unknown.findings()]
}

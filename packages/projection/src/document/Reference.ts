/**
 * The reference facts of a generation in memory: per agency the catalogue, and
 * the facts only `finish` reads. Grows with the log; a catalogue is built again
 * only when an entry that concerns it came.
 */
import { type AgencyCode, Catalogue, type EventId, FACTS, type Fact, History, LOG_START, type LogPosition } from '@jejak/core'
import type { AgencyFact } from '@jejak/core/measure'
import type { Alias } from './Alias.js'
import { Kin } from './Kin.js'
import { cohortName, concernOf } from './names.js'

interface Agency {
  readonly entries: Map<EventId, History.Entry>
  /** All that was ever said about a root, in order of arrival. */
  readonly byRoot: Map<EventId, History.Entry[]>
  /** Roots that ever were a fact of the catalogue. */
  readonly inCatalogue: Set<EventId>
  /** Cohorts by program, as ever said. */
  readonly cohorts: Map<string, Set<string>>
  catalogue: Catalogue.Catalogue | null
  facts: ReadonlyArray<AgencyFact> | null
}

const rootOf = (entry: History.Entry): EventId => (entry.says.kind === 'fact' ? entry.id : entry.says.root)

const isCatalogueFact = (fact: Fact): boolean => Catalogue.CATALOGUE_TYPES.has(fact.type)

const factsOf = (history: History.History): ReadonlyArray<AgencyFact> =>
  History.holding(history)
    .filter(({ fact }) => !isCatalogueFact(fact) && (fact.type === 'Other' || FACTS[fact.type].home !== 'career'))
    .sort((a, b) => (history.get(a.root)?.position ?? 0) - (history.get(b.root)?.position ?? 0))
    .map(({ root, entry, effectiveOn, fact }) => ({ root, by: entry.id, effectiveOn, fact }))

export class Reference {
  /** Careers that share a document. */
  readonly kin = new Kin()
  readonly #agencies = new Map<AgencyCode, Agency>()
  #loaded: LogPosition = LOG_START
  #catalogue: LogPosition = LOG_START

  /** Position of the last entry put in. */
  get loaded(): LogPosition {
    return this.#loaded
  }
  /** Position of the last entry that concerned a catalogue. */
  get cataloguePosition(): LogPosition {
    return this.#catalogue
  }
  get agencies(): ReadonlyArray<AgencyCode> {
    return [...this.#agencies.keys()].sort()
  }

  readonly #of = (agency: AgencyCode): Agency => {
    let known = this.#agencies.get(agency)
    if (known === undefined) {
      known = { entries: new Map(), byRoot: new Map(), inCatalogue: new Set(), cohorts: new Map(), catalogue: null, facts: null }
      this.#agencies.set(agency, known)
    }
    return known
  }

  /** Adds an entry; one that is there already changes nothing. */
  add(entry: History.Entry): void {
    const agency = this.#of(entry.agency)
    if (entry.position > this.#loaded) this.#loaded = entry.position
    const present = agency.entries.get(entry.id)
    if (present !== undefined && present.revision <= entry.revision) return
    agency.entries.set(entry.id, entry)
    const root = rootOf(entry)
    const said = agency.byRoot.get(root)
    if (said === undefined) agency.byRoot.set(root, [entry])
    else said.push(entry)
    agency.facts = null
    if (entry.says.kind !== 'annulled') {
      const { fact } = entry.says
      if (isCatalogueFact(fact)) agency.inCatalogue.add(root)
      if (fact.type === 'CohortScheduled') {
        const cohorts = agency.cohorts.get(fact.data.program)
        if (cohorts === undefined) agency.cohorts.set(fact.data.program, new Set([fact.data.code]))
        else cohorts.add(fact.data.code)
      }
    }
    if (!agency.inCatalogue.has(root)) return
    agency.catalogue = null
    if (entry.position > this.#catalogue) this.#catalogue = entry.position
  }

  /** Adds that two careers were named as one person's. */
  addAlias(alias: Alias): void {
    this.kin.add(alias)
    if (alias.position > this.#loaded) this.#loaded = alias.position
    if (alias.position > this.#catalogue) this.#catalogue = alias.position
  }

  /** Whether an entry that was added concerns a catalogue: its root ever was a fact of it. */
  concernsCatalogue(entry: History.Entry): boolean {
    return this.#of(entry.agency).inCatalogue.has(rootOf(entry))
  }

  /** Names whose meaning an entry changed: those it brings and those that stood in its place, cohorts of a program included. */
  renamedBy(entry: History.Entry): ReadonlySet<string> {
    const names = new Set<string>()
    const agency = this.#of(entry.agency)
    for (const { says } of agency.byRoot.get(rootOf(entry)) ?? []) {
      if (says.kind === 'annulled') continue
      const concern = concernOf(entry.agency, says.fact)
      if (concern === null) continue
      if (concern.tag === 'name') names.add(concern.name)
      else for (const cohort of agency.cohorts.get(concern.program) ?? []) names.add(cohortName(entry.agency, cohort))
    }
    return names
  }

  /** The catalogue of an agency; empty for one that has none. */
  readonly catalogueOf = (code: AgencyCode): Catalogue.Catalogue => {
    const agency = this.#agencies.get(code)
    if (agency === undefined) return Catalogue.empty
    agency.catalogue ??= Catalogue.fromHistory(this.#catalogueHistory(agency))
    return agency.catalogue
  }

  readonly #catalogueHistory = (agency: Agency): History.History => {
    const history = new Map<EventId, History.Entry>()
    for (const entry of agency.entries.values()) if (agency.inCatalogue.has(rootOf(entry))) history.set(entry.id, entry)
    return history
  }

  /** The catalogue as known before a position of the log. */
  catalogueBefore(code: AgencyCode, before: LogPosition): Catalogue.Catalogue {
    const agency = this.#agencies.get(code)
    return agency === undefined ? Catalogue.empty : Catalogue.fromHistory(History.knownBefore(agency.entries, before))
  }

  /** Facts of an agency that only `finish` reads, in order of the log; before a position if one is given. */
  factsOf(code: AgencyCode, before: LogPosition | null): ReadonlyArray<AgencyFact> {
    const agency = this.#agencies.get(code)
    if (agency === undefined) return []
    if (before !== null) return factsOf(History.knownBefore(agency.entries, before))
    agency.facts ??= factsOf(agency.entries)
    return agency.facts
  }
}

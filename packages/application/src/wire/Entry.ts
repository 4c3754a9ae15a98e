/** An entry of a timeline: what was recorded, by whom, why, from where, and what became of it. */
import * as t from 'io-ts'
import { Data, listOf, orNone } from './answers.js'

/** Who, for whom, on what basis; of a decision taken here its verdict stands beside them. */
const Ground = t.intersection([
  t.type({ kind: t.keyof({ taken: null, imported: null, noted: null }), actor: t.string }),
  t.partial({
    onBehalfOf: t.string,
    basis: t.string,
    /** Of a decision taken here: what it rested on. */
    verdict: t.unknown,
    /** The account that acted, where somebody was identified, and how. */
    account: t.type({ id: t.string, identifiedBy: t.string }),
    /** Rules that were not met or unknown and yet did not keep it from being decided. */
    override: t.intersection([t.type({ rules: listOf(t.type({ rule: t.string, basis: t.string })) }), t.partial({ proposal: t.string })]),
  }),
])

export const Entry = t.intersection([
  t.type({
    id: t.string,
    revision: t.number,
    position: t.number,
    hash: t.string,
    /** What the event does: states a fact, corrects one, annuls one; or cannot be read by this program. */
    does: t.keyof({ states: null, corrects: null, annuls: null, unreadable: null }),
    /** Type of the fact that is stated; of an annulment, of the fact that was annulled. */
    type: t.string,
    agency: t.string,
    /** The day from which it holds; of facts of a cohort the cohort's end. `null`: always, or not known. */
    effectiveOn: orNone(t.string),
    recordedAt: t.string,
    ground: Ground,
    reason: orNone(t.string),
    source: orNone(t.type({ file: t.string, row: orNone(t.number), importId: t.string })),
    data: Data,
    /** The opened personal part; `null` where there is none or it stays closed. */
    personal: orNone(Data),
    /** Why the sealed part stays closed, if it does. */
    closed: orNone(t.keyof({ erased: null, broken: null })),
    state: t.keyof({ holds: null, corrected: null, annulled: null }),
    /** The fact this entry speaks about, if it is an earlier one. */
    about: orNone(t.string),
    /** Corrections and annulments of this fact, in order. */
    later: listOf(t.type({ id: t.string, does: t.keyof({ corrects: null, annuls: null }) })),
  }),
  t.partial({
    /** Of a type that no program here knows: kept, and shown as such. */
    unknown: t.literal(true),
    /** What the extension that defines the fact calls it. */
    title: t.type({ id: t.string, en: t.string }),
    /** Why each rule was overridden, by its code. */
    overridden: Data,
  }),
])
export type Entry = t.TypeOf<typeof Entry>

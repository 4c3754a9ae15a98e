/**
 * On what ground an event stands: the answer to "who, for whom, why, on what
 * basis". Decisions must have a taken or an imported ground; the type demands it.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { EventId } from '../identity/ids.js'
import { constructorOf, type Malformed } from '../value/Malformed.js'
import { Account } from './Account.js'
import { PoliciesVerdict, Verdict } from './Verdict.js'

export interface ActorBrand {
  readonly Actor: unique symbol
}
/** Who acted, as a code of the deployment (`jejak`, `import:bkpsdm`, `staff:17`); never an employee number. */
export type Actor = t.Branded<string, ActorBrand>
export const Actor: t.BrandC<t.StringC, ActorBrand> = t.brand(
  t.string,
  (s): s is Actor => /^[a-z][a-z0-9:._-]{0,63}$/.test(s) && !/[0-9]{18}/.test(s),
  'Actor',
)
/**
 * Reads who acted.
 *
 * @example
 * actor('staff:17') // => E.right('staff:17')
 * E.isLeft(actor('199001012015031901')) // => true
 */
export const actor: (text: string) => Either<Malformed, Actor> = constructorOf(
  Actor,
  '1 to 64 of a-z, 0-9, :, ., _ and -, beginning with a letter; never an employee number',
)

/** Rules that were not met or unknown and yet did not keep the decision from being taken. */
export const Overridden = t.readonly(
  t.intersection([
    t.strict({
      /** Each with its own legal basis; why is personal data and stands in the sealed part, by code. */
      rules: t.refinement(
        t.readonlyArray(t.readonly(t.strict({ rule: t.string, basis: t.string }))),
        (rules) => rules.length > 0,
        'at least one rule',
      ),
    }),
    /** The event that proposed it, which somebody else approved. */
    t.partial({ proposal: EventId }),
  ]),
  'Overridden',
)
export type Overridden = t.TypeOf<typeof Overridden>

/** Who was identified, where somebody was. From the second form of the envelope on. */
const Identified = t.partial({ account: Account })

/** For whom somebody recorded it, where that is another than the actor. From the second form of the envelope on. */
const ForAnother = t.partial({ onBehalfOf: Actor })

/** A decision taken here. Its reason is personal data and stands in the sealed part. */
export const Taken = t.readonly(
  t.intersection([
    t.strict({
      kind: t.literal('taken'),
      actor: Actor,
      onBehalfOf: t.string,
      basis: t.string,
      verdict: t.union([Verdict, PoliciesVerdict]),
    }),
    Identified,
    t.partial({ override: Overridden }),
  ]),
  'Taken',
)
export type Taken = t.TypeOf<typeof Taken>

/** A decision taken elsewhere and read from an office's files. */
export const FromImport = t.readonly(
  t.intersection([t.strict({ kind: t.literal('imported'), actor: Actor }), t.partial({ basis: t.string }), ForAnother, Identified]),
  'FromImport',
)
export type FromImport = t.TypeOf<typeof FromImport>

/** A fact that is no decision: who recorded it. */
export const Noted = t.readonly(
  t.intersection([t.strict({ kind: t.literal('noted'), actor: Actor }), t.partial({ basis: t.string }), ForAnother, Identified]),
  'Noted',
)
export type Noted = t.TypeOf<typeof Noted>

/** Codec of any ground: of a decision taken here, of an imported one, or of a fact that was noted. */
export const Ground = t.union([Taken, FromImport, Noted], 'Ground')
export type Ground = t.TypeOf<typeof Ground>
/** The only grounds a decision may have. */
export type DecisionGround = Taken | FromImport

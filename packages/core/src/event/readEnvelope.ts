/**
 * Reads `meta` of a stored event, in whatever form it is: one form is lifted to the
 * next, and only the present one is read. What is stored is not touched, so hashes
 * and the chain are those of the form it was written in.
 */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { LocalDate } from '../date/LocalDate.js'
import type { AgencyCode, EventId } from '../identity/ids.js'
import type { Account } from './Account.js'
import type { DraftMeta, Source } from './Envelope.js'
import { formOf, isKnownForm } from './form.js'
import type { Actor, Ground, Overridden } from './Ground.js'
import { liftVerdict, readVerdict, type UnknownRules, type VerdictRead } from './Verdict.js'

/** Why an envelope cannot be read; a later program wrote it. */
export type EnvelopeFault = { readonly tag: 'UnknownForm'; readonly form: number } | ({ readonly tag: 'UnknownRules' } & UnknownRules)

/** What an envelope says, the same of every form; `null` where it says nothing of it. */
export interface EnvelopeRead {
  readonly agency: AgencyCode
  readonly effectiveOn: LocalDate | null
  readonly kind: Ground['kind']
  readonly actor: Actor
  readonly account: Account | null
  readonly onBehalfOf: string | null
  readonly basis: string | null
  readonly verdict: VerdictRead | null
  readonly override: Overridden | null
  /** `row` is `null` of a fact that was taken out because its file lacks it. */
  readonly source: (Omit<Source, 'row'> & { readonly row: number | null }) | null
  readonly correlationId: EventId
  readonly causationId: EventId
}

const liftGround = (ground: Ground): Ground =>
  ground.kind === 'taken' && 'policy' in ground.verdict ? { ...ground, verdict: liftVerdict(ground.verdict) } : ground

/** From each form to the next; index i lifts form i + 1. */
const LIFTS: ReadonlyArray<(meta: DraftMeta) => DraftMeta> = [(meta) => ({ ...meta, form: 2, ground: liftGround(meta.ground) })]

/**
 * The same envelope in the present form; what it says stays. Fails where a later
 * program wrote it.
 *
 * @example
 * const [draft] = sampleDrafts
 * const lifted = draft === undefined ? null : liftEnvelope(encode(draft).meta)
 * lifted !== null && E.isRight(lifted) && lifted.right.form // => 2
 */
export const liftEnvelope = (meta: DraftMeta): E.Either<EnvelopeFault, DraftMeta> =>
  isKnownForm(meta)
    ? E.right(LIFTS.slice(formOf(meta) - 1).reduce((lifted, lift) => lift(lifted), meta))
    : E.left({ tag: 'UnknownForm', form: formOf(meta) })

const verdictOf = (ground: Ground): E.Either<EnvelopeFault, VerdictRead | null> =>
  ground.kind !== 'taken'
    ? E.right(null)
    : pipe(
        readVerdict('policy' in ground.verdict ? liftVerdict(ground.verdict) : ground.verdict),
        E.mapLeft((fault): EnvelopeFault => ({ tag: 'UnknownRules', ...fault })),
      )

/**
 * Reads an envelope of any form.
 *
 * @example
 * const [draft] = sampleDrafts
 * const read = draft === undefined ? null : readEnvelope(encode(draft).meta)
 * read !== null && E.isRight(read) && read.right.account // => null
 */
export const readEnvelope = (meta: DraftMeta): E.Either<EnvelopeFault, EnvelopeRead> =>
  pipe(
    liftEnvelope(meta),
    E.chain(({ agency, effectiveOn = null, ground, source = null, correlationId, causationId }) =>
      pipe(
        verdictOf(ground),
        E.map(
          (verdict): EnvelopeRead => ({
            agency,
            effectiveOn,
            kind: ground.kind,
            actor: ground.actor,
            account: ground.account ?? null,
            onBehalfOf: ground.onBehalfOf ?? null,
            basis: ground.basis ?? null,
            verdict,
            override: (ground.kind === 'taken' ? ground.override : undefined) ?? null,
            source: source === null ? null : { ...source, row: source.row ?? null },
            correlationId,
            causationId,
          }),
        ),
      ),
    ),
  )

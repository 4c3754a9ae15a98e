/** A post has no more definitive holders than it needs. */
import type { EventId } from '../../identity/ids.js'
import { LAW } from '../../law/law.js'
import { metUnless, type Rule, unknown } from '../Rule.js'

/** Those who hold a post definitively on one day; `needed` is `null` where the establishment does not name the post. */
export interface PostFacts {
  readonly holders: ReadonlyArray<EventId>
  readonly needed: number | null
}

export const POST_OVERFILLED: Rule<'POST_OVERFILLED', PostFacts> = {
  code: 'POST_OVERFILLED',
  basis: LAW.careerOfPermanent,
  mark: 'derived',
  text: { id: 'Jabatan dipangku lebih banyak orang daripada kebutuhannya', en: 'More people hold the post than it needs' },
  judge: ({ holders, needed }) =>
    needed === null && holders.length > 1
      ? unknown('establishment')
      : metUnless(needed !== null && holders.length > Math.max(1, needed), ...holders),
}

/** Rules of eligibility: who may be promoted in rank, follow in a post, belong to the pool. */

export { mayFollow, NOMINATION_RULES, type NominationFacts } from './nomination.js'
export type { RankFacts } from './RankFacts.js'
export { RANK_PROMOTION_RULES, type RankEligibility, rankEligibility } from './rankPromotion.js'
export { isInPool, TALENT_POOL_RULES, type TalentPoolFacts } from './talentPool.js'

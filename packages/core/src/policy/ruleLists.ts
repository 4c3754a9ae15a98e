/**
 * Names of the rules that are asked under a policy, so that a stored verdict can refer
 * to them by place. A list that was ever used is never edited: where rules are added,
 * left out or put in another order, a list is added.
 */

/** Of each policy its lists, the latest last; a verdict names one by its number, from 1. */
export type RuleLists = ReadonlyMap<string, ReadonlyArray<ReadonlyArray<string>>>

/** The lists of this program. */
export const RULE_LISTS: RuleLists = new Map([
  [
    'rank-promotion',
    [
      ['YEARS_IN_RANK', 'CREDIT', 'APPRAISAL', 'DISCIPLINE', 'EDUCATION_CEILING'],
      [
        'NO_RANK',
        'NOT_PERMANENT',
        'YEARS_IN_RANK',
        'CREDIT',
        'APPRAISAL',
        'DISCIPLINE',
        'NOT_IN_DUTY',
        'EDUCATION_CEILING',
        'RANK_RANGE',
        'SERVICE_EXAM',
      ],
    ],
  ],
  ['talent-grid', [['POOL_BOX', 'RECENT_SANCTION']]],
])

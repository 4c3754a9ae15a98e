/**
 * The regulations that rules, policies and reports rest on, each written once. A
 * policy's `basis` is stored with its adoption: a text that has been used is never
 * edited, a changed regulation gets an entry of its own.
 */

/** Ps: *Pasal* (article); jo.: *juncto*, as amended by. */
export const LAW = {
  civilService: 'UU 20/2023',
  administration: 'UU 30/2014',
  administrationDecision: 'UU 30/2014 Ps 55',
  dataProtection: 'UU 27/2022',
  careerOfPermanent: 'PP 11/2017',
  trainingOfPermanent: 'PP 11/2017 jo. PP 17/2020 Ps 203(4)',
  contract: 'PP 49/2018',
  trainingOfContract: 'PP 49/2018 Ps 40',
  rank: 'PP 99/2000 jo. PP 12/2002',
  /** Without its amendment, as titles cite it. */
  rankFirst: 'PP 99/2000',
  rankRanges: 'PP 13/2002',
  promotionPeriods: 'PerBKN 4/2025',
  promotionPeriodsBefore: 'PerBKN 4/2023',
  appraisal: 'PP 30/2019',
  performance: 'PermenPANRB 6/2022',
  creditPoints: 'PermenPANRB 1/2023',
  creditPercent: 'PermenPANRB 1/2023 Ps 37',
  talent: 'PermenPANRB 3/2020',
  competenceStandard: 'PermenPANRB 38/2017',
  professionalism: 'PermenPANRB 38/2018',
  professionalismMethod: 'PerBKN 8/2019',
  competenceDevelopment: 'PerLAN 10/2018',
  discipline: 'PP 94/2021',
  employeeNumber: 'Perka BKN 22/2007',
  retirementByLevel: 'UU 20/2023 Ps 55',
  retirementOfTeachers: 'UU 14/2005',
  retirementByOwnLaw: 'PP 11/2017 Ps 240',
  retirementOfPermanent: 'PP 11/2017 Ps 239',
} as const

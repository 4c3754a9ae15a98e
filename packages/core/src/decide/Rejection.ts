/**
 * Why a command is refused: a closed list of codes, each with its meaning and its
 * legal basis. Codes are stable; callers translate them.
 */
import type { Breach } from '../rule/Rule.js'

interface Meaning {
  readonly meaning: string
  /** Article it rests on, with how surely we know it where it was not read there; `null` for a rule of record keeping. */
  readonly basis: string | null
}

export const REJECTIONS = {
  ERASED: { meaning: 'The person was erased; nothing more is recorded', basis: 'UU 27/2022' },
  NOT_APPOINTED: { meaning: 'No appointment of the person in this agency is known', basis: null },
  ALREADY_APPOINTED: { meaning: 'The person was appointed to this agency on that day or before', basis: null },
  BEFORE_BIRTH: { meaning: 'The appointment is not after the birth', basis: 'Perka BKN 22/2007' },
  BEFORE_APPOINTMENT: { meaning: 'Effective before the person entered this agency', basis: null },
  AFTER_EXIT: { meaning: 'Effective on the day the person left this agency, or after it', basis: null },
  ALREADY_LEFT: { meaning: 'The person had left this agency by that day', basis: null },
  NOT_YET: { meaning: 'It cannot have happened yet', basis: null },
  DATE_REQUIRED: { meaning: 'The fact needs the day from which it is effective', basis: null },
  UNKNOWN_COHORT: { meaning: 'No such cohort in the catalogue', basis: null },
  UNKNOWN_PROGRAM: { meaning: 'The program of the cohort is not in the catalogue', basis: null },
  COHORT_OVER: { meaning: 'The cohort had ended by that day', basis: null },
  NO_SEAT_LEFT: { meaning: 'All seats of the quota are taken', basis: null },
  ALREADY_SEATED: { meaning: 'The person has a seat in the cohort', basis: null },
  NOT_SEATED: { meaning: 'The person has no seat in the cohort', basis: null },
  ALREADY_ENROLLED: { meaning: 'The person is enrolled in the cohort', basis: null },
  NOT_ENROLLED: { meaning: 'The person is not enrolled in the cohort', basis: null },
  OUTCOME_RECORDED: { meaning: 'Attendance, absence or withdrawal is recorded for the cohort', basis: null },
  HOURS_ABOVE_PROGRAM: { meaning: 'More hours than the program has', basis: 'PerLAN 10/2018' },
  NOT_ATTENDED: { meaning: 'The person did not attend the cohort', basis: null },
  ALREADY_RATED: { meaning: 'The person has rated the cohort', basis: null },
  SELF_MENTORING: { meaning: 'Mentor and mentee are one person', basis: 'PerLAN 10/2018 (derived)' },
  MENTOR_UNKNOWN: { meaning: 'The mentor is not known in this agency', basis: null },
  MENTOR_NOT_ACTIVE: { meaning: 'The mentor was not in service on that day', basis: 'PerLAN 10/2018 (derived)' },
  DUPLICATE_SESSION: { meaning: 'The pair has a session on that day', basis: null },
  SELF_APPRAISAL: { meaning: 'The appraiser and the appraised are one person', basis: 'PP 30/2019' },
  APPRAISER_UNKNOWN: { meaning: 'The appraiser is not known in this agency', basis: 'PP 30/2019' },
  PERIOD_OUTSIDE_YEAR: { meaning: 'The period does not end in the year of the appraisal', basis: 'PermenPANRB 6/2022' },
  DUPLICATE_APPRAISAL: { meaning: 'An appraisal of a period with this start is recorded', basis: null },
  ENDS_BEFORE_START: { meaning: 'The end lies before the start', basis: null },
  NOT_PERMANENT: { meaning: 'Only a PNS holds a rank', basis: 'PP 99/2000 jo. PP 12/2002 (recalled)' },
  RANK_UNCHANGED: { meaning: 'The person holds this grade on that day', basis: null },
  DUPLICATE_RANK: { meaning: 'A rank with this effective date is recorded', basis: null },
  POSITION_UNCHANGED: { meaning: 'The person holds this position in this unit on that day', basis: null },
  DUPLICATE_POSITION: { meaning: 'This position with this effective date is recorded', basis: null },
  END_REQUIRED: { meaning: 'A medium or heavy sanction needs its end', basis: 'PP 94/2021' },
  DUPLICATE_SANCTION: { meaning: 'A sanction by this decree is recorded', basis: null },
  ROOT_UNKNOWN: { meaning: 'No such fact in this stream', basis: null },
  OTHER_AGENCY: { meaning: 'The fact belongs to another agency', basis: null },
  NOT_WHAT_HOLDS: { meaning: 'Another entry holds for the fact by now', basis: null },
  ALREADY_ANNULLED: { meaning: 'The fact is annulled', basis: null },
  NOTHING_CHANGED: { meaning: 'The correction says what holds already', basis: null },
  WRONG_STREAM: { meaning: 'A fact of this type does not stand in this stream', basis: null },
  UNKNOWN_POLICY: { meaning: 'No such policy', basis: null },
  BAD_PARAMETERS: { meaning: 'The parameters are not those of the policy', basis: null },
  BAD_VERSION: { meaning: 'A version is named by 1 to 40 of a-z, 0-9, . and -, beginning with a letter or a digit', basis: null },
  VERSION_SHIPPED: { meaning: 'A version of this name comes with Jejak; give the new one a name of its own', basis: null },
  VERSION_EXISTS: { meaning: 'A version of this name was adopted with other parameters; give the new one a name of its own', basis: null },
  ALREADY_ADOPTED: { meaning: 'This version is adopted from that day', basis: null },
  REASON_REQUIRED: { meaning: 'A decision needs its reason', basis: 'UU 30/2014 Ps 55 (recalled)' },
  BASIS_REQUIRED: { meaning: 'A decision needs its legal basis', basis: 'UU 30/2014 Ps 55 (recalled)' },
  PRINCIPAL_REQUIRED: { meaning: 'A decision needs on whose behalf it is taken', basis: 'UU 30/2014 Ps 55 (recalled)' },
} as const satisfies Readonly<Record<string, Meaning>>

export type RejectionCode = keyof typeof REJECTIONS

/** A refused rule: its code, and the facts it rests on by event id. Carries no personal data. */
export type Rejection = Breach<RejectionCode>

/** The five figures at the top. */
import { NOTHING } from '../../words/format.js'
import { useSpeech } from '../../words/Language.js'
import { appraisedOf, hoursOf, participationOf, predicatesOf, rated } from '../figures.js'
import { type OverviewProps, ofUnit } from './OverviewProps.js'

export const Tiles = ({ overview, scope, unit }: OverviewProps) => {
  const { words, format } = useSpeech()
  const { trainingHours, predicates, participation, ratings } = overview.reports
  const hours = hoursOf(ofUnit(trainingHours.rows, unit))
  const appraisals = predicatesOf(ofUnit(predicates.rows, unit))
  const turnout = participationOf(ofUnit(participation.rows, unit))
  const rating = rated(ratings.rows ?? [])
  const isRecorded = hours.pns.hours > 0 || hours.pppk.hours > 0
  const appraised = appraisedOf(appraisals)
  const good = appraisals.SB + appraisals.B
  const { count, share, mean } = format
  const tiles = [
    {
      key: 'staff',
      label: words.tileStaff,
      figure: count(hours.pns.people + hours.pppk.people),
      note: words.tileStaffNote(count(hours.pns.people), count(hours.pppk.people)),
    },
    {
      key: 'reached',
      label: words.tileReached(format.number(overview.thresholds.floor)),
      figure: isRecorded ? share(hours.pns.share) : NOTHING,
      note: !isRecorded
        ? words.noHours(scope.year)
        : words.tileReachedNote(count(hours.pns.reached), count(hours.pns.people), count(hours.pns.zero)),
    },
    {
      key: 'good',
      label: words.tileGood,
      figure: share(appraised === 0 ? null : good / appraised),
      note: appraised === 0 ? words.noAppraisals(scope.year) : words.tileGoodNote(count(good), count(appraised), count(appraisals.missing)),
    },
    {
      key: 'rating',
      label: words.tileRating,
      figure: mean(rating.mean),
      note: words.tileRatingNote(count(rating.responses), count(rating.hidden)),
    },
    {
      key: 'attendance',
      label: words.tileAttendance,
      figure: share(turnout.attendanceRate),
      note:
        turnout.enrolled === 0
          ? words.noParticipation(scope.year)
          : words.tileAttendanceNote(count(turnout.attended), count(turnout.enrolled)),
    },
  ]
  return (
    <dl class="tiles">
      {tiles.map(({ key, label, figure, note }) => (
        <div class="card tile" key={key} data-tile={key}>
          <dt>{label}</dt>
          <dd class="figure-big">{figure}</dd>
          <dd class="note">{note}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What an event says, in a line, with links to the programs, units and people it names. */
import type { Data, Entry, PersonPage } from '@jejak/application/wire'
import { hrefOf } from '../../app/route.js'
import type { Scope } from '../../app/Scope.js'
import { NOTHING } from '../../words/format.js'
import type { Speech } from '../../words/Language.js'

const word = (data: Data, key: string): string => {
  const value = data[key]
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

/** The parts that are there, with a comma between. */
const joined = (...parts: ReadonlyArray<string>): string => parts.filter((part) => part !== '').join(', ')

const EXPECTATIONS = ['', 'above', 'asExpected', 'below'] as const

interface Teller {
  readonly speech: Speech
  readonly scope: Scope
  readonly page: PersonPage
}

const Person = ({ id, scope, page }: Omit<Teller, 'speech'> & { readonly id: string }) => {
  const person = page.people[id]
  return (
    <a href={hrefOf({ page: 'person', id, agency: scope.agency, year: scope.year })}>
      {person === undefined || typeof person === 'string' ? id.slice(0, 8) : person.name}
    </a>
  )
}

/** The program of a cohort, with a link to its page. */
const Cohort = ({ code, agency, scope, page }: Omit<Teller, 'speech'> & { readonly code: string; readonly agency: string }) => {
  const cohort = page.cohorts[code]
  if (cohort === undefined) return <>{code}</>
  return (
    <>
      <a href={hrefOf({ page: 'program', id: cohort.program, agency, year: scope.year })}>{cohort.name}</a> ({code})
    </>
  )
}

const say = (type: string, data: Data, personal: Data | null, { name, format, words }: Speech, page: PersonPage): string => {
  const { codes } = words
  const unit = (id: string): string => page.units[id] ?? id
  switch (type) {
    case 'Appointed':
      return joined(name(word(data, 'status')), name(word(data, 'education')), word(data, 'unitName') || unit(word(data, 'unitId')))
    case 'Promoted':
      return joined(`${word(data, 'grade')} ${name(word(data, 'grade'))}`, data['kind'] === null ? '' : name(word(data, 'kind')))
    case 'Positioned':
      return joined(
        word(data, 'positionName'),
        name(word(data, 'level')),
        unit(word(data, 'unitId')),
        data['assignment'] === 'D' ? '' : name(word(data, 'assignment')),
        name(word(data, 'family')),
      )
    case 'TransferredIn':
      return word(data, 'from')
    case 'Agreement':
      return `${words.until} ${format.shortDay(word(data, 'endsOn'))}`
    case 'DutyStatus':
      return joined(name(word(data, 'kind')), data['endsOn'] === null ? '' : `${words.until} ${format.shortDay(word(data, 'endsOn'))}`)
    case 'EducationAttained':
      return joined(name(word(data, 'level')), word(data, 'graduationYear'))
    case 'ExamPassed':
      return joined(word(data, 'level'), word(data, 'number'))
    case 'CreditDecided':
      return joined(format.number(Number(data['thousandths']) / 1000), word(data, 'number'))
    case 'Attended':
      return joined(
        words.hoursOf(format.number(Number(data['hours']))),
        data['postScore'] === null ? '' : `${word(data, 'preScore') || NOTHING} → ${word(data, 'postScore')}`,
        word(data, 'certificate'),
      )
    case 'Absent':
    case 'Withdrew':
      return name(word(data, 'reason'))
    case 'Rated':
      return joined(
        ...(['material', 'method', 'instructor', 'facilities', 'relevance'] as const).map(
          (question) => `${codes[question].toLowerCase()} ${word(data, question)}`,
        ),
        personal === null ? '' : word(personal, 'comment'),
      )
    case 'Mentored':
      return joined(
        word(data, 'pair'),
        words.minutesOf(format.number(Number(data['minutes']))),
        personal === null ? '' : word(personal, 'topic'),
      )
    case 'Appraised': {
      const result = EXPECTATIONS[Number(data['result'])] ?? ''
      const behaviour = EXPECTATIONS[Number(data['behaviour'])] ?? ''
      const expectation = (key: (typeof EXPECTATIONS)[number]): string => (key === '' ? NOTHING : words[key])
      return joined(
        word(data, 'year'),
        name(word(data, 'kind')),
        name(word(data, 'predicate')),
        `${words.resultOf} ${expectation(result)}`,
        `${words.behaviourOf} ${expectation(behaviour)}`,
        data['acting'] === true ? name('PLT') : '',
        personal === null ? '' : word(personal, 'appraiserName'),
      )
    }
    case 'CompetenceAssessed':
      return joined(
        name(word(data, 'competence')),
        typeof data['score'] === 'number' ? format.number(data['score']) : '',
        data['level'] === null ? '' : `${words.level} ${word(data, 'level')}`,
      )
    case 'Sanctioned':
      return joined(
        name(`severity${word(data, 'severity')}`),
        data['endsOn'] === null ? '' : `${words.until} ${format.shortDay(word(data, 'endsOn'))}`,
      )
    case 'Nominated':
      return joined(unit(word(data, 'unitId')), word(data, 'positionId'), name(word(data, 'readiness')), name(word(data, 'status')))
    case 'StudyTimeAnswered':
      return joined(data['approved'] === true ? words.approved : words.refused, data['reason'] === null ? '' : name(word(data, 'reason')))
    case 'Retired':
    case 'Left':
      return name(word(data, 'kind'))
    default:
      return ''
  }
}

/** The line of an entry; an annulment says nothing of its own. */
export const Summary = ({ entry, speech, scope, page }: Teller & { readonly entry: Entry }) => {
  if (entry.does === 'unreadable') return <>{speech.words.unreadable}</>
  if (entry.does === 'annuls') return null
  if (entry.unknown === true) return <>{speech.words.unknownFact}</>
  const { data } = entry
  const cohort = data['cohort']
  const said = say(entry.type, data, entry.personal, speech, page)
  const other = ['mentor', 'appraiser'].flatMap((role) => (typeof data[role] === 'string' ? [{ role, id: data[role] }] : []))
  return (
    <>
      {typeof cohort === 'string' ? <Cohort code={cohort} agency={entry.agency} scope={scope} page={page} /> : null}
      {typeof cohort === 'string' && said !== '' ? ', ' : ''}
      {said}
      {other.map(({ role, id }) => (
        <span key={role}>
          {' · '}
          {role === 'mentor' ? speech.words.mentor : speech.words.appraiser} <Person id={id} scope={scope} page={page} />
        </span>
      ))}
      {entry.closed === 'broken' ? ` · ${speech.words.closedBroken}` : entry.closed === 'erased' ? ` · ${speech.words.erased}` : ''}
    </>
  )
}

/** The decree or legal basis an entry rests on. */
export const basisOf = (entry: Entry, speech: Speech): string => {
  const decree = entry.data['decree']
  const basis = entry.ground.basis ?? ''
  if (typeof decree !== 'object' || decree === null || !('number' in decree) || !('date' in decree)) return basis || NOTHING
  const { number, date } = decree
  if (typeof number !== 'string' || typeof date !== 'string') return basis || NOTHING
  return joined(number === basis ? '' : basis, `${number} (${speech.format.shortDay(date)})`)
}

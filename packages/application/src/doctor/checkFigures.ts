/** The live read models against a recount from the log. */

import type { Difference, DifferenceCode, Differences, Figures, Following, Upkeep } from '@jejak/projection'
import * as E from 'fp-ts/lib/Either.js'
import { ofStore } from '../fault/faultOf.js'
import type { DeploymentStores } from '../stores/DeploymentStores.js'
import { type Finding, note, ok, problem } from './Finding.js'

const SAID: Readonly<Record<DifferenceCode, readonly [one: string, many: string]>> = {
  Document: ['career is kept otherwise than the log has it', 'careers are kept otherwise than the log has them'],
  Sums: ['sum is not what the log comes to', 'sums are not what the log comes to'],
  Row: ['row of a table is not what the log comes to', 'rows of tables are not what the log comes to'],
  Names: ['career is not found by the names of the catalogue it holds', 'careers are not found by the names of the catalogue they hold'],
  Reference: ['fact of reference is not that of the log', 'facts of reference are not those of the log'],
  Parked: ['stream is noted as parked otherwise than the log has it', 'streams are noted as parked otherwise than the log has them'],
  Mark: ['mark is of events that the log does not have', 'marks are of events that the log does not have'],
  Stray: ['entry stands in no partition', 'entries stand in no partition'],
}

const REBUILD = 'the read models were altered or are damaged; jejak rebuild makes them again from the log'

const shown = ({ view, agency, stream }: Difference): string =>
  [view ?? '', stream ?? '', agency === null ? '' : `of ${agency}`].filter((text) => text !== '').join(' ')

const findingOf = ({ code, count, first }: Differences): Finding => {
  const [one, many] = SAID[code]
  const named = [...new Set(first.map(shown))].filter((text) => text !== '')
  const more = {
    code: `views.${code}`,
    ...(named.length === 0 ? {} : { where: `${named.join(', ')}${count > first.length ? ', ...' : ''}` }),
  }
  return problem(`${count} ${count === 1 ? one : many}`, REBUILD, more)
}

/** What is counted again, and what brings in first what waits. */
interface CountedStores extends Pick<DeploymentStores, 'viewsFault'> {
  readonly readModels: Pick<Figures, 'health'> & Pick<Following, 'catchUp'> & Pick<Upkeep, 'recount'>
}

export const checkFigures = async (
  home: CountedStores,
  onProgress: (done: number, total: number) => void,
): Promise<ReadonlyArray<Finding>> => {
  // Another check says so: there is nothing to hold against the log.
  if (home.viewsFault !== null) return []
  // What waits is brought in where this may be done; where not, others do it or it is said.
  const health = await home.readModels.health()()
  // That they are of another log, or do not answer, is said by the check of read models.
  if (E.isLeft(health)) return []
  if (health.right.dirty > 0 || health.right.position < health.right.head) await home.readModels.catchUp()()
  const counted = await home.readModels.recount(({ done, total }) => onProgress(done, total))()
  if (E.isLeft(counted))
    return [problem(ofStore(counted.left).detail, 'jejak rebuild makes the read models again', { code: 'views.Unavailable' })]
  const { documents, position, differences, moving } = counted.right
  const found = differences.map(findingOf)
  if (moving > 0)
    found.push(
      note(
        `${moving} parts of the read models were not counted again, since changes wait in them`,
        'let jejak worker or the next report bring them up to date, then run jejak doctor again; if they wait on, jejak rebuild makes them again',
        { code: 'views.Moving' },
      ),
    )
  return found.length > 0 ? found : [ok(`${documents} documents and all sums and rows are what the log comes to up to @${position}`)]
}

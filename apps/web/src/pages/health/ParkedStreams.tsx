/** Streams in quarantine: where each waits and why, and a button that has them read again. */

import { PageRequest, ParkedList } from '@jejak/application/wire'
import { useState } from 'preact/hooks'
import { addressOf, type Problem, retryParked } from '../../api/client.js'
import { useAnswer } from '../../api/useAnswer.js'
import { ProblemNote, problemText } from '../../app/State.js'
import { DataTable } from '../../charts/DataTable.js'
import { Pager } from '../../charts/Pager.js'
import { useSpeech } from '../../words/Language.js'

/** Streams of a page of the list. */
const ROWS = 50

type Retry =
  | { readonly tag: 'none' }
  | { readonly tag: 'running' }
  | { readonly tag: 'done'; readonly released: number }
  | { readonly tag: 'failed'; readonly problem: Problem }

/** @param onRetried asks anew how things are */
export const ParkedStreams = ({ count, onRetried }: { readonly count: number; readonly onRetried: () => void }) => {
  const { words, format } = useSpeech()
  const [retry, setRetry] = useState<Retry>({ tag: 'none' })
  // Their number is what tells that the list has changed.
  const [cursor, setCursor] = useState<string | null>(null)
  const asked = useAnswer(ParkedList, addressOf('/api/parked', PageRequest, { limit: ROWS, cursor }), count)
  const page = asked.value?.page
  const again = async (): Promise<void> => {
    setRetry({ tag: 'running' })
    const reply = await retryParked()
    setRetry(reply.ok ? { tag: 'done', released: reply.value.released } : { tag: 'failed', problem: reply.problem })
    onRetried()
  }
  if (count === 0) return retry.tag === 'done' ? <p role="status">{words.parkedReleased(format.count(retry.released))}</p> : null
  return (
    <section class="card" aria-labelledby="parked">
      <h2 id="parked">{words.parkedTitle}</h2>
      <p class="sub">{words.parkedAdvice}</p>
      <ProblemNote asked={asked} />
      <DataTable
        plain
        whole
        caption={words.parkedTitle}
        columns={[
          { label: words.parkedStream },
          { label: words.parkedEvent, numeric: true },
          { label: words.logPosition, numeric: true },
          { label: words.parkedReason },
        ]}
        rows={(asked.value?.parked ?? []).map(({ stream, revision, position, reason }) => ({
          key: stream,
          cells: [stream, format.count(revision), format.count(position), <span lang="en">{reason}</span>],
        }))}
      />
      {page === undefined || page.total <= page.limit ? null : (
        <Pager
          label={words.parkedTitle}
          offset={page.offset}
          shown={asked.value?.parked.length ?? 0}
          total={page.total}
          onPrevious={page.previous === null ? null : () => setCursor(page.previous)}
          onNext={page.next === null ? null : () => setCursor(page.next)}
        />
      )}
      <p class="again">
        <button type="button" disabled={retry.tag === 'running'} onClick={() => void again()}>
          {words.parkedRetry}
        </button>{' '}
        <span role="status">
          {retry.tag === 'done' ? words.parkedReleased(format.count(retry.released)) : null}
          {retry.tag === 'failed' ? problemText(words, retry.problem.code) : null}
        </span>
      </p>
    </section>
  )
}

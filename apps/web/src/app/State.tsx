/** What stands in place of a page while there is nothing to show: loading, a problem, no data. */
import type { Asked } from '../api/useAnswer.js'
import type { Words } from '../words/dictionary.js'
import { useSpeech } from '../words/Language.js'

export const Loading = () => {
  const { words } = useSpeech()
  return (
    <p class="state" role="status">
      <span class="spinner" aria-hidden="true" /> {words.loading}
    </p>
  )
}

/** What went wrong, in the language of the page. */
export const problemText = (words: Words, code: string): string => {
  const texts: Readonly<Record<string, string>> = words.problems
  return texts[code.split('.')[0] ?? ''] ?? words.problems.fault
}

export const ProblemNote = ({ asked }: { readonly asked: Asked<unknown> }) => {
  const { words } = useSpeech()
  if (asked.problem === null) return null
  const { code, detail } = asked.problem
  return (
    <div class="state problem" role="alert">
      <p>
        <strong>{words.problem}.</strong> {problemText(words, code)}
      </p>
      {detail === '' || code.startsWith('unknown') ? null : (
        <details class="more">
          <summary>{words.technical}</summary>
          <code lang="en">{detail}</code>
        </details>
      )}
      <button type="button" onClick={asked.again}>
        {words.tryAgain}
      </button>
    </div>
  )
}

export const NoData = () => {
  const { words } = useSpeech()
  return (
    <section class="state empty" aria-labelledby="empty">
      <h1 id="empty">{words.emptyTitle}</h1>
      <p>{words.emptyText}</p>
      <pre>
        <code>{words.emptyCommand}</code>
      </pre>
    </section>
  )
}

/** Turns the pages of a long table. */
import { useSpeech } from '../words/Language.js'

interface Props {
  /** What is turned, for those who cannot see where these buttons stand. */
  readonly label: string
  /** Rows before the page, on it, and in all. */
  readonly offset: number
  readonly shown: number
  readonly total: number
  readonly onPrevious: (() => void) | null
  readonly onNext: (() => void) | null
}

export const Pager = ({ label, offset, shown, total, onPrevious, onNext }: Props) => {
  const { words, format } = useSpeech()
  // A button that is disabled loses the focus it has: these only say that they do nothing.
  const turn = (name: string, onTurn: (() => void) | null) => (
    <button type="button" aria-disabled={onTurn === null} onClick={() => onTurn?.()}>
      {name}
    </button>
  )
  return (
    <nav class="pager" aria-label={words.pagesOf(label)}>
      {turn(words.previousPage, onPrevious)}
      <span role="status">
        {words.rowsOf(format.count(total === 0 ? 0 : offset + 1), format.count(offset + shown), format.count(total))}
      </span>
      {turn(words.nextPage, onNext)}
    </nav>
  )
}

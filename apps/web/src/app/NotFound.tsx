/** An address that leads to nothing: says what is not there, and what is. */
import type { Words } from '../words/dictionary.js'
import { useSpeech } from '../words/Language.js'
import { hrefOf } from './route.js'
import { useTitle } from './useTitle.js'

export interface Elsewhere {
  readonly href: string
  readonly label: string
}

interface Props {
  /** What the page would have been, where its address is right and only its data is missing. */
  readonly title?: string
  /** What is not there, in one sentence. */
  readonly text: string
  /** What is there instead. */
  readonly elsewhere: ReadonlyArray<Elsewhere>
}

export const NotFound = ({ title, text, elsewhere }: Props) => {
  const { words } = useSpeech()
  const heading = title ?? words.notFoundTitle
  useTitle(heading)
  return (
    <section class={title === undefined ? 'state problem not-found' : 'card state not-found'} aria-labelledby="not-found">
      <h1 id="not-found">{heading}</h1>
      <p>{text}</p>
      <p id="elsewhere">{words.elsewhere}</p>
      <ul aria-labelledby="elsewhere">
        {elsewhere.map(({ href, label }) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The pages that need no code, for an address that is none. */
export const openPages = (words: Words, agency: string | null): ReadonlyArray<Elsewhere> => [
  { href: hrefOf({ page: 'overview', agency }), label: words.overview },
  { href: hrefOf({ page: 'find', agency }), label: words.findTitle },
  { href: hrefOf({ page: 'health', agency }), label: words.healthTitle },
]

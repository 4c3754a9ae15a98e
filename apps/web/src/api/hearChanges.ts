/**
 * One stream of changes for all tabs of a browser. A browser keeps six connections to a
 * server at most, and a stream holds one for as long as its tab is open: with a stream
 * each, the sixth tab would wait for every answer. One tab holds the stream and passes
 * on what it hears; when it closes, another takes over.
 */
import { Change } from '@jejak/application/wire'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

export interface Hearing {
  /** The stream is open; what happened since it was last heard of was missed. */
  readonly onOpen: () => void
  /** The tab that holds the stream says that it is open. */
  readonly onStillOpen: () => void
  readonly onLost: () => void
  readonly onChange: (change: Change) => void
}

const Word = t.union([
  t.strict({ tag: t.keyof({ open: null, stillOpen: null, lost: null, ask: null }) }),
  /** As it came, in JSON. */
  t.strict({ tag: t.literal('change'), text: t.string }),
])
type Word = t.TypeOf<typeof Word>

/** A change as it came; nothing where it is none. */
const changeOf = (text: string): Change | null => {
  const change = E.tryCatch(
    (): unknown => JSON.parse(text),
    () => null,
  )
  return E.isRight(change) && Change.is(change.right) ? change.right : null
}

const NAME = 'jejak-changes'

const openStream = (say: (word: Word) => void): (() => void) => {
  const source = new EventSource('/api/changes')
  source.addEventListener('open', () => say({ tag: 'open' }))
  source.addEventListener('error', () => say({ tag: 'lost' }))
  source.addEventListener('change', (event) => say({ tag: 'change', text: String(event.data) }))
  return () => source.close()
}

/** @returns how to stop */
export const hearChanges = (hearing: Hearing): (() => void) => {
  const hear = (word: Word): void => {
    if (word.tag === 'open') hearing.onOpen()
    else if (word.tag === 'stillOpen') hearing.onStillOpen()
    else if (word.tag === 'lost') hearing.onLost()
    else if (word.tag === 'change') {
      const change = changeOf(word.text)
      if (change !== null) hearing.onChange(change)
    }
  }
  // Older browsers, and pages that are not of this machine: a stream of its own.
  if (!('locks' in navigator) || !('BroadcastChannel' in window)) return openStream(hear)

  const channel = new BroadcastChannel(NAME)
  const waiting = new AbortController()
  let holds = false
  let isOpen = false
  let letGo = (): void => undefined
  channel.addEventListener('message', (event: MessageEvent<unknown>) => {
    const word = event.data
    // A tab of another version may say what this one does not know.
    if (!Word.is(word)) return
    if (word.tag !== 'ask') hear(word)
    else if (holds) channel.postMessage({ tag: isOpen ? 'stillOpen' : 'lost' })
  })
  channel.postMessage({ tag: 'ask' })
  navigator.locks
    .request(
      NAME,
      { signal: waiting.signal },
      () =>
        new Promise<void>((release) => {
          holds = true
          const close = openStream((word) => {
            if (word.tag !== 'change') isOpen = word.tag === 'open'
            channel.postMessage(word)
            hear(word)
          })
          letGo = () => {
            close()
            release()
          }
        }),
    )
    .catch(() => undefined)
  return () => {
    waiting.abort()
    letGo()
    channel.close()
  }
}

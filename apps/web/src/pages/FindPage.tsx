/** Finds a person by number. */
import { useId, useState } from 'preact/hooks'
import { findPerson } from '../api/client.js'
import { go } from '../app/route.js'
import type { Scope } from '../app/Scope.js'
import { useTitle } from '../app/useTitle.js'
import { useSpeech } from '../words/Language.js'

type Said = 'nothing' | 'invalid' | 'none' | 'offline'

export const FindPage = ({ scope }: { readonly scope: Scope }) => {
  const { words } = useSpeech()
  useTitle(words.findTitle)
  const [number, setNumber] = useState('')
  const [said, say] = useState<Said>('nothing')
  const id = useId()
  const message: Readonly<Record<Said, string>> = { nothing: '', invalid: words.findInvalid, none: words.findNone, offline: words.offline }

  const find = async (event: Event): Promise<void> => {
    event.preventDefault()
    say('nothing')
    const reply = await findPerson(number)
    if (reply.ok) go({ page: 'person', id: reply.value.career, agency: scope.agency, year: scope.year })
    else say(reply.problem.code === 'badArguments' ? 'invalid' : reply.problem.code === 'offline' ? 'offline' : 'none')
  }

  return (
    <form class="card find" onSubmit={(event) => void find(event)} autocomplete="off">
      <h1>{words.findTitle}</h1>
      <label for={id}>{words.findLabel}</label>
      <div class="row">
        <input
          id={id}
          type="text"
          inputMode="numeric"
          spellcheck={false}
          value={number}
          aria-describedby={`${id}-hint ${id}-said`}
          aria-invalid={said === 'invalid'}
          onInput={(event) => setNumber(event.currentTarget.value)}
        />
        <button type="submit" class="primary">
          {words.findButton}
        </button>
      </div>
      <p class="note" id={`${id}-hint`}>
        {words.findHint}
      </p>
      <p class="said-here" id={`${id}-said`} role="alert">
        {message[said]}
      </p>
    </form>
  )
}

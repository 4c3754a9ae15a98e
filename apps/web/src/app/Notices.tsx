/** What every page says beside its figures: how far they lag, and that an import is under way. */

import { LiveStateAnswer } from '@jejak/application/wire'
import { useEffect } from 'preact/hooks'
import { useAnswer } from '../api/useAnswer.js'
import { useSpeech } from '../words/Language.js'

/** Lag below so many seconds is the ordinary way of an event into the figures. */
const LAG_SECONDS = 3
/** Besides what is heard of changes: a stuck worker makes none. */
const ASK_EVERY_MS = 5_000
const ASK_EVERY_MS_IN_MOTION = 2_000

export const Notices = ({ agency, version }: { readonly agency: string | null; readonly version: number }) => {
  const { words, format } = useSpeech()
  const asked = useAnswer(LiveStateAnswer, '/api/state', version)
  const state = asked.value
  const importing = state !== null && (agency === null ? state.importing.length > 0 : state.importing.includes(agency))
  const behind = state !== null && state.behind > 0
  const inMotion = importing || behind
  useEffect(() => {
    const timer = window.setInterval(asked.again, inMotion ? ASK_EVERY_MS_IN_MOTION : ASK_EVERY_MS)
    return () => window.clearInterval(timer)
  }, [inMotion])
  const unknown = asked.problem !== null && asked.problem.code !== 'offline'
  return (
    <div class="notices" role="status">
      {importing ? <p class="notice importing">{words.importing}</p> : null}
      {state !== null && behind && state.behindSeconds >= LAG_SECONDS ? (
        <p class="notice lagging">
          {words.lagging(format.count(state.behind), format.count(state.position), format.count(state.head))}{' '}
          {state.rebuild === null ? null : words.healthRebuild(format.count(state.rebuild.done), format.count(state.rebuild.total))}
        </p>
      ) : null}
      {unknown ? <p class="notice lagging">{words.lagUnknown}</p> : null}
    </div>
  )
}

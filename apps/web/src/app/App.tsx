/** The frame of the dashboard: header, language, what is shown, and word of changes. */

import { AgencyList } from '@jejak/application/wire'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { useAnswer } from '../api/useAnswer.js'
import { useLive } from '../api/useLive.js'
import { FindPage } from '../pages/FindPage.js'
import { HealthPage } from '../pages/HealthPage.js'
import { OverviewPage } from '../pages/OverviewPage.js'
import { PersonPageView } from '../pages/PersonPage.js'
import { ProgramPageView } from '../pages/ProgramPage.js'
import { UnitPageView } from '../pages/UnitPage.js'
import { agencyName } from '../words/agencyName.js'
import { LANGUAGES, type Language } from '../words/dictionary.js'
import { rememberedLanguage, rememberLanguage, SpeechContext, speechOf } from '../words/Language.js'
import { NotFound, openPages } from './NotFound.js'
import { Notices } from './Notices.js'
import { hrefOf, type Page, type Route, useRoute } from './route.js'
import type { Scope } from './Scope.js'
import { Loading, NoData, ProblemNote } from './State.js'
import { useCalm } from './useCalm.js'

/** `null` where there is no agency, or not the one that is named. */
const scopeOf = (route: Route, list: AgencyList): Scope | null => {
  const agency = route.agency === null ? list.agencies[0] : list.agencies.find(({ code }) => code === route.agency)
  return agency === undefined ? null : { ...route, agency: agency.code, year: route.year ?? agency.latest }
}

/** A reader of the screen is told of updates no more often than this. */
const SAY_EVERY_MS = 2_000

const NAVIGATION: ReadonlyArray<Page> = ['overview', 'find']

export const App = () => {
  const [language, setLanguage] = useState<Language>(rememberedLanguage)
  const speech = useMemo(() => speechOf(language), [language])
  const { words, format } = speech
  useEffect(() => rememberLanguage(language), [language])

  const route = useRoute()
  const live = useLive(route.page === 'health' ? null : route.agency)
  const said = useCalm(live.position, SAY_EVERY_MS)
  const list = useAnswer(AgencyList, '/api/agencies', live.version)
  const scope = list.value === null ? null : scopeOf(route, list.value)

  // A new page begins at its top, and readers of the screen are told where they are.
  const main = useRef<HTMLElement>(null)
  const place = `${route.page}/${route.id}`
  const first = useRef(true)
  useEffect(() => {
    if (first.current) {
      first.current = false
      return
    }
    window.scrollTo(0, 0)
    main.current?.focus({ preventScroll: true })
  }, [place])

  const page = (): preact.JSX.Element => {
    if (route.page === 'unknown') return <NotFound text={words.unknownAddress(route.id)} elsewhere={openPages(words, route.agency)} />
    // Of the service, not of an agency: also while there is none.
    if (route.page === 'health') return <HealthPage version={live.version} />
    if (list.value === null) return list.problem === null ? <Loading /> : <ProblemNote asked={list} />
    const agencies = list.value.agencies
    if (agencies.length === 0) return <NoData />
    if (scope === null)
      return (
        <NotFound
          text={words.unknownAgency(route.agency ?? '')}
          elsewhere={agencies.map(({ code }) => ({ href: hrefOf({ page: 'overview', agency: code }), label: agencyName(code) }))}
        />
      )
    switch (scope.page) {
      case 'program':
        return <ProgramPageView scope={scope} version={live.version} />
      case 'unit':
        return <UnitPageView scope={scope} version={live.version} />
      case 'person':
        return <PersonPageView scope={scope} version={live.version} />
      case 'find':
        return <FindPage scope={scope} />
      case 'health':
      case 'unknown':
      case 'overview':
        return <OverviewPage scope={scope} agencies={agencies} today={list.value.asOf} version={live.version} />
    }
  }

  return (
    <SpeechContext.Provider value={speech}>
      <a class="skip" href="#main">
        {words.skip}
      </a>
      <header class="top">
        <a class="brand" href={hrefOf({ page: 'overview', agency: scope?.agency ?? null, year: route.year })}>
          <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
            <path d="M7 23c4 0 4-5 8-5s4-9 10-9" fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" />
            <circle cx="7" cy="23" r="2.8" fill="currentColor" />
            <circle cx="15" cy="18" r="2.8" fill="currentColor" />
            <circle cx="25" cy="9" r="3.2" class="now" />
          </svg>
          <span>
            Jejak <small>{words.brandLine}</small>
          </span>
        </a>
        <nav aria-label={words.navigation}>
          {NAVIGATION.map((name) => (
            <a
              key={name}
              href={hrefOf({ page: name, agency: route.agency, year: route.year })}
              aria-current={route.page === name ? 'page' : undefined}
            >
              {name === 'overview' ? words.overview : words.find}
            </a>
          ))}
        </nav>
        <fieldset class="languages">
          <legend class="unseen">{words.language}</legend>
          {LANGUAGES.map((each) => (
            <button type="button" key={each} lang={each} aria-pressed={each === language} onClick={() => setLanguage(each)}>
              {each === 'id' ? 'Indonesia' : 'English'}
            </button>
          ))}
        </fieldset>
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        <Notices agency={scope?.agency ?? null} version={live.version} />
        {page()}
      </main>
      <footer class="bottom">
        <p>{words.footer}</p>
        <p>
          <a
            href={hrefOf({ page: 'health', agency: route.agency, year: route.year })}
            aria-current={route.page === 'health' ? 'page' : undefined}
          >
            {words.healthTitle}
          </a>
        </p>
        <p class={live.connected ? 'live on' : 'live'}>
          <span class="dot" aria-hidden="true" /> {live.connected ? words.live : words.notLive}
        </p>
        <p class="said" role="status" aria-live="polite">
          {said > 0 ? words.updated(format.count(said)) : ''}
        </p>
      </footer>
    </SpeechContext.Provider>
  )
}

/** The language of the page: chosen by the reader, remembered, said to the browser by `lang`. */
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { nameOf } from './codes.js'
import { type Language, WORDS, type Words } from './dictionary.js'
import { type Formats, formatsOf } from './format.js'

const KEY = 'jejak.language'

export const rememberedLanguage = (): Language => {
  try {
    return window.localStorage.getItem(KEY) === 'en' ? 'en' : 'id'
  } catch {
    return 'id'
  }
}

export const rememberLanguage = (language: Language): void => {
  document.documentElement.lang = language
  try {
    window.localStorage.setItem(KEY, language)
  } catch {
    // A browser that keeps nothing still shows the language that was chosen.
  }
}

export interface Speech {
  readonly language: Language
  readonly words: Words
  readonly format: Formats
  /** The name of a code of the field. */
  readonly name: (code: string) => string
}

export const speechOf = (language: Language): Speech => ({
  language,
  words: WORDS[language],
  format: formatsOf(language),
  name: (code) => nameOf(WORDS[language].codes, code),
})

const INDONESIAN = speechOf('id')

export const SpeechContext = createContext<Speech>(INDONESIAN)

export const useSpeech = (): Speech => useContext(SpeechContext)

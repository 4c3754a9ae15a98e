/**
 * All words of the dashboard, page by page, Indonesian first. The type of the Indonesian words
 * is the type of the English ones, so a missing word does not compile.
 */
import { CODES_EN, CODES_ID, type Codes } from './codes.js'
import { FIND } from './pages/find.js'
import { FRAME } from './pages/frame.js'
import { HEALTH } from './pages/health.js'
import { OVERVIEW } from './pages/overview.js'
import { PERSON } from './pages/person.js'
import { PROGRAM } from './pages/program.js'
import { UNIT } from './pages/unit.js'

export type Language = 'id' | 'en'
export const LANGUAGES: ReadonlyArray<Language> = ['id', 'en']

const id = {
  ...FRAME.id,
  ...OVERVIEW.id,
  ...PROGRAM.id,
  ...UNIT.id,
  ...PERSON.id,
  ...FIND.id,
  ...HEALTH.id,
  codes: CODES_ID,
}

/** Every word, in one language. */
export type Words = Omit<typeof id, 'codes'> & { readonly codes: Codes }

const en: Words = {
  ...FRAME.en,
  ...OVERVIEW.en,
  ...PROGRAM.en,
  ...UNIT.en,
  ...PERSON.en,
  ...FIND.en,
  ...HEALTH.en,
  codes: CODES_EN,
}

export const WORDS: Readonly<Record<Language, Words>> = { id, en }

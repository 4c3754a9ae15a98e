/** Words, numbers, dates and addresses. */
import { describe, expect, it } from 'vitest'
import { hrefOf, parseRoute } from '../src/app/route.js'
import { displayNumber } from '../src/pages/number.js'
import { nameOf } from '../src/words/codes.js'
import { WORDS } from '../src/words/dictionary.js'
import { formatsOf, NOTHING } from '../src/words/format.js'

describe('formats', () => {
  const id = formatsOf('id')
  const en = formatsOf('en')

  it('are those of the language', () => {
    expect([id.count(61590), id.share(0.3276), id.mean(3.7)]).toEqual(['61.590', '32,8%', '3,70'])
    expect([en.count(61590), en.share(0.3276), en.mean(3.7)]).toEqual(['61,590', '32.8%', '3.70'])
    expect([id.day('2025-08-17'), en.day('2025-08-17'), id.shortDay('2025-08-17')]).toEqual([
      '17 Agustus 2025',
      '17 August 2025',
      '17-08-2025',
    ])
  })

  it('show moments as the day and time in Jakarta', () => {
    expect(id.moment('2025-12-31T17:30:05.000Z')).toBe('01-01-2026 00:30:05 WIB')
  })

  it('show nothing as nothing, never as zero', () => {
    expect([id.share(null), id.mean(null)]).toEqual([NOTHING, NOTHING])
  })

  it('print a number in its four parts', () => {
    expect(displayNumber('198504122010032901')).toBe('19850412 201003 2 901')
  })
})

describe('words', () => {
  it('name no number of a policy themselves, only the one they are given', () => {
    for (const words of [WORDS.id, WORDS.en]) {
      const given = [words.tileReached, words.attainmentTitle, words.attainmentNote, words.reached, words.some, words.hoursNote].map(
        (say) => say('33'),
      )
      for (const text of [...given, words.attainmentText('33', '', '', '')]) expect(text).toContain('33')
      expect(
        [...given, ...Object.values(words).filter((text) => typeof text === 'string')].filter((text) => /\b(19|20|24)\b/.test(text)),
      ).toEqual([])
    }
  })

  it('are there in both languages, and no sentence is left untranslated', () => {
    const same = Object.entries(WORDS.id).filter(([key, text]) => typeof text === 'string' && text === Reflect.get(WORDS.en, key))
    // Words that both languages share.
    expect(same.map(([key]) => key).sort()).toEqual(['hash', 'mentor', 'program', 'status'])
  })

  it('show a code without a name as it is', () => {
    expect(nameOf(WORDS.id.codes, 'SB')).toBe('Sangat Baik')
    expect(nameOf(WORDS.id.codes, 'Z9')).toBe('Z9')
  })
})

describe('addresses', () => {
  it('lead back to where they came from', () => {
    const route = { page: 'program', id: 'P/1 a', agency: 'uji', year: 2025, unit: null, entry: null } as const
    expect(parseRoute(hrefOf(route))).toEqual(route)
  })

  it.each(['P/1 a', '50%', '#1', 'apa?', '..', '.', '%2F', 'a&b=c', ' x ', 'Ünïté 府', '+'])('hold the code %j', (id) => {
    for (const page of ['program', 'unit'] as const)
      expect(parseRoute(hrefOf({ page, id, agency: 'uji', year: 2025 }))).toMatchObject({ page, id, agency: 'uji', year: 2025 })
    expect(parseRoute(hrefOf({ page: 'overview', unit: id }))).toMatchObject({ page: 'overview', unit: id })
  })

  it('that make no sense are known as such, with the part that leads nowhere', () => {
    expect(parseRoute('#/nowhere?year=2025')).toMatchObject({ page: 'unknown', id: 'nowhere' })
    expect(parseRoute('#/?year=20x5')).toMatchObject({ page: 'unknown', id: 'year=20x5', year: null })
    expect(parseRoute('#/unit')).toMatchObject({ page: 'unknown', id: 'unit' })
    expect(parseRoute('#/find/more')).toMatchObject({ page: 'unknown', id: 'find/more' })
    expect(parseRoute('')).toMatchObject({ page: 'overview', agency: null })
    expect(parseRoute('#/unit/%E0%A4%A')).toMatchObject({ page: 'unit' })
  })
})

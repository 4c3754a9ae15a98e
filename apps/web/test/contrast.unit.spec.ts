/** Text can be read on every ground it stands on, in both themes (WCAG 2.2, 1.4.3: 4.5 to 1). */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('../src/styles/tokens.css', import.meta.url), 'utf8')
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)')

const tokensOf = (block: string): ReadonlyMap<string, string> =>
  new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = '', colour = '']) => [name, colour]))

const luminance = (colour: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const contrast = (a: string, b: string): number => {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

const PAIRS = [
  ['ink', 'paper'],
  ['ink', 'card'],
  ['ink-soft', 'paper'],
  ['ink-soft', 'card'],
  ['link', 'paper'],
  ['link', 'card'],
  ['accent-ink', 'accent'],
  ['p1-ink', 'p1'],
  ['p2-ink', 'p2'],
  ['good-ink', 'good-ground'],
  ['warn-ink', 'warn-ground'],
  ['bad-ink', 'bad-ground'],
  ['bad-ink', 'card'],
] as const

describe.each([
  ['light', tokensOf(light)],
  ['dark', new Map([...tokensOf(light), ...tokensOf(dark)])],
])('%s', (_theme, tokens) => {
  it.each(PAIRS)('%s on %s', (ink, ground) => {
    expect(contrast(tokens.get(ink) ?? '', tokens.get(ground) ?? '')).toBeGreaterThanOrEqual(4.5)
  })

  it.each(['p1', 'p3', 'p4', 'p5', 'p-none-rule', 'focus'])('the mark %s stands out from the card (3 to 1)', (mark) => {
    expect(contrast(tokens.get(mark) ?? '', tokens.get('card') ?? '')).toBeGreaterThanOrEqual(3)
  })
})

/** Ordered bars of parts, each with its name, its figure in words, and a pattern besides the colour. */
import { NOTHING } from '../words/format.js'
import { useSpeech } from '../words/Language.js'

export interface Part {
  readonly key: string
  readonly label: string
  readonly n: number
  /** Class of its pattern, `p-...`. */
  readonly pattern: string
}

export interface Bar {
  readonly key: string
  readonly label: string
  readonly href: string | null
  readonly parts: ReadonlyArray<Part>
  /** The figure at the end of the bar: `32,8%` and `19/58`. */
  readonly figure: string
  readonly of: string
}

export const Legend = ({ parts }: { readonly parts: ReadonlyArray<Omit<Part, 'n'>> }) => (
  <ul class="legend">
    {parts.map(({ key, label, pattern }) => (
      <li key={key}>
        <span class={`swatch ${pattern}`} aria-hidden="true" />
        {label}
      </li>
    ))}
  </ul>
)

/** From this share of a bar on its count stands inside. */
const ROOM = 0.09

export const Bars = ({ bars, label }: { readonly bars: ReadonlyArray<Bar>; readonly label: string }) => {
  const { format } = useSpeech()
  return (
    <ol class="bars" aria-label={label}>
      {bars.map((bar) => {
        const total = bar.parts.reduce((sum, { n }) => sum + n, 0)
        return (
          <li key={bar.key}>
            <span class="name">{bar.href === null ? bar.label : <a href={bar.href}>{bar.label}</a>}</span>
            <span class="track" aria-hidden="true">
              {total === 0
                ? null
                : bar.parts.map(({ key, n, pattern }) =>
                    n === 0 ? null : (
                      <span class={`part ${pattern}`} key={key} style={{ width: `${(100 * n) / total}%` }}>
                        {n / total >= ROOM ? <span class="count">{format.count(n)}</span> : null}
                      </span>
                    ),
                  )}
            </span>
            <span class="figure-of">
              <strong>{bar.figure === '' ? NOTHING : bar.figure}</strong> <span class="of">{bar.of}</span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}

export interface Level {
  readonly key: string
  readonly label: string
  readonly href: string | null
  /** On the scale 1 to 5; `null` where it is withheld. */
  readonly value: number | null
  readonly figure: string
  readonly of: string
}

/** Values on the whole scale 1 to 5: a bar from 1, a mark at its end. */
export const Levels = ({ levels, label }: { readonly levels: ReadonlyArray<Level>; readonly label: string }) => (
  <ol class="bars levels" aria-label={label}>
    {levels.map(({ key, label: name, href, value, figure, of }) => (
      <li key={key}>
        <span class="name">{href === null ? name : <a href={href}>{name}</a>}</span>
        <span class="track scale" aria-hidden="true">
          {value === null ? null : <span class="part p-1 marked" style={{ width: `${((value - 1) / 4) * 100}%` }} />}
        </span>
        <span class="figure-of">
          <strong>{figure}</strong> <span class="of">{of}</span>
        </span>
      </li>
    ))}
  </ol>
)

/**
 * Plain counts against the greatest of them.
 *
 * @param mark a count that is drawn as a line through all bars
 */
export const Counts = ({
  counts,
  label,
  mark,
}: {
  readonly mark?: number
  readonly counts: ReadonlyArray<{ readonly key: string; readonly label: string; readonly n: number; readonly figure: string }>
  readonly label: string
}) => {
  const most = Math.max(1, mark ?? 0, ...counts.map(({ n }) => n))
  return (
    <ol class="bars counts" aria-label={label}>
      {counts.map(({ key, label: name, n, figure }) => (
        <li key={key}>
          <span class="name">{name}</span>
          <span class="track open" aria-hidden="true">
            <span class="part p-2" style={{ width: `${(100 * n) / most}%` }} />
            {mark === undefined ? null : <span class="mark" style={{ left: `calc(${(100 * mark) / most}% - 2px)` }} />}
          </span>
          <span class="figure-of">
            <strong>{figure}</strong>
          </span>
        </li>
      ))}
    </ol>
  )
}

/** Ratings over time: a line with points, n at each, on the whole scale 1 to 5. Drawn on a canvas; the table beside holds the same. */
import { useEffect, useRef } from 'preact/hooks'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { useSpeech } from '../words/Language.js'

export interface Point {
  /** First day of its month, or the day it stands for. */
  readonly day: string
  readonly value: number
  readonly n: number
}

const HEIGHT = 260
/** What a written count takes of the width. */
const ROOM = 38
/** Left free before the first and after the last point. */
const MARGIN = 0.035
const DARK = '(prefers-color-scheme: dark)'

const token = (element: Element, name: string): string => getComputedStyle(element).getPropertyValue(name).trim()
const seconds = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 1000

/** Writes n beside each point, as far as there is room; the table has them all. */
const writeCounts =
  (points: ReadonlyArray<Point>, ink: string, count: (n: number) => string) =>
  (plot: uPlot): void => {
    const { ctx } = plot
    ctx.save()
    ctx.fillStyle = ink
    ctx.textAlign = 'center'
    ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`
    const lastAt = { above: Number.NEGATIVE_INFINITY, below: Number.NEGATIVE_INFINITY }
    points.forEach(({ day, value, n }, i) => {
      const x = plot.valToPos(seconds(day), 'x', true)
      const y = plot.valToPos(value, 'y', true)
      // In a valley the line is above the point, so its count goes below; close to another count it goes to the other side.
      const valley = value < (points[i - 1]?.value ?? value) && value < (points[i + 1]?.value ?? value)
      const free = (side: 'above' | 'below'): boolean => x - lastAt[side] >= ROOM * devicePixelRatio
      const first = valley ? 'below' : 'above'
      const side = free(first) ? first : valley ? 'above' : 'below'
      if (!free(side)) return
      lastAt[side] = x
      ctx.fillText(`n=${count(n)}`, x, y + (side === 'below' ? 18 : -10) * devicePixelRatio)
    })
    ctx.restore()
  }

export const Trend = ({ points, label }: { readonly points: ReadonlyArray<Point>; readonly label: string }) => {
  const { format, words } = useSpeech()
  const holder = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = holder.current
    if (element === null) return
    let plot: uPlot | null = null
    const draw = (): void => {
      plot?.destroy()
      const ink = token(element, '--ink-soft')
      const line = token(element, '--p1')
      const grid = { stroke: token(element, '--rule'), width: 1 }
      plot = new uPlot(
        {
          width: Math.max(280, element.clientWidth),
          height: HEIGHT,
          legend: { show: false },
          cursor: { show: false },
          tzDate: (ts) => uPlot.tzDate(new Date(ts * 1000), 'Etc/UTC'),
          scales: {
            x: { time: true, range: (_plot, min, max) => [min - (max - min || 5e6) * MARGIN, max + (max - min || 5e6) * MARGIN] },
            y: { range: [1, 5] },
          },
          axes: [
            {
              stroke: ink,
              grid: { show: false },
              values: (_plot, splits) => splits.map((at) => format.month(new Date(at * 1000).toISOString().slice(0, 10))),
              space: 80,
            },
            { stroke: ink, grid, splits: () => [1, 2, 3, 4, 5], label: words.rating, labelSize: 22, size: 36 },
          ],
          series: [{}, { stroke: line, width: 2, points: { show: true, size: 8, fill: token(element, '--card'), stroke: line, width: 2 } }],
          hooks: { draw: [writeCounts(points, ink, format.count)] },
        },
        [points.map(({ day }) => seconds(day)), points.map(({ value }) => value)],
        element,
      )
    }
    draw()
    const resized = new ResizeObserver(() => plot?.setSize({ width: Math.max(280, element.clientWidth), height: HEIGHT }))
    resized.observe(element)
    const theme = window.matchMedia(DARK)
    theme.addEventListener('change', draw)
    return () => {
      theme.removeEventListener('change', draw)
      resized.disconnect()
      plot?.destroy()
    }
  }, [points, format, words])
  return <div class="trend" ref={holder} role="img" aria-label={label} />
}

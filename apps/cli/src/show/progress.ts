/** Progress on the side: a bar on a terminal, nothing elsewhere, so that logs stay short. */
import cliProgress from 'cli-progress'
import type { Io } from '../Io.js'

export interface Progress {
  /** Says how far a step is; a new `step` begins a new line. */
  readonly at: (step: string, done: number, total: number) => void
  /** Leaves the terminal as it was found. */
  readonly end: () => void
}

/** How often a step that takes long says so where no bar can be drawn, in milliseconds. */
const SPARSE = 10_000

const sparse = (io: Io): Progress => {
  let last = Date.now()
  return {
    at: (step, done, total) => {
      if (Date.now() - last < SPARSE || total <= 0) return
      last = Date.now()
      io.err(`jejak: ${step}, ${Math.floor((done / total) * 100)} %\n`)
    },
    end: () => undefined,
  }
}

export const progressOn = (io: Io): Progress => {
  if (!io.interactive) return sparse(io)
  let bar: cliProgress.SingleBar | null = null
  let current = ''
  let forget = (): void => undefined
  const end = (): void => {
    bar?.stop()
    bar = null
    current = ''
    process.removeListener('exit', end)
    forget()
    forget = () => undefined
  }
  return {
    at: (step, done, total) => {
      if (total <= 0) return
      if (bar === null || step !== current) {
        end()
        current = step
        bar = new cliProgress.SingleBar(
          { format: '{step} [{bar}] {percentage} %', hideCursor: true, clearOnComplete: true, fps: 10, barsize: 30, gracefulExit: false },
          cliProgress.Presets.rect,
        )
        // Also where the process is told to stop, and before the bar takes the cursor away.
        process.once('exit', end)
        forget = io.onEnd(end)
        bar.start(total, Math.min(done, total), { step })
      }
      bar.setTotal(total)
      bar.update(Math.min(done, total), { step })
    },
    end,
  }
}

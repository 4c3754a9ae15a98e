/** Under which conditions numbers were measured, printed before them. */
import { execFileSync } from 'node:child_process'
import { closeSync, fdatasyncSync, openSync, rmSync, statfsSync, writeFileSync, writeSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'

const FILE_SYSTEMS: Readonly<Record<string, string>> = {
  ef53: 'ext4',
  '58465342': 'xfs',
  '9123683e': 'btrfs',
  '1021994': 'tmpfs (memory: nothing is durable)',
  '794c7630': 'overlay',
}

/** The value below which this share of the values lies. */
export const percentile = (values: ReadonlyArray<number>, share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** Milliseconds that a write of 4 KB and fdatasync take in this folder, median of so many. */
const syncTime = (dir: string): number => {
  const path = join(dir, 'sync.probe')
  const file = openSync(path, 'w')
  const block = Buffer.alloc(4096, 1)
  const times: number[] = []
  for (let i = 0; i < 200; i++) {
    writeSync(file, block, 0, block.length, i * block.length)
    const started = performance.now()
    fdatasyncSync(file)
    times.push(performance.now() - started)
  }
  closeSync(file)
  rmSync(path)
  return percentile(times, 0.5)
}

/** Empties the file cache of the system where that is allowed (as root on Linux); says whether reads are cold after it. */
export const emptyFileCache = (): boolean => {
  try {
    execFileSync('sync')
    writeFileSync('/proc/sys/vm/drop_caches', '3')
    return true
  } catch {
    return false
  }
}

/** One line: processor, runtime, file system of the folder, time of a sync, and how busy the machine is. */
export const conditions = (dir: string): string => {
  const type = statfsSync(dir).type.toString(16)
  return [
    `${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown processor'}`,
    `node ${process.versions.node}`,
    `SQLite ${process.versions['sqlite'] ?? '?'}`,
    `${FILE_SYSTEMS[type] ?? `file system ${type}`}`,
    `fdatasync p50 ${syncTime(dir).toFixed(2)} ms`,
    `load ${loadavg()[0]?.toFixed(1) ?? '?'}`,
  ].join(', ')
}

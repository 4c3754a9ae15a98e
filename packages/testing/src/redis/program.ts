/** Finds `redis-server`; as root on Debian or Ubuntu it installs one. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const HOW = 'no redis-server found: install one (Debian: apt-get install -y redis-server) or name a running one in REDIS_URL'

const found = (): string | null => {
  for (const folder of [...(process.env['PATH'] ?? '').split(':'), '/usr/bin', '/usr/local/bin'])
    if (folder !== '' && existsSync(join(folder, 'redis-server'))) return join(folder, 'redis-server')
  return null
}

const install = (): void => {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // Test files run at once: who finds the lock of apt taken waits for it.
  const lock = ['-o', 'DPkg::Lock::Timeout=120']
  spawnSync('apt-get', [...lock, 'update'], { env, stdio: 'ignore' })
  // The package starts a service where there is one to start; tests start their own servers.
  spawnSync('apt-get', [...lock, 'install', '-y', '--no-install-recommends', 'redis-server'], { env, stdio: 'ignore' })
}

/** Path of the program. Without it the test fails: it never passes by skipping. */
export const redisProgram = (): string => {
  const there = found()
  if (there !== null) return there
  install()
  const installed = found()
  if (installed === null) throw new Error(HOW)
  return installed
}

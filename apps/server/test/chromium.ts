/** Finds a Chromium for browser tests; as root on Debian or Ubuntu it installs one. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

const HOW = 'no Chromium found: install one (Debian: apt-get install -y chromium) or name it in CHROMIUM'

const found = (): string | null => {
  const { CHROMIUM = '', PATH = '' } = process.env
  if (CHROMIUM !== '' && existsSync(CHROMIUM)) return CHROMIUM
  if (existsSync('/usr/bin/chromium')) return '/usr/bin/chromium'
  for (const folder of PATH.split(':')) for (const name of NAMES) if (existsSync(join(folder, name))) return join(folder, name)
  return null
}

const install = (): void => {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update'], { env, stdio: 'ignore' })
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env, stdio: 'ignore' })
}

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A headless browser that asks nothing of the network by itself. Without one the test fails: it never passes by skipping. */
export const launchChromium = async (): Promise<Browser> => {
  if (found() === null) install()
  const executablePath = found()
  if (executablePath === null) throw new Error(HOW)
  return chromium.launch({ executablePath, args: QUIET })
}

/** The dashboard in a real browser, over a real data folder. Needs the built dashboard and command line. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { LogPosition, toMillis } from '@jejak/core'
import * as E from 'fp-ts/lib/Either.js'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../test/chromium.js'
import {
  AGENCY,
  another,
  BUDI,
  CORRECTION,
  FIRST,
  type Files,
  type Office,
  openOffice,
  quiet,
  RINA,
  reword,
  right,
  valid,
  writeFolder,
} from '../test/office.js'
import { type RunningServer, startServer } from './startServer.js'

const WEB = fileURLToPath(new URL('../../web/dist', import.meta.url))
const CLI = fileURLToPath(new URL('../../cli/dist/main.js', import.meta.url))
/** A change must be on the page within this time after the append. */
const LIVE_MS = 1000

let browser: Browser
let office: Office
let server: RunningServer
let context: BrowserContext
let page: Page
const asked: string[] = []
const complaints: string[] = []

beforeAll(async () => {
  if (!existsSync(join(WEB, 'index.html'))) throw new Error('the dashboard is not built: npm run build')
  browser = await launchChromium()
  office = await openOffice()
  await right(office.home.readModels.catchUp())
  server = await right(startServer({ home: office.home, operations: quiet(), port: 0, webRoot: WEB }))
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'id-ID' })
  page = await context.newPage()
  page.on('request', (request) => asked.push(request.url()))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await office?.close()
})

const open = async (hash: string): Promise<void> => {
  await page.goto(`${server.url}/${hash}`)
}

// biome-ignore lint/performance/useDomNodeTextContent: a browser test reads what a reader sees
const textOf = (locator: Locator): Promise<string> => locator.innerText()

const tile = (name: string): Promise<string> => textOf(page.locator(`[data-tile="${name}"] .figure-big`))

/** Waits until the tile shows a figure. */
const shown = async (name: string, figure: string): Promise<void> => {
  await page.waitForFunction(
    ([key, text]) => document.querySelector(`[data-tile="${key}"] .figure-big`)?.textContent === text,
    [name, figure],
    { timeout: 20_000, polling: 20 },
  )
}

/** Milliseconds since the last event was recorded. */
const sinceLastEvent = async (): Promise<number> => {
  const now = Date.now()
  const head = await right(office.home.events.head())
  let last = 0
  for await (const events of office.home.events.readAll(valid(LogPosition, head - 1)))
    if (E.isRight(events)) for (const { meta } of events.right) last = Math.max(last, toMillis(meta.recordedAt))
  return now - last
}

let appends = 0

/**
 * Appends attendances one by one and answers the least time from the last record to
 * the page: up to three tries, because a machine busy with other tests may be slow.
 */
const lagOf = async (append: (files: Files) => Promise<unknown>, who: string): Promise<number> => {
  let least = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < 3 && least >= LIVE_MS; tries++) {
    appends++
    const share = new Intl.NumberFormat('id-ID', { style: 'percent', minimumFractionDigits: 1 }).format((7 + appends) / (9 + appends))
    const appended = append(another(`A-${2 + appends}`, who))
    await shown('attendance', share)
    const lag = await sinceLastEvent()
    await appended
    least = Math.min(least, lag)
  }
  return least
}

/** Presses Tab until the focus is on something with this text. */
const tabTo = async (text: string): Promise<void> => {
  for (let i = 0; i < 120; i++) {
    await page.keyboard.press('Tab')
    if ((await page.evaluate(() => document.activeElement?.textContent?.trim())) === text) return
  }
  throw new Error(`the keyboard does not reach "${text}"`)
}

describe('the dashboard', () => {
  it('says how to begin while there is nothing, and fills by itself', async () => {
    await open('')
    await page.getByRole('heading', { name: 'Belum ada data' }).waitFor()
    expect(await textOf(page.locator('pre'))).toContain('import FOLDER --agency')
    await office.receive(FIRST)
    await page.getByRole('heading', { name: 'Ringkasan 2025' }).waitFor({ timeout: 20_000 })
    expect(complaints).toEqual([])
  })

  it('shows the figures of the reports', async () => {
    await open(`#/?agency=${AGENCY}&year=2025`)
    await shown('reached', '71,4%')
    const answer = await (await fetch(`${server.url}/api/report/training-hours?agency=${AGENCY}&year=2025`)).json()
    const { people, reached, share } = answer.totals.pns
    expect([people, reached, share]).toEqual([7, 5, 0.7143])
    expect(await textOf(page.locator('[data-tile="reached"]'))).toContain(`${reached} dari ${people} PNS`)
    expect(await tile('staff')).toBe('8')
    expect(await tile('good')).toBe('66,7%')
    expect(await tile('rating')).toBe('4,00')
    expect(await tile('attendance')).toBe('77,8%')
    expect(await textOf(page.locator('.sub'))).toContain('posisi log')
  })

  it('gives every chart its table, base and date', async () => {
    const figures = page.locator('section.figure')
    expect(await figures.count()).toBe(5)
    for (const figure of await figures.all()) {
      const title = await textOf(figure.getByRole('heading', { level: 2 }))
      await figure.locator('summary').click()
      expect(await figure.getByRole('table', { name: title }).locator('tbody tr').count(), title).toBeGreaterThan(0)
      expect(await textOf(figure.locator('.base')), title).toMatch(/n = \d.*Keadaan per \d+ \p{L}+ \d{4} · posisi log \d/u)
    }
    const hours = page.getByRole('table', { name: 'Pencapaian 20 JP menurut unit' })
    expect(await textOf(hours.locator('tbody tr').first())).toMatch(/Badan Percobaan\s+5\s+4\s+80,0%/)
  })

  it('says in words what is withheld', async () => {
    expect(await textOf(page.getByRole('table', { name: 'Nilai menurut program' }))).toContain('Disembunyikan: kurang dari 5 penilaian')
  })

  it('shows one unit when it is chosen', async () => {
    await page.getByLabel('Unit kerja').selectOption({ label: 'Dinas Contoh' })
    await shown('reached', '50,0%')
    await page.getByLabel('Unit kerja').selectOption({ label: 'Semua unit' })
    await shown('reached', '71,4%')
  })

  it('changes within a second of an append of this process', async () => {
    expect(await lagOf((files) => office.receive(files), BUDI)).toBeLessThan(LIVE_MS)
    await shown('reached', '85,7%')
    await page.locator('[role="status"].said').filter({ hasText: 'Diperbarui' }).waitFor()
  })

  it('changes within a second of an append of another process', async () => {
    const importElsewhere = (files: Files): Promise<unknown> => {
      const args = ['import', writeFolder(join(office.dir, 'elsewhere'), files), '--agency', AGENCY, '--home', office.home.dir]
      return once(spawn(process.execPath, [CLI, ...args], { stdio: 'ignore' }), 'close')
    }
    expect(await lagOf(importElsewhere, RINA)).toBeLessThan(LIVE_MS)
    await shown('reached', '100,0%')
  })

  it('speaks English when asked, and remembers it', async () => {
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Overview 2025' }).waitFor()
    expect(await page.getAttribute('html', 'lang')).toBe('en')
    await page.reload()
    await page.getByRole('heading', { name: 'Overview 2025' }).waitFor()
    expect(await tile('reached')).toBe('100.0%')
    await page.getByRole('button', { name: 'Indonesia' }).click()
    await page.getByRole('heading', { name: 'Ringkasan 2025' }).waitFor()
    expect(await page.getAttribute('html', 'lang')).toBe('id')
  })

  it('is walked by keyboard from the overview to a person', async () => {
    await page.reload()
    await shown('reached', '100,0%')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Langsung ke isi')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
    await tabTo('Dinas Contoh')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Dinas Contoh', level: 1 }).waitFor()
    await tabTo('Siti Contoh')
    expect(await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle)).toBe('solid')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Siti Contoh', level: 1 }).waitFor()
    const timeline = page.getByRole('table', { name: 'Linimasa karier' })
    const promoted = timeline.getByRole('row').filter({ hasText: 'Golongan ruang' })
    expect(await textOf(promoted)).toMatch(
      /01-04-2021[\s\S]*WIB[\s\S]*III\/b[\s\S]*import:bkpsdm[\s\S]*SK\/UJI\/1 \(15-03-2021\)[\s\S]*golongan, baris 1[\s\S]*Berlaku/,
    )
  })

  it('finds a person by number without the number in any address', async () => {
    await open('#/find')
    await page.getByLabel('NIP atau NI PPPK').fill('123')
    await page.keyboard.press('Enter')
    await page.getByText('bukan nomor induk').waitFor()
    await page.getByLabel('NIP atau NI PPPK').fill('19900615 201503 1 902')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Budi Contoh', level: 1 }).waitFor()
    expect(asked.join(' ')).not.toContain('199006152015031902')
    expect(page.url()).not.toContain('1990')
  })

  it('marks what was corrected in words, and leads from one entry to the other', async () => {
    await office.receive(CORRECTION, 'Jam salah hitung')
    await open('#/find')
    await page.getByLabel('NIP atau NI PPPK').fill(RINA)
    await page.keyboard.press('Enter')
    const rows = page.getByRole('table', { name: 'Linimasa karier' }).getByRole('row')
    const corrected = rows.filter({ hasText: 'Dikoreksi, tidak berlaku' })
    await corrected.waitFor()
    const correction = rows.filter({ hasText: 'Koreksi: Mengikuti pelatihan' })
    expect(await textOf(correction)).toMatch(/Seminar Contoh \(A-2\), 6 JP[\s\S]*Jam salah hitung[\s\S]*Berlaku/)
    await corrected.getByRole('link', { name: /^catatan \d+$/ }).click()
    await page.waitForFunction(() => document.activeElement?.classList.contains('does-corrects'))
  })

  it('shows a program with its cohorts, withheld means, and changes of curriculum', async () => {
    await open(`#/program/P-2?agency=${AGENCY}&year=2025`)
    await page.getByRole('heading', { name: 'Seminar Contoh', level: 1 }).waitFor()
    expect(await textOf(page.getByRole('table', { name: 'Angkatan dan nilainya' }))).toContain('Disembunyikan: kurang dari 5 penilaian')
    await open(`#/program/P-1?agency=${AGENCY}&year=2025`)
    await page.getByRole('heading', { name: 'Pelatihan Contoh', level: 1 }).waitFor()
    expect(await textOf(page.getByRole('table', { name: 'Riwayat kurikulum' }))).toContain('Lebih banyak latihan')
  })

  it('says how the service is, and how far a rebuild is', async () => {
    const { readModels } = office.home
    const at = async (): Promise<string> => new Intl.NumberFormat('id-ID').format(await right(office.home.events.head()))
    await open(`#/?agency=${AGENCY}&year=2025`)
    await page.getByRole('link', { name: 'Kesehatan layanan' }).click()
    await page.getByRole('heading', { name: 'Kesehatan layanan', level: 1 }).waitFor()
    const table = page.getByRole('table', { name: 'Proyeksi dan keadaannya' })
    const careers = table.getByRole('row').filter({ hasText: 'Dokumen karier' })
    await careers.filter({ hasText: await at() }).waitFor()
    expect(await textOf(careers)).toMatch(/^Dokumen karier\s+\d+\s+0\s+0\s+[0-9a-f]{12}\s+\d\d-\d\d-\d{4} [\d:]+ WIB$/)
    await table.getByRole('row').filter({ hasText: 'Jam pelatihan' }).waitFor()
    await page.getByText('Semua peristiwa sudah masuk.').waitFor()

    await office.receive(another('A-90', BUDI))
    await careers.filter({ hasText: await at() }).waitFor({ timeout: 20_000 })

    const { generation, parts } = await right(readModels.beginRebuild())
    for (const part of parts.slice(0, 16)) await right(readModels.buildPart(generation, part))
    await page.getByText('Pembangunan ulang berjalan: 16 dari 64 bagian').waitFor({ timeout: 20_000 })
    expect(await page.getByRole('progressbar').getAttribute('value')).toBe('16')
    for (const part of parts.slice(16)) await right(readModels.buildPart(generation, part))
    await right(readModels.finishRebuild(generation))
    await page.getByRole('progressbar').waitFor({ state: 'detached', timeout: 20_000 })

    reword(office, 'preScore', 'notYetKnown')
    await right(readModels.rebuild({ withParked: true }))
    const parked = page.getByRole('table', { name: 'Alur dalam karantina' }).getByRole('row').filter({ hasText: '"Attended"' })
    await parked.waitFor({ timeout: 20_000 })
    expect(await textOf(parked)).toMatch(/^career-[0-9a-f]{32}\s/)
    await page.getByRole('button', { name: 'Baca lagi' }).click()
    await page.getByText('0 alur dilepas.').waitFor()
    reword(office, 'notYetKnown', 'preScore')
    await page.getByRole('button', { name: 'Baca lagi' }).click()
    await page.getByText('1 alur dilepas.').waitFor()
    await parked.waitFor({ state: 'detached', timeout: 20_000 })

    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Service health', level: 1 }).waitFor()
    await page.getByRole('table', { name: 'Projections and their state' }).getByRole('row').filter({ hasText: 'Training hours' }).waitFor()
    await page.getByRole('button', { name: 'Indonesia' }).click()
  })

  it('fits a narrow screen', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    for (const hash of [
      `#/?agency=${AGENCY}&year=2025`,
      `#/unit/UJI.1?agency=${AGENCY}`,
      `#/program/P-1?agency=${AGENCY}&year=2025`,
      '#/find',
      '#/health',
    ]) {
      await open(hash)
      await page.locator('h1').waitFor()
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), hash).toBe(0)
    }
  })

  it('asked nobody but this server, and the browser had nothing to complain of', () => {
    expect(asked.filter((url) => !url.startsWith(`${server.url}/`) && !url.startsWith('data:'))).toEqual([])
    expect(complaints.filter((text) => !text.includes('400'))).toEqual([])
  })
})

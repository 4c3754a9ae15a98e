/** Nothing false on a page, in a real browser: addresses that lead nowhere, years without data, figures that lag, many tabs, long tables. */
import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../test/chromium.js'
import { LARGE, LARGE_PEOPLE, ODD, ODD_CODES } from '../test/oddOffice.js'
import { AGENCY, another, BUDI, FIRST, type Office, openOffice, quiet, right } from '../test/office.js'
import { type RunningServer, startServer } from './startServer.js'

const WEB = fileURLToPath(new URL('../../web/dist', import.meta.url))

interface Place {
  readonly office: Office
  readonly server: RunningServer
}

let browser: Browser
let first: Place
let odd: Place
let context: BrowserContext
let page: Page

const openPlace = async (files: typeof FIRST, watchOnly = false): Promise<Place> => {
  const office = await openOffice()
  await office.receive(files)
  await right(office.home.readModels.catchUp())
  const server = await right(startServer({ home: office.home, operations: quiet(), port: 0, webRoot: WEB, watchOnly }))
  return { office, server }
}
const closePlace = async ({ office, server }: Place): Promise<void> => {
  await server.close()
  await office.close()
}

beforeAll(async () => {
  if (!existsSync(join(WEB, 'index.html'))) throw new Error('the dashboard is not built: npm run build')
  browser = await launchChromium()
  first = await openPlace(FIRST)
  odd = await openPlace(ODD)
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'id-ID' })
  page = await context.newPage()
}, 60_000)

afterAll(async () => {
  await browser?.close()
  await closePlace(first)
  await closePlace(odd)
})

const goTo = async ({ server }: Place, hash: string, on = page): Promise<void> => {
  await on.goto(`${server.url}/${hash}`)
}

/** Waits for a heading of that name, and answers what the page says. */
const saidUnder = async (heading: string, on = page): Promise<string> => {
  await on.getByRole('heading', { name: heading, exact: true, level: 1 }).waitFor({ timeout: 15_000 })
  // biome-ignore lint/performance/useDomNodeTextContent: a browser test reads what a reader sees
  return on.locator('main').innerText()
}

const linksOf = (): Promise<ReadonlyArray<string | null>> =>
  page.locator('.not-found a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))

describe('an address that leads nowhere', () => {
  const scope = `agency=${AGENCY}&year=2025`

  it.each([
    ['an agency', '#/?agency=lain', 'Tidak ada instansi dengan kode lain', `#/?agency=${AGENCY}`],
    ['a page', `#/laporan?agency=${AGENCY}`, 'Alamat ini tidak dikenal: laporan', `#/?agency=${AGENCY}`],
    ['a page that needs a code', '#/unit', 'Alamat ini tidak dikenal: unit', '#/find'],
    ['a year that is none', `#/?agency=${AGENCY}&year=25`, 'Alamat ini tidak dikenal: year=25', `#/?agency=${AGENCY}`],
    ['a unit', `#/unit/UJI.9?${scope}`, 'Tidak ada unit dengan kode UJI.9 di Uji', `#/?${scope}`],
    ['a unit of the overview', `#/?${scope}&unit=UJI.9`, 'Tidak ada data unit dengan kode UJI.9 pada tahun 2025', `#/?${scope}`],
    ['a program', `#/program/P-9?${scope}`, 'Tidak ada program dengan kode P-9 di Uji', `#/?${scope}`],
    ['a person', `#/person/${'0'.repeat(32)}?${scope}`, 'Tidak ada pegawai dengan id ini', `#/find?${scope}`],
    ['a person whose id is none', `#/person/Siti?${scope}`, 'Tidak ada pegawai dengan id ini', `#/find?${scope}`],
  ])('%s says so, and leads to what is there', async (_what, hash, text, elsewhere) => {
    await goTo(first, hash)
    expect(await saidUnder('Tidak ditemukan')).toContain(text)
    expect(await linksOf()).toContain(elsewhere)
  })

  it('is led to the page where it was written as a path', async () => {
    await page.goto(`${first.server.url}/unit/UJI.1?${scope}`)
    await saidUnder('Dinas Contoh')
    await page.goto(`${first.server.url}/laporan/2025`)
    expect(await saidUnder('Tidak ditemukan')).toContain('Alamat ini tidak dikenal: laporan/2025')
    const api = await fetch(`${first.server.url}/api/nowhere`, { headers: { accept: 'text/html' }, redirect: 'manual' })
    expect(api.status).toBe(404)
  })

  it('says so in the language of the reader', async () => {
    await goTo(first, `#/program/P-9?${scope}`)
    await saidUnder('Tidak ditemukan')
    await page.getByRole('button', { name: 'English' }).click()
    expect(await saidUnder('Not found')).toContain('There is no program with the code P-9 in Uji')
    await page.getByRole('button', { name: 'Indonesia' }).click()
  })
})

describe('a year', () => {
  const now = new Date().getFullYear()

  it('that has not begun has no figures', async () => {
    await goTo(first, `#/?agency=${AGENCY}&year=${now + 2}`)
    expect(await saidUnder(`Ringkasan ${now + 2}`)).toContain(`Tahun ${now + 2} belum dimulai.`)
    expect(await linksOf()).toContain(`#/?agency=${AGENCY}&year=2025`)
  })

  it('before the first fact has no data', async () => {
    await goTo(first, `#/?agency=${AGENCY}&year=1950`)
    await page.locator('.not-found').waitFor()
    expect(await saidUnder('Ringkasan 1950')).toContain('Belum ada data untuk tahun 1950.')
  })

  it('that is not over says so, and that nothing is recorded instead of 0 %', async () => {
    await goTo(first, `#/?agency=${AGENCY}&year=${now}`)
    await page.locator('[data-tile="reached"]').waitFor()
    const said = await saidUnder(`Ringkasan ${now}`)
    expect(said).toContain(`Tahun ${now} belum selesai`)
    expect(said).toContain(`Belum ada JP yang tercatat untuk ${now}.`)
    expect(said).toContain(`Belum ada penilaian kinerja yang tercatat untuk ${now}.`)
    expect(said).not.toMatch(/\b0,0\s?%/)
  })

  it('that is over says nothing of the kind', async () => {
    await goTo(first, `#/?agency=${AGENCY}&year=2025`)
    await page.locator('[data-tile="reached"]').waitFor()
    expect(await saidUnder('Ringkasan 2025')).not.toMatch(/belum selesai|Belum ada|sedang berjalan|belum memuat/)
  })
})

describe('figures', () => {
  it('that lag say so on every page, until they are in', async () => {
    const asleep = await openPlace(FIRST, true)
    await asleep.office.receive(another('A-9', BUDI))
    for (const [hash, heading] of [
      [`#/?agency=${AGENCY}&year=2025`, 'Ringkasan 2025'],
      [`#/unit/UJI.1?agency=${AGENCY}&year=2025`, 'Dinas Contoh'],
      [`#/program/P-1?agency=${AGENCY}&year=2025`, 'Pelatihan Contoh'],
      [`#/find?agency=${AGENCY}`, 'Cari pegawai menurut nomor induk'],
      ['#/health', 'Kesehatan layanan'],
    ] as const) {
      await goTo(asleep, hash)
      await saidUnder(heading)
      await page.locator('.notice.lagging').waitFor({ timeout: 15_000 })
      expect(await saidUnder(heading)).toMatch(/Angka belum memuat \d+ peristiwa terbaru: data baca sampai posisi \d+, log sampai \d+\./)
    }
    await goTo(asleep, `#/?agency=${AGENCY}&year=2025`)
    await page
      .getByText(/\d+ peristiwa terbaru yang belum masuk/)
      .first()
      .waitFor()
    await right(asleep.office.home.readModels.catchUp())
    await page.locator('.notice.lagging').waitFor({ state: 'detached', timeout: 15_000 })
    await closePlace(asleep)
  }, 90_000)

  it('that an import is still adding to say so', async () => {
    const { office } = first
    const index = new DatabaseSync(office.home.files.index)
    const lease = 'INSERT OR REPLACE INTO lease (agency, holder, pid, host, beat) VALUES (?, ?, ?, ?, ?)'
    index.prepare(lease).run(AGENCY, 'uji', process.pid, hostname(), Date.now())
    await goTo(first, `#/?agency=${AGENCY}&year=2025`)
    await page.getByText('Impor untuk instansi ini sedang berjalan').waitFor({ timeout: 15_000 })
    index.exec('DELETE FROM lease')
    index.close()
    await page.getByText('Impor untuk instansi ini sedang berjalan').waitFor({ state: 'detached', timeout: 15_000 })
  }, 60_000)
})

describe('many tabs', () => {
  it('all show figures and hear of changes, also when the first of them is closed', async () => {
    const many = await browser.newContext({ locale: 'id-ID' })
    const tabs: Page[] = []
    for (let i = 0; i < 9; i++) {
      const tab = await many.newPage()
      tabs.push(tab)
      await goTo(first, `#/?agency=${AGENCY}&year=2025`, tab)
      await tab.locator('[data-tile="reached"]').waitFor({ timeout: 15_000 })
      await tab.locator('.live.on').waitFor({ timeout: 15_000 })
    }
    const attendance = (tab: Page): Promise<string | null> => tab.locator('[data-tile="attendance"] .note').textContent()
    const changed = async (tab: Page, from: string | null): Promise<void> => {
      await tab.waitForFunction((old) => document.querySelector('[data-tile="attendance"] .note')?.textContent !== old, from, {
        timeout: 15_000,
      })
    }
    const before = await attendance(tabs[0] ?? page)
    await first.office.receive(another('A-21', BUDI))
    for (const tab of tabs) await changed(tab, before)
    await tabs.shift()?.close()
    await tabs.at(-1)?.locator('.live.on').waitFor()
    const between = await attendance(tabs[0] ?? page)
    await first.office.receive(another('A-22', BUDI))
    for (const tab of tabs) await changed(tab, between)
    await many.close()
  }, 120_000)
})

describe('codes of any form', () => {
  it.each(ODD_CODES)('%j opens its unit and its program', async (code) => {
    const at = ODD_CODES.indexOf(code) + 1
    const query = `?agency=${AGENCY}&year=2025`
    await goTo(odd, `#/unit/${encodeURIComponent(code)}${query}`)
    expect(await saidUnder(`Unit Aneh ${at}`)).toContain(`Pegawai ${at}`)
    await goTo(odd, `#/program/${encodeURIComponent(code)}${query}`)
    expect(await saidUnder(`Program Aneh ${at}`)).toContain(code)
  })

  it('are reached by the links of the overview', async () => {
    await goTo(odd, `#/?agency=${AGENCY}&year=2025`)
    await page.getByRole('link', { name: 'Unit Aneh 5', exact: true }).first().click()
    await saidUnder('Unit Aneh 5')
  })
})

describe('a long table', () => {
  it('is turned by the keyboard, and said to whoever cannot see it', async () => {
    await goTo(odd, `#/unit/${LARGE}?agency=${AGENCY}&year=2025`)
    await saidUnder('Dinas Besar')
    const rows = page.locator('table tbody tr')
    const pager = page.getByRole('navigation', { name: 'Halaman tabel: Pegawai unit' })
    await pager.getByRole('status').getByText(`Baris 1–100 dari ${LARGE_PEOPLE}`).waitFor()
    expect(await rows.count()).toBe(100)
    const next = pager.getByRole('button', { name: 'Berikutnya' })
    await next.focus()
    await page.keyboard.press('Enter')
    await pager.getByText(`Baris 101–${LARGE_PEOPLE} dari ${LARGE_PEOPLE}`).waitFor()
    expect(await rows.count()).toBe(LARGE_PEOPLE - 100)
    expect(await next.getAttribute('aria-disabled')).toBe('true')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Berikutnya')
    await pager.getByRole('button', { name: 'Sebelumnya' }).press('Enter')
    await pager.getByText(`Baris 1–100 dari ${LARGE_PEOPLE}`).waitFor()
  })

  it('is searched as a whole', async () => {
    await page.getByLabel('Saring nama atau NIP').fill('contoh 13')
    await page.getByText(`1 dari ${LARGE_PEOPLE} orang cocok`).waitFor()
    expect(await page.locator('table tbody tr').count()).toBe(1)
    // What is looked for stands in no address.
    expect(page.url()).not.toContain('contoh')
  })
})

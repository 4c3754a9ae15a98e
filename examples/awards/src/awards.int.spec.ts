import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openDeployment } from '@jejak/application'
import { run } from '@jejak/cli'
import { AGENCY, mustRun } from '@jejak/testing'
import { expect, test } from 'vitest'
import awards from './awards.js'

const here = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url))
const home = join(mkdtempSync(join(tmpdir(), 'jejak-awards-')), 'home')
const jejak = async (line: string): Promise<readonly [number, string]> => {
  const said: unknown[] = []
  const hear = (text: unknown) => void said.push(text)
  const io = { out: hear, err: hear, env: {}, cwd: here('.'), columns: null, onStop: () => () => undefined, onEnd: () => () => undefined }
  return [await run([...line.split(' '), '--home', home], { ...io, interactive: false }), said.join('')]
}

test('awards come in by a file and are counted', async () => {
  const deployment = await mustRun(openDeployment({ home, extensions: [awards] }))
  const { files } = await mustRun(deployment.importFolder({ dir: here('files'), agency: AGENCY }))
  expect(files['awards.given']).toMatchObject({ accepted: 1, rejected: 1 })
  expect((await mustRun(deployment.report({ report: 'awards.people', year: 2025 }))).rows).toEqual([{ unitId: 'UJI.1', awards: 1 }])
  await deployment.close()
})

test('they shorten the years in rank once the agency says so, and nobody who does not load them is let in', async () => {
  const eligible = '--extension dist/awards.js report promotion-eligibility --period 2026-04 --format csv'
  expect(await jejak(eligible)).toEqual([0, expect.stringContaining(',YEARS_IN_RANK')])
  const adopt = `policy adopt policy.json --agency ${AGENCY} --from 2026-01-01 --reason award --basis Perwali`
  expect(await jejak(`--extension dist/awards.js ${adopt}`)).toEqual([0, expect.stringContaining('awards.rank kota-1 holds')])
  expect(await jejak(eligible)).toEqual([0, expect.not.stringContaining('YEARS_IN_RANK')])
  expect(await jejak('report staff-list')).toEqual([
    1,
    expect.stringMatching(/has no extensions, .* used with awards@1.*jejak extensions set/),
  ])
})

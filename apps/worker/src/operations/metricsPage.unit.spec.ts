import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { openMetrics } from './Metrics.js'
import { LOG_LEVELS } from './settings.js'

const page = readFileSync(new URL('../../../../docs/operations/watching.md', import.meta.url), 'utf8')

it('the page of metrics lists every metric of ours with its labels, and no other', async () => {
  const metrics = openMetrics()
  metrics.requested({ method: 'GET', route: '/', status: 200, seconds: 0.001 })
  const text = await metrics.text({
    readiness: {
      status: 'ready',
      checks: { events: { status: 'up' }, keys: { status: 'up' }, readModels: { status: 'down', reason: '' } },
    },
    state: null,
    rebuild: null,
  })
  const made = [...text.matchAll(/^# TYPE (jejak_\w+) \w+$/gm)].map(([, name]) => name)
  const listed = [...page.matchAll(/^\| `(jejak_\w+)(?:\{[^}]*\})?`/gm)].map(([, name]) => name)
  expect(listed.length).toBeGreaterThan(15)
  expect([...listed].sort()).toEqual([...made].sort())
})

it('the page names every level of the log', () => {
  for (const level of LOG_LEVELS) expect(page).toContain(`\`${level}\``)
})

import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

/** Whether gRPC is loaded, in a process that imports what was built. */
const loadsGrpc = (entry: string): boolean => {
  const url = new URL(`../../dist/${entry}`, import.meta.url)
  const script = `
    import { createRequire } from 'node:module'
    await import(${JSON.stringify(url.href)})
    const loaded = Object.keys(createRequire(${JSON.stringify(url.href)}).cache)
    process.stdout.write(String(loaded.some((path) => path.includes('grpc'))))`
  const options = { encoding: 'utf8', timeout: 30_000 } as const
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], options) === 'true'
}

describe('the client of EventStoreDB', () => {
  it('is loaded by those who open a server only', () => {
    expect(loadsGrpc('index.js')).toBe(false)
    expect(loadsGrpc('eventstoredb/dbClientDriver.js')).toBe(true)
  })
})

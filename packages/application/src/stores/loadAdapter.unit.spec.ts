/** A program that never names a server needs no driver of one; one that does is told which is missing. */
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { loadAdapter } from './loadAdapter.js'

describe('the adapter of a server', () => {
  it('is loaded where its driver is installed', async () => {
    expect(await loadAdapter('fp-ts', () => import('fp-ts/lib/Either.js'))()).toEqual(E.right(expect.objectContaining({ right: E.right })))
  })

  it('names a driver that is not installed, and how to add it', async () => {
    const absent = '@jejak/no-such-driver'
    expect(await loadAdapter(absent, () => import(absent))()).toEqual(
      E.left({ tag: 'DriverMissing', reason: `the package ${absent} is missing: add it with npm install ${absent}` }),
    )
  })
})

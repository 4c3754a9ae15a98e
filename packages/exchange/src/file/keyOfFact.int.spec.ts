/** The key of a row can be read off its fact again, for every file: shown by the rows of its template. */
import { readFileSync } from 'node:fs'
import { AgencyCode, agencyStream, careerStream, EmployeeNumber, LocalDate } from '@jejak/core'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { wholeFact } from '../judge/wholeFact.js'
import { makeVault, right } from '../run/office.spec.js'
import { clearKeyOf, clearKeyOfFact } from './clearKey.js'
import { at, type Naming } from './FileDef.js'
import { FILES } from './files.js'
import { readRow } from './readRow.js'

const vault = await makeVault()
const agency = right(AgencyCode.decode('uji'))
const number = (nip: string): EmployeeNumber => (EmployeeNumber.is(nip) ? nip : expect.fail(`${nip} is no number`))
const naming: Naming = {
  agency,
  career: (nip) => vault.careerId(number(nip)),
  careerStream: (nip) => careerStream(vault.careerId(number(nip))),
  programStream: () => agencyStream(agency),
  cohortStream: () => agencyStream(agency),
  positionStream: () => agencyStream(agency),
  agencyStream: () => agencyStream(agency),
}

describe.each([...FILES])('$name', (def) => {
  it('has rows whose facts are found by the key in clear', () => {
    const text = readFileSync(new URL(`../../../../docs/templates/${def.name}.csv`, import.meta.url), 'utf8')
    const [header = [], ...rows] = Papa.parse<string[]>(text.replace('\uFEFF', ''), { skipEmptyLines: true }).data
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) {
      const read = readRow(def, (column) => row[header.indexOf(column)])
      if (!read.ok) return expect.fail(`${read.code} ${read.column}`)
      const fact = wholeFact(def.toFact(read.cells, naming, { policies: [] }))
      if (fact === null) return expect.fail('no fact')
      const day = typeof def.dated === 'object' && def.dated !== null ? at(read.cells, def.dated.column) : null
      const found = clearKeyOfFact(fact, LocalDate.is(day) ? day : null, agency)
      expect([found?.file, found?.key]).toEqual([def.name, clearKeyOf(def, read.cells, agency)])
    }
  })
})

/** Lists of which offices use other words too. */
import { Education, namesOf, ServantStatus, Sex } from '@jejak/core'
import { listOf } from './list.js'

export const sex = listOf(namesOf(Sex), { L: ['Laki-laki'], P: ['Perempuan'] })

export const servantStatus = listOf(namesOf(ServantStatus), { PPPK: ['P3K'] })

export const yesNo = listOf(['Y', 'T'], { Y: ['Ya'], T: ['Tidak'] })

const ROMAN = ['I', 'II', 'III', 'IV']

/** `D3` is also written `D-3`, `D.3`, `DIII`, `D-III` and `D.III`. */
const written = (level: string): ReadonlyArray<string> => {
  const [letter = '', digit = ''] = level
  const roman = ROMAN[Number(digit) - 1] ?? ''
  return ['', '-', '.'].flatMap((sign) => [`${letter}${sign}${digit}`, `${letter}${sign}${roman}`]).filter((form) => form !== level)
}

const SCHOOLS = { SD: ['MI'], SLTP: ['SMP', 'MTs'], SLTA: ['SMA', 'SMK', 'MA'] } as const

const degrees = (form: (level: string) => ReadonlyArray<string>) =>
  Object.fromEntries(
    namesOf(Education)
      .filter((level) => /^[DS][1-4]$/.test(level))
      .map((level) => [level, form(level)]),
  )

export const education = listOf(
  namesOf(Education),
  { ...SCHOOLS, ...degrees(written) },
  { ...SCHOOLS, ...degrees((level) => written(level).slice(-3, -2)) },
)

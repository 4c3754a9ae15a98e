/** What the number says of a person, against what is recorded. All of it is personal: it is asked where it is open. */
import { completedYears, type LocalDate } from '../../date/LocalDate.js'
import type { ServantStatus, Sex } from '../../fact/values.js'
import { birthDateOf, type EmployeeNumber, numberKindOf, sexOf } from '../../identity/EmployeeNumber.js'
import { LAW } from '../../law/law.js'
import type { Parameter } from '../../policy/Parameter.js'
import { met, metUnless, type Rule, unknown } from '../Rule.js'

/** What is missing while the personal part is sealed. */
const SEALED = 'personal part'

/** The birth date of a file is that of the number. */
export const BIRTHDATE_DIFFERS: Rule<
  'BIRTHDATE_DIFFERS',
  { readonly personal: { readonly number: EmployeeNumber; readonly birthDate: LocalDate } | null }
> = {
  code: 'BIRTHDATE_DIFFERS',
  basis: LAW.employeeNumber,
  mark: 'verified',
  text: { id: 'Tanggal lahir berbeda dari NIP', en: 'The birth date differs from the number' },
  judge: ({ personal }) => (personal === null ? unknown(SEALED) : metUnless(birthDateOf(personal.number) !== personal.birthDate)),
}

/** The sex of a file is that of the number. */
export const SEX_DIFFERS: Rule<'SEX_DIFFERS', { readonly sex: Sex; readonly personal: { readonly number: EmployeeNumber } | null }> = {
  code: 'SEX_DIFFERS',
  basis: LAW.employeeNumber,
  mark: 'verified',
  text: { id: 'Jenis kelamin berbeda dari NIP', en: 'The sex differs from the number' },
  judge: ({ sex, personal }) => (personal === null ? unknown(SEALED) : metUnless(sexOf(personal.number) !== sex)),
}

/** A number has the form of the status: that of an agreement (PPPK), or that of an appointment as candidate. */
export const NUMBER_OF_OTHER_KIND: Rule<
  'NUMBER_OF_OTHER_KIND',
  { readonly status: ServantStatus; readonly personal: { readonly number: EmployeeNumber } | null }
> = {
  code: 'NUMBER_OF_OTHER_KIND',
  basis: LAW.employeeNumber,
  mark: 'verified',
  text: { id: 'Nomor induk bukan bentuk untuk jenis pegawai ini', en: 'The number is not of the form for this kind of servant' },
  judge: ({ status, personal }) =>
    personal === null ? unknown(SEALED) : metUnless((numberKindOf(personal.number) === 'PPPK') !== (status === 'PPPK')),
}

/** Completed years, both included. */
export type EntryAges = Parameter<{ readonly youngest: number; readonly oldest: number }>

/** The ages asked about by the second contract of the import; older entries exist from conversions of honorary staff. */
export const ENTRY_AGES: EntryAges = {
  value: { youngest: 18, oldest: 40 },
  article: 'plausibility of the number: 18 to 35, up to 40 for some posts',
  mark: 'recalled',
}

export interface EntryFacts {
  readonly status: ServantStatus
  readonly on: LocalDate | null
  readonly personal: { readonly birthDate: LocalDate } | null
  readonly ages: EntryAges
}

/** Of PNS and CPNS; met by PPPK, of whom no such ages are known. */
export const AGE_AT_ENTRY: Rule<'AGE_AT_ENTRY', EntryFacts> = {
  code: 'AGE_AT_ENTRY',
  basis: LAW.employeeNumber,
  mark: 'recalled',
  text: { id: 'Umur saat masuk di luar batas yang lazim', en: 'The age at entry is outside the usual ages' },
  judge: ({ status, on, personal, ages }) => {
    if (status === 'PPPK') return met()
    if (personal === null || on === null) return unknown(personal === null ? SEALED : 'day of entry')
    const age = completedYears(personal.birthDate, on)
    return metUnless(age < ages.value.youngest || age > ages.value.oldest)
  },
}

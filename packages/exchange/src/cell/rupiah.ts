/** Whole rupiah: `1.500.000,00`, `1500000`, `Rp 1.500.000`, a minus in front. */
import { type Cell, fault, value } from './Cell.js'
import { tidyText } from './tidy.js'

const FORM = /^(-?)\s*(?:Rp\.?\s*)?(-?)\s*([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,0+)?$/i

export const rupiah: Cell = {
  tidy: tidyText,
  advice: {
    id: 'Pakai rupiah bulat: 1500000, 1.500.000,00 atau Rp 1.500.000, boleh dengan minus di depan.',
    en: 'Use whole rupiah: 1500000, 1.500.000,00 or Rp 1.500.000, with a minus in front where it is one.',
  },
  read: (text) => {
    const parts = FORM.exec(text)
    if (parts?.[3] === undefined || (parts[1] === '-' && parts[2] === '-')) return fault('VALUE_INVALID')
    const amount = Number(parts[3].replaceAll('.', ''))
    if (!Number.isSafeInteger(amount)) return fault('VALUE_INVALID')
    return value(String(amount === 0 || (parts[1] !== '-' && parts[2] !== '-') ? amount : -amount))
  },
}

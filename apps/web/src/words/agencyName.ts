/** The code of an agency as a name: `kota-contoh` as `Kota Contoh`. */
export const agencyName = (code: string): string =>
  code.replace(/(^|-)([a-z])/g, (_all, dash: string, letter: string) => `${dash ? ' ' : ''}${letter.toUpperCase()}`)

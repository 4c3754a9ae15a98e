/** A number as offices print it: `19850412 201003 2 007`. */
export const displayNumber = (number: string): string =>
  `${number.slice(0, 8)} ${number.slice(8, 14)} ${number.slice(14, 15)} ${number.slice(15)}`

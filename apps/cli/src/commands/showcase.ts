/** What `npm start` shows when nothing has been imported, and `jejak simulate` makes unless told otherwise. */
export const SHOWCASE = { agency: 'simulasi', people: 2_000, years: 5, seed: 1 }

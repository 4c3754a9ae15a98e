/** Reading rows of node:sqlite as the types their columns have. */

export type SqlRow = Readonly<Record<string, unknown>>

export const textOf = (row: SqlRow, column: string): string => {
  const value = row[column]
  return typeof value === 'string' ? value : ''
}

export const textOrNull = (row: SqlRow, column: string): string | null => {
  const value = row[column]
  return typeof value === 'string' ? value : null
}

export const numberOf = (row: SqlRow, column: string): number => {
  const value = row[column]
  return typeof value === 'number' ? value : 0
}

/** Joins texts so that no two lists give one text: each goes with its length in bytes before it. */
export const joined = (parts: ReadonlyArray<string>): string => parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join('')

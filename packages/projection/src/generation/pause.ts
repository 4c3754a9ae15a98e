/** Pauses: for other work of this process, for a while, and for other processes. */

export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Files that hold data of persons are made for their owner alone. */
import { closeSync, constants, openSync } from 'node:fs'

const OWNER_ALONE = 0o600

/**
 * Makes a file that is not there yet, empty, readable and writable by its owner
 * alone; an empty file is an empty database to SQLite, and what SQLite lays beside it
 * (`-wal`, `-shm`) gets the same mode. One that is there stays as it is; where none
 * can be made, whoever opens it is told why.
 */
export const makePrivate = (path: string): void => {
  try {
    closeSync(openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, OWNER_ALONE))
  } catch {
    // It is there, or opening it says what is wrong.
  }
}

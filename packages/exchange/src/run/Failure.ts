/** How a step inside an import gives up; caught once, at the border of `importFolder`. */
import type { ImportError } from './ImportOptions.js'

export class Failure extends Error {
  readonly error: ImportError
  constructor(error: ImportError) {
    super(error.reason)
    this.error = error
  }
}

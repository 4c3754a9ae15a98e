/** Why a file or a folder could not be written. */

export type WriteFault =
  /** Something has that name already, and it is not replaced. */
  | { readonly tag: 'Taken' }
  /** The folder holds `entry`, which was not written there by this program, or was changed since. */
  | { readonly tag: 'NotOwn'; readonly entry: string; readonly changed: boolean }
  /** The file system's code, as `ENOSPC`. */
  | { readonly tag: 'Unwritable'; readonly code: string }

export const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'failed')

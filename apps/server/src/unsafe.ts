/** The one gateway for casts in this package. */

/** The code of an error of Node, if it has one. */
export const unsafeErrorCode = (error: unknown): string | null => {
  const { code } = (error ?? {}) as { readonly code?: unknown }
  return typeof code === 'string' ? code : null
}

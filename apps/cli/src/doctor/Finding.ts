/** What a check found: all well, something to know, or something to do. */
export interface Finding {
  readonly kind: 'ok' | 'note' | 'problem'
  readonly what: string
  readonly advice: string | null
}

export const ok = (what: string): Finding => ({ kind: 'ok', what, advice: null })
export const note = (what: string, advice: string): Finding => ({ kind: 'note', what, advice })
export const problem = (what: string, advice: string): Finding => ({ kind: 'problem', what, advice })

/** What a check found: all well, something to know, facts for an office to look at, or damage to mend. */
export interface Finding {
  readonly kind: 'ok' | 'note' | 'facts' | 'problem'
  /** What kind of thing it is, for programs; the same for ever. */
  readonly code: string
  readonly what: string
  /** The file, stream or part it is in; `null` where `what` says it, or it is all. */
  readonly where: string | null
  readonly advice: string | null
}

interface More {
  readonly code?: string
  readonly where?: string
}

const finding = (kind: Finding['kind'], what: string, advice: string | null, { code = kind, where }: More): Finding => ({
  kind,
  code,
  what,
  where: where ?? null,
  advice,
})

export const ok = (what: string, more: More = {}): Finding => finding('ok', what, null, more)
export const note = (what: string, advice: string, more: More = {}): Finding => finding('note', what, advice, more)
export const problem = (what: string, advice: string, more: More = {}): Finding => finding('problem', what, advice, more)
/** Facts that are in and break a rule: nothing is damaged, and doctor does not fail. */
export const facts = (what: string, advice: string, more: More = {}): Finding => finding('facts', what, advice, more)

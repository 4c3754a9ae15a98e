/** The frame of every chart: what it says in words, the chart, its base and date, and the same data as a table. */

import type { Heading } from '@jejak/application/wire'
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { useSpeech } from '../words/Language.js'
import { DataTable, type Table } from './DataTable.js'

interface Props {
  readonly title: string
  /** What the chart says, in one sentence. */
  readonly text: string
  /** What is counted, and how. */
  readonly note: string
  /** Of how many it speaks, and who is left out. */
  readonly base: string
  readonly heading: Heading
  readonly table: Table
  readonly children: ComponentChildren
  /** Shows the table at once. */
  readonly open?: boolean
}

export const Figure = ({ title, text, note, base, heading, table, children, open = false }: Props) => {
  const { words, format } = useSpeech()
  const id = useId()
  return (
    <section class="card figure" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p class="takeaway">{text}</p>
      <div class="plot">{children}</div>
      <p class="note">{note}</p>
      <p class="base">
        <strong>{words.base}:</strong> {base} · {words.heading(format.day(heading.asOf), format.count(heading.position))}
      </p>
      <details class="data" open={open}>
        <summary>{words.table}</summary>
        <DataTable {...table} caption={title} />
      </details>
    </section>
  )
}

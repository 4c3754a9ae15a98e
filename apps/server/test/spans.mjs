/** Loaded before a program (`node --import`): an SDK of OpenTelemetry that writes the name of each span to the file in SPANS. */
import { appendFileSync } from 'node:fs'
import { trace } from '@opentelemetry/api'
import { BasicTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'

const exporter = {
  export: (spans, done) => {
    appendFileSync(process.env['SPANS'], spans.map(({ name }) => `${name}\n`).join(''))
    done({ code: 0 })
  },
  shutdown: async () => undefined,
}
trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }))

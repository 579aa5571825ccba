import { context, trace } from '@opentelemetry/api';
import type { ReadableSpan, SpanExporter, SpanProcessor } from '@opentelemetry/sdk-trace';
import { env } from '@/lib/env';
import { redactedText } from './redacted';
import { inheritedAttributes } from './traced';

/** Sends what was not sent yet, and ends tracing. */
export type Tracing = { stop: () => Promise<void> };

/**
 * Sends traces of this process to the collector at `OTEL_EXPORTER_OTLP_ENDPOINT`. Without it nothing is traced, and
 * nothing of what traces is loaded. Next adds spans of its own to ours. What a caller says of traces in its headers is
 * not believed: strangers must not decide what is traced.
 * @param service by which the collector tells processes apart
 */
export async function startTracing(service: 'foothold-web' | 'foothold-worker'): Promise<Tracing> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT } = env();
  if (OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return { stop: async () => {} };
  const [sdk, { OTLPTraceExporter }, { AsyncLocalStorageContextManager }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/context-async-hooks'),
      import('@opentelemetry/resources'),
    ]);
  // It reads headers of its own, for a collector that wants a token, from OTEL_EXPORTER_OTLP_HEADERS.
  const url = `${OTEL_EXPORTER_OTLP_ENDPOINT.replace(/\/+$/, '')}/v1/traces`;
  const exporter = withoutSecrets(new OTLPTraceExporter({ url, timeoutMillis: 5_000 }));
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [inheriting, new sdk.BatchSpanProcessor({ exporter })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  return {
    stop: async () => {
      await provider.shutdown();
      trace.disable();
      context.disable();
    },
  };
}

/** Gives each span what its parent has of {@link inheritedAttributes}. */
const inheriting: SpanProcessor = {
  onStart: (span, parentContext) => {
    const parent = trace.getSpan(parentContext);
    if (!parent || !('attributes' in parent) || typeof parent.attributes !== 'object') return;
    for (const [name, value] of Object.entries(parent.attributes ?? {}))
      if (inheritedAttributes.some((inherited) => inherited === name)) span.setAttribute(name, value);
  },
  onEnd: () => {},
  forceFlush: async () => {},
  shutdown: async () => {},
};

// The addresses in Next's own spans may carry tokens, as those of mailed links do.
function withoutSecrets(exporter: SpanExporter): SpanExporter {
  return {
    export: (spans, done) => exporter.export(spans.map(clean), done),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}

function clean(span: ReadableSpan): ReadableSpan {
  const attributes = Object.fromEntries(
    Object.entries(span.attributes).map(([name, value]) => [
      name,
      typeof value === 'string' ? redactedText(value) : value,
    ]),
  );
  // What Next records of an error are its words and its stack.
  return Object.create(span, {
    name: { value: redactedText(span.name) },
    attributes: { value: attributes },
    events: { value: [] },
  });
}

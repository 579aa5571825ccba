import { type Attributes, SpanStatusCode, trace } from '@opentelemetry/api';

/** What every span within one that has it has, too: for whom the work is done. */
export const inheritedAttributes = ['user.id', 'user.plan', 'organization.id', 'stripe.customer_id'] as const;

/**
 * Runs `work` as a span of a trace, with what it does inside as spans below it. Costs next to nothing where nothing is
 * traced. Of an error only its kind is told: its words may quote what is nobody's business.
 * @param name of few kinds, such as `db.transaction`: what it was about this time is for the attributes
 */
export function traced<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  return trace.getTracer('foothold').startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      const kind = error instanceof Error ? error.name : 'unknown';
      span.setAttribute('error.type', kind);
      span.setStatus({ code: SpanStatusCode.ERROR, message: kind });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Adds to the span that is running, if one is. */
export function noteOnTrace(attributes: Attributes): void {
  trace.getActiveSpan()?.setAttributes(attributes);
}

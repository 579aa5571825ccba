import { ChevronRight } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Badge } from '@/components/ui/badge';
import type { ReferenceField, ReferenceOperation } from '@/lib/openapi';

/** One operation of the API reference; its fields open on demand. */
export function OperationReference({ operation }: { operation: ReferenceOperation }) {
  const { id, method, path, summary, access, idempotent, groups, success } = operation;
  return (
    <article id={id} className="rounded-lg border bg-surface">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3">
        {/* As wide as the longest method, so that the paths stand under each other. */}
        <Badge tone={methodTones[method] ?? 'neutral'} className="min-w-15 justify-center">
          {method}
        </Badge>
        <h3 className="break-all font-mono text-13">{path}</h3>
        <p className="w-full text-muted-foreground text-sm sm:w-auto">{summary}</p>
        <p className="w-full text-muted-foreground text-xs">
          {access}
          {idempotent ? ' · takes an Idempotency-Key' : ''} · {success}
        </p>
      </div>
      {groups.length > 0 ? (
        <details className="group border-t">
          <summary className="flex list-none items-center gap-1.5 px-4 py-2 text-13 text-muted-foreground -outline-offset-2 transition-colors hover:text-foreground [&::-webkit-details-marker]:hidden">
            <ChevronRight aria-hidden="true" className="size-3.5 transition-transform group-open:rotate-90" />
            Fields
          </summary>
          <div className="grid gap-4 px-4 pb-4">
            {groups.map(({ title, fields }) => (
              <FieldList key={title} title={title} fields={fields} />
            ))}
          </div>
        </details>
      ) : null}
    </article>
  );
}

const methodTones: Record<string, ComponentProps<typeof Badge>['tone']> = {
  GET: 'info',
  POST: 'success',
  PUT: 'warning',
  PATCH: 'warning',
  DELETE: 'danger',
};

function FieldList({ title, fields }: { title: string; fields: ReferenceField[] }) {
  return (
    <section className="grid gap-2">
      <h4 className="font-medium text-13">{title}</h4>
      <dl className="grid gap-x-4 gap-y-1 text-13 sm:grid-cols-[max-content_1fr]">
        {fields.map(({ name, type, required, description }) => (
          <div key={name} className="contents">
            <dt className="font-mono">{name}</dt>
            <dd className="text-muted-foreground">
              {type}
              {required ? '' : ', optional'}
              {description ? ` · ${description}` : ''}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

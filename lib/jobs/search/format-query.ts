import type { JobQuery, PayEnd } from './query';

/** A question as somebody would write it; read again it is the same question. */
export function formatQuery(query: JobQuery): string {
  switch (query.kind) {
    case 'all':
      return query.of
        .map((part) => (part.kind === 'any' ? `(${formatQuery(part)})` : formatQuery(part)))
        .join(' ');
    case 'any':
      return query.of.map(formatQuery).join(' OR ');
    case 'not':
      return notWords(query.of);
    case 'text':
      return `${query.scope === 'any' ? '' : `${query.scope}:`}${query.exact ? `"${query.words}"` : query.words}`;
    case 'status':
    case 'mode':
      return `${query.kind}:${query.values.join(',')}`;
    case 'source':
      return `source:"${query.value}"`;
    case 'pay':
      return `salary:${payWords(query.from, query.to)}${query.currency ?? ''}`;
    case 'day':
      return dayWords(query);
  }
}

// A word that begins with a minus would give it away to the one in front of it.
function notWords(query: JobQuery): string {
  const words = formatQuery(query);
  if (query.kind === 'all' || query.kind === 'any') return `-(${words})`;
  return words.startsWith('-') ? `NOT ${words}` : `-${words}`;
}

function payWords(from: PayEnd | null, to: PayEnd | null): string {
  if (from && to) return from.amount === to.amount ? `${from.amount}` : `${from.amount}..${to.amount}`;
  if (from) return `>${from.open ? '' : '='}${from.amount}`;
  return `<${to?.open ? '' : '='}${to?.amount}`;
}

function dayWords({ field, from, before }: Extract<JobQuery, { kind: 'day' }>): string {
  if (from === null) return `${field}:<${before}`;
  if (before === null) return `${field}:>=${from}`;
  const last = new Date(`${before}T00:00:00Z`);
  last.setUTCDate(last.getUTCDate() - 1);
  return `${field}:${from}..${last.toISOString().slice(0, 10)}`;
}

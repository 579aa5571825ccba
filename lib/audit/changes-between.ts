import { asJson, withoutSecrets } from './without-secrets';

type Facts = Readonly<Record<string, unknown>>;

/**
 * What differs between two pictures of a thing, each side with those fields alone and without secrets. A side is null
 * where the thing was not there. What is the same on both sides is left out, so that a reader sees what changed and
 * nothing is kept that nobody needs.
 */
export function changesBetween(
  before: Facts | null | undefined,
  after: Facts | null | undefined,
): { before: Facts | null; after: Facts | null } {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter(
    (name) => asJson(before?.[name]) !== asJson(after?.[name]),
  );
  return { before: only(before, names), after: only(after, names) };
}

function only(facts: Facts | null | undefined, names: readonly string[]): Facts | null {
  if (!facts) return null;
  const kept = names.filter((name) => facts[name] !== undefined).map((name) => [name, facts[name]]);
  return withoutSecrets(Object.fromEntries(kept));
}

/** An object of which nothing is known. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** Whether a value is an object with named parts. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text that says something, or a number as text; the first of several. */
export function textIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() || undefined;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (Array.isArray(value)) return textIn(value.find((each) => textIn(each) !== undefined));
  return undefined;
}

/** One, several or none, as a list. */
export function listIn(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

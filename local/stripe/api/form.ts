/** A decoded form or query: text, lists and named groups. */
type FormValue = string | FormValue[] | { [name: string]: FormValue };
export type FormGroup = { [name: string]: FormValue };

/** The form cannot be read: a bracket is missing or a name is used as text and as a group. */
export class FormError extends Error {
  override readonly name = 'FormError';
}

/**
 * Decodes `a[b][0]=c` as Stripe does: brackets nest, `[]` appends, and a group whose names are 0, 1, 2 … is a list.
 * @throws FormError
 */
export function decodeForm(encoded: string): FormGroup {
  const root: Group = new Map();
  for (const [name, value] of new URLSearchParams(encoded)) place(root, splitName(name), value);
  return asGroup(root);
}

type Group = Map<string, string | Group>;
const MAX_DEPTH = 12;

function splitName(name: string): string[] {
  const open = name.indexOf('[');
  if (open === -1) return [name];
  const first = name.slice(0, open);
  const rest = name.slice(open);
  if (first === '' || !/^(\[[^[\]]*\])+$/.test(rest)) throw new FormError(`Invalid parameter name: ${name}`);
  const path = [first, ...rest.slice(1, -1).split('][')];
  if (path.length > MAX_DEPTH) throw new FormError(`Parameter nested too deeply: ${name}`);
  return path;
}

function place(group: Group, path: string[], value: string): void {
  const [name = '', ...rest] = path;
  const key = name === '' ? String(group.size) : name;
  if (rest.length === 0) {
    if (group.get(key) instanceof Map) throw new FormError(`Parameter used as text and as a group: ${key}`);
    group.set(key, value);
    return;
  }
  const existing = group.get(key) ?? new Map();
  if (!(existing instanceof Map)) throw new FormError(`Parameter used as text and as a group: ${key}`);
  group.set(key, existing);
  place(existing, rest, value);
}

// fromEntries defines own properties, so a name such as __proto__ stays an ordinary name.
function asGroup(group: Group): FormGroup {
  return Object.fromEntries([...group].map(([name, value]) => [name, asValue(value)]));
}

function asValue(value: string | Group): FormValue {
  if (typeof value === 'string') return value;
  const names = [...value.keys()];
  const isList = names.length > 0 && names.every((name) => /^\d+$/.test(name));
  if (!isList) return asGroup(value);
  return [...value].sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => asValue(item));
}

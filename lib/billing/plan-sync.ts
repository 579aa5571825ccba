/** Kinds of things that Foothold keeps in its Stripe account, in the order in which they are made. */
export const thingKinds = ['meter', 'product', 'price', 'portal configuration', 'webhook endpoint'] as const;
/** See {@link thingKinds}. */
export type ThingKind = (typeof thingKinds)[number];

/** What is compared of a thing, by the words that a person reads; `active` is `yes` or `no`. */
export type Fields = Readonly<Record<string, string>>;

/**
 * A thing as it is to be. It is found again by its name: a meter's event name, a product's id, a price's lookup key, a
 * webhook endpoint's address, the portal configuration's mark.
 */
export type WantedThing = { kind: ThingKind; name: string; fields: Fields };

/**
 * A thing as the account has it; its name is empty when it has none. `marked` says that it bears our mark and may be
 * archived, `foreign` that it is somebody else's and is left alone whatever it is called.
 */
export type FoundThing = WantedThing & { id: string; claim: 'marked' | 'unmarked' | 'foreign' };

/** A field that is to say something else. */
export type FieldChange = { field: string; from: string; to: string };

/** One thing to be done in the account. What is replaced cannot be changed: a new one is made and the old one archived. */
export type SyncStep<Wanted extends WantedThing = WantedThing> =
  | { action: 'create'; thing: Wanted }
  | { action: 'update' | 'replace'; thing: Wanted; found: FoundThing; changes: FieldChange[] }
  | { action: 'archive'; found: FoundThing };

/** What makes an account as it is to be. Nothing can be done while there are conflicts, each told in a sentence. */
export type SyncPlan<Wanted extends WantedThing = WantedThing> = {
  steps: SyncStep<Wanted>[];
  unchanged: Wanted[];
  conflicts: string[];
};

/**
 * Compares an account with what it is to have. Pure; done to the account, the steps leave nothing to do. A thing is
 * archived when it is replaced, or when it bears our mark and is not wanted any more; what is somebody else's is never
 * touched. Meters are never archived: what was used and is not billed yet would be lost.
 */
export function planSync<Wanted extends WantedThing>(
  wanted: readonly Wanted[],
  found: readonly FoundThing[],
): SyncPlan<Wanted> {
  const plan: SyncPlan<Wanted> = { steps: [], unchanged: [], conflicts: [] };
  const kept = new Set<FoundThing>();
  for (const kind of thingKinds) {
    for (const thing of wanted.filter((each) => each.kind === kind)) {
      const match = matchOf(thing, found);
      if (!match) {
        plan.steps.push({ action: 'create', thing });
        continue;
      }
      kept.add(match);
      const changes = changesBetween(match.fields, thing.fields);
      const conflict = conflictOf(thing, match, changes);
      if (conflict) plan.conflicts.push(conflict);
      else if (changes.length === 0) plan.unchanged.push(thing);
      else {
        const action = isFit(thing, match) ? 'update' : 'replace';
        plan.steps.push({ action, thing, found: match, changes });
      }
    }
  }
  // Prices before their products.
  for (const kind of thingKinds.toReversed()) {
    for (const each of found) {
      if (each.kind === kind && !kept.has(each) && isLeftover(each, wanted))
        plan.steps.push({ action: 'archive', found: each });
    }
  }
  return plan;
}

/** What Stripe does not let anybody change. */
const fixedFields: Record<ThingKind, readonly string[]> = {
  meter: ['sums up', 'customer in', 'value in'],
  product: [],
  price: ['product', 'amount', 'currency', 'every', 'meter'],
  'portal configuration': [],
  'webhook endpoint': ['API version'],
};

// Of several with one name: an address can have many endpoints, and the one that fits is to be used, running or not.
// Of meters one runs at a time.
function matchOf(thing: WantedThing, found: readonly FoundThing[]): FoundThing | undefined {
  const weight = (each: FoundThing) => {
    const [fits, runs] = [isFit(thing, each) ? 1 : 0, each.fields.active === 'yes' ? 1 : 0];
    return thing.kind === 'meter' ? 2 * runs + fits : 2 * fits + runs;
  };
  return found
    .filter(({ kind, name }) => kind === thing.kind && name === thing.name)
    .toSorted((a, b) => weight(b) - weight(a))[0];
}

function isFit({ kind, fields }: WantedThing, found: FoundThing): boolean {
  return fixedFields[kind].every((field) => fields[field] === found.fields[field]);
}

function conflictOf(thing: WantedThing, found: FoundThing, changes: FieldChange[]): string | null {
  const { kind, name, id } = { ...thing, id: found.id };
  if (found.claim === 'foreign')
    return `The ${kind} ${name} is ${id}, which is not Foothold’s. Give that one another name first.`;
  if (kind !== 'meter' || isFit(thing, found)) return null;
  const wrong = changes.map(({ field, from, to }) => `${field} ${from} instead of ${to}`).join(', ');
  return `The meter ${name} is ${id} and has ${wrong}, which Stripe cannot change. Deactivate it first.`;
}

function isLeftover(found: FoundThing, wanted: readonly WantedThing[]): boolean {
  if (found.fields.active !== 'yes') return false;
  switch (found.kind) {
    case 'price':
    case 'product':
      return found.claim === 'marked';
    case 'webhook endpoint':
      // Two that fit may be on purpose, while the secret is changed.
      return wanted.some(
        (thing) => thing.kind === found.kind && thing.name === found.name && !isFit(thing, found),
      );
    default:
      return false;
  }
}

function changesBetween(from: Fields, to: Fields): FieldChange[] {
  return Object.entries(to).flatMap(([field, wanted]) => {
    const present = from[field] ?? '';
    return present === wanted ? [] : [{ field, from: present, to: wanted }];
  });
}

import { companyKey } from './company-key';
import { placeLikeness, placeOf } from './place';
import { roleLikeness, roleOf } from './role';

/** What two postings are compared by. `canonicalUrl` is one name for all addresses of a posting. */
export type Posting = {
  title: string;
  company: string;
  location?: string | null | undefined;
  canonicalUrl?: string | null | undefined;
};

/** A posting that has been read once, to be compared with many. */
export type ReadPosting = {
  canonicalUrl: string | null;
  company: string;
  place: ReturnType<typeof placeOf>;
  role: ReturnType<typeof roleOf>;
};

/** From this likeness on, two saved jobs are offered as one. */
export const LIKENESS_MIN = 0.85;

/** Reads a posting for {@link likeness}. */
export function readPosting({ title, company, location, canonicalUrl }: Posting): ReadPosting {
  const place = placeOf(location);
  return {
    canonicalUrl: canonicalUrl ?? null,
    company: companyKey(company),
    place,
    role: roleOf(title, new Set([...place.towns, ...place.countries])),
  };
}

/**
 * How far two postings are the same one, from 0 to 1. One address makes them one, unless their titles have nothing in
 * common: some companies show all their postings under one address. Without it the company is the same, and title and
 * place as much as they are alike. Symmetric, and 1 of a posting with itself.
 */
export function likeness(one: ReadPosting, other: ReadPosting): number {
  const byRole = roleLikeness(one.role, other.role);
  if (one.canonicalUrl !== null && one.canonicalUrl === other.canonicalUrl && byRole > 0) return 1;
  if (one.company === '' || one.company !== other.company || byRole < ROLE_MIN) return 0;
  const byPlace = placeLikeness(one.place, other.place);
  return byPlace === 0 ? 0 : byRole * 0.75 + Math.max(byPlace, isSamePlace(one, other) ? 1 : 0) * 0.25;
}

/** One word in seven may differ. */
const ROLE_MIN = 0.85;

// Both say nothing, and that is the same.
function isSamePlace(one: ReadPosting, other: ReadPosting): boolean {
  const sizes = [one, other].map(({ place }) => place.towns.size + place.countries.size);
  return sizes.every((size) => size === 0);
}

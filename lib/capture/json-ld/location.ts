import { isRecord, type JsonRecord, listIn, textIn } from '../json';

/** Where a schema.org `JobPosting` is: its places, or for remote work where one may live. */
export function locationOf({ jobLocation, applicantLocationRequirements }: JsonRecord): string | undefined {
  return joined(listIn(jobLocation)) ?? joined(listIn(applicantLocationRequirements));
}

// Many places are more than a line can tell, and no use on a card.
function joined(places: readonly unknown[]): string | undefined {
  const names = [...new Set(places.map(placeName).filter((name) => name !== undefined))];
  const shown = names.slice(0, 3).join('; ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown || undefined;
}

function placeName(place: unknown): string | undefined {
  if (!isRecord(place)) return textIn(place);
  const [address] = listIn(place.address);
  if (!isRecord(address)) return textIn(address) ?? textIn(place.name);
  const { addressLocality, addressRegion, addressCountry } = address;
  const country = isRecord(addressCountry) ? textIn(addressCountry.name) : textIn(addressCountry);
  const parts = [textIn(addressLocality), textIn(addressRegion), country].filter(
    (part) => part !== undefined,
  );
  return [...new Set(parts)].join(', ') || textIn(place.name);
}

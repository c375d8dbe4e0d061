/** Whom to complain to: authorities by country and, where there are such, by region. */
import type { Authority } from '../rules/core/index.ts';

/** An authority as the package carries it. */
export type Office = Pick<Authority, 'name' | 'website' | 'complaint' | 'email'>;
export interface Place extends Office, Pick<Authority, 'country' | 'signed' | 'reviewed'> {
  readonly regions?: readonly (Office & { readonly region: string })[];
}

/** The authority of a country, or of its region when one is named; null where there is none. */
export function authorityOf(places: readonly Place[], country: string, region = ''): Place | null {
  const place = places.find((each) => each.country === country);
  if (place === undefined) return null;
  const part = place.regions?.find((each) => each.region === region);
  if (part === undefined) return place;
  const { signed, reviewed, regions } = place;
  return { ...part, country, signed, reviewed, regions };
}

/** Its official name: in this language if it has one in it, else in its own. */
export function officialName({ name }: Office, language: string): { value: string; language: string } {
  const best = [language, ...Object.keys(name).filter((each) => each !== 'en'), 'en'].find((each) => each in name);
  return { value: name[best as string] as string, language: best as string };
}

/**
 * Which addresses a document asked for, as its resource timing tells: file names and path shapes on any host, and what
 * came out of a cache. It does not tell of workers, WebSockets or redirects on the way; the background's listener does.
 */
import { whenIdle } from './idle.ts';

/** Addresses that one document may name. */
export const MOST_RESOURCES = 50;
export const LONGEST_RESOURCE = 400;

/**
 * Watches from now on, and knows what the browser has kept from before; the returned function gives the addresses that
 * may be listed, without query. Addresses are compared when it is called, and at idle moments once the page has loaded;
 * then `onHit` is called when there is a new one.
 */
export function watchResources(mayBeListed: (url: string) => boolean, onHit: () => void): () => readonly string[] {
  const hits = new Set<string>();
  const lists: PerformanceObserverEntryList[] = [];
  const compare = () => {
    const before = hits.size;
    for (const list of lists.splice(0)) {
      for (const { name } of list.getEntries()) {
        if (hits.size < MOST_RESOURCES && mayBeListed(name)) hits.add(bareAddress(name));
      }
    }
    return hits.size > before;
  };
  new PerformanceObserver((list) => {
    const isFirst = lists.push(list) === 1;
    if (isFirst && document.readyState === 'complete') whenIdle(() => compare() && onHit());
  }).observe({ type: 'resource', buffered: true });
  return () => {
    compare();
    return [...hits];
  };
}

/** An address without query and fragment, cut where a report ends it. */
export function bareAddress(url: string): string {
  return url.replace(/[?#].*/s, '').slice(0, LONGEST_RESOURCE);
}

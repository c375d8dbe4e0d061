/**
 * Which addresses a document asked for, as its resource timing tells: file names and path shapes on any host, and what
 * came out of a cache. It does not tell of workers, WebSockets or redirects on the way; the background's listener does.
 */
import { whenIdle } from './idle.ts';

/**
 * Addresses that one document may name, and their length. A page that asks for one vendor's files again and again hides
 * no other: an address counts only when it shows something of the list that four before it have not shown.
 */
export const MOST_RESOURCES = 1_000;
export const LONGEST_RESOURCE = 2_000;

/**
 * Watches from now on, and knows what the browser has kept from before; the returned function gives the addresses that
 * may be listed, without query. Addresses are compared when it is called, and at idle moments once the page has loaded;
 * then `onHit` is called when there is a new one. `isNews`: whether an address may show something that is not known yet;
 * after it has learned, `compareAgain` compares what the browser has kept once more, and loses nothing of what it has not.
 */
export function watchResources(isNews: (url: string) => boolean, onHit: () => void) {
  const hits = new Set<string>();
  const lists: PerformanceObserverEntryList[] = [];
  const compare = () => {
    const before = hits.size;
    for (const list of lists.splice(0)) {
      for (const { name } of list.getEntries()) {
        if (hits.size < MOST_RESOURCES && isNews(name)) hits.add(bareAddress(name));
      }
    }
    return hits.size > before;
  };
  const observer = new PerformanceObserver((list) => {
    // Not `document.readyState`, of which an image by that name takes the place.
    const isLoaded = Reflect.get(Document.prototype, 'readyState', document) === 'complete';
    if (lists.push(list) === 1 && isLoaded) whenIdle(() => compare() && onHit());
  });
  const compareAgain = () => observer.observe({ type: 'resource', buffered: true });
  compareAgain();
  const resources = () => {
    compare();
    return [...hits];
  };
  return { resources, compareAgain };
}

/** An address without query and fragment, cut where a report ends it. */
export function bareAddress(url: string): string {
  return url.replace(/[?#].*/s, '').slice(0, LONGEST_RESOURCE);
}

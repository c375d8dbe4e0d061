/** Runs in every frame of a crawled page before its scripts: tells which script does what, by the call stack. */

/** Name of the function by which a page's frames speak to the crawl. */
export const TELL = '__countergazeCrawl';

/** A single thing done. */
export interface Deed {
  readonly kind: 'camera' | 'microphone' | 'keys' | 'pointer' | 'beacon' | 'fetch';
  readonly script: string;
  /** Of what is fetched. */
  readonly target?: string;
}

/** Self-contained, since its text is what runs. The crawl's own browser only: the extension patches nothing. */
export function watchActs(tellName: string): void {
  const tell = (globalThis as unknown as Record<string, ((deed: Deed) => void) | undefined>)[tellName];
  if (tell === undefined) return;
  const caller = () => {
    const lines = (new Error().stack ?? '').split('\n');
    return lines.map((line) => /(https?:\/\/[^\s)]+?):\d+:\d+\)?$/.exec(line)?.[1]).find(Boolean) ?? '';
  };
  const note = (kind: Deed['kind'], target?: string) => {
    const script = caller();
    if (script !== '') tell(target === undefined ? { kind, script } : { kind, script, target });
  };
  /** Puts `before` in front of a method, which then does as ever. */
  const watch = <A extends unknown[]>(holder: object | undefined, name: string, before: (...args: A) => void) => {
    const methods = holder as Record<string, ((...args: A) => unknown) | undefined> | undefined;
    const original = methods?.[name];
    if (methods === undefined || original === undefined) return;
    methods[name] = function (this: unknown, ...args: A) {
      try {
        before(...args);
      } catch {
        // an argument that the browser will refuse as well
      }
      return Reflect.apply(original, this, args);
    };
  };
  const LISTENED: Record<string, Deed['kind']> = {
    keydown: 'keys',
    keyup: 'keys',
    keypress: 'keys',
    mousemove: 'pointer',
    pointermove: 'pointer',
    touchmove: 'pointer',
  };
  watch(globalThis.MediaDevices?.prototype, 'getUserMedia', (wanted: MediaStreamConstraints) => {
    if (wanted?.video) note('camera');
    if (wanted?.audio) note('microphone');
  });
  watch(EventTarget.prototype, 'addEventListener', (type: string) => {
    const kind = LISTENED[type];
    if (kind !== undefined) note(kind);
  });
  watch(Navigator.prototype, 'sendBeacon', () => note('beacon'));
  watch(globalThis, 'fetch', (input: string | URL | Request, init?: RequestInit) => {
    const asked = input instanceof Request ? input : { method: 'GET', url: String(input) };
    if ((init?.method ?? asked.method).toUpperCase() === 'POST') note('beacon');
    else note('fetch', new URL(asked.url, document.baseURI).href);
  });
  watch(XMLHttpRequest.prototype, 'open', (method: string, url: string) => {
    if (method.toUpperCase() === 'POST') note('beacon');
    else note('fetch', new URL(url, document.baseURI).href);
  });
}

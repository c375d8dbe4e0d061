/** Every way in which a page can make a request, each on a page of its own: https://ways.example/<way>. */
import type { Served } from './npm-files.ts';
import type { Site } from './world.ts';

/** On Onfido's script host, and of no effect when run: here the request alone is what counts. */
const VENDOR = 'https://sdk.onfido.com/v14/idle.js';

const worker = (code: string) =>
  `URL.createObjectURL(new Blob([${JSON.stringify(code)}], { type: 'text/javascript' }))`;
const loud = `fetch('${VENDOR}').catch(() => {}).finally(() => (self.postMessage ?? (() => {}))('done'));`;

/** Way to the body of its page. */
const BODIES: Record<string, string> = {
  script: `<script src="${VENDOR}"></script>`,
  module: `<script type="module">import('${VENDOR}').catch(() => {});</script>`,
  preload: `<link rel="preload" as="script" href="${VENDOR}">`,
  modulepreload: `<link rel="modulepreload" href="${VENDOR}">`,
  kept: `<script src="https://sdk.onfido.com/v14/kept.js"></script>`,
  image: `<img src="${VENDOR}" alt="">`,
  stylesheet: `<link rel="stylesheet" href="${VENDOR}">`,
  fetch: `<script>fetch('${VENDOR}').catch(() => {});</script>`,
  stream: `<script>fetch('${VENDOR}').then((answer) => answer.body.getReader().read()).catch(() => {});</script>`,
  xhr: `<script>const xhr = new XMLHttpRequest(); xhr.open('GET', '${VENDOR}'); xhr.send();</script>`,
  beacon: `<script>navigator.sendBeacon('${VENDOR}', 'x');</script>`,
  websocket: `<script>new WebSocket('wss://sdk.onfido.com/live');</script>`,
  eventsource: `<script>new EventSource('${VENDOR}');</script>`,
  redirect: `<script src="/hop"></script>`,
  'frame-in-frame': `<iframe src="/outer" title="outer"></iframe>`,
  srcdoc: `<iframe title="inner" srcdoc="<script src='${VENDOR}'></script>"></iframe>`,
  'about-blank': `<iframe title="blank"></iframe><script>
    const inner = document.querySelector('iframe').contentDocument;
    inner.body.append(Object.assign(inner.createElement('script'), { src: '${VENDOR}' }));</script>`,
  'dedicated-worker': `<script>new Worker('/worker.js');</script>`,
  'blob-worker': `<script>new Worker(${worker(loud)});</script>`,
  'shared-worker': `<script>new SharedWorker('/worker.js');</script>`,
  'service-worker': `<script>navigator.serviceWorker.register('/worker.js');</script>`,
};

export const WAYS: readonly string[] = Object.keys(BODIES);
/** Those that leave a trace of a request which never went out; a shared worker's and a service worker's may outlive their page. */
export const BLOCKED_WAYS = WAYS.filter((way) => !['shared-worker', 'service-worker'].includes(way));

/** Pages for what happens between pages, or later on one: those that leave at once, ask again and again, ask while they are left, have another made ready. */
const BETWEEN: Record<string, string> = {
  hurries: `<script src="${VENDOR}"></script><script>location.replace('/calm');</script>`,
  calm: '<p>Nothing here.</p>',
  asks: `<script>setInterval(() => fetch('${VENDOR}?' + Math.random(), { mode: 'no-cors' }).catch(() => {}), 300);</script>`,
  leaving: `<script>addEventListener('pagehide', () => fetch('${VENDOR}', { keepalive: true, method: 'POST', body: 'x' }));</script>`,
  prerenders: `<script type="speculationrules">{"prerender":[{"source":"list","urls":["/script"],"eagerness":"immediate"}]}</script>`,
};

const page = (body: string): Served => ({
  type: 'text/html; charset=utf-8',
  body: `<!doctype html><html lang="en" data-done><head><meta charset="utf-8"><title>Way</title></head><body>${body}</body></html>`,
});

export const waysSite: Site = ({ pathname }) => {
  if (pathname === '/worker.js') return { type: 'text/javascript', body: loud };
  if (pathname === '/hop') return { redirect: 'https://ways.example/hop2' };
  if (pathname === '/hop2') return { redirect: VENDOR };
  if (pathname === '/outer') return page('<iframe src="/inner" title="inner"></iframe>');
  if (pathname === '/inner') return page(`<script src="${VENDOR}"></script>`);
  const body = BODIES[pathname.slice(1)] ?? BETWEEN[pathname.slice(1)];
  return body === undefined ? null : page(body);
};

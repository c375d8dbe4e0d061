/** A page that tries to notice, to forge, to flood and to break the probe: https://hostile.example/. What it noticed ends up in `data-noticed`. */
import type { Site } from './world.ts';

const SCRIPT = `
const noticed = [];
// The driver of the test has scripts of its own in the page; what they call is not the probe's doing.
const isDriver = () => /InjectedScript|UtilityScript|addHitTarget/.test(new Error().stack);
const notice = (what) => { if (!own && !isDriver()) noticed.push(what); };
let own = true;

// Every built-in that a script in the page's world could need is replaced before anything else runs.
const wrap = (holder, name) => {
  const original = holder[name];
  holder[name] = function (...args) { notice(name); return Reflect_apply(original, this, args); };
};
const Reflect_apply = Reflect.apply;
for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent']) wrap(EventTarget.prototype, name);
for (const name of ['getOwnPropertyDescriptor', 'getOwnPropertyNames', 'keys']) wrap(Object, name);
wrap(Reflect, 'apply'); wrap(JSON, 'parse'); wrap(JSON, 'stringify');
for (const name of ['querySelector', 'querySelectorAll']) { wrap(Document.prototype, name); wrap(Element.prototype, name); }
wrap(MediaDevices.prototype, 'enumerateDevices'); wrap(Permissions.prototype, 'query');
for (const Base of ['Event', 'CustomEvent', 'MutationObserver', 'Promise']) {
  const Original = window[Base];
  window[Base] = class extends Original { constructor(...args) { super(...args); notice(Base); } };
}
const detail = Object.getOwnPropertyDescriptor(CustomEvent.prototype.__proto__, 'detail');
for (const name of ['bubbles', 'cancelable', 'composed', 'detail', 'get', 'set', 'value', 'once', 'capture', 'passive', 'signal', 'handleEvent']) {
  Object.defineProperty(Object.prototype, name, { __proto__: null, configurable: true, get() { notice('polluted ' + name); return undefined; } });
}

// A getter under a vendor's name is what a page may fake about itself; nobody may call it.
Object.defineProperty(window, 'FaceTecSDK', { __proto__: null, get() { notice('getter'); return {}; } });

// Forged handshakes and answers, before and after; and listeners for whatever could be guessed.
const forge = () => {
  own = true;
  for (const type of ['countergaze', 'undefined?', 'undefined!', '?', '!']) {
    for (const target of [document, window, performance]) {
      target.dispatchEvent(new CustomEvent(type, { detail: JSON.stringify(['mine', ['webgazer']]) }));
      target.addEventListener(type, () => { noticed.push('heard ' + type); });
    }
  }
  for (const target of [document, performance])
    target.dispatchEvent(new CustomEvent('mine!', { detail: 'webgazer snsWebSdk EagleWeb' }));
  window.postMessage({ probe: 1, globals: ['webgazer'], elements: [], lends: [], may: {}, live: {}, picture: false }, '*');
  own = false;
};
document.addEventListener('countergaze', () => {});
forge();
noticed.length = 0;

// A look at every change of the document: the probe must make none.
own = true;
new MutationObserver((changes) => {
  for (const { target, attributeName } of changes) if (!flooding) noticed.push('mutation ' + (attributeName ?? target.nodeName));
}).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
own = false;

// A flood of changes, to make the probe busy.
let flooding = true;
own = true;
const place = document.body;
for (let i = 0; i < 5_000; i++) place.append(document.createElement('x-' + (i % 50)));
requestAnimationFrame(() => { flooding = false; own = false; });

setTimeout(() => {
  own = true;
  flooding = true;
  document.documentElement.dataset.noticed = noticed.slice(0, 20).join(', ');
}, 5_000);
`;

/** Elements that take the place of a document's or form's own properties, for every script that asks, in every world. */
const CLOBBER = `${[
  'querySelector',
  'querySelectorAll',
  'addEventListener',
  'dispatchEvent',
  'documentElement',
  'body',
  'URL',
  'readyState',
  'scripts',
]
  .map((name) => `<img name="${name}" alt=""><form name="${name}"></form>`)
  .join('')}<form id="f">${['localName', 'shadowRoot', 'openOrClosedShadowRoot', 'tagName', 'includes']
  .map((name) => `<input name="${name}" aria-label="x">`)
  .join('')}</form><svg><script>window.drawn = true;</script></svg><script>window.FaceTecSDK = {};</script>`;

/** A flood: nodes, shadow roots, frames, requests to a vendor and changes of the page, for ten seconds. */
const FLOOD = `
for (let i = 0; i < 30_000; i++) document.body.append(document.createElement(i % 500 === 0 ? 'x-' + i : 'p'));
for (const host of [...document.body.children].filter(({ localName }) => localName.startsWith('x-'))) {
  let inner = host;
  for (let depth = 0; depth < 20; depth++) inner = inner.attachShadow({ mode: 'closed' }).appendChild(document.createElement('x-y'));
}
for (let i = 0; i < 60; i++) document.body.append(Object.assign(document.createElement('iframe'), { srcdoc: '<video></video>' }));
for (let i = 0; i < 20_000; i++) window['g' + i] = i;
window.FaceTecSDK = {};
let sent = 0;
const end = Date.now() + 10_000;
const turn = () => {
  for (let i = 0; i < 50; i++) fetch('https://sdk.onfido.com/flood-' + sent++ + '.js', { mode: 'no-cors' }).catch(() => {});
  document.body.append(document.createElement('p'));
  if (Date.now() < end) setTimeout(turn, 50);
  else document.documentElement.dataset.flooded = String(sent);
};
addEventListener('load', turn);
`;

const hostilePage = (body: string) => ({
  type: 'text/html; charset=utf-8',
  body: `<!doctype html><html lang="en" data-done><head><meta charset="utf-8"><title>Hostile</title></head><body>${body}</body></html>`,
});

/** A page that is gone at the moment at which a probe would speak. */
const VANISH = `<script>window.FaceTecSDK = {}; document.addEventListener('DOMContentLoaded', () => {
  setTimeout(() => document.documentElement.remove(), 0);
  setTimeout(() => { document.open(); document.write('<!doctype html><html data-done><p>gone</p>'); document.close(); }, 300);
});</script>`;

/** Sixty addresses of one vendor first, then two files of another: one by its name, one at the end of a long address. */
const HIDES = `<script type="module">
const ask = (url) => fetch(url, { mode: 'no-cors' }).catch(() => {});
await Promise.all(Array.from({ length: 60 }, (_, at) => ask('https://sdk.onfido.com/v14/' + at + '.js')));
await ask('/assets/FaceTecSDK.js');
await ask('/' + 'long/'.repeat(200) + 'face_recognition_model-weights_manifest.json');
document.documentElement.dataset.hidden = '';
</script>`;

/** Asks once, and has the browser forget what was asked for. */
const FORGETS = `<script type="module">
await fetch('/assets/FaceTecSDK.js').catch(() => {});
performance.clearResourceTimings();
</script>`;

/** Asks for something listed only when the probe looks by itself no more; an image hides that the page has loaded. */
const LATE = `<img name="readyState" alt=""><script>
setTimeout(() => fetch('/assets/FaceTecSDK.js').catch(() => {}).finally(() => { document.documentElement.dataset.asked = ''; }), 32_000);
</script>`;

/** As many requests as it is told, or as the browser takes in ten seconds; then one to another vendor. */
const asksOften = (count: number) => `<script type="module">
const since = performance.now();
let sent = 0;
for (; sent < ${count} && performance.now() - since < 10_000; sent++) {
  const stop = new AbortController();
  fetch('https://sdk.onfido.com/often-' + sent + '.js', { mode: 'no-cors', signal: stop.signal }).catch(() => {});
  if (sent % 1000 > 0) setTimeout(() => stop.abort(), 0); // a browser that is busy makes no request that ends so soon
  if (sent % 500 === 499) await new Promise((resolve) => setTimeout(resolve, 0));
}
const took = performance.now() - since;
await fetch('https://js.facetec.com/FaceTecSDK.js', { mode: 'no-cors' }).catch(() => {});
await fetch('/assets/FaceTecSDK.js').catch(() => {});
document.documentElement.dataset.asked = sent + ' requests in ' + Math.round(took) + ' ms';
</script>`;

/** As many frames as it is told, fifty at a time, all with a probe of their own; the last one has something to tell. */
const frames = (count: number) => `<script type="module">
if (document.readyState !== 'complete') await new Promise((resolve) => addEventListener('load', resolve));
for (let made = 0; made < ${count}; made += 50) {
  const batch = Array.from({ length: 50 }, () => Object.assign(document.createElement('iframe'), { srcdoc: '<p>x</p>' }));
  document.body.append(...batch);
  await Promise.all(batch.map((frame) => new Promise((resolve) => { frame.onload = resolve; })));
  if (made + 50 < ${count}) for (const frame of batch) frame.remove();
}
document.body.append(Object.assign(document.createElement('iframe'), { srcdoc: '<script>window.FaceTecSDK = {};</' + 'script>' }));
document.documentElement.dataset.framed = '';
</script>`;

/** The moments at which a page may close itself. */
export const CLOSINGS: Readonly<Record<string, string>> = {
  start: 'close();',
  parsed: 'document.addEventListener("DOMContentLoaded", () => close());',
  loaded: 'addEventListener("load", () => close());',
  asking: 'fetch("https://sdk.onfido.com/v14/closing.js", { mode: "no-cors" }).catch(() => {}); close();',
  started: 'window.FaceTecSDK = {}; setTimeout(() => close(), 2_100);',
  left: 'addEventListener("pagehide", () => fetch("https://sdk.onfido.com/bye", { keepalive: true, mode: "no-cors" })); setTimeout(() => close(), 300);',
};

export const hostileSite: Site = ({ pathname, searchParams }) => {
  const count = Number(searchParams.get('count'));
  if (pathname === '/forgets') return hostilePage(FORGETS);
  if (pathname === '/late') return hostilePage(LATE);
  if (pathname === '/hides') return hostilePage(HIDES);
  if (pathname === '/often') return hostilePage(asksOften(count));
  if (pathname === '/frames') return hostilePage(frames(count));
  if (pathname.startsWith('/closes/'))
    return hostilePage(`<script>${CLOSINGS[pathname.slice('/closes/'.length)]}</script>`);
  if (pathname === '/clobber') return hostilePage(CLOBBER);
  if (pathname === '/flood') return hostilePage(`<script>${FLOOD}</script>`);
  if (pathname === '/vanish') return hostilePage(VANISH);
  if (pathname !== '/') return null;
  return hostilePage(`<script>${SCRIPT}</script>`);
};

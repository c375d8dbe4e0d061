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
for (const name of ['bubbles', 'cancelable', 'composed', 'detail']) {
  Object.defineProperty(Object.prototype, name, { configurable: true, get() { notice('polluted ' + name); return undefined; } });
}

// A getter under a vendor's name is what a page may fake about itself; nobody may call it.
Object.defineProperty(window, 'FaceTecSDK', { get() { notice('getter'); return {}; } });

// Forged handshakes and answers, before and after; and listeners for whatever could be guessed.
const forge = () => {
  own = true;
  for (const type of ['countergaze', 'undefined?', 'undefined!', '?', '!']) {
    document.dispatchEvent(new CustomEvent(type, { detail: JSON.stringify(['mine', ['webgazer']]) }));
    document.addEventListener(type, () => { noticed.push('heard ' + type); });
    window.addEventListener(type, () => { noticed.push('heard ' + type); });
  }
  document.dispatchEvent(new CustomEvent('mine!', { detail: 'webgazer snsWebSdk EagleWeb' }));
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

export const hostileSite: Site = ({ pathname }) => {
  if (pathname !== '/') return null;
  return {
    type: 'text/html; charset=utf-8',
    body: `<!doctype html><html lang="en" data-done><head><meta charset="utf-8"><title>Hostile</title></head><body><script>${SCRIPT}</script></body></html>`,
  };
};

/**
 * A page whose SDKs no other way can see: real code kept from defining anything, in its own scripts, in a frame, on
 * another host and in a script that may not be cached. https://deep.example/
 */
import { npmFile, type Served } from './npm-files.ts';
import type { Site } from './world.ts';

/** Where each SDK is hidden, and what a scan may say of it. */
export const HIDDEN = {
  inline: 'headtrackr',
  cached: 'jeeliz-facefilter',
  frame: 'picovoice-eagle',
  fresh: 'webgazer',
  elsewhere: 'veriff',
} as const;

const read = (name: string, file: string) => String(npmFile(name, file)?.body);
/** A bundler's wrapping: nothing inside runs or becomes global. */
const bundled = (code: string) => `window.bundle = () => {\n${code}\n};`;
const script = (body: string, cache: string): Served => ({
  type: 'text/javascript',
  body,
  headers: { 'cache-control': cache },
});
const html = (title: string, body: string): Served => ({
  type: 'text/html; charset=utf-8',
  body: `<!doctype html><html lang="en" data-done><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`,
  // As strict as a page can be: a scan needs no leave of its.
  headers: { 'content-security-policy': "connect-src 'none'; default-src 'self' 'unsafe-inline' https:" },
});

export const deepSite: Site = ({ pathname }) => {
  switch (pathname) {
    case '/':
      return html(
        'Deep',
        `<script>${bundled(read('headtrackr', 'headtrackr.js'))}</script>
        <script src="/assets/lib-71c0.js?v=3"></script>
        <script src="/assets/fresh-90aa.js"></script>
        <script src="https://static.example/x-02.js"></script>
        <iframe src="https://inside.example/"></iframe>`,
      );
    // A service worker that tells the server of every request it is shown.
    case '/worked/':
      return {
        type: 'text/html; charset=utf-8',
        body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Worked</title></head><body>
        <script src="/assets/lib-71c0.js?v=4"></script><script type="module">
        await navigator.serviceWorker.register('/worked/sw.js');
        await navigator.serviceWorker.ready;
        if (navigator.serviceWorker.controller === null) await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
        document.documentElement.dataset.done = '';</script></body></html>`,
      };
    case '/worked/sw.js':
      return script(
        `addEventListener('activate', (event) => event.waitUntil(clients.claim()));
        addEventListener('fetch', (event) => { fetch('/told?' + event.request.url); });`,
        'no-store',
      );
    case '/assets/lib-71c0.js':
      return script(`import('/assets/face-33.js');`, 'max-age=600');
    case '/assets/face-33.js':
      return script(read('facefilter', 'dist/jeelizFaceFilter.moduleES6.js'), 'max-age=600');
    case '/assets/fresh-90aa.js':
      return script(bundled(read('webgazer', 'dist/webgazer.js')), 'no-store');
    default:
      return null;
  }
};

export const deepCdn: Site = ({ pathname }) =>
  pathname === '/x-02.js'
    ? script(bundled(read('@veriff/incontext-sdk', 'dist/v2.5.0/veriff.js')), 'max-age=600')
    : null;

export const deepFrame: Site = ({ pathname }) =>
  pathname === '/'
    ? html('Inside', `<script>${bundled(read('@picovoice/eagle-web', 'dist/iife/index.js'))}</script>`)
    : null;

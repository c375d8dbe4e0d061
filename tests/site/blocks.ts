/** Two sites with the same three vendors, and one inside another's frame: what blocking is tried on. */
import type { Served } from './npm-files.ts';
import type { Site } from './world.ts';

export const BLOCK_SITES = ['https://one.example/', 'https://two.example/'] as const;

/** How the server knows a request to each vendor that these pages make. */
export const ASKED: Readonly<Record<string, (host: string, path: string) => boolean>> = {
  onfido: (host, path) => host === 'sdk.onfido.com' && path === '/v14/idle.js',
  seon: (host) => host === 'cdn.seonintelligence.com',
  // a collector behind a name of the site's own
  biocatch: (_, path) => path === '/client/v3.1/web/wup',
  // on any host, by its file name alone
  webgazer: (_, path) => path.endsWith('/webgazer.js'),
};

const page = (body: string): Served => ({
  type: 'text/html; charset=utf-8',
  body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Blocks</title></head><body>${body}</body></html>`,
});

// Always another query, so that no cache answers.
const ALL = `<p>Four vendors.</p><script type="module">
const load = (src) => new Promise((resolve) => {
  document.head.append(Object.assign(document.createElement('script'), { src: src + '?' + Math.random(), onload: resolve, onerror: resolve }));
});
await Promise.all([
  load('https://sdk.onfido.com/v14/idle.js'),
  load('https://cdn.seonintelligence.com/js/v6/agent.umd.js'),
  load('/js/webgazer.js'),
  fetch('/client/v3.1/web/wup?' + Math.random(), { method: 'POST', body: '{}' }).catch(() => {}),
]);
document.documentElement.dataset.done = '';
</script>`;

const FRAME = `<iframe title="foreign" src="https://inside.blocks.example/"></iframe><script>
document.querySelector('iframe').onload = () => { document.documentElement.dataset.done = ''; };</script>`;

export const blocksSite: Site = ({ pathname }) => {
  if (pathname === '/') return page(ALL);
  if (pathname === '/frame') return page(FRAME);
  if (pathname === '/js/webgazer.js') return { type: 'text/javascript', body: '/* asked for, that is all */' };
  if (pathname === '/client/v3.1/web/wup') return { type: 'application/json', body: '{}' };
  return null;
};

/** The foreign frame: it asks for a vendor's script itself. */
export const blocksFrame: Site = ({ pathname }) =>
  pathname === '/' ? page(`<script src="https://sdk.onfido.com/v14/idle.js?frame"></script>`) : null;

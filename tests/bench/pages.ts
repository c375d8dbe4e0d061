/** The pages that the bench loads: as many requests, hosts and frames as a shop or a newspaper has, with code that runs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Served } from '../site/npm-files.ts';
import { SITES } from '../site/sites.ts';
import type { Site } from '../site/world.ts';

const HOSTS = 20;
const SCRIPTS = 50;
const STYLES = 14;
const IMAGES = 80;
const FETCHES = 16;
export const FRAMES = 4;
/** Subresources of each frame. */
const IN_FRAME = 6;

/** No vendor on it: nothing may be said about it, and nobody woken. */
export const ORDINARY = 'https://paper.bench.example/';
/** The same with three vendors of the list, by host, by file name and by the shape of a path. */
export const FLAGGED = 'https://paper.bench.example/flagged';
/** Subresources of the ordinary page, frames and what is in them included. */
export const REQUESTS = SCRIPTS + STYLES + IMAGES + FETCHES + FRAMES * (1 + IN_FRAME);

const IMAGE: Served = {
  type: 'image/png',
  body: readFileSync(join(import.meta.dirname, '../../public/icon/loaded-128.png')),
};
const STYLE: Served = {
  type: 'text/css',
  body: Array.from({ length: 120 }, (_, at) => `.card-${at} > p { margin: ${at % 7}px; color: #${100 + at} }`).join(
    '\n',
  ),
};
const DATA: Served = {
  type: 'application/json',
  body: JSON.stringify(Array.from({ length: 200 }, (_, id) => ({ id }))),
};
/** About 20 kB that are parsed, and of which some run. */
const SCRIPT: Served = {
  type: 'text/javascript',
  body: `(() => { let sum = 0; ${Array.from(
    { length: 250 },
    (_, at) => `const part${at} = (value) => value * ${at} + Math.sqrt(value); sum += part${at}(${at});`,
  ).join('\n')} for (let at = 0; at < 20000; at++) sum += at % 7; return sum; })();`,
};

const cdn = (at: number) => `https://cdn${at % HOSTS}.bench.example`;
const times = (count: number, text: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => text(at)).join('\n');
const html = (head: string, body: string): Served => ({
  type: 'text/html; charset=utf-8',
  body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Paper</title>${head}</head><body>${body}</body></html>`,
});

const VENDORS = `<script src="https://sdk.onfido.com/v14/Onfido.js" defer></script>
<script>fetch('/models/face_recognition_model-weights_manifest.json').catch(() => {});
fetch('/client/v3.1/web/wup', { method: 'POST', body: '{}' }).catch(() => {});</script>`;

function paper(more: string): Served {
  const head = times(STYLES, (at) => `<link rel="stylesheet" href="${cdn(at)}/theme/part-${at}.css">`);
  const texts = times(
    IMAGES,
    (at) =>
      `<div class="card-${at}"><p>Story ${at}</p><img src="${cdn(at * 3)}/media/2026/photo-${at}.png" alt=""></div>`,
  );
  const scripts = times(SCRIPTS, (at) => `<script src="${cdn(at * 7)}/assets/js/module-${at}.min.js"></script>`);
  const frames = times(
    FRAMES,
    (at) => `<iframe src="https://frame${at}.bench.example/slot" title="slot ${at}"></iframe>`,
  );
  const calls = `<script>for (let at = 0; at < ${FETCHES}; at++) fetch(\`https://cdn\${at}.bench.example/api/v2/items/\${at}\`).then((answer) => answer.json());</script>`;
  return html(head, texts + frames + scripts + calls + more);
}

function frame(): Served {
  const images = times(IN_FRAME - 2, (at) => `<img src="${cdn(at * 5)}/media/slot-${at}.png" alt="">`);
  return html(
    `<link rel="stylesheet" href="${cdn(2)}/theme/slot.css">`,
    `${images}<script src="${cdn(3)}/assets/js/slot.js"></script>`,
  );
}

const files: Site = ({ pathname }) => {
  if (pathname.endsWith('.css')) return STYLE;
  if (pathname.endsWith('.js')) return SCRIPT;
  return pathname.endsWith('.png') ? IMAGE : DATA;
};

/** Every host that the pages speak to. */
export const BENCH_SITES: ReadonlyMap<string, Site> = new Map<string, Site>([
  ...SITES,
  [
    'paper.bench.example',
    (url) => (url.pathname === '/' ? paper('') : url.pathname === '/flagged' ? paper(VENDORS) : files(url, 'GET')),
  ],
  ...Array.from({ length: FRAMES }, (_, at): [string, Site] => [`frame${at}.bench.example`, frame]),
  ...Array.from({ length: HOSTS }, (_, at): [string, Site] => [`cdn${at}.bench.example`, files]),
]);

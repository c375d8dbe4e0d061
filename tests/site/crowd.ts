/** https://crowd.example/: a page that asks fifty vendors at once, defines what some of them define, and lends a camera. */
import { loadValidVendors } from '../../rules/cli/load.ts';
import type { Vendor } from '../../rules/core/schema.ts';
import type { Site } from './world.ts';

/** The vendor to whose frame the camera is lent. */
const LENT_TO = 'persona';
/** How many of them define a global: their code seems to run. */
const RUNNING = 15;

/** The other vendors of the page: those that a host names, in the order of the list. */
function asked(): readonly Vendor[] {
  return loadValidVendors()
    .filter(({ id, detect }) => detect.hosts !== undefined && id !== LENT_TO)
    .slice(0, 49);
}

/** Everybody whom the page shows, by dossier id. */
export function crowd(): string[] {
  return [...asked().map(({ id }) => id), LENT_TO].sort();
}

function page(): string {
  const vendors = asked();
  const globals = vendors.flatMap(({ detect }) => detect.globals?.filter((name) => !name.includes('.'))[0] ?? []);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Crowd</title></head>
<body><h1>Crowd</h1><iframe title="check" allow="camera" src="https://inquiry.withpersona.com/verify"></iframe>
<script type="module">
for (const name of ${JSON.stringify(globals.slice(0, RUNNING))}) window[name] = {};
const ask = (host) => fetch('https://' + host + '/sdk', { mode: 'no-cors' });
await Promise.allSettled(${JSON.stringify(vendors.map(({ detect }) => detect.hosts?.[0]))}.map(ask));
document.documentElement.dataset.done = '';
</script></body></html>`;
}

export const crowdSite: Site = ({ pathname }) =>
  pathname === '/' ? { type: 'text/html; charset=utf-8', body: page() } : null;

/**
 * A name server of the local world, over HTTPS (RFC 8484, GET): every host is 127.0.0.1, and some names are only other
 * names for a vendor's host.
 */
import { type Answer, decode, encode } from 'dns-packet';
import type { Site } from './world.ts';

/** First-party names, and the vendor's hosts that they lead to. */
export const CNAMES: Readonly<Record<string, string>> = {
  'id.lender.example': 'sdk.onfido.com',
  'img.lender.example': 'edge.cdn.example',
};

export const dohSite: Site = ({ pathname, searchParams }) => {
  const query = searchParams.get('dns');
  if (pathname !== '/dns-query' || query === null) return null;
  const asked = decode(Buffer.from(query, 'base64url'));
  const answers: Answer[] = [];
  for (const { name, type } of asked.questions ?? []) {
    const target = CNAMES[name];
    if (target !== undefined) answers.push({ type: 'CNAME', name, ttl: 60, data: target });
    if (type === 'A') answers.push({ type: 'A', name: target ?? name, ttl: 60, data: '127.0.0.1' });
  }
  const reply = {
    type: 'response',
    id: asked.id ?? 0,
    questions: asked.questions ?? [],
    answers,
    flags: 0x180,
  } as const;
  return { type: 'application/dns-message', body: encode(reply) };
};

/** https://lender.example/: asks two hosts of its own, one of which is only another name of a vendor's. */
export const cloakedSite: Site = ({ pathname }) => {
  if (pathname === '/worker.js')
    return {
      type: 'text/javascript',
      body: "fetch('https://id.lender.example' + (location.port === '' ? '' : ':' + location.port) + '/check').catch(() => {});",
    };
  if (pathname === '/works')
    return {
      type: 'text/html; charset=utf-8',
      body: '<!doctype html><html lang="en" data-done><head><meta charset="utf-8"><title>Works</title></head><body><script>new SharedWorker("/worker.js");</script></body></html>',
    };
  return pathname === '/'
    ? {
        type: 'text/html; charset=utf-8',
        body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Lender</title></head><body><script type="module">
        const port = location.port === '' ? '' : ':' + location.port;
        await fetch('https://img.lender.example' + port + '/logo.png').catch(() => {});
        await fetch('https://id.lender.example' + port + '/check').catch(() => {});
        document.documentElement.dataset.done = '';</script></body></html>`,
      }
    : null;
};

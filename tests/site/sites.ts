/** The sites of the local world, by host name. */

import { blocksFrame, blocksSite } from './blocks.ts';
import { CRAWLED_SITES } from './crawled.ts';
import { crowdSite } from './crowd.ts';
import { deepCdn, deepFrame, deepSite } from './deep.ts';
import { hostileSite } from './hostile.ts';
import { cloakedSite, dohSite } from './names.ts';
import { NOTICE_HOSTS, noticedSite } from './noticed.ts';
import { npmFile, type Served } from './npm-files.ts';
import { renamedSite } from './renamed.ts';
import { waysSite } from './ways.ts';
import type { Site } from './world.ts';

/** A page that says when it is done, by `data-done` on its root element. */
function html(title: string, body: string, script = ''): Served {
  return {
    type: 'text/html; charset=utf-8',
    body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><link rel="stylesheet" href="/style.css"></head>
<body><h1>${title}</h1>${body}<script type="module">
try { ${script} } catch (error) { document.documentElement.dataset.failed = String(error); }
document.documentElement.dataset.done = '';
</script></body></html>`,
  };
}

const loadScript = `const load = (src) => new Promise((resolve, reject) => {
  const script = Object.assign(document.createElement('script'), { src, onload: resolve, onerror: () => reject(new Error(src)) });
  document.head.append(script);
});`;

const STYLE: Served = {
  type: 'text/css',
  body: `body { font: 1rem/1.5 sans-serif; margin: 2rem; max-width: 60ch }
form { display: grid; gap: 1rem; width: 20rem; padding: 1.5rem; border: 1px solid #bcc; border-radius: 0.5rem }
label { display: grid; gap: 0.25rem } input, button { font: inherit; padding: 0.5rem }`,
};
const GENERAL: Served = { type: 'text/javascript', body: 'export const items = [1, 2, 3];' };

/** A site from a table of exact paths, with npm folders below some prefixes. */
function site(pages: Record<string, () => Served>, folders: Record<string, string> = {}): Site {
  return ({ pathname }) => {
    const page = pages[pathname];
    if (page !== undefined) return page();
    if (pathname === '/style.css') return STYLE;
    for (const [prefix, folder] of Object.entries(folders)) {
      if (pathname.startsWith(prefix)) return npmFile(folder, pathname.slice(prefix.length));
    }
    return null;
  };
}

const ok: Served = { type: 'application/json', body: '{}' };

export const SITES: ReadonlyMap<string, Site> = new Map<string, Site>([
  ...CRAWLED_SITES,
  ['one.example', blocksSite],
  ['two.example', blocksSite],
  ['inside.blocks.example', blocksFrame],
  ['renamed.example', renamedSite],
  ['127.0.0.1', dohSite],
  ['lender.example', cloakedSite],
  ['deep.example', deepSite],
  ['static.example', deepCdn],
  ['inside.example', deepFrame],
  ['hostile.example', hostileSite],
  ['ways.example', waysSite],
  ['crowd.example', crowdSite],
  ...NOTICE_HOSTS.map((host): [string, Site] => [host, noticedSite]),
  [
    'ladder.example',
    site(
      {
        '/': () => html('Ladder', '<video autoplay muted playsinline></video>'),
        '/lends': () =>
          html(
            'Lends',
            '<iframe title="check" allow="camera; microphone" src="https://inquiry.withpersona.com/verify"></iframe>',
          ),
        '/keeps': () => html('Keeps', '<iframe title="check" src="https://inquiry.withpersona.com/verify"></iframe>'),
        '/upload': () => html('Upload', '<iframe title="check" src="https://inquiry.withpersona.com/upload"></iframe>'),
        '/call': () =>
          html(
            'Call',
            '<video autoplay muted playsinline></video><script src="https://sdk.onfido.com/v14/kept.js"></script>',
          ),
        '/assets/app-3f2a.js': () => npmFile('face-api.js', 'dist/face-api.min.js') as Served,
      },
      {},
    ),
  ],
  [
    'shop.example',
    site(
      {
        '/': () =>
          html('Shop', '<img src="/typeface.png" alt=""><p>Shoes and hats.</p>', `await import('/interface-api.js');`),
        '/interface-api.js': () => GENERAL,
        '/mirror': () =>
          html(
            'Mirror',
            '<p>See yourself in our hats.</p>',
            `${loadScript} await load('/assets/dist/face-api.js');
            await faceapi.tf.setBackend('cpu'); await faceapi.tf.ready();
            await faceapi.nets.tinyFaceDetector.loadFromUri('/assets/model');
            await faceapi.nets.faceRecognitionNet.loadFromUri('/assets/model');`,
          ),
      },
      { '/assets/': '@vladmandic/face-api' },
    ),
  ],
  [
    'bank.example',
    site({
      '/login': () =>
        html(
          'Bank',
          '<p>Log in to see your accounts.</p><form><label>User name <input></label><label>Password <input type="password"></label><button type="button">Log in</button></form>',
          `${loadScript} await load('https://cdn.seonintelligence.com/js/v6/agent.umd.js');
          await fetch('/client/v3.1/web/wup?cid=made-up', { method: 'POST', body: '{}' });`,
        ),
      '/client/v3.1/web/wup': () => ok,
    }),
  ],
  ['cdn.seonintelligence.com', site({}, { '/js/v6/': '@seontechnologies/seon-javascript-sdk' })],
  [
    'broker.example',
    site(
      {
        '/verify': () =>
          html(
            'Broker',
            '<div id="onfido-mount"></div>',
            `const { Onfido } = await import('/assets/kyc.js');
            await new Promise((resolve) => { Onfido.init({ token: '', onError: resolve }); setTimeout(resolve, 3000); });`,
          ),
        '/assets/kyc.js': () => npmFile('onfido-sdk-ui', 'Onfido.js') as Served,
      },
      {},
    ),
  ],
  [
    'sdk.onfido.com',
    ({ pathname }) => {
      if (pathname.endsWith('/Onfido.js')) return npmFile('onfido-sdk-ui', 'Onfido.js');
      if (pathname.endsWith('/idle.js'))
        return { type: 'text/javascript', body: '/* idle */', headers: { 'access-control-allow-origin': '*' } };
      if (pathname.endsWith('/camera.js'))
        return {
          type: 'text/javascript',
          body: 'navigator.mediaDevices.getUserMedia({ video: true }).catch(() => {});',
        };
      if (pathname.endsWith('/kept.js'))
        return { type: 'text/javascript', body: '/* kept */', headers: { 'cache-control': 'max-age=600' } };
      return null;
    },
  ],
  [
    'exam.example',
    site(
      {
        '/room': () =>
          html(
            'Exam',
            '<p>Question 1 of 40.</p>',
            `${loadScript} await load('/js/webgazer.js');
            await import('/proctor/honorlock-elements.js').catch(() => {});
            await fetch('/js/mediapipe/face_mesh/face_mesh.binarypb');`,
          ),
      },
      { '/js/': 'webgazer/dist', '/proctor/': '@honorlock/elements/dist' },
    ),
  ],
  [
    'glasses.example',
    site(
      {
        '/frames/42': () =>
          html(
            'Glasses',
            '<canvas id="mirror"></canvas>',
            `await import('/js/dist/jeelizFaceFilter.moduleES6.js'); await fetch('/js/neuralNets/NN_DEFAULT.json');`,
          ),
      },
      { '/js/': 'facefilter' },
    ),
  ],
  ['pimeyes.com', site({ '/en': () => html('Face search', '<p>A made-up stand-in for the real site.</p>') })],
  [
    'rental.example',
    ({ pathname }) =>
      pathname === '/start' ? { redirect: 'https://inquiry.withpersona.com/verify?inquiry-id=made-up' } : null,
  ],
  [
    'inquiry.withpersona.com',
    site({
      '/verify': () => html('Hosted check', '<p>A made-up stand-in for the real check.</p>'),
      '/upload': () => html('Upload', '<input type="file" accept="image/*" capture="user" aria-label="Selfie">'),
    }),
  ],
  [
    'news.example',
    site({
      '/2026/the-face-business': () =>
        html(
          'The face business',
          `<p>We look at <a href="https://pimeyes.com/en">PimEyes</a>, <a href="https://onfido.com/">Onfido</a>, FaceTecSDK.js
          and face_recognition_model-weights_manifest.json.</p><img src="/img/we-stats.com.png" alt="">`,
          `const link = document.createElement('link'); link.rel = 'dns-prefetch'; link.href = 'https://sdk.onfido.com'; document.head.append(link);`,
        ),
    }),
  ],
  [
    'accounts.example',
    site(
      {
        '/login': () =>
          html(
            'Log in',
            '<div id="Persona"></div><button>Use Face ID</button>',
            `${loadScript} await load('/webauthn/index.umd.min.js');
            const fp = await import('/fp/fp.esm.js'); await (await fp.load()).get();
            await navigator.credentials?.get({ publicKey: { challenge: new Uint8Array(16) }, signal: AbortSignal.timeout(200) }).catch(() => {});`,
          ),
      },
      { '/webauthn/': '@simplewebauthn/browser/dist/bundle', '/fp/': '@fingerprintjs/fingerprintjs/dist' },
    ),
  ],
  [
    'meet.example',
    site(
      {
        '/room': () =>
          html(
            'Meeting',
            '<video></video>',
            `const { FilesetResolver } = await import('/vision/vision_bundle.mjs');
            await FilesetResolver.forVisionTasks('/vision/wasm'); await fetch('/vision/wasm/vision_wasm_internal.wasm');
            await fetch('/models/selfie_segmenter.tflite');`,
          ),
        '/models/selfie_segmenter.tflite': () => ({ type: 'application/octet-stream', body: 'made up' }),
      },
      { '/vision/': '@mediapipe/tasks-vision' },
    ),
  ],
]);

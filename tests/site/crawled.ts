/** Sites for `rules crawl`: invented vendors that no list names, ordinary third parties, and sites that want peace. */
import type { Served } from './npm-files.ts';
import type { Site } from './world.ts';

const page = (body: string): Served => ({
  type: 'text/html; charset=utf-8',
  body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Crawled</title></head><body><p>Text.</p>${body}</body></html>`,
});
const script = (body: string): Served => ({ type: 'text/javascript', body });
const text = (body: string, status = 200): Served => ({ type: 'text/plain', body, status });

/** Answers by path; `null` else. */
const site =
  (answers: Record<string, Served>): Site =>
  ({ pathname }) =>
    answers[pathname] ?? null;

const CAMERA = 'navigator.mediaDevices.getUserMedia({ video: true }).catch(() => {});';
/** Listens as a behavioural collector does, and reports as often. */
const COLLECTOR = `let left = 5;
const report = () => { if (left-- > 0) navigator.sendBeacon('https://in.typing.example/e', 'x'); };
document.addEventListener('keydown', report);
document.addEventListener('pointermove', report);`;
/** Reports as often, but listens to nothing. */
const COUNTER = `for (let i = 0; i < 5; i++) fetch('https://stats.counter.example/hit', { method: 'POST', body: 'x', mode: 'no-cors' });`;

export const CRAWLED_SITES: ReadonlyMap<string, Site> = new Map<string, Site>([
  ['studio.example', site({ '/': page('<script src="https://sdk.newface.example/v1/face.js"></script>') })],
  [
    'sdk.newface.example',
    site({
      '/v1/face.js': script(
        `${CAMERA} fetch('https://static.newface.example/face_landmark.onnx?v=2').catch(() => {});`,
      ),
    }),
  ],
  ['static.newface.example', site({ '/face_landmark.onnx': { type: 'application/octet-stream', body: 'made up' } })],
  [
    'forms.example',
    site({
      '/': page(
        `<script src="https://tag.typing.example/collect.js"></script><script src="https://cdn.counter.example/c.js"></script>
        <script>document.addEventListener('keydown', () => {}); ${CAMERA}</script>`,
      ),
    }),
  ],
  ['tag.typing.example', site({ '/collect.js': script(COLLECTOR) })],
  ['in.typing.example', site({ '/e': text('') })],
  ['cdn.counter.example', site({ '/c.js': script(COUNTER) })],
  ['stats.counter.example', site({ '/hit': text('') })],
  [
    'patient.example',
    site({
      '/robots.txt': text('User-agent: *\nDisallow: /closed\nCrawl-delay: 2\n'),
      '/one': page(''),
      '/two': page('<script src="https://sdk.onfido.com/v14/camera.js"></script>'),
      '/closed': page(''),
    }),
  ],
  ['leaving.example', site({ '/': page(`<script>setTimeout(() => location.replace('about:blank'), 100)</script>`) })],
  ['spoilt.example', site({ '/': page('') })],
  ['ill.example', site({ '/robots.txt': text('', 503), '/': page('') })],
]);

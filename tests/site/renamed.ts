/**
 * Real SDK packages, each served under a name that says nothing from a host that says nothing: what is left to
 * recognise them by is what they define, load or connect to. `npm run sdks` prints the table of both browsers.
 */
import { npmFile, type Served } from './npm-files.ts';
import type { Site } from './world.ts';

export interface RenamedSdk {
  /** npm package. */
  readonly name: string;
  /** File of the package that the page loads; several, separated by spaces, are bundled into one. */
  readonly file: string;
  readonly module?: true;
  /** The markup or call that the SDK's documentation asks for. */
  readonly body?: string;
  readonly use?: string;
  /** Dossiers that must be found at `started` or above; none: `unseen` says why. */
  readonly finds: readonly string[];
  readonly unseen?: string;
}

export const RENAMED: readonly RenamedSdk[] = [
  {
    name: '@authid/web-component',
    file: 'authid-web-component.js',
    body: '<authid-component></authid-component>',
    finds: ['authid'],
  },
  { name: '@didit-protocol/sdk-web', file: 'dist/didit-sdk.umd.js', finds: ['didit'] },
  { name: '@forgerock/ping-protect', file: 'dist/lib/ping-signals-sdk.js', finds: ['pingone-signals'] },
  { name: '@honorlock/elements', file: 'dist/honorlock-elements.umd.cjs', finds: ['honorlock'] },
  {
    name: '@innovatrics/dot-face-auto-capture',
    file: 'index.umd.js',
    body: '<x-dot-face-auto-capture></x-dot-face-auto-capture>',
    finds: ['innovatrics-dot'],
  },
  {
    name: '@innovatrics/dot-magnifeye-liveness',
    file: 'index.umd.js',
    body: '<x-dot-magnifeye-liveness></x-dot-magnifeye-liveness>',
    finds: ['innovatrics-dot'],
  },
  {
    name: '@innovatrics/dot-palm-capture',
    file: 'index.umd.js',
    body: '<x-dot-palm-capture></x-dot-palm-capture>',
    finds: ['innovatrics-dot'],
  },
  {
    name: '@innovatrics/dot-smile-liveness',
    file: 'index.umd.js',
    body: '<x-dot-smile-liveness></x-dot-smile-liveness>',
    finds: ['innovatrics-dot'],
  },
  { name: '@mediapipe/face_detection', file: 'face_detection.js', finds: ['mediapipe-face-detection'] },
  { name: '@mediapipe/face_mesh', file: 'face_mesh.js', finds: ['mediapipe-face-mesh'] },
  { name: '@picovoice/eagle-web', file: 'dist/iife/index.js', finds: ['picovoice-eagle'] },
  { name: '@smarterservices/smarter-elements', file: 'dist/browser.js', finds: ['smarterproctoring'] },
  {
    name: '@smile_identity/smart-camera-web',
    file: 'smart-camera-web.js',
    body: '<smart-camera-web></smart-camera-web>',
    finds: ['smile-id'],
  },
  { name: '@sumsub/websdk', file: 'dist/index.js', finds: ['sumsub'] },
  { name: '@veriff/incontext-sdk', file: 'dist/index.umd.js', finds: ['veriff'] },
  { name: '@veriff/js-sdk', file: 'dist/index.umd.js', body: '<div id="veriff-root"></div>', finds: ['veriff'] },
  { name: '@vladmandic/face-api', file: 'dist/face-api.js', finds: ['face-api-js'] },
  { name: 'face-api.js', file: 'dist/face-api.min.js', finds: ['face-api-js'] },
  { name: 'headtrackr', file: 'src/main.js', finds: ['headtrackr'] },
  {
    name: 'jeelizvtowidget',
    file: 'dist/JeelizVTOWidget.module.js',
    module: true,
    use: 'window.JEELIZVTOWIDGET = (await import(app)).JEELIZVTOWIDGET;',
    finds: ['jeeliz-vto'],
  },
  { name: 'js-objectdetect', file: 'js/objectdetect.js js/objectdetect.frontalface.js', finds: ['js-objectdetect'] },
  { name: 'onfido-sdk-ui', file: 'Onfido.js', module: true, body: '<div id="onfido-mount"></div>', finds: ['onfido'] },
  { name: 'persona', file: 'dist/persona.js', module: true, finds: ['persona'] },
  { name: 'picojs', file: 'pico.js', finds: ['picojs'] },
  { name: 'webgazer', file: 'dist/webgazer.js', finds: ['webgazer', 'mediapipe-face-detection'] },
  { name: 'youverify-web-sdk', file: 'dist/index.js', finds: ['youverify'] },
  {
    name: 'facefilter',
    file: 'dist/jeelizFaceFilter.moduleES6.js',
    module: true,
    finds: [],
    unseen: 'a module keeps its names to itself; it shows itself by the neural network that it loads (NN_DEFAULT.json)',
  },
  {
    name: '@seontechnologies/seon-javascript-sdk',
    file: 'agent.umd.js',
    finds: [],
    unseen: 'its global is the short word seon, which is weak alone; it shows itself when it connects to its own hosts',
  },
  {
    name: '@mediapipe/tasks-vision',
    file: 'vision_bundle.mjs',
    module: true,
    finds: [],
    unseen: 'the runtime serves hands and pose too; only a face model shows that a face is read',
  },
];

/** Address of the page that uses SDK number `at`. */
export function renamedUrl(at: number): string {
  return `https://renamed.example/${at}`;
}

const assetName = (at: number) => `/assets/app-${((at * 2_654_435_761) % 65_536).toString(16).padStart(4, '0')}.js`;

function page(at: number, { module, body = '', use = '' }: RenamedSdk): Served {
  const script = module
    ? `<script type="module">const app = '${assetName(at)}'; await import(app); ${use} document.documentElement.dataset.done = '';</script>`
    : `<script src="${assetName(at)}"></script><script>${use} document.documentElement.dataset.done = '';</script>`;
  return {
    type: 'text/html; charset=utf-8',
    body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Renamed</title></head><body>${body}${script}</body></html>`,
  };
}

export const renamedSite: Site = ({ pathname }) => {
  const number = /^\/(\d+)$/.exec(pathname)?.[1];
  const at = number === undefined ? RENAMED.findIndex((_, each) => assetName(each) === pathname) : Number(number);
  const sdk = RENAMED[at];
  if (sdk === undefined) return null;
  if (number !== undefined) return page(at, sdk);
  const files = sdk.file.split(' ').map((file) => npmFile(sdk.name, file));
  if (files.includes(null)) return null;
  return { type: 'text/javascript', body: files.map((file) => file?.body.toString('utf8')).join('\n;\n') };
};

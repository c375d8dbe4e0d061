/** The pages of the local world that a person may visit, and what each of them really embeds. */
import type { Stage } from '../../rules/core/index.ts';

export interface TestPage {
  readonly id: string;
  readonly url: string;
  /** What it plays. */
  readonly plays: string;
  /** What is embedded, by dossier id: the truth that the extension is held against. Empty: must stay clean. */
  readonly embeds: Readonly<Record<string, Stage>>;
}

export const PAGES: readonly TestPage[] = [
  { id: 'shop', url: 'https://shop.example/', plays: 'an ordinary shop', embeds: {} },
  {
    id: 'bank',
    url: 'https://bank.example/login',
    plays: 'a bank login with two behavioural collectors, one behind its own name',
    // SEON's global is a weak sign; with its script beside it, it counts
    embeds: { biocatch: 'loaded', seon: 'started' },
  },
  {
    id: 'id-check',
    url: 'https://broker.example/verify',
    plays: 'an identity check with Onfido’s SDK',
    embeds: { onfido: 'started' },
  },
  {
    id: 'exam',
    url: 'https://exam.example/room',
    plays: 'a proctored exam that follows the eyes, both SDKs self-hosted',
    // WebGazer carries MediaPipe's face detection inside it
    embeds: {
      honorlock: 'started',
      'mediapipe-face-detection': 'started',
      'mediapipe-face-mesh': 'loaded',
      webgazer: 'started',
    },
  },
  {
    id: 'try-on',
    url: 'https://glasses.example/frames/42',
    plays: 'a virtual try-on with a self-hosted face tracker',
    embeds: { 'jeeliz-facefilter': 'loaded' },
  },
  {
    id: 'mirror',
    url: 'https://shop.example/mirror',
    plays: 'the shop’s own face recognition: face-api with its models, self-hosted',
    // the fork keeps the names of face-api.js's models, so both are really there
    embeds: { 'face-api-js': 'started', 'vladmandic-face-api': 'loaded' },
  },
  {
    id: 'face-search',
    url: 'https://pimeyes.com/en',
    plays: 'a face search engine’s own site',
    embeds: { pimeyes: 'listed' },
  },
  {
    id: 'redirect',
    url: 'https://rental.example/start',
    plays: 'a redirect to a vendor’s hosted check',
    embeds: { persona: 'loaded' },
  },
  {
    id: 'news',
    url: 'https://news.example/2026/the-face-business',
    plays: 'a news article about vendors, with links to them',
    embeds: {},
  },
  {
    id: 'passkey',
    url: 'https://accounts.example/login',
    plays: 'passkey login and device fingerprinting',
    embeds: {},
  },
  {
    id: 'blur',
    url: 'https://meet.example/room',
    plays: 'a video call whose background blur uses the general MediaPipe runtime',
    embeds: {},
  },
];

/** Another extension, with every right that one can have, that goes for ours; and a folder to put it in. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a stranger is told to try. */
export interface Attack {
  /** Our extension's id. */
  readonly id: string;
  /** Our extension's origin. */
  readonly origin: string;
  readonly messages: readonly unknown[];
  readonly files: readonly string[];
}

const MANIFEST = {
  manifest_version: 3,
  name: 'Stranger',
  version: '1.0',
  permissions: ['scripting', 'tabs'],
  host_permissions: ['<all_urls>'],
  content_scripts: [{ matches: ['https://stranger.example/*'], js: ['content.js'] }],
  background: { service_worker: 'background.js', scripts: ['background.js'] },
  browser_specific_settings: { gecko: { id: 'stranger@example.com' } },
};

/** Takes its orders from the page, so that the test can give them; writes down every attempt that had an answer. */
const CONTENT = `
const api = globalThis.browser ?? chrome;
addEventListener('attack', ({ detail }) => {
  const attack = JSON.parse(detail);
  const mine = attack.messages.map((message) => api.runtime.sendMessage(attack.id, message).then(
    (answer) => answer === undefined ? [] : ['content script answered: ' + JSON.stringify(answer)], () => []));
  Promise.all([api.runtime.sendMessage(attack), ...mine]).then((all) => {
    document.documentElement.dataset.breaches = JSON.stringify(all.flat());
  });
});
document.documentElement.dataset.ready = '';
`;

const BACKGROUND = `
const api = globalThis.browser ?? chrome;
const attempt = (what, work) => Promise.resolve().then(work).then(
  (answer) => answer === undefined || answer === null ? [] : [what + ': ' + JSON.stringify(answer)], () => []);
const byPort = (id, message) => new Promise((resolve, reject) => {
  const port = api.runtime.connect(id, { name: 'scan' });
  port.onMessage.addListener(resolve);
  port.onDisconnect.addListener(reject);
  port.postMessage(message);
});
api.runtime.onMessage.addListener(({ id, origin, messages, files }, sender, respond) => {
  const all = [
    ...messages.map((message) => attempt('message', () => api.runtime.sendMessage(id, message))),
    ...messages.slice(0, 3).map((message) => attempt('port', () => byPort(id, message))),
    ...files.map((file) => attempt('file', () => fetch(origin + file).then(({ ok }) => ok ? file : undefined))),
    api.tabs.query({}).then((tabs) => Promise.all(tabs.filter(({ url }) => url?.startsWith(origin)).map(({ id: tabId }) =>
      attempt('script in our page', () => api.scripting.executeScript({ target: { tabId }, func: () => location.href })))))
      .then((each) => each.flat()),
  ];
  Promise.all(all).then((each) => respond(each.flat()));
  return true;
});
`;

/** Writes the other extension; returns its folder. */
export function makeStranger(): string {
  const folder = mkdtempSync(join(tmpdir(), 'countergaze-stranger-'));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(MANIFEST));
  writeFileSync(join(folder, 'content.js'), CONTENT);
  writeFileSync(join(folder, 'background.js'), BACKGROUND);
  return folder;
}

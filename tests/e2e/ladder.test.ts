/** A page with a fake camera climbs the claim ladder stage by stage, and comes down when the track stops. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tab } from '../support/driver.ts';
import type { BrowserName } from '../support/find-browser.ts';
import { claims, type PopupContent, popupContent, type Session, startSession } from '../support/session.ts';

declare const __BROWSER__: BrowserName;

let session: Session;
let tab: Tab;
let tabId: number;
beforeAll(async () => {
  session = await startSession(__BROWSER__);
  tab = await session.driver.open();
  await tab.visit('https://ladder.example/');
  tabId = await session.tabIdOf('https://ladder.example/');
});
afterAll(() => session?.close());

const VENDOR = 'face-api-js';
/** The stage once it is as expected, or what it is after some seconds. */
async function stageOf(expected: string | undefined): Promise<PopupContent> {
  return popupContent(
    session,
    tabId,
    (content) => claims(content)[VENDOR] === expected && content.state !== 'checking',
  );
}

/** Opens the camera as a page does; the stream waits in a property of the video element. */
function openCamera(): Promise<string> {
  return navigator.mediaDevices.getUserMedia({ video: true }).then((stream) => {
    Object.assign(document.querySelector('video') as HTMLVideoElement, { waiting: stream });
    return stream.getVideoTracks()[0]?.readyState ?? '';
  });
}

/** What is claimed of a page once it is as expected, or after some seconds. */
async function claimsOn(path: string, expected: Record<string, string>, act?: (tab: Tab) => Promise<unknown>) {
  const other = await session.driver.open();
  const url = `https://ladder.example/${path}`;
  await other.visit(url);
  await act?.(other);
  const id = await session.tabIdOf(url);
  const content = await popupContent(
    session,
    id,
    (each) => JSON.stringify(claims(each)) === JSON.stringify(expected) && each.state !== 'checking',
  );
  await other.close();
  return content;
}

// Before any permission is granted: the driver's grant holds for embedded frames too, whatever their page lends them.
test('a vendor’s frame that is lent camera and microphone: capture-ready', async () => {
  const content = await claimsOn('lends', { persona: 'capture-ready' });
  expect(claims(content)).toEqual({ persona: 'capture-ready' });
});

test('the same frame without the loan: loaded', async () => {
  expect(claims(await claimsOn('keeps', { persona: 'loaded' }))).toEqual({ persona: 'loaded' });
});

test('a vendor’s frame that asks for a picture: capture-ready, and says so', async () => {
  const content = await claimsOn('upload', { persona: 'capture-ready' });
  expect(claims(content)).toEqual({ persona: 'capture-ready' });
  expect(content.found[0]?.sentence).toContain('picture');
});

test('before anything: nothing', async () => {
  expect((await stageOf(undefined)).state).toBe('nothing');
});

test('the SDK under a neutral name: started', async () => {
  await tab.run(() =>
    new Promise((resolve) => {
      document.head.append(
        Object.assign(document.createElement('script'), { src: '/assets/app-3f2a.js', onload: resolve }),
      );
    }).then(() => undefined),
  );
  const content = await stageOf('started');
  expect(claims(content)).toEqual({ [VENDOR]: 'started' });
  expect(content.found[0]?.sentence).toBe('face-api.js’s code is running on this page.');
});

// Firefox's fake camera comes with the permission switched off, so that there is no state "granted" to be seen.
test.runIf(__BROWSER__ === 'chromium')('the permission is there, no track plays: capture-ready', async () => {
  await session.driver.grantCamera('https://ladder.example');
  expect(await tab.run(openCamera)).toBe('live');
  const content = await stageOf('capture-ready');
  expect(claims(content)).toEqual({ [VENDOR]: 'capture-ready' });
  expect(content.found[0]?.sentence).toBe('face-api.js’s code is running on this page and may use your camera.');
});

test('a live track plays: capturing', async () => {
  if (__BROWSER__ === 'firefox') expect(await tab.run(openCamera)).toBe('live');
  await tab.run(() => {
    const video = document.querySelector('video') as HTMLVideoElement & { waiting: MediaStream };
    video.srcObject = video.waiting;
  });
  const content = await stageOf('capturing');
  expect(claims(content)).toEqual({ [VENDOR]: 'capturing' });
  expect(content.found[0]?.sentence).toBe('face-api.js’s code is running on this page and the camera is on.');
});

test('the track stops: down again', async () => {
  await tab.run(() => {
    const video = document.querySelector('video') as HTMLVideoElement;
    for (const track of (video.srcObject as MediaStream).getTracks()) track.stop();
  });
  const down = __BROWSER__ === 'chromium' ? 'capture-ready' : 'started';
  expect(claims(await stageOf(down))).toEqual({ [VENDOR]: down });
});

test('a vendor’s code loaded beside a separate video call is not "capturing"', async () => {
  const content = await claimsOn('call', { onfido: 'capturing' }, async (other) => {
    await session.driver.grantCamera('https://ladder.example');
    expect(await other.run(openCamera)).toBe('live');
    await other.run(() => {
      const video = document.querySelector('video') as HTMLVideoElement & { waiting: MediaStream };
      video.srcObject = video.waiting;
    });
  });
  expect(claims(content)).toEqual({ onfido: 'loaded' });
});

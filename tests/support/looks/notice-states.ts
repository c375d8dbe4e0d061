/** States of the notice, in pages that give reason for one. */
import { violations } from '../axe.ts';
import type { Tab } from '../driver.ts';
import { noticeIn, openCopy, pressInNotice, readNotice } from '../notice.ts';
import { openCamera } from '../open-camera.ts';
import type { LooksScene, State } from './scene.ts';

const WIDTH = 800;

const COPY = 'html > div ~ div';

/** Judges an open copy, which is gone again afterwards. */
async function judge(scene: LooksScene, tab: Tab): Promise<string[]> {
  const url = await tab.run(() => location.href);
  await openCopy(scene.self, await scene.session.tabIdOf(url));
  const found = await violations(tab, COPY);
  await tab.run((copy) => document.querySelector(copy)?.remove(), COPY);
  return found;
}

/** The notice has no words but those it came with. */
const state = (name: string, reach: State['reach']): State => ({ name, width: WIDTH, reach, judge, isFixed: true });

async function onPage(scene: LooksScene, url: string): Promise<{ tab: Tab; tabId: number }> {
  const visited = await scene.visit(url);
  return awaited(scene, visited);
}

async function awaited<T extends { tabId: number }>(scene: LooksScene, visited: T): Promise<T> {
  const notice = await noticeIn(scene.self, visited.tabId, 20_000);
  if (notice === null) throw new Error('no notice has come');
  await new Promise((resolve) => setTimeout(resolve, 500)); // what moves has arrived
  return visited;
}

export const NOTICE_STATES: readonly State[] = [
  state('a silent vendor has started', async (scene) => {
    return (await onPage(scene, 'https://a.notice.example/started')).tab;
  }),
  state('beside fields that stand where it would', async (scene) => {
    return (await onPage(scene, 'https://b.notice.example/corners?at=bottom-right+top-right')).tab;
  }),
  state('the camera is on', async (scene) => {
    const visited = await openCamera(scene.session);
    scene.keep(visited.tab);
    return (await awaited(scene, visited)).tab;
  }),
  state('silenced on this site', async (scene) => {
    const { tab, tabId } = await onPage(scene, 'https://c.notice.example/started');
    const [, silence] = (await readNotice(scene.self, tabId))?.buttons ?? [];
    await pressInNotice(tab, scene.self, tabId, silence?.words ?? '');
    await new Promise((resolve) => setTimeout(resolve, 500));
    return tab;
  }),
];

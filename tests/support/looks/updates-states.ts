/** States of the options in a build that has a server of lists. */
import { UpdateServer } from '../../site/updates.ts';
import { buildTrial } from '../trial-build.ts';
import { newcomer, signed, updateOf } from '../updates.ts';
import { SECTION, UpdatesPage } from '../updates-page.ts';
import { LooksScene, type State } from './scene.ts';

const server = new UpdateServer();

export function startWithServer(): Promise<LooksScene> {
  return LooksScene.start({ build: buildTrial('chromium'), sites: server.sites });
}

/** After a check of what the server then answers. */
function checked(name: string, answer: () => Promise<string>): State {
  const reach: State['reach'] = async (scene) => {
    server.serve(await answer());
    const page = await UpdatesPage.open(scene.session.driver);
    await page.checkNow();
    return scene.keep(page.tab);
  };
  return { name, width: 1000, reach, part: SECTION };
}

export const UPDATES_STATES: readonly State[] = [
  checked('updates: an answer that is no list, refused', async () => 'nonsense'),
  checked('updates: a newer list in use', () => signed(updateOf(5, [newcomer()]))),
  checked('updates: a newer one still, with the way back', () => signed(updateOf(6, [newcomer()]))),
];

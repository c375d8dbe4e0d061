/** Registers every listener on the first tick, so that no event is lost to a sleeping worker. */
import { defineBackground } from 'wxt/utils/define-background';
import { browser } from '../../utils/browser.ts';
import { onSettingsChanged, onSitesResumed } from '../../utils/load-settings.ts';
import { Pages } from '../../utils/pages.ts';
import { readProbeMessage } from '../../utils/probe-report.ts';
import { ScanFind } from '../../utils/scan-find.ts';
import { answer } from '../../utils/server.ts';
import { REQUESTS } from '../../utils/wake.ts';
import { Badge } from './badge.ts';
import { syncBlocking } from './blocking.ts';
import { onCommand } from './commands.ts';
import { handlersFor } from './handlers.ts';
import { Observer } from './observe.ts';
import { endPause } from './pause.ts';
import { Memory } from './remember.ts';
import { listenToScans } from './scan.ts';
import { uncloakWhenWanted } from './uncloak.ts';
import { Watch } from './watch.ts';
import { welcomeOnce } from './welcome.ts';

/** What the browser does not take is told to whoever asks for it, in the popup or the options. */
function followChoices(): void {
  syncBlocking().catch(console.error);
}

export default defineBackground(() => {
  const memory = new Memory();
  const pages = new Pages(browser.storage.session as never, console.error, (page) => void memory.remember(page));
  const watch = new Watch(browser.storage.session as never);
  const badge = new Badge(pages);
  const observer = new Observer(pages, badge);

  // The filter comes from the list, so that an ordinary page wakes nobody; what it cannot say, the probe does.
  browser.webRequest.onBeforeRequest.addListener((details) => observer.onRequest(details), { urls: REQUESTS });
  browser.tabs.onRemoved.addListener((tabId) => void pages.forgetTab(tabId));
  browser.tabs.onReplaced.addListener((added, removed) => void pages.replaceTab(removed, added));
  browser.permissions.onAdded.addListener(() => void watch.markOpenTabs());
  browser.runtime.onInstalled.addListener(({ reason }) => {
    followChoices(); // the list may be another
    void welcomeOnce(reason);
  });
  browser.runtime.onStartup.addListener(() => {
    followChoices(); // an organisation may have decided meanwhile
    void memory.prune();
  });
  browser.alarms.onAlarm.addListener(({ name }) => void endPause(name, watch));
  listenToScans();
  if (import.meta.env.FIREFOX) uncloakWhenWanted(observer);
  browser.commands?.onCommand.addListener(onCommand); // Firefox for Android has none
  onSettingsChanged(() => {
    followChoices();
    void badge.repaint();
  });
  onSitesResumed((hosts) => void watch.markSites(hosts));
  void watch.begin();

  const handlers = handlersFor(pages, watch, badge, observer);
  const self = { id: browser.runtime.id, origin: browser.runtime.getURL('/') };
  browser.runtime.onMessage.addListener((message, sender, sendResponse) => {
    if (sender.id === self.id && sender.tab !== undefined) {
      const report = readProbeMessage(message);
      if (report !== undefined) void observer.onProbe(report, sender);
      const found = ScanFind.safeParse(message).data;
      if (found !== undefined) void observer.onScan(found.text, found.url, sender);
      if (report !== undefined || found !== undefined) return false;
    }
    void answer(handlers, self, message, sender).then(sendResponse);
    return true;
  });
});

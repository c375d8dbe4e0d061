/** Registers every listener on the first tick, so that no event is lost to a sleeping worker. */
import './zod.ts'; // before all that checks with it

import { defineBackground } from 'wxt/utils/define-background';
import { hostOf } from '../../utils/address.ts';
import { browser } from '../../utils/browser.ts';
import { onSettingsChanged, onSitesResumed } from '../../utils/load-settings.ts';
import { NoticeAnswer } from '../../utils/notice-answer.ts';
import { Pages } from '../../utils/pages.ts';
import { readProbeMessage } from '../../utils/probe-report.ts';
import { ScanFind } from '../../utils/scan-find.ts';
import { answer } from '../../utils/server.ts';
import { REQUESTS } from '../../utils/wake.ts';
import { Badge } from './badge.ts';
import { syncBlocking } from './blocking.ts';
import { onCommand } from './commands.ts';
import { FreshNames } from './fresh.ts';
import { handlersFor } from './handlers.ts';
import { notifyWhenDue, silence } from './notify.ts';
import { Observer, type RequestDetails } from './observe.ts';
import { keepParts } from './parts.ts';
import { endPauses, forgetPaused } from './pause.ts';
import { Memory } from './remember.ts';
import { listenToScans } from './scan.ts';
import { uncloakWhenWanted } from './uncloak.ts';
import { Updates } from './updates.ts';
import { Watch } from './watch.ts';
import { welcomeOnce } from './welcome.ts';

export default defineBackground(() => {
  keepParts();
  const memory = new Memory();
  const pages = new Pages(browser.storage.session as never, console.error, (page) => {
    void memory.remember(page);
    notifyWhenDue(page);
  });
  const watch = new Watch(browser.storage.session as never);
  const badge = new Badge(pages);
  const observer = new Observer(pages, badge);

  // The filter comes from the list, so that an ordinary page wakes nobody; what it cannot say, the probe does.
  const onRequest = (details: RequestDetails): undefined => {
    updates.whenOpen(() => observer.onRequest(details));
  };
  browser.webRequest.onBeforeRequest.addListener(onRequest, { urls: REQUESTS });
  const fresh = new FreshNames(onRequest);
  const updates = new Updates(fresh, listSwapped);
  browser.tabs.onRemoved.addListener((tabId) => {
    void pages.closeTab(tabId);
    void forgetPaused(tabId);
  });
  // Firefox for Android has neither these nor keyboard commands: a listener that throws here would cost all that follow.
  browser.tabs.onReplaced?.addListener((added, removed) => void pages.replaceTab(removed, added));
  browser.permissions.onAdded.addListener(({ origins = [] }) => {
    if (origins.length > 0) void watch.markOpenTabs(); // not for leave to read answers
  });
  browser.runtime.onInstalled.addListener(({ reason }) => {
    followChoices(); // the list may be another
    void welcomeOnce(reason);
    if (reason === 'update') updates.forgetOld();
  });
  browser.runtime.onStartup.addListener(() => {
    followChoices(); // an organisation may have decided meanwhile
    void memory.prune();
  });
  browser.alarms.onAlarm.addListener(() => void endPauses());
  listenToScans(updates);
  if (import.meta.env.FIREFOX) uncloakWhenWanted(observer);
  browser.commands?.onCommand.addListener(onCommand);
  onSettingsChanged(() => {
    followChoices();
    void badge.repaint();
  });
  onSitesResumed((hosts) => {
    observer.forgetShown();
    void watch.markSites(hosts);
  });
  void watch.begin();
  updates.begin();

  /** Rules are made of the list in use: not before that is open. What the browser does not take is told to whoever asks. */
  function followChoices(): void {
    observer.forgetShown();
    updates.whenOpen(() => void syncBlocking().catch(console.error));
  }

  /** Another list is in use: what was made of the old one is made anew. */
  function listSwapped(): void {
    followChoices();
    void badge.repaint();
  }

  const handlers = handlersFor(pages, watch, badge, observer, updates);
  const self = { id: browser.runtime.id, origin: browser.runtime.getURL('/') };
  browser.runtime.onMessage.addListener((message, sender, sendResponse) => {
    if (sender.id === self.id && sender.tab !== undefined) {
      const report = readProbeMessage(message);
      const found = ScanFind.safeParse(message).data;
      if (report !== undefined || found !== undefined) {
        // Answered when it is kept: a probe that hears of our end instead says it again.
        updates.whenOpen(() => {
          const kept = found
            ? observer.onScan(found.text, found.url, sender)
            : observer.onProbe(report ?? null, sender);
          void kept.then(sendResponse);
          if (report !== undefined) void fresh.teach({ ...sender, tabId: sender.tab?.id });
        });
        return true;
      }
      const wanted = NoticeAnswer.safeParse(message).data;
      if (wanted !== undefined) {
        void silence(wanted.silence, hostOf(sender.url), sender.tab.incognito);
        return false;
      }
    }
    updates.whenOpen(() => void answer(handlers, self, message, sender).then(sendResponse));
    return true;
  });
});

/** Wires the dashboard: the book's signals in, its methods as callbacks. Filters live with the page, see `utils/chosen-filter.ts`. */
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { DashboardView } from '../../components/dashboard-view.tsx';
import { Words } from '../../components/words.tsx';
import vendors from '../../rules/built/vendors.json';
import type { ListedVendor } from '../../rules/core/index.ts';
import { currentFilter, openEvidence } from '../../utils/chosen-filter.ts';
import { ask } from '../../utils/client.ts';
import { download } from '../../utils/download.ts';
import { dayOf } from '../../utils/ledger.ts';
import { toCsv, toJson } from '../../utils/ledger-file.ts';
import type { Dimension, Lines } from '../../utils/ledger-view.ts';
import { startLive } from '../../utils/live.ts';
import { CAN_UPDATE } from '../../utils/update-target.ts';
import { Book } from './book.ts';

const [{ words }, book] = await Promise.all([startLive(), Book.open()]);
const lines = signal(vendors as unknown as Lines);
const by = signal<Dimension>('vendor');
const root = document.getElementById('root') as HTMLElement;

function linesOf(listed: readonly ListedVendor[]): Lines {
  return Object.fromEntries(listed.map((vendor) => [vendor.id, vendor]));
}

async function exportAs(form: 'json' | 'csv'): Promise<void> {
  const days = await book.all();
  if (days === undefined) return;
  const today = dayOf(Date.now());
  const text = form === 'json' ? toJson(days, today) : toCsv(days, (vendor) => lines.value[vendor]?.name ?? vendor);
  download(text, `countergaze-${today}.${form}`, form === 'json' ? 'application/json' : 'text/csv');
}

effect(() => {
  document.title = `${words.value.t('ledger_title')} – ${words.value.t('extensionName')}`;
  render(
    <Words.Provider value={words.value}>
      <DashboardView
        {...book.choice.value}
        content={book.content.value}
        lines={lines.value}
        filter={book.filter.value}
        by={by.value}
        notice={book.notice.value}
        onFilter={(filter) => book.show(filter)}
        onEvidence={() => openEvidence(book.filter.value)}
        onGroup={(dimension) => {
          by.value = dimension;
        }}
        onTurn={(on) => book.turn(on)}
        onKeepDays={(days) => book.keep(days)}
        onExport={exportAs}
        onImport={(file) => book.take(file)}
        onWipe={() => book.wipe()}
        onUndo={() => book.undo()}
        onPutBack={() => book.putBack()}
        onRetry={() => book.retry()}
        onDismiss={() => book.dismiss()}
      />
    </Words.Provider>,
    root,
  );
});

addEventListener('hashchange', () => void book.show(currentFilter()));
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void book.refresh(); // pages visited meanwhile
});
await book.refresh();
performance.mark('drawn'); // read by the bench
if (CAN_UPDATE) lines.value = { ...lines.value, ...linesOf((await ask({ ask: 'vendors' })).vendors) }; // those of updates
await book.prune();
await book.tellTrouble();

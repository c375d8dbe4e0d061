/** Reads scripts one after the other for the texts of the list, in short steps, within a time. */
import type { ScanMessage } from './scan-protocol.ts';
import type { Reading, Source } from './scan-sources.ts';

/** Milliseconds in one go before the page gets its turn. */
const STEP = 12;
/** Milliseconds in all; what is left then counts as unread. */
const LONGEST = 15_000;

interface Options {
  readonly say: (message: ScanMessage) => void;
  readonly isStopped: () => boolean;
  readonly now?: () => number;
}

/** Reads every source and says what it finds; ends early when stopped, and with `time` for the rest when it takes too long. */
export async function scan(sources: readonly Source[], texts: readonly string[], options: Options): Promise<void> {
  const { say, isStopped, now = () => performance.now() } = options;
  const end = now() + LONGEST;
  say({ scan: 'total', total: sources.length });
  for (const source of sources) {
    if (isStopped()) break;
    const reading: Reading = now() > end ? { why: 'time' } : await source.read();
    if ('why' in reading) {
      say({ scan: 'unread', url: source.url, why: reading.why });
      continue;
    }
    for await (const text of textsIn(reading.text, texts, now)) say({ scan: 'found', text, url: source.url });
    say({ scan: 'read', url: source.url });
  }
  say({ scan: 'end' });
}

/** The texts that stand in a script. */
export async function* textsIn(
  script: string,
  texts: readonly string[],
  now: () => number = () => performance.now(),
): AsyncGenerator<string> {
  let since = now();
  for (const text of texts) {
    if (script.includes(text)) yield text;
    if (now() - since < STEP) continue;
    await turn();
    since = now();
  }
}

/** Lets everything else have its turn. A hidden page, as under a popup that fills a phone, has its timers slowed to one a second, but not this. */
function turn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

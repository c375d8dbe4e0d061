/** The options' side of list updates: asks the background, and follows what it does by itself. */
import { signal } from '@preact/signals';
import type { UpdatesProps, UpdatesSaid } from '../../components/updates-section.tsx';
import { LARGEST_UPDATE } from '../../rules/core/index.ts';
import { browser } from '../../utils/browser.ts';
import { ask } from '../../utils/client.ts';
import type { UpdatesAct, UpdatesAnswer } from '../../utils/protocol.ts';
import { readFile } from '../../utils/read-file.ts';
import { RECORD } from '../../utils/update-parts.ts';
import { CAN_UPDATE, UPDATE_ADDRESS } from '../../utils/update-target.ts';

/** Milliseconds; twice what the background takes at most. */
const LONGEST = 30_000;

type Steps = Pick<UpdatesProps, 'host' | 'state' | 'doing' | 'said' | 'onAct' | 'onImport'>;

const state = signal<UpdatesAnswer | null>(null);
const doing = signal<UpdatesAct | null>(null);
const said = signal<UpdatesSaid | null>(null);

/** Answers may overtake each other: only the newest question's counts. */
let asked = 0;

async function askFor(step: UpdatesAct, text?: string): Promise<UpdatesAnswer> {
  const mine = ++asked;
  const answer = await ask({ ask: 'updates', act: step, text });
  if (mine === asked) state.value = answer;
  return answer;
}

/** What is stored has changed while something was being done. */
let hasChanged = false;

/** After a change of what is stored; while something is done, once that is over. */
function follow(): void {
  hasChanged = doing.value !== null;
  if (!hasChanged) void askFor('show').catch(console.error);
}

async function act(step: UpdatesAct, text?: string): Promise<void> {
  doing.value = step;
  try {
    const { outcome } = await Promise.race([askFor(step, text), silence()]);
    if (step === 'import' && outcome !== null) said.value = { outcome };
    else said.value = step === 'back' || step === 'newest' ? { outcome: 'swapped' } : null;
  } catch (error) {
    said.value = { failed: error instanceof Error ? error.message : String(error) };
  }
  doing.value = null;
  if (hasChanged) follow();
}

/** A background that died in the midst of a step never answers. */
function silence(): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new Error('no answer from the background')), LONGEST));
}

async function importFrom(file: File): Promise<void> {
  const read = await readFile(file, LARGEST_UPDATE);
  if ('text' in read) await act('import', read.text);
  else said.value = { outcome: read.problem === 'too-large' ? 'large' : 'cut' };
}

/** What the section shows now; read inside an effect, it is followed. */
export function updatesNow(): Steps {
  const host = CAN_UPDATE ? new URL(UPDATE_ADDRESS).host : '';
  return { host, state: state.value, doing: doing.value, said: said.value, onAct: act, onImport: importFrom };
}

if (CAN_UPDATE) {
  void act('show');
  browser.storage.local.onChanged.addListener((changes) => {
    if (RECORD in changes) follow();
  });
}

/** What the popup knows of a deep scan, folded from the messages of all frames. */
import type { ScanMessage, UnreadReason } from './scan-protocol.ts';

export interface ScanState {
  readonly running: boolean;
  /** By frame number: scripts done with, scripts known of. */
  readonly frames: ReadonlyMap<number, { readonly done: number; readonly total: number; readonly ended: boolean }>;
  /** How many scripts were read. */
  readonly read: number;
  /** Addresses of scripts in which something of the list was found, each once. */
  readonly found: readonly string[];
  readonly unread: readonly { readonly url: string; readonly why: UnreadReason }[];
  /** Addresses read while the page loaded: met again in the page, they are not counted twice. */
  readonly onArrival: ReadonlySet<string>;
}

export const NEW_SCAN: ScanState = {
  running: true,
  frames: new Map(),
  read: 0,
  found: [],
  unread: [],
  onArrival: new Set(),
};

const NEW_FRAME = { done: 0, total: 0, ended: false };

/** The state after a message of one frame. A scan ends when every frame that began has ended. */
export function afterMessage(state: ScanState, frameId: number, message: ScanMessage): ScanState {
  const frame = state.frames.get(frameId) ?? NEW_FRAME;
  const withFrame = (change: Partial<typeof frame>, rest: Partial<ScanState> = {}): ScanState => {
    const frames = new Map(state.frames).set(frameId, { ...frame, ...change });
    return { ...state, ...rest, frames, running: [...frames.values()].some(({ ended }) => !ended) };
  };
  switch (message.scan) {
    case 'total':
      return withFrame({ total: message.total });
    case 'end':
      return withFrame({ ended: true });
    case 'found':
      return state.found.includes(message.url) ? state : { ...state, found: [...state.found, message.url] };
    case 'read':
      return withFrame({ done: frame.done + 1 }, state.onArrival.has(message.url) ? {} : { read: state.read + 1 });
    case 'unread': {
      const { url, why } = message;
      return withFrame(
        { done: frame.done + 1 },
        state.onArrival.has(url) ? {} : { unread: [...state.unread, { url, why }] },
      );
    }
  }
}

/** A frame has answered: it counts from now on. */
export function afterFrameBegan(state: ScanState, frameId: number): ScanState {
  return { ...state, running: true, frames: new Map(state.frames).set(frameId, NEW_FRAME) };
}

/** Scripts of all frames: done with, and known of. */
export function progressOf({ frames }: ScanState): { readonly done: number; readonly total: number } {
  const all = [...frames.values()];
  return { done: all.reduce((sum, { done }) => sum + done, 0), total: all.reduce((sum, { total }) => sum + total, 0) };
}

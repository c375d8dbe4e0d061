/** What the tests need of a browser with the extension in it; the same for Chromium and Firefox. */
import type { BrowserName } from './find-browser.ts';

/** One tab. Functions given to `run` execute in the page and must be self-contained. */
export interface Tab {
  /** Goes there and waits until the page says that it is done, or has loaded. */
  visit(url: string): Promise<void>;
  run<A extends unknown[], R>(code: (...args: A) => R, ...args: A): Promise<Awaited<R>>;
  /** Runs a script's text in the page, past the page's own content policy. */
  inject(source: string): Promise<void>;
  waitFor(selector: string, timeout?: number): Promise<void>;
  click(selector: string): Promise<void>;
  /** Presses the mouse at a point of the viewport. */
  clickAt(x: number, y: number): Promise<void>;
  /** One key, by the DOM's name for it. */
  press(key: 'Tab' | 'Enter' | 'Escape' | 'ArrowDown' | 'ArrowUp' | ' '): Promise<void>;
  /** Letters, into whatever has the focus. */
  type(text: string): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  /** The whole page, or what of it is in view. */
  screenshot(path: string, part?: 'page' | 'viewport'): Promise<void>;
  back(): Promise<void>;
  forward(): Promise<void>;
  reload(): Promise<void>;
  close(): Promise<void>;
}

export interface Driver {
  readonly name: BrowserName;
  open(): Promise<Tab>;
  /** A page of the extension: `popup.html?tabId=3`. */
  openOwn(page: string): Promise<Tab>;
  /** Answers the camera question of an origin with yes, as the person would. */
  grantCamera(origin: string): Promise<void>;
  /** Lets the extension into private windows, as the person can in the browser's own settings; it may start anew. */
  allowPrivateWindows(): Promise<void>;
  /** `chrome-extension://…`, without a slash at the end. */
  ownOrigin(): string;
  /** Ends the background as the browser itself would. */
  killBackground(): Promise<void>;
  /** Ends the background at once, in the middle of whatever it does. False when it was not running. */
  crashBackground(): Promise<boolean>;
  /** Kills the browser (SIGKILL); its profile stays as it is. */
  crash(): Promise<void>;
  /** Resolves when the person has closed the browser. */
  ended(): Promise<void>;
  close(): Promise<void>;
}

/** The world that a driver's browser lives in; null: the real internet. */
export interface DriverOptions {
  readonly world: { readonly port: number; readonly proxyPort: number; readonly fingerprint: string } | null;
  readonly headless: boolean;
  /** Firefox: names are resolved by the world's own name server and hosts reached directly, at the world's port. */
  readonly named?: boolean;
  /** Pages are told that the person prefers dark. */
  readonly dark?: boolean;
  /** Folder of a profile that outlives the browser; without it, a new one that goes with it. */
  readonly profile?: string | undefined;
  /** Firefox: the extension is installed as from a store, and stays in the profile. */
  readonly forGood?: boolean;
  /** Folder of the unpacked extension, in place of this build; null: a browser without it. */
  readonly build?: string | null | undefined;
  /** Firefox: bytes that all sites and extensions together may keep on disk. */
  readonly quota?: number;
  /** Folders of other extensions that are there too. */
  readonly beside?: readonly string[];
}

/** Milliseconds that something may take to appear: a first opening unpacks texts, on a machine that may have others to serve. */
export const LONGEST_WAIT = 25_000;

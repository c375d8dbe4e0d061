/** What a crawl keeps of each page: one line of `pages.jsonl`. Addresses are kept without query and fragment. */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';

/** What a script of a page was seen to do, by the script's address. */
export interface Act {
  readonly kind: 'camera' | 'microphone' | 'keys' | 'pointer' | 'beacon' | 'model';
  /** Of the script; '' when only the request was seen. */
  readonly script: string;
  /** Of the model file. */
  readonly file?: string;
  readonly times: number;
}

export interface Claim {
  readonly vendor: string;
  readonly stage: string;
  /** `signature url` of each line of evidence. */
  readonly evidence: readonly string[];
}

export interface PageRecord {
  /** As it was given. */
  readonly url: string;
  readonly at: string;
  readonly outcome: 'visited' | 'disallowed' | 'failed';
  /** Why it was not visited. */
  readonly why?: string;
  /** Where the visit ended. */
  readonly landed?: string;
  /** What the popup said. */
  readonly state?: string;
  readonly claims: readonly Claim[];
  readonly acts: readonly Act[];
  readonly requests: number;
  /** File below the crawl's folder. */
  readonly har?: string;
}

/** An address without query and fragment; '' for anything but http(s) and ws(s). */
export function bare(url: string): string {
  if (!URL.canParse(url)) return '';
  const { protocol, host, pathname } = new URL(url);
  return /^(?:https?|wss?):$/.test(protocol) ? `${protocol}//${host}${pathname}` : '';
}

/** Every line that was written whole; a line that a stop tore is cut off, so that the next one begins cleanly. */
export function readRecords(file: string): PageRecord[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) writeFileSync(file, whole);
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as PageRecord);
}

export function appendRecord(file: string, record: PageRecord): void {
  appendFileSync(file, `${JSON.stringify(record)}\n`);
}

/** The newest record of each page. */
export function newest(records: readonly PageRecord[]): PageRecord[] {
  return [...new Map(records.map((record) => [record.url, record])).values()];
}

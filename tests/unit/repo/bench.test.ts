/** What a bench may call met, and with what it may compare. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { roundsFor } from '../../bench/bench-browser.ts';
import { OURS } from '../../bench/match-ours.ts';
import { type Figures, goalsOf } from '../../bench/match-report.ts';
import { extensionsIn } from '../../bench/page.ts';
import { isMet } from '../../bench/report.ts';

/** Figures of a run in which each of these peers takes ten times what we take. */
function figuresWith(...peers: string[]): Figures {
  const mine = { saved: 1, restore: 1, held: 1 };
  return {
    corpora: [],
    requests: 1,
    signatures: 1,
    listed: 0,
    skipped: [],
    times: { floor: [10, 10], [OURS]: [12, 12], ...Object.fromEntries(peers.map((name) => [name, [120, 120]])) },
    spreads: {},
    cold: {
      [OURS]: mine,
      ...Object.fromEntries(peers.map((name) => [name, { saved: 10, restore: 10, held: 10 }])),
    },
    peers: peers.map((name) => ({ name, api: '', agreed: 1, differences: [] })),
    growth: [],
    designs: {},
  };
}

const AGAINST_PEERS = /peer \((.*)\)$/;
const againstPeers = (figures: Figures) =>
  goalsOf(figures)
    .filter(({ says }) => AGAINST_PEERS.test(says))
    .map((goal) => [AGAINST_PEERS.exec(goal.says)?.[1], isMet(goal)]);

test('a goal against peers is met against those that were there, and missed without any', () => {
  expect(againstPeers(figuresWith('a', 'adblock-rs'))).toEqual([
    ['a', true],
    ['a, adblock-rs', true],
    ['a, adblock-rs', true],
  ]);
  expect(againstPeers(figuresWith('adblock-rs'))).toEqual([
    ['none was there', false],
    ['adblock-rs', true],
    ['adblock-rs', true],
  ]);
  expect(againstPeers(figuresWith())).toEqual(Array(3).fill(['none was there', false]));
});

test('an engine is no extension to start a browser with', () => {
  const peers = new Map([
    ['adblock-rs', '/a'],
    ['ubol', '/b'],
  ]);
  expect(extensionsIn(peers)).toEqual([['ubol', '/b']]);
});

test('the rounds that are asked for are those of every part that measures in rounds', () => {
  expect(roundsFor({ corpus: [], peers: new Map(), quick: true, rounds: 7 }, 11, 20)).toBe(7);
  const folder = join(import.meta.dirname, '../../bench');
  const parts = readdirSync(folder)
    .filter((file) => file.endsWith('.ts')) // results lie beside them
    .map((file) => [file, readFileSync(join(folder, file), 'utf8')] as const)
    .filter(([, text]) => text.includes('export async function run(') && /const rounds = /.test(text));
  expect(parts.map(([file]) => file)).toEqual(expect.arrayContaining(['match.ts', 'dashboard.ts', 'popup.ts']));
  for (const [file, text] of parts) expect(text, file).toMatch(/const rounds = roundsFor\(/);
});

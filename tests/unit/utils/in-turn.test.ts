import { expect, test } from 'vitest';
import { takingTurns } from '../../../utils/in-turn.ts';

test('one after the other; a failure is told to who asked, and costs the next nothing', async () => {
  const inTurn = takingTurns();
  const said: string[] = [];
  const slow = inTurn(async () => {
    said.push('slow begins');
    await new Promise((resolve) => setTimeout(resolve, 20));
    said.push('slow ends');
  });
  const broken = inTurn(async () => {
    said.push('broken');
    throw new Error('no');
  });
  const last = inTurn(async () => said.push('last'));
  await expect(broken).rejects.toThrow('no');
  expect(await last).toBe(4);
  await slow;
  expect(said).toEqual(['slow begins', 'slow ends', 'broken', 'last']);
});

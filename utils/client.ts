/** The page's side of the protocol. */
import { browser } from './browser.ts';
import type { Answers, Question, Reply } from './protocol.ts';

/** Asks the background. Rejects with its error message, or when it cannot be reached. */
export async function ask<Q extends Question>(question: Q): Promise<Answers[Q['ask']]> {
  const reply = (await browser.runtime.sendMessage(question)) as Reply<Answers[Q['ask']]> | undefined;
  if (reply === undefined) throw new Error('no answer from the background');
  if (!reply.ok) throw new Error(reply.error);
  return reply.value;
}

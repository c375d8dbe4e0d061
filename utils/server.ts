/** The background's side of the protocol: the sender first, then the shape, then the handler; errors travel back. */
import { type Answers, QUESTIONS, type Question, type Reply } from './protocol.ts';

export type Handlers = {
  readonly [K in Question['ask']]: (question: Extract<Question, { ask: K }>) => Promise<Answers[K]>;
};

/** What of a message's sender decides whether it is heard. */
export interface Sender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
}

/**
 * Answers one message. Only pages of this extension are heard (`origin` is its own, with a slash at the end):
 * a content script shares our id, but its address is the page's.
 */
export async function answer(
  handlers: Handlers,
  self: { readonly id: string; readonly origin: string },
  message: unknown,
  sender: Sender,
): Promise<Reply<unknown>> {
  if (sender.id !== self.id || sender.url?.startsWith(self.origin) !== true)
    return { ok: false, error: 'sender refused' };
  const question = readQuestion(message);
  if (question === undefined) return { ok: false, error: 'message not understood' };
  try {
    const handler = handlers[question.ask] as (question: Question) => Promise<unknown>;
    return { ok: true, value: await handler(question) };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}

/** A message as one of the questions, undefined when it is none. */
export function readQuestion(message: unknown): Question | undefined {
  const { ask } = Object(message) as { readonly ask?: unknown };
  return Object.hasOwn(QUESTIONS, ask as string)
    ? QUESTIONS[ask as Question['ask']].safeParse(message).data
    : undefined;
}

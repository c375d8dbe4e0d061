/** Commands and events over one WebSocket: what Chromium's DevTools protocol and WebDriver BiDi have in common. */

export type Json = Record<string, unknown>;
type Listener = (method: string, params: Json, session: string | undefined) => void;

interface Reply {
  resolve(result: Json): void;
  reject(error: Error): void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Json;
  readonly result?: Json;
  readonly error?: unknown;
  readonly message?: string;
  readonly sessionId?: string;
}

export class Wire {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, Reply>();
  readonly #listeners = new Set<Listener>();
  #last = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#receive(JSON.parse(String(data)) as Message));
    socket.addEventListener('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('the browser has gone'));
    });
  }

  static async connect(address: string): Promise<Wire> {
    const socket = new WebSocket(address);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve, { once: true });
      socket.addEventListener('error', () => reject(new Error(`no connection to ${address}`)), { once: true });
    });
    return new Wire(socket);
  }

  /** Sends a command; rejects with the browser's own words. `session` is Chromium's name for one target. */
  send(method: string, params: Json = {}, session?: string): Promise<Json> {
    const id = ++this.#last;
    const reply = new Promise<Json>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#socket.send(JSON.stringify({ id, method, params, ...(session === undefined ? {} : { sessionId: session }) }));
    return reply;
  }

  /** Hears every event until the returned function is called. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves with the first event that fits. Ask before causing it. */
  next(method: string, fits: (params: Json, session: string | undefined) => boolean, timeout = 30_000): Promise<Json> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`no ${method} within ${timeout} ms`));
      }, timeout);
      const stop = this.listen((name, params, session) => {
        if (name !== method || !fits(params, session)) return;
        clearTimeout(timer);
        stop();
        resolve(params);
      });
    });
  }

  close(): void {
    this.#socket.close();
  }

  #receive({ id, method, params = {}, result = {}, error, message, sessionId }: Message): void {
    if (id === undefined) {
      for (const listener of this.#listeners) listener(method ?? '', params, sessionId);
      return;
    }
    const reply = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) reply?.resolve(result);
    else reply?.reject(new Error(`${JSON.stringify(error)} ${message ?? ''}`));
  }
}

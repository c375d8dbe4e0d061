/** A line on a terminal that says how far a long read has come. Silent anywhere else. */

export interface Progress {
  /** For the next part: a function that hears how many bytes of it have been read. */
  step(): (bytes: number) => void;
  end(): void;
}

/** Progress over so many bytes. */
export function progressOf(total: number, out: NodeJS.WriteStream = process.stderr): Progress {
  const started = performance.now();
  let before = 0;
  let part = 0;
  let shownAt = 0;
  const show = () => {
    const now = performance.now();
    if (!out.isTTY || now - shownAt < 200) return;
    shownAt = now;
    const done = before + part;
    const rate = done / 1e6 / Math.max(0.001, (now - started) / 1000);
    out.write(
      `\r${String(Math.floor((done / Math.max(1, total)) * 100)).padStart(3)} % of ${(total / 1e6).toFixed(0)} MB, ${rate.toFixed(0)} MB/s `,
    );
  };
  return {
    step() {
      before += part;
      part = 0;
      return (bytes) => {
        part = bytes;
        show();
      };
    },
    end() {
      if (out.isTTY) out.write('\r\x1b[K');
    },
  };
}

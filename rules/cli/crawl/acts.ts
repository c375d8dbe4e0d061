/** Adds up what one page's scripts were seen to do. */
import { type Act, bare } from './record.ts';
import type { Deed } from './watch-acts.ts';

/** File names under which networks are shipped: ONNX, TensorFlow, MediaPipe, Caffe, NCNN and their weights. */
const MODEL =
  /\.(?:onnx|ort|tflite|task|binarypb|caffemodel|pb|pbtxt|h5|safetensors|mnn)$|(?:^|[/._-])(?:model\.json|weights_manifest\.json|shard\d+(?:of\d+)?(?:\.bin)?|weights\.bin)$/i;

/** True for an address that ends like a file of a trained network. */
export function isModelLike(address: string): boolean {
  return MODEL.test(address);
}

const KINDS: ReadonlySet<Deed['kind']> = new Set(['camera', 'microphone', 'keys', 'pointer', 'beacon', 'fetch']);

/** Different acts that one page may fill its record with. */
const MOST = 2_000;

export class Acts {
  readonly #seen = new Map<string, Act>();
  #requests = 0;

  get requests(): number {
    return this.#requests;
  }

  /** What an instrumented frame tells. A page can say anything here: only shapes that are known are kept. */
  onDeed(deed: unknown): void {
    const { kind, script, target } = (deed ?? {}) as Partial<Deed>;
    const address = bare(String(script));
    if (kind === undefined || !KINDS.has(kind) || address === '') return;
    if (kind !== 'fetch') this.#add(kind, address);
    else if (isModelLike(bare(String(target)))) this.#add('model', address, bare(String(target)));
  }

  onRequest(url: string): void {
    this.#requests++;
    const file = bare(url);
    if (isModelLike(file)) this.#add('model', '', file);
  }

  all(): Act[] {
    return [...this.#seen.values()];
  }

  #add(kind: Act['kind'], script: string, file?: string): void {
    const key = `${kind} ${script} ${file ?? ''}`;
    if (this.#seen.size >= MOST && !this.#seen.has(key)) return;
    const times = (this.#seen.get(key)?.times ?? 0) + 1;
    this.#seen.set(key, { kind, script, ...(file === undefined ? {} : { file }), times });
  }
}

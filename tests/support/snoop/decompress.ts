/** The two compressed forms in which browsers keep data, read by their definitions. */

/** Snappy's raw form: https://github.com/google/snappy/blob/main/format_description.txt. Undefined when it is none. */
export function fromSnappy(input: Uint8Array): Buffer | undefined {
  let at = 0;
  let size = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = input[at++];
    if (byte === undefined || shift > 28) return undefined;
    size |= (byte & 127) << shift;
    if (byte < 128) break;
  }
  if (size <= 0 || size > 1 << 26) return undefined;
  const output = Buffer.alloc(size);
  let end = 0;
  while (at < input.length) {
    const tag = input[at++] as number;
    const little = (bytes: number) => {
      let value = 0;
      for (let i = 0; i < bytes; i++) value |= (input[at++] ?? 0) << (8 * i);
      return value >>> 0;
    };
    const kind = tag & 3;
    if (kind === 0) {
      const length = tag >> 2 < 60 ? (tag >> 2) + 1 : little((tag >> 2) - 59) + 1;
      if (at + length > input.length || end + length > size) return undefined;
      output.set(input.subarray(at, at + length), end);
      at += length;
      end += length;
      continue;
    }
    const length = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const offset = kind === 1 ? ((tag >> 5) << 8) | little(1) : little(kind === 2 ? 2 : 4);
    if (!copy(output, end, offset, length)) return undefined;
    end += length;
  }
  return end === size ? output : undefined;
}

/** An LZ4 block: https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md. What could be read of it. */
export function fromLz4(input: Uint8Array, size: number): Buffer {
  const output = Buffer.alloc(size);
  let at = 0;
  let end = 0;
  const lengthFrom = (nibble: number) => {
    let length = nibble;
    if (nibble === 15) {
      for (let byte = 255; byte === 255; length += byte) byte = input[at++] ?? 0;
    }
    return length;
  };
  while (at < input.length && end < size) {
    const token = input[at++] as number;
    const literals = lengthFrom(token >> 4);
    output.set(input.subarray(at, at + literals).subarray(0, size - end), end);
    at += literals;
    end += literals;
    if (at >= input.length) break;
    const offset = (input[at++] ?? 0) | ((input[at++] ?? 0) << 8);
    const length = lengthFrom(token & 15) + 4;
    if (!copy(output, end, offset, length)) break;
    end += length;
  }
  return output;
}

/** Repeats what stands `offset` before. False when that is outside. */
function copy(output: Buffer, end: number, offset: number, length: number): boolean {
  if (offset === 0 || offset > end || end + length > output.length) return false;
  for (let i = 0; i < length; i++) output[end + i] = output[end + i - offset] as number;
  return true;
}

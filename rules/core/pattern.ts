/** Path patterns: whole segments, case-sensitive, `*` for any run of characters within one segment. */

/** The segments of a path or pattern without its leading slash; a trailing slash leaves a last empty one. */
export function segmentsOf(path: string): string[] {
  return path.slice(1).split('/');
}

/** True when one segment matches one pattern segment. Linear: greedy with one point of return. */
export function segmentMatches(pattern: string, segment: string): boolean {
  if (!pattern.includes('*')) return pattern === segment;
  let p = 0;
  let s = 0;
  let star = -1;
  let mark = 0;
  while (s < segment.length) {
    if (p < pattern.length && pattern[p] === '*') {
      star = p++;
      mark = s;
    } else if (p < pattern.length && pattern[p] === segment[s]) {
      p++;
      s++;
    } else if (star !== -1) {
      p = star + 1;
      s = ++mark;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

/**
 * True when `pattern` (split) covers the segments of `path` (split) that begin at `from`.
 * A pattern that ends in a slash asks for a slash in the path too, and leaves open what follows it.
 */
export function patternMatchesAt(pattern: readonly string[], path: readonly string[], from: number): boolean {
  const open = pattern[pattern.length - 1] === '';
  const fixed = open ? pattern.length - 1 : pattern.length;
  if (path.length - from < pattern.length) return false;
  for (let i = 0; i < fixed; i++) {
    if (!segmentMatches(pattern[i] as string, path[from + i] as string)) return false;
  }
  return true;
}

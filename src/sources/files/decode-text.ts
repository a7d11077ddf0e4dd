/**
 * The text of a file's bytes: UTF-8, or UTF-16 with a byte order mark or the zero bytes that Latin letters have in it (Windows
 * PowerShell's `>` writes UTF-16). The mark itself is not part of the text. Bytes that are no text become U+FFFD.
 */
export function decodeText(bytes: Buffer): string {
  const [first = -1, second = -1] = bytes;
  if (first === 0xef && second === 0xbb && bytes[2] === 0xbf) return bytes.toString('utf8', 3);
  if (first === 0xff && second === 0xfe) return bytes.toString('utf16le', 2);
  if (first === 0xfe && second === 0xff) return bigEndian(bytes.subarray(2));
  // One zero byte alone is no encoding, and must not make a riddle of what follows it.
  if (first > 0 && second === 0 && (bytes[3] ?? 0) === 0) return bytes.toString('utf16le');
  if (first === 0 && second > 0 && (bytes[2] ?? 0) === 0) return bigEndian(bytes);
  return bytes.toString('utf8');
}

function bigEndian(bytes: Buffer): string {
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16().toString('utf16le');
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface Size {
  readonly files: number;
  readonly bytes: number;
  /** Sum of each file's `gzip -9`. */
  readonly gzip: number;
}

export function gzipped(content: string | Buffer): number {
  return gzipSync(content, { level: 9 }).byteLength;
}

export function sizeOf(files: readonly string[]): Size {
  const contents = files.map((file) => readFileSync(file));
  return {
    files: files.length,
    bytes: contents.reduce((sum, { byteLength }) => sum + byteLength, 0),
    gzip: contents.reduce((sum, content) => sum + gzipped(content), 0),
  };
}

/** All JavaScript below a folder. */
export function javaScriptIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js')).map((name) => join(folder, name));
}

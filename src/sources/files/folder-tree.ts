import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { FileTree, TreeFile } from '../tree.ts';
import { planBeginning } from '../documents/signs.ts';
import { decodeText } from './decode-text.ts';
import { pathsBelow, reasonOf } from './folder-path.ts';
import { listFolder } from './list-folder.ts';

const megabyte = 1024 * 1024;
/** Nothing that GitHub takes without complaint is larger. Up to here a file can be searched for signs of infrastructure. */
const largest = 64 * megabyte;
/** A Terraform plan is a build's product, and made larger: of ten thousand resources it has 74 MB. */
const largestPlan = 256 * megabyte;
/** Files above this size are read one after another. */
const large = 4 * megabyte;

/** The flags that Windows does not have are undefined there. A pipe put in a file's place is not waited for, a link not followed. */
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW || 0) | (constants.O_NONBLOCK || 0);

/**
 * The files of a folder. Nothing outside of it is read, whatever links say: what a link leads to must really lie inside. A link to a
 * file is a file of its own; a folder is walked once, however many links lead to it. `.git` is never looked into, `node_modules` and
 * `.terraform` only where git tracks files in them or where the path asked for leads there. Pipes, sockets and devices are not opened.
 */
export function folderTree(root: string, options: { readonly name?: string; readonly signal?: AbortSignal } = {}): FileTree {
  const pathOf = pathsBelow(root);
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = last.then(work);
    last = mine;
    return mine;
  };
  return {
    name: options.name ?? 'the checkout',
    read: async (path) => {
      const at = await pathOf(path);
      if (at.kind !== 'found') return at;
      if (at.type !== 'file') return { kind: 'unknown', reason: at.type === 'folder' ? 'it is a folder' : 'it is no ordinary file' };
      if (at.size > largestPlan) return { kind: 'unknown', reason: `it is larger than ${largestPlan / megabyte} MB` };
      return at.size > large ? inTurn(() => readText(at.real)) : readText(at.real);
    },
    list: (path, { shallow = false } = {}) => listFolder(path, { pathOf, root, shallow, signal: options.signal }),
  };
}

async function readText(path: string): Promise<TreeFile> {
  try {
    const file = await open(path, flags);
    try {
      const stats = await file.stat();
      if (!stats.isFile() || stats.size > largestPlan) return { kind: 'unknown', reason: 'it changes while it is read' };
      if (stats.size > largest && !(await isPlan(file))) return { kind: 'unknown', reason: `it is larger than ${largest / megabyte} MB` };
      const bytes = Buffer.allocUnsafe(stats.size);
      let length = 0;
      while (length < bytes.length) {
        const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return { kind: 'found', text: decodeText(bytes.subarray(0, length)) };
    } finally {
      await file.close();
    }
  } catch (error) {
    return { kind: 'unknown', reason: reasonOf(error) };
  }
}

/** By what it begins with, so that no other file of that size is read. */
async function isPlan(file: FileHandle): Promise<boolean> {
  const beginning = Buffer.alloc(128);
  const { bytesRead } = await file.read(beginning, 0, beginning.length, 0);
  return planBeginning.test(decodeText(beginning.subarray(0, bytesRead)));
}

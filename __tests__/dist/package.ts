import { cp, mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll } from '@jest/globals';

export const repository = resolve(import.meta.dirname, '..', '..');

let root: Promise<string> | undefined;
let shipped: Promise<string> | undefined;

/** The temporary folder of this suite; removed when its tests are over. */
export function suiteFolder(): Promise<string> {
  root ??= mkdtemp(join(tmpdir(), 'aks-isolation-dist-'));
  return root;
}

/** A fresh folder within the suite's. */
export async function freshFolder(purpose: string): Promise<string> {
  return await mkdtemp(join(await suiteFolder(), `${purpose}-`));
}

/** What a workflow gets, and nothing else: `dist/`, package.json and action.yml in a folder of their own. Copied once per suite. */
export function shippedFolder(): Promise<string> {
  shipped ??= copyShipped();
  return shipped;
}

async function copyShipped(): Promise<string> {
  const folder = await freshFolder('shipped');
  const names = ['dist', 'package.json', 'action.yml'].filter((name) => existsSync(join(repository, name)));
  await Promise.all(names.map((name) => cp(join(repository, name), join(folder, name), { recursive: true })));
  return folder;
}

afterAll(async () => {
  if (root !== undefined) await rm(await root, { recursive: true, force: true });
});

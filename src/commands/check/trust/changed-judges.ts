import type { FileTree, TreeFile } from '../../../sources/tree.ts';
import type { TrustedTree } from './trusted.ts';

export type Change = 'added' | 'changed' | 'removed';

export interface ChangedFile {
  readonly path: string;
  readonly change: Change;
}

/** Files that are compared, and sentences that are said. */
const most = { compared: 2000, said: 10 } as const;

/**
 * Which files differ between the base commit and what is checked out. Folders stand for all files in them. A file of the base commit that
 * cannot be read is left out here: whoever needs it says so. One of the checkout that cannot, such as a link that leads out of it, is not
 * what the base commit has. Line ends make no difference, as a checkout on Windows may have others.
 * Of two trees that are one nothing differs. Rejects with `CancelledError` only.
 */
export async function changedFiles(trusted: TrustedTree, checkout: FileTree, paths: readonly string[]): Promise<readonly ChangedFile[]> {
  if (!trusted.isBase) return [];
  const files = new Set<string>();
  for (const path of paths) {
    for (const tree of [trusted.tree, checkout]) {
      const listing = await tree.list(path);
      const found = listing.kind === 'found' ? [...listing.paths, ...(listing.unread ?? []).map((unread) => unread.path)] : [];
      for (const file of found) if (files.size < most.compared) files.add(file);
    }
  }
  const changed: ChangedFile[] = [];
  for (const path of [...files].toSorted()) {
    const change = changeBetween(await trusted.tree.read(path), await checkout.read(path));
    if (change !== undefined) changed.push({ path, change });
  }
  return changed;
}

function changeBetween(base: TreeFile, head: TreeFile): Change | undefined {
  if (base.kind === 'unknown') return undefined;
  if (base.kind === 'absent') return head.kind === 'absent' ? undefined : 'added';
  if (head.kind === 'absent') return 'removed';
  if (head.kind === 'unknown') return 'changed';
  return withPlainLines(base.text) === withPlainLines(head.text) ? undefined : 'changed';
}

function withPlainLines(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/**
 * Sentences for the report's notes: what the pull request does to the files that configure the gate, and that it does not count yet.
 * Where the checkout is not the merge into the base commit, a difference may also be the base branch's, and the sentence says no more than that.
 */
export async function changedJudges(trusted: TrustedTree, checkout: FileTree, paths: readonly string[]): Promise<readonly string[]> {
  const changed = await changedFiles(trusted, checkout, paths);
  const sentences = changed.slice(0, most.said).map((file) => sentenceOf(file, trusted.isMergedInto));
  const left = changed.length - sentences.length;
  return left === 0 ? sentences : [...sentences, `${left} more files that configure this check differ from the base branch's; those of the base branch were used.`];
}

function sentenceOf({ path, change }: ChangedFile, isMergedInto: boolean): string {
  if (!isMergedInto) {
    const difference = { added: 'is not in the base commit', changed: "differs from the base commit's", removed: 'is in the base commit only' }[change];
    const used = change === 'added' ? 'it was not used' : "the base commit's was used";
    return `\`${path}\` ${difference}: ${used}; a change of this pull request takes effect after the merge.`;
  }
  const verb = { added: 'adds', changed: 'changes', removed: 'removes' }[change];
  return `This pull request ${verb} \`${path}\`: the ${{ added: 'addition', changed: 'change', removed: 'removal' }[change]} takes effect after the merge.`;
}

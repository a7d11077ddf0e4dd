import type { GitHubEvent, PullRequest } from '../../../src/github/event.ts';
import type { TreeFile } from '../../../src/sources/tree.ts';
import type { FileTree } from '../../../src/sources/tree.ts';

export function event(name: string, overrides: Partial<GitHubEvent> = {}): GitHubEvent {
  return { name, repository: { owner: 'contoso', name: 'platform' }, apiUrl: 'http://127.0.0.1:9', serverUrl: 'https://github.com', ...overrides };
}

export function pullRequestFacts(baseSha: string, headSha: string, overrides: Partial<PullRequest> = {}): PullRequest {
  return { number: 1, baseSha, headSha, isFork: false, isDependabot: false, ...overrides };
}

/** A tree of these files; `undefined` for one that cannot be read. */
export function treeOf(files: Readonly<Record<string, string | undefined>>): FileTree {
  const read = async (path: string): Promise<TreeFile> => {
    if (!Object.hasOwn(files, path)) return Promise.resolve({ kind: 'absent' });
    const text = files[path];
    return Promise.resolve(text === undefined ? { kind: 'unknown', reason: 'it may not be read' } : { kind: 'found', text });
  };
  return {
    name: 'a tree',
    read,
    list: async (path) => {
      const paths = Object.keys(files).filter((file) => path === '' || file === path || file.startsWith(`${path}/`)).toSorted();
      return Promise.resolve(paths.length === 0 ? { kind: 'absent' } : { kind: 'found', paths });
    },
  };
}

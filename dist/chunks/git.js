import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { codeOf, messageOf } from './errors.js';

const limits = { timeout: 20_000, maxBuffer: 4 * 1024 * 1024, windowsHide: true };

/**
 * A file as it is in a commit of the checkout's history, by git's plumbing: no filter, text conversion or hook of the checkout runs.
 * @param commit 40 or 64 hexadecimal digits; anything else is unknown
 */
async function readCommittedFile(folder        , commit        , path        )                         {
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)) return { kind: 'unknown', reason: 'the event names no commit' };
  const git = async (...words                   )                  =>
    (await promisify(execFile)('git', ['-c', 'core.fsmonitor=false', '-C', folder, ...words], limits)).stdout;
  try {
    await git('cat-file', '-e', `${commit}^{commit}`);
  } catch (error) {
    return { kind: 'unknown', reason: codeOf(error) === 'ENOENT' ? 'git is not installed' : `the checkout does not hold commit ${commit.slice(0, 12)}` };
  }
  try {
    const listed = await git('ls-tree', '-z', commit, '--', path);
    if (listed === '') return { kind: 'absent' };
    const blob = /^100(?:644|755) blob ([0-9a-f]+)\t/.exec(listed)?.[1];
    if (blob === undefined) return { kind: 'unknown', reason: `${path} is no ordinary file in commit ${commit.slice(0, 12)}` };
    return { kind: 'found', text: await git('cat-file', 'blob', blob) };
  } catch (error) {
    return { kind: 'unknown', reason: messageOf(error).split('\n')[0] ?? 'git failed' };
  }
}

export { readCommittedFile };

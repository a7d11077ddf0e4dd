const { execFile } = globalThis.process.getBuiltinModule('node:child_process');
const { dirname } = globalThis.process.getBuiltinModule('node:path');
const { promisify } = globalThis.process.getBuiltinModule('node:util');

/** What a git process of ours is started with. */
                           
                                    
                       
                                                 
 

/** What git may take from our own environment: how to find itself, and what Windows cannot start a process without. */
const inherited = ['PATH', 'Path', 'SystemRoot', 'SYSTEMROOT', 'TEMP', 'TMP']         ;

/**
 * How git is started to read a checkout that nobody vouches for. Only plumbing is run, which uses no hook, filter, text conversion, pager
 * or alias; and what a repository's configuration or the environment could still make git do is switched off:
 * - no `GIT_*` variable and no configuration of the machine or the user counts: an earlier step may have written them
 * - nothing is fetched: a partial clone lacks what it lacks (`GIT_NO_LAZY_FETCH` since git 2.45; older ones are refused every protocol)
 * - no replacement of objects, and no file watcher of the checkout
 * - the owner of the checkout does not matter (`safe.directory`): in a container job it is another user's. The folder is named with
 *   `--git-dir`, so that none is found by walking, such as one that a pull request laid out as a bare repository
 * Git starts in node's own folder: Windows looks for a program in the current folder first, and a checkout may hold a `git.exe`.
 */
function gitStart(repository            , words                   )           {
  const home = dirname(process.execPath);
  const settings = ['safe.directory=*', 'safe.bareRepository=explicit', 'core.fsmonitor=false', 'core.hooksPath=/dev/null'];
  const env = {
    ...Object.fromEntries(inherited.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))),
    HOME: home,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_LITERAL_PATHSPECS: '1',
  };
  const places = ['-C', repository.top, `--git-dir=${repository.gitFolder}`, `--work-tree=${repository.top}`];
  return { words: [...settings.flatMap((setting) => ['-c', setting]), '--no-pager', ...places, ...words], cwd: home, env };
}

const limits = { timeout: 20_000, maxBuffer: 128 * 1024 * 1024, windowsHide: true };

/** What a git command prints. Rejects when git fails, prints more than 128 MiB or needs more than 20 s. */
async function runGit(repository            , words                   , signal              )                  {
  const { words: all, cwd, env } = gitStart(repository, words);
  return (await promisify(execFile)('git', all, { ...limits, cwd, env, ...(signal === undefined ? {} : { signal }) })).stdout;
}

export { gitStart, runGit };

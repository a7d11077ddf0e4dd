import { codeOf, messageOf, throwIfCancelled } from './ground.js';
import { decodeText, treePath, below } from './run.js';
const { spawn } = globalThis.process.getBuiltinModule('node:child_process');
const { createHash } = globalThis.process.getBuiltinModule('node:crypto');
const { Socket } = globalThis.process.getBuiltinModule('node:net');
import { gitStart } from './run-git.js';
import { findRepository, nestedRepository } from './repository.js';

/** No answer of git has a longer first line: it repeats the name that was asked for. */
const longestHeader = 1024;

/**
 * Takes apart what `git cat-file --batch` prints: `<id> <type> <size>`, a line feed, that many bytes and a line feed for each object, or
 * `<name> missing`. Objects above `largest` bytes are passed over. What is no such output ends in `onFailure`, once.
 */
class ObjectStream {
           #largest        ;
           #onObject                            ;
           #onFailure                          ;
  #header = '';
  #body                  ;
  #failed = false;

  constructor(largest        , onObject                            , onFailure                          ) {
    this.#largest = largest;
    this.#onObject = onObject;
    this.#onFailure = onFailure;
  }

  push(chunk        )       {
    for (let rest = chunk; rest.length > 0 && !this.#failed; ) {
      rest = this.#body === undefined ? this.#readHeader(rest) : this.#readBody(rest, this.#body);
    }
  }

  #readHeader(chunk        )         {
    const end = chunk.indexOf('\n');
    this.#header += chunk.toString('latin1', 0, end < 0 ? chunk.length : end);
    if (this.#header.length > longestHeader) return this.#fail();
    if (end < 0) return Buffer.alloc(0);
    const header = this.#header;
    this.#header = '';
    if (header.endsWith(' missing')) this.#onObject('missing');
    else {
      const [, id, type, size] = /^([0-9a-f]{40}|[0-9a-f]{64}) ([a-z]+) (\d{1,15})$/.exec(header) ?? [];
      if (id === undefined || type === undefined) return this.#fail();
      this.#body = { id, type, size: Number(size), parts: Number(size) > this.#largest ? undefined : [], left: Number(size) + 1 };
    }
    return chunk.subarray(end + 1);
  }

  #readBody(chunk        , body      )         {
    const taken = chunk.subarray(0, body.left);
    body.parts?.push(taken);
    body.left -= taken.length;
    if (body.left === 0) {
      this.#body = undefined;
      const { id, type, size, parts } = body;
      this.#onObject(parts === undefined ? 'too large' : { id, type, bytes: Buffer.concat(parts).subarray(0, size) });
    }
    return chunk.subarray(taken.length);
  }

  #fail()         {
    this.#failed = true;
    this.#onFailure('git did not answer as documented');
    return Buffer.alloc(0);
  }
}

/** Nothing that GitHub takes without complaint is larger. */
const largest = 64 * 1024 * 1024;
/** Milliseconds for one object. */
const patience = 20_000;

/**
 * Objects of a checkout's history, by one `git cat-file --batch` that is started on first use and answers in order. What git says is
 * believed only where it hashes to its name: whatever stands in the object store, a commit's content is what it was when it was made.
 * The process does not keep node alive; `close` ends it.
 */
class ObjectReader {
           #repository            ;
           #signal                         ;
           #waiting                                                                            = [];
  #child                                            ;
  #timer                            ;
  #failure                    ;

  constructor(repository            , signal              ) {
    this.#repository = repository;
    this.#signal = signal;
  }

  /** The object of an id of 40 or 64 hexadecimal digits, or the commit of `HEAD`. Never rejects. */
  async read(name        )                     {
    if (name !== 'HEAD' && !isObjectId(name)) return { kind: 'failed', reason: 'the event names no commit' };
    if (this.#failure !== undefined) return { kind: 'failed', reason: this.#failure };
    const child = this.#start();
    if (child === undefined) return { kind: 'failed', reason: this.#failure ?? 'git could not be started' };
    return new Promise((answer) => {
      this.#waiting.push({ name, answer });
      this.#attend();
      child.stdin.write(`${name}\n`);
    });
  }

  /** Ends the process. What is asked afterwards fails. */
  close()       {
    this.#fail('it was closed');
  }

  #start()                                             {
    if (this.#child !== undefined) return this.#child;
    const { words, cwd, env } = gitStart(this.#repository, ['cat-file', '--batch']);
    try {
      const child = spawn('git', words, { cwd, env, windowsHide: true, stdio: 'pipe', ...(this.#signal === undefined ? {} : { signal: this.#signal }) });
      let complaint = '';
      const stream = new ObjectStream(largest, (object) => this.#answer(object), (reason) => this.#fail(reason));
      child.stdout.on('data', (chunk        ) => stream.push(chunk));
      child.stderr.on('data', (chunk        ) => {
        if (complaint.length < 2000) complaint += chunk.toString('utf8');
      });
      child.on('error', (error) => this.#fail(codeOf(error) === 'ENOENT' ? 'git is not installed' : messageOf(error)));
      // Its complaint is the reason, not that it could not be written to.
      child.stdin.on('error', () => {});
      child.on('close', () => this.#fail(complaint.split('\n')[0]?.slice(0, 300) || 'git ended'));
      this.#child = child;
      return child;
    } catch (error) {
      this.#failure = messageOf(error);
      return undefined;
    }
  }

  /** Node waits for the process, and the process is timed, only while something is asked of it. */
  #attend()       {
    clearTimeout(this.#timer);
    const busy = this.#waiting.length > 0;
    if (busy) this.#timer = setTimeout(() => this.#fail(`git did not answer within ${patience / 1000} s`), patience).unref();
    const child = this.#child;
    for (const part of [child, child?.stdin, child?.stdout, child?.stderr]) {
      if (part !== undefined && ('pid' in part || part instanceof Socket)) {
        if (busy) part.ref();
        else part.unref();
      }
    }
  }

  #answer(object                                          )       {
    const waiting = this.#waiting.shift();
    this.#attend();
    if (waiting === undefined) return;
    if (object === 'missing') waiting.answer({ kind: 'missing' });
    else if (object === 'too large') waiting.answer({ kind: 'failed', reason: `it is larger than ${largest / 1024 / 1024} MB` });
    else if (waiting.name !== 'HEAD' && object.id !== waiting.name) waiting.answer({ kind: 'failed', reason: `git answered for another object than ${waiting.name.slice(0, 12)}` });
    else if (hashOf(object) !== object.id) waiting.answer({ kind: 'failed', reason: `object ${object.id.slice(0, 12)} of the checkout is not what its name says` });
    else waiting.answer({ kind: 'found', ...object });
  }

  #fail(reason        )       {
    this.#failure ??= reason;
    for (const { answer } of this.#waiting.splice(0)) answer({ kind: 'failed', reason: this.#failure });
    this.#attend();
    this.#child?.kill();
  }
}

function isObjectId(text        )          {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** An object's name: SHA-1 or SHA-256 over its type, size and content (git-scm.com, "Git Internals - Git Objects"). */
function hashOf({ id, type, bytes }                )         {
  return createHash(id.length === 40 ? 'sha1' : 'sha256').update(`${type} ${bytes.length}\0`).update(bytes).digest('hex');
}

/** What a name in a folder of a commit stands for. Submodules are commits of other repositories, of which there is nothing here. */
                                                                 

                            
                           
                         
                      
 

const types                                      = { '40000': 'folder', '100644': 'file', '100755': 'file', '100664': 'file', '120000': 'link', '160000': 'submodule' };

/**
 * The entries of a tree object: `<mode> <name>`, a zero byte and the id as bytes, for each. Undefined for what is no such object.
 * Names that no checkout can hold (`.git`, `..`) are left out: git does not write them, but GitHub is not the only one to make objects.
 * @param idLength bytes of an id: 20 or 32
 */
function parseTree(bytes        , idLength        )                                             {
  const entries = new Map                   ();
  for (let at = 0; at < bytes.length; ) {
    const blank = bytes.indexOf(0x20, at);
    const end = bytes.indexOf(0, at);
    if (blank < 0 || end < blank || end + 1 + idLength > bytes.length) return undefined;
    const mode = bytes.toString('latin1', at, blank);
    const name = bytes.toString('utf8', blank + 1, end);
    const type = types[mode];
    if (type === undefined) return undefined;
    if (isPlainName(name)) entries.set(name, { type, id: bytes.toString('hex', end + 1, end + 1 + idLength) });
    at = end + 1 + idLength;
  }
  return entries;
}

function isPlainName(name        )          {
  return name !== '' && name !== '.' && name !== '..' && !name.includes('/') && name.toLowerCase() !== '.git';
}

/** What a commit object says of its tree and its parents, in order. Undefined for what is no commit object. */
function parseCommit(bytes        )                                                                             {
  const head = bytes.toString('latin1', 0, 64 * 1024).split('\n\n')[0] ?? '';
  const tree = /^tree ([0-9a-f]+)(?:\n|$)/.exec(head)?.[1];
  if (tree === undefined) return undefined;
  const lines = head.split('\n').slice(1);
  const parents           = [];
  for (const line of lines) {
    const parent = /^parent ([0-9a-f]+)$/.exec(line)?.[1];
    if (parent === undefined) break;
    parents.push(parent);
  }
  return { tree, parents };
}

/** A commit of the checkout's history. */
                         
                      
                                   
                        
                                      
 

                                                                                                                                        

/** The commit of an id or of `HEAD`, as far as the checkout's history holds it. */
async function readCommit(reader              , name        )                         {
  const answer = await reader.read(name);
  if (answer.kind === 'missing') return { kind: 'unknown', reason: `the checkout does not hold commit ${shortened(name)}` };
  if (answer.kind === 'failed') return { kind: 'unknown', reason: answer.reason };
  const facts = answer.type === 'commit' ? parseCommit(answer.bytes) : undefined;
  if (facts === undefined) return { kind: 'unknown', reason: `${shortened(name)} is no commit` };
  return { kind: 'found', commit: { id: answer.id, ...facts } };
}

function shortened(name        )         {
  return isObjectId(name) ? name.slice(0, 12) : name;
}

/** Links on the way to one file; folders within folders; files of one listing. */
const most = { links: 40, depth: 64, files: 200_000 }         ;

/**
 * The files of a commit as it was made, whatever is checked out. Links are followed within the commit only; submodules are absent.
 * @param prefix the folder of the repository that paths are relative to; "" for its root
 */
function commitTree(reader              , commit        , prefix        , signal              )           {
  const walk = new CommitWalk(reader, commit, signal);
  return {
    name: `commit ${commit.id.slice(0, 12)}`,
    read: (path) => walk.read(path, prefix),
    list: (path, options) => walk.list(path, prefix, options?.shallow === true),
  };
}

                                                                     
                                                                                                       
/** `place`: where it really lies, from the repository's root. */
                                                                                                                                   

const linkOut          = { kind: 'unknown', reason: 'it is a link that leads out of it' };

class CommitWalk {
           #reader              ;
           #root           ;
           #signal                         ;
           #folders = new Map                         ();

  constructor(reader              , commit        , signal                         ) {
    this.#reader = reader;
    this.#root = { type: 'folder', id: commit.tree };
    this.#signal = signal;
  }

  async read(path        , prefix        )                    {
    const found = await this.#find(path, prefix);
    if (found.kind !== 'entry') return found;
    if (found.entry.type !== 'file') return { kind: 'unknown', reason: 'it is a folder' };
    const blob = await this.#object(found.entry.id, 'blob');
    return blob.kind === 'unknown' ? blob : { kind: 'found', text: decodeText(blob.bytes) };
  }

  async list(path        , prefix        , shallow         )                       {
    const found = await this.#find(path, prefix);
    if (found.kind !== 'entry') return found;
    const clean = treePath(path) ?? '';
    if (found.entry.type === 'file') return { kind: 'found', paths: [clean] };
    const paths           = [];
    const unread                                                       = [];
    const visited = new Set        ();
    const folders = [{ path: clean, place: found.place, id: found.entry.id }];
    let links                                                      = [];
    // Folders first: what a link leads to is listed under its own name wherever it has one, and once.
    while (folders.length > 0 || links.length > 0) {
      const next = folders.pop();
      if (next === undefined) {
        for (const link of links.toSorted((left, right) => (left.path > right.path ? -1 : 1))) {
          const target = await this.#find(link.place, '');
          if (target.kind === 'entry' && target.entry.type === 'file') paths.push(link.path);
          else if (target.kind === 'entry' && !shallow) folders.push({ path: link.path, place: target.place, id: target.entry.id });
          else if (target.kind === 'unknown') unread.push({ path: link.path, reason: target.reason });
        }
        links = [];
        continue;
      }
      if (visited.has(next.place)) continue;
      visited.add(next.place);
      if (next.place.split('/').length > most.depth) return { kind: 'unknown', reason: `it is nested deeper than ${most.depth} folders` };
      const folder = await this.#folder(next.id);
      if (folder.kind === 'unknown') return folder;
      for (const [name, { type, id }] of folder.entries) {
        const entry = { path: below(next.path, name), place: below(next.place, name) };
        if (type === 'file') paths.push(entry.path);
        else if (type === 'link') links.push(entry);
        else if (type === 'folder' && !shallow) folders.push({ ...entry, id });
      }
      if (paths.length > most.files) return { kind: 'unknown', reason: `it holds more than ${most.files} files; name a folder further down` };
    }
    return { kind: 'found', paths: [...new Set(paths)].toSorted(), ...(unread.length === 0 ? {} : { unread: unread.toSorted((left, right) => (left.path < right.path ? -1 : 1)) }) };
  }

  /** Follows a path from the repository's root, and the links on its way. */
  async #find(path        , prefix        )                 {
    throwIfCancelled(this.#signal);
    const clean = treePath(path);
    if (clean === undefined) return { kind: 'unknown', reason: 'its path leads out of it' };
    const ahead = segmentsOf(below(prefix, clean));
    const names           = [];
    const way              = [this.#root];
    let links = 0;
    for (let name = ahead.shift(); name !== undefined; name = ahead.shift()) {
      if (name === '..') {
        if (names.pop() === undefined) return linkOut;
        way.pop();
        continue;
      }
      const last = way.at(-1) ?? this.#root;
      if (last.type !== 'folder') return { kind: 'absent' };
      const folder = await this.#folder(last.id);
      if (folder.kind === 'unknown') return folder;
      const entry = folder.entries.get(name);
      if (entry === undefined || entry.type === 'submodule') return { kind: 'absent' };
      if (entry.type !== 'link') {
        names.push(name);
        way.push(entry);
        continue;
      }
      links += 1;
      if (links > most.links) return { kind: 'unknown', reason: 'it is a link that leads back to itself' };
      const target = await this.#object(entry.id, 'blob');
      if (target.kind === 'unknown') return target;
      const text = target.bytes.toString('utf8');
      if (text.startsWith('/') || /^[A-Za-z]:|\\/.test(text)) return linkOut;
      ahead.unshift(...segmentsOf(text));
    }
    return { kind: 'entry', entry: way.at(-1) ?? this.#root, place: names.join('/') };
  }

  /** The entries of a folder; each is asked for once. */
  #folder(id        )                  {
    const known = this.#folders.get(id) ?? this.#readFolder(id);
    this.#folders.set(id, known);
    return known;
  }

  async #readFolder(id        )                  {
    const tree = await this.#object(id, 'tree');
    if (tree.kind === 'unknown') return tree;
    const entries = parseTree(tree.bytes, id.length / 2);
    return entries === undefined ? { kind: 'unknown', reason: `object ${id.slice(0, 12)} is no folder` } : { kind: 'entries', entries };
  }

  async #object(id        , type                 )                                                                        {
    const answer = await this.#reader.read(id);
    throwIfCancelled(this.#signal);
    if (answer.kind === 'found' && answer.type === type) return { kind: 'bytes', bytes: answer.bytes };
    if (answer.kind === 'failed') return { kind: 'unknown', reason: answer.reason };
    return { kind: 'unknown', reason: `the checkout does not hold object ${id.slice(0, 12)}` };
  }
}

function segmentsOf(path        )           {
  return path.split('/').filter((segment) => segment !== '' && segment !== '.');
}

/**
 * The commit whose files may judge.
 *
 * On `pull_request` GitHub runs the workflow for a merge commit that it makes itself (GITHUB_SHA): its first parent is the base branch as it
 * was merged into, its second the head. The payload's `base.sha` may be hours older: it is the base branch when the pull request was last
 * pushed to, and stays so when a run is repeated. Both are commits of the base branch, so neither is the author's to choose; the first
 * parent is taken where the merge commit is known, because rules that were tightened since count, and because every difference from it is
 * the pull request's. It is believed only of the commit that GITHUB_SHA names, with the payload's head as second parent: a merge commit
 * that is merely checked out may be the author's own.
 *
 * `pull_request_target` has no merge commit; GITHUB_SHA is the default branch's there, so the payload's `base.sha` is taken.
 * In a merge group it is the parent of the group's commit: changes further ahead in the queue count as merged.
 * @param runCommit the commit that GITHUB_SHA names, when the checkout holds it
 */
function baseCommit(event             , runCommit                    )             {
  const { name, pullRequest, mergeGroup, sha } = event;
  if (name === 'merge_group') return { commit: mergeGroup?.baseSha, mergedBy: mergeGroup?.headSha };
  if (name === 'pull_request_target') return { commit: pullRequest?.baseSha, mergedBy: undefined };
  if (name.startsWith('pull_request')) {
    const [base, head, ...others] = runCommit?.parents ?? [];
    const isMerge = base !== undefined && head !== undefined && others.length === 0 && head === pullRequest?.headSha && runCommit?.id === sha;
    return isMerge ? { commit: base, mergedBy: sha } : { commit: pullRequest?.baseSha, mergedBy: undefined };
  }
  return { commit: sha, mergedBy: undefined };
}

/** A checkout of the event's repository, and what its history says. */
                   
                                
                                    
                                    
                                         
 

                                                                     
/** Where a path is looked for: in a commit of the history, or why not there; and under which name on GitHub. */
                
                        
                                     
                             
                              
 

/** The files of the base commit for an event that has one, see `trustedTree`. */
async function openBaseTree(event             , settings                     , tools              )                       {
  const place = await findRepository(settings.folder, event.workspace);
  const history = place === undefined ? undefined : await openHistory(event, place, tools);
  const base = baseCommit(event, history?.runCommit);
  const trees = new BaseTrees(event, settings, tools, base, history);
  return {
    tree: {
      name: base.commit === undefined ? 'the base commit' : `commit ${base.commit.slice(0, 12)}`,
      read: (path) => trees.ask(path, (tree, at) => tree.read(at)),
      list: (path, options) => trees.ask(path, (tree, at) => tree.list(at, options)),
    },
    ...(base.commit === undefined ? {} : { commit: base.commit }),
    isBase: true,
    isMergedInto: base.mergedBy !== undefined && history?.head?.id === base.mergedBy,
    warnings: warningsOf(event, history?.head),
    close: () => trees.close(),
  };
}

async function openHistory(event             , place                   , tools              )                   {
  const reader = new ObjectReader(place, tools.signal);
  const head = await readCommit(reader, 'HEAD');
  const runCommit = event.sha === undefined ? undefined : await readCommit(reader, event.sha);
  return { reader, place, head: head.kind === 'found' ? head.commit : undefined, runCommit: runCommit?.kind === 'found' ? runCommit.commit : undefined };
}

/** What is checked out where a run has more rights than whoever wrote it. */
function warningsOf(event             , head                    )                    {
  const isPrivileged = event.name === 'pull_request_target' || event.name === 'workflow_run' || event.name === 'issue_comment';
  if (!isPrivileged || head === undefined || head.id === event.sha || head.id === event.pullRequest?.baseSha) return [];
  return [
    `Code that is not the base branch's (commit ${head.id.slice(0, 12)}) is checked out in a job of ${event.name}, which has the repository's secrets and may have write access. ` +
      'aks-isolation only reads it; no other step of this job may run, build or install anything of it. On pull_request the same check needs neither.',
  ];
}

class BaseTrees {
           #event             ;
           #settings                     ;
           #tools              ;
           #base            ;
           #own                     ;
           #opened                 = [];
           #nested = new Map                                     ();
  #ownTree                                         ;
  #remote                                           ;

  constructor(event             , settings                     , tools              , base            , own                     ) {
    this.#event = event;
    this.#settings = settings;
    this.#tools = tools;
    this.#base = base;
    this.#own = own;
    if (own !== undefined) this.#opened.push(own.reader);
  }

  close()       {
    for (const reader of this.#opened) reader.close();
  }

  /** What the history says of a path, else what GitHub says; else why neither does, and what to set. */
  async ask                                          (path        , question                                                             )                            {
    const spot = await this.#spotOf(path);
    if (spot.kind === 'unknown') return spot;
    const local = 'read' in spot.local ? await question(spot.local, spot.localPath) : spot.local;
    if (!isUnknown(local)) return local;
    const tree = await this.#onGitHub();
    if (!('read' in tree)) return this.#neither(local.reason, tree.reason);
    const remote = await question(tree, spot.remotePath);
    return isUnknown(remote) ? this.#neither(local.reason, `and GitHub did not give it: ${remote.reason}`) : remote;
  }

  async #spotOf(path        )                          {
    const clean = treePath(path);
    if (clean === undefined) return { kind: 'unknown', reason: 'its path leads out of the checkout, whose base commit counts' };
    const nested = await nestedRepository(this.#settings.folder, clean);
    if (this.#own !== undefined) {
      // What lies in another checkout inside this one is not of the base commit; that it is absent there would be no answer.
      if (nested !== undefined) return { kind: 'unknown', reason: `${nested.prefix} is a checkout of its own, and nobody vouches for what is in it; check out beside the repository, or set "trust: head"` };
      this.#ownTree ??= this.#treeOf(this.#own);
      const { prefix } = this.#own.place;
      return { kind: 'spot', local: await this.#ownTree, localPath: clean, remotePath: [prefix, clean].filter((part) => part !== '').join('/') };
    }
    if (nested === undefined) return { kind: 'spot', local: { kind: 'unknown', reason: `${this.#settings.folder} is no checkout` }, localPath: clean, remotePath: clean };
    const rest = clean.slice(nested.prefix.length + 1);
    const known = this.#nested.get(nested.prefix) ?? this.#openNested(nested);
    this.#nested.set(nested.prefix, known);
    const local = await known;
    if (!('read' in local) && local.reason === foreign) return { kind: 'unknown', reason: `${nested.prefix} is a checkout ${foreign}, and nobody vouches for what is in it` };
    return { kind: 'spot', local, localPath: rest, remotePath: rest };
  }

  /** A checkout below the folder (`path:` of actions/checkout) is of the event's repository when it holds a commit that the event names. */
  async #openNested(place                   )                              {
    const history = await openHistory(this.#event, { ...place, prefix: '' }, this.#tools);
    this.#opened.push(history.reader);
    const tree = await this.#treeOf(history);
    const { sha, pullRequest, mergeGroup } = this.#event;
    const isOurs = 'read' in tree || (history.head !== undefined && [sha, pullRequest?.headSha, mergeGroup?.headSha].includes(history.head.id));
    return isOurs ? tree : { kind: 'unknown', reason: foreign };
  }

  async #treeOf({ reader, place }         )                              {
    if (this.#base.commit === undefined) return { kind: 'unknown', reason: `the ${this.#event.name} event names no base commit` };
    const found = await readCommit(reader, this.#base.commit);
    return found.kind === 'found' ? commitTree(reader, found.commit, place.prefix, this.#tools.signal) : found;
  }

  async #onGitHub()                                {
    this.#remote ??= this.#openRemote();
    return this.#remote;
  }

  async #openRemote()                                {
    const { githubToken: token } = this.#settings;
    const { repository, apiUrl } = this.#event;
    if (token === undefined || repository === undefined || this.#base.commit === undefined) return { kind: 'unknown', reason: 'and there is no token to ask GitHub with' };
    const { gitHubCommitTree } = await import('./commit-tree.js');
    return gitHubCommitTree({ token, apiUrl, repository, commit: this.#base.commit, decode: decodeText }, this.#tools);
  }

  /** Of a merge commit that is known the parents are, too: one commit more is enough. */
  #neither(local        , remote        )          {
    const depth = this.#base.mergedBy !== undefined && this.#event.name !== 'merge_group' ? 2 : 0;
    return { kind: 'unknown', reason: `${local}, ${remote}. Set "fetch-depth: ${depth}" on actions/checkout, or give the job "permissions: contents: read".` };
  }
}

const foreign = 'of another repository';

function isUnknown(answer                           )                    {
  return answer.kind === 'unknown';
}

export { openBaseTree };

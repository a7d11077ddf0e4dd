import { throwIfCancelled } from './ground.js';
import { failureOf, createClient } from './failure.js';
import { object, optional, string, number, parseShape, boolean, array } from './vendor-zod.js';

/** A commit of a repository on GitHub. */
                              
                         
                        
                       
                          
 

                       
                                                      
                                                                            
                                  
                                                       
                                                          

/** The contents API gives the content of files up to 1 MiB, others with their id alone (docs.github.com, "Get repository content"). */
const inlineLimit = 1024 * 1024;
/** What the blobs API is asked for; GitHub's own limit is 100 MB (docs.github.com, "Get a blob"). */
const largest = 64 * 1024 * 1024;

/**
 * Reads a file as it stands in a commit, through the contents API, and through the blobs API where it is large. Links to ordinary files of
 * the repository are followed by GitHub.
 * Throws what the client throws for anything but 404, and `ShapeError` for an answer that is not as documented.
 */
async function readContents(client              , place             , path        )                     {
  try {
    const { data } = await client.rest.repos.getContent({ owner: place.owner, repo: place.repo, ref: place.commit, path });
    if (Array.isArray(data)) return { kind: 'refused', reason: 'it is a folder' };
    const file = object({ type: string(), size: number(), sha: string(), encoding: optional(string()), content: optional(string()) });
    const { type, size, sha, encoding, content } = parseShape(file, data);
    if (type !== 'file') return { kind: 'refused', reason: type === 'symlink' ? 'it is a link that leads out of it' : 'it is no ordinary file' };
    if (size > largest) return { kind: 'refused', reason: `it is larger than ${largest / 1024 / 1024} MB` };
    if (size > inlineLimit || encoding !== 'base64' || content === undefined) return await readBlob(client, place, sha);
    return { kind: 'found', bytes: Buffer.from(content, 'base64') };
  } catch (thrown) {
    const { kind, reason } = failureOf(thrown);
    if (kind !== 'absent' || reason.includes('No commit found')) throw thrown;
    return { kind: 'not found' };
  }
}

async function readBlob(client              , { owner, repo }             , sha        )                     {
  const { data } = await client.rest.git.getBlob({ owner, repo, file_sha: sha });
  const { encoding, content } = parseShape(object({ encoding: string(), content: string() }), data);
  if (encoding === 'base64') return { kind: 'found', bytes: Buffer.from(content, 'base64') };
  return { kind: 'found', bytes: Buffer.from(content, 'utf8') };
}

/**
 * The entries of a folder of a repository by the git trees API.
 * Throws what the client throws, and `ShapeError` for an answer that is not as documented.
 * @param sha the id of the folder, or of a commit for its root
 */
async function listTree(client              , { owner, repo }             , sha        , recursive         )                        {
  const { data } = await client.rest.git.getTree({ owner, repo, tree_sha: sha, ...(recursive ? { recursive: '1' } : {}) });
  const entry = object({ path: string(), mode: string(), type: string(), sha: string() });
  const { tree, truncated } = parseShape(object({ tree: array(entry), truncated: optional(boolean()) }), data);
  return { entries: tree.map(({ path, mode, type, sha: id }) => ({ path, type: typeOf(mode, type), sha: id })), truncated: truncated === true };
}

function typeOf(mode        , type        )                      {
  if (type === 'tree') return 'folder';
  if (type === 'commit') return 'submodule';
  return mode === '120000' ? 'link' : 'file';
}

/** The files of a commit on GitHub; a `FileTree` of `sources` by its shape. */
                             
                        
                                                                                                                                      
                                                                                                                                                                                            
 

/** A workflow's token has 1,000 requests an hour for the whole repository (docs.github.com, "Rate limits for GitHub Actions"); files of one listing. */
const most = { requests: 400, files: 200_000 }         ;

/**
 * The files of a commit as GitHub has them: what a checkout says of it does not matter. Reading takes one request a file (contents API),
 * a listing a few (git trees API, folder by folder where GitHub cuts it short); after 400 requests nothing more is asked.
 * That a file is absent is said only of a commit whose folders could be listed: 404 is also what a token is told that may not look.
 * What GitHub or the network refuses is `unknown` with the reason. Rejects with `CancelledError` only.
 */
function gitHubCommitTree(request                   , tools             )             {
  const remote = new RemoteCommit(request, tools);
  return { name: `commit ${request.commit.slice(0, 12)} on GitHub`, read: (path) => remote.read(path), list: (path, options) => remote.list(path, options?.shallow === true) };
}

class RemoteCommit {
           #request                   ;
           #tools             ;
           #place             ;
           #folders = new Map                               ();
  #client                                   ;
  #requests = 0;

  constructor(request                   , tools             ) {
    this.#request = request;
    this.#tools = tools;
    this.#place = { owner: request.repository.owner, repo: request.repository.name, commit: request.commit };
  }

  async read(path        )                                 {
    const segments = segmentsOf(path);
    if (segments === undefined || segments.length === 0) return { kind: 'unknown', reason: `"${path}" is no file's path inside a repository` };
    return this.#explained(path, async () => {
      const file = await readContents(await this.#ask(), this.#place, segments.join('/'));
      if (file.kind === 'found') return { kind: 'found', text: this.#request.decode(file.bytes) };
      if (file.kind === 'refused') return { kind: 'unknown', reason: file.reason };
      const found = await this.#find(segments);
      return found.kind === 'entry' ? { kind: 'unknown', reason: `GitHub lists ${path} and does not give it` } : found;
    });
  }

  async list(path        , shallow         )                                 {
    const segments = segmentsOf(path);
    if (segments === undefined) return { kind: 'unknown', reason: `"${path}" is no path inside a repository` };
    return this.#explained(path, async () => {
      const found = await this.#find(segments);
      if (found.kind !== 'entry') return found;
      const clean = segments.join('/');
      if (found.type === 'file') return { kind: 'found', paths: [clean] };
      const paths = await this.#filesBelow(clean, found.sha, shallow);
      if (paths.length > most.files) return { kind: 'unknown', reason: `it holds more than ${most.files} files; name a folder further down` };
      return { kind: 'found', paths: paths.toSorted() };
    });
  }

  /** The folder's files; links are listed as files, as GitHub follows them when they are read. */
  async #filesBelow(path        , sha        , shallow         )                    {
    const whole = await this.#folder(sha, !shallow);
    if (!whole.truncated) return filesOf(path, whole.entries);
    const { entries } = await this.#folder(sha, false);
    const files = filesOf(path, entries);
    for (const entry of entries) {
      if (entry.type === 'folder' && files.length <= most.files) files.push(...(await this.#filesBelow(below(path, entry.path), entry.sha, false)));
    }
    return files;
  }

  async #find(segments                   )                                                                                                                                      {
    let [type, sha]                              = ['folder', this.#place.commit];
    // The root is listed for the empty path too: that it can be seen is what makes an absent file absent.
    if (segments.length === 0) await this.#folder(sha, false);
    for (const segment of segments) {
      if (type === 'file') return { kind: 'absent' };
      const { entries, truncated } = await this.#folder(sha, false);
      const entry = entries.find(({ path }) => path === segment);
      if (entry === undefined && truncated) return { kind: 'unknown', reason: 'GitHub lists only a part of a folder on the way' };
      if (entry === undefined || entry.type === 'submodule') return { kind: 'absent' };
      if (entry.type === 'link') return { kind: 'unknown', reason: 'a link stands on the way, which GitHub does not follow' };
      [type, sha] = [entry.type, entry.sha];
    }
    return { kind: 'entry', type, sha };
  }

  #folder(sha        , recursive         )                        {
    const key = `${sha} ${recursive}`;
    const known = this.#folders.get(key) ?? this.#ask().then((client) => listTree(client, this.#place, sha, recursive));
    this.#folders.set(key, known);
    return known;
  }

  /** The client, for one request more. */
  #ask()                        {
    this.#requests += 1;
    if (this.#requests > most.requests) throw new Error(`it would take more than ${most.requests} requests`);
    this.#client ??= createClient(this.#request, this.#tools);
    return this.#client;
  }

  async #explained        (path        , work                       )                            {
    throwIfCancelled(this.#tools.signal);
    try {
      return await work();
    } catch (thrown) {
      throwIfCancelled(this.#tools.signal);
      const { kind, reason } = failureOf(thrown);
      const hint = kind === 'permission' || kind === 'absent' ? '; add `permissions: contents: read` to the job' : '';
      return { kind: 'unknown', reason: `GitHub did not show ${path === '' ? 'the files' : path} at ${this.#place.commit.slice(0, 12)} (${reason})${hint}` };
    }
  }
}

function filesOf(folder        , entries                        )           {
  return entries.filter(({ type }) => type === 'file' || type === 'link').map(({ path }) => below(folder, path));
}

function below(folder        , path        )         {
  return folder === '' ? path : `${folder}/${path}`;
}

/** The segments of a path; undefined for one that would address another resource of the API. */
function segmentsOf(path        )                                {
  if (path === '') return [];
  const segments = path.split('/');
  return segments.every((segment) => segment !== '' && segment !== '.' && segment !== '..') ? segments : undefined;
}

export { gitHubCommitTree };

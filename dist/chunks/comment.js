import { throwIfCancelled } from './errors.js';
import { failureOf, createClient } from './failure.js';
import { parseShape, ShapeError } from './shape.js';
import { object, array, _length, nullable, optional, boolean, string, nullish, number } from './vendor-zod.js';
import { createHash } from 'node:crypto';

/** A comment as far as its authorship matters. */
                                  
                           
                          
                                                             
                          
 

/** `nodes(ids:)` takes at most 100 ids (docs.github.com, "Rate limits and query limits for the GraphQL API", node limit). */
const batchSize = 100;

const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on IssueComment { id viewerDidAuthor } } }';

/**
 * Which of the comments the token's own identity wrote, in their order. GraphQL's `viewerDidAuthor` answers for every kind of
 * token; where GraphQL does not answer (some GitHub Enterprise Servers), logins are compared instead.
 * Throws what the client throws when neither way works: a marker alone proves nothing, anybody can write it.
 */
async function writtenByUs(
  client              ,
  comments                            ,
  debug                           ,
)                              {
  try {
    const ids = comments.map((comment) => comment.nodeId);
    const answers            = [];
    for (let start = 0; start < ids.length; start += batchSize) answers.push(...(await askViewer(client, ids.slice(start, start + batchSize))));
    return answers;
  } catch (thrown) {
    debug(`GraphQL did not say who wrote the comments (${failureOf(thrown).reason}); comparing logins.`);
    const login = await ownLogin(client);
    return comments.map((comment) => comment.login === login);
  }
}

async function askViewer(client              , ids                   )                              {
  const node = nullable(object({ viewerDidAuthor: optional(boolean()) }));
  const { nodes } = parseShape(object({ nodes: array(node).check(_length(ids.length)) }), await client.graphql(query, { ids }));
  // Told apart by position: GraphQL may answer an old-style id with the new style of the same id.
  return nodes.map((found) => found?.viewerDidAuthor === true);
}

/** An installation's token, such as a workflow's own, has no user: GitHub answers 403. */
async function ownLogin(client              )                  {
  try {
    return (await client.rest.users.getAuthenticated()).data.login;
  } catch (thrown) {
    if (failureOf(thrown).kind === 'permission') return 'github-actions[bot]';
    throw thrown;
  }
}

/** The most characters that a marker and its line break take of a comment. Renderers keep as many free. */
const markerReserve = 500;

const prefix = '<!-- aks-network-isolation:';
const suffix = ' -->';

/**
 * The hidden first line of a comment that says whose it is. Every byte of the key but letters and digits is
 * percent-encoded, `-` too, so that a key can neither close the HTML comment nor equal another key's marker.
 * A key too long for the reserve is named by its hash; the colon keeps that apart from every encoded key.
 */
function commentMarker(key        )         {
  const encoded = Array.from(Buffer.from(key, 'utf8'), encodeByte).join('');
  const room = markerReserve - prefix.length - suffix.length - 1;
  return `${prefix}${encoded.length <= room ? encoded : `sha256:${createHash('sha256').update(key).digest('hex')}`}${suffix}`;
}

/** True when the comment's first line is exactly this marker: quoting it further down claims nothing. */
function carriesMarker(body        , marker        )          {
  return body.split('\n', 1)[0]?.trimEnd() === marker;
}

function encodeByte(byte        )         {
  const character = String.fromCharCode(byte);
  return /[A-Za-z0-9]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

/** What the sentence about a comment that could not be written depends on. */
                                 
                          
                                     
                            
                                  
 

/** The one sentence about a comment that could not be written, with what to do. */
function explainRefusal(failure         , comment                )         {
  return `The comment on pull request #${comment.pullRequestNumber} was not written: ${cause(failure, comment)}`;
}

const permissionLine = '`permissions: pull-requests: write`';

function cause({ kind, reason }         , comment                )         {
  const denied = kind === 'permission' || kind === 'absent' || kind === 'credentials';
  if (denied && comment.isFork === true) return `this run is from a fork, and its token is read-only (${reason}).`;
  if (denied && comment.isDependabot === true) return `this run is of Dependabot, and its token is read-only (${reason}).`;
  const sentences                                            = {
    credentials: `GitHub does not accept the token (${reason}). Pass one of a job with ${permissionLine}.`,
    permission: `the token may not do that (${reason}). Add ${permissionLine} to the job.`,
    absent: `the token does not see it (${reason}). Add ${permissionLine} to the job, and check the number.`,
    limit: `GitHub's rate limit is used up (${reason}). The next run will try again.`,
    invalid: `GitHub did not accept it (${reason}).`,
    unavailable: `GitHub at ${comment.apiUrl} did not answer (${reason}). The next run will try again.`,
    unexpected: `GitHub at ${comment.apiUrl} did not answer as documented (${reason}).`,
  };
  return sentences[kind];
}

/** `none`: there was no comment and none was wanted. `refused`: GitHub did not let us; one warning said why. */
                                 
                                                                          
                        
 

                   
                      
                          
                        
                       
                          
 

/**
 * Brings the one comment with this key to `body`: creates it, rewrites it in place, or leaves it when it says the same
 * already. It is found on any page by its hidden marker and by having been written by this token's identity.
 * Never throws for what GitHub or the network refuses: that is one warning. Throws `CancelledError` when cancelled.
 */
async function upsertComment(request                , tools             )                          {
  try {
    const client = await createClient(request, tools);
    return await upsert(new PullRequestComments(client, request, tools.logger.debug.bind(tools.logger)), request);
  } catch (thrown) {
    throwIfCancelled(tools.signal);
    tools.logger.warning(explainRefusal(failureOf(thrown), request));
    return { kind: 'refused' };
  }
}

async function upsert(comments                     , request                )                          {
  const marker = commentMarker(request.key);
  const body = `${marker}\n${request.body}`;
  const existing = await comments.findOwn(marker);
  if (existing !== undefined) {
    if (meaningOf(existing.body) === meaningOf(body)) return { kind: 'unchanged', url: existing.url };
    return { kind: 'updated', url: await comments.update(existing.id, body) };
  }
  if (request.when === 'update-only') return { kind: 'none' };
  try {
    return { kind: 'created', url: await comments.create(body) };
  } catch (thrown) {
    if (failureOf(thrown).kind !== 'unavailable') throw thrown;
    // A gateway's error may hide a comment that was made after all: look before making a second one.
    const created = await comments.findOwn(marker);
    return { kind: 'created', url: created?.url ?? (await comments.create(body)) };
  }
}

/** Of 100 comments each; a list that goes on beyond is no list. */
const maximumPages = 300;

/** The comments of one pull request. */
class PullRequestComments {
           #client              ;
           #debug                           ;
           #repository                                                   ;
           #issue        ;

  constructor(client              , request                , debug                           ) {
    this.#client = client;
    this.#debug = debug;
    this.#repository = { owner: request.repository.owner, repo: request.repository.name };
    this.#issue = request.pullRequestNumber;
  }

  async findOwn(marker        )                               {
    const marked            = [];
    let pages = 0;
    const parameters = { ...this.#repository, issue_number: this.#issue, per_page: 100 };
    for await (const page of this.#client.paginate.iterator(this.#client.rest.issues.listComments, parameters)) {
      pages += 1;
      if (pages > maximumPages) throw new ShapeError(`the comments of the pull request do not end after ${maximumPages} pages`);
      marked.push(...parseComments(page.data).filter((comment) => carriesMarker(comment.body, marker)));
    }
    if (marked.length === 0) return undefined;
    const own = await writtenByUs(this.#client, marked, this.#debug);
    return marked.find((_, index) => own[index]);
  }

  async update(id        , body        )                  {
    const response = await this.#client.rest.issues.updateComment({ ...this.#repository, comment_id: id, body });
    return urlOf(response.data);
  }

  /** Not retried blindly, see `upsert`. */
  async create(body        )                  {
    const parameters = { ...this.#repository, issue_number: this.#issue, body, request: { retries: 0 } };
    const response = await this.#client.rest.issues.createComment(parameters);
    return urlOf(response.data);
  }
}

function parseComments(data         )                     {
  const user = nullish(object({ login: string() }));
  const comment = object({ id: number(), node_id: string(), body: nullish(string()), html_url: string(), user });
  return parseShape(array(comment), data).map((found) => ({
    id: found.id,
    nodeId: found.node_id,
    body: found.body ?? '',
    url: found.html_url,
    ...(found.user ? { login: found.user.login } : {}),
  }));
}

function urlOf(data         )         {
  return parseShape(object({ html_url: string() }), data).html_url;
}

/** What a body says: neither line ends, trailing blanks, nor which run said it make a difference worth a write. */
function meaningOf(body        )         {
  const lines = body.replaceAll('\r\n', '\n').split('\n');
  return lines.map((line) => line.replace(/\/actions\/runs\/\d+(?:\/attempts\/\d+)?/g, '/actions/runs').trimEnd()).join('\n').trimEnd();
}

export { upsertComment };

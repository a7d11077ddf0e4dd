import { failureOf } from './failure.js';
import { parseShape, object, array, _length, nullable, optional, boolean } from './vendor-zod.js';
const { createHash } = globalThis.process.getBuiltinModule('node:crypto');

/** A comment as far as its authorship matters. */
                                  
                           
                          
                                                             
                          
 

/** `nodes(ids:)` takes at most 100 ids (docs.github.com, "Rate limits and query limits for the GraphQL API", node limit). */
const batchSize = 100;

/** GraphQL's type of a comment on a pull request, and of one on a line of its diff. */
                                                                      

function queryFor(type             )         {
  return `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${type} { id viewerDidAuthor } } }`;
}

/**
 * Which of the comments the token's own identity wrote, in their order. GraphQL's `viewerDidAuthor` answers for every kind of
 * token; where GraphQL does not answer (some GitHub Enterprise Servers), logins are compared instead.
 * Throws what the client throws when neither way works: a marker alone proves nothing, anybody can write it.
 */
async function writtenByUs(
  client              ,
  comments                            ,
  debug                           ,
  type              = 'IssueComment',
)                              {
  try {
    const ids = comments.map((comment) => comment.nodeId);
    const answers            = [];
    for (let start = 0; start < ids.length; start += batchSize) answers.push(...(await askViewer(client, queryFor(type), ids.slice(start, start + batchSize))));
    return answers;
  } catch (thrown) {
    debug(`GraphQL did not say who wrote the comments (${failureOf(thrown).reason}); comparing logins.`);
    const login = await ownLogin(client);
    return comments.map((comment) => comment.login === login);
  }
}

async function askViewer(client              , query        , ids                   )                              {
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
                                 
                          
                                     
                            
                                  
 

/** The one sentence about a comment, or about suggestions, that could not be written, with what to do. */
function explainRefusal(failure         , comment                , what                                                        = 'comment')         {
  const verb = what === 'suggestions' ? 'were' : 'was';
  return `The ${what} on pull request #${comment.pullRequestNumber} ${verb} not written: ${cause(failure, comment)}`;
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

export { carriesMarker, commentMarker, explainRefusal, writtenByUs };

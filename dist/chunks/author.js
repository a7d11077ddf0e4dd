const { createHash } = globalThis.process.getBuiltinModule('node:crypto');
import { failureOf } from './failure.js';
import { parseShape, object, string, array, _length, nullable, optional, boolean } from './vendor-zod.js';

/** The most characters that a marker and its line break take of a comment. Renderers keep as many free. */
const markerReserve = 500;

const suffix = ' -->';

/** The hidden first line of a comment that says whose it is. */
function commentMarker(key        )         {
  return keyMarker('<!-- aks-network-isolation:', key);
}

/** The hidden first line of an issue that says whose it is; no comment's. */
function issueMarker(key        )         {
  return keyMarker('<!-- aks-network-isolation-issue:', key);
}

/**
 * Every byte of the key but letters and digits is percent-encoded, `-` too, so that a key can neither close the HTML comment nor
 * equal another key's marker. A key too long for the reserve is named by its hash; the colon keeps that apart from every encoded key.
 */
function keyMarker(prefix        , key        )         {
  const encoded = Array.from(Buffer.from(key, 'utf8'), encodeByte).join('');
  const room = markerReserve - prefix.length - suffix.length - 1;
  return `${prefix}${encoded.length <= room ? encoded : `sha256:${createHash('sha256').update(key).digest('hex')}`}${suffix}`;
}

/** True when the first line of a comment or an issue is exactly this marker: quoting it further down claims nothing. */
function carriesMarker(body        , marker        )          {
  return body.split('\n', 1)[0]?.trimEnd() === marker;
}

function encodeByte(byte        )         {
  const character = String.fromCharCode(byte);
  return /[A-Za-z0-9]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

/** A comment or an issue as far as its authorship matters. */
                                  
                           
                          
                                                             
                          
 

/** `nodes(ids:)` takes at most 100 ids (docs.github.com, "Rate limits and query limits for the GraphQL API", node limit). */
const batchSize = 100;

/** GraphQL's type of an issue, of a comment on it or on a pull request, and of one on a line of a diff. */
                                                                                 

function queryFor(type              )         {
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
  type               = 'IssueComment',
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

/**
 * The login of the token's identity, such as `octocat` or `some-app[bot]`. GraphQL tells every kind of token; where it does not
 * answer, REST tells users only. Throws what the client throws when neither way works.
 */
async function viewerLogin(client              )                  {
  try {
    return parseShape(object({ viewer: object({ login: string() }) }), await client.graphql('{ viewer { login } }')).viewer.login;
  } catch {
    return await ownLogin(client);
  }
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

export { carriesMarker, commentMarker, issueMarker, markerReserve, viewerLogin, writtenByUs };

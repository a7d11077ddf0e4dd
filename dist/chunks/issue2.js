import { throwIfCancelled } from './ground.js';
import { failureOf, createClient } from './failure.js';
import { meaningOf } from './meaning.js';
import { issueMarker, carriesMarker, markerReserve, viewerLogin, writtenByUs } from './author.js';
const { createHash } = globalThis.process.getBuiltinModule('node:crypto');
const { gzipSync, gunzipSync } = globalThis.process.getBuiltinModule('node:zlib');
import { string, _regex, object, optional, _maxLength, int, _nonnegative, ShapeError, parseShape, array, unknown, nullish, union, boolean } from './vendor-zod.js';
import { logLine } from './start.js';

/**
 * The issues of this key, open or closed: they carry the hidden key in their first line and were written by this token's identity.
 * They are listed by their label; without one so labelled (somebody took the label off, or the token may not put it on), those that
 * this identity opened are looked through. Throws what the client throws while listing by label.
 */
async function findIssues(issues                  , { key, label }           , tools             )                       {
  const marker = issueMarker(key);
  const isOurs = (issue       )          => carriesMarker(issue.body, marker);
  const labelled = await issues.labelled(label, isOurs);
  return choose(labelled.length > 0 ? labelled : await openedByUs(issues, isOurs, tools));
}

/** What is found beside the label is a help only: nobody has to be able to ask for it. */
async function openedByUs(issues                  , isOurs                           , tools             )                            {
  try {
    return await issues.opened(isOurs);
  } catch (thrown) {
    throwIfCancelled(tools.signal);
    const { kind, reason } = failureOf(thrown);
    // While GitHub does not answer, there may be an issue: opening a second one would be worse than waiting.
    if (kind === 'unavailable' || kind === 'limit') throw thrown;
    tools.logger.debug(`GitHub did not list what this identity opened (${reason}).`);
    return [];
  }
}

function choose(found                  )              {
  const [oldest, ...duplicates] = found.filter(({ isOpen }) => isOpen);
  const closedLast = found.toSorted((left, right) => timeClosed(right) - timeClosed(left) || right.number - left.number)[0];
  const kept = oldest ?? closedLast;
  return { ...(kept === undefined ? {} : { kept }), duplicates };
}

function timeClosed({ closedAt }       )         {
  return Date.parse(closedAt ?? '') || 0;
}

/** Dark red, and what the label's list shows. */
const appearance = { color: 'b60205', description: 'A living cluster is not as isolated as it should be' }         ;

/**
 * Opens the issue with its label, which is made where it is missing. A token that may not label opens it without; it is found by its
 * author then. After a gateway's error, which may hide an issue that was made, it looks before making a second one.
 */
async function createIssue(
  issues                  , name           , texts                                                   , tools             ,
)                 {
  const { label } = name;
  const issue = { ...texts, labels: (await ensureLabel(issues, label, tools)) ? [label] : [] };
  const created = await issues.create(issue).catch(async (thrown         ) => {
    if (failureOf(thrown).kind !== 'unavailable') throw thrown;
    return (await findIssues(issues, name, tools)).kept ?? (await issues.create(issue));
  });
  if (!carriesLabel(created, label)) {
    tools.logger.warning(
      `Issue #${created.number} was opened without the label "${label}", which the token may not put on it. Add \`permissions: issues: write\` to the job, or put it on yourself.`,
    );
  }
  return created;
}

/** GitHub compares labels without case. */
function carriesLabel(issue       , label        )          {
  return issue.labels.some((name) => name.toLowerCase() === label.toLowerCase());
}

/** Puts the label on an issue that was found without; a token that may not is no reason to stop. */
async function addLabel(issues                  , issue       , label        , tools             )                {
  if (await ensureLabel(issues, label, tools)) await attempt(() => issues.addLabel(issue.number, label), tools);
}

/** True when the repository has the label, now at least. */
async function ensureLabel(issues                  , name        , tools             )                   {
  if (await attempt(() => issues.hasLabel(name), tools)) return true;
  return (await attempt(() => issues.createLabel({ name, ...appearance }), tools)) || (await attempt(() => issues.hasLabel(name), tools));
}

/** Whether it was done. What stops every other request too is thrown. */
async function attempt(request                     , tools             )                   {
  try {
    await request();
    return true;
  } catch (thrown) {
    throwIfCancelled(tools.signal);
    const { kind, reason } = failureOf(thrown);
    if (kind === 'limit' || kind === 'credentials' || kind === 'gone') throw thrown;
    tools.logger.debug(`GitHub did not do that with the label: ${reason}`);
    return false;
  }
}

const changePattern = /^<!-- aks-network-isolation-change:(\d{1,15}):([0-9a-f]{64}) -->$/;

/** Which change a comment tells of. */
                             
                                                                               
                              
                                     
                          
 

function changeDigest(key        )         {
  return createHash('sha256').update(key, 'utf8').digest('hex');
}

/** The hidden first line of a comment about a change. */
function changeMarker({ generation, digest }            )         {
  return `<!-- aks-network-isolation-change:${generation}:${digest} -->`;
}

/** What a comment's first line says, or undefined when it is another's. */
function changeMarkOf(body        )                         {
  const [, generation, digest] = changePattern.exec(body.split('\n', 1)[0]?.trimEnd() ?? '') ?? [];
  return generation === undefined || digest === undefined ? undefined : { generation: Number(generation), digest };
}

/** The hidden first line of an issue that was closed in favour of another, and of the comment that says so. It is found by no key any more. */
function duplicateMarker(kept        )         {
  return `<!-- aks-network-isolation-duplicate-of:${kept} -->`;
}

/** A comment about a change. */
                                
                                                                                                                             
                       
                                                                                         
                        
 

/** Where the record stands once the change was told of. */
                                                             

                                               

/** GitHub's times are whole seconds, and what `since` says of the second itself is not documented: looked for a little further back. */
const margin = 60_000;

/**
 * Posts the comment unless it stands already, and says which generation the record is to have. A comment belongs to one step of the
 * record, from the generation that the caller compared with to the next; so the same change a second time (healed, drifted, healed,
 * drifted as before) is told of a second time, while a run that was killed after its comment finds it again.
 *
 * A comment of a later generation than the record's, where none is wanted, was left by a run that was killed and whose change is gone
 * again: its generation is used up. Without a record all our comments are looked at, and the last tells where the record stood.
 * @param from the generation that the caller compared with; undefined when it compared with nothing
 */
async function tellChange(
  issues                  ,
  issue       ,
  { comment, from, record }                                                                                                                              ,
)                {
  const since = record?.since === undefined ? undefined : new Date(Date.parse(record.since) - margin).toISOString();
  const marked = await markedComments(issues, issue.number, since);
  const top = Math.max(record?.generation ?? 0, ...marked.map(({ generation }) => generation));
  if (comment === undefined) return told(top, marked, record);
  const digest = changeDigest(comment.key);
  const base = from ?? record?.generation;
  const generation = base === undefined && marked.some((found) => found.generation === top && found.digest === digest) ? top : (base ?? top) + 1;
  const isThis = (found               )          => found.generation === generation && found.digest === digest;
  if (issue.isLocked || marked.some(isThis)) return told(Math.max(top, generation), marked, record);
  const body = `${changeMarker({ generation, digest })}\n${comment.body}`;
  const posted = await post(issues, issue.number, body, async () => (await markedComments(issues, issue.number, since)).find(isThis));
  return told(Math.max(top, generation), [...marked, posted], record);
}

async function markedComments(issues                  , number        , since                    )                                    {
  const found = await issues.comments(number, since, ({ body }) => changeMarkOf(body) !== undefined);
  return found.flatMap((comment) => {
    const mark = changeMarkOf(comment.body);
    return mark === undefined ? [] : [{ ...comment, ...mark }];
  });
}

/** A gateway's error may hide a comment that was made after all: looks before making a second one. */
async function post(
  issues                  , number        , body        , findAgain                                         ,
)                        {
  try {
    return await issues.comment(number, body);
  } catch (thrown) {
    if (failureOf(thrown).kind !== 'unavailable') throw thrown;
    return (await findAgain()) ?? (await issues.comment(number, body));
  }
}

function told(generation        , comments                         , record                         )       {
  const times = [...comments.map(({ createdAt }) => createdAt), ...(record?.since === undefined ? [] : [record.since])];
  const since = times.toSorted((left, right) => Date.parse(left) - Date.parse(right)).at(-1);
  return { generation, ...(since === undefined ? {} : { since }) };
}

/**
 * Closes an issue that two runs at the same time made beside another: a comment names the one that is kept, and the body loses its key,
 * so that the issue is never found again. A run that was killed in between finds its comment. A locked issue gets none.
 */
async function closeDuplicate(issues                  , duplicate       , kept       )                {
  const marker = duplicateMarker(kept.number);
  if (!duplicate.isLocked) {
    const find = async ()                                    => (await issues.comments(duplicate.number, undefined, ({ body }) => carriesMarker(body, marker)))[0];
    const sentence = `The drift of this target is told in #${kept.number}. Two runs at the same time opened one issue each; this one is closed.`;
    if ((await find()) === undefined) await post(issues, duplicate.number, `${marker}\n${sentence}`, find);
  }
  const [, ...rest] = duplicate.body.split('\n');
  await issues.update(duplicate.number, { state: 'closed', state_reason: 'not_planned', body: [marker, ...rest].join('\n') });
}

/**
 * What an issue remembers from one run to the next, hidden at the end of its body as
 * `<!-- aks-network-isolation-state:1.<checksum>.<base64url of gzipped JSON> -->`. Nothing in it can close the HTML comment.
 */
                              
                                                                                                                                   
                              
                                                                                                            
                          
                                                                                                               
                           
                           
                         
                                                          
                          
 

/** What was found in a body. `problem` is a clause about a record that cannot be believed. */
                               
                                                                
                           
                                
                            
 

/** GitHub's limit of an issue's body, in characters. Counted in UTF-16 units here, of which there are never fewer. */
const issueBodyLimit = 65_536;
/** The most that the marker, the line breaks and a record without a state take. */
const reserve = markerReserve + 500;
/** A state larger than this is no state: what is unpacked is bounded, whatever somebody hid there. In UTF-16 units, of up to six bytes of JSON each. */
const stateLimit = 1024 * 1024;

const prefix = '<!-- aks-network-isolation-state:';
const suffix = ' -->';

const digest = string().check(_regex(/^[0-9a-f]{32}$/));
const recordShape = object({
  generation: int().check(_nonnegative()),
  since: optional(string().check(_regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/))),
  meaning: digest,
  visible: digest,
  title: digest,
  state: optional(string().check(_maxLength(stateLimit))),
});

/** 128 bits of a text, as 32 hexadecimal digits. */
function digestOf(text        )         {
  return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32);
}

/** The record as one line of the body. */
function hideRecord(record             )         {
  const packed = gzipSync(JSON.stringify(record), { level: 9 }).toString('base64url');
  return `${prefix}1.${digestOf(packed)}.${packed}${suffix}`;
}

/** How many characters of a body are left for markdown beside this state, or 0. A state that leaves too little is better left to an artifact. */
function bodyRoom(state        )         {
  return Math.max(0, issueBodyLimit - reserve - stateLength(state));
}

/** How many characters a state may take, as `stateLength` counts them, beside this markdown. */
function stateRoom(body        )         {
  return Math.max(0, issueBodyLimit - reserve - body.length);
}

/** How many characters a state takes when it is hidden: packed, mostly far fewer than it has. Infinity for one that is never kept. */
function stateLength(state        )         {
  if (state.length > stateLimit) return Number.POSITIVE_INFINITY;
  return hideRecord({ generation: 0, meaning: '', visible: '', title: '', state }).length;
}

/**
 * Takes a body apart, as it was written or as somebody edited it: line ends may have changed, text may stand around the record.
 * The last line of the kind is the record: what is quoted further up is not ours.
 */
function readRecord(body        )               {
  const [, ...lines] = body.replaceAll('\r\n', '\n').split('\n');
  const place = lines.findLastIndex((line) => line.startsWith(prefix));
  const visible = lines.toSpliced(place, place < 0 ? 0 : 1).join('\n').trimEnd();
  const line = lines[place];
  if (line === undefined) return { visible, problem: 'it is not there any more' };
  const record = parseRecord(line.trimEnd());
  return typeof record === 'string' ? { visible, problem: record } : { visible, record };
}

/** The record of a line, or why it cannot be believed. */
function parseRecord(line        )                       {
  const [, version, checksum, packed] = /^<!-- aks-network-isolation-state:(\d{1,6})\.([0-9a-f]{32})\.([A-Za-z0-9_-]+) -->$/.exec(line) ?? [];
  if (packed === undefined) return 'it is not as it was written';
  if (version !== '1') return `it is of version ${version ?? ''}, which a later release wrote`;
  if (digestOf(packed) !== checksum) return 'its checksum is not that of its content';
  try {
    const text = gunzipSync(Buffer.from(packed, 'base64url'), { maxOutputLength: 8 * stateLimit }).toString('utf8');
    const { since, state, ...rest } = recordShape.parse(JSON.parse(text));
    return { ...rest, ...(since === undefined ? {} : { since }), ...(state === undefined ? {} : { state }) };
  } catch {
    return 'it cannot be read';
  }
}

const permissionLine = '`permissions: issues: write`';

/** The sentence about an issue that could not be read or written, with what to do. */
function explainIssueRefusal({ kind, reason }         , apiUrl        , verb                    )         {
  const again = verb === 'read' ? 'This run compares with nothing.' : 'The next run will try again.';
  const locked = kind === 'permission' && /locked/i.test(reason);
  const causes                                            = {
    credentials: `GitHub does not accept the token (${reason}). Pass one of a job with ${permissionLine}.`,
    permission: locked
      ? `it is locked (${reason}). Unlock it; this project cannot.`
      : `the token may not do that (${reason}). Add ${permissionLine} to the job; runs from forks and of Dependabot never get it.`,
    absent: `the token does not see it (${reason}). Add ${permissionLine} to the job, and check the repository's name.`,
    gone: `the repository has no issues, or this one was deleted meanwhile (${reason}). Turn issues on in the repository's settings, or run without an issue.`,
    limit: `GitHub's rate limit is used up (${reason}). ${again}`,
    invalid: `GitHub did not accept it (${reason}).`,
    unavailable: `GitHub at ${apiUrl} did not answer (${reason}). ${again}`,
    unexpected: `GitHub at ${apiUrl} did not answer as documented (${reason}).`,
  };
  return `The drift issue was not ${verb}: ${causes[kind]}`;
}

/** Characters of a label's name (docs.github.com, "Managing labels"). */
const labelLimit = 50;

/** What is wrong with a label's name, as a clause; undefined when nothing is. GitHub's lists separate labels by commas, so one with a comma is never found. */
function labelProblem(label        )                     {
  if (label.trim() === '') return 'the label is empty';
  if (label.includes(',')) return `the label "${label}" has a comma, by which GitHub separates labels`;
  return label.length > labelLimit ? `the label "${label}" has more than ${labelLimit} characters` : undefined;
}

/** An issue as GitHub tells of it. */
                        
                          
                          
                       
                         
                        
                                     
                           
                                                                                                     
                                
                             
                             
                          
 

                               
                          
                        
                             
                          
 

/** What to change of an issue, in one request: all of it or nothing. */
                              
                          
                         
                                     
                                                                   
 

/** Of 100 entries each; a list that goes on beyond is no list. */
const maximumPages = 300;
/** The newest of what this identity opened; it is looked through only where the label is missing. */
const maximumOwnPages = 10;

/** The issues of one repository by REST; who wrote what by GraphQL. Everything throws what the client throws, and `ShapeError`. */
class RepositoryIssues {
           #client              ;
           #debug                           ;
           #repository                                                   ;

  constructor(client              , repository                , debug                           ) {
    this.#client = client;
    this.#debug = debug;
    this.#repository = { owner: repository.owner, repo: repository.name };
  }

  /** Open and closed issues with the label which this token's identity wrote and which `wanted` accepts, oldest first. Never pull requests. */
  async labelled(label        , wanted                           )                            {
    return await this.#own({ labels: label, direction: 'asc' }, wanted, (pages) => {
      if (pages > maximumPages) throw new ShapeError(`the issues with the label do not end after ${maximumPages} pages`);
      return true;
    });
  }

  /** The same of all that this token's identity opened, whatever their labels; of the newest thousand. */
  async opened(wanted                           )                            {
    const creator = await viewerLogin(this.#client);
    const issues = await this.#own({ creator, direction: 'desc' }, wanted, (pages) => pages <= maximumOwnPages);
    return issues.toReversed();
  }

  async #own(
    filter                                                                                             ,
    wanted                           ,
    goesOn                            ,
  )                            {
    const found          = [];
    let pages = 0;
    const parameters = { ...this.#repository, ...filter, state: 'all', sort: 'created', per_page: 100 }         ;
    for await (const page of this.#client.paginate.iterator(this.#client.rest.issues.listForRepo, parameters)) {
      pages += 1;
      if (!goesOn(pages)) break;
      found.push(...parseIssues(page.data).filter(wanted));
    }
    if (found.length === 0) return [];
    const own = await writtenByUs(this.#client, found, this.#debug, 'Issue');
    return found.filter((_, index) => own[index]);
  }

  /** The comments of this token's identity which `wanted` accepts, oldest first; with `since`, those not older. */
  async comments(number        , since                    , wanted                                    )                                   {
    const found                 = [];
    let pages = 0;
    const parameters = { ...this.#repository, issue_number: number, per_page: 100, ...(since === undefined ? {} : { since }) };
    for await (const page of this.#client.paginate.iterator(this.#client.rest.issues.listComments, parameters)) {
      pages += 1;
      if (pages > maximumPages) throw new ShapeError(`the comments of issue #${number} do not end after ${maximumPages} pages`);
      found.push(...parseShape(array(commentShape), page.data).map(toComment).filter(wanted));
    }
    if (found.length === 0) return [];
    const own = await writtenByUs(this.#client, found, this.#debug);
    return found.filter((_, index) => own[index]);
  }

  /** Not tried again by itself: an answer that was lost may hide an issue that was made. */
  async create(issue                                                                              )                 {
    const { data } = await this.#client.rest.issues.create({ ...this.#repository, ...issue, request: { retries: 0 } });
    return toIssue(parseShape(issueShape, data));
  }

  async update(number        , change             )                {
    await this.#client.rest.issues.update({ ...this.#repository, issue_number: number, ...change });
  }

  /** Not tried again by itself, as `create`. */
  async comment(number        , body        )                        {
    const { data } = await this.#client.rest.issues.createComment({ ...this.#repository, issue_number: number, body, request: { retries: 0 } });
    return toComment(parseShape(commentShape, data));
  }

  async hasLabel(name        )                {
    await this.#client.rest.issues.getLabel({ ...this.#repository, name });
  }

  async createLabel(label                                                                                 )                {
    await this.#client.rest.issues.createLabel({ ...this.#repository, ...label });
  }

  async addLabel(number        , name        )                {
    await this.#client.rest.issues.addLabels({ ...this.#repository, issue_number: number, labels: [name] });
  }
}

const user = nullish(object({ login: string() }));
const issueShape = object({
  number: int(),
  node_id: string(),
  html_url: string(),
  title: string(),
  body: nullish(string()),
  labels: array(union([string(), object({ name: nullish(string()) })])),
  state: string(),
  state_reason: nullish(string()),
  locked: nullish(boolean()),
  closed_at: nullish(string()),
  user,
  pull_request: optional(unknown()),
});
const commentShape = object({ node_id: string(), body: nullish(string()), created_at: string(), user });

function parseIssues(data         )                   {
  return parseShape(array(issueShape), data).flatMap((found) => (found.pull_request === undefined ? [toIssue(found)] : []));
}

function toIssue(found                            )        {
  return {
    number: found.number,
    nodeId: found.node_id,
    url: found.html_url,
    title: found.title,
    body: found.body ?? '',
    labels: found.labels.flatMap((label) => (typeof label === 'string' ? label : (label.name ?? []))),
    isOpen: found.state === 'open',
    isLocked: found.locked === true,
    ...(found.state_reason ? { stateReason: found.state_reason } : {}),
    ...(found.closed_at ? { closedAt: found.closed_at } : {}),
    ...(found.user ? { login: found.user.login } : {}),
  };
}

function toComment(found                              )               {
  return { nodeId: found.node_id, body: found.body ?? '', createdAt: found.created_at, ...(found.user ? { login: found.user.login } : {}) };
}

/** GitHub's, in characters. */
const titleLimit = 256;

/** How the issue is to be opened or closed; empty when it stays as it is. */
function turnOf(kept       , wanted             )                                              {
  if (kept.isOpen) return wanted.open ? {} : { state: 'closed', state_reason: 'completed' };
  const reopens = wanted.open && (!isSilenced(kept) || (wanted.worse ?? wanted.comment !== undefined));
  return reopens ? { state: 'open', state_reason: 'reopened' } : {};
}

/** Closed for a reason of somebody's own. */
function isSilenced({ isOpen, stateReason }       )          {
  return !isOpen && stateReason !== undefined && stateReason !== 'completed';
}

/** The whole body, with the state when it fits. */
function writtenBody(wanted             , told      )                                                                                      {
  const next              = {
    ...told,
    meaning: digestOf(wanted.meaning ?? JSON.stringify([meaningOf(wanted.body), wanted.state])),
    visible: digestOf(meaningOf(wanted.body)),
    title: digestOf(titleOf(wanted)),
  };
  const withRecord = (record             )         => `${issueMarker(wanted.key)}\n${wanted.body.trimEnd()}\n\n${hideRecord(record)}\n`;
  const whole = stateLength(wanted.state) < issueBodyLimit ? withRecord({ ...next, state: wanted.state }) : undefined;
  return whole !== undefined && whole.length <= issueBodyLimit ? { body: whole, holdsState: true, next } : { body: withRecord(next), holdsState: false, next };
}

/** One line of at most 256 characters. */
function titleOf({ title }             )         {
  const line = logLine(title);
  return line.length <= titleLimit ? line : `${line.slice(0, titleLimit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/**
 * The one issue that tells of a target's drift, over all runs.
 *
 * It is found by its label, the hidden key in its first line and its author, open or closed, and never opened twice: what was closed is
 * opened again. What it remembers (`IssueRecord`) is hidden at the end of its body. A run that is killed at any request leaves the issue
 * so that the next run brings it to where an undisturbed one would have: the record, with the caller's state, is written last, together
 * with everything else of the issue in one request, after the comment that tells of the change.
 *
 * | killed after | what the next run finds and does |
 * |---|---|
 * | the lists | nothing was done: all of it |
 * | the label was made | it is there: the rest |
 * | the issue was opened | it holds the body and the state already: nothing |
 * | the comment on a duplicate | finds it by its marker: closes the duplicate |
 * | the duplicate was closed | it has lost its key and is found no more: the rest |
 * | the comment about the change | the record is the old one, so the caller compares with the same state and wants the same comment; it is found by its key and the generation it leads to: writes body, state and record |
 * | the same, and by then the change is gone | no comment is wanted: the generation that it used up is skipped, so that the change is told of again when it comes back |
 * | the issue was written, opened or closed | one request did it all: nothing |
 *
 * Duplicates go first: while an issue is closed in its turn, none may be left that would be taken for the kept one.
 * An issue that is opened gets no comment, its body is the news. A request whose answer was lost without the run's end (a gateway's error)
 * is looked after before it is made again. Two runs at the very same moment can open two issues or comment twice; the next run closes
 * the younger issue. A workflow's `concurrency` group keeps that from happening.
 */
                                                                

                                                           
                                      
 

/**
 * `refused`: GitHub did not let us look, one warning said why. There may be an issue: a run that takes this for `none` tells all it finds as new.
 */
                                                                                                                                            

/** `none`: there was no issue and none was wanted. `refused`: GitHub did not let us; one warning said why. */
                               
                                                                                                 
                           
                        
                                                                                                                                  
                               
 

/**
 * The issue of this key as it stands, so that a run can compare with the last one's state. Nothing is written.
 * Never throws for what GitHub or the network refuses: that is one warning. Throws `CancelledError` when cancelled.
 */
async function readIssue(name           , connection                 , tools             )                        {
  return await guarded              ('read', { kind: 'refused' }, name, connection, tools, async (issues) => {
    const { kept } = await findIssues(issues, name, tools);
    if (kept === undefined) return { kind: 'none' };
    const { problem, record } = readRecord(kept.body);
    if (problem !== undefined) {
      tools.logger.warning(`The state hidden in issue #${kept.number} is ignored: ${problem}. Somebody may have edited the issue; it is written anew, and this run compares with nothing.`);
    }
    return {
      kind: 'found',
      issue: {
        number: kept.number,
        url: kept.url,
        isOpen: kept.isOpen,
        isSilenced: isSilenced(kept),
        ...(record === undefined ? {} : { generation: record.generation }),
        ...(record?.state === undefined ? {} : { state: record.state }),
      },
    };
  });
}

/**
 * Brings the one issue of this key to what is wanted: opens it, writes it anew when its meaning changed, comments on a change, closes it
 * and opens it again. Never throws for what GitHub or the network refuses: that is one warning. Throws `CancelledError` when cancelled.
 */
async function keepIssue(wanted             , connection                 , tools             )                        {
  return await guarded              ('written', { did: 'refused', holdsState: false }, wanted, connection, tools, async (issues) => {
    const { duplicates, kept } = await findIssues(issues, wanted, tools);
    if (kept !== undefined) {
      for (const duplicate of duplicates) await closeDuplicate(issues, duplicate, kept);
      return await bringTo(issues, kept, wanted, tools);
    }
    if (!wanted.open) return { did: 'none', holdsState: false };
    const { body, holdsState } = writtenBody(wanted, { generation: 0 });
    const { number, url } = await createIssue(issues, wanted, { title: titleOf(wanted), body }, tools);
    return { did: 'created', number, url, holdsState };
  });
}

/** Runs with the repository's issues; what GitHub or the network refuses becomes a warning and `refused`. */
async function guarded        (
  verb                    , refused        , { label }           , connection                 , tools             , use                                               ,
)                  {
  const problem = labelProblem(label);
  if (problem !== undefined) {
    tools.logger.warning(`The drift issue was not ${verb}: ${problem}. Choose another.`);
    return refused;
  }
  try {
    const client = await createClient(connection, tools);
    return await use(new RepositoryIssues(client, connection.repository, (message) => tools.logger.debug(message)));
  } catch (thrown) {
    throwIfCancelled(tools.signal);
    tools.logger.warning(explainIssueRefusal(failureOf(thrown), connection.apiUrl, verb));
    return refused;
  }
}

/** An issue that is there already. */
async function bringTo(issues                  , kept       , wanted             , tools             )                        {
  const { record, visible } = readRecord(kept.body);
  const from = wanted.earlier?.number === kept.number ? wanted.earlier.generation : undefined;
  if (!carriesLabel(kept, wanted.label)) await addLabel(issues, kept, wanted.label, tools);
  if (wanted.comment !== undefined && kept.isLocked) {
    tools.logger.warning(`Issue #${kept.number} is locked, so no comment tells of the change; its text does. Unlock it to be told.`);
  }
  const told = await tellChange(issues, kept, { comment: wanted.comment, from, record });
  const { body, holdsState, next } = writtenBody(wanted, told);
  const turn = turnOf(kept, wanted);
  const isSame = record !== undefined && record.meaning === next.meaning && record.visible === digestOf(meaningOf(visible)) && record.generation === next.generation;
  const retitled = kept.title !== titleOf(wanted) && record?.title !== next.title;
  const update              = { ...turn, ...(isSame && !retitled ? {} : { body }), ...(retitled ? { title: titleOf(wanted) } : {}) };
  if (Object.keys(update).length > 0) await issues.update(kept.number, update);
  const changed = Object.keys(update).length > 0 ? 'updated' : 'unchanged';
  const did = turn.state === undefined ? changed : turn.state === 'open' ? 'reopened' : 'closed';
  return { did, number: kept.number, url: kept.url, holdsState: isSame ? record.state !== undefined : holdsState };
}

export { bodyRoom, keepIssue, labelProblem, readIssue, stateLength, stateRoom };

import { throwIfCancelled } from './ground.js';
import { failureOf, createClient } from './failure.js';
import { explainRefusal } from './refusal.js';
import { object, string, literal, parseShape, ShapeError, array, optional, nullable, nullish } from './vendor-zod.js';
const { createHash } = globalThis.process.getBuiltinModule('node:crypto');
import { writtenByUs, commentMarker } from './author.js';

/** The lines of the files of one commit; each file is read once. Its methods throw what the client throws. */
class HeadFiles {
           #client              ;
           #debug                           ;
           #place                                                                         ;
           #lines = new Map                           ();

  constructor(client              , repository                , commit        , debug                           ) {
    this.#client = client;
    this.#debug = debug;
    this.#place = { owner: repository.owner, repo: repository.name, ref: commit };
  }

  /** How many were read. */
  get count()         {
    return this.#lines.size;
  }

  has(file        )          {
    return this.#lines.has(file);
  }

  /** A line without its end, counted from 1; undefined when the file or the line cannot be had. */
  async line(file        , line        )                              {
    const lines = this.#lines.get(file) ?? (await this.#read(file))?.split('\n') ?? [];
    this.#lines.set(file, lines);
    return lines[line - 1]?.replace(/\r$/, '');
  }

  async #read(path        )                              {
    // A step upward would address another resource of the API.
    if (path.split('/').some((segment) => segment === '' || segment === '.' || segment === '..')) return undefined;
    try {
      const { data } = await this.#client.rest.repos.getContent({ ...this.#place, path });
      return decode(data);
    } catch (thrown) {
      const { kind, reason } = failureOf(thrown);
      if (kind !== 'absent' && kind !== 'permission') throw thrown;
      this.#debug(`No suggestion in ${path}: GitHub did not show it at ${this.#place.ref} (${reason}).`);
      return undefined;
    }
  }
}

/** The contents API gives the text of files up to 1 MiB (docs.github.com, "Get repository content"). */
function decode(data         )                     {
  const file = object({ type: literal('file'), encoding: literal('base64'), content: string() }).safeParse(data);
  if (!file.success) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(file.data.content, 'base64'));
  } catch {
    return undefined;
  }
}

/** A fix to be offered, with what to say about it. */
                               
                                                                        
                      
                                                              
                        
                    
 

/** All that is to change in one line. */
                             
                        
                        
                                            
                                 
                                    
                                                                                                                           
                       
 

/** More than this on one line is a list, and is in the report. */
const maximumTexts = 5;
/** More than this in one line is no line that people write. */
const maximumFixes = 50;
/** UTF-16 units. Longer ones are not written by people, and a reader could not see the difference. */
const longestLine = 2_000;

/**
 * The fixes by line, in the order of each line's first one. Fixes of one line are made together, as a second suggestion on the same
 * line would undo the first; of two that overlap the first counts. A fix of several lines is left out.
 */
function lineChanges(fixes                         )                        {
  const lines = new Map                        ();
  for (const suggested of fixes) {
    const { endLine, file, line } = suggested.fix;
    if (line !== endLine) continue;
    const place = JSON.stringify([file, line]);
    const there = lines.get(place);
    if (there === undefined) lines.set(place, [suggested]);
    else if (there.length < maximumFixes && there.every((other) => sameChange(other.fix, suggested.fix) || !overlap(other.fix, suggested.fix))) there.push(suggested);
  }
  return [...lines.values()].map(join);
}

function join(suggested                         )             {
  const fixes = suggested.map(({ fix }) => fix).filter((fix, index, all) => all.findIndex((other) => sameChange(other, fix)) === index);
  const texts = [...new Set(suggested.map(({ text }) => text))].slice(0, maximumTexts);
  const parts = suggested.map(({ id, fix: { file, original, replacement } }) => JSON.stringify([id, file, original, replacement])).toSorted();
  const key = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return { file: fixes[0]?.file ?? '', line: fixes[0]?.line ?? 0, fixes, texts, key };
}

function sameChange(left     , right     )          {
  return left.column === right.column && left.endColumn === right.endColumn && left.replacement === right.replacement;
}

function overlap(left     , right     )          {
  return left.column === right.column || (left.column < right.endColumn && right.column < left.endColumn);
}

/**
 * The line with its changes made; undefined when it does not hold what is to be replaced where it should, or when a reader would not see
 * all of what is suggested: control characters, direction marks, a line too long. `text` is the line without its end.
 */
function changedLine(text        , { fixes }            )                     {
  if (fixes.some(({ column, endColumn, original }) => column < 1 || text.slice(column - 1, endColumn - 1) !== original)) return undefined;
  const fromTheRight = fixes.toSorted((left, right) => right.column - left.column);
  const changed = fromTheRight.reduce((line, fix) => `${line.slice(0, fix.column - 1)}${fix.replacement}${line.slice(fix.endColumn - 1)}`, text);
  const plain = changed.length <= longestLine && !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(changed.replaceAll('\t', ' '));
  return plain && changed !== text ? changed : undefined;
}

const hunkHeader = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/**
 * The lines of the new file that a patch shows, added or as context: those that a review may comment on with side RIGHT. `patch`
 * is that of GitHub's list of a pull request's files: hunks of the unified format. What does not keep to the counts of its
 * header ends the reading, and the lines up to there are the answer: a line too few costs a suggestion, one too many a refusal.
 */
function diffLines(patch        )                      {
  const shown = new Set        ();
  let [oldLeft, newLeft, next] = [0, 0, 0];
  for (const line of patch.split('\n')) {
    if (oldLeft === 0 && newLeft === 0) {
      // "\ No newline at end of file" may stand behind the last line of a hunk.
      if (line.startsWith('\\') || line === '') continue;
      const header = hunkHeader.exec(line);
      if (header === null) return shown;
      [oldLeft, newLeft, next] = [count(header[2]), count(header[4]), Number(header[3])];
      continue;
    }
    const mark = line.charAt(0);
    if (mark === '\\') continue;
    // A context line that is blank may have lost its blank on the way.
    const [old, fresh] = mark === '-' ? [1, 0] : mark === '+' ? [0, 1] : mark === ' ' || mark === '' ? [1, 1] : [oldLeft + 1, 0];
    oldLeft -= old;
    newLeft -= fresh;
    if (oldLeft < 0 || newLeft < 0) return shown;
    if (fresh === 1) {
      shown.add(next);
      next += 1;
    }
  }
  return shown;
}

/** A count that is left out is one (GNU diffutils, "Detailed Description of Unified Format"). */
function count(text                    )         {
  return text === undefined ? 1 : Number(text);
}

/** A comment on a line of the head's file. */
                              
                        
                        
                        
 

/** Of 100 files each: GitHub lists 3,000 (docs.github.com, "List pull requests files"). */
const filePages = 30;
/** Of 100 comments each; a list that goes on beyond is no list. */
const commentPages = 300;

/** The part of one pull request that reviews are made of. Its methods throw what the client throws. */
class ReviewedPullRequest {
           #client              ;
           #debug                           ;
           #place                                                                                 ;

  constructor(client              , repository                , number        , debug                           ) {
    this.#client = client;
    this.#debug = debug;
    this.#place = { owner: repository.owner, repo: repository.name, pull_number: number };
  }

  /** The commit that the pull request would merge now. */
  async headSha()                  {
    const { data } = await this.#client.rest.pulls.get(this.#place);
    return parseShape(object({ head: object({ sha: string() }) }), data).head.sha;
  }

  /** Of each wanted file that the pull request changes, the lines that its diff shows; none for one whose patch GitHub leaves out. */
  async diffLines(wanted                     )                                                    {
    const files = array(object({ filename: string(), patch: optional(nullable(string())) }));
    const found = new Map                             ();
    let pages = 0;
    for await (const page of this.#client.paginate.iterator(this.#client.rest.pulls.listFiles, { ...this.#place, per_page: 100 })) {
      for (const { filename, patch } of parseShape(files, page.data)) if (wanted.has(filename)) found.set(filename, diffLines(patch ?? ''));
      pages += 1;
      if (pages >= filePages || found.size === wanted.size) break;
    }
    return found;
  }

  /** The first lines of the comments that this token's identity wrote and that begin with a marker. */
  async ownMarkers(markers                     )                               {
    const user = nullish(object({ login: string() }));
    const comments = array(object({ node_id: string(), body: nullish(string()), user }));
    const marked                                                                                  = [];
    let pages = 0;
    for await (const page of this.#client.paginate.iterator(this.#client.rest.pulls.listReviewComments, { ...this.#place, per_page: 100 })) {
      pages += 1;
      if (pages > commentPages) throw new ShapeError(`the review comments of the pull request do not end after ${commentPages} pages`);
      for (const comment of parseShape(comments, page.data)) {
        const marker = (comment.body ?? '').split('\n', 1)[0]?.trimEnd() ?? '';
        if (markers.has(marker)) marked.push({ nodeId: comment.node_id, marker, ...(comment.user ? { login: comment.user.login } : {}) });
      }
    }
    if (marked.length === 0) return new Set();
    const own = await writtenByUs(this.#client, marked, this.#debug, 'PullRequestReviewComment');
    return new Set(marked.filter((_, index) => own[index]).map(({ marker }) => marker));
  }

  /** One review with all of the comments. Not tried again by itself: a gateway's error may hide a review that was made. */
  async review(commit        , body        , comments                        )                {
    const sided = comments.map((comment) => ({ ...comment, side: 'RIGHT' }));
    await this.#client.rest.pulls.createReview({ ...this.#place, commit_id: commit, event: 'COMMENT', body, comments: sided, request: { retries: 0 } });
  }

  /** One comment in a review of its own. */
  async comment(commit        , comment             )                {
    await this.#client.rest.pulls.createReviewComment({ ...this.#place, commit_id: commit, ...comment, side: 'RIGHT', request: { retries: 0 } });
  }
}

/** A comment with a suggestion, ready to be written. */
                                                 
                                                                
                          
 

/**
 * Writes the suggestions in one review. GitHub refuses a review whole when it cannot place one of its comments: then each is tried
 * alone. Calls `written` for each that stands, and returns how many GitHub would not have. Throws what else the client throws.
 */
async function postSuggestions(pull                     , commit        , suggestions                       , written            )                  {
  if (suggestions.length === 0) return 0;
  try {
    await pull.review(commit, reviewBody(suggestions.length), suggestions.map(commentOf));
    suggestions.forEach(written);
    return 0;
  } catch (thrown) {
    const { kind } = failureOf(thrown);
    if (kind !== 'invalid' && kind !== 'unavailable') throw thrown;
    // A gateway's error may hide a review that was made after all: look before writing a second one.
    const standing = kind === 'unavailable' ? await pull.ownMarkers(new Set(suggestions.map(({ marker }) => marker))) : new Set        ();
    suggestions.filter(({ marker }) => standing.has(marker)).forEach(written);
    return await postEach(pull, commit, suggestions.filter(({ marker }) => !standing.has(marker)), written);
  }
}

async function postEach(pull                     , commit        , suggestions                       , written            )                  {
  let rejected = 0;
  for (const suggestion of suggestions) {
    try {
      await pull.comment(commit, commentOf(suggestion));
      written();
    } catch (thrown) {
      if (failureOf(thrown).kind !== 'invalid') throw thrown;
      rejected += 1;
    }
  }
  return rejected;
}

function commentOf({ body, line, path }            )              {
  return { path, line, body };
}

/** GitHub wants a text of a review with event COMMENT. */
function reviewBody(count        )         {
  return count === 1 ? 'One line of this change can be mended as suggested.' : `${count} lines of this change can be mended as suggested.`;
}

/** The hidden first line of a suggestion. */
function suggestionMarker(change            )         {
  return commentMarker(`suggestion ${change.key}`);
}

/** A review comment that offers `changed` in the place of its line. */
function suggestionBody(change            , changed        )         {
  const text = change.texts.length === 1 ? change.texts : change.texts.map((entry) => `- ${entry}`);
  const fence = fenceFor(changed);
  return [suggestionMarker(change), ...text, '', `${fence}suggestion`, changed, fence].join('\n');
}

/** Longer than any run of backticks within (CommonMark 4.5), so that the text cannot end the block. */
function fenceFor(text        )         {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  return '`'.repeat(longest + 1);
}

/**
 * What became of the lines to change.
 * - `done`: as counted
 * - `outdated`: the pull request has another head by now, whose run will see to it
 * - `refused`: GitHub did not let us, wholly or in part; one warning said why
 */
                                    
                                                 
                           
                                              
                            
                                         
                           
                                                                                                   
                         
                                    
                        
 

/** Suggestions of one run. Each is a conversation that somebody has to resolve. */
const maximumSuggestions = 20;
/** Files read in one run to make them. */
const maximumFiles = 50;

const nothing                    = { kind: 'done', written: 0, standing: 0, outside: 0, unfit: 0, over: 0 };

/**
 * Offers fixes as suggestions in one review of the pull request, for the lines that its diff shows; each once, whatever is pushed
 * later. Without a fix nothing is asked of GitHub. Never throws for what GitHub or the network refuses: that is one warning.
 * Throws `CancelledError` when cancelled.
 */
async function suggestFixes(request                   , tools             )                             {
  const changes = lineChanges(request.fixes);
  if (changes.length === 0) return nothing;
  let written = 0;
  try {
    const client = await createClient(request, tools);
    const debug = tools.logger.debug.bind(tools.logger);
    const pull = new ReviewedPullRequest(client, request.repository, request.pullRequestNumber, debug);
    if ((await pull.headSha()) !== request.headSha) return { ...nothing, kind: 'outdated' };
    const { suggestions, ...counts } = await choose(changes, pull, new HeadFiles(client, request.repository, request.headSha, debug));
    const rejected = await postSuggestions(pull, request.headSha, suggestions, () => {
      written += 1;
    });
    return { kind: 'done', written, ...counts, unfit: counts.unfit + rejected };
  } catch (thrown) {
    throwIfCancelled(tools.signal);
    tools.logger.warning(explainRefusal(failureOf(thrown), request, written === 0 ? 'suggestions' : 'rest of the suggestions'));
    return { ...nothing, kind: 'refused', written };
  }
}

                                                                                                            

/** Which changes can be suggested, and are not yet. */
async function choose(changes                       , pull                     , head           )                  {
  const shown = await pull.diffLines(new Set(changes.map(({ file }) => file)));
  const inside = changes.filter(({ file, line }) => shown.get(file)?.has(line) === true);
  const outside = changes.length - inside.length;
  if (inside.length === 0) return { suggestions: [], standing: 0, outside, unfit: 0, over: 0 };
  const own = await pull.ownMarkers(new Set(inside.map(suggestionMarker)));
  const fresh = inside.filter((change) => !own.has(suggestionMarker(change)));
  const suggestions               = [];
  let looked = 0;
  for (const change of fresh) {
    if (suggestions.length === maximumSuggestions || (head.count === maximumFiles && !head.has(change.file))) break;
    looked += 1;
    const line = await head.line(change.file, change.line);
    const changed = line === undefined ? undefined : changedLine(line, change);
    if (changed !== undefined) suggestions.push({ marker: suggestionMarker(change), path: change.file, line: change.line, body: suggestionBody(change, changed) });
  }
  return { suggestions, standing: inside.length - fresh.length, outside, unfit: looked - suggestions.length, over: fresh.length - looked };
}

export { suggestFixes };

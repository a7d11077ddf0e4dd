import { throwIfCancelled } from './ground.js';
import { createClient, failureOf } from './failure.js';
import { commentMarker, carriesMarker, writtenByUs } from './author.js';
import { meaningOf } from './meaning.js';
import { explainRefusal } from './refusal.js';
import { ShapeError, parseShape, array, object, string, nullish, number } from './vendor-zod.js';

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

export { upsertComment };

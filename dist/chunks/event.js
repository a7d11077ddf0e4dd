import { open } from 'node:fs/promises';
import { UserError, messageOf } from './errors.js';
import { parseShape } from './shape.js';

/** The pull request that a run is about. */
                              
                          
                                                                                                                
                            
                                                                                             
                            
                                                                                                       
                           
                                                                                                   
                                 
 

                             
                           
                           
 

                        
                                     
                                   
 

const dependabot = 'dependabot[bot]';

/**
 * What a webhook payload says of the pull request or merge group, for the events that carry one; `{}` for all others.
 * `actor` is who started the run; `path` is named in errors. Only members that are used are checked.
 * Throws `UserError` when such a member is missing or of the wrong shape.
 */
async function parsePayload(name        , payload         , path        , actor                    )                        {
  const { z } = await import('./vendor-zod.js');
  const sha = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, 'expected a commit');
  const number = z.int().positive();
  const repository = z.object({ id: z.number().optional(), full_name: z.string().optional() });
  const branch = z.object({ sha: sha.optional(), repo: repository.nullish() });
  const pullRequest = z.object({ number, base: branch.optional(), head: branch.optional(), user: z.object({ login: z.string() }).nullish() });

  function read   (schema            )    {
    try {
      return parseShape(schema, payload);
    } catch (thrown) {
      throw new UserError(`The event file ${path} is not a ${name} event as GitHub writes it: ${messageOf(thrown)}.`, { cause: thrown });
    }
  }

  switch (name) {
    case 'pull_request':
    case 'pull_request_target':
    case 'pull_request_review':
    case 'pull_request_review_comment': {
      const found = read(z.object({ pull_request: pullRequest })).pull_request;
      return { pullRequest: describe(found, actor) };
    }
    case 'merge_group': {
      const group = read(z.object({ merge_group: z.object({ base_sha: sha, head_sha: sha }) })).merge_group;
      return { mergeGroup: { baseSha: group.base_sha, headSha: group.head_sha } };
    }
    case 'workflow_run': {
      const run = z.object({ head_repository: repository.nullish(), pull_requests: z.array(pullRequest) });
      const found = read(z.object({ repository, workflow_run: run }));
      const [first] = found.workflow_run.pull_requests;
      // The run may come from a fork that lists a pull request of its own: only one within this repository is ours to comment on.
      const places = [first?.base?.repo, first?.head?.repo, found.workflow_run.head_repository];
      return first !== undefined && places.every((place) => sameRepository(place, found.repository)) ? { pullRequest: describe(first, actor) } : {};
    }
    case 'issue_comment': {
      const login = z.object({ login: z.string() }).nullish();
      const issue = read(z.object({ issue: z.object({ number, user: login, pull_request: z.object({}).nullish() }) })).issue;
      if (issue.pull_request === undefined || issue.pull_request === null) return {};
      // The payload does not say where the head lies. The run itself is the default branch's, with its token.
      return { pullRequest: { number: issue.number, isFork: false, isDependabot: actor === dependabot || issue.user?.login === dependabot } };
    }
    default:
      return {};
  }
}

                             
                                   
                                          
 

                         
                                    
                                                       
 

                              
                          
                                            
                                            
                                                                
 

function describe({ number, base, head, user }                    , actor                    )              {
  return {
    number,
    ...(base?.sha === undefined ? {} : { baseSha: base.sha }),
    ...(head?.sha === undefined ? {} : { headSha: head.sha }),
    // The head's repository is null once a fork was deleted; a payload that says nothing of repositories says nothing of a fork.
    isFork: head?.repo === null || (head?.repo !== undefined && base?.repo !== undefined && !sameRepository(head.repo, base.repo)),
    isDependabot: actor === dependabot || user?.login === dependabot,
  };
}

/** Compares by id where both have one: names change. What is not told is not the same. */
function sameRepository(left                                      , right                                      )          {
  if (left?.id !== undefined && right?.id !== undefined) return left.id === right.id;
  return left?.full_name !== undefined && left.full_name === right?.full_name;
}

/** A repository by its two names, as in `owner/name`. */
                                 
                         
                        
 

/** What started this run, read once at the door. */
                              
                                                          
                        
                                       
                                     
                                   
                                                                                
                        
                             
                                                     
                        
                                              
                           
                                                                                 
                          
                             
 

                                                                

/** GitHub caps webhook payloads at 25 MB (docs.github.com, "Webhook events and payloads", payload cap). */
const payloadLimit = 25 * 1024 * 1024;

/**
 * Reads the event that started the run from a runner's environment.
 * Throws `UserError` when the event file cannot be read or is not what GitHub writes for that event.
 */
async function readEvent(environment             )                       {
  const variable = (name        )                     => environment[name]?.trim() || undefined;
  const name = variable('GITHUB_EVENT_NAME') ?? 'none';
  const path = variable('GITHUB_EVENT_PATH');
  const payload = name === 'none' || path === undefined ? {} : await parsePayload(name, await readJson(path), path, variable('GITHUB_ACTOR'));
  const repository = parseRepository(variable('GITHUB_REPOSITORY'));
  const serverUrl = parseUrl('GITHUB_SERVER_URL', variable('GITHUB_SERVER_URL') ?? 'https://github.com');
  return {
    name,
    ...defined('repository', repository),
    ...payload,
    ...defined('sha', variable('GITHUB_SHA')),
    ...defined('workflow', variable('GITHUB_WORKFLOW')),
    ...defined('job', variable('GITHUB_JOB')),
    ...defined('runUrl', runUrl(serverUrl, repository, variable('GITHUB_RUN_ID'), variable('GITHUB_RUN_ATTEMPT'))),
    apiUrl: parseUrl('GITHUB_API_URL', variable('GITHUB_API_URL') ?? 'https://api.github.com'),
    serverUrl,
  };
}

function defined                            (name      , value                   )                               {
  return value === undefined ? {} : ({ [name]: value }                       );
}

/** Parses a file of JSON, reading no more than the limit: the size a file system reports is no promise. */
async function readJson(path        )                   {
  const where = `The event file ${path} (GITHUB_EVENT_PATH)`;
  const bytes = await readAtMost(path, payloadLimit + 1).catch((thrown         ) => {
    throw new UserError(`${where} cannot be read: ${messageOf(thrown)}. Run inside a workflow, or unset GITHUB_EVENT_NAME.`, { cause: thrown });
  });
  if (bytes.length > payloadLimit) throw new UserError(`${where} is larger than 25 MiB, more than GitHub sends.`);
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (thrown) {
    throw new UserError(`${where} is not JSON: ${messageOf(thrown)}.`, { cause: thrown });
  }
}

async function readAtMost(path        , limit        )                  {
  const file = await open(path, 'r');
  try {
    const chunks           = [];
    for await (const chunk of file.createReadStream({ end: limit - 1, autoClose: false })) chunks.push(Buffer.from(chunk              ));
    return Buffer.concat(chunks);
  } finally {
    await file.close();
  }
}

/** Reads `owner/name`. Throws `UserError` for anything else; undefined stays undefined. */
function parseRepository(text                    )                             {
  if (text === undefined) return undefined;
  const [, owner, name] = /^([A-Za-z0-9_.-]{1,100})\/([A-Za-z0-9_.-]{1,100})$/.exec(text) ?? [];
  if (owner === undefined || name === undefined) throw new UserError(`GITHUB_REPOSITORY is "${text}"; expected owner/name.`);
  return { owner, name };
}

function parseUrl(variable        , text        )         {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '') {
    throw new UserError(`${variable} is "${text}"; expected an https URL without credentials.`);
  }
  return text.replace(/\/+$/, '');
}

function runUrl(serverUrl        , repository                            , id                    , attempt                    )                     {
  if (repository === undefined || id === undefined || !/^\d+$/.test(id)) return undefined;
  const page = `${serverUrl}/${repository.owner}/${repository.name}/actions/runs/${id}`;
  return attempt !== undefined && /^\d+$/.test(attempt) ? `${page}/attempts/${attempt}` : page;
}

export { parseRepository, readEvent };

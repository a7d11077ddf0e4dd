import { UserError, messageOf } from './ground.js';
import { string, _regex, int, _positive, parseShape, object, nullish, optional, array, number } from './vendor-zod.js';

/** The pull request that a run is about. */
                              
                          
                                                                                                                
                            
                                                                                             
                            
                                                                                                       
                           
                                                                                                   
                                 
 

                             
                           
                           
 

/** The run whose end started this one (`workflow_run`). It may have been of a fork, and nothing it made is to be trusted. */
                              
                                                             
                           
                                                   
                         
                                
                               
                                                              
                                   
 

/** What a payload says, as far as the event carries it. */
                               
                                     
                                   
                                     
 

const dependabot = 'dependabot[bot]';

/**
 * What a webhook payload says of the pull request, the merge group or the run before, for the events that carry one; `{}` for all others.
 * `actor` is who started the run; `path` is named in errors. Only members that are used are checked.
 * Throws `UserError` when such a member is missing or of the wrong shape.
 */
function parsePayload(name        , payload         , path        , actor                    )               {
  const sha = string().check(_regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, 'expected a commit'));
  const number$1 = int().check(_positive());
  const repository = object({ id: optional(number()), full_name: optional(string()) });
  const branch = object({ sha: optional(sha), repo: nullish(repository) });
  const pullRequest = object({ number: number$1, base: optional(branch), head: optional(branch), user: nullish(object({ login: string() })) });

  function read   (schema                  )    {
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
      const found = read(object({ pull_request: pullRequest })).pull_request;
      return { pullRequest: describe(found, actor) };
    }
    case 'merge_group': {
      const group = read(object({ merge_group: object({ base_sha: sha, head_sha: sha }) })).merge_group;
      return { mergeGroup: { baseSha: group.base_sha, headSha: group.head_sha } };
    }
    case 'workflow_run': {
      const word = string().check(_regex(/^[a-z_]{1,60}$/, 'expected a word'));
      const run = object({ head_repository: nullish(repository), pull_requests: array(pullRequest), head_sha: optional(sha), event: optional(word), conclusion: nullish(word) });
      const found = read(object({ repository, workflow_run: run }));
      const workflowRun = describeRun(found.workflow_run);
      const [first] = found.workflow_run.pull_requests;
      // The run may come from a fork that lists a pull request of its own: only one within this repository is ours to comment on.
      const places = [first?.base?.repo, first?.head?.repo, found.workflow_run.head_repository];
      const isOurs = first !== undefined && places.every((place) => sameRepository(place, found.repository));
      return { ...workflowRun, ...(isOurs ? { pullRequest: describe(first, actor) } : {}) };
    }
    case 'issue_comment': {
      const login = nullish(object({ login: string() }));
      const issue = read(object({ issue: object({ number: number$1, user: login, pull_request: nullish(object({})) }) })).issue;
      if (issue.pull_request === undefined || issue.pull_request === null) return {};
      // The payload does not say where the head lies. The run itself is the default branch's, with its token.
      return { pullRequest: { number: issue.number, isFork: false, isDependabot: actor === dependabot || issue.user?.login === dependabot } };
    }
    default:
      return {};
  }
}

                             
                                   
                                          
 

                         
                                    
                                                       
 

                              
                          
                                            
                                            
                                                                
 

                      
                                                                  
                                         
                                      
                                                  
 

function describeRun({ head_sha: headSha, event, conclusion, head_repository: head }            )                                    {
  if (headSha === undefined || event === undefined) return {};
  const headRepository = head?.full_name;
  return { workflowRun: { headSha, event, ...(conclusion ? { conclusion } : {}), ...(headRepository === undefined ? {} : { headRepository }) } };
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

export { parsePayload };

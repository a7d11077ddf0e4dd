import { open } from 'node:fs/promises';
import { UserError, messageOf } from './errors.js';

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
  const payload = name === 'none' || path === undefined ? {} : await readPayload(name, path, variable('GITHUB_ACTOR'));
  const repository = parseRepository(variable('GITHUB_REPOSITORY'));
  const serverUrl = parseUrl('GITHUB_SERVER_URL', variable('GITHUB_SERVER_URL') ?? 'https://github.com');
  return {
    name,
    ...defined('repository', repository),
    ...payload,
    ...defined('sha', variable('GITHUB_SHA')),
    ...defined('workflow', variable('GITHUB_WORKFLOW')),
    ...defined('workflowPath', parseWorkflowPath(variable('GITHUB_WORKFLOW_REF'), repository)),
    ...defined('workspace', variable('GITHUB_WORKSPACE')),
    ...defined('job', variable('GITHUB_JOB')),
    ...defined('runUrl', runUrl(serverUrl, repository, variable('GITHUB_RUN_ID'), variable('GITHUB_RUN_ATTEMPT'))),
    apiUrl: parseUrl('GITHUB_API_URL', variable('GITHUB_API_URL') ?? 'https://api.github.com'),
    serverUrl,
  };
}

/** The schemas are loaded only where there is a payload. */
async function readPayload(name        , path        , actor                    )                        {
  const [{ parsePayload }, payload] = await Promise.all([import('./event-payload.js'), readJson(path)]);
  return parsePayload(name, payload, path, actor);
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

/** The file of `owner/name/.github/workflows/gate.yml@refs/heads/main`; undefined for what is no file of this repository. */
function parseWorkflowPath(text                    , repository                            )                     {
  const [, owner, name, path] = /^([^/@]{1,100})\/([^/@]{1,100})\/(\.github\/workflows\/[^/@\\\p{Cc}]{1,200}\.ya?ml)@/u.exec(text ?? '') ?? [];
  const isOurs = repository !== undefined && `${owner}/${name}`.toLowerCase() === `${repository.owner}/${repository.name}`.toLowerCase();
  return isOurs ? path : undefined;
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

export { readEvent };

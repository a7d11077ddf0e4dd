const { readFile, writeFile, rename, mkdtemp, rm } = globalThis.process.getBuiltinModule('node:fs/promises');
const { tmpdir } = globalThis.process.getBuiltinModule('node:os');
const { join } = globalThis.process.getBuiltinModule('node:path');
import { isJsonObject, UserError, arrayAt, textAt, isWithin, segmentAfter, member as member$1, formatResourceId, managedClusterType, agentPoolType, at, memberIgnoringCase, sameId, parseResourceId, parseScope, policySetDefinitionType, roleAssignmentType as roleAssignmentType$1, policyDefinitionType, messageOf, codeOf } from './ground.js';
const { hash, generateKeyPairSync, verify, sign, randomUUID, randomBytes, createHash } = globalThis.process.getBuiltinModule('node:crypto');
import { parseExemption, parseAssignment, parseInitiative, parseDefinition, PolicyError, bindAssignment, inputOf, bundledDefinitions, findUnknown, EvaluationError, judge, indexPolicies, bundledAliases, overridden, compileOperand, initiativeFunctions } from './engine.js';
const { isDeepStrictEqual } = globalThis.process.getBuiltinModule('node:util');
import { judgeRequest } from './judge-request.js';
import { roles as roles$2 } from './built-in-roles.js';
import { machineSize, allowanceOf } from './allowed.js';
import { expandDeployment } from './index.js';
import { mayDenyDeletion } from './may-deny-deletion.js';
import { fieldReferences } from './references.js';
const { gunzipSync } = globalThis.process.getBuiltinModule('node:zlib');
const { createServer } = globalThis.process.getBuiltinModule('node:http');
const { createServer: createServer$1 } = globalThis.process.getBuiltinModule('node:https');
const { setTimeout: setTimeout$1 } = globalThis.process.getBuiltinModule('node:timers/promises');

/** What the first line of output holds. Members are added, never renamed. */
                            
                               
                                 
                                
                                  
                                    
                                                                       
                          
                                                               
                         
                               
                                                                                  
                              
                                
                            
                            
                                                                      
                                
                                  
                              
                             
                               
                               
 

/** For people: how this tool, the action and others are pointed at a sandbox, to be copied into another shell as it stands. */
function howToUse(endpoints           )         {
  const blocks = [everyTool(endpoints), thisTool(endpoints), theAction(endpoints), azureCli(endpoints), terraform(endpoints), sdk(endpoints), controls(endpoints)];
  const text = blocks.map(([title, ...lines]) => [`  # ${title}`, ...lines.map((line) => `  ${line}`), ''].join('\n')).join('\n');
  return `\nThe sandbox runs until you press Ctrl-C. In another shell:\n\n${text}\n  More (faults, requests, snapshots): docs/sandbox.md`;
}

                                                                   

function everyTool({ caFile, oidcRequestToken, oidcRequestUrl, token }           )        {
  return [
    'What all of them need',
    `export NODE_EXTRA_CA_CERTS=${caFile} CURL_CA_BUNDLE=${caFile} REQUESTS_CA_BUNDLE=${caFile}`,
    `export ACTIONS_ID_TOKEN_REQUEST_URL='${oidcRequestUrl}' ACTIONS_ID_TOKEN_REQUEST_TOKEN=${oidcRequestToken}`,
    `export SANDBOX_TOKEN=${token}   # good for an hour`,
  ];
}

function thisTool({ armEndpoint, authorityHost, clientId, subscriptionId, tenantId }           )        {
  return [
    'This command line',
    'aks-isolation deploy --resource-group demo --cluster-name demo --location westeurope --poll-interval 1 \\',
    `  --subscription-id ${subscriptionId} --tenant-id ${tenantId} --client-id ${clientId} \\`,
    `  --arm-endpoint ${armEndpoint} --authority-host ${authorityHost}`,
  ];
}

function theAction({ armEndpoint, authorityHost, clientId, githubApiUrl, githubToken, repository, subscriptionId, tenantId }           )        {
  return [
    'The action, as a runner starts it: in a workflow, what begins with INPUT_ stands under with: in lower case',
    `env GITHUB_ACTIONS=true GITHUB_EVENT_NAME=schedule GITHUB_REPOSITORY=${repository} GITHUB_API_URL=${githubApiUrl} \\`,
    `  INPUT_COMMAND=drift INPUT_GITHUB-TOKEN=${githubToken} INPUT_RESOURCE-GROUP=demo INPUT_CLUSTER-NAME=demo \\`,
    `  INPUT_SUBSCRIPTION-ID=${subscriptionId} INPUT_TENANT-ID=${tenantId} INPUT_CLIENT-ID=${clientId} \\`,
    `  INPUT_ARM-ENDPOINT=${armEndpoint} INPUT_AUTHORITY-HOST=${authorityHost} node dist/action.js`,
  ];
}

function azureCli({ armEndpoint, authorityHost, clientId, tenantId }           )        {
  return [
    'Azure CLI',
    // MSAL asks login.microsoftonline.com about every authority that it does not know, unless it is one of AD FS.
    `az cloud register --name aks-isolation-sandbox --endpoint-resource-manager ${armEndpoint} --endpoint-active-directory ${authorityHost}/adfs`,
    'az cloud set --name aks-isolation-sandbox   # afterwards: az cloud set --name AzureCloud',
    `az login --service-principal --tenant ${tenantId} --username ${clientId} --federated-token \\`,
    '  "$(curl --silent --header "authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=api://AzureADTokenExchange" | sed \'s/.*"value":"\\([^"]*\\)".*/\\1/\')"',
    `az rest --method get --url '${armEndpoint}/subscriptions?api-version=2022-12-01'`,
  ];
}

function terraform({ armEndpoint, authorityHost, caFile, clientId, subscriptionId, tenantId }           )        {
  const { host } = new URL(armEndpoint);
  return [
    'Terraform, after terraform init: SSL_CERT_FILE takes the place of the certificates that its registry needs',
    `export SSL_CERT_FILE=${caFile} ARM_USE_OIDC=true ARM_TENANT_ID=${tenantId} ARM_CLIENT_ID=${clientId} ARM_SUBSCRIPTION_ID=${subscriptionId}`,
    `export ARM_METADATA_HOSTNAME=${host}   # azurerm: the same as metadata_host = "${host}"`,
    `export ARM_RESOURCE_MANAGER_ENDPOINT=${armEndpoint} ARM_RESOURCE_MANAGER_AUDIENCE=${armEndpoint} \\`,
    `  ARM_ACTIVE_DIRECTORY_AUTHORITY_HOST=${authorityHost} ARM_DISABLE_INSTANCE_DISCOVERY=true   # azapi: its endpoint block`,
  ];
}

function sdk({ armEndpoint, subscriptionId }           )        {
  return [
    'The Azure SDK for JavaScript; those for other languages take an endpoint and a credential too',
    'const credential = { getToken: async () => ({ token: process.env.SANDBOX_TOKEN, expiresOnTimestamp: Date.now() + 3_600_000 }) };',
    `new ContainerServiceClient(credential, '${subscriptionId}', { endpoint: '${armEndpoint}' });`,
  ];
}

function controls({ armEndpoint, githubApiUrl, githubToken, repository, requestsUrl }           )        {
  return [
    'Plain HTTP: Azure, GitHub, and what was asked so far',
    `curl --header "authorization: Bearer $SANDBOX_TOKEN" '${armEndpoint}/subscriptions?api-version=2022-12-01'`,
    `curl --header 'authorization: Bearer ${githubToken}' ${githubApiUrl}/repos/${repository}/issues`,
    `curl --header "authorization: Bearer $SANDBOX_TOKEN" ${requestsUrl}`,
  ];
}

/** What a tenant holds when its sandbox starts, or is given afterwards. */
                         
                                                                                 
                                                                                                                            
                                                      
                                                                                                                                            
     
                                                                                                                                        
                                                                                     
                                                                                                                                             
                                                          
     
                                            
 

/**
 * An estate as a file has it: a JSON object with `managementGroups`, `subscriptions` and `documents`, all arrays, all optional. Throws
 * UserError for a text that is none.
 */
function readEstate(text        , file        )         {
  const refuse = (what        )            => new UserError(`${file} is no estate: ${what}.`);
  const value = parse(text, refuse);
  if (!isJsonObject(value)) throw refuse('it has to be a JSON object');
  const strange = Object.keys(value).find((name) => !['managementGroups', 'subscriptions', 'documents'].includes(name));
  if (strange !== undefined) throw refuse(`it has a member ${JSON.stringify(strange)}; known are 'managementGroups', 'subscriptions' and 'documents'`);
  return {
    managementGroups: listOf$2(value, 'managementGroups', refuse).map((group, index) => ({
      name: requireText(group, 'name', `managementGroups[${index}]`, refuse), ...textsOf(group, ['displayName', 'parent']),
    })),
    subscriptions: listOf$2(value, 'subscriptions', refuse).map((subscription, index) => ({
      subscriptionId: requireText(subscription, 'subscriptionId', `subscriptions[${index}]`, refuse), ...textsOf(subscription, ['displayName', 'managementGroup']),
    })),
    documents: listOf$2(value, 'documents', refuse),
  };
}

function parse(text        , refuse                             )          {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('it is not JSON');
  }
}

function listOf$2(value            , name        , refuse                             )                        {
  const items = arrayAt(value, name);
  if (value[name] !== undefined && !Array.isArray(value[name])) throw refuse(`'${name}' has to be an array`);
  const objects = items.filter(isJsonObject);
  if (objects.length < items.length) throw refuse(`'${name}[${items.findIndex((item) => !isJsonObject(item))}]' has to be an object`);
  return objects;
}

function requireText(value            , name        , place        , refuse                             )         {
  const text = textAt(value, name);
  if (text === undefined || text === '') throw refuse(`'${place}' has no '${name}'`);
  return text;
}

function textsOf                     (value            , names                 )                                       {
  const found = names.flatMap((name) => {
    const text = textAt(value, name);
    return text === undefined ? [] : [[name, text]         ];
  });
  return Object.fromEntries(found)                                        ;
}

/** Where a rule is written: `faults.txt:3`, `line 3`. */
                           

/** A word of a line: `retry-after=5` has a name and a value; others only their text. */
                       
                        
                         
                          
 

/** The words of a line, without its comment. Throws `UserError` for a quotation that does not end. */
function wordsOf(line        , place       )                  {
  const words         = [];
  const pattern = /\s*(?:(?<comment>#(?=\s|$).*)|(?<word>(?:[^\s"]|"(?:[^"\\]|\\.)*")+)|(?<rest>\S.*))/uy;
  for (let match = pattern.exec(line); match !== null; match = pattern.exec(line)) {
    const { word, rest } = match.groups ?? {};
    if (rest !== undefined) throw wrong(place, `the quotation in ${shown$2(rest)} does not end`);
    if (word !== undefined) words.push(read(word, place));
  }
  return words;
}

function read(text        , place       )       {
  const [, name, value] = /^([A-Za-z][A-Za-z0-9-]*)=(.*)$/su.exec(text) ?? [];
  if (name === undefined || value === undefined) return { text };
  return { text, name: name.toLowerCase(), value: value.includes('"') ? unquote(value, place) : value };
}

function unquote(value        , place       )         {
  try {
    const text          = JSON.parse(value);
    if (typeof text === 'string') return text;
  } catch {
    // Told below.
  }
  throw wrong(place, `${shown$2(value)} is no text in quotation marks: "…" with \\" and \\\\ inside`);
}

/** The user's mistake in a rule. */
function wrong(place       , what        )            {
  return new UserError(`${place}: ${what}. See docs/sandbox.md, "Faults".`);
}

function shown$2(text        )         {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

const units                                   = { ms: 1, s: 1000, m: 60_000 };
const longestDelay = 3_600_000;
/** Headers that say how a message is carried, which the server knows better. */
const carrying = new Set(['content-length', 'transfer-encoding', 'connection']);
const known = 'a status (429), with NAME=VALUE, delay 5s, reset, reset-after, truncate 40, truncate half, poll URL, failed, canceled, never';

                                           

/** What stands behind the arrow: `[delay TIME [then]] [ACTION [NAME=VALUE…]]`. Throws `UserError` for anything else. */
function parseAction(words                 , place       )                                      {
  const [first, second, third, ...rest] = words;
  if (first === undefined) throw wrong(place, `behind the arrow stands what happens: ${known}`);
  if (first.text !== 'delay') return { delay: 0, effect: parseEffect(words, place) };
  const delay = parseDelay(second?.text ?? '', place);
  if (third === undefined) return { delay, effect: { kind: 'pass' } };
  if (third.text !== 'then' || rest.length === 0) throw wrong(place, `behind the delay stands nothing, or "then" and what happens: delay 5s then reset; not ${shown$2(third.text)}`);
  return { delay, effect: parseEffect(rest, place) };
}

function parseDelay(text        , place       )         {
  const { amount, unit } = /^(?<amount>\d{1,8})(?<unit>ms|s|m)$/.exec(text)?.groups ?? {};
  const delay = Number(amount) * (units[unit ?? ''] ?? Number.NaN);
  if (!(delay > 0 && delay <= longestDelay)) throw wrong(place, `${shown$2(text)} is no delay: 500ms, 5s, 2m, at most an hour`);
  return delay;
}

function parseEffect([action, ...rest]                 , place       )              {
  const text = action?.text ?? '';
  if (/^\d{3}$/.test(text)) return parseAnswer(Number(text), rest, place);
  switch (text) {
    case 'with': {
      const headers = headersOf$1(optionsOf(rest, place), place);
      if (Object.keys(headers).length === 0) throw wrong(place, 'behind "with" stand headers: with retry-after=5');
      return { kind: 'with', headers };
    }
    case 'reset':
    case 'reset-after':
      optionsOf(rest, place, []);
      return { kind: 'reset', when: text === 'reset' ? 'before' : 'after' };
    case 'truncate':
      optionsOf(rest.slice(1), place, []);
      return { kind: 'truncate', bytes: parseBytes(rest[0]?.text ?? '', place) };
    case 'poll':
      optionsOf(rest.slice(1), place, []);
      return { kind: 'poll', address: parseAddress(rest[0]?.text ?? '', place) };
    case 'failed':
    case 'canceled':
      return { kind: 'end', status: text === 'failed' ? 'Failed' : 'Canceled', ...errorOf$1(optionsOf(rest, place, ['code', 'message'])) };
    case 'never':
      optionsOf(rest, place, []);
      return { kind: 'never' };
    default:
      throw wrong(place, `${shown$2(text)} is nothing that can happen; there are ${known}`);
  }
}

function parseAnswer(status        , words                 , place       )              {
  if (status < 200 || status > 599) throw wrong(place, `${status} is no status of an answer, which are 200 to 599`);
  const options = optionsOf(words, place);
  const body = options.get('body');
  if (body !== undefined && (options.has('code') || options.has('message'))) throw wrong(place, 'a body is sent as it is; "code" and "message" go without one');
  return { kind: 'answer', status, ...errorOf$1(options), ...(body === undefined ? {} : { body }), headers: headersOf$1(options, place) };
}

function errorOf$1(options         )                                                        {
  const [code, message] = [options.get('code'), options.get('message')];
  return { ...(code === undefined ? {} : { code }), ...(message === undefined ? {} : { message }) };
}

/** @param allowed absent: `code`, `message`, `body` and headers */
function optionsOf(words                 , place       , allowed                    )          {
  const options = new Map                ();
  for (const { text, name, value } of words) {
    if (name === undefined || value === undefined) throw wrong(place, `${shown$2(text)} is no NAME=VALUE (with blanks: NAME="some words")`);
    if (allowed !== undefined && !allowed.includes(name)) throw wrong(place, `${shown$2(name)} has no meaning there${allowed.length === 0 ? '' : `; ${allowed.join(' and ')} have`}`);
    if (options.has(name)) throw wrong(place, `${shown$2(name)} stands there twice`);
    options.set(name, value);
  }
  return options;
}

function headersOf$1(options         , place       )          {
  const headers = [...options].filter(([name]) => !['code', 'message', 'body'].includes(name));
  for (const [name, value] of headers) {
    if (carrying.has(name)) throw wrong(place, `${name} says how an answer is carried and cannot be set; "truncate" makes it too long`);
    if (!/^[\x20-\x7e]*$/.test(value)) throw wrong(place, `the value of header ${name} has a character that headers cannot hold`);
  }
  return Object.fromEntries(headers);
}

function parseBytes(text        , place       )                  {
  if (text === 'half') return text;
  if (!/^\d{1,9}$/.test(text)) throw wrong(place, `${shown$2(text)} is not what arrives of a truncated answer: its bytes, or half`);
  return Number(text);
}

function parseAddress(text        , place       )         {
  const isAddress = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && /^[\x21-\x7e]+$/.test(text);
  if (!isAddress) throw wrong(place, `${shown$2(text)} is no address: poll https://other.example/operations/1`);
  return text;
}

const methods = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'HEAD', '*'];
const arrows = new Set(['→', '->', '=>']);
const mostRequests = 1_000_000_000;

/** A rule, and the line that it stands on, counted from 1. */
                              
                        
                           
 

/**
 * Reads rules, one to a line: `METHOD PATH [#WHICH] → WHAT`. Empty lines, and what follows a `#` with a blank behind it, are skipped.
 * Throws `UserError` with the line for the first that is none.
 * @param origin the file that the text is from, for messages
 */
function parseFaults(text        , origin         )                         {
  return text.split(/\r?\n/).flatMap((content, index) => {
    const line = index + 1;
    const place = origin === undefined ? `line ${line}` : `${origin}:${line}`;
    const words = wordsOf(content, place);
    return words.length === 0 ? [] : [{ line, rule: parseRule(words, place) }];
  });
}

function parseRule(words                 , place       )            {
  const arrow = words.findIndex(({ text }) => arrows.has(text));
  if (arrow < 0) throw wrong(place, 'a rule is METHOD PATH [#WHICH] → WHAT, and this line has no arrow (→ or ->)');
  const [method, path, which, ...more] = words.slice(0, arrow).map(({ text }) => text);
  if (method === undefined || path === undefined || more.length > 0) throw wrong(place, 'before the arrow stand a method, a path and perhaps the number of a request: PUT */managedClusters/* #2 → 429');
  return { ...parseMethod(method, place), path: checkPath(path, place), ...parseWhich(which, place), ...parseAction(words.slice(arrow + 1), place) };
}

function parseMethod(text        , place       )                            {
  const method = text.toUpperCase();
  if (!methods.includes(method)) throw wrong(place, `${shown$2(text)} is no method; there are ${methods.join(', ')}`);
  return { method };
}

function checkPath(path        , place       )         {
  if (path.startsWith('#')) throw wrong(place, `between the method and ${shown$2(path)} the path is missing; ** stands for any`);
  if (/[?"]/.test(path)) throw wrong(place, `${shown$2(path)} is no pattern of a path: what follows a ? is not compared, and blanks are written %20`);
  if (path.split('/').some((segment) => segment.includes('**') && segment !== '**')) throw wrong(place, `in ${shown$2(path)} a ** is no segment of its own; * stands for any characters within a segment`);
  return path;
}

function parseWhich(text                    , place       )                                 {
  if (text === undefined) return { from: 1 };
  const { from, dots, to } = /^#(?<from>\d{1,10})(?<dots>\.\.(?<to>\d{1,10})?)?$/.exec(text)?.groups ?? {};
  const first = Number(from);
  const last = dots === undefined ? first : to === undefined ? undefined : Number(to);
  if (!(first >= 1 && first <= mostRequests) || (last !== undefined && !(last >= first && last <= mostRequests))) {
    throw wrong(place, `${shown$2(text)} is no number of requests: #2 is the second, #2..4 the second to the fourth, #3.. the third and all after it`);
  }
  return { from: first, ...(last === undefined ? {} : { to: last }) };
}

/**
 * Compiles a pattern of a path. Its segments are compared without case with those of the path as sent; `*` in a segment stands for any
 * characters, a segment `**` for any number of segments. A pattern that does not begin with `/` fits the end of a path.
 */
function compilePath(pattern        )                            {
  const anywhere = pattern.startsWith('/') ? [] : ['**'];
  const parts = [...anywhere, ...segmentsOf(pattern)].map((part) => (part === '**' ? part : segmentPattern(part)));
  return (path) => fits$1(parts, segmentsOf(path));
}

function segmentsOf(path        )                    {
  return path.split('/').filter((segment) => segment !== '');
}

function segmentPattern(part        )         {
  const pieces = part.split('*').map((piece) => piece.replace(/[\\^$.|?*+()[\]{}]/g, String.raw`\$&`));
  return new RegExp(`^${pieces.join('.*')}$`, 'iu');
}

/** Which prefixes of the pattern fit the segments so far: nothing is tried twice, however many `**` there are. */
function fits$1(parts                            , segments                   )          {
  let reached = skipOver(parts, new Set([0]));
  for (const segment of segments) {
    const next = new Set        ();
    for (const index of reached) {
      const part = parts[index];
      if (part === '**') next.add(index);
      else if (part?.test(segment) === true) next.add(index + 1);
    }
    reached = skipOver(parts, next);
  }
  return reached.has(parts.length);
}

/** `**` stands for no segment too. */
function skipOver(parts                            , reached             )              {
  for (const index of reached) if (parts[index] === '**') reached.add(index + 1);
  return reached;
}

/** A rule in the one form that all ways of writing it share; read again it is the same rule. */
function printFault({ method, path, from, to, delay, effect }           )         {
  const which = from === 1 && to === undefined ? '' : ` #${from}${to === from ? '' : `..${to ?? ''}`}`;
  const what = printEffect(effect);
  const happens = delay === 0 ? what : [`delay ${printDelay(delay)}`, ...(what === '' ? [] : [what])].join(' then ');
  return `${method} ${path}${which} → ${happens}`;
}

function printDelay(milliseconds        )         {
  if (milliseconds % 60_000 === 0) return `${milliseconds / 60_000}m`;
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`;
}

function printEffect(effect             )         {
  switch (effect.kind) {
    case 'pass':
      return '';
    case 'answer':
      return [String(effect.status), ...printOptions({ code: effect.code, message: effect.message, body: effect.body, ...effect.headers })].join(' ');
    case 'with':
      return ['with', ...printOptions(effect.headers)].join(' ');
    case 'reset':
      return effect.when === 'before' ? 'reset' : 'reset-after';
    case 'truncate':
      return `truncate ${effect.bytes}`;
    case 'poll':
      return `poll ${effect.address}`;
    case 'end':
      return [effect.status === 'Failed' ? 'failed' : 'canceled', ...printOptions({ code: effect.code, message: effect.message })].join(' ');
    case 'never':
      return 'never';
  }
}

function printOptions(options                                              )                    {
  return Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${/^[^\s"]+$/u.test(value) ? value : JSON.stringify(value)}`]));
}

/** A rule as a control endpoint tells it. */
                              
                        
                        
                                                      
                        
                                         
                            
 

/** A text with rules, and the file that it is from, for messages. */
                            
                        
                           
 

/** The faults that are set, and which request comes next for each. */
                         
     
                                                                                                                                      
                             
     
                                                 
                                                                                                     
                                                            
                                  
 

                   
                        
                           
                                           
               
                   
 

function createFaults(text                                = '')         {
  let counters                     = [];
  const faults         = {
    set(wanted) {
      const texts = typeof wanted === 'string' ? [{ text: wanted }] : wanted;
      counters = texts.flatMap(({ text: rules, origin }           ) => parseFaults(rules, origin)).map(({ line, rule }) => ({ line, rule, fits: compilePath(rule.path), seen: 0, happened: 0 }));
    },
    take(method, path) {
      const fitting = counters.filter(({ rule, fits }) => (rule.method === '*' || rule.method === method) && fits(path));
      for (const counter of fitting) counter.seen += 1;
      const due = fitting.find(({ rule, seen }) => seen >= rule.from && seen <= (rule.to ?? Number.POSITIVE_INFINITY));
      if (due !== undefined) due.happened += 1;
      return due?.rule;
    },
    rules: () => counters.map(({ line, rule, seen, happened }) => ({ line, rule: printFault(rule), seen, happened })),
  };
  faults.set(text);
  return faults;
}

/** Who is who in the sandbox: fixed, so that a workflow and a test may name them. */
const tenantId = '11111111-1111-4111-8111-111111111111';
/** The application (client) id that holds the federated credential. */
const clientId = '22222222-2222-4222-8222-222222222222';
/** The application's service principal: what Azure writes into `createdBy`. */
const principalId = '33333333-3333-4333-8333-333333333333';
const subscriptionId = '44444444-4444-4444-8444-444444444444';
const subscriptionName = 'Contoso sandbox';
/** The management group above the subscription. */
const managementGroup = 'contoso';
/** Microsoft Graph as a resource of tokens. The sandbox issues them, as Entra does, and has no Graph. */
const graphResource = 'https://graph.microsoft.com';

/**
 * Ends the handling of a request with an error answer. Azure has two shapes (ground-truth/README.md, 10): ARM and most providers
 * wrap `{code, message}` in `error`; AKS answers flat, with `details: null` and `subcode: ''`.
 */
class Refusal extends Error {
                    name = 'Refusal';
           response                 ;

  constructor(message        , response                 ) {
    super(message);
    this.response = response;
  }
}

/** An error of ARM: `{"error": {code, message}}`. */
function refusal$1(status        , code        , message        , headers                                   = {})          {
  return new Refusal(message, { status, headers, body: { error: { code, message } } });
}

/** An error that ARM itself found, before any provider saw the request (errors.json: `x-ms-failure-cause: gateway`). */
function gatewayRefusal(status        , code        , message        , headers                                   = {})          {
  return refusal$1(status, code, message, { 'x-ms-failure-cause': 'gateway', ...headers });
}

/** An error of AKS: flat, and with a `target` where one property is to blame (errors.json). */
function aksRefusal(status        , code        , message        , target         )          {
  const body = { code, details: null, message, subcode: '', ...(target === undefined ? {} : { target }) };
  return new Refusal(message, { status, headers: { 'content-type': 'application/json' }, body });
}

const token$1 = '$skiptoken';

/**
 * One page of a list: `{value, nextLink?}`. The link is absolute and repeats the request with a token that says where to go on. Only the
 * items of the page are rendered.
 */
function page                     (
  items                 ,
  call         ,
  { endpoint, pageSize }             ,
  render                         = (item) => item,
)                  {
  const start = readToken$1(call.request.query.get(token$1));
  const end = start + pageSize;
  const value = items.slice(start, end).map((item) => render(item));
  if (end >= items.length) return { status: 200, body: { value } };
  const query = new URLSearchParams(call.request.query);
  query.set(token$1, Buffer.from(String(end)).toString('base64url'));
  return { status: 200, body: { value, nextLink: `${endpoint}${call.request.path}?${query.toString()}` } };
}

function readToken$1(text               )         {
  if (text === null) return 0;
  const start = Number(Buffer.from(text, 'base64url').toString('latin1'));
  if (!Number.isSafeInteger(start) || start < 0) throw refusal$1(400, 'InvalidSkipToken', `The provided skip token '${text}' is invalid.`);
  return start;
}

/** What a handler of ARM gets to know of a request. */
                          
                                   
                                                                                
                                                        
                              
                                                                     
                       
                                                                                                          
                             
                                     
                             
 

                        
                          
     
                                                                                                                             
                                                                    
     
                           
                                                      
 

/** The routes that fit a path, with what the path says. */
                        
                        
                                                        
 

/** Finds every route whose pattern fits the segments, whatever its method, in the order of the table. */
                                                                           

/** Reads the patterns once: an ARM answers many requests. */
function routeTable(routes                  )             {
  const table = routes.map((route) => ({ route, fit: compilePattern(route.pattern) }));
  return (segments) => {
    const lowered = segments.map((segment) => segment.toLowerCase());
    return table.flatMap(({ route, fit }) => {
      const parameters = fit(segments, lowered);
      return parameters === undefined ? [] : [{ route, parameters }];
    });
  };
}

/** Splits a path into decoded segments, or returns undefined when its percent-encoding is broken. Slashes that stand together are one, as in ARM. */
function splitPath(path        )                                {
  try {
    return path.replace(/\/{2,}/g, '/').replace(/\/$/, '').split('/').slice(1).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

                                                                                                                     

/** The name in `{name}` and `{+name}`; undefined for a literal. */
function named$4(part        )                     {
  return part.startsWith('{') ? part.slice(part.startsWith('{+') ? 2 : 1, -1) : undefined;
}

function compilePattern(pattern        )      {
  const parts = pattern.split('/').slice(1);
  const open = parts.findIndex((part) => part.startsWith('{+'));
  const compiled = parts.map((part) => ({ literal: part.toLowerCase(), name: named$4(part) }));
  return (segments, lowered) => {
    const taken = open < 0 ? 1 : segments.length - (parts.length - 1);
    if (taken < 0 || parts.length - 1 + taken !== segments.length) return undefined;
    /** Where a part stands in the path: what follows an open one is moved by what that takes. */
    const place = (index        )         => (open < 0 || index <= open ? index : index + taken - 1);
    const isFit = compiled.every(({ literal, name }, index) => index === open || (name === undefined ? lowered[place(index)] === literal : segments[place(index)] !== ''));
    if (!isFit) return undefined;
    return Object.fromEntries(compiled.flatMap(({ name }, index) => {
      if (name === undefined) return [];
      return [[name, index === open ? segments.slice(open, open + taken).map((segment) => `/${segment}`).join('') : segments[place(index)] ?? '']];
    }));
  };
}

/** The value of a part that the route's pattern names; the table and its handlers stand in one file, so a miss is our bug. */
function parameter(call         , name        )         {
  const value = call.parameters[name];
  if (value === undefined) throw new Error(`The route has no part named ${name}.`);
  return value;
}

/** .NET ticks (100 ns) at 1970-01-01. */
const ticksAtEpoch = 621_355_968_000_000_000n;

/** A moment as .NET ticks, as in the `t` of a status address. */
function toTicks(milliseconds        )         {
  return String(BigInt(Math.trunc(milliseconds)) * 10_000n + ticksAtEpoch);
}

/**
 * A moment as Azure writes it: up to seven decimals, trailing zeros dropped (update-to-isolated.json: `16:04:09.866666Z`).
 * A clock of milliseconds knows three; `seed` decides the other four, so that the same moment is always written the same.
 */
function toAzureTime(milliseconds        , seed        )         {
  return toFixedAzureTime(milliseconds, seed).replace(/\.?0+Z$/, 'Z');
}

/** A moment with all seven decimals, as roles and their assignments have it (byo-acr-create.json: `15:49:42.5635870Z`). */
function toFixedAzureTime(milliseconds        , seed        )         {
  const digits = String(hash('sha256', seed, 'buffer').readUInt32BE() % 10_000).padStart(4, '0');
  return new Date(milliseconds).toISOString().replace('Z', `${digits}Z`);
}

/** The Activity Log (Azure/azure-rest-api-specs, Microsoft.Insights/stable/2015-04-01/activityLogs_API.json). */
function activityRoutes(arm     )                   {
  return [{
    method: 'GET',
    pattern: '/subscriptions/{subscription}/providers/Microsoft.Insights/eventtypes/management/values',
    handle(call) {
      const wanted = readFilter$2(call.request.query.get('$filter') ?? '');
      const scope = `/subscriptions/${parameter(call, 'subscription')}`;
      const found = arm.state.activity.events(call.now).flatMap((event) => told$1(event, arm.state.operations)).filter((event) => isWithin(event.resourceId, scope) && wanted(event));
      return page(found, call, arm.settings, (event) => selected(render$7(event), call));
    },
  }];
}

/** How an operation ended is told when it has. */
function told$1(event               , operations            )                           {
  if (event.ofOperation === undefined) return [event];
  const operation = operations.find(event.ofOperation);
  return operation === undefined || operation.status === 'InProgress' ? [] : [{ ...event, at: operation.endsAt, status: operation.status }];
}

                                                

const tests                                                                             = {
  'eventtimestamp ge': ({ at }, value) => at >= timeIn(value),
  'eventtimestamp le': ({ at }, value) => at <= timeIn(value),
  'resourceuri eq': ({ resourceId }, value) => resourceId.toLowerCase() === value.toLowerCase(),
  'resourcegroupname eq': ({ resourceId }, value) => segmentAfter(resourceId, 'resourceGroups')?.toLowerCase() === value.toLowerCase(),
  'resourceprovider eq': ({ operation }, value) => operation.toLowerCase().startsWith(`${value.toLowerCase()}/`),
  'correlationid eq': ({ correlationId }, value) => correlationId.toLowerCase() === value.toLowerCase(),
};

/**
 * "The $filter argument is very restricted": a time from which on, one up to which, and at most one of the others. Without a filter Azure
 * answers all. The code of the refusal is assumed. Azure CLI writes its times without quotes and zone: they are of UTC.
 */
function readFilter$2(text        )         {
  if (text.trim() === '') return () => true;
  const parts = text.trim().split(/\s+and\s+(?=\w+\s+(?:ge|le|eq)\s)/i).map((part) => /^(\w+\s+(?:ge|le|eq))\s+(?:'((?:[^']|'')*)'|([^\s']+))$/i.exec(part.trim()));
  const conditions = parts.map((match) => ({ test: tests[match?.[1]?.toLowerCase().replace(/\s+/, ' ') ?? ''], value: (match?.[2]?.replaceAll("''", "'") ?? match?.[3] ?? '') }));
  if (!/^eventTimestamp\s+ge\s/i.test(text.trim()) || parts.length > 3 || conditions.some(({ test }) => test === undefined)) {
    throw refusal$1(400, 'BadRequest', `The filter '${text}' is not supported.`);
  }
  return (event) => conditions.every(({ test, value }) => test?.(event, value) === true);
}

function timeIn(text        )         {
  const time = Date.parse(/T[\d:.]+$/i.test(text) ? `${text}Z` : text);
  if (Number.isNaN(time)) throw refusal$1(400, 'BadRequest', `The time '${text}' in the filter is none.`);
  return time;
}

/** GetActivityLogsFiltered.json of the same specification. */
function render$7({ id, resourceId, at, caller, operation, method, status, correlationId, message }               )             {
  const provider = operation.split('/')[0] ?? '';
  const time = toAzureTime(at, id);
  return {
    authorization: { action: operation, scope: resourceId },
    caller,
    claims: { 'http://schemas.microsoft.com/identity/claims/tenantid': tenantId, name: caller },
    correlationId,
    description: '',
    eventDataId: id,
    eventName: localized(status === 'Started' ? 'BeginRequest' : 'EndRequest'),
    httpRequest: { clientRequestId: correlationId, clientIpAddress: '127.0.0.1', method },
    id: `${resourceId}/events/${id}/ticks/${at}`,
    level: levelOf(status, operation),
    resourceGroupName: segmentAfter(resourceId, 'resourceGroups') ?? '',
    resourceId,
    resourceProviderName: localized(provider),
    ...(message === undefined ? {} : { properties: { statusMessage: message } }),
    operationId: correlationId,
    operationName: localized(operation),
    status: localized(status),
    eventTimestamp: time,
    submissionTimestamp: time,
    subscriptionId: segmentAfter(resourceId, 'subscriptions') ?? '',
    tenantId,
  };
}

/** That a policy objects is a warning. */
function levelOf(status                         , operation        )         {
  if (status === 'Failed') return 'Error';
  return operation.endsWith('/policies/audit/action') ? 'Warning' : 'Informational';
}

function localized(value        )             {
  return { value, localizedValue: value };
}

function selected(event            , { request }         )             {
  const names = (request.query.get('$select') ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '');
  return names.length === 0 ? event : Object.fromEntries(Object.entries(event).filter(([name]) => names.includes(name)));
}

/**
 * A request as the stand-ins see it, free of sockets: each stand-in is a function from one of these to a `StandInResponse`
 * over its own store, so a test may call it without a server.
 */
                                 
                           
                          
                                                                        
                        
                                  
                             
                                                     
     
                                                                                                                                            
                                                                                                                                                                           
     
                         
 

/** What goes wrong on the way of an answer; whoever carries it does it (`server.ts`, or the transport of tests). */
                         
                                            
                        
                                                    
                          
                                                                                                             
                                                               
 

                                  
                                                              
                          
                                                      
                                                 
                          
                                               
                         
                                                
                          
                         
                           
 

/** How many bytes of a body of that length arrive, or undefined when the connection ends before any answer. */
function arriving(cut                            , length        )                     {
  if (cut === 'reset' || length === 0) return undefined;
  return cut.bytes === 'half' ? Math.floor(length / 2) : Math.min(cut.bytes, length - 1);
}

/** Something that answers requests: ARM, Entra and GitHub are each one. */
                                                                   

/** Stands in for a request body that could not be parsed. */
class MalformedBody {
           reason        ;

  constructor(reason        ) {
    this.reason = reason;
  }
}

/** The request's JSON object. Throws ARM's InvalidRequestContent for anything else. */
function requireBody(request                )             {
  const { body } = request;
  if (isJsonObject(body)) return body;
  const reason = body instanceof MalformedBody ? body.reason : 'The request content must be a JSON object.';
  throw gatewayRefusal(
    400,
    'InvalidRequestContent',
    `The request content was invalid and could not be deserialized: '${reason}'.`,
  );
}

/**
 * The location of a body in ARM's normal form: `West Europe` is `westeurope`. Throws LocationRequired or LocationNotAvailable…
 * when there is none that could be one.
 */
function requireLocation(body            )         {
  const written = member$1(body, 'location');
  if (written === undefined || written === null || written === '') {
    throw gatewayRefusal(400, 'LocationRequired', 'The location property is required for this definition.');
  }
  const location = typeof written === 'string' ? normalLocation(written) : '';
  if (!/^[a-z][a-z0-9]{2,40}$/.test(location)) {
    throw gatewayRefusal(400, 'LocationNotAvailableForResourceType', `The provided location '${JSON.stringify(written)}' is not available.`);
  }
  return location;
}

/** Throws InvalidResourceLocation when a resource that exists is written with another location. */
function requireSameLocation(existing                                                                                      , location        )       {
  if (existing.location === location) return;
  throw gatewayRefusal(
    409,
    'InvalidResourceLocation',
    `The resource '${existing.name}' already exists in location '${existing.location}' in resource group '${existing.resourceGroup}'. `
    + `A resource with the same name cannot be created in location '${location}'. Please select a new resource name.`,
  );
}

function normalLocation(written        )         {
  return written.toLowerCase().replaceAll(' ', '');
}

/** The tags of a body, or undefined when it names none. Throws InvalidRequestContent when a value is no text, and for tags that are too many, too long or have characters that names of tags cannot have. */
function readTags(body            )                         {
  const tags = member$1(body, 'tags');
  if (tags === undefined || tags === null) return undefined;
  if (!isJsonObject(tags) || !Object.values(tags).every((value) => typeof value === 'string')) {
    throw gatewayRefusal(
      400,
      'InvalidRequestContent',
      "The request content was invalid and could not be deserialized: 'Tags have to be an object of texts.'.",
    );
  }
  requireTagSizes(tags);
  return tags;
}

/** Microsoft Learn, "Use tags to organize your Azure resources", limitations. Of the codes only that of the characters was seen, which services' own tags (hidden-link:…) may have. */
const tagLimits = { tags: 50, name: 512, value: 256, forbidden: /[<>%&\\?/\p{Cc}]/u }         ;

/** Throws for more or longer tags than Azure takes on one thing. */
function requireTagSizes(tags            )       {
  const names = Object.keys(tags);
  if (names.length > tagLimits.tags) throw gatewayRefusal(400, 'InvalidTagCount', `The number of tags (${names.length}) exceeds the maximum of ${tagLimits.tags} tags of a resource.`);
  const long = names.find((name) => name.length > tagLimits.name);
  if (long !== undefined) throw gatewayRefusal(400, 'InvalidTagNameLength', `The tag name '${long.slice(0, 40)}…' exceeds the maximum length of ${tagLimits.name} characters.`);
  const strange = names.find((name) => tagLimits.forbidden.test(name) && !/^(?:hidden|link)/i.test(name));
  if (strange !== undefined) throw gatewayRefusal(400, 'InvalidTagNameCharacters', `The tag names '${strange}' have reserved characters '<,>,%,&,\\,?,/' or control characters.`);
  const full = Object.entries(tags).find(([, value]) => typeof value === 'string' && value.length > tagLimits.value);
  if (full !== undefined) throw gatewayRefusal(400, 'InvalidTagValueLength', `The value of tag '${full[0]}' exceeds the maximum length of ${tagLimits.value} characters.`);
}

/** What an operation does to its subject; also the provisioning state that the subject shows meanwhile. */
                                                                                                                                       

/** A long-running operation. Plain data, so that a sandbox can be written to a file and read back. */
                            
                      
                               
                                           
                           
                                  
                            
                             
                          
                                                                      
                                             
                                       
                                   
 

/** How an operation ends that does not end well. */
                                   
                                         
                                                                      
                                                                                                     
                                     
 

/** How the last operation on something ended that did not end well. */
                                                                

                                  
                                            
                                                                           
 

/** How long Azure takes, in milliseconds: ground-truth/README.md, "Durations"; that of tags and those from `createPool` on are estimates of the same kind. */
const durations = {
  createCluster: 569_000,
  updateCluster: 217_000,
  deleteCluster: 197_000,
  createPool: 180_000,
  updatePool: 90_000,
  upgradeNodeImage: 240_000,
  stopCluster: 180_000,
  startCluster: 240_000,
}         ;

/** Later than anything, and still a date. */
const endOfTime = 8_000_000_000_000_000;

/** The operations of a sandbox. Time passes only in `settle`, which every request calls first: there are no timers. */
class Operations {
  /** How the last operation on a subject ended, where that was not well. */
           #unwell = new Map                ();
           #operations = new Map                   ();
  /** Those that are under way: few, while the others only ever grow. */
           #running = new Map                   ();
  /** The same by what they work on, and by their ids. */
           #runningOn = new Map                                ();
           #speed        ;
  /** Grows with every operation that begins or ends. */
  changes = 0;

  /** @param speed how many times faster than Azure operations end; throws RangeError unless it is above 0 */
  constructor(speed        ) {
    if (!(speed > 0)) throw new RangeError(`The speed of the sandbox has to be a number above 0, not ${speed}.`);
    this.#speed = speed;
  }

  /** Azure takes `duration` milliseconds for it. @param fate how it will end, where that is not well */
  start(begun                                                                            , duration        , now        , fate                   )            {
    const operation            = { ...begun, startedAt: now, endsAt: now + duration / this.#speed, status: 'InProgress', ...(fate === undefined ? {} : { fate }) };
    this.#change(operation);
    return operation;
  }

  find(id        )                        {
    return this.#operations.get(id.toLowerCase());
  }

  /** The operation that is under way on exactly this subject; the last begun when there are several. */
  runningOn(subject        )                        {
    const there = this.#runningOn.get(subject);
    return there === undefined ? undefined : [...there.values()].at(-1);
  }

  /** The operations that are under way on anything below this subject. */
  runningBelow(subject        )                       {
    return [...this.#running.values()].filter((operation) => operation.subject.startsWith(`${subject}/`));
  }

  /** The provisioning state of a subject on which nothing is under way: how the last operation on it ended. */
  restingState(subject        )                                           {
    return this.#unwell.get(subject.toLowerCase())?.status ?? 'Succeeded';
  }

  /** Why the last operation on a subject ended otherwise than well; undefined where it did not. */
  errorOf(subject        )                              {
    return this.#unwell.get(subject.toLowerCase())?.error;
  }

  /** Forgets how operations on this subject and all below it ended. */
  forgetWithin(subject        )       {
    for (const key of this.#unwell.keys()) if (isWithin(key, subject)) this.#unwell.delete(key);
  }

  /** Lets an operation that is under way end so: at once, or when it would have ended anyway. Others stay as they are. */
  fail(id        , fate                  , when                    , now        )       {
    const operation = this.#running.get(id.toLowerCase());
    if (operation === undefined) return;
    if (when === 'now') this.#end({ ...operation, fate, endsAt: now });
    else this.#change({ ...operation, fate });
  }

  /** Lets an operation that is under way go on for good. */
  hold(id        )       {
    const operation = this.#running.get(id.toLowerCase());
    if (operation !== undefined) this.#change({ ...operation, endsAt: endOfTime });
  }

  /**
   * Ends what is over by `now` and returns it, oldest end first, for its provider to draw the consequences.
   * @param fateOf how one ends of which that is not settled before; undefined: well
   */
  settle(now        , fateOf                                                        )                       {
    const over = [...this.#running.values()].filter((operation) => operation.endsAt <= now).sort((left, right) => left.endsAt - right.endsAt);
    return over.map((operation) => {
      const fate = operation.fate ?? fateOf(operation);
      return this.#end(fate === undefined ? operation : { ...operation, fate });
    });
  }

  /** Ends an operation because another took its place (aks-network-isolation.md, 2.2: AKSOperationPreempted…). */
  preempt(operation           , code        , message        , now        )       {
    this.#end({ ...operation, endsAt: now, fate: { status: 'Failed', error: { code, message } } });
  }

  /** As plain data. */
  save()                  {
    return { operations: [...this.#operations.values()], unwell: [...this.#unwell] };
  }

  /** Puts these in the place of all that are there. */
  restore({ operations, unwell }                 )       {
    for (const map of [this.#operations, this.#running, this.#runningOn, this.#unwell]) map.clear();
    for (const operation of operations) {
      this.#operations.set(operation.id, operation);
      if (operation.status === 'InProgress') this.#run(operation);
    }
    for (const [subject, end] of unwell) this.#unwell.set(subject, end);
    this.changes += 1;
  }

  #change(operation           )       {
    this.#operations.set(operation.id, operation);
    this.#run(operation);
    this.changes += 1;
  }

  #run(operation           )       {
    const { id, subject } = operation;
    this.#running.set(id, operation);
    const others = this.#runningOn.get(subject);
    if (others === undefined) this.#runningOn.set(subject, new Map([[id, operation]]));
    else others.set(id, operation);
  }

  /** Ends an operation as it is meant to end. */
  #end({ fate, ...operation }           )            {
    const ended            = { ...operation, status: fate?.status ?? 'Succeeded', ...(fate === undefined ? {} : { error: fate.error }) };
    if (fate === undefined) this.#unwell.delete(ended.subject);
    else for (const subject of [ended.subject, ...(fate.below ?? [])]) this.#unwell.set(subject, { status: fate.status, error: fate.error });
    this.#operations.set(ended.id, ended);
    this.#running.delete(ended.id);
    const others = this.#runningOn.get(ended.subject);
    others?.delete(ended.id);
    if (others?.size === 0) this.#runningOn.delete(ended.subject);
    this.changes += 1;
    return ended;
  }
}

/** The body of a status poll: `name`, `status`, `startTime`, and `endTime` once it is over (ground-truth/README.md). */
function renderOperation(operation           )         {
  return {
    name: operation.id,
    status: operation.status,
    startTime: toAzureTime(operation.startedAt, operation.id),
    ...(operation.status === 'InProgress' ? {} : { endTime: toAzureTime(operation.endsAt, `end${operation.id}`) }),
    ...(operation.error === undefined ? {} : { error: operation.error }),
  };
}

/**
 * The two addresses of an operation of AKS. Their API version is an old one of the service's own, and `t`, `c`, `s`, `h` are a
 * signature that a client has to send back as it came (managed-acr-create.json, delete.json).
 */
function operationHeaders(operation           , endpoint        , and                              )                                   {
  const base = `${endpoint}/subscriptions/${operation.subscriptionId}/providers/Microsoft.ContainerService/locations/${operation.location}`;
  const query = `api-version=2016-03-30&t=${toTicks(operation.startedAt)}&c=sandbox&s=sandbox&h=sandbox`;
  const status = { 'azure-asyncoperation': `${base}/operations/${operation.id}?${query}` };
  return and === 'status' ? status : { ...status, location: `${base}/operationresults/${operation.id}?${query}` };
}

/** A key pair for ES256 (P-256), with the id that a token's header names. */
                             
                      
                                 
                                
 

/** A token's parts; the signature is not checked yet. */
                               
                              
                              
                          
                             
 

function makeSigningKey(id        )             {
  return { id, ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) };
}

/** A JSON Web Token (RFC 7519) signed with ES256. */
function signToken(key            , claims            )         {
  const signed = `${encode({ alg: 'ES256', typ: 'JWT', kid: key.id })}.${encode(claims)}`;
  const signature = sign('sha256', Buffer.from(signed), { key: key.privateKey, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}

/** Takes a token apart, or returns undefined when the text is none. */
function decodeToken(token        )                           {
  const [headerPart, claimsPart, signaturePart, ...rest] = token.split('.');
  if (headerPart === undefined || claimsPart === undefined || signaturePart === undefined || rest.length > 0) return undefined;
  const header = decode(headerPart);
  const claims = decode(claimsPart);
  if (header === undefined || claims === undefined) return undefined;
  return { header, claims, signed: `${headerPart}.${claimsPart}`, signature: Buffer.from(signaturePart, 'base64url') };
}

/** True when `key` signed the token. Only ES256 is taken: a header must not choose a weaker algorithm, let alone `none`. */
function isSignedBy(token              , key            )          {
  if (token.header['alg'] !== 'ES256' || token.header['kid'] !== key.id) return false;
  return verify('sha256', Buffer.from(token.signed), { key: key.publicKey, dsaEncoding: 'ieee-p1363' }, token.signature);
}

function encode(value            )         {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(part        )                         {
  try {
    const value          = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A change of one property, as `Microsoft.Resources/changes` tells it: values are texts, what is not there is null. */
                                 
                                        
                                   
                                             
                                                              
                                         
 

/** So many changes of one write are told. */
const most$1 = 250;
/** An etag changes with everything. */
const silent = /(?:^|\.)e-?tag$/i;
const system$1 = /provisioningState$|powerState/;

/** What differs between two documents of one resource, by path: `properties.networkProfile.outboundType`, `properties.agentPoolProfiles[0].count`. */
function differencesBetween(before            , after            )                                           {
  const [old, fresh] = [leavesOf(before), leavesOf(after)];
  const paths = [...new Set([...old.keys(), ...fresh.keys()])].filter((path) => old.get(path) !== fresh.get(path) && !silent.test(path));
  return Object.fromEntries(paths.slice(0, most$1).map((path) => [path, changeOf$1(path, old.get(path), fresh.get(path))]));
}

function changeOf$1(path        , previousValue                    , newValue                    )                 {
  return {
    previousValue: previousValue ?? null,
    newValue: newValue ?? null,
    changeCategory: system$1.test(path) ? 'System' : 'User',
    propertyChangeType: previousValue === undefined ? 'Insert' : newValue === undefined ? 'Remove' : 'Update',
    isTruncated: 'false',
  };
}

function leavesOf(document            )                              {
  const leaves = new Map                ();
  const add = (path        , value         )       => {
    if (value === undefined || value === null) return;
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) add(`${path}[${index}]`, item);
    } else if (isJsonObject(value)) {
      for (const [name, item] of Object.entries(value)) add(path === '' ? name : `${path}.${name}`, item);
    } else {
      leaves.set(path, typeof value === 'string' ? value : JSON.stringify(value));
    }
  };
  add('', document);
  return leaves;
}

/** An object without the members that are `undefined`: what is not there is not written. The object itself when it has none of these. */
function compact(object                                      )             {
  return keep(object, (value) => value !== undefined);
}

/** A document without its nulls, at every level: Azure reads a null as a member not sent and does not answer it. Itself when it has none. */
function withoutNulls(object            )             {
  const entries = Object.entries(object).map(([name, value]) => [name, isJsonObject(value) ? withoutNulls(value) : value]         );
  const isClean = entries.every(([name, value]) => value !== null && value === object[name]);
  return isClean ? object : Object.fromEntries(entries.filter(([, value]) => value !== null));
}

/** A document after a change (RFC 7396): a null takes a member away, an object changes what it names, anything else takes its place. */
function mergePatch(document            , patch            )             {
  const names = [...new Set([...Object.keys(document), ...Object.keys(patch)])];
  return Object.fromEntries(names.flatMap((name) => {
    const [was, given] = [document[name], Object.hasOwn(patch, name) ? patch[name] : undefined];
    if (given === null) return [];
    if (given === undefined) return [[name, was]];
    return [[name, isJsonObject(given) ? mergePatch(asObject(was), given) : given]];
  }));
}

/** The members of an object other than the named ones. The object itself when it has none of them. */
function omit(object            , names                     )             {
  return keep(object, (_, name) => !names.has(name));
}

/** The wanted members. Documents are many, and most are wanted whole: nothing is copied then. */
function keep(object            , isWanted                                           )             {
  const names = Object.keys(object);
  if (names.every((name) => isWanted(object[name], name))) return object;
  return Object.fromEntries(names.filter((name) => isWanted(object[name], name)).map((name) => [name, object[name]]));
}

/** The value when it is an object, else an empty one. */
function asObject(value         )             {
  return isJsonObject(value) ? value : {};
}

function isEmptyObject(value         )          {
  return isJsonObject(value) && Object.keys(value).length === 0;
}

/** A member of a cluster's properties, or of a pool's, and the API versions that first have it (aks-network-isolation.md 1.1). */
                     
                                                               
                         
                                   
                           
 

const ofCluster                       = [
  { path: ['bootstrapProfile'], since: '2025-01-01', preview: '2024-01-02' },
  { path: ['apiServerAccessProfile', 'enableVnetIntegration'], since: '2025-03-01', preview: '2022-01-01' },
  { path: ['apiServerAccessProfile', 'subnetId'], since: '2025-03-01', preview: '2022-01-01' },
  { path: ['networkProfile', 'staticEgressGatewayProfile'], since: '2025-04-01', preview: '2024-02-02' },
  { path: ['nodeProvisioningProfile'], since: '2025-05-01', preview: '2023-09-02' },
  { path: ['hostedSystemProfile'], since: '2026-02-01', preview: '2025-08-02' },
];
const ofPool                       = [
  { path: ['gatewayProfile'], since: '2025-04-01', preview: '2024-02-02' },
  { path: ['artifactStreamingProfile'], since: '2026-03-01', preview: '2023-09-02' },
];
/** From here on the node image of a pool is what a caller writes, too (the same table). */
const writableImage            = { since: '2026-04-01', preview: '2025-08-02' };

/** The properties of a cluster without what an API version does not have: so they are answered, and so they are read from a body (4.4, 5; assumed: not refused). */
function clusterSurface(properties            , apiVersion        )             {
  const seen = without$1(properties, ofCluster, apiVersion);
  const pools = arrayAt(seen, 'agentPoolProfiles');
  const seenPools = pools.map((pool) => (isJsonObject(pool) ? poolSurface(pool, apiVersion) : pool));
  return seenPools.every((pool, index) => pool === pools[index]) ? seen : { ...seen, agentPoolProfiles: seenPools };
}

/** The same of a pool. */
function poolSurface(properties            , apiVersion        )             {
  return without$1(properties, ofPool, apiVersion);
}

/** A body as an API version reads it. */
function bodySurface(body            , apiVersion        )             {
  const { properties } = body;
  const seen = isJsonObject(properties) ? clusterSurface(properties, apiVersion) : properties;
  return seen === properties ? body : { ...body, properties: seen };
}

/** Whether `nodeImageVersion` in a body asks for something. */
function writesImages(apiVersion        )          {
  return has(writableImage, apiVersion);
}

function without$1(properties            , table                      , apiVersion        )             {
  return table.reduce((current, row) => (has(row, apiVersion) ? current : withoutPath(current, row.path)), properties);
}

function withoutPath(properties            , [first, second]                   )             {
  if (second === undefined) return omit(properties, new Set([first]));
  const inner = member$1(properties, first);
  if (!isJsonObject(inner)) return properties;
  const less = omit(inner, new Set([second]));
  return less === inner ? properties : { ...properties, [first]: less };
}

function has({ since, preview }           , apiVersion        )          {
  return apiVersion.toLowerCase().endsWith('-preview') ? apiVersion.slice(0, 10) >= preview : apiVersion >= since;
}

/** A managed cluster as stored. What depends on the moment or on the request is added by `render.ts`. */
                          
                                                                                                          
                      
                        
                                 
                            
                             
                                 
                           
                                             
                                  
                                       
                        
                             
                                                                                          
                              
                                                                                                                       
                                
 

                            
                        
                                            
                                  
                        
                        
                                                
                                                 
                                                                                 
                                
 

/** What the service makes up once, when a cluster is created, and keeps. */
                              
                                     
                                    
                                     
                               
                              
                               
                                
                                
                                          
                               
                                   
                                   
                          
 

function makeUp(nodeResourceGroup        )              {
  return {
    nodeResourceGroup,
    publicNameSuffix: hex(4),
    privateNameSuffix: hex(4),
    privateZone: randomUUID(),
    portalName: hex(16),
    resourceUid: hex(12),
    registryName: hex(16),
    publicIpName: randomUUID(),
    privateLinkServiceName: hex(16),
    principalId: randomUUID(),
    kubeletClientId: randomUUID(),
    kubeletObjectId: randomUUID(),
    issuer: randomUUID(),
  };
}

/** A cluster with other pools. Of one that somebody said all about, the states are the service's own from now on. */
function withPools(cluster         , pools                      )          {
  const { id, name, resourceGroup, location, tags, identity, sku, etag, made, awaitsRestart } = cluster;
  const properties = omit(cluster.properties, states$1);
  const stateless = pools.map((pool) => ({ ...pool, properties: omit(pool.properties, states$1) }));
  return {
    id, name, resourceGroup, location, ...(tags === undefined ? {} : { tags }), ...(identity === undefined ? {} : { identity }), sku, properties, pools: stateless, etag, made,
    ...(awaitsRestart === undefined ? {} : { awaitsRestart }),
  };
}

/** Shown by `render.ts`. */
const states$1                      = new Set(['provisioningState', 'status']);

function newEtag()         {
  return randomUUID();
}

/** A cluster's id as AKS writes it, and, in lower case, its key in the store. */
function clusterId(subscriptionId        , resourceGroup        , name        )         {
  return formatResourceId(`/subscriptions/${subscriptionId}/resourcegroups/${resourceGroup}`, managedClusterType, name);
}

/** The subscription that a cluster stands in. */
function subscriptionOf({ id }                     )         {
  return segmentAfter(id, 'subscriptions') ?? '';
}

function poolId(cluster                     , pool        )         {
  return `${cluster.id}/agentPools/${pool}`;
}

/** The pool of that name; names of pools are lower case by rule, paths may not be. */
function findPool(cluster         , name        )                        {
  return cluster.pools.find((pool) => pool.name === name.toLowerCase());
}

/** `MC_<group>_<cluster>_<location>`, cut at 80 characters (Microsoft Learn, AKS FAQ). */
function defaultNodeResourceGroup(resourceGroup        , name        , location        )         {
  return `MC_${resourceGroup}_${name}_${location}`.slice(0, 80);
}

function hex(bytes        )         {
  return randomBytes(bytes).toString('hex');
}

/** The answer to what: a PUT and a later GET of the same cluster differ (ground-truth/README.md, 6). */
                       
                                   
                              
                                  
 

/** Since when documents carry an eTag (aks-network-isolation.md, 1.1). */
const etagSince = '2024-09-01';

/** A cluster as AKS answers it. */
function renderCluster(cluster         , view      )             {
  const operation = view.operations.runningOn(cluster.id.toLowerCase());
  const { given } = cluster;
  if (given !== undefined && operation === undefined) return renderGiven(cluster, given, view);
  const creating = operation?.kind === 'Creating';
  const { properties } = cluster;
  const isPrivate = at(properties, 'apiServerAccessProfile', 'enablePrivateCluster') === true;
  return compact({
    id: cluster.id,
    location: cluster.location,
    name: cluster.name,
    tags: cluster.tags,
    type: 'Microsoft.ContainerService/ManagedClusters',
    properties: clusterSurface(compact({
      provisioningState: operation?.kind ?? view.operations.restingState(cluster.id),
      ...properties,
      status: statusOf$1(cluster.id, operation, view),
      agentPoolProfiles: cluster.pools.map((pool) => ({ name: pool.name, ...renderPoolProperties(cluster, pool, view) })),
      networkProfile: withEffectiveAddresses(cluster, asObject(properties['networkProfile']), creating),
      privateLinkResources: isPrivate ? [privateLinkResource(cluster, view, operation?.kind === 'Updating')] : undefined,
      identityProfile: properties['identityProfile'] ?? (creating ? undefined : kubeletIdentity(cluster)),
    }), view.apiVersion),
    identity: creating ? withoutClientIds(cluster.identity) : cluster.identity,
    sku: cluster.sku,
    eTag: view.apiVersion >= etagSince ? cluster.etag : undefined,
  });
}

/** A cluster of which somebody said how it is. */
function renderGiven({ id, location, name, tags, identity, sku, etag }         , given            , view      )             {
  const unwell = view.operations.errorOf(id) === undefined ? {} : { provisioningState: view.operations.restingState(id), status: statusOf$1(id, undefined, view) };
  return compact({
    id,
    location,
    name,
    tags,
    type: 'Microsoft.ContainerService/ManagedClusters',
    properties: clusterSurface({ provisioningState: 'Succeeded', ...given, ...unwell }, view.apiVersion),
    identity,
    sku,
    eTag: view.apiVersion >= etagSince ? etag : undefined,
  });
}

/** A pool as its own resource. */
function renderPool(cluster         , pool           , view      )             {
  return { id: poolId(cluster, pool.name), name: pool.name, type: agentPoolType, properties: poolSurface(renderPoolProperties(cluster, pool, view), view.apiVersion) };
}

/** A pool shows its own operation, else its cluster's; the cluster does not show its pools' (node-image-upgrade.json). */
function renderPoolProperties(cluster         , pool           , view      )             {
  const id = poolId(cluster, pool.name);
  const operation = view.operations.runningOn(id.toLowerCase()) ?? view.operations.runningOn(cluster.id.toLowerCase());
  return compact({
    eTag: view.apiVersion >= etagSince ? pool.etag : undefined,
    provisioningState: operation?.kind ?? view.operations.restingState(id),
    ...pool.properties,
    status: statusOf$1(id, operation, view),
    nodeLabels: pool.properties['nodeLabels'] ?? (view.answerTo === 'PUT' ? {} : undefined),
  });
}

/** Why something failed stands in it (aks-network-isolation.md 4.5: the status object). */
function statusOf$1(id        , running                       , { operations }      )                         {
  const error = running === undefined ? operations.errorOf(id) : undefined;
  return error === undefined ? undefined : { provisioningError: error };
}

/** The public address that the service makes for a load balancer or NAT gateway is seen once it has been made; one that somebody said is kept. */
function withEffectiveAddresses(cluster         , network            , creating         )             {
  const { nodeResourceGroup, publicIpName } = cluster.made;
  const id = `/subscriptions/${subscriptionOf(cluster)}/resourceGroups/${nodeResourceGroup}/providers/Microsoft.Network/publicIPAddresses/${publicIpName}`;
  const withAddress = (profile            )             => ({ ...profile, effectiveOutboundIPs: profile['effectiveOutboundIPs'] ?? [{ id }] });
  const { loadBalancerProfile, natGatewayProfile } = network;
  if (creating) return network;
  if (textAt(network, 'outboundType') === 'loadBalancer') {
    const { backendPoolType, ...addresses } = asObject(loadBalancerProfile);
    return { ...network, loadBalancerProfile: compact({ ...withAddress(addresses), backendPoolType }) };
  }
  if (natGatewayProfile === undefined) return network;
  return { ...network, natGatewayProfile: withAddress(asObject(natGatewayProfile)) };
}

/** Its id is shown by a GET only, the service behind it by an update's answer only. */
function privateLinkResource(cluster         , view      , updating         )             {
  const underlay = `/subscriptions/${subscriptionOf(cluster)}/resourceGroups/hcp-underlay-${cluster.location}-cx-3`;
  return compact({
    id: view.answerTo === 'GET' ? `${cluster.id}/privateLinkResources/management` : undefined,
    name: 'management',
    type: 'Microsoft.ContainerService/managedClusters/privateLinkResources',
    groupId: 'management',
    requiredMembers: ['management'],
    privateLinkServiceID: view.answerTo === 'PUT' && updating
      ? `${underlay}/providers/Microsoft.Network/privateLinkServices/${cluster.made.privateLinkServiceName}`
      : undefined,
  });
}

/** The kubelet identity that the service makes, with `resourcegroups` in lower case; a cluster with a principal has none. */
function kubeletIdentity(cluster         )                         {
  if (cluster.identity === undefined || isEmptyObject(cluster.identity)) return undefined;
  const { nodeResourceGroup, kubeletClientId, kubeletObjectId } = cluster.made;
  const identities = `/subscriptions/${subscriptionOf(cluster)}/resourcegroups/${nodeResourceGroup}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
  return {
    kubeletidentity: { resourceId: `${identities}/${cluster.name}-agentpool`, clientId: kubeletClientId, objectId: kubeletObjectId },
  };
}

function withoutClientIds(identity                        )                         {
  const assigned = identity?.['userAssignedIdentities'];
  if (identity === undefined || !isJsonObject(assigned)) return identity;
  const principals = Object.entries(assigned).map(([id, given]) => [id, { principalId: asObject(given)['principalId'] }]         );
  return { ...identity, userAssignedIdentities: Object.fromEntries(principals) };
}

/** A registry with its defaults, and a cache rule, as byo-acr-create.json shows them. */
const registryCompletions                                       = {
  'Microsoft.ContainerRegistry/registries': (sent, { name, now, existing }) => {
    const policies = asObject(sent['policies']);
    const before = asObject(existing?.properties['policies']);
    /** The service writes when a policy was last changed, whatever is sent. */
    const dated = (policy        , defaults            )             => {
      const wanted = { ...defaults, ...omit(asObject(policies[policy]), new Set(['lastUpdatedTime'])) };
      const { lastUpdatedTime, ...was } = asObject(before[policy]);
      const isAsBefore = typeof lastUpdatedTime === 'string' && isDeepStrictEqual(wanted, was);
      return { ...wanted, lastUpdatedTime: isAsBefore ? lastUpdatedTime : offsetTime(now, `policies${name}`) };
    };
    return {
      loginServer: `${name.toLowerCase()}.azurecr.io`,
      creationDate: existing?.properties['creationDate'] ?? toAzureTime(now, name),
      adminUserEnabled: false,
      encryption: { status: 'disabled' },
      dataEndpointEnabled: false,
      dataEndpointHostNames: [],
      publicNetworkAccess: 'Enabled',
      networkRuleBypassOptions: 'AzureServices',
      zoneRedundancy: 'Disabled',
      anonymousPullEnabled: false,
      metadataSearch: 'Disabled',
      ...sent,
      networkRuleSet: { defaultAction: 'Allow', ipRules: [], ...asObject(memberIgnoringCase(sent, 'networkRuleSet')) },
      policies: {
        quarantinePolicy: { status: 'disabled' },
        trustPolicy: { type: 'Notary', status: 'disabled' },
        exportPolicy: { status: 'enabled' },
        azureADAuthenticationAsArmPolicy: { status: 'enabled' },
        ...policies,
        retentionPolicy: dated('retentionPolicy', { days: 7, status: 'disabled' }),
        softDeletePolicy: dated('softDeletePolicy', { retentionDays: 7, status: 'disabled' }),
      },
    };
  },
  'Microsoft.ContainerRegistry/registries/cacheRules': (sent, { name, now, existing }) => ({
    ...sent,
    creationDate: existing?.properties['creationDate'] ?? offsetTime(now, name),
  }),
};

/** Registries write most of their times with an offset: `2025-03-22T15:46:44.4811675+00:00`. */
function offsetTime(milliseconds        , seed        )         {
  return toAzureTime(milliseconds, seed).replace(/Z$/, '+00:00');
}

/** A map that counts its changes, so that what was worked out from it can be kept until it changes. */
class CountedMap             extends Map             {
  changes = 0;

           set(key     , value       )       {
    this.#count();
    return super.set(key, value);
  }

           delete(key     )          {
    this.#count();
    return super.delete(key);
  }

           clear()       {
    this.#count();
    super.clear();
  }

  #count()       {
    this.changes += 1;
  }
}

/** What stands in subscriptions, by lower-case ids: what is below one of them is found without looking at what is below others. Order is the order of addition. */
class PlacedMap        extends CountedMap                {
           #places = new Map                            ();

           set(key        , value       )       {
    const place = placeOf$1(key);
    const there = this.#places.get(place);
    if (there === undefined) this.#places.set(place, new Map([[key, value]]));
    else there.set(key, value);
    return super.set(key, value);
  }

           delete(key        )          {
    this.#places.get(placeOf$1(key))?.delete(key);
    return super.delete(key);
  }

           clear()       {
    this.#places.clear();
    super.clear();
  }

  /** The values whose ids begin so. @param prefix begins with `/subscriptions/` and an id, and ends with a slash */
  below(prefix        )                   {
    const start = prefix.toLowerCase();
    return [...this.#places.get(placeOf$1(start)) ?? []].flatMap(([key, value]) => (key.startsWith(start) ? [value] : []));
  }
}

/** The subscription in an id; what stands in none is together under what comes in its place. */
function placeOf$1(id        )         {
  return id.split('/', 3)[2] ?? '';
}

/** A resource as kept: what was sent and completed. What depends on others, or on time, is added when it is rendered. */
                                 
                      
                                 
                        
                                      
                        
                                                                                                   
                              
                             
                                                                                                                                
                               
                                                                                            
                                  
                                                                                                                    
                                                                         
                                                                                                         
                          
                                 
                             
                             
 

/** Resources by id, by type and by parent. Ids compare without case; order is the order of creation. */
class ResourceStore {
           #byId = new PlacedMap                ();
           #keysByType = new Map                     ();
           #keysByParent = new Map                     ();
           #indexes = new Map                                                                ();
  /** Grows with every change. */
  changes = 0;

  find(id        )                             {
    return this.#byId.get(id.toLowerCase());
  }

  /** Every resource. */
  all()                            {
    return [...this.#byId.values()];
  }

  /** Every resource whose id begins so. @param prefix begins with `/subscriptions/` and an id, and ends with a slash */
  below(prefix        )                            {
    return this.#byId.below(prefix);
  }

  ofType(type        )                            {
    return this.#resolve(this.#keysByType.get(type.toLowerCase()));
  }

  /** The resources of a type that stand directly under a resource. */
  childrenOf(id        , type        )                            {
    return this.#resolve(this.#keysByParent.get(id.toLowerCase())).filter((child) => child.type === type);
  }

  /** What `make` works out of the store: once, until the store changes. The same function has to be given each time. */
  indexed       (make                                 )        {
    const known = this.#indexes.get(make);
    if (known?.changes === this.changes) return known.index         ;
    const index = make(this);
    this.#indexes.set(make, { changes: this.changes, index });
    return index;
  }

  /** Adds a resource or replaces the one of the same id. */
  put(resource                )       {
    const key = resource.id.toLowerCase();
    this.#byId.set(key, resource);
    this.changes += 1;
    addTo(this.#keysByType, resource.type.toLowerCase(), key);
    if (resource.parentKey !== undefined) addTo(this.#keysByParent, resource.parentKey, key);
  }

  /** Removes what has this id and all that stands below it: a resource, or the contents of a group. */
  removeWithin(id        )       {
    const own = this.find(id);
    for (const { id: gone, type, parentKey } of [...(own === undefined ? [] : [own]), ...this.below(`${id}/`)]) {
      const key = gone.toLowerCase();
      this.#byId.delete(key);
      this.changes += 1;
      this.#keysByType.get(type.toLowerCase())?.delete(key);
      if (parentKey !== undefined) this.#keysByParent.get(parentKey)?.delete(key);
    }
  }

  /** Puts these in the place of all that is there. */
  restore(resources                           )       {
    for (const map of [this.#byId, this.#keysByType, this.#keysByParent]) map.clear();
    this.changes += 1;
    for (const resource of resources) this.put(resource);
  }

  #resolve(keys                                 )                            {
    return [...(keys ?? [])].map((key) => this.#byId.get(key)).filter((resource) => resource !== undefined);
  }
}

/** Items by a key, in their order. */
function groupBy      (items                 , keyOf                        )                                       {
  const groups = new Map                ();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

function addTo(index                          , name        , key        )       {
  const keys = index.get(name) ?? new Set();
  index.set(name, keys.add(key));
}

const connectionType = 'Microsoft.ContainerRegistry/registries/privateEndpointConnections';

/** The private endpoint connections of a registry, as its documents show them: one for each private endpoint that names it. */
function connectionsOf(registry                , state          )                        {
  const connections = state.resources.indexed(connectionsByTarget).get(registry.id.toLowerCase()) ?? [];
  return connections.map((endpoint) => renderConnection(registry, endpoint));
}

/** The private endpoint of each connection, by the lower-case id of what it leads to. */
function connectionsByTarget(store               )                                                 {
  const found = store.ofType('Microsoft.Network/privateEndpoints').flatMap((endpoint) => (
    arrayAt(endpoint.properties, 'privateLinkServiceConnections').map((connection) => ({
      target: (textAt(connection, 'properties', 'privateLinkServiceId') ?? '').toLowerCase(), endpoint,
    }))
  ));
  return new Map([...groupBy(found, ({ target }) => target)].map(([target, connections]) => [target, connections.map(({ endpoint }) => endpoint)]));
}

/** The name is the endpoint's with 32 hex digits. */
function renderConnection(registry                , endpoint                )             {
  const digits = createHash('sha256').update(`${registry.id}${endpoint.id}`.toLowerCase()).digest('hex').slice(0, 32);
  const name = `${endpoint.name}.${digits}`;
  return {
    id: `${registry.id}/privateEndpointConnections/${name}`,
    name,
    type: connectionType,
    properties: {
      privateEndpoint: { id: endpoint.id },
      privateLinkServiceConnectionState: { status: 'Approved', description: 'Auto-Approved', actionsRequired: 'None' },
      provisioningState: 'Succeeded',
    },
  };
}

/** A new service principal, as a system-assigned identity gets one; its object id. */
function makePrincipal(state          , now        )         {
  const id = randomUUID();
  state.principals.set(id, { id, madeAt: now, isGone: false });
  return id;
}

/** The identity that a principal belonged to is gone; role assignments of it stay, as in Azure. */
function dropPrincipal(state          , id                    )       {
  const principal = state.principals.get(id?.toLowerCase() ?? '');
  if (principal !== undefined) state.principals.set(principal.id, { ...principal, isGone: true });
}

/** Whether role assignments find a principal in the directory; a new one only after `delay` milliseconds. */
function isInDirectory(state          , id        , now        , delay        )          {
  const principal = state.principals.get(id.toLowerCase());
  return principal === undefined || (!principal.isGone && principal.madeAt + delay <= now);
}

/** The two ids of a user-assigned identity, the same wherever it is shown. */
function idsOfIdentity(resourceId        )                                                              {
  return { clientId: guidFrom(`client ${resourceId}`), principalId: guidFrom(`principal ${resourceId}`) };
}

/** A guid of version 8 (RFC 9562) that follows from a text, whatever its case. */
function guidFrom(text        )         {
  const hex = createHash('sha256').update(text.toLowerCase()).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const endpointType = 'Microsoft.Network/privateEndpoints';
const interfaceType = 'Microsoft.Network/networkInterfaces';

/** Keeps the network interface of a private endpoint, which the network makes with it (byo-acr-create.json). */
function keepInterface(endpoint                , now        , state          )       {
  for (const id of interfacesOf(endpoint)) {
    const existing = state.resources.find(id);
    // Of one that somebody has described it is known how it is.
    if (existing?.isGiven === true) continue;
    state.resources.put({
      id,
      name: id.slice(id.lastIndexOf('/') + 1),
      type: interfaceType,
      ...(endpoint.location === undefined ? {} : { location: endpoint.location }),
      members: { managedBy: endpoint.id, kind: 'Regular' },
      properties: {
        resourceGuid: existing?.properties['resourceGuid'] ?? randomUUID(),
        dnsSettings: { dnsServers: [], appliedDnsServers: [], internalDomainNameSuffix: `${createHash('sha256').update(id.toLowerCase()).digest('hex').slice(0, 26)}.ax.internal.cloudapp.net` },
        macAddress: '',
        vnetEncryptionSupported: false,
        enableIPForwarding: false,
        disableTcpStateTracking: false,
        hostedWorkloads: [],
        tapConfigurations: [],
        privateEndpoint: { id: endpoint.id },
        nicType: 'Standard',
        allowPort25Out: true,
        auxiliaryMode: 'None',
        auxiliarySku: 'None',
      },
      etags: { running: randomUUID(), settled: randomUUID() },
      createdAt: existing?.createdAt ?? now,
      changedAt: now,
    });
  }
}

/** The ids of the interfaces that are gone when this is; none of what is no private endpoint. */
function interfacesOf({ type, properties }                )                    {
  return type === endpointType ? arrayAt(properties, 'networkInterfaces').flatMap((one) => textAt(one, 'id') ?? []) : [];
}

/**
 * An address for each name that the private endpoint of an interface answers for, that of the data endpoint first (byo-acr-create.json).
 * @param names `customDnsConfigs` of the endpoint
 */
function ipConfigurations(own                , endpoint                , names                       , etag                    )                        {
  const group = arrayAt(arrayAt(endpoint.properties, 'privateLinkServiceConnections')[0], 'properties', 'groupIds')[0];
  return names.map((configuration, index) => {
    const fqdn = textAt(configuration, 'fqdn') ?? '';
    const name = `privateEndpointIpConfig.${guidFrom(`${own.id} ${fqdn}`)}`;
    return compact({
      name,
      id: `${own.id}/ipConfigurations/${name}`,
      etag,
      type: 'Microsoft.Network/networkInterfaces/ipConfigurations',
      properties: compact({
        provisioningState: 'Succeeded',
        privateIPAddress: arrayAt(configuration, 'ipAddresses')[0],
        privateIPAllocationMethod: 'Dynamic',
        subnet: endpoint.properties['subnet'],
        primary: index === 0,
        privateIPAddressVersion: 'IPv4',
        privateLinkConnectionProperties: compact({ groupId: group, requiredMemberName: /\.data\./i.test(fqdn) ? `${String(group)}_data_${endpoint.location ?? ''}` : group, fqdns: [fqdn] }),
      }),
    });
  });
}

/** Whose habits a type has: shape of documents, long-running operations, words. */
                                                                                                                 

/** One row of the table of resource types. */
                               
                                                                      
                        
                            
                                                                                                         
                                                      
                                                                                
                                          
                                                                          
                           
                                              
                                      
                                                   
                                    
                                                              
                             
                                                                                
                            
 

const recordType = 'Microsoft.Network/privateDnsZones/A';

const network$1 = { service: 'network', location: 'regional', patch: 'tags' }         ;
const networkChild = { service: 'network', location: 'parent' }         ;

/**
 * The resources around a cluster. Durations: between the first poll and the one that said Succeeded, in byo-acr-create.json for
 * networks, subnets, registries, cache rules, private endpoints, zones and links; estimates of the same kind for the others.
 */
const resourceTypes                          = [
  { type: 'Microsoft.ContainerRegistry/registries', service: 'registry', location: 'regional', patch: 'merge', operationMilliseconds: 9_000 },
  { type: 'Microsoft.ContainerRegistry/registries/cacheRules', service: 'registry', location: 'parent', patch: 'merge', operationMilliseconds: 8_000 },
  { type: 'Microsoft.ContainerRegistry/registries/privateEndpointConnections', service: 'registry', location: 'parent', isReadOnly: true },
  { type: 'Microsoft.ContainerRegistry/registries/replications', service: 'registry', location: 'regional', patch: 'merge', operationMilliseconds: 60_000 },
  { type: 'Microsoft.Network/virtualNetworks', ...network$1, operationMilliseconds: 8_000 },
  { type: 'Microsoft.Network/virtualNetworks/subnets', ...networkChild, operationMilliseconds: 8_000, mirror: 'subnets' },
  { type: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings', ...networkChild, operationMilliseconds: 8_000, mirror: 'virtualNetworkPeerings' },
  { type: 'Microsoft.Network/networkSecurityGroups', ...network$1, operationMilliseconds: 8_000 },
  { type: 'Microsoft.Network/networkSecurityGroups/securityRules', ...networkChild, operationMilliseconds: 8_000, mirror: 'securityRules' },
  { type: 'Microsoft.Network/routeTables', ...network$1, operationMilliseconds: 8_000 },
  { type: 'Microsoft.Network/routeTables/routes', ...networkChild, operationMilliseconds: 8_000, mirror: 'routes' },
  { type: 'Microsoft.Network/natGateways', ...network$1, operationMilliseconds: 10_000 },
  { type: 'Microsoft.Network/publicIPAddresses', ...network$1, operationMilliseconds: 8_000 },
  { type: 'Microsoft.Network/publicIPPrefixes', ...network$1, operationMilliseconds: 8_000 },
  { type: 'Microsoft.Network/loadBalancers', ...network$1, operationMilliseconds: 8_000 },
  { type: 'Microsoft.Network/virtualNetworkGateways', ...network$1, operationMilliseconds: 1_500_000, isListedByGroupOnly: true },
  { type: 'Microsoft.Network/virtualHubs', ...network$1, operationMilliseconds: 600_000 },
  { type: 'Microsoft.Network/virtualHubs/ipConfigurations', ...networkChild, operationMilliseconds: 120_000 },
  { type: 'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections', ...networkChild, operationMilliseconds: 120_000 },
  { type: 'Microsoft.Network/privateEndpoints', service: 'network', location: 'regional', operationMilliseconds: 60_000 },
  { type: 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups', ...networkChild, operationMilliseconds: 15_000 },
  { type: 'Microsoft.Network/networkInterfaces', ...network$1, operationMilliseconds: 8_000 },
  { type: 'Microsoft.Network/dnsResolverPolicies', ...network$1, patch: 'merge', operationMilliseconds: 8_000 },
  { type: 'Microsoft.Network/dnsResolverPolicies/virtualNetworkLinks', ...network$1, patch: 'merge', operationMilliseconds: 8_000 },
  { type: 'Microsoft.Network/dnsResolverPolicies/dnsSecurityRules', ...network$1, patch: 'merge', operationMilliseconds: 8_000 },
  { type: 'Microsoft.Network/dnsResolverDomainLists', ...network$1, patch: 'merge', operationMilliseconds: 8_000 },
  { type: 'Microsoft.Network/privateDnsZones', service: 'privateDns', location: 'global', patch: 'merge', operationMilliseconds: 25_000 },
  { type: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks', service: 'privateDns', location: 'global', patch: 'merge', operationMilliseconds: 25_000 },
  { type: recordType, service: 'privateDns', location: 'parent', patch: 'merge' },
  // Made by AKS in the resource group of the nodes; here only where an estate has them.
  { type: 'Microsoft.Compute/virtualMachineScaleSets', service: 'compute', location: 'regional', isReadOnly: true },
  { type: 'Microsoft.ManagedIdentity/userAssignedIdentities', service: 'identity', location: 'regional', patch: 'merge' },
  { type: 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials', service: 'identity', location: 'parent' },
  {
    type: 'Microsoft.KubernetesConfiguration/extensions',
    service: 'kubernetesConfiguration',
    location: 'parent',
    operationMilliseconds: 90_000,
    extends: 'Microsoft.ContainerService/managedClusters',
  },
];

const byName                                    = new Map(resourceTypes.map((row) => [row.type.toLowerCase(), row]));

/** The row of a type, in whatever case it is written. */
function findType(type        )                           {
  return byName.get(type.toLowerCase());
}

/** The row of the type above: of the virtual network for a subnet. An extension stands under no type of this table. */
function parentType({ type }              )                           {
  return findType(type.split('/').slice(0, -1).join('/'));
}

                                                               

const mirrored                                               = new Map(resourceTypes.map(({ type }) => [
  type, resourceTypes.flatMap((row) => (row.mirror !== undefined && parentType(row)?.type === type ? [{ ...row, mirror: row.mirror }] : [])),
]));

/** The types whose resources stand in the document of a type as well. */
function mirroredTypes({ type }              )                          {
  return mirrored.get(type) ?? [];
}

/** True while an operation works on the resource itself. */
function isRunning(resource                , state          )          {
  return state.operations.runningOn(resource.id.toLowerCase()) !== undefined;
}

/** The etag in the form of the service, or undefined where it has none. */
function etagOf(resource                , state          )                     {
  const etag = isRunning(resource, state) ? resource.etags.running : resource.etags.settled;
  const service = findType(resource.type)?.service;
  if (service === 'network') return `W/"${etag}"`;
  // A zone and a record set have it bare, a link in quotes (byo-acr-create.json).
  if (service === 'privateDns') return resource.type.endsWith('/virtualNetworkLinks') ? `"${etag}"` : etag;
  return undefined;
}

/** The word that a service has for an operation that runs (ground-truth/README.md, "Long-running operations"). */
function wordFor$1(service         , kind               )         {
  return service === 'network' && kind !== 'Deleting' ? 'Updating' : kind;
}

const linkType$1 = 'Microsoft.Network/privateDnsZones/virtualNetworkLinks';

                                                                            

const derivations                                       = {
  'Microsoft.ContainerRegistry/registries': (registry, state) => ({ privateEndpointConnections: connectionsOf(registry, state) }),
  'Microsoft.Network/privateEndpoints': (endpoint, state) => ({
    privateLinkServiceConnections: approvals(endpoint, state),
    customDnsConfigs: dnsConfigs(endpoint, state),
  }),
  'Microsoft.Network/networkInterfaces': interfaceProperties,
  'Microsoft.Network/virtualNetworks/virtualNetworkPeerings': (peering, state) => ({ peeringState: peeringState(peering, state) }),
  // The limits are those of byo-acr-create.json; the record of the zone itself (SOA) counts.
  'Microsoft.Network/privateDnsZones': (zone, state) => {
    const links = state.resources.childrenOf(zone.id, linkType$1);
    return {
      maxNumberOfRecordSets: 25000,
      maxNumberOfVirtualNetworkLinks: 1000,
      maxNumberOfVirtualNetworkLinksWithRegistration: 100,
      numberOfRecordSets: 1 + state.resources.childrenOf(zone.id, recordType).length,
      numberOfVirtualNetworkLinks: links.length,
      numberOfVirtualNetworkLinksWithRegistration: links.filter(({ properties }) => properties['registrationEnabled'] === true).length,
    };
  },
  [linkType$1]: (link, state) => ({ virtualNetworkLinkState: isRunning(link, state) ? 'InProgress' : 'Completed' }),
};

/** What a document says of the world around its resource. */
function derivedProperties(resource                , state          )             {
  return derivations[resource.type]?.(resource, state) ?? {};
}

/** Connected when the other network has a peering back, else Initiated. */
function peeringState(peering                , state          )         {
  const remote = textAt(peering.properties, 'remoteVirtualNetwork', 'id') ?? '';
  const back = state.resources.childrenOf(remote, peering.type).some(({ properties }) => (
    sameId(textAt(properties, 'remoteVirtualNetwork', 'id') ?? '', peering.parentKey ?? '')
  ));
  return back ? 'Connected' : 'Initiated';
}

/** Connections are approved at once; how that is written changes when the endpoint is done, and the etag is the endpoint's. */
function approvals(endpoint                , state          )                        {
  const description = isRunning(endpoint, state) ? 'Auto Approved' : 'Auto-Approved';
  return arrayAt(endpoint.properties, 'privateLinkServiceConnections').filter(isJsonObject).map((connection) => ({
    ...connection,
    etag: etagOf(endpoint, state),
    properties: {
      ...asObject(connection['properties']),
      privateLinkServiceConnectionState: { status: 'Approved', description, actionsRequired: 'None' },
    },
  }));
}

/**
 * The names that a private endpoint of a registry answers for, once it has been made (byo-acr-create.json): the data endpoint first,
 * each with an address of the subnet. Other services' names are not known here.
 */
function dnsConfigs(endpoint                , state          )                        {
  const [target] = arrayAt(endpoint.properties, 'privateLinkServiceConnections').map((connection) => textAt(connection, 'properties', 'privateLinkServiceId'));
  const registry = target === undefined ? undefined : state.resources.find(target);
  if (registry?.type !== 'Microsoft.ContainerRegistry/registries' || isRunning(endpoint, state)) return [];
  const name = registry.name.toLowerCase();
  const names = [`${name}.${registry.location ?? ''}.data.azurecr.io`, `${name}.azurecr.io`];
  const first = firstAddress(endpoint, state);
  return names.map((fqdn, index) => ({ fqdn, ipAddresses: first === undefined ? [] : [addressAfter(first, index)] }));
}

/** What the network interface of a private endpoint shows of it. */
function interfaceProperties(own                , state          )             {
  const endpoint = state.resources.find(textAt(own.properties, 'privateEndpoint', 'id') ?? '');
  return endpoint === undefined ? {} : { ipConfigurations: ipConfigurations(own, endpoint, dnsConfigs(endpoint, state), etagOf(own, state)) };
}

/** Azure keeps the first four addresses of a subnet; every private endpoint before this one in it has taken two. */
function firstAddress(endpoint                , state          )                     {
  const subnetId = textAt(endpoint.properties, 'subnet', 'id') ?? '';
  const subnet = state.resources.find(subnetId);
  const prefix = textAt(subnet?.properties, 'addressPrefix') ?? arrayAt(subnet?.properties, 'addressPrefixes')[0];
  const base = typeof prefix === 'string' ? /^(\d+\.\d+\.\d+\.\d+)\/\d+$/.exec(prefix)?.[1] : undefined;
  const neighbours = state.resources.indexed(endpointsBySubnet).get(subnetId.toLowerCase()) ?? [];
  const place = neighbours.findIndex(({ id }) => sameId(id, endpoint.id));
  return base === undefined ? undefined : addressAfter(base, 4 + 2 * place);
}

function endpointsBySubnet(store               )                                                 {
  return groupBy(store.ofType('Microsoft.Network/privateEndpoints'), ({ properties }) => (textAt(properties, 'subnet', 'id') ?? '').toLowerCase());
}

function addressAfter(address        , count        )         {
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0) + count;
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}

const ofRegistry                      = new Set(['metadataSearch']);
const ofPolicies                      = new Set(['softDeletePolicy']);

/** The properties that an API version shows: those of a registry that are in preview only in previews (byo-acr-create.json is of 2023-11-01-preview; no published stable version has them). */
function shownIn(apiVersion                    , type        , properties            )             {
  if (type !== 'Microsoft.ContainerRegistry/registries' || apiVersion?.endsWith('-preview') === true) return properties;
  return { ...omit(properties, ofRegistry), ...(properties['policies'] === undefined ? {} : { policies: omit(asObject(properties['policies']), ofPolicies) }) };
}

/**
 * A resource as its service answers it: with its state, its etag, and what stands under it and is shown in it.
 * @param apiVersion that it is asked for in; absent: the newest that is no preview
 */
function renderResource(resource                , state          , apiVersion         )             {
  const row = requireRow$1(resource);
  const derived = derivedProperties(resource, state);
  const own = resource.isGiven === true ? { ...derived, ...resource.properties } : { ...resource.properties, ...derived };
  const properties = { ...stateOf(resource, row, state), ...own, ...mirrors(resource, row, state) };
  return compact({
    name: resource.name,
    id: resource.id,
    etag: etagOf(resource, state),
    type: resource.type,
    location: resource.location,
    ...resource.members,
    ...(row.service === 'registry' ? { systemData: systemData$1(resource) } : {}),
    properties: compact(resource.isGiven === true ? properties : shownIn(apiVersion, resource.type, properties)),
  });
}

function stateOf(resource                , row              , state          )             {
  if (row.operationMilliseconds === undefined && row.isReadOnly === undefined) return {};
  const operation = state.operations.runningOn(resource.id.toLowerCase())
    ?? (row.mirror === undefined || resource.parentKey === undefined ? undefined : state.operations.runningOn(resource.parentKey));
  return { provisioningState: operation === undefined ? state.operations.restingState(resource.id) : wordFor$1(row.service, operation.kind) };
}

/** `subnets` of a virtual network and the like: the children as their own documents. */
function mirrors(resource                , row              , state          )             {
  return Object.fromEntries(mirroredTypes(row).map(({ mirror, type }) => [
    mirror, state.resources.childrenOf(resource.id, type).map((child) => renderResource(child, state)),
  ]));
}

function systemData$1({ createdAt, changedAt, id }                )             {
  return {
    createdBy: principalId,
    createdByType: 'Application',
    createdAt: offsetTime(createdAt, id),
    lastModifiedBy: principalId,
    lastModifiedByType: 'Application',
    lastModifiedAt: offsetTime(changedAt, id),
  };
}

function requireRow$1({ type }                )               {
  const row = findType(type);
  if (row === undefined) throw new Error(`A resource of type ${type} is kept, which the table does not have.`);
  return row;
}

/** A tracked resource as it is now. */
                                  
                      
                        
                                
 

const newest$2 = '9999-12-31';

/** The lower-case id of the resource whose changes a path is about: children stand in the document of what is above them. */
function trackedKey(path        )                     {
  const parsed = parseResourceId(path);
  if (parsed === undefined || /^microsoft\.(?:authorization|management|policyinsights)\//i.test(parsed.type)) return undefined;
  const children = parsed.type.split('/').length - 2;
  return (children === 0 ? parsed.id : parsed.id.split('/').slice(0, -2 * children).join('/')).toLowerCase();
}

/** The tracked resource of a lower-case id, or undefined. */
function trackedResource(key        , state          )                              {
  const cluster = state.clusters.get(key);
  if (cluster !== undefined) {
    return { id: cluster.id, type: managedClusterType, document: renderCluster(cluster, { answerTo: 'GET', apiVersion: newest$2, operations: state.operations }) };
  }
  const resource = state.resources.find(key);
  if (resource === undefined || findType(resource.type)?.location === 'parent') return undefined;
  return { id: resource.id, type: resource.type, document: renderResource(resource, state) };
}

/** The lower-case ids of what a resource group holds. */
function trackedWithin(group        , state          )                    {
  const resources = state.resources.below(`${group}/`).filter(({ type }) => findType(type)?.location !== 'parent').map(({ id }) => id.toLowerCase());
  return [...state.clusters.below(`${group}/`).map(({ id }) => id.toLowerCase()), ...resources];
}

/** A write as its observer sees it. */
                                
                                   
                       
                             
                                                              
                         
 

/** Carries out a write and remembers it: what it changed, and who asked for it, also when it was refused. */
function recorded(write               , state          , carryOut                       )                  {
  const id = `/${(splitPath(write.request.path) ?? []).join('/')}`;
  const keys = keysOf(id, write.request.method, state);
  const before = new Map(keys.flatMap((key) => trackedResource(key, state) ?? []).map((resource) => [resource.id.toLowerCase(), resource]));
  const actor = write.actor ?? state.activity.actor ?? actorOf(write.request);
  const correlationId = correlationOf$1(write);
  const events = (status                         , end        )                           => eventsOf(id, { write, actor, correlationId, status, end });
  try {
    const response = carryOut();
    const end = endOf$1(keys, state, write.now);
    const changes = response.status < 300 && response.status !== 204 ? keys.flatMap((key) => changesTo(key, before.get(key), { write, actor, correlationId, end, state, id })) : [];
    state.activity.add(changes, response.status === 204 ? [] : events(response.status < 300 ? wordFor(id, write) : 'Failed', end));
    return response;
  } catch (thrown) {
    if (thrown instanceof Refusal) state.activity.add([], events('Failed', write.now));
    throw thrown;
  }
}

/**
 * Carries out an action and remembers that it was begun and taken, and how its operation ends; nobody changes anything by it. Azure tells it under the
 * resource that it is an action of.
 */
function recordedAction(write               , state          , carryOut                       )                  {
  const [, id = '', action = ''] = /^(.*)\/([^/]+)$/.exec(`/${(splitPath(write.request.path) ?? []).join('/')}`) ?? [];
  const { name } = write.actor ?? state.activity.actor ?? actorOf(write.request);
  const event = { resourceId: id, at: write.now, caller: name, operation: `${parseResourceId(id)?.type ?? ''}/${action}/action`, method: 'POST', correlationId: correlationOf$1(write) };
  const remember = (...statuses                                    )       => state.activity.add([], statuses.map((status) => ({ ...event, id: randomUUID(), status })));
  try {
    const response = carryOut();
    remember('Started', 'Accepted');
    state.activity.add([], [{ ...event, id: randomUUID(), status: 'Succeeded', ofOperation: write.requestId }]);
    return response;
  } catch (thrown) {
    if (thrown instanceof Refusal) remember('Started', 'Failed');
    throw thrown;
  }
}

/** How a deployment ends is told when it has. */
function wordFor(id        , { request: { method } }               )                          {
  return method === 'PUT' && parseResourceId(id)?.type.toLowerCase() === 'microsoft.resources/deployments' ? 'Accepted' : 'Succeeded';
}

/** A deletion of a group deletes what is in it. */
function keysOf(id        , method        , state          )                    {
  if (method === 'DELETE' && parseScope(id)?.kind === 'resourceGroup') return trackedWithin(id, state);
  const key = trackedKey(id);
  return key === undefined ? [] : [key];
}

                         
                                
                        
                                 
                                                      
                       
 

/** The change itself at once, and the coming to rest of an operation when it ends, which is the system's. */
function changesTo(key        , before                             , { write, actor, correlationId, end, state, id }                                                                   )                    {
  const after = trackedResource(key, state);
  const isWholly = write.request.method === 'DELETE' && (parseScope(id) !== undefined || id.toLowerCase() === key);
  const resource = after ?? before;
  if (resource === undefined) return [];
  const make = (kind                , at        , by       , changes                   )         => {
    const name = `${String(at).padStart(20, '0')}_${randomUUID()}`;
    return {
      id: `${resource.id}/providers/Microsoft.Resources/changes/${name}`, name, target: resource.id, targetType: resource.type, kind, at, actor: by, changes,
      operation: `${resource.type}/${write.request.method === 'DELETE' ? 'delete' : 'write'}`, correlationId,
    };
  };
  if (isWholly) return [make('Delete', after === undefined ? write.now : end, actor, {})];
  const changes = after === undefined || before === undefined ? {} : differencesBetween(before.document, after.document);
  const progress = textAt(after?.document, 'properties', 'provisioningState');
  const rest = end > write.now && progress !== undefined && progress !== 'Succeeded'
    ? [make('Update', end, system, { 'properties.provisioningState': changeOf$1('properties.provisioningState', progress, 'Succeeded') })]
    : [];
  if (before === undefined) return [make('Create', write.now, actor, {}), ...rest];
  return [...(Object.keys(changes).length === 0 ? [] : [make('Update', write.now, actor, changes)]), ...rest];
}

/** What no user caused. */
const system        = { name: 'System', type: 'System', client: 'Unspecified' };

function endOf$1(keys                   , { operations }          , now        )         {
  return Math.max(now, ...keys.flatMap((key) => [operations.runningOn(key), ...operations.runningBelow(key)]).map((operation) => operation?.endsAt ?? now));
}

/** A request has an event for its beginning, and one for its end. */
function eventsOf(id        , { write, actor, correlationId, status, end }                                                              )                           {
  const type = parseResourceId(id)?.type ?? (parseScope(id)?.kind === 'resourceGroup' ? 'Microsoft.Resources/subscriptions/resourceGroups' : undefined);
  if (type === undefined) return [];
  const event = { resourceId: id, caller: actor.name, operation: `${type}/${write.request.method === 'DELETE' ? 'delete' : 'write'}`, method: write.request.method, correlationId };
  return [{ ...event, id: randomUUID(), at: write.now, status: 'Started' }, { ...event, id: randomUUID(), at: end, status }];
}

/** Of people Azure tells the name that they sign in with, of applications their id. */
function actorOf({ headers }                )        {
  const claims = decodeToken((headers['authorization'] ?? '').split(' ')[1] ?? '')?.claims;
  const person = textAt(claims, 'upn');
  return person === undefined ? { name: textAt(claims, 'appid') ?? clientId, type: 'Application', client: 'Unknown' } : { name: person, type: 'User', client: 'Azure Portal' };
}

function correlationOf$1({ request, requestId }                                              )         {
  const sent = request.headers['x-ms-correlation-request-id'] ?? '';
  return /^[0-9a-f-]{36}$/i.test(sent) ? sent : requestId;
}

/**
 * Tells in the activity log what policies said of a write: that one refused it, or else which of effect `audit` object to it (learn.microsoft.com, "Get compliance
 * data of Azure resources": `Microsoft.Authorization/policies/audit/action` and its like). One event for each policy.
 */
function tellDeeds({ judgements }                  , resourceId        , isRefused         , { activity }          , call         )       {
  const effect = isRefused ? 'deny' : 'audit';
  const objecting = judgements.filter(({ finding }) => finding.effect === effect && finding.verdict === 'violation');
  if (objecting.length === 0) return;
  const isOwn = call.request.headers['authorization'] === undefined;
  const caller = isOwn ? call.principal : activity.actor?.name ?? actorOf(call.request).name;
  activity.add([], objecting.map(({ finding, policy }) => ({
    id: randomUUID(), resourceId, at: call.now, caller, operation: `Microsoft.Authorization/policies/${effect}/action`, method: call.request.method, status: isRefused ? 'Failed' : 'Succeeded',
    correlationId: correlationOf$1(call), message: JSON.stringify({ policyAssignmentId: policy.assignment?.id ?? '', policyDefinitionId: policy.definition.id ?? '', message: finding.message }),
  })));
}

function subscriptionScopeOf({ subscriptionId }                                      )         {
  return `/subscriptions/${subscriptionId}`;
}

function managementGroupScopeOf({ name }                               )         {
  return `/providers/Microsoft.Management/managementGroups/${name}`;
}

const managementGroupType = 'Microsoft.Management/managementGroups';
const subscriptionPolicies = { locationPlacementId: 'Public_2014-09-01', quotaId: 'PayAsYouGo_2014-09-01', spendingLimit: 'Off' };

/** A subscription as ARM's own documents and the policy engine see it. */
function subscriptionDocument(subscription              )             {
  return {
    id: subscriptionScopeOf(subscription),
    authorizationSource: 'RoleBased',
    managedByTenants: [],
    subscriptionId: subscription.subscriptionId,
    tenantId,
    displayName: subscription.displayName,
    state: 'Enabled',
    subscriptionPolicies,
    ...(subscription.tags === undefined ? {} : { tags: subscription.tags }),
  };
}

/** A subscription as Resource Graph's `resourcecontainers` has it: the chain begins with the group that it stands in, and ends with the root (public rows of it). */
function subscriptionRow(subscription              , hierarchy           )             {
  return {
    id: subscriptionScopeOf(subscription),
    name: subscription.displayName,
    type: 'Microsoft.Resources/subscriptions',
    ...(subscription.tags === undefined ? {} : { tags: subscription.tags }),
    properties: {
      managedByTenants: [],
      managementGroupAncestorsChain: chainOf(subscription.subscriptionId, hierarchy),
      state: 'Enabled',
      subscriptionPolicies,
    },
  };
}

/** A management group as `resourcecontainers` has it. */
function managementGroupRow(group                 , hierarchy           )             {
  return managementGroupDocument(group, { details: { ...detailsOf(group, hierarchy), managementGroupAncestorsChain: chainOf(group.name, hierarchy) } });
}

/** A management group as a list has it, or with more properties. */
function managementGroupDocument(group                 , more             = {})             {
  return {
    id: managementGroupScopeOf(group),
    type: managementGroupType,
    name: group.name,
    properties: { tenantId, displayName: group.displayName, ...more },
  };
}

/** How `$expand`, `$recurse` and `$filter` are set (Microsoft Learn, "Management Groups - Get"). */
                            
                             
                              
                            
                                                      
                               
 

/** A management group as a GET answers it (GetManagementGroupWithExpandAndRecurse.json and …WithAncestors.json of Azure/azure-rest-api-specs). */
function expandedGroup(group                 , expansion           , hierarchy           )             {
  const ancestors = expansion.ancestors ? { managementGroupAncestors: hierarchy.ancestorsOf(group.name).map(({ name }) => name) } : {};
  return managementGroupDocument(group, {
    details: { ...detailsOf(group, hierarchy), ...ancestors },
    ...(expansion.children ? { children: childrenOf(group, expansion, hierarchy) } : {}),
  });
}

/** Groups before subscriptions; an empty list is left out of what stands deeper. */
function childrenOf(group                 , expansion           , hierarchy           )                        {
  const { groups, subscriptions } = directlyIn(group, hierarchy);
  return [
    ...groups.map((child) => {
      const below = expansion.recurse ? childrenOf(child, expansion, hierarchy) : [];
      return compact({
        id: managementGroupScopeOf(child), type: managementGroupType, name: child.name, displayName: child.displayName, children: below.length === 0 ? undefined : below,
      });
    }),
    ...(expansion.groupsOnly ? [] : subscriptions.map((child) => ({
      id: subscriptionScopeOf(child), type: '/subscriptions', name: child.subscriptionId, displayName: child.displayName,
    }))),
  ];
}

/** Something below a management group, as `…/descendants` lists it (GetDescendants.json of Azure/azure-rest-api-specs). */
function descendantDocument(entity                                )             {
  const isGroup = 'name' in entity;
  const parent = isGroup ? entity.parent : entity.managementGroup;
  return {
    id: isGroup ? managementGroupScopeOf(entity) : subscriptionScopeOf(entity),
    type: isGroup ? managementGroupType : `${managementGroupType}/subscriptions`,
    name: isGroup ? entity.name : entity.subscriptionId,
    properties: { displayName: entity.displayName, parent: { id: managementGroupScopeOf({ name: parent ?? '' }) } },
  };
}

/** All groups, then all subscriptions, that stand somewhere below a group. */
function descendantsOf(group                 , hierarchy           )                                              {
  return [
    ...hierarchy.groups().filter(({ name }) => hierarchy.isUnder(name, group.name)),
    ...hierarchy.subscriptions().filter(({ subscriptionId }) => hierarchy.isUnder(subscriptionId, group.name)),
  ];
}

function directlyIn(group                 , hierarchy           )                                                                                                   {
  const key = group.name.toLowerCase();
  return {
    groups: hierarchy.groups().filter(({ parent }) => parent?.toLowerCase() === key),
    subscriptions: hierarchy.subscriptions().filter(({ managementGroup }) => managementGroup.toLowerCase() === key),
  };
}

function chainOf(key        , hierarchy           )                        {
  return hierarchy.ancestorsOf(key).map(({ name, displayName }) => ({ displayName, name }));
}

/** The group at the top has no parent. */
function detailsOf(group                 , hierarchy           )             {
  const parent = hierarchy.group(group.parent ?? '');
  return compact({
    version: 1,
    updatedTime: '2026-01-01T00:00:00.0000000Z',
    updatedBy: principalId,
    parent: parent === undefined ? undefined : { id: managementGroupScopeOf(parent), name: parent.name, displayName: parent.displayName },
  });
}

const managementGroupPattern = /^\/providers\/Microsoft\.Management\/managementGroups\/([^/]+)$/i;

/** The name in the id of a management group, or undefined for any other id. */
function managementGroupNameIn(scope        )                     {
  return managementGroupPattern.exec(scope)?.[1];
}

/** True when a resource or scope is `scope` or below it, in its id or in the tree of management groups. Everything is below the tenant, "". */
function isBelow(id        , scope        , hierarchy           )          {
  if (scope === '' || isWithin(id, scope)) return true;
  const name = managementGroupNameIn(scope);
  return name !== undefined && hierarchy.reaches(name, id);
}

/** A policy object as a refusal names it. */
                 
                      
                        
                               
                            
 

/** One policy's objection to a request. */
                            
                             
                              
                                      
                                
                                                                                        
                          
                                      
                                    
                           
 

/**
 * The refusal of a PUT by policy: 403 RequestDisallowedByPolicy as in errors.json. With non-compliance messages the text gives these
 * as reasons instead of the identifiers, and `evaluationDetails` has the `reason`: so seen in the public output of `az aks create`
 * against the initiative Deny-PublicPaaSEndpoints (a repository's notes, 2024), which also shows the members that an initiative adds.
 */
function disallowed(resource          , objections                      )          {
  const target = resource.name.split('/').at(-1) ?? resource.name;
  const message = `Resource '${target}' was disallowed by policy. ${explain(objections)}`;
  return new Refusal(message, {
    status: 403,
    headers: { 'x-ms-failure-cause': 'gateway' },
    body: { error: { code: 'RequestDisallowedByPolicy', target, message, additionalInfo: objections.map(additionalInfo) } },
  });
}

/** The refusal of a DELETE by policy: of a resource or a resource group by its name. Its text is that of public reports of `denyAction`. */
function deletionDisallowed(name        , objections                      )          {
  const target = name.split('/').at(-1) ?? name;
  const message = `Deletion of resource '${target}' was disallowed by policy. ${explain(objections)}`;
  return new Refusal(message, {
    status: 403,
    headers: { 'x-ms-failure-cause': 'gateway' },
    body: { error: { code: 'RequestDisallowedByPolicy', target, message, additionalInfo: objections.map(additionalInfo) } },
  });
}

function explain(objections                      )         {
  const reasons = [...new Set(objections.flatMap(({ reason }) => (reason === undefined ? [] : [reason])))];
  if (reasons.length > 0) return `Reasons: ${reasons.map((reason) => `'${reason}'`).join(', ')}. See error details for policy resource IDs.`;
  const identifiers = objections.map(({ definition, initiative, assignment }) => compact({
    policyAssignment: identifier(assignment),
    policyDefinition: identifier(definition),
    policySetDefinition: initiative === undefined ? undefined : identifier(initiative),
  }));
  return `Policy identifiers: '${JSON.stringify(identifiers)}'.`;
}

/** Here `name` is the display name. */
function identifier({ id, displayName, version }       )             {
  return compact({ name: displayName, id, version });
}

function additionalInfo({ definition, initiative, referenceId, assignment, effect, reasons, reason }           )             {
  return {
    type: 'PolicyViolation',
    info: compact({
      evaluationDetails: compact({ evaluatedExpressions: reasons.map(evaluatedExpression), reason }),
      policyDefinitionId: definition.id,
      policySetDefinitionId: initiative?.id,
      policyDefinitionReferenceId: referenceId,
      policySetDefinitionName: initiative?.name,
      policySetDefinitionDisplayName: initiative?.displayName,
      policySetDefinitionVersion: initiative?.version,
      policyDefinitionName: definition.name,
      policyDefinitionDisplayName: definition.displayName,
      policyDefinitionVersion: definition.version,
      policyDefinitionEffect: effect,
      policyAssignmentId: assignment.id,
      policyAssignmentName: assignment.name,
      policyAssignmentDisplayName: assignment.displayName,
      policyAssignmentScope: assignment.scope,
      policyAssignmentParameters: assignment.parameters,
      policyExemptionIds: [],
      policyEnrollmentIds: [],
    }),
  };
}

/** A member that the resource does not have has no `expressionValue`. */
function evaluatedExpression(reason        )             {
  return compact({
    result: reason.result === 'unknown' ? 'Unknown' : shown$1(reason.result),
    expressionKind: capital$1(reason.kind),
    expression: reason.expression,
    path: reason.path,
    expressionValue: reason.actual === null ? undefined : shown$1(reason.actual),
    targetValue: shown$1(reason.expected),
    operator: capital$1(reason.operator),
  });
}

/** Booleans are written as .NET writes them. */
function shown$1(value         )          {
  return typeof value === 'boolean' ? capital$1(String(value)) : value;
}

function capital$1(text        )         {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

/** What differs between definitions, initiatives, assignments and exemptions. */
                             
                          
                        
                                                                                                          
                            
                                            
                           
                                            
                               
                                 
                                          
 

const definitionScopes                         = new Set(['managementGroup', 'subscription']);
const everywhere                         = new Set(['managementGroup', 'subscription', 'resourceGroup', 'resource']);

const kinds                                           = {
  policyDefinitions: {
    noun: 'policy definition',
    notFound: 'PolicyDefinitionNotFound',
    invalid: 'InvalidPolicyRule',
    invalidName: 'InvalidPolicyDefinitionName',
    scopes: definitionScopes,
  },
  policySetDefinitions: {
    noun: 'policy set definition',
    notFound: 'PolicySetDefinitionNotFound',
    invalid: 'InvalidCreatePolicySetDefinitionRequest',
    invalidName: 'InvalidPolicySetDefinitionName',
    scopes: definitionScopes,
  },
  policyAssignments: {
    noun: 'policy assignment',
    notFound: 'PolicyAssignmentNotFound',
    invalid: 'InvalidCreatePolicyAssignmentRequest',
    invalidName: 'InvalidPolicyAssignmentName',
    scopes: everywhere,
  },
  policyExemptions: {
    noun: 'policy exemption',
    // These two are in LivePolicyTests of Azure/azure-sdk-for-net and in the tests of Az.Resources; the third is by analogy.
    notFound: 'PolicyExemptionNotFound',
    invalid: 'InvalidCreatePolicyExemptionRequest',
    invalidName: 'InvalidPolicyExemptionName',
    scopes: everywhere,
  },
};

function notFound$3(kind            , name        )          {
  const { noun, notFound: code } = kinds[kind];
  return refusal$1(404, code, `The ${noun} '${name}' could not be found.`);
}

/** 24 characters for an assignment at a management group, else 64 (azure-policy-language.md; the text is Azure's for assignments). */
function requireName$1(kind            , name        , scope           )       {
  const limit = kind === 'policyAssignments' && scope === 'managementGroup' ? 24 : 64;
  const { noun, invalidName: code } = kinds[kind];
  if (name.length > limit) {
    throw refusal$1(400, code, `The ${noun} name '${name}' is invalid. The ${noun} name length must not exceed '${limit}' characters.`);
  }
  if (/[<>*%&:\\?+/]/.test(name) || name.endsWith('.') || name.endsWith(' ')) {
    throw refusal$1(400, code, `The ${noun} name '${name}' is invalid. It contains a character that is not allowed or ends with a period or a blank.`);
  }
}

/** Definitions and initiatives live at subscriptions and management groups; nothing can be written at the tenant. */
function requireWritableScope(kind            , scope           , path        )       {
  if (kinds[kind].scopes.has(scope)) return;
  if (scope === 'tenant') {
    const what = `perform action 'Microsoft.Authorization/${kind}/write' over scope '${path}'`;
    throw refusal$1(403, 'AuthorizationFailed', `The client does not have authorization to ${what} or the scope is invalid.`);
  }
  throw refusal$1(400, 'InvalidScope', `A ${kinds[kind].noun} can be created at a subscription or a management group only; '${path}' is neither.`);
}

/** The ids of the definitions that an object names: an assignment's one, an initiative's members; an exemption names none. */
function referencesOf({ document, kind }                                         )                    {
  if (kind === 'policyDefinitions' || kind === 'policyExemptions') return [];
  const assigned = textAt(document, 'properties', 'policyDefinitionId');
  const members = arrayAt(document, 'properties', 'policyDefinitions').map((entry) => textAt(entry, 'policyDefinitionId'));
  return [assigned, ...members].filter((id) => id !== undefined);
}

/** Throws unless all that an object names exists at or above its scope (the second text is Azure's). */
function requireReferences(object              , state          )       {
  for (const id of referencesOf(object)) {
    const target = state.policies.get(id.toLowerCase());
    if (target === undefined) throw missing$3(id);
    if (!isBelow(object.scope, target.scope, state.hierarchy)) {
      const { noun, invalid } = kinds[object.kind];
      const { noun: named } = kinds[target.kind];
      throw refusal$1(
        400,
        invalid,
        `The ${named} specified in ${noun} '${object.name}' is out of scope. `
        + `${capital(named)}s should be specified only at or above the ${noun} scope. If the management groups hierarchy changed recently or if `
        + 'assigning a management group policy to new subscription, please allow up to 30 minutes for the hierarchy changes to apply and try again.',
      );
    }
  }
}

/** Throws when a definition or initiative that is to be deleted is still named by another object (text: azure-policy issues, 400). */
function requireUnreferenced(object              , state          )       {
  const user = [...state.policies.values()].find((other) => referencesOf(other).some((id) => sameId(id, object.id)));
  if (user === undefined) return;
  const { noun } = kinds[object.kind];
  const { noun: usedBy } = kinds[user.kind];
  const code = object.kind === 'policyDefinitions' ? 'InvalidDeletePolicyDefinitionRequest' : 'InvalidDeletePolicySetDefinitionRequest';
  throw refusal$1(
    400,
    code,
    `The ${noun} '${object.name}' cannot be deleted. It is referenced by the ${usedBy} '${user.id}'. `
    + `Please remove this ${noun} from all ${usedBy}s that reference it.`,
  );
}

function missing$3(id        )        {
  const isInitiative = sameId(parseResourceId(id)?.type ?? '', policySetDefinitionType);
  return notFound$3(isInitiative ? 'policySetDefinitions' : 'policyDefinitions', id);
}

function capital(text        )         {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

/** Policy objects by lower-case id. */
                                                                      

                                                                            

const parsers                                                                 = {
  policyDefinitions: parseDefinition,
  policySetDefinitions: parseInitiative,
  policyAssignments: parseAssignment,
  policyExemptions: parseExemption,
};

/** Objects are never changed in place, so that each is parsed once, and the engine compiles what it is given once. */
const parsedObjects = new WeakMap                      ();

/** The object as the policy engine reads it. Throws PolicyError. */
function readPolicy(object              )         {
  const parsed = parsedObjects.get(object) ?? parsers[object.kind](object.document);
  parsedObjects.set(object, parsed);
  return parsed;
}

/** What an assignment brings, from the definitions and initiatives among `policies`. Throws PolicyError. */
function bindPolicies(assignment              , policies          )                            {
  const parsed = readPolicy(assignment);
  if (parsed.kind !== 'assignment') return [];
  return bindAssignment(parsed, (id) => {
    const object = policies.get(id.toLowerCase());
    const found = object === undefined ? undefined : readPolicy(object);
    return found?.kind === 'definition' || found?.kind === 'initiative' ? found : undefined;
  });
}

/** Throws unless the engine's parser can read the object; the code is the one that Azure has for its kind. */
function requireReadablePolicy(object              )       {
  try {
    readPolicy(object);
  } catch (thrown) {
    throw asRefusal(thrown, kinds[object.kind].invalid, `The ${kinds[object.kind].noun} '${object.name}' is invalid`);
  }
}

/**
 * Throws unless every assignment that has to do with `object` would bind if it were stored: definitions are there and take the
 * parameters that are given. A new assignment is refused as invalid; so is a change of a definition that an assignment could not
 * follow (InvalidPolicyParameterUpdate, the code that public CLI output shows for a new parameter without default).
 */
function requireBindings(object              , state          )       {
  if (object.kind === 'policyExemptions') return;
  const key = object.id.toLowerCase();
  const policies           = { get: (id) => (id === key ? object : state.policies.get(id)) };
  for (const assignment of object.kind === 'policyAssignments' ? [object] : state.policies.values()) {
    if (assignment !== object && !brings(assignment, object, policies)) continue;
    try {
      bindPolicies(assignment, policies);
    } catch (thrown) {
      const code = assignment === object ? kinds.policyAssignments.invalid : 'InvalidPolicyParameterUpdate';
      throw asRefusal(thrown, code, `The policy assignment '${assignment.name}' is invalid`);
    }
  }
}

/** Whether an object is an assignment of `wanted`, or of an initiative that has it as a member. */
function brings(assignment              , wanted              , policies          )          {
  if (assignment.kind !== 'policyAssignments') return false;
  const target = textAt(assignment.document, 'properties', 'policyDefinitionId') ?? '';
  if (sameId(target, wanted.id)) return true;
  const initiative = policies.get(target.toLowerCase());
  return initiative !== undefined && referencesOf(initiative).some((id) => sameId(id, wanted.id));
}

/** A PolicyError is the caller's mistake; anything else is ours and passes through. */
function asRefusal(thrown         , code        , what        )          {
  if (!(thrown instanceof PolicyError)) return thrown;
  const place = thrown.pointer === '' ? '' : ` (at ${thrown.pointer})`;
  return refusal$1(400, code, `${what}: ${thrown.message}${place}.`);
}

/** Reasons in the order in which the conditions of a rule's `if` stand, as Azure tells them (errors.json); the product tells first what decides. */
function inRuleOrder(reasons                   , condition         )                    {
  const places = new Map                ();
  for (const expression of expressionsIn(condition)) if (!places.has(expression)) places.set(expression, places.size);
  const placeOf = ({ expression }        )         => places.get(expression.toLowerCase()) ?? places.size;
  return reasons.toSorted((left, right) => placeOf(left) - placeOf(right));
}

/** What is compared, in lower case, from the outside in and from the first to the last. */
function expressionsIn(condition         )                    {
  if (Array.isArray(condition)) return condition.flatMap(expressionsIn);
  if (!isJsonObject(condition)) return [];
  const own = [memberIgnoringCase(condition, 'field'), memberIgnoringCase(condition, 'value')].filter((text) => typeof text === 'string');
  const inner = ['allOf', 'anyOf', 'not', 'count', 'where'].map((name) => memberIgnoringCase(condition, name));
  return [...own.map((text) => text.toLowerCase()), ...inner.flatMap(expressionsIn)];
}

/** The principal of an assignment's system-assigned identity, if it has one. */
function systemPrincipal(assignment                          )                     {
  return assignment === undefined ? undefined : textAt(assignment.document, 'identity', 'principalId');
}

/**
 * The identity of an assignment as the service answers it. A system-assigned one is the assignment's own: made with it, kept while it
 * stands (policy-definition-and-assignment.json: `principalId` is in the 201 already). Undefined for none and for `None`.
 */
function completeIdentity$2(body            , existing                          , state          , now        )                         {
  const type = textAt(body, 'identity', 'type')?.toLowerCase();
  if (type === 'systemassigned') return { principalId: systemPrincipal(existing) ?? makePrincipal(state, now), tenantId, type: 'SystemAssigned' };
  if (type !== 'userassigned') return isJsonObject(body['identity']) && type !== undefined ? { type: textAt(body, 'identity', 'type') } : undefined;
  return {
    type: 'UserAssigned',
    userAssignedIdentities: Object.fromEntries(userAssigned(body).map((id) => [id, idsOfIdentity(id)])),
  };
}

/** The user-assigned identities that a body names, by their resource ids. */
function userAssigned(body            )                    {
  return Object.keys(asObject(asObject(body['identity'])['userAssignedIdentities']));
}

/**
 * Stores a policy object in the place of `existing`. Where assignments and exemptions take a while to bite (about 5 to 30 minutes in
 * Azure: limits.md, "effect delay"), what bites now does so until then.
 */
function storePolicy({ state, settings }     , object              , existing                          , now        )       {
  const key = object.id.toLowerCase();
  if (systemPrincipal(existing) !== systemPrincipal(object)) dropPrincipal(state, systemPrincipal(existing));
  const isSlow = settings.policyDelay > 0 && (object.kind === 'policyAssignments' || object.kind === 'policyExemptions');
  if (!isSlow) {
    state.policies.set(key, object);
    return;
  }
  const until = existing === undefined ? undefined : inForce(existing, now);
  state.policies.set(key, { ...object, bitesFrom: now + settings.policyDelay, ...(until === undefined ? {} : { until: settled(until) }) });
}

/** What bites already, without what did before it. */
function settled({ kind, id, name, scope, document }              )               {
  return { kind, id, name, scope, document };
}

/** Removes a policy object, and with an assignment its identity. It bites no more from now on; role assignments stay. */
function forgetPolicy(state          , object              )       {
  dropPrincipal(state, systemPrincipal(object));
  state.policies.delete(object.id.toLowerCase());
}

/** What of an object bites at a moment: itself, what stood there before, or nothing yet. */
function inForce(object              , now        )                           {
  return object.bitesFrom === undefined || object.bitesFrom <= now ? object : object.until;
}

/** The subscription and the management group that every sandbox has. */
subscriptionScopeOf({ subscriptionId });
managementGroupScopeOf({ name: managementGroup });

const guid$2 = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const groups = '/providers/Microsoft.Management/managementGroups';

/** The scopes above resource groups, as far as the caller may read them: subscriptions and the tree of management groups. */
function subscriptionRoutes(arm     )                   {
  const { hierarchy } = arm.state;
  return [
    { method: 'GET', pattern: '/subscriptions', handle: (call) => page(readableSubscriptions(arm), call, arm.settings, subscriptionDocument) },
    {
      method: 'GET',
      pattern: '/subscriptions/{subscription}',
      handle: (call) => ({ status: 200, body: subscriptionDocument(requireSubscription(hierarchy, parameter(call, 'subscription'))) }),
    },
    { method: 'GET', pattern: groups, handle: (call) => page(readableGroups(arm), call, arm.settings, (group) => managementGroupDocument(group)) },
    { method: 'GET', pattern: `${groups}/{managementGroup}`, handle: (call) => getGroup(arm, call) },
    { method: 'GET', pattern: `${groups}/{managementGroup}/descendants`, handle: (call) => listDescendants(arm, call) },
  ];
}

function readableSubscriptions({ state: { hierarchy, access } }     )                          {
  const all = hierarchy.subscriptions();
  return access.isWhole ? all : all.filter((subscription) => access.mayRead(subscriptionScopeOf(subscription), hierarchy));
}

function readableGroups({ state: { hierarchy, access } }     )                             {
  return hierarchy.groups().filter((group) => access.mayRead(managementGroupScopeOf(group), hierarchy));
}

function getGroup({ state: { hierarchy } }     , call         )                  {
  const group = requireManagementGroup(hierarchy, parameter(call, 'managementGroup'));
  return { status: 200, body: expandedGroup(group, expansionOf(call), hierarchy) };
}

/** `$expand` is `children`, `path` or `ancestors`; the path is not answered here. */
function expansionOf({ request: { query } }         )            {
  const expand = (query.get('$expand') ?? '').toLowerCase();
  return {
    children: expand === 'children',
    ancestors: expand === 'ancestors',
    recurse: query.get('$recurse')?.toLowerCase() === 'true',
    groupsOnly: /^children\.childType\s+ne\s+'?Subscription'?$/i.test(query.get('$filter')?.trim() ?? ''),
  };
}

function listDescendants(arm     , call         )                  {
  const { hierarchy } = arm.state;
  const group = requireManagementGroup(hierarchy, parameter(call, 'managementGroup'));
  return page(descendantsOf(group, hierarchy), call, arm.settings, descendantDocument);
}

/** The subscription of that id. Throws for one that is none or is not ours. */
function requireSubscription(hierarchy           , id        )               {
  if (!guid$2.test(id)) {
    throw gatewayRefusal(400, 'InvalidSubscriptionId', `The provided subscription identifier '${id}' is malformed or invalid.`);
  }
  const subscription = hierarchy.subscription(id);
  if (subscription === undefined) throw gatewayRefusal(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`);
  return subscription;
}

/** The management group of that name. Throws for one that is not ours. */
function requireManagementGroup(hierarchy           , name        )                  {
  const group = hierarchy.group(name);
  if (group === undefined) throw refusal$1(404, 'NotFound', `'${groups}/${name}' not found`);
  return group;
}

const groupName = /^[\p{L}\p{N}._()-]{0,89}[\p{L}\p{N}_()-]$/u;

/** The group of that name in a subscription. Throws ResourceGroupNotFound. */
function requireGroup(state          , subscription        , name        )                {
  const group = state.groups.get(groupId(subscription, name).toLowerCase());
  if (group === undefined) throw gatewayRefusal(404, 'ResourceGroupNotFound', `Resource group '${name}' could not be found.`);
  return group;
}

/** The group that a path names, as `{subscription}` and `{group}`. Throws ResourceGroupNotFound. */
function groupOf$1(state          , call         )                {
  return requireGroup(state, parameter(call, 'subscription'), parameter(call, 'group'));
}

/** The group's document as ARM answers it (byo-acr-create.json). */
function renderGroup(group               , state          )             {
  const deleting = state.operations.runningOn(group.id.toLowerCase()) !== undefined;
  return {
    id: group.id,
    name: group.name,
    type: 'Microsoft.Resources/resourceGroups',
    location: group.location,
    ...(group.managedBy === undefined ? {} : { managedBy: group.managedBy }),
    ...(group.tags === undefined ? {} : { tags: group.tags }),
    properties: { provisioningState: deleting ? 'Deleting' : state.operations.restingState(group.id) },
  };
}

/** Adds a group, or replaces it. */
function storeGroup(state          , subscription        , group                           )                {
  const stored = { ...group, id: groupId(subscription, group.name) };
  state.groups.set(stored.id.toLowerCase(), stored);
  return stored;
}

function isGroupName(name        )          {
  return groupName.test(name);
}

function groupId(subscription        , name        )         {
  return `/subscriptions/${subscription}/resourceGroups/${name}`;
}

/** The id of the group that a path names, whether it is there or not. */
function pathOf(state          , call         )         {
  return groupId(subscriptionIdOf(state, call), parameter(call, 'group'));
}

/** The id of the path's subscription in its own case. */
function subscriptionIdOf({ hierarchy }          , call         )         {
  return requireSubscription(hierarchy, parameter(call, 'subscription')).subscriptionId;
}

/** Throws ResourceGroupBeingDeleted when the group is about to vanish: nothing new is taken into it. */
function requireStanding(state          , call         )       {
  if (state.operations.runningOn(pathOf(state, call).toLowerCase()) === undefined) return;
  const message = `The resource group '${parameter(call, 'group')}' is in deprovisioning state and cannot perform this operation.`;
  throw gatewayRefusal(409, 'ResourceGroupBeingDeleted', message);
}

/**
 * Policy on a write: what the assignments at and above the resource make of its request, in Azure's order. `append` and `modify`
 * change it, then `deny` sees what became of it; exemptions that have not expired are honoured. What the engine decides here is what
 * the product decides elsewhere. Returns the body to store.
 * Throws RequestDisallowedByPolicy when one objects: effect deny whose condition holds, a value that `append` or a conflict of
 * `modify` does not allow, or a rule that fails while it is evaluated.
 */
function requirePolicyAllows(arm     , call         , resource                                    )             {
  const enforced = enforcedOn(arm, call, resource.id);
  if (enforced === undefined) return resource.body;
  const { policies, context, exemptions } = enforced;
  const request = judgeRequest(policies, resource, context, exemptions);
  requireDecided(request, resource);
  const objection = refusalOf(request, resource, context, arm.state);
  tellDeeds(request, resource.id, objection !== undefined, arm.state, call);
  if (objection !== undefined) throw objection;
  return request.resource.body;
}

/** Whether policies would refuse a write that has not come yet, by what is known of it: what cannot be told, the write itself will show. */
function policyRefusal(arm     , call                                     , resource                                    )                      {
  const enforced = enforcedOn(arm, call, resource.id);
  if (enforced === undefined) return undefined;
  const { policies, context, exemptions } = enforced;
  return refusalOf(judgeRequest(policies, resource, context, exemptions), resource, context, arm.state);
}

function refusalOf(request                  , resource          , context                   , state          )                      {
  const objections = objectionsTo$1(request, context);
  return objections.length === 0 ? undefined : disallowed(resource, objections.map((judgement) => describe$1(judgement, state)));
}

/** What a resource is judged by. */
                    
                                               
                                      
                                            
 

/** What is enforced on a resource by the assignments at and above it; undefined when nothing is. */
function enforcedOn({ state }     , call                                     , id        )                       {
  const policies = objectsInForce('policyAssignments', id, state, call.now)
    .flatMap((assignment) => bindPolicies(assignment, state.policies))
    .filter((policy) => isEnforced(policy, id, state.hierarchy));
  return policies.length === 0 ? undefined : { policies, context: contextOf$2(id, state, call), exemptions: exemptionsFor(id, state, call.now) };
}

/** The objects of a kind that reach a resource, as they bite now. */
function objectsInForce(kind                      , id        , { policies, hierarchy }          , now        )                          {
  return [...policies.values()].flatMap((object) => (object.kind === kind && isBelow(id, object.scope, hierarchy) ? inForce(object, now) ?? [] : []));
}

/** Modes that Resource Manager judges are enforced on writes; the others inside the resource. */
function isEnforced({ assignment, definition }                , id        , hierarchy           )          {
  if (assignment?.enforcementMode === 'DoNotEnforce' || assignment?.notScopes.some((scope) => isBelow(id, scope, hierarchy)) === true) return false;
  return ['all', 'indexed'].includes(definition.mode.toLowerCase());
}

/** Ids do not show that a management group reaches a resource: that is decided here, so that the engine takes the exemption for any. */
function exemptionsFor(id        , state          , now        )                       {
  return objectsInForce('policyExemptions', id, state, now).map(readPolicy).flatMap((parsed) => (parsed.kind === 'exemption' ? [{ ...parsed, scope: '' }] : []));
}

/** A resource of a subscription has no resource group to look at. */
function contextOf$2(id        , state          , call                                     )                    {
  // A resource group stands in none itself.
  const group = parseScope(id) === undefined ? segmentAfter(id, 'resourceGroups') : undefined;
  const subscription = requireSubscription(state.hierarchy, segmentAfter(id, 'subscriptions') ?? '');
  return {
    ...(group === undefined ? {} : { resourceGroup: renderGroup(requireGroup(state, subscription.subscriptionId, group), state) }),
    subscription: subscriptionDocument(subscription),
    requestContext: { apiVersion: call.apiVersion },
    utcNow: new Date(call.now).toISOString().replace('Z', '0000Z'),
  };
}

const deciding                      = new Set(['deny', 'append', 'modify', '']);

/** Azure always decides. Neither letting it pass nor refusing it would be true, so the sandbox says that it cannot tell. */
function requireDecided({ judgements }                  , resource          )       {
  const undecided = judgements.find(({ finding }) => deciding.has(finding.effect) && finding.verdict === 'undetermined');
  if (undecided === undefined) return;
  const { rule, message, effect } = undecided.finding;
  const does = effect === 'append' || effect === 'modify' ? 'changes' : 'denies';
  throw refusal$1(500, 'PolicyUndecidable', `The sandbox cannot tell whether policy '${rule}' ${does} '${resource.name}': ${message}`);
}

/** That a conflict of `modify` is refused with the code of a denial is assumed; that `append` denies is Azure's (azure-policy-language.md §1.10). */
function objectionsTo$1({ judgements, conflicts, resource }                  , context                   )                       {
  const denied = new Set(conflicts.filter(({ isDenied }) => isDenied === true).map(({ policy }) => policy));
  return judgements.filter(({ policy, finding, acts }) => {
    if (finding.verdict === 'error' || (finding.effect === 'deny' && finding.verdict === 'violation') || denied.has(policy)) return true;
    if (finding.effect !== 'append' || acts !== true) return false;
    return (policy.definition.change(inputOf(policy, resource, context), 'append')?.denied ?? []).length > 0;
  });
}

/** A judgement as the refusal shows it, with the non-compliance message of the initiative's member, else the assignment's own. */
function describe$1({ policy, finding }           , state          )                                           {
  const { assignment, referenceId, definition, initiative } = policy;
  const messages = assignment?.nonComplianceMessages ?? [];
  const ownMessage = messages.find((message) => message.referenceId !== undefined && message.referenceId.toLowerCase() === referenceId?.toLowerCase());
  const reason = (ownMessage ?? messages.find((message) => message.referenceId === undefined))?.message;
  return {
    definition: { id: definition.id ?? '', ...named$3(definition.name, definition.displayName), ...versioned(definition.metadata) },
    ...(initiative === undefined ? {} : {
      initiative: { id: initiative.id ?? '', ...named$3(initiative.name, initiative.displayName), ...initiativeVersion(initiative.id, state) },
    }),
    ...(referenceId === undefined ? {} : { referenceId }),
    assignment: {
      id: assignment?.id ?? '',
      ...named$3(assignment?.name, assignment?.displayName),
      scope: assignment?.scope ?? '',
      parameters: at(state.policies.get(assignment?.id?.toLowerCase() ?? '')?.document, 'properties', 'parameters') ?? {},
    },
    effect: finding.effect,
    reasons: inRuleOrder(finding.reasons, at(state.policies.get(definition.id?.toLowerCase() ?? '')?.document, 'properties', 'policyRule', 'if')),
    ...(reason === undefined ? {} : { reason }),
  };
}

function named$3(name                    , displayName                    )                                                          {
  return { name: name ?? '', displayName: displayName ?? name ?? '' };
}

function versioned(metadata            )                                {
  const version = textAt(metadata, 'version');
  return version === undefined ? {} : { version };
}

function initiativeVersion(id                    , state          )                                {
  const metadata = at(state.policies.get(id?.toLowerCase() ?? '')?.document, 'properties', 'metadata');
  return versioned({ version: at(metadata, 'version') });
}

const zoneType = 'Microsoft.Network/privateDnsZones';
const linkType = 'Microsoft.Network/privateDnsZones/virtualNetworkLinks';

/** Another zone of the same name that a network is linked to, if there is one. */
function zoneThatIsLinked(zoneId        , networkId        , { resources }          )                             {
  const name = zoneId.split('/').at(-1) ?? '';
  return resources.ofType(zoneType).find((zone) => (
    sameId(zone.name, name) && !sameId(zone.id, zoneId)
    && resources.childrenOf(zone.id, linkType).some(({ properties }) => sameId(textAt(properties, 'virtualNetwork', 'id') ?? '', networkId))
  ));
}

/** How the making of a link ends that would be the network's second of one name (answer and its shape: public logs of Terraform's); undefined: well. */
function endOfOverlap(link                , state          )                               {
  const network = textAt(link.properties, 'virtualNetwork', 'id');
  const other = link.type !== linkType || network === undefined || link.parentKey === undefined ? undefined : zoneThatIsLinked(link.parentKey, network, state);
  return other === undefined ? undefined : { status: 'Failed', error: { code: 'BadRequest', message: overlapping(other.name) } };
}

function overlapping(zone        )         {
  return `A virtual network cannot be linked to multiple zones with overlapping namespaces. You tried to link virtual network with '${zone}' and '${zone}' zones.`;
}

/** A built-in role, with what it is for. */
                       
                      
                        
                               
                                      
                                          
 

/** The reading and supporting that most roles begin with. */
const common$1 = ['Microsoft.Authorization/*/read', 'Microsoft.Insights/alertRules/*', 'Microsoft.Resources/deployments/*', 'Microsoft.Resources/subscriptions/resourceGroups/read', 'Microsoft.Support/*'];

/**
 * Built-in roles by Microsoft Learn, "Azure built-in roles": those that the bundled definitions name, and a few that everybody knows.
 * The actions are abridged: nothing here is decided by them.
 */
const roles$1                  = [
  {
    id: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
    name: 'Owner',
    description: 'Grants full access to manage all resources, including the ability to assign roles in Azure RBAC.',
    actions: ['*'],
  },
  {
    id: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
    name: 'Contributor',
    description: 'Grants full access to manage all resources, but does not allow you to assign roles in Azure RBAC.',
    actions: ['*'],
    notActions: ['Microsoft.Authorization/*/Delete', 'Microsoft.Authorization/*/Write', 'Microsoft.Authorization/elevateAccess/Action'],
  },
  { id: 'acdd72a7-3385-48ef-bd42-f606fba81ae7', name: 'Reader', description: 'View all resources, but does not allow you to make any changes.', actions: ['*/read'] },
  {
    id: '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
    name: 'User Access Administrator',
    description: 'Lets you manage user access to Azure resources.',
    actions: ['*/read', 'Microsoft.Authorization/*', 'Microsoft.Support/*'],
  },
  {
    id: '36243c78-bf99-498c-9df9-86d9f8d28608',
    name: 'Resource Policy Contributor',
    description: 'Users with rights to create/modify resource policy, create support ticket and read resources/hierarchy.',
    actions: [
      '*/read', 'Microsoft.Authorization/policyassignments/*', 'Microsoft.Authorization/policydefinitions/*', 'Microsoft.Authorization/policyexemptions/*',
      'Microsoft.Authorization/policysetdefinitions/*', 'Microsoft.PolicyInsights/*', 'Microsoft.Support/*',
    ],
  },
  {
    id: 'ed7f3fbd-7b88-4dd4-9017-9adb7ce333f8',
    name: 'Azure Kubernetes Service Contributor Role',
    description: 'Grants access to read and write Azure Kubernetes Service clusters',
    actions: ['Microsoft.ContainerService/managedClusters/read', 'Microsoft.ContainerService/managedClusters/write', 'Microsoft.Resources/deployments/*'],
  },
  {
    id: 'df87f177-bb12-4db1-9793-a413691eff94',
    name: 'Container Registry Cache Rule Administrator',
    description: "Create, Read, Update, and Delete Cache Rules in Container Registry. This role doesn't grant permissions to manage Credential Sets.",
    actions: ['Microsoft.ContainerRegistry/registries/cacheRules/read', 'Microsoft.ContainerRegistry/registries/cacheRules/write', 'Microsoft.ContainerRegistry/registries/cacheRules/delete'],
  },
  {
    id: '3bc748fc-213d-45c1-8d91-9da5725539b9',
    name: 'Container Registry Contributor and Data Access Configuration Administrator',
    description: 'Provides permissions to create, list, and update container registries and registry configuration properties.',
    actions: [...common$1, 'Microsoft.ContainerRegistry/registries/read', 'Microsoft.ContainerRegistry/registries/write', 'Microsoft.ContainerRegistry/registries/delete'],
  },
  {
    id: '7f951dda-4ed3-4680-a7ca-43fe172d538d',
    name: 'AcrPull',
    description: 'acr pull',
    actions: ['Microsoft.ContainerRegistry/registries/pull/read'],
  },
  {
    id: '4d97b98b-1d4f-4787-a291-c67834d212e7',
    name: 'Network Contributor',
    description: 'Lets you manage networks, but not access to them.',
    actions: [...common$1, 'Microsoft.Network/*'],
  },
  {
    id: 'b12aa53e-6015-4669-85d0-8515ebb3ae7f',
    name: 'Private DNS Zone Contributor',
    description: 'Lets you manage private DNS zone resources, but not the virtual networks they are linked to.',
    actions: [...common$1, 'Microsoft.Network/privateDnsZones/*', 'Microsoft.Network/virtualNetworks/join/action', 'Microsoft.Network/virtualNetworks/read'],
  },
  {
    id: 'f1a07417-d97a-45cb-824c-7a7467783830',
    name: 'Managed Identity Operator',
    description: 'Read and Assign User Assigned Identity',
    actions: [...common$1, 'Microsoft.ManagedIdentity/userAssignedIdentities/*/read', 'Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action'],
  },
];

/**
 * Lower-case guids of the roles that can be assigned: those above, and those that bundled and given definitions ask for in
 * `roleDefinitionIds`. Azure has hundreds more.
 */
function assignableRoles(builtIns                       )                      {
  const asked = [...bundledDefinitions.map(({ document }) => document), ...builtIns].flatMap((document) => {
    const properties = memberIgnoringCase(document, 'properties') ?? document;
    const details = ['policyRule', 'then', 'details', 'roleDefinitionIds'].reduce         (memberIgnoringCase, properties);
    return Array.isArray(details) ? details.filter((id) => typeof id === 'string').map(guidIn) : [];
  });
  return new Set([...roles$1.map(({ id }) => id), ...asked]);
}

/** The guid at the end of a role definition's id, lower case. */
function guidIn(roleDefinitionId        )         {
  return roleDefinitionId.slice(roleDefinitionId.lastIndexOf('/') + 1).toLowerCase();
}

/** When most built-in roles were written first, and when all of them were changed (byo-acr-create.json, of one): that they have times matters to a client, which it is does not. */
const [madeAt, changedAt] = [Date.parse('2018-10-22T19:01:56.822Z'), Date.parse('2021-11-11T20:13:08.877Z')];

/** A role as ARM answers it at a scope: its id begins with the subscription that was asked, if one was. */
function renderRole({ id, name, description, actions, notActions = [] }      , scope        )             {
  const [subscription = ''] = /^\/subscriptions\/[^/]+/i.exec(scope) ?? [];
  return {
    properties: {
      roleName: name,
      type: 'BuiltInRole',
      description,
      assignableScopes: ['/'],
      permissions: [{ actions, notActions, dataActions: [], notDataActions: [] }],
      createdOn: toFixedAzureTime(madeAt, id),
      updatedOn: toFixedAzureTime(changedAt, `updated ${id}`),
      createdBy: null,
      updatedBy: null,
    },
    id: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${id}`,
    type: 'Microsoft.Authorization/roleDefinitions',
    name: id,
  };
}

/** Built-in roles that allow what a cluster's identities do. A role with a condition is not asked for its condition. */
const allowing = {
  joinSubnet: [roles$2.networkContributor, roles$2.contributor, roles$2.owner],
  writeZone: [roles$2.privateDnsZoneContributor, roles$2.contributor, roles$2.owner],
  assignIdentity: [roles$2.managedIdentityOperator, roles$2.contributor, roles$2.owner],
  pull: [roles$2.acrPull, roles$2.acrPush, roles$2.reader, roles$2.contributor, roles$2.owner],
  pullByRepository: [roles$2.repositoryReader, roles$2.repositoryWriter, roles$2.repositoryContributor],
}                                                               ;

/** Whether a principal has one of the roles on a scope, or above it, at a moment: a role counts only some time after it was given. */
function hasRole(principalId        , accepted                   , scope        , at        , { state, settings }     )          {
  for (const assignment of state.roleAssignments.values()) {
    const isTheirs = assignment.principalId.toLowerCase() === principalId.toLowerCase() && assignment.createdAt + settings.roleDelay <= at;
    if (isTheirs && accepted.includes(guidIn(assignment.roleDefinitionId)) && isBelow(scope, assignment.scope, state.hierarchy)) return true;
  }
  return false;
}

/** Refuses a private cluster whose identity may not write the zone that the user made for it (text: AKS troubleshooting, "CustomPrivateDNSZoneMissingPermissionError"). */
function requireZoneAccess(principalId        , body            , now        , arm     )       {
  const zone = customZone(body['properties']);
  if (zone === undefined || arm.state.resources.find(zone) === undefined || hasRole(principalId, allowing.writeZone, zone, now, arm)) return;
  throw aksRefusal(
    400,
    'CustomPrivateDNSZoneMissingPermissionError',
    `Service principal or user-assigned identity must be given permission to read and write to custom private dns zone ${zone}. Check access result not allowed for action Microsoft.Network/privateDnsZones/read.`,
  );
}

/**
 * How the making of a private cluster ends whose zone AKS cannot link to the network of the nodes: another zone of that name is linked already, or its identity
 * may only join the subnet (aks-network-isolation.md 2.2, 3.3; the text is AKS troubleshooting's, "CreateOrUpdateVirtualNetworkLinkFailed"). Undefined: well.
 */
function endOfUnlinked(cluster         , now        , arm     )                               {
  const { state } = arm;
  const zone = customZone(cluster.properties);
  const [identity] = Object.keys(asObject(cluster.identity?.['userAssignedIdentities']));
  if (zone === undefined || identity === undefined || state.resources.find(zone) === undefined) return undefined;
  const { principalId } = idsOfIdentity(identity);
  for (const { properties } of cluster.pools) {
    const network = state.resources.find(/^(.*)\/subnets\/[^/]+$/i.exec(textAt(properties, 'vnetSubnetID') ?? '')?.[1] ?? '');
    if (network === undefined) continue;
    const other = zoneThatIsLinked(zone, network.id, state);
    const why = other === undefined
      ? `The client with object id '${principalId}' does not have permission to perform action(s) 'Microsoft.Network/virtualNetworks/join/action' on the linked scope(s) '${network.id}'`
      : overlapping(zone.split('/').at(-1) ?? '');
    if (other === undefined && hasRole(principalId, allowing.joinSubnet, network.id, now, arm)) continue;
    const { subscriptionId = '', resourceGroup = '', name = '' } = parseResourceId(zone) ?? {};
    const message = `Reconcile private dns failed. Details: Create or update virtual network link failed. Subscription: ${subscriptionId}; resource group: ${resourceGroup}; private dns zone: ${name}; `
      + `virtual network link: ${cluster.name}. Message: ${why}`;
    return { status: 'Failed', error: { code: 'CreateOrUpdateVirtualNetworkLinkFailed', message } };
  }
  return undefined;
}

/** The id of the zone of the user's that a private API server is found by. */
function customZone(properties         )                     {
  const zone = textAt(properties, 'apiServerAccessProfile', 'privateDNSZone');
  return at(properties, 'apiServerAccessProfile', 'enablePrivateCluster') === true && zone?.startsWith('/') === true ? zone : undefined;
}

/**
 * Refuses a cluster whose user-assigned control plane identity cannot do what it has to: join the subnets, give nodes their kubelet identity, and write the zone of its API server
 * (aks-network-isolation.md 2.2 and 3.3, 7). What stands nowhere in the sandbox is not asked about: its rights may lie there as well. The rights of a
 * system-assigned identity are not looked at: before its cluster there is nobody to give them to.
 */
function requireControlPlaneAccess(id        , body            , now        , arm     )       {
  if (textAt(body, 'identity', 'type') !== 'UserAssigned') return;
  const [identity] = Object.keys(asObject(at(body, 'identity', 'userAssignedIdentities')));
  if (identity === undefined) return;
  const { principalId } = idsOfIdentity(identity);
  const kubelet = textAt(body, 'properties', 'identityProfile', 'kubeletidentity', 'resourceId');
  if (kubelet !== undefined && isThere$1(kubelet, arm) && !hasRole(principalId, allowing.assignIdentity, kubelet, now, arm)) {
    throw aksRefusal(
      400,
      'CustomKubeletIdentityMissingPermissionError',
      `The cluster user assigned identity must be given permission to assign kubelet identity ${kubelet}. Check access result not allowed for action Microsoft.ManagedIdentity/userAssignedIdentities/assign/action.`,
    );
  }
  requireZoneAccess(principalId, body, now, arm);
  const closed = subnetsIn(body).find((subnet) => isThere$1(subnet, arm) && !hasRole(principalId, allowing.joinSubnet, subnet, now, arm));
  if (closed === undefined) return;
  throw aksRefusal(
    403,
    'LinkedAuthorizationFailed',
    `The client with object id '${principalId}' has permission to perform action 'Microsoft.ContainerService/managedClusters/write' on scope '${id}'; however, it does not have permission to `
    + `perform action(s) 'Microsoft.Network/virtualNetworks/subnets/join/action' on the linked scope(s) '${closed}' (respectively) or the linked scope(s) are invalid.`,
  );
}

function subnetsIn(body            )                    {
  const pools = arrayAt(body, 'properties', 'agentPoolProfiles').filter(isJsonObject);
  return [...pools.flatMap((pool) => [textAt(pool, 'vnetSubnetID'), textAt(pool, 'podSubnetID')]), textAt(body, 'properties', 'apiServerAccessProfile', 'subnetId')].filter((id) => id !== undefined);
}

function isThere$1(id        , { state }     )          {
  return state.resources.find(id) !== undefined;
}

/** vCPUs of the nodes of a pool; those of a size whose name does not tell are not counted. */
function coresOf({ properties }                               )         {
  return Number(properties['count'] ?? 0) * (machineSize(textAt(properties, 'vmSize') ?? '')?.vCpus ?? 0);
}

/** What a subscription uses in a location: `cores`, and each family (REST reference, "Usage - List"). */
function usagesIn(subscription        , location        , { state, settings }     )                        {
  const pools = poolsIn(subscription, location, state);
  const families = new Map                ();
  for (const pool of pools) {
    const family = machineSize(textAt(pool.properties, 'vmSize') ?? '')?.family;
    if (family !== undefined) families.set(family, (families.get(family) ?? 0) + coresOf(pool));
  }
  const usage = (value        , localizedValue        , currentValue        )             => ({ unit: 'Count', currentValue, limit: settings.coreQuota, name: { value, localizedValue } });
  return [
    usage('cores', 'Total Regional vCPUs', pools.reduce((sum, pool) => sum + coresOf(pool), 0)),
    ...[...families].map(([family, cores]) => usage(family, `${family} vCPUs`, cores)),
  ];
}

/** Refuses new nodes of a size that the subscription cannot have (the text is that of public issues of Azure/AKS), and those for which the location has no cores left (AKS troubleshooting, "InsufficientVCPUQuota"). What stands besides while nodes are made anew is not counted. */
function requireCores(cluster                                  , added                      , { state, settings }     )       {
  const refused = added.map(({ properties }) => textAt(properties, 'vmSize') ?? '').find((size) => settings.restrictedSizes.has(size.toLowerCase()));
  if (refused !== undefined) throw aksRefusal(400, 'BadRequest', `The VM size of ${refused} is not allowed in your subscription in location '${cluster.location}'. For more details, please visit https://aka.ms/cpu-quota.`);
  const wanted = added.reduce((sum, pool) => sum + coresOf(pool), 0);
  const left = settings.coreQuota - poolsIn(subscriptionOf(cluster), cluster.location, state).reduce((sum, pool) => sum + coresOf(pool), 0);
  if (wanted === 0 || wanted <= left) return;
  throw aksRefusal(400, 'ErrCode_InsufficientVCPUQuota', `Insufficient regional vcpu quota left for location ${cluster.location}. left regional vcpu quota ${left}, requested quota ${wanted}. If you want to increase the quota, please follow this instruction: https://learn.microsoft.com/en-us/azure/quotas/view-quotas.`);
}

function poolsIn(subscription        , location        , { clusters }          )                       {
  return [...clusters.values()].filter((cluster) => cluster.location === location && subscriptionOf(cluster).toLowerCase() === subscription.toLowerCase()).flatMap(({ pools }) => pools);
}

/**
 * What callers cannot set, by type: members that are read-only in the published types (Azure/bicep-types-az, of the versions in `src/arm/api-versions.ts`),
 * held by `__tests__/sandbox/published/read-only.test.ts`. `x.y` is `properties.x.y`, `/x.y` is at the root, `[*]` is any element, `*` is any member. Left out
 * are `id`, `name`, `type` and `etag` at the root, which nothing is made of, and the insides of other resources that a document points to.
 */
const readOnlyWords                                   = {
  'Microsoft.ContainerRegistry/registries': `
    loginServer creationDate provisioningState status policies.retentionPolicy.lastUpdatedTime encryption.keyVaultProperties.versionedKeyIdentifier
    encryption.keyVaultProperties.keyRotationEnabled encryption.keyVaultProperties.lastKeyRotationTimestamp dataEndpointHostNames
    privateEndpointConnections /sku.tier /identity.principalId /identity.tenantId /identity.userAssignedIdentities.*.principalId
    /identity.userAssignedIdentities.*.clientId /systemData
  `,
  'Microsoft.ContainerRegistry/registries/cacheRules': `
    creationDate provisioningState /systemData
  `,
  'Microsoft.ContainerRegistry/registries/privateEndpointConnections': `
    provisioningState /systemData
  `,
  'Microsoft.ContainerRegistry/registries/replications': `
    provisioningState status /systemData
  `,
  'Microsoft.Network/virtualNetworks': `
    addressSpace.ipamPoolPrefixAllocations[*].allocatedAddressPrefixes resourceGuid provisioningState bgpCommunities.regionalCommunity flowLogs
    defaultPublicNatGateway
  `,
  'Microsoft.Network/virtualNetworks/subnets': `
    serviceEndpoints[*].provisioningState privateEndpoints ipConfigurations ipConfigurationProfiles resourceNavigationLinks serviceAssociationLinks
    delegations[*].properties.actions delegations[*].properties.provisioningState delegations[*].etag purpose provisioningState
    applicationGatewayIPConfigurations[*].properties.provisioningState applicationGatewayIPConfigurations[*].etag
    applicationGatewayIPConfigurations[*].type ipamPoolPrefixAllocations[*].allocatedAddressPrefixes
  `,
  'Microsoft.Network/virtualNetworks/virtualNetworkPeerings': `
    localAddressSpace.ipamPoolPrefixAllocations[*].allocatedAddressPrefixes
    localVirtualNetworkAddressSpace.ipamPoolPrefixAllocations[*].allocatedAddressPrefixes
    remoteAddressSpace.ipamPoolPrefixAllocations[*].allocatedAddressPrefixes
    remoteVirtualNetworkAddressSpace.ipamPoolPrefixAllocations[*].allocatedAddressPrefixes remoteBgpCommunities.regionalCommunity
    remoteVirtualNetworkEncryption provisioningState resourceGuid
  `,
  'Microsoft.Network/networkSecurityGroups': `
    defaultSecurityRules networkInterfaces subnets flowLogs resourceGuid provisioningState
  `,
  'Microsoft.Network/networkSecurityGroups/securityRules': `
    provisioningState
  `,
  'Microsoft.Network/routeTables': `
    subnets provisioningState resourceGuid
  `,
  'Microsoft.Network/routeTables/routes': `
    provisioningState hasBgpOverride
  `,
  'Microsoft.Network/natGateways': `
    subnets resourceGuid provisioningState
  `,
  'Microsoft.Network/publicIPAddresses': `
    ipConfiguration resourceGuid provisioningState
  `,
  'Microsoft.Network/publicIPPrefixes': `
    ipPrefix publicIPAddresses loadBalancerFrontendIpConfiguration resourceGuid provisioningState
  `,
  'Microsoft.Network/loadBalancers': `
    frontendIPConfigurations[*].properties.inboundNatRules frontendIPConfigurations[*].properties.inboundNatPools
    frontendIPConfigurations[*].properties.outboundRules frontendIPConfigurations[*].properties.loadBalancingRules
    frontendIPConfigurations[*].properties.provisioningState frontendIPConfigurations[*].etag frontendIPConfigurations[*].type
    backendAddressPools[*].properties.loadBalancerBackendAddresses[*].properties.networkInterfaceIPConfiguration
    backendAddressPools[*].properties.loadBalancerBackendAddresses[*].properties.inboundNatRulesPortMapping
    backendAddressPools[*].properties.backendIPConfigurations backendAddressPools[*].properties.loadBalancingRules
    backendAddressPools[*].properties.outboundRule backendAddressPools[*].properties.outboundRules backendAddressPools[*].properties.inboundNatRules
    backendAddressPools[*].properties.provisioningState backendAddressPools[*].etag backendAddressPools[*].type
    loadBalancingRules[*].properties.provisioningState loadBalancingRules[*].etag loadBalancingRules[*].type probes[*].properties.loadBalancingRules
    probes[*].properties.provisioningState probes[*].etag probes[*].type inboundNatRules[*].properties.backendIPConfiguration
    inboundNatRules[*].properties.provisioningState inboundNatRules[*].etag inboundNatRules[*].type inboundNatPools[*].properties.provisioningState
    inboundNatPools[*].etag inboundNatPools[*].type outboundRules[*].properties.provisioningState outboundRules[*].etag outboundRules[*].type
    resourceGuid provisioningState
  `,
  'Microsoft.Network/virtualNetworkGateways': `
    ipConfigurations[*].properties.privateIPAddress ipConfigurations[*].properties.provisioningState ipConfigurations[*].etag sku.capacity
    vpnClientConfiguration.vpnClientAddressPool.ipamPoolPrefixAllocations[*].allocatedAddressPrefixes
    vpnClientConfiguration.vpnClientRootCertificates[*].properties.provisioningState vpnClientConfiguration.vpnClientRootCertificates[*].etag
    vpnClientConfiguration.vpnClientRevokedCertificates[*].properties.provisioningState vpnClientConfiguration.vpnClientRevokedCertificates[*].etag
    vpnClientConfiguration.vngClientConnectionConfigurations[*].properties.vpnClientAddressPool.ipamPoolPrefixAllocations[*].allocatedAddressPrefixes
    vpnClientConfiguration.vngClientConnectionConfigurations[*].properties.provisioningState
    vpnClientConfiguration.vngClientConnectionConfigurations[*].etag virtualNetworkGatewayPolicyGroups[*].properties.vngClientConnectionConfigurations
    virtualNetworkGatewayPolicyGroups[*].properties.provisioningState virtualNetworkGatewayPolicyGroups[*].etag
    bgpSettings.bgpPeeringAddresses[*].defaultBgpIpAddresses bgpSettings.bgpPeeringAddresses[*].tunnelIpAddresses
    customRoutes.ipamPoolPrefixAllocations[*].allocatedAddressPrefixes resourceGuid provisioningState inboundDnsForwardingEndpoint
    natRules[*].properties.provisioningState natRules[*].etag natRules[*].type /identity.principalId /identity.tenantId
    /identity.userAssignedIdentities.*.principalId /identity.userAssignedIdentities.*.clientId
  `,
  'Microsoft.Network/virtualHubs': `
    provisioningState virtualHubRouteTableV2s[*].properties.provisioningState virtualHubRouteTableV2s[*].etag routingState bgpConnections
    ipConfigurations routeMaps /kind
  `,
  'Microsoft.Network/virtualHubs/ipConfigurations': `
    provisioningState
  `,
  'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections': `
    routingConfiguration.vnetRoutes.bgpConnections provisioningState
  `,
  'Microsoft.Network/privateEndpoints': `
    networkInterfaces provisioningState privateLinkServiceConnections[*].properties.provisioningState privateLinkServiceConnections[*].type
    privateLinkServiceConnections[*].etag manualPrivateLinkServiceConnections[*].properties.provisioningState
    manualPrivateLinkServiceConnections[*].type manualPrivateLinkServiceConnections[*].etag ipConfigurations[*].type ipConfigurations[*].etag
  `,
  'Microsoft.Network/privateEndpoints/privateDnsZoneGroups': `
    provisioningState privateDnsZoneConfigs[*].properties.recordSets
  `,
  'Microsoft.Network/networkInterfaces': `
    virtualMachine privateEndpoint ipConfigurations[*].properties.applicationGatewayBackendAddressPools[*].properties.backendIPConfigurations
    ipConfigurations[*].properties.applicationGatewayBackendAddressPools[*].properties.provisioningState
    ipConfigurations[*].properties.applicationGatewayBackendAddressPools[*].etag
    ipConfigurations[*].properties.applicationGatewayBackendAddressPools[*].type ipConfigurations[*].properties.provisioningState
    ipConfigurations[*].properties.privateLinkConnectionProperties ipConfigurations[*].etag ipConfigurations[*].type tapConfigurations
    dnsSettings.appliedDnsServers dnsSettings.internalFqdn dnsSettings.internalDomainNameSuffix macAddress primary vnetEncryptionSupported
    defaultOutboundConnectivityEnabled hostedWorkloads dscpConfiguration resourceGuid provisioningState
  `,
  'Microsoft.Network/privateDnsZones': `
    maxNumberOfRecordSets numberOfRecordSets maxNumberOfVirtualNetworkLinks numberOfVirtualNetworkLinks maxNumberOfVirtualNetworkLinksWithRegistration
    numberOfVirtualNetworkLinksWithRegistration provisioningState internalId /systemData
  `,
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks': `
    virtualNetworkLinkState provisioningState /systemData
  `,
  'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials': `
    /systemData
  `,
  'Microsoft.ManagedIdentity/userAssignedIdentities': `
    tenantId principalId clientId /systemData
  `,
  'Microsoft.Network/privateDnsZones/A': `
    fqdn isAutoRegistered /systemData
  `,
  'Microsoft.ContainerService/managedClusters': `
    provisioningState powerState maxAgentPools currentKubernetesVersion fqdn privateFQDN azurePortalFQDN agentPoolProfiles[*].eTag
    agentPoolProfiles[*].currentOrchestratorVersion agentPoolProfiles[*].provisioningState agentPoolProfiles[*].status.provisioningError
    agentPoolProfiles[*].localDNSProfile.state addonProfiles.*.identity podIdentityProfile.userAssignedIdentities[*].provisioningState
    podIdentityProfile.userAssignedIdentities[*].provisioningInfo oidcIssuerProfile.issuerURL networkProfile.loadBalancerProfile.effectiveOutboundIPs
    networkProfile.natGatewayProfile.effectiveOutboundIPs privateLinkResources[*].privateLinkServiceID ingressProfile.webAppRouting.identity
    resourceUID status.provisioningError /eTag /identity.principalId /identity.tenantId /identity.userAssignedIdentities.*.principalId
    /identity.userAssignedIdentities.*.clientId /systemData
  `,
  'Microsoft.ContainerService/managedClusters/agentPools': `
    eTag currentOrchestratorVersion provisioningState status.provisioningError localDNSProfile.state /systemData
  `,
  'Microsoft.Authorization/policySetDefinitions': `
    policyDefinitions[*].latestDefinitionVersion policyDefinitions[*].effectiveDefinitionVersion /systemData
  `,
  'Microsoft.Authorization/policyAssignments': `
    latestDefinitionVersion effectiveDefinitionVersion scope instanceId /identity.principalId /identity.tenantId
    /identity.userAssignedIdentities.*.principalId /identity.userAssignedIdentities.*.clientId /systemData
  `,
};

/** The members to leave out, by their lower-case names; `undefined`: the member itself. `[*]` leads to elements, `*` to any member. */
                                                  
                                                        

/**
 * A body without what callers cannot set: it is passed over, as Azure does, so that a document that was read may be sent back as it is. The names of
 * members are one whatever their case. The body itself when there is nothing of it in it.
 */
function withoutReadOnly(type        , body            )             {
  const tree = trees.get(type);
  return tree === undefined ? body : withoutMembers(body, tree);
}

const trees                            = new Map(Object.entries(readOnlyWords).map(([type, words]) => [type, treeOf(words.trim().split(/\s+/))]));

function treeOf(words                   )       {
  const root              = new Map();
  for (const word of words) {
    const path = word.startsWith('/') ? word.slice(1) : `properties.${word}`;
    const steps = path.replaceAll('[*]', '.[*]').toLowerCase().split('.');
    const last = steps.pop() ?? '';
    let here = root;
    for (const step of steps) {
      const next = here.get(step) ?? new Map                                 ();
      here.set(step, next);
      here = next;
    }
    here.set(last, undefined);
  }
  return root;
}

function withoutMembers(object            , tree      )             {
  const entries = Object.entries(object).flatMap(([name, value])                                          => {
    const key = tree.has('*') ? '*' : name.toLowerCase();
    if (!tree.has(key)) return [[name, value]];
    const below = tree.get(key);
    return below === undefined ? [] : [[name, without(value, below)]];
  });
  const isWhole = entries.length === Object.keys(object).length && entries.every(([name, value]) => value === object[name]);
  return isWhole ? object : Object.fromEntries(entries);
}

function without(value         , tree      )          {
  if (isJsonObject(value)) return withoutMembers(value, tree);
  const elements = tree.get('[*]');
  return Array.isArray(value) && elements !== undefined ? value.map((element) => without(element, elements)) : value;
}

const handled$2                      = new Set([
  'networkPlugin', 'networkPluginMode', 'networkPolicy', 'networkDataplane', 'loadBalancerSku', 'loadBalancerProfile', 'natGatewayProfile',
  'podCidr', 'serviceCidr', 'dnsServiceIP', 'outboundType', 'podCidrs', 'serviceCidrs', 'ipFamilies',
]);

/**
 * What AKS makes of a `networkProfile` (ground-truth/README.md, "What the service makes of a PUT", 4). Assumed: what an update
 * leaves out keeps its value, the outbound type included, except that the profiles of load balancer and NAT gateway follow the
 * outbound type. `effectiveOutboundIPs` are shown by `render.ts` once they exist.
 */
function completeNetwork(sent            , existing            )             {
  const kept = (member        )          => sent[member] ?? existing[member];
  const plugin = kept('networkPlugin') ?? 'kubenet';
  const mode = kept('networkPluginMode');
  const outboundType = outboundTypeOf(sent, existing);
  const podCidr = kept('podCidr') ?? (plugin === 'kubenet' || mode === 'overlay' ? '10.244.0.0/16' : undefined);
  const serviceCidr = kept('serviceCidr') ?? '10.0.0.0/16';
  return compact({
    networkPlugin: plugin,
    networkPluginMode: mode,
    networkPolicy: kept('networkPolicy') ?? 'none',
    networkDataplane: kept('networkDataplane') ?? 'azure',
    loadBalancerSku: kept('loadBalancerSku') ?? 'standard',
    loadBalancerProfile: completeLoadBalancer(outboundType, asObject(sent['loadBalancerProfile'])),
    natGatewayProfile: outboundType === 'managedNATGateway' || outboundType === 'managedNATGatewayV2'
      ? { managedOutboundIPProfile: { count: 1 }, idleTimeoutInMinutes: 4, ...withoutEffective(asObject(sent['natGatewayProfile'])) }
      : undefined,
    podCidr,
    serviceCidr,
    dnsServiceIP: kept('dnsServiceIP') ?? '10.0.0.10',
    outboundType,
    podCidrs: kept('podCidrs') ?? (podCidr === undefined ? undefined : [podCidr]),
    serviceCidrs: kept('serviceCidrs') ?? [serviceCidr],
    ipFamilies: kept('ipFamilies') ?? ['IPv4'],
    ...omit(sent, handled$2),
  });
}

/** The outbound type that a PUT asks for: the one it names, else the living one, else a new cluster's default. */
function outboundTypeOf(sent            , existing            )         {
  return textAt(sent, 'outboundType') ?? textAt(existing, 'outboundType') ?? 'loadBalancer';
}

/** `backendPoolType` is answered whatever the outbound type; the addresses only with a load balancer. */
function completeLoadBalancer(outboundType        , sent            )             {
  const backendPoolType = sent['backendPoolType'] ?? 'nodeIPConfiguration';
  if (outboundType !== 'loadBalancer') return { backendPoolType };
  const own = arrayAt(sent, 'outboundIPs', 'publicIPs').length + arrayAt(sent, 'outboundIPPrefixes', 'publicIPPrefixes').length > 0;
  return { ...(own ? {} : { managedOutboundIPs: { count: 1 } }), ...withoutEffective(sent), backendPoolType };
}

function withoutEffective(profile            )             {
  return omit(profile, new Set(['effectiveOutboundIPs']));
}

/** A property that is fixed from creation on. */
function changed(path        )          {
  return aksRefusal(400, 'PropertyChangeNotAllowed', `Changing property '${path}' is not allowed.`, path);
}

/** A property without which there is no cluster. */
function missing$2(path        )          {
  return aksRefusal(400, 'InvalidParameter', `Required parameter ${path} is missing (null).`, path);
}

/** A property with a value that cannot be. */
function invalid$5(path        , value        , why        )          {
  return aksRefusal(400, 'InvalidParameter', `The value of parameter ${path} is invalid. Error details: '${value}': ${why}.`, path);
}

/** The Kubernetes versions that the sandbox offers: minor versions, each with its newest patch. Azure offers a few patches of each, not all that ever were. */
const offered                              = new Map([
  // 1.30.10 is what a cluster asked for 1.30 was given in managed-acr-create.json; the patches of the others are examples.
  ['1.30', 10],
  ['1.31', 13],
  ['1.32', 9],
  ['1.33', 6],
  ['1.34', 2],
  ['1.35', 1],
]);
/** How many patches before the newest are offered besides; the documentation's 1.30.3 is no more (Azure/terraform pull request 494). */
const olderPatches = 2;

/** Those of the list, oldest first, each with its newest patch: `1.30` with `1.30.10`. */
const offeredVersions                                                                = [...offered].map(([minor, patch]) => ({ minor, patch: `${minor}.${patch}` }));

/** What a cluster gets that names no version; the service then answers the full one (sdk-js-create.json). */
const defaultKubernetesVersion = '1.34.2';

/** The version that runs when `version` is asked for (`1.30` → `1.30.10`), or undefined when it is not offered. */
function resolveKubernetesVersion(version        )                     {
  const [, minor = '', patch] = /^(1\.\d{1,3})(?:\.(\d{1,3}))?$/.exec(version) ?? [];
  const newest = offered.get(minor);
  if (newest === undefined) return undefined;
  const wanted = patch === undefined ? newest : Number(patch);
  return wanted <= newest && wanted >= newest - olderPatches ? `${minor}.${wanted}` : undefined;
}

/** Refuses a version that is not offered; one that lives on is not asked about. */
function requireOffered(version         , living                    )       {
  // An empty text asks for the default, as Azure CLI does.
  if (version === undefined || version === null || version === '' || version === living || (typeof version === 'string' && resolveKubernetesVersion(version) !== undefined)) return;
  throw aksRefusal(
    400,
    'K8sVersionNotSupported',
    `Managed cluster is on version ${JSON.stringify(version)}, which is not supported in this region. Please use [az aks get-versions] command to get the `
    + 'supported version list in this region. For more information, please check https://aka.ms/supported-version-list',
  );
}

/** What a version can be brought to: the next minor one. */
function upgradesOf(version        )                    {
  const [, minor] = version.split('.');
  return offeredVersions.filter((candidate) => Number(candidate.minor.split('.')[1]) === Number(minor) + 1).map(({ patch }) => patch);
}

/** A pool starts on the first image and is brought to the second by upgradeNodeImageVersion, so that an upgrade can be seen. */
const nodeImages = {
  Linux: ['AKSUbuntu-2204gen2containerd-202610.19.0', 'AKSUbuntu-2204gen2containerd-202611.02.0'],
  Windows: ['AKSWindows-2022-containerd-20348.4294.251014', 'AKSWindows-2022-containerd-20348.4405.251111'],
}         ;

/** How many a pool remembers; the documentation names no number. */
const remembered = 3;

/** The images that a pool had before, with the one that it has until now. */
function rememberedImages({ properties, recentImages = [] }           , now        )                         {
  const image = textAt(properties, 'nodeImageVersion');
  return image === undefined ? recentImages : [{ image, until: now }, ...recentImages.filter((recent) => recent.image !== image)].slice(0, remembered);
}

/**
 * The image that a PUT of a living pool asks to go back to: since 2026-04-01 another one than it has is such a request, also when it is only what was read before an
 * upgrade (aks-network-isolation.md 4.4, 2). Undefined: none. Throws for one that the pool did not have lately; the text is ours.
 */
function requireRollback(name        , sent            , existing                       , apiVersion        )                     {
  const wanted = textAt(sent, 'nodeImageVersion');
  if (existing === undefined || wanted === undefined || !writesImages(apiVersion) || wanted === textAt(existing.properties, 'nodeImageVersion')) return undefined;
  if (existing.recentImages?.some(({ image }) => image === wanted) === true) return wanted;
  throw invalid$5('agentPoolProfile.nodeImageVersion', wanted, `agent pool '${name}' can only be rolled back to one of its recently used versions`);
}

/** The pool after it went back to the image that was asked for: its nodes are others now. */
function rolledBack(pool           , nodes       )            {
  const { rollsBackTo, ...rest } = pool;
  if (rollsBackTo === undefined) return pool;
  return { ...rest, properties: { ...pool.properties, nodeImageVersion: rollsBackTo }, nodes, recentImages: rememberedImages(pool, nodes.madeAt), etag: newEtag() };
}

/** "Agent Pools - Get Upgrade Profile": the versions that it can be brought to, the newest image, and those to which a pool can go back. */
function renderUpgradeProfile(cluster         , pool           , latest        )             {
  const { currentOrchestratorVersion, osType } = pool.properties;
  return {
    id: `${poolId(cluster, pool.name)}/upgradeProfiles/default`,
    name: 'default',
    type: 'Microsoft.ContainerService/managedClusters/agentPools/upgradeProfiles',
    properties: {
      kubernetesVersion: currentOrchestratorVersion,
      osType,
      upgrades: upgradesOf(textAt(pool.properties, 'currentOrchestratorVersion') ?? defaultKubernetesVersion).map((kubernetesVersion) => ({ kubernetesVersion })),
      latestNodeImageVersion: latest,
      recentlyUsedVersions: (pool.recentImages ?? []).map(({ image, until }) => ({ orchestratorVersion: currentOrchestratorVersion, nodeImageVersion: image, timestamp: toAzureTime(until, image) })),
    },
  };
}

/** What a pool inherits from its cluster. */
                                   
                                     
                                      
                                          
                        
                    
                              
 

/** Never stored as sent: made by the service, shown by `render.ts`, or placed by `completePool` below. */
const handled$1                      = new Set([
  'name', 'count', 'vmSize', 'osDiskSizeGB', 'osDiskType', 'kubeletDiskType', 'vnetSubnetID', 'maxPods', 'type', 'maxCount', 'minCount',
  'enableAutoScaling', 'scaleDownMode', 'provisioningState', 'status', 'powerState', 'orchestratorVersion', 'currentOrchestratorVersion',
  'enableNodePublicIP', 'nodeLabels', 'mode', 'enableEncryptionAtHost', 'enableUltraSSD', 'osType', 'osSKU', 'nodeImageVersion',
  'upgradeSettings', 'enableFIPS', 'securityProfile', 'nodeTaints', 'scaleSetPriority', 'scaleSetEvictionPolicy', 'spotMaxPrice', 'eTag',
]);

/**
 * What AKS makes of a pool that it is sent, as entry of `agentPoolProfiles` or alone: defaults added, values dropped
 * (ground-truth/README.md, "What the service makes of a PUT", 2 and 5). Members that
 * the sandbox does not know are kept.
 */
function completePool(name        , sentAsIs            , existing                       , around                  )            {
  const sent = withoutNulls(sentAsIs);
  // What a caller leaves out on update and the service has once decided stays decided.
  const kept = (member        )          => sent[member] ?? existing?.properties[member];
  const osType = textAt({ osType: kept('osType') }, 'osType') ?? 'Linux';
  const version = textAt({ version: kept('orchestratorVersion') }, 'version') ?? around.kubernetesVersion;
  const spot = sent['scaleSetPriority'] === 'Spot';
  const labels = asObject(sent['nodeLabels']);
  const properties = compact({
    count: kept('count') ?? 1,
    vmSize: kept('vmSize') ?? 'Standard_DS2_v2',
    osDiskSizeGB: kept('osDiskSizeGB') ?? 128,
    osDiskType: kept('osDiskType') ?? 'Managed',
    kubeletDiskType: kept('kubeletDiskType') ?? 'OS',
    vnetSubnetID: kept('vnetSubnetID'),
    maxPods: kept('maxPods') ?? defaultMaxPods(around.networkProfile),
    type: kept('type') ?? 'VirtualMachineScaleSets',
    maxCount: sent['maxCount'],
    minCount: sent['minCount'],
    enableAutoScaling: sent['enableAutoScaling'],
    scaleDownMode: sent['scaleDownMode'] ?? 'Delete',
    powerState: { code: textAt(sent, 'powerState', 'code') ?? 'Running' },
    orchestratorVersion: version,
    currentOrchestratorVersion: resolveKubernetesVersion(version) ?? version,
    enableNodePublicIP: sent['enableNodePublicIP'],
    nodeLabels: Object.keys(labels).length === 0 ? undefined : labels,
    nodeTaints: arrayAt(sent, 'nodeTaints').length === 0 ? undefined : sent['nodeTaints'],
    mode: kept('mode') ?? 'User',
    enableEncryptionAtHost: sent['enableEncryptionAtHost'],
    enableUltraSSD: sent['enableUltraSSD'],
    osType,
    osSKU: kept('osSKU') ?? (osType === 'Windows' ? 'Windows2022' : 'Ubuntu'),
    nodeImageVersion: existing?.properties['nodeImageVersion'] ?? nodeImages[osType === 'Windows' ? 'Windows' : 'Linux'][0],
    scaleSetPriority: spot ? 'Spot' : undefined,
    scaleSetEvictionPolicy: spot ? sent['scaleSetEvictionPolicy'] ?? 'Delete' : undefined,
    spotMaxPrice: spot ? sent['spotMaxPrice'] ?? -1 : undefined,
    upgradeSettings: { maxSurge: '10%', ...asObject(sent['upgradeSettings']) },
    enableFIPS: kept('enableFIPS') ?? false,
    securityProfile: { enableVTPM: false, enableSecureBoot: false, ...asObject(sent['securityProfile']) },
    ...omit(sent, handled$1),
  });
  const { recentImages } = existing ?? {};
  const rollsBackTo = requireRollback(name, sent, existing, around.apiVersion);
  return {
    name, properties, nodes: existing?.nodes ?? around.nodes, etag: newEtag(),
    ...(recentImages === undefined ? {} : { recentImages }), ...(rollsBackTo === undefined ? {} : { rollsBackTo }),
  };
}

/** 30 with Azure CNI, 110 with kubenet (ground-truth/README.md), 250 with overlay (Microsoft Learn, "Azure CNI Overlay"). */
function defaultMaxPods(networkProfile            )         {
  if (networkProfile['networkPluginMode'] === 'overlay') return 250;
  return networkProfile['networkPlugin'] === 'azure' ? 30 : 110;
}

/** Where nodes pull what they start from. */
                             
                                      
                                          
                               
 

/** The nodes of a pool: where they were told to pull from when they were made, and when that was. No document of AKS shows it. */
                                           
                                 
                          
 

/** Where nodes that are made now are told to pull from. @param properties those of a cluster, as AKS has them */
function sourceIn(properties         )             {
  if (textAt(properties, 'bootstrapProfile', 'artifactSource') !== 'Cache') return { source: 'Direct' };
  const registryId = textAt(properties, 'bootstrapProfile', 'containerRegistryId');
  return { source: 'Cache', ...(registryId === undefined ? {} : { registryId }) };
}

function isSameSource(left            , right            )          {
  return left.source === right.source && sameId(left.registryId ?? '', right.registryId ?? '');
}

/** Made by the service, shown by `render.ts`, or placed by `completeProperties` below. */
const handled                      = new Set([
  'provisioningState', 'status', 'powerState', 'kubernetesVersion', 'currentKubernetesVersion', 'dnsPrefix', 'fqdn', 'azurePortalFQDN', 'privateFQDN',
  'agentPoolProfiles', 'linuxProfile', 'windowsProfile', 'servicePrincipalProfile', 'addonProfiles', 'nodeResourceGroup', 'enableRBAC',
  'supportPlan', 'networkProfile', 'maxAgentPools', 'privateLinkResources', 'apiServerAccessProfile', 'identityProfile',
  'autoUpgradeProfile', 'disableLocalAccounts', 'securityProfile', 'storageProfile', 'oidcIssuerProfile', 'workloadAutoScalerProfile',
  'resourceUID', 'metricsProfile', 'bootstrapProfile',
]);

/** Where a cluster stands and what was made up for it: what a PUT cannot change. */
                                                                                                

/**
 * What AKS makes of a cluster PUT that passed its rules: the document that is stored (ground-truth/README.md, "What the service
 * makes of a PUT", 1 to 7). Assumed, as in aks-network-isolation.md 4.4: a profile that an update leaves out goes back to the
 * service's default, so that a client which drops what it does not know is found out here.
 */
function completeCluster(asSent            , frame              , existing                     , { now, apiVersion }                                     )          {
  const body = withoutReadOnly(managedClusterType, asSent);
  const sent = withoutNulls(asObject(body['properties']));
  const properties = completeProperties(sent, frame, existing);
  const around = {
    kubernetesVersion: textAt(properties, 'kubernetesVersion') ?? defaultKubernetesVersion,
    networkProfile: asObject(properties['networkProfile']),
    nodes: { ...sourceIn(properties), madeAt: now },
    apiVersion,
  };
  const pools = arrayAt(sent, 'agentPoolProfiles').filter(isJsonObject).map((pool) => {
    const name = textAt(pool, 'name') ?? '';
    return completePool(name, pool, existing?.pools.find((candidate) => candidate.name === name), around);
  });
  const { tags } = body;
  return {
    ...frame,
    ...(isJsonObject(tags) ? { tags } : {}),
    ...completeIdentity$1(body, frame.made),
    sku: { name: 'Base', tier: 'Free', ...asObject(body['sku']) },
    properties,
    pools,
    etag: newEtag(),
  };
}

function completeProperties(sent            , frame              , existing                     )             {
  // Azure CLI sends an empty text where no version was asked for.
  const version = filled(textAt(sent, 'kubernetesVersion')) ?? textAt(existing, 'properties', 'kubernetesVersion') ?? defaultKubernetesVersion;
  const prefix = textAt(sent, 'dnsPrefix') ?? textAt(existing, 'properties', 'dnsPrefix') ?? frame.name;
  const access = completeAccess(asObject(sent['apiServerAccessProfile']));
  return compact({
    powerState: { code: 'Running' },
    kubernetesVersion: version,
    currentKubernetesVersion: resolveKubernetesVersion(version) ?? version,
    dnsPrefix: prefix,
    ...names$2(prefix, access, frame),
    linuxProfile: sent['linuxProfile'],
    windowsProfile: { adminUsername: 'azureuser', enableCSIProxy: true, ...omit(asObject(sent['windowsProfile']), new Set(['adminPassword'])) },
    servicePrincipalProfile: { clientId: textAt(sent, 'servicePrincipalProfile', 'clientId') ?? 'msi' },
    addonProfiles: isEmptyObject(sent['addonProfiles']) ? undefined : sent['addonProfiles'],
    nodeResourceGroup: frame.made.nodeResourceGroup,
    enableRBAC: sent['enableRBAC'] ?? true,
    supportPlan: sent['supportPlan'] ?? 'KubernetesOfficial',
    networkProfile: completeNetwork(asObject(sent['networkProfile']), asObject(existing?.properties['networkProfile'])),
    maxAgentPools: 100,
    apiServerAccessProfile: isEmptyObject(access) ? undefined : access,
    identityProfile: sent['identityProfile'],
    autoUpgradeProfile: { nodeOSUpgradeChannel: 'NodeImage', ...asObject(sent['autoUpgradeProfile']) },
    disableLocalAccounts: sent['disableLocalAccounts'] ?? false,
    securityProfile: sent['securityProfile'] ?? {},
    storageProfile: { ...storageDefaults, ...asObject(sent['storageProfile']) },
    oidcIssuerProfile: completeIssuer(asObject(sent['oidcIssuerProfile']), frame),
    workloadAutoScalerProfile: sent['workloadAutoScalerProfile'] ?? {},
    resourceUID: frame.made.resourceUid,
    metricsProfile: { costAnalysis: { enabled: false }, ...asObject(sent['metricsProfile']) },
    bootstrapProfile: completeBootstrap(asObject(sent['bootstrapProfile']), frame),
    ...omit(sent, handled),
  });
}

const storageDefaults = {
  diskCSIDriver: { enabled: true },
  fileCSIDriver: { enabled: true },
  snapshotController: { enabled: true },
};

/** A private API server gets a zone and, unless told not to, a public name; an empty list of ranges is not answered. */
function completeAccess(sent            )             {
  const rest = arrayAt(sent, 'authorizedIPRanges').length === 0 ? omit(sent, new Set(['authorizedIPRanges'])) : sent;
  if (sent['enablePrivateCluster'] !== true) return rest;
  return {
    enablePrivateCluster: true,
    privateDNSZone: sent['privateDNSZone'] ?? 'system',
    enablePrivateClusterPublicFQDN: sent['enablePrivateClusterPublicFQDN'] ?? true,
    ...omit(rest, new Set(['enablePrivateCluster', 'privateDNSZone', 'enablePrivateClusterPublicFQDN'])),
  };
}

/** Assumed: without a public name the API server has no `fqdn`; the recordings have the public name everywhere. */
function names$2(prefix        , access            , { location, made }              )                                                  {
  const publicName = `${prefix}-${made.publicNameSuffix}`;
  if (access['enablePrivateCluster'] !== true) {
    return { fqdn: `${publicName}.hcp.${location}.azmk8s.io`, azurePortalFQDN: `${publicName}.portal.hcp.${location}.azmk8s.io` };
  }
  return {
    fqdn: access['enablePrivateClusterPublicFQDN'] === false ? undefined : `${publicName}.hcp.${location}.azmk8s.io`,
    azurePortalFQDN: `${made.portalName}-priv.portal.hcp.${location}.azmk8s.io`,
    privateFQDN: `${prefix}-${made.privateNameSuffix}.${made.privateZone}.privatelink.${location}.azmk8s.io`,
  };
}

/** `Cache` without a registry gets the service's own, in the node resource group (managed-acr-create.json). */
function completeBootstrap(sent            , frame              )             {
  if (sent['artifactSource'] !== 'Cache') return { artifactSource: 'Direct' };
  const registries = `/subscriptions/${subscriptionOf(frame)}/resourceGroups/${frame.made.nodeResourceGroup}/providers/Microsoft.ContainerRegistry/registries`;
  return { artifactSource: 'Cache', containerRegistryId: sent['containerRegistryId'] ?? `${registries}/${frame.made.registryName}` };
}

function completeIssuer(sent            , { location, made }              )             {
  if (sent['enabled'] !== true) return { enabled: false };
  return { enabled: true, issuerURL: `https://${location}.oic.prod-aks.azure.com/${tenantId}/${made.issuer}/` };
}

/** `clientId` of a user-assigned identity is held back from the create answer by `render.ts`. */
function completeIdentity$1(body            , made             )                                     {
  const type = textAt(body, 'identity', 'type');
  if (type === 'SystemAssigned') return { identity: { type, principalId: made.principalId, tenantId } };
  if (type !== 'UserAssigned') return {};
  const ids = Object.keys(asObject(asObject(body['identity'])['userAssignedIdentities']));
  return { identity: { type, userAssignedIdentities: Object.fromEntries(ids.map((id) => [id, idsOfIdentity(id)])) } };
}

function filled(text                    )                     {
  return text === '' ? undefined : text;
}

/** The text of errors.json (leftOutBecauseNoExactJson); an operation of the whole cluster is named by its word alone. */
const help$1 = 'please wait for it to finish before starting a new operation. See https://aka.ms/aks-pending-operation for more details';

/** Refuses a write of the cluster while it or any of its pools is at work. */
function requireIdleCluster(cluster         , operations            )       {
  const own = operations.runningOn(cluster.id.toLowerCase());
  if (own !== undefined) throw busy(`Another operation (${own.kind})`);
  requireNoExtension(cluster, operations);
  const ofPool = operations.runningBelow(cluster.id.toLowerCase()).find(({ subject }) => subject.includes('/agentpools/'));
  if (ofPool !== undefined) throw busy(`Another operation (${describe(ofPool)})`);
}

/** Refuses a write of a pool while it or its cluster is at work. Other pools may be: image upgrades run side by side (4.1). */
function requireIdlePool(cluster         , pool        , operations            )       {
  const ofCluster = operations.runningOn(cluster.id.toLowerCase());
  if (ofCluster !== undefined) throw busy(`Another operation (${ofCluster.kind})`);
  requireNoExtension(cluster, operations);
  const own = operations.runningOn(poolId(cluster, pool).toLowerCase());
  if (own !== undefined) throw busy(`Another agentpool operation (${describe(own)})`);
}

/** While an extension is put on a cluster, others find that it has changed under them (EtagMismatch 409 without any If-Match: aks-network-isolation.md 2.2; this cause: a public changelog of 2026). */
function requireNoExtension(cluster         , operations            )       {
  const isOne = operations.runningBelow(cluster.id.toLowerCase()).some(({ subject }) => subject.includes('/providers/microsoft.kubernetesconfiguration/'));
  if (isOne) throw aksRefusal(409, 'EtagMismatch', 'Operation is not allowed: Another operation is in progress.');
}

function describe(operation           )         {
  return `${operation.subject.split('/').at(-1) ?? ''} - ${operation.kind}`;
}

function busy(what        )        {
  return aksRefusal(409, 'OperationNotAllowed', `Operation is not allowed: ${what} is in progress, ${help$1}`);
}

/** Eight digits, one cluster's, in the names of what AKS makes for it. */
function digitsOf$1({ id }         )         {
  const number = parseInt(createHash('sha256').update(id.toLowerCase()).digest('hex').slice(0, 8), 16) % 100_000_000;
  return String(number).padStart(8, '0');
}

/** Members that stand in the document as resources of their own. */
const children                      = new Set(['subnets', 'virtualNetworkPeerings', 'securityRules', 'routes']);

/** What Azure makes of a virtual network, a subnet and so on: byo-acr-create.json where nothing else is said. */
const networkCompletions                                       = {
  'Microsoft.Network/virtualNetworks': (sent) => ({
    privateEndpointVNetPolicies: 'Disabled',
    enableDdosProtection: false,
    ...omit(sent, children),
    enableVmProtection: sent['enableVmProtection'] === true ? true : undefined,
  }),
  'Microsoft.Network/virtualNetworks/subnets': (sent) => ({
    delegations: [],
    privateEndpointNetworkPolicies: 'Disabled',
    privateLinkServiceNetworkPolicies: 'Enabled',
    ...sent,
  }),
  // Defaults as the type's published description has them (microsoft.network 2025-05-01).
  'Microsoft.Network/virtualNetworks/virtualNetworkPeerings': (sent) => ({
    allowVirtualNetworkAccess: true,
    allowForwardedTraffic: false,
    allowGatewayTransit: false,
    useRemoteGateways: false,
    ...sent,
  }),
  'Microsoft.Network/networkSecurityGroups': (sent, { id }) => ({ ...omit(sent, children), defaultSecurityRules: defaultRules(id) }),
  'Microsoft.Network/networkSecurityGroups/securityRules': (sent) => ({
    sourcePortRanges: [],
    destinationPortRanges: [],
    sourceAddressPrefixes: [],
    destinationAddressPrefixes: [],
    ...sent,
  }),
  'Microsoft.Network/routeTables': (sent) => ({ disableBgpRoutePropagation: false, ...omit(sent, children) }),
  'Microsoft.Network/natGateways': (sent) => ({ idleTimeoutInMinutes: 4, ...sent }),
  'Microsoft.Network/publicIPAddresses': (sent) => ({
    publicIPAddressVersion: 'IPv4',
    publicIPAllocationMethod: 'Dynamic',
    idleTimeoutInMinutes: 4,
    ipTags: [],
    ...sent,
  }),
};

/** The rules that every network security group has (Microsoft Learn, "Network security groups", default security rules). */
const defaults                                                                                                                      = [
  ['AllowVnetInBound', 'Inbound', 65000, 'Allow', 'VirtualNetwork', 'VirtualNetwork'],
  ['AllowAzureLoadBalancerInBound', 'Inbound', 65001, 'Allow', 'AzureLoadBalancer', '*'],
  ['DenyAllInBound', 'Inbound', 65500, 'Deny', '*', '*'],
  ['AllowVnetOutBound', 'Outbound', 65000, 'Allow', 'VirtualNetwork', 'VirtualNetwork'],
  ['AllowInternetOutBound', 'Outbound', 65001, 'Allow', '*', 'Internet'],
  ['DenyAllOutBound', 'Outbound', 65500, 'Deny', '*', '*'],
];

function defaultRules(groupId        )                        {
  return defaults.map(([name, direction, priority, access, sourceAddressPrefix, destinationAddressPrefix]) => ({
    name,
    id: `${groupId}/defaultSecurityRules/${name}`,
    type: 'Microsoft.Network/networkSecurityGroups/defaultSecurityRules',
    properties: {
      provisioningState: 'Succeeded',
      protocol: '*',
      sourcePortRange: '*',
      destinationPortRange: '*',
      sourceAddressPrefix,
      destinationAddressPrefix,
      access,
      priority,
      direction,
    },
  }));
}

/** A private endpoint as byo-acr-create.json shows it: with its connections and the name of its network interface. Throws InvalidRequestFormat for a connection without a name. */
const completePrivateEndpoint             = (sent, { id, existing, name }) => {
  const connections = arrayAt(sent, 'privateLinkServiceConnections').filter(isJsonObject);
  return {
    manualPrivateLinkServiceConnections: [],
    customNetworkInterfaceName: '',
    ipConfigurations: [],
    ...sent,
    privateLinkServiceConnections: connections.map((connection) => completeConnection(connection, id)),
    networkInterfaces: existing?.properties['networkInterfaces'] ?? [{ id: interfaceId(id, name) }],
  };
};

function completeConnection(connection            , endpointId        )             {
  const name = textAt(connection, 'name') ?? '';
  if (name === '') throw refusal$1(400, 'InvalidRequestFormat', "Cannot parse the request. 'privateLinkServiceConnections' has to be an array of objects that have names.");
  return {
    ...connection,
    id: `${endpointId}/privateLinkServiceConnections/${name}`,
    type: 'Microsoft.Network/privateEndpoints/privateLinkServiceConnections',
    properties: { provisioningState: 'Succeeded', ...asObject(connection['properties']) },
  };
}

function interfaceId(endpointId        , name        )         {
  return endpointId.replace(/\/privateEndpoints\/[^/]+$/i, `/networkInterfaces/${name}.nic.${randomUUID()}`);
}

const completions                                       = {
  ...networkCompletions,
  ...registryCompletions,
  'Microsoft.Network/privateEndpoints': completePrivateEndpoint,
  'Microsoft.Network/privateDnsZones': () => ({}),
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks': (sent) => ({ registrationEnabled: false, resolutionPolicy: 'Default', ...sent }),
  'Microsoft.Network/privateDnsZones/A': (sent, { name, parentId }) => {
    const zone = parentId?.split('/').at(-1) ?? '';
    return { aRecords: [], ...sent, fqdn: name === '@' ? `${zone}.` : `${name}.${zone}.`, isAutoRegistered: false };
  },
  'Microsoft.ManagedIdentity/userAssignedIdentities': (sent, { id }) => ({ ...sent, tenantId, ...idsOfIdentity(id) }),
  // Defaults as the extension's documentation has them; no recording was read.
  'Microsoft.KubernetesConfiguration/extensions': (sent) => ({
    autoUpgradeMinorVersion: true,
    releaseTrain: 'Stable',
    configurationSettings: {},
    isSystemExtension: false,
    statuses: [],
    ...omit(sent, new Set(['configurationProtectedSettings'])),
  }),
};

/** Members of a document that a service keeps besides its location and properties. */
const keptMembers = ['tags', 'sku', 'identity', 'zones', 'kind', 'plan', 'extendedLocation']         ;
/** What services say of any resource besides what the table of read-only members has. */
const told                      = new Set(['provisioningState', 'peeringState', 'resourceGuid']);

/** Only tracked types of the network have a `resourceGuid` (byo-acr-create.json: a virtual network has, a subnet has not). */
function guidFor({ row }        , existing                            )          {
  if (row.service !== 'network' || row.location !== 'regional' || row.type === 'Microsoft.Network/virtualHubs') return undefined;
  return existing?.properties['resourceGuid'] ?? randomUUID();
}

/** The resource that a PUT makes of its body: defaults added, nulls and what cannot be set left out. */
function completeResource(
  target        ,
  body            ,
  location                    ,
  existing                            ,
  now        ,
)                 {
  const clean = withoutReadOnly(target.row.type, withoutNulls(body));
  const { id, name } = existing ?? target;
  const sent = omit(asObject(clean['properties']), told);
  const completion = completions[target.row.type] ?? ((given) => given);
  return {
    id,
    name,
    type: target.row.type,
    ...(target.parentId === undefined ? {} : { parentKey: target.parentId.toLowerCase() }),
    ...(location === undefined ? {} : { location }),
    members: completeMembers(target, clean, existing),
    properties: compact({ resourceGuid: guidFor(target, existing), ...completion(sent, { id, name, parentId: target.parentId, now, existing }) }),
    etags: { running: randomUUID(), settled: randomUUID() },
    createdAt: existing?.createdAt ?? now,
    changedAt: now,
  };
}

function completeMembers({ row }        , body            , existing                            )             {
  const kept = compact(Object.fromEntries(keptMembers.map((name) => [name, body[name]])));
  const answersNoTags = row.service === 'registry' || row.service === 'identity';
  const sku = asObject(kept['sku']);
  return compact({
    ...kept,
    identity: isJsonObject(kept['identity']) ? completeIdentity(kept['identity'], existing) : undefined,
    tags: row.location === 'parent' ? undefined : kept['tags'] ?? (answersNoTags ? {} : undefined),
    sku: isEmptyObject(sku) ? kept['sku'] : { ...defaultTier(row, sku['name']), ...sku },
  });
}

/** Whom an identity is, which the service says: of its own the principal that it had before. */
function completeIdentity(sent            , existing                            )             {
  const ids = Object.keys(asObject(sent['userAssignedIdentities']));
  const principalId = /SystemAssigned/i.test(String(sent['type'])) ? at(existing?.members, 'identity', 'principalId') ?? randomUUID() : undefined;
  return compact({
    ...sent,
    principalId,
    tenantId: principalId === undefined ? undefined : tenantId,
    userAssignedIdentities: ids.length === 0 ? undefined : Object.fromEntries(ids.map((id) => [id, idsOfIdentity(id)])),
  });
}

/** A registry's tier is the name of its SKU, and a gateway's too; NAT gateways have none; the network's other SKUs are regional unless they say otherwise. */
function defaultTier({ type, service }              , name         )             {
  if (type === 'Microsoft.Network/natGateways') return {};
  return { tier: service === 'registry' || type === 'Microsoft.Network/virtualNetworkGateways' ? name : 'Regional' };
}

/** What a path names: a resource that may or may not be there. */
                         
                             
                      
                                                  
                            
                        
                                                                        
                                        
 

/** The patterns of a type: of one resource, of the list it stands in, and of the list of its subscription. */
function patternsOf(row              )                                                                                               {
  const [namespace, ...segments] = row.type.split('/');
  const list = segments.map((segment, index) => (index === segments.length - 1 ? segment : `${segment}/{name${index}}`)).join('/');
  const group = '/subscriptions/{subscription}/resourceGroups/{group}';
  const scope = row.extends === undefined ? group : `${group}/providers/${row.extends}/{extended}`;
  const isTopLevel = segments.length === 1 && row.extends === undefined;
  return {
    one: `${scope}/providers/${namespace}/${list}/{name${segments.length - 1}}`,
    list: `${scope}/providers/${namespace}/${list}`,
    ofSubscription: isTopLevel && row.isListedByGroupOnly === undefined ? `/subscriptions/{subscription}/providers/${row.type}` : undefined,
  };
}

/** Reads the target of a call. Throws ResourceGroupNotFound, and InvalidResourceName for a name with an encoded slash. */
function targetOf$2(row              , call         , state          )         {
  const depth = row.type.split('/').length - 1;
  const names = Array.from({ length: depth }, (_, index) => parameter(call, `name${index}`));
  const slashed = names.find((name) => name.includes('/'));
  if (slashed !== undefined) throw invalidName(slashed);
  return targetAt(row, groupOf$1(state, call), names, call.parameters['extended'] ?? '');
}

/** What has these names in a group: its own and those of its parents, first the outermost; of an extension, on the resource of name `extended`. */
function targetAt(row              , group               , given                   , extended        )         {
  const names = given.map((name, index) => answeredName(row, name, index === given.length - 1));
  const scope = scopeIn(row, group, extended);
  return {
    row,
    id: formatResourceId(scope, row.type, names.join('/')),
    fullName: names.join('/'),
    name: names.at(-1) ?? '',
    parentId: parentIdOf(row, scope, names),
  };
}

/** The id of what the resources of a list stand under; of the group for those that stand in none. Throws ResourceGroupNotFound. */
function listedUnder(row              , call         , state          )         {
  const scope = scopeIn(row, groupOf$1(state, call), call.parameters['extended'] ?? '');
  const depth = row.type.split('/').length - 1;
  const names = Array.from({ length: depth - 1 }, (_, index) => parameter(call, `name${index}`));
  return parentIdOf(row, scope, [...names, '']) ?? scope;
}

/** Ids of managed identities have `resourcegroups` in lower case (ground-truth/README.md, 1). */
function scopeIn(row              , group               , extended        )         {
  const segment = row.service === 'identity' ? 'resourcegroups' : 'resourceGroups';
  const scope = `${group.id.replace(/\/resourceGroups\/[^/]+$/i, '')}/${segment}/${group.name}`;
  return row.extends === undefined ? scope : `${scope}/providers/${row.extends}/${extended}`;
}

function parentIdOf(row              , scope        , names                   )                     {
  if (names.length > 1) return formatResourceId(scope, row.type.split('/').slice(0, -1).join('/'), names.slice(0, -1).join('/'));
  return row.extends === undefined ? undefined : scope;
}

/** The name of a virtual network link is answered in lower case (byo-acr-create.json). */
function answeredName(row              , name        , isLast         )         {
  return isLast && row.type.endsWith('/virtualNetworkLinks') ? name.toLowerCase() : name;
}

/** Throws ParentResourceNotFound when what the target stands under is not there. */
function requireParent({ row, parentId }                                  , state          , action        )       {
  if (parentId === undefined || state.resources.find(parentId) !== undefined || state.clusters.has(parentId.toLowerCase())) return;
  const type = row.type.split('/').slice(1).join('/');
  throw gatewayRefusal(
    404,
    'ParentResourceNotFound',
    `Failed to perform '${action}' on resource(s) of type '${type}', because the parent resource '${parentId}' could not be found.`,
  );
}

/** The 404 of a resource: ARM's own for those it keeps track of, the network's for children (its text: azure-cli recordings of subnets), and that of private DNS for records, which is flat (Azure/azure-cli 27374). */
function notFound$2({ row, id, fullName }        , group        )          {
  if (row.type === recordType) {
    const message = `The resource record '${fullName.split('/').at(-1) ?? ''}' does not exist in resource group '${group.toLowerCase()}' of subscription '${segmentAfter(id, 'subscriptions') ?? ''}'.`;
    return new Refusal(message, { status: 404, body: { code: 'NotFound', message } });
  }
  if (row.location === 'parent' && row.service === 'network') return refusal$1(404, 'NotFound', `Resource ${id} not found.`);
  return gatewayRefusal(
    404,
    'ResourceNotFound',
    `The Resource '${row.type}/${fullName}' under resource group '${group}' was not found. `
    + 'For more details please go to https://aka.ms/ARMResourceNotFoundFix',
  );
}

const networkName = /^[\p{L}\p{N}_]([\p{L}\p{N}_.-]{0,78}[\p{L}\p{N}_])?$/u;
/** A domain name, the apex `@` or a wildcard. */
const dnsName = /^(?:@|[a-z0-9_*](?:[a-z0-9_.-]{0,251}[a-z0-9_])?)$/i;
const registryName = /^[a-z0-9][a-z0-9-]{3,48}[a-z0-9]$/i;

const namePatterns                                                    = {
  network: networkName,
  registry: registryName,
  privateDns: dnsName,
  identity: /^[a-z0-9][a-z0-9_-]{2,127}$/i,
  compute: /^[a-z0-9][a-z0-9_.-]{0,63}$/i,
  kubernetesConfiguration: /^[a-z0-9][a-z0-9-]{0,251}[a-z0-9]$/i,
};

/** Throws InvalidResourceName (the text is the network's) for a name that the service does not take. */
function requireName({ row, name }        )       {
  if (!namePatterns[row.service].test(name)) throw invalidName(name);
}

function invalidName(name        )          {
  return refusal$1(
    400,
    'InvalidResourceName',
    `Resource name ${name} is invalid. The name can be up to 80 characters long. It must begin with a word character, and it must end `
    + "with a word character or with '_'. The name may contain word characters or '.', '-', '_'.",
  );
}

/** Puts a resource that AKS makes for itself into the store, at once and without asking policy. @param names its own last, before it those of its parents */
function keepResource(type        , group               , names                   , body            , now        , state          )       {
  const row = findType(type);
  if (row === undefined) throw new Error(`The table of types has no ${type}.`);
  const target = targetAt(row, group, names, '');
  state.resources.put(completeResource(target, body, textAt(body, 'location'), state.resources.find(target.id), now));
}

/** A resource of the node resource group as AKS wants it; without a body: as it does not want it. */
                       
                        
                                                           
                                                                
                                         
 

/** The path of the resource group of a cluster's nodes. */
function nodeGroupOf(cluster         )         {
  return groupId(subscriptionOf(cluster), cluster.made.nodeResourceGroup);
}

/** Makes and takes away what AKS keeps for a cluster in the resource group of its nodes. */
function keepParts(parts                 , cluster         , now        , state          )       {
  const group = state.groups.get(nodeGroupOf(cluster).toLowerCase());
  if (group === undefined) return;
  for (const { type, names, body } of parts) {
    const id = formatResourceId(group.id, type, names.join('/'));
    const living = state.resources.find(id);
    // What somebody put there may be more: a service of the cluster that is reached from outside.
    if (living?.isGiven === true) continue;
    if (body === undefined) state.resources.removeWithin(id);
    else if (living === undefined || !holds(living.properties, body['properties'])) keepResource(type, group, names, { location: cluster.location, ...body }, now, state);
  }
}

/** Whether a resource has all that AKS writes into it already. */
function holds(living            , wanted         )          {
  return Object.entries(asObject(wanted)).every(([name, value]) => isDeepStrictEqual(living[name], value));
}

const balancers = 'Microsoft.Network/loadBalancers';
const gateways = 'Microsoft.Network/natGateways';
const addresses = 'Microsoft.Network/publicIPAddresses';

/** What a cluster leaves by, under AKS's names: the load balancer `kubernetes` or the NAT gateway, and the address of AKS's own; without a body: what is not to be there. */
function wayOutOf(cluster         )                  {
  const groupPath = nodeGroupOf(cluster);
  const leavesBy = textAt(cluster.properties, 'networkProfile', 'outboundType') ?? '';
  const { publicIpName } = cluster.made;
  const profile = at(cluster.properties, 'networkProfile', 'loadBalancerProfile');
  const isBalanced = leavesBy === 'loadBalancer';
  const isNat = isBehindNat(cluster);
  const hasAddress = isNat || (isBalanced && at(profile, 'managedOutboundIPs') !== undefined);
  const own = formatResourceId(groupPath, addresses, publicIpName);
  const used = hasAddress ? [own] : arrayAt(profile, 'outboundIPs', 'publicIPs').flatMap((address) => textAt(address, 'id') ?? []);
  const balancer = formatResourceId(groupPath, balancers, 'kubernetes');
  const frontends = used.map((id) => ({ name: id.split('/').at(-1) ?? '', properties: { privateIPAllocationMethod: 'Dynamic', publicIPAddress: { id } } }));
  const outboundRules = [{ name: 'aksOutboundRule', properties: { protocol: 'All', idleTimeoutInMinutes: 30, frontendIPConfigurations: frontends.map(({ name }) => ({ id: `${balancer}/frontendIPConfigurations/${name}` })) } }];
  return [
    { type: addresses, names: [publicIpName], body: hasAddress ? { sku: { name: 'Standard' }, properties: { publicIPAllocationMethod: 'Static' } } : undefined },
    { type: balancers, names: ['kubernetes'], body: isBalanced ? { sku: { name: 'Standard' }, properties: { frontendIPConfigurations: frontends, outboundRules } } : undefined },
    { type: gateways, names: [natGatewayOf(cluster)], body: isNat ? { sku: { name: 'Standard' }, properties: { publicIpAddresses: [{ id: own }] } } : undefined },
  ];
}

/** The NAT gateway by its id; undefined where the cluster leaves by none of AKS's own. */
function natGatewayIdOf(cluster         )                     {
  return isBehindNat(cluster) ? formatResourceId(nodeGroupOf(cluster), gateways, natGatewayOf(cluster)) : undefined;
}

function isBehindNat({ properties }         )          {
  return (textAt(properties, 'networkProfile', 'outboundType') ?? '').startsWith('managedNATGateway');
}

function natGatewayOf(cluster         )         {
  return `aks-natgateway-${digitsOf$1(cluster)}`;
}

const networks = 'Microsoft.Network/virtualNetworks';
const securityGroups = 'Microsoft.Network/networkSecurityGroups';

/**
 * The network of a cluster that stands in none of its owner's, with the security group of its subnet; nothing for another. Names and prefixes are AKS's; the
 * subnet is private since September 2025 (aks-network-isolation.md 3.1).
 */
function networkOf$1(cluster         )                  {
  if (!isInNetworkOfAks(cluster)) return [];
  const { network, subnet, group } = namesOf$1(cluster);
  const natGateway = natGatewayIdOf(cluster);
  const isBlocked = textAt(cluster.properties, 'networkProfile', 'outboundType') === 'block';
  const properties = {
    addressPrefix: '10.224.0.0/16',
    defaultOutboundAccess: false,
    networkSecurityGroup: { id: formatResourceId(nodeGroupOf(cluster), securityGroups, group) },
    natGateway: natGateway === undefined ? undefined : { id: natGateway },
  };
  return [
    { type: securityGroups, names: [group], body: { properties: {} } },
    { type: `${securityGroups}/securityRules`, names: [group, denyInternet.name], body: isBlocked ? { properties: denyInternet.properties } : undefined },
    { type: networks, names: [network], body: { properties: { addressSpace: { addressPrefixes: ['10.224.0.0/12'] } } } },
    { type: `${networks}/subnets`, names: [network, subnet], body: { properties } },
  ];
}

/** The subnet that AKS puts the nodes of a cluster into which names none; undefined for another. */
function subnetIdOf(cluster         )                     {
  const { network, subnet } = namesOf$1(cluster);
  return isInNetworkOfAks(cluster) ? formatResourceId(nodeGroupOf(cluster), `${networks}/subnets`, `${network}/${subnet}`) : undefined;
}

function isInNetworkOfAks({ pools }         )          {
  return pools.every(({ properties }) => (textAt(properties, 'vnetSubnetID') ?? '') === '');
}

function namesOf$1(cluster         )                                                                                {
  const digits = digitsOf$1(cluster);
  return { network: `aks-vnet-${digits}`, subnet: 'aks-subnet', group: `aks-agentpool-${digits}-nsg` };
}

/** What is called `block` is a rule of low priority that denies nodes the Internet (aks-network-isolation.md 2.1); its name and number are assumed. */
const denyInternet = {
  name: 'aks-deny-internet-outbound',
  properties: { direction: 'Outbound', access: 'Deny', priority: 4096, protocol: '*', sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: 'Internet', destinationPortRange: '*' },
}         ;

const registryType = 'Microsoft.ContainerRegistry/registries';

/**
 * The registry that AKS makes for a cluster that names none of its own, with its cache rule, in the resource group of the nodes. It stays when the cluster
 * takes another or opens its way out, and goes with the cluster (aks-network-isolation.md 3.1); a write of the cluster makes it anew where it was deleted,
 * but not its rule alone. Assumed, as nothing tells: it stays with `Direct` too, and is as closed as a registry can be.
 */
function keepManagedRegistry(cluster         , now        , state          )       {
  const { registryId } = sourceIn(cluster.properties);
  const id = registryId === undefined ? undefined : parseResourceId(registryId);
  const group = state.groups.get(nodeGroupOf(cluster).toLowerCase());
  if (id === undefined || group === undefined || !sameId(id.resourceGroup ?? '', group.name) || state.resources.find(id.id) !== undefined) return;
  keepResource(registryType, group, [id.name], managedRegistry(cluster.location), now, state);
  keepResource(`${registryType}/cacheRules`, group, [id.name, 'aks-managed-mcr'], { properties: { sourceRepository: 'mcr.microsoft.com/*', targetRepository: 'aks-managed-repository/*' } }, now, state);
}

/** As AKS writes it. */
function managedRegistry(location        )             {
  return {
    location,
    sku: { name: 'Premium' },
    properties: { publicNetworkAccess: 'Disabled', networkRuleSet: { defaultAction: 'Deny' }, networkRuleBypassOptions: 'None', policies: { exportPolicy: { status: 'disabled' } } },
  };
}

const scaleSetType = 'Microsoft.Compute/virtualMachineScaleSets';
const poolTag = 'aks-managed-poolName';

/** The scale sets of a cluster's pools, in the resource group of its nodes: made, changed and taken away as the pools are. */
function keepScaleSets(cluster         , now        , state          )       {
  const group = groupOf(cluster, state);
  if (group === undefined) return;
  const wanted = cluster.pools.filter(({ properties }) => properties['type'] === 'VirtualMachineScaleSets');
  for (const set of scaleSetsIn(group, state)) if (!wanted.some((pool) => isOf$1(set, pool, cluster))) state.resources.removeWithin(set.id);
  for (const pool of wanted) keepResource(scaleSetType, group, [nameOf$1(pool, cluster)], documentOf(pool, cluster), now, state);
}

/** The scale set of a pool as AKS writes it. */
function scaleSetOf(pool           , cluster         )                                                           {
  return { name: nameOf$1(pool, cluster), document: documentOf(pool, cluster) };
}

/** The machines of a scale set that AKS made, as Compute answers them: all of a pool are made together. None for a scale set of somebody else. */
function machinesOf(set                , state          )                        {
  const found = [...state.clusters.values()].flatMap((cluster) => cluster.pools.flatMap((pool) => (isOf$1(set, pool, cluster) ? [{ cluster, pool }] : [])))[0];
  if (found === undefined) return [];
  const { cluster, pool } = found;
  return Array.from({ length: Number(pool.properties['count'] ?? 0) }, (_, index) => ({
    id: `${set.id}/virtualMachines/${index}`,
    name: `${set.name}_${index}`,
    type: `${scaleSetType}/virtualMachines`,
    instanceId: String(index),
    location: cluster.location,
    sku: { name: pool.properties['vmSize'], tier: 'Standard' },
    tags: { [poolTag]: pool.name },
    properties: {
      latestModelApplied: true,
      provisioningState: 'Succeeded',
      hardwareProfile: { vmSize: pool.properties['vmSize'] },
      osProfile: { computerName: `${set.name}${index.toString(36).padStart(6, '0')}` },
      timeCreated: toAzureTime(pool.nodes.madeAt, `${set.name}${index}`),
    },
  }));
}

function isOf$1(set                , pool           , cluster         )          {
  return sameId(set.name, nameOf$1(pool, cluster)) && set.id.toLowerCase().startsWith(`${nodeGroupOf(cluster)}/`.toLowerCase());
}

function scaleSetsIn(group               , state          )                            {
  return state.resources.ofType(scaleSetType).filter(({ id, isGiven }) => isGiven === undefined && id.toLowerCase().startsWith(`${group.id}/`.toLowerCase()));
}

function groupOf(cluster         , state          )                            {
  return state.groups.get(nodeGroupOf(cluster).toLowerCase());
}

/** `aks-<pool>-<8 digits>-vmss`. */
function nameOf$1({ name }           , cluster         )         {
  return `aks-${name}-${digitsOf$1(cluster)}-vmss`;
}

function documentOf(pool           , cluster         )             {
  const { properties, name } = pool;
  const subnet = textAt(properties, 'vnetSubnetID') ?? subnetIdOf(cluster);
  const address = properties['enableNodePublicIP'] === true ? { name: 'pub1', properties: { idleTimeoutInMinutes: 10 } } : undefined;
  const ip = { name: 'ipconfig1', properties: compact({ primary: true, subnet: subnet === undefined ? undefined : { id: subnet }, privateIPAddressVersion: 'IPv4', publicIPAddressConfiguration: address }) };
  return {
    location: cluster.location,
    sku: { name: properties['vmSize'], tier: 'Standard', capacity: properties['count'] },
    tags: { [poolTag]: name },
    properties: {
      orchestrationMode: 'Uniform',
      singlePlacementGroup: false,
      upgradePolicy: { mode: 'Manual' },
      virtualMachineProfile: {
        osProfile: { computerNamePrefix: nameOf$1(pool, cluster) },
        networkProfile: { networkInterfaceConfigurations: [{ name: nameOf$1(pool, cluster), properties: { primary: true, enableIPForwarding: true, ipConfigurations: [ip] } }] },
      },
    },
  };
}

/** The word by which an operation says that policy did not let AKS write. */
const disallowedCode = 'RequestDisallowedByPolicy';

                   
                        
                        
                            
 

/**
 * How an operation ends for which AKS writes what policy refuses in the resource group of the nodes (AKS troubleshooting, "RequestDisallowedByPolicy": a
 * reconciling PUT repairs the cluster when the policy is out of the way). Undefined: nothing objects. What `modify` would make of these writes is not done.
 * @param pools whose scale sets are written
 */
function endOfDisallowed(cluster         , pools                      , what                     , call         , arm     )                               {
  const group = nodeGroupOf(cluster);
  const sets = pools.filter(({ properties }) => properties['type'] === 'VirtualMachineScaleSets').map((pool)          => {
    const { name, document } = scaleSetOf(pool, cluster);
    return { type: scaleSetType, name, body: document };
  });
  for (const { type, name, body } of [...(what === 'cluster' ? madeFor(cluster) : []), ...sets]) {
    try {
      requirePolicyAllows(arm, { ...call, apiVersion: '2024-11-01' }, { type, name, id: formatResourceId(group, type, name), body: { type, name, ...body } });
    } catch (thrown) {
      if (!(thrown instanceof Refusal) || thrown.response.status !== 403) throw thrown;
      const message = textAt(thrown.response.body, 'error', 'message') ?? '';
      return { status: 'Failed', error: { code: disallowedCode, message }, below: what === 'cluster' ? [] : pools.map(({ name: pool }) => poolId(cluster, pool).toLowerCase()) };
    }
  }
  return undefined;
}

/** The registry of AKS's own, the network, and what the cluster leaves by. */
function madeFor(cluster         )                     {
  const registry = parseResourceId(sourceIn(cluster.properties).registryId ?? '');
  const isOwn = registry !== undefined && sameId(registry.resourceGroup ?? '', cluster.made.nodeResourceGroup);
  return [
    ...(isOwn ? [{ type: registryType, name: registry.name, body: managedRegistry(cluster.location) }] : []),
    ...[...networkOf$1(cluster), ...wayOutOf(cluster)].flatMap(({ type, names, body }) => (body === undefined ? [] : [{ type, name: names.join('/'), body: { location: cluster.location, ...body } }])),
  ];
}

const lockType = 'Microsoft.Authorization/locks';

function lockId({ scope, name }                              )         {
  return `${scope}/providers/${lockType}/${name}`;
}

/**
 * The lock that forbids something to be done to what has this id (Microsoft Learn, "Lock your resources"): locks bear on all below their scope, and what holds
 * something locked cannot be deleted either. An action is a write to a lock.
 */
function lockOn(id        , operation                               , { locks }          )                   {
  return [...locks.values()].find(({ scope, level }) => {
    if (operation === 'delete') return isWithin(id, scope) || isWithin(scope, id);
    return level === 'ReadOnly' && isWithin(id, scope);
  });
}

function renderLock(lock      )             {
  return { id: lockId(lock), name: lock.name, type: lockType, properties: compact({ level: lock.level, notes: lock.notes }) };
}

/**
 * How a write of a cluster, or of its nodes, ends where a lock bears on the resource group of the nodes: AKS writes there, and a change of the outbound type
 * takes away what the cluster left by. Undefined: no lock is in the way. @param before the cluster before the write, where that is one of the cluster
 */
function endOfLocked(cluster         , before                     , state          )                               {
  const group = nodeGroupOf(cluster);
  const takesAway = before !== undefined && outboundType(before) !== outboundType(cluster);
  const lock = lockOn(group, takesAway ? 'delete' : 'write', state);
  if (lock === undefined) return undefined;
  const operation = takesAway ? 'delete' : 'write';
  return { status: 'Failed', error: { code: 'ScopeLocked', message: `The scope '${group}' cannot perform ${operation} operation because following scope(s) are locked: '${lock.scope}'. Please remove the lock and try again.` } };
}

function outboundType({ properties }         )          {
  return at(properties, 'networkProfile', 'outboundType');
}

/** How the script ends that makes a machine a node, and what it writes then (Azure/AgentBaker, cse_helpers.sh; the words are ours). */
const outputs = {
  50: 'ERR_OUTBOUND_CONN_FAIL: unable to establish outbound connection from agents, please see https://aka.ms/aks-required-ports-and-addresses',
  51: 'ERR_K8S_API_SERVER_CONN_FAIL: unable to establish connection from agents to the Kubernetes API server',
  207: 'ERR_ORAS_PULL_K8S_FAIL: failed to pull the artifact from the registry',
  211: 'ERR_ORAS_PULL_NETWORK_TIMEOUT: timed out fetching a token or connecting to the registry',
  212: 'ERR_ORAS_PULL_UNAUTHORIZED: the kubelet identity is not authorized to pull from the registry',
}         ;

                                                 

/** The error of an operation whose nodes did not start. @param about what the script says besides */
function extensionError(exitCode               , about         )                            {
  const output = about === undefined ? outputs[exitCode] : `${outputs[exitCode]}: ${about}`;
  return {
    code: 'VMExtensionProvisioningError',
    message: 'VM has reported a failure when processing extension \'vmssCSE\' (publisher \'Microsoft.Azure.Extensions\' and type \'CustomScript\'). Error message: '
      + `'Enable failed: failed to execute command: command terminated with exit status=${exitCode} [stdout] ${output} [stderr] '. `
      + 'More information on troubleshooting is available at https://aka.ms/VMExtensionCSELinuxTroubleshoot.',
  };
}

const closed$1                      = new Set(['none', 'block']);

/**
 * The pools whose nodes start no more once a cluster is as it is to be: those that pull from the Internet, which is closed, and those that pull from another
 * registry than the cluster's at the moment that the way out closes (aks-network-isolation.md 4.1: egress must stay until every pool is reimaged).
 */
function cutOffPools(cluster         , before                     )                       {
  if (!isClosed(cluster)) return [];
  const source = sourceIn(cluster.properties);
  const closes = before !== undefined && !isClosed(before);
  return cluster.pools.filter(({ nodes }) => nodes.source === 'Direct' || (closes && !isSameSource(nodes, source)));
}

/** How an operation ends that cuts off pools; undefined where it cuts off none. */
function endOfCutOff(cluster         , pools                      )                               {
  if (pools.length === 0) return undefined;
  // 50: the check of the way out; 211: no token or no connection from the registry (aks-network-isolation.md 2.2).
  const exitCode = pools.some(({ nodes }) => nodes.source === 'Direct') ? 50 : 211;
  return { status: 'Failed', error: extensionError(exitCode), below: pools.map(({ name }) => poolId(cluster, name).toLowerCase()) };
}

function isClosed({ properties }         )          {
  return closed$1.has(textAt(properties, 'networkProfile', 'outboundType') ?? '');
}

/** A pool by where its nodes were told to pull from when they were made. */
                                                   
                        
 

/** What a cluster PUT that was taken made of a cluster, and what its nodes were at that moment. */
                               
                                 
                      
                                
                                  
                                           
 

function bootstrapOf({ pools }                        )                           {
  return pools.map(({ name, nodes: { source, registryId } }) => ({ pool: name, source, ...(registryId === undefined ? {} : { registryId }) }));
}

function writeOf(cluster         , at        )               {
  const { properties } = cluster;
  return {
    at,
    outboundType: textAt(properties, 'networkProfile', 'outboundType') ?? '',
    artifactSource: textAt(properties, 'bootstrapProfile', 'artifactSource') ?? '',
    pools: bootstrapOf(cluster),
  };
}

function powerOf({ properties }         )        {
  return at(properties, 'powerState', 'code') === 'Stopped' ? 'Stopped' : 'Running';
}

/** The cluster stopped or started, with its pools. A start ends the wait for one that a new place of the API server calls for. */
function withPower(cluster         , code       )          {
  const powerState = { code };
  const pools = cluster.pools.map((pool) => ({ ...pool, properties: { ...pool.properties, powerState }, etag: newEtag() }));
  const { awaitsRestart, ...changed } = withPools({ ...cluster, properties: { ...cluster.properties, powerState }, etag: newEtag() }, pools);
  return code === 'Running' || awaitsRestart === undefined ? changed : { ...changed, awaitsRestart };
}

/** Whether a PUT moves the API server into the network: nodes learn its new address when the cluster is stopped and started (aks-network-isolation.md 4.3). */
function movesApiServer(cluster         , before                     )          {
  return before !== undefined && isIntegrated(cluster) && !isIntegrated(before);
}

function isIntegrated({ properties }         )          {
  return at(properties, 'apiServerAccessProfile', 'enableVnetIntegration') === true;
}

/** Refuses what cannot be done to a cluster in its present power state. Text: MicrosoftDocs/azure-docs issue 85161, where one that is stopped is stopped. */
function requirePower(cluster         , wanted       , doing                                      )       {
  const power = powerOf(cluster);
  if (power === wanted) return;
  throw aksRefusal(409, 'OperationNotAllowed', `managed cluster is in Provisioning State(Succeeded) and Power State(${power}), ${doing} cannot be performed`);
}

/**
 * Refuses a write whose `If-Match` or `If-None-Match` does not hold (Microsoft Learn, "use-etags"; aks-network-isolation.md 4.4):
 * `If-Match` wants the current eTag (or `*`: that there is one), `If-None-Match` takes `*` only and wants that there is none, and
 * both together are an error. The texts are ours.
 */
function requirePreconditions(request                , etag                    )       {
  const match = request.headers['if-match'];
  const noneMatch = request.headers['if-none-match'];
  if (match !== undefined && noneMatch !== undefined) {
    throw aksRefusal(400, 'BadRequest', 'If-Match and If-None-Match headers cannot both be specified.');
  }
  if (noneMatch !== undefined && noneMatch !== '*') throw aksRefusal(400, 'BadRequest', "If-None-Match header only accepts '*'.");
  if (noneMatch === '*' && etag !== undefined) throw failed('The resource already exists, but If-None-Match was *.');
  if (match === undefined || (match === '*' && etag !== undefined) || unquoted(match) === etag) return;
  throw failed(`The eTag in If-Match (${match}) does not match the eTag of the resource (${etag ?? 'there is none'}).`);
}

function failed(message        )        {
  return aksRefusal(412, 'PreconditionFailed', message);
}

function unquoted(etag        )         {
  return etag.replace(/^(?:W\/)?"(.*)"$/, '$1');
}

/** Where API servers stand in no virtual network (Microsoft Learn, "api-server-vnet-integration", limitations). */
const withoutIntegration                      = new Set(['qatarcentral']);
/** What a subnet of API servers is delegated to, and the longest prefix of one: 16 addresses, of which nine are used. */
const delegate = 'Microsoft.ContainerService/managedClusters';
const longestPrefix = 28;

/** Refuses a private cluster whose API server nobody could find: no zone and no public name (Microsoft Learn, "private-clusters"; the text is ours). */
function requireFindable(properties            )       {
  const access = asObject(properties['apiServerAccessProfile']);
  if (access['enablePrivateCluster'] !== true || textAt(access, 'privateDNSZone')?.toLowerCase() !== 'none' || access['enablePrivateClusterPublicFQDN'] !== false) return;
  throw unfit('privateDNSZone', "'none': a private cluster without a private DNS zone needs its public FQDN");
}

/**
 * Refuses an API server in a network that has no place for it (aks-network-isolation.md 2.1): by region, delegation and size of the subnet, and encryption of
 * the network. A subnet that stands nowhere in the sandbox is not looked at. Codes and texts are ours but for the first
 * (pulumi/pulumi-azure-native issue 4348, where the code is assumed).
 */
function requireApiServerPlace(properties            , location        , existing                     , state          )       {
  const access = asObject(properties['apiServerAccessProfile']);
  if (access['enableVnetIntegration'] !== true) return;
  const pools = arrayAt(properties, 'agentPoolProfiles');
  const subnetId = textAt(access, 'subnetId');
  if (subnetId === undefined && pools.some((pool) => textAt(pool, 'vnetSubnetID') !== undefined)) {
    throw aksRefusal(400, 'InvalidParameter', 'apiServerAccessProfile.subnetId should not be empty when using custom vnet with apiserverVnetIntegration', 'apiServerAccessProfile.subnetId');
  }
  if (withoutIntegration.has(location)) throw unfit('enableVnetIntegration', `API Server VNet Integration is not available in ${location}`);
  const before = existing === undefined ? undefined : textAt(existing.properties, 'apiServerAccessProfile', 'subnetId');
  const subnet = subnetId === undefined || subnetId === before ? undefined : state.resources.find(subnetId);
  if (subnet === undefined) return;
  requireSubnet(subnet);
  const network = state.resources.find(subnet.parentKey ?? '');
  const pool = pools.find((one) => Number(/_v(\d+)$/i.exec(textAt(one, 'vmSize') ?? '')?.[1]) >= 4);
  if (at(network?.properties, 'encryption', 'enabled') === true && pool !== undefined) {
    throw unfit('subnetId', `its virtual network is encrypted, which is not supported with agent pool '${textAt(pool, 'name') ?? ''}' of size ${textAt(pool, 'vmSize') ?? ''}`);
  }
}

function requireSubnet({ id, properties }                )       {
  const delegations = arrayAt(properties, 'delegations').map((one) => textAt(one, 'properties', 'serviceName')?.toLowerCase());
  if (!delegations.includes(delegate.toLowerCase())) throw unfit('subnetId', `subnet ${id} is not delegated to ${delegate}`);
  const prefixes = [textAt(properties, 'addressPrefix'), ...arrayAt(properties, 'addressPrefixes')].filter((prefix) => typeof prefix === 'string').filter((prefix) => !prefix.includes(':'));
  const small = prefixes.find((prefix) => Number(prefix.split('/')[1]) > longestPrefix);
  if (small !== undefined) throw unfit('subnetId', `subnet ${id} with address prefix ${small} is smaller than /${longestPrefix}`);
}

function unfit(member        , why        )          {
  return aksRefusal(400, 'InvalidParameter', `The value of parameter apiServerAccessProfile.${member} is invalid. Error details: ${why}.`, `apiServerAccessProfile.${member}`);
}

/**
 * Refuses a way out that is not there, or that the cluster cannot have. What stands around it is looked at when the outbound type is new to the cluster, and only
 * as far as the sandbox knows it. Codes: a public list of AKS's error codes; texts are ours where no issue is named.
 * @param outboundType as it is to be
 */
function requireWayOut(properties            , outboundType        , existing                     , state          )       {
  if (outboundType === 'userDefinedRouting' && properties['publicNetworkAccess'] === 'Disabled') {
    // Azure/AKS issue 3690; its code is not told.
    throw aksRefusal(400, 'InvalidParameter', 'UserDefinedRouting is not supported when Cluster has public network access set to Disabled', 'publicNetworkAccess');
  }
  if (outboundType === textAt(existing?.properties, 'networkProfile', 'outboundType')) return;
  const pools = arrayAt(properties, 'agentPoolProfiles').filter(isJsonObject).map((pool) => {
    const name = textAt(pool, 'name') ?? '';
    return { name, subnet: textAt(pool, 'vnetSubnetID') ?? textAt(existing?.pools.find((one) => one.name === name)?.properties, 'vnetSubnetID') };
  });
  for (const { name, subnet } of pools) {
    if (subnet !== undefined && outboundType.startsWith('managedNATGateway')) {
      // MicrosoftDocs/azure-docs issue 83858.
      throw aksRefusal(400, 'InvalidParameter', `Outbound type is ${outboundType} but agent pool '${name}' is using custom VNet, which is not allowed.`, 'networkProfile.outboundType');
    }
    if (outboundType === 'userAssignedNATGateway') requireNatGateway(name, subnet, state);
    if (outboundType === 'userDefinedRouting') requireDefaultRoute(name, subnet, state);
  }
}

function requireNatGateway(pool        , subnet                    , state          )       {
  if (subnet === undefined) {
    throw aksRefusal(400, 'UserAssignedNATGatewayWithManagedVNetNotAllowed', `Outbound type is userAssignedNATGateway but agent pool '${pool}' is not using custom VNet, which is not allowed.`, 'networkProfile.outboundType');
  }
  const found = state.resources.find(subnet);
  if (found === undefined || textAt(found.properties, 'natGateway', 'id') !== undefined) return;
  throw aksRefusal(400, 'SubnetNotAssociatedWithNATGateway', `Outbound type is userAssignedNATGateway but subnet ${subnet} is not associated with a NAT gateway.`, 'networkProfile.outboundType');
}

/** A pool in a network of AKS's own has no route table. That it can have another way than 0.0.0.0/0, by BGP, is not known here. */
function requireDefaultRoute(pool        , subnet                    , state          )       {
  const found = subnet === undefined ? undefined : state.resources.find(subnet);
  if (subnet !== undefined && found === undefined) return;
  const table = textAt(found?.properties, 'routeTable', 'id');
  if (table === undefined) {
    // MicrosoftDocs/azure-docs issue 52060 has the end of it.
    throw aksRefusal(400, 'ExistingRouteTableNotAssociatedWithSubnet', `An existing route table has not been associated with subnet ${subnet ?? `of agent pool '${pool}'`}. Please update the route table association`, 'networkProfile.outboundType');
  }
  const routes = state.resources.find(table);
  if (routes === undefined || state.resources.childrenOf(routes.id, 'Microsoft.Network/routeTables/routes').some(isDefault)) return;
  throw aksRefusal(400, 'RouteTableMissingDefaultRouteError', `The route table ${table} of subnet ${subnet ?? ''} has no default route of 0.0.0.0/0, which outbound type userDefinedRouting requires.`, 'networkProfile.outboundType');
}

function isDefault({ properties }                )          {
  return at(properties, 'addressPrefix') === '0.0.0.0/0';
}

/** Refuses a cluster PUT that does not fit what stands around the cluster. */
function requireSurroundings(body            , location        , existing                     , state          )       {
  const properties = asObject(body['properties']);
  requireApiServerPlace(properties, location, existing, state);
  requireWayOut(properties, outboundTypeOf(asObject(properties['networkProfile']), asObject(existing?.properties['networkProfile'])), existing, state);
}

/**
 * The outbound types that a living cluster can change to (aks-network-isolation.md 4.2, after Microsoft Learn,
 * "egress-outboundtype", 2026-08-05). Where the documentation and the changelog of 2026-05-29 differ, on leaving
 * managedNATGatewayV2, the changelog is followed.
 */
const managedNetwork              = {
  loadBalancer: ['managedNATGatewayV2', 'managedNATGateway', 'none', 'block'],
  managedNATGatewayV2: ['none', 'block'],
  managedNATGateway: ['managedNATGatewayV2', 'none', 'block'],
  none: ['loadBalancer', 'managedNATGatewayV2', 'managedNATGateway', 'block'],
  block: ['loadBalancer', 'managedNATGatewayV2', 'managedNATGateway', 'none'],
};

const ownNetwork              = {
  loadBalancer: ['userAssignedNATGateway', 'userDefinedRouting', 'none'],
  userAssignedNATGateway: ['loadBalancer', 'userDefinedRouting', 'none'],
  userDefinedRouting: ['loadBalancer', 'userAssignedNATGateway', 'none'],
  none: ['loadBalancer', 'userAssignedNATGateway', 'userDefinedRouting'],
};

                                                                  

/** True when a cluster may go from one outbound type to the other. `own`: its pools stand in a virtual network of the user's. */
function mayChangeOutboundType(from        , to        , network                   )          {
  const table = network === 'own' ? ownNetwork : managedNetwork;
  return from === to || (Object.hasOwn(table, from) && table[from]?.includes(to) === true);
}

/** The outbound types that a cluster can be created with. `block` is in no published type, but is taken (1.1). */
const outboundTypes                      = new Set([...Object.keys(managedNetwork), ...Object.keys(ownNetwork)]);

/** Linux pools: 12 characters; Windows pools are held to six (Microsoft Learn, aka.ms/aks-naming-rules). */
const poolName$1 = /^[a-z][a-z0-9]{0,11}$/;
/** Microsoft Learn, "quotas-skus-regions": node pools in a cluster, nodes in all of them, and characters of a Windows pool's name. */
const mostPools = 100;
const mostNodes = 5000;
const windowsName = 6;
const fixedProperties = ['vmSize', 'osType', 'vnetSubnetID', 'type', 'osDiskType']         ;

/** Refuses the `agentPoolProfiles` of a cluster PUT that AKS would refuse. */
function requirePools(pools                    , existing                     )       {
  if (pools.length === 0) throw missing$2('agentPoolProfiles');
  const sent = pools.map((pool) => readPool(pool));
  requirePoolRoom(pools.filter(isJsonObject));
  const doubled = sent.find(({ name }, index) => sent.findIndex((other) => other.name === name) !== index);
  if (doubled !== undefined) throw invalid$5('agentPoolProfile.name', doubled.name, 'two agent pools have this name');
  if (existing !== undefined) requireSamePools(sent, existing);
  for (const { name, pool } of sent) requireValidPool(name, pool, existing?.pools.find((candidate) => candidate.name === name));
  if (existing === undefined && !sent.some(({ pool }) => pool['mode'] === 'System')) {
    throw aksRefusal(400, 'BadRequest', 'Must define at least one system pool.');
  }
}

/** Refuses a pool, alone or in a cluster, that has an impossible name or that changes what is fixed. */
function requireValidPool(name        , properties            , existing                       )       {
  const osType = textAt(properties, 'osType') ?? textAt(existing?.properties, 'osType');
  if (!poolName$1.test(name) || (osType?.toLowerCase() === 'windows' && name.length > windowsName)) throw invalid$5('agentPoolProfile.name', name, 'see https://aka.ms/aks-naming-rules');
  requireOffered(properties['orchestratorVersion'], textAt(existing?.properties, 'orchestratorVersion'));
  const { count } = properties;
  if (count !== undefined && count !== null && !(Number.isInteger(count) && Number(count) >= 0 && Number(count) <= 1000)) {
    throw invalid$5('agentPoolProfile.count', JSON.stringify(count), 'it is a whole number from 0 to 1000');
  }
  const different = fixedProperties.find((property) => {
    const wanted = textAt(properties, property);
    return existing !== undefined && wanted !== undefined && wanted !== textAt(existing.properties, property);
  });
  if (different !== undefined) throw changed(`properties.${different}`);
}

/** Refuses more pools, or more nodes in them, than a cluster can have. Codes and texts are ours. */
function requirePoolRoom(pools                       )       {
  if (pools.length > mostPools) throw invalid$5('agentPoolProfiles', String(pools.length), `a cluster has at most ${mostPools} agent pools`);
  const nodes = pools.reduce((sum, { count }) => sum + (typeof count === 'number' ? count : 0), 0);
  if (nodes > mostNodes) throw invalid$5('agentPoolProfile.count', String(nodes), `a cluster has at most ${mostNodes} nodes`);
}

                    
                        
                            
 

function readPool(pool         )           {
  if (!isJsonObject(pool)) throw invalid$5('agentPoolProfiles', JSON.stringify(pool), 'an agent pool is an object');
  return { name: textAt(pool, 'name') ?? '', pool };
}

/** Assumed: a pool that is left out is refused like one that is new; the text for a new one is of errors.json. */
function requireSamePools(sent                     , existing         )       {
  if (sent.some(({ name }) => !existing.pools.some((pool) => pool.name === name))) {
    throw aksRefusal(
      400,
      'BadRequest',
      'A new agent pool was introduced. Adding agent pools to an existing cluster is not allowed through managed cluster operations. '
      + 'For agent pool specific change, please use per agent pool operations: https://aka.ms/agent-pool-rest-api',
    );
  }
  const left = existing.pools.find((pool) => !sent.some(({ name }) => name === pool.name));
  if (left === undefined) return;
  throw aksRefusal(
    400,
    'BadRequest',
    `The agent pool '${left.name}' was left out. Removing agent pools from an existing cluster is not allowed through managed cluster `
    + 'operations. For agent pool specific change, please use per agent pool operations: https://aka.ms/agent-pool-rest-api',
  );
}

/**
 * Refuses ids of an identity that somebody made up: a body names a user-assigned identity with `{}` (Azure/azure-rest-api-specs issue 13631, Terraform's code).
 * Assumed, after the text as users remember it: what was read may be sent back as long as it is so still.
 */
function requireIdentityValues(body            , existing                     )       {
  const living = asObject(existing?.identity?.['userAssignedIdentities']);
  const wrong = Object.entries(asObject(at(body, 'identity', 'userAssignedIdentities'))).find(([id, value]) => (
    value !== null && !(isJsonObject(value) && (Object.keys(value).length === 0 || isDeepStrictEqual(value, living[id])))
  ));
  if (wrong === undefined) return;
  throw gatewayRefusal(
    400,
    'InvalidIdentityValues',
    `Invalid value for the identities '${wrong[0]}'. The 'UserAssignedIdentities' property keys should only be empty json objects, null or the resource existing property.`,
  );
}

/**
 * Refuses what needs a control plane identity that the user made: a kubelet identity and a zone of the user's. The codes are of a public list of AKS's error
 * codes and of Microsoft Learn, "private-clusters"; the texts are ours.
 */
function requireOwnIdentity(body            , existing                     )       {
  if (textAt(body, 'identity', 'type')?.toLowerCase().split(/,\s*/).includes('userassigned') === true) return;
  // A living cluster's may be the one that AKS made, read and sent back.
  if (existing === undefined && textAt(body, 'properties', 'identityProfile', 'kubeletidentity', 'resourceId') !== undefined) {
    throw aksRefusal(400, 'CustomKubeletIdentityOnlySupportedOnUserAssignedMSICluster', 'Custom kubelet identity is only supported on user assigned MSI cluster.');
  }
  const zone = textAt(body, 'properties', 'apiServerAccessProfile', 'privateDNSZone') ?? '';
  // A cluster with a service principal has rights of its own to give.
  if (!zone.startsWith('/') || textAt(body, 'identity', 'type') === undefined) return;
  throw aksRefusal(
    400, 'InvalidParameter', `The value of parameter apiServerAccessProfile.privateDNSZone is invalid. Error details: '${zone}': a custom private DNS zone requires a user-assigned identity.`,
    'apiServerAccessProfile.privateDNSZone',
  );
}

/** The two outbound types of an isolated cluster. */
const isolatedTypes                      = new Set(['none', 'block']);

/** A refusal of what no isolated cluster can be. */
function notIsolated(message        )          {
  return aksRefusal(400, 'InvalidNetworkIsolatedClusterConfiguration', message);
}

/**
 * Refuses an isolated cluster with what the documentation says is not supported in one (aks-network-isolation.md 2.1). The code is the one of all that the
 * service says of isolated clusters, and the texts are ours: no refusal of these was seen (8, 2). What an isolated cluster has already is not asked about, so that
 * it can still be written. @param body of the PUT @param outboundType as it is to be
 */
function requireIsolable(body            , outboundType        , existing                     )       {
  if (!isolatedTypes.has(outboundType)) return;
  const wish = wishOf(body, existing);
  const before = existing !== undefined && isIsolated(existing) ? wishOf(existing, undefined) : undefined;
  const isNew = (member                              , value        )          => wish[member] === value && before?.[member] !== value;
  if (isNew('plugin', 'kubenet')) throw notIsolated(`Network plugin kubenet is not supported when outbound type is ${outboundType}`);
  if (isNew('channel', 'unmanaged')) throw notIsolated(`Node OS upgrade channel Unmanaged is not supported when outbound type is ${outboundType}`);
  // One report (Azure/AKS issue 5240), which was closed; nothing says that it works now.
  if (isNew('sku', 'automatic')) throw notIsolated(`SKU Automatic is not supported when outbound type is ${outboundType}`);
  for (const pool of arrayAt(body, 'properties', 'agentPoolProfiles')) {
    const name = textAt(pool, 'name') ?? '';
    const living = existing?.pools.find((candidate) => candidate.name === name)?.properties;
    if (before === undefined) requireLinux(name, textAt(pool, 'osType') ?? textAt(living, 'osType'), outboundType);
    if (outboundType === 'block' && (textAt(pool, 'vnetSubnetID') ?? textAt(living, 'vnetSubnetID')) !== undefined) {
      throw notIsolated(`Outbound type block is only supported with an AKS-managed virtual network, but agent pool '${name}' uses a custom one`);
    }
  }
}

/** Refuses a new Windows pool for a cluster with this outbound type, where that is an isolated one. */
function requireLinux(pool        , osType                    , outboundType        )       {
  if (isolatedTypes.has(outboundType) && osType?.toLowerCase() === 'windows') throw notIsolated(`Windows agent pool '${pool}' is not supported when outbound type is ${outboundType}`);
}

/** What decides, in lower case. A PUT that names no plugin and no SKU leaves them as they are, a new cluster gets kubenet (`completeNetwork`). */
function wishOf(document        , living                     )                                                         {
  const body = asObject(document);
  const plugin = textAt(body, 'properties', 'networkProfile', 'networkPlugin') ?? textAt(living?.properties, 'networkProfile', 'networkPlugin') ?? 'kubenet';
  const channel = textAt(body, 'properties', 'autoUpgradeProfile', 'nodeOSUpgradeChannel') ?? '';
  const sku = textAt(body, 'sku', 'name') ?? textAt(living?.sku, 'name') ?? '';
  return { plugin: plugin.toLowerCase(), channel: channel.toLowerCase(), sku: sku.toLowerCase() };
}

function isIsolated({ properties }         )          {
  return isolatedTypes.has(textAt(properties, 'networkProfile', 'outboundType') ?? '');
}

const clusterName = /^[a-zA-Z0-9]([-_a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/;
const dnsPrefix = /^[a-zA-Z0-9]([-a-zA-Z0-9]{0,52}[a-zA-Z0-9])?$/;

/** What a PUT asks for and what lives, as far as the rules compare them. */
                
                                  
                                
                                  
 

/**
 * Refuses a cluster PUT that AKS would refuse (aks-network-isolation.md 2.1 and 2.2; errors.json). Texts marked there as known are
 * Azure's; the others say the same in words of ours.
 */
function requireValidCluster(name        , body            , existing                     )       {
  const properties = asObject(body['properties']);
  if (!clusterName.test(name)) throw invalid$5('managedCluster.name', name, 'see https://aka.ms/aks-naming-rules');
  requireFrame(properties, existing);
  requirePools(arrayAt(properties, 'agentPoolProfiles'), existing);
  const wish       = {
    properties,
    outboundType: outboundTypeOf(asObject(properties['networkProfile']), asObject(existing?.properties['networkProfile'])),
    artifactSource: textAt(properties, 'bootstrapProfile', 'artifactSource') ?? 'Direct',
  };
  requireNetwork(wish, body);
  requireFindable(properties);
  requireIdentityValues(body, existing);
  requireOwnIdentity(body, existing);
  if (existing !== undefined) requireChange(wish, existing);
  requireIsolable(body, wish.outboundType, existing);
}

/** Names and versions: what every cluster has. */
function requireFrame(properties            , existing                     )       {
  const prefix = textAt(properties, 'dnsPrefix');
  const fixed = textAt(existing, 'properties', 'dnsPrefix');
  if (prefix === undefined && textAt(properties, 'fqdnSubdomain') === undefined && fixed === undefined) throw missing$2('dnsPrefix');
  if (prefix !== undefined && !dnsPrefix.test(prefix)) throw invalid$5('dnsPrefix', prefix, 'it holds letters, digits and hyphens, at most 54');
  if (fixed !== undefined && prefix !== undefined && prefix !== fixed) throw changed('dnsPrefix');
  const group = textAt(properties, 'nodeResourceGroup');
  if (existing !== undefined && group !== undefined && group !== existing.made.nodeResourceGroup) throw changed('nodeResourceGroup');
  requireOffered(at(properties, 'kubernetesVersion'), textAt(existing, 'properties', 'kubernetesVersion'));
}

function requireNetwork({ properties, outboundType, artifactSource }      , body            )       {
  if (!outboundTypes.has(outboundType)) throw invalid$5('networkProfile.outboundType', outboundType, 'it is no outbound type');
  if (artifactSource !== 'Cache' && artifactSource !== 'Direct') {
    throw invalid$5('bootstrapProfile.artifactSource', artifactSource, 'it is Cache or Direct');
  }
  const registry = textAt(properties, 'bootstrapProfile', 'containerRegistryId');
  if (artifactSource === 'Direct' && registry !== undefined) {
    // What the command line of Azure does not let pass (aks-network-isolation.md 2.1); that the service does not either is assumed.
    throw invalid$5('bootstrapProfile.containerRegistryId', registry, 'it is only taken with bootstrapProfile.artifactSource Cache');
  }
  if (isolatedTypes.has(outboundType) && artifactSource !== 'Cache') {
    throw notIsolated("When outbound type is none or block, bootstrapProfile.artifactSource must be 'Cache'");
  }
  if (artifactSource === 'Cache' && usesServicePrincipal(properties, body)) {
    throw aksRefusal(
      400,
      'BootstrapArtifactSourceNotAllowed',
      "When feature \"ServicePrincipalCluster\" is enabled, bootstrapProfile.artifactSource 'Cache' is not allowed",
    );
  }
  if (outboundType === 'userDefinedRouting' && isJsonObject(at(properties, 'networkProfile', 'loadBalancerProfile'))) {
    throw aksRefusal(
      400,
      'InvalidUserDefinedRoutingWithLoadBalancerProfile',
      'UserDefinedRouting and load balancer profile are mutually exclusive. Please refer to http://aka.ms/aks/outboundtype for more details',
      'networkProfile.loadBalancerProfile',
    );
  }
}

/** What a living cluster cannot become in one step. */
function requireChange({ properties, outboundType, artifactSource }      , existing         )       {
  const liveType = textAt(existing.properties, 'networkProfile', 'outboundType') ?? 'loadBalancer';
  const liveSource = textAt(existing.properties, 'bootstrapProfile', 'artifactSource') ?? 'Direct';
  if (liveSource === 'Direct' && isolatedTypes.has(outboundType)) {
    throw notIsolated(
      `Outbound type cannot be changed to ${outboundType} together with bootstrapProfile.artifactSource to 'Cache'. `
      + 'Update bootstrapProfile.artifactSource first and upgrade the node image of all agent pools',
    );
  }
  if (liveSource === 'Cache' && artifactSource === 'Direct' && isolatedTypes.has(liveType)) {
    throw aksRefusal(400, 'BootstrapArtifactSourceNotAllowed', "BootstrapProfile artifact source cannot be changed from 'Cache' to 'Direct'");
  }
  const network = existing.pools.some((pool) => textAt(pool.properties, 'vnetSubnetID') !== undefined) ? 'own' : 'managed';
  if (!mayChangeOutboundType(liveType, outboundType, network)) throw changed('networkProfile.outboundType');
  requireSameAccess(properties, existing);
}

/** A link-based private API server is so from creation on; only one in a virtual network may change, and it stays there (4.3). */
function requireSameAccess(properties            , existing         )       {
  const live = asObject(existing.properties['apiServerAccessProfile']);
  const wanted = asObject(properties['apiServerAccessProfile']);
  if (live['enableVnetIntegration'] === true && wanted['enableVnetIntegration'] !== true) throw changed('apiServerAccessProfile.enableVnetIntegration');
  if (wanted['enableVnetIntegration'] === true) return;
  if ((live['enablePrivateCluster'] === true) !== (wanted['enablePrivateCluster'] === true)) {
    throw changed('apiServerAccessProfile.enablePrivateCluster');
  }
}

function usesServicePrincipal(properties            , body            )          {
  const client = textAt(properties, 'servicePrincipalProfile', 'clientId');
  return client !== undefined && client !== 'msi' && textAt(body, 'identity', 'type') === undefined;
}

/** The way out cannot be closed while these pools start by it. The text is ours (aks-network-isolation.md 8, 4). */
function notReimaged(pools                                      )          {
  return notIsolated(`The nodes of agent pools ${pools.map(({ name }) => name).join(', ')} do not use the bootstrap artifact source of the cluster. Upgrade their node images before changing the outbound type`);
}

const type$1 = '/providers/Microsoft.ContainerService/managedClusters';
const list$7 = `/subscriptions/{subscription}/resourceGroups/{group}${type$1}`;
const clusterPattern = `${list$7}/{cluster}`;

/** `Microsoft.ContainerService/managedClusters`: statuses, headers and bodies as in ground-truth (README.md there names the files). */
function clusterRoutes(arm     )                   {
  return [
    { method: 'GET', pattern: `/subscriptions/{subscription}${type$1}`, handle: (call) => listClusters(arm, call, `/subscriptions/${parameter(call, 'subscription')}/`) },
    {
      method: 'GET',
      pattern: list$7,
      handle(call) {
        return listClusters(arm, call, `${groupOf$1(arm.state, call).id}/`);
      },
    },
    { method: 'GET', pattern: clusterPattern, handle: (call) => getCluster(arm, call) },
    { method: 'PUT', pattern: clusterPattern, handle: (call) => putCluster(arm, call) },
    { method: 'PATCH', pattern: clusterPattern, handle: (call) => patchTags$1(arm, call) },
    { method: 'DELETE', pattern: clusterPattern, handle: (call) => deleteCluster(arm, call) },
  ];
}

/** The cluster that the path names, or undefined. Throws ResourceGroupNotFound. */
function findCluster(state          , call         )                      {
  const group = groupOf$1(state, call);
  return state.clusters.get(clusterId(parameter(call, 'subscription'), group.name, parameter(call, 'cluster')).toLowerCase());
}

/** Begins an operation on a cluster or pool; it has the id of the request that caused it. */
function begin$1(arm     , call         , kind               , subject        , location        , duration        , fate                   )            {
  const begun = { id: call.requestId, kind, subject: subject.toLowerCase(), subscriptionId: parameter(call, 'subscription'), location };
  return arm.state.operations.start(begun, duration, call.now, fate);
}

/** The clusters whose ids begin with a prefix. */
function listClusters({ state, settings }     , call         , below        )                  {
  const view = { answerTo: 'GET', apiVersion: call.apiVersion, operations: state.operations }         ;
  return ofAks(page(state.clusters.below(below), call, settings, (cluster) => renderCluster(cluster, view)));
}

/** The cluster that the path names. Throws ResourceNotFound and ResourceGroupNotFound. */
function requireCluster$1({ state }     , call         )          {
  const cluster = findCluster(state, call);
  if (cluster !== undefined) return cluster;
  const resource = `${managedClusterType}/${parameter(call, 'cluster')}`;
  throw gatewayRefusal(
    404,
    'ResourceNotFound',
    `The Resource '${resource}' under resource group '${parameter(call, 'group')}' was not found. `
    + 'For more details please go to https://aka.ms/ARMResourceNotFoundFix',
  );
}

function getCluster(arm     , call         )                  {
  return aks(200, renderCluster(requireCluster$1(arm, call), { answerTo: 'GET', apiVersion: call.apiVersion, operations: arm.state.operations }));
}

/** ARM looks first (location), then policy, then the service (rules, preconditions, other operations). */
function putCluster(arm     , call         )                  {
  const { state, settings } = arm;
  const existing = findCluster(state, call);
  const sent = requireBody(call.request);
  const frame = existing ?? newFrame(call, requireLocation(sent));
  if (existing !== undefined) requireSameLocation(existing, requireLocation(sent));
  readTags(sent);
  requireStanding(state, call);
  const id = clusterId(parameter(call, 'subscription'), parameter(call, 'group'), frame.name).replace('/resourcegroups/', '/resourceGroups/');
  const admitted = requirePolicyAllows(arm, call, { type: managedClusterType, name: frame.name, id, apiVersion: call.apiVersion, body: sent });
  const body = bodySurface(admitted, call.apiVersion);

  requirePreconditions(call.request, existing?.etag);
  if (existing !== undefined) {
    requireIdleCluster(existing, state.operations);
    requirePower(existing, 'Running', 'updating');
  }
  requireValidCluster(frame.name, body, existing);
  requireSurroundings(body, frame.location, existing, state);
  requireControlPlaneAccess(id, body, call.now, arm);

  const named = existing === undefined ? nameNodeGroup(frame, textAt(body, 'properties', 'nodeResourceGroup'), state) : frame;
  const completed = completeCluster(body, pickFrame(named), existing, call);
  const cluster = existing?.awaitsRestart === true || movesApiServer(completed, existing) ? { ...completed, awaitsRestart: true          } : completed;
  const cutOff = cutOffPools(cluster, existing);
  if (cutOff.length > 0 && settings.reimageCheck === 'refuse') throw notReimaged(cutOff);
  if (existing === undefined) requireCores(cluster, cluster.pools, arm);
  const key = cluster.id.toLowerCase();
  state.clusters.set(key, cluster);
  state.clusterWrites.set(key, [...(state.clusterWrites.get(key) ?? []), writeOf(cluster, call.now)]);
  storeGroup(state, subscriptionOf(cluster), { name: cluster.made.nodeResourceGroup, location: cluster.location, managedBy: cluster.id });
  const disallowed = endOfDisallowed(cluster, cluster.pools, 'cluster', call, arm);
  if (disallowed === undefined) keepManagedRegistry(cluster, call.now, state);
  const operation = existing === undefined
    ? begin$1(arm, call, 'Creating', cluster.id, cluster.location, durations.createCluster, disallowed ?? endOfUnlinked(cluster, call.now, arm))
    : begin$1(arm, call, 'Updating', cluster.id, cluster.location, durations.updateCluster, endOfCutOff(cluster, cutOff) ?? endOfLocked(cluster, existing, state) ?? disallowed);
  const view = { answerTo: 'PUT', apiVersion: call.apiVersion, operations: state.operations }         ;
  return aks(existing === undefined ? 201 : 200, renderCluster(cluster, view), operationHeaders(operation, settings.endpoint, 'status'));
}

/** The tags alone, in the place of those that are there ("Managed Clusters - Update Tags", REST reference); it runs like any update. */
function patchTags$1(arm     , call         )                  {
  const cluster = requireCluster$1(arm, call);
  const sent = requireBody(call.request);
  const other = Object.keys(sent).find((name) => name.toLowerCase() !== 'tags');
  if (other !== undefined) throw aksRefusal(400, 'InvalidParameter', `A PATCH of a managed cluster takes 'tags', and not '${other}'.`, other);
  const document = renderCluster(cluster, { answerTo: 'GET', apiVersion: call.apiVersion, operations: arm.state.operations });
  return putCluster(arm, { ...call, request: { ...call.request, body: { ...document, tags: readTags(sent) ?? {} } } });
}

function newFrame(call         , location        )               {
  const [name, resourceGroup] = [parameter(call, 'cluster'), parameter(call, 'group')];
  const made = makeUp(defaultNodeResourceGroup(resourceGroup, name, location));
  return { id: clusterId(parameter(call, 'subscription'), resourceGroup, name), name, resourceGroup, location, made };
}

/** Microsoft Learn, AKS FAQ: ten fewer than others. */
const mostGroupCharacters = 80;

/** The node resource group is the service's own: one that exists already is refused. The text is assumed. */
function nameNodeGroup(frame              , wanted                    , state          )               {
  const nodeResourceGroup = wanted ?? frame.made.nodeResourceGroup;
  if (!isGroupName(nodeResourceGroup) || nodeResourceGroup.length > mostGroupCharacters) throw invalid$5('nodeResourceGroup', nodeResourceGroup, 'it is no name of a resource group');
  if (state.groups.has(groupId(subscriptionOf(frame), nodeResourceGroup).toLowerCase())) {
    throw invalid$5('nodeResourceGroup', nodeResourceGroup, 'a resource group of this name exists already');
  }
  return { ...frame, made: { ...frame.made, nodeResourceGroup } };
}

function pickFrame({ id, name, resourceGroup, location, made }              )               {
  return { id, name, resourceGroup, location, made };
}

/** A deletion does not wait for what is under way, it takes its place (AKS troubleshooting, "AKSOperationPreemptedByDelete"). */
function deleteCluster(arm     , call         )                  {
  const { operations } = arm.state;
  const cluster = findCluster(arm.state, call);
  if (cluster === undefined) return { status: 204 };
  requirePreconditions(call.request, cluster.etag);
  const subject = cluster.id.toLowerCase();
  const running = operations.runningOn(subject);
  const under = running?.kind === 'Deleting' ? [] : [...(running === undefined ? [] : [running]), ...operations.runningBelow(subject)];
  for (const operation of under) {
    operations.preempt(operation, 'AKSOperationPreemptedByDelete', 'This operation has been preempted by Deleting operation.', call.now);
  }
  const operation = running?.kind === 'Deleting'
    ? running
    : begin$1(arm, call, 'Deleting', cluster.id, cluster.location, durations.deleteCluster);
  return { status: 202, headers: operationHeaders(operation, arm.settings.endpoint, 'statusAndResult') };
}

/** AKS names its content type without a charset, unlike ARM itself. */
function aks(status        , body        , headers                                   = {})                  {
  return ofAks({ status, headers, body });
}

/** An answer with AKS's content type (delete.json: lists as well). */
function ofAks(response                 )                  {
  return { ...response, headers: { 'content-type': 'application/json', ...response.headers } };
}

/** What machines a location has room for, and what a cluster reaches out to. */
function capacityRoutes(arm     )                   {
  return [
    {
      method: 'GET',
      pattern: '/subscriptions/{subscription}/providers/Microsoft.Compute/locations/{location}/usages',
      handle: (call) => page(usagesIn(parameter(call, 'subscription'), parameter(call, 'location').toLowerCase(), arm), call, arm.settings),
    },
    {
      method: 'GET',
      pattern: `${clusterPattern}/outboundNetworkDependenciesEndpoints`,
      handle(call) {
        const { properties, location } = requireCluster$1(arm, call);
        const isClosed = ['none', 'block'].includes(textAt(properties, 'networkProfile', 'outboundType') ?? '');
        return page(isClosed ? [] : dependencies(location, sourceIn(properties).source), call, arm.settings);
      },
    },
  ];
}

/** Of an open cluster (OutboundNetworkDependenciesEndpointsList.json of Azure/azure-rest-api-specs shows the form, the names are the documentation's, abridged). An isolated one needs none. */
function dependencies(location        , source                    )                        {
  return [
    category('azure-resource-management', 'management.azure.com', 'login.microsoftonline.com'),
    ...(source === 'Direct' ? [category('images', 'mcr.microsoft.com', '*.data.mcr.microsoft.com'), category('artifacts', 'packages.aks.azure.com')] : []),
    category('apiserver', `*.hcp.${location}.azmk8s.io`),
  ];
}

function category(name        , ...domains                   )             {
  return { category: name, endpoints: domains.map((domainName) => ({ domainName, endpointDetails: [{ port: 443 }] })) };
}

const location$1 = '/subscriptions/{subscription}/providers/Microsoft.ContainerService/locations/{location}';

/**
 * What AKS offers: Kubernetes versions of a location, and what a cluster or pool may be brought to (REST reference, "Managed Clusters - List
 * Kubernetes Versions", "Get Upgrade Profile"; `orchestrators` of 2019-04-01 is what older clients ask).
 */
function offerRoutes(arm     )                   {
  return [
    { method: 'GET', pattern: `${location$1}/kubernetesVersions`, handle: () => aks(200, { values: offeredVersions.map(versionDocument) }) },
    { method: 'GET', pattern: `${location$1}/orchestrators`, handle: (call) => aks(200, orchestrators(call)) },
    { method: 'GET', pattern: `${clusterPattern}/upgradeProfiles/default`, handle: (call) => aks(200, clusterProfile(arm, call)) },
  ];
}

                                                

function versionDocument({ minor, patch }         )             {
  return {
    version: minor,
    capabilities: { supportPlan: ['KubernetesOfficial', 'AKSLongTermSupport'] },
    patchVersions: { [patch]: { upgrades: upgradesOf(patch) } },
    ...(patch === defaultKubernetesVersion ? { isDefault: true } : {}),
  };
}

function orchestrators({ request }         )             {
  const versions = offeredVersions.map(({ patch }) => ({
    orchestratorType: 'Kubernetes',
    orchestratorVersion: patch,
    ...(patch === defaultKubernetesVersion ? { default: true } : {}),
    upgrades: upgradesOf(patch).map((orchestratorVersion) => ({ orchestratorType: 'Kubernetes', orchestratorVersion })),
  }));
  return { id: request.path, name: 'default', type: 'Microsoft.ContainerService/locations/orchestrators', properties: { orchestrators: versions } };
}

function clusterProfile(arm     , call         )             {
  const cluster = requireCluster$1(arm, call);
  const profile = profileOf(textAt(cluster.properties, 'currentKubernetesVersion') ?? defaultKubernetesVersion);
  return {
    id: `${cluster.id}/upgradeprofiles/default`,
    name: 'default',
    type: 'Microsoft.ContainerService/managedClusters/upgradeprofiles',
    properties: { controlPlaneProfile: profile, agentPoolProfiles: null },
  };
}

function profileOf(version        )                                                                                                             {
  return { kubernetesVersion: version, osType: 'Linux', upgrades: upgradesOf(version).map((kubernetesVersion) => ({ kubernetesVersion })) };
}

const location = '/subscriptions/{subscription}/providers/Microsoft.ContainerService/locations/{location}';

/** The two addresses of an operation: its status, readable also when its subject is gone (delete.json), and its result. */
function operationRoutes(arm     )                   {
  return [
    {
      method: 'GET',
      pattern: `${location}/operations/{operation}`,
      handle: (call) => aks(200, renderOperation(requireOperation$1(arm, call))),
    },
    { method: 'GET', pattern: `${location}/operationresults/{operation}`, handle: (call) => result(arm, call) },
  ];
}

/** Assumed: 202 while it runs, then the pool for an image upgrade and 204 for a deletion. No recording polls this address. */
function result(arm     , call         )                  {
  const operation = requireOperation$1(arm, call);
  if (operation.status === 'InProgress') {
    return { status: 202, headers: operationHeaders(operation, arm.settings.endpoint, 'statusAndResult') };
  }
  // Assumed as well: what did not end well answers its error.
  if (operation.error !== undefined) throw aksRefusal(409, operation.error.code, operation.error.message);
  const [cluster = '', name = ''] = operation.subject.split('/agentpools/');
  const found = arm.state.clusters.get(cluster);
  const pool = found === undefined ? undefined : findPool(found, name);
  if (found === undefined || pool === undefined) return { status: 204 };
  return aks(200, renderPool(found, pool, { answerTo: 'GET', apiVersion: call.apiVersion, operations: arm.state.operations }));
}

function requireOperation$1(arm     , call         )            {
  const id = parameter(call, 'operation');
  const operation = arm.state.operations.find(id);
  if (operation !== undefined && operation.location === parameter(call, 'location').toLowerCase()) return operation;
  throw aksRefusal(404, 'NotFound', `The operation ${id} could not be found.`);
}

const list$6 = '/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Compute/virtualMachineScaleSets/{set}/virtualMachines';

/** The machines of scale sets, to be read: they tell when nodes were made. */
function machineRoutes(arm     )                   {
  return [
    { method: 'GET', pattern: list$6, handle: (call) => page(machines(arm, call), call, arm.settings) },
    {
      method: 'GET',
      pattern: `${list$6}/{instance}`,
      handle(call) {
        const found = machines(arm, call).find((one) => textAt(one, 'instanceId') === parameter(call, 'instance'));
        if (found === undefined) throw notFound$1(call, `${parameter(call, 'set')}/virtualMachines/${parameter(call, 'instance')}`);
        return { status: 200, body: found };
      },
    },
  ];
}

function machines({ state }     , call         )                        {
  const set = state.resources.find(`${groupOf$1(state, call).id}/providers/Microsoft.Compute/virtualMachineScaleSets/${parameter(call, 'set')}`);
  if (set === undefined) throw notFound$1(call, parameter(call, 'set'));
  return machinesOf(set, state);
}

function notFound$1(call         , name        )        {
  return gatewayRefusal(404, 'ResourceNotFound', `The Resource 'Microsoft.Compute/virtualMachineScaleSets/${name}' under resource group '${parameter(call, 'group')}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`);
}

/** How it ends that nodes are made anew; undefined: well. */
function endOfReimage({ awaitsRestart }         )                               {
  return awaitsRestart === true ? { status: 'Failed', error: extensionError(51) } : undefined;
}

const list$5 = `${clusterPattern}/agentPools`;
const pattern$2 = `${list$5}/{pool}`;

/** `Microsoft.ContainerService/managedClusters/agentPools`, and the upgrade of their node images (node-image-upgrade.json). */
function poolRoutes(arm     )                   {
  return [
    {
      method: 'GET',
      pattern: list$5,
      handle(call) {
        const cluster = requireCluster(arm, call, 'read');
        return ofAks(page(cluster.pools.map((pool) => renderPool(cluster, pool, view(arm, call, 'GET'))), call, arm.settings));
      },
    },
    {
      method: 'GET',
      pattern: pattern$2,
      handle(call) {
        const cluster = requireCluster(arm, call, 'read');
        return aks(200, renderPool(cluster, requirePool(cluster, call), view(arm, call, 'GET')));
      },
    },
    { method: 'PUT', pattern: pattern$2, handle: (call) => putPool(arm, call) },
    { method: 'DELETE', pattern: pattern$2, handle: (call) => deletePool(arm, call) },
    { method: 'POST', pattern: `${pattern$2}/upgradeNodeImageVersion`, handle: (call) => upgradeNodeImage(arm, call) },
    {
      method: 'GET',
      pattern: `${pattern$2}/upgradeProfiles/default`,
      handle(call) {
        const cluster = requireCluster(arm, call, 'read');
        const pool = requirePool(cluster, call);
        return aks(200, renderUpgradeProfile(cluster, pool, nodeImages[pool.properties['osType'] === 'Windows' ? 'Windows' : 'Linux'][1]));
      },
    },
  ];
}

function putPool(arm     , call         )                  {
  const cluster = requireCluster(arm, call, 'write');
  const requested = requireBody(call.request);
  const name = parameter(call, 'pool');
  const existing = findPool(cluster, name);
  requireStanding(arm.state, call);
  const id = poolId(cluster, name).replace('/resourcegroups/', '/resourceGroups/');
  const body = requirePolicyAllows(arm, call, { type: agentPoolType, name: `${cluster.name}/${name}`, id, apiVersion: call.apiVersion, body: requested });

  requirePreconditions(call.request, existing?.etag);
  requireIdlePool(cluster, name, arm.state.operations);
  requirePower(cluster, 'Running', 'updating');
  const sent = poolSurface(asObject(withoutReadOnly(agentPoolType, body)['properties']), call.apiVersion);
  requireValidPool(name, sent, existing);
  requirePoolRoom([...cluster.pools.filter((other) => other !== existing).map(({ properties }) => properties), sent]);
  if (existing === undefined) requireLinux(name, textAt(sent, 'osType'), textAt(cluster.properties, 'networkProfile', 'outboundType') ?? '');

  const pool = completePool(name, sent, existing, {
    kubernetesVersion: textAt(cluster.properties, 'kubernetesVersion') ?? defaultKubernetesVersion,
    networkProfile: asObject(cluster.properties['networkProfile']),
    nodes: { ...sourceIn(cluster.properties), madeAt: call.now },
    apiVersion: call.apiVersion,
  });
  if (existing === undefined) requireCores(cluster, [pool], arm);
  store$1(arm, cluster, existing === undefined
    ? [...cluster.pools, pool]
    : cluster.pools.map((current) => (current === existing ? pool : current)));
  const disallowed = endOfDisallowed(cluster, [pool], 'pools', call, arm);
  const operation = existing === undefined
    ? begin$1(arm, call, 'Creating', poolId(cluster, name), cluster.location, durations.createPool, disallowed)
    : begin$1(arm, call, 'Updating', poolId(cluster, name), cluster.location, durations.updatePool, disallowed);
  const headers = operationHeaders(operation, arm.settings.endpoint, 'status');
  return aks(existing === undefined ? 201 : 200, renderPool(cluster, pool, view(arm, call, 'PUT')), headers);
}

function deletePool(arm     , call         )                  {
  const cluster = requireCluster(arm, call, 'delete');
  const { operations } = arm.state;
  const pool = findPool(cluster, parameter(call, 'pool'));
  if (pool === undefined) return { status: 204 };
  requirePreconditions(call.request, pool.etag);
  const key = poolId(cluster, pool.name).toLowerCase();
  const own = operations.runningOn(key);
  if (own === undefined || own.kind === 'Deleting' || operations.runningOn(cluster.id.toLowerCase()) !== undefined) requireIdlePool(cluster, pool.name, operations);
  if (isSystem(pool) && cluster.pools.filter(isSystem).length === 1) {
    throw aksRefusal(400, 'BadRequest', `There has to be at least one system node pool; agent pool '${pool.name}' is the last one.`);
  }
  // As a cluster's own deletion does: assumed of a pool's.
  if (own !== undefined) operations.preempt(own, 'AKSOperationPreemptedByDelete', 'This operation has been preempted by Deleting operation.', call.now);
  const operation = begin$1(arm, call, 'Deleting', poolId(cluster, pool.name), cluster.location, durations.updatePool);
  return { status: 202, headers: operationHeaders(operation, arm.settings.endpoint, 'statusAndResult') };
}

function isSystem(pool           )          {
  return pool.properties['mode'] === 'System';
}

/** An action, not a write: policy does not see it (aks-network-isolation.md 4.1). The answer has the pool as body. */
function upgradeNodeImage(arm     , call         )                  {
  const cluster = requireCluster(arm, call, 'upgradeNodeImageVersion');
  const pool = requirePool(cluster, call);
  requireIdlePool(cluster, pool.name, arm.state.operations);
  requirePower(cluster, 'Running', 'updating');
  const fate = endOfReimage(cluster) ?? endOfLocked(cluster, undefined, arm.state) ?? endOfDisallowed(cluster, [pool], 'pools', call, arm);
  const operation = begin$1(arm, call, 'UpgradingNodeImageVersion', poolId(cluster, pool.name), cluster.location, durations.upgradeNodeImage, fate);
  const stored = withPools(cluster, cluster.pools.map((current) => (current.name === pool.name ? { ...pool, etag: newEtag() } : current)));
  arm.state.clusters.set(cluster.id.toLowerCase(), stored);
  const headers = operationHeaders(operation, arm.settings.endpoint, 'statusAndResult');
  return aks(202, renderPool(stored, requirePool(stored, call), view(arm, call, 'GET')), headers);
}

function store$1(arm     , cluster         , pools                      )       {
  arm.state.clusters.set(cluster.id.toLowerCase(), withPools(cluster, pools));
}

function requireCluster(arm     , call         , action        )          {
  const cluster = findCluster(arm.state, call);
  if (cluster !== undefined) return cluster;
  const parent = call.request.path.replace(/\/agentPools(\/.*)?$/i, '');
  throw gatewayRefusal(
    404,
    'ParentResourceNotFound',
    `Failed to perform '${action}' on resource(s) of type 'managedClusters/agentPools', because the parent resource '${parent}' could not be found.`,
  );
}

/** The text is assumed. */
function requirePool(cluster         , call         )            {
  const name = parameter(call, 'pool');
  const pool = findPool(cluster, name);
  if (pool === undefined) throw aksRefusal(404, 'NotFound', `Could not find the agentpool: (${name}) in cluster (${cluster.name}).`);
  return pool;
}

function view(arm     , call         , answerTo               )                                   {
  return { answerTo, apiVersion: call.apiVersion, operations: arm.state.operations };
}

/** A cluster is stopped and started, and what is under way on it broken off: actions, which policy does not see. */
function powerRoutes(arm     )                   {
  return [
    { method: 'POST', pattern: `${clusterPattern}/stop`, handle: (call) => changePower$1(arm, call, 'stop') },
    { method: 'POST', pattern: `${clusterPattern}/start`, handle: (call) => changePower$1(arm, call, 'start') },
    { method: 'POST', pattern: `${clusterPattern}/abort`, handle: (call) => abort(arm, call) },
    { method: 'POST', pattern: `${clusterPattern}/agentPools/{pool}/abort`, handle: (call) => abort(arm, call) },
  ];
}

function changePower$1(arm     , call         , action                  )                  {
  const cluster = requireCluster$1(arm, call);
  requireIdleCluster(cluster, arm.state.operations);
  if (action === 'stop') requirePower(cluster, 'Running', 'stopping');
  else requirePower(cluster, 'Stopped', 'starting');
  const operation = action === 'stop'
    ? begin$1(arm, call, 'Stopping', cluster.id, cluster.location, durations.stopCluster)
    : begin$1(arm, call, 'Starting', cluster.id, cluster.location, durations.startCluster);
  return { status: 202, headers: operationHeaders(operation, arm.settings.endpoint, 'statusAndResult') };
}

/**
 * The operation of the cluster, or else the last of its pools, ends as canceled, and leaves things so (aks-network-isolation.md 4.5); at a pool its own.
 * Assumed: there has to be one. A deletion is not broken off.
 */
function abort(arm     , call         )                  {
  const cluster = requireCluster$1(arm, call);
  const { operations } = arm.state;
  const { pool } = call.parameters;
  const id = pool === undefined ? cluster.id : poolId(cluster, pool);
  const subject = id.toLowerCase();
  const running = operations.runningOn(subject) ?? (pool === undefined ? operations.runningBelow(subject).at(-1) : undefined);
  if (running === undefined || running.kind === 'Deleting') {
    throw aksRefusal(409, 'OperationNotAllowed', 'Operation is not allowed: there is no operation in progress that could be aborted.');
  }
  operations.fail(running.id, { status: 'Canceled', error: { code: 'OperationCanceled', message: 'The operation was canceled by an abort request.' } }, 'now', call.now);
  const operation = begin$1(arm, call, 'Canceling', `${id}/abort`, cluster.location, 0);
  return { status: 202, headers: operationHeaders(operation, arm.settings.endpoint, 'statusAndResult') };
}

const messages                                                                      = {
  malformed: ['InvalidAuthenticationToken', 'The access token is invalid.'],
  foreign: ['InvalidAuthenticationToken', 'The received access token is not valid: its signature could not be validated by the sandbox.'],
  audience: [
    'InvalidAuthenticationTokenAudience',
    `The access token has been obtained for wrong audience or resource '${graphResource}'. It should exactly match with one of the allowed audiences `
    + "'https://management.core.windows.net/','https://management.core.windows.net','https://management.azure.com/','https://management.azure.com'.",
  ],
  expired: ['ExpiredAuthenticationToken', 'The access token expiry UTC time is earlier than current UTC time.'],
};

/**
 * The object id of the caller. Throws 401 unless the request brings a bearer token of the sandbox's own authority that has not
 * expired, and is not meant for Microsoft Graph.
 */
function requireToken(request                , tokens              , authorityHost        )         {
  const [scheme = '', token = ''] = (request.headers['authorization'] ?? '').split(' ');
  const claims = decodeToken(token)?.claims;
  const problem = tokens.problemOf(token) ?? (textAt(claims, 'aud') === graphResource ? 'audience' : undefined);
  if (scheme.toLowerCase() === 'bearer' && problem === undefined) return textAt(claims, 'oid') ?? '';
  const [code, message] = scheme.toLowerCase() === 'bearer' && problem !== undefined
    ? messages[problem]
    : ['AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing."];
  const challenge = `Bearer authorization_uri="${authorityHost}/${tenantId}", error="invalid_token", error_description="${message}"`;
  throw gatewayRefusal(401, code, message, { 'www-authenticate': challenge });
}

/** Where a policy object stands. `tenant` holds built-in definitions only. */
                                                                                                     

/** What sort of scope an id is. Throws when the subscription, group or management group in it does not exist. */
function requireScope(scope        , state          )            {
  if (scope === '') return 'tenant';
  const parsed = parseScope(scope);
  if (parsed?.kind === 'managementGroup') requireManagementGroup(state.hierarchy, parsed.managementGroup);
  const subscription = segmentAfter(scope, 'subscriptions');
  if (subscription !== undefined) requireSubscription(state.hierarchy, subscription);
  const group = segmentAfter(scope, 'resourceGroups');
  if (group !== undefined) requireGroup(state, subscription ?? '', group);
  if (parsed !== undefined) return parsed.kind;
  if (group === undefined) throw gatewayRefusal(400, 'InvalidScope', `The scope '${scope}' is invalid.`);
  return 'resource';
}

const guid$1 = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Texts: ALZ issue 3419 (InvalidRoleAssignmentId), azure-powershell issue 16627 (InvalidPrincipalId). */
function requireGuid(value        , what                                                              )       {
  if (guid$1.test(value)) return;
  if (what === 'role definition ID') throw refusal$1(400, 'InvalidRoleDefinitionId', `The role definition ID '${value}' is not valid. The role definition ID must be a GUID.`);
  const [code, subject] = what === 'Principal ID' ? ['InvalidPrincipalId', 'Principal ID'] : ['InvalidRoleAssignmentId', 'The role assignment ID'];
  throw refusal$1(400, code, `${what === 'Principal ID' ? 'The ' : ''}${subject} '${value}' is not valid. ${subject} must be a GUID.`);
}

/**
 * Throws unless a role assignment can be written:
 * - the principal is in the directory. A new one is not yet; a `principalType` in the body keeps the service from looking
 *   (PrincipalNotFound, text of HubAndSpokeResearchEnclave issue 50 and avdaccelerator issue 76, which shows the ids' forms)
 * - the role exists
 * - its name, unique in the tenant, stands for nothing else: principal, role and scope of an assignment never change
 *   (RoleAssignmentUpdateNotPermitted; Microsoft Learn, "Troubleshoot Azure RBAC", says that a name that is used elsewhere is read as an update)
 * - there is room for one more (RoleAssignmentLimitExceeded)
 * - no other name stands for the same (RoleAssignmentExists, terraform-provider-azurerm issue 28557)
 */
function requireAssignable(sent                , existing                            , saysType         , { state, settings }     , now        )       {
  requireGuid(sent.principalId, 'Principal ID');
  const role = guidIn(sent.roleDefinitionId);
  if (!guid$1.test(role) || (!settings.roles.has(role) && !state.customRoles.has(role))) {
    throw refusal$1(400, 'RoleDefinitionDoesNotExist', `The specified role definition with ID '${sent.roleDefinitionId}' does not exist.`);
  }
  if (existing !== undefined) {
    if (isSame(existing, sent)) return;
    throw refusal$1(400, 'RoleAssignmentUpdateNotPermitted', 'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.');
  }
  for (const other of state.roleAssignments.values()) {
    if (isSame(other, sent)) throw refusal$1(409, 'RoleAssignmentExists', 'The role assignment already exists.');
  }
  requireRoomForOne(sent.scope, state);
  if (!saysType && !isInDirectory(state, sent.principalId, now, settings.principalDelay)) {
    throw refusal$1(
      400,
      'PrincipalNotFound',
      `Principal ${sent.principalId.replaceAll('-', '')} does not exist in the directory ${tenantId}. Check that you have the correct principal ID. `
      + 'If you are creating this principal and then immediately assigning a role, this error might be related to a replication delay. '
      + 'In this case, set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group.  See https://aka.ms/docs-principaltype',
    );
  }
}

/** Microsoft Learn, "Troubleshoot Azure RBAC limits": role assignments in a subscription with all that is in it, and at a management group. */
const mostAssignments = { subscription: 4000, managementGroup: 500 }         ;

/** The code and the beginning of the text are the documentation's; the status is assumed. */
function requireRoomForOne(scope        , { roleAssignments }          )       {
  const subscription = /^\/subscriptions\/[^/]+/i.exec(scope)?.[0];
  const isCounted = (other        )          => (subscription === undefined ? sameId(other, scope) : isWithin(other.toLowerCase(), subscription.toLowerCase()));
  const most = mostAssignments[subscription === undefined ? 'managementGroup' : 'subscription'];
  if (roleAssignments.size < most) return;
  if ([...roleAssignments.values()].filter((other) => isCounted(other.scope)).length < most) return;
  throw refusal$1(400, 'RoleAssignmentLimitExceeded', `No more role assignments can be created: there are ${most} at '${subscription ?? scope}' already.`);
}

function isSame(left                , right                )          {
  return sameId(left.scope, right.scope) && sameId(left.principalId, right.principalId) && guidIn(left.roleDefinitionId) === guidIn(right.roleDefinitionId);
}

/** A role of the tenant's own. */
                             
                
                      
                        
                               
                                              
                                               
 

/** What a body says of a role (REST reference, "Role Definitions - Create Or Update"). Throws what Azure answers to one that is none. */
function readCustomRole(body            , id        )             {
  const name = textAt(body, 'properties', 'roleName') ?? '';
  const permissions = arrayAt(body, 'properties', 'permissions').filter(isJsonObject);
  const assignableScopes = arrayAt(body, 'properties', 'assignableScopes').filter((scope) => typeof scope === 'string');
  if (name === '') throw refusal$1(400, 'RoleDefinitionNameMissing', 'The role definition has no name: give it a roleName.');
  if (permissions.length !== 1) throw refusal$1(400, 'InvalidRoleDefinitionPermissions', `A custom role definition has exactly one entry of permissions, and this one has ${permissions.length}.`);
  if (assignableScopes.length === 0 || assignableScopes.includes('/')) throw refusal$1(400, 'InvalidAssignableScopes', 'A custom role definition has assignable scopes, and the tenant is none of them.');
  return { id, name, description: textAt(body, 'properties', 'description') ?? '', permissions, assignableScopes };
}

function renderCustomRole({ id, name, description, permissions, assignableScopes }            , scope        )             {
  const [subscription = ''] = /^\/subscriptions\/[^/]+/i.exec(scope) ?? [];
  return {
    properties: {
      roleName: name,
      type: 'CustomRole',
      description,
      assignableScopes,
      permissions: permissions.map(({ actions = [], notActions = [], dataActions = [], notDataActions = [] }) => ({ actions, notActions, dataActions, notDataActions })),
    },
    id: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${id}`,
    type: 'Microsoft.Authorization/roleDefinitions',
    name: id,
  };
}

const one$4 = '/{+scope}/providers/Microsoft.Authorization/roleDefinitions/{role}';

/** Roles of the tenant's own, written and deleted; they are read among the built-in ones. */
function customRoleRoutes(arm     )                   {
  return [
    { method: 'PUT', pattern: one$4, handle: (call) => putRole(arm, call) },
    { method: 'DELETE', pattern: one$4, handle: (call) => deleteRole(arm, call) },
  ];
}

/** Those that can be assigned at a scope. */
function customRolesAt(scope        , { customRoles }          )                        {
  return [...customRoles.values()].filter(({ assignableScopes }) => scope === '' || assignableScopes.some((assignable) => isWithin(scope, assignable) || isWithin(assignable, scope)));
}

function putRole({ state }     , call         )                  {
  const [scope, id] = [parameter(call, 'scope'), parameter(call, 'role')];
  requireScope(scope, state);
  requireGuid(id, 'role definition ID');
  if (roles$1.some((role) => sameId(role.id, id))) throw refusal$1(403, 'InvalidRoleDefinitionUpdate', `The role definition '${id}' is built in and cannot be changed.`);
  const role = readCustomRole(requireBody(call.request), id);
  const twin = [...state.customRoles.values(), ...roles$1].find((other) => sameId(other.name, role.name) && !sameId(other.id, id));
  if (twin !== undefined) throw refusal$1(409, 'RoleDefinitionWithSameNameExists', `A custom role with the same name already exists in this directory. Use a different name.`);
  state.customRoles.set(id.toLowerCase(), role);
  return { status: 201, body: renderCustomRole(role, scope) };
}

/** One that is assigned stays (the code is that of public issues). Absent: 204. */
function deleteRole({ state }     , call         )                  {
  const [scope, id] = [parameter(call, 'scope'), parameter(call, 'role')];
  requireScope(scope, state);
  const role = state.customRoles.get(id.toLowerCase());
  if (role === undefined) return { status: 204 };
  if ([...state.roleAssignments.values()].some(({ roleDefinitionId }) => guidIn(roleDefinitionId) === id.toLowerCase())) {
    throw refusal$1(400, 'RoleDefinitionHasAssignments', 'There are existing role assignments referencing role (code: RoleDefinitionHasAssignments).');
  }
  state.customRoles.delete(id.toLowerCase());
  return { status: 200, body: renderCustomRole(role, scope) };
}

/** What the caller may do at a scope (REST reference, "Permissions - List For Resource"): the same everywhere here, and held to (`gates/admit.ts`). */
function permissionRoutes(arm     )                   {
  return [{
    method: 'GET',
    pattern: '/{+scope}/providers/Microsoft.Authorization/permissions',
    handle(call) {
      const scope = parameter(call, 'scope');
      if (requireScope(scope, arm.state) === 'resource') requireResource(scope, arm.state);
      return page(arm.settings.callerPermissions, call, arm.settings);
    },
  }];
}

function requireResource(id        , state          )       {
  const [cluster = '', pool] = id.split(/\/agentPools\//i);
  const found = state.clusters.get(cluster.toLowerCase());
  const isThere = pool === undefined ? found !== undefined || state.resources.find(id) !== undefined : found !== undefined && findPool(found, pool) !== undefined;
  if (isThere) return;
  const parsed = parseResourceId(id);
  throw gatewayRefusal(404, 'ResourceNotFound', `The Resource '${parsed?.type ?? ''}/${parsed?.fullName ?? ''}' under resource group '${parsed?.resourceGroup ?? ''}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`);
}

/** A role assignment as stored. */
                                 
                
                        
                                       
                         
                               
                                    
                                 
                                    
                                           
                                      
                                                             
                                 
                             
                             
 

/** What a body says of an assignment; `principalType` is worked out by the service when it is not sent (byo-acr-create.json). */
function readRoleAssignment(body            , name        , scope        , now        )                 {
  const optional = (member        )                => textAt(body, 'properties', member) ?? null;
  return {
    name,
    scope,
    principalId: textAt(body, 'properties', 'principalId') ?? '',
    roleDefinitionId: textAt(body, 'properties', 'roleDefinitionId') ?? '',
    principalType: textAt(body, 'properties', 'principalType') ?? 'ServicePrincipal',
    condition: optional('condition'),
    conditionVersion: optional('conditionVersion'),
    description: optional('description'),
    delegatedManagedIdentityResourceId: optional('delegatedManagedIdentityResourceId'),
    createdAt: now,
    updatedAt: now,
  };
}

function roleAssignmentId({ scope, name }                                        )         {
  return formatResourceId(scope, 'Microsoft.Authorization/roleAssignments', name);
}

/** An assignment as ARM answers it: `createdBy` is null in the answer that creates it (byo-acr-create.json). */
function renderRoleAssignment(assignment                , answers                              )             {
  const { name, scope, createdAt, updatedAt } = assignment;
  return {
    properties: {
      roleDefinitionId: assignment.roleDefinitionId,
      principalId: assignment.principalId,
      principalType: assignment.principalType,
      scope,
      condition: assignment.condition,
      conditionVersion: assignment.conditionVersion,
      createdOn: toFixedAzureTime(createdAt, name),
      updatedOn: toFixedAzureTime(updatedAt, `updated ${name}`),
      createdBy: answers === 'creation' ? null : principalId,
      updatedBy: principalId,
      delegatedManagedIdentityResourceId: assignment.delegatedManagedIdentityResourceId,
      description: assignment.description,
    },
    id: roleAssignmentId(assignment),
    type: 'Microsoft.Authorization/roleAssignments',
    name,
  };
}

const assignments = '/{+scope}/providers/Microsoft.Authorization/roleAssignments';
const roleAssignmentType = 'Microsoft.Authorization/roleAssignments';
const definitions = '/{+scope}/providers/Microsoft.Authorization/roleDefinitions';

/** Role definitions (built-in ones, to be read) and role assignments at any scope: all synchronous (byo-acr-create.json). */
function authorizationRoutes(arm     )                   {
  return [
    { method: 'GET', pattern: definitions, handle: (call) => listRoles(arm, call) },
    { method: 'GET', pattern: `${definitions}/{role}`, handle: (call) => getRole(arm, call) },
    { method: 'GET', pattern: assignments, handle: (call) => listAssignments(arm, call) },
    { method: 'GET', pattern: `${assignments}/{name}`, handle: (call) => getAssignment(arm, call) },
    { method: 'PUT', pattern: `${assignments}/{name}`, handle: (call) => putAssignment(arm, call) },
    { method: 'DELETE', pattern: `${assignments}/{name}`, handle: (call) => deleteAssignment(arm, call) },
  ];
}

/** `roleName eq '…'` and `type eq 'BuiltInRole'` (Microsoft Learn, "List Azure role definitions", REST); `atScopeAndBelow()` is all here. */
function listRoles({ state, settings }     , call         )                  {
  const scope = parameter(call, 'scope');
  requireScope(scope, state);
  const text = call.request.query.get('$filter')?.trim() ?? '';
  const [, name] = /^roleName eq '(.*)'$/is.exec(text) ?? [];
  const [, type] = /^type eq '(.*)'$/is.exec(text) ?? [];
  if (name === undefined && type === undefined && !/^(atScopeAndBelow\(\))?$/i.test(text)) throw invalidFilter$1(text);
  const found = roles$1.filter((role) => (name === undefined || sameId(role.name, name)) && (type === undefined || sameId(type, 'BuiltInRole')));
  const own = customRolesAt(scope, state).filter((role) => (name === undefined || sameId(role.name, name)) && (type === undefined || sameId(type, 'CustomRole')));
  return page([...found.map((role) => renderRole(role, scope)), ...own.map((role) => renderCustomRole(role, scope))], call, settings);
}

function getRole({ state }     , call         )                  {
  const scope = parameter(call, 'scope');
  requireScope(scope, state);
  const id = parameter(call, 'role');
  const custom = state.customRoles.get(id.toLowerCase());
  if (custom !== undefined) return { status: 200, body: renderCustomRole(custom, scope) };
  const role = roles$1.find((candidate) => sameId(candidate.id, id));
  if (role === undefined) throw refusal$1(404, 'RoleDefinitionDoesNotExist', `The specified role definition with ID '${id}' does not exist.`);
  return { status: 200, body: renderRole(role, scope) };
}

function putAssignment(arm     , call         )                  {
  const { state } = arm;
  const [scope, name] = [parameter(call, 'scope'), parameter(call, 'name')];
  if (requireScope(scope, state) === 'tenant') {
    throw refusal$1(403, 'AuthorizationFailed', "The client does not have authorization to perform action 'Microsoft.Authorization/roleAssignments/write' over scope '/' or the scope is invalid.");
  }
  requireGuid(name, 'role assignment ID');
  const body = requireBody(call.request);
  const sent = readRoleAssignment(body, name, scope, call.now);
  const existing = state.roleAssignments.get(name.toLowerCase());
  requireAssignable(sent, existing, textAt(body, 'properties', 'principalType') !== undefined, arm, call.now);
  if (/^\/subscriptions\//i.test(scope)) requirePolicyAllows(arm, call, { type: roleAssignmentType, name, id: roleAssignmentId(sent), apiVersion: call.apiVersion, body });
  const assignment = existing === undefined ? sent : { ...sent, name: existing.name, scope: existing.scope, createdAt: existing.createdAt };
  state.roleAssignments.set(name.toLowerCase(), assignment);
  return existing === undefined
    ? { status: 201, body: renderRoleAssignment(assignment, 'creation') }
    : { status: 200, body: renderRoleAssignment(assignment, 'anything else') };
}

function getAssignment(arm     , call         )                  {
  const assignment = findAssignment(arm, call);
  if (assignment === undefined) {
    throw refusal$1(404, 'RoleAssignmentNotFound', `The role assignment '${parameter(call, 'name')}' is not found.`);
  }
  return { status: 200, body: renderRoleAssignment(assignment, 'anything else') };
}

/** Absent: 204. What is gone is shown once more. */
function deleteAssignment(arm     , call         )                  {
  const assignment = findAssignment(arm, call);
  if (assignment === undefined) return { status: 204 };
  arm.state.roleAssignments.delete(assignment.name.toLowerCase());
  return { status: 200, body: renderRoleAssignment(assignment, 'anything else') };
}

function findAssignment({ state }     , call         )                             {
  const scope = parameter(call, 'scope');
  requireScope(scope, state);
  const found = state.roleAssignments.get(parameter(call, 'name').toLowerCase());
  return found !== undefined && sameId(found.scope, scope) ? found : undefined;
}

                                                      

/**
 * Without a filter what stands at the scope, above and below it; `atScope()` leaves out what is below; `principalId eq '…'` and
 * `assignedTo('…')` are of one principal (Microsoft Learn, "Role Assignments - List For Scope" and "List Azure role assignments using
 * the REST API", which also joins `atScope() and assignedTo('…')`). Groups have no members here.
 */
function listAssignments({ state, settings }     , call         )                  {
  const scope = parameter(call, 'scope');
  requireScope(scope, state);
  const text = call.request.query.get('$filter')?.trim() ?? '';
  const filters = text === '' ? [] : text.split(/ and /i).map((part) => readPart(part.trim(), scope, text, state.hierarchy));
  const isNear = nearness(scope);
  const inReach         = (assignment) => isNear(assignment.scope) && (isBelow(scope, assignment.scope, state.hierarchy) || isBelow(assignment.scope, scope, state.hierarchy));
  const found = [...state.roleAssignments.values()].filter((assignment) => inReach(assignment) && filters.every((matches) => matches(assignment)));
  return page(found.map((assignment) => renderRoleAssignment(assignment, 'anything else')), call, settings);
}

/** False for what stands in another subscription, which is most in a large tenant. */
function nearness(scope        )                             {
  const subscription = /^\/subscriptions\/[^/]+/i.exec(scope)?.[0].toLowerCase();
  if (subscription === undefined) return () => true;
  return (other) => !/^\/subscriptions\//i.test(other) || other.slice(0, subscription.length).toLowerCase() === subscription;
}

function readPart(part        , scope        , whole        , hierarchy           )         {
  if (/^atScope\(\)$/i.test(part)) return (assignment) => isBelow(scope, assignment.scope, hierarchy);
  const [, quoted, bare] = /^(?:principalId eq '?([^']*?)'?|assignedTo\('([^']*)'\))$/i.exec(part) ?? [];
  const principal = quoted ?? bare;
  if (principal === undefined) throw invalidFilter$1(whole);
  return (assignment) => sameId(assignment.principalId, principal);
}

/** The texts of Azure are not known; the code is that of policy lists. */
function invalidFilter$1(text        )        {
  return refusal$1(400, 'InvalidFilterInQueryString', `Invalid filter '${text}' in query string.`);
}

/** A region of Azure; the sandbox takes resources in any, and lists these. */
                           
                        
                               
                             
                           
 

/** Some regions of Azure by Microsoft Learn, "List of Azure regions". */
const locations$2                      = [
  { name: 'eastus', displayName: 'East US', geography: 'US', paired: 'westus' },
  { name: 'eastus2', displayName: 'East US 2', geography: 'US', paired: 'centralus' },
  { name: 'centralus', displayName: 'Central US', geography: 'US', paired: 'eastus2' },
  { name: 'westus', displayName: 'West US', geography: 'US', paired: 'eastus' },
  { name: 'westus3', displayName: 'West US 3', geography: 'US', paired: 'eastus' },
  { name: 'northeurope', displayName: 'North Europe', geography: 'Europe', paired: 'westeurope' },
  { name: 'westeurope', displayName: 'West Europe', geography: 'Europe', paired: 'northeurope' },
  { name: 'germanywestcentral', displayName: 'Germany West Central', geography: 'Europe', paired: 'germanynorth' },
  { name: 'germanynorth', displayName: 'Germany North', geography: 'Europe', paired: 'germanywestcentral' },
  { name: 'francecentral', displayName: 'France Central', geography: 'Europe', paired: 'francesouth' },
  { name: 'francesouth', displayName: 'France South', geography: 'Europe', paired: 'francecentral' },
  { name: 'swedencentral', displayName: 'Sweden Central', geography: 'Europe', paired: 'swedensouth' },
  { name: 'switzerlandnorth', displayName: 'Switzerland North', geography: 'Europe', paired: 'switzerlandwest' },
  { name: 'uksouth', displayName: 'UK South', geography: 'UK', paired: 'ukwest' },
  { name: 'ukwest', displayName: 'UK West', geography: 'UK', paired: 'uksouth' },
  { name: 'southeastasia', displayName: 'Southeast Asia', geography: 'Asia Pacific', paired: 'eastasia' },
  { name: 'eastasia', displayName: 'East Asia', geography: 'Asia Pacific', paired: 'southeastasia' },
  { name: 'japaneast', displayName: 'Japan East', geography: 'Asia Pacific', paired: 'japanwest' },
  { name: 'australiaeast', displayName: 'Australia East', geography: 'Asia Pacific', paired: 'australiasoutheast' },
];

/** A region as "Subscriptions - List Locations" answers it. */
function locationDocument({ name, displayName, geography, paired }          , subscriptionScope        )             {
  const idOf = (region        )         => `${subscriptionScope}/locations/${region}`;
  return {
    id: idOf(name),
    name,
    type: 'Region',
    displayName,
    regionalDisplayName: `(${geography}) ${displayName}`,
    metadata: {
      regionType: 'Physical',
      regionCategory: 'Recommended',
      geography,
      geographyGroup: geography,
      pairedRegion: paired === undefined ? [] : [{ name: paired, id: idOf(paired) }],
    },
  };
}

/** The name of this cloud. Clients have settings of their own for Azure's names, and would ask the real ones. */
const cloudName = 'AksIsolationSandbox';

                                                             

/** True for the one path of ARM that needs no token: it says where tokens are had. */
function isMetadata({ method, path }                                         )          {
  return method === 'GET' && /^\/metadata\/endpoints\/?$/i.test(path);
}

/**
 * The endpoints of this cloud, as clients with a custom cloud read them. The shape follows the API version, as recorded of
 * management.azure.com in hashicorp/go-azure-sdk (`sdk/internal/metadata/client_test.go`): an object of few members (1.0, 2015-01-01), with
 * regions (2018-01-01), a list of clouds (2019-05-01 and other versions before 2022), one cloud (from 2022 on). Services that the sandbox
 * has not are named as in Azure: nothing listens there on this machine.
 */
function cloudMetadata(request                , hosts       )                  {
  const version = request.query.get('api-version') ?? '';
  if (!/^(1\.0|20\d{2}-\d{2}-\d{2}(-[a-z]+)?)$/i.test(version)) {
    return gatewayRefusal(400, 'InvalidApiVersionParameter', `The api-version '${version}' is invalid.`).response;
  }
  return { status: 200, body: shapeOf(version, hosts) };
}

function shapeOf(version        , hosts       )                                     {
  const year = Number(version.slice(0, 4));
  if (version === '1.0' || year < 2018) return firstShape(hosts);
  if (year < 2019) return { ...firstShape(hosts), graphAudience: graph, authentication: authentication(hosts), cloudEndpoint: regionsOf(hosts) };
  return year < 2022 ? [cloudOf(hosts)] : cloudOf(hosts);
}

const graph = 'https://graph.windows.net/';

function firstShape(hosts       )             {
  const { loginEndpoint, audiences } = authentication(hosts);
  return { galleryEndpoint: 'https://gallery.azure.com/', graphEndpoint: graph, portalEndpoint: 'https://portal.azure.com/', authentication: { loginEndpoint, audiences } };
}

/** The first audience is the one that clients ask tokens for. */
function authentication({ authorityHost }       )                                                                                                                                        {
  return {
    loginEndpoint: authorityHost,
    audiences: ['https://management.core.windows.net/', 'https://management.azure.com/'],
    tenant: 'common',
    identityProvider: 'AAD',
  };
}

function regionsOf({ endpoint }       )             {
  return { public: { endpoint: new URL(endpoint).host, locations: locations$2.map(({ name }) => name) } };
}

function cloudOf(hosts       )             {
  return {
    portal: 'https://portal.azure.com',
    authentication: authentication(hosts),
    media: 'https://rest.media.azure.net',
    graphAudience: graph,
    graph,
    name: cloudName,
    suffixes: {
      azureDataLakeStoreFileSystem: 'azuredatalakestore.net',
      acrLoginServer: 'azurecr.io',
      sqlServerHostname: 'database.windows.net',
      azureDataLakeAnalyticsCatalogAndJob: 'azuredatalakeanalytics.net',
      keyVaultDns: 'vault.azure.net',
      storage: 'core.windows.net',
      azureFrontDoorEndpointSuffix: 'azurefd.net',
      storageSyncEndpointSuffix: 'afs.azure.net',
      mhsmDns: 'managedhsm.azure.net',
      mysqlServerEndpoint: 'mysql.database.azure.com',
      postgresqlServerEndpoint: 'postgres.database.azure.com',
      mariadbServerEndpoint: 'mariadb.database.azure.com',
      synapseAnalytics: 'dev.azuresynapse.net',
      attestationEndpoint: 'attest.azure.net',
    },
    batch: 'https://batch.core.windows.net/',
    resourceManager: `${hosts.endpoint}/`,
    vmImageAliasDoc: 'https://raw.githubusercontent.com/Azure/azure-rest-api-specs/master/arm-compute/quickstart-templates/aliases.json',
    activeDirectoryDataLake: 'https://datalake.azure.net/',
    sqlManagement: 'https://management.core.windows.net:8443/',
    gallery: 'https://gallery.azure.com/',
    microsoftGraphResourceId: `${graphResource}/`,
    appInsightsResourceId: 'https://api.applicationinsights.io',
    appInsightsTelemetryChannelResourceId: 'https://dc.applicationinsights.azure.com/v2/track',
    attestationResourceId: 'https://attest.azure.net',
    synapseAnalyticsResourceId: 'https://dev.azuresynapse.net',
    logAnalyticsResourceId: 'https://api.loganalytics.io',
    ossrDbmsResourceId: 'https://ossrdbms-aad.database.windows.net',
  };
}

/** What a client reads to find its way: the tenants of the caller and the regions of a subscription (REST reference, "Tenants - List", "Subscriptions - List Locations"). */
function cloudRoutes({ settings, state }     )                   {
  const tenant = {
    id: `/tenants/${tenantId}`,
    tenantId,
    countryCode: 'DE',
    displayName: 'Contoso',
    domains: ['contoso.onmicrosoft.com'],
    defaultDomain: 'contoso.onmicrosoft.com',
    tenantCategory: 'Home',
    tenantType: 'AAD',
  };
  return [
    { method: 'GET', pattern: '/tenants', handle: (call) => page([tenant], call, settings) },
    {
      method: 'GET',
      pattern: '/subscriptions/{subscription}/locations',
      handle: (call) => {
        const scope = subscriptionScopeOf(requireSubscription(state.hierarchy, parameter(call, 'subscription')));
        return page(locations$2, call, settings, (location) => locationDocument(location, scope));
      },
    },
  ];
}

/** A size of virtual machines as `Microsoft.Compute/skus` describes it. */
                                     
                        
                         
                            
                                        
                          
                          
                                      
                                     
                        
 

/** Sizes that node pools are made of (learn.microsoft.com, "Sizes for virtual machines in Azure"). Azure has hundreds more. */
const names$1 = [
  ...series('B', [2, 4, 8, 16], 's_v2', 'as_v2'),
  ...series('D', [2, 4, 8, 16, 32, 48, 64], 's_v3', 's_v4', 's_v5', 'ds_v4', 'ds_v5', 'as_v4', 'as_v5', 'ads_v5', 'ps_v5', 'pds_v5', 's_v6', 'ds_v6'),
  ...series('E', [2, 4, 8, 16, 32, 48, 64], 's_v3', 's_v5', 'ds_v5', 'as_v5', 'ads_v5'),
  ...series('F', [2, 4, 8, 16, 32, 48, 64, 72], 's_v2'),
  ...series('L', [8, 16, 32, 48, 64, 80], 's_v3'),
];

/** Sizes from before the naming convention, by what Azure says of them. */
const older                                = [
  ['DS2_v2', 2, 7, 'standardDSv2Family'], ['DS3_v2', 4, 14, 'standardDSv2Family'], ['DS4_v2', 8, 28, 'standardDSv2Family'], ['DS5_v2', 16, 56, 'standardDSv2Family'],
  ['D2_v2', 2, 7, 'standardDv2Family'], ['D3_v2', 4, 14, 'standardDv2Family'],
].map(([name, vCpus, memoryGb, family]) => ({
  name: `Standard_${String(name)}`, vCpus: Number(vCpus), memoryGb: Number(memoryGb), family: String(family), isArm: false, hasPremiumStorage: String(name).startsWith('DS'), hasTemporaryDisk: true, gpus: 0,
}));

const memoryPerCpu                                   = { B: 4, D: 4, E: 8, F: 2, L: 8 };

/** All sizes that the sandbox describes. */
const virtualMachineSizes                                = [...older, ...names$1.flatMap(sizeNamed)];

function series(letter        , counts                   , ...features                   )                    {
  return features.flatMap((feature) => counts.map((count) => `Standard_${letter}${count}${feature}`));
}

function sizeNamed(name        )                                {
  const size = machineSize(name);
  const [, letter = '', features = ''] = /^Standard_([A-Z])\d+([a-z]*)_/.exec(name) ?? [];
  if (size === undefined) return [];
  return [{
    name,
    vCpus: size.vCpus,
    memoryGb: size.vCpus * (memoryPerCpu[letter] ?? 4),
    family: familyName(name),
    isArm: features.includes('p'),
    hasPremiumStorage: features.includes('s'),
    hasTemporaryDisk: features.includes('d') || /_v[23]$/.test(name),
    gpus: 0,
  }];
}

/** `Standard_D4ds_v5` is of the `standardDDSv5Family`. */
function familyName(name        )         {
  const [, letter = '', features = '', version = ''] = /^Standard_([A-Z])\d+([a-z]*)_(v\d)$/.exec(name) ?? [];
  return `standard${letter}${features.toUpperCase()}${version}Family`;
}

/** Where the sandbox has machines, with its zones (learn.microsoft.com, "Azure regions list"). Azure has more. */
const locations$1                                              = {
  westeurope: ['1', '2', '3'], northeurope: ['1', '2', '3'], swedencentral: ['1', '2', '3'], germanywestcentral: ['1', '2', '3'], francecentral: ['1', '2', '3'], uksouth: ['1', '2', '3'],
  eastus: ['1', '2', '3'], eastus2: ['1', '2', '3'], centralus: ['1', '2', '3'], westus2: ['1', '2', '3'], westus3: ['1', '2', '3'], southeastasia: ['1', '2', '3'], australiaeast: ['1', '2', '3'],
  westus: [], northcentralus: [], ukwest: [], germanynorth: [],
};

/** What machines there are (REST reference, "Resource Skus - List" and "Virtual Machine Sizes - List"): sizes of node pools, everywhere the same. */
function computeRoutes(arm     )                   {
  return [
    { method: 'GET', pattern: '/subscriptions/{subscription}/providers/Microsoft.Compute/skus', handle: (call) => page(skusOf(call, arm), call, arm.settings) },
    {
      method: 'GET',
      pattern: '/subscriptions/{subscription}/providers/Microsoft.Compute/locations/{location}/vmSizes',
      handle: (call) => page(locations$1[parameter(call, 'location').toLowerCase()] === undefined ? [] : virtualMachineSizes.map(sizeDocument), call, arm.settings),
    },
  ];
}

/** One entry for each size and location. The only filter that Azure takes is `location eq '…'`. */
function skusOf({ request }         , { settings }     )                        {
  const filter = request.query.get('$filter')?.trim() ?? '';
  const [, location] = /^location eq '([^']*)'$/i.exec(filter) ?? [];
  if (location === undefined && filter !== '') throw gatewayRefusal(400, 'InvalidFilterInQueryString', `Invalid $filter '${filter}' specified in the query string.`);
  const wanted = Object.entries(locations$1).filter(([name]) => location === undefined || name === location.toLowerCase().replaceAll(' ', ''));
  return wanted.flatMap(([name, zones]) => virtualMachineSizes.map((size) => skuDocument(size, name, zones, settings.restrictedSizes.has(size.name.toLowerCase()))));
}

function skuDocument(size                    , location        , zones                   , isRestricted         )             {
  const { name, family } = size;
  const [tier = '', ...rest] = name.split('_');
  return {
    resourceType: 'virtualMachines',
    name,
    tier,
    size: rest.join('_'),
    family,
    locations: [location],
    locationInfo: [{ location, zones, zoneDetails: [] }],
    capabilities: capabilitiesOf(size).map(([capability, value]) => ({ name: capability, value })),
    restrictions: isRestricted ? [{ type: 'Location', values: [location], restrictionInfo: { locations: [location] }, reasonCode: 'NotAvailableForSubscription' }] : [],
  };
}

function capabilitiesOf({ vCpus, memoryGb, isArm, hasPremiumStorage, hasTemporaryDisk, gpus }                    )                                         {
  return [
    ['MaxResourceVolumeMB', String(hasTemporaryDisk ? vCpus * 38_400 : 0)],
    ['OSVhdSizeMB', '1047552'],
    ['vCPUs', String(vCpus)],
    ['MemoryPreservingMaintenanceSupported', 'True'],
    ['HyperVGenerations', isArm ? 'V2' : 'V1,V2'],
    ['CpuArchitectureType', isArm ? 'Arm64' : 'x64'],
    ['MemoryGB', String(memoryGb)],
    ['MaxDataDiskCount', String(Math.min(32, vCpus * 2))],
    ['PremiumIO', named$2(hasPremiumStorage)],
    ['vCPUsAvailable', String(vCpus)],
    ...(gpus === 0 ? [] : [['GPUs', String(gpus)]         ]),
    ['EphemeralOSDiskSupported', named$2(hasTemporaryDisk && hasPremiumStorage)],
    ['EncryptionAtHostSupported', 'True'],
    ['AcceleratedNetworkingEnabled', 'True'],
    ['MaxNetworkInterfaces', String(Math.min(8, Math.max(2, vCpus)))],
  ];
}

/** Booleans are written as .NET writes them. */
function named$2(value         )         {
  return value ? 'True' : 'False';
}

function sizeDocument({ name, vCpus, memoryGb, hasTemporaryDisk }                    )             {
  return { name, numberOfCores: vCpus, osDiskSizeInMB: 1_047_552, resourceDiskSizeInMB: hasTemporaryDisk ? vCpus * 38_400 : 0, memoryInMB: memoryGb * 1024, maxDataDiskCount: Math.min(32, vCpus * 2) };
}

/** A number that is another one as soon as anything of a state has changed that documents show. */
function changesOf({ hierarchy, access, groups, clusters, resources, policies, roleAssignments, customRoles, locks, registrations, operations, deployments, dueDeployments, remediations, policyStates }          )         {
  return [hierarchy, access, groups, clusters, resources, policies, roleAssignments, customRoles, locks, registrations, operations, deployments, dueDeployments, remediations, policyStates.records].reduce((sum, { changes }) => sum + changes, 0);
}

const deploymentType = 'Microsoft.Resources/deployments';

/** How long Azure takes before it begins with the first resource, in milliseconds: an estimate. */
const acceptance = 1_000;

                                                                                           

/** `never`: it goes on for good. */
                                                                                                                                                       

/** A deployment as stored: plain data. One that is nested in another is a record of its own, carried out by the outermost one. */
                             
                      
                        
                                                                   
                         
                                               
                             
                             
                                
                               
                                  
                                  
                                 
                             
                            
                                                                                   
                            
                                                                  
                              
                                                                                
                                 
                                 
                        
                                                                                                       
                             
                                   
                                                                                                                 
                                            
                                                                                       
                                       
                                                              
                               
                                                
                                               
                                
                                 
                              
                                                                        
                         
 

/** One resource of a deployment. */
                                 
                      
                        
                        
                             
                                                               
                              
                                              
                               
                                                     
                             
                            
                                                         
                              
                                  
                          
                              
 

function deploymentId(scope        , name        )         {
  return formatResourceId(scope, deploymentType, name);
}

function isActive({ state }                           )          {
  return state === 'Accepted' || state === 'Running';
}

/** A deployment as it is now; undefined when it is gone. */
function findDeployment(state          , id        )                         {
  return state.deployments.get(id.toLowerCase());
}

function storeDeployment(state          , deployment            )             {
  state.deployments.set(deployment.id.toLowerCase(), deployment);
  return deployment;
}

/** The steps of a deployment, also of one that another carries out. */
function stepsOf(deployment                                           , state          )                            {
  const own = deployment.id.toLowerCase();
  const steps = deployment.root === undefined ? deployment.steps : state.deployments.get(deployment.root)?.steps ?? [];
  return steps.filter((step) => step.deployment === own);
}

/** Ends a deployment; one that has ended stays as it is. */
function endDeployment(state          , deployment            , now        , end                                                 )       {
  const { wakesAt: _, ...rest } = deployment;
  if (isActive(deployment)) storeDeployment(state, { ...rest, ...end, endedAt: now });
}

/** The declaration of an output or parameter of a template. */
function declarationsIn(template            , section                          )             {
  const found = template[section];
  return isJsonObject(found) ? found : {};
}

/** Lets the deployment that a request began end so: at once, or when it would have ended. Nothing, when there is none of that id. */
function endDeploymentOf(requestId        , { status, error }                  , when                    , state          , now        )       {
  const deployment = begunBy(requestId, state);
  if (deployment === undefined) return;
  if (when === 'now') endDeployment(state, deployment, now, { state: status, error: { ...error } });
  else storeDeployment(state, { ...deployment, fate: { status, error } });
}

/** Lets it go on for good. */
function holdDeploymentOf(requestId        , state          )       {
  const deployment = begunBy(requestId, state);
  if (deployment !== undefined) storeDeployment(state, { ...deployment, fate: 'never' });
}

function begunBy(requestId        , { deployments }          )                         {
  return [...deployments.values()].find((deployment) => deployment.requestId?.toLowerCase() === requestId.toLowerCase());
}

/** Where an object is written, and when. */
                          
                            
                      
                        
                         
                              
                       
                                                                                                       
                                      
 

/** `definitionVersion` and `systemData` came with new API versions (policy-definition-and-assignment.json: not 2019-09-01, but 2024-05-01). */
const definitionVersionSince = '2023-04-01';
const systemDataSince = '2020-09-01';
/** Older API versions answer an assignment's `sku` as it was sent (policy-definition-and-assignment.json: 2019-09-01); with this one it was taken away (Microsoft Learn, change log of the type). */
const skuUntil = '2020-09-01';

const createdMembers                      = new Set(['createdBy', 'createdOn', 'updatedBy', 'updatedOn']);

/**
 * What the service makes of a policy object that it is sent (ground-truth/README.md, 9): `policyType`, who and when in `metadata`,
 * parameter types in their own case, an assignment's `scope`, `definitionVersion` and `systemData`. What a PUT leaves out of
 * `mode` keeps its value; everything else is replaced.
 */
function completePolicyObject(body            , writing         , existing                          )               {
  const type = `Microsoft.Authorization/${writing.kind}`;
  const sent = asObject(withoutReadOnly(type, body)['properties']);
  const before = asObject(existing?.document['properties']);
  const time = toAzureTime(writing.now, writing.id);
  const metadata = { ...omit(asObject(sent['metadata']), createdMembers), ...stamps(asObject(before['metadata']), existing !== undefined, time) };
  const properties = propertiesOf$1(sent, metadata, writing, before);
  const document = compact({
    ...(writing.kind === 'policyAssignments' ? { location: body['location'], sku: writing.apiVersion < skuUntil ? body['sku'] : undefined } : {}),
    properties: compact(properties),
    id: writing.id,
    type,
    name: writing.name,
    systemData: writing.apiVersion >= systemDataSince ? systemData(time, existing) : undefined,
  });
  return { id: writing.id, name: writing.name, kind: writing.kind, scope: writing.scope, document };
}

function propertiesOf$1(sent            , metadata            , writing         , before            )             {
  // An exemption is answered as it was sent: who wrote it is in `systemData` alone (policyExemptions.json of Azure/azure-rest-api-specs).
  if (writing.kind === 'policyExemptions') return sent;
  return writing.kind === 'policyAssignments' ? assignmentProperties(sent, metadata, writing) : definitionProperties(sent, metadata, writing.kind, before);
}

function definitionProperties(sent            , metadata            , kind            , before            )             {
  return {
    ...sent,
    policyType: 'Custom',
    ...(kind === 'policyDefinitions' ? { mode: sent['mode'] ?? before['mode'] ?? 'Indexed' } : {}),
    metadata,
    parameters: withTypesInCase(sent['parameters']),
  };
}

function assignmentProperties(sent            , metadata            , { scope, apiVersion, definitionVersion }         )             {
  return {
    ...sent,
    definitionVersion: apiVersion >= definitionVersionSince ? sent['definitionVersion'] ?? definitionVersion : undefined,
    scope,
    metadata,
    enforcementMode: sent['enforcementMode'] ?? 'Default',
  };
}

function stamps(before            , isUpdate         , time        )             {
  if (!isUpdate) return { createdBy: principalId, createdOn: time, updatedBy: null, updatedOn: null };
  return { createdBy: before['createdBy'], createdOn: before['createdOn'], updatedBy: principalId, updatedOn: time };
}

/** `array` is answered as `Array`, `string` as `String`. */
function withTypesInCase(parameters         )                         {
  if (!isJsonObject(parameters)) return undefined;
  return Object.fromEntries(Object.entries(parameters).map(([name, declaration]) => {
    const type = textAt(declaration, 'type');
    if (!isJsonObject(declaration) || type === undefined) return [name, declaration];
    const lower = type.toLowerCase();
    return [name, { ...declaration, type: lower === 'datetime' ? 'DateTime' : `${lower.slice(0, 1).toUpperCase()}${lower.slice(1)}` }];
  }));
}

function systemData(time        , existing                          )             {
  const before = asObject(existing?.document['systemData']);
  return {
    createdBy: before['createdBy'] ?? principalId,
    createdByType: 'Application',
    createdAt: before['createdAt'] ?? time,
    lastModifiedBy: principalId,
    lastModifiedByType: 'Application',
    lastModifiedAt: time,
  };
}

/** Somebody or something that writes. */
                        
                        
                                                   
                          
 

/** One change of a tracked resource, which Resource Graph shows for 14 days. */
                         
                      
                        
                                     
                          
                              
                                                
                                                          
                      
                        
                             
                                 
                                                             
 

/** One event of the Activity Log, which is kept for 90 days. */
                                
                      
                                                          
                              
                      
                          
                             
                          
                                                                                
                                 
                                                                                           
                                
                                 
                            
 

                                
                                      
                                            
                                     
 

const day = 24 * 3_600_000;
/** How long Azure remembers; more of either than this is of no use to anybody. */
const kept = { changes: 14 * day, events: 90 * day, most: 50_000 }         ;

/** Who did what. What lies in the future, as the end of an operation, is seen when it is there. */
class ActivityLog {
           #changes           = [];
           #events                  = [];
  /** Who writes from now on, in the place of whoever the token is of. */
  actor                   ;

  add(changes                   , events                          )       {
    this.#changes.push(...changes);
    this.#events.push(...events);
    if (this.#changes.length > kept.most) this.#changes.splice(0, this.#changes.length - kept.most / 2);
    if (this.#events.length > kept.most) this.#events.splice(0, this.#events.length - kept.most / 2);
  }

  /** As plain data. */
  save()                {
    return { changes: [...this.#changes], events: [...this.#events], ...(this.actor === undefined ? {} : { actor: this.actor }) };
  }

  /** Puts these in the place of all that is there. */
  restore({ changes, events, actor }               )       {
    this.#changes.length = 0;
    this.#events.length = 0;
    this.add(changes, events);
    this.actor = actor;
  }

  /** The changes up to a moment, oldest first. */
  changes(now        )                    {
    return this.#changes.filter(({ at }) => at <= now && at > now - kept.changes).sort((left, right) => left.at - right.at);
  }

  /** The events up to a moment, newest first. */
  events(now        )                           {
    return this.#events.filter(({ at }) => at <= now && at > now - kept.events).sort((left, right) => right.at - left.at);
  }
}

/** A change as a row of `resourcechanges` has it (MicrosoftDocs, "Get resource changes"). */
function changeProperties({ target, targetType, kind, at, actor, operation, correlationId, changes }        )             {
  return {
    targetResourceId: target,
    targetResourceType: targetType.toLowerCase(),
    changeType: kind,
    changeAttributes: {
      previousResourceSnapshotId: `${at - 1}_${correlationId}`,
      newResourceSnapshotId: `${at}_${correlationId}`,
      correlationId,
      changedByType: actor.type,
      changesCount: Object.keys(changes).length,
      clientType: actor.client,
      changedBy: actor.name,
      operation,
      timestamp: new Date(at).toISOString().replace('Z', '+00:00'),
    },
    changes,
  };
}

/** What the caller may not read (any more): scopes, each with all that stands below it. May be changed while an ARM runs. */
class Access {
           #denied = new Map                ();
  /** Grows with every change. */
  changes = 0;

  /** @param scope a management group, a subscription, a resource group or a resource, by its id */
  deny(scope        )       {
    this.#denied.set(scope.toLowerCase(), scope);
    this.changes += 1;
  }

  allow(scope        )       {
    this.#denied.delete(scope.toLowerCase());
    this.changes += 1;
  }

  /** The denied scopes. */
  denied()                    {
    return [...this.#denied.values()];
  }

  /** Denies these, and nothing else. */
  restore(scopes                   )       {
    this.#denied.clear();
    for (const scope of scopes) this.deny(scope);
    this.changes += 1;
  }

  /** True where nothing is denied: the usual case, in which nobody has to ask. */
  get isWhole()          {
    return this.#denied.size === 0;
  }

  /** Whether the caller may read what has this id. What stands above a denied scope stays readable. */
  mayRead(id        , hierarchy           )          {
    for (const scope of this.#denied.values()) {
      const name = managementGroupNameIn(scope);
      if (isWithin(id, scope) || (name !== undefined && hierarchy.reaches(name, id))) return false;
    }
    return true;
  }
}

/** A subscription, and the management group that it stands in. */
                               
                                  
                               
                                        
                                   
                             
 

                                  
                               
                        
                               
                                                                    
                           
 

/** Azure has six levels below the root (Microsoft Learn, "Azure management groups": "A management group tree can support up to six levels of depth"). */
const mostLevels = 7;

/**
 * The management groups of the tenant, one at the top of all, and the subscriptions in them. Names and ids compare without case; order
 * is the order of addition.
 */
class Hierarchy {
           #groups = new Map                         ();
           #subscriptions = new Map                      ();
  /** Names in lower case of the groups above, the nearest first; by the key of a group or subscription. */
           #above = new Map                           ();
  /** Grows with every change. */
  changes = 0;

  /** The sandbox's own group and subscription. */
  constructor() {
    this.#groups.set(managementGroup, { name: managementGroup, displayName: 'Contoso' });
    this.#above.set(managementGroup, []);
    this.addSubscription({ subscriptionId, displayName: subscriptionName, managementGroup });
  }

  /** Throws RangeError when the group above is not there, or stands too deep for another. */
  addGroup(group                                               )       {
    const parent = this.#requireGroup(group.parent, `management group '${group.name}'`);
    const above = [parent.name.toLowerCase(), ...this.#namesAbove(parent.name)];
    if (above.length >= mostLevels) throw new RangeError(`The management group '${group.name}' stands deeper than Azure allows.`);
    if (this.#groups.has(group.name.toLowerCase())) throw new RangeError(`There are two management groups '${group.name}'.`);
    this.#groups.set(group.name.toLowerCase(), { ...group, parent: parent.name });
    this.#above.set(group.name.toLowerCase(), above);
    this.changes += 1;
  }

  /** Adds a subscription, or moves and renames the one of that id. Throws RangeError when its management group is not there. */
  addSubscription(subscription              )       {
    const key = subscription.subscriptionId.toLowerCase();
    const parent = this.#requireGroup(subscription.managementGroup, `subscription '${subscription.subscriptionId}'`);
    this.#above.set(key, [parent.name.toLowerCase(), ...this.#namesAbove(parent.name)]);
    this.#subscriptions.set(key, { ...subscription, managementGroup: parent.name });
    this.changes += 1;
  }

  /**
   * Puts these in the place of all that is there; the first group is the one at the top, and each comes before what stands in it. Throws
   * RangeError where they do not fit together, and may have changed something then.
   */
  restore(groups                            , subscriptions                         )       {
    for (const map of [this.#groups, this.#subscriptions, this.#above]) map.clear();
    for (const [index, group] of groups.entries()) {
      const { parent } = group;
      if (parent !== undefined) this.addGroup({ ...group, parent });
      else if (index > 0) throw new RangeError(`The management group '${group.name}' is a second one at the top.`);
      else {
        this.#groups.set(group.name.toLowerCase(), group);
        this.#above.set(group.name.toLowerCase(), []);
      }
    }
    for (const subscription of subscriptions) this.addSubscription(subscription);
    this.changes += 1;
  }

  group(name        )                              {
    return this.#groups.get(name.toLowerCase());
  }

  subscription(id        )                           {
    return this.#subscriptions.get(id.toLowerCase());
  }

  groups()                             {
    return [...this.#groups.values()];
  }

  subscriptions()                          {
    return [...this.#subscriptions.values()];
  }

  /** The groups above a group (by name) or subscription (by id), the nearest first; none for what is not there. */
  ancestorsOf(key        )                             {
    return this.#namesAbove(key).map((name) => this.#groups.get(name)).filter((group) => group !== undefined);
  }

  /** True when a group (by name) or subscription (by id) stands somewhere below the named group. */
  isUnder(key        , group        )          {
    return this.#namesAbove(key).includes(group.toLowerCase());
  }

  /** True when a scope, or what stands in it, lies below a management group in the tree: ids alone do not show it. */
  reaches(managementGroupName        , id        )          {
    const subscription = /^\/subscriptions\/([^/]+)/i.exec(id)?.[1];
    if (subscription !== undefined) return this.isUnder(subscription, managementGroupName);
    const scope = parseScope(id.replace(/^(\/providers\/Microsoft\.Management\/managementGroups\/[^/]+)\/.*$/i, '$1'));
    return scope?.kind === 'managementGroup' && this.isUnder(scope.managementGroup, managementGroupName);
  }

  #namesAbove(key        )                    {
    return this.#above.get(key.toLowerCase()) ?? [];
  }

  #requireGroup(name        , what        )                  {
    const group = this.group(name);
    if (group === undefined) throw new RangeError(`The ${what} stands in a management group '${name}' that is not there. A group comes before what stands in it.`);
    return group;
  }
}

/** What was found when a resource was last evaluated for one policy of one assignment. */
                                    
                              
                                
                            
                                                                                              
                                                                      
                                                   
                                                                                                                     
                          
                                                                               
                                 
                      
 

/** An evaluation that will be carried out. */
                                
                       
                                                                             
                         
 

/** An evaluation that somebody asked for. */
                                
                      
                         
                          
 

                                    
                                                                                 
                                                                
                                         
                                         
 

/** The states of all resources, and what is to be evaluated when. */
class PolicyStates {
  /** By lower-case ids of resources; none of the lists is empty, and none is changed in place. */
           records = new PlacedMap                              ();
  /** Of everything, when what is gone was last forgotten. */
  forgottenAt = -1;
           scans = new Map                       ();
  #due                           = [];
  /** When everything is evaluated next; undefined until the first look at the clock. */
  nextScan                    ;

  /** All states, those of one resource together. */
  all()                               {
    return [...this.records.values()].flat();
  }

  /** As plain data. */
  save()                    {
    return { records: [...this.records], scans: [...this.scans], due: this.#due, ...(this.nextScan === undefined ? {} : { nextScan: this.nextScan }) };
  }

  /** Puts these in the place of all that is there. */
  restore({ records, scans, due, nextScan }                   )       {
    this.records.clear();
    for (const [id, states] of records) this.records.set(id, states);
    this.scans.clear();
    for (const [id, scan] of scans) this.scans.set(id, scan);
    this.#due = due;
    this.nextScan = nextScan;
    this.forgottenAt = -1;
  }

  /** Later ones of the same scope and time are the same. */
  plan(evaluation               )       {
    if (!this.#due.some(({ due, scope }) => due === evaluation.due && scope === evaluation.scope)) this.#due = [...this.#due, evaluation];
  }

  /** What is due by a moment, the earliest first; it is not due any more. */
  take(now        )                           {
    const due = this.#due.filter((evaluation) => evaluation.due <= now);
    if (due.length > 0) this.#due = this.#due.filter((evaluation) => evaluation.due > now);
    return due.toSorted((left, right) => left.due - right.due);
  }
}

/** A definition, initiative, assignment or exemption as stored: its full document as a GET answers it. */
                               
                      
                        
                            
                                
                         
                                
                                                                                               
                              
                                                         
                                
 

const policyKinds = ['policyDefinitions', 'policySetDefinitions', 'policyAssignments', 'policyExemptions']         ;
                                                      

/** All that an ARM of the sandbox knows. Keys of the maps are lower-case ids; values are replaced, never changed in place. */
                           
                                             
                                
                                  
                          
                                            
                                        
                                                                                                                  
                                                               
                                                                                  
                                    
                                                      
                                                              
                                                               
                                                   
                                                       
                      
                                           
                                                                                                                                                          
                                                     
                                                                   
                                              
                                  
                                                            
                                                       
                           
                                                         
                                                                     
                                                             
                        
                                 
                                                                                    
                                      
 

/** What does not change while an ARM runs. */
                              
                                                                                                 
                            
                                          
                                 
                                                                                                 
                            
                                                                    
                               
                                                      
                         
                                                                          
                                   
                                                                 
                                  
                                                                                         
                             
                                            
                               
                                                                                
                                              
                                                                                                   
                                             
                                                                                     
                                                    
                                                                                    
                             
                                                                             
                                                
                                                                                       
                                              
                                                            
                                      
 

/** One ARM: what it knows and how it is set. */
                      
                           
                                 
 

function emptyState(speed        )           {
  return {
    hierarchy: new Hierarchy(),
    access: new Access(),
    groups: new PlacedMap(),
    clusters: new PlacedMap(),
    clusterWrites: new Map(),
    resources: new ResourceStore(),
    policies: new CountedMap(),
    roleAssignments: new CountedMap(),
    customRoles: new CountedMap(),
    locks: new CountedMap(),
    registrations: new CountedMap(),
    principals: new Map(),
    operations: new Operations(speed),
    deployments: new CountedMap(),
    remediations: new CountedMap(),
    dueDeployments: new CountedMap(),
    activity: new ActivityLog(),
    policyStates: new PolicyStates(),
  };
}

const pools                      = new Set(['agentPoolProfiles']);
const poolName                      = new Set(['name']);

/** Puts a cluster into the store, and the resource group of its nodes. */
function seedCluster({ id, document }      , group               , state          , planting          )       {
  const location = textAt(document, 'location') ?? group.location;
  const given = asObject(document['properties']);
  const nodeResourceGroup = textAt(given, 'nodeResourceGroup') ?? defaultNodeResourceGroup(group.name, id.name, location);
  const frame = { id: clusterId(id.subscriptionId ?? '', group.name, id.name), name: id.name, resourceGroup: group.name, location };
  const cluster = givenCluster(frame, nodeResourceGroup, document, given, planting);
  state.clusters.set(cluster.id.toLowerCase(), cluster);
  storeGroup(state, id.subscriptionId ?? '', { name: nodeResourceGroup, location, managedBy: cluster.id });
}

/** Puts a pool into its cluster. Throws RangeError when that is not there. */
function seedPool({ id, document }      , group               , state          , { etags, now }          )       {
  const [name = ''] = id.fullName.split('/');
  const key = clusterId(id.subscriptionId ?? '', group.name, name).toLowerCase();
  const cluster = state.clusters.get(key);
  if (cluster === undefined) throw new RangeError('its cluster is not there.');
  const pool = { name: id.name.toLowerCase(), ...asObject(document['properties']) };
  const others = cluster.pools.filter((other) => other.name !== pool.name);
  const all = [...others, { name: pool.name, properties: omit(pool, poolName), nodes: { ...sourceIn(cluster.properties), madeAt: now }, etag: etags.settled }];
  const given = { ...(cluster.given ?? cluster.properties), agentPoolProfiles: all.map((one) => ({ name: one.name, ...one.properties })) };
  state.clusters.set(key, { ...cluster, pools: all, given });
}

/** What of a cluster is only asked for when somebody changes it is worked out then: clusters are many. */
function givenCluster(frame                                                             , nodeResourceGroup        , document            , given            , { etags, now }          )          {
  const { tags, identity, sku } = document;
  let made                         ;
  return {
    ...frame,
    ...(isJsonObject(tags) ? { tags } : {}),
    ...(isJsonObject(identity) ? { identity } : {}),
    sku: isJsonObject(sku) ? sku : { name: 'Base', tier: 'Free' },
    given,
    etag: etags.settled,
    get properties() {
      return omit(given, pools);
    },
    get pools() {
      const nodes = { ...sourceIn(given), madeAt: now };
      return arrayAt(given, 'agentPoolProfiles').filter(isJsonObject).map((pool)            => ({ name: textAt(pool, 'name') ?? '', properties: omit(pool, poolName), nodes, etag: etags.settled }));
    },
    get made() {
      made ??= makeUp(nodeResourceGroup);
      return made;
    },
  };
}

/** Puts a resource into the store, with the subnets, rules and so on that stand in its document. Throws RangeError when its parent is not there. */
function seedResource(row              , { id, document }      , group               , state          , planting          )       {
  const target = targetAt(row, group, id.fullName.split('/'), row.extends === undefined ? '' : id.scope.slice(id.scope.lastIndexOf('/') + 1));
  const { parentId } = target;
  if (parentId !== undefined && state.resources.find(parentId) === undefined && !state.clusters.has(parentId.toLowerCase())) throw new RangeError(`'${parentId}', in which it stands, is not there.`);
  const location = row.location === 'parent' ? undefined : textAt(document, 'location') ?? (row.location === 'global' ? 'global' : group.location);
  put$1(target, document, location, state, planting);
}

/** Written by `render.ts`. */
const ownMembers                      = new Set(['id', 'name', 'type', 'location', 'etag', 'properties', 'systemData', 'apiVersion']);
const none             = {};

function put$1(target        , document            , location                    , state          , { now, etags }          )       {
  const { id, name, row, parentId } = target;
  const given = asObject(document['properties']);
  const inner = mirroredTypes(row);
  const members = omit(document, ownMembers);
  state.resources.put({
    id,
    name,
    type: row.type,
    ...(parentId === undefined ? {} : { parentKey: parentId.toLowerCase() }),
    ...(location === undefined ? {} : { location }),
    members: Object.keys(members).length === 0 ? none : members,
    properties: inner.length === 0 ? given : omit(given, new Set(inner.map(({ mirror }) => mirror))),
    isGiven: true,
    etags,
    createdAt: now,
    changedAt: now,
  });
  for (const child of inner) if (given[child.mirror] !== undefined) putChildren(target, child, arrayAt(given, child.mirror).filter(isJsonObject), state, { now, etags });
}

/** The named children are put, others of their type go. */
function putChildren(parent        , row              , children                       , state          , planting          )       {
  const segment = row.type.slice(row.type.lastIndexOf('/') + 1);
  const names = new Set(children.map((child) => textAt(child, 'name')?.toLowerCase()));
  for (const child of state.resources.childrenOf(parent.id, row.type)) if (!names.has(child.name.toLowerCase())) state.resources.removeWithin(child.id);
  for (const child of children) {
    const name = textAt(child, 'name') ?? '';
    if (name === '') throw new RangeError(`one of its '${segment}' has no name.`);
    put$1({ row, id: `${parent.id}/${segment}/${name}`, fullName: `${parent.fullName}/${name}`, name, parentId: parent.id }, child, undefined, state, planting);
  }
}

/**
 * Puts an estate into the store: at once, without operations and without asking policy. What is there already under the same id is
 * replaced. Throws UserError for what cannot be a part of it, naming its id; what came before stays.
 */
function seedEstate({ managementGroups = [], subscriptions = [], documents = [] }        , state          , now        )       {
  const { hierarchy } = state;
  guard('the tree of management groups', () => {
    for (const { name, displayName = name, parent = managementGroup } of managementGroups) hierarchy.addGroup({ name, displayName, parent });
    for (const { subscriptionId, displayName = subscriptionId, managementGroup: managementGroup$1 = managementGroup } of subscriptions) hierarchy.addSubscription({ subscriptionId, displayName, managementGroup: managementGroup$1 });
  });
  const planting = { now, etags: { running: randomUUID(), settled: randomUUID() } };
  const seeds         = [];
  for (const document of documents) {
    const text = textAt(document, 'id') ?? '';
    const id = parseResourceId(text);
    if (id !== undefined) seeds.push({ id, document });
    else guard(text, () => seedGroup(text, document, state));
  }
  // Parents come before what stands in them, and assignments after what they assign.
  const inOrder = seeds.map((seed) => ({ seed, rank: rankOf(seed) })).sort((left, right) => left.rank - right.rank);
  for (const { seed } of inOrder) guard(seed.id.id, () => seedOne(seed, state, planting));
}

/** What the store refuses is the mistake of whoever wrote the document. */
function guard(id        , put            )       {
  try {
    put();
  } catch (thrown) {
    if (!(thrown instanceof RangeError) && !(thrown instanceof Refusal)) throw thrown;
    throw new UserError(`The sandbox cannot hold '${id}': ${thrown.message}`, { cause: thrown });
  }
}

const policyTypes                                                    = new Map(policyKinds.map((kind) => [`microsoft.authorization/${kind.toLowerCase()}`, kind]));

function rankOf({ id }      )         {
  const type = id.type.toLowerCase();
  if (type === managedClusterType.toLowerCase()) return 0;
  if (policyTypes.has(type)) return 10 + [...policyTypes.keys()].indexOf(type);
  return type.split('/').length + (id.scope.toLowerCase().includes('/providers/') ? 1 : 0);
}

function seedOne(seed      , state          , planting          )       {
  const { now } = planting;
  const { id, document } = seed;
  const kind = policyTypes.get(id.type.toLowerCase());
  if (kind !== undefined) {
    const written = completePolicyObject(document, { kind, id: id.id, name: id.name, scope: id.scope, apiVersion: '2025-03-01', now }, undefined);
    const object = { ...written, document: compact({ ...written.document, identity: document['identity'] }) };
    requireReadablePolicy(object);
    state.policies.set(id.id.toLowerCase(), object);
  } else if (sameId(id.type, roleAssignmentType$1)) {
    seedRoleAssignment(seed, state, now);
  } else {
    const group = requireGroupOf(seed, state);
    if (sameId(id.type, managedClusterType)) seedCluster(seed, group, state, planting);
    else if (sameId(id.type, agentPoolType)) seedPool(seed, group, state, planting);
    else seedResource(requireRow(id), seed, group, state, planting);
  }
}

function requireRow(id            )                                           {
  const row = findType(id.type);
  if (row === undefined) throw new RangeError(`it keeps no resources of type ${id.type}.`);
  return row;
}

/** Names of role assignments are unique in the tenant. */
function seedRoleAssignment({ id, document }      , { roleAssignments }          , now        )       {
  const known = roleAssignments.get(id.name.toLowerCase());
  if (known !== undefined && !sameId(known.scope, id.scope)) throw new RangeError(`the name stands for a role assignment at '${known.scope}' already.`);
  roleAssignments.set(id.name.toLowerCase(), readRoleAssignment(document, id.name, id.scope, now));
}

function seedGroup(text        , document            , state          )       {
  const scope = parseScope(text);
  if (scope?.kind !== 'resourceGroup') throw new RangeError('that is no id of a resource or resource group.');
  const tags = readTags(document);
  storeGroup(state, ensureSubscription(scope.subscriptionId, state), { name: scope.resourceGroup, location: textAt(document, 'location') ?? 'westeurope', ...(tags === undefined ? {} : { tags }) });
}

/** The group that a resource stands in; made where it is not there, in the place of its first resource. */
function requireGroupOf({ id, document }      , state          )                {
  const { subscriptionId, resourceGroup } = id;
  if (subscriptionId === undefined || resourceGroup === undefined) throw new RangeError('it stands in no resource group.');
  const known = state.groups.get(groupId(subscriptionId, resourceGroup).toLowerCase());
  if (known !== undefined) return known;
  const location = textAt(document, 'location');
  return storeGroup(state, ensureSubscription(subscriptionId, state), { name: resourceGroup, location: location === undefined || location === 'global' ? 'westeurope' : location });
}

/** The subscription in its own case. */
function ensureSubscription(subscriptionId        , { hierarchy }          )         {
  const known = hierarchy.subscription(subscriptionId);
  if (known !== undefined) return known.subscriptionId;
  if (parseScope(`/subscriptions/${subscriptionId}`) === undefined) throw new RangeError(`'${subscriptionId}' is no id of a subscription.`);
  hierarchy.addSubscription({ subscriptionId, displayName: subscriptionId, managementGroup: managementGroup });
  return subscriptionId;
}

/** Why nodes cannot start from a registry. */
                              
                                   
                         
 

/**
 * Whether nodes of a pool that are made now start from the cluster's registry, where that is one of the user's (aks-network-isolation.md 2.2, 3.3): they find
 * its private endpoint, may pull with the kubelet identity, and it has the cache rule of AKS. @param moment when they are made, milliseconds since 1970
 */
function pullFailure(cluster         , pool           , moment        , arm     )                          {
  const { registryId } = sourceIn(cluster.properties);
  if (registryId === undefined || sameId(parseResourceId(registryId)?.resourceGroup ?? '', cluster.made.nodeResourceGroup)) return undefined;
  const { state } = arm;
  const registry = state.resources.find(registryId);
  if (registry === undefined) return { exitCode: 211, about: `there is no registry ${registryId}` };
  if (!isReached(registry, networkOf(textAt(pool.properties, 'vnetSubnetID')), state)) return { exitCode: 211, about: `the name of ${registry.name} leads to no approved private endpoint in the network of the nodes` };
  if (!mayPull(cluster, registry, moment, arm)) return { exitCode: 212, about: registry.name };
  return hasCacheRule(registry, state) ? undefined : { exitCode: 207, about: `${registry.name} has no cache rule aks-managed-mcr of mcr.microsoft.com/* for aks-managed-repository/*` };
}

/** True when the registry's name leads to an endpoint of it: a zone that the network is linked to knows it. The network of the endpoint, where nodes stand in one of AKS's own. */
function isReached(registry                , network                    , state          )          {
  // Only a Premium registry has private endpoints (Microsoft Learn, "Azure Container Registry service tiers").
  if (/^(?:basic|standard)$/i.test(textAt(registry.members, 'sku', 'name') ?? '')) return false;
  return connectionsOf(registry, state).some((connection) => {
    const endpoint = state.resources.find(textAt(connection, 'properties', 'privateEndpoint', 'id') ?? '');
    const isApproved = textAt(connection, 'properties', 'privateLinkServiceConnectionState', 'status') === 'Approved';
    const from = network ?? networkOf(textAt(endpoint?.properties, 'subnet', 'id'));
    return isApproved && endpoint !== undefined && from !== undefined && zonesOf(from, state).some((zone) => knows$1(zone, registry, endpoint, state));
  });
}

/** The zones of registries that a network is linked to. */
function zonesOf(network        , state          )                            {
  return state.resources.ofType('Microsoft.Network/privateDnsZones').filter(({ id, name }) => (
    /^privatelink\.azurecr\./i.test(name)
    && state.resources.childrenOf(id, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks').some(({ properties }) => sameId(textAt(properties, 'virtualNetwork', 'id') ?? '', network))
  ));
}

/** The endpoint's zone group keeps the records, or somebody wrote them. */
function knows$1(zone                , registry                , endpoint                , state          )          {
  const groups = state.resources.childrenOf(endpoint.id, 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups');
  const isKept = groups.some(({ properties }) => arrayAt(properties, 'privateDnsZoneConfigs').some((config) => sameId(textAt(config, 'properties', 'privateDnsZoneId') ?? '', zone.id)));
  return isKept || state.resources.childrenOf(zone.id, 'Microsoft.Network/privateDnsZones/A').some(({ name }) => sameId(name, registry.name));
}

function mayPull(cluster         , registry                , moment        , arm     )          {
  const kubelet = textAt(cluster.properties, 'identityProfile', 'kubeletidentity', 'objectId') ?? cluster.made.kubeletObjectId;
  const isByRepository = textAt(registry.properties, 'roleAssignmentMode')?.toLowerCase() === 'abacrepositorypermissions';
  const takesTokens = textAt(at(registry.properties, 'policies', 'azureADAuthenticationAsArmPolicy'), 'status')?.toLowerCase() !== 'disabled';
  return takesTokens && hasRole(kubelet, isByRepository ? allowing.pullByRepository : allowing.pull, registry.id, moment, arm);
}

/**
 * The rule as the documentation has it. That its name counts too is not certain: nodes only ask for what is below aks-managed-repository, which a rule of before March
 * 2025 has nothing of (aks-network-isolation.md 2.1).
 */
function hasCacheRule(registry                , state          )          {
  return state.resources.childrenOf(registry.id, 'Microsoft.ContainerRegistry/registries/cacheRules').some(({ name, properties }) => (
    sameId(name, 'aks-managed-mcr') && sameId(textAt(properties, 'sourceRepository') ?? '', 'mcr.microsoft.com/*') && textAt(properties, 'targetRepository') === 'aks-managed-repository/*'
  ));
}

function networkOf(subnetId                    )                     {
  return subnetId === undefined ? undefined : /^(.*\/virtualNetworks\/[^/]+)\/subnets\/[^/]+$/i.exec(subnetId)?.[1];
}

/**
 * How an operation ends that makes nodes, judged half-way through it, when they start; undefined: well, or it makes none. A write of a cluster makes those of
 * its pools that have failed.
 */
function endOfStart({ kind, subject, startedAt, endsAt }           , arm     )                               {
  const [key = '', name] = subject.split('/agentpools/');
  const cluster = arm.state.clusters.get(key);
  if (cluster === undefined) return undefined;
  const pools = madeBy(kind, name, cluster, arm);
  const failures = pools.map((pool) => ({ pool, failure: pullFailure(cluster, pool, (startedAt + endsAt) / 2, arm) })).filter(({ failure }) => failure !== undefined);
  const [first] = failures;
  if (first?.failure === undefined) return undefined;
  const { exitCode, about } = first.failure;
  return { status: 'Failed', error: extensionError(exitCode, about), below: name === undefined ? failures.map(({ pool }) => poolId(cluster, pool.name).toLowerCase()) : [] };
}

function madeBy(kind                   , name                    , cluster         , { state }     )                       {
  const makes = kind === 'Creating' || kind === 'UpgradingNodeImageVersion';
  if (name !== undefined) return makes ? cluster.pools.filter((pool) => pool.name === name) : [];
  if (kind === 'Creating') return cluster.pools;
  return kind === 'Updating' ? cluster.pools.filter((pool) => state.operations.errorOf(poolId(cluster, pool.name)) !== undefined) : [];
}

/** The pools after the node image of the named one was brought to the newest: its nodes are others now. */
function upgradeImages(pools                      , name        , nodes       )                       {
  return pools.map((pool) => {
    if (pool.name !== name) return pool;
    const [, newest] = nodeImages[pool.properties['osType'] === 'Windows' ? 'Windows' : 'Linux'];
    return { ...pool, properties: { ...pool.properties, nodeImageVersion: newest }, nodes, recentImages: rememberedImages(pool, nodes.madeAt), etag: newEtag() };
  });
}

/**
 * Lets the time up to `now` pass: ends the operations that are over and draws their consequences. Creating and updating have none,
 * since a provisioning state is read from the operation itself; neither has what did not end well.
 */
function settle(arm     , now        )       {
  const { state } = arm;
  for (const operation of state.operations.settle(now, (ending) => endOfStart(ending, arm))) {
    if (operation.status === 'Succeeded') conclude(state, operation);
    const cluster = state.clusters.get(operation.subject.split('/agentpools/')[0] ?? '');
    if (cluster !== undefined && operation.error?.code !== disallowedCode) {
      keepParts([...wayOutOf(cluster), ...networkOf$1(cluster)], cluster, operation.endsAt, state);
      keepScaleSets(cluster, operation.endsAt, state);
    }
  }
}

function conclude(state          , operation           )       {
  if (operation.kind === 'Deleting') forget(state, operation);
  if (operation.kind === 'UpgradingNodeImageVersion') changePool(state, operation, (pools, name, { properties }) => upgradeImages(pools, name, { ...sourceIn(properties), madeAt: operation.endsAt }));
  if (operation.kind === 'Updating') rollBack(state, operation);
  if (operation.kind === 'Stopping' || operation.kind === 'Starting') changePower(state, operation);
  healPools(state, operation);
}

function changePower(state          , { kind, subject }           )       {
  const cluster = state.clusters.get(subject);
  if (cluster !== undefined) state.clusters.set(subject, withPower(cluster, kind === 'Stopping' ? 'Stopped' : 'Running'));
}

/** Pools go back to the image that a write of them, or of their cluster, asked for. */
function rollBack(state          , { subject, endsAt }           )       {
  const [key = '', name] = subject.split('/agentpools/');
  const cluster = state.clusters.get(key);
  if (cluster?.pools.some(({ rollsBackTo }) => rollsBackTo !== undefined) !== true) return;
  const nodes = { ...sourceIn(cluster.properties), madeAt: endsAt };
  state.clusters.set(key, withPools(cluster, cluster.pools.map((pool) => (name === undefined || pool.name === name ? rolledBack(pool, nodes) : pool))));
}

/** A write of a cluster that ends well puts its pools in order too. */
function healPools(state          , { kind, subject }           )       {
  const cluster = kind === 'Updating' ? state.clusters.get(subject) : undefined;
  for (const { name } of cluster?.pools ?? []) state.operations.forgetWithin(poolId({ id: subject }, name));
}

function forget(state          , operation           )       {
  forgetWithin(state, operation.subject);
  changePool(state, operation, (pools, name) => pools.filter((pool) => pool.name !== name));
}

/** Removes what has this lower-case id, all that stands in it, and what policy and role assignments say of it. */
function forgetWithin(state          , subject        )       {
  for (const [id, cluster] of state.clusters) {
    if (!isWithin(id, subject)) continue;
    state.clusters.delete(id);
    state.clusterWrites.delete(id);
    const nodeGroup = nodeGroupOf(cluster).toLowerCase();
    state.groups.delete(nodeGroup);
    state.resources.removeWithin(nodeGroup);
  }
  const gone = state.resources.find(subject);
  if (gone !== undefined) for (const id of interfacesOf(gone)) state.resources.removeWithin(id);
  state.resources.removeWithin(subject);
  for (const [id, object] of state.policies) if (isWithin(id, subject)) forgetPolicy(state, object);
  for (const [name, assignment] of state.roleAssignments) {
    if (isWithin(assignment.scope, subject) || sameId(roleAssignmentId(assignment), subject)) state.roleAssignments.delete(name);
  }
  for (const [id, { scope }] of state.locks) if (isWithin(scope, subject) || id === subject) state.locks.delete(id);
  for (const id of state.remediations.keys()) if (isWithin(id, subject)) state.remediations.delete(id);
  for (const id of state.deployments.keys()) if (isWithin(id, subject)) state.deployments.delete(id);
  state.groups.delete(subject);
  state.operations.forgetWithin(subject);
}

                                                                                                         

/** Does nothing when the operation was not one of a pool, or its cluster is gone. */
function changePool(state          , { subject }           , change             )       {
  const [clusterKey = '', name] = subject.split('/agentpools/');
  const cluster = state.clusters.get(clusterKey);
  if (cluster !== undefined && name !== undefined) state.clusters.set(clusterKey, withPools(cluster, change(cluster.pools, name, cluster)));
}

/** Says whether a value from outside is one of these. */
                                                              

const isText                = (value) => typeof value === 'string';
const isNumber                = (value) => typeof value === 'number';
const isBoolean                 = (value) => typeof value === 'boolean';

function isOneOf             (...values                  )               {
  const known                       = new Set(values);
  return (value)                 => known.has(value);
}

function isEither             (left             , right              )                      {
  return (value)                        => left(value) || right(value);
}

/** For a member that may be absent. */
function isOptional       (check              )                           {
  return isEither(check, isOneOf(undefined));
}

function isListOf       (check              )                          {
  return (value)                            => Array.isArray(value) && value.every((item) => check(item));
}

function isRecordOf       (check              )                                         {
  return (value)                                           => isMembers(value) && Object.values(value).every((item) => check(item));
}

/** A key and its value, as maps are written. */
function isEntryOf       (check              )                                  {
  return (value)                                    => Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && check(value[1]);
}

/** An object with these members; a new member of the type does not compile until it is named here. */
function isShapedAs                      (members                                                          )               {
  const checks                                      = Object.entries(members);
  return (value)                 => isMembers(value) && checks.every(([name, check]) => check(Object.hasOwn(value, name) ? value[name] : undefined));
}

function isMembers(value         )                                             {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a snapshot has to hold so that the sandbox can go on with it: the shapes of everything that is kept. */

const isTextOrNull = isEither(isText, isOneOf(null));

const isManagementGroup = isShapedAs                 ({ name: isText, displayName: isText, parent: isOptional(isText) });
const isSubscription = isShapedAs              ({ subscriptionId: isText, displayName: isText, managementGroup: isText, tags: isOptional(isJsonObject) });

const isResourceGroup = isShapedAs               ({
  id: isText, name: isText, location: isText, tags: isOptional(isJsonObject), managedBy: isOptional(isText),
});

const isSource = isOneOf('Direct', 'Cache');
const isNodes = isShapedAs       ({ source: isSource, registryId: isOptional(isText), madeAt: isNumber });
const isRecentImage = isShapedAs             ({ image: isText, until: isNumber });
const isPool = isShapedAs           ({
  name: isText, properties: isJsonObject, nodes: isNodes, etag: isText, recentImages: isOptional(isListOf(isRecentImage)), rollsBackTo: isOptional(isText),
});
const isMade = isShapedAs             ({
  nodeResourceGroup: isText, publicNameSuffix: isText, privateNameSuffix: isText, privateZone: isText, portalName: isText, resourceUid: isText, registryName: isText,
  publicIpName: isText, privateLinkServiceName: isText, principalId: isText, kubeletClientId: isText, kubeletObjectId: isText, issuer: isText,
});
const isCluster = isShapedAs         ({
  id: isText, name: isText, resourceGroup: isText, location: isText, tags: isOptional(isJsonObject), identity: isOptional(isJsonObject), sku: isJsonObject,
  properties: isJsonObject, pools: isListOf(isPool), etag: isText, made: isMade, given: isOptional(isJsonObject), awaitsRestart: isOptional(isOneOf(true)),
});

const isPoolBootstrap = isShapedAs               ({ pool: isText, source: isSource, registryId: isOptional(isText) });
const isClusterWrite = isShapedAs              ({ at: isNumber, outboundType: isText, artifactSource: isText, pools: isListOf(isPoolBootstrap) });

const isShapedAsResource = isShapedAs                ({
  id: isText, name: isText, type: isText, parentKey: isOptional(isText), location: isOptional(isText), members: isJsonObject, properties: isJsonObject,
  etags: isShapedAs({ running: isText, settled: isText }), isGiven: isOptional(isOneOf(true)), createdAt: isNumber, changedAt: isNumber,
});
/** Of a type that this version knows. */
const isResource = (value         )                          => isShapedAsResource(value) && findType(value.type) !== undefined;

const isPolicyObject                      = isShapedAs              ({
  id: isText, name: isText, kind: isOneOf(...policyKinds), scope: isText, document: isJsonObject, bitesFrom: isOptional(isNumber),
  until: (value)                                    => value === undefined || isPolicyObject(value),
});

const isRoleAssignment = isShapedAs                ({
  name: isText, scope: isText, principalId: isText, roleDefinitionId: isText, principalType: isText, condition: isTextOrNull, conditionVersion: isTextOrNull,
  description: isTextOrNull, delegatedManagedIdentityResourceId: isTextOrNull, createdAt: isNumber, updatedAt: isNumber,
});
const isCustomRole = isShapedAs            ({ id: isText, name: isText, description: isText, permissions: isListOf(isJsonObject), assignableScopes: isListOf(isText) });
const isLock = isShapedAs      ({ name: isText, scope: isText, level: isOneOf('CanNotDelete', 'ReadOnly'), notes: isOptional(isText) });
const isPrincipal = isShapedAs           ({ id: isText, madeAt: isNumber, isGone: isBoolean });

const isEndingUnwell = isOneOf('Failed', 'Canceled');
const isError = isShapedAs({ code: isText, message: isText });
const isUnwell = isShapedAs        ({ status: isEndingUnwell, error: isError });
const isOutcome = isShapedAs                  ({ status: isEndingUnwell, error: isError, below: isOptional(isListOf(isText)) });
const isOperation = isShapedAs           ({
  id: isText, kind: isOneOf('Creating', 'Updating', 'Deleting', 'UpgradingNodeImageVersion', 'Stopping', 'Starting', 'Canceling'), subject: isText, subscriptionId: isText, location: isText,
  startedAt: isNumber, endsAt: isNumber, status: isOneOf('InProgress', 'Succeeded', 'Failed', 'Canceled'), error: isOptional(isError), fate: isOptional(isOutcome),
});

const isActor = isShapedAs       ({ name: isText, type: isOneOf('User', 'Application', 'System'), client: isText });
const isPropertyChange = isShapedAs                ({
  previousValue: isTextOrNull, newValue: isTextOrNull, changeCategory: isOneOf('User', 'System'), propertyChangeType: isOneOf('Insert', 'Update', 'Remove'), isTruncated: isOneOf('true', 'false'),
});
const isChange = isShapedAs        ({
  id: isText, name: isText, target: isText, targetType: isText, kind: isOneOf('Create', 'Update', 'Delete'), at: isNumber, actor: isActor, operation: isText,
  correlationId: isText, changes: isRecordOf(isPropertyChange),
});
const isEvent = isShapedAs               ({
  id: isText, resourceId: isText, at: isNumber, caller: isText, operation: isText, method: isText, status: isOneOf('Started', 'Succeeded', 'Failed', 'Accepted', 'Canceled'), correlationId: isText, ofOperation: isOptional(isText), message: isOptional(isText),
});

const isPolicyState = isShapedAs                   ({
  resourceId: isText, resourceType: isText, location: isText, assignment: isShapedAs({ id: isText, name: isText, scope: isText }),
  definition: isShapedAs({ id: isText, name: isText }), member: isOptional(isShapedAs({ initiativeId: isText, initiativeName: isText, referenceId: isText })),
  effect: isText, word: isOneOf('Compliant', 'NonCompliant', 'Exempt', 'Error', 'Unknown'), at: isNumber,
});
const isDueEvaluation = isShapedAs               ({ due: isNumber, scope: isText });
const isScan = isShapedAs               ({ id: isText, scope: isText, endsAt: isNumber });

const isStep = isShapedAs                ({
  id: isText, type: isText, name: isText, location: isOptional(isText), deployment: isText, operationId: isText, state: isOneOf('Running', 'Succeeded', 'Failed'), startedAt: isNumber, endedAt: isOptional(isNumber),
  operation: isOptional(isText), status: isNumber, error: isOptional(isJsonObject),
});

const isDeployment = isShapedAs            ({
  id: isText, name: isText, scope: isText, location: isOptional(isText), tags: isOptional(isJsonObject), template: isJsonObject, parameters: isJsonObject,
  state: isOneOf('Accepted', 'Running', 'Succeeded', 'Failed', 'Canceled'), startedAt: isNumber, endedAt: isOptional(isNumber), wakesAt: isOptional(isNumber), correlationId: isText, requestId: isOptional(isText),
  fate: isOptional(isEither(isOneOf('never'), isShapedAs({ status: isOneOf('Failed', 'Canceled'), error: isShapedAs({ code: isText, message: isText }) }))),
  actor: isActor, principal: isText, by: isOneOf('caller', 'policy'), steps: isListOf(isStep), declared: isListOf(isText), dependencies: isListOf(isJsonObject), outputs: isOptional(isJsonObject), error: isOptional(isJsonObject),
  root: isOptional(isText), remediates: isOptional(isText),
});

const isDueDeployment = isShapedAs               ({
  id: isText, resourceId: isText, assignmentId: isText, definitionId: isText, referenceId: isOptional(isText), due: isNumber, operation: isOptional(isText), after: isOneOf('any', 'success', 'failure'),
  correlationId: isText,
});

const isTarget = isShapedAs                   ({ resourceId: isText, location: isText, deploymentId: isOptional(isText), error: isOptional(isJsonObject) });
const isRemediation = isShapedAs             ({
  id: isText, name: isText, scope: isText, assignmentId: isText, referenceId: isOptional(isText), createdAt: isNumber, isCanceled: isOptional(isOneOf(true)), targets: isListOf(isTarget),
});

/** How one part of what an ARM knows is written, and read back. */
                       
                       
                               
                                                                                                                                          
                                                
 

/** The parts of a state; a new member of it does not compile until it is named here. */
function partsOf(state          )                                         {
  return {
    hierarchy: hierarchyPart(state.hierarchy),
    access: listPart('access', isText, () => state.access.denied(), (scopes) => state.access.restore(scopes)),
    groups: mapPart('groups', state.groups, isResourceGroup),
    clusters: mapPart('clusters', state.clusters, isCluster),
    clusterWrites: mapPart('clusterWrites', state.clusterWrites, isListOf(isClusterWrite)),
    resources: listPart('resources', isResource, () => state.resources.all(), (resources) => state.resources.restore(resources)),
    policies: mapPart('policies', state.policies, isPolicyObject),
    roleAssignments: mapPart('roleAssignments', state.roleAssignments, isRoleAssignment),
    customRoles: mapPart('customRoles', state.customRoles, isCustomRole),
    locks: mapPart('locks', state.locks, isLock),
    registrations: mapPart('registrations', state.registrations, isNumber),
    principals: mapPart('principals', state.principals, isPrincipal),
    operations: objectPart('operations', isOperations, () => state.operations.save(), (saved) => state.operations.restore(saved)),
    deployments: mapPart('deployments', state.deployments, isDeployment),
    remediations: mapPart('remediations', state.remediations, isRemediation),
    dueDeployments: mapPart('dueDeployments', state.dueDeployments, isDueDeployment),
    activity: objectPart('activity', isActivity, () => state.activity.save(), (saved) => state.activity.restore(saved)),
    policyStates: objectPart('policyStates', isPolicyStates, () => state.policyStates.save(), (saved) => state.policyStates.restore(saved)),
  };
}

const isOperations = isShapedAs({ operations: isListOf(isOperation), unwell: isListOf(isEntryOf(isUnwell)) });
const isActivity = isShapedAs({ changes: isListOf(isChange), events: isListOf(isEvent), actor: isOptional(isActor) });
const isPolicyStates = isShapedAs({
  records: isListOf(isEntryOf(isListOf(isPolicyState))), scans: isListOf(isEntryOf(isScan)), due: isListOf(isDueEvaluation), nextScan: isOptional(isNumber),
});
const isHierarchy = isShapedAs({ groups: isListOf(isManagementGroup), subscriptions: isListOf(isSubscription) });

function objectPart       (name        , check              , save             , restore                        )       {
  return {
    save,
    read: (saved) => {
      if (!check(saved)) throw damaged(name);
      return () => restore(saved);
    },
  };
}

function listPart      (name        , check             , save                       , restore                                  )       {
  return {
    save,
    read: (saved) => {
      const items = requireList(name, saved);
      const wrong = items.findIndex((item) => !check(item));
      if (wrong >= 0) throw damaged(`${name}[${wrong}]`);
      const checked = items.filter(check);
      return () => restore(checked);
    },
  };
}

function mapPart       (name        , map                    , check              )       {
  return listPart(name, isEntryOf(check), () => [...map], (entries) => {
    map.clear();
    for (const [key, value] of entries) map.set(key, value);
  });
}

function hierarchyPart(hierarchy           )       {
  return {
    save: () => ({ groups: hierarchy.groups(), subscriptions: hierarchy.subscriptions() }),
    read: (saved) => {
      if (!isHierarchy(saved)) throw damaged('hierarchy');
      try {
        new Hierarchy().restore(saved.groups, saved.subscriptions);
      } catch (thrown) {
        throw thrown instanceof RangeError ? damaged('hierarchy', thrown.message) : thrown;
      }
      return () => hierarchy.restore(saved.groups, saved.subscriptions);
    },
  };
}

function requireList(name        , saved         )                     {
  if (!Array.isArray(saved)) throw damaged(name);
  return saved;
}

/** What is wrong with a snapshot, for a sentence. */
function damaged(where        , why = 'is not what this version of the sandbox keeps there')            {
  return new UserError(`"${where}" ${why}`);
}

/** All that an ARM knows, as plain data. `state` is the sandbox's own business and follows `version`. */
                              
                                 
                                   
                  
                           
                             
 

const format = 'aks-isolation-sandbox';
const version = 2;

function takeSnapshot(state          , now        )              {
  const parts = Object.entries(partsOf(state)).map(([name, { save }]) => [name, save()]         );
  return { format, version, savedAt: new Date(now).toISOString(), state: Object.fromEntries(parts.map(([name, saved]) => [name, copyOf(saved)])) };
}

/**
 * Puts what a snapshot holds in the place of all that an ARM knows. Operations that were under way go on: they end when they would have.
 * Throws `UserError` for anything but a snapshot of this version, and has changed nothing then.
 */
function restoreSnapshot(state          , snapshot         )       {
  const what = isJsonObject(snapshot) ? snapshot : {};
  if (what['format'] !== format) throw new UserError(`This is no snapshot of a sandbox: its "format" is not "${format}".`);
  if (what['version'] !== version) throw new UserError(`This snapshot has version ${JSON.stringify(what['version'])}, and this sandbox reads version ${version} only.`);
  const saved = what['state'];
  try {
    if (!isJsonObject(saved)) throw damaged('state', 'is missing');
    const changes = Object.entries(partsOf(state)).map(([name, { read }]) => read(copyOf(saved[name])));
    for (const change of changes) change();
  } catch (thrown) {
    throw thrown instanceof UserError ? new UserError(`This snapshot is damaged: ${thrown.message}.`) : thrown;
  }
}

/** What of a value goes into a file: neither the snapshot nor the ARM sees what the other does afterwards. */
function copyOf(value         )          {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

/** What a test or a demonstration may do to an ARM besides sending requests. */
                              
                                                                                                                             
                             
                                                               
                           
                                                                                                   
                            
                             
                                                                                                                    
                                          
                                                                                                         
                                                                                      
                                          
                                  
                                                                                                                          
                                                           
                                                                                                                                   
                                            
                                                                         
                                                            
                                          
                          
                                                                                                                                        
                                   
                                                     
                    
 

/**
 * @param clock tells the time: milliseconds since 1970
 * @param pass lets everything happen that is to happen until now
 */
function controlsOf(arm     , clock              , pass            )              {
  const { access, operations } = arm.state;
  return {
    seed: (estate        ) => seedEstate(estate, arm.state, clock()),
    forget: (id        ) => forgetWithin(arm.state, id.toLowerCase()),
    deny: (scope        ) => access.deny(scope),
    allow: (scope        ) => access.allow(scope),
    endOperation: (id        , outcome                  , when                    ) => {
      operations.fail(id, outcome, when, clock());
      endDeploymentOf(id, outcome, when, arm.state, clock());
    },
    snapshot: () => takeSnapshot(arm.state, clock()),
    restore: (snapshot         ) => restoreSnapshot(arm.state, snapshot),
    changes: () => changesOf(arm.state),
    holdOperation: (id        ) => {
      operations.hold(id);
      holdDeploymentOf(id, arm.state);
    },
    bootstrapOf: (clusterId        ) => {
      pass();
      return bootstrapOf(arm.state.clusters.get(clusterId.toLowerCase()) ?? { pools: [] });
    },
    awaitsRestart: (clusterId        ) => {
      pass();
      return arm.state.clusters.get(clusterId.toLowerCase())?.awaitsRestart === true;
    },
    clusterWrites: (clusterId        ) => arm.state.clusterWrites.get(clusterId.toLowerCase()) ?? [],
    actAs: (person                    ) => {
      arm.state.activity.actor = person === undefined ? undefined : { name: person, type: 'User', client: 'Azure Portal' };
    },
  };
}

/** What the full form of `reference` says of an id besides the document (learn.microsoft.com, "Resource functions: reference"). */
function asResourceId(id        )             {
  const parsed = parseResourceId(id);
  if (parsed === undefined) return { resourceId: id };
  const { subscriptionId, resourceGroup: resourceGroupName, type, fullName } = parsed;
  return { subscriptionId, resourceGroupName, resourceId: `${type}/${fullName}`, scope: '' };
}

/** 400 InvalidTemplate as Resource Manager words it; `path` leads into the request. */
function invalidTemplate(what        , path = '')          {
  const message = `Deployment template validation failed: '${what}'.`;
  const info = { lineNumber: 0, linePosition: 0, path };
  return withBody(400, { code: 'InvalidTemplate', message, additionalInfo: [{ type: 'TemplateViolation', info }] });
}

/** 400 InvalidTemplateDeployment: what was found before anything was written. */
function invalidDeployment(message        , details                       )          {
  return withBody(400, { code: 'InvalidTemplateDeployment', message, details });
}

function withBody(status        , error            )          {
  return new Refusal(String(error['message']), { status, headers: { 'x-ms-failure-cause': 'gateway' }, body: { error } });
}

/** The error in an answer, whatever of Azure's two shapes it has. */
function errorIn(body         )             {
  if (!isJsonObject(body)) return { code: 'InternalServerError', message: 'The resource provider answered nothing.' };
  const { error } = body;
  if (isJsonObject(error)) return error;
  const { code, message, target, details } = body;
  return { code, message, ...(target === undefined ? {} : { target }), ...(Array.isArray(details) ? { details } : {}) };
}

/** What a resource's operation ended with. */
function endedUnwell(step                            , state        , error            )             {
  return {
    code: 'ResourceDeploymentFailure',
    target: step.id,
    message: `The resource write operation failed to complete successfully, because it reached terminal provisioning state '${state}'.`,
    details: [error],
  };
}

/** The error of a deployment some of whose resources failed. */
function deploymentFailed({ id }                        , details                       )             {
  return {
    code: 'DeploymentFailed',
    target: id,
    message: 'At least one resource deployment operation failed. Please list deployment operations for details. Please see https://aka.ms/arm-deployment-operations for usage details.',
    details,
  };
}

/**
 * The API versions that types have, as they were published by September 2026: folders of Azure/bicep-types-az, the versions that Azure's clients and the Azure
 * CLI of that time ask for, what ARM itself lists (of clusters: hashicorp/terraform-provider-azurerm 27921, February 2025, after previews were retired), and those
 * of the recordings. AKS has had a version and a preview in nearly every month since 2023.
 */
/** Until when versions are in this table. */
const endOfTable = '2026-09-30';

const clusters = `
  2017-08-31 2018-03-31 2019-02-01 2019-04-01 2019-06-01 2019-08-01 2019-10-01 2019-11-01 2020-01-01 2020-02-01 2020-03-01 2020-04-01
  2020-06-01 2020-07-01 2020-09-01 2020-11-01 2020-12-01 2021-02-01 2021-03-01 2021-05-01 2021-07-01 2021-08-01 2021-09-01 2021-10-01
  2022-01-01 2022-02-01 2022-03-01 2022-04-01 2022-06-01 2022-07-01 2022-08-01 2022-09-01 2022-11-01 2023-01-01 2023-02-01 2023-03-01
  2023-04-01 2023-04-02-preview 2023-05-01 2023-05-02-preview 2023-06-01 2023-06-02-preview 2023-07-01 2023-07-02-preview 2023-08-01
  2023-08-02-preview 2023-09-01 2023-09-02-preview 2023-10-01 2023-10-02-preview 2023-11-01 2023-11-02-preview 2024-01-01 2024-01-02-preview
  2024-02-01 2024-02-02-preview 2024-03-02-preview 2024-04-02-preview 2024-05-01 2024-05-02-preview 2024-06-02-preview 2024-07-01
  2024-07-02-preview 2024-08-01 2024-09-01 2024-09-02-preview 2024-10-01 2024-10-02-preview 2025-01-01 2025-01-02-preview 2025-02-01
  2025-02-02-preview 2025-03-01 2025-03-02-preview 2025-04-01 2025-04-02-preview 2025-05-01 2025-05-02-preview 2025-06-02-preview 2025-07-01
  2025-07-02-preview 2025-08-01 2025-08-02-preview 2025-09-01 2025-09-02-preview 2025-10-01 2025-10-02-preview 2026-01-01 2026-01-02-preview
  2026-02-01 2026-02-02-preview 2026-03-01 2026-03-02-preview 2026-04-01 2026-04-02-preview 2026-05-01 2026-05-02-preview 2026-06-01
  2026-07-01 2026-08-01
`;

const registries = `
  2017-03-01 2017-10-01 2019-05-01 2019-12-01-preview 2020-11-01-preview 2021-06-01-preview 2021-08-01-preview 2021-09-01 2021-12-01-preview
  2022-02-01-preview 2022-12-01 2023-01-01-preview 2023-06-01-preview 2023-07-01 2023-08-01-preview 2023-11-01-preview 2024-11-01-preview
  2025-03-01-preview 2025-04-01 2025-05-01-preview 2025-06-01-preview 2025-11-01 2026-09-01-preview
`;

const network = `
  2015-06-15 2016-03-30 2016-06-01 2016-09-01 2016-12-01 2017-03-01 2017-06-01 2017-08-01 2017-09-01 2017-10-01 2017-11-01 2018-01-01
  2018-02-01 2018-04-01 2018-06-01 2018-07-01 2018-08-01 2018-10-01 2018-11-01 2018-12-01 2019-02-01 2019-04-01 2019-06-01 2019-07-01
  2019-08-01 2019-09-01 2019-11-01 2019-12-01 2020-03-01 2020-04-01 2020-05-01 2020-06-01 2020-07-01 2020-08-01 2020-11-01 2021-02-01
  2021-03-01 2021-05-01 2021-08-01 2022-01-01 2022-05-01 2022-07-01 2022-09-01 2022-11-01 2023-02-01 2023-04-01 2023-05-01 2023-06-01
  2023-09-01 2023-11-01 2024-01-01 2024-03-01 2024-05-01 2024-07-01 2024-10-01 2025-01-01 2025-03-01 2025-05-01 2025-07-01 2025-09-01
  2026-01-01 2026-03-01 2026-09-01
`;

const privateDns = `
  2018-09-01 2020-01-01 2020-06-01 2024-06-01
`;

const identities = `
  2015-08-31-preview 2018-11-30 2021-09-30-preview 2022-01-31-preview 2023-01-31 2023-07-31-preview 2024-11-30 2025-01-31-preview
  2025-05-31-preview
`;

const extensions = `
  2020-07-01-preview 2021-05-01-preview 2021-09-01 2021-11-01-preview 2022-01-01-preview 2022-03-01 2022-04-02-preview 2022-07-01 2022-11-01
  2023-05-01 2024-11-01
`;

const policies = `
  2016-12-01 2017-06-01-preview 2018-03-01 2018-05-01 2019-01-01 2019-06-01 2019-09-01 2020-03-01 2020-09-01 2021-06-01 2022-06-01
  2022-08-01-preview 2023-04-01 2024-04-01 2024-05-01 2025-01-01 2025-03-01 2025-11-01
`;

const exemptions = `
  2020-07-01-preview 2022-07-01-preview 2022-08-01-preview 2024-12-01-preview
`;

const roles = `
  2015-07-01 2017-10-01-preview 2018-01-01-preview 2018-07-01 2018-09-01-preview 2020-03-01-preview 2020-04-01-preview 2020-08-01-preview
  2020-10-01-preview 2021-04-01-preview 2022-04-01 2022-05-01-preview
`;

const resourceManager = `
  2014-04-01 2015-01-01 2015-11-01 2016-02-01 2016-06-01 2016-07-01 2016-09-01 2017-03-01 2017-05-01 2017-05-10 2017-06-01 2017-08-01
  2017-12-01 2018-01-01 2018-02-01 2018-05-01 2018-06-01 2018-07-01 2018-08-01 2018-09-01 2018-11-01 2019-03-01 2019-05-01 2019-05-10
  2019-06-01 2019-07-01 2019-08-01 2019-09-01 2019-10-01 2019-11-01 2020-01-01 2020-05-01 2020-06-01 2020-07-01 2020-08-01 2020-09-01
  2020-10-01 2021-01-01 2021-04-01 2022-01-01 2022-03-01-preview 2022-05-01 2022-06-01 2022-09-01 2022-11-01-preview 2022-12-01
  2023-03-01-preview 2023-07-01 2023-07-01-preview 2024-03-01 2024-07-01 2024-08-01 2024-11-01 2025-03-01 2025-04-01
`;

const listOf$1 = (words        )                    => words.trim().split(/\s+/);

/** Of subscriptions, resource groups and other things of ARM's own (Azure/azure-cli 28038, and what clients ask for since). */
const ownVersions = listOf$1(resourceManager);

/** By the beginning of a type, lower case; what stands below a type has its versions. */
const knownVersions                                         = new Map([
  ['microsoft.containerservice/managedclusters', listOf$1(clusters)],
  ['microsoft.containerregistry/registries', listOf$1(registries)],
  ...['virtualnetworks', 'networksecuritygroups', 'routetables', 'natgateways', 'publicipaddresses', 'publicipprefixes', 'loadbalancers', 'virtualnetworkgateways', 'virtualhubs', 'privateendpoints', 'networkinterfaces']
    .map((type) => [`microsoft.network/${type}`, listOf$1(network)]         ),
  ['microsoft.network/privatednszones', listOf$1(privateDns)],
  ['microsoft.managedidentity/userassignedidentities', listOf$1(identities)],
  ['microsoft.kubernetesconfiguration/extensions', listOf$1(extensions)],
  ...['policydefinitions', 'policysetdefinitions', 'policyassignments'].map((type) => [`microsoft.authorization/${type}`, listOf$1(policies)]         ),
  ['microsoft.authorization/policyexemptions', listOf$1(exemptions)],
  ...['roleassignments', 'roledefinitions'].map((type) => [`microsoft.authorization/${type}`, listOf$1(roles)]         ),
]);

/** Public regions, abridged. */
const locations = 'australiaeast, brazilsouth, canadacentral, centralindia, centralus, eastasia, eastus, eastus2, eastus2euap, francecentral, germanywestcentral, japaneast, northeurope, '
  + 'norwayeast, southcentralus, southeastasia, swedencentral, switzerlandnorth, uksouth, westcentralus, westeurope, westus, westus2, westus3';

/**
 * Refuses an API version that the type in a path does not have, as ARM does before any provider sees the request. The table ends; what is later than
 * that and not in the future is taken, since Azure goes on. Types of which the table says nothing are not looked at.
 */
function requireKnownVersion(segments                   , version        , body         , now        , state          )       {
  const provider = segments.findLastIndex((segment) => segment.toLowerCase() === 'providers');
  const [namespace = '', ...rest] = provider < 0 ? [] : segments.slice(provider + 1);
  if (namespace === '') {
    // Deployments have versions of their own, also where their address names no provider.
    if (!segments.some((segment) => segment.toLowerCase() === 'deployments') && !isKnown(version, ownVersions, now)) throw invalidParameter(version);
    return;
  }
  const types = rest.filter((_, index) => index % 2 === 0);
  const known = versionsOf$1([namespace, ...types].join('/'));
  if (known === undefined || isKnown(version, known, now)) return;
  throw notRegistered(namespace, types.join('/'), version, known, locationOf$1(segments, body, state));
}

/** The versions of a type, oldest first; undefined for one that the table does not have. */
function versionsOf$1(type        )                                {
  const [namespace = '', ...types] = type.toLowerCase().split('/');
  return types.map((_, index) => knownVersions.get([namespace, ...types.slice(0, index + 1)].join('/'))).find((versions) => versions !== undefined);
}

/** The newest version that is no preview of what an id names, for requests that ARM makes of itself; of what the table does not have, any. */
function newestVersionFor(id        )         {
  const [, namespace, rest = ''] = /^.*\/providers\/([^/]+)\/(.+)$/i.exec(id) ?? [];
  const types = rest.split('/').filter((_, index) => index % 2 === 0);
  const versions = namespace === undefined ? ownVersions : versionsOf$1([namespace, ...types].join('/'));
  return versions?.findLast((version) => !version.endsWith('-preview')) ?? endOfTable;
}

function isKnown(version        , versions                   , now        )          {
  const lower = version.toLowerCase();
  const date = lower.slice(0, 10);
  return versions.includes(lower) || (date > endOfTable && Date.parse(date) <= now);
}

/** ARM's own text (Azure/azure-cli 28038). */
function invalidParameter(version        )          {
  return gatewayRefusal(400, 'InvalidApiVersionParameter', `The api-version '${version}' is invalid. The supported versions are '${ownVersions.toReversed().join(',')}'.`);
}

/** Both texts are ARM's: where a location is known (Azure/azure-cli 28496, of a GET), and where none is, as for what has no location. */
function notRegistered(namespace        , type        , version        , known                   , location                    )          {
  if (location === undefined) {
    return gatewayRefusal(
      404,
      'InvalidResourceType',
      `The resource type '${type}' could not be found in the namespace '${namespace}' for api version '${version}'. The supported api-versions are '${known.join(',')}'.`,
    );
  }
  return gatewayRefusal(
    400,
    'NoRegisteredProviderFound',
    `No registered resource provider found for location '${location}' and API version '${version}' for type '${type}'. The supported api-versions are '${known.join(', ')}'. `
    + `The supported locations are '${locations}'.`,
  );
}

/** Where a request is about: as its body says, or the resource that it names, or what that stands under, or their group. */
function locationOf$1(segments                   , body         , state          )                     {
  const [, subscription = '', , group] = segments;
  if (group === undefined || segments[2]?.toLowerCase() !== 'resourcegroups') return undefined;
  const sent = textAt(body, 'location');
  const above = segments.map((_, index) => `/${segments.slice(0, segments.length - index).join('/')}`.toLowerCase());
  const found = above.map((id) => state.resources.find(id)?.location ?? state.clusters.get(id)?.location).find((location) => location !== undefined);
  return sent ?? found ?? state.groups.get(groupId(subscription, group).toLowerCase())?.location;
}

/** What a deployment sees of Azure at a moment, and what it looked for in vain. */
                        
                             
                                             
                                            
 

/**
 * What `reference` and its like find while a deployment is under way. What the deployment itself writes is not to be seen before it is written,
 * although it may be there from earlier.
 */
function sightOf(deployment            , { state }     , door      , now        )        {
  const missing = new Map                    ();
  const declared = new Set(deployment.declared);
  const done = new Set(deployment.steps.filter((step) => step.state === 'Succeeded').map(({ id }) => id.toLowerCase()));
  const { correlationId, actor, principal, by } = deployment;
  const ask = (method                , path        )          => {
    const { status, body } = door.ask({ method, path, apiVersion: newestVersionFor(path), now, correlationId, actor, principal, by });
    if (status === 200) return body;
    missing.set(path, errorIn(body));
    return undefined;
  };
  const isOpen = (id        )          => declared.has(id.toLowerCase()) && !done.has(id.toLowerCase());
  const azure             = {
    reference(id, form) {
      const document = isOpen(id) ? undefined : ask('GET', id);
      if (!isJsonObject(document)) return undefined;
      return form === 'full' ? { ...document, ...asResourceId(id) } : document['properties'] ?? {};
    },
    list: (operation, id) => (isOpen(id) ? undefined : ask('POST', `${id}/${operation}`)),
    container(id) {
      const scope = parseScope(id);
      if (scope?.kind === 'resourceGroup') {
        const group = isOpen(id) ? undefined : state.groups.get(id.toLowerCase());
        return group === undefined ? undefined : renderGroup(group, state);
      }
      const subscription = scope?.kind === 'subscription' ? state.hierarchy.subscription(scope.subscriptionId) : undefined;
      return subscription === undefined ? undefined : subscriptionDocument(subscription);
    },
    newGuid: (place) => guidOf(`${deployment.id} ${deployment.correlationId} ${deployment.startedAt} ${place}`),
    deployer: { objectId: principal, userPrincipalName: actor.type === 'User' ? actor.name : '' },
  };
  return { azure, missing };
}

/** A template without any state of Azure: as it is looked at before the deployment begins. */
function blindState(deployment            , arm     )             {
  const { azure } = sightOf(deployment, arm, { ask: () => ({ status: 404, requestId: '' }), takes: () => false }, 0);
  return { ...azure, reference: () => undefined, list: () => undefined };
}

function guidOf(text        )         {
  const hex = createHash('sha256').update(text.toLowerCase()).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The values of the parameters by name; of a secret in a key vault the reason why there is none. */
function valuesOf(parameters            )             {
  return Object.fromEntries(Object.entries(parameters).flatMap(([name, entry]) => {
    const value = at(entry, 'value');
    return value === undefined ? [] : [[name, value]];
  }));
}

/** What a deployment asks for, with what is known of Azure. */
function expandNow(deployment            , azure            , state          )            {
  const { template, parameters, name } = deployment;
  return expandDeployment({ template: { file: 'template', value: template }, parameters: valuesOf(parameters), facts: factsOf$1(deployment, state), name, azure });
}

function factsOf$1({ scope, location, startedAt }            , { groups }          )                  {
  const at = parseScope(scope);
  const common = { cloud: 'public', tenantId, utcNow: new Date(startedAt).toISOString(), ...(location === undefined ? {} : { location }) }         ;
  if (at?.kind === 'managementGroup') return { ...common, managementGroup: at.managementGroup };
  if (at?.kind === 'subscription') return { ...common, subscriptionId: at.subscriptionId };
  if (at?.kind !== 'resourceGroup') return common;
  const group = groups.get(scope.toLowerCase());
  return { ...common, subscriptionId: at.subscriptionId, resourceGroup: group?.name ?? at.resourceGroup, ...(group === undefined ? {} : { location: group.location }) };
}

/** Something of a template that others may depend on. */
                             
                        
                        
                                  
                                
 

/** Who waits for whom in a template: the resources that are written before a resource, within the same deployment. */
                                                        
                                               
                                                                             
                                                        
 

/** Azure takes out what a condition leaves away, so that nobody waits for it. */
function dependenciesAmong                         (items                 , skipped                       )                     {
  const byName = new Map                ();
  const copies = new Map                ();
  for (const item of items) {
    for (const name of namesOf(item, copies)) byName.set(keyOf$3(item, name), [...(byName.get(keyOf$3(item, name)) ?? []), item]);
  }
  const left = new Set(skipped.flatMap((item) => namesOf(item, copies).map((name) => keyOf$3(item, name))));
  const earlier = batchesBefore(items);
  return {
    of: (item) => [...new Set([...item.deploying.dependsOn.flatMap((name) => byName.get(keyOf$3(item, name)) ?? []), ...earlier(item)])].filter((other) => other !== item),
    unknownOf: (item) => item.deploying.dependsOn.filter((name) => !byName.has(keyOf$3(item, name)) && !left.has(keyOf$3(item, name))),
  };
}

/** The copies of a serial loop that are written before a copy. */
function batchesBefore                         (items                 )                                  {
  const loops = new Map                ();
  const loopOf = (item      )         => keyOf$3(item, `${item.type} ${item.deploying.loop ?? ''}`);
  for (const item of items) if (item.deploying.batchSize !== undefined) loops.set(loopOf(item), [...(loops.get(loopOf(item)) ?? []), item]);
  return (item) => {
    const { batchSize } = item.deploying;
    const copies = batchSize === undefined ? [] : loops.get(loopOf(item)) ?? [];
    return batchSize === undefined ? [] : copies.slice(0, Math.floor(copies.indexOf(item) / batchSize) * batchSize);
  };
}

function keyOf$3({ deploying }            , name        )         {
  return JSON.stringify([deploying.deployment?.toLowerCase(), name.replace(/\/+$/, '').toLowerCase()]);
}

/** An id, `type/name`, a name, a symbolic name, `symbol[2]` of a copy, and the name of a loop. */
function namesOf({ type, name, id, deploying: { symbol, loop, deployment } }            , copies                     )                    {
  const names = [...(id === undefined ? [] : [id]), name, `${type}/${name}`, interleaved(type, name), ...(loop === undefined ? [] : [loop])];
  if (symbol === undefined) return names;
  const key = JSON.stringify([deployment, symbol]);
  const index = copies.get(key) ?? 0;
  copies.set(key, index + 1);
  return [...names, symbol, `${symbol}[${index}]`];
}

/** `Microsoft.Network/virtualNetworks/net/subnets/sub`. */
function interleaved(type        , name        )         {
  const [namespace = '', ...types] = type.split('/');
  const names = name.split('/');
  return [namespace, ...types.flatMap((segment, index) => [segment, names[index] ?? ''])].join('/');
}

/** Throws InvalidTemplate for what is not defined, defined twice, or waits for itself. */
function requireOrder                         (items                 , dependencies                    )       {
  const seen = new Set        ();
  for (const item of items) {
    const key = keyOf$3(item, item.id ?? `${item.type}/${item.name}`);
    if (seen.has(key) && item.id !== undefined) throw invalidTemplate(`The resource '${item.type}/${item.name}' at line '1' and column '1' is defined multiple times in a template. Please see https://aka.ms/arm-syntax-resources for usage details.`);
    seen.add(key);
    const [unknown] = dependencies.unknownOf(item);
    if (unknown !== undefined) throw invalidTemplate(`The resource '${unknown}' is not defined in the template. Please see https://aka.ms/arm-syntax for usage details.`);
  }
  const open = new Set(items);
  for (let before = -1; before !== open.size;) {
    before = open.size;
    for (const item of open) if (!dependencies.of(item).some((other) => open.has(other))) open.delete(item);
  }
  const [first] = open;
  if (first !== undefined) throw invalidTemplate(`Circular dependency detected on resource: '${first.id ?? first.name}'. Please see https://aka.ms/arm-syntax-resources for usage details.`);
}

/** What a resource waits for, as a deployment shows it. */
function dependencyDocument(item            , needed                       )                        {
  const shown = ({ id, type, name }            )             => ({ id: id ?? '', resourceType: type, resourceName: name });
  return needed.length === 0 ? [] : [{ dependsOn: needed.map(shown), ...shown(item) }];
}

/** What of an expansion can be depended on. */
function dependable(expansion           )                                                                                                                                                   {
  return {
    resources: expansion.resources.map((resource) => ({ type: resource.type, name: resource.name, id: resource.id, deploying: resource.deploying(), resource })),
    skipped: expansion.skipped.map((one) => ({ type: one.type, name: one.name, id: one.id, deploying: one.deploying() })),
  };
}

/** learn.microsoft.com, "ARM template best practices: template limits". */
const limits$2 = { parameters: 256, variables: 256, outputs: 64 }         ;
const mostResources$1 = 800;
const mostBytes$1 = 4 * 1024 * 1024;

/** Throws for a template that has more of something than Azure takes. */
function requireSmallTemplate(template            )       {
  for (const [section, limit] of Object.entries(limits$2)) {
    const found = member$1(template, section);
    requireAtMost(section, limit, isJsonObject(found) ? Object.keys(found).length : 0);
  }
  const size = Buffer.byteLength(JSON.stringify(template));
  if (size > mostBytes$1) throw invalidTemplate(`The template size '${size}' exceeds the maximum allowed size '${mostBytes$1}'. Please see https://aka.ms/arm-template-limits for usage details.`);
}

/** Copies count one each. */
function requireFewResources(count        )       {
  requireAtMost('resources', mostResources$1, count);
}

function requireAtMost(section        , limit        , count        )       {
  if (count > limit) throw invalidTemplate(`The number of template ${section} limit exceeded. Limit: ${limit} and actual: ${count}. Please see https://aka.ms/arm-template-limits for usage details.`, `properties.template.${section}`);
}

/** Throws for parameters that are not declared, have no value, or come from a key vault, which the sandbox has none of. */
function requireParameters(template            , given            )       {
  const found = member$1(template, 'parameters');
  const declared = isJsonObject(found) ? found : {};
  const strangers = Object.keys(given).filter((name) => memberIgnoringCase(declared, name) === undefined);
  if (strangers.length > 0) {
    throw invalidTemplate(
      `The following parameters were supplied, but do not correspond to any parameters defined in the template: '${strangers.join(', ')}'. `
      + `The parameters defined in the template are: '${Object.keys(declared).join(', ')}'. Please see https://aka.ms/arm-pass-parameter-values for usage details.`,
    );
  }
  for (const [name, declaration] of Object.entries(declared)) {
    const entry = memberIgnoringCase(given, name);
    if (at(entry, 'reference') !== undefined) {
      throw withBody(400, { code: 'KeyVaultParameterReferenceNotFound', message: `The specified KeyVault '${textAt(entry, 'reference', 'keyVault', 'id') ?? ''}' of the parameter '${name}' could not be found.` });
    }
    const isGiven = (at(entry, 'value') ?? undefined) !== undefined;
    if (isGiven || memberIgnoringCase(declaration, 'defaultValue') !== undefined || isNullable(declaration, template)) continue;
    throw invalidTemplate(`The value for the template parameter '${name}' at line '1' and column '1' is not provided. Please see https://aka.ms/arm-create-parameter-file for usage details.`, `properties.template.parameters.${name}`);
  }
}

/** By itself, or by the type that it refers to. */
function isNullable(declaration         , template            )          {
  if (memberIgnoringCase(declaration, 'nullable') === true) return true;
  const name = textAt(declaration, '$ref')?.split('/').at(-1);
  return name !== undefined && at(template, 'definitions', name, 'nullable') === true;
}

/**
 * Looks at the resources of a template before any of them is written, as Resource Manager does: whether their types are known, whether the caller may
 * write them, and whether a policy refuses them. Throws InvalidTemplateDeployment.
 */
function requirePreflight(deployment            , resources                             , arm     , door      )       {
  const written = resources.filter(({ type }) => type.toLowerCase() !== deploymentType.toLowerCase());
  for (const resource of written) requireVersion(resource);
  requireKnownTypes(written, door);
  if (deployment.by === 'caller') requireRights(deployment, resources, arm);
  requireGroups(written, arm);
  requireNoPolicyRefuses(deployment, written, arm);
}

function requireVersion({ apiVersion, type, name, body }                  )       {
  if (apiVersion !== undefined || findUnknown(body) !== undefined) return;
  throw invalidTemplate(`The template resource '${name}' of type '${type}' is missing the required property 'apiVersion'. Please see https://aka.ms/arm-syntax-resources for usage details.`);
}

/** The sandbox covers less than Azure, and says so before anything is written. */
function requireKnownTypes(resources                             , door      )       {
  const unknown = resources.filter(({ id }) => id !== undefined && !door.takes(id));
  if (unknown.length === 0) return;
  throw invalidDeployment('The template deployment failed with error: the type of a resource is not known. Please see details for more information.', unknown.map(({ type, id, apiVersion }) => ({
    code: 'InvalidResourceType',
    target: id,
    message: `The resource type '${type.split('/').slice(1).join('/')}' could not be found in the namespace '${type.split('/')[0] ?? ''}' for api version '${apiVersion ?? ''}'. The sandbox may not cover it yet.`,
  })));
}

/** The text is that of public deployment logs. */
function requireRights({ principal }            , resources                             , { settings }     )       {
  const refused = resources.filter(({ type }) => allowanceOf(`${typeOfRight(type)}/write`, settings.callerPermissions) === 'no');
  if (refused.length === 0) return;
  const sentences = refused.map(({ type, name, id }) => (
    `Authorization failed for template resource '${name}' of type '${type}'. The client '${principal}' with object id '${principal}' does not have permission to perform action '${typeOfRight(type)}/write' at scope '${id ?? ''}'.`
  ));
  throw invalidDeployment(refused.length === 1 ? `Deployment failed: '${sentences[0] ?? ''}'` : `Deployment failed with multiple errors: '${sentences.join(' ')}'`, []);
}

function typeOfRight(type        )         {
  return type.toLowerCase() === 'microsoft.resources/resourcegroups' ? 'Microsoft.Resources/subscriptions/resourceGroups' : type;
}

/** A resource group that a template writes into is there, or the template makes it. */
function requireGroups(resources                             , { state }     )       {
  const made = new Set(resources.flatMap(({ id, type }) => (id !== undefined && /\/resourceGroups$/i.test(type) ? [id.toLowerCase()] : [])));
  for (const { id } of resources) {
    const [subscription, group] = [segmentAfter(id ?? '', 'subscriptions'), segmentAfter(id ?? '', 'resourceGroups')];
    if (subscription === undefined || group === undefined) continue;
    const key = groupId(subscription, group).toLowerCase();
    if (made.has(key) || state.groups.has(key)) continue;
    throw invalidDeployment(`The template deployment failed because the resource group '${group}' does not exist.`, [{ code: 'ResourceGroupNotFound', message: `Resource group '${group}' could not be found.` }]);
  }
}

function requireNoPolicyRefuses({ startedAt }            , resources                             , arm     )       {
  const details = resources.flatMap((resource)                        => {
    const { id, type, name, apiVersion = '', body } = resource;
    if (id === undefined || resource.mayBeAbsent !== undefined || !canBeJudged(id, arm)) return [];
    const refused = policyRefusal(arm, { apiVersion, now: startedAt }, { type, name, id, apiVersion, body });
    return refused === undefined || !isJsonObject(refused.response.body) ? [] : [errorIn(refused.response.body)];
  });
  if (details.length > 0) throw invalidDeployment('The template deployment failed because of policy violation. Please see details for more information.', details);
}

/** What stands in a group that is not there yet is judged when it is written. */
function canBeJudged(id        , { state }     )          {
  const [subscription, group] = [segmentAfter(id, 'subscriptions'), segmentAfter(id, 'resourceGroups')];
  if (subscription === undefined || parseScope(id) !== undefined) return false;
  return group === undefined || state.groups.has(groupId(subscription, group).toLowerCase());
}

/** What a request wants deployed; it has not begun. Throws what Resource Manager answers to a request that is none. */
function readDeployment(scope        , name        , who                                                                  , call                                  )             {
  const body = requireBody(call.request);
  const properties = member$1(body, 'properties');
  if (!isJsonObject(properties)) throw invalidRequest$1("Required property 'properties' not found in JSON");
  requireIncremental(properties);
  const location = locationOf(body, scope, name);
  const tags = readTags(body);
  return {
    ...who,
    id: deploymentId(scope, name),
    name,
    scope,
    ...(location === undefined ? {} : { location }),
    ...(tags === undefined ? {} : { tags }),
    template: templateIn(properties),
    parameters: parametersIn(properties),
    state: 'Accepted',
    startedAt: call.now,
    steps: [],
    declared: [],
    dependencies: [],
  };
}

function invalidRequest$1(reason        )        {
  return gatewayRefusal(400, 'InvalidRequestContent', `The request content was invalid and could not be deserialized: '${reason}.'.`);
}

const name = /^[-\w._()]{1,64}$/;

/** Throws InvalidDeploymentName. */
function requireDeploymentName(text        )       {
  if (name.test(text) && !text.endsWith('.')) return;
  throw gatewayRefusal(400, 'InvalidDeploymentName', `The provided deployment name '${text}' is not valid. The length of the deployment name must not exceed '64', and it has letters, digits, '-', '.', '_', '(' and ')' only.`);
}

function requireIncremental(properties            )       {
  const mode = textAt(properties, 'mode');
  if (mode?.toLowerCase() === 'incremental') return;
  if (mode?.toLowerCase() === 'complete') throw gatewayRefusal(400, 'InvalidDeploymentMode', "The deployment mode 'Complete' would delete what the template does not name. The sandbox covers the mode 'Incremental' only.");
  throw invalidRequest$1(`The deployment mode '${mode ?? ''}' is invalid. It is Incremental or Complete`);
}

/** A deployment to a resource group has the group's location; all others say where their own record is kept. */
function locationOf(body            , scope        , deployment        )                     {
  const isInGroup = parseScope(scope)?.kind === 'resourceGroup';
  const isGiven = (member$1(body, 'location') ?? undefined) !== undefined;
  if (isInGroup) {
    if (isGiven) throw gatewayRefusal(400, 'InvalidDeployment', `The 'location' property is not allowed for '${deployment}' at resource group scope. Please see https://aka.ms/deploy-to-subscription for usage details.`);
    return undefined;
  }
  if (!isGiven) throw gatewayRefusal(400, 'InvalidDeployment', `The 'location' property must be specified for '${deployment}'. Please see https://aka.ms/deploy-to-subscription for usage details.`);
  return requireLocation(body);
}

/** A link leads away from this machine. */
function templateIn(properties            )             {
  const [template, link] = [member$1(properties, 'template') ?? undefined, member$1(properties, 'templateLink') ?? undefined];
  if (template !== undefined && link !== undefined) throw invalidRequest$1("Only one of the properties 'template' and 'templateLink' may be given");
  if (link !== undefined) throw unreachable(textAt(link, 'uri') ?? textAt(link, 'id') ?? textAt(link, 'relativePath') ?? '');
  if (template === undefined) throw withBody(400, { code: 'InvalidTemplate', message: "Deployment template validation failed: 'The deployment has neither a template nor a template link.'." });
  if (!isJsonObject(template)) throw invalidRequest$1("The property 'template' is an object");
  return template;
}

function parametersIn(properties            )             {
  const link = member$1(properties, 'parametersLink') ?? undefined;
  if (link !== undefined) throw unreachable(textAt(link, 'uri') ?? '');
  const parameters = member$1(properties, 'parameters') ?? {};
  if (!isJsonObject(parameters) || !Object.values(parameters).every(isJsonObject)) throw invalidRequest$1("The property 'parameters' is an object of objects with a 'value' each");
  return parameters;
}

/** Code and first sentence are Azure's. */
function unreachable(uri        )        {
  return gatewayRefusal(400, 'InvalidContentLink', `Unable to download deployment content from '${uri}'. The sandbox fetches nothing: write the template into the request.`);
}

/** What was looked at. */
                          
                                             
                              
                                               
 

/**
 * Checks a deployment before it begins, and returns what its template asks for. Throws InvalidTemplate for what the language does not allow, and
 * InvalidTemplateDeployment for what the preflight finds: nothing is written then.
 */
function checkDeployment(deployment            , arm     , door      )          {
  requireSmallTemplate(deployment.template);
  requireSchema(deployment);
  requireParameters(deployment.template, deployment.parameters);
  const expansion = expandNow(deployment, blindState(deployment, arm), arm.state);
  requireNoProblems(expansion);
  requireFewResources(expansion.resources.filter((resource) => resource.deploying().deployment === undefined).length);
  const { resources, skipped } = dependable(expansion);
  const dependencies = dependenciesAmong(resources, skipped);
  requireOrder(resources, dependencies);
  for (const { resource } of resources) requireKnownName(resource);
  requirePreflight(deployment, expansion.resources, arm, door);
  const outer = resources.filter(({ deploying }) => deploying.deployment === undefined);
  return { resources: expansion.resources, dependencies: outer.flatMap((item) => dependencyDocument(item, dependencies.of(item))) };
}

function requireNoProblems({ problems }           )       {
  // What is merely unread may become known when what it asks for is written; what is linked to cannot be fetched.
  const problem = problems.find(({ kind, message }) => kind === 'error' || isOfLink(message));
  if (problem === undefined) return;
  const { message, place: { pointer } } = problem;
  if (problem.kind === 'unread') throw unreachable(message);
  throw invalidTemplate(`Unable to process template language expressions for '${pointer}' at line '1' and column '1'. '${message}'`, `properties.template${pointer.replaceAll('/', '.')}`);
}

function isOfLink(message        )          {
  return /linked|template spec|computed/i.test(message);
}

/** A template says by its `$schema` what it is deployed to. */
function requireSchema({ template, scope }            )       {
  const schema = textAt(template, '$schema');
  if (schema === undefined) throw invalidTemplate("The template has no '$schema'. Please see https://aka.ms/arm-syntax for usage details.", 'properties.template');
  const kind = { managementGroup: 'managementGroupDeploymentTemplate', subscription: 'subscriptionDeploymentTemplate', resourceGroup: 'deploymentTemplate', tenant: 'tenantDeploymentTemplate' }[parseScope(scope)?.kind ?? 'tenant'];
  const isFor = new RegExp(`/${kind}(?:\\.\\w+)?\\.json`, 'i');
  if (!isFor.test(schema)) throw invalidTemplate(`The template schema '${schema}' is not supported for deployments to this scope; it takes '${kind}.json'. Please see https://aka.ms/arm-syntax for usage details.`, 'properties.template.$schema');
}

/** The name of a resource is made before anything is written, so that nothing can ask for what is written first. In a nested deployment it may come with a parameter. */
function requireKnownName({ id, name, mayBeAbsent, deploying }                                )       {
  if (deploying().deployment !== undefined || (id !== undefined && mayBeAbsent === undefined)) return;
  const why = mayBeAbsent?.why ?? "The template function 'reference' is not expected at this location";
  throw invalidTemplate(`The template resource '${name}' is not valid: ${why}. Please see https://aka.ms/arm-functions for usage details.`);
}

/** The deployment that was begun, or why none was. */
                                                                                       

/** Begins what a policy deploys for a resource, with the identity of its assignment. What keeps it from that is told in the activity log, and nothing is deployed. */
function beginPolicyDeployment(deploying           , due               , arm     , door      , now        )        {
  const assignment = arm.state.policies.get(due.assignmentId.toLowerCase());
  const principal = systemPrincipal(assignment) ?? userPrincipal(asObject(assignment?.document));
  const tell = (events                                                                                              )       => (
    arm.state.activity.add([], events.map((event) => ({ ...event, id: randomUUID(), at: now, caller: principal ?? due.assignmentId, correlationId: due.correlationId })))
  );
  const deed = { operation: 'Microsoft.Authorization/policies/deployIfNotExists/action', resourceId: due.resourceId, method: 'POST' }         ;
  try {
    const draft = draftOf(deploying, due, principal ?? '', arm, now);
    requireRoles(deploying, draft, arm, now);
    const { resources, dependencies } = checkDeployment(draft, arm, door);
    const declared = resources.flatMap(({ id }) => (id === undefined ? [] : [id.toLowerCase()]));
    storeDeployment(arm.state, { ...draft, declared, dependencies, wakesAt: now + acceptance / arm.settings.speed });
    tell([{ ...deed, status: 'Succeeded' }, { operation: `${deploymentType}/write`, resourceId: draft.id, method: 'PUT', status: 'Accepted' }]);
    return { deploymentId: draft.id };
  } catch (thrown) {
    if (!(thrown instanceof Refusal) && !(thrown instanceof EvaluationError)) throw thrown;
    const error = thrown instanceof Refusal ? errorIn(thrown.response.body) : { code: 'InvalidTemplate', message: thrown.message };
    tell([{ ...deed, status: 'Failed', message: JSON.stringify({ error }) }]);
    return { error };
  }
}

/** The deployment of `then.details`: to the resource's own group, to another one, or to the subscription. */
function draftOf({ judgement: { policy, details }, input }           , due               , principal        , { state }     , now        )             {
  const written = memberIgnoringCase(details, 'deployment');
  const properties = memberIgnoringCase(written, 'properties');
  const template = memberIgnoringCase(properties, 'template');
  const parameters = policy.definition.deploymentParameters(input) ?? {};
  const unknown = findUnknown(parameters);
  if (!isJsonObject(template) || !isJsonObject(parameters) || unknown !== undefined) throw new EvaluationError(unknown?.why ?? 'The deployment of the policy has no template');
  const subscription = segmentAfter(due.resourceId, 'subscriptions') ?? '';
  const [group, place] = [memberIgnoringCase(details, 'resourceGroupName'), memberIgnoringCase(details, 'deploymentScope')];
  const isOfSubscription = typeof place === 'string' && place.toLowerCase() === 'subscription';
  const scope = isOfSubscription ? `/subscriptions/${subscription}` : groupId(subscription, requireGroup(state, subscription, typeof group === 'string' ? group : segmentAfter(due.resourceId, 'resourceGroups') ?? '').name);
  const location = isOfSubscription ? textAt(written, 'location') ?? 'westeurope' : undefined;
  const name = `PolicyDeployment_${digitsOf(`${due.id} ${now}`)}`;
  return {
    id: deploymentId(scope, name), name, scope, ...(location === undefined ? {} : { location }), template, parameters, state: 'Accepted', startedAt: now, correlationId: due.correlationId,
    actor: { name: principal, type: 'Application', client: 'Unspecified' }, principal, by: 'policy', steps: [], declared: [], dependencies: [], remediates: due.resourceId,
  };
}

/** The roles that the definition names are what the identity is to have (learn.microsoft.com, "Remediate non-compliant resources"); an owner may do all. */
function requireRoles({ judgement: { details } }           , { scope, principal }            , arm     , now        )       {
  const needed = arrayAt({ ids: memberIgnoringCase(details, 'roleDefinitionIds') }, 'ids').filter((id) => typeof id === 'string').map(guidIn);
  if (principal !== '' && needed.every((role) => hasRole(principal, [role, roles$2.owner], scope, now, arm))) return;
  throw refusal$1(
    403, 'AuthorizationFailed',
    `The client '${principal}' with object id '${principal}' does not have authorization to perform action '${deploymentType}/write' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  );
}

function userPrincipal(document            )                     {
  const [identity] = Object.values(asObject(at(document, 'identity', 'userAssignedIdentities')));
  return textAt(identity, 'principalId');
}

function digitsOf(text        )         {
  return createHash('sha256').update(text).digest().readBigUInt64BE().toString();
}

/** A resource as an evaluation sees it. */
                                                           

const newest$1 = '9999-12-31';

/** What is evaluated at or below a scope: clusters, their pools, and everything around them, children too. */
function evaluablesWithin(scope        , state          )                       {
  const view = { answerTo: 'GET', apiVersion: newest$1, operations: state.operations }         ;
  const isWanted = (id        )          => isBelow(id, scope, state.hierarchy);
  const place = /^\/subscriptions\/[^/]+/i.exec(scope)?.[0];
  const [everyCluster, resources] = place === undefined
    ? [[...state.clusters.values()], state.resources.all()]
    : [state.clusters.below(`${place}/`), state.resources.below(`${place}/`)];
  const clusters = everyCluster.flatMap((cluster) => {
    const own                       = isWanted(cluster.id) ? [{ type: managedClusterType, name: cluster.name, id: cluster.id, body: renderCluster(cluster, view) }] : [];
    if (own.length === 0 && !scope.toLowerCase().startsWith(`${cluster.id.toLowerCase()}/`)) return own;
    const pools = cluster.pools.map((pool) => evaluable(agentPoolType, renderPool(cluster, pool, view)));
    return [...own, ...pools.filter(({ id }) => isWanted(id))];
  });
  return [...clusters, ...resources.filter(({ id }) => isWanted(id)).map((resource) => evaluable(resource.type, renderResource(resource, state)))];
}

function evaluable(type        , body            )            {
  const id = textAt(body, 'id') ?? '';
  return { type, name: parseResourceId(id)?.fullName ?? '', id, body };
}

/** Finds what an IfNotExists effect looks for, among what is there. */
function relatedIn(state          )                {
  return ({ primary, type, name, resourceGroupName, existenceScope }) => {
    const subscription = segmentAfter(primary.id ?? '', 'subscriptions') ?? '';
    const group = resourceGroupName ?? segmentAfter(primary.id ?? '', 'resourceGroups') ?? '';
    const scope = existenceScope === 'subscription' ? `/subscriptions/${subscription}` : `/subscriptions/${subscription}/resourceGroups/${group}`;
    return evaluablesWithin(scope, state).filter((resource) => resource.type.toLowerCase() === type.toLowerCase() && (name === undefined || isNamed(resource.name, name)));
  };
}

/** `?` stands for any one segment. */
function isNamed(name        , wanted        )          {
  const [own, asked] = [name.toLowerCase().split('/'), wanted.toLowerCase().split('/')];
  return own.length === asked.length && asked.every((segment, index) => segment === '?' || segment === own[index]);
}

/** A policy that has something to deploy for a resource. */
                            
                                
                                  
 

/**
 * The policies of effect deployIfNotExists whose condition holds for a resource as it is now, and that find nothing of what they look for. What is not
 * enforced, excluded or exempt deploys nothing; neither does what cannot be told.
 */
function deployingFor(id        , arm     , now        )                       {
  const { state } = arm;
  const enforced = enforcedOn(arm, { apiVersion: '', now }, id);
  const policies = enforced?.policies.filter(mayDeploy) ?? [];
  const resource = policies.length === 0 ? undefined : evaluablesWithin(id, state).find((one) => one.id.toLowerCase() === id.toLowerCase());
  if (enforced === undefined || resource === undefined) return [];
  const context = { ...enforced.context, related: relatedIn(state) };
  return judge(policies, resource, context, enforced.exemptions)
    .filter(({ finding, acts }) => finding.effect === 'deployifnotexists' && acts === true)
    .map((judgement) => ({ judgement, input: inputOf(judgement.policy, resource, context) }));
}

/** Others need not be judged again: an effect that is no literal may turn out to be this one. */
function mayDeploy({ definition: { rule } }                     )          {
  return rule.details !== undefined && (rule.effect.kind !== 'literal' || String(rule.effect.value).toLowerCase() === 'deployifnotexists');
}

/** When a policy looks at a resource again: after a while, or when the resource's operation has ended. */
function momentOf$1({ due, operation }               , { operations }          )         {
  return Math.max(due, (operation === undefined ? undefined : operations.find(operation)?.endsAt) ?? due);
}

/** Begins the deployments of policies that are due by a moment, where they still find nothing of what they look for. */
function deployDue(arm     , door      , now        )       {
  const { state } = arm;
  for (const [key, due] of state.dueDeployments) {
    if (momentOf$1(due, state) > now) continue;
    state.dueDeployments.delete(key);
    if (!isAsWanted(due, state)) continue;
    const found = deployingFor(due.resourceId, arm, now).find((one) => isOf(one, due));
    if (found !== undefined) beginPolicyDeployment(found, due, arm, door, now);
  }
}

function isAsWanted({ after, resourceId }               , { operations }          )          {
  return after === 'any' || (operations.restingState(resourceId) === 'Succeeded') === (after === 'success');
}

function isOf({ judgement: { policy } }           , { assignmentId, definitionId, referenceId }               )          {
  return sameId(policy.assignment?.id ?? '', assignmentId) && sameId(policy.definition.id ?? '', definitionId) && policy.referenceId === referenceId;
}

/** How long Azure takes to register a provider, in milliseconds: an estimate. */
const duration = 60_000;

/** Stands for the time of a registration that was taken back, or has not come. */
const never = -1;

/** Whether a subscription is registered with a resource provider. */
function registrationOf(subscription        , namespace        , now        , { state, settings }     )               {
  const since = state.registrations.get(keyOf$2(subscription, namespace)) ?? (settings.unregistered.has(namespace.toLowerCase()) ? never : 0);
  if (since === never) return 'NotRegistered';
  return since <= now ? 'Registered' : 'Registering';
}

/** Registers a subscription, which takes a while. */
function register(subscription        , namespace        , now        , arm     )       {
  const key = keyOf$2(subscription, namespace);
  const isNew = registrationOf(subscription, namespace, now, arm) === 'NotRegistered';
  if (isNew || !arm.state.registrations.has(key)) arm.state.registrations.set(key, isNew ? now + duration / arm.settings.speed : now);
}

/** Takes a registration back. */
function unregister(subscription        , namespace        , { state }     )       {
  state.registrations.set(keyOf$2(subscription, namespace), never);
}

function keyOf$2(subscription        , namespace        )         {
  return `${subscription}/${namespace}`.toLowerCase();
}

/** The deployment with what has become of the operations that it waits for. */
function closeSteps(deployment            , state          , now        )             {
  const steps = deployment.steps.map((step) => (step.state === 'Running' && step.operation !== undefined ? closed(step, step.operation, state, now) : step));
  return { ...deployment, steps };
}

function closed(step                , operationId        , { operations }          , now        )                 {
  const operation = operations.find(operationId);
  if (operation?.status === 'InProgress') return step;
  const endedAt = operation?.endsAt ?? now;
  if (operation === undefined || operation.status === 'Succeeded') return { ...step, state: 'Succeeded', endedAt };
  const error = operation.error ?? { code: 'Canceled', message: 'The operation was canceled.' };
  return { ...step, state: 'Failed', endedAt, error: endedUnwell(step, operation.status, { ...error }) };
}

/** Adds a step to the outermost deployment, or puts another one in its place. */
function keepStep(root            , step                , state          )       {
  const current = findDeployment(state, root.id) ?? root;
  const others = current.steps.filter(({ id }) => id.toLowerCase() !== step.id.toLowerCase());
  const isKnown = others.length < current.steps.length;
  const steps = isKnown ? current.steps.map((one) => (one.id.toLowerCase() === step.id.toLowerCase() ? step : one)) : [...current.steps, step];
  storeDeployment(state, { ...current, steps });
}

/** Sixteen hex digits, as the list of operations calls a step. */
function operationIdOf(...parts                   )         {
  return createHash('sha256').update(parts.join('\n').toLowerCase()).digest('hex').slice(0, 16).toUpperCase();
}

/** When a provider is registered that the deployment waits for; undefined when it waits for none. */
function wakingTime({ deployment: { declared, steps }, arm, now }           )                     {
  const begun = new Set(steps.map(({ id }) => id.toLowerCase()));
  const times = declared.filter((id) => !begun.has(id)).flatMap((id) => registeringUntil(id, now, arm) ?? []);
  return times.length === 0 ? undefined : Math.min(...times);
}

function registeringUntil(id        , now        , arm     )                     {
  const [subscription, namespace] = [segmentAfter(id, 'subscriptions'), /.*\/providers\/([^/]+)/i.exec(id)?.[1]];
  if (subscription === undefined || namespace === undefined || registrationOf(subscription, namespace, now, arm) === 'Registered') return undefined;
  register(subscription, namespace, now, arm);
  return arm.state.registrations.get(`${subscription}/${namespace}`.toLowerCase());
}

/** Ends the nested deployments in which nothing is under way any more; false when there are none. */
function concludeNested(situation           )          {
  const open = situation.deployment.steps.filter((step) => step.state === 'Running' && step.operation === undefined);
  // The innermost first: the end of one may be the end of what is around it.
  const step = wakingTime(situation) === undefined ? open.findLast((one) => isOver(one, situation)) : undefined;
  if (step === undefined) return false;
  const nested = findDeployment(situation.arm.state, step.id);
  const resource = situation.expansion.resources.find(({ id }) => id?.toLowerCase() === step.id.toLowerCase());
  if (nested !== undefined) endDeployment(situation.arm.state, nested, situation.now, endOf(nested, resource?.deploying().nested?.outputs(), situation));
  const ended = findDeployment(situation.arm.state, step.id);
  const end = ended?.state === 'Succeeded' ? { state: 'Succeeded'          } : { state: 'Failed'         , ...(ended?.error === undefined ? {} : { error: ended.error }) };
  keepStep(situation.deployment, { ...step, ...end, endedAt: situation.now }, situation.arm.state);
  return true;
}

/** Nothing in it is under way, and what it has not begun will never be: nothing anywhere is written any more that it could wait for. */
function isOver(step                , situation           )          {
  if (within(step.id, situation).some(({ state }) => state === 'Running')) return false;
  const nested = findDeployment(situation.arm.state, step.id);
  const isAllQuiet = !situation.deployment.steps.some(({ state, operation }) => state === 'Running' && operation !== undefined);
  return isAllQuiet || nested === undefined || neverBegun(nested, situation).length === 0;
}

/** Ends the outermost deployment when nothing is under way any more, or tells when there is something to do again. */
function concludeRoot(situation           )       {
  const { deployment, arm: { state }, now, expansion } = situation;
  const current = findDeployment(state, deployment.id) ?? deployment;
  const wakesAt = wakingTime(situation);
  if (wakesAt !== undefined) storeDeployment(state, { ...current, wakesAt });
  else if (!current.steps.some((step) => step.state === 'Running')) finish(situation, endOf(current, outputsWithTypes(current.template, expansion.outputs), { ...situation}));
}

function finish({ deployment, arm: { state, settings: { evaluationDelay } }, now }           , ownEnd                                                 )       {
  const current = findDeployment(state, deployment.id) ?? deployment;
  const { fate } = current;
  if (fate === 'never') return;
  const end = fate === undefined ? ownEnd : { state: fate.status, error: { ...fate.error } };
  endDeployment(state, current, now, end);
  if (deployment.remediates !== undefined) state.policyStates.plan({ due: now + evaluationDelay, scope: deployment.remediates.toLowerCase() });
  const status = end.state === 'Succeeded' ? 'Succeeded' : 'Failed';
  state.activity.add([], [{ id: randomUUID(), resourceId: deployment.id, at: now, caller: deployment.actor.name, operation: `${deploymentType}/write`, method: 'PUT', status, correlationId: deployment.correlationId }]);
}

function within(id        , { deployment: { steps } }           )                            {
  return steps.filter((step) => step.deployment === id.toLowerCase());
}

/** How a deployment ends in which nothing is under way: `outputs` as its template has them, `{"name": {"type", "value"}}`. */
function endOf(deployment            , outputs         , situation           )                                                  {
  const failed = within(deployment.id, situation).flatMap(({ state, error }) => (state === 'Failed' && error !== undefined ? [error] : []));
  if (failed.length > 0) return { state: 'Failed', error: deploymentFailed(deployment, failed) };
  const stuck = neverBegun(deployment, situation);
  if (stuck.length > 0) return { state: 'Failed', error: deploymentFailed(deployment, stuck.map((resource) => whyStuck(resource, situation))) };
  const problem = situation.expansion.problems.find(({ kind }) => kind === 'error');
  const isOfOutputs = problem?.place.pointer.startsWith('/outputs') === true;
  if (problem !== undefined && !isOfOutputs) return { state: 'Failed', error: deploymentFailed(deployment, [unprocessable$1(problem)]) };
  const made = isJsonObject(outputs) ? outputs : {};
  const unknown = findUnknown(made);
  if (unknown !== undefined || (problem !== undefined && deployment.root === undefined)) {
    const [missing] = situation.sight.missing.values();
    const message = `Unable to evaluate template outputs: '${Object.keys(made).join(',')}'. Please see error details and deployment operations. Please see https://aka.ms/arm-common-errors for usage details.`;
    return { state: 'Failed', error: { code: 'DeploymentOutputEvaluationFailed', message, details: [missing ?? (problem === undefined ? { code: 'InvalidTemplate', message: unknown?.why } : unprocessable$1(problem))] } };
  }
  return { state: 'Succeeded', outputs: made };
}

/** What a deployment has not begun to write, although nothing is under way any more. */
function neverBegun(deployment            , { deployment: { steps }, expansion }           )                              {
  const begun = new Set(steps.map(({ id }) => id.toLowerCase()));
  const own = (resource                  )         => (resource.deploying().deployment ?? (deployment.root === undefined ? deployment.id : '')).toLowerCase();
  return expansion.resources.filter((resource) => own(resource) === deployment.id.toLowerCase() && !begun.has(resource.id?.toLowerCase() ?? ''));
}

function unprocessable$1({ message, place: { pointer } }                 )             {
  return { code: 'InvalidTemplate', message: `Unable to process template language expressions for '${pointer}' at line '1' and column '1'. '${message}'` };
}

function whyStuck({ body, name, mayBeAbsent, id, placeOf }                  , { sight: { missing }, expansion }           )             {
  const { pointer } = placeOf('');
  const problem = expansion.problems.find(({ kind, place }) => kind === 'error' && (place.pointer === pointer || place.pointer.startsWith(`${pointer}/`)));
  if (problem !== undefined) return { ...unprocessable$1(problem), target: id };
  const [error] = missing.values();
  if (error !== undefined) return error;
  const why = mayBeAbsent?.why ?? findUnknown(body)?.why ?? 'what it depends on was not written';
  return { code: 'InvalidTemplate', target: id, message: `Unable to process template language expressions for resource '${name}'. '${why}'` };
}

function outputsWithTypes(template            , values            )             {
  const declared = declarationsIn(template, 'outputs');
  const typeOf = (name        )          => (isJsonObject(declared[name]) ? declared[name]['type'] : undefined) ?? 'object';
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { type: typeOf(name), value }]));
}

/** The id of the place that a nested deployment goes to, "" for the tenant. */
function idOfPlace({ id = '' }                              )         {
  return id.slice(0, id.toLowerCase().lastIndexOf('/providers/microsoft.resources/deployments/'));
}

/** Writes a resource through the door; the step runs until the operation has ended that the write begins. */
function writeResource(resource                  , { deployment, arm, door, now }           )       {
  const { id = '', apiVersion = '' } = resource;
  const { correlationId, actor, principal, by } = deployment;
  const { status, body, requestId } = door.ask({ method: 'PUT', path: id, apiVersion, body: bodyOf(resource), now, correlationId, actor, principal, by });
  const begun = beginning(resource, deployment, now, status);
  const operation = arm.state.operations.find(requestId);
  if (status >= 400) keepStep(deployment, { ...begun, state: 'Failed', endedAt: now, error: errorIn(body) }, arm.state);
  else if (operation === undefined || operation.status !== 'InProgress') keepStep(deployment, { ...begun, state: 'Succeeded', endedAt: now }, arm.state);
  else keepStep(deployment, { ...begun, state: 'Running', operation: operation.id }, arm.state);
}

/** Type, name and version are in the address. */
function bodyOf({ body }                  )             {
  const { type: _, name: __, ...rest } = body;
  return rest;
}

function beginning({ id = '', type, name, body, deploying }                  , root            , now        , status        )                                {
  const deployment = (deploying().deployment ?? root.id).toLowerCase();
  const location = textAt(body, 'location');
  return { id, type, name, ...(location === undefined ? {} : { location }), deployment, operationId: operationIdOf(root.correlationId, deployment, id), startedAt: now, status };
}

/** Begins a nested deployment: a record of its own, whose resources the outermost one writes. */
function beginNested(resource                  , { template }                                  , { deployment: root, arm, now }           )       {
  const { name, body } = resource;
  const scope = idOfPlace(resource);
  const location = textAt(body, 'location');
  const parameters = isJsonObject(body['properties']) ? body['properties']['parameters'] : undefined;
  const { actor, correlationId, principal, by } = root;
  storeDeployment(arm.state, {
    id: deploymentId(scope, name), name, scope, ...(location === undefined ? {} : { location }),
    template: isJsonObject(template) ? template : {}, parameters: isJsonObject(parameters) ? parameters : {},
    state: 'Running', startedAt: now, correlationId, actor, principal, by, steps: [], declared: [], dependencies: [], root: root.id.toLowerCase(),
  });
  keepStep(root, { ...beginning(resource, root, now, 201), state: 'Running' }, arm.state);
}

/**
 * Carries a deployment on as far as it goes at a moment: closes what has ended, writes what nothing stands before any more, and ends the deployment when
 * there is nothing left to wait for. Each time that something has ended the template is expanded anew: it may ask for what was written. What fails in an
 * expression may fail because it is too early; what still does when nothing is under way any more is an error.
 */
function advance(id        , arm     , door      , now        )       {
  for (;;) {
    const deployment = findDeployment(arm.state, id);
    if (deployment === undefined || !isActive(deployment)) return;
    const situation = look(closeSteps(deployment, arm.state, now), arm, door, now);
    const ready = readyIn(situation);
    for (const item of ready) begin(item.resource, situation);
    if (ready.length === 0 && !concludeNested(situation)) {
      concludeRoot(situation);
      return;
    }
  }
}

function look(deployment            , arm     , door      , now        )            {
  const sight = sightOf(deployment, arm, door, now);
  const expansion = expandNow(deployment, sight.azure, arm.state);
  const declared = [...new Set([...deployment.declared, ...expansion.resources.flatMap(({ id }) => (id === undefined ? [] : [id.toLowerCase()]))])];
  const { wakesAt: _, ...rest } = deployment;
  const running = storeDeployment(arm.state, { ...rest, state: 'Running', declared });
  return { deployment: running, expansion, sight, arm, door, now };
}

/** What can be written now: its deployment has begun, all that it depends on is there, and nothing of it is unknown. */
function readyIn(situation           )                  {
  const { deployment: { steps, id: root }, expansion } = situation;
  const { resources, skipped } = dependable(expansion);
  const dependencies = dependenciesAmong(resources, skipped);
  const stateOf = new Map(steps.map((step) => [step.id.toLowerCase(), step.state]));
  const isDone = ({ id }            )          => id !== undefined && stateOf.get(id.toLowerCase()) === 'Succeeded';
  return resources.filter((item) => {
    const { resource, deploying, id } = item;
    if (id === undefined || stateOf.has(id.toLowerCase())) return false;
    if (deploying.deployment !== undefined && deploying.deployment.toLowerCase() !== root.toLowerCase() && stateOf.get(deploying.deployment.toLowerCase()) !== 'Running') return false;
    if (resource.mayBeAbsent !== undefined || findUnknown(resource.body) !== undefined) return false;
    return dependencies.of(item).every(isDone) && isRegistered(id, situation);
  });
}

/** A deployment registers the subscription with the providers of its template, which takes a while (learn.microsoft.com, "Azure resource providers and types"). */
function isRegistered(id        , { arm, now }           )          {
  const [subscription, namespace] = [segmentAfter(id, 'subscriptions'), /.*\/providers\/([^/]+)/i.exec(id)?.[1]];
  return subscription === undefined || namespace === undefined || registrationOf(subscription, namespace, now, arm) === 'Registered';
}

function begin(resource                  , situation           )       {
  const { nested } = resource.deploying();
  if (nested === undefined) writeResource(resource, situation);
  else beginNested(resource, nested, situation);
}

/**
 * Lets the time up to `now` pass, one moment after the other in which deployments have something to do: what one of them waits for ends, and it writes
 * what comes next as if somebody had been there.
 */
function passTime(arm     , door      , now        )       {
  for (let moment = nextMoment(arm.state, now); moment !== undefined; moment = nextMoment(arm.state, now)) {
    settle(arm, moment);
    deployDue(arm, door, moment);
    for (const deployment of activeIn(arm.state)) if ((momentOf(deployment, arm.state) ?? Infinity) <= moment) carryOn(deployment, arm, door, moment);
  }
  settle(arm, now);
}

/** A failure of ours ends the deployment, and is told in it: it must not end every request from now on. */
function carryOn(deployment            , arm     , door      , moment        )       {
  try {
    advance(deployment.id, arm, door, moment);
  } catch (thrown) {
    const message = `The sandbox failed, which is a bug: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
    endDeployment(arm.state, arm.state.deployments.get(deployment.id.toLowerCase()) ?? deployment, moment, { state: 'Failed', error: { code: 'InternalServerError', message } });
  }
}

/** The next moment up to `now` in which there is something to do. */
function nextMoment(state          , now        )                     {
  const moments = [...activeIn(state).map((deployment) => momentOf(deployment, state)), ...[...state.dueDeployments.values()].map((due) => momentOf$1(due, state))];
  const next = moments.reduce        ((least, moment) => Math.min(least, moment ?? Infinity), Infinity);
  return next <= now ? next : undefined;
}

/** Those that are carried out by themselves. */
function activeIn({ deployments }          )                        {
  return [...deployments.values()].filter((deployment) => deployment.root === undefined && isActive(deployment));
}

/** When a deployment has something to do: undefined while nobody knows. */
function momentOf({ wakesAt, steps }            , { operations }          )                     {
  const ends = steps.flatMap(({ state, operation }) => (state === 'Running' && operation !== undefined ? operations.find(operation)?.endsAt ?? 0 : []));
  const moments = wakesAt === undefined ? ends : [...ends, wakesAt];
  return moments.length === 0 ? undefined : Math.min(...moments);
}

/** learn.microsoft.com, "Automatic deletions from deployment history": beyond 700 the oldest go, down to 600; 800 are the limit where they cannot. */
const history = { most: 800, deleteFrom: 700, deleteTo: 600 }         ;

/** The deployments at a scope, the newest first. */
function deploymentsAt(scope        , { deployments }          )                        {
  const key = scope.toLowerCase();
  return [...deployments.values()].filter((deployment) => deployment.scope.toLowerCase() === key).toReversed();
}

/** Makes room for another deployment in the history of a scope. Throws DeploymentQuotaExceeded where a lock keeps the old ones. */
function requireHistoryRoom(name        , scope        , state          )       {
  const here = deploymentsAt(scope, state);
  if (here.length < history.deleteFrom) return;
  const isLocked = lockOn(scope, 'delete', state) !== undefined;
  if (isLocked && here.length >= history.most) {
    throw refusal$1(
      409, 'DeploymentQuotaExceeded',
      `Creating the deployment '${name}' would exceed the quota of '${history.most}'. The current deployment count is '${here.length}'. `
      + 'Please delete some deployments before creating a new one, or see https://aka.ms/800LimitFix for information on managing deployment limits.',
    );
  }
  if (isLocked) return;
  for (const old of here.slice(history.deleteTo)) if (!isActive(old)) state.deployments.delete(old.id.toLowerCase());
}

/** A deployment as Resource Manager answers it (PutDeploymentAtScope.json and GetDeployment of Azure/azure-rest-api-specs, resources.json). */
function renderDeployment(deployment            , state          , now        )             {
  const { id, name, location, tags, template, startedAt, endedAt, correlationId, outputs, error } = deployment;
  const steps = stepsOf(deployment, state);
  const end = isActive(deployment) ? now : endedAt ?? now;
  return compact({
    id,
    name,
    type: deploymentType,
    location,
    tags,
    properties: compact({
      templateHash: templateHash(template),
      parameters: shownParameters(deployment),
      mode: 'Incremental',
      provisioningState: deployment.state,
      timestamp: toAzureTime(endedAt ?? startedAt, id),
      duration: durationText(end - startedAt),
      correlationId,
      providers: providersOf(steps),
      dependencies: deployment.dependencies,
      outputs: outputs === undefined ? undefined : withTypes(outputs),
      outputResources: deployment.state === 'Succeeded' ? written(deployment, state).map((step) => ({ id: step.id })) : undefined,
      error,
    }),
  });
}

/** What was written, also by the deployments in it. */
function written(deployment                                           , state          )                            {
  return stepsOf(deployment, state).flatMap((step) => (
    step.type.toLowerCase() === deploymentType.toLowerCase() ? written({ id: step.id, root: deployment.root ?? deployment.id.toLowerCase(), steps: [] }, state) : [step]
  ));
}

/** A number of up to twenty digits that is another one for another template. */
function templateHash(template            )         {
  return createHash('sha256').update(JSON.stringify(template)).digest().readBigUInt64BE().toString();
}

/** What was given and what is default, as far as it is no expression; of secrets the type alone. */
function shownParameters({ template, parameters }            )             {
  return Object.fromEntries(Object.entries(declarationsIn(template, 'parameters')).map(([name, declaration]) => {
    const type = typeName(textAt(declaration, 'type'));
    const given = memberIgnoringCase(parameters, name);
    const value = at(given, 'value') ?? (isJsonObject(declaration) ? declaration['defaultValue'] : undefined);
    return [name, type.startsWith('Secure') ? { type } : compact({ type, value })];
  }));
}

function withTypes(outputs            )             {
  return Object.fromEntries(Object.entries(outputs).flatMap(([name, output]) => {
    const type = typeName(textAt(output, 'type'));
    return [[name, type.startsWith('Secure') ? { type } : { type, value: at(output, 'value') }]];
  }));
}

/** `string` is answered as `String`, `securestring` as `SecureString`. */
function typeName(type = 'object')         {
  const [, secure = '', first = '', rest = ''] = /^(secure)?(.)(.*)$/is.exec(type) ?? [];
  return `${secure === '' ? '' : 'Secure'}${first.toUpperCase()}${rest.toLowerCase()}`;
}

function providersOf(steps                           )                        {
  const namespaces = [...new Set(steps.map(({ type }) => type.split('/')[0] ?? ''))];
  return namespaces.map((namespace) => {
    const own = steps.filter(({ type }) => type.startsWith(`${namespace}/`));
    const types = [...new Set(own.map(({ type }) => type))];
    return { namespace, resourceTypes: types.map((type) => ({ resourceType: type.slice(namespace.length + 1), locations: [...new Set(own.flatMap((step) => (step.type === type ? step.location ?? [] : [])))] })) };
  });
}

/** ISO 8601: `PT1M5.25S`. */
function durationText(milliseconds        )         {
  const seconds = Math.max(0, milliseconds) / 1000;
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `PT${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${Number((seconds % 60).toFixed(7))}S`;
}

const statusNames                                   = { 200: 'OK', 201: 'Created', 202: 'Accepted', 400: 'BadRequest', 403: 'Forbidden', 404: 'NotFound', 409: 'Conflict', 412: 'PreconditionFailed', 429: 'TooManyRequests', 500: 'InternalServerError' };

/** One of the operations of a deployment. */
function renderStep(step                , { id }                        , now        )             {
  const { operationId, state, startedAt, endedAt, status, error, type, name } = step;
  const isRunning = state === 'Running';
  return {
    id: `${id}/operations/${operationId}`,
    operationId,
    properties: compact({
      provisioningOperation: 'Create',
      provisioningState: state,
      timestamp: toAzureTime(endedAt ?? startedAt, operationId),
      duration: durationText((endedAt ?? now) - startedAt),
      trackingId: trackingId(operationId),
      statusCode: isRunning ? 'Accepted' : statusNames[state === 'Failed' && status < 400 ? 409 : status === 202 ? 200 : status] ?? 'InternalServerError',
      statusMessage: error === undefined ? undefined : { error },
      targetResource: { id: step.id, resourceType: type, resourceName: name },
    }),
  };
}

/** The last one of a deployment that succeeded. */
function renderOutputStep({ id, endedAt = 0 }            )             {
  const operationId = '08DE000000000000';
  return {
    id: `${id}/operations/${operationId}`,
    operationId,
    properties: { provisioningOperation: 'EvaluateDeploymentOutput', provisioningState: 'Succeeded', timestamp: toAzureTime(endedAt, operationId), duration: 'PT0.1S', trackingId: trackingId(id), statusCode: 'OK' },
  };
}

function trackingId(text        )         {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** What a deployment would change (REST reference, "Deployments - What If"): resources as a whole, without the differences of their properties. */
function whatIf(deployment            , arm     , door      )             {
  const { resources } = checkDeployment(deployment, arm, door);
  const named = resources.filter(({ type }) => type.toLowerCase() !== deploymentType.toLowerCase());
  const changes = named.map((resource) => changeOf(resource, deployment, door));
  const ids = new Set(named.map(({ id }) => id?.toLowerCase()));
  const others = parseScope(deployment.scope)?.kind === 'resourceGroup' ? trackedWithin(deployment.scope, arm.state).filter((id) => !ids.has(id)) : [];
  return { status: 'Succeeded', properties: { correlationId: deployment.correlationId, changes: [...changes, ...others.map((id) => ({ resourceId: readAt(id, deployment, door)?.['id'] ?? id, changeType: 'Ignore' }))] } };
}

function changeOf({ id, body }                  , deployment            , door      )             {
  const { name: _, type: __, ...wanted } = body;
  const before = id === undefined ? undefined : readAt(id, deployment, door);
  const after = { id, ...body };
  if (id === undefined || findUnknown(body) !== undefined) return { resourceId: id ?? '', changeType: 'Unsupported', unsupportedReason: 'The resource depends on what only the deployment knows.' };
  if (before === undefined) return { resourceId: id, changeType: 'Create', after };
  return { resourceId: id, changeType: fits(wanted, before) ? 'NoChange' : 'Modify', before, after };
}

function readAt(path        , { startedAt: now, correlationId, actor, principal, by }            , door      )                         {
  const { status, body } = door.ask({ method: 'GET', path, apiVersion: newestVersionFor(path), now, correlationId, actor, principal, by });
  return status === 200 && isJsonObject(body) ? body : undefined;
}

/** Whether all that is wanted is there already; what else is there does not matter. */
function fits(wanted         , there         )          {
  if (Array.isArray(wanted)) return Array.isArray(there) && wanted.length === there.length && wanted.every((item, index) => fits(item, there[index]));
  if (isJsonObject(wanted)) return isJsonObject(there) && Object.entries(wanted).every(([name, value]) => fits(value, memberIgnoringCase(there, name)));
  return wanted === there || (wanted === null && there === undefined) || (typeof wanted === 'string' && typeof there === 'string' && same(wanted, there));
}

/** Locations and ids are one whatever their case. */
function same(left        , right        )          {
  return plain(left) === plain(right);
}

function plain(text        )         {
  return text.toLowerCase().replaceAll(' ', '');
}

const list$4 = `/{+scope}/providers/${deploymentType}`;
const one$3 = `${list$4}/{deployment}`;

/** Deployments of templates at resource groups, subscriptions and management groups (Azure/azure-rest-api-specs, Microsoft.Resources/deployments). */
function deploymentRoutes(arm     , door      )                   {
  const operations = (call         )                  => listOperations(arm, call);
  // The published address of the list in a resource group has no provider in it.
  const inGroup = '/subscriptions/{subscription}/resourceGroups/{group}/deployments/{deployment}/operations';
  return [
    { method: 'GET', pattern: list$4, handle: (call) => listDeployments(arm, call) },
    { method: 'PUT', pattern: one$3, handle: (call) => putDeployment(arm, door, call) },
    { method: 'GET', pattern: one$3, handle: (call) => ({ status: 200, body: renderDeployment(requireDeployment(arm, call), arm.state, call.now) }) },
    { method: 'HEAD', pattern: one$3, handle: (call) => ({ status: findDeployment(arm.state, idOf$1(arm, call)) === undefined ? 404 : 204 }) },
    { method: 'DELETE', pattern: one$3, handle: (call) => deleteDeployment(arm, call) },
    { method: 'POST', pattern: `${one$3}/validate`, handle: (call) => validate(arm, door, call) },
    { method: 'POST', pattern: `${one$3}/whatIf`, handle: (call) => ({ status: 200, body: whatIf(drafted(arm, call), arm, door) }) },
    { method: 'POST', pattern: `${one$3}/cancel`, handle: (call) => cancel$1(arm, call) },
    { method: 'POST', pattern: `${one$3}/exportTemplate`, handle: (call) => ({ status: 200, body: { template: requireDeployment(arm, call).template } }) },
    { method: 'GET', pattern: `${one$3}/operations`, handle: operations },
    { method: 'GET', pattern: inGroup, handle: operations },
    { method: 'GET', pattern: `${one$3}/operations/{operation}`, handle: (call) => getOperation(arm, call) },
    { method: 'GET', pattern: `${one$3}/operationStatuses/{operation}`, handle: (call) => operationStatus(arm, call) },
    { method: 'POST', pattern: '/providers/Microsoft.Resources/calculateTemplateHash', handle: calculateHash },
  ];
}

function scopeOf$1({ state }     , call         )         {
  const { scope: given, subscription, group } = call.parameters;
  const scope = given ?? `/subscriptions/${subscription ?? ''}/resourceGroups/${group ?? ''}`;
  const kind = requireScope(scope, state);
  if (kind === 'resource' || kind === 'tenant') throw gatewayRefusal(400, 'InvalidScope', `The scope '${scope}' is no resource group, subscription or management group. The sandbox covers no deployments to the tenant.`);
  return kind === 'resourceGroup' ? state.groups.get(scope.toLowerCase())?.id ?? scope : scope;
}

function idOf$1(arm     , call         )         {
  return deploymentId(scopeOf$1(arm, call), parameter(call, 'deployment'));
}

/** The code and text are Azure's. */
function requireDeployment(arm     , call         )             {
  const found = findDeployment(arm.state, idOf$1(arm, call));
  if (found === undefined) throw gatewayRefusal(404, 'DeploymentNotFound', `Deployment '${parameter(call, 'deployment')}' could not be found.`);
  return found;
}

function drafted(arm     , call         )             {
  const name = parameter(call, 'deployment');
  const who = { actor: arm.state.activity.actor ?? actorOf(call.request), correlationId: correlationOf$1(call), principal: call.principal, by: 'caller'          };
  requireDeploymentName(name);
  return readDeployment(scopeOf$1(arm, call), name, who, call);
}

function putDeployment(arm     , door      , call         )                  {
  const { state, settings } = arm;
  const draft = drafted(arm, call);
  const existing = findDeployment(state, draft.id);
  if (existing !== undefined && isActive(existing)) throw stillActive(existing);
  if (existing?.location !== undefined && draft.location !== existing.location) {
    throw gatewayRefusal(409, 'InvalidDeploymentLocation', `Invalid deployment location '${draft.location ?? ''}'. The deployment '${draft.name}' already exists in location '${existing.location}'.`);
  }
  const { resources, dependencies } = checkDeployment(draft, arm, door);
  if (existing === undefined) requireHistoryRoom(draft.name, draft.scope, state);
  const declared = resources.flatMap(({ id }) => (id === undefined ? [] : [id.toLowerCase()]));
  const stored = storeDeployment(state, { ...draft, declared, dependencies, requestId: call.requestId, wakesAt: call.now + acceptance / settings.speed });
  const status = `${settings.endpoint}${stored.id}/operationStatuses/${call.requestId}?api-version=${call.apiVersion}`;
  return { status: existing === undefined ? 201 : 200, headers: { 'azure-asyncoperation': status }, body: renderDeployment(stored, state, call.now) };
}

function stillActive({ name, startedAt }            )        {
  const weekLater = new Date(startedAt + 7 * 86_400_000).toISOString();
  return gatewayRefusal(
    409, 'DeploymentActive',
    `Unable to edit or replace deployment '${name}': previous deployment from '${new Date(startedAt).toISOString()}' is still active (expiration time is '${weekLater}'). Please see https://aka.ms/arm-deploy for usage details.`,
  );
}

/** What would be deployed is answered as a deployment that has succeeded, with the resources that were looked at. */
function validate(arm     , door      , call         )                  {
  const draft = drafted(arm, call);
  const { resources } = checkDeployment(draft, arm, door);
  const body = renderDeployment({ ...draft, state: 'Succeeded', endedAt: call.now }, arm.state, call.now);
  const { outputResources: _, outputs: __, ...properties } = isJsonObject(body['properties']) ? body['properties'] : {};
  return { status: 200, body: { ...body, properties: { ...properties, validatedResources: resources.flatMap(({ id }) => (id === undefined ? [] : [{ id }])) } } };
}

/** `$filter=provisioningState eq 'Failed'` and `$top` (REST reference, "Deployments - List By Resource Group"). */
function listDeployments(arm     , call         )                  {
  const { query } = call.request;
  const filter = query.get('$filter')?.trim() ?? '';
  const [, wanted] = /^provisioningState eq '(\w+)'$/i.exec(filter) ?? [];
  if (wanted === undefined && filter !== '') throw gatewayRefusal(400, 'InvalidFilterInQueryString', `Invalid $filter '${filter}' specified in the query string.`);
  const found = deploymentsAt(scopeOf$1(arm, call), arm.state).filter(({ state }) => wanted === undefined || state.toLowerCase() === wanted.toLowerCase());
  return page(found.slice(0, topIn(query)), call, arm.settings, (deployment) => renderDeployment(deployment, arm.state, call.now));
}

function topIn(query                 )         {
  const top = Number(query.get('$top') ?? Infinity);
  return top >= 0 ? top : Infinity;
}

function listOperations(arm     , call         )                  {
  return page(operationsOf(requireDeployment(arm, call), arm, call).slice(0, topIn(call.request.query)), call, arm.settings);
}

function operationsOf(deployment            , { state }     , { now }         )                    {
  const steps = stepsOf(deployment, state).map((step) => renderStep(step, deployment, now));
  return deployment.state === 'Succeeded' ? [...steps, renderOutputStep(deployment)] : steps;
}

function getOperation(arm     , call         )                  {
  const wanted = parameter(call, 'operation');
  const found = operationsOf(requireDeployment(arm, call), arm, call).find((operation) => textAt(operation, 'operationId')?.toLowerCase() === wanted.toLowerCase());
  if (found === undefined) throw gatewayRefusal(404, 'DeploymentOperationNotFound', `The deployment operation '${wanted}' could not be found.`);
  return { status: 200, body: found };
}

function operationStatus(arm     , call         )                  {
  const { state, error } = requireDeployment(arm, call);
  return { status: 200, body: { status: state, ...(error === undefined ? {} : { error }) } };
}

/** 204; what is under way at its providers goes on there. */
function cancel$1(arm     , call         )                  {
  const deployment = requireDeployment(arm, call);
  if (!isActive(deployment) || deployment.root !== undefined) {
    throw gatewayRefusal(409, 'DeploymentCannotBeCancelled', `The deployment '${deployment.name}' cannot be cancelled because its provisioning state is '${deployment.state}'.`);
  }
  endDeployment(arm.state, deployment, call.now, { state: 'Canceled' });
  for (const nested of arm.state.deployments.values()) if (nested.root === deployment.id.toLowerCase()) endDeployment(arm.state, nested, call.now, { state: 'Canceled' });
  return { status: 204 };
}

/** Takes away the record; what was deployed stays. Azure answers 202 and takes a while, here it is done at once. */
function deleteDeployment(arm     , call         )                  {
  const deployment = findDeployment(arm.state, idOf$1(arm, call));
  if (deployment !== undefined && isActive(deployment)) throw stillActive(deployment);
  if (deployment !== undefined) arm.state.deployments.delete(deployment.id.toLowerCase());
  return { status: 204 };
}

function calculateHash({ request }         )                  {
  const template = requireBody(request);
  if (at(template, 'resources') === undefined) throw refusal$1(400, 'InvalidTemplate', "Deployment template validation failed: 'The template has no resources.'.");
  return { status: 200, body: { minifiedTemplate: JSON.stringify(template), templateHash: templateHash(template) } };
}

/** The headers of every answer of ARM. A correlation id that the caller sends is kept. */
function commonHeaders(request                , requestId        )                                   {
  const correlation = request.headers['x-ms-correlation-request-id'] ?? '';
  return {
    'cache-control': 'no-cache',
    pragma: 'no-cache',
    expires: '-1',
    'x-ms-request-id': requestId,
    'x-ms-correlation-request-id': /^[0-9a-f-]{36}$/i.test(correlation) ? correlation : randomUUID(),
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
  };
}

/**
 * Refuses a request about what the caller may not read, with ARM's text (public issues of Azure/azure-powershell and others): the action is
 * the type and what is done with it, the scope what stands before a list or the resource itself.
 */
function requireReadable(method        , segments                   , principal        , { access, hierarchy }                                        )       {
  if (access.isWhole) return;
  const path = `/${segments.join('/')}`;
  if (access.mayRead(path, hierarchy)) return;
  const { type, scope } = targetOf$1(segments);
  const action = `${type}/${method === 'GET' || method === 'HEAD' ? 'read' : method === 'DELETE' ? 'delete' : method === 'POST' ? 'action' : 'write'}`;
  throw notAuthorized(principal, action, scope);
}

/** A caller who may not do something there, or there is no such place: ARM does not say which (errors.json; a service principal is named by its id). */
function notAuthorized(principal        , action        , scope        )          {
  return gatewayRefusal(
    403,
    'AuthorizationFailed',
    `The client '${principal}' with object id '${principal}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. `
    + 'If access was recently granted, please refresh your credentials.',
  );
}

/** What a path names: types and names after the last `providers` in turns, or a subscription or resource group. */
function targetOf$1(segments                   )                                                    {
  const provider = segments.findLastIndex((segment) => segment.toLowerCase() === 'providers');
  const whole = `/${segments.join('/')}`;
  const container = segments.some((segment) => segment.toLowerCase() === 'resourcegroups') ? 'Microsoft.Resources/subscriptions/resourceGroups' : 'Microsoft.Resources/subscriptions';
  if (provider < 0) return { type: container, scope: segments.length % 2 === 0 ? whole : `/${segments.slice(0, -1).join('/')}` };
  const [namespace = '', ...rest] = segments.slice(provider + 1);
  const isList = rest.length % 2 === 1;
  return {
    type: [namespace, ...rest.filter((_, index) => index % 2 === 0)].join('/'),
    scope: isList ? `/${segments.slice(0, rest.length === 1 ? provider : -1).join('/')}` : whole,
  };
}

/** What a writing request is about, as ARM sees it before any provider does. */
                              
                                                    
                                                                                                
                          
                                                                      
                      
                                                          
                              
 

/** Undefined for a request that only reads. */
function writeTargetOf({ method }                , segments                   )                          {
  if (method === 'GET' || method === 'HEAD') return undefined;
  const operation = method === 'DELETE' ? 'delete' : method === 'POST' ? 'action' : 'write';
  const done = operation === 'action' ? segments.slice(0, -1) : segments;
  const id = `/${done.join('/')}`;
  const provider = segments.findLastIndex((segment) => segment.toLowerCase() === 'providers');
  const verb = operation === 'action' ? `${segments.at(-1) ?? ''}/action` : operation;
  if (provider < 0) {
    const isGroup = segments.some((segment) => segment.toLowerCase() === 'resourcegroups');
    return { operation, id, action: `Microsoft.Resources/subscriptions/${isGroup ? 'resourceGroups/' : ''}${verb}` };
  }
  const [namespace = '', ...rest] = done.slice(provider + 1);
  const type = [namespace, ...rest.filter((_, index) => index % 2 === 0)].join('/');
  return { operation, id, namespace, action: `${type}/${verb}` };
}

/** What stands between a request that writes and its provider: the caller's rights, locks, and whether the subscription is registered with the provider. Reading is free. */
function requireAdmitted(request                , segments                   , { principal, now, by = 'caller' }                                                                                         , arm     )       {
  const target = writeTargetOf(request, segments);
  if (target === undefined || segments[0]?.toLowerCase() !== 'subscriptions') return;
  const { action, id, namespace = '', operation } = target;
  if (by === 'caller' && allowanceOf(action, arm.settings.callerPermissions) === 'no') {
    throw notAuthorized(principal, action, id);
  }
  if (ofPlatform.test(namespace)) return;
  const lock = /\/locks(?:\/[^/]+)?$/i.test(id) ? undefined : lockOn(id, operation, arm.state);
  if (lock !== undefined) {
    throw gatewayRefusal(
      409,
      'ScopeLocked',
      `The scope '${id}' cannot perform ${operation === 'delete' ? 'delete' : 'write'} operation because following scope(s) are locked: '${lock.scope}'. Please remove the lock and try again.`,
    );
  }
  const isOfProvider = namespace !== '' && !/^\/subscriptions\/[^/]+\/providers\/[^/]+$/i.test(id) && !/^microsoft\.(?:authorization|resources)$/i.test(namespace);
  if (!isOfProvider || registrationOf(segments[1] ?? '', namespace, now, arm) === 'Registered') return;
  throw gatewayRefusal(
    409,
    'MissingSubscriptionRegistration',
    `The subscription is not registered to use namespace '${namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`,
  );
}

/** What only asks, although by POST. */
const ofPlatform = /^microsoft\.(?:policyinsights|resourcegraph|insights|management)$/i;

const list$3 = `/{+scope}/providers/${lockType}`;
const one$2 = `${list$3}/{name}`;

/** Locks at subscriptions, resource groups and resources (REST reference, "Management Locks"): all synchronous. */
function lockRoutes(arm     )                   {
  return [
    { method: 'GET', pattern: list$3, handle: (call) => listLocks(arm, call) },
    { method: 'GET', pattern: one$2, handle: (call) => ({ status: 200, body: renderLock(requireLock(arm, call)) }) },
    { method: 'PUT', pattern: one$2, handle: (call) => putLock(arm, call) },
    { method: 'DELETE', pattern: one$2, handle: (call) => deleteLock(arm, call) },
  ];
}

/** Those at the scope and below it. */
function listLocks({ state, settings }     , call         )                  {
  const scope = parameter(call, 'scope');
  requireScope(scope, state);
  return page([...state.locks.values()].filter((lock) => isWithin(lock.scope, scope)), call, settings, renderLock);
}

/** The code of the refusal is assumed. */
function putLock({ state }     , call         )                  {
  const [scope, name] = [parameter(call, 'scope'), parameter(call, 'name')];
  requireScope(scope, state);
  const body = requireBody(call.request);
  const level = textAt(body, 'properties', 'level');
  if (level !== 'CanNotDelete' && level !== 'ReadOnly') throw gatewayRefusal(400, 'InvalidLockLevel', `The lock level '${level ?? ''}' is invalid. It is CanNotDelete or ReadOnly.`);
  const notes = textAt(body, 'properties', 'notes');
  const lock       = { scope, name, level, ...(notes === undefined ? {} : { notes }) };
  const key = lockId(lock).toLowerCase();
  const status = state.locks.has(key) ? 200 : 201;
  state.locks.set(key, lock);
  return { status, body: renderLock(lock) };
}

function deleteLock(arm     , call         )                  {
  return { status: arm.state.locks.delete(keyOf$1(call)) ? 200 : 204 };
}

function requireLock({ state }     , call         )       {
  requireScope(parameter(call, 'scope'), state);
  const lock = state.locks.get(keyOf$1(call));
  if (lock === undefined) throw gatewayRefusal(404, 'LockNotFound', `The lock '${parameter(call, 'name')}' could not be found.`);
  return lock;
}

function keyOf$1(call         )         {
  return lockId({ scope: parameter(call, 'scope'), name: parameter(call, 'name') }).toLowerCase();
}

/**
 * `retry-after` in whole seconds, as Azure says it. A sandbox that is faster than Azure says the milliseconds besides, in
 * `retry-after-ms`, which the Azure SDKs prefer: a wait that is scaled is mostly shorter than a second.
 */
function retryHeaders(milliseconds        , speed        )                                   {
  const seconds = String(Math.max(1, Math.ceil(milliseconds / 1000)));
  return speed === 1 ? { 'retry-after': seconds } : { 'retry-after': seconds, 'retry-after-ms': String(Math.ceil(milliseconds)) };
}

const pattern$1 = '/subscriptions/{subscription}/resourceGroups/{group}';
/** As policies know it. */
const groupType = 'Microsoft.Resources/subscriptions/resourceGroups';
/** Longer when there is something to delete; both are estimates. */
const deletion = { empty: 15_000, withClusters: 240_000 }         ;
/** In Azure; where time passes faster there is less to wait for. */
const retryAfterSeconds$1 = 15;

/** Resource groups: PUT, GET, HEAD, list, DELETE with its own kind of polling (202 with `Location` until 200). */
function resourceGroupRoutes(arm     )                   {
  return [
    { method: 'GET', pattern: '/subscriptions/{subscription}/resourceGroups', handle: (call) => list$2(arm, call) },
    { method: 'PUT', pattern: pattern$1, handle: (call) => put(arm, call) },
    { method: 'GET', pattern: pattern$1, handle: (call) => ({ status: 200, body: renderGroup(groupOf$1(arm.state, call), arm.state) }) },
    { method: 'HEAD', pattern: pattern$1, handle: (call) => ({ status: arm.state.groups.has(pathOf(arm.state, call).toLowerCase()) ? 204 : 404 }) },
    { method: 'DELETE', pattern: pattern$1, handle: (call) => remove(arm, call) },
    { method: 'PATCH', pattern: pattern$1, handle: (call) => patch(arm, call) },
    {
      method: 'GET',
      pattern: '/subscriptions/{subscription}/operationresults/{operation}',
      handle: (call) => pollDeletion(arm, parameter(call, 'operation')),
    },
  ];
}

/** `$filter=tagName eq '…' and tagValue eq '…'` and `$top` (REST reference, "Resource Groups - List"). */
function list$2({ state, settings }     , call         )                  {
  const { query } = call.request;
  const filter = query.get('$filter')?.trim() ?? '';
  const { tag, value } = /^tagName eq '(?<tag>[^']*)'(?: and tagValue eq '(?<value>[^']*)')?$/i.exec(filter)?.groups ?? {};
  if (tag === undefined && filter !== '') throw gatewayRefusal(400, 'InvalidFilterInQueryString', `Invalid $filter '${filter}' specified in the query string.`);
  const isWanted = ({ tags = {} }               )          => {
    const found = tag === undefined ? undefined : memberIgnoringCase(tags, tag);
    return tag === undefined || (found !== undefined && (value === undefined || found === value));
  };
  const here = state.groups.below(`/subscriptions/${parameter(call, 'subscription')}/`).filter(isWanted);
  return page(query.has('$top') ? here.slice(0, Number(query.get('$top'))) : here, call, settings, (group) => renderGroup(group, state));
}

function put(arm     , call         )                  {
  const { state } = arm;
  const name = parameter(call, 'group');
  if (!isGroupName(name)) {
    throw gatewayRefusal(400, 'InvalidResourceGroup', `The provided resource group name '${name}' has these invalid characters or is too long.`);
  }
  const sent = requireBody(call.request);
  const location = requireLocation(sent);
  readTags(sent);
  const existing = state.groups.get(pathOf(state, call).toLowerCase());
  if (existing !== undefined && !sameId(existing.location, location)) {
    throw gatewayRefusal(
      409,
      'InvalidResourceGroupLocation',
      `Invalid resource group location '${location}'. The Resource group already exists in location '${existing.location}'.`,
    );
  }
  requireStanding(state, call);
  const tags = readTags(requirePolicyAllows(arm, call, { type: groupType, name, id: pathOf(state, call), apiVersion: call.apiVersion, body: sent }));
  const { managedBy } = existing ?? {};
  const group = storeGroup(state, subscriptionIdOf(state, call), {
    name: existing?.name ?? name, location, ...(tags === undefined ? {} : { tags }), ...(managedBy === undefined ? {} : { managedBy }),
  });
  return { status: existing === undefined ? 201 : 200, body: renderGroup(group, state) };
}

/** Only tags can be changed so (REST reference, "Resource Groups - Update"). */
function patch(arm     , call         )                  {
  const { tags, location } = groupOf$1(arm.state, call);
  const sent = readTags(requireBody(call.request)) ?? tags;
  return put(arm, { ...call, request: { ...call.request, body: { location, ...(sent === undefined ? {} : { tags: sent }) } } });
}

function remove({ state, settings }     , call         )                  {
  const group = groupOf$1(state, call);
  const subject = group.id.toLowerCase();
  const busy = state.clusters.below(`${subject}/`).length > 0;
  const operation = state.operations.runningOn(subject) ?? state.operations.start(
    { id: call.requestId, kind: 'Deleting', subject, subscriptionId: parameter(call, 'subscription'), location: group.location },
    busy ? deletion.withClusters : deletion.empty,
    call.now,
  );
  return { status: 202, headers: pollHeaders$1(operation, settings) };
}

function pollDeletion({ state, settings }     , id        )                  {
  const operation = state.operations.find(id);
  if (operation === undefined) throw refusal$1(404, 'NotFound', `The operation '${id}' could not be found.`);
  // Assumed: the address of a deletion that did not end well answers its error.
  if (operation.error !== undefined) throw refusal$1(409, operation.error.code, operation.error.message);
  return operation.status === 'InProgress' ? { status: 202, headers: pollHeaders$1(operation, settings) } : { status: 200 };
}

function pollHeaders$1({ id, subscriptionId }           , { endpoint, speed }             )                                   {
  return {
    location: `${endpoint}/subscriptions/${subscriptionId}/operationresults/${id}?api-version=2024-11-01`,
    ...retryHeaders(Math.ceil((retryAfterSeconds$1 * 1000) / speed), speed),
  };
}

const one$1 = '/providers/Microsoft.Management/managementGroups/{managementGroup}';
const member = `${one$1}/subscriptions/{subscription}`;

/**
 * Management groups are made, named, moved and deleted, and subscriptions moved between them (Azure/azure-rest-api-specs, Microsoft.Management/managementGroups):
 * at once, where Azure takes a moment.
 */
function hierarchyWriteRoutes(arm     )                   {
  return [
    { method: 'PUT', pattern: one$1, handle: (call) => putGroup(arm, call) },
    { method: 'PATCH', pattern: one$1, handle: (call) => patchGroup(arm, call) },
    { method: 'DELETE', pattern: one$1, handle: (call) => deleteGroup(arm, call) },
    { method: 'GET', pattern: `${one$1}/subscriptions`, handle: (call) => listSubscriptions(arm, call) },
    { method: 'PUT', pattern: member, handle: (call) => moveSubscription(arm, call) },
    { method: 'DELETE', pattern: member, handle: (call) => releaseSubscription(arm, call) },
  ];
}

/** Without a parent it stands below the root. */
function putGroup({ state: { hierarchy } }     , call         )                  {
  const name = parameter(call, 'managementGroup');
  if (!/^[\w.()-]{1,90}$/.test(name) || name.endsWith('.')) throw gatewayRefusal(400, 'InvalidGroupId', `The management group name '${name}' is invalid.`);
  const body = requireBody(call.request);
  const existing = hierarchy.group(name);
  const displayName = textAt(body, 'properties', 'displayName') ?? existing?.displayName ?? name;
  const parent = parentIn(body, hierarchy) ?? existing?.parent ?? rootOf(hierarchy).name;
  if (existing === undefined) guarded(() => hierarchy.addGroup({ name, displayName, parent }));
  else change(existing, displayName, existing.parent === undefined ? undefined : parent, hierarchy);
  return { status: 200, body: shown(name, hierarchy) };
}

function patchGroup({ state: { hierarchy } }     , call         )                  {
  const existing = requireManagementGroup(hierarchy, parameter(call, 'managementGroup'));
  const body = requireBody(call.request);
  const parent = textAt(body, 'parentGroupId') ?? textAt(body, 'parentId');
  change(existing, textAt(body, 'displayName') ?? existing.displayName, parent === undefined ? existing.parent : named$1(parent, hierarchy), hierarchy);
  return { status: 200, body: shown(existing.name, hierarchy) };
}

/** One that holds something stays. Absent: 204. */
function deleteGroup({ state }     , call         )                  {
  const { hierarchy } = state;
  const group = hierarchy.group(parameter(call, 'managementGroup'));
  if (group === undefined) return { status: 204 };
  const holds = hierarchy.groups().some(({ parent }) => sameId(parent ?? '', group.name)) || hierarchy.subscriptions().some(({ managementGroup }) => sameId(managementGroup, group.name));
  if (holds || group.parent === undefined) throw refusal$1(400, 'BadRequest', `The management group '${group.name}' cannot be deleted: it has child resources, or is the root of the tenant.`);
  hierarchy.restore(hierarchy.groups().filter((other) => other !== group), hierarchy.subscriptions());
  forgetWithin(state, managementGroupScopeOf(group).toLowerCase());
  return { status: 204 };
}

function listSubscriptions({ state: { hierarchy } }     , call         )                  {
  const group = requireManagementGroup(hierarchy, parameter(call, 'managementGroup'));
  const found = hierarchy.subscriptions().filter(({ managementGroup }) => sameId(managementGroup, group.name));
  return { status: 200, body: { value: found.map(({ subscriptionId }) => memberDocument(subscriptionId, group, hierarchy)) } };
}

function moveSubscription({ state: { hierarchy } }     , call         )                  {
  const group = requireManagementGroup(hierarchy, parameter(call, 'managementGroup'));
  const subscription = requireSubscription(hierarchy, parameter(call, 'subscription'));
  hierarchy.addSubscription({ ...subscription, managementGroup: group.name });
  return { status: 200, body: memberDocument(subscription.subscriptionId, group, hierarchy) };
}

/** A subscription that is taken out of a group stands below the root. */
function releaseSubscription({ state: { hierarchy } }     , call         )                  {
  const group = requireManagementGroup(hierarchy, parameter(call, 'managementGroup'));
  const subscription = hierarchy.subscription(parameter(call, 'subscription'));
  if (subscription === undefined || !sameId(subscription.managementGroup, group.name)) return { status: 204 };
  hierarchy.addSubscription({ ...subscription, managementGroup: rootOf(hierarchy).name });
  return { status: 200 };
}

function memberDocument(subscriptionId        , group                 , hierarchy           )             {
  const { displayName } = requireSubscription(hierarchy, subscriptionId);
  const id = `${managementGroupScopeOf(group)}/subscriptions/${subscriptionId}`;
  return { id, name: subscriptionId, type: 'Microsoft.Management/managementGroups/subscriptions', properties: { displayName, parent: { id: managementGroupScopeOf(group) }, state: 'Active' } };
}

function shown(name        , hierarchy           )             {
  return expandedGroup(requireManagementGroup(hierarchy, name), { children: false, ancestors: false, recurse: false, groupsOnly: false }, hierarchy);
}

function rootOf(hierarchy           )                  {
  const root = hierarchy.groups().find(({ parent }) => parent === undefined);
  if (root === undefined) throw new Error('The tenant has no root management group.');
  return root;
}

function parentIn(body            , hierarchy           )                     {
  const id = at(body, 'properties', 'details', 'parent', 'id');
  return typeof id === 'string' ? named$1(id, hierarchy) : undefined;
}

function named$1(id        , hierarchy           )         {
  return requireManagementGroup(hierarchy, managementGroupNameIn(id) ?? id).name;
}

/** Puts a group elsewhere, or gives it another name to be shown. The tree is made anew: groups come before what stands in them. */
function change(group                 , displayName        , parent                    , hierarchy           )       {
  if (parent !== undefined && (sameId(parent, group.name) || hierarchy.isUnder(parent, group.name))) {
    throw refusal$1(400, 'BadRequest', `The management group '${group.name}' cannot be moved into '${parent}', which stands below it.`);
  }
  const groups = hierarchy.groups().map((other) => (other === group ? { name: group.name, displayName, ...(parent === undefined ? {} : { parent }) } : other));
  const [before, subscriptions] = [hierarchy.groups(), hierarchy.subscriptions()];
  try {
    guarded(() => hierarchy.restore(inOrder(groups), subscriptions));
  } catch (thrown) {
    hierarchy.restore(before, subscriptions);
    throw thrown;
  }
}

function inOrder(groups                            )                             {
  const below = (parent                 )                             => [parent, ...groups.filter((group) => group.parent !== undefined && sameId(group.parent, parent.name)).flatMap(below)];
  return groups.filter(({ parent }) => parent === undefined).flatMap(below);
}

/** What the tree does not take is the caller's mistake. */
function guarded(step            )       {
  try {
    step();
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    throw refusal$1(400, 'BadRequest', thrown.message);
  }
}

/** Without another word, milliseconds after the write (learn.microsoft.com, "Azure Policy definitions deployIfNotExists effect": `evaluationDelay`, PT10M). */
const usualDelay = 600_000;

/** A write that was taken. */
                             
                        
                       
                                                     
                             
                                 
                                                                                                   
                             
 

/** Plans what policies will deploy for a resource that was written: they look again when the delay is over. */
function planDeployments({ path, now, requestId, correlationId, principal }            , arm     )       {
  const id = parseResourceId(path);
  if (id?.subscriptionId === undefined || id.resourceGroup === undefined || /^microsoft\.(?:authorization|resources)\//i.test(id.type)) return;
  for (const { judgement: { policy, details } } of deployingFor(id.id, arm, now)) {
    const assignmentId = policy.assignment?.id ?? '';
    if (systemPrincipal(arm.state.policies.get(assignmentId.toLowerCase())) === principal) continue;
    const key = [id.id, assignmentId, policy.definition.id, policy.referenceId ?? ''].join('\n').toLowerCase();
    const { referenceId } = policy;
    // A later write of the same resource takes the place of an earlier one.
    arm.state.dueDeployments.set(key, {
      id: key, resourceId: id.id, assignmentId, definitionId: policy.definition.id ?? '', ...(referenceId === undefined ? {} : { referenceId }), correlationId,
      ...timeOf$1(memberIgnoringCase(details, 'evaluationDelay'), now, requestId, arm),
    });
  }
}

const provisioning                                                   = { afterprovisioning: 'any', afterprovisioningsuccess: 'success', afterprovisioningfailure: 'failure' };

function timeOf$1(delay         , now        , requestId        , { state, settings }     )                                                     {
  const after = typeof delay === 'string' ? provisioning[delay.toLowerCase()] : undefined;
  if (after === undefined) return { due: now + (durationIn(delay) ?? usualDelay) / settings.speed, after: 'any' };
  return { due: now, after, ...(state.operations.find(requestId) === undefined ? {} : { operation: requestId }) };
}

/** `PT15M`, in milliseconds. */
function durationIn(text         )                     {
  const [whole = '', hours = '0', minutes = '0', seconds = '0'] = /^PT(?:(\d{1,4})H)?(?:(\d{1,4})M)?(?:(\d{1,5})S)?$/i.exec(typeof text === 'string' ? text : '') ?? [];
  return whole === '' ? undefined : ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

const words                                                                           = {
  compliant: 'Compliant', violation: 'NonCompliant', exempt: 'Exempt', error: 'Error', undetermined: 'Unknown',
};

/**
 * Evaluates what is at or below a scope as Azure does in its scans: by all assignments, enforced or not, and as resources now are. What no
 * policy is about, what an assignment excludes and what is disabled has no state (azure-policy-language.md §1.10).
 */
function evaluateWithin(scope        , { state }     , at        )       {
  const { policyStates: { records } } = state;
  for (const id of records.keys()) if (isBelow(id, scope, state.hierarchy)) records.delete(id);
  if (![...state.policies.values()].some(({ kind }) => kind === 'policyAssignments')) return;
  const index = indexer();
  const related = relatedIn(state);
  for (const resource of evaluablesWithin(scope, state)) {
    const assignments = objectsInForce('policyAssignments', resource.id, state, at);
    if (assignments.length === 0) continue;
    const context = { ...contextOf$2(resource.id, state, { now: at, apiVersion: '' }), related };
    const policies = index(assignments, state.policies).for(resource).filter(({ assignment }) => assignment?.notScopes.some((excluded) => isBelow(resource.id, excluded, state.hierarchy)) !== true);
    const exemptions = exemptionsFor(resource.id, state, at);
    const found = policies.flatMap((policy) => recordsOf$1(policy, resource, context, exemptions, at));
    if (found.length > 0) records.set(resource.id.toLowerCase(), found);
  }
}

/** Assignments are bound once for all resources that they reach together. */
function indexer()                                                                                            {
  const indexes = new Map                     ();
  return (assignments, policies) => {
    const key = assignments.map(({ id }) => id).join('\n');
    const known = indexes.get(key);
    if (known !== undefined) return known;
    const index = indexPolicies(assignments.flatMap((assignment) => bindPolicies(assignment, policies)).filter(isOfResourceManager));
    indexes.set(key, index);
    return index;
  };
}

function isOfResourceManager({ definition }                )          {
  return ['all', 'indexed'].includes(definition.mode.toLowerCase());
}

function recordsOf$1(policy                , resource           , context                   , exemptions                      , at        )                               {
  const plain = plainOutcome(policy, resource, context, exemptions);
  const outcomes = plain === undefined ? judge([policy], resource, context, exemptions).map(({ finding }) => finding) : [plain];
  return outcomes.flatMap((outcome) => recordOf(policy, outcome, resource, at) ?? []);
}

/** The outcome of a policy of which its assignment makes nothing else, without the reasons: those take several times as long. */
function plainOutcome(policy                , resource           , context                   , exemptions                      )                                                  {
  const { assignment, definition, definitionVersion, initiativeVersion } = policy;
  const isPlain = assignment?.overrides.length === 0 && assignment.resourceSelectors.length === 0 && definitionVersion === undefined && initiativeVersion === undefined && exemptions.length === 0;
  return isPlain ? definition.decide(inputOf(policy, resource, context)) : undefined;
}

function recordOf({ assignment, definition, initiative, referenceId }                , { verdict, effect }                                     , { id, type, body }           , at        )                                {
  const word = words[verdict];
  if (word === undefined || effect === 'disabled' || assignment === undefined) return undefined;
  const definitionId = definition.id ?? '';
  return {
    resourceId: id,
    resourceType: type,
    location: textAt(body, 'location') ?? '',
    assignment: { id: assignment.id ?? '', name: assignment.name, scope: assignment.scope },
    definition: { id: definitionId, name: definition.name ?? definitionId.split('/').at(-1) ?? '' },
    ...(initiative === undefined ? {} : { member: { initiativeId: initiative.id ?? '', initiativeName: initiative.name, referenceId: referenceId ?? '' } }),
    effect,
    word,
    at,
  };
}

/**
 * When Azure evaluates, in milliseconds there (Microsoft Learn, "Get compliance data of Azure resources"): a written resource "around 15
 * minutes later", a new assignment after about half an hour, everything "once every 24 hours".
 */
const evaluationTimes = { afterAssignment: 30 * 60_000, everything: 24 * 3_600_000 }         ;

/** Carries out what is due by `now`. Has to be called before anything is changed that an evaluation looks at, and before states are shown. */
function evaluateDue(arm     , now        )       {
  const { policyStates } = arm.state;
  const period = evaluationTimes.everything / arm.settings.speed;
  policyStates.nextScan ??= now + period;
  if (policyStates.nextScan <= now) {
    // Nothing has changed since the first of the scans that were missed, but the time of the last is what Azure would show.
    const last = policyStates.nextScan + Math.floor((now - policyStates.nextScan) / period) * period;
    policyStates.plan({ due: last, scope: '' });
    policyStates.nextScan = last + period;
  }
  for (const { due, scope } of policyStates.take(now)) evaluateWithin(scope, arm, due);
}

/** Plans the evaluation that a write brings about: of the resource, or of what a policy object reaches. */
function planEvaluation(path        , { state, settings }     , now        )       {
  const policyObject = /^(.*)\/providers\/Microsoft\.Authorization\/policy(?:Definitions|SetDefinitions|Assignments|Exemptions)\/[^/]+$/i.exec(path);
  if (policyObject !== null) {
    state.policyStates.plan({ due: now + evaluationTimes.afterAssignment / settings.speed, scope: policyObject[1] ?? '' });
    return;
  }
  const key = trackedKey(path);
  if (key !== undefined) state.policyStates.plan({ due: now + settings.evaluationDelay, scope: key });
}

/** What is gone has no state: a resource with all that stands in it, an assignment with all that it brought. */
function forgetStates({ state }     )       {
  const { policyStates, clusters, resources, policies } = state;
  const changes = [clusters, resources, policies, policyStates.records].reduce((sum, counted) => sum + counted.changes, 0);
  if (policyStates.forgottenAt === changes) return;
  for (const [id, records] of policyStates.records) {
    const kept = isThere(id, state) ? records.filter(({ assignment }) => policies.has(assignment.id.toLowerCase())) : [];
    if (kept.length === 0) policyStates.records.delete(id);
    else if (kept.length < records.length) policyStates.records.set(id, kept);
  }
  policyStates.forgottenAt = [clusters, resources, policies, policyStates.records].reduce((sum, counted) => sum + counted.changes, 0);
}

function isThere(id        , state              )          {
  if (state.clusters.has(id) || state.resources.find(id) !== undefined) return true;
  const parsed = parseResourceId(id);
  const cluster = state.clusters.get(id.split('/').slice(0, -2).join('/'));
  return cluster !== undefined && isWithin(id, cluster.id) && cluster.pools.some(({ name }) => name === parsed?.name);
}

const writing                      = new Set(['PUT', 'PATCH', 'DELETE']);

/**
 * What Azure does around requests: it remembers who wrote what, and evaluates policies some time afterwards. Evaluations that are due see
 * things as they are before a write; those that show states are carried out before these are shown.
 */
function observed(arm     , call               , carryOut                       )                  {
  const { request, now, requestId } = call;
  if (!writing.has(request.method)) {
    if (showsStates(call)) {
      evaluateDue(arm, now);
      forgetStates(arm);
    }
    return isAction(call) ? recordedAction(call, arm.state, carryOut) : carryOut();
  }
  evaluateDue(arm, now);
  const response = recorded(call, arm.state, carryOut);
  if (response.status < 300 && request.method !== 'DELETE') {
    const path = `/${(splitPath(request.path) ?? []).join('/')}`;
    planEvaluation(path, arm, now);
    planDeployments({ path, now, requestId, correlationId: correlationOf$1(call), principal: call.actor?.name ?? '' }, arm);
  }
  return response;
}

/** What is done to a cluster or pool by POST. */
function isAction({ request }               )          {
  return request.method === 'POST' && /\/managedClusters\/[^/]+\/(?:agentPools\/[^/]+\/)?[^/]+$/i.test(request.path);
}

function showsStates({ request }               )          {
  return /\/providers\/Microsoft\.PolicyInsights\/policyStates\//i.test(request.path)
    || (/\/providers\/Microsoft\.ResourceGraph\/resources\/?$/i.test(request.path) && /^\s*policyresources\b/i.test(textAt(request.body, 'query') ?? ''));
}

/** A table without some aliases, as in a cloud that does not have them yet. */
function withoutAliases(table            , hidden                     )             {
  if (hidden.size === 0) return table;
  const isHidden = (alias        )          => hidden.has(alias.toLowerCase());
  return {
    find: (type, alias) => (isHidden(alias) ? undefined : table.find(type, alias)),
    typesWith: (alias) => (isHidden(alias) ? [] : table.typesWith(alias)),
    capabilities: (type) => table.capabilities(type),
    types: () => table.types(),
    aliasesOf: (type) => table.aliasesOf(type)?.filter(({ name }) => !isHidden(name)),
    isComplete: (type) => table.isComplete(type),
  };
}

/** What does not change while an ARM runs. */
function settingsOf({ endpoint, authorityHost, pageSize = 100, speed = 1, ...options }            )              {
  const hiddenAliases = new Set((options.hiddenAliases ?? []).map((name) => name.toLowerCase()));
  return {
    endpoint,
    authorityHost,
    pageSize,
    policyDelay: (options.policyDelay ?? 0) / speed,
    speed,
    evaluationDelay: (options.evaluationDelay ?? 15 * 60_000) / speed,
    principalDelay: (options.principalDelay ?? 0) / speed,
    roleDelay: (options.roleDelay ?? 0) / speed,
    aliases: withoutAliases(bundledAliases, hiddenAliases),
    hiddenAliases,
    unregistered: new Set((options.unregistered ?? []).map((namespace) => namespace.toLowerCase())),
    callerPermissions: (options.callerPermissions ?? [{ actions: ['*'] }]).map(({ actions, notActions = [] }) => ({ actions, notActions, dataActions: [], notDataActions: [] })),
    coreQuota: options.coreQuota ?? 10_000,
    restrictedSizes: new Set((options.restrictedSizes ?? []).map((name) => name.toLowerCase())),
    reimageCheck: options.reimageCheck ?? 'degrade',
    roles: assignableRoles(options.builtIns ?? []),
  };
}

const remediationType = 'Microsoft.PolicyInsights/remediations';

                                                 

/** A task as it is answered (Remediations_GetAtSubscriptionScope.json of Azure/azure-rest-api-specs). */
function renderRemediation(remediation             , state          )             {
  const { id, name, assignmentId, referenceId, createdAt, targets, isCanceled } = remediation;
  const statuses = targets.map((target) => statusOf(target, state));
  const count = (wanted        )         => statuses.filter((status) => status === wanted).length;
  const end = count('Failed') > 0 ? 'Failed' : 'Succeeded';
  const time = toAzureTime(createdAt, id);
  return {
    id,
    type: remediationType,
    name,
    systemData: { createdBy: principalId, createdByType: 'Application', createdAt: time, lastModifiedBy: principalId, lastModifiedByType: 'Application', lastModifiedAt: time },
    properties: compact({
      policyAssignmentId: assignmentId,
      policyDefinitionReferenceId: referenceId,
      resourceDiscoveryMode: 'ExistingNonCompliant',
      provisioningState: isCanceled === true ? 'Canceled' : count('Running') > 0 ? 'Running' : end,
      createdOn: time,
      lastUpdatedOn: time,
      resourceCount: 500,
      parallelDeployments: 10,
      deploymentStatus: { totalDeployments: targets.length, successfulDeployments: count('Succeeded'), failedDeployments: count('Failed') },
      correlationId: segmentAfter(id, 'remediations') ?? '',
    }),
  };
}

/** One of its deployments (Remediations_ListDeploymentsAtSubscriptionScope.json). */
function renderTarget(target                   , { createdAt, id }             , state          )             {
  const deployment = state.deployments.get(target.deploymentId?.toLowerCase() ?? '');
  return compact({
    remediatedResourceId: target.resourceId,
    deploymentId: target.deploymentId,
    status: statusOf(target, state),
    resourceLocation: target.location,
    createdOn: toAzureTime(createdAt, id),
    lastUpdatedOn: toAzureTime(deployment?.endedAt ?? createdAt, target.resourceId),
    error: target.error ?? deployment?.error,
  });
}

/** A deployment that nobody knows any more has been deleted from the history: it had ended. */
function statusOf({ deploymentId, error }                   , { deployments }          )         {
  if (error !== undefined) return 'Failed';
  const deployment = deployments.get(deploymentId?.toLowerCase() ?? '');
  if (deployment === undefined) return 'Succeeded';
  return isActive(deployment) ? 'Running' : deployment.state === 'Succeeded' ? 'Succeeded' : 'Failed';
}

const list$1 = `/{+scope}/providers/${remediationType}`;
const one = `${list$1}/{name}`;
/** Resources of one task, unless it says otherwise (learn.microsoft.com, "Remediation task structure": `resourceCount`). */
const mostResources = 500;

/** Remediation tasks of policies that deploy (Azure/azure-rest-api-specs, Microsoft.PolicyInsights/remediations.json). */
function remediationRoutes(arm     , door      )                   {
  return [
    { method: 'GET', pattern: list$1, handle: (call) => listRemediations(arm, call) },
    { method: 'PUT', pattern: one, handle: (call) => putRemediation(arm, door, call) },
    { method: 'GET', pattern: one, handle: (call) => ({ status: 200, body: renderRemediation(requireRemediation(arm, call), arm.state) }) },
    { method: 'DELETE', pattern: one, handle: (call) => deleteRemediation(arm, call) },
    { method: 'POST', pattern: `${one}/cancel`, handle: (call) => cancel(arm, call) },
    {
      method: 'POST',
      pattern: `${one}/listDeployments`,
      handle(call) {
        const remediation = requireRemediation(arm, call);
        return page(remediation.targets.map((target) => renderTarget(target, remediation, arm.state)), call, arm.settings);
      },
    },
  ];
}

/** Begins the deployments of all resources that were found not to comply: what is right by now is left out. */
function putRemediation(arm     , door      , call         )                  {
  const { state } = arm;
  const [scope, name] = [parameter(call, 'scope'), parameter(call, 'name')];
  requireScope(scope, state);
  const body = requireBody(call.request);
  const assignmentId = textAt(body, 'properties', 'policyAssignmentId') ?? '';
  const assignment = state.policies.get(assignmentId.toLowerCase());
  if (assignment?.kind !== 'policyAssignments') throw invalid$4(`The policy assignment '${assignmentId}' could not be found`);
  const id = formatResourceId(scope, remediationType, name);
  const referenceId = textAt(body, 'properties', 'policyDefinitionReferenceId');
  if (textAt(body, 'properties', 'resourceDiscoveryMode')?.toLowerCase() === 'reevaluatecompliance') evaluateWithin(scope, arm, call.now);
  const found = recordsOf(arm, scope, assignment.id, referenceId);
  const targets = found.slice(0, mostResources).flatMap((record) => targetOf(record, arm, door, call) ?? []);
  const existing = state.remediations.get(id.toLowerCase());
  const remediation              = { id, name, scope, assignmentId: assignment.id, ...(referenceId === undefined ? {} : { referenceId }), createdAt: call.now, targets };
  state.remediations.set(id.toLowerCase(), remediation);
  return { status: existing === undefined ? 201 : 200, body: renderRemediation(remediation, state) };
}

/** What an assignment, or one member of its initiative, was found to have to deploy. */
function recordsOf({ state }     , scope        , assignmentId        , referenceId                    )                               {
  const own = state.policyStates.all().filter((record) => sameId(record.assignment.id, assignmentId) && isBelow(record.resourceId, scope, state.hierarchy));
  if (referenceId === undefined && own.some(({ member }) => member !== undefined)) throw invalid$4('The policy assignment is of an initiative: name the policyDefinitionReferenceId of the policy to remediate');
  const wanted = own.filter(({ member }) => member?.referenceId.toLowerCase() === referenceId?.toLowerCase());
  if (wanted.some(({ effect }) => effect === 'modify')) throw invalid$4('The sandbox covers remediation tasks of the effect deployIfNotExists only');
  return wanted.filter(({ word, effect }) => word === 'NonCompliant' && effect === 'deployifnotexists');
}

function targetOf({ resourceId, location, assignment, definition, member }                   , arm     , door      , call         )                                {
  const found = deployingFor(resourceId, arm, call.now).find(({ judgement: { policy } }) => (
    sameId(policy.assignment?.id ?? '', assignment.id) && sameId(policy.definition.id ?? '', definition.id) && policy.referenceId === member?.referenceId
  ));
  if (found === undefined) return undefined;
  const key = [call.requestId, resourceId].join(' ');
  const due = { id: key, resourceId, assignmentId: assignment.id, definitionId: definition.id, due: call.now, after: 'any'         , correlationId: correlationOf$1(call) };
  return { resourceId, location, ...beginPolicyDeployment(found, due, arm, door, call.now) };
}

function invalid$4(reason        )        {
  return refusal$1(400, 'InvalidCreateRemediationRequest', `The request to create the remediation is invalid: ${reason}.`);
}

function listRemediations({ state, settings }     , call         )                  {
  const scope = parameter(call, 'scope');
  requireScope(scope, state);
  return page([...state.remediations.values()].filter((remediation) => isBelow(remediation.scope, scope, state.hierarchy)), call, settings, (remediation) => renderRemediation(remediation, state));
}

function requireRemediation({ state }     , call         )              {
  const found = state.remediations.get(idOf(call));
  if (found === undefined) throw refusal$1(404, 'RemediationNotFound', `The remediation '${parameter(call, 'name')}' could not be found.`);
  return found;
}

function idOf(call         )         {
  return formatResourceId(parameter(call, 'scope'), remediationType, parameter(call, 'name')).toLowerCase();
}

/** One that is under way stays. Absent: 204. */
function deleteRemediation({ state }     , call         )                  {
  const remediation = state.remediations.get(idOf(call));
  if (remediation === undefined) return { status: 204 };
  const document = renderRemediation(remediation, state);
  if (textAt(document, 'properties', 'provisioningState') === 'Running') throw refusal$1(400, 'InvalidDeleteRemediationRequest', `The remediation '${remediation.name}' is in progress: cancel it first.`);
  state.remediations.delete(idOf(call));
  return { status: 200, body: document };
}

/** What was begun goes on; all of it was begun at once. */
function cancel(arm     , call         )                  {
  const remediation = requireRemediation(arm, call);
  if (textAt(renderRemediation(remediation, arm.state), 'properties', 'provisioningState') !== 'Running') {
    throw refusal$1(400, 'InvalidCancelRemediationRequest', 'A completed remediation cannot be canceled.');
  }
  const canceled              = { ...remediation, isCanceled: true };
  arm.state.remediations.set(idOf(call), canceled);
  return { status: 200, body: renderRemediation(canceled, arm.state) };
}

/** As many results as clients page through side by side. */
const mostResults = 8;

/**
 * Results that are being paged through, by what was asked. One holds until anything has changed; the pages of a result that does not hold
 * any more are those of a new one, as in Azure, which keeps none.
 */
class Results         {
           #results = new Map                                                               ();

  /** @param changes a number that is another one as soon as the result could be */
  of(asked        , changes        , work              )         {
    const known = this.#results.get(asked);
    const kept = known?.changes === changes ? known : { changes, result: work() };
    this.#results.delete(asked);
    this.#results.set(asked, kept);
    const [oldest] = this.#results.keys();
    if (this.#results.size > mostResults && oldest !== undefined) this.#results.delete(oldest);
    return kept.result;
  }
}

/**
 * The `$filter` of `queryResults`, as far as it is a chain of `name eq 'text'`, `name ne 'text'` or `name eq true`; names and texts compare
 * without case. Throws InvalidFilterInQueryString for anything else, which Azure may well understand.
 */
function readStateFilter(text        )                                 {
  if (text.trim() === '') return () => true;
  const conditions = text.trim().split(/\s+and\s+(?=\w+\s+(?:eq|ne)\s)/i).map((part) => {
    const [, name = '', operator = '', quoted, plain] = /^(\w+)\s+(eq|ne)\s+(?:'((?:[^']|'')*)'|(true|false))$/i.exec(part.trim()) ?? [];
    if (name === '') throw refusal$1(400, 'InvalidFilterInQueryString', `Invalid filter '${text}' in query string, or one that the sandbox does not cover.`);
    return { name: name.toLowerCase(), isEqual: operator.toLowerCase() === 'eq', value: (quoted?.replaceAll("''", "'") ?? plain ?? '').toLowerCase() };
  });
  return (state) => conditions.every(({ name, isEqual, value }) => {
    const member = Object.keys(state).find((candidate) => candidate.toLowerCase() === name) ?? '';
    const held = at(state, member);
    return (typeof held === 'string' || typeof held === 'boolean' ? String(held).toLowerCase() === value : value === '') === isEqual;
  });
}

/** The weights of Microsoft's sample queries of Resource Graph. */
const weights                                                      = { NonCompliant: 300, Compliant: 200, Exempt: 50, Error: 0, Unknown: 0 };

/** The properties of a state that Resource Graph and `queryResults` have alike (PolicyStates_QueryResourceScope.json of Azure/azure-rest-api-specs). */
const stateProperties = once(propertiesOf);

function propertiesOf({ resourceId, resourceType, location, assignment, definition, member, effect, word, at }                   )             {
  return {
    timestamp: new Date(at).toISOString().replace('Z', '0000Z'),
    resourceId,
    policyAssignmentId: assignment.id,
    policyAssignmentName: assignment.name,
    policyAssignmentScope: assignment.scope,
    policyAssignmentParameters: '{}',
    policyDefinitionId: definition.id,
    policyDefinitionName: definition.name,
    policyDefinitionAction: effect,
    policyDefinitionReferenceId: member?.referenceId ?? '',
    policySetDefinitionId: member?.initiativeId ?? '',
    policySetDefinitionName: member?.initiativeName ?? '',
    policyDefinitionGroupNames: [''],
    resourceType: `/${resourceType}`,
    resourceLocation: location,
    resourceGroup: segmentAfter(resourceId, 'resourceGroups') ?? '',
    subscriptionId: segmentAfter(resourceId, 'subscriptions') ?? '',
    complianceState: word,
  };
}

/** A state as `queryResults` has it. */
function queryResult(record                   , context        , hierarchy           )             {
  const ancestors = hierarchy.ancestorsOf(segmentAfter(record.resourceId, 'subscriptions') ?? '').map(({ name }) => name);
  return { '@odata.id': null, '@odata.context': `${context}/$entity`, ...stateProperties(record), isCompliant: record.word === 'Compliant', managementGroupIds: ancestors.join(','), effectiveParameters: null };
}

const policyStateType = 'Microsoft.PolicyInsights/policyStates';

/** The facts of a state as a row of Resource Graph's `policyresources`; its name is made of what it is about. */
const stateFacts = once(({ resourceId, assignment, definition, member }) => {
  const name = createHash('sha256').update([resourceId, assignment.id, definition.id, member?.referenceId ?? ''].join('\n').toLowerCase()).digest('hex').slice(0, 40);
  return { id: `${resourceId}/providers/${policyStateType}/${name}`, name, type: policyStateType };
});

/** Such a row. */
function stateDocument(record                   )             {
  return {
    properties: { ...stateProperties(record), stateWeight: weights[record.word], isDeleted: false },
  };
}

/** `summarize`: per assignment and over all (PolicyStates_SummarizeResourceScope.json), without groups of policies. */
function summary(records                              , context        , queryResultsUri        )             {
  const assignments = [...new Map(records.map((record) => [record.assignment.id.toLowerCase(), record.assignment.id])).values()];
  const entry = {
    '@odata.id': null,
    '@odata.context': `${context}/$entity`,
    results: resultsOf(records, queryResultsUri),
    policyAssignments: assignments.map((id) => {
      const own = records.filter(({ assignment }) => assignment.id === id);
      const definitions = [...new Map(own.map((record) => [`${record.definition.id}\n${record.member?.referenceId ?? ''}`, record])).values()];
      return {
        policyAssignmentId: id,
        policySetDefinitionId: own[0]?.member?.initiativeId ?? '',
        results: resultsOf(own, queryResultsUri),
        policyDefinitions: definitions.map(({ definition, member, effect }) => ({
          policyDefinitionId: definition.id,
          policyDefinitionReferenceId: member?.referenceId ?? '',
          effect,
          results: resultsOf(own.filter((record) => record.definition.id === definition.id && record.member?.referenceId === member?.referenceId), queryResultsUri),
        })),
      };
    }),
  };
  return { '@odata.context': context, '@odata.count': 1, value: [entry] };
}

function resultsOf(records                              , queryResultsUri        )             {
  const objecting = records.filter(({ word }) => word === 'NonCompliant');
  return {
    queryResultsUri,
    nonCompliantResources: new Set(objecting.map(({ resourceId }) => resourceId.toLowerCase())).size,
    nonCompliantPolicies: new Set(objecting.map(({ definition, member }) => `${definition.id}\n${member?.referenceId ?? ''}`)).size,
    resourceDetails: countsOf(records, ({ resourceId }) => resourceId.toLowerCase()),
    policyDetails: countsOf(records, ({ definition, member }) => `${definition.id}\n${member?.referenceId ?? ''}`),
  };
}

/** How many things there are whose worst state is each. */
function countsOf(records                              , keyOf                                       )                        {
  const worst = new Map                                   ();
  for (const record of records) {
    const known = worst.get(keyOf(record));
    if (known === undefined || weights[record.word] > weights[known]) worst.set(keyOf(record), record.word);
  }
  const counts = new Map                ();
  for (const word of worst.values()) counts.set(word.toLowerCase(), (counts.get(word.toLowerCase()) ?? 0) + 1);
  return Array.from(counts, ([complianceState, count]) => ({ complianceState, count }));
}

/** States are never changed in place, and asked for again and again. */
function once                     (make                                     )                                      {
  const known = new WeakMap                         ();
  return (record) => {
    const made = known.get(record) ?? make(record);
    known.set(record, made);
    return made;
  };
}

/** Azure takes minutes for a scan of a group and longer for a subscription (Microsoft Learn: "the compliance scan … takes some time"); an estimate. */
const scanTimes = { resourceGroup: 180_000, subscription: 600_000 }         ;
/** PolicyStates_TriggerResourceGroupEvaluation.json of Azure/azure-rest-api-specs. */
const retryAfterSeconds = 30;

/** Azure Policy's states (Azure/azure-rest-api-specs, Microsoft.PolicyInsights/stable/2024-10-01), the latest ones only. */
function policyInsightsRoutes(arm     )                   {
  const lists = new Results                              ();
  const latest = '/providers/Microsoft.PolicyInsights/policyStates/latest';
  const trigger = (call         )                  => triggerEvaluation(arm, call);
  return [
    { method: 'POST', pattern: `/{+scope}${latest}/queryResults`, handle: (call) => queryResults(arm, lists, call) },
    { method: 'GET', pattern: `/{+scope}${latest}/queryResults`, handle: refuseGet },
    { method: 'POST', pattern: `/{+scope}${latest}/summarize`, handle: (call) => summarize$1(arm, call) },
    { method: 'POST', pattern: `/subscriptions/{subscription}${latest}/triggerEvaluation`, handle: trigger },
    { method: 'POST', pattern: `/subscriptions/{subscription}/resourceGroups/{group}${latest}/triggerEvaluation`, handle: trigger },
    { method: 'GET', pattern: '/subscriptions/{subscription}/providers/Microsoft.PolicyInsights/asyncOperationResults/{scan}', handle: (call) => scanResult(arm, call) },
  ];
}

/** States at and below a scope. Azure does not look whether a resource is there: it has no states then. */
function statesAt({ state }     , call         )                               {
  const scope = parameter(call, 'scope');
  if (parseScope(scope) !== undefined) requireScope(scope, state);
  // Of a resource its own states, not those of what stands in it.
  const isResource = parseScope(scope) === undefined;
  const { records } = state.policyStates;
  const inSubscription = /^\/subscriptions\/[^/]+/i.exec(scope)?.[0];
  const here = inSubscription === undefined ? state.policyStates.all() : records.below(`${inSubscription}/`).flat();
  return here.filter(({ resourceId }) => (
    (isResource ? resourceId.toLowerCase() === scope.toLowerCase() : isBelow(resourceId, scope, state.hierarchy)) && (state.access.isWhole || state.access.mayRead(resourceId, state.hierarchy))
  ));
}

function queryResults(arm     , lists                                       , call         )                  {
  const { query } = call.request;
  const unknown = ['$apply', '$expand', '$orderby', '$select'].find((name) => query.has(name));
  if (unknown !== undefined) throw refusal$1(400, 'InvalidQueryOption', `The sandbox does not cover the query option '${unknown}'.`);
  const filter = query.get('$filter') ?? '';
  const isWanted = readStateFilter(filter);
  const context = contextOf$1(arm, call, 'latest');
  const render = (record                   )             => queryResult(record, context, arm.state.hierarchy);
  const results = lists.of(JSON.stringify([context, filter]), changesOf(arm.state), () => {
    const all = statesAt(arm, call);
    return filter.trim() === '' ? all : all.filter((record) => isWanted(render(record)));
  });
  const top = query.get('$top');
  const { body } = page(top === null ? results : results.slice(0, Number(top)), call, arm.settings, render);
  const value = arrayAt(body, 'value');
  return { status: 200, body: { '@odata.context': context, '@odata.count': value.length, '@odata.nextLink': textAt(body, 'nextLink') ?? null, value } };
}

/** Also what `@odata.nextLink` names has to be sent by POST; clients that read it with GET get this far (Azure/azure-sdk-for-python 17280, Azure/azure-cli 20370; the status is assumed). */
function refuseGet()        {
  throw refusal$1(405, 'HttpMethodNotSupported', "The http method 'GET' is not supported for 'queryResults'.");
}

function summarize$1(arm     , call         )                  {
  const uri = `${arm.settings.endpoint}${call.request.path.replace(/summarize$/i, 'queryResults')}?api-version=${call.apiVersion}`;
  return { status: 200, body: summary(statesAt(arm, call), contextOf$1(arm, call, 'summary'), uri) };
}

function contextOf$1({ settings }     , call         , what        )         {
  return `${settings.endpoint}${parameter(call, 'scope')}/providers/Microsoft.PolicyInsights/policyStates/$metadata#${what}`;
}

/** "If the scope is already running an on-demand scan, a new scan isn't started": the same address answers (Microsoft Learn, "Get compliance data of Azure resources"). */
function triggerEvaluation({ state, settings }     , call         )                  {
  const [subscription, { group }] = [parameter(call, 'subscription'), call.parameters];
  const scope = `/subscriptions/${subscription}${group === undefined ? '' : `/resourceGroups/${group}`}`;
  const kind = requireScope(scope, state) === 'subscription' ? 'subscription' : 'resourceGroup';
  const key = scope.toLowerCase();
  const running = [...state.policyStates.scans.values()].find((scan) => scan.scope === key && scan.endsAt > call.now);
  const scan                = running ?? { id: call.requestId, scope: key, endsAt: call.now + scanTimes[kind] / settings.speed };
  if (running === undefined) {
    state.policyStates.scans.set(scan.id, scan);
    state.policyStates.plan({ due: scan.endsAt, scope: key });
  }
  return pending(scan, settings, call);
}

/** 202 while it runs, then 200 with a status. */
function scanResult({ state, settings }     , call         )                  {
  const scan = state.policyStates.scans.get(parameter(call, 'scan').toLowerCase());
  if (scan === undefined) throw refusal$1(404, 'NotFound', `The operation '${parameter(call, 'scan')}' could not be found.`);
  return scan.endsAt > call.now ? pending(scan, settings, call) : { status: 200, body: { status: 'Succeeded' } };
}

function pending({ id, scope }               , { endpoint, speed }                 , call         )                  {
  const location = `${endpoint}/subscriptions/${segmentAfter(scope, 'subscriptions') ?? ''}/providers/Microsoft.PolicyInsights/asyncOperationResults/${id}?api-version=${call.apiVersion}`;
  return { status: 202, headers: { location, ...retryHeaders(retryAfterSeconds * 1000 / speed, speed) } };
}

/**
 * Microsoft's own definitions and initiatives, as ARM documents with ids such as `/providers/Microsoft.Authorization/policyDefinitions/<guid>`,
 * as objects that stand at the tenant and that nobody can write. Throws UserError for a document with another id and for one that the policy engine cannot read.
 */
function builtInPolicies(documents                       )                                    {
  return new Map(documents.map((document) => {
    const id = textAt(document, 'id') ?? '';
    const parsed = parseResourceId(id);
    const kind = sameId(parsed?.type ?? '', policyDefinitionType) ? 'policyDefinitions' : sameId(parsed?.type ?? '', policySetDefinitionType) ? 'policySetDefinitions' : undefined;
    if (parsed === undefined || kind === undefined || parsed.scope !== '') {
      throw new UserError(`'${id}' is no id of a built-in: it begins with /providers/Microsoft.Authorization/policyDefinitions/ or …/policySetDefinitions/.`);
    }
    const full = {
      ...document,
      properties: { policyType: 'BuiltIn', ...asObject(document['properties']) },
      type: `Microsoft.Authorization/${kind}`,
      name: parsed.name,
    };
    const object               = { id, name: parsed.name, kind, scope: '', document: full };
    try {
      readPolicy(object);
    } catch (thrown) {
      throw new UserError(`The built-in '${id}' cannot be read: ${messageOf(thrown)}.`, { cause: thrown });
    }
    return [id.toLowerCase(), object]         ;
  }));
}

/**
 * Policy on a deletion: `denyAction` refuses that of a resource, and that of a resource group in which one stands unless its rule lets it go with the group
 * (learn.microsoft.com, "Azure Policy definitions denyAction effect"). Throws RequestDisallowedByPolicy.
 */
function requireDeletable(id        , call                                     , arm     )       {
  const isGroup = parseScope(id)?.kind === 'resourceGroup';
  if (!isGroup && parseResourceId(id)?.resourceGroup === undefined) return;
  if (![...arm.state.policies.values()].some(({ kind }) => kind === 'policyAssignments')) return;
  const concerned = evaluablesWithin(id, arm.state).filter((resource) => isGroup || resource.id.toLowerCase() === id.toLowerCase());
  for (const resource of concerned) {
    const objections = objectionsTo(resource, isGroup ? 'resourceGroup' : 'resource', call, arm);
    if (objections.length > 0) throw deletionDisallowed(isGroup ? id.split('/').at(-1) ?? id : resource.name, objections.map((judgement) => describe$1(judgement, arm.state)));
  }
}

function objectionsTo(resource           , deletion                              , call                                     , arm     )                       {
  const enforced = enforcedOn(arm, call, resource.id);
  const policies = enforced?.policies.filter(mayDenyDeletion) ?? [];
  if (enforced === undefined || policies.length === 0) return [];
  return judge(policies, resource, { ...enforced.context, deletion }, enforced.exemptions).filter(({ finding }) => finding.effect === 'denyaction' && finding.verdict === 'violation');
}

const path = '/providers/Microsoft.PolicyInsights/checkPolicyRestrictions';

/** What policies would say of a resource that is not there yet (Azure/azure-rest-api-specs, checkPolicyRestrictions.json, 2024-10-01). `pendingFields` are not answered. */
function restrictionRoutes(arm     )                   {
  return ['/subscriptions/{subscription}', '/subscriptions/{subscription}/resourceGroups/{group}'].map((scope) => ({
    method: 'POST', pattern: `${scope}${path}`, handle: (call         ) => check(arm, call),
  }));
}

/**
 * Answers the evaluations that are not compliant, and no others. The content is judged as it is ("will be denied as-is"), without what
 * `append` and `modify` would make of it. Where nothing is enforced, nothing is restricted, and what is exempt is not: whether
 * Azure says so too is not documented.
 */
function check(arm     , call         )                  {
  const { group } = call.parameters;
  const subscription = requireSubscription(arm.state.hierarchy, parameter(call, 'subscription'));
  const body = requireBody(call.request);
  const resource = resourceIn(body, group === undefined ? subscriptionScopeOf(subscription) : requireGroup(arm.state, subscription.subscriptionId, group).id);
  const effects = new Set(['deny', ...(at(body, 'includeAuditEffect') === true ? ['audit'] : [])]);
  const enforced = enforcedOn(arm, { ...call, apiVersion: resource.apiVersion ?? '' }, resource.id);
  const judgements = enforced === undefined ? [] : judge(enforced.policies, resource, enforced.context, enforced.exemptions);
  const concerned = judgements.filter(({ finding }) => finding.verdict === 'error' || effects.has(finding.effect));
  const undecided = concerned.find(({ finding }) => finding.verdict === 'undetermined');
  if (undecided !== undefined) throw refusal$1(500, 'PolicyUndecidable', `The sandbox cannot tell what policy '${undecided.finding.rule}' says of '${resource.name}': ${undecided.finding.message}`);
  const objections = concerned.filter(({ finding }) => finding.verdict === 'violation' || finding.verdict === 'error');
  return { status: 200, body: { fieldRestrictions: [], contentEvaluationResult: { policyEvaluations: objections.map(evaluationOf) } } };
}

/** The resource as it would be created: below `resourceDetails.scope` for a child, else in the group or subscription of the address. */
function resourceIn(body            , scope        )                                     {
  const content = at(body, 'resourceDetails', 'resourceContent');
  const type = textAt(content, 'type');
  if (!isJsonObject(content) || type === undefined || !/^[\w.]+(\/\w+)+$/.test(type)) {
    throw gatewayRefusal(400, 'InvalidRequestContent', "The request content was invalid and could not be deserialized: 'resourceDetails.resourceContent needs a type.'.");
  }
  const name = textAt(content, 'name') ?? 'unnamed';
  const parent = textAt(body, 'resourceDetails', 'scope');
  const apiVersion = textAt(body, 'resourceDetails', 'apiVersion');
  const leaf = name.split('/').at(-1) ?? name;
  const id = parent === undefined ? formatResourceId(scope, type, name) : `${parent}/${type.split('/').at(-1) ?? ''}/${leaf}`;
  return { type, name, id, body: content, ...(apiVersion === undefined ? {} : { apiVersion }) };
}

const effectNames                                   = { deny: 'Deny', audit: 'Audit' };

function evaluationOf({ policy, finding }           )             {
  const { assignment, initiative, definition, referenceId } = policy;
  return {
    policyInfo: {
      policyDefinitionId: definition.id ?? '',
      ...(initiative === undefined ? {} : { policySetDefinitionId: initiative.id ?? '', policyDefinitionReferenceId: referenceId ?? '' }),
      policyAssignmentId: assignment?.id ?? '',
    },
    evaluationResult: finding.verdict === 'error' ? 'Error' : 'NonCompliant',
    evaluationDetails: { evaluatedExpressions: finding.reasons.map(expressionOf) },
    effectDetails: { policyEffect: effectNames[finding.effect] ?? finding.effect },
  };
}

function expressionOf({ kind, expression, path: read, operator, actual, expected, result }        )             {
  return {
    result: result === true ? 'True' : 'False',
    expressionKind: kind,
    expression,
    ...(read === undefined ? {} : { path: read }),
    ...(actual === undefined ? {} : { expressionValue: actual }),
    ...(expected === undefined ? {} : { targetValue: expected }),
    operator,
  };
}

/** So many aliases are named in a refusal: Azure names them all, which are hundreds. */
const named = 20;

/**
 * Throws InvalidPolicyAlias for a definition that reads or writes an alias that the tenant does not know (text: azure-policy issue
 * 363, which goes on with the supported aliases). Of a type that the table has not all aliases of, only hidden ones are known to be absent.
 */
function requireKnownAliases(object              , aliases            , hidden                     )       {
  const definition = readPolicy(object);
  if (definition.kind !== 'definition') return;
  for (const { name } of fieldReferences(definition)) {
    if (!name.includes('/') || /^tags[.[]/i.test(name) || aliases.typesWith(name).length > 0) continue;
    const type = typeIn(name, aliases);
    if (type === undefined || !(aliases.isComplete(type) || hidden.has(name.toLowerCase()))) continue;
    const [provider = '', ...segments] = type.split('/');
    const supported = (aliases.aliasesOf(type) ?? []).slice(0, named).map((alias) => alias.name);
    throw refusal$1(
      400,
      'InvalidPolicyAlias',
      `The policy definition '${object.name}' rule is invalid. The 'field' property '${name}' of the policy rule doesn't exist as an alias under provider `
      + `'${provider}' and resource type '${segments.join('/')}'. The supported aliases are '${supported.join('; ')}'.`,
    );
  }
}

/** The longest type that an alias's name begins with and the table lists. */
function typeIn(alias        , aliases            )                     {
  const segments = alias.split('/');
  const types = segments.map((_, index) => segments.slice(0, segments.length - index).join('/')).filter((type) => type.includes('/'));
  return types.find((type) => aliases.aliasesOf(type) !== undefined);
}

/**
 * Throws unless an exemption is of an assignment that exists and reaches its scope, and names members that the assigned initiative
 * has. The codes are those that LivePolicyTests of Azure/azure-sdk-for-net waits for (ValidatePolicyExemptionErrorHandling); an
 * exemption stays with its assignment for good. The texts are Azure's as far as a source is named here, else assumed.
 */
function requireValidExemption(exemption              , existing                          , state          )       {
  const id = assignmentIdOf(exemption);
  if (existing !== undefined && !sameId(id, assignmentIdOf(existing))) {
    throw refusal$1(400, 'InvalidPolicyAssignmentIdUpdate', "Cannot update existing exemption's policy assignment.");
  }
  const assignment = state.policies.get(id.toLowerCase());
  if (assignment?.kind !== 'policyAssignments') throw invalid$3(exemption, `The policy assignment '${id}' could not be found.`);
  if (textAt(exemption.document, 'properties', 'assignmentScopeValidation')?.toLowerCase() !== 'donotvalidate' && !isBelow(exemption.scope, assignment.scope, state.hierarchy)) {
    // The words "not at or under" are Azure's: modules that retry while a management group's hierarchy settles look for them.
    throw invalid$3(exemption, `The policy exemption scope '${exemption.scope}' is not at or under the policy assignment scope '${assignment.scope}'.`);
  }
  requireMembers(exemption, assignment, state);
}

function requireMembers(exemption              , assignment              , state          )       {
  const named = arrayAt(exemption.document, 'properties', 'policyDefinitionReferenceIds').filter((id) => typeof id === 'string');
  if (named.length === 0) return;
  const target = state.policies.get(textAt(assignment.document, 'properties', 'policyDefinitionId')?.toLowerCase() ?? '');
  const assigned = target === undefined ? undefined : readPolicy(target);
  if (assigned?.kind !== 'initiative') {
    // Enterprise Azure Policy as Code, issue 267, has this text.
    throw invalid$3(
      exemption,
      'The associated policy assignment is an assignment of a policy definition. '
      + 'The policy definition reference is only valid for policy assignments of policy set definitions.',
      'InvalidPolicyDefinitionReference',
    );
  }
  const members = new Set(assigned.members.map(({ referenceId }) => referenceId.toLowerCase()));
  const stranger = named.find((id) => !members.has(id.toLowerCase()));
  if (stranger === undefined) return;
  throw invalid$3(exemption, `The policy definition reference '${stranger}' could not be found in the policy set definition '${assigned.id ?? ''}'.`, 'InvalidPolicyDefinitionReference');
}

function assignmentIdOf({ document }              )         {
  return textAt(document, 'properties', 'policyAssignmentId') ?? '';
}

function invalid$3({ name }              , why        , code = 'InvalidCreatePolicyExemptionRequest')          {
  return refusal$1(400, code, `The policy exemption '${name}' create request is invalid. ${why}`);
}

/** Throws for an identity that an assignment cannot have: one without a place, or a user-assigned one that is not exactly one. */
function requirePossibleIdentity(body            , path        , existing                          )       {
  const [location, before] = [normal(textAt(body, 'location')), normal(existing === undefined ? undefined : textAt(existing.document, 'location'))];
  if (before !== '' && location !== before) {
    // Text and code, but for its capitals: Enterprise Azure Policy as Code, issue 246.
    throw refusal$1(400, 'InvalidLocationUpdate', `The existing assignment location cannot be changed from '${before}' to '${location}'.`);
  }
  const type = textAt(body, 'identity', 'type')?.toLowerCase();
  if (type !== 'systemassigned' && type !== 'userassigned') return;
  if (location === '') {
    // The text is in the troubleshooting notes of a public policy repository (hmcts); its code is not known.
    throw refusal$1(400, 'FailedIdentityOperation', `The requested operation on resource '${path.slice(1)}' failed since identity is unavailable for location ''.`);
  }
  if (type === 'userassigned' && userAssigned(body).length !== 1) {
    // Microsoft Learn, "Remediate non-compliant resources": one assignment, one identity. Code and text are assumed.
    throw refusal$1(400, 'InvalidCreatePolicyAssignmentRequest', `The policy assignment has to name exactly one user assigned identity, not ${userAssigned(body).length}.`);
  }
}

const usage = 'Please see https://aka.ms/azurepolicyremediation for usage information.';

/**
 * Throws ResourceIdentityRequired when an assignment brings what changes or deploys and has no identity to do it with: an effect in
 * force of `modify`, or a deployment in the details of a rule, whatever effect the assignment chooses (so measured in a public
 * laboratory of 2026-08: an audit-only assignment of a deployIfNotExists definition is refused). Texts: public policy repositories
 * and azure-cli issue 13150.
 */
function requireIdentity(assignment              , body            , policies          )       {
  const type = textAt(body, 'identity', 'type')?.toLowerCase() ?? 'none';
  if (type !== 'none') return;
  const needs = new Set(bindPolicies(assignment, policies).map(needOf));
  const why = needs.has('deployment')
    ? "'DeployIfNotExists' policy definitions or policy definitions that contain a deployment in the effect details"
    : needs.has('modify') ? "'Modify' policy definitions" : undefined;
  if (why === undefined) return;
  throw refusal$1(
    400,
    'ResourceIdentityRequired',
    `The policy assignment '${assignment.name}' request is invalid. Policy assignments must include a 'managed identity' when assigning ${why}. ${usage}`,
  );
}

function needOf(policy                )                                      {
  if (memberIgnoringCase(policy.definition.rule.details?.value, 'deployment') !== undefined) return 'deployment';
  const effect = effectOf(policy).toLowerCase();
  return effect === 'deployifnotexists' ? 'deployment' : effect === 'modify' ? 'modify' : undefined;
}

/** The effect that an assignment chooses, as far as it is the same for every resource; else empty. */
function effectOf({ definition, parameters, assignment, referenceId }                )         {
  const override = overridden(assignment?.overrides ?? [], 'policyEffect', { resourceType: '', location: undefined, referenceId });
  if (typeof override === 'string') return override;
  try {
    const effect = compileOperand(definition.rule.effect, initiativeFunctions)({ parameters });
    return typeof effect === 'string' ? effect : '';
  } catch (thrown) {
    if (thrown instanceof PolicyError || thrown instanceof EvaluationError) return '';
    throw thrown;
  }
}

function normal(location                    )         {
  return location?.toLowerCase().replaceAll(' ', '') ?? '';
}

/**
 * How many objects of a kind stand at one scope, and the code of one too many (limits.md, "policy objects", after Microsoft Learn,
 * "Azure subscription and service limits", Azure Policy limits). PolicyDefinitionQuotaExceeded: Enterprise Azure Policy as Code, issue
 * 1315. PolicyAssignmentQuotaExceeded: a public script's notes. The other two by analogy.
 * What one object may hold (20 and 400 parameters, 1,000 members, 400 notScopes) is counted by the policy engine, which reads it.
 */
const mostAtScope                                                                                 = {
  policyDefinitions: { most: 500, code: 'PolicyDefinitionQuotaExceeded' },
  policySetDefinitions: { most: 200, code: 'PolicySetDefinitionQuotaExceeded' },
  policyAssignments: { most: 200, code: 'PolicyAssignmentQuotaExceeded' },
  policyExemptions: { most: 1000, code: 'PolicyExemptionQuotaExceeded' },
};

/** limits.md, "policy objects": initiatives of all scopes together. */
const mostInitiativesInTenant = 2500;

/** limits.md, "policy objects": bytes of a request. */
const mostBytes = 1_048_576;

/** Characters (Microsoft Learn, "Azure Policy definition structure basics"). */
const mostCharacters = { displayName: 128, description: 512 }         ;

/** Throws when one more object does not fit. Status and text are those of ARM's other quotas (DeploymentQuotaExceeded), assumed here. */
function requireRoom$1(kind            , scope        , name        , { policies }          )       {
  let [here, custom] = [0, 0];
  for (const object of policies.values()) {
    if (object.kind !== kind || object.scope === '') continue;
    custom += 1;
    if (object.scope.length === scope.length && sameId(object.scope, scope)) here += 1;
  }
  const { most, code } = mostAtScope[kind];
  const quota = here >= most ? most : kind === 'policySetDefinitions' && custom >= mostInitiativesInTenant ? mostInitiativesInTenant : undefined;
  if (quota === undefined) return;
  throw refusal$1(409, code, `Creating the ${kinds[kind].noun} '${name}' would exceed the quota of '${quota}'. Please delete some before creating a new one.`);
}

/** Throws for a body of more than 1 MiB, with ARM's own code for one that is too large (Azure-Landing-Zones issue 2644). */
function requireSmall({ headers }                , body            )       {
  const bytes = Number(headers['content-length'] ?? Buffer.byteLength(JSON.stringify(body)));
  if (bytes > mostBytes) throw refusal$1(413, 'RequestContentTooLarge', 'The request content size exceeds the maximum size of 1 MB.');
}

/** Throws for a display name or description that is too long. */
function requireLengths(kind            , name        , body            )       {
  for (const [member, limit] of Object.entries(mostCharacters)) {
    const text = at(body, 'properties', member);
    if (typeof text !== 'string' || text.length <= limit) continue;
    const { noun } = kinds[kind];
    const code = kind === 'policyDefinitions' ? 'InvalidCreatePolicyDefinitionRequest' : kinds[kind].invalid;
    throw refusal$1(400, code, `The ${noun} '${name}' ${member} is invalid: its length ${text.length} exceeds the limit of ${limit} characters.`);
  }
}

/**
 * What Azure refuses to change on a living policy object: an assignment's target (Azure-Landing-Zones issue 2581), and the removal of
 * a parameter, assigned or not (hashicorp/terraform-provider-azurerm issue 13991; texts of those threads).
 */
function requireUpdatable(existing              , object              )       {
  const [before, after] = [existing, object].map(({ document }) => textAt(document, 'properties', 'policyDefinitionId'));
  if (before !== undefined && after !== undefined && !sameId(before, after)) {
    throw refusal$1(400, 'InvalidPolicyDefinitionIdUpdate', "Cannot update existing assignment's policy definition.");
  }
  if (object.kind !== 'policyDefinitions' && object.kind !== 'policySetDefinitions') return;
  const removed = parametersOf(existing).filter((name) => !parametersOf(object).includes(name));
  if (removed.length === 0) return;
  const code = object.kind === 'policyDefinitions' ? 'InvalidPolicyParameterUpdate' : 'InvalidPolicySetParameterUpdate';
  throw refusal$1(400, code, `The policy contains parameters '${removed.join(', ')}' which are not present in the update; parameters cannot be removed during policy update.`);
}

function parametersOf({ document }              )                    {
  const parameters = at(document, 'properties', 'parameters');
  return isJsonObject(parameters) ? Object.keys(parameters).map((name) => name.toLowerCase()) : [];
}

/**
 * The filters of the list operations (Microsoft Learn, "Policy Assignments - List", "Policy Exemptions - List"): `atExactScope()`,
 * `atScope()`, `atScopeAndBelow()` (in Azure CLI's help), `policyDefinitionId eq '…'`, `policyType eq '…'`, `category eq '…'`; of exemptions also `excludeExpired()` and
 * `policyAssignmentId eq '…'`. Without one, a list has what stands at the scope and above, and assignments and exemptions also below;
 * the exemptions below a management group are not listed. Throws InvalidFilterInQueryString.
 */
function readFilter$1(text        , kind            , scope        , now        , hierarchy           )         {
  const applies         = ({ scope: above }) => isBelow(scope, above, hierarchy);
  if (/^atScope\(\)$/i.test(text)) return applies;
  if (/^atScopeAndBelow\(\)$/i.test(text)) return (object) => isBelow(object.scope, scope, hierarchy);
  if (/^atExactScope\(\)$/i.test(text)) return (object) => sameId(object.scope, scope);
  const all = reachesDown(kind, scope) ? (object              ) => applies(object) || isBelow(object.scope, scope, hierarchy) : applies;
  if (text === '') return all;
  if (kind === 'policyExemptions') {
    if (/^excludeExpired\(\)$/i.test(text)) return (object) => all(object) && !hasExpired(object, now);
    const [, assignment] = /^policyAssignmentId eq '(.*)'$/is.exec(text) ?? [];
    if (assignment !== undefined) return (object) => all(object) && sameId(textAt(object.document, 'properties', 'policyAssignmentId') ?? '', assignment);
    throw invalidFilter(text);
  }
  const [, member, value] = /^(policyDefinitionId|policyType|category) eq '(.*)'$/is.exec(text) ?? [];
  if (member === undefined || value === undefined) throw invalidFilter(text);
  const path = member.toLowerCase() === 'category' ? ['metadata', 'category'] : [member];
  return (object) => applies(object) && sameId(textAt(object.document, 'properties', ...path) ?? '', value);
}

function reachesDown(kind            , scope        )          {
  if (kind === 'policyAssignments') return true;
  return kind === 'policyExemptions' && parseScope(scope)?.kind !== 'managementGroup';
}

function hasExpired({ document }              , now        )          {
  return Date.parse(textAt(document, 'properties', 'expiresOn') ?? '') <= now;
}

function invalidFilter(text        )        {
  return refusal$1(400, 'InvalidFilterInQueryString', `Invalid filter '${text}' in query string.`);
}

/** Policy definitions, initiatives, assignments and exemptions at any scope: all synchronous (policy-definition-and-assignment.json). */
function policyRoutes(arm     )                   {
  return policyKinds.flatMap((kind) => {
    const list = `/{+scope}/providers/Microsoft.Authorization/${kind}`;
    const pattern = `${list}/{name}`;
    return [
      { method: 'GET', pattern: list, handle: (call         ) => listObjects(arm, call, kind) },
      { method: 'GET', pattern, handle: (call         ) => ({ status: 200, body: requireObject(arm, call, kind).document }) },
      { method: 'PUT', pattern, handle: (call         ) => putObject(arm, call, kind) },
      ...(kind === 'policyAssignments' ? [{ method: 'PATCH', pattern, handle: (call         ) => patchAssignment(arm, call) }] : []),
      { method: 'DELETE', pattern, handle: (call         ) => deleteObject(arm, call, kind) },
    ];
  });
}

/** Answers 201 for a change as well as for something new, but for an exemption, of which a change is 200 (its published API). */
function putObject(arm     , call         , kind            )                  {
  const { state, settings } = arm;
  const [scope, name] = [parameter(call, 'scope'), parameter(call, 'name')];
  const scopeKind = requireScope(scope, state);
  requireWritableScope(kind, scopeKind, scope);
  requireName$1(kind, name, scopeKind);
  const body = requireBody(call.request);
  requireSmall(call.request, body);
  requireLengths(kind, name, body);
  const existing = state.policies.get(objectId(call, kind).toLowerCase());
  if (existing === undefined) requireRoom$1(kind, scope, name, state);
  if (kind === 'policyAssignments') requirePossibleIdentity(body, objectId(call, kind), existing);

  const writing = { kind, id: existing?.id ?? objectId(call, kind), name: existing?.name ?? name, scope, apiVersion: call.apiVersion, now: call.now };
  const draft = completePolicyObject(body, { ...writing, ...versionsOf(body, state) }, existing);
  requireReadablePolicy(draft);
  requireKnownAliases(draft, settings.aliases, settings.hiddenAliases);
  requireReferences(draft, state);
  if (existing !== undefined) requireUpdatable(existing, draft);
  if (kind === 'policyExemptions') requireValidExemption(draft, existing, state);
  requireBindings(draft, state);
  const object = kind === 'policyAssignments' ? withIdentity(draft, body, existing, arm, call.now) : draft;
  storePolicy(arm, object, existing, call.now);
  return { status: kind === 'policyExemptions' && existing !== undefined ? 200 : 201, body: object.document };
}

/** "Policy Assignments - Update" (REST reference): location, identity, resource selectors and overrides; 200. Other members are passed over. */
function patchAssignment(arm     , call         )                  {
  const { document } = requireObject(arm, call, 'policyAssignments');
  const sent = requireBody(call.request);
  const given = asObject(sent['properties']);
  const properties = { ...asObject(document['properties']), ...pick(given, ['resourceSelectors', 'overrides']) };
  const body = { ...document, ...pick(sent, ['location', 'identity']), properties };
  return { ...putObject(arm, { ...call, request: { ...call.request, body } }, 'policyAssignments'), status: 200 };
}

function pick(object            , names                   )             {
  return Object.fromEntries(names.flatMap((name) => (Object.hasOwn(object, name) ? [[name, object[name]]] : [])));
}

/** The identity comes last: a principal is only made for an assignment that is stored. */
function withIdentity(draft              , body            , existing                          , { state }     , now        )               {
  requireIdentity(draft, body, state.policies);
  const identity = completeIdentity$2(body, existing, state, now);
  const { location, ...rest } = draft.document;
  return {
    ...draft,
    document: { ...(location === undefined ? {} : { location }), ...(identity === undefined ? {} : { identity }), ...rest },
  };
}

/** An assignment that asks for no versions gets those with the major number of what it assigns; none where that says no version. */
function versionsOf(body            , { policies }          )                                          {
  const target = policies.get(textAt(body, 'properties', 'policyDefinitionId')?.toLowerCase() ?? '');
  const parsed = target === undefined ? undefined : readPolicy(target);
  const version = parsed?.kind === 'definition' || parsed?.kind === 'initiative' ? parsed.version : undefined;
  return version === undefined ? {} : { definitionVersion: `${version.split('.')[0] ?? ''}.*.*` };
}

/** Absent: 204. An assignment that is gone is shown once more. */
function deleteObject({ state }     , call         , kind            )                  {
  const scope = parameter(call, 'scope');
  requireWritableScope(kind, requireScope(scope, state), scope);
  const object = state.policies.get(objectId(call, kind).toLowerCase());
  if (object === undefined) return { status: 204 };
  requireUnreferenced(object, state);
  forgetPolicy(state, object);
  return kind === 'policyAssignments' ? { status: 200, body: object.document } : { status: 200 };
}

function listObjects({ state, settings }     , call         , kind            )                  {
  const scope = parameter(call, 'scope');
  requireScope(scope, state);
  const matches = readFilter$1(call.request.query.get('$filter')?.trim() ?? '', kind, scope, call.now, state.hierarchy);
  const found = [...state.policies.values()].filter((object) => object.kind === kind && matches(object));
  return page(found.map(({ document }) => document), call, settings);
}

function requireObject({ state }     , call         , kind            )               {
  const [scope, name] = [parameter(call, 'scope'), parameter(call, 'name')];
  requireScope(scope, state);
  // A slash in a name, encoded or not, begins another segment, and in the tenant nobody may read what is no definition (errors.json).
  const [parent = '', child] = name.split('/');
  if (scope === '' && child !== undefined) throw notAuthorized(call.principal, `Microsoft.Authorization/${kind}/${child}/read`, `/providers/Microsoft.Authorization/${kind}/${parent}`);
  const object = state.policies.get(objectId(call, kind).toLowerCase());
  if (object === undefined) throw notFound$3(kind, name);
  return object;
}

function objectId(call         , kind            )         {
  return formatResourceId(parameter(call, 'scope'), `Microsoft.Authorization/${kind}`, parameter(call, 'name'));
}

/**
 * Resource providers with their types and, with `$expand=resourceTypes/aliases`, the aliases of policies (Microsoft Learn, "Providers - List",
 * "Azure Policy definition structure aliases"). Only those namespaces of which the alias table lists a type, or the sandbox has one.
 */
function providerRoutes(arm     )                   {
  const scopes = ['', '/subscriptions/{subscription}'];
  return scopes.flatMap((scope)                   => [
    { method: 'GET', pattern: `${scope}/providers`, handle: (call) => listProviders(arm, call) },
    { method: 'GET', pattern: `${scope}/providers/{namespace}`, handle: (call) => getProvider(arm, call) },
    ...(scope === '' ? [] : [
      { method: 'POST', pattern: `${scope}/providers/{namespace}/register`, handle: (call         ) => registerProvider(arm, call) },
      { method: 'POST', pattern: `${scope}/providers/{namespace}/unregister`, handle: (call         ) => unregisterProvider(arm, call) },
    ]),
  ]);
}

/** REST reference, "Providers - Register": the answer is the provider as it is from then on. */
function registerProvider(arm     , call         )                  {
  const answer = getProvider(arm, call);
  register(parameter(call, 'subscription'), parameter(call, 'namespace'), call.now, arm);
  return answer.status === 200 ? getProvider(arm, call) : answer;
}

/** REST reference, "Providers - Unregister": not while the subscription holds something of it (the code is assumed). */
function unregisterProvider(arm     , call         )                  {
  const [subscription, namespace] = [parameter(call, 'subscription'), parameter(call, 'namespace')];
  const answer = getProvider(arm, call);
  const below = `/subscriptions/${subscription}/`.toLowerCase();
  const holds = [...arm.state.clusters.values(), ...arm.state.resources.all()].some(({ id }) => {
    const lower = id.toLowerCase();
    return lower.startsWith(below) && lower.includes(`/providers/${namespace.toLowerCase()}/`);
  });
  if (holds) throw gatewayRefusal(409, 'Conflict', `The subscription cannot be unregistered from resource namespace '${namespace}'. Please delete existing resources for the provider.`);
  unregister(subscription, namespace, arm);
  return answer.status === 200 ? getProvider(arm, call) : answer;
}

function listProviders(arm     , call         )                  {
  return page(namespacesIn(arm.settings.aliases).map((namespace) => render$6(namespace, arm, call)), call, arm.settings);
}

function getProvider(arm     , call         )                  {
  const { settings } = arm;
  const wanted = parameter(call, 'namespace');
  const namespace = namespacesIn(settings.aliases).find((candidate) => sameId(candidate, wanted));
  // ARM's own words for a namespace that nobody has.
  if (namespace === undefined) throw gatewayRefusal(404, 'InvalidResourceNamespace', `The resource namespace '${wanted}' is invalid.`);
  return { status: 200, body: render$6(namespace, arm, call) };
}

/** Namespaces that every subscription has and that answer at scopes of their own: clients register them before they ask. */
const platform = ['Microsoft.Authorization', 'Microsoft.Insights', 'Microsoft.Management', 'Microsoft.PolicyInsights', 'Microsoft.ResourceGraph', 'Microsoft.Resources'];

/** The types of the alias table, and those that the sandbox keeps besides. */
function allTypes(aliases            )                    {
  const named = aliases.types();
  const known = new Set(named.map((type) => type.toLowerCase()));
  return [...named, ...resourceTypes.map(({ type }) => type).filter((type) => !known.has(type.toLowerCase()))];
}

function namespacesIn(aliases            )                    {
  return [...new Set([...platform, ...allTypes(aliases).map(namespaceOf)])].sort();
}

function namespaceOf(type        )         {
  return type.slice(0, type.indexOf('/'));
}

/** Below the tenant there is neither an id nor a registration. */
function render$6(namespace        , arm     , call         )             {
  const { aliases } = arm.settings;
  const subscription = call.parameters['subscription'];
  const isExpanded = /(^|,)\s*resourceTypes\/aliases\s*(,|$)/i.test(call.request.query.get('$expand') ?? '');
  const types = allTypes(aliases).filter((type) => namespaceOf(type) === namespace);
  return compact({
    id: subscription === undefined ? undefined : `/subscriptions/${subscription}/providers/${namespace}`,
    namespace,
    resourceTypes: types.map((type) => compact({
      resourceType: type.slice(namespace.length + 1),
      locations: [],
      apiVersions: versionsOf$1(type)?.toReversed() ?? [],
      capabilities: capabilitiesText(aliases.capabilities(type)),
      aliases: isExpanded ? (aliases.aliasesOf(type) ?? []).map(renderAlias) : undefined,
    })),
    registrationState: subscription === undefined ? undefined : registrationOf(subscription, namespace, call.now, arm),
    registrationPolicy: subscription === undefined ? undefined : 'RegistrationRequired',
  });
}

function capabilitiesText(capabilities                              )         {
  const words = [...(capabilities?.tags === true ? ['SupportsTags'] : []), ...(capabilities?.location === true ? ['SupportsLocation'] : [])];
  return words.length === 0 ? 'None' : words.join(', ');
}

function renderAlias({ name, path, versions = [], ...facts }       )             {
  return compact({
    name,
    paths: versions.map(({ apiVersions: apply, path: versioned, ...own }) => compact({ path: versioned ?? '', apiVersions: [...apply], metadata: metadataOf(own) })),
    defaultPath: path,
    defaultMetadata: metadataOf(facts),
  });
}

function metadataOf({ type, modifiable }                                           )                         {
  if (type === undefined && modifiable === undefined) return undefined;
  return compact({
    type: type === undefined ? 'NotSpecified' : `${type.slice(0, 1).toUpperCase()}${type.slice(1)}`,
    attributes: modifiable === undefined ? undefined : modifiable ? 'Modifiable' : 'None',
  });
}

/** The size of a token bucket: how many requests it takes at once, and how many a second after that. */
                             
                            
                                   
 

/** What became of a request: what is left after it, and when it is refused, after how many milliseconds there is a token again. */
                         
                             
                                     
 

/** Tokens are parts of a second; what is missing by less than this is not missing. */
const rounding = 1e-9;

/** Token buckets by name, full when first used. Time is what the caller says it is. */
class Buckets {
           #levels = new Map                                                          ();
           #speed        ;

  /** @param speed how many times faster than Azure's they are refilled */
  constructor(speed        ) {
    this.#speed = speed;
  }

  /** Takes a token, or says how long there will be none. `now` in milliseconds. */
  take(name        , { capacity, refillPerSecond }            , now        )         {
    const perMillisecond = (refillPerSecond * this.#speed) / 1000;
    const level = this.#levels.get(name);
    // A clock may be set back: that gives no tokens and takes none.
    const tokens = level === undefined ? capacity : Math.min(capacity, level.tokens + Math.max(0, now - level.at) * perMillisecond);
    const taken = tokens >= 1 - rounding ? 1 : 0;
    this.#levels.set(name, { tokens: tokens - taken, at: now });
    if (taken === 1) return { remaining: Math.floor(tokens - 1 + rounding) };
    return { remaining: 0, waitMilliseconds: Math.ceil((1 - tokens) / perMillisecond) };
  }

  /** Puts back a token that was taken for nothing. */
  giveBack(name        , { capacity }            )       {
    const level = this.#levels.get(name);
    if (level !== undefined) this.#levels.set(name, { ...level, tokens: Math.min(capacity, level.tokens + 1) });
  }
}

/** Which bucket of AKS a request takes from. */
                     
                                                                                              
                           
                                                                                                                 
                         
                            
 

/** Microsoft Learn, "Quotas, virtual machine size restrictions, and region availability in AKS", on throttling. */
const sizes$1 = {
  putCluster: { capacity: 20, refillPerSecond: 1 / 60 },
  putPool: { capacity: 20, refillPerSecond: 1 / 60 },
  getCluster: { capacity: 60, refillPerSecond: 1 },
  listOfSubscription: { capacity: 500, refillPerSecond: 1 },
  listOfGroup: { capacity: 60, refillPerSecond: 1 },
  getOperation: { capacity: 200, refillPerSecond: 2 },
  other: { capacity: 60, refillPerSecond: 1 },
}         ;

/** The quotas of AKS itself, which stand behind those of ARM and count what ARM let through, whoever sent it. */
class AksQuota {
           #buckets         ;
           #mode           ;
           #speed        ;

  /** @param speed how many times faster than Azure's the buckets are refilled */
  constructor(mode           , speed        ) {
    this.#buckets = new Buckets(speed);
    this.#mode = mode;
    this.#speed = speed;
  }

  /**
   * Throws `Throttled` for a request of AKS that is one too many. Returns how to give back what it took: a write that a policy denied never came to AKS.
   * @param segments the path, decoded
   */
  spend(method        , segments                   , now        )             {
    const bucket = this.#mode === 'off' ? undefined : bucketOf(method, segments.map((segment) => segment.toLowerCase()));
    if (bucket === undefined) return () => {};
    const name = `${bucket.handler}/${bucket.owner}`;
    const { waitMilliseconds } = this.#buckets.take(name, bucket.size, now);
    if (waitMilliseconds !== undefined) throw throttled$1(bucket, segments[1] ?? '', retryHeaders(waitMilliseconds, this.#speed));
    return () => this.#buckets.giveBack(name, bucket.size);
  }
}

/** Undefined for what is no request of AKS. */
function bucketOf(method        , segments                   )                        {
  // Whose request it is says the last provider: an exemption at a cluster never comes to AKS.
  const provider = segments.lastIndexOf('providers') + 1;
  const [type = '', name, child, childName, ...deeper] = segments.slice(provider + 1);
  if (segments[0] !== 'subscriptions' || provider === 0 || segments[provider] !== 'microsoft.containerservice' || type === '') return undefined;
  const [subscription, scope, cluster] = [segments.slice(0, 2).join('/'), segments.slice(0, provider - 1).join('/'), segments.slice(0, provider + 3).join('/')];
  const read = method === 'GET' || method === 'HEAD';
  if (type === 'locations' && read && child?.startsWith('operation') === true) return { handler: 'GetOperationStatusResultHandler.GET', owner: subscription, size: sizes$1.getOperation };
  if (type === 'managedclusters' && name === undefined && read) {
    return scope === subscription
      ? { handler: 'ListManagedClustersBySubscriptionHandler.GET', owner: scope, size: sizes$1.listOfSubscription }
      : { handler: 'ListManagedClustersByResourceGroupHandler.GET', owner: scope, size: sizes$1.listOfGroup };
  }
  if (type === 'managedclusters' && name !== undefined && child === undefined) {
    if (method === 'PUT') return { handler: 'PutManagedClusterHandler.PUT', owner: cluster, size: sizes$1.putCluster };
    if (read) return { handler: 'GetManagedClusterHandler.GET', owner: cluster, size: sizes$1.getCluster };
  }
  if (child === 'agentpools' && childName !== undefined && deeper.length === 0 && method === 'PUT') {
    return { handler: 'PutAgentPoolHandler.PUT', owner: `${cluster}/agentpools/${childName}`, size: sizes$1.putPool };
  }
  return { handler: 'OtherHandlers', owner: subscription, size: sizes$1.other };
}

/** The words of Microsoft Learn, "Troubleshoot the Throttled error code (429)", in the shape of AKS. */
function throttled$1({ handler }           , subscription        , headers                                  )          {
  const message = `The ${handler} request limit has been exceeded for SubID='${subscription}', please retry again in ${headers['retry-after'] ?? ''} seconds. `
    + 'For more information, please visit aka.ms/aks/throttling';
  return new Refusal(message, { status: 429, headers, body: { code: 'Throttled', details: null, message, subcode: 'Throttled' } });
}

/** `azure`: requests beyond the quota are refused; `off`: they are not counted. */
                                        

/** The kinds of requests that ARM counts apart. */
                                                  

/** What a request spent: headers for its answer, and the answer when nothing was left to spend. */
                           
                                                     
                             
 

/** Microsoft Learn, "Understand how Azure Resource Manager throttles requests": buckets of a principal in a subscription or tenant. */
const sizes                                            = {
  reads: { capacity: 250, refillPerSecond: 25 },
  writes: { capacity: 200, refillPerSecond: 10 },
  deletes: { capacity: 200, refillPerSecond: 10 },
};

/** All principals of a subscription together have fifteen times as much (the same page; in byo-acr-create.json 12000 beside 800). */
const globalFactor = 15;

const singular                                        = { reads: 'read', writes: 'write', deletes: 'delete' };

/** Counts requests as ARM does: per principal, subscription (or the tenant, for what stands in none) and kind. */
class Quota {
           #buckets         ;
           #mode           ;
           #speed        ;

  /** @param speed how many times faster than Azure's the buckets are refilled */
  constructor(mode           , speed        ) {
    this.#buckets = new Buckets(speed);
    this.#mode = mode;
    this.#speed = speed;
  }

  /** @param subscription the subscription in the request's path, if any */
  spend(request                , subscription                    , principal        , now        )           {
    const kind = kindOf(request);
    const scope = subscription === undefined ? 'tenant' : 'subscription';
    const place = subscription?.toLowerCase() ?? scope;
    const own = this.#take(`${principal}/${place}/${kind}`, sizes[kind], now);
    const headers = {
      [`x-ms-ratelimit-remaining-${scope}-${kind}`]: String(own.remaining),
      ...(subscription === undefined || own.waitMilliseconds !== undefined ? {} : this.#globalHeader(place, kind, now)),
    };
    if (own.waitMilliseconds === undefined) return { headers };
    return { headers, refusal: throttled(kind, subscription, principal, retryHeaders(own.waitMilliseconds, this.#speed)) };
  }

  #globalHeader(place        , kind             , now        )                                   {
    const { capacity, refillPerSecond } = sizes[kind];
    const size = { capacity: capacity * globalFactor, refillPerSecond: refillPerSecond * globalFactor };
    return { [`x-ms-ratelimit-remaining-subscription-global-${kind}`]: String(this.#take(`${place}/${kind}`, size, now).remaining) };
  }

  #take(name        , size            , now        )                              {
    return this.#mode === 'off' ? { remaining: size.capacity - 1 } : this.#buckets.take(name, size, now);
  }
}

/** A query of Resource Graph is a POST and counts as a read: a 429 of it, quoted in public code of 2023, has `tenant-reads`. */
function kindOf({ method, path }                )              {
  if (method === 'GET' || method === 'HEAD') return 'reads';
  if (method === 'DELETE') return 'deletes';
  return /^\/providers\/microsoft\.resourcegraph\/resources\/?$/i.test(path) ? 'reads' : 'writes';
}

/** The body is errors.json's for a subscription; for the tenant it is assumed by analogy. */
function throttled(
  kind             ,
  subscription                    ,
  principal        ,
  headers                                  ,
)          {
  const [code, place] = subscription === undefined
    ? ['TenantRequestsThrottled', `tenant '${tenantId}'`]
    : ['SubscriptionRequestsThrottled', `subscription '${subscription}'`];
  const message = `Number of '${singular[kind]}' requests for ${place} actor '${principal}' exceeded. `
    + `Please try again after '${headers['retry-after'] ?? ''}' seconds.`;
  return refusal$1(429, code, message, headers);
}

/** What a query spent: headers for its answer, and whether it is one too many. */
                                
                                                     
                              
 

/** Fifteen queries in five seconds (Microsoft Learn, "Guidance for throttled requests in Azure Resource Graph"). */
const queries = 15;
const windowMilliseconds = 5_000;

/** Counts queries per user in windows that begin with the first query in them. */
class QueryQuota {
           #windows = new Map                                                            ();
           #mode           ;
           #speed        ;

  /** @param speed how many times faster than Azure's the windows pass */
  constructor(mode           , speed        ) {
    this.#mode = mode;
    this.#speed = speed;
  }

  spend(principal        , now        )                {
    const length = windowMilliseconds / this.#speed;
    const last = this.#windows.get(principal);
    const current = last !== undefined && this.#mode === 'azure' && now < last.endsAt ? last : { endsAt: now + length, used: 0 };
    const isRefused = current.used >= queries;
    const used = isRefused ? queries : current.used + 1;
    this.#windows.set(principal, { ...current, used });
    const left = current.endsAt - now;
    const headers = { 'x-ms-user-quota-remaining': String(queries - used), 'x-ms-user-quota-resets-after': timeSpan(left, this.#speed) };
    return { headers: isRefused ? { ...headers, ...retryHeaders(Math.ceil(left), this.#speed) } : headers, isRefused };
  }
}

/**
 * `hh:mm:ss`. A sandbox that is faster than Azure writes parts of a second as well, in the seven digits in which .NET writes such a
 * time span.
 */
function timeSpan(milliseconds        , speed        )         {
  if (speed === 1) return `00:00:${String(Math.max(1, Math.ceil(milliseconds / 1000))).padStart(2, '0')}`;
  const ticks = Math.max(1, Math.ceil(milliseconds * 10_000));
  const [seconds, rest] = [Math.floor(ticks / 1e7), ticks % 1e7];
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const clock = [hours, minutes, seconds % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return rest === 0 ? clock : `${clock}.${String(rest).padStart(7, '0')}`;
}

/** One of the `details` of a refusal. */
                  
                        
                           
                         
                                            
                          
 

/** The 400 of Resource Graph: a message for its support, and what is wrong in `details` (Azure/aztfexport 485, Azure/azure-powershell 13762). */
function invalidRequest(details                   , requestId        , now        )          {
  return refuse$1(400, 'BadRequest', details, requestId, now, {});
}

/** The 429, as a body of 2023 quoted in public code has it. */
function rateLimited$1(requestId        , now        , headers                                  )          {
  const message = 'Client application has been throttled and should not attempt to repeat the request until an amount of time has elapsed. '
    + 'Please see https://aka.ms/resourcegraph-throttling for help.';
  return refuse$1(429, 'RateLimiting', [{ code: 'RateLimiting', message }], requestId, now, headers);
}

/** A query that cannot be answered; of what can be read but means nothing, the code in `details` is assumed. */
function invalidQuery({ kind, message, token }            , requestId        , now        )          {
  const place = token === undefined || kind === 'DisallowedLogicalTableName'
    ? {}
    : { line: token.line, characterPositionInLine: token.character, token: token.text };
  const query = 'Query is invalid. Please refer to the documentation for the Azure Resource Graph service and fix the error before retrying.';
  return invalidRequest([{ code: 'InvalidQuery', message: query }, { code: kind, message, ...place }], requestId, now);
}

function refuse$1(
  status        ,
  code        ,
  details                   ,
  requestId        ,
  now        ,
  headers                                  ,
)          {
  const message = `Please provide below info when asking for support: timestamp = ${toAzureTime(now, requestId)}, correlationId = ${requestId}.`;
  const body             = { error: { code, message, details } };
  return new Refusal(message, { status, headers, body });
}

/** Rows on a page at most, and when nothing is said (MicrosoftDocs, "Working with large Azure resource data sets"). */
const largestPage = 1000;

/** What a caller wants to see of a result. */
                              
                         
                       
                            
                                                                                   
                               
 

/** Reads `options` of a request body. Throws InvalidRequest for numbers out of range and a token that is none or of another query. */
function readPageOptions(body            , requestId        , now        )              {
  const options = asObject(body['options']);
  const refuse = (message        )        => invalidRequest([{ code: 'InvalidRequest', message }], requestId, now);
  const top = readCount(options['$top'], largestPage);
  const skip = readCount(options['$skip'], undefined);
  if (top === undefined || top < 1 || top > largestPage) throw refuse(`$top has to be a number from 1 to ${largestPage}.`);
  if (options['$skip'] !== undefined && options['$skip'] !== null && skip === undefined) throw refuse('$skip has to be a number that is not negative.');
  const fingerprint = createHash('sha256').update(JSON.stringify([body['query'], body['subscriptions'], body['managementGroups'], options['authorizationScopeFilter']])).digest('base64url').slice(0, 16);
  const token = options['$skipToken'] ?? undefined;
  const continued = token === undefined ? 0 : readToken(token, fingerprint);
  if (continued === undefined) throw refuse('$skipToken is none of this query.');
  return {
    // `$skip` "overrides the next page offset when $skipToken property is present" (the service's published types).
    start: skip ?? continued,
    top,
    // `objectArray` is the default since 2020-04-01-preview.
    isTable: textAt(options, 'resultFormat')?.toLowerCase() === 'table',
    fingerprint,
  };
}

function readCount(value         , otherwise                    )                     {
  if (value === undefined || value === null) return otherwise;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function readToken(token         , fingerprint        )                     {
  if (typeof token !== 'string') return undefined;
  const [start = '', of] = Buffer.from(token, 'base64url').toString('latin1').split('.');
  return of === fingerprint && /^\d{1,12}$/.test(start) ? Number(start) : undefined;
}

/**
 * One page of a result. There is no token for the next one when the query has a `take`, or when all its columns are dynamic; what does
 * not fit is then cut off, and `resultTruncated` says so (Microsoft Learn, "Paging results" of Azure Resource Graph).
 */
function renderPage(table       , isLimited         , { start, top, isTable, fingerprint }             )             {
  // "If you use limit or take in the query, skip is ignored" (Microsoft Learn, "Working with large Azure resource data sets").
  const from = isLimited ? 0 : start;
  const rows = table.rows.slice(from, from + top);
  const end = from + rows.length;
  const hasMore = end < table.rows.length && rows.length > 0;
  const canGoOn = !isLimited && table.columns.some(({ type }) => type !== 'dynamic');
  return {
    totalRecords: table.rows.length,
    count: rows.length,
    data: isTable ? renderTable({ columns: table.columns, rows }) : rows.map((row) => withNulls(row, table)),
    facets: [],
    resultTruncated: String(hasMore && !canGoOn),
    ...(hasMore && canGoOn ? { $skipToken: Buffer.from(`${end}.${fingerprint}`).toString('base64url') } : {}),
  };
}

/** The names that the table format has for types. */
const typeNames                                       = { string: 'string', dynamic: 'object', long: 'integer', datetime: 'string', bool: 'boolean', real: 'number' };

function renderTable({ columns, rows }       )             {
  return {
    columns: columns.map(({ name, type }) => ({ name, type: typeNames[type] })),
    rows: rows.map((row) => columns.map((column) => column.of(row) ?? null)),
  };
}

function withNulls(row     , { columns }       )             {
  return Object.fromEntries(columns.map((column) => [column.name, column.of(row) ?? null]));
}

/**
 * What is wrong with a query:
 * - `ParserFailure`: it cannot be read at the token
 * - `InvalidQueryLanguage`: an operator or function that Resource Graph, or this sandbox, does not have
 * - `DisallowedLogicalTableName`: a table that is none
 * - `Default`: it can be read and means nothing: a column that is none, a key that cannot be one
 */
                                                                                                                 

/** A query that cannot be answered, and where. */
class QueryError extends Error {
                    name = 'QueryError';
           kind                ;
           token                   ;

  constructor(kind                , message        , token        ) {
    super(message);
    this.kind = kind;
    this.token = token;
  }
}

/** A place in the words of a query, which a parser moves on. */
class Cursor {
           #tokens                  ;
  #at = 0;
  #depth = 0;

  /** @param tokens ends with an `end` */
  constructor(tokens                  ) {
    this.#tokens = tokens;
  }

  get current()        {
    const token = this.#tokens[Math.min(this.#at, this.#tokens.length - 1)];
    if (token === undefined) throw new Error('A query has no words, not even its end.');
    return token;
  }

  take()        {
    const token = this.current;
    this.#at += 1;
    return token;
  }

  /** Takes the current token when it is one of these words (never a text), in this case. */
  takeIf(...words                   )                    {
    return this.isAt(...words) ? this.take() : undefined;
  }

  isAt(...words                   )          {
    return this.current.kind !== 'text' && words.includes(this.current.text);
  }

  expect(word        )       {
    if (this.takeIf(word) === undefined) throw this.failure();
  }

  name()        {
    return this.current.kind === 'name' ? this.take() : this.fail();
  }

  /** What one or more times `item` stand, with commas between. */
  list      (item            )                  {
    const items = [item()];
    while (this.takeIf(',') !== undefined) items.push(item());
    return items;
  }

  /** Goes one level deeper. Deeper than any query is an attack on recursion. */
  nested        (parse              )         {
    this.#depth += 1;
    if (this.#depth > 100) throw this.failure();
    const result = parse();
    this.#depth -= 1;
    return result;
  }

  fail()        {
    throw this.failure();
  }

  failure()             {
    return new QueryError('ParserFailure', 'ParserFailure', this.current);
  }
}

/** Absent and null are the same. */
function isNull(value         )          {
  return value === undefined || value === null;
}

/** A value as `tostring` writes it: null is an empty text, an object its JSON. */
function textOf(value         )         {
  if (typeof value === 'string') return value;
  return isNull(value) ? '' : JSON.stringify(value);
}

/** What stands in a dynamic value at a path; member names keep their case, as in Kusto. */
function valueAt(value         , steps                              )          {
  return steps.reduce         ((current, step) => {
    if (typeof step === 'string') return member$1(current, step);
    return Array.isArray(current) ? current[step] : undefined;
  }, value);
}

                                                         

/** Texts are compared as `tostring` writes the values, so that a dynamic `true` equals `'true'`; a null equals nothing but the empty text. */
const equal         = (left, right) => textOf(left) === textOf(right) && isJsonObject(left) === isJsonObject(right);
const equalIgnoringCase         = (left, right) => textOf(left).toLowerCase() === textOf(right).toLowerCase();
const contains         = (left, right) => textOf(left).toLowerCase().includes(textOf(right).toLowerCase());
const startsWith         = (left, right) => textOf(left).toLowerCase().startsWith(textOf(right).toLowerCase());
const endsWith         = (left, right) => textOf(left).toLowerCase().endsWith(textOf(right).toLowerCase());
const before         = (left, right) => !isNull(left) && !isNull(right) && compareValues(left, right) < 0;

function not(decide        )         {
  return (left, right) => !decide(left, right);
}

/** `contains`, `startswith` and `endswith` do not mind case (Kusto, "String operators"). */
const decisions                                       = {
  '==': equal,
  '!=': not(equal),
  '=~': equalIgnoringCase,
  '!~': not(equalIgnoringCase),
  '<': before,
  '>': (left, right) => before(right, left),
  '<=': (left, right) => !isNull(left) && !isNull(right) && !before(right, left),
  '>=': (left, right) => !isNull(left) && !isNull(right) && !before(left, right),
  contains,
  '!contains': not(contains),
  startswith: startsWith,
  '!startswith': not(startsWith),
  endswith: endsWith,
  '!endswith': not(endsWith),
};

/** The order of two values that are not null: numbers by size, texts by code unit. */
function compareValues(left         , right         )         {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [first, second] = [textOf(left), textOf(right)];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

/** A function of Kusto, over the values of its arguments. */
                                
                                                          
                                                         
                                                                                                          
                                     
                                                       
 

function ofOne(type            , apply                             )                {
  return { takes: [1, 1], type, of: ([value]) => apply(value) };
}

/** Names and values in turns: a name that comes twice has its last value, as in Kusto. */
const pack                = {
  takes: [2, 128],
  type: 'dynamic',
  of: packed,
};

/** Pages are full of these: members are set one after the other, which is several times as fast as making entries first. */
function packed(values                    )             {
  const bag                          = {};
  for (let index = 0; index < values.length; index += 2) {
    const [name, value] = [textOf(values[index]), values[index + 1] ?? null];
    if (name === '__proto__') Object.defineProperty(bag, name, { value, enumerable: true, configurable: true, writable: true });
    else bag[name] = value;
  }
  return bag;
}

const choose                = { takes: [3, 3], type: 'same', of: ([condition, then, otherwise]) => (condition === true ? then : otherwise) };

/** A time in one form, so that times compare as texts; null for what is none. */
function timeOf(value         )                {
  const time = Date.parse(textOf(value));
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** The functions that are known (Microsoft Learn, "Scalar functions" of Kusto). */
const functions                                                = {
  tostring: ofOne('string', textOf),
  tolower: ofOne('string', (value) => textOf(value).toLowerCase()),
  toupper: ofOne('string', (value) => textOf(value).toUpperCase()),
  isempty: ofOne('bool', (value) => textOf(value) === ''),
  isnotempty: ofOne('bool', (value) => textOf(value) !== ''),
  isnull: ofOne('bool', isNull),
  isnotnull: ofOne('bool', (value) => !isNull(value)),
  not: ofOne('bool', (value) => value !== true),
  todatetime: ofOne('datetime', timeOf),
  strcat: { takes: [1, 64], type: 'string', of: (values) => values.map(textOf).join('') },
  pack,
  bag_pack: pack,
  bag_keys: ofOne('dynamic', (value) => (isJsonObject(value) ? Object.keys(value) : null)),
  array_length: ofOne('long', (value) => (Array.isArray(value) ? value.length : null)),
  coalesce: { takes: [2, 64], type: 'same', of: (values) => values.find((value) => !isNull(value) && value !== '') ?? values.at(-1) },
  iff: choose,
  iif: choose,
};

/** Whose first argument is a condition. */
const conditional                            = new Set(['not', 'iff', 'iif']);

const comparisons                        = [
  '==', '!=', '=~', '!~', '<', '<=', '>', '>=', 'contains', '!contains', 'startswith', '!startswith', 'endswith', '!endswith',
];

/** Reads a condition: `or` binds less than `and`, and that less than comparisons. Throws QueryError. */
function parseExpression(cursor        )             {
  return chain(cursor, 'or', () => chain(cursor, 'and', () => parseComparison(cursor)));
}

function chain(cursor        , kind              , operand                  )             {
  const first = operand();
  const operands = [first];
  while (cursor.takeIf(kind) !== undefined) operands.push(operand());
  return operands.length === 1 ? first : { kind, operands };
}

function parseComparison(cursor        )             {
  const left = parseOperand(cursor);
  const operator = comparisons.find((candidate) => cursor.isAt(candidate));
  if (operator !== undefined) {
    cursor.take();
    return { kind: 'comparison', operator, left, right: parseOperand(cursor) };
  }
  const inclusion = cursor.takeIf('in', 'in~', '!in', '!in~');
  if (inclusion === undefined) return left;
  cursor.expect('(');
  const values = cursor.list(() => parseOperand(cursor));
  cursor.expect(')');
  return { kind: 'in', isNegated: inclusion.text.startsWith('!'), ignoresCase: inclusion.text.endsWith('~'), left, values };
}

function parseOperand(cursor        )             {
  const { current } = cursor;
  if (current.kind === 'text') return { kind: 'literal', value: cursor.take().text };
  if (current.kind === 'number') return { kind: 'literal', value: Number(cursor.take().text) };
  if (cursor.takeIf('-') !== undefined) return { kind: 'literal', value: -readNumber(cursor) };
  if (cursor.takeIf('(') !== undefined) {
    const inner = cursor.nested(() => parseExpression(cursor));
    cursor.expect(')');
    return inner;
  }
  const name = cursor.name();
  if (name.text === 'true' || name.text === 'false') return { kind: 'literal', value: name.text === 'true' };
  return cursor.takeIf('(') === undefined ? { kind: 'path', column: name, steps: parseSteps(cursor) } : parseCall(cursor, name);
}

function readNumber(cursor        )         {
  return cursor.current.kind === 'number' ? Number(cursor.take().text) : cursor.fail();
}

function parseCall(cursor        , { text, ...place }       )             {
  if (!isFunction(text)) throw new QueryError('InvalidQueryLanguage', `The sandbox does not cover the function '${text}'.`, { text, ...place });
  const given = cursor.isAt(')') ? [] : cursor.list(() => cursor.nested(() => parseExpression(cursor)));
  cursor.expect(')');
  return { kind: 'call', name: text, arguments: given };
}

function isFunction(name        )                       {
  return Object.hasOwn(functions, name);
}

function parseSteps(cursor        )                               {
  const steps                      = [];
  for (;;) {
    if (cursor.takeIf('.') !== undefined) {
      steps.push(cursor.name().text);
    } else if (cursor.takeIf('[') !== undefined) {
      const { kind, text } = cursor.take();
      if (kind !== 'text' && kind !== 'number') throw cursor.failure();
      steps.push(kind === 'text' ? text : Number(text));
      cursor.expect(']');
    } else {
      return steps;
    }
  }
}

/** Words with a hyphen or a tilde come before what they begin with. */
const patterns                                                                         = [
  ['space', /(?:\s+|\/\/[^\n]*)+/y],
  ['operator', /(?:project|mv)-(?:away|rename|reorder|keep|expand)\b|!?in~|!(?:in|contains|startswith|endswith|has)\b/y],
  ['name', /[A-Za-z_][A-Za-z0-9_]*/y],
  ['number', /\d+(?:\.\d+)?/y],
  ['text', /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/y],
  ['text', /@'(?:[^'\n]|'')*'|@"(?:[^"\n]|"")*"/y],
  ['operator', /=~|!~|==|!=|<=|>=|[<>=|(),.[\]*-]/y],
];

/** The words of a query, the last of them an `end`. Throws QueryError for a character that begins none. */
function tokensOf(query        )                   {
  const tokens          = [];
  let [at, line, lineStart] = [0, 1, 0];
  while (at < query.length) {
    const found = matchAt(query, at);
    const place = { line, character: at - lineStart };
    if (found === undefined) {
      throw new QueryError('ParserFailure', 'ParserFailure', { kind: 'operator', text: query.slice(at, at + 1), ...place });
    }
    const { kind, text } = found;
    if (kind !== 'space') tokens.push({ kind, text: kind === 'text' ? valueOf$1(text) : text, ...place });
    at += text.length;
    const breaks = text.split('\n').length - 1;
    if (breaks > 0) [line, lineStart] = [line + breaks, at - (text.length - text.lastIndexOf('\n') - 1)];
  }
  return [...tokens, { kind: 'end', text: '<EOF>', line, character: at - lineStart }];
}

function matchAt(query        , at        )                                                                                {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const text = pattern.exec(query)?.[0];
    if (text !== undefined) return { kind, text };
  }
  return undefined;
}

const escapes                                   = { n: '\n', t: '\t', r: '\r' };

/** A verbatim text doubles its quotes, any other escapes with a backslash. */
function valueOf$1(text        )         {
  if (!text.startsWith('@')) return text.slice(1, -1).replaceAll(/\\(.)/g, (_, escaped        ) => escapes[escaped] ?? escaped);
  const quote = text.slice(1, 2);
  return text.slice(2, -1).replaceAll(`${quote}${quote}`, quote);
}

/** The operators of Kusto that this sandbox covers, each with what reads its stage. */
const operators                                                      = {
  where: (cursor) => ({ kind: 'where', condition: parseExpression(cursor) }),
  project: (cursor) => ({ kind: 'project', columns: parseColumns(cursor) }),
  extend: (cursor) => ({ kind: 'extend', columns: parseColumns(cursor) }),
  distinct: (cursor) => (cursor.takeIf('*') === undefined ? { kind: 'distinct', columns: parseColumns(cursor) } : { kind: 'distinctAll' }),
  'project-away': (cursor) => ({ kind: 'projectAway', columns: cursor.list(() => cursor.name()) }),
  summarize: parseSummarize,
  order: parseSort,
  sort: parseSort,
  limit: parseTake,
  take: parseTake,
  count: () => ({ kind: 'count' }),
};

/**
 * Reads a query of Resource Graph's dialect of Kusto: a table and stages. One that starts with a stage is of the table `resources`, as
 * queries of the service's first version were (MicrosoftDocs, "Understanding the Azure Resource Graph query language"). Throws QueryError.
 */
function parseQuery$1(text        )        {
  const cursor = new Cursor(tokensOf(text));
  const first = cursor.current;
  if (first.kind === 'name' && Object.hasOwn(operators, first.text)) {
    const stage = parseStage(cursor);
    return { table: { ...first, text: 'resources' }, stages: [stage, ...parseStages(cursor)] };
  }
  return { table: cursor.name(), stages: parseStages(cursor) };
}

function parseStages(cursor        )                   {
  const stages          = [];
  while (cursor.takeIf('|') !== undefined) stages.push(parseStage(cursor));
  if (cursor.current.kind !== 'end') throw cursor.failure();
  return stages;
}

function parseStage(cursor        )        {
  const { current } = cursor;
  const parse = current.kind !== 'text' && Object.hasOwn(operators, current.text) ? operators[current.text] : undefined;
  if (parse !== undefined) {
    cursor.take();
    return parse(cursor);
  }
  if (!/^[a-z]/i.test(current.text)) throw cursor.failure();
  throw new QueryError('InvalidQueryLanguage', `The sandbox does not cover the operator '${current.text}'.`, current);
}

function parseColumns(cursor        )                             {
  return cursor.list(() => parseColumn(cursor));
}

/** `name = expression`, or an expression that is named after what it holds. */
function parseColumn(cursor        )                  {
  const expression = parseExpression(cursor);
  if (expression.kind !== 'path' || expression.steps.length > 0 || cursor.takeIf('=') === undefined) return { name: undefined, expression };
  return { name: expression.column, expression: parseExpression(cursor) };
}

/** `summarize [name =] count() by …`; `summarize by …` is a distinct. */
function parseSummarize(cursor        )        {
  const counts = cursor.isAt('by') ? [] : cursor.list(() => parseCount(cursor));
  const by = cursor.takeIf('by') === undefined ? [] : parseColumns(cursor);
  if (counts.length === 0 && by.length === 0) throw cursor.failure();
  return { kind: 'summarize', counts, by };
}

function parseCount(cursor        )                    {
  const first = cursor.name();
  const isNamed = cursor.takeIf('=') !== undefined;
  const aggregate = isNamed ? cursor.name() : first;
  if (aggregate.text !== 'count') {
    throw new QueryError('InvalidQueryLanguage', `The sandbox does not cover the aggregation '${aggregate.text}'.`, aggregate);
  }
  cursor.expect('(');
  cursor.expect(')');
  return isNamed ? first : undefined;
}

/** Descending unless said otherwise; nulls come first ascending, last descending (Kusto, "sort operator"). */
function parseSort(cursor        )        {
  cursor.expect('by');
  const keys = cursor.list(()          => {
    const expression = parseExpression(cursor);
    const isAscending = cursor.takeIf('asc', 'desc')?.text === 'asc';
    if (cursor.takeIf('nulls') === undefined) return { expression, isAscending, nullsFirst: isAscending };
    const place = cursor.takeIf('first', 'last') ?? cursor.fail();
    return { expression, isAscending, nullsFirst: place.text === 'first' };
  });
  return { kind: 'sort', keys };
}

function parseTake(cursor        )        {
  const { kind, text } = cursor.current;
  if (kind !== 'number' || !/^\d{1,9}$/.test(text)) throw cursor.failure();
  cursor.take();
  return { kind: 'take', count: Number(text) };
}

/** An expression over the rows of a table that has certain columns. */
                           
                            
                                     
 

/** Throws QueryError unless the expression is true or false. */
function compileCondition(expression            , columns                      )           {
  return requireType(compile(expression, columns), ['bool'], 'The expression must have the type bool.');
}

/** Throws QueryError for a column that is not there, with Kusto's text. */
function compile(expression            , columns                      )           {
  switch (expression.kind) {
    case 'literal':
      return { type: typeOf(expression.value), of: () => expression.value };
    case 'path': {
      const { text: name } = expression.column;
      const column = columns.find((candidate) => candidate.name === name);
      if (column === undefined) throw new QueryError('Default', `Failed to resolve scalar expression named '${name}'`, expression.column);
      if (expression.steps.length === 0) return { type: column.type, of: column.of };
      if (column.type !== 'dynamic') throw new QueryError('Default', `Cannot access member of '${name}': it is of type ${column.type}`, expression.column);
      return { type: 'dynamic', of: (row) => valueAt(column.of(row), expression.steps) };
    }
    case 'and':
    case 'or': {
      const operands = expression.operands.map((operand) => (
        requireType(compile(operand, columns), ['bool', 'dynamic'], `The operator '${expression.kind}' takes conditions only.`)
      ));
      return expression.kind === 'and'
        ? { type: 'bool', of: (row) => operands.every((operand) => operand.of(row) === true) }
        : { type: 'bool', of: (row) => operands.some((operand) => operand.of(row) === true) };
    }
    case 'comparison': {
      const [left, right] = [compile(expression.left, columns), compile(expression.right, columns)];
      requireComparable(expression.operator, left.type, right.type);
      const decide = decisions[expression.operator];
      return { type: 'bool', of: (row) => decide(left.of(row), right.of(row)) };
    }
    case 'in':
      return compileInclusion(expression, columns);
    case 'call':
      return compileCall(expression, columns);
  }
}

function compileCall({ name, arguments: given }                                       , columns                      )           {
  const { takes: [least, most], type, of } = functions[name];
  if (given.length < least || given.length > most) throw new QueryError('Default', `${name}(): function expects ${least === most ? least : `${least} to ${most}`} argument(s).`);
  if (type === 'dynamic' && least === 2 && given.length % 2 === 1) throw new QueryError('Default', `${name}(): function expects an even number of arguments.`);
  const compiled = given.map((argument, index) => (index === 0 && conditional.has(name) ? compileCondition(argument, columns) : compile(argument, columns)));
  const alike = conditional.has(name) ? compiled.slice(1) : compiled;
  const last = alike.at(-1)?.type ?? 'dynamic';
  if (type === 'same' && alike.some((argument) => argument.type !== last)) throw new QueryError('Default', `${name}(): all arguments must be of the same type.`);
  const values = (row     )                     => compiled.map((argument) => argument.of(row));
  return { type: type === 'same' ? last : type, of: (row) => of(values(row)) };
}

/** A list of literals, the usual one and often long, is looked up; any other is gone through. */
function compileInclusion(expression                                     , columns                      )           {
  const left = compile(expression.left, columns);
  if (expression.ignoresCase) requireType(left, texts$1, "The operator 'in~' takes texts only.");
  const normal = (value         )         => (expression.ignoresCase ? textOf(value).toLowerCase() : textOf(value));
  const literals = expression.values.flatMap((value) => (value.kind === 'literal' ? [normal(value.value)] : []));
  const others = expression.values.filter(({ kind }) => kind !== 'literal').map((value) => compile(value, columns));
  const known = new Set(literals);
  const includes = (row     )          => {
    const wanted = normal(left.of(row));
    return known.has(wanted) || others.some((other) => normal(other.of(row)) === wanted);
  };
  return { type: 'bool', of: (row) => includes(row) !== expression.isNegated };
}

const texts$1                        = ['string', 'dynamic'];

function requireType(compiled          , types                       , message        )           {
  if (types.includes(compiled.type)) return compiled;
  throw new QueryError('Default', message);
}

/** Which types an operator takes, as Kusto's own parser says it; the text is its. */
function requireComparable(operator            , left            , right            )       {
  const types = [left, right];
  const isOrder = operator.startsWith('<') || operator.startsWith('>');
  const isAny = operator === '==' || operator === '!=';
  const fits = isOrder
    ? !types.includes('string') && !(types.includes('dynamic') && types.includes('bool'))
    : isAny || types.every((type) => texts$1.includes(type));
  if (!fits) throw new QueryError('Default', `The operator '${operator}' is not defined for the operand types ${left} and ${right}.`);
}

function typeOf(value                           )             {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  return Number.isInteger(value) ? 'long' : 'real';
}

/** The order of two values under a sort key, nulls where the key wants them. */
function orderBy(left         , right         , isAscending         , nullsFirst         )         {
  if (isNull(left) || isNull(right)) {
    if (isNull(left) && isNull(right)) return 0;
    return isNull(left) === nullsFirst ? -1 : 1;
  }
  return isAscending ? compareValues(left, right) : compareValues(right, left);
}

/** Types of columns, as Kusto tells them apart; `dynamic` is any JSON. */
                                                                                      

                         
                        
                            
 

/** A row of a table as it was before any stage: what is not asked for need not be worked out. */
                      
                                             
                                 
 

/** A column of a table, and what it makes of a row. Stages put columns on top of columns, and rows stay what they were. */
                                           
                                     
 

/** Columns and rows. */
                        
                                         
                                
 

/** A column of a table before any stage. */
function ownColumn(name        , type            )            {
  return { name, type, of: (row) => row.value(name) };
}

/**
 * The table after all stages. Stages choose and order rows and put columns on top of columns; only `summarize` and `count` make rows of
 * their own. Throws QueryError when a stage does not fit what it is given.
 */
function runStages(table       , stages                  )        {
  let unnamed = 0;
  const nextName = ()         => `Column${unnamed += 1}`;
  return stages.reduce((current, stage) => runStage(current, stage, nextName), table);
}

/** The next name for what has none: Kusto counts through the whole query. */
                             

function runStage(table       , stage       , nextName          )        {
  const { columns, rows } = table;
  switch (stage.kind) {
    case 'where': {
      const condition = compileCondition(stage.condition, columns);
      return { columns, rows: rows.filter((row) => condition.of(row) === true) };
    }
    case 'project':
      return { columns: project(columns, stage.columns, nextName), rows };
    case 'extend': {
      const added = project(columns, stage.columns, nextName);
      const replaced = columns.map((column) => added.find(({ name }) => name === column.name) ?? column);
      const more = added.filter(({ name }) => !columns.some((column) => column.name === name));
      return { columns: [...replaced, ...more], rows };
    }
    case 'projectAway': {
      for (const token of stage.columns) compile({ kind: 'path', column: token, steps: [] }, columns);
      const away = new Set(stage.columns.map(({ text }) => text));
      return { columns: columns.filter(({ name }) => !away.has(name)), rows };
    }
    case 'distinct':
      return distinct({ columns: requireKeys(project(columns, stage.columns, nextName), 'distinct'), rows });
    case 'distinctAll':
      return distinct(table);
    case 'summarize':
      return summarize(table, stage, nextName);
    case 'sort':
      return { columns, rows: sort(table, stage.keys) };
    case 'take':
      return { columns, rows: rows.slice(0, stage.count) };
    case 'count':
      return { columns: [ownColumn('Count', 'long')], rows: [madeRow(new Map([['Count', rows.length]]))] };
  }
}

/** A row that a stage made. */
function madeRow(values                              )      {
  return { value: (column) => values.get(column) };
}

function project(columns                      , wanted                            , nextName          )                       {
  const made = wanted.map(({ name, expression }) => ({
    name: name?.text ?? nameOf(expression) ?? nextName(),
    ...compile(expression, columns),
  }));
  const twice = made.find(({ name }, index) => made.findIndex((other) => other.name === name) < index);
  if (twice !== undefined) throw new QueryError('Default', `A column named '${twice.name}' is made twice`);
  return made;
}

/** A path, also in `tostring`, is named `properties_networkProfile_outboundType`; anything else by its number in the query (Kusto, "project operator"). */
function nameOf(expression            )                     {
  if (expression.kind === 'path') return [expression.column.text, ...expression.steps].join('_');
  const [argument] = expression.kind === 'call' && expression.name === 'tostring' ? expression.arguments : [];
  return argument === undefined ? undefined : nameOf(argument);
}

/** Keys are worked out once for each row, not once for each comparison. */
function sort({ columns, rows }       , by                    )                 {
  const keys = by.map((key) => ({ ...key, ...requireKey(compile(key.expression, columns), 'order') }));
  const keyed = rows.map((row) => ({ row, values: keys.map((key) => key.of(row)) }));
  const inOrder = keyed.sort((left, right) => {
    for (const [place, { isAscending, nullsFirst }] of keys.entries()) {
      const order = orderBy(left.values[place], right.values[place], isAscending, nullsFirst);
      if (order !== 0) return order;
    }
    return 0;
  });
  return inOrder.map(({ row }) => row);
}

/** The first row of each kind, in order. */
function distinct({ columns, rows }       )        {
  const first = new Map             ();
  for (const row of rows) {
    const key = keyOf(row, columns);
    if (!first.has(key)) first.set(key, row);
  }
  return { columns, rows: [...first.values()] };
}

function keyOf(row     , columns                      )         {
  return JSON.stringify(columns.map((column) => column.of(row) ?? null));
}

function summarize({ columns, rows }       , { counts, by }                                       , nextName          )        {
  const keys = requireKeys(project(columns, by, nextName), 'summarize');
  const names = counts.map((token, index) => token?.text ?? (index === 0 ? 'count_' : `count_${index}`));
  const groups = new Map                                                                                     ();
  // Without `by` there is one row, also of an empty table.
  if (by.length === 0) groups.set('[]', { values: [], count: 0 });
  for (const row of rows) {
    const key = keyOf(row, keys);
    const group = groups.get(key) ?? { values: keys.map((column) => [column.name, column.of(row)]         ), count: 0 };
    group.count += 1;
    groups.set(key, group);
  }
  return {
    columns: [...keys.map(({ name, type }) => ownColumn(name, type)), ...names.map((name) => ownColumn(name, 'long'))],
    rows: [...groups.values()].map(({ values, count }) => madeRow(new Map([...values, ...names.map((name) => [name, count]         )]))),
  };
}

/** Dynamic values are no keys: Azure wants a `tostring(…)` around them. Its text is Kusto's. */
function requireKeys(columns                      , operator        )                       {
  for (const { name, type } of columns) requireKey({ type, of: () => undefined }, operator, name);
  return columns;
}

function requireKey(compiled          , operator        , name = '')           {
  if (compiled.type !== 'dynamic') return compiled;
  throw new QueryError('Default', `'${operator}' operator: key ${name === '' ? '' : `'${name}' `}can't be of dynamic type. Use an explicit cast (for example, 'tostring(...)')`);
}

/**
 * The types, in lower case, that a query asks for in its first stages: what has another type cannot be in its result. Undefined when it
 * may be of any type. That the stages themselves say so as well makes this a matter of speed only.
 */
function wantedTypes(stages                  )                                  {
  const first = stages.findIndex(({ kind }) => kind !== 'where');
  const conditions = stages.slice(0, first < 0 ? stages.length : first).flatMap((stage) => (stage.kind === 'where' ? [stage.condition] : []));
  return allOf(conditions.map(typesIn));
}

function typesIn(condition            )                                  {
  switch (condition.kind) {
    case 'and':
      return allOf(condition.operands.map(typesIn));
    case 'or': {
      const sets = condition.operands.map(typesIn);
      return sets.every((set) => set !== undefined) ? new Set(sets.flatMap((set) => [...set])) : undefined;
    }
    case 'comparison': {
      const { operator, left, right } = condition;
      return (operator === '==' || operator === '=~') && isType(left) ? textsIn([right]) : undefined;
    }
    case 'in':
      return !condition.isNegated && isType(condition.left) ? textsIn(condition.values) : undefined;
    default:
      return undefined;
  }
}

/** What is in each of the sets that are known. */
function allOf(sets                                              )                                  {
  const known = sets.filter((set) => set !== undefined);
  const [first, ...others] = known;
  return first === undefined ? undefined : new Set([...first].filter((type) => others.every((set) => set.has(type))));
}

/** The column, or the column in lower case. */
function isType(expression            )          {
  if (expression.kind === 'call') return expression.name === 'tolower' && expression.arguments.every(isType);
  return expression.kind === 'path' && expression.column.text === 'type' && expression.steps.length === 0;
}

function textsIn(values                       )                                  {
  const texts = values.map((value) => (value.kind === 'literal' && typeof value.value === 'string' ? value.value.toLowerCase() : undefined));
  return texts.every((text) => text !== undefined) ? new Set(texts) : undefined;
}

/** The columns of every table (MicrosoftDocs, "Azure Resource Graph table and resource type reference"): texts are empty, not null. */
const tableColumns                       = [
  ...['id', 'name', 'type', 'tenantId', 'kind', 'location', 'resourceGroup', 'subscriptionId', 'managedBy'].map((name) => ownColumn(name, 'string')),
  ...['sku', 'plan', 'properties', 'tags', 'identity', 'zones', 'extendedLocation'].map((name) => ownColumn(name, 'dynamic')),
];

const texts = new Set(tableColumns.filter(({ type }) => type === 'string').map(({ name }) => name));

/** A row of Resource Graph: something in Azure. */
                                       
                      
 

/** What is known of something without its document. */
                           
                      
                        
                        
                             
 

/** Makes documents, and keeps the last one: the columns of a row are read one after the other. */
class LastDocument {
  #of         ;
  #document             = {};

  of(row         , render                  )             {
    if (this.#of !== row) {
      this.#document = render();
      this.#of = row;
    }
    return this.#document;
  }

  forget()       {
    this.#of = undefined;
  }
}

/**
 * Something as a row: types in lower case, ids as they are (MicrosoftDocs, table reference; group names come in lower case). Its document
 * is made only when more is asked than what is known without it.
 */
function graphRow({ id, name, type, location }          , render                  , last              )           {
  const row           = {
    id,
    value(column) {
      switch (column) {
        case 'id': return id;
        case 'name': return name;
        case 'type': return type.toLowerCase();
        case 'location': return location ?? '';
        case 'tenantId': return tenantId;
        case 'resourceGroup': return segmentAfter(id, 'resourceGroups')?.toLowerCase() ?? '';
        case 'subscriptionId': return segmentAfter(id, 'subscriptions') ?? '';
        default: {
          const value = member$1(last.of(row, render), column) ?? null;
          return texts.has(column) && typeof value !== 'string' ? '' : value;
        }
      }
    },
  };
  return row;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** "the response is limited to the first 10,000 subscriptions" (Microsoft Learn, "Guidance for throttled requests in Azure Resource Graph"). */
const mostSubscriptions = 10_000;

/** What a request asks about. */
                             
                                                            
                                                            
                                                                              
                              
 

/** What of policy and authorization a query sees besides what is at the scope itself (Microsoft Learn, "Understanding the Azure Resource Graph query language", query scope). */
const filters$1 = {
  atscopeandbelow: { below: true, above: false },
  atscopeandabove: { below: false, above: true },
  atscopeaboveandbelow: { below: true, above: true },
  atscopeexact: { below: false, above: false },
}         ;
const filteredTables                      = new Set(['policyresources', 'authorizationresources']);

/**
 * What a request asks about: what is below its management groups, else its subscriptions, else anything, as far as the caller may read it.
 * Scopes that are not there or not to be read are passed over as long as one is (public notes of people who measured it). Throws
 * SubscriptionsContainInvalidGuids, and NoValidSubscriptionsInQueryRequest; that the latter is also the answer to a management group
 * without subscriptions is assumed.
 */
function readScope(body            , { hierarchy, access }          , requestId        , now        )             {
  const groups = textsAt(body, 'managementGroups');
  const subscriptions = textsAt(body, 'subscriptions');
  const malformed = groups.length === 0 ? subscriptions.filter((id) => !guid.test(id)) : [];
  if (malformed.length > 0) {
    const message = `Subscriptions in the request contain invalid GUIDs: '${malformed.join(', ')}'.`;
    throw invalidRequest([{ code: 'SubscriptionsContainInvalidGuids', message }], requestId, now);
  }
  const mayRead = (id        )          => access.isWhole || access.mayRead(id, hierarchy);
  const known = groups.length > 0
    ? groups.flatMap((name) => hierarchy.group(name) ?? []).map(managementGroupScopeOf)
    : subscriptions.flatMap((id) => hierarchy.subscription(id) ?? []).map(subscriptionScopeOf);
  const scopes = known.filter(mayRead);
  const isTenant = groups.length === 0 && subscriptions.length === 0;
  const all = groups.length === 0 && !isTenant
    ? subscriptions.flatMap((id) => hierarchy.subscription(id) ?? [])
    : hierarchy.subscriptions().filter(({ subscriptionId }) => isTenant || groups.some((name) => hierarchy.isUnder(subscriptionId, name)));
  const readable = access.isWhole ? all : all.filter((subscription) => mayRead(subscriptionScopeOf(subscription)));
  if (!isTenant && readable.length === 0) {
    const message = `There must be at least one subscription that is eligible to contain resources. Given: '${[...groups, ...subscriptions].join(', ')}'.`;
    throw invalidRequest([{ code: 'NoValidSubscriptionsInQueryRequest', message }], requestId, now);
  }

  const isLimited = readable.length > mostSubscriptions && (isTenant || groups.length > 0);
  const wanted = new Set((isLimited ? readable.slice(0, mostSubscriptions) : readable).map(({ subscriptionId }) => subscriptionId.toLowerCase()));
  const { below, above } = readFilter(body, requestId, now);
  const isIn = (id        )          => {
    const subscription = subscriptionIn(id);
    return subscription === undefined ? isTenant || scopes.some((scope) => isBelow(id, scope, hierarchy)) : wanted.has(subscription);
  };
  return {
    isLimited,
    includes: (id, table) => {
      if (!mayRead(id)) return false;
      if (!filteredTables.has(table) || isTenant) return isIn(id);
      if (below && isIn(id)) return true;
      const place = id.slice(0, id.toLowerCase().lastIndexOf('/providers/microsoft.authorization/'));
      return scopes.some((scope) => sameId(place, scope) || (above && isBelow(scope, place, hierarchy)));
    },
  };
}

/** The subscription in an id, in lower case. Ids of rows begin with it, or are of management groups. */
function subscriptionIn(id        )                     {
  return /^\/subscriptions\/([^/]+)/i.exec(id)?.[1]?.toLowerCase();
}

function readFilter(body            , requestId        , now        )                                         {
  const said = textAt(body, 'options', 'authorizationScopeFilter');
  const partial = at(body, 'options', 'allowPartialScopes');
  const name = Object.entries(filters$1).find(([known]) => known === (said ?? 'AtScopeAndBelow').toLowerCase());
  if (name !== undefined && (partial === undefined || partial === null || typeof partial === 'boolean')) return name[1];
  const message = name === undefined ? `The authorizationScopeFilter '${said}' is none.` : 'allowPartialScopes has to be true or false.';
  throw invalidRequest([{ code: 'InvalidRequest', message }], requestId, now);
}

function textsAt(body            , name        )                    {
  return arrayAt(body, name).filter((value) => typeof value === 'string');
}

/** The query of a body. Throws InvalidQuery for a body without one; the text is ours. */
function readQueryText(body            , requestId        , now        )         {
  const query = textAt(body, 'query');
  if (query !== undefined && query.trim() !== '') return query;
  throw invalidRequest([{ code: 'InvalidQuery', message: "The request has to have a 'query', which is a text." }], requestId, now);
}

/** Types in lower case; undefined: all. A table may answer more than is asked for. */
                                             

/** A table of Resource Graph. */
                             
                                                     
                                                                    
                                                                                                                 
                           
 

/** Resource Graph reads resources with an API version of its own; nothing is hidden from it here. */
const newest = '9999-12-31';

/** All tables over a state, by their names in lower case. */
function graphTables(state          , last              )                                  {
  const rowOf = rowMaker(last);
  const clusterRow = (cluster         )           => rowOf(cluster, factsOfCluster(cluster), () => (
    renderCluster(cluster, { answerTo: 'GET', apiVersion: newest, operations: state.operations })
  ));
  const resourceRow = (resource                )           => rowOf(resource, resource, () => renderResource(resource, state));
  const ofTypes = (types                   , wanted       )                      => types
    .filter((type) => wanted === undefined || wanted.has(type.toLowerCase()))
    .flatMap((type) => state.resources.ofType(type))
    .map(resourceRow);
  const stateRow = (record                   )           => rowOf(record, stateFacts(record), () => stateDocument(record));
  const documents = (list                       )                      => list.map((document) => rowOf(document, factsOf(document), () => document));

  const tables                                               = {
    // Tracked resources: what has a location. Subnets, rules and peerings are parts of others here as in Azure.
    resources: (types) => [
      ...(types === undefined || types.has(managedClusterType.toLowerCase()) ? [...state.clusters.values()].map(clusterRow) : []),
      ...(types === undefined ? state.resources.all().filter(({ type }) => trackedTypes.has(type)).map(resourceRow) : ofTypes([...trackedTypes], types)),
    ],
    resourcecontainers: () => [
      ...state.hierarchy.groups().map((group) => managementGroupRow(group, state.hierarchy)),
      ...state.hierarchy.subscriptions().map((subscription) => subscriptionRow(subscription, state.hierarchy)),
    ].map((document) => graphRow(factsOf(document), () => document, last)).concat(
      [...state.groups.values()].map((group) => rowOf(group, { ...group, type: 'Microsoft.Resources/subscriptions/resourceGroups' }, () => renderGroup(group, state))),
    ),
    policyresources: (types) => [
      ...documents([...state.policies.values()].map(({ document }) => document)),
      ...(types === undefined || types.has(policyStateType.toLowerCase()) ? state.policyStates.all().map(stateRow) : []),
    ],
    resourcechanges: (_, now) => state.activity.changes(now).map((change) => (
      rowOf(change, { id: change.id, name: change.name, type: 'Microsoft.Resources/changes' }, () => ({ properties: changeProperties(change) }))
    )),
    authorizationresources: () => [...state.roleAssignments.values()].map((assignment) => rowOf(
      assignment,
      { id: roleAssignmentId(assignment), name: assignment.name, type: 'Microsoft.Authorization/roleAssignments' },
      () => renderRoleAssignment(assignment, 'anything else'),
    )),
    // Records of private zones; links are tracked resources (MicrosoftDocs, table reference).
    dnsresources: (types) => ofTypes(['Microsoft.Network/privateDnsZones/A'], types),
    kubernetesconfigurationresources: (types) => ofTypes(['Microsoft.KubernetesConfiguration/extensions'], types),
  };
  return new Map(Object.entries(tables).map(([name, rows]) => [name, { rows, isKept: name !== 'resourcechanges' }]));
}

const trackedTypes                      = new Set(resourceTypes.map(({ type }) => type).filter((type) => findType(type)?.location !== 'parent'));

function factsOfCluster({ id, name, location }         )           {
  return { id, name, location, type: managedClusterType };
}

function factsOf(document            )           {
  const location = textAt(document, 'location');
  return {
    id: textAt(document, 'id') ?? '',
    name: textAt(document, 'name') ?? '',
    type: textAt(document, 'type') ?? '',
    ...(location === undefined ? {} : { location }),
  };
}

/** What is kept is never changed in place, so that its row is made once. */
function rowMaker(last              )                                                                        {
  const rows = new WeakMap                  ();
  return (kept, facts, render) => {
    const known = rows.get(kept);
    if (known !== undefined) return known;
    const made = graphRow(facts, render, last);
    rows.set(kept, made);
    return made;
  };
}

/** A query's whole result, of which callers see pages. */
                  
                        
                         
                            
                             
 

/** `Microsoft.ResourceGraph/resources`: queries over what the sandbox knows. */
function resourceGraphRoutes({ state }     , quota            )                   {
  const last = new LastDocument();
  const tables = graphTables(state, last);
  const results = new Results        ();
  const handle = (call         )                  => {
    last.forget();
    return answerQuery$1(state, tables, results, quota, call);
  };
  return [{ method: 'POST', pattern: '/providers/Microsoft.ResourceGraph/resources', handle }];
}

function answerQuery$1(state          , tables                                 , results                 , quota            , call         )                  {
  const { requestId, now } = call;
  const spending = quota.spend(call.principal, now);
  if (spending.isRefused) throw rateLimited$1(requestId, now, spending.headers);
  const body = requireBody(call.request);
  const text = readQueryText(body, requestId, now);
  const options = readPageOptions(body, requestId, now);
  try {
    const { table, hasTake, scope } = answer$4(text, body, options.fingerprint, state, tables, results, call);
    const headers = scope.isLimited ? { ...spending.headers, 'x-ms-tenant-subscription-limit-hit': 'true' } : spending.headers;
    return { status: 200, headers, body: renderPage(table, hasTake, options) };
  } catch (thrown) {
    throw thrown instanceof QueryError ? invalidQuery(thrown, requestId, now) : thrown;
  }
}

function answer$4(
  text        , body            , asked        , state          , tables                                 , results                 , { requestId, now }         ,
)         {
  const { table: from, stages } = parseQuery$1(text);
  const name = from.text.toLowerCase();
  const table = tables.get(name);
  const work = ()         => {
    const scope = readScope(body, state, requestId, now);
    if (table === undefined) throw new QueryError('DisallowedLogicalTableName', `Table ${from.text} is invalid, unsupported or disallowed.`, from);
    const rows = table.rows(wantedTypes(stages), now).filter(({ id }) => scope.includes(id, name));
    return { table: runStages({ columns: tableColumns, rows }, stages), hasTake: stages.some(({ kind }) => kind === 'take'), scope };
  };
  return table?.isKept === true ? results.of(JSON.stringify([asked, at(body, 'options', 'allowPartialScopes')]), changesOf(state), work) : work();
}

/** Lists of everything that has a location, in a subscription and in a group: without properties, as ARM itself keeps it. */
function listAllRoutes(arm     )                   {
  const answer = (call         , below        ) => page(resourcesBelow(below, arm.state).filter(filterOf(call)), call, arm.settings, render$5);
  return [
    { method: 'GET', pattern: '/subscriptions/{subscription}/resources', handle: (call) => answer(call, `/subscriptions/${parameter(call, 'subscription')}/`) },
    { method: 'GET', pattern: '/subscriptions/{subscription}/resourceGroups/{group}/resources', handle: (call) => answer(call, `${groupOf$1(arm.state, call).id}/`) },
  ];
}

                  
                      
                        
                        
                             
                                              
                               
 

function resourcesBelow(below        , state          )                    {
  const clusters = state.clusters.below(below).map(({ id, name, location, tags, identity, sku }) => ({ id, name, type: managedClusterType, location, members: { tags, identity, sku } }));
  return [...clusters, ...state.resources.below(below).filter(({ type }) => findType(type)?.location !== 'parent')];
}

function render$5({ id, name, type, location, members: { tags, identity, sku } }        )             {
  return compact({ id, name, type, location, tags, identity, sku });
}

                                                            

/** The properties that a filter may name, joined by `and` (REST reference, "Resources - List"); names of tags compare without case. */
const filters                                    = {
  resourcetype: ({ type }, value) => sameText(type, value),
  name: ({ name }, value) => sameText(name, value),
  location: ({ location }, value) => sameText(location, value.replaceAll(' ', '')),
  resourcegroup: ({ id }, value) => sameText(segmentAfter(id, 'resourceGroups'), value),
  tagname: (resource, value) => tagOf(resource, value) !== undefined,
};

function filterOf({ request }         )                                {
  const text = request.query.get('$filter')?.trim() ?? '';
  if (text === '') return () => true;
  const parts = text.split(/ and (?=\w+ eq ')/i).map((part) => /^(?<member>\w+) eq '(?<value>[^']*)'$/i.exec(part.trim())?.groups ?? {});
  const conditions = parts.map(({ member = '', value = '' }) => ({ member: member.toLowerCase(), value }));
  const tag = conditions.find(({ member }) => member === 'tagname')?.value;
  const isKnown = conditions.every(({ member }) => Object.hasOwn(filters, member) || (member === 'tagvalue' && tag !== undefined));
  // Tags are not to be asked for together with anything else.
  if (!isKnown || (tag !== undefined && conditions.some(({ member }) => !member.startsWith('tag')))) {
    throw gatewayRefusal(400, 'InvalidFilterInQueryString', `Invalid $filter '${text}' specified in the query string.`);
  }
  return (resource) => conditions.every(({ member, value }) => filters[member]?.(resource, value) ?? tagOf(resource, tag ?? '') === value);
}

function tagOf({ members }        , name        )          {
  return memberIgnoringCase(members['tags'], name);
}

function sameText(found         , wanted        )          {
  return typeof found === 'string' && found.toLowerCase() === wanted.toLowerCase();
}

/** The name of an operation of private DNS: what it does, its id and the subscription, in Base64 (byo-acr-create.json: `FrontEndAsyncOperation;UpsertPrivateDnsZone;…_…`). */
function privateDnsName({ id, kind, subscriptionId }           , resourceId        )         {
  const type = resourceId.split('/').at(-2) ?? '';
  const noun = `${type.slice(0, 1).toUpperCase()}${type.slice(1, -1)}`;
  return Buffer.from(`FrontEndAsyncOperation;${kind === 'Deleting' ? 'Delete' : 'Upsert'}${noun};${id}_${subscriptionId}`).toString('base64');
}

/** The id of the operation that the last segment of an address of polling names, in lower case: as it is, after a type (`registries-…`), or as private DNS writes it; undefined where it names none. */
function operationIdIn(name        )                     {
  const [, ofPrivateDns] = /;([0-9a-f-]{36})_[^;]+$/.exec(Buffer.from(name, 'base64').toString('latin1')) ?? [];
  return (ofPrivateDns ?? /^(?:[a-z]+-)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.exec(name)?.[1])?.toLowerCase();
}

/** Which API versions a cache rule has, as its service lists them (byo-acr-create.json). */
const ofCacheRules = '2023-01-01-preview, 2023-06-01-preview, 2023-07-01, 2023-08-01-preview, 2023-11-01-preview, 2024-11-01-preview';

/**
 * The headers that a service adds to all that it answers (byo-acr-create.json). A registry says which API versions it has: here only the one
 * that was asked. Private DNS says what is left of a quota of its own, which is never used up here.
 */
function serviceHeaders(service         , { request, apiVersion }         )                                   {
  if (service === 'registry') return { 'api-supported-versions': /\/cacheRules(?:\/|$)/i.test(request.path) ? ofCacheRules : apiVersion };
  if (service === 'privateDns') return { 'x-ms-ratelimit-remaining-subscription-resource-requests': request.method === 'GET' ? '499' : '11999' };
  return {};
}

/**
 * The addresses under which an operation is polled, as each service writes them (byo-acr-create.json). A PUT names its status only,
 * a DELETE its result as well, except that private DNS names both always.
 */
function pollHeaders(operation           , service         , resourceId        , call         , arm     )                                   {
  const { status, result } = addressesOf(service, operation, resourceId);
  const { endpoint } = arm.settings;
  const query = `api-version=${call.apiVersion}&t=${toTicks(operation.startedAt)}&c=sandbox&s=sandbox&h=sandbox`;
  const both = operation.kind === 'Deleting' || service === 'privateDns';
  return {
    'azure-asyncoperation': `${endpoint}${status}?${query}`,
    ...(both ? { location: `${endpoint}${result}?${query}` } : {}),
    ...(service === 'network' ? { 'azure-asyncnotification': 'Enabled' } : {}),
  };
}

function addressesOf(service         , operation           , resourceId        )                                                       {
  const { id, location, subscriptionId } = operation;
  if (service === 'network') {
    const base = `/subscriptions/${subscriptionId}/providers/Microsoft.Network/locations/${location}`;
    return { status: `${base}/operations/${id}`, result: `${base}/operationResults/${id}` };
  }
  if (service === 'privateDns') {
    const base = `${resourceId.replace(/\/providers\/.*$/i, '')}/providers/Microsoft.Network`;
    const name = privateDnsName(operation, resourceId);
    return { status: `${base}/privateDnsOperationStatuses/${name}`, result: `${base}/privateDnsOperationResults/${name}` };
  }
  if (service === 'registry') {
    const kind = resourceId.split('/').at(-2)?.toLowerCase() ?? '';
    return { status: `${resourceId}/operationStatuses/${kind}-${id}`, result: `${resourceId}/operationResults/${kind}-${id}` };
  }
  return { status: `${resourceId}/operations/${id}`, result: `${resourceId}/operationResults/${id}` };
}

/** The routes of those addresses. They are readable also when the resource is gone. */
function pollRoutes(arm     )                   {
  const network = '/subscriptions/{subscription}/providers/Microsoft.Network/locations/{location}';
  const privateDns = '/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Network';
  const own = resourceTypes.filter(({ service }) => service === 'registry' || service === 'kubernetesConfiguration').flatMap((row) => {
    const { one } = patternsOf(row);
    return [
      { method: 'GET', pattern: `${one}/${row.service === 'registry' ? 'operationStatuses' : 'operations'}/{operation}`, handle: (call         ) => answerStatus(arm, call, row.service) },
      { method: 'GET', pattern: `${one}/operationResults/{operation}`, handle: (call         ) => answerResult(arm, call) },
    ];
  });
  return [
    { method: 'GET', pattern: `${network}/operations/{operation}`, handle: (call) => answerStatus(arm, call, 'network') },
    { method: 'GET', pattern: `${network}/operationResults/{operation}`, handle: (call) => answerResult(arm, call) },
    { method: 'GET', pattern: `${privateDns}/privateDnsOperationStatuses/{operation}`, handle: (call) => answerStatus(arm, call, 'privateDns') },
    { method: 'GET', pattern: `${privateDns}/privateDnsOperationResults/{operation}`, handle: (call) => answerResult(arm, call) },
    ...own,
  ];
}

/**
 * `{status}` only, with the error of what did not end well. A registry says what it does, and repeats the address, also at the end; private DNS answers
 * 202 while it runs, and repeats both addresses until then (byo-acr-create.json). What is repeated has a new signature.
 */
function answerStatus(arm     , call         , service         )                  {
  const operation = requireOperation(arm, call);
  const isRunning = operation.status === 'InProgress';
  const word = isRunning && service === 'registry' ? operation.kind : operation.status;
  const address = `${arm.settings.endpoint}${call.request.path}?${signedAnew(call)}`;
  const isWaiting = isRunning && service === 'privateDns';
  return {
    status: isWaiting ? 202 : 200,
    headers: {
      ...(service === 'registry' || isWaiting ? { 'azure-asyncoperation': address } : {}),
      ...(isWaiting ? { location: address.replace('/privateDnsOperationStatuses/', '/privateDnsOperationResults/') } : {}),
      ...serviceHeaders(service, call),
    },
    body: { status: word, ...(operation.error === undefined ? {} : { error: operation.error }) },
  };
}

function signedAnew({ request, now }         )         {
  const query = new URLSearchParams(request.query);
  if (query.has('t')) query.set('t', toTicks(now));
  return query.toString();
}

/** Assumed: 202 while it runs, then the resource, 204 where that is gone, or the error of what did not end well. No recording polls this address; clients of private DNS read their answer there. */
function answerResult(arm     , call         )                  {
  const { status, error, kind, subject } = requireOperation(arm, call);
  if (error !== undefined) throw refusal$1(409, error.code, error.message);
  const address = `${arm.settings.endpoint}${call.request.path}?${call.request.query.toString()}`;
  if (status === 'InProgress') return { status: 202, headers: { location: address } };
  const resource = kind === 'Deleting' ? undefined : arm.state.resources.find(subject);
  return resource === undefined ? { status: 204 } : { status: 200, body: renderResource(resource, arm.state, call.apiVersion) };
}

function requireOperation(arm     , call         )            {
  const name = parameter(call, 'operation');
  const operation = arm.state.operations.find(operationIdIn(name) ?? '');
  if (operation !== undefined) return operation;
  throw refusal$1(404, 'NotFound', `The operation '${name}' could not be found.`);
}

const type = 'Microsoft.ContainerRegistry/registries';
const links = `/subscriptions/{subscription}/resourceGroups/{group}/providers/${type}/{registry}/privateLinkResources`;

/** What registries tell besides themselves: whether a name is free, and what of them a private endpoint may lead to. */
function registryRoutes(arm     )                   {
  return [
    { method: 'POST', pattern: '/subscriptions/{subscription}/providers/Microsoft.ContainerRegistry/checkNameAvailability', handle: (call) => checkName(arm, call) },
    { method: 'GET', pattern: links, handle: (call) => page([linkResource(arm, call)], call, arm.settings) },
    {
      method: 'GET',
      pattern: `${links}/{name}`,
      handle(call) {
        const resource = linkResource(arm, call);
        if (parameter(call, 'name').toLowerCase() !== 'registry') throw missing$1(call, `${type}/privateLinkResources`, `${parameter(call, 'registry')}/${parameter(call, 'name')}`);
        return { status: 200, body: resource };
      },
    },
  ];
}

/** Names are one's own in all of Azure (RegistryCheckNameAvailable.json and RegistryCheckNameNotAvailable.json of Azure/azure-rest-api-specs). */
function checkName({ state }     , call         )                  {
  const name = textAt(requireBody(call.request), 'name') ?? '';
  if (!/^[a-z0-9]{5,50}$/i.test(name)) {
    return { status: 200, body: { nameAvailable: false, reason: 'Invalid', message: 'The registry name is invalid: it has 5 to 50 letters and digits.' } };
  }
  const isTaken = state.resources.ofType(type).some((registry) => registry.name.toLowerCase() === name.toLowerCase());
  return { status: 200, body: isTaken ? { nameAvailable: false, reason: 'AlreadyExists', message: `The registry ${name} is already in use.` } : { nameAvailable: true } };
}

/** RegistryListPrivateLinkResources.json of Azure/azure-rest-api-specs. */
function linkResource({ state }     , call         )             {
  const name = parameter(call, 'registry');
  const registry = state.resources.find(`${groupOf$1(state, call).id}/providers/${type}/${name}`);
  if (registry === undefined) throw missing$1(call, type, name);
  return {
    type: `${type}/privateLinkResources`,
    id: `${registry.id}/privateLinkResources/registry`,
    name: 'registry',
    properties: { groupId: 'registry', requiredMembers: ['registry', `registry_data_${registry.location ?? ''}`], requiredZoneNames: ['privatelink.azurecr.io'] },
  };
}

function missing$1(call         , kind        , name        )        {
  return gatewayRefusal(
    404,
    'ResourceNotFound',
    `The Resource '${kind}/${name}' under resource group '${parameter(call, 'group')}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}

/**
 * Refuses a write whose `If-Match` or `If-None-Match` does not hold, with 412 (RFC 9110, 13.1; the code is that of the network and of
 * private DNS, the text is ours). `etag` is the resource's own, undefined when there is none.
 */
function requireCurrent(request                , etag                    )       {
  const match = request.headers['if-match'];
  const noneMatch = request.headers['if-none-match'];
  const isStale = match !== undefined && (etag === undefined || (match !== '*' && bare$1(match) !== bare$1(etag)));
  const isTaken = noneMatch !== undefined && etag !== undefined && (noneMatch === '*' || bare$1(noneMatch) === bare$1(etag));
  if (isStale || isTaken) throw refusal$1(412, 'PreconditionFailed', 'Precondition failed: the etag of the resource is not what the request expects.');
}

function bare$1(etag        )         {
  return etag.replace(/^(?:W\/)?"(.*)"$/, '$1');
}

/** Refuses a change of what is being deleted, or stands under it: nothing new is taken into it. The text is the network's, shortened. */
function requireQuiet({ id, parentId }        , state          )       {
  const running = [id, ...(parentId === undefined ? [] : [parentId])].map((subject) => state.operations.runningOn(subject.toLowerCase()));
  if (!running.some((operation) => operation?.kind === 'Deleting')) return;
  throw refusal$1(409, 'AnotherOperationInProgress', `Another operation on this or dependent resource is in progress: '${id}' is being deleted.`);
}

/** What no isolated cluster can have (aks-network-isolation.md 2.1; of the names only Flux's is certain, 8, 16). Backup is taken: Azure/AKS issue 5245. */
const unsupported                      = new Set(['microsoft.flux', 'microsoft.dapr', 'microsoft.appconfiguration', 'microsoft.azureml.kubernetes']);

/**
 * How the making of an extension ends on an isolated cluster that does not support it. Assumed: its service knows nothing of outbound types and takes the PUT; what
 * the extension is made of cannot be pulled. The code is the service's, the text ours but for its beginning. Undefined: well.
 */
function endOfExtension({ type, parentKey, properties }                , { clusters }          )                               {
  const cluster = type === 'Microsoft.KubernetesConfiguration/extensions' ? clusters.get(parentKey ?? '') : undefined;
  const name = textAt(properties, 'extensionType')?.toLowerCase() ?? '';
  if (cluster === undefined || !unsupported.has(name) || !isolatedTypes.has(textAt(cluster.properties, 'networkProfile', 'outboundType') ?? '')) return undefined;
  return {
    status: 'Failed',
    error: {
      code: 'ExtensionOperationFailed',
      message: `The extension operation failed with the following error: Error: [ InnerError: [Helm installation failed : Unable to pull the images of ${name}, which is not supported on a network isolated cluster ]] occurred while doing the operation : [Create] on the config`,
    },
  };
}

const subnetType = 'Microsoft.Network/virtualNetworks/subnets';

/**
 * Throws when a subnet, or a subnet of a virtual network, is named by something else: a private endpoint, a gateway, a cluster. The
 * text is Azure's (hashicorp/terraform-provider-azurerm 688, kubernetes-sigs/cluster-api-provider-azure 172). Other resources that are
 * in use can be deleted here, in Azure they cannot.
 */
function requireUnused(resource                , state          )       {
  const subnets = resource.type === subnetType ? [resource] : state.resources.childrenOf(resource.id, subnetType);
  for (const subnet of subnets) {
    const user = userOf$1(subnet.id, state);
    if (user === undefined) continue;
    throw refusal$1(
      400,
      'InUseSubnetCannotBeDeleted',
      `Subnet ${subnet.name} is in use by ${user} and cannot be deleted. `
      + 'In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.',
    );
  }
}

/** Throws when a subnet that is in use is to lose a prefix. The text is Azure's, from a public blog of 2025; addresses that are not used are not told apart. */
function requirePrefixes(before                , after                , state          )       {
  if (before.type !== subnetType) return;
  const kept = prefixesOf(after);
  const lost = prefixesOf(before).find((prefix) => !kept.includes(prefix));
  if (lost === undefined || userOf$1(before.id, state) === undefined) return;
  throw refusal$1(400, 'InUsePrefixCannotBeDeleted', `IpPrefix ${lost} on Subnet ${before.name} has active allocations and cannot be deleted.`);
}

function prefixesOf({ properties }                )                    {
  return [properties['addressPrefix'], ...arrayAt(properties, 'addressPrefixes')].filter((prefix) => typeof prefix === 'string');
}

function userOf$1(subnetId        , state          )                     {
  const key = subnetId.toLowerCase();
  const user = state.resources.all().find(({ id, properties }) => !isWithin(key, id) && names(properties, key));
  if (user !== undefined) return user.id;
  return [...state.clusters.values()].find(({ pools, properties }) => (
    pools.some((pool) => names(pool.properties, key)) || names(at(properties, 'apiServerAccessProfile'), key)
  ))?.id;
}

/** True when the id stands anywhere in the value. */
function names(value         , key        )          {
  if (typeof value === 'string') return value.toLowerCase() === key;
  if (Array.isArray(value)) return value.some((item) => names(item, key));
  return isJsonObject(value) && Object.values(value).some((item) => names(item, key));
}

/** What the body of a parent makes of its children: those to keep and those to remove. */
                                 
                                          
                                             
 

/** A virtual network may be written without its subnets since this version ("Virtual Network now supports updates without subnet property"). */
const subnetsOptionalSince = '2023-09-01';

/**
 * What a PUT of a parent does to the children that stand in its document: named ones are written, others removed. A document that
 * does not name `subnets` at all leaves them as they are (an empty array does not); a virtual network's peerings are treated alike,
 * which is assumed. Security rules and routes that are not named are removed. Throws when a subnet to be removed, or a prefix of one, is in use, and
 * InvalidRequestFormat for something that is no child.
 */
function childrenChange(parent                , row              , body            , apiVersion        , now        , state          )                 {
  const changes = mirroredTypes(row).map((child)                 => {
    const existing = state.resources.childrenOf(parent.id, child.type);
    const sent = member$1(asObject(body['properties']), child.mirror) ?? undefined;
    const isKept = sent === undefined && row.type === 'Microsoft.Network/virtualNetworks' && apiVersion >= subnetsOptionalSince;
    if (isKept) return { put: [], remove: [] };
    const put = readChildren(sent, child.mirror).map((document) => completeChild(parent, child, document, existing, now));
    const kept = new Set(put.map(({ id }) => id.toLowerCase()));
    return { put, remove: existing.filter(({ id }) => !kept.has(id.toLowerCase())) };
  });
  const remove = changes.flatMap((change) => change.remove);
  for (const child of remove) requireUnused(child, state);
  const put = changes.flatMap((change) => change.put);
  for (const child of put) {
    const before = state.resources.find(child.id);
    if (before !== undefined) requirePrefixes(before, child, state);
  }
  return { put, remove };
}

function readChildren(sent         , mirror        )                        {
  const children                     = Array.isArray(sent) ? sent : [];
  if (sent !== undefined && !Array.isArray(sent)) throw malformed(mirror);
  const read = children.filter(isJsonObject);
  const names = read.map((child) => textAt(child, 'name')?.toLowerCase());
  if (read.length !== children.length || names.includes(undefined) || new Set(names).size !== names.length) throw malformed(mirror);
  return read;
}

function malformed(mirror        )        {
  return refusal$1(400, 'InvalidRequestFormat', `Cannot parse the request. '${mirror}' has to be an array of objects that have names of their own.`);
}

function completeChild(parent                , row              , document            , existing                           , now        )                 {
  const name = textAt(document, 'name') ?? '';
  const target         = {
    row,
    id: `${parent.id}/${row.type.split('/').at(-1) ?? ''}/${name}`,
    fullName: `${parent.name}/${name}`,
    name,
    parentId: parent.id,
  };
  requireName(target);
  return completeResource(target, document, undefined, existing.find((child) => child.name.toLowerCase() === name.toLowerCase()), now);
}

/** How many of a type stand under one parent: cache rules (Microsoft Learn, "Artifact cache", limitations), the others ("Azure subscription and service limits", networking). */
const most                                   = {
  'Microsoft.ContainerRegistry/registries/cacheRules': 1000,
  'Microsoft.Network/virtualNetworks/virtualNetworkPeerings': 500,
  'Microsoft.Network/networkSecurityGroups/securityRules': 1000,
  'Microsoft.Network/routeTables/routes': 400,
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks': 1000,
};

/** Throws when one more child does not fit under its parent. What a parent's own body brings is not counted. Code and text are assumed. */
function requireRoom({ row, parentId, name }        , { resources }          )       {
  const limit = most[row.type];
  if (limit === undefined || parentId === undefined || resources.childrenOf(parentId, row.type).length < limit) return;
  throw refusal$1(409, 'QuotaExceeded', `'${name}' cannot be created: '${parentId}' has ${limit} ${row.type.split('/').at(-1) ?? ''} already, which is the most.`);
}

/** ARM looks first (names, location, parent), then policy, then the service (etags, what is under way, children). */
function putResource(row              , arm     , call         )                  {
  const { state } = arm;
  const target = targetOf$2(row, call, state);
  requireName(target);
  const sent = requireBody(call.request);
  const existing = state.resources.find(target.id);
  const location = placeOf(row, sent, existing, parameter(call, 'group'));
  readTags(sent);
  requireStanding(state, call);
  requireParent(target, state, 'write');
  const body = admit(target, sent, arm, call);

  requireCurrent(call.request, existing === undefined ? undefined : etagOf(existing, state) ?? existing.etags.settled);
  requireQuiet(target, state);
  if (existing === undefined) requireRoom(target, state);
  const resource = completeResource(target, body, location, existing, call.now);
  const children = childrenChange(resource, row, body, call.apiVersion, call.now, state);
  if (existing !== undefined) requirePrefixes(existing, resource, state);
  const refusedLink = endOfOverlap(resource, state);
  if (refusedLink === undefined) {
    for (const child of children.remove) forgetWithin(state, child.id.toLowerCase());
    for (const changed of [resource, ...children.put]) state.resources.put(changed);
    keepInterface(resource, call.now, state);
    touchParent(target, arm);
  }
  return answerTo(resource, existing, row, arm, call, refusedLink ?? endOfExtension(resource, state));
}

/** The body to store: policy may refuse it or change it. The only place where resources of this folder meet policy. */
function admit(target        , body            , arm     , call         )             {
  return requirePolicyAllows(arm, call, { type: target.row.type, name: target.fullName, id: target.id, apiVersion: call.apiVersion, body });
}

function placeOf(row              , body            , existing                            , group        )                     {
  if (row.location === 'parent') return undefined;
  const location = requireLocation(body);
  if (row.location === 'global' && location !== 'global') {
    throw gatewayRefusal(
      400,
      'LocationNotAvailableForResourceType',
      `The provided location '${location}' is not available for resource type '${row.type}'. List of available regions for the resource type is 'global'.`,
    );
  }
  if (existing !== undefined) requireSameLocation({ name: existing.name, location: existing.location ?? '', resourceGroup: group }, location);
  return location;
}

/** What stands in the document of another changes that document, and so its etag. */
function touchParent({ row, parentId }        , { state }     )       {
  const parent = row.mirror === undefined || parentId === undefined ? undefined : state.resources.find(parentId);
  if (parent !== undefined) state.resources.put({ ...parent, etags: { ...parent.etags, settled: randomUUID() } });
}

function answerTo(resource                , existing                            , row              , arm     , call         , fate                              )                  {
  const { state } = arm;
  const status = existing === undefined ? 201 : 200;
  if (row.operationMilliseconds === undefined) {
    const etag = etagOf(resource, state);
    const headers = {
      ...(etag === undefined ? {} : { etag }),
      ...(row.service === 'identity' && status === 201 ? { location: resource.id } : {}),
    };
    return { status, headers, body: renderResource(resource, state, call.apiVersion) };
  }
  const begun = {
    id: call.requestId,
    kind: existing === undefined ? 'Creating'          : 'Updating'         ,
    subject: resource.id.toLowerCase(),
    subscriptionId: parameter(call, 'subscription'),
    location: resource.location ?? parentLocation(resource, arm),
  };
  const operation = state.operations.start(begun, row.operationMilliseconds, call.now, fate);
  const headers = pollHeaders(operation, row.service, resource.id, call, arm);
  // Private DNS answers neither the resource nor 201 (byo-acr-create.json).
  if (row.service === 'privateDns') return { status: 202, headers, body: {} };
  return { status, headers, body: renderResource(resource, state, call.apiVersion) };
}

/** A subnet's operations run where its network is. */
function parentLocation({ parentKey }                                   , { state }     )         {
  const parent = parentKey === undefined ? undefined : state.resources.find(parentKey);
  return parent?.location ?? state.clusters.get(parentKey ?? '')?.location ?? 'global';
}

/**
 * PATCH: of the network only the tags, at once and all of them ("Update Tags" of each type, REST reference); of other services a change of what is
 * there, with the protocol of a PUT. That a change is a merge patch (RFC 7396) is assumed; tags are replaced as a whole. Policy sees what would become of it.
 */
function patchResource(row              , arm     , call         )                  {
  const { state } = arm;
  const target = targetOf$2(row, call, state);
  const sent = requireBody(call.request);
  readTags(sent);
  requireParent(target, state, 'write');
  const existing = state.resources.find(target.id);
  if (existing === undefined) throw notFound$2(target, parameter(call, 'group'));
  if (row.patch === 'tags') return patchTags(target, sent, existing, arm, call);
  const body = { ...mergePatch(writable(existing), sent), ...(isJsonObject(sent['tags']) ? { tags: sent['tags'] } : {}) };
  return putResource(row, arm, { ...call, request: { ...call.request, body } });
}

function patchTags(target        , sent            , existing                , arm     , call         )                  {
  const { state } = arm;
  const other = Object.keys(sent).find((name) => name.toLowerCase() !== 'tags');
  if (other !== undefined) throw refusal$1(400, 'InvalidRequestFormat', `Cannot parse the request: a PATCH of ${target.row.type} takes 'tags', and not '${other}'.`);
  requireStanding(state, call);
  const { tags } = requirePolicyAllows(arm, call, {
    type: target.row.type, name: target.fullName, id: target.id, apiVersion: call.apiVersion, body: { ...renderResource(existing, state), tags: sent['tags'] ?? {} },
  });
  requireCurrent(call.request, etagOf(existing, state) ?? existing.etags.settled);
  requireQuiet(target, state);
  const patched = { ...existing, members: compact({ ...existing.members, tags }), changedAt: call.now, etags: { ...existing.etags, settled: randomUUID() } };
  state.resources.put(patched);
  return { status: 200, body: renderResource(patched, state, call.apiVersion) };
}

/** What a caller could send of a resource. */
function writable({ location, members, properties }                )             {
  return compact({ location, ...members, properties });
}

/** DELETE: 204 when there is nothing, 200 for what goes at once, else 202 with both addresses; policy does not see it. */
function deleteResource(row              , arm     , call         )                  {
  const { state } = arm;
  const resource = state.resources.find(targetOf$2(row, call, state).id);
  if (resource === undefined) return { status: 204 };
  requireCurrent(call.request, etagOf(resource, state) ?? resource.etags.settled);
  requireUnused(resource, state);
  requireNoLinks(resource, state);
  requireNoEndpoint(resource, state);
  if (row.operationMilliseconds === undefined) {
    forgetWithin(state, resource.id.toLowerCase());
    return { status: 200 };
  }
  const subject = resource.id.toLowerCase();
  const running = state.operations.runningOn(subject);
  const operation = running?.kind === 'Deleting' ? running : state.operations.start(
    { id: call.requestId, kind: 'Deleting', subject, subscriptionId: parameter(call, 'subscription'), location: resource.location ?? parentLocation(resource, arm) },
    row.operationMilliseconds,
    call.now,
  );
  return { status: 202, headers: pollHeaders(operation, row.service, resource.id, call, arm) };
}

/** The interface of a private endpoint goes with it, and not before (code and text as public logs show them). */
function requireNoEndpoint(resource                , state          )       {
  const endpoint = textAt(resource.properties, 'privateEndpoint', 'id');
  if (endpoint === undefined || state.resources.find(endpoint) === undefined) return;
  throw refusal$1(400, 'NicInUseWithPrivateEndpoint', `Network interface ${resource.id} cannot be deleted because it is currently in use with an private endpoint (${endpoint}).`);
}

/** A zone that networks are linked to stays (code and text as public logs of Terraform's show them). */
function requireNoLinks(resource                , state          )       {
  if (state.resources.childrenOf(resource.id, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks').length === 0) return;
  throw refusal$1(409, 'CannotDeleteResource', 'Can not delete resource before nested resources are deleted.');
}

/** The resources around a cluster, all types alike: read, written, deleted, listed by group, subscription and parent. */
function resourceRoutes(arm     )                   {
  return [...resourceTypes.flatMap((row) => routesOf(row, arm)), ...registryRoutes(arm), ...pollRoutes(arm)];
}

function routesOf(row              , arm     )                   {
  const { one, list, ofSubscription } = patternsOf(row);
  const reading          = [
    { method: 'GET', pattern: one, handle: (call) => get(row, arm, call) },
    { method: 'GET', pattern: list, handle: (call) => listBelow(row, arm, call) },
  ];
  const writing          = row.isReadOnly === true ? [] : [
    { method: 'PUT', pattern: one, handle: (call) => putResource(row, arm, call) },
    { method: 'DELETE', pattern: one, handle: (call) => deleteResource(row, arm, call) },
    ...(row.patch === undefined ? [] : [{ method: 'PATCH', pattern: one, handle: (call         ) => patchResource(row, arm, call) }]),
  ];
  const listing          = ofSubscription === undefined ? [] : [
    { method: 'GET', pattern: ofSubscription, handle: (call) => listOf(row, `/subscriptions/${parameter(call, 'subscription')}/`, arm, call) },
  ];
  // All records of a zone, of whatever type ("Record Sets - List", REST reference).
  const records          = row.type !== recordType ? [] : ['ALL', 'recordsets'].map((name) => ({ method: 'GET', pattern: list.replace(/[^/]+$/, name), handle: (call) => listBelow(row, arm, call) }));
  return [...reading, ...writing, ...listing, ...records].map((route) => ({ ...route, handle: (call) => withHeaders(route.handle(call), serviceHeaders(row.service, call)) }));
}

function withHeaders(response                 , headers                                  )                  {
  return { ...response, headers: { ...headers, ...response.headers } };
}

function get(row              , arm     , call         )                  {
  const target = targetOf$2(row, call, arm.state);
  requireParent(target, arm.state, 'read');
  if (row.type === connectionType) return getConnection(target.parentId ?? '', arm, call, notFound$2(target, parameter(call, 'group')));
  const found = arm.state.resources.find(target.id);
  if (found === undefined) throw notFound$2(target, parameter(call, 'group'));
  const etag = etagOf(found, arm.state);
  return { status: 200, ...(etag === undefined ? {} : { headers: { etag } }), body: renderResource(found, arm.state, call.apiVersion) };
}

function getConnection(registryId        , arm     , call         , missing       )                  {
  const wanted = parameter(call, 'name1').toLowerCase();
  const connection = connectionsBelow(registryId, arm).find((candidate) => textAt(candidate, 'name')?.toLowerCase() === wanted);
  if (connection === undefined) throw missing;
  return { status: 200, body: connection };
}

function listBelow(row              , arm     , call         )                  {
  const under = listedUnder(row, call, arm.state);
  if (row.type.split('/').length === 2 && row.extends === undefined) {
    return listOf(row, `${under}/`, arm, call);
  }
  requireParent({ row, parentId: under }, arm.state, 'read');
  if (row.type === connectionType) return page(connectionsBelow(under, arm), call, arm.settings);
  return render$4(arm.state.resources.childrenOf(under, row.type), arm, call);
}

/** The resources of a type whose ids begin with a prefix. */
function listOf(row              , below        , arm     , call         )                  {
  return render$4(arm.state.resources.below(below).filter(({ type }) => type === row.type), arm, call);
}

function connectionsBelow(registryId        , arm     )                        {
  const registry = arm.state.resources.find(registryId);
  return registry === undefined ? [] : connectionsOf(registry, arm.state);
}

function render$4(resources                           , arm     , call         )                  {
  return page(resources, call, arm.settings, (resource) => renderResource(resource, arm.state, call.apiVersion));
}

const pattern = '/{+scope}/providers/Microsoft.Resources/tags/default';

/** The tags of a subscription, a resource group or a resource, as a resource of their own (REST reference, "Tags - … At Scope"). */
function tagRoutes(arm     , door      )                   {
  return [
    { method: 'GET', pattern, handle: (call) => ({ status: 200, body: render$3(call, tagsAt(arm, door, call)) }) },
    { method: 'PUT', pattern, handle: (call) => store(arm, door, call, given(call)) },
    { method: 'PATCH', pattern, handle: (call) => store(arm, door, call, merged(call, tagsAt(arm, door, call))) },
    { method: 'DELETE', pattern, handle: (call) => ({ status: store(arm, door, call, {}).status }) },
  ];
}

function render$3(call         , tags            )             {
  const scope = parameter(call, 'scope');
  return { id: `${scope}/providers/Microsoft.Resources/tags/default`, name: 'default', type: 'Microsoft.Resources/tags', properties: { tags } };
}

function given({ request }         )             {
  return readTags({ tags: at(requireBody(request), 'properties', 'tags') }) ?? {};
}

/** `Merge` adds and overwrites, `Replace` replaces all, `Delete` takes away those whose name and value are given. Names are one whatever their case. */
function merged(call         , before            )             {
  const operation = textAt(requireBody(call.request), 'operation');
  if (operation !== 'Merge' && operation !== 'Replace' && operation !== 'Delete') throw gatewayRefusal(400, 'InvalidTagPatchOperation', `The operation '${operation ?? ''}' is none of Merge, Replace and Delete.`);
  const sent = given(call);
  const isGiven = (name        )          => Object.keys(sent).some((other) => other.toLowerCase() === name.toLowerCase());
  const kept = Object.entries(operation === 'Replace' ? {} : before).filter(([name, value]) => !isGiven(name) || (operation === 'Delete' && sent[name] !== value));
  return Object.fromEntries([...kept, ...(operation === 'Delete' ? [] : Object.entries(sent))]);
}

function tagsAt(arm     , door      , call         )             {
  const scope = scopeOf(arm, call);
  if (scope?.kind === 'resourceGroup') return requireGroup(arm.state, scope.subscriptionId, scope.resourceGroup).tags ?? {};
  if (scope?.kind === 'subscription') return requireSubscription(arm.state.hierarchy, scope.subscriptionId).tags ?? {};
  const tags = at(ask('GET', undefined, door, arm, call).body, 'tags');
  return isJsonObject(tags) ? tags : {};
}

/** Throws for a scope that is not there, and for one that has no tags. */
function scopeOf({ state }     , call         )                                {
  const id = parameter(call, 'scope');
  const kind = requireScope(id, state);
  if (kind === 'tenant' || kind === 'managementGroup') throw gatewayRefusal(400, 'InvalidScope', `The scope '${id}' has no tags.`);
  return parseScope(id);
}

function store(arm     , door      , call         , tags            )                  {
  const { state } = arm;
  requireTagSizes(tags);
  const scope = scopeOf(arm, call);
  if (scope?.kind === 'resourceGroup') {
    const { id: _, ...group } = requireGroup(state, scope.subscriptionId, scope.resourceGroup);
    storeGroup(state, requireSubscription(state.hierarchy, scope.subscriptionId).subscriptionId, { ...group, tags });
  } else if (scope?.kind === 'subscription') state.hierarchy.addSubscription({ ...requireSubscription(state.hierarchy, scope.subscriptionId), tags });
  else ask('PATCH', { tags }, door, arm, call);
  return { status: 200, body: render$3(call, tags) };
}

/** A resource has its tags written as by a PATCH of its own. */
function ask(method                 , body         , door      , { state }     , call         )                  {
  const path = parameter(call, 'scope');
  const actor = state.activity.actor ?? actorOf(call.request);
  const response = door.ask({ method, path, apiVersion: newestVersionFor(path), body, now: call.now, correlationId: correlationOf$1(call), actor, principal: call.principal, by: 'caller' });
  if (response.status >= 300) throw new Refusal(`The tags of '${path}' cannot be ${method === 'GET' ? 'read' : 'written'}.`, response);
  return response;
}

/** Azure Resource Manager over an empty store, or one with an estate in it. Throws UserError for a document of `builtIns` or `estate` that is none. */
function createArm(options            )             {
  const arm      = { state: emptyState(options.speed ?? 1), settings: settingsOf(options) };
  for (const [id, builtIn] of builtInPolicies(options.builtIns ?? [])) arm.state.policies.set(id, builtIn);
  const [quota, aksQuota] = [new Quota(options.quota ?? 'off', options.speed ?? 1), new AksQuota(options.quota ?? 'off', options.speed ?? 1)];
  const door       = { ask: (inner) => answerInner(inner, routes, arm, aksQuota), takes: (id) => takesWrites(id, routes) };
  const routes             = routeTable(armRoutes(arm, new QueryQuota(options.quota ?? 'off', options.speed ?? 1), door));
  if (options.estate !== undefined) seedEstate(options.estate, arm.state, options.now());
  const handler          = (asSent) => {
    // Slashes may be doubled, as clients do that put a scope with a slash behind one (Microsoft Learn has such addresses).
    const request = { ...asSent, path: asSent.path.replace(/\/{2,}/g, '/') };
    const requestId = randomUUID();
    const now = options.now();
    let counted                                   = {};
    const response = answer$3(() => {
      passTime(arm, door, now);
      if (isMetadata(request)) return cloudMetadata(request, arm.settings);
      const principal = requireToken(request, options.tokens, arm.settings.authorityHost);
      const spending = quota.spend(request, /^\/subscriptions\/([^/]+)/i.exec(request.path)?.[1], principal, now);
      counted = spending.headers;
      if (spending.refusal !== undefined) throw spending.refusal;
      return observed(arm, { request, now, requestId }, () => route(request, routes, { now, requestId, principal }, arm, aksQuota));
    });
    return { ...response, headers: { ...commonHeaders(request, requestId), ...counted, ...response.headers } };
  };
  return Object.assign(handler, controlsOf(arm, options.now, () => passTime(arm, door, options.now())));
}

/**
 * Every route of an ARM, the first that fits before the others.
 * @param queries counts the queries of Resource Graph
 * @param door what a deployment writes goes through it
 */
function armRoutes(arm     , queries            , door      )                   {
  return [
    ...deploymentRoutes(arm, door), ...tagRoutes(arm, door), ...remediationRoutes(arm, door), ...computeRoutes(arm),
    ...subscriptionRoutes(arm), ...cloudRoutes(arm), ...hierarchyWriteRoutes(arm), ...resourceGroupRoutes(arm), ...clusterRoutes(arm), ...poolRoutes(arm), ...powerRoutes(arm), ...offerRoutes(arm), ...machineRoutes(arm), ...operationRoutes(arm), ...policyRoutes(arm),
    ...authorizationRoutes(arm), ...customRoleRoutes(arm), ...permissionRoutes(arm), ...lockRoutes(arm), ...capacityRoutes(arm), ...providerRoutes(arm), ...restrictionRoutes(arm), ...policyInsightsRoutes(arm), ...activityRoutes(arm),
    ...listAllRoutes(arm), ...resourceRoutes(arm), ...resourceGraphRoutes(arm, queries),
  ];
}

function answer$3(handle                       )                  {
  try {
    return handle();
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown.response;
    throw thrown;
  }
}

/** A request of Resource Manager to itself: it passes the gates that every other passes. */
function answerInner({ method, path, apiVersion, body, now, correlationId, actor, principal, by }              , routes            , arm     , aksQuota          )                                                   {
  const requestId = randomUUID();
  const request                 = {
    method, path: path.split('/').map(encodeURIComponent).join('/'), query: new URLSearchParams({ 'api-version': apiVersion }), headers: { 'x-ms-correlation-request-id': correlationId }, body,
  };
  const carryOut = ()                  => route(request, routes, { now, requestId, principal, by }, arm, aksQuota);
  return { ...answer$3(() => (method === 'GET' ? carryOut() : observed(arm, { request, now, requestId, actor }, carryOut))), requestId };
}

function takesWrites(id        , routes            )          {
  return routes(id.split('/').slice(1)).some(({ route: { method } }) => method === 'PUT');
}

function route(request                , routes            , call                                                                                          , arm     , aksQuota          )                  {
  const { state } = arm;
  const apiVersion = requireApiVersion(request);
  const segments = splitPath(request.path);
  if (segments === undefined) throw gatewayRefusal(400, 'BadRequest', `The request path '${request.path}' is not well encoded.`);
  if (segments[0]?.toLowerCase() === 'subscriptions' && segments[1] !== undefined) requireSubscription(state.hierarchy, segments[1]);
  if (call.by !== 'policy') requireReadable(request.method, segments, call.principal, state);
  requireKnownVersion(segments, apiVersion, request.body, call.now, state);
  const matches = routes(segments);
  const match = matches.find((candidate) => candidate.route.method === request.method);
  if (match === undefined && request.method === 'HEAD') return existenceOf(request, routes, call, arm, aksQuota);
  if (match === undefined) throw matches.length === 0 ? noRoute(request, apiVersion) : noMethod(request);
  requireAdmitted(request, segments, call, arm);
  if (request.method === 'DELETE') requireDeletable(`/${segments.join('/')}`, { apiVersion, now: call.now }, arm);
  const giveBack = aksQuota.spend(request.method, segments, call.now);
  try {
    return match.route.handle({ ...call, request, parameters: match.parameters, apiVersion });
  } catch (thrown) {
    // A policy denies before AKS sees the write.
    if (thrown instanceof Refusal && textAt(thrown.response.body, 'error', 'code') === 'RequestDisallowedByPolicy') giveBack();
    throw thrown;
  }
}

/** What can be read can be asked for whether it is there (REST reference, "Resources - Check Existence By Id"): 204, or 404 without a word. */
function existenceOf(request                , routes            , call                             , arm     , aksQuota          )                  {
  const { status, headers } = answer$3(() => route({ ...request, method: 'GET' }, routes, call, arm, aksQuota));
  return { status: status === 200 ? 204 : status, ...(headers === undefined ? {} : { headers }) };
}

/** Every request names an API version, which is a date. */
function requireApiVersion(request                )         {
  const version = request.query.get('api-version') ?? '';
  if (version === '') {
    throw gatewayRefusal(400, 'MissingApiVersionParameter', 'The api-version query parameter (?api-version=) is required for all requests.');
  }
  if (!/^20\d{2}-\d{2}-\d{2}(-[a-z]{1,20})?$/i.test(version)) {
    const message = `The api-version '${version}' is invalid. It is a date, optionally with a suffix such as -preview.`;
    throw gatewayRefusal(400, 'InvalidApiVersionParameter', message);
  }
  return version;
}

/**
 * Both texts are Azure's (cloudquery/cloudquery 6629; Microsoft Learn on registering providers). The sandbox covers less than Azure, and
 * says so where the caller may well have named something that exists.
 */
function noRoute(request                , apiVersion        )          {
  const namespace = /^.*\/providers\/([^/]+)/i.exec(request.path)?.[1];
  if (namespace === undefined) {
    return gatewayRefusal(404, 'InvalidResourceType', `No HTTP resource was found that matches the request URI '${request.path}'. The sandbox may not cover it yet.`);
  }
  if (!/^microsoft\./i.test(namespace)) return gatewayRefusal(404, 'InvalidResourceNamespace', `The resource namespace '${namespace}' is invalid.`);
  const message = `The resource type could not be found in the namespace '${namespace}' for api version '${apiVersion}'. The sandbox may not cover it yet.`;
  return gatewayRefusal(404, 'InvalidResourceType', message);
}

function noMethod(request                )          {
  return gatewayRefusal(405, 'MethodNotAllowed', `The HTTP method '${request.method}' is not supported at '${request.path}'.`);
}

/** A certificate for loopback with its key, both PEM. The certificate is its own authority. */
                                      
                               
                              
 

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }         ;
const hour$1 = 3_600_000;
const validFor = 3 * 24 * hour$1;

/**
 * Makes a self-signed P-256 certificate for localhost, 127.0.0.1 and ::1, good for three days. It starts an hour in the past:
 * clocks of a container and its host differ.
 */
async function makeLoopbackCertificate()                               {
  // The library finds its algorithms through decorators, which need this at import.
  await import('./vendor-reflect-metadata.js').then(n => n.Reflect);
  const x509 = await import('./vendor-peculiar-asn1-x509.js');
  const serialNumber = randomSerial();
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber,
    // Whoever trusts two sandboxes finds their certificates by name.
    name: `CN=aks-network-isolation sandbox ${serialNumber.slice(0, 8)}`,
    notBefore: new Date(Date.now() - hour$1),
    notAfter: new Date(Date.now() + validFor),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyCertSign, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
        { type: 'ip', value: '::1' },
      ]),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { certificate: `${certificate.toString('pem')}\n`, privateKey: x509.PemConverter.encode(key, 'PRIVATE KEY') };
}

/** Sixteen random digits, hexadecimal; the first is never above 7, so that the number stays positive. */
function randomSerial()         {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return `1${Buffer.from(bytes).toString('hex').slice(1)}`;
}

/** Seconds an access token is good for: what Entra answers as `expires_in` for an hour. */
const accessTokenLifetime = 3599;

/** Why a bearer token is refused. */
                                                               

/** The tokens of one sandbox: what its authority issues is what its ARM accepts. */
                               
                                               
                                  
                                          
                                                     
 

function createAccessTokens(now              )               {
  const key = makeSigningKey('sandbox-entra');
  return {
    issue(audience) {
      const issuedAt = Math.floor(now() / 1000);
      return signToken(key, {
        aud: audience,
        iss: `https://sts.windows.net/${tenantId}/`,
        iat: issuedAt,
        nbf: issuedAt,
        exp: issuedAt + accessTokenLifetime,
        appid: clientId,
        idtyp: 'app',
        oid: principalId,
        sub: principalId,
        tid: tenantId,
        uti: randomUUID(),
        ver: '1.0',
      });
    },
    problemOf(token) {
      const decoded = decodeToken(token);
      if (decoded === undefined) return 'malformed';
      if (!isSignedBy(decoded, key)) return 'foreign';
      const expiry = decoded.claims['exp'];
      return typeof expiry === 'number' && expiry * 1000 > now() ? undefined : 'expired';
    },
  };
}

/** The tenant of clients that take the authority for AD FS, as Azure Stack Hub has it. Behind it stands the same directory. */
const federationServices = 'adfs';

/** The OpenID configuration of the tenant; of AD FS, whose endpoints stand elsewhere and know no versions. */
function openIdConfiguration(origin        , tenant        )                  {
  const base = tenant === federationServices ? `${origin}/${federationServices}` : `${origin}/${tenantId}`;
  const oauth = tenant === federationServices ? `${base}/oauth2` : `${base}/oauth2/v2.0`;
  return {
    status: 200,
    body: {
      token_endpoint: `${oauth}/token`,
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
      jwks_uri: `${base}/discovery/v2.0/keys`,
      response_modes_supported: ['query', 'fragment', 'form_post'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      issuer: tenant === federationServices ? base : `${base}/v2.0`,
      authorization_endpoint: `${oauth}/authorize`,
      device_authorization_endpoint: `${oauth}/devicecode`,
      end_session_endpoint: `${oauth}/logout`,
      tenant_region_scope: null,
      cloud_instance_name: 'microsoftonline.com',
    },
  };
}

/** Where a client asks whether an authority is one: ours knows itself only. */
function instanceDiscovery(origin        )                  {
  const { host } = new URL(origin);
  return {
    status: 200,
    body: {
      tenant_discovery_endpoint: `${origin}/${tenantId}/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    },
  };
}

/** The errors of Entra's token endpoint that the sandbox knows, with the OAuth error each comes under. */
const oauthErrors = {
  50013: 'invalid_client',
  70011: 'invalid_scope',
  70003: 'unsupported_grant_type',
  90002: 'invalid_request',
  90014: 'invalid_request',
  700016: 'unauthorized_client',
  700024: 'invalid_client',
  700211: 'invalid_client',
  700212: 'invalid_client',
  700213: 'invalid_client',
  500011: 'invalid_resource',
  7000215: 'invalid_client',
}         ;

                                                  

/** OAuth errors that are answered with 401; the others are 400 (RFC 6749, section 5.2, as Entra does it). */
const unauthorised                      = new Set(['invalid_client']);

/** A failure in Entra's shape: `{error, error_description, error_codes, timestamp, trace_id, correlation_id, error_uri}`. */
function failure$2(code            , text        , now        , correlationId               )                  {
  const error = oauthErrors[code];
  const trace = randomUUID();
  const correlation = correlationId ?? randomUUID();
  const timestamp = `${new Date(now).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return {
    status: unauthorised.has(error) ? 401 : 400,
    headers: { 'x-ms-request-id': trace, 'cache-control': 'no-store, no-cache', pragma: 'no-cache' },
    body: {
      error,
      error_description: `AADSTS${code}: ${text} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
      error_codes: [code],
      timestamp,
      trace_id: trace,
      correlation_id: correlation,
      error_uri: `https://login.microsoftonline.com/error?code=${code}`,
    },
  };
}

/** The issuer of GitHub's OIDC tokens (docs.github.com, "OpenID Connect reference"). */
const gitHubIssuer = 'https://token.actions.githubusercontent.com';
/** Where the runner's ACTIONS_ID_TOKEN_REQUEST_URL points in the sandbox. */
const oidcPath = '/_oidc/token';

const lifetimeSeconds = 300;

                                    
                           
                                                                                                        
                                
                              
                           
                             
 

/** GitHub's OIDC endpoint: `GET /_oidc/token?audience=…` → `{value: <JWT of five minutes>}`. */
function createGitHubOidc(options                   )          {
  return (request) => {
    if (request.method !== 'GET') return { status: 405, body: { message: 'Method Not Allowed' } };
    if (!presents(request, options.requestToken)) return { status: 401, body: { message: 'The token request was not authorized.' } };
    return issue(options, request.query.get('audience'));
  };
}

function presents(request                , token        )          {
  const [scheme = '', presented] = (request.headers['authorization'] ?? '').split(' ');
  return scheme.toLowerCase() === 'bearer' && presented === token;
}

/** Without an audience GitHub names the repository's owner. The claims are those of docs.github.com, "OpenID Connect reference"; a subject says which event it was. */
function issue(options                   , audience               )                  {
  const { repository, subject } = options;
  const [owner = ''] = repository.split('/');
  const issuedAt = Math.floor(options.now() / 1000);
  const { event, ref, ...environment } = contextOf(subject);
  const workflowRef = `${repository}/.github/workflows/cluster.yml@${ref}`;
  const value = signToken(options.key, {
    jti: randomUUID(),
    sub: subject,
    aud: audience ?? `https://github.com/${owner}`,
    iss: gitHubIssuer,
    repository,
    repository_id: '1',
    repository_owner: owner,
    repository_owner_id: '1',
    repository_visibility: 'private',
    actor: 'octocat',
    actor_id: '1',
    event_name: event,
    ref,
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    sha: '0'.repeat(40),
    workflow: 'cluster',
    workflow_ref: workflowRef,
    workflow_sha: '0'.repeat(40),
    job_workflow_ref: workflowRef,
    job_workflow_sha: '0'.repeat(40),
    run_id: '1',
    run_number: '1',
    run_attempt: '1',
    runner_environment: 'github-hosted',
    ...environment,
    nbf: issuedAt,
    exp: issuedAt + lifetimeSeconds,
    iat: issuedAt,
  });
  return { status: 200, body: { count: value.length, value } };
}

/** `repo:owner/name:pull_request`, `…:ref:refs/heads/main` or `…:environment:production`, also with ids in the names. */
function contextOf(subject        )                                                                                                                                          {
  const [, kind, rest = ''] = /^repo:[^:]+:(pull_request|ref|environment)(?::(.*))?$/.exec(subject) ?? [];
  if (kind === 'pull_request') return { event: 'pull_request', ref: 'refs/pull/7/merge', base_ref: 'main', head_ref: 'change' };
  return kind === 'ref' ? { event: 'push', ref: rest } : { event: 'push', ref: 'refs/heads/main', ...(kind === 'environment' ? { environment: rest } : {}) };
}

/** The federated credential of the sandbox's application. Entra compares all three letter by letter, case included. */
                                      
                           
                           
 

                                   
                            
                        
 

/** The audience that a token for Entra has to name (Microsoft Learn, "Workload identity federation"). */
const exchangeAudience = 'api://AzureADTokenExchange';

const help = 'https://learn.microsoft.com/entra/workload-id/workload-identity-federation';
const advice = `Check your federated identity credential Subject, Audience and Issuer against the presented assertion. ${help}`;
/** Entra forgives clocks that differ by five minutes. */
const toleratedSkew = 300;

/** What is wrong with a client assertion, or undefined when it fits the credential. Entra names the first mismatch only. */
function problemOfAssertion(assertion        , credential                     , now        )                               {
  const token = decodeToken(assertion);
  if (token === undefined) return { code: 50013, text: 'Assertion failed signature validation. [Reason - The assertion is malformed.]' };
  const { iss, sub, aud } = token.claims;
  if (iss !== gitHubIssuer) return mismatch(700211, 'issuer', iss);
  if (!isSignedBy(token, credential.key)) {
    return { code: 50013, text: 'Assertion failed signature validation. [Reason - The key was not found.]' };
  }
  if (aud !== exchangeAudience) return mismatch(700212, 'audience', aud);
  if (sub !== credential.subject) return mismatch(700213, 'subject', sub);
  return problemOfTimes(token, now);
}

function mismatch(code            , part        , presented         )                   {
  const shown = typeof presented === 'string' ? presented : '';
  return { code, text: `No matching federated identity record found for presented assertion ${part} '${shown}'. ${advice}` };
}

function problemOfTimes({ claims }              , now        )                               {
  const seconds = now / 1000;
  const { nbf, exp } = claims;
  const from = typeof nbf === 'number' ? nbf : 0;
  const until = typeof exp === 'number' ? exp : 0;
  if (seconds >= from - toleratedSkew && seconds < until + toleratedSkew) return undefined;
  const times = `Current time: ${time(seconds)}, assertion valid from ${time(from)}, expiry time of assertion ${time(until)}.`;
  return { code: 700024, text: `Client assertion is not within its valid time range. ${times}` };
}

function time(seconds        )         {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString();
}

/** What the token endpoints of the two versions have in common, and what differs: `scope` and `resource`. */
                                       

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * The token endpoint for `client_credentials`, with a secret (in the form, or by HTTP Basic) or a federated assertion. Shapes: Microsoft
 * identity platform, "client credentials flow"; of version 1, "Azure AD v1.0 service-to-service calls".
 */
function token(options              , request                , version              )                  {
  const field = fieldsOf(request);
  const refuse = (code            , text        )                  => failure$2(code, text, options.now(), correlationOf(request));

  const proof = field('client_assertion') !== '' || field('client_secret') === '' ? 'client_assertion' : 'client_secret';
  const wanted = version === 'v1' ? 'resource' : 'scope';
  const missing = ['grant_type', 'client_id', wanted, proof].find((name) => field(name) === '');
  if (missing !== undefined) {
    const advice = 'Ensure that you have all the necessary parameters for the login request.';
    return refuse(90014, `The required field '${missing}' is missing from the credential. ${advice}`);
  }
  if (field('grant_type') !== 'client_credentials' || (proof === 'client_assertion' && field('client_assertion_type') !== assertionType)) {
    return refuse(70003, `The app requested an unsupported grant type '${field('grant_type')}'.`);
  }
  if (field('client_id').toLowerCase() !== clientId) return refuse(700016, unknownClient(field('client_id')));
  const problem = proof === 'client_secret' ? problemOfSecret(field('client_secret'), options.secret) : problemOfAssertion(field('client_assertion'), options.credential, options.now());
  if (problem !== undefined) return refuse(problem.code, problem.text);
  const audience = version === 'v1' ? field('resource').replace(/\/$/, '') : audienceOf(field('scope'));
  if (audience === undefined) {
    return refuse(70011, `The provided value for the input parameter 'scope' is not valid. The scope '${field('scope')}' is not valid.`);
  }
  if (!options.resources.includes(audience)) return refuse(500011, unknownResource(audience));
  return {
    status: 200,
    headers: { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' },
    body: version === 'v1' ? grantOfVersion1(options, audience, field('resource')) : grant(options, audience),
  };
}

function grant({ tokens }              , audience        )         {
  return { token_type: 'Bearer', expires_in: accessTokenLifetime, ext_expires_in: accessTokenLifetime, access_token: tokens.issue(audience) };
}

/** Numbers are texts there, and times are named besides durations. */
function grantOfVersion1({ tokens, now }              , audience        , resource        )         {
  const issued = Math.floor(now() / 1000);
  const lifetime = String(accessTokenLifetime);
  return {
    token_type: 'Bearer',
    expires_in: lifetime,
    ext_expires_in: lifetime,
    expires_on: String(issued + accessTokenLifetime),
    not_before: String(issued),
    resource,
    access_token: tokens.issue(audience),
  };
}

/** The members of the form; the client's id and secret from the header of HTTP Basic where the form has none (RFC 6749, 2.3.1). */
function fieldsOf({ body, headers }                )                           {
  const [scheme = '', encoded = ''] = (headers['authorization'] ?? '').split(' ');
  const [id = '', ...rest] = scheme.toLowerCase() === 'basic' ? Buffer.from(encoded, 'base64').toString('utf8').split(':') : [];
  const basic                                   = { client_id: id, client_secret: rest.join(':') };
  return (name) => {
    const value = member$1(body, name);
    return typeof value === 'string' && value !== '' ? value : basic[name] ?? '';
  };
}

function problemOfSecret(presented        , secret        )                               {
  if (presented === secret) return undefined;
  const advice = 'Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app';
  return { code: 7000215, text: `Invalid client secret provided. ${advice} '${clientId}'.` };
}

/** `https://management.azure.com//.default` means the audience with its slash; both spellings are in use. */
function audienceOf(scope        )                     {
  return /^(.+?)\/{1,2}\.default$/.exec(scope.split(' ').find((part) => part.endsWith('/.default')) ?? '')?.[1];
}

function unknownResource(resource        )         {
  return `The resource principal named ${resource} was not found in the tenant named Contoso. This can happen if the application has not been `
    + 'installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication '
    + 'request to the wrong tenant.';
}

function unknownClient(client        )         {
  return `Application with identifier '${client}' was not found in the directory 'Contoso'. This can happen if the application has not been `
    + 'installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication '
    + 'request to the wrong tenant.';
}

/** The id that the client gave its request. */
function correlationOf(request                )                {
  return request.headers['client-request-id'] ?? request.query.get('client-request-id');
}

/**
 * Entra as far as a workflow and Azure's own tools meet it: OpenID configuration, instance discovery, and the token endpoints of both
 * versions. Under `/adfs` it shows the face of AD FS, for clients that ask login.microsoftonline.com about any other authority they do not
 * know (MSAL, unless it is told not to).
 */
function createAuthority(options                  )          {
  return (request) => {
    const [first = '', ...rest] = request.path.replace(/\/$/, '').split('/').slice(1);
    const tenant = first.toLowerCase();
    const route = `${request.method} ${rest.join('/')}`.toLowerCase();
    const known = (answer                       )                  => (knows(tenant) ? answer() : unknownTenant(options, request, first));
    switch (route) {
      case 'get discovery/instance': return instanceDiscovery(options.origin);
      case 'get .well-known/openid-configuration':
      case 'get v2.0/.well-known/openid-configuration': return known(() => openIdConfiguration(options.origin, tenant));
      case 'get discovery/keys':
      case 'get discovery/v2.0/keys': return { status: 200, body: { keys: [] } };
      case 'post oauth2/token': return known(() => token(options, request, tenant === federationServices ? 'v2' : 'v1'));
      case 'post oauth2/v2.0/token': return known(() => token(options, request, 'v2'));
      default: return { status: 404 };
    }
  };
}

function knows(tenant        )          {
  return tenant === tenantId || tenant === federationServices;
}

function unknownTenant(options                  , request                , tenant        )                  {
  const text = `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. `
    + 'Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.';
  return failure$2(90002, text, options.now(), correlationOf(request));
}

/** What can be asked of a sandbox besides Azure's own requests. */
                             
                                                          
                          
                            
                                
                                 
 

/** True for a path below `/sandbox`, which no id of Azure Resource Manager begins with. */
function isControl(path        )          {
  return /^\/sandbox(?:[/?]|$)/.test(path);
}

/**
 * Answers the sandbox's own paths, and leaves all others to Azure Resource Manager: `/sandbox/faults`, `/sandbox/requests` and
 * `/sandbox/snapshot` (docs/sandbox.md). They need the bearer token that Azure Resource Manager needs, and no API version.
 */
function withControl(arm         , controlled            )          {
  return (request) => {
    if (!isControl(request.path)) return arm(request);
    try {
      requireToken(request, controlled.tokens, controlled.authorityHost);
      return answer$2(request, controlled);
    } catch (thrown) {
      if (thrown instanceof Refusal) return thrown.response;
      if (thrown instanceof UserError) return refusal$1(400, 'InvalidRequestContent', thrown.message).response;
      throw thrown;
    }
  };
}

                                                                                               

function answer$2(request                , { arm, faults, history }            )                  {
  const rules = ()                  => ({ status: 200, body: { rules: faults.rules() } });
  const paths                                             = {
    '/sandbox/faults': {
      GET: rules,
      PUT: ({ body }) => {
        faults.set(rulesIn(body));
        return rules();
      },
      DELETE: () => {
        faults.set('');
        return { status: 204 };
      },
    },
    '/sandbox/requests': {
      GET: () => ({ status: 200, body: { counts: history.counts(), requests: history.all() } }),
      DELETE: () => {
        history.forget();
        return { status: 204 };
      },
    },
    '/sandbox/snapshot': {
      GET: () => ({ status: 200, body: arm.snapshot() }),
      PUT: ({ body }) => {
        arm.restore(body);
        return { status: 204 };
      },
    },
  };
  const methods = Object.hasOwn(paths, request.path) ? paths[request.path] : undefined;
  if (methods === undefined) throw refusal$1(404, 'NotFound', `The sandbox has ${Object.keys(paths).join(', ')}, and not '${request.path}'.`);
  const handle = Object.hasOwn(methods, request.method) ? methods[request.method] : undefined;
  if (handle === undefined) throw refusal$1(405, 'MethodNotAllowed', `At '${request.path}' there are ${Object.keys(methods).join(', ')}.`);
  return handle(request);
}

/** Rules as they stand in a file (`text/plain`), or as the lines of `{"rules": […]}`. */
function rulesIn(body         )         {
  if (typeof body === 'string') return body;
  const rules = arrayAt(body, 'rules');
  const lines = rules.filter((rule) => typeof rule === 'string');
  if (rules.length > 0 && lines.length === rules.length) return lines.join('\n');
  throw new UserError('Rules are sent as text, one to a line (content-type: text/plain), or as JSON: {"rules": ["PUT */managedClusters/* #2 → 429"]}');
}

/** An ARM whose operations can be made to end otherwise than by themselves. */
                                   
                                                                                                         
                                                                                      
                                          
                                  
 

/** An ARM that meets faults: what a rule says happens to a request, all else goes on as it would. */
function withFaults(arm                            , faults        )          {
  return (request) => {
    const rule = faults.take(request.method, request.path);
    if (rule === undefined) return arm(request);
    const { cut, ...response } = carryOut(rule.effect, request, arm);
    return { ...response, mishap: mishapOf(rule, cut) };
  };
}

                                                                                               

function mishapOf(rule           , cut               )         {
  return { rule: printFault(rule), ...(rule.delay === 0 ? {} : { delay: rule.delay }), ...(cut === undefined ? {} : { cut }) };
}

function carryOut(effect             , request                , arm                            )          {
  switch (effect.kind) {
    case 'pass':
      return arm(request);
    case 'answer':
      return answer$1(effect);
    case 'with': {
      const response = arm(request);
      return { ...response, headers: { ...response.headers, ...effect.headers } };
    }
    case 'reset':
      return effect.when === 'before' ? { status: 0, cut: 'reset' } : { ...arm(request), cut: 'reset' };
    case 'truncate':
      return { ...arm(request), cut: { bytes: effect.bytes } };
    case 'poll': {
      const response = arm(request);
      const location = response.headers?.['location'] === undefined ? {} : { location: effect.address };
      return { ...response, headers: { ...response.headers, 'azure-asyncoperation': effect.address, ...location } };
    }
    case 'end':
      return ended(request, arm, (id, when) => arm.endOperation(id, { status: effect.status, error: errorOf(effect) }, when));
    case 'never':
      return ended(request, arm, (id) => arm.holdOperation(id));
  }
}

/** A poll names its operation, and shows already what became of it; the answer to a write names the operation that it began. */
function ended(request                , arm         , end                                                )                  {
  const polled = request.method === 'GET' ? operationIn(request.path) : undefined;
  if (polled !== undefined) {
    end(polled, 'now');
    return arm(request);
  }
  const response = arm(request);
  const begun = operationIn(response.headers?.['azure-asyncoperation'] ?? response.headers?.['location'] ?? '');
  if (begun !== undefined) end(begun, 'atItsEnd');
  return response;
}

/** The id at the end of an address of polling. */
function operationIn(address        )                     {
  return operationIdIn(/\/([^/?]+)(?:\?|$)/.exec(address)?.[1] ?? '');
}

function errorOf({ status, code, message }                                       )                            {
  const word = status === 'Failed' ? 'failed' : 'was canceled';
  return { code: code ?? (status === 'Failed' ? 'InternalOperationError' : 'OperationCanceled'), message: message ?? `The operation ${word}, as a fault of the sandbox wants it.` };
}

/** Azure's usual codes of statuses, for rules that name none. */
const usualCodes                                   = {
  400: 'BadRequest', 401: 'AuthenticationFailed', 403: 'AuthorizationFailed', 404: 'NotFound', 409: 'Conflict', 412: 'PreconditionFailed',
  429: 'TooManyRequests', 500: 'InternalServerError', 502: 'BadGateway', 503: 'ServiceUnavailable', 504: 'GatewayTimeout',
};

function answer$1({ status, code, message, body, headers }                                          )          {
  if (body !== undefined) return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, text: body };
  if (status < 400 && code === undefined && message === undefined) return { status, headers, ...(status === 204 ? {} : { body: {} }) };
  const error = { code: code ?? usualCodes[status] ?? 'UnknownError', message: message ?? 'A fault of the sandbox wants this answer.' };
  return { status, headers, body: { error } };
}

/** Where the bytes of artifacts are, in the place of GitHub's blob storage. */
const blobPath = '/_results/blob/';

/** An address that is good without any other credential. The stand-in is reached over plain HTTP on loopback. */
function signedUrl(request                , { id, signature }                )         {
  return `http://${request.headers['host'] ?? '127.0.0.1'}${blobPath}${id}?sig=${signature}`;
}

/** GitHub's form of an error: the status stands in the body too, as text. */
function failure$1(status        , message        , errors                               , page = 'https://docs.github.com/rest')                  {
  const documentation = { documentation_url: page, status: String(status) };
  return { status, body: { message, ...(errors === undefined ? {} : { errors }), ...documentation } };
}

const notFound                  = failure$1(404, 'Not Found');

/** What a token without the permission is told (docs.github.com, "Troubleshooting the REST API"). */
const notAccessible                  = failure$1(403, 'Resource not accessible by integration');

/**
 * The few requests of Azure Blob Storage with which artifacts are sent and fetched (Microsoft Learn, "Blob service REST API": Put Blob, Put Block,
 * Put Block List, Get Blob). Bodies come as bytes, a list of blocks as XML.
 */
function answerBlob(request                , store               )                  {
  const artifact = store.find(Number(request.path.slice(blobPath.length)));
  if (artifact === undefined || request.query.get('sig') !== artifact.signature) return error(403, 'AuthenticationFailed', 'Server failed to authenticate the request.');
  const { id } = artifact;
  if (request.method === 'GET' || request.method === 'HEAD') {
    const bytes = store.content(id);
    if (bytes === undefined) return error(404, 'BlobNotFound', 'The specified blob does not exist.');
    return { status: 200, headers: { ...common(), 'content-type': 'application/zip', 'content-disposition': `attachment; filename="${artifact.name}.zip"` }, bytes };
  }
  if (request.method !== 'PUT') return error(405, 'UnsupportedHttpVerb', 'The resource doesn\'t support specified Http Verb.');
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.from(typeof request.body === 'string' ? request.body : '');
  switch (request.query.get('comp')) {
    case 'block':
      store.putBlock(id, request.query.get('blockid') ?? '', bytes);
      break;
    case 'blocklist':
      if (!store.putTogether(id, [...bytes.toString('utf8').matchAll(/<(Latest|Committed|Uncommitted)>([^<]*)<\/\1>/g)].map(([, , block = '']) => block))) {
        return error(400, 'InvalidBlockList', 'The specified block list is invalid.');
      }
      break;
    default:
      store.putContent(id, bytes);
  }
  return { status: 201, headers: common() };
}

function common()                                   {
  return { 'x-ms-version': '2024-11-04', 'etag': '"0x8D00000000000"', 'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT' };
}

function error(status        , code        , message        )                  {
  const text = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, headers: { 'content-type': 'application/xml', 'x-ms-error-code': code }, text };
}

/** Where the toolkit finds the service below ACTIONS_RESULTS_URL. */
const resultsPath = '/twirp/github.actions.results.api.v1.ArtifactService/';

/** Characters that the name of an artifact must not hold (actions/toolkit, "path-and-artifact-name-validation"). */
const forbidden = /[":<>|*?\r\n\\/]/;

/**
 * GitHub's results service: Twirp over JSON, with the names of protobuf (actions/toolkit, `@actions/artifact`).
 * @param token what ACTIONS_RUNTIME_TOKEN holds
 */
function answerResults(request                , store               , token        )                  {
  if (request.headers['authorization'] !== `Bearer ${token}`) return failure(401, 'unauthenticated', 'the runtime token is missing or unknown');
  if (request.method !== 'POST') return failure(404, 'bad_route', `unsupported method "${request.method}" (only POST is allowed)`);
  const { body } = request;
  const [run, job, name] = [textAt(body, 'workflow_run_backend_id'), textAt(body, 'workflow_job_run_backend_id'), textAt(body, 'name') ?? ''];
  if (run === undefined || job === undefined) return failure(400, 'invalid_argument', 'workflow_run_backend_id and workflow_job_run_backend_id are needed');
  const found = store.named(run, name);
  const finalized = found?.digest === undefined ? undefined : found;
  switch (request.path.slice(resultsPath.length)) {
    case 'CreateArtifact':
      if (name === '' || forbidden.test(name)) return failure(400, 'invalid_argument', `the artifact name "${name}" is not valid`);
      if (finalized !== undefined) return failure(409, 'already_exists', 'an artifact with this name already exists on the workflow run');
      return { status: 200, body: { ok: true, signed_upload_url: signedUrl(request, found ?? store.begin(run, job, name)) } };
    case 'FinalizeArtifact':
      return found === undefined ? missing : finalize(found, body, store);
    case 'ListArtifacts': {
      const [named, id] = [textAt(body, 'name_filter'), textAt(body, 'id_filter')];
      const artifacts = store.all().filter((artifact) => artifact.run === run && (named === undefined || artifact.name === named) && (id === undefined || String(artifact.id) === id));
      return { status: 200, body: { artifacts: artifacts.map((artifact) => render$2(artifact, store)) } };
    }
    case 'GetSignedArtifactURL':
      return finalized === undefined ? missing : { status: 200, body: { signed_url: signedUrl(request, finalized) } };
    case 'DeleteArtifact':
      if (finalized === undefined) return missing;
      store.delete(finalized.id);
      return { status: 200, body: { ok: true, artifact_id: String(finalized.id) } };
    default:
      return failure(404, 'bad_route', `no handler for path "${request.path}"`);
  }
}

function finalize(artifact                , body         , store               )                  {
  const whole = store.finalize(artifact);
  if (whole === undefined) return failure(404, 'not_found', 'the upload of the artifact was not found');
  const [size, hash] = [textAt(body, 'size'), textAt(body, 'hash')];
  const length = String(store.content(artifact.id)?.length ?? 0);
  if (size !== undefined && size !== length) return failure(400, 'invalid_argument', `the artifact has ${length} bytes, not ${size}`);
  if (hash !== undefined && hash !== whole.digest) return failure(400, 'invalid_argument', `the artifact has the digest ${whole.digest ?? ''}, not ${hash}`);
  return { status: 200, body: { ok: true, artifact_id: String(artifact.id) } };
}

function render$2({ createdAt, digest, id, job, name, run }                , store               )         {
  return { workflow_run_backend_id: run, workflow_job_run_backend_id: job, database_id: String(id), name, size: String(store.content(id)?.length ?? 0), created_at: createdAt, digest };
}

/** Twirp's form of an error. */
function failure(status        , code        , msg        )                  {
  return { status, body: { code, msg } };
}

const missing = failure(404, 'not_found', 'the artifact was not found');

/** An artifact of a workflow run, uploaded or about to be. */
                                 
                      
                        
                                                   
                       
                       
                             
                                                          
                             
                                                 
                           
 

/** The artifacts of one repository with their bytes, which are a zip that the client made. */
class ArtifactStore {
           #ticks       ;
           #artifacts = new Map                        ();
           #content = new Map                ();
  /** Blocks that were sent and not yet put together. */
           #blocks = new Map                ();
  #lastId = 0;

  constructor(ticks       ) {
    this.#ticks = ticks;
  }

  /** The finalized ones, newest first. */
  all()                            {
    return [...this.#artifacts.values()].filter(({ digest }) => digest !== undefined).toReversed();
  }

  find(id        )                             {
    return this.#artifacts.get(id);
  }

  /** By the name in a run, finalized or not. */
  named(run        , name        )                             {
    return [...this.#artifacts.values()].find((artifact) => artifact.run === run && artifact.name === name);
  }

  begin(run        , job        , name        )                 {
    this.#lastId += 1;
    const artifact = { id: this.#lastId, name, run, job, createdAt: this.#ticks.next(), signature: randomUUID() };
    this.#artifacts.set(artifact.id, artifact);
    return artifact;
  }

  putBlock(id        , block        , bytes        )       {
    this.#blocks.set(`${id}/${block}`, bytes);
  }

  /** False when one of the blocks was never sent. */
  putTogether(id        , blocks                   )          {
    const parts = blocks.flatMap((block) => this.#blocks.get(`${id}/${block}`) ?? []);
    if (parts.length < blocks.length) return false;
    this.#content.set(id, Buffer.concat(parts));
    return true;
  }

  putContent(id        , bytes        )       {
    this.#content.set(id, bytes);
  }

  content(id        )                     {
    return this.#content.get(id);
  }

  /** Undefined when its bytes never came. */
  finalize(artifact                )                             {
    const bytes = this.#content.get(artifact.id);
    if (bytes === undefined) return undefined;
    const whole = { ...artifact, digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}` };
    this.#artifacts.set(artifact.id, whole);
    return whole;
  }

  delete(id        )          {
    this.#content.delete(id);
    return this.#artifacts.delete(id);
  }
}

/** One page of a list as GitHub gives it: 30 entries unless `per_page` says otherwise, at most 100, linked to its neighbours. */
function pageOf       (request                , all                  , render                          )                  {
  const size = Math.min(100, positive(request.query.get('per_page'), 30));
  const page = positive(request.query.get('page'), 1);
  const body = all.slice((page - 1) * size, page * size).map((entry) => render(entry));
  return { status: 200, ...linkHeader(request, page, Math.ceil(all.length / size)), body };
}

/** The stand-in is reached over plain HTTP on loopback, so the links are, too. */
function linkHeader(request                , page        , last        )                                   {
  const links = Object.entries({ prev: page - 1, next: page + 1, last, first: 1 }).filter(([name, to]) => to >= 1 && to <= last && (name !== 'last' || page < last) && (name !== 'first' || page > 1));
  if (links.length === 0) return {};
  const link = links.map(([name, to]) => {
    const query = new URLSearchParams(request.query);
    query.set('page', String(to));
    return `<http://${request.headers['host'] ?? '127.0.0.1'}${request.path}?${query.toString()}>; rel="${name}"`;
  });
  return { headers: { link: link.join(', ') } };
}

function positive(text               , fallback        )         {
  const value = Number(text ?? fallback);
  return Number.isInteger(value) && value >= 1 ? value : fallback;
}

/** A check run as the store keeps it. */
                                 
                      
                        
                           
                          
                                     
                                
                                  
                                                              
                                              
                             
                                      
 

/** docs.github.com, "REST API endpoints for check runs": annotations a request, and what the members may be. */
const annotationLimit = 50;
const statuses = new Set(['queued', 'in_progress', 'completed', 'waiting', 'requested', 'pending']);
const conclusions = new Set(['action_required', 'cancelled', 'failure', 'neutral', 'success', 'skipped', 'stale', 'timed_out']);
const levels = new Set(['notice', 'warning', 'failure']);

/** The check runs of one repository. */
class CheckRuns {
           #ticks       ;
           #mayWrite         ;
           #runs = new Map                        ();

  constructor(ticks       , mayWrite         ) {
    this.#ticks = ticks;
    this.#mayWrite = mayWrite;
  }

  all()                            {
    return [...this.#runs.values()];
  }

  /** The answer to a path below the repository, or undefined when it is none of these. */
  answer(method        , path        , request                )                              {
    const ref = /^commits\/([^/]+)\/check-runs$/.exec(path)?.[1];
    if (ref !== undefined && method === 'GET') return this.#list(ref, request);
    const [, id, rest] = /^check-runs(?:\/(\d+)(\/annotations)?)?$/.exec(path) ?? [];
    if (!path.startsWith('check-runs')) return undefined;
    if (method !== 'GET' && !this.#mayWrite) return notAccessible;
    if (request.body instanceof MalformedBody) return failure$1(400, 'Problems parsing JSON');
    if (path === 'check-runs') return method === 'POST' ? this.#write(undefined, request.body) : notFound;
    const run = this.#runs.get(Number(id));
    if (run === undefined) return notFound;
    if (rest !== undefined) return method === 'GET' ? pageOf(request, run.annotations, (annotation) => annotation) : notFound;
    return method === 'PATCH' ? this.#write(run, request.body) : method === 'GET' ? { status: 200, body: render$1(run) } : notFound;
  }

  #list(ref        , request                )                  {
    const name = request.query.get('check_name');
    const found = this.all().filter((run) => run.headSha === ref && (name === null || run.name === name));
    const page = pageOf(request, found, render$1);
    return { ...page, body: { total_count: found.length, check_runs: page.body } };
  }

  /** Creates a run, or changes one: annotations are added to those that are there. */
  #write(before                            , body         )                  {
    const [name = before?.name, headSha = before?.headSha] = [textAt(body, 'name'), textAt(body, 'head_sha')];
    if (name === undefined || headSha === undefined) return failure$1(422, `Invalid request.\n\n"${name === undefined ? 'name' : 'head_sha'}" wasn't supplied.`);
    const conclusion = textAt(body, 'conclusion') ?? before?.conclusion ?? null;
    const status = textAt(body, 'status') ?? (conclusion === null ? (before?.status ?? 'queued') : 'completed');
    const output = member$1(body, 'output');
    const annotations = arrayAt(output, 'annotations').filter((annotation) => isJsonObject(annotation));
    const refusal = refuse(status, conclusion, output, annotations);
    if (refusal !== undefined) return refusal;
    const at = this.#ticks.next();
    const run                 = {
      id: before?.id ?? this.#runs.size + 9_001, name, headSha, status, conclusion,
      title: textAt(output, 'title') ?? before?.title ?? null, summary: textAt(output, 'summary') ?? before?.summary ?? null,
      annotations: [...(before?.annotations ?? []), ...annotations],
      startedAt: before?.startedAt ?? at, completedAt: status === 'completed' ? (before?.completedAt ?? at) : null,
    };
    this.#runs.set(run.id, run);
    return { status: before === undefined ? 201 : 200, body: render$1(run) };
  }
}

function refuse(status        , conclusion               , output         , annotations                       )                              {
  if (!statuses.has(status)) return invalid$2(`"${status}" is not a status of a check run.`);
  if (conclusion !== null && !conclusions.has(conclusion)) return invalid$2(`"${conclusion}" is not a conclusion of a check run.`);
  if (status === 'completed' && conclusion === null) return invalid$2('"conclusion" is needed once the status is "completed".');
  if (output === undefined) return undefined;
  for (const name of ['title', 'summary']) if (textAt(output, name) === undefined) return failure$1(422, `Invalid request.\n\n"${name}" wasn't supplied.`);
  if (annotations.length > annotationLimit) return invalid$2(`No more than ${annotationLimit} items are allowed; ${annotations.length} were supplied.`);
  return annotations.every((annotation) => isWhole(annotation)) ? undefined : invalid$2('An annotation needs path, start_line, end_line, annotation_level and message.');
}

function isWhole(annotation            )          {
  return textAt(annotation, 'path') !== undefined && textAt(annotation, 'message') !== undefined
    && Number.isInteger(annotation['start_line']) && Number.isInteger(annotation['end_line']) && levels.has(textAt(annotation, 'annotation_level') ?? '');
}

function invalid$2(message        )                  {
  return failure$1(422, `Invalid request.\n\n${message}`);
}

function render$1(run                )         {
  const { annotations, title, summary } = run;
  return {
    id: run.id, name: run.name, head_sha: run.headSha, status: run.status, conclusion: run.conclusion, started_at: run.startedAt, completed_at: run.completedAt,
    output: { title, summary, text: null, annotations_count: annotations.length },
  };
}

/** A SARIF file as it was uploaded and unpacked. */
                              
                      
                          
                       
                                                       
                          
                                                         
                                     
 

/** What a token may do with code scanning, or that the repository has none. */
                                                                   

/** docs.github.com, "SARIF support for code scanning": bytes packed, runs, results a run. */
const limits$1 = { packedBytes: 10 * 1024 * 1024, runs: 20, results: 25_000 }         ;

/** `POST /repos/{owner}/{repo}/code-scanning/sarifs` and what becomes of the upload (docs.github.com, "REST API endpoints for code scanning"). */
class CodeScanning {
           #permission                        ;
           #uploads = new Map                     ();

  constructor(permission                        ) {
    this.#permission = permission;
  }

  /** Oldest first. */
  all()                         {
    return [...this.#uploads.values()];
  }

  /** The answer to a path below the repository, or undefined when it is none of these. */
  answer(method        , path        , request                )                              {
    const [whole, id] = /^code-scanning\/sarifs(?:\/([^/]+))?$/.exec(path) ?? [];
    if (whole === undefined) return undefined;
    if (this.#permission === 'disabled') return failure$1(403, 'Code Security must be enabled for this repository to use code scanning.');
    if (id !== undefined && method === 'GET') return this.#status(id);
    if (id !== undefined || method !== 'POST') return notFound;
    return this.#permission === 'read' ? notAccessible : this.#upload(request);
  }

  #status(id        )                  {
    const found = this.#uploads.get(id);
    if (found === undefined) return notFound;
    return { status: 200, body: found.errors.length === 0 ? { processing_status: 'complete', analyses_url: null } : { processing_status: 'failed', errors: found.errors } };
  }

  /** What the file says is looked at after the upload: a wrong one is accepted, and its status says so. */
  #upload({ body }                )                  {
    if (body instanceof MalformedBody) return failure$1(400, 'Problems parsing JSON');
    const missing = ['commit_sha', 'ref', 'sarif'].find((name) => textAt(body, name) === undefined);
    if (missing !== undefined) return failure$1(422, `Invalid request.\n\n"${missing}" wasn't supplied.`);
    const [commit = '', ref = '', packed = ''] = [textAt(body, 'commit_sha'), textAt(body, 'ref'), textAt(body, 'sarif')];
    if (!/^[0-9a-f]{40}$/i.test(commit)) return failure$1(422, `Invalid request.\n\n${commit} does not match /^[0-9a-fA-F]+$/ of 40 characters.`);
    if (!/^refs\/(?:heads|pull|tags)\/./.test(ref)) return failure$1(422, `Invalid request.\n\n${ref} is not a ref: refs/heads/<branch>, refs/pull/<number>/merge, refs/pull/<number>/head or refs/tags/<tag>.`);
    const bytes = Buffer.from(packed, 'base64');
    if (bytes.length > limits$1.packedBytes) return failure$1(413, 'The SARIF file is too large.');
    const text = unpacked(bytes);
    if (text === undefined) return failure$1(400, 'Invalid SARIF. The file has to be compressed with gzip and encoded as Base64.');
    const id = `00000000-0000-4000-8000-${String(this.#uploads.size + 1).padStart(12, '0')}`;
    const sarif = parsed(text);
    this.#uploads.set(id, { id, commit, ref, sarif, errors: errorsIn(sarif) });
    return { status: 202, body: { id, url: `https://api.github.com/code-scanning/sarifs/${id}` } };
  }
}

function unpacked(bytes        )                     {
  try {
    return gunzipSync(bytes).toString('utf8');
  } catch {
    return undefined;
  }
}

function parsed(text        )          {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function errorsIn(sarif         )                    {
  if (textAt(sarif, 'version') !== '2.1.0') return ['Invalid SARIF: only version 2.1.0 is supported.'];
  const runs = arrayAt(sarif, 'runs');
  return [
    ...(runs.length > limits$1.runs ? [`The SARIF file has ${runs.length} runs, and at most ${limits$1.runs} are allowed.`] : []),
    ...runs.flatMap((run) => {
      const { length } = arrayAt(run, 'results');
      const noTool = textAt(run, 'tool', 'driver', 'name') === undefined ? ['Invalid SARIF: a run needs tool.driver.name.'] : [];
      return length > limits$1.results ? [...noTool, `A run has ${length} results, and at most ${limits$1.results} are allowed.`] : noTool;
    }),
  ];
}

/** A comment as the store keeps it. */
                                
                      
                           
                          
                                                                                                 
                         
                        
                            
                          
                       
                             
                             
 

/** UTF-16 units; what GitHub's own error names. */
const bodyLimit$1 = 65_536;

/** The comments of one repository's issues and pull requests, and the REST endpoints over them. */
class CommentStore {
           #repository        ;
           #ticks       ;
           #isIssue                             ;
           #comments = new Map                       ();
  #lastId = 1_000;

  /** `repository` is `owner/name`. What is no issue is a pull request. */
  constructor(repository        , ticks       , isIssue                             ) {
    this.#repository = repository;
    this.#ticks = ticks;
    this.#isIssue = isIssue;
  }

  of(issue        )                           {
    return [...this.#comments.values()].filter((comment) => comment.issue === issue);
  }

  byNodeId(nodeId        )                            {
    return [...this.#comments.values()].find((comment) => comment.nodeId === nodeId);
  }

  add(issue        , body        , author        )                {
    this.#lastId += 1;
    const id = this.#lastId;
    const url = `https://github.com/${this.#repository}/${this.#isIssue(issue) ? 'issues' : 'pull'}/${issue}#issuecomment-${id}`;
    const at = this.#ticks.next();
    const comment                = { id, nodeId: `IC_${id}`, issue, body, author, url, createdAt: at, updatedAt: at };
    this.#comments.set(id, comment);
    return comment;
  }

  /** `GET /repos/{owner}/{repo}/issues/{number}/comments`, oldest first, 30 a page, at most 100; those not older than `since`. */
  list(issue        , request                )                  {
    const since = Date.parse(request.query.get('since') ?? '1970-01-01T00:00:00Z');
    return pageOf(request, this.of(issue).filter(({ updatedAt }) => Date.parse(updatedAt) >= since), (comment) => this.#render(comment));
  }

  /** `POST /repos/{owner}/{repo}/issues/{number}/comments`. */
  create(issue        , request                , author        )                  {
    return readBody$1(request, (body) => ({ status: 201, body: this.#render(this.add(issue, body, author)) }));
  }

  /** `GET /repos/{owner}/{repo}/issues/comments/{id}`. */
  get(id        )                  {
    const comment = this.#comments.get(id);
    return comment === undefined ? notFound : { status: 200, body: this.#render(comment) };
  }

  /** `PATCH /repos/{owner}/{repo}/issues/comments/{id}`. Who may write may also rewrite what others wrote, as on GitHub. */
  update(id        , request                )                  {
    const comment = this.#comments.get(id);
    if (comment === undefined) return notFound;
    return readBody$1(request, (body) => {
      const updated = { ...comment, body, updatedAt: this.#ticks.next() };
      this.#comments.set(id, updated);
      return { status: 200, body: this.#render(updated) };
    });
  }

  /** `GET /repos/{owner}/{repo}/issues/comments`: those of all issues and pull requests, oldest first unless asked otherwise. */
  listAll(request                )                  {
    const since = Date.parse(request.query.get('since') ?? '1970-01-01T00:00:00Z');
    const all = [...this.#comments.values()].filter(({ updatedAt }) => Date.parse(updatedAt) >= since);
    return pageOf(request, request.query.get('direction') === 'desc' ? all.toReversed() : all, (comment) => this.#render(comment));
  }

  /** `DELETE /repos/{owner}/{repo}/issues/comments/{id}`. */
  remove(id        )                  {
    return this.#comments.delete(id) ? { status: 204 } : notFound;
  }

  #render(comment               )         {
    const api = `https://api.github.com/repos/${this.#repository}/issues`;
    return {
      id: comment.id,
      node_id: comment.nodeId,
      url: `${api}/comments/${comment.id}`,
      html_url: comment.url,
      issue_url: `${api}/${comment.issue}`,
      body: comment.body,
      user: { login: comment.author, type: comment.author.endsWith('[bot]') ? 'Bot' : 'User' },
      created_at: comment.createdAt,
      updated_at: comment.updatedAt,
    };
  }
}

function readBody$1(request                , accept                                   )                  {
  if (request.body instanceof MalformedBody) return failure$1(400, 'Problems parsing JSON');
  const body = textAt(request.body, 'body');
  if (body === undefined) return failure$1(422, 'Invalid request.\n\n"body" wasn\'t supplied.');
  if (body.length <= bodyLimit$1) return accept(body);
  const message = `Body is too long (maximum is ${bodyLimit$1} characters)`;
  return failure$1(422, 'Validation Failed', [{ resource: 'IssueComment', code: 'unprocessable', field: 'data', message }]);
}

/** The contents API gives the text of files up to 1 MiB inline (docs.github.com, "Get repository content"). */
const inlineLimit = 1024 * 1024;

/** A file, or a link whose text is the path it leads to. */
                      
                        
                           
 

                 
                        
                        
                                 
                       
                         
 

/** The files of one repository by ref, with the contents, git trees and git blobs endpoints over them. */
class FileStore {
           #refs = new Map                                 ();
  /** Ids of folders that were listed. */
           #trees = new Map                                                           ();
           #treeLimit        ;

  /** `treeLimit`: how many entries a recursive listing holds at most; GitHub's are 100,000. */
  constructor(treeLimit = 100_000) {
    this.#treeLimit = treeLimit;
  }

  put(ref        , path        , text        , isLink = false)       {
    const files = this.#refs.get(ref) ?? new Map                    ();
    this.#refs.set(ref, files.set(path, { text, isLink }));
  }

  /** `GET /repos/{owner}/{repo}/contents/{path}?ref=`: a file with its text, or the entries of a folder. A link to a file is that file. */
  get(ref        , path        )                  {
    const files = this.#filesAt(ref);
    if (files === undefined) return failure$1(404, `No commit found for the ref ${ref}`);
    const stored = files.get(path);
    if (stored?.isLink === true) {
      const target = files.get(joined(path, stored.text));
      return { status: 200, body: target?.isLink === false ? renderFile(path, target.text) : renderLink(path, stored.text) };
    }
    if (stored !== undefined) return { status: 200, body: renderFile(path, stored.text) };
    const entries = entriesOf(path, [...files.keys()]);
    return entries.length === 0 && path !== '' ? notFound : { status: 200, body: entries };
  }

  /** `GET /repos/{owner}/{repo}/git/trees/{sha}`: a folder by its id, or the root of a commit; `recursive` with any value gives all below. */
  tree(sha        , recursive         )                  {
    const { ref, folder } = this.#trees.get(sha) ?? { ref: sha, folder: '' };
    const files = this.#filesAt(ref);
    if (files === undefined) return notFound;
    const prefix = folder === '' ? '' : `${folder}/`;
    const entries = new Map               ();
    for (const [path, { text, isLink }] of files) {
      if (!path.startsWith(prefix)) continue;
      const segments = path.slice(prefix.length).split('/');
      for (let count = 1; count < segments.length; count += 1) {
        const inner = segments.slice(0, count).join('/');
        entries.set(inner, { path: inner, mode: '040000', type: 'tree', sha: this.#treeId(ref, `${prefix}${inner}`) });
      }
      const whole = segments.join('/');
      entries.set(whole, { path: whole, mode: isLink ? '120000' : '100644', type: 'blob', sha: blobId(text), size: Buffer.byteLength(text) });
    }
    const wanted = [...entries.values()].filter(({ path }) => recursive || !path.includes('/'));
    const truncated = recursive && wanted.length > this.#treeLimit;
    return { status: 200, body: { sha, tree: truncated ? wanted.slice(0, this.#treeLimit) : wanted, truncated } };
  }

  /** `GET /repos/{owner}/{repo}/git/blobs/{sha}`. */
  blob(sha        )                  {
    for (const files of this.#refs.values()) {
      for (const { text } of files.values()) {
        if (blobId(text) === sha) return { status: 200, body: { sha, size: Buffer.byteLength(text), encoding: 'base64', content: base64(text) } };
      }
    }
    return notFound;
  }

  /** A repository to which nothing was put knows every commit, and none holds a file: whoever only wants comments needs no history. */
  #filesAt(ref        )                                              {
    return this.#refs.get(ref) ?? (this.#refs.size === 0 ? new Map                    () : undefined);
  }

  #treeId(ref        , folder        )         {
    const id = createHash('sha1').update(`tree ${ref}:${folder}`).digest('hex');
    this.#trees.set(id, { ref, folder });
    return id;
  }
}

function blobId(text        )         {
  return createHash('sha1').update(`blob ${Buffer.byteLength(text)}\0${text}`).digest('hex');
}

/** GitHub breaks its base64 into lines of 60. */
function base64(text        )         {
  return Buffer.from(text).toString('base64').replace(/.{1,60}/g, '$&\n');
}

function renderFile(path        , text        )         {
  const size = Buffer.byteLength(text);
  const inline = size <= inlineLimit;
  return { type: 'file', name: path.split('/').at(-1), path, sha: blobId(text), size, encoding: inline ? 'base64' : 'none', content: inline ? base64(text) : '' };
}

function renderLink(path        , target        )         {
  return { type: 'symlink', name: path.split('/').at(-1), path, sha: blobId(target), size: target.length, target };
}

function entriesOf(folder        , paths                   )                    {
  const prefix = folder === '' ? '' : `${folder}/`;
  const below = paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  const types = new Map(below.map((path) => [path.split('/')[0] ?? path, path.includes('/') ? 'dir' : 'file']));
  return Array.from(types, ([name, type]) => ({ type, name, path: `${prefix}${name}` }));
}

/** A link's target as a path from the repository's root. */
function joined(path        , target        )         {
  const segments = path.split('/').slice(0, -1);
  for (const segment of target.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}

/** An object of the graph: its types (itself and its interfaces), and its fields, which are asked for only when a query does. */
                              
                                                                            
                                                                          
 

                                                                                                               

/** A field's arguments with the variables put in. */
                                                      

/** A value that is not there, and why: null in the data, and an error beside it. */
class GraphProblem {
           type        ;
           message        ;

  constructor(type        , message        ) {
    this.type = type;
    this.message = message;
  }
}

/** An error as GitHub gives it. */
                             
                         
                                               
                                                         
                           
 

/** `data` is absent where the query does not fit the graph. */
                            
                                                    
                                         
 

/** Runs a query over the graph that begins at `root`. */
function execute({ selections }       , root             , variables       )            {
  const errors               = [];
  const misfits               = [];

  function objectOf(object             , wanted                      , path                              )                                    {
    const members = wanted.flatMap((selection)                                          => {
      if (selection.kind === 'fragment') {
        return selection.on === undefined || object.types.includes(selection.on) ? Object.entries(objectOf(object, selection.selections, path)) : [];
      }
      const { alias, name } = selection;
      if (name === '__typename') return [[alias, object.types[0]]];
      const field = Object.hasOwn(object.fields, name) ? object.fields[name] : undefined;
      if (field === undefined) {
        misfits.push({ path: [...path, alias], extensions: { code: 'undefinedField', typeName: object.types[0], fieldName: name }, message: `Field '${name}' doesn't exist on type '${object.types[0]}'` });
        return [];
      }
      const given = Object.fromEntries(Object.entries(selection.arguments).map(([key, argument]) => [key, valueOf(argument, variables)]));
      return [[alias, resultOf(field(given), selection, [...path, alias])]];
    });
    return Object.fromEntries(members);
  }

  function resultOf(value            , selection           , path                              )          {
    if (value instanceof GraphProblem) {
      errors.push({ type: value.type, path, message: value.message });
      return null;
    }
    if (isList(value)) return value.map((item, index) => resultOf(item, selection, [...path, index]));
    return typeof value === 'object' && value !== null ? objectOf(value, selection.selections, path) : value;
  }

  const data = objectOf(root, selections, []);
  return misfits.length > 0 ? { errors: misfits } : { data, errors };
}

function isList(value            )                                 {
  return Array.isArray(value);
}

function valueOf(argument          , variables       )          {
  switch (argument.kind) {
    case 'value':
      return argument.value;
    case 'variable':
      return Object.hasOwn(variables, argument.name) ? variables[argument.name] : undefined;
    case 'list':
      return argument.items.map((item) => valueOf(item, variables));
    case 'object':
      return Object.fromEntries(Object.entries(argument.members).map(([name, member]) => [name, valueOf(member, variables)]));
  }
}

/** An argument's value as written; variables are put in when the query is run. */
                      
                                                                                
                                                        
                                                                  
                                                                                      

                       
                                                                                                                                                                                
                                                         
                                                                                                              

                        
                                           
                                            
 

/** A query that cannot be read. */
class GraphQLSyntaxError extends Error {
                    name = 'GraphQLSyntaxError';
}

/** Deeper than any query that somebody writes, and well within any stack. */
const deepest = 64;

const tokens = /\.{3}|[{}()[\]:!$=@]|"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?|[_A-Za-z]\w*|\S/g;

/** Reads one operation (GraphQL specification, October 2021, section 2). Of directives and named fragments, which no client here sends, it knows nothing. */
function parseQuery(text        )        {
  const parser = new Parser(text.replaceAll(/"(?:[^"\\\n]|\\.)*"|#[^\n]*|,/g, (part) => (part.startsWith('"') ? part : ' ')).match(tokens) ?? []);
  return parser.query();
}

class Parser {
           #tokens                   ;
  #at = 0;
  #depth = 0;

  constructor(words                   ) {
    this.#tokens = words;
  }

  query()        {
    const keyword = this.#peek() === '{' ? 'query' : this.#next();
    if (keyword !== 'query' && keyword !== 'mutation') throw this.#unexpected(keyword);
    while (this.#peek() !== '{') this.#next();
    const selections = this.#selections();
    if (this.#peek() !== '') throw this.#unexpected(this.#peek());
    return { operation: keyword, selections };
  }

  #selections()                       {
    this.#expect('{');
    const selections              = [];
    while (this.#peek() !== '}') selections.push(this.#deeper(() => this.#selection()));
    this.#next();
    return selections;
  }

  #deeper      (read            )       {
    if (this.#depth === deepest) throw new GraphQLSyntaxError(`A query is not nested deeper than ${deepest} levels.`);
    this.#depth += 1;
    const part = read();
    this.#depth -= 1;
    return part;
  }

  #selection()            {
    const first = this.#next();
    if (first === '...') {
      const on = this.#peek() === 'on' ? [this.#next(), this.#name()][1] : undefined;
      return { kind: 'fragment', on, selections: this.#selections() };
    }
    if (!/^\w/.test(first)) throw this.#unexpected(first);
    const isAlias = this.#peek() === ':';
    if (isAlias) this.#next();
    const name = isAlias ? this.#name() : first;
    const given = this.#peek() === '(' ? this.#members('(', ')') : {};
    return { kind: 'field', alias: first, name, arguments: given, selections: this.#peek() === '{' ? this.#selections() : [] };
  }

  #members(open        , close        )                                     {
    this.#expect(open);
    const members                       = [];
    while (this.#peek() !== close) {
      const name = this.#name();
      this.#expect(':');
      members.push([name, this.#deeper(() => this.#argument())]);
    }
    this.#next();
    return Object.fromEntries(members);
  }

  #argument()           {
    const first = this.#peek();
    if (first === '{') return { kind: 'object', members: this.#members('{', '}') };
    this.#next();
    if (first === '$') return { kind: 'variable', name: this.#name() };
    if (first === '[') {
      const items             = [];
      while (this.#peek() !== ']') items.push(this.#deeper(() => this.#argument()));
      this.#next();
      return { kind: 'list', items };
    }
    if (first.startsWith('"')) return { kind: 'value', value: this.#text(first) };
    if (/^-?\d/.test(first)) return { kind: 'value', value: Number(first) };
    if (!/^\w/.test(first)) throw this.#unexpected(first);
    const literals = new Map                        ([['true', true], ['false', false], ['null', null]]);
    // What is no literal is the name of an enumeration's value.
    return { kind: 'value', value: literals.has(first) ? literals.get(first) ?? null : first };
  }

  /** Its escapes are those of JSON. */
  #text(token        )         {
    try {
      return String(JSON.parse(token));
    } catch {
      throw this.#unexpected(token);
    }
  }

  #name()         {
    const name = this.#next();
    if (!/^[_A-Za-z]/.test(name)) throw this.#unexpected(name);
    return name;
  }

  #expect(token        )       {
    const found = this.#next();
    if (found !== token) throw this.#unexpected(found);
  }

  #peek()         {
    return this.#tokens[this.#at] ?? '';
  }

  #next()         {
    const token = this.#peek();
    if (token === '') throw this.#unexpected(token);
    this.#at += 1;
    return token;
  }

  #unexpected(token        )                     {
    return new GraphQLSyntaxError(token === '' ? 'Expected more, and the document ends.' : `Unexpected "${token}" at token ${this.#at}.`);
  }
}

/** `POST /graphql`. What is wrong with a query is told with status 200, as GraphQL does. */
function answerQuery(request                , graph       )                  {
  if (request.body instanceof MalformedBody) return failure$1(400, 'Problems parsing JSON');
  const text = textAt(request.body, 'query');
  if (text === undefined) return errors([{ message: 'A query attribute must be specified and must be a string.' }]);
  const variables = member$1(request.body, 'variables');
  try {
    const query = parseQuery(text);
    const { data, errors: problems } = execute(query, query.operation === 'query' ? graph.query() : graph.mutation(), isJsonObject(variables) ? variables : {});
    return problems.length === 0 ? { status: 200, body: { data } } : errors(problems, data);
  } catch (thrown) {
    if (thrown instanceof GraphQLSyntaxError) return errors([{ message: thrown.message }]);
    throw thrown;
  }
}

function errors(problems                   , data         )                  {
  return { status: 200, body: { ...(data === undefined ? {} : { data }), errors: problems } };
}

/** GitHub's limit of ids in one `nodes` query. */
const idLimit = 100;

/** GitHub's classifiers, and the reasons that a minimized comment then shows. */
const classifiers                                            = { SPAM: 'spam', ABUSE: 'abuse', OFF_TOPIC: 'off-topic', OUTDATED: 'outdated', DUPLICATE: 'duplicate', RESOLVED: 'resolved' };

/** The part of GitHub's graph (docs.github.com, "GraphQL: Reference") that comments, their minimizing and review threads need. */
class Graph {
           #options              ;
  /** Reasons by the ids of minimized comments. */
           #minimized = new Map                ();
           #resolvedThreads = new Set        ();

  constructor(options              ) {
    this.#options = options;
  }

  query()              {
    const { repository, viewer } = this.#options;
    return {
      types: ['Query'],
      fields: {
        viewer: () => ({ types: ['User', 'Actor'], fields: { login: () => viewer } }),
        node: ({ id }) => this.#node(id),
        nodes: ({ ids }) => {
          const wanted = Array.isArray(ids) ? ids : [ids];
          return wanted.length > idLimit ? new GraphProblem('ARGUMENT_LIMIT', `You may not provide more than ${idLimit} node ids; you provided ${wanted.length}.`) : wanted.map((id) => this.#node(id));
        },
        repository: ({ owner, name }) => {
          const asked = `${String(owner)}/${String(name)}`;
          return asked.toLowerCase() === repository.toLowerCase() ? this.#repository() : new GraphProblem('NOT_FOUND', `Could not resolve to a Repository with the name '${asked}'.`);
        },
      },
    };
  }

  mutation()              {
    return {
      types: ['Mutation'],
      fields: {
        minimizeComment: this.#writing('minimizedComment', ({ subjectId, classifier }) => {
          const reason = classifiers[String(classifier)];
          if (reason === undefined) return new GraphProblem('ARGUMENT_ERROR', `Argument 'classifier' on InputObject 'MinimizeCommentInput' has an invalid value (${String(classifier)}).`);
          return this.#minimizable(subjectId, (id) => this.#minimized.set(id, reason));
        }),
        unminimizeComment: this.#writing('unminimizedComment', ({ subjectId }) => this.#minimizable(subjectId, (id) => this.#minimized.delete(id))),
        resolveReviewThread: this.#writing('thread', ({ threadId }) => this.#thread(threadId, (id) => this.#resolvedThreads.add(id))),
        unresolveReviewThread: this.#writing('thread', ({ threadId }) => this.#thread(threadId, (id) => this.#resolvedThreads.delete(id))),
      },
    };
  }

  /** A mutation takes its arguments in `input`, and answers what it changed under a name of its own. */
  #writing(name        , change                              )                               {
    return ({ input }) => {
      if (!this.#options.mayWrite) return new GraphProblem('FORBIDDEN', 'Resource not accessible by integration');
      const members        = typeof input === 'object' && input !== null ? { ...input } : {};
      const changed = change(members);
      if (changed instanceof GraphProblem) return changed;
      const { clientMutationId = null } = members;
      return { types: ['Payload'], fields: { [name]: () => changed, clientMutationId: () => (typeof clientMutationId === 'string' ? clientMutationId : null) } };
    };
  }

  #minimizable(id         , change                         )             {
    const found = typeof id === 'string' ? (this.#options.comments.byNodeId(id) ?? this.#options.reviews.byNodeId(id)) : undefined;
    if (found === undefined) return unknownId(id);
    change(found.nodeId);
    return this.#node(found.nodeId);
  }

  #thread(id         , change                         )             {
    const first = this.#options.reviews.threadByNodeId(String(id));
    if (first === undefined) return unknownId(id);
    change(String(id));
    return this.#renderThread(first);
  }

  #node(id         )             {
    const { comments, issues, reviews } = this.#options;
    const wanted = String(id);
    const issue = issues.byNodeId(wanted);
    if (issue !== undefined) return this.#renderIssue(issue);
    const comment = comments.byNodeId(wanted);
    if (comment !== undefined) return this.#renderComment('IssueComment', comment);
    const onLine = reviews.byNodeId(wanted);
    if (onLine !== undefined) return this.#renderReviewComment(onLine);
    const thread = reviews.threadByNodeId(wanted);
    return thread === undefined ? unknownId(id) : this.#renderThread(thread);
  }

  #repository()              {
    const { comments, issues, pulls, repository, reviews } = this.#options;
    return {
      types: ['Repository', 'Node'],
      fields: {
        nameWithOwner: () => repository,
        issue: ({ number }) => {
          const issue = issues.find(Number(number));
          return issue === undefined ? new GraphProblem('NOT_FOUND', `Could not resolve to an Issue with the number of ${String(number)}.`) : this.#renderIssue(issue);
        },
        pullRequest: ({ number }) => {
          const [of, pull] = [Number(number), pulls.find(Number(number))];
          if (pull === undefined) return new GraphProblem('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${String(number)}.`);
          return {
            types: ['PullRequest', 'Node'],
            fields: {
              number: () => of,
              headRefOid: () => pull.headSha,
              baseRefOid: () => pull.baseSha,
              comments: (given) => connection('comments', given, comments.of(of).map((comment) => this.#renderComment('IssueComment', comment))),
              reviewThreads: (given) => connection('reviewThreads', given, reviews.threadsOf(of).map((first) => this.#renderThread(first))),
            },
          };
        },
      },
    };
  }

  #renderIssue(issue             )              {
    const { viewer } = this.#options;
    return {
      types: [issue.isPullRequest ? 'PullRequest' : 'Issue', 'Node', 'Comment'],
      fields: {
        id: () => issue.nodeId, number: () => issue.number, title: () => issue.title, body: () => issue.body, url: () => issue.url, state: () => issue.state.toUpperCase(),
        viewerDidAuthor: () => issue.author === viewer, author: () => actor(issue.author),
      },
    };
  }

  #renderComment(type        , comment                                                          , more                        = {})              {
    const { viewer } = this.#options;
    return {
      types: [type, 'Node', 'Comment', 'Minimizable'],
      fields: {
        id: () => comment.nodeId, databaseId: () => comment.id, body: () => comment.body, viewerDidAuthor: () => comment.author === viewer, author: () => actor(comment.author),
        isMinimized: () => this.#minimized.has(comment.nodeId), minimizedReason: () => this.#minimized.get(comment.nodeId) ?? null, viewerCanMinimize: () => this.#options.mayWrite,
        ...more,
      },
    };
  }

  #renderReviewComment(comment                     )              {
    return this.#renderComment('PullRequestReviewComment', comment, { path: () => comment.path, line: () => comment.line });
  }

  #renderThread(first                     )              {
    const { reviews } = this.#options;
    const id = reviews.threadNodeId(first);
    return {
      types: ['PullRequestReviewThread', 'Node'],
      fields: {
        id: () => id, isResolved: () => this.#resolvedThreads.has(id), path: () => first.path, line: () => first.line,
        comments: (given) => connection('comments', given, reviews.thread(first.id).map((comment) => this.#renderReviewComment(comment))),
      },
    };
  }
}

function actor(login        )              {
  return { types: [login.endsWith('[bot]') ? 'Bot' : 'User', 'Actor'], fields: { login: () => login.replace(/\[bot\]$/, '') } };
}

function unknownId(id         )               {
  return new GraphProblem('NOT_FOUND', `Could not resolve to a node with the global id of '${String(id)}'`);
}

/** A page of a list: `first`, at most 100, after the cursor `after`. */
function connection(name        , { first, after }       , all                        )             {
  if (typeof first !== 'number') return new GraphProblem('MISSING_PAGINATION_BOUNDARIES', `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`);
  if (first > idLimit) return new GraphProblem('EXCESSIVE_PAGINATION', `Requesting ${first} records on the \`${name}\` connection exceeds the \`first\` limit of ${idLimit} records.`);
  const start = typeof after === 'string' ? Number(Buffer.from(after, 'base64').toString()) : 0;
  const end = Math.min(all.length, start + first);
  const pageInfo              = { types: ['PageInfo'], fields: { hasNextPage: () => end < all.length, endCursor: () => Buffer.from(String(end)).toString('base64') } };
  return { types: ['Connection'], fields: { nodes: () => all.slice(start, end), totalCount: () => all.length, pageInfo: () => pageInfo } };
}

/** A request that goes wrong. */
                               
                                                   
                      
                                                                             
                                    
                                                                                                                                  
                                      
                                                                                                        
                           
                              
                                                           
 

/** What stands between a client and the stand-in: lets requests through until one is to go wrong. */
class Interrupter {
  #interruption                          ;
  #seen = 0;

  /** Replaces what was set before and counts anew; `undefined` lets everything through. */
  set(interruption                          )       {
    this.#interruption = interruption;
    this.#seen = 0;
  }

  /** Requests since the last `set`. */
  get seen()         {
    return this.#seen;
  }

  /** The handler's answer, or a failure in its place. */
  through(handle         )          {
    return (request) => {
      this.#seen += 1;
      const interruption = this.#interruption;
      if (interruption === undefined || this.#seen < interruption.at) return handle(request);
      const isTheOne = this.#seen === interruption.at;
      if (!isTheOne && interruption.lasts === 'once') return handle(request);
      if (isTheOne && interruption.when === 'after') handle(request);
      if (isTheOne) interruption.onInterrupt?.(request);
      return failure$1(interruption.status ?? 502, 'Interrupted');
    };
  }
}

/** What a token may do with issues, or that the repository has none. */
                                                                     

/** UTF-16 units; GitHub's own errors name the numbers. */
const limits = { body: 65_536, title: 256 }         ;
const reasons                         = ['completed', 'not_planned', 'duplicate', 'reopened'];

                                        
                              
                              
                                  
                                       
                                                                                                
                             
                           
                         
 

/** The REST endpoints over issues, their labels and the labels of the repository (docs.github.com, "REST API endpoints for issues"). */
class IssueEndpoints {
           #options                       ;

  constructor(options                       ) {
    this.#options = options;
  }

  /** The answer to a path below the repository, or undefined when it is none of these. */
  answer(method        , path        , request                )                              {
    const route = this.#route(method, path, request);
    if (route === undefined) return undefined;
    const { permission } = this.#options;
    if (permission === 'disabled' && path.startsWith('issues')) return failure$1(410, 'Issues are disabled for this repo');
    if (permission === 'none' || (permission === 'read' && method !== 'GET')) return notAccessible;
    if (request.body instanceof MalformedBody) return failure$1(400, 'Problems parsing JSON');
    return route();
  }

  #route(method        , path        , request                )                                      {
    const { labels, mayLabel } = this.#options;
    if (path === 'issues') return { GET: () => this.#list(request), POST: () => this.#create(request) }[method];
    if (path === 'labels') return { GET: () => labels.list(request), POST: () => (mayLabel ? labels.create(request) : notAccessible) }[method];
    const label = /^labels\/(.+)$/s.exec(path)?.[1];
    if (label !== undefined) return { GET: () => labels.get(label), DELETE: () => (mayLabel ? labels.remove(label) : notAccessible) }[method];
    const [, digits, rest = '', carried] = /^issues\/(\d+)(?:\/(comments|labels|lock)(?:\/(.+))?)?$/s.exec(path) ?? [];
    const number = Number(digits);
    // What is no issue here is a pull request, whose comments are another's matter.
    if (digits === undefined || (rest === 'comments' && this.#options.issues.find(number) === undefined && !this.#options.issues.isDeleted(number))) return undefined;
    if (carried !== undefined && rest !== 'labels') return undefined;
    return () => this.#answerOne(`${method} ${rest}${carried === undefined ? '' : '/'}`, number, request, carried);
  }

  #answerOne(route        , number        , request                , label = '')                  {
    const { comments, issues, login } = this.#options;
    if (issues.isDeleted(number)) return failure$1(410, 'This issue was deleted');
    const issue = issues.find(number);
    if (issue === undefined) return notFound;
    switch (route) {
      case 'GET ':
        return { status: 200, body: this.#render(issue) };
      case 'PATCH ':
        return this.#update(issue, request);
      case 'GET comments':
        return comments.list(number, request);
      case 'POST comments': {
        if (issue.isLocked) return failure$1(403, 'Unable to create comment because issue is locked.');
        const answer = comments.create(number, request, login);
        issues.touch(number, comments.of(number).at(-1)?.createdAt ?? issue.updatedAt);
        return answer;
      }
      case 'GET labels':
        return pageOf(request, issue.labels, (name) => this.#options.labels.put(name));
      case 'POST labels':
        return this.#setLabels(issue, [...issue.labels, ...labelNames(request.body)]);
      case 'PUT labels':
        return this.#setLabels(issue, labelNames(request.body));
      case 'DELETE labels':
        return this.#options.mayLabel ? { ...this.#setLabels(issue, []), status: 204, body: undefined } : notAccessible;
      case 'DELETE labels/': {
        const left = issue.labels.filter((name) => name.toLowerCase() !== label.toLowerCase());
        return left.length === issue.labels.length ? failure$1(404, 'Label does not exist') : this.#setLabels(issue, left);
      }
      case 'PUT lock':
        issues.change(number, { isLocked: true });
        return { status: 204 };
      case 'DELETE lock':
        issues.change(number, { isLocked: false });
        return { status: 204 };
      default:
        return notFound;
    }
  }

  /** `GET /repos/{owner}/{repo}/issues`: issues and pull requests, newest first unless asked otherwise. */
  #list(request                )                  {
    const { query } = request;
    const wanted = (query.get('labels') ?? '').split(',').map((name) => name.trim().toLowerCase()).filter((name) => name !== '');
    const [state, creator, since] = [query.get('state') ?? 'open', query.get('creator')?.toLowerCase(), query.get('since')];
    const found = this.#options.issues.all().filter((issue) => {
      const carried = new Set(issue.labels.map((name) => name.toLowerCase()));
      return (state === 'all' || issue.state === state) && wanted.every((name) => carried.has(name))
        && (creator === undefined || issue.author.toLowerCase() === creator) && (since === null || Date.parse(issue.updatedAt) >= Date.parse(since));
    });
    const timeOf = (issue             )         => (query.get('sort') === 'updated' ? Date.parse(issue.updatedAt) : 0);
    const ascending = found.toSorted((left, right) => timeOf(left) - timeOf(right) || left.number - right.number);
    return pageOf(request, query.get('direction') === 'asc' ? ascending : ascending.toReversed(), (issue) => this.#render(issue));
  }

  /** `POST /repos/{owner}/{repo}/issues`: labels that do not exist yet are made. */
  #create(request                )                  {
    const [title, body = ''] = [textAt(request.body, 'title'), textAt(request.body, 'body')];
    const refusal = refuseTexts(title ?? '', body);
    if (refusal !== undefined || title === undefined) return refusal ?? invalid$1('title', 'missing_field');
    const labels = this.#options.mayLabel ? labelNames(request.body) : [];
    for (const name of labels) this.#options.labels.put(name);
    return { status: 201, body: this.#render(this.#options.issues.add({ title, body, labels, author: this.#options.login })) };
  }

  /** `PATCH /repos/{owner}/{repo}/issues/{number}`: all of it or nothing. */
  #update(issue             , request                )                  {
    const { body: sent } = request;
    const [title = issue.title, body = issue.body] = [textAt(sent, 'title'), textAt(sent, 'body')];
    const [state = issue.state, reason = null] = [textAt(sent, 'state'), textAt(sent, 'state_reason')];
    const refusal = refuseTexts(title, body);
    if (refusal !== undefined) return refusal;
    if (state !== 'open' && state !== 'closed') return invalid$1('state', 'invalid');
    const stateReason = reasons.find((known) => known === reason);
    if (reason !== null && stateReason === undefined) return invalid$1('state_reason', 'invalid');
    const labels = member$1(sent, 'labels') === undefined || !this.#options.mayLabel ? issue.labels : labelNames(sent);
    const change              = { title, body, state, labels, ...(stateReason === undefined ? {} : { stateReason }) };
    const changed = this.#options.issues.change(issue.number, change);
    return changed === undefined ? notFound : { status: 200, body: this.#render(changed) };
  }

  /** What an issue carries afterwards; labels that do not exist yet are made. */
  #setLabels(issue             , wanted                   )                  {
    if (!this.#options.mayLabel) return notAccessible;
    const labels = [...new Set(wanted.map((name) => this.#options.labels.put(name).name))];
    this.#options.issues.change(issue.number, { labels });
    return { status: 200, body: labels.map((name) => this.#options.labels.put(name)) };
  }

  #render(issue             )         {
    return {
      number: issue.number,
      node_id: issue.nodeId,
      html_url: issue.url,
      title: issue.title,
      body: issue.body,
      user: { login: issue.author, type: issue.author.endsWith('[bot]') ? 'Bot' : 'User' },
      labels: issue.labels.map((name) => this.#options.labels.put(name)),
      state: issue.state,
      state_reason: issue.stateReason,
      locked: issue.isLocked,
      comments: this.#options.comments.of(issue.number).length,
      created_at: issue.createdAt,
      updated_at: issue.updatedAt,
      closed_at: issue.closedAt,
      ...(issue.isPullRequest ? { pull_request: { html_url: issue.url } } : {}),
    };
  }
}

/** Labels come as names or as objects with a name. */
function labelNames(body         )                    {
  return arrayAt(body, 'labels').flatMap((label) => (typeof label === 'string' ? [label] : isJsonObject(label) ? (textAt(label, 'name') ?? []) : []));
}

function refuseTexts(title        , body        )                              {
  if (title.trim() === '') return invalid$1('title', 'missing_field');
  if (title.length > limits.title) return invalid$1('title', 'custom', `title is too long (maximum is ${limits.title} characters)`);
  return body.length > limits.body ? invalid$1('body', 'custom', `body is too long (maximum is ${limits.body} characters)`) : undefined;
}

function invalid$1(field        , code        , message         )                  {
  return failure$1(422, 'Validation Failed', [{ resource: 'Issue', code, field, ...(message === undefined ? {} : { message }) }]);
}

/** A label of the repository. */
                              
                        
                                
                         
                                      
 

/** Characters of a name (docs.github.com, "Managing labels"). */
const nameLimit = 50;

/** The labels of one repository. GitHub compares their names without case. */
class LabelStore {
           #labels = new Map                     ();

  all()                         {
    return [...this.#labels.values()];
  }

  find(name        )                          {
    return this.#labels.get(name.toLowerCase());
  }

  put(name        , color = 'ededed', description                = null)              {
    const label = this.find(name) ?? { name, color, description };
    this.#labels.set(name.toLowerCase(), label);
    return label;
  }

  /** `GET /repos/{owner}/{repo}/labels`. */
  list(request                )                  {
    return pageOf(request, this.all(), (label) => label);
  }

  /** `GET /repos/{owner}/{repo}/labels/{name}`. */
  get(name        )                  {
    const label = this.find(name);
    return label === undefined ? notFound : { status: 200, body: label };
  }

  /** `DELETE /repos/{owner}/{repo}/labels/{name}`. */
  remove(name        )                  {
    return this.#labels.delete(name.toLowerCase()) ? { status: 204 } : notFound;
  }

  /** `POST /repos/{owner}/{repo}/labels`. */
  create(request                )                  {
    const [name, color = 'ededed'] = [textAt(request.body, 'name'), textAt(request.body, 'color')];
    if (name === undefined || name.trim() === '' || name.length > nameLimit) return invalid(name === undefined ? 'missing_field' : 'invalid', 'name');
    if (!/^[0-9a-f]{6}$/i.test(color)) return invalid('invalid', 'color');
    if (this.find(name) !== undefined) return invalid('already_exists', 'name');
    return { status: 201, body: this.put(name, color, textAt(request.body, 'description') ?? null) };
  }
}

function invalid(code        , field        )                  {
  return failure$1(422, 'Validation Failed', [{ resource: 'Label', code, field }]);
}

/** An issue as the store keeps it. GitHub lists pull requests among the issues. */
                              
                          
                           
                          
                         
                        
                            
                          
                                     
                                    
                                           
                             
                                  
                       
                             
                             
                                   
 

/** What somebody may give a new issue; the rest has defaults. */
                                                                                                                                                                      

                                                                                                                         

/** The issues of one repository by number. */
class IssueStore {
           #repository        ;
           #ticks       ;
           #issues = new Map                     ();
           #deleted = new Set        ();
  /** Beyond the numbers that tests give to pull requests. */
  #lastNumber = 100;

  /** `repository` is `owner/name`. */
  constructor(repository        , ticks       ) {
    this.#repository = repository;
    this.#ticks = ticks;
  }

  /** Oldest first. */
  all()                         {
    return [...this.#issues.values()];
  }

  find(number        )                          {
    return this.#issues.get(number);
  }

  byNodeId(nodeId        )                          {
    return this.all().find((issue) => issue.nodeId === nodeId);
  }

  isDeleted(number        )          {
    return this.#deleted.has(number);
  }

  add({ title, author, body = '', labels = [], state = 'open', stateReason = null, isLocked = false, isPullRequest = false }          )              {
    this.#lastNumber += 1;
    const number = this.#lastNumber;
    const at = this.#ticks.next();
    const issue              = {
      number, nodeId: `I_${number}`, title, body, author, labels, state, stateReason, isLocked, isPullRequest,
      url: `https://github.com/${this.#repository}/${isPullRequest ? 'pull' : 'issues'}/${number}`,
      createdAt: at, updatedAt: at, closedAt: state === 'closed' ? at : null,
    };
    this.#issues.set(number, issue);
    return issue;
  }

  /** Undefined when there is no such issue. Closing and opening without a reason is `completed` and `reopened`, as on GitHub. */
  change(number        , change             )                          {
    const issue = this.#issues.get(number);
    if (issue === undefined) return undefined;
    const at = this.#ticks.next();
    const changed = { ...issue, ...change, updatedAt: at };
    const turned = changed.state !== issue.state;
    const usual = changed.state === 'closed' ? 'completed' : 'reopened';
    const stateReason = change.stateReason ?? (turned ? usual : issue.stateReason);
    const closedAt = changed.state === 'open' ? null : turned ? at : issue.closedAt;
    const stored              = { ...changed, stateReason, closedAt };
    this.#issues.set(number, stored);
    return stored;
  }

  /** A comment was written. */
  touch(number        , at        )       {
    const issue = this.#issues.get(number);
    if (issue !== undefined) this.#issues.set(number, { ...issue, updatedAt: at });
  }

  /** Deleted, which GitHub remembers, or transferred to another repository, which leaves lists the same way. */
  delete(number        )       {
    if (this.#issues.delete(number)) this.#deleted.add(number);
  }
}

/** A pull request as a test or a demo puts it. */
                                     
                           
                           
                                       
                                              
                                                                  
                                   
                           
                        
                                     
 

                                  
                            
                                                                
                                                                                                         
                          
 

/** docs.github.com, "List pull requests files": responses include a maximum of 3,000 files. */
const fileLimit = 3_000;
/** The branches of every pull request here. */
const [baseBranch, headBranch] = ['main', 'change'];

/** The pull requests of one repository. */
class PullRequestStore {
           #repository        ;
           #pulls = new Map                            ();
           #commits = new Map                     ();

  /** `repository` is `owner/name`. */
  constructor(repository        ) {
    this.#repository = repository;
  }

  /** Opens a pull request, or pushes to it: the commits it had are still known. */
  put(number        , pull                    )       {
    this.#pulls.set(number, pull);
    this.#commits.set(number, (this.#commits.get(number) ?? new Set        ()).add(pull.headSha));
  }

  find(number        )                                 {
    return this.#pulls.get(number);
  }

  /** True for a commit that is or was the head of the pull request. */
  hasCommit(number        , sha        )          {
    return this.#commits.get(number)?.has(sha) === true;
  }

  /** `GET /repos/{owner}/{repo}/pulls/{number}`. */
  get(number        )                  {
    const pull = this.#pulls.get(number);
    return pull === undefined ? notFound : { status: 200, body: { ...this.#render(number, pull), changed_files: pull.files?.length ?? 0 } };
  }

  /** `GET /repos/{owner}/{repo}/pulls`: the open ones unless `state` says otherwise, newest first; `head` as `owner:branch`, `base` as a branch. */
  list(request                )                  {
    const { query } = request;
    const [state, head, base] = [query.get('state') ?? 'open', query.get('head'), query.get('base')];
    const found = [...this.#pulls].filter(([, pull]) => {
      const [owner = ''] = (pull.headRepository ?? this.#repository).split('/');
      return (state === 'all' || (pull.state ?? 'open') === state) && (head === null || head === `${owner}:${headBranch}`) && (base === null || base === baseBranch);
    });
    const ascending = found.toSorted(([left], [right]) => left - right);
    return pageOf(request, query.get('direction') === 'asc' ? ascending : ascending.toReversed(), ([number, pull]) => this.#render(number, pull));
  }

  #render(number        , { author = 'octocat', baseSha, headSha, headRepository = this.#repository, state = 'open' }                    )         {
    return {
      number,
      state,
      user: { login: author, type: author.endsWith('[bot]') ? 'Bot' : 'User' },
      html_url: `https://github.com/${this.#repository}/pull/${number}`,
      base: { ref: baseBranch, sha: baseSha, repo: { full_name: this.#repository } },
      head: { ref: headBranch, sha: headSha, repo: { full_name: headRepository } },
    };
  }

  /** `GET /repos/{owner}/{repo}/pulls/{number}/files`, in pages; of more than 3,000 files the rest is not told. */
  files(number        , request                )                  {
    const pull = this.#pulls.get(number);
    return pull === undefined ? notFound : pageOf(request, (pull.files ?? []).slice(0, fileLimit), (file) => ({ sha: '0'.repeat(40), ...file }));
  }
}

/** How much may be spent in a window of time. */
                             
                        
                                
 

/** What is left of a window, and when it ends, in milliseconds since 1970. */
                            
                        
                          
 

/** Windows of time by name, each begun by what is spent first in it. Time is what the caller says it is. */
class Windows {
           #windows = new Map                                                             ();
           #speed        ;

  /** @param speed how many times faster than GitHub's they pass */
  constructor(speed        ) {
    this.#speed = speed;
  }

  /** Without spending anything. */
  look(name        , { most, milliseconds }            , now        )            {
    const window = this.#windows.get(name);
    return window === undefined || now >= window.endsAt ? { left: most, endsAt: now + milliseconds / this.#speed } : { left: Math.max(0, most - window.spent), endsAt: window.endsAt };
  }

  /** Spends so much, also what is not there; a negative number is given back. */
  spend(name        , size            , amount        , now        )            {
    const { left, endsAt } = this.look(name, size, now);
    this.#windows.set(name, { endsAt, spent: Math.max(0, size.most - left + amount) });
    return { left: Math.max(0, left - amount), endsAt };
  }
}

/** REST and GraphQL are counted apart. */
                                   

/** What a request spent: headers for its answer, and the answer where nothing was left to spend. */
                        
                                                     
                                     
 

const minute = 60_000;
const hour = 60 * minute;

/** docs.github.com, "Rate limits for the REST API", on secondary rate limits. */
const secondary = {
  points: { core: { most: 900, milliseconds: minute }, graphql: { most: 2_000, milliseconds: minute } },
  content: [{ most: 80, milliseconds: minute }, { most: 500, milliseconds: hour }],
}         ;

/** Points of a request that writes; one that reads has one (the same page). */
const pointsOfWrite = 5;

/** Counts requests as GitHub does: an hour's requests, and what is too much at once. */
class RateBudget {
           #options                   ;
           #windows         ;
           #hour            ;

  constructor(options                   ) {
    this.#options = options;
    this.#windows = new Windows(options.speed);
    this.#hour = { most: options.perHour, milliseconds: hour };
  }

  /** @param path as sent, without Enterprise Server's prefix */
  spend({ method }                , path        )        {
    const resource = resourceOf(path);
    const now = this.#options.now();
    if (this.#options.quota === 'off') return { headers: this.#headers(resource, { left: this.#hour.most - 1, endsAt: now + hour / this.#options.speed }) };
    const known = this.#windows.look(resource, this.#hour, now);
    if (known.left === 0) return { headers: this.#headers(resource, known), refusal: failure$1(403, 'API rate limit exceeded for installation ID 1.', undefined, rateLimitPage) };
    const wait = this.#spendAtOnce(method, resource, now);
    const headers = this.#headers(resource, wait === undefined ? this.#windows.spend(resource, this.#hour, 1, now) : known);
    return wait === undefined ? { headers } : { headers: { ...headers, 'retry-after': String(Math.max(1, Math.ceil(wait / 1000))) }, refusal: failure$1(403, tooMuch, undefined, `${rateLimitPage}#about-secondary-rate-limits`) };
  }

  /** What the client had already (304) costs nothing. */
  giveBack(path        )                                   {
    const [resource, now] = [resourceOf(path), this.#options.now()];
    return this.#options.quota === 'off' ? {} : this.#headers(resource, this.#windows.spend(resource, this.#hour, -1, now));
  }

  /** `GET /rate_limit`, which is not counted itself. */
  answer()                  {
    const now = this.#options.now();
    const of = (resource          )         => {
      const { left, endsAt } = this.#windows.look(resource, this.#hour, now);
      return { limit: this.#hour.most, remaining: left, used: this.#hour.most - left, reset: Math.ceil(endsAt / 1000), resource };
    };
    return { status: 200, body: { resources: { core: of('core'), graphql: of('graphql') }, rate: of('core') } };
  }

  /** Milliseconds to wait for what was too much at once; otherwise undefined, and it is spent. */
  #spendAtOnce(method        , resource          , now        )                     {
    const isWrite = method !== 'GET' && method !== 'HEAD' && resource === 'core';
    const wanted                                                                         = [
      [`${resource} points`, secondary.points[resource], isWrite ? pointsOfWrite : 1],
      ...(isWrite ? secondary.content.map((size) => [`content ${size.milliseconds}`, size, 1]         ) : []),
    ];
    for (const [name, size, amount] of wanted) {
      const { left, endsAt } = this.#windows.look(name, size, now);
      if (left < amount) return endsAt - now;
    }
    for (const [name, size, amount] of wanted) this.#windows.spend(name, size, amount, now);
    return undefined;
  }

  #headers(resource          , { left, endsAt }           )                                   {
    const { most } = this.#hour;
    return {
      'x-ratelimit-limit': String(most),
      'x-ratelimit-remaining': String(left),
      'x-ratelimit-used': String(most - left),
      'x-ratelimit-reset': String(Math.ceil(endsAt / 1000)),
      'x-ratelimit-resource': resource,
    };
  }
}

const rateLimitPage = 'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api';
const tooMuch = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

function resourceOf(path        )           {
  return path === '/graphql' ? 'graphql' : 'core';
}

/** A rate limit to play (docs.github.com, "Rate limits for the REST API"). */
                            
                                                                                   
                                         
                                   
                             
                                           
                            
                 
                               
 

/** What GitHub answers under the limit, with the headers that it sends. */
function rateLimited({ kind, status, retryAfter }           )                  {
  const message = kind === 'primary' ? 'API rate limit exceeded for installation ID 1.' : 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
  // The end of the window in seconds since 1970; long past, as the stand-in has no clock.
  const primary = { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1700000000' };
  const after = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return { ...failure$1(status, message), headers: { ...(kind === 'primary' ? primary : {}), ...after } };
}

/** The versions of the REST API that GitHub answers (docs.github.com, "API Versions"). */
const versions = ['2022-11-28', '2026-03-10'];

/**
 * What holds for every request of GitHub's API, whatever it asks: the version, the rate limit with its headers, and `ETag` with 304 for what the client
 * has already.
 * @param path decoded, without Enterprise Server's prefix
 */
function withProtocol(request                , path        , budget            , answer                       )                  {
  const version = request.headers['x-github-api-version'] ?? versions[0] ?? '';
  const common = { 'x-github-request-id': randomUUID(), 'x-github-media-type': 'github.v3; format=json', 'x-github-api-version-selected': version };
  if (!versions.includes(version)) return { ...failure$1(400, `"${version}" is not a supported version of the REST API.`), headers: common };
  if (request.method === 'GET' && path === '/rate_limit') return { ...budget.answer(), headers: common };
  const spent = budget.spend(request, path);
  const { headers, ...response } = spent.refusal ?? answer();
  const all = { ...common, ...spent.headers, ...headers };
  if (request.method !== 'GET' || response.status !== 200 || response.body === undefined) return { ...response, headers: all };
  const etag = `W/"${createHash('sha1').update(JSON.stringify(response.body)).digest('hex')}"`;
  const tagged = { ...all, etag, 'cache-control': 'private, max-age=60, s-maxage=60', vary: 'Accept, Authorization, Cookie, X-GitHub-OTP' };
  if (!matches(request.headers['if-none-match'], etag)) return { ...response, headers: tagged };
  return { status: 304, headers: { ...tagged, ...budget.giveBack(path) } };
}

/** Weak comparison (RFC 9110, 13.1.2). */
function matches(header                    , etag        )          {
  return header !== undefined && header.split(',').some((tag) => tag.trim() === '*' || bare(tag) === bare(etag));
}

function bare(tag        )         {
  return tag.trim().replace(/^W\//, '');
}

/** The REST endpoints over artifacts (docs.github.com, "REST API endpoints for GitHub Actions artifacts"), or undefined when the path is none of these. */
function answerArtifacts(method        , path        , request                , { store, mayWrite }                                                               )                              {
  const [whole, run, id, zip] = /^actions\/(?:runs\/(\d+)\/)?artifacts(?:\/(\d+)(\/zip)?)?$/.exec(path) ?? [];
  if (whole === undefined) return undefined;
  if (id === undefined) return method === 'GET' ? list(run, request, store) : notFound;
  const artifact = store.all().find((candidate) => candidate.id === Number(id));
  if (artifact === undefined || run !== undefined) return notFound;
  if (method === 'GET' && zip === undefined) return { status: 200, body: render(artifact, store) };
  // The address is good for a minute there; here for as long as the artifact is.
  if (method === 'GET') return { status: 302, headers: { location: signedUrl(request, artifact) } };
  if (method !== 'DELETE' || zip !== undefined) return notFound;
  if (!mayWrite) return notAccessible;
  store.delete(artifact.id);
  return { status: 204 };
}

function list(run                    , request                , store               )                  {
  const name = request.query.get('name');
  const found = store.all().filter((artifact) => (run === undefined || artifact.run === run) && (name === null || artifact.name === name));
  const page = pageOf(request, found, (artifact) => render(artifact, store));
  return { ...page, body: { total_count: found.length, artifacts: page.body } };
}

/** Artifacts are kept for 90 days unless somebody says otherwise. */
function render({ createdAt, digest, id, name, run }                , store               )         {
  const expires = new Date(Date.parse(createdAt) + 90 * 24 * 3_600_000).toISOString().replace('.000Z', 'Z');
  return { id, name, size_in_bytes: store.content(id)?.length ?? 0, expired: false, digest, created_at: createdAt, expires_at: expires, workflow_run: { id: Number(run) } };
}

/** Answers a request below `/repos/{owner}/{repo}/`. */
function answerRepository(method        , path        , request                , options                   )                  {
  const { artifacts, checks, codeScanning, files, mayWrite, pulls, repository, reviews } = options;
  if (path === '') return method === 'GET' ? { status: 200, body: { full_name: repository, private: true, default_branch: 'main', permissions: { pull: true, push: mayWrite } } } : notFound;
  const file = /^contents(?:\/|$)(.*)$/s.exec(path)?.[1];
  if (file !== undefined && method === 'GET') return files.get(request.query.get('ref') ?? 'main', file);
  const [, kind, sha = ''] = /^git\/(trees|blobs)\/([^/]+)$/.exec(path) ?? [];
  if (kind !== undefined && method === 'GET') return kind === 'blobs' ? files.blob(sha) : files.tree(sha, request.query.has('recursive'));
  if (path === 'pulls' && method === 'GET') return pulls.list(request);
  const [, pull, ofFiles] = /^pulls\/(\d+)(\/files)?$/.exec(path) ?? [];
  if (pull !== undefined) return method === 'GET' ? (ofFiles === undefined ? pulls.get(Number(pull)) : pulls.files(Number(pull), request)) : notFound;
  if (path.startsWith('pulls/')) return reviews.answer(method, path.slice('pulls/'.length), request) ?? notFound;
  return checks.answer(method, path, request)
    ?? codeScanning.answer(method, path, request)
    ?? answerArtifacts(method, path, request, { store: artifacts, mayWrite })
    ?? options.issues.answer(method, path, request)
    ?? answerComments(method, path, request, options);
}

function answerComments(method        , path        , request                , { comments, login, mayWrite }                   )                  {
  const [, on] = /^issues\/(\d+)\/comments$/.exec(path) ?? [];
  const [, id] = /^issues\/comments\/(\d+)$/.exec(path) ?? [];
  if (path === 'issues/comments' && method === 'GET') return comments.listAll(request);
  if (on !== undefined && method === 'GET') return comments.list(Number(on), request);
  if (id !== undefined && method === 'GET') return comments.get(Number(id));
  const writes = (on !== undefined && method === 'POST') || (id !== undefined && (method === 'PATCH' || method === 'DELETE'));
  if (!writes) return notFound;
  if (!mayWrite) return notAccessible;
  if (on !== undefined) return comments.create(Number(on), request, login);
  return method === 'PATCH' ? comments.update(Number(id), request) : comments.remove(Number(id));
}

/** The old and the new file of a diff. */
                                        

/** The lines that a patch shows, of both files; each with the number of its hunk. */
                                                                                

/** The lines of a patch on which a comment may stand (docs.github.com, "Create a review comment for a pull request"). */
function linesOf(patch        )            {
  const lines = { LEFT: new Map                (), RIGHT: new Map                () };
  let [hunk, left, right] = [0, 0, 0];
  for (const line of patch.split('\n')) {
    const start = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    if (start !== null) [hunk, left, right] = [hunk + 1, Number(start[1]), Number(start[2])];
    else {
      if (line.startsWith('-') || line.startsWith(' ')) lines.LEFT.set(left++, hunk);
      if (line.startsWith('+') || line.startsWith(' ')) lines.RIGHT.set(right++, hunk);
    }
  }
  return lines;
}

/** UTF-16 units, as for any comment. */
const bodyLimit = 65_536;
const states                                                 = { COMMENT: 'COMMENTED', APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED' };

/** The REST endpoints over reviews and comments on lines (docs.github.com, "REST API endpoints for pull request reviews" and "review comments"). */
class ReviewEndpoints {
           #options                        ;

  constructor(options                        ) {
    this.#options = options;
  }

  /** The answer to a path below `pulls/`, or undefined when it is none of these. */
  answer(method        , path        , request                )                              {
    const route = this.#ofComment(method, path, request) ?? this.#ofPull(method, path, request);
    if (route === undefined) return undefined;
    if (method !== 'GET' && !this.#options.mayWrite) return notAccessible;
    return request.body instanceof MalformedBody ? failure$1(400, 'Problems parsing JSON') : route();
  }

  #ofComment(method        , path        , { body }                )                                      {
    const id = /^comments\/(\d+)$/.exec(path)?.[1];
    if (id === undefined) return undefined;
    const { reviews } = this.#options;
    const found = reviews.comment(Number(id));
    const answers                                                                              = {
      GET: (comment) => ({ status: 200, body: this.#render(comment) }),
      PATCH: (comment) => {
        const text = textAt(body, 'body') ?? '';
        const refusal = text === '' ? unprocessable('Body can’t be blank') : refuseLong([text]);
        if (refusal !== undefined) return refusal;
        reviews.rewrite(comment.id, text);
        return { status: 200, body: this.#render({ ...comment, body: text }) };
      },
      DELETE: (comment) => {
        reviews.remove(comment.id);
        return { status: 204 };
      },
    };
    const handle = answers[method];
    return handle === undefined ? undefined : () => (found === undefined ? notFound : handle(found));
  }

  #ofPull(method        , path        , request                )                                      {
    const [, digits, kind = '', id, rest = ''] = /^(\d+)\/(comments|reviews)(?:\/(\d+)(?:\/(replies|comments|dismissals))?)?$/.exec(path) ?? [];
    if (digits === undefined) return undefined;
    const { pulls, reviews } = this.#options;
    const [pull, one] = [Number(digits), Number(id)];
    const review = reviews.reviewsOf(pull).find((candidate) => candidate.id === one);
    const ofReview = (answer                                          ) => () => (review === undefined ? notFound : answer(review));
    const routes                                                  = {
      'GET comments': () => this.#list(pull, request),
      'POST comments': () => this.#createComment(pull, request),
      'POST comments/replies': () => this.#reply(pull, one, request),
      'GET reviews': () => (pulls.find(pull) === undefined ? notFound : pageOf(request, reviews.reviewsOf(pull), (found) => this.#renderReview(found))),
      'POST reviews': () => this.#createReview(pull, request),
      'GET reviews/': ofReview((found) => ({ status: 200, body: this.#renderReview(found) })),
      'GET reviews/comments': ofReview((found) => pageOf(request, reviews.commentsOf(pull).filter((comment) => comment.review === found.id), (comment) => this.#render(comment))),
      'PUT reviews/dismissals': ofReview((found) => {
        if (textAt(request.body, 'message') === undefined) return failure$1(422, 'Invalid request.\n\n"message" wasn\'t supplied.');
        const dismissed = reviews.changeReview(pull, found.id, { state: 'DISMISSED' });
        return dismissed === undefined ? notFound : { status: 200, body: this.#renderReview(dismissed) };
      }),
    };
    const name = `${method} ${kind}${id === undefined ? '' : `/${rest}`}`;
    return Object.hasOwn(routes, name) ? routes[name] : undefined;
  }

  /** `GET /repos/{owner}/{repo}/pulls/{number}/comments`, oldest first unless asked otherwise, in pages. */
  #list(pull        , request                )                  {
    if (this.#options.pulls.find(pull) === undefined) return notFound;
    const comments = this.#options.reviews.commentsOf(pull);
    return pageOf(request, request.query.get('direction') === 'desc' ? comments.toReversed() : comments, (comment) => this.#render(comment));
  }

  /** One comment, in a review of its own; with `in_reply_to` in the thread of another, whose place it has. */
  #createComment(pull        , request                )                  {
    const answered = member$1(request.body, 'in_reply_to');
    if (typeof answered === 'number') return this.#reply(pull, answered, request);
    const refusal = this.#refuse(pull, request, [request.body]);
    if (refusal !== undefined) return refusal;
    const [comment] = commentsIn([request.body]);
    return comment === undefined ? unprocessable('body') : { status: 201, body: this.#render(this.#options.reviews.add(pull, comment, this.#options.login)) };
  }

  #reply(pull        , to        , request                )                  {
    const { login, reviews } = this.#options;
    const found = reviews.comment(to);
    const first = found?.replyTo === undefined ? found : reviews.comment(found.replyTo);
    if (first === undefined || first.pullRequest !== pull) return notFound;
    const body = textAt(request.body, 'body') ?? '';
    if (body === '') return unprocessable('Body can’t be blank');
    const { line, path, side } = first;
    return refuseLong([body]) ?? { status: 201, body: this.#render(reviews.add(pull, { path, line, side, body, replyTo: first.id }, login)) };
  }

  /** `POST /repos/{owner}/{repo}/pulls/{number}/reviews`: all of its comments, or none when one of them cannot be placed. */
  #createReview(pull        , request                )                  {
    const { login, reviews } = this.#options;
    const refusal = this.#refuse(pull, request, arrayAt(request.body, 'comments'));
    if (refusal !== undefined) return refusal;
    const [body, event] = [textAt(request.body, 'body') ?? '', textAt(request.body, 'event')];
    const state = event === undefined ? 'PENDING' : states[event];
    if (state === undefined) return unprocessable(`Variable $event of type PullRequestReviewEvent was provided invalid value ${event ?? ''}`);
    if (body === '' && (state === 'COMMENTED' || state === 'CHANGES_REQUESTED')) return unprocessable('Body can’t be blank');
    const review = reviews.startReview(pull, { body, author: login, state });
    for (const comment of commentsIn(arrayAt(request.body, 'comments'))) reviews.add(pull, comment, login, review.id);
    return { status: 200, body: this.#renderReview(review) };
  }

  #refuse(pullRequest        , request                , comments                    )                              {
    const { pulls } = this.#options;
    const pull = pulls.find(pullRequest);
    if (pull === undefined) return notFound;
    if (!pulls.hasCommit(pullRequest, textAt(request.body, 'commit_id') ?? pull.headSha)) return unprocessable('commit_id is not part of the pull request');
    const places = new Map((pull.files ?? []).map((file) => [file.filename, linesOf(file.patch ?? '')]));
    const read = commentsIn(comments);
    if (read.length < comments.length) return unprocessable('A comment needs path, line and body; side is LEFT or RIGHT');
    for (const { line, path, side = 'RIGHT', startLine } of read) {
      const lines = places.get(path);
      if (lines === undefined) return unprocessable('Path could not be resolved');
      const hunk = lines[side].get(line);
      if (hunk === undefined) return unprocessable('Line could not be resolved');
      if (startLine === undefined) continue;
      if (startLine >= line) return unprocessable('start_line must precede the end line.');
      if (lines[side].get(startLine) !== hunk) return unprocessable('start_line must be part of the same hunk as the line.');
    }
    return refuseLong(read.map(({ body }) => body));
  }

  #renderReview({ author, body, commit, id, pullRequest, state }              )         {
    return { id, node_id: `PRR_${id}`, state, body, commit_id: commit, html_url: `https://github.com/${this.#options.repository}/pull/${pullRequest}#pullrequestreview-${id}`, user: userOf(author) };
  }

  #render(comment                     )         {
    return {
      id: comment.id,
      node_id: comment.nodeId,
      pull_request_review_id: comment.review,
      path: comment.path,
      line: comment.line,
      start_line: comment.startLine ?? null,
      side: comment.side,
      start_side: comment.startLine === undefined ? null : comment.side,
      commit_id: comment.commit,
      body: comment.body,
      html_url: `https://github.com/${this.#options.repository}/pull/${comment.pullRequest}#discussion_r${comment.id}`,
      user: userOf(comment.author),
      ...(comment.replyTo === undefined ? {} : { in_reply_to_id: comment.replyTo }),
    };
  }
}

function userOf(login        )         {
  return { login, type: login.endsWith('[bot]') ? 'Bot' : 'User' };
}

/** Those that are whole: a path, a line, a text, a side that there is. */
function commentsIn(values                    )                        {
  return values.flatMap((value)                        => {
    const [path, body, line, startLine] = [textAt(value, 'path'), textAt(value, 'body'), member$1(value, 'line'), member$1(value, 'start_line')];
    const side = textAt(value, 'side') ?? 'RIGHT';
    if (path === undefined || body === undefined || body === '' || typeof line !== 'number' || (side !== 'LEFT' && side !== 'RIGHT')) return [];
    return [{ path, line, body, side, ...(typeof startLine === 'number' ? { startLine } : {}) }];
  });
}

function refuseLong(bodies                   )                              {
  return bodies.some((body) => body.length > bodyLimit) ? unprocessable(`Body is too long (maximum is ${bodyLimit} characters)`) : undefined;
}

/** GitHub's answer to a review that it cannot place: the reasons stand in `errors` as plain texts. */
function unprocessable(reason        )                  {
  return failure$1(422, 'Unprocessable Entity', [reason]);
}

/** A comment on a line of a pull request's diff, as the store keeps it. */
                                      
                      
                           
                          
                               
                                 
                          
                        
                        
                                                         
                              
                          
                          
                        
                            
                          
                                                            
                            
 

                                                                                                   

/** A review as it was sent. */
                               
                      
                               
                        
                          
                              
                          
 

                                                                                                                                                    

/** The reviews of one repository's pull requests and their comments. */
class ReviewStore {
           #pulls                  ;
           #reviews                 = [];
  #comments                                 = [];
  #lastId = 5_000;

  constructor(pulls                  ) {
    this.#pulls = pulls;
  }

  reviewsOf(pullRequest        )                          {
    return this.#reviews.filter((review) => review.pullRequest === pullRequest);
  }

  commentsOf(pullRequest        )                                 {
    return this.#comments.filter((comment) => comment.pullRequest === pullRequest);
  }

  comment(id        )                                  {
    return this.#comments.find((comment) => comment.id === id);
  }

  byNodeId(nodeId        )                                  {
    return this.#comments.find((comment) => comment.nodeId === nodeId);
  }

  /** A thread is its first comment and the replies to it, oldest first. */
  thread(first        )                                 {
    return this.#comments.filter(({ id, replyTo }) => id === first || replyTo === first);
  }

  /** The first comments of the threads of a pull request. */
  threadsOf(pullRequest        )                                 {
    return this.commentsOf(pullRequest).filter(({ replyTo }) => replyTo === undefined);
  }

  threadNodeId({ id }                     )         {
    return `PRRT_${id}`;
  }

  /** The first comment of the thread with this id in GraphQL. */
  threadByNodeId(nodeId        )                                  {
    return this.#comments.find((comment) => comment.replyTo === undefined && this.threadNodeId(comment) === nodeId);
  }

  startReview(pullRequest        , review                                                 )               {
    this.#lastId += 1;
    const stored = { id: this.#lastId, pullRequest, commit: this.#pulls.find(pullRequest)?.headSha ?? '', ...review };
    this.#reviews.push(stored);
    return stored;
  }

  /** Undefined when there is no such review of this pull request. */
  changeReview(pullRequest        , id        , change                             )                           {
    const index = this.#reviews.findIndex((review) => review.id === id && review.pullRequest === pullRequest);
    const found = this.#reviews[index];
    if (found === undefined) return undefined;
    const changed = { ...found, ...change };
    this.#reviews[index] = changed;
    return changed;
  }

  /** A comment that somebody wrote, whatever the diff says; in a review of its own unless one is named. */
  add(pullRequest        , comment            , author        , review = this.startReview(pullRequest, { body: '', author, state: 'COMMENTED' }).id)                      {
    this.#lastId += 1;
    const { path, line, body, startLine, replyTo, side = 'RIGHT' } = comment;
    const stored                      = {
      id: this.#lastId, nodeId: `PRRC_${this.#lastId}`, pullRequest, review, path, line, side, commit: this.#pulls.find(pullRequest)?.headSha ?? '', body, author,
      ...(startLine === undefined ? {} : { startLine }), ...(replyTo === undefined ? {} : { replyTo }),
    };
    this.#comments = [...this.#comments, stored];
    return stored;
  }

  rewrite(id        , body        )       {
    this.#comments = this.#comments.map((comment) => (comment.id === id ? { ...comment, body } : comment));
  }

  remove(id        )       {
    this.#comments = this.#comments.filter((comment) => comment.id !== id);
  }
}

/** The stand-in's time: it stands still until something is written. */
                        
                                                                             
                 
 

const start = Date.UTC(2026, 0, 1);

/** Each write is `seconds` later than the one before; with 0 all are made within one second, which is as fine as GitHub's times are. */
function createTicks(seconds        )        {
  let writes = 0;
  return {
    next: () => {
      writes += 1;
      return new Date(start + writes * seconds * 1_000).toISOString().replace('.000Z', 'Z');
    },
  };
}

/** The part of GitHub that this project talks to, over a store in memory. Reached over plain HTTP. */
                                
                                                                                                      
                           
                                                                  
                                                    
                                                                                                        
                                                         
                                               
                                                           
                                                                   
                                                                 
                                                                                   
                                                        
                                                                      
                                                                                                                                      
                                  
                                   
                                       
                                         
                                        
                                                         
                                    
                                      
                                         
                                                          
                                   
                                     
                                         
                                              
                              
                                                     
                                    
                                                                                     
                                                          
                                                                        
                         
 

const workflowLogin = 'github-actions[bot]';

function createGitHubStandIn(options                      )                {
  const { repository, permission, login = workflowLogin, now = () => Date.UTC(2026, 0, 1) } = options;
  const mayWrite = permission === 'write';
  const ticks = createTicks(options.secondsPerWrite ?? 1);
  const issues = new IssueStore(repository, ticks);
  const labels = new LabelStore();
  const comments = new CommentStore(repository, ticks, (number) => issues.find(number)?.isPullRequest === false);
  const pulls = new PullRequestStore(repository);
  const reviews = new ReviewStore(pulls);
  const files = new FileStore(options.treeLimit);
  const checks = new CheckRuns(ticks, mayWrite);
  const codeScanning = new CodeScanning(options.codeScanning ?? permission);
  const artifacts = new ArtifactStore(ticks);
  const parts                    = {
    repository, mayWrite, login, artifacts, checks, codeScanning, comments, files, pulls,
    issues: new IssueEndpoints({ issues, labels, comments, permission: options.issues ?? permission, mayLabel: options.mayLabel ?? true, login }),
    reviews: new ReviewEndpoints({ repository, pulls, reviews, mayWrite, login }),
  };
  const graph = new Graph({ repository, viewer: login, mayWrite, issues, comments, pulls, reviews });
  const budget = new RateBudget({ quota: options.quota ?? 'off', perHour: login === workflowLogin ? 1_000 : 5_000, speed: options.speed ?? 1, now });
  const interrupter = new Interrupter();
  const runtimeToken = options.runtimeToken ?? 'runtime-token';
  let limit                       ;

  function route(method        , path        , request                )                  {
    if (method === 'POST' && path === '/graphql') return answerQuery(request, graph);
    if (method === 'GET' && path === '/user') return login === workflowLogin ? notAccessible : { status: 200, body: { login, type: 'User' } };
    const [, owner, name, rest = ''] = /^\/repos\/([^/]+)\/([^/]+)(?:\/(.*))?$/s.exec(path) ?? [];
    // What the token may not see is not there.
    return `${owner}/${name}`.toLowerCase() === repository.toLowerCase() ? answerRepository(method, rest, request, parts) : notFound;
  }

  /** The answer while a limit is played. */
  function limited()                              {
    if (limit === undefined || limit.requests <= 0) return undefined;
    limit = { ...limit, requests: limit.requests - 1 };
    return rateLimited(limit);
  }

  const handle          = (request) => {
    if (request.path.startsWith(blobPath)) return answerBlob(request, artifacts);
    if (request.path.startsWith(resultsPath)) return answerResults(request, artifacts, runtimeToken);
    const refusal = refuseToken(request.headers['authorization'], options.token) ?? limited();
    if (refusal !== undefined) return refusal;
    const path = decodePath(request.path);
    return path === undefined ? failure$1(400, 'Bad Request') : withProtocol(request, path, budget, () => route(request.method, path, request));
  };

  return {
    handle: interrupter.through(handle),
    comments: (issue) => comments.of(issue),
    addComment: (issue, { body, author }) => comments.add(issue, body, author),
    putFile: (ref, path, text) => files.put(ref, path, text),
    putLink: (ref, path, target) => files.put(ref, path, target, true),
    putPullRequest: (number, pull) => pulls.put(number, pull),
    reviews: (pullRequest) => reviews.reviewsOf(pullRequest),
    reviewComments: (pullRequest) => reviews.commentsOf(pullRequest),
    addReviewComment: (pullRequest, comment) => reviews.add(pullRequest, comment, comment.author),
    issues: () => issues.all(),
    addIssue: (issue) => issues.add(issue),
    changeIssue: (number, change) => void issues.change(number, change),
    deleteIssue: (number) => issues.delete(number),
    checkRuns: () => checks.all(),
    sarifs: () => codeScanning.all(),
    artifacts: () => artifacts.all(),
    labels: () => labels.all().map(({ name }) => name),
    limitRate: (wanted) => {
      limit = wanted;
    },
    interrupt: (interruption) => interrupter.set(interruption),
    requestsSeen: () => interrupter.seen,
  };
}

function refuseToken(header                    , token        )                              {
  if (header === undefined) return failure$1(401, 'Requires authentication');
  const given = /^(?:token|bearer) (.+)$/i.exec(header)?.[1];
  return given === token ? undefined : failure$1(401, 'Bad credentials');
}

/** The path without Enterprise Server's prefix, decoded; undefined when its encoding is broken. */
function decodePath(path        )                     {
  try {
    return decodeURIComponent(path.replace(/^\/api\/v3(?=\/)/, '').replace(/^\/api(?=\/graphql$)/, ''));
  } catch {
    return undefined;
  }
}

/** One request that a server of the sandbox answered. */
                                  
                              
                          
                                
                        
                                    
                          
                                                                    
                                                     
                                                            
                          
                                              
                          
 

/** What was asked of a sandbox so far, without the secrets that were presented. */
                          
                                                    
                                                  
                                    
                                                                   
                                             
                     
                 
 

/** A sandbox may run for days, and clients poll. */
const mostKept = 20_000;

function createHistory()          {
  const requests                    = [];
  const counts = new Map                ();
  return {
    add(server, { method, path, status, headers, body, fault }) {
      const { authorization } = headers;
      const shown = authorization === undefined ? headers : { ...headers, authorization: authorization.split(' ')[0] ?? '' };
      const optional = { ...(body === undefined ? {} : { body: withoutCredentials(body) }), ...(fault === undefined ? {} : { fault }) };
      requests.push({ server, method, path, status, headers: shown, ...optional });
      if (requests.length > mostKept) requests.splice(0, requests.length - mostKept / 2);
      const kind = `${server} ${method} ${status}`;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    },
    all: () => [...requests],
    counts: () => Object.fromEntries(counts),
    forget: () => {
      requests.length = 0;
      counts.clear();
    },
  };
}

/** A client assertion is a credential for as long as it is valid, a secret for longer. */
function withoutCredentials(body         )          {
  if (typeof body !== 'object' || body === null) return body;
  const present = ['client_assertion', 'client_secret'].filter((name) => name in body);
  return present.length === 0 ? body : { ...body, ...Object.fromEntries(present.map((name) => [name, '***'])) };
}

/** Deeper than any Azure document; what is deeper is an attack on recursion. */
const maximumDepth = 100;

/**
 * Reads a request body by its content type: bytes as they are, a form as an object of texts, plain text and XML as text, everything else as JSON,
 * which ARM assumes when no type is named. An empty body is `undefined`, an unreadable one a `MalformedBody`.
 */
function parseBody(body                 , contentType        )          {
  if (body.length === 0) return undefined;
  if (/^application\/(?:octet-stream|zip)\b/i.test(contentType)) return Buffer.from(body);
  const text = body.toString();
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) return Object.fromEntries(new URLSearchParams(text));
  if (/^(?:text\/plain|application\/xml)\b/i.test(contentType)) return text;
  try {
    const value          = JSON.parse(text);
    return isTooDeep(value) ? new MalformedBody(`The reader's MaxDepth of ${maximumDepth} has been exceeded.`) : value;
  } catch (thrown) {
    return new MalformedBody(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

function isTooDeep(value         )          {
  let level            = [value];
  for (let depth = 0; depth <= maximumDepth; depth += 1) {
    level = level.flatMap((item)            => (typeof item === 'object' && item !== null ? Object.values(item) : []));
    if (level.length === 0) return false;
  }
  return true;
}

/** What a server answered, as `onAnswer` is told. */
                           
                          
                                
                        
                                    
                          
                                                     
                         
                                              
                          
 

                                
                                    
                         
                            
                                             
                                                                                                         
                                                      
                                                  
                                                                                      
                                                              
 

                                
                          
                        
 

/** More than any request of ours and less than what would hurt; ARM's own limit is of this size. */
const maximumBodyBytes = 4 * 1024 * 1024;

/** Listens on 127.0.0.1. Rejects when the port is taken. The only file of the sandbox that knows sockets. */
async function listen(options               )                         {
  const { certificate } = options;
  const server = certificate === undefined
    ? createServer()
    : createServer$1({ cert: certificate.certificate, key: certificate.privateKey });
  const port = await bind(server, options.port ?? 0);
  const origin = `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${port}`;
  const stop = ()                => new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
  try {
    const handler = options.createHandler(origin);
    server.on('request', (incoming, outgoing) => {
      void answer(handler, incoming, outgoing, options);
    });
  } catch (thrown) {
    // Options that a handler refuses must not leave a port open.
    await stop();
    throw thrown;
  }
  return { origin, stop };
}

function bind(server        , port        )                  {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

async function answer(
  handler         ,
  incoming                 ,
  outgoing                ,
  { onAnswer, longestBody }                                                 ,
)                {
  const target = incoming.url ?? '/';
  const method = incoming.method ?? 'GET';
  const headers = flatten(incoming);
  const longest = longestBody?.(target) ?? maximumBodyBytes;
  const bytes = await readBody(incoming, longest);
  // A client that hung up while sending wants no answer.
  if (bytes === 'aborted') return;
  const body = bytes === 'tooLarge' ? undefined : parseBody(bytes, headers['content-type'] ?? '');
  const response = bytes === 'tooLarge' ? tooLarge(longest) : respond(handler, toRequest(method, target, headers, body));
  const { mishap } = response;
  const fault = mishap === undefined ? {} : { fault: mishap.rule };
  onAnswer({ method, path: target, status: response.status, headers, body: body instanceof MalformedBody || Buffer.isBuffer(body) ? undefined : body, ...fault });
  if (mishap === undefined) send(outgoing, method, response);
  else await suffer(mishap, outgoing, method, response);
}

/** Carries out what goes wrong with an answer. A connection that ends meanwhile ends the waiting. */
async function suffer({ delay, cut }        , outgoing                , method        , response            )                {
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  try {
    if (delay !== undefined) await setTimeout$1(delay, undefined, { signal: gone.signal });
  } catch {
    return;
  }
  if (cut === undefined) return send(outgoing, method, response);
  const whole = response.bytes ?? Buffer.from(response.text);
  const length = arriving(cut, whole.length);
  if (length === undefined) {
    outgoing.socket?.destroy();
    return;
  }
  outgoing.writeHead(response.status, headersOf(response));
  outgoing.flushHeaders();
  outgoing.write(whole.subarray(0, length));
  outgoing.socket?.destroySoon();
}

                                                                                     

function refusal(status        , code        , message        )             {
  return { status, text: JSON.stringify({ error: { code, message } }) };
}

function tooLarge(longest        )             {
  return { ...refusal(413, 'RequestEntityTooLarge', `The request content size exceeds the maximum size of ${longest} bytes.`), headers: { connection: 'close' } };
}

/** A handler that throws is a bug of ours; the caller sees what Azure shows in that case, and the server lives on. */
function respond(handler         , request                )             {
  try {
    const { body, text, ...rest } = handler(request);
    return { ...rest, text: text ?? (body === undefined ? '' : JSON.stringify(body)) };
  } catch (thrown) {
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    return refusal(500, 'InternalServerError', `The sandbox failed, which is a bug: ${detail}`);
  }
}

function toRequest(method        , target        , headers                                  , body         )                 {
  const mark = target.indexOf('?');
  return {
    method,
    path: mark < 0 ? target : target.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)),
    headers,
    body,
  };
}

function flatten(incoming                 )                                   {
  return Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value ?? '']),
  );
}

function readBody(incoming                 , longest        )                                           {
  return new Promise((resolve) => {
    const chunks           = [];
    let size = 0;
    incoming.on('data', (chunk        ) => {
      size += chunk.length;
      if (size > longest) resolve('tooLarge');
      else chunks.push(chunk);
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks)));
    incoming.on('error', () => resolve('aborted'));
    incoming.on('close', () => resolve('aborted'));
  });
}

function send(outgoing                , method        , response            )       {
  outgoing.writeHead(response.status, headersOf(response));
  outgoing.end(method === 'HEAD' ? undefined : (response.bytes ?? response.text));
}

function headersOf({ bytes, status, headers, text }            )                                            {
  const type = text === '' ? {} : { 'content-type': 'application/json; charset=utf-8' };
  const length = status === 204 || status === 304 ? {} : { 'content-length': bytes?.length ?? Buffer.byteLength(text) };
  return { ...type, ...headers, ...length };
}

/** How a sandbox is started. Everything has a default; what Azure Resource Manager takes as well is described there. */
                                                                                                                                                                                                                                                           
                                                                                         
                            
                                  
                               
                                                                       
                          
                                                                                                                                 
                             
                                                                                                     
                           
                                                                  
                           
                                                                        
                                                  
                                                  
                               
                                                                                                    
                            
                                                                              
                                     
                                                                     
                                                
 

/** A running sandbox: Azure Resource Manager, Entra and GitHub on loopback. */
                          
                                                     
                               
                                                        
                                 
                                 
                                
                                                                                                      
                                  
                                    
                               
                                                                                                                        
                              
                                
                                      
                                 
                            
                            
                                                                          
                                
                                  
                              
                                 
                                                                             
                            
                                                                 
                          
                                                                   
                        
                                            
                                         
                                                       
                        
 

/** Audiences under which Azure Resource Manager is known in Azure's clouds; a client may be pointed here from any of them. */
const armAudiences = [
  'https://management.azure.com',
  'https://management.core.windows.net',
  'https://management.usgovcloudapi.net',
  'https://management.core.usgovcloudapi.net',
  'https://management.chinacloudapi.cn',
  'https://management.core.chinacloudapi.cn',
];

/** More than any snapshot of ours, which goes through one text. */
const longestSnapshot = 256 * 1024 * 1024;

/** The toolkit sends artifacts in blocks of eight mebibytes. */
const longestBlock = 64 * 1024 * 1024;

/**
 * Starts the sandbox on 127.0.0.1. Rejects when a port is taken, and with `UserError` for a `state` that is no snapshot; what was started
 * until then is stopped.
 */
async function startSandbox(options                 = {})                   {
  const repository = options.repository ?? 'contoso/platform';
  const subject = options.subject ?? `repo:${repository}:pull_request`;
  const [oidcRequestToken, githubToken, clientSecret] = [randomSecret(), `ghs_${randomSecret()}`, randomSecret()];
  const certificate = await makeLoopbackCertificate();
  const issuer = makeSigningKey('sandbox-github');
  const tokens = createAccessTokens(now);
  const runtimeToken = makeRuntimeToken(issuer);
  const github = createGitHubStandIn({
    repository, token: githubToken, permission: options.commentPermission ?? 'write', quota: options.quota === 'azure' ? 'github' : 'off', speed: options.speed ?? 1, now, runtimeToken,
  });
  const oidc = createGitHubOidc({ key: issuer, requestToken: oidcRequestToken, repository, subject: options.presentedSubject ?? subject, now });
  const faults = options.faults ?? createFaults();
  const history = createHistory();
  const servers                  = [];
  const started                        = {};
  const saw = (server            , exchange          )       => {
    if (server !== 'arm' || !isControl(exchange.path)) history.add(server, exchange);
    if (server === 'arm' && started.arm !== undefined) options.onRequest?.(started.arm);
  };
  const start = async (server            , listening                                 )                  => {
    const running = await listen({ ...listening, onAnswer: (exchange) => saw(server, exchange) });
    servers.push(running);
    return running.origin;
  };
  const stop = async ()                => {
    await Promise.all(servers.map((server) => server.stop()));
  };

  try {
    const resources = [...armAudiences, graphResource];
    const authorityHost = await start('authority', {
      port: options.authorityPort ?? 0,
      certificate,
      createHandler: (origin) => createAuthority({ origin, resources, credential: { key: issuer, subject }, secret: clientSecret, tokens, now }),
    });
    const armEndpoint = await start('arm', {
      port: options.armPort ?? 0,
      certificate,
      createHandler: (endpoint) => {
        const handler = createArm({ ...options, endpoint, authorityHost, tokens, now });
        if (options.state !== undefined) handler.restore(options.state);
        started.arm = handler;
        return withControl(withFaults(handler, faults), { arm: handler, faults, history, tokens, authorityHost });
      },
      longestBody: (path) => (isControl(path) ? longestSnapshot : undefined),
    });
    const { arm } = started;
    if (arm === undefined) throw new Error('Azure Resource Manager was started without a handler.');
    resources.push(armEndpoint);
    const githubApiUrl = await start('github', {
      port: options.githubPort ?? 0,
      createHandler: () => (request) => (request.path === oidcPath ? oidc(request) : github.handle(request)),
      longestBody: (path) => (path.startsWith(blobPath) ? longestBlock : undefined),
    });
    return {
      armEndpoint,
      authorityHost,
      githubApiUrl,
      oidcRequestUrl: `${githubApiUrl}${oidcPath}?api-version=2.0`,
      oidcRequestToken,
      githubToken,
      resultsUrl: `${githubApiUrl}/`,
      runtimeToken,
      caCertificate: certificate.certificate,
      tenantId,
      clientId,
      clientSecret,
      subscriptionId,
      repository,
      github,
      arm,
      faults,
      accessToken: () => tokens.issue(armEndpoint),
      requests: () => history.all(),
      stop,
    };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

/** The toolkit reads the ids of run and job from it (actions/toolkit, `@actions/artifact`, "getBackendIdsFromToken"). */
function makeRuntimeToken(key            )         {
  return signToken(key, { scp: 'Actions.Results:1:1', jti: randomSecret() });
}

function now()         {
  return Date.now();
}

function randomSecret()         {
  return randomBytes(24).toString('base64url');
}

/** Between two writings of a file, in milliseconds. */
const writingPause = 1000;
const remedy = 'Bring the file back from a copy, or delete it to begin with an empty Azure.';

/** Writes what an ARM knows to a file whenever it has changed. */
                              
                                             
               
                                                                                               
                         
                                                                                           
                         
 

/**
 * What a file of `--state` holds: undefined when there is no file yet. Throws `UserError` for one that cannot be read or is no JSON;
 * whether it is a snapshot is for whoever restores it to say.
 */
async function readState(file        )                   {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return undefined;
    throw stateError(file, thrown);
  }
}

/** A sentence about a file whose content cannot be used. */
function stateError(file        , cause         )            {
  return new UserError(`The state of the sandbox (--state) cannot be read from ${file}: ${messageOf(cause)} ${remedy}`, { cause });
}

/**
 * Keeps a file as an ARM is: written at most once a second, to a file beside it that then takes its place, so that it is whole whenever
 * the process ends.
 * @param failed is told of a file that could not be written; the next change tries again
 */
function keepState(file        , arm                                           , failed                            )              {
  /** What was written last; the first time writes. */
  let written = -1;
  let writing                = Promise.resolve();
  let timer                            ;

  const write = async ()                => {
    const changes = arm.changes();
    if (changes === written) return;
    written = changes;
    const beside = `${file}.new`;
    try {
      await writeFile(beside, `${JSON.stringify(arm.snapshot())}\n`, { mode: 0o600 });
      await rename(beside, file);
    } catch (thrown) {
      written = -1;
      throw new UserError(`The state of the sandbox (--state) cannot be written to ${file}: ${messageOf(thrown)}`, { cause: thrown });
    }
  };
  const inTurn = ()                => {
    const done = writing.then(write);
    writing = done.catch(() => {});
    return done;
  };

  return {
    look() {
      if (timer !== undefined || arm.changes() === written) return;
      timer = setTimeout(() => {
        timer = undefined;
        inTurn().catch(failed);
      }, writingPause);
    },
    write: inTurn,
    async close() {
      clearTimeout(timer);
      timer = undefined;
      await inTurn();
    },
  };
}

/** A sandbox whose certificate lies in a file, as `NODE_EXTRA_CA_CERTS` and other tools want it. */
                              
                            
                          
                          
                                      
 

/** Runs the sandbox until interrupted. The first line of standard output is JSON with its endpoints, the rest is for people. */
async function sandbox(options                       , tools              )                  {
  const { state } = options;
  const [faults, saved] = [createFaults(await faultsOf(options)), state === undefined ? undefined : await readState(state)];
  const estate = saved === undefined ? await estateOf(options) : undefined;
  if (saved !== undefined && options.estate !== undefined) tools.logger.info(`What ${state ?? ''} holds goes on; ${options.estate} is not read.`);
  let keeper                         ;
  const open = await openSandbox(options, { faults, state: saved, ...(estate === undefined ? {} : { estate }), onRequest: () => keeper?.look() });
  const { arm } = open.sandbox;
  try {
    if (state !== undefined) {
      keeper = keepState(state, arm, (error) => tools.logger.warning(error.message));
      // A file that cannot be written is told now, and not when there is something to lose.
      await keeper.write();
    }
    const endpoints = endpointsOf(open);
    tools.write(`${JSON.stringify(endpoints)}\n`);
    tools.write(`${howToUse(endpoints)}\n`);
    await untilCancelled(tools.signal);
  } finally {
    await open.close();
  }
  await keeper?.close();
  return 0;
}

async function faultsOf({ fault, faults: file }                       )                                {
  const given = fault.map((text) => ({ text, origin: '--fault' }));
  if (file === undefined) return given;
  try {
    return [...given, { text: await readFile(file, 'utf8'), origin: file }];
  } catch (thrown) {
    throw new UserError(`The faults of --faults cannot be read from ${file}: ${messageOf(thrown)}`, { cause: thrown });
  }
}

async function estateOf({ estate: file }                       )                              {
  if (file === undefined) return undefined;
  let text        ;
  try {
    text = await readFile(file, 'utf8');
  } catch (thrown) {
    throw new UserError(`The estate of --estate cannot be read from ${file}: ${messageOf(thrown)}`, { cause: thrown });
  }
  return readEstate(text, file);
}

/** Starts a sandbox and writes its certificate. A port that is taken is the user's to change. */
async function openSandbox(options                       , more                                                                    = {})                       {
  const folder = await mkdtemp(join(tmpdir(), 'aks-isolation-sandbox-'));
  const { armPort, authorityPort, githubPort, speed, quota } = options;
  try {
    const started = await startSandbox({ armPort, authorityPort, githubPort, speed, quota, ...more });
    const caFile = join(folder, 'ca.pem');
    await writeFile(caFile, started.caCertificate);
    const close = async ()                => {
      await started.stop();
      await rm(folder, { recursive: true, force: true });
    };
    return { sandbox: started, folder, caFile, close };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    if (error instanceof UserError && options.state !== undefined && more.state !== undefined) throw stateError(options.state, error);
    if (error instanceof UserError && options.estate !== undefined && more.estate !== undefined) throw new UserError(`The estate of --estate cannot be taken from ${options.estate}: ${error.message}`, { cause: error });
    if (error instanceof UserError) throw error;
    throw new UserError(`The sandbox cannot start: ${messageOf(error)}. ${remedyOf(error, options)}`, { cause: error });
  }
}

function remedyOf(error         , { armPort, authorityPort, githubPort }                       )         {
  const taken = typeof error === 'object' && error !== null && 'port' in error ? error.port : undefined;
  const names = { port: armPort, 'authority-port': authorityPort, 'github-port': githubPort };
  const [name] = Object.entries(names).find(([, port]) => port !== 0 && port === taken) ?? [];
  return name === undefined ? 'Is a port taken? Choose others, or none for free ones.' : `Choose another --${name}, or none for a free one.`;
}

/** What the first line of output says, and the hints after it. */
function endpointsOf({ sandbox: running, caFile }             )            {
  return {
    armEndpoint: running.armEndpoint,
    authorityHost: running.authorityHost,
    githubApiUrl: running.githubApiUrl,
    oidcRequestUrl: running.oidcRequestUrl,
    oidcRequestToken: running.oidcRequestToken,
    caFile,
    token: running.accessToken(),
    githubToken: running.githubToken,
    resultsUrl: running.resultsUrl,
    runtimeToken: running.runtimeToken,
    tenantId: running.tenantId,
    clientId: running.clientId,
    clientSecret: running.clientSecret,
    subscriptionId: running.subscriptionId,
    repository: running.repository,
    faultsUrl: `${running.armEndpoint}/sandbox/faults`,
    requestsUrl: `${running.armEndpoint}/sandbox/requests`,
    snapshotUrl: `${running.armEndpoint}/sandbox/snapshot`,
  };
}

async function untilCancelled(signal             )                {
  if (signal.aborted) return;
  await new Promise      ((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

const sandbox$1 = /*#__PURE__*/Object.freeze(/*#__PURE__*/Object.defineProperty({
  __proto__: null,
  endpointsOf,
  openSandbox,
  sandbox,
  untilCancelled
}, Symbol.toStringTag, { value: 'Module' }));

export { endpointsOf, howToUse, openSandbox, sandbox$1 as sandbox, untilCancelled };

const { mkdtemp, writeFile, rm } = globalThis.process.getBuiltinModule('node:fs/promises');
const { tmpdir } = globalThis.process.getBuiltinModule('node:os');
const { join } = globalThis.process.getBuiltinModule('node:path');
import { isJsonObject, member, sameId, parseScope, segmentAfter, isWithin, at, textAt, formatResourceId, managedClusterType, arrayAt, agentPoolType, policySetDefinitionType, parseResourceId, UserError, messageOf } from './ground.js';
const { createHash, randomUUID, randomBytes, generateKeyPairSync, verify, sign } = globalThis.process.getBuiltinModule('node:crypto');
import { judge, bindAssignment, parseAssignment, parseInitiative, parseDefinition, PolicyError } from './engine.js';
const { createServer } = globalThis.process.getBuiltinModule('node:http');
const { createServer: createServer$1 } = globalThis.process.getBuiltinModule('node:https');

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

/**
 * A request as the stand-ins see it, free of sockets: each stand-in is a function from one of these to a `StandInResponse`
 * over its own store, so a test may call it without a server.
 */
                                 
                           
                          
                                                                        
                        
                                  
                             
                                                     
     
                                                                                                                             
                                                                                     
     
                         
 

                                  
                          
                                                      
                                                 
                          
 

/** Something that answers requests: ARM, Entra and GitHub are each one. */
                                                                   

/** Stands in for a request body that could not be parsed. */
class MalformedBody {
           reason        ;

  constructor(reason        ) {
    this.reason = reason;
  }
}

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
  const written = member(body, 'location');
  if (written === undefined || written === null || written === '') {
    throw gatewayRefusal(400, 'LocationRequired', 'The location property is required for this definition.');
  }
  const location = typeof written === 'string' ? normalLocation(written) : '';
  if (!/^[a-z][a-z0-9]{2,40}$/.test(location)) {
    throw gatewayRefusal(400, 'LocationNotAvailableForResourceType', `The provided location '${JSON.stringify(written)}' is not available.`);
  }
  return location;
}

function normalLocation(written        )         {
  return written.toLowerCase().replaceAll(' ', '');
}

/** The tags of a body, or undefined when it names none. Throws InvalidRequestContent when a value is no text. */
function readTags(body            )                         {
  const tags = member(body, 'tags');
  if (tags === undefined || tags === null) return undefined;
  if (!isJsonObject(tags) || !Object.values(tags).every((value) => typeof value === 'string')) {
    throw gatewayRefusal(
      400,
      'InvalidRequestContent',
      "The request content was invalid and could not be deserialized: 'Tags have to be an object of texts.'.",
    );
  }
  return tags;
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
  const digits = String(createHash('sha256').update(seed).digest().readUInt32BE() % 10_000).padStart(4, '0');
  return new Date(milliseconds).toISOString().replace('Z', digits).replace(/\.?0+$/, '').concat('Z');
}

/** What an operation does to its subject; also the provisioning state that the subject shows meanwhile. */
                                                                                               

/** A long-running operation. Plain data, so that a sandbox can be written to a file and read back. */
                            
                      
                               
                                           
                           
                                  
                            
                             
                          
                                                         
                                                                       
 

/** How long Azure takes, in milliseconds: ground-truth/README.md, "Durations"; the last three are estimates of the same kind. */
const durations = {
  createCluster: 569_000,
  updateCluster: 217_000,
  deleteCluster: 197_000,
  createPool: 180_000,
  updatePool: 90_000,
  upgradeNodeImage: 240_000,
}         ;

/** The operations of a sandbox. Time passes only in `settle`, which every request calls first: there are no timers. */
class Operations {
           #operations = new Map                   ();
           #speed        ;

  /** @param speed how many times faster than Azure operations end; throws RangeError unless it is above 0 */
  constructor(speed        ) {
    if (!(speed > 0)) throw new RangeError(`The speed of the sandbox has to be a number above 0, not ${speed}.`);
    this.#speed = speed;
  }

  /** Azure takes `duration` milliseconds for it. */
  start(begun                                                                            , duration        , now        )            {
    const operation            = { ...begun, startedAt: now, endsAt: now + duration / this.#speed, status: 'InProgress' };
    this.#operations.set(operation.id, operation);
    return operation;
  }

  find(id        )                        {
    return this.#operations.get(id.toLowerCase());
  }

  /** The operation that is under way on exactly this subject. */
  runningOn(subject        )                        {
    return this.#running().find((operation) => operation.subject === subject);
  }

  /** The operations that are under way on anything below this subject. */
  runningBelow(subject        )                       {
    return this.#running().filter((operation) => operation.subject.startsWith(`${subject}/`));
  }

  /** Ends what is over by `now` and returns it, oldest end first, for its provider to draw the consequences. */
  settle(now        )                       {
    const over = this.#running().filter((operation) => operation.endsAt <= now).sort((left, right) => left.endsAt - right.endsAt);
    for (const operation of over) this.#operations.set(operation.id, { ...operation, status: 'Succeeded' });
    return over;
  }

  /** Ends an operation because another took its place (aks-network-isolation.md, 2.2: AKSOperationPreempted…). */
  preempt(operation           , code        , message        , now        )       {
    this.#operations.set(operation.id, { ...operation, status: 'Failed', endsAt: now, error: { code, message } });
  }

  #running()              {
    return [...this.#operations.values()].filter(({ status }) => status === 'InProgress');
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

const token$1 = '$skiptoken';

/** One page of a list: `{value, nextLink?}`. The link is absolute and repeats the request with a token that says where to go on. */
function page(items                   , call         , { endpoint, pageSize }             )                  {
  const start = readToken(call.request.query.get(token$1));
  const end = start + pageSize;
  const value = items.slice(start, end);
  if (end >= items.length) return { status: 200, body: { value } };
  const query = new URLSearchParams(call.request.query);
  query.set(token$1, Buffer.from(String(end)).toString('base64url'));
  return { status: 200, body: { value, nextLink: `${endpoint}${call.request.path}?${query.toString()}` } };
}

function readToken(text               )         {
  if (text === null) return 0;
  const start = Number(Buffer.from(text, 'base64url').toString('latin1'));
  if (!Number.isSafeInteger(start) || start < 0) throw refusal$1(400, 'InvalidSkipToken', `The provided skip token '${text}' is invalid.`);
  return start;
}

/** What differs between definitions, initiatives and assignments. */
                             
                          
                        
                                                                                                          
                            
                                            
                           
                                            
                               
                                 
                                          
 

const definitionScopes                         = new Set(['managementGroup', 'subscription']);

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
    scopes: new Set(['managementGroup', 'subscription', 'resourceGroup', 'resource']),
  },
};

function notFound$1(kind            , name        )          {
  const { noun, notFound: code } = kinds[kind];
  return refusal$1(404, code, `The ${noun} '${name}' could not be found.`);
}

/** 24 characters for an assignment at a management group, else 64 (azure-policy-language.md; the text is Azure's for assignments). */
function requireName(kind            , name        , scope           )       {
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

/** An object without the members that are `undefined`: what is not there is not written. */
function compact(object                                      )             {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

/** A document without its nulls, at every level: Azure reads a null as a member not sent and does not answer it. */
function withoutNulls(object            )             {
  return Object.fromEntries(
    Object.entries(object)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, isJsonObject(value) ? withoutNulls(value) : value]),
  );
}

/** The members of an object other than the named ones. */
function omit(object            , names                     )             {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.has(name)));
}

/** The value when it is an object, else an empty one. */
function asObject(value         )             {
  return isJsonObject(value) ? value : {};
}

function isEmptyObject(value         )          {
  return isJsonObject(value) && Object.keys(value).length === 0;
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
    result: reason.result === 'unknown' ? 'Unknown' : shown(reason.result),
    expressionKind: capital$1(reason.kind),
    expression: reason.expression,
    path: reason.path,
    expressionValue: shown(reason.actual),
    targetValue: shown(reason.expected),
    operator: capital$1(reason.operator),
  });
}

/** Booleans are written as .NET writes them. */
function shown(value         )          {
  return typeof value === 'boolean' ? capital$1(String(value)) : value;
}

function capital$1(text        )         {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

/** What a handler of ARM gets to know of a request. */
                          
                                   
                                                                                
                                                        
                              
                                                                     
                       
                                                                                                          
                             
 

                        
                          
     
                                                                                                                             
                                                                    
     
                           
                                                      
 

/** The routes that fit a path, with what the path says. */
                        
                        
                                                        
 

/** Finds every route whose pattern fits the segments, whatever its method, in the order of the table. */
function matchRoutes(routes                  , segments                   )                   {
  return routes.flatMap((route) => {
    const parameters = matchPattern(route.pattern, segments);
    return parameters === undefined ? [] : [{ route, parameters }];
  });
}

/** Splits a path into decoded segments, or returns undefined when its percent-encoding is broken. */
function splitPath(path        )                                {
  try {
    return path.replace(/\/+$/, '').split('/').slice(1).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function matchPattern(pattern        , segments                   )                                               {
  const parts = pattern.split('/').slice(1);
  const open = parts.findIndex((part) => part.startsWith('{+'));
  if (open < 0) return matchParts(parts, segments);
  const taken = segments.length - (parts.length - 1);
  if (taken < 0) return undefined;
  const before = matchParts(parts.slice(0, open), segments.slice(0, open));
  const after = matchParts(parts.slice(open + 1), segments.slice(open + taken));
  if (before === undefined || after === undefined) return undefined;
  const scope = segments.slice(open, open + taken).map((segment) => `/${segment}`).join('');
  return { ...before, ...after, [(parts[open] ?? '').slice(2, -1)]: scope };
}

function matchParts(parts                   , segments                   )                                               {
  if (parts.length !== segments.length) return undefined;
  const found                     = [];
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith('{')) {
      if (segment === '') return undefined;
      found.push([part.slice(1, -1), segment]);
    } else if (part.toLowerCase() !== segment.toLowerCase()) {
      return undefined;
    }
  }
  return Object.fromEntries(found);
}

/** The value of a part that the route's pattern names; the table and its handlers stand in one file, so a miss is our bug. */
function parameter(call         , name        )         {
  const value = call.parameters[name];
  if (value === undefined) throw new Error(`The route has no part named ${name}.`);
  return value;
}

const subscriptionScope = `/subscriptions/${subscriptionId}`;
const managementGroupScope = `/providers/Microsoft.Management/managementGroups/${managementGroup}`;

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The subscription as ARM's own documents and the policy engine see it. */
const subscriptionDocument = {
  id: subscriptionScope,
  authorizationSource: 'RoleBased',
  managedByTenants: [],
  subscriptionId,
  tenantId,
  displayName: subscriptionName,
  state: 'Enabled',
  subscriptionPolicies: { locationPlacementId: 'Public_2014-09-01', quotaId: 'PayAsYouGo_2014-09-01', spendingLimit: 'Off' },
};

const managementGroupDocument = {
  id: managementGroupScope,
  type: 'Microsoft.Management/managementGroups',
  name: managementGroup,
  properties: { tenantId, displayName: 'Contoso' },
};

/** The scopes above resource groups: one management group, and the one subscription in it. */
const subscriptionRoutes                   = [
  { method: 'GET', pattern: '/subscriptions', handle: () => ({ status: 200, body: { value: [subscriptionDocument] } }) },
  { method: 'GET', pattern: '/subscriptions/{subscription}', handle: () => ({ status: 200, body: subscriptionDocument }) },
  {
    method: 'GET',
    pattern: '/providers/Microsoft.Management/managementGroups',
    handle: () => ({ status: 200, body: { value: [managementGroupDocument] } }),
  },
  {
    method: 'GET',
    pattern: '/providers/Microsoft.Management/managementGroups/{managementGroup}',
    handle(call         ) {
      requireManagementGroup(parameter(call, 'managementGroup'));
      return { status: 200, body: managementGroupDocument };
    },
  },
];

/** Refuses a subscription that is none or is not ours. */
function requireSubscription(id        )       {
  if (!guid.test(id)) {
    throw gatewayRefusal(400, 'InvalidSubscriptionId', `The provided subscription identifier '${id}' is malformed or invalid.`);
  }
  if (!sameId(id, subscriptionId)) throw gatewayRefusal(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`);
}

/** Refuses a management group that is not ours. */
function requireManagementGroup(name        )       {
  if (sameId(name, managementGroup)) return;
  throw refusal$1(404, 'NotFound', `'/providers/Microsoft.Management/managementGroups/${name}' not found`);
}

const pattern$1 = '/subscriptions/{subscription}/resourceGroups/{group}';
const groupName = /^[\p{L}\p{N}._()-]{0,89}[\p{L}\p{N}_()-]$/u;
/** Longer when there is something to delete; both are estimates. */
const deletion = { empty: 15_000, withClusters: 240_000 }         ;
const retryAfterSeconds = 15;

/** Resource groups: PUT, GET, HEAD, list, DELETE with its own kind of polling (202 with `Location` until 200). */
function resourceGroupRoutes(arm     )                   {
  return [
    { method: 'GET', pattern: '/subscriptions/{subscription}/resourceGroups', handle: (call) => list$2(arm, call) },
    { method: 'PUT', pattern: pattern$1, handle: (call) => put(arm, call) },
    { method: 'GET', pattern: pattern$1, handle: (call) => ({ status: 200, body: renderGroup(requireGroup(arm.state, parameter(call, 'group')), arm.state) }) },
    { method: 'HEAD', pattern: pattern$1, handle: (call) => ({ status: arm.state.groups.has(groupId(parameter(call, 'group')).toLowerCase()) ? 204 : 404 }) },
    { method: 'DELETE', pattern: pattern$1, handle: (call) => remove(arm, call) },
    {
      method: 'GET',
      pattern: '/subscriptions/{subscription}/operationresults/{operation}',
      handle: (call) => pollDeletion(arm, parameter(call, 'operation')),
    },
  ];
}

/** The group of that name. Throws ResourceGroupNotFound. */
function requireGroup(state          , name        )                {
  const group = state.groups.get(groupId(name).toLowerCase());
  if (group === undefined) throw gatewayRefusal(404, 'ResourceGroupNotFound', `Resource group '${name}' could not be found.`);
  return group;
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
    properties: { provisioningState: deleting ? 'Deleting' : 'Succeeded' },
  };
}

/** Adds a group, or replaces it. */
function storeGroup(state          , group                           )                {
  const stored = { ...group, id: groupId(group.name) };
  state.groups.set(stored.id.toLowerCase(), stored);
  return stored;
}

function isGroupName(name        )          {
  return groupName.test(name);
}

function groupId(name        )         {
  return `${subscriptionScope}/resourceGroups/${name}`;
}

function list$2({ state, settings }     , call         )                  {
  return page([...state.groups.values()].map((group) => renderGroup(group, state)), call, settings);
}

function put({ state }     , call         )                  {
  const name = parameter(call, 'group');
  if (!isGroupName(name)) {
    throw gatewayRefusal(400, 'InvalidResourceGroup', `The provided resource group name '${name}' has these invalid characters or is too long.`);
  }
  const body = requireBody(call.request);
  const location = requireLocation(body);
  const tags = readTags(body);
  const existing = state.groups.get(groupId(name).toLowerCase());
  if (existing !== undefined && !sameId(existing.location, location)) {
    throw gatewayRefusal(
      409,
      'InvalidResourceGroupLocation',
      `Invalid resource group location '${location}'. The Resource group already exists in location '${existing.location}'.`,
    );
  }
  requireStanding(state, name);
  const group = storeGroup(state, { name: existing?.name ?? name, location, ...(tags === undefined ? {} : { tags }) });
  return { status: existing === undefined ? 201 : 200, body: renderGroup(group, state) };
}

/** Throws ResourceGroupBeingDeleted when the group is about to vanish: nothing new is taken into it. */
function requireStanding(state          , name        )       {
  if (state.operations.runningOn(groupId(name).toLowerCase()) === undefined) return;
  const message = `The resource group '${name}' is in deprovisioning state and cannot perform this operation.`;
  throw gatewayRefusal(409, 'ResourceGroupBeingDeleted', message);
}

function remove({ state, settings }     , call         )                  {
  const group = requireGroup(state, parameter(call, 'group'));
  const subject = group.id.toLowerCase();
  const busy = [...state.clusters.keys()].some((id) => id.startsWith(`${subject}/`));
  const operation = state.operations.runningOn(subject) ?? state.operations.start(
    { id: call.requestId, kind: 'Deleting', subject, subscriptionId: parameter(call, 'subscription'), location: group.location },
    busy ? deletion.withClusters : deletion.empty,
    call.now,
  );
  return { status: 202, headers: pollHeaders(operation.id, settings.endpoint) };
}

function pollDeletion({ state, settings }     , id        )                  {
  const operation = state.operations.find(id);
  if (operation === undefined) throw refusal$1(404, 'NotFound', `The operation '${id}' could not be found.`);
  return operation.status === 'InProgress' ? { status: 202, headers: pollHeaders(id, settings.endpoint) } : { status: 200 };
}

function pollHeaders(id        , endpoint        )                                   {
  return {
    location: `${endpoint}${subscriptionScope}/operationresults/${id}?api-version=2024-11-01`,
    'retry-after': String(retryAfterSeconds),
  };
}

/** Where a policy object stands. `tenant` holds built-in definitions only, of which the sandbox has none. */
                                                                                                     

/** What sort of scope an id is. Throws when the subscription, group or management group in it does not exist. */
function requireScope(scope        , state          )            {
  if (scope === '') return 'tenant';
  const parsed = parseScope(scope);
  if (parsed?.kind === 'managementGroup') requireManagementGroup(parsed.managementGroup);
  const subscription = segmentAfter(scope, 'subscriptions');
  if (subscription !== undefined) requireSubscription(subscription);
  const group = segmentAfter(scope, 'resourceGroups');
  if (group !== undefined) requireGroup(state, group);
  if (parsed !== undefined) return parsed.kind;
  if (group === undefined) throw gatewayRefusal(400, 'InvalidScope', `The scope '${scope}' is invalid.`);
  return 'resource';
}

/** True when a resource or scope is `scope` or below it; the one management group has the one subscription below it. */
function isBelow(id        , scope        )          {
  if (scope === '' || isWithin(id, scope)) return true;
  return isWithin(scope, managementGroupScope) && id.toLowerCase().startsWith('/subscriptions/');
}

/** The only file of the sandbox that uses the policy engine: what it decides here is what the product decides elsewhere. */

/** Throws unless the engine's parser can read the object; the code is the one that Azure has for its kind. */
function requireReadablePolicy(object              )       {
  try {
    read(object);
  } catch (thrown) {
    throw asRefusal(thrown, kinds[object.kind].invalid, `The ${kinds[object.kind].noun} '${object.name}' is invalid`);
  }
}

/**
 * Throws unless every assignment would bind if `object` were stored: definitions are there and take the parameters that are given.
 * A new assignment is refused as invalid; so is a change of a definition that an assignment could not follow
 * (InvalidPolicyParameterUpdate, the code that public CLI output shows for a new parameter without default).
 */
function requireBindings(object              , state          )       {
  const policies = new Map(state.policies).set(object.id.toLowerCase(), object);
  for (const assignment of object.kind === 'policyAssignments' ? [object] : policies.values()) {
    if (assignment.kind !== 'policyAssignments') continue;
    try {
      bind$1(assignment, policies);
    } catch (thrown) {
      const code = assignment === object ? kinds.policyAssignments.invalid : 'InvalidPolicyParameterUpdate';
      throw asRefusal(thrown, code, `The policy assignment '${assignment.name}' is invalid`);
    }
  }
}

/** A PolicyError is the caller's mistake; anything else is ours and passes through. */
function asRefusal(thrown         , code        , what        )          {
  if (!(thrown instanceof PolicyError)) return thrown;
  const place = thrown.pointer === '' ? '' : ` (at ${thrown.pointer})`;
  return refusal$1(400, code, `${what}: ${thrown.message}${place}.`);
}

/**
 * Throws RequestDisallowedByPolicy when an enforced assignment at or above the resource objects to it: effect deny whose condition
 * holds, or a rule that fails while it is evaluated.
 */
function requirePolicyAllows({ state }     , call         , resource                                    )       {
  const assignments = [...state.policies.values()].filter(({ kind, scope }) => kind === 'policyAssignments' && isBelow(resource.id, scope));
  const policies = assignments.flatMap((assignment) => bind$1(assignment, state.policies)).filter(isEnforced);
  const judgements = judge(policies, resource, {
    resourceGroup: renderGroup(requireGroup(state, parameter(call, 'group')), state),
    subscription: subscriptionDocument,
    requestContext: { apiVersion: call.apiVersion },
    utcNow: new Date(call.now).toISOString().replace('Z', '0000Z'),
  });
  const undecided = judgements.find(({ finding }) => finding.effect === 'deny' && finding.verdict === 'undetermined');
  if (undecided !== undefined) {
    // Azure always decides. Neither letting it pass nor refusing it would be true, so the sandbox says that it cannot tell.
    const { rule, message } = undecided.finding;
    throw refusal$1(500, 'PolicyUndecidable', `The sandbox cannot tell whether policy '${rule}' denies '${resource.name}': ${message}`);
  }
  const objections = judgements.filter(objects);
  if (objections.length > 0) throw disallowed(resource, objections.map((judgement) => describe$1(judgement, state)));
}

function isEnforced({ assignment }                )          {
  return assignment?.enforcementMode !== 'DoNotEnforce';
}

function objects({ finding }           )          {
  return finding.verdict === 'error' || (finding.effect === 'deny' && finding.verdict === 'violation');
}

                                                  

function bind$1(assignment              , policies          )                            {
  return bindAssignment(parseAssignment(assignment.document), (id) => {
    const object = policies.get(id.toLowerCase());
    const parsed = object === undefined ? undefined : read(object);
    return parsed?.kind === 'assignment' ? undefined : parsed;
  });
}

                                                         

/** Objects are never changed in place, so that each is parsed once, and the engine compiles what it is given once. */
const parsedObjects = new WeakMap                      ();

function read(object              )         {
  const parsed = parsedObjects.get(object) ?? parsers[object.kind](object.document);
  parsedObjects.set(object, parsed);
  return parsed;
}

const parsers                                                                 = {
  policyDefinitions: parseDefinition,
  policySetDefinitions: parseInitiative,
  policyAssignments: parseAssignment,
};

/** A judgement as the refusal shows it, with the non-compliance message of the initiative's member, else the assignment's own. */
function describe$1({ policy, finding }           , state          )                                           {
  const { assignment, referenceId, definition, initiative } = policy;
  const messages = assignment?.nonComplianceMessages ?? [];
  const ownMessage = messages.find((message) => message.referenceId !== undefined && message.referenceId.toLowerCase() === referenceId?.toLowerCase());
  const reason = (ownMessage ?? messages.find((message) => message.referenceId === undefined))?.message;
  return {
    definition: { id: definition.id ?? '', ...named(definition.name, definition.displayName), ...versioned(definition.metadata) },
    ...(initiative === undefined ? {} : {
      initiative: { id: initiative.id ?? '', ...named(initiative.name, initiative.displayName), ...initiativeVersion(initiative.id, state) },
    }),
    ...(referenceId === undefined ? {} : { referenceId }),
    assignment: {
      id: assignment?.id ?? '',
      ...named(assignment?.name, assignment?.displayName),
      scope: assignment?.scope ?? '',
      parameters: at(state.policies.get(assignment?.id?.toLowerCase() ?? '')?.document, 'properties', 'parameters') ?? {},
    },
    effect: finding.effect,
    reasons: finding.reasons,
    ...(reason === undefined ? {} : { reason }),
  };
}

function named(name                    , displayName                    )                                                          {
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

function newEtag()         {
  return randomUUID();
}

/** A cluster's id as AKS writes it, and, in lower case, its key in the store. */
function clusterId(subscriptionId        , resourceGroup        , name        )         {
  return formatResourceId(`/subscriptions/${subscriptionId}/resourcegroups/${resourceGroup}`, managedClusterType, name);
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

/** The Kubernetes versions that the sandbox offers: minor versions, each with its newest patch. */
const offered                              = new Map([
  // 1.30.10 is what a cluster asked for 1.30 was given in managed-acr-create.json; the patches of the others are examples.
  ['1.30', '1.30.10'],
  ['1.31', '1.31.13'],
  ['1.32', '1.32.9'],
  ['1.33', '1.33.6'],
  ['1.34', '1.34.2'],
  ['1.35', '1.35.1'],
]);

/** What a cluster gets that names no version; the service then answers the full one (sdk-js-create.json). */
const defaultKubernetesVersion = '1.34.2';

/** The version that runs when `version` is asked for (`1.30` → `1.30.10`), or undefined when it is not offered. */
function resolveKubernetesVersion(version        )                     {
  const [, minor, patch] = /^(1\.\d{1,3})(\.\d{1,3})?$/.exec(version) ?? [];
  const newest = minor === undefined ? undefined : offered.get(minor);
  return newest === undefined || patch === undefined ? newest : version;
}

/** A pool starts on the first image and is brought to the second by upgradeNodeImageVersion, so that an upgrade can be seen. */
const nodeImages = {
  Linux: ['AKSUbuntu-2204gen2containerd-202610.19.0', 'AKSUbuntu-2204gen2containerd-202611.02.0'],
  Windows: ['AKSWindows-2022-containerd-20348.4294.251014', 'AKSWindows-2022-containerd-20348.4405.251111'],
}         ;

/** What a pool inherits from its cluster. */
                                   
                                     
                                      
 

/** Never stored as sent: made by the service, shown by `render.ts`, or placed by `completePool` below. */
const handled$1                      = new Set([
  'name', 'count', 'vmSize', 'osDiskSizeGB', 'osDiskType', 'kubeletDiskType', 'vnetSubnetID', 'maxPods', 'type', 'maxCount', 'minCount',
  'enableAutoScaling', 'scaleDownMode', 'provisioningState', 'powerState', 'orchestratorVersion', 'currentOrchestratorVersion',
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
  return { name, properties, etag: newEtag() };
}

/** 30 with Azure CNI, 110 with kubenet (ground-truth/README.md), 250 with overlay (Microsoft Learn, "Azure CNI Overlay"). */
function defaultMaxPods(networkProfile            )         {
  if (networkProfile['networkPluginMode'] === 'overlay') return 250;
  return networkProfile['networkPlugin'] === 'azure' ? 30 : 110;
}

/** Made by the service, shown by `render.ts`, or placed by `completeProperties` below. */
const handled                      = new Set([
  'provisioningState', 'powerState', 'kubernetesVersion', 'currentKubernetesVersion', 'dnsPrefix', 'fqdn', 'azurePortalFQDN', 'privateFQDN',
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
function completeCluster(body            , frame              , existing                     )          {
  const sent = withoutNulls(asObject(body['properties']));
  const properties = completeProperties(sent, frame, existing);
  const around = {
    kubernetesVersion: textAt(properties, 'kubernetesVersion') ?? defaultKubernetesVersion,
    networkProfile: asObject(properties['networkProfile']),
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
  const version = textAt(sent, 'kubernetesVersion') ?? textAt(existing, 'properties', 'kubernetesVersion') ?? defaultKubernetesVersion;
  const prefix = textAt(sent, 'dnsPrefix') ?? textAt(existing, 'properties', 'dnsPrefix') ?? frame.name;
  const access = completeAccess(asObject(sent['apiServerAccessProfile']));
  return compact({
    powerState: { code: 'Running' },
    kubernetesVersion: version,
    currentKubernetesVersion: resolveKubernetesVersion(version) ?? version,
    dnsPrefix: prefix,
    ...names(prefix, access, frame),
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
    bootstrapProfile: completeBootstrap(asObject(sent['bootstrapProfile']), frame.made),
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
function names(prefix        , access            , { location, made }              )                                                  {
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
function completeBootstrap(sent            , made             )             {
  if (sent['artifactSource'] !== 'Cache') return { artifactSource: 'Direct' };
  const registries = `/subscriptions/${subscriptionId}/resourceGroups/${made.nodeResourceGroup}/providers/Microsoft.ContainerRegistry/registries`;
  return { artifactSource: 'Cache', containerRegistryId: sent['containerRegistryId'] ?? `${registries}/${made.registryName}` };
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
  const given = { clientId: made.kubeletClientId, principalId: made.principalId };
  return { identity: { type, userAssignedIdentities: Object.fromEntries(ids.map((id) => [id, given])) } };
}

/** The text of errors.json (leftOutBecauseNoExactJson); an operation of the whole cluster is named by its word alone. */
const help$1 = 'please wait for it to finish before starting a new operation. See https://aka.ms/aks-pending-operation for more details';

/** Refuses a write of the cluster while it or any of its pools is at work. */
function requireIdleCluster(cluster         , operations            )       {
  const own = operations.runningOn(cluster.id.toLowerCase());
  if (own !== undefined) throw busy(`Another operation (${own.kind})`);
  const [ofPool] = operations.runningBelow(cluster.id.toLowerCase());
  if (ofPool !== undefined) throw busy(`Another operation (${describe(ofPool)})`);
}

/** Refuses a write of a pool while it or its cluster is at work. Other pools may be: image upgrades run side by side (4.1). */
function requireIdlePool(cluster         , pool        , operations            )       {
  const ofCluster = operations.runningOn(cluster.id.toLowerCase());
  if (ofCluster !== undefined) throw busy(`Another operation (${ofCluster.kind})`);
  const own = operations.runningOn(poolId(cluster, pool).toLowerCase());
  if (own !== undefined) throw busy(`Another agentpool operation (${describe(own)})`);
}

function describe(operation           )         {
  return `${operation.subject.split('/').at(-1) ?? ''} - ${operation.kind}`;
}

function busy(what        )        {
  return aksRefusal(409, 'OperationNotAllowed', `Operation is not allowed: ${what} is in progress, ${help$1}`);
}

/** A property that is fixed from creation on. */
function changed(path        )          {
  return aksRefusal(400, 'PropertyChangeNotAllowed', `Changing property '${path}' is not allowed.`, path);
}

/** A property without which there is no cluster. */
function missing$1(path        )          {
  return aksRefusal(400, 'InvalidParameter', `Required parameter ${path} is missing (null).`, path);
}

/** A property with a value that cannot be. */
function invalid(path        , value        , why        )          {
  return aksRefusal(400, 'InvalidParameter', `The value of parameter ${path} is invalid. Error details: '${value}': ${why}.`, path);
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

/** The answer to what: a PUT and a later GET of the same cluster differ (ground-truth/README.md, 6). */
                       
                                   
                              
                                  
 

/** Since when documents carry an eTag, and since when a bootstrap profile is seen (aks-network-isolation.md, 1.1). */
const etagSince = '2024-09-01';
const bootstrapSince = '2025-01-01';

/** A cluster as AKS answers it. */
function renderCluster(cluster         , view      )             {
  const operation = view.operations.runningOn(cluster.id.toLowerCase());
  const creating = operation?.kind === 'Creating';
  const { properties } = cluster;
  const isPrivate = at(properties, 'apiServerAccessProfile', 'enablePrivateCluster') === true;
  return compact({
    id: cluster.id,
    location: cluster.location,
    name: cluster.name,
    tags: cluster.tags,
    type: 'Microsoft.ContainerService/ManagedClusters',
    properties: compact({
      provisioningState: operation?.kind ?? 'Succeeded',
      ...properties,
      agentPoolProfiles: cluster.pools.map((pool) => ({ name: pool.name, ...renderPoolProperties(cluster, pool, view) })),
      networkProfile: withEffectiveAddresses(cluster, asObject(properties['networkProfile']), creating),
      privateLinkResources: isPrivate ? [privateLinkResource(cluster, view, operation?.kind === 'Updating')] : undefined,
      identityProfile: properties['identityProfile'] ?? (creating ? undefined : kubeletIdentity(cluster)),
      bootstrapProfile: view.apiVersion >= bootstrapSince ? properties['bootstrapProfile'] : undefined,
    }),
    identity: creating ? withoutClientIds(cluster.identity) : cluster.identity,
    sku: cluster.sku,
    eTag: view.apiVersion >= etagSince ? cluster.etag : undefined,
  });
}

/** A pool as its own resource. */
function renderPool(cluster         , pool           , view      )             {
  return { id: poolId(cluster, pool.name), name: pool.name, type: agentPoolType, properties: renderPoolProperties(cluster, pool, view) };
}

/** A pool shows its own operation, else its cluster's; the cluster does not show its pools' (node-image-upgrade.json). */
function renderPoolProperties(cluster         , pool           , view      )             {
  const operation = view.operations.runningOn(poolId(cluster, pool.name).toLowerCase()) ?? view.operations.runningOn(cluster.id.toLowerCase());
  return compact({
    eTag: view.apiVersion >= etagSince ? pool.etag : undefined,
    provisioningState: operation?.kind ?? 'Succeeded',
    ...pool.properties,
    nodeLabels: pool.properties['nodeLabels'] ?? (view.answerTo === 'PUT' ? {} : undefined),
  });
}

/** The public address that the service makes for a load balancer or NAT gateway is seen once it has been made. */
function withEffectiveAddresses(cluster         , network            , creating         )             {
  const { nodeResourceGroup, publicIpName } = cluster.made;
  const id = `/subscriptions/${subscriptionId}/resourceGroups/${nodeResourceGroup}/providers/Microsoft.Network/publicIPAddresses/${publicIpName}`;
  const effectiveOutboundIPs = [{ id }];
  const { loadBalancerProfile, natGatewayProfile } = network;
  if (creating) return network;
  if (textAt(network, 'outboundType') === 'loadBalancer') {
    const { backendPoolType, ...addresses } = asObject(loadBalancerProfile);
    return { ...network, loadBalancerProfile: { ...addresses, effectiveOutboundIPs, backendPoolType } };
  }
  if (natGatewayProfile === undefined) return network;
  return { ...network, natGatewayProfile: { ...asObject(natGatewayProfile), effectiveOutboundIPs } };
}

/** Its id is shown by a GET only, the service behind it by an update's answer only. */
function privateLinkResource(cluster         , view      , updating         )             {
  const underlay = `/subscriptions/${subscriptionId}/resourceGroups/hcp-underlay-${cluster.location}-cx-3`;
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
  const identities = `/subscriptions/${subscriptionId}/resourcegroups/${nodeResourceGroup}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
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
const poolName = /^[a-z][a-z0-9]{0,11}$/;
const fixedProperties = ['vmSize', 'osType', 'vnetSubnetID', 'type', 'osDiskType']         ;

/** Refuses the `agentPoolProfiles` of a cluster PUT that AKS would refuse. */
function requirePools(pools                    , existing                     )       {
  if (pools.length === 0) throw missing$1('agentPoolProfiles');
  const sent = pools.map((pool) => readPool(pool));
  const doubled = sent.find(({ name }, index) => sent.findIndex((other) => other.name === name) !== index);
  if (doubled !== undefined) throw invalid('agentPoolProfile.name', doubled.name, 'two agent pools have this name');
  if (existing !== undefined) requireSamePools(sent, existing);
  for (const { name, pool } of sent) requireValidPool(name, pool, existing?.pools.find((candidate) => candidate.name === name));
  if (existing === undefined && !sent.some(({ pool }) => pool['mode'] === 'System')) {
    throw aksRefusal(400, 'BadRequest', 'Must define at least one system pool.');
  }
}

/** Refuses a pool, alone or in a cluster, that has an impossible name or that changes what is fixed. */
function requireValidPool(name        , properties            , existing                       )       {
  if (!poolName.test(name)) throw invalid('agentPoolProfile.name', name, 'see https://aka.ms/aks-naming-rules');
  const { count } = properties;
  if (count !== undefined && count !== null && !(Number.isInteger(count) && Number(count) >= 0 && Number(count) <= 1000)) {
    throw invalid('agentPoolProfile.count', JSON.stringify(count), 'it is a whole number from 0 to 1000');
  }
  const different = fixedProperties.find((property) => {
    const wanted = textAt(properties, property);
    return existing !== undefined && wanted !== undefined && wanted !== textAt(existing.properties, property);
  });
  if (different !== undefined) throw changed(`properties.${different}`);
}

                    
                        
                            
 

function readPool(pool         )           {
  if (!isJsonObject(pool)) throw invalid('agentPoolProfiles', JSON.stringify(pool), 'an agent pool is an object');
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

/** The two outbound types of an isolated cluster. */
const isolated                      = new Set(['none', 'block']);

const clusterName = /^[a-zA-Z0-9]([-_a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/;
const dnsPrefix = /^[a-zA-Z0-9]([-a-zA-Z0-9]{0,52}[a-zA-Z0-9])?$/;

/** What a PUT asks for and what lives, as far as the rules compare them. */
                
                                  
                                
                                  
 

/**
 * Refuses a cluster PUT that AKS would refuse (aks-network-isolation.md 2.1 and 2.2; errors.json). Texts marked there as known are
 * Azure's; the others say the same in words of ours.
 */
function requireValidCluster(name        , body            , existing                     )       {
  const properties = asObject(body['properties']);
  if (!clusterName.test(name)) throw invalid('managedCluster.name', name, 'see https://aka.ms/aks-naming-rules');
  requireFrame(properties, existing);
  requirePools(arrayAt(properties, 'agentPoolProfiles'), existing);
  const wish       = {
    properties,
    outboundType: outboundTypeOf(asObject(properties['networkProfile']), asObject(existing?.properties['networkProfile'])),
    artifactSource: textAt(properties, 'bootstrapProfile', 'artifactSource') ?? 'Direct',
  };
  requireNetwork(wish, body);
  if (existing !== undefined) requireChange(wish, existing);
}

/** Names and versions: what every cluster has. */
function requireFrame(properties            , existing                     )       {
  const prefix = textAt(properties, 'dnsPrefix');
  const fixed = textAt(existing, 'properties', 'dnsPrefix');
  if (prefix === undefined && textAt(properties, 'fqdnSubdomain') === undefined && fixed === undefined) throw missing$1('dnsPrefix');
  if (prefix !== undefined && !dnsPrefix.test(prefix)) throw invalid('dnsPrefix', prefix, 'it holds letters, digits and hyphens, at most 54');
  if (fixed !== undefined && prefix !== undefined && prefix !== fixed) throw changed('dnsPrefix');
  const group = textAt(properties, 'nodeResourceGroup');
  if (existing !== undefined && group !== undefined && group !== existing.made.nodeResourceGroup) throw changed('nodeResourceGroup');
  const version = at(properties, 'kubernetesVersion');
  if (version !== undefined && version !== null && (typeof version !== 'string' || resolveKubernetesVersion(version) === undefined)) {
    const shown = JSON.stringify(version);
    throw aksRefusal(
      400,
      'K8sVersionNotSupported',
      `Managed cluster is on version ${shown}, which is not supported in this region. Please use [az aks get-versions] command to get the `
      + 'supported version list in this region. For more information, please check https://aka.ms/supported-version-list',
    );
  }
}

function requireNetwork({ properties, outboundType, artifactSource }      , body            )       {
  if (!outboundTypes.has(outboundType)) throw invalid('networkProfile.outboundType', outboundType, 'it is no outbound type');
  if (artifactSource !== 'Cache' && artifactSource !== 'Direct') {
    throw invalid('bootstrapProfile.artifactSource', artifactSource, 'it is Cache or Direct');
  }
  if (isolated.has(outboundType) && artifactSource !== 'Cache') {
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
  if (liveSource === 'Direct' && isolated.has(outboundType)) {
    throw notIsolated(
      `Outbound type cannot be changed to ${outboundType} together with bootstrapProfile.artifactSource to 'Cache'. `
      + 'Update bootstrapProfile.artifactSource first and upgrade the node image of all agent pools',
    );
  }
  if (liveSource === 'Cache' && artifactSource === 'Direct' && isolated.has(liveType)) {
    throw aksRefusal(400, 'BootstrapArtifactSourceNotAllowed', "BootstrapProfile artifact source cannot be changed from 'Cache' to 'Direct'");
  }
  const network = existing.pools.some((pool) => textAt(pool.properties, 'vnetSubnetID') !== undefined) ? 'own' : 'managed';
  if (!mayChangeOutboundType(liveType, outboundType, network)) throw changed('networkProfile.outboundType');
  requireSameAccess(properties, existing);
}

/** A link-based private API server is so from creation on; only one in a virtual network may change (4.3). */
function requireSameAccess(properties            , existing         )       {
  const live = asObject(existing.properties['apiServerAccessProfile']);
  const wanted = asObject(properties['apiServerAccessProfile']);
  if (live['enableVnetIntegration'] === true || wanted['enableVnetIntegration'] === true) return;
  if ((live['enablePrivateCluster'] === true) !== (wanted['enablePrivateCluster'] === true)) {
    throw changed('apiServerAccessProfile.enablePrivateCluster');
  }
}

function usesServicePrincipal(properties            , body            )          {
  const client = textAt(properties, 'servicePrincipalProfile', 'clientId');
  return client !== undefined && client !== 'msi' && textAt(body, 'identity', 'type') === undefined;
}

function notIsolated(message        )          {
  return aksRefusal(400, 'InvalidNetworkIsolatedClusterConfiguration', message);
}

const type = '/providers/Microsoft.ContainerService/managedClusters';
const list$1 = `/subscriptions/{subscription}/resourceGroups/{group}${type}`;
const clusterPattern = `${list$1}/{cluster}`;

/** `Microsoft.ContainerService/managedClusters`: statuses, headers and bodies as in ground-truth (README.md there names the files). */
function clusterRoutes(arm     )                   {
  return [
    { method: 'GET', pattern: `/subscriptions/{subscription}${type}`, handle: (call) => listClusters(arm, call, () => true) },
    {
      method: 'GET',
      pattern: list$1,
      handle(call) {
        const group = requireGroup(arm.state, parameter(call, 'group'));
        return listClusters(arm, call, (cluster) => sameId(cluster.resourceGroup, group.name));
      },
    },
    { method: 'GET', pattern: clusterPattern, handle: (call) => getCluster(arm, call) },
    { method: 'PUT', pattern: clusterPattern, handle: (call) => putCluster(arm, call) },
    { method: 'DELETE', pattern: clusterPattern, handle: (call) => deleteCluster(arm, call) },
  ];
}

/** The cluster that the path names, or undefined. Throws ResourceGroupNotFound. */
function findCluster(state          , call         )                      {
  const group = requireGroup(state, parameter(call, 'group'));
  return state.clusters.get(clusterId(subscriptionId, group.name, parameter(call, 'cluster')).toLowerCase());
}

/** Begins an operation on a cluster or pool; it has the id of the request that caused it. */
function begin(arm     , call         , kind               , subject        , location        , duration        )            {
  const begun = { id: call.requestId, kind, subject: subject.toLowerCase(), subscriptionId: parameter(call, 'subscription'), location };
  return arm.state.operations.start(begun, duration, call.now);
}

function listClusters({ state, settings }     , call         , wanted                               )                  {
  const view = { answerTo: 'GET', apiVersion: call.apiVersion, operations: state.operations }         ;
  return page([...state.clusters.values()].filter(wanted).map((cluster) => renderCluster(cluster, view)), call, settings);
}

function getCluster({ state }     , call         )                  {
  const cluster = findCluster(state, call);
  if (cluster === undefined) {
    const resource = `${managedClusterType}/${parameter(call, 'cluster')}`;
    throw gatewayRefusal(
      404,
      'ResourceNotFound',
      `The Resource '${resource}' under resource group '${parameter(call, 'group')}' was not found. `
      + 'For more details please go to https://aka.ms/ARMResourceNotFoundFix',
    );
  }
  return aks(200, renderCluster(cluster, { answerTo: 'GET', apiVersion: call.apiVersion, operations: state.operations }));
}

/** ARM looks first (location), then policy, then the service (rules, preconditions, other operations). */
function putCluster(arm     , call         )                  {
  const { state, settings } = arm;
  const existing = findCluster(state, call);
  const body = requireBody(call.request);
  const frame = existing ?? newFrame(call, requireLocation(body));
  if (existing !== undefined) requireSameLocation(existing, requireLocation(body));
  readTags(body);
  requireStanding(state, frame.resourceGroup);
  const id = clusterId(parameter(call, 'subscription'), parameter(call, 'group'), frame.name).replace('/resourcegroups/', '/resourceGroups/');
  requirePolicyAllows(arm, call, { type: managedClusterType, name: frame.name, id, apiVersion: call.apiVersion, body });

  requirePreconditions(call.request, existing?.etag);
  if (existing !== undefined) requireIdleCluster(existing, state.operations);
  requireValidCluster(frame.name, body, existing);

  const named = existing === undefined ? nameNodeGroup(frame, textAt(body, 'properties', 'nodeResourceGroup'), state) : frame;
  const cluster = completeCluster(body, pickFrame(named), existing);
  state.clusters.set(cluster.id.toLowerCase(), cluster);
  storeGroup(state, { name: cluster.made.nodeResourceGroup, location: cluster.location, managedBy: cluster.id });
  const operation = existing === undefined
    ? begin(arm, call, 'Creating', cluster.id, cluster.location, durations.createCluster)
    : begin(arm, call, 'Updating', cluster.id, cluster.location, durations.updateCluster);
  const view = { answerTo: 'PUT', apiVersion: call.apiVersion, operations: state.operations }         ;
  return aks(existing === undefined ? 201 : 200, renderCluster(cluster, view), operationHeaders(operation, settings.endpoint, 'status'));
}

function newFrame(call         , location        )               {
  const [name, resourceGroup] = [parameter(call, 'cluster'), parameter(call, 'group')];
  const made = makeUp(defaultNodeResourceGroup(resourceGroup, name, location));
  return { id: clusterId(parameter(call, 'subscription'), resourceGroup, name), name, resourceGroup, location, made };
}

/** The node resource group is the service's own: one that exists already is refused. The text is assumed. */
function nameNodeGroup(frame              , wanted                    , state          )               {
  const nodeResourceGroup = wanted ?? frame.made.nodeResourceGroup;
  if (!isGroupName(nodeResourceGroup)) throw invalid('nodeResourceGroup', nodeResourceGroup, 'it is no name of a resource group');
  if (state.groups.has(groupId(nodeResourceGroup).toLowerCase())) {
    throw invalid('nodeResourceGroup', nodeResourceGroup, 'a resource group of this name exists already');
  }
  return { ...frame, made: { ...frame.made, nodeResourceGroup } };
}

function pickFrame({ id, name, resourceGroup, location, made }              )               {
  return { id, name, resourceGroup, location, made };
}

function requireSameLocation(existing         , location        )       {
  if (existing.location === location) return;
  throw gatewayRefusal(
    409,
    'InvalidResourceLocation',
    `The resource '${existing.name}' already exists in location '${existing.location}' in resource group '${existing.resourceGroup}'. `
    + `A resource with the same name cannot be created in location '${location}'. Please select a new resource name.`,
  );
}

/** A deletion does not wait for what is under way, it takes its place (aks-network-isolation.md 2.2, AKSOperationPreemptedByDelete). */
function deleteCluster(arm     , call         )                  {
  const { operations } = arm.state;
  const cluster = findCluster(arm.state, call);
  if (cluster === undefined) return { status: 204 };
  requirePreconditions(call.request, cluster.etag);
  const subject = cluster.id.toLowerCase();
  const running = operations.runningOn(subject);
  const under = running?.kind === 'Deleting' ? [] : [...(running === undefined ? [] : [running]), ...operations.runningBelow(subject)];
  for (const operation of under) {
    operations.preempt(operation, 'AKSOperationPreemptedByDelete', 'The operation was preempted by a delete operation.', call.now);
  }
  const operation = running?.kind === 'Deleting'
    ? running
    : begin(arm, call, 'Deleting', cluster.id, cluster.location, durations.deleteCluster);
  return { status: 202, headers: operationHeaders(operation, arm.settings.endpoint, 'statusAndResult') };
}

/** AKS names its content type without a charset, unlike ARM itself. */
function aks(status        , body        , headers                                   = {})                  {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body };
}

const location = '/subscriptions/{subscription}/providers/Microsoft.ContainerService/locations/{location}';

/** The two addresses of an operation: its status, readable also when its subject is gone (delete.json), and its result. */
function operationRoutes(arm     )                   {
  return [
    {
      method: 'GET',
      pattern: `${location}/operations/{operation}`,
      handle: (call) => aks(200, renderOperation(requireOperation(arm, call))),
    },
    { method: 'GET', pattern: `${location}/operationresults/{operation}`, handle: (call) => result(arm, call) },
  ];
}

/** Assumed: 202 while it runs, then the pool for an image upgrade and 204 for a deletion. No recording polls this address. */
function result(arm     , call         )                  {
  const operation = requireOperation(arm, call);
  if (operation.status === 'InProgress') {
    return { status: 202, headers: operationHeaders(operation, arm.settings.endpoint, 'statusAndResult') };
  }
  const [cluster = '', name = ''] = operation.subject.split('/agentpools/');
  const found = arm.state.clusters.get(cluster);
  const pool = found === undefined ? undefined : findPool(found, name);
  if (found === undefined || pool === undefined) return { status: 204 };
  return aks(200, renderPool(found, pool, { answerTo: 'GET', apiVersion: call.apiVersion, operations: arm.state.operations }));
}

function requireOperation(arm     , call         )            {
  const id = parameter(call, 'operation');
  const operation = arm.state.operations.find(id);
  if (operation !== undefined && operation.location === parameter(call, 'location').toLowerCase()) return operation;
  throw aksRefusal(404, 'NotFound', `The operation ${id} could not be found.`);
}

const list = `${clusterPattern}/agentPools`;
const pattern = `${list}/{pool}`;

/** `Microsoft.ContainerService/managedClusters/agentPools`, and the upgrade of their node images (node-image-upgrade.json). */
function poolRoutes(arm     )                   {
  return [
    {
      method: 'GET',
      pattern: list,
      handle(call) {
        const cluster = requireCluster(arm, call, 'read');
        return page(cluster.pools.map((pool) => renderPool(cluster, pool, view(arm, call, 'GET'))), call, arm.settings);
      },
    },
    {
      method: 'GET',
      pattern,
      handle(call) {
        const cluster = requireCluster(arm, call, 'read');
        return aks(200, renderPool(cluster, requirePool(cluster, call), view(arm, call, 'GET')));
      },
    },
    { method: 'PUT', pattern, handle: (call) => putPool(arm, call) },
    { method: 'DELETE', pattern, handle: (call) => deletePool(arm, call) },
    { method: 'POST', pattern: `${pattern}/upgradeNodeImageVersion`, handle: (call) => upgradeNodeImage(arm, call) },
  ];
}

function putPool(arm     , call         )                  {
  const cluster = requireCluster(arm, call, 'write');
  const body = requireBody(call.request);
  const name = parameter(call, 'pool');
  const existing = findPool(cluster, name);
  requireStanding(arm.state, cluster.resourceGroup);
  const id = poolId(cluster, name).replace('/resourcegroups/', '/resourceGroups/');
  requirePolicyAllows(arm, call, { type: agentPoolType, name: `${cluster.name}/${name}`, id, apiVersion: call.apiVersion, body });

  requirePreconditions(call.request, existing?.etag);
  requireIdlePool(cluster, name, arm.state.operations);
  const sent = asObject(body['properties']);
  requireValidPool(name, sent, existing);

  const pool = completePool(name, sent, existing, {
    kubernetesVersion: textAt(cluster.properties, 'kubernetesVersion') ?? defaultKubernetesVersion,
    networkProfile: asObject(cluster.properties['networkProfile']),
  });
  store(arm, cluster, existing === undefined
    ? [...cluster.pools, pool]
    : cluster.pools.map((current) => (current === existing ? pool : current)));
  const operation = existing === undefined
    ? begin(arm, call, 'Creating', poolId(cluster, name), cluster.location, durations.createPool)
    : begin(arm, call, 'Updating', poolId(cluster, name), cluster.location, durations.updatePool);
  const headers = operationHeaders(operation, arm.settings.endpoint, 'status');
  return aks(existing === undefined ? 201 : 200, renderPool(cluster, pool, view(arm, call, 'PUT')), headers);
}

function deletePool(arm     , call         )                  {
  const cluster = requireCluster(arm, call, 'delete');
  const pool = findPool(cluster, parameter(call, 'pool'));
  if (pool === undefined) return { status: 204 };
  requirePreconditions(call.request, pool.etag);
  requireIdlePool(cluster, pool.name, arm.state.operations);
  if (isSystem(pool) && cluster.pools.filter(isSystem).length === 1) {
    throw aksRefusal(400, 'BadRequest', `There has to be at least one system node pool; agent pool '${pool.name}' is the last one.`);
  }
  const operation = begin(arm, call, 'Deleting', poolId(cluster, pool.name), cluster.location, durations.updatePool);
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
  const operation = begin(arm, call, 'UpgradingNodeImageVersion', poolId(cluster, pool.name), cluster.location, durations.upgradeNodeImage);
  store(arm, cluster, cluster.pools.map((current) => (current === pool ? { ...pool, etag: newEtag() } : current)));
  const headers = operationHeaders(operation, arm.settings.endpoint, 'statusAndResult');
  return aks(202, renderPool(cluster, pool, view(arm, call, 'GET')), headers);
}

function store(arm     , cluster         , pools                      )       {
  arm.state.clusters.set(cluster.id.toLowerCase(), { ...cluster, pools });
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

const messages                                                                           = {
  malformed: ['InvalidAuthenticationToken', 'The access token is invalid.'],
  foreign: ['InvalidAuthenticationToken', 'The received access token is not valid: its signature could not be validated by the sandbox.'],
  expired: ['ExpiredAuthenticationToken', 'The access token expiry UTC time is earlier than current UTC time.'],
};

/** Throws 401 unless the request brings a bearer token of the sandbox's own authority that has not expired. */
function requireToken(request                , tokens              , authorityHost        )       {
  const [scheme = '', token = ''] = (request.headers['authorization'] ?? '').split(' ');
  const problem = tokens.problemOf(token);
  if (scheme.toLowerCase() === 'bearer' && problem === undefined) return;
  const [code, message] = scheme.toLowerCase() === 'bearer' && problem !== undefined
    ? messages[problem]
    : ['AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing."];
  const challenge = `Bearer authorization_uri="${authorityHost}/${tenantId}", error="invalid_token", error_description="${message}"`;
  throw gatewayRefusal(401, code, message, { 'www-authenticate': challenge });
}

/** What is left of ARM's quotas, per kind of request; counting down is a later slice (managed-acr-create.json, delete.json). */
const remaining                                                                                     = {
  reads: { 'x-ms-ratelimit-remaining-subscription-global-reads': '16499' },
  writes: { 'x-ms-ratelimit-remaining-subscription-global-writes': '11999', 'x-ms-ratelimit-remaining-subscription-writes': '799' },
  deletes: { 'x-ms-ratelimit-remaining-subscription-global-deletes': '11999', 'x-ms-ratelimit-remaining-subscription-deletes': '799' },
};

/** The headers of every answer of ARM. A correlation id that the caller sends is kept. */
function commonHeaders(request                , requestId        )                                   {
  const correlation = request.headers['x-ms-correlation-request-id'] ?? '';
  return {
    'cache-control': 'no-cache',
    pragma: 'no-cache',
    expires: '-1',
    'x-ms-request-id': requestId,
    'x-ms-correlation-request-id': /^[0-9a-f-]{36}$/i.test(correlation) ? correlation : randomUUID(),
    ...remaining[kindOf(request.method)],
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
  };
}

function kindOf(method        )                         {
  if (method === 'GET' || method === 'HEAD') return 'reads';
  return method === 'DELETE' ? 'deletes' : 'writes';
}

/** A definition, initiative or assignment as stored: its full document as a GET answers it. */
                               
                      
                        
                            
                                
                         
                                
 

const policyKinds = ['policyDefinitions', 'policySetDefinitions', 'policyAssignments']         ;
                                                      

/** All that an ARM of the sandbox knows. Keys of the maps are lower-case ids; values are replaced, never changed in place. */
                           
                                              
                                          
                                               
                                  
 

/** What does not change while an ARM runs. */
                              
                                                                                                 
                            
                                          
                                 
                                                                                                 
                            
 

/** One ARM: what it knows and how it is set. */
                      
                           
                                 
 

function emptyState(speed        )           {
  return { groups: new Map(), clusters: new Map(), policies: new Map(), operations: new Operations(speed) };
}

/** Where an object is written, and when. */
                          
                            
                      
                        
                         
                              
                       
 

/** `definitionVersion` and `systemData` came with new API versions (policy-definition-and-assignment.json: not 2019-09-01, but 2024-05-01). */
const definitionVersionSince = '2023-04-01';
const systemDataSince = '2020-09-01';

const createdMembers                      = new Set(['createdBy', 'createdOn', 'updatedBy', 'updatedOn']);

/**
 * What the service makes of a policy object that it is sent (ground-truth/README.md, 9): `policyType`, who and when in `metadata`,
 * parameter types in their own case, an assignment's `scope`, `definitionVersion` and `systemData`. What a PUT leaves out of
 * `mode` keeps its value; everything else is replaced.
 */
function completePolicyObject(body            , writing         , existing                          )               {
  const sent = asObject(body['properties']);
  const before = asObject(existing?.document['properties']);
  const time = toAzureTime(writing.now, writing.id);
  const metadata = { ...omit(asObject(sent['metadata']), createdMembers), ...stamps(asObject(before['metadata']), existing !== undefined, time) };
  const properties = writing.kind === 'policyAssignments'
    ? assignmentProperties(sent, metadata, writing)
    : definitionProperties(sent, metadata, writing.kind, before);
  const document = compact({
    ...(writing.kind === 'policyAssignments' ? { location: body['location'], identity: completeIdentity(body['identity']) } : {}),
    properties: compact(properties),
    id: writing.id,
    type: `Microsoft.Authorization/${writing.kind}`,
    name: writing.name,
    systemData: writing.apiVersion >= systemDataSince ? systemData(time, existing) : undefined,
  });
  return { id: writing.id, name: writing.name, kind: writing.kind, scope: writing.scope, document };
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

function assignmentProperties(sent            , metadata            , { scope, apiVersion }         )             {
  return {
    ...sent,
    definitionVersion: apiVersion >= definitionVersionSince ? sent['definitionVersion'] ?? '1.*.*' : undefined,
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

function completeIdentity(identity         )                         {
  if (!isJsonObject(identity)) return undefined;
  return identity['type'] === 'SystemAssigned' ? { principalId, tenantId, type: 'SystemAssigned' } : identity;
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

/** The ids of the definitions that an object names: an assignment's one, an initiative's members. */
function referencesOf({ document }                                )                    {
  const assigned = textAt(document, 'properties', 'policyDefinitionId');
  const members = arrayAt(document, 'properties', 'policyDefinitions').map((entry) => textAt(entry, 'policyDefinitionId'));
  return [assigned, ...members].filter((id) => id !== undefined);
}

/** Throws unless all that an object names exists at or above its scope (the second text is Azure's). */
function requireReferences(object              , state          )       {
  for (const id of referencesOf(object)) {
    const target = state.policies.get(id.toLowerCase());
    if (target === undefined) throw missing(id);
    if (!isBelow(object.scope, target.scope)) {
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

function missing(id        )        {
  const isInitiative = sameId(parseResourceId(id)?.type ?? '', policySetDefinitionType);
  return notFound$1(isInitiative ? 'policySetDefinitions' : 'policyDefinitions', id);
}

function capital(text        )         {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
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
  if (object.kind === 'policyAssignments') return;
  const removed = parametersOf(existing).filter((name) => !parametersOf(object).includes(name));
  if (removed.length === 0) return;
  const code = object.kind === 'policyDefinitions' ? 'InvalidPolicyParameterUpdate' : 'InvalidPolicySetParameterUpdate';
  throw refusal$1(400, code, `The policy contains parameters '${removed.join(', ')}' which are not present in the update; parameters cannot be removed during policy update.`);
}

function parametersOf({ document }              )                    {
  const parameters = at(document, 'properties', 'parameters');
  return isJsonObject(parameters) ? Object.keys(parameters).map((name) => name.toLowerCase()) : [];
}

/** Policy definitions, initiatives and assignments at any scope: all synchronous (policy-definition-and-assignment.json). */
function policyRoutes(arm     )                   {
  return policyKinds.flatMap((kind) => {
    const list = `/{+scope}/providers/Microsoft.Authorization/${kind}`;
    const pattern = `${list}/{name}`;
    return [
      { method: 'GET', pattern: list, handle: (call         ) => listObjects(arm, call, kind) },
      { method: 'GET', pattern, handle: (call         ) => ({ status: 200, body: requireObject(arm, call, kind).document }) },
      { method: 'PUT', pattern, handle: (call         ) => putObject(arm, call, kind) },
      { method: 'DELETE', pattern, handle: (call         ) => deleteObject(arm, call, kind) },
    ];
  });
}

/** Answers 201 for a change as well as for something new. */
function putObject({ state }     , call         , kind            )                  {
  const [scope, name] = [parameter(call, 'scope'), parameter(call, 'name')];
  const scopeKind = requireScope(scope, state);
  requireWritableScope(kind, scopeKind, scope);
  requireName(kind, name, scopeKind);
  const body = requireBody(call.request);
  requireLengths(kind, name, body);
  const existing = state.policies.get(objectId(call, kind).toLowerCase());
  const writing = { kind, id: existing?.id ?? objectId(call, kind), name: existing?.name ?? name, scope, apiVersion: call.apiVersion, now: call.now };
  const object = completePolicyObject(body, writing, existing);
  requireReadablePolicy(object);
  requireReferences(object, state);
  if (existing !== undefined) requireUpdatable(existing, object);
  requireBindings(object, state);
  state.policies.set(object.id.toLowerCase(), object);
  return { status: 201, body: object.document };
}

/** Absent: 204. An assignment that is gone is shown once more. */
function deleteObject({ state }     , call         , kind            )                  {
  const scope = parameter(call, 'scope');
  requireWritableScope(kind, requireScope(scope, state), scope);
  const object = state.policies.get(objectId(call, kind).toLowerCase());
  if (object === undefined) return { status: 204 };
  requireUnreferenced(object, state);
  state.policies.delete(object.id.toLowerCase());
  return kind === 'policyAssignments' ? { status: 200, body: object.document } : { status: 200 };
}

function listObjects({ state, settings }     , call         , kind            )                  {
  const scope = parameter(call, 'scope');
  requireScope(scope, state);
  const matches = readFilter(call, kind, scope);
  const found = [...state.policies.values()].filter((object) => object.kind === kind && matches(object));
  return page(found.map(({ document }) => document), call, settings);
}

                                                

/**
 * The filters of the list operations (Microsoft Learn, "Policy Assignments - List"): `atExactScope()`, `atScope()`,
 * `policyDefinitionId eq '…'`, `policyType eq '…'`. Without one, a list has what stands at the scope and above, and assignments
 * also below.
 */
function readFilter(call         , kind            , scope        )         {
  const text = call.request.query.get('$filter')?.trim() ?? '';
  const applies         = (object) => isBelow(scope, object.scope);
  if (text === '') return (object) => applies(object) || (kind === 'policyAssignments' && isBelow(object.scope, scope));
  if (/^atScope\(\)$/i.test(text)) return applies;
  if (/^atExactScope\(\)$/i.test(text)) return (object) => sameId(object.scope, scope);
  const [, member, value] = /^(policyDefinitionId|policyType|category) eq '(.*)'$/is.exec(text) ?? [];
  if (member === undefined || value === undefined) {
    throw refusal$1(400, 'InvalidFilterInQueryString', `Invalid filter '${text}' in query string.`);
  }
  const path = member.toLowerCase() === 'category' ? ['metadata', 'category'] : [member];
  return (object) => applies(object) && sameId(textAt(object.document, 'properties', ...path) ?? '', value);
}

function requireObject({ state }     , call         , kind            )               {
  requireScope(parameter(call, 'scope'), state);
  const object = state.policies.get(objectId(call, kind).toLowerCase());
  if (object === undefined) throw notFound$1(kind, parameter(call, 'name'));
  return object;
}

function objectId(call         , kind            )         {
  return formatResourceId(parameter(call, 'scope'), `Microsoft.Authorization/${kind}`, parameter(call, 'name'));
}

/** Azure counts: 128 characters of display name, 512 of description (Microsoft Learn, "Azure Policy definition structure basics"). */
function requireLengths(kind            , name        , body         )       {
  for (const [member, limit] of [['displayName', 128], ['description', 512]]         ) {
    const text = at(body, 'properties', member);
    if (typeof text !== 'string' || text.length <= limit) continue;
    const { noun } = kinds[kind];
    const code = kind === 'policyDefinitions' ? 'InvalidCreatePolicyDefinitionRequest' : kinds[kind].invalid;
    throw refusal$1(400, code, `The ${noun} '${name}' ${member} is invalid: its length ${text.length} exceeds the limit of ${limit} characters.`);
  }
}

/** The pools after the node image of the named one was brought to the newest. */
function upgradeImages(pools                      , name        )                       {
  return pools.map((pool) => {
    if (pool.name !== name) return pool;
    const [, newest] = nodeImages[pool.properties['osType'] === 'Windows' ? 'Windows' : 'Linux'];
    return { ...pool, properties: { ...pool.properties, nodeImageVersion: newest }, etag: newEtag() };
  });
}

/**
 * Lets the time up to `now` pass: ends the operations that are over and draws their consequences. Creating and updating have none,
 * since a provisioning state is read from the operation itself.
 */
function settle(state          , now        )       {
  for (const operation of state.operations.settle(now)) {
    if (operation.kind === 'Deleting') forget(state, operation);
    if (operation.kind === 'UpgradingNodeImageVersion') changePool(state, operation, upgradeImages);
  }
}

/** Removes what was deleted and all that stood in it. */
function forget(state          , operation           )       {
  const { subject } = operation;
  for (const [id, cluster] of state.clusters) {
    if (!isWithin(id, subject)) continue;
    state.clusters.delete(id);
    state.groups.delete(groupId(cluster.made.nodeResourceGroup).toLowerCase());
  }
  for (const id of state.policies.keys()) if (isWithin(id, subject)) state.policies.delete(id);
  state.groups.delete(subject);
  changePool(state, operation, (pools, name) => pools.filter((pool) => pool.name !== name));
}

                                                                                       

/** Does nothing when the operation was not one of a pool, or its cluster is gone. */
function changePool(state          , { subject }           , change             )       {
  const [clusterKey = '', name] = subject.split('/agentpools/');
  const cluster = state.clusters.get(clusterKey);
  if (cluster !== undefined && name !== undefined) state.clusters.set(clusterKey, { ...cluster, pools: change(cluster.pools, name) });
}

/** Azure Resource Manager over an empty store. */
function createArm(options            )          {
  const settings              = { endpoint: options.endpoint, authorityHost: options.authorityHost, pageSize: options.pageSize ?? 100 };
  const arm      = { state: emptyState(options.speed ?? 1), settings };
  const routes = [
    ...subscriptionRoutes, ...resourceGroupRoutes(arm), ...clusterRoutes(arm), ...poolRoutes(arm), ...operationRoutes(arm), ...policyRoutes(arm),
  ];
  return (request) => {
    const requestId = randomUUID();
    const response = answer$1(request, requestId, arm, routes, options);
    return { ...response, headers: { ...commonHeaders(request, requestId), ...response.headers } };
  };
}

function answer$1(request                , requestId        , arm     , routes                  , options            )                  {
  try {
    const now = options.now();
    settle(arm.state, now);
    requireToken(request, options.tokens, arm.settings.authorityHost);
    const apiVersion = requireApiVersion(request);
    const segments = splitPath(request.path);
    if (segments === undefined) throw gatewayRefusal(400, 'BadRequest', `The request path '${request.path}' is not well encoded.`);
    if (segments[0]?.toLowerCase() === 'subscriptions' && segments[1] !== undefined) requireSubscription(segments[1]);
    const matches = matchRoutes(routes, segments);
    const match = matches.find(({ route }) => route.method === request.method);
    if (match === undefined) throw matches.length === 0 ? noRoute(request) : noMethod(request);
    return match.route.handle({ request, parameters: match.parameters, apiVersion, now, requestId });
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown.response;
    throw thrown;
  }
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

function noRoute(request                )          {
  const message = `No HTTP resource was found that matches the request URI '${request.path}'. The sandbox may not cover it yet.`;
  return gatewayRefusal(404, 'InvalidResourceType', message);
}

function noMethod(request                )          {
  return gatewayRefusal(405, 'MethodNotAllowed', `The HTTP method '${request.method}' is not supported at '${request.path}'.`);
}

/** A certificate for loopback with its key, both PEM. The certificate is its own authority. */
                                      
                               
                              
 

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }         ;
const hour = 3_600_000;
const validFor = 3 * 24 * hour;

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
    notBefore: new Date(Date.now() - hour),
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

/** Without an audience GitHub names the repository's owner. */
function issue(options                   , audience               )                  {
  const [owner = ''] = options.repository.split('/');
  const issuedAt = Math.floor(options.now() / 1000);
  const value = signToken(options.key, {
    jti: randomUUID(),
    sub: options.subject,
    aud: audience ?? `https://github.com/${owner}`,
    iss: gitHubIssuer,
    repository: options.repository,
    repository_owner: owner,
    nbf: issuedAt,
    exp: issuedAt + lifetimeSeconds,
    iat: issuedAt,
  });
  return { status: 200, body: { count: value.length, value } };
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
}         ;

                                                  

/** OAuth errors that are answered with 401; the others are 400 (RFC 6749, section 5.2, as Entra does it). */
const unauthorised                      = new Set(['invalid_client']);

/** A failure in Entra's shape: `{error, error_description, error_codes, timestamp, trace_id, correlation_id, error_uri}`. */
function failure$1(code            , text        , now        , correlationId               )                  {
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

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * Entra as far as a workflow meets it: OpenID configuration, instance discovery, and the token endpoint for
 * `client_credentials` with a federated assertion. Paths and shapes: Microsoft identity platform, "client credentials flow".
 */
function createAuthority(options                  )          {
  return (request) => {
    const [first = '', ...rest] = request.path.split('/').slice(1);
    const route = `${request.method} ${rest.join('/')}`.toLowerCase();
    switch (route) {
      case 'get discovery/instance': return instanceDiscovery(options.origin);
      case 'get .well-known/openid-configuration':
      case 'get v2.0/.well-known/openid-configuration':
        return knows(first) ? openIdConfiguration(options.origin) : unknownTenant(options, request, first);
      case 'get discovery/v2.0/keys': return { status: 200, body: { keys: [] } };
      case 'post oauth2/v2.0/token':
        return knows(first) ? token(options, request) : unknownTenant(options, request, first);
      default: return { status: 404 };
    }
  };
}

function token(options                  , request                )                  {
  const field = (name        )         => {
    const value = member(request.body, name);
    return typeof value === 'string' ? value : '';
  };
  const refuse = (code            , text        )                  => failure$1(code, text, options.now(), correlationOf(request));

  const missing = ['grant_type', 'client_id', 'scope', 'client_assertion'].find((name) => field(name) === '');
  if (missing !== undefined) {
    const advice = 'Ensure that you have all the necessary parameters for the login request.';
    return refuse(90014, `The required field '${missing}' is missing from the credential. ${advice}`);
  }
  if (field('grant_type') !== 'client_credentials' || field('client_assertion_type') !== assertionType) {
    return refuse(70003, `The app requested an unsupported grant type '${field('grant_type')}'.`);
  }
  if (field('client_id').toLowerCase() !== clientId) return refuse(700016, unknownClient(field('client_id')));
  const problem = problemOfAssertion(field('client_assertion'), options.credential, options.now());
  if (problem !== undefined) return refuse(problem.code, problem.text);
  const audience = audienceOf(field('scope'));
  if (audience === undefined || !options.resources.includes(audience)) {
    return refuse(70011, `The provided value for the input parameter 'scope' is not valid. The scope '${field('scope')}' is not valid.`);
  }
  return {
    status: 200,
    headers: { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' },
    body: {
      token_type: 'Bearer',
      expires_in: accessTokenLifetime,
      ext_expires_in: accessTokenLifetime,
      access_token: options.tokens.issue(audience),
    },
  };
}

/** `https://management.azure.com//.default` means the audience with its slash; both spellings are in use. */
function audienceOf(scope        )                     {
  return /^(.+?)\/{1,2}\.default$/.exec(scope.split(' ').find((part) => part.endsWith('/.default')) ?? '')?.[1];
}

function knows(tenant        )          {
  return tenant.toLowerCase() === tenantId;
}

function unknownTenant(options                  , request                , tenant        )                  {
  const text = `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. `
    + 'Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.';
  return failure$1(90002, text, options.now(), correlationOf(request));
}

function unknownClient(client        )         {
  return `Application with identifier '${client}' was not found in the directory 'Contoso'. This can happen if the application has not been `
    + 'installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication '
    + 'request to the wrong tenant.';
}

function correlationOf(request                )                {
  return request.headers['client-request-id'] ?? request.query.get('client-request-id');
}

function openIdConfiguration(origin        )                  {
  const base = `${origin}/${tenantId}`;
  return {
    status: 200,
    body: {
      token_endpoint: `${base}/oauth2/v2.0/token`,
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
      jwks_uri: `${base}/discovery/v2.0/keys`,
      response_modes_supported: ['query', 'fragment', 'form_post'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      issuer: `${base}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      tenant_region_scope: null,
      cloud_instance_name: 'microsoftonline.com',
    },
  };
}

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

/** GitHub's form of an error: the status stands in the body too, as text. */
function failure(status        , message        , errors                               )                  {
  const documentation = { documentation_url: 'https://docs.github.com/rest', status: String(status) };
  return { status, body: { message, ...(errors === undefined ? {} : { errors }), ...documentation } };
}

const notFound                  = failure(404, 'Not Found');

/** What a token without the permission is told (docs.github.com, "Troubleshooting the REST API"). */
const notAccessible                  = failure(403, 'Resource not accessible by integration');

/** One page of a list as GitHub gives it: 30 entries unless `per_page` says otherwise, at most 100, linked to its neighbours. */
function pageOf       (request                , all                  , render                          )                  {
  const size = Math.min(100, positive(request.query.get('per_page'), 30));
  const page = positive(request.query.get('page'), 1);
  const body = all.slice((page - 1) * size, page * size).map((entry) => render(entry));
  return { status: 200, ...linkHeader(request, page, Math.ceil(all.length / size)), body };
}

/** The stand-in is reached over plain HTTP on loopback, so the links are, too. */
function linkHeader(request                , page        , last        )                                   {
  const links = Object.entries({ prev: page - 1, next: page + 1, last }).filter(([name, to]) => to >= 1 && to <= last && (name !== 'last' || page < last));
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

/** A comment as the store keeps it. */
                                
                      
                           
                          
                               
                        
                            
                          
                       
 

/** UTF-16 units; what GitHub's own error names. */
const bodyLimit$1 = 65_536;

/** The comments of one repository's pull requests, and the REST endpoints over them. */
class CommentStore {
           #repository        ;
           #comments = new Map                       ();
  #lastId = 1_000;

  /** `repository` is `owner/name`. */
  constructor(repository        ) {
    this.#repository = repository;
  }

  of(pullRequest        )                           {
    return [...this.#comments.values()].filter((comment) => comment.pullRequest === pullRequest);
  }

  byNodeId(nodeId        )                            {
    return [...this.#comments.values()].find((comment) => comment.nodeId === nodeId);
  }

  add(pullRequest        , body        , author        )                {
    this.#lastId += 1;
    const id = this.#lastId;
    const url = `https://github.com/${this.#repository}/pull/${pullRequest}#issuecomment-${id}`;
    const comment                = { id, nodeId: `IC_${id}`, pullRequest, body, author, url };
    this.#comments.set(id, comment);
    return comment;
  }

  /** `GET /repos/{owner}/{repo}/issues/{number}/comments`, oldest first, 30 a page, at most 100. */
  list(pullRequest        , request                )                  {
    return pageOf(request, this.of(pullRequest), (comment) => this.#render(comment));
  }

  /** `POST /repos/{owner}/{repo}/issues/{number}/comments`. */
  create(pullRequest        , request                , author        )                  {
    return readBody$1(request, (body) => ({ status: 201, body: this.#render(this.add(pullRequest, body, author)) }));
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
      const updated = { ...comment, body };
      this.#comments.set(id, updated);
      return { status: 200, body: this.#render(updated) };
    });
  }

  #render(comment               )         {
    const api = `https://api.github.com/repos/${this.#repository}/issues`;
    return {
      id: comment.id,
      node_id: comment.nodeId,
      url: `${api}/comments/${comment.id}`,
      html_url: comment.url,
      issue_url: `${api}/${comment.pullRequest}`,
      body: comment.body,
      user: { login: comment.author, type: comment.author.endsWith('[bot]') ? 'Bot' : 'User' },
    };
  }
}

function readBody$1(request                , accept                                   )                  {
  if (request.body instanceof MalformedBody) return failure(400, 'Problems parsing JSON');
  const body = textAt(request.body, 'body');
  if (body === undefined) return failure(422, 'Invalid request.\n\n"body" wasn\'t supplied.');
  if (body.length <= bodyLimit$1) return accept(body);
  const message = `Body is too long (maximum is ${bodyLimit$1} characters)`;
  return failure(422, 'Validation Failed', [{ resource: 'IssueComment', code: 'unprocessable', field: 'data', message }]);
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
    if (files === undefined) return failure(404, `No commit found for the ref ${ref}`);
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

const knownQuery = /nodes\(ids: ?\$ids\) ?\{ ?\.\.\. on (?:IssueComment|PullRequestReviewComment) \{ ?id viewerDidAuthor ?\}/;

/** What the query asks about: a comment on a pull request, or on a line of its diff. */
                
                          
                          
 
/** GitHub's limit of ids in one `nodes` query. */
const idLimit = 100;

/**
 * `POST /graphql` for the one query that is asked: `nodes(ids: $ids) { ... on IssueComment { id viewerDidAuthor } }`, or of `PullRequestReviewComment`.
 * Any other query gets an error as GraphQL gives them, with status 200.
 */
function answerQuery(request                , viewer        , find                                      )                  {
  const query = (textAt(request.body, 'query') ?? '').replace(/\s+/g, ' ');
  if (!knownQuery.test(query)) return errors('The stand-in does not know this query.');
  const ids = arrayAt(request.body, 'variables', 'ids');
  if (ids.length > idLimit) return errors(`You may not provide more than ${idLimit} node ids; you provided ${ids.length}.`);
  const comments = ids.map((id) => (typeof id === 'string' ? find(id) : undefined));
  const nodes = comments.map((comment) => (comment === undefined ? null : { id: comment.nodeId, viewerDidAuthor: comment.author === viewer }));
  const missing = comments.indexOf(undefined);
  if (missing >= 0) return errors(`Could not resolve to a node with the global id of '${String(ids[missing])}'`, { nodes });
  return { status: 200, body: { data: { nodes } } };
}

function errors(message        , data                = null)                  {
  return { status: 200, body: { data, errors: [{ message }] } };
}

/** A pull request as a test or a demo puts it. */
                                     
                           
                           
                                       
                                              
                                                                  
                                   
                           
                        
                                     
 

                                  
                            
                                                                
                                                                                                         
                          
 

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
    if (pull === undefined) return notFound;
    const { author = 'octocat', baseSha, headSha, headRepository = this.#repository, state = 'open' } = pull;
    return {
      status: 200,
      body: {
        number,
        state,
        user: { login: author, type: author.endsWith('[bot]') ? 'Bot' : 'User' },
        html_url: `https://github.com/${this.#repository}/pull/${number}`,
        base: { ref: 'main', sha: baseSha, repo: { full_name: this.#repository } },
        head: { ref: 'change', sha: headSha, repo: { full_name: headRepository } },
      },
    };
  }

  /** `GET /repos/{owner}/{repo}/pulls/{number}/files`, in pages. */
  files(number        , request                )                  {
    const pull = this.#pulls.get(number);
    return pull === undefined ? notFound : pageOf(request, pull.files ?? [], (file) => ({ sha: '0'.repeat(40), ...file }));
  }
}

/** The lines of the new file that a patch shows: those that a comment may stand on. */
function rightLines(patch        )                      {
  const lines = new Set        ();
  let next = 0;
  for (const line of patch.split('\n')) {
    const start = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line)?.[1];
    if (start !== undefined) next = Number(start);
    else if (line.startsWith('+') || line.startsWith(' ')) lines.add(next++);
  }
  return lines;
}

/** A rate limit to play (docs.github.com, "Rate limits for the REST API"). */
                            
                                                                                   
                                         
                                   
                             
                                           
                            
                 
                               
 

/** What GitHub answers under the limit, with the headers that it sends. */
function rateLimited({ kind, status, retryAfter }           )                  {
  const message = kind === 'primary' ? 'API rate limit exceeded for installation ID 1.' : 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
  // The end of the window in seconds since 1970; long past, as the stand-in has no clock.
  const primary = { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1700000000' };
  const after = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return { ...failure(status, message), headers: { ...(kind === 'primary' ? primary : {}), ...after } };
}

/** A comment on a line of a pull request's diff, as the store keeps it. */
                                      
                      
                           
                          
                               
                                 
                          
                        
                        
                          
                        
                            
                          
 

/** A review as it was sent. */
                               
                      
                               
                        
                          
 

                                                                      

/** UTF-16 units, as for any comment. */
const bodyLimit = 65_536;

/** The reviews of one repository's pull requests and their comments. */
class ReviewStore {
           #repository        ;
           #pulls                  ;
           #reviews                 = [];
           #comments                        = [];
  #lastId = 5_000;

  /** `repository` is `owner/name`. */
  constructor(repository        , pulls                  ) {
    this.#repository = repository;
    this.#pulls = pulls;
  }

  reviewsOf(pullRequest        )                          {
    return this.#reviews.filter((review) => review.pullRequest === pullRequest);
  }

  commentsOf(pullRequest        )                                 {
    return this.#comments.filter((comment) => comment.pullRequest === pullRequest);
  }

  byNodeId(nodeId        )                                  {
    return this.#comments.find((comment) => comment.nodeId === nodeId);
  }

  /** A comment that somebody wrote, whatever the diff says. */
  add(pullRequest        , comment            , author        , review = this.#startReview(pullRequest, '', author).id)                      {
    this.#lastId += 1;
    const commit = this.#pulls.find(pullRequest)?.headSha ?? '';
    const { path, line, body } = comment;
    const stored = { id: this.#lastId, nodeId: `PRRC_${this.#lastId}`, pullRequest, review, path, line, commit, body, author };
    this.#comments.push(stored);
    return stored;
  }

  /** `GET /repos/{owner}/{repo}/pulls/{number}/comments`, in pages. */
  list(pullRequest        , request                )                  {
    if (this.#pulls.find(pullRequest) === undefined) return notFound;
    return pageOf(request, this.commentsOf(pullRequest), (comment) => this.#render(comment));
  }

  /** `POST /repos/{owner}/{repo}/pulls/{number}/comments`: one comment, in a review of its own. */
  createComment(pullRequest        , request                , author        )                  {
    const refusal = this.#refuse(pullRequest, request, [request.body]);
    if (refusal !== undefined) return refusal;
    const [comment] = commentsIn([request.body]);
    return comment === undefined ? unprocessable('body') : { status: 201, body: this.#render(this.add(pullRequest, comment, author)) };
  }

  /** `POST /repos/{owner}/{repo}/pulls/{number}/reviews`: all of its comments, or none when one of them cannot be placed. */
  createReview(pullRequest        , request                , author        )                  {
    const refusal = this.#refuse(pullRequest, request, arrayAt(request.body, 'comments'));
    if (refusal !== undefined) return refusal;
    const body = textAt(request.body, 'body') ?? '';
    if (textAt(request.body, 'event') !== 'COMMENT') return unprocessable('The stand-in knows reviews with event COMMENT only');
    if (body === '') return unprocessable('Body can’t be blank');
    const review = this.#startReview(pullRequest, body, author);
    for (const comment of commentsIn(arrayAt(request.body, 'comments'))) this.add(pullRequest, comment, author, review.id);
    const url = `https://github.com/${this.#repository}/pull/${pullRequest}#pullrequestreview-${review.id}`;
    return { status: 200, body: { id: review.id, state: 'COMMENTED', body, html_url: url, user: { login: author } } };
  }

  #startReview(pullRequest        , body        , author        )               {
    this.#lastId += 1;
    const review = { id: this.#lastId, pullRequest, body, author };
    this.#reviews.push(review);
    return review;
  }

  #refuse(pullRequest        , request                , comments                    )                              {
    const pull = this.#pulls.find(pullRequest);
    if (pull === undefined) return notFound;
    if (request.body instanceof MalformedBody) return failure(400, 'Problems parsing JSON');
    if (!this.#pulls.hasCommit(pullRequest, textAt(request.body, 'commit_id') ?? pull.headSha)) return unprocessable('commit_id is not part of the pull request');
    const places = new Map((pull.files ?? []).map((file) => [file.filename, rightLines(file.patch ?? '')]));
    const read = commentsIn(comments);
    if (read.length < comments.length) return unprocessable('A comment needs path, line, side RIGHT and body');
    if (read.some(({ path }) => !places.has(path))) return unprocessable('Path could not be resolved');
    if (read.some(({ path, line }) => places.get(path)?.has(line) !== true)) return unprocessable('Line could not be resolved');
    return read.some(({ body }) => body.length > bodyLimit) ? unprocessable(`Body is too long (maximum is ${bodyLimit} characters)`) : undefined;
  }

  #render(comment                     )         {
    return {
      id: comment.id,
      node_id: comment.nodeId,
      pull_request_review_id: comment.review,
      path: comment.path,
      line: comment.line,
      side: 'RIGHT',
      commit_id: comment.commit,
      body: comment.body,
      html_url: `https://github.com/${this.#repository}/pull/${comment.pullRequest}#discussion_r${comment.id}`,
      user: { login: comment.author, type: comment.author.endsWith('[bot]') ? 'Bot' : 'User' },
    };
  }
}

/** Those that are whole: a path, a line of the right side, a text. */
function commentsIn(values                    )                        {
  return values.flatMap((value) => {
    const [path, body, line] = [textAt(value, 'path'), textAt(value, 'body'), member(value, 'line')];
    const whole = path !== undefined && body !== undefined && body !== '' && typeof line === 'number' && (textAt(value, 'side') ?? 'RIGHT') === 'RIGHT';
    return whole ? [{ path, line, body }] : [];
  });
}

/** GitHub's answer to a review that it cannot place: the reasons stand in `errors` as plain texts. */
function unprocessable(reason        )                  {
  return failure(422, 'Unprocessable Entity', [reason]);
}

/** The part of GitHub that this project talks to, over a store in memory. Reached over plain HTTP. */
                                
                                                                                                      
                           
                                                      
                                                          
                                                                                                              
                                                         
                                               
                                                           
                                                                   
                                                                 
                                                                                   
                                                        
                                                                      
                                                                                                                                      
                                                     
                                    
 

const workflowLogin = 'github-actions[bot]';

function createGitHubStandIn(options                      )                {
  const { repository, permission, login = workflowLogin } = options;
  const comments = new CommentStore(repository);
  const files = new FileStore(options.treeLimit);
  const pulls = new PullRequestStore(repository);
  const reviews = new ReviewStore(repository, pulls);
  let limit                       ;

  function route(method        , path        , request                )                  {
    if (method === 'POST' && path === '/graphql') return answerQuery(request, login, (nodeId) => comments.byNodeId(nodeId) ?? reviews.byNodeId(nodeId));
    if (method === 'GET' && path === '/user') return login === workflowLogin ? notAccessible : { status: 200, body: { login, type: 'User' } };
    const [, owner, name, rest = ''] = /^\/repos\/([^/]+)\/([^/]+)\/(.*)$/s.exec(path) ?? [];
    return `${owner}/${name}`.toLowerCase() === repository.toLowerCase() ? routeRepository(method, rest, request) : notFound;
  }

  function routeRepository(method        , path        , request                )                  {
    const file = /^contents(?:\/|$)(.*)$/s.exec(path)?.[1];
    if (file !== undefined && method === 'GET') return files.get(request.query.get('ref') ?? 'main', file);
    const [, kind, sha = ''] = /^git\/(trees|blobs)\/([^/]+)$/.exec(path) ?? [];
    if (kind !== undefined && method === 'GET') return kind === 'blobs' ? files.blob(sha) : files.tree(sha, request.query.has('recursive'));
    if (path.startsWith('pulls/')) return routePull(method, path, request);
    const pullRequest = numberIn(/^issues\/(\d+)\/comments$/, path);
    const id = numberIn(/^issues\/comments\/(\d+)$/, path);
    if (pullRequest !== undefined && method === 'GET') return comments.list(pullRequest, request);
    if (id !== undefined && method === 'GET') return comments.get(id);
    const writes = (pullRequest !== undefined && method === 'POST') || (id !== undefined && method === 'PATCH');
    if (writes && permission === 'read') return notAccessible;
    if (pullRequest !== undefined && method === 'POST') return comments.create(pullRequest, request, login);
    if (id !== undefined && method === 'PATCH') return comments.update(id, request);
    return notFound;
  }

  function routePull(method        , path        , request                )                  {
    const [, digits, rest = ''] = /^pulls\/(\d+)(?:\/(files|comments|reviews))?$/.exec(path) ?? [];
    if (digits === undefined) return notFound;
    const number = Number(digits);
    switch (`${method} ${rest}`) {
      case 'GET ':
        return pulls.get(number);
      case 'GET files':
        return pulls.files(number, request);
      case 'GET comments':
        return reviews.list(number, request);
      case 'POST comments':
        return permission === 'read' ? notAccessible : reviews.createComment(number, request, login);
      case 'POST reviews':
        return permission === 'read' ? notAccessible : reviews.createReview(number, request, login);
      default:
        return notFound;
    }
  }

  /** The answer while a limit holds. */
  function limited()                              {
    if (limit === undefined || limit.requests <= 0) return undefined;
    limit = { ...limit, requests: limit.requests - 1 };
    return rateLimited(limit);
  }

  return {
    handle(request) {
      const refusal = refuseToken(request.headers['authorization'], options.token) ?? limited();
      const path = decodePath(request.path);
      return refusal ?? (path === undefined ? failure(400, 'Bad Request') : route(request.method, path, request));
    },
    comments: (pullRequest) => comments.of(pullRequest),
    addComment: (pullRequest, { body, author }) => comments.add(pullRequest, body, author),
    putFile: (ref, path, text) => files.put(ref, path, text),
    putLink: (ref, path, target) => files.put(ref, path, target, true),
    putPullRequest: (number, pull) => pulls.put(number, pull),
    reviews: (pullRequest) => reviews.reviewsOf(pullRequest),
    reviewComments: (pullRequest) => reviews.commentsOf(pullRequest),
    addReviewComment: (pullRequest, comment) => reviews.add(pullRequest, comment, comment.author),
    limitRate: (wanted) => {
      limit = wanted;
    },
  };
}

function refuseToken(header                    , token        )                              {
  if (header === undefined) return failure(401, 'Requires authentication');
  const given = /^(?:token|bearer) (.+)$/i.exec(header)?.[1];
  return given === token ? undefined : failure(401, 'Bad credentials');
}

/** The path without Enterprise Server's prefix, decoded; undefined when its encoding is broken. */
function decodePath(path        )                     {
  try {
    return decodeURIComponent(path.replace(/^\/api\/v3(?=\/)/, '').replace(/^\/api(?=\/graphql$)/, ''));
  } catch {
    return undefined;
  }
}

function numberIn(pattern        , path        )                     {
  const found = pattern.exec(path)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** One request that a server of the sandbox answered. */
                                  
                              
                          
                                
                        
                          
                                                                    
                                                     
                                                            
                          
 

/** What was asked of a sandbox so far, without the secrets that were presented. */
                          
                                                    
                      
                                    
 

function createHistory()          {
  const requests                    = [];
  return {
    add(server, { method, path, status, headers, body }) {
      const { authorization } = headers;
      const shown = authorization === undefined ? headers : { ...headers, authorization: authorization.split(' ')[0] ?? '' };
      requests.push({ server, method, path, status, headers: shown, ...(body === undefined ? {} : { body: withoutAssertion(body) }) });
    },
    all: () => [...requests],
  };
}

/** A client assertion is a credential for as long as it is valid. */
function withoutAssertion(body         )          {
  if (typeof body !== 'object' || body === null || !('client_assertion' in body)) return body;
  return { ...body, client_assertion: '***' };
}

/** Deeper than any Azure document; what is deeper is an attack on recursion. */
const maximumDepth = 100;

/**
 * Reads a request body by its content type: a form as an object of texts, everything else as JSON, which ARM assumes when no
 * type is named. An empty body is `undefined`, an unreadable one a `MalformedBody`.
 */
function parseBody(text        , contentType        )          {
  if (text === '') return undefined;
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) return Object.fromEntries(new URLSearchParams(text));
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
  const handler = options.createHandler(origin);
  server.on('request', (incoming, outgoing) => {
    void answer(handler, incoming, outgoing, options.onAnswer);
  });
  return {
    origin,
    stop: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
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
  onAnswer                           ,
)                {
  const target = incoming.url ?? '/';
  const method = incoming.method ?? 'GET';
  const headers = flatten(incoming);
  const bytes = await readBody(incoming);
  // A client that hung up while sending wants no answer.
  if (bytes === 'aborted') return;
  const body = bytes === 'tooLarge' ? undefined : parseBody(bytes.toString('utf8'), headers['content-type'] ?? '');
  const response = bytes === 'tooLarge' ? tooLarge : respond(handler, toRequest(method, target, headers, body));
  onAnswer({ method, path: target, status: response.status, headers, body: body instanceof MalformedBody ? undefined : body });
  send(outgoing, method, response);
}

                                                                            

function refusal(status        , code        , message        )             {
  return { status, text: JSON.stringify({ error: { code, message } }) };
}

const tooLarge = {
  ...refusal(413, 'RequestEntityTooLarge', `The request content size exceeds the maximum size of ${maximumBodyBytes} bytes.`),
  headers: { connection: 'close' },
};

/** A handler that throws is a bug of ours; the caller sees what Azure shows in that case, and the server lives on. */
function respond(handler         , request                )             {
  try {
    const { body, ...rest } = handler(request);
    return { ...rest, text: body === undefined ? '' : JSON.stringify(body) };
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

function readBody(incoming                 )                                           {
  return new Promise((resolve) => {
    const chunks           = [];
    let size = 0;
    incoming.on('data', (chunk        ) => {
      size += chunk.length;
      if (size > maximumBodyBytes) resolve('tooLarge');
      else chunks.push(chunk);
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks)));
    incoming.on('error', () => resolve('aborted'));
    incoming.on('close', () => resolve('aborted'));
  });
}

function send(outgoing                , method        , { status, headers, text }            )       {
  const type = text === '' ? {} : { 'content-type': 'application/json; charset=utf-8' };
  const length = status === 204 ? {} : { 'content-length': Buffer.byteLength(text) };
  outgoing.writeHead(status, { ...type, ...headers, ...length });
  outgoing.end(method === 'HEAD' ? undefined : text);
}

/** How a sandbox is started. Everything has a default. */
                                 
                                                                                         
                            
                                  
                               
                                                                       
                          
                                                  
                               
                                                                                                    
                            
                                                                              
                                     
                                                                     
                                                
 

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

/** Starts the sandbox on 127.0.0.1. Rejects when a port is taken; what was started until then is stopped. */
async function startSandbox(options                 = {})                   {
  const repository = options.repository ?? 'contoso/platform';
  const subject = options.subject ?? `repo:${repository}:pull_request`;
  const [oidcRequestToken, githubToken] = [randomSecret(), `ghs_${randomSecret()}`];
  const certificate = await makeLoopbackCertificate();
  const issuer = makeSigningKey('sandbox-github');
  const tokens = createAccessTokens(now);
  const github = createGitHubStandIn({ repository, token: githubToken, permission: options.commentPermission ?? 'write' });
  const oidc = createGitHubOidc({ key: issuer, requestToken: oidcRequestToken, repository, subject: options.presentedSubject ?? subject, now });
  const history = createHistory();
  const servers                  = [];
  const start = async (server            , listening                                 )                  => {
    const running = await listen({ ...listening, onAnswer: (exchange) => history.add(server, exchange) });
    servers.push(running);
    return running.origin;
  };
  const stop = async ()                => {
    await Promise.all(servers.map((server) => server.stop()));
  };

  try {
    const resources = [...armAudiences];
    const authorityHost = await start('authority', {
      port: options.authorityPort ?? 0,
      certificate,
      createHandler: (origin) => createAuthority({ origin, resources, credential: { key: issuer, subject }, tokens, now }),
    });
    const armEndpoint = await start('arm', {
      port: options.armPort ?? 0,
      certificate,
      createHandler: (endpoint) => createArm({ endpoint, authorityHost, tokens, now, speed: options.speed ?? 1 }),
    });
    resources.push(armEndpoint);
    const githubApiUrl = await start('github', {
      port: options.githubPort ?? 0,
      createHandler: () => (request) => (request.path === oidcPath ? oidc(request) : github.handle(request)),
    });
    return {
      armEndpoint,
      authorityHost,
      githubApiUrl,
      oidcRequestUrl: `${githubApiUrl}${oidcPath}?api-version=2.0`,
      oidcRequestToken,
      githubToken,
      caCertificate: certificate.certificate,
      tenantId,
      clientId,
      subscriptionId,
      repository,
      github,
      accessToken: () => tokens.issue(armEndpoint),
      requests: () => history.all(),
      stop,
    };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

function now()         {
  return Date.now();
}

function randomSecret()         {
  return randomBytes(24).toString('base64url');
}

/** A sandbox whose certificate lies in a file, as `NODE_EXTRA_CA_CERTS` and other tools want it. */
                              
                            
                          
                          
                                      
 

/** Runs the sandbox until interrupted. The first line of standard output is JSON with its endpoints, the rest is for people. */
async function sandbox(options                       , tools              )                  {
  const open = await openSandbox(options);
  tools.write(`${JSON.stringify(endpointsOf(open))}\n`);
  tools.write(`${howToUse(open)}\n`);
  await untilCancelled(tools.signal);
  await open.close();
  return 0;
}

/** Starts a sandbox and writes its certificate. A port that is taken is the user's to change. */
async function openSandbox(options                       )                       {
  const folder = await mkdtemp(join(tmpdir(), 'aks-isolation-sandbox-'));
  const { armPort, authorityPort, githubPort, speed } = options;
  try {
    const started = await startSandbox({ armPort, authorityPort, githubPort, speed });
    const caFile = join(folder, 'ca.pem');
    await writeFile(caFile, started.caCertificate);
    const close = async ()                => {
      await started.stop();
      await rm(folder, { recursive: true, force: true });
    };
    return { sandbox: started, folder, caFile, close };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw new UserError(`The sandbox cannot start: ${messageOf(error)}. Is a port taken? Choose others, or none for free ones.`, { cause: error });
  }
}

/** What the first line of output holds. Members are added, never renamed. */
function endpointsOf({ sandbox: running, caFile }             )                                   {
  return {
    armEndpoint: running.armEndpoint,
    authorityHost: running.authorityHost,
    githubApiUrl: running.githubApiUrl,
    oidcRequestUrl: running.oidcRequestUrl,
    oidcRequestToken: running.oidcRequestToken,
    caFile,
    token: running.accessToken(),
    githubToken: running.githubToken,
    tenantId: running.tenantId,
    clientId: running.clientId,
    subscriptionId: running.subscriptionId,
    repository: running.repository,
  };
}

function howToUse({ sandbox: running, caFile }             )         {
  return [
    '',
    'The sandbox runs until you press Ctrl-C. In another shell:',
    '',
    `  export NODE_EXTRA_CA_CERTS=${caFile} CURL_CA_BUNDLE=${caFile} REQUESTS_CA_BUNDLE=${caFile}`,
    `  export ACTIONS_ID_TOKEN_REQUEST_URL='${running.oidcRequestUrl}' ACTIONS_ID_TOKEN_REQUEST_TOKEN=${running.oidcRequestToken}`,
    '  aks-isolation deploy --resource-group demo --cluster-name demo --location westeurope --poll-interval 1 \\',
    `    --subscription-id ${running.subscriptionId} --tenant-id ${running.tenantId} --client-id ${running.clientId} \\`,
    `    --arm-endpoint ${running.armEndpoint} --authority-host ${running.authorityHost}`,
    '',
    `  curl --header "authorization: Bearer $TOKEN" '${running.armEndpoint}/subscriptions?api-version=2022-12-01'   # TOKEN: "token" of the first line`,
  ].join('\n');
}

async function untilCancelled(signal             )                {
  if (signal.aborted) return;
  await new Promise      ((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

export { howToUse, openSandbox, sandbox, untilCancelled };

const { createHash } = globalThis.process.getBuiltinModule('node:crypto');
import { UserError, isJsonObject } from './ground.js';
import { AzureError } from './arm-error.js';

/** sha256 over a plan's substance; the order of members does not matter. */
function hashOf(plan         )         {
  return createHash('sha256').update(canonical(plan)).digest('hex');
}

/** Enough of the same to tell contents apart. */
function shortHash(value         )         {
  return hashOf(value).slice(0, 32);
}

/** Stops a run whose plan is no longer the approved one. Call before the first write. */
function checkApproved(approved                    , actual        )       {
  if (approved === undefined || approved === actual) return;
  throw new UserError(
    `The plan has changed since it was approved (plan-hash ${approved.slice(0, 12)}… was approved, ${actual.slice(0, 12)}… is it now); nothing was written. ` +
      'Run with "dry-run" again, look at the new plan and approve that one.',
  );
}

function canonical(value         )         {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).filter(([, child]) => child !== undefined).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([name, child]) => `${JSON.stringify(name)}:${canonical(child)}`).join(',')}}`;
}

/** A guid made of a text, the same each time (RFC 4122 in form, version 5). */
function guidOf(text        )         {
  const digest = createHash('sha256').update(text).digest('hex');
  return [digest.slice(0, 8), digest.slice(8, 12), `5${digest.slice(13, 16)}`, `8${digest.slice(17, 20)}`, digest.slice(20, 32)].join('-');
}

/**
 * What to do about refusals of Azure, by code. Sources: AKS troubleshooting articles (SupportArticles-docs), the threads named in
 * docs/deploy.md. A code that is not here is shown with Azure's own words alone.
 */
const advice                                   = {
  invalidnetworkisolatedclusterconfiguration: 'Azure refuses this combination for an isolated cluster; on a living cluster the artifact source must be Cache and every pool reimaged before the outbound type may change.',
  bootstrapartifactsourcenotallowed: 'The artifact source cannot be set so on this cluster: clusters with a service principal need a managed identity first.',
  k8sversionnotsupported: 'Choose a version that the region offers: az aks get-versions --location <location>.',
  agentpoolk8sversionnotsupported: 'Choose a version that the region offers: az aks get-versions --location <location>.',
  operationnotallowed: 'Another operation works on the cluster; run again when it has ended (az aks show … --query provisioningState).',
  etagmismatch: 'Somebody else changed the cluster meanwhile; run again.',
  preconditionfailed: 'Somebody else changed the cluster meanwhile; run again.',
  throttled: 'Azure Kubernetes Service throttles; run again in a few minutes.',
  subscriptionrequeststhrottled: 'Azure Resource Manager throttles this subscription; run again in a few minutes.',
  aksoperationpreempted: 'A later operation replaced this one; run again to see where the cluster stands.',
  requestdisallowedbypolicy: 'A policy refuses the cluster or something that AKS makes for it: mend the specification, or ask the owner of the assignment named above for an exemption.',
  authorizationfailed: 'The identity lacks a role: deploying needs Azure Kubernetes Service Contributor and, to create the resource group, Contributor; assigning needs Resource Policy Contributor at the definition scope and the assignment scope.',
  linkedauthorizationfailed: 'The identity may change the cluster but not something it refers to; grant it a role there.',
  missingsubscriptionregistration: 'Register the provider once: az provider register --namespace Microsoft.ContainerService --wait.',
  quotaexceeded: 'The region has too little quota for these nodes: choose a smaller "node-size" or "node-count", or ask for quota.',
  insufficientvcpuquota: 'The region has too little quota for these nodes: choose a smaller "node-size" or "node-count", or ask for quota.',
  skunotavailable: 'The region does not offer this size to the subscription: choose another "node-size" (az vm list-skus --location <location>).',
  subscriptionnotfound: 'Check "subscription-id", and that the identity has a role in that subscription.',
  invalidauthenticationtokentenant: 'The token belongs to another tenant than the subscription: check "tenant-id" and "subscription-id".',
};

/** A sentence on what to do about a code, or undefined. Sub-codes (`Code/SubCode`) fall back to their code. */
function adviceFor(code        )                     {
  const [main = '', sub = ''] = code.toLowerCase().split('/');
  return advice[sub] ?? advice[main];
}

/** Adds to Azure's words what to do about them, where that is known. */
function withAdvice(error         )        {
  if (!(error instanceof AzureError)) return error instanceof Error ? error : new Error(String(error));
  const advice = adviceFor(error.code);
  if (advice === undefined) return error;
  const { status, code, correlationId, body } = error;
  return new AzureError(`${error.message} ${advice}`, { status, code, correlationId, body, cause: error });
}

export { checkApproved, guidOf, hashOf, shortHash, withAdvice };

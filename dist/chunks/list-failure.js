import { AzureError } from './arm-error.js';

/**
 * What a failed list says of the resources it would have shown: that there are none, or why they cannot be seen. Undefined when it
 * says nothing (Azure is down, the credential is bad): then the run cannot go on.
 *
 * - `MissingSubscriptionRegistration`, 409: the provider is not registered in the subscription, where it then made nothing
 *   (nforgeio/neonKUBE issue 1670 shows status and text). `SubscriptionNotRegistered`: the same in the words of some providers.
 * - `InvalidResourceNamespace`, 404: this cloud does not have the provider.
 * - `NoRegisteredProviderFound`, 400, and `InvalidResourceType`, 404: no such type, or not in the API version asked for. In the second
 *   case Azure names the ones it supports ("The supported api-versions are '…'"), and there may be resources. Their texts: Azure's
 *   article "Resolve errors for resource provider registration", Azure/azure-cli-extensions issue 5816.
 */
function meaningOf(error         )                                                                   {
  if (!(error instanceof AzureError)) return undefined;
  const { code, status, message } = error;
  if (/^(MissingSubscriptionRegistration|SubscriptionNotRegistered|InvalidResourceNamespace)$/i.test(code)) return { isNone: true };
  if (/^(NoRegisteredProviderFound|InvalidResourceType)$/i.test(code)) return /supported api-versions are/i.test(message) ? { why: message } : { isNone: true };
  const isLasting = status >= 400 && status < 500 && ![401, 408, 429].includes(status);
  return isLasting ? { why: message } : undefined;
}

/** Whether a list failed because what it was to be of is gone: somebody deleted it since it was seen. */
function isGone(error         )          {
  return error instanceof AzureError && error.status === 404 && /^(ResourceNotFound|ParentResourceNotFound|ResourceGroupNotFound)$/i.test(error.code);
}

export { isGone, meaningOf };

import { support, type AdviceRow } from './advice-row.ts';

/** Refusals of Azure around the cluster. */
export const platformAdvice: readonly AdviceRow[] = [
  { codes: ['SubscriptionRequestsThrottled'], source: 'Azure documentation, "Understand how Azure Resource Manager throttles requests"', advice: 'Azure Resource Manager throttles this subscription; run again in a few minutes.' },
  {
    codes: ['RequestDisallowedByPolicy'], source: support('RequestDisallowedByPolicy'),
    advice: 'A policy refuses the cluster or something that AKS makes for it: mend the specification, or ask the owner of the assignment named above for an exemption, and run again; a cluster that was left behind is reconciled.',
  },
  {
    codes: ['AuthorizationFailed'], source: 'Azure documentation, "Azure built-in roles"',
    advice: 'The identity lacks a role: deploying needs Contributor, and for role assignments Role Based Access Control Administrator; assigning needs Resource Policy Contributor at the definition scope and the assignment scope. Grant it where the message says, and give it some minutes.',
  },
  { codes: ['LinkedAuthorizationFailed'], source: support('LinkedAuthorizationFailed'), advice: 'The identity may change the cluster but not something it refers to (a subnet, an identity, a zone); grant it a role there, the message names the action.' },
  { codes: ['ScopeLocked'], source: 'Azure documentation, "Lock your resources to protect your infrastructure"', advice: 'A lock forbids the write: ask its owner to remove it for the time of the deployment (az lock list --resource-group <group>), and run again.' },
  {
    codes: ['InUsePrefixCannotBeDeleted', 'InUseSubnetCannotBeDeleted'], source: 'Azure/AgentBaker, e2e tests (subnets are merged and tried again)',
    advice: 'Something still lives in the subnet: leave its address prefix as it is, or move what lives there, and run again.',
  },
  { codes: ['MissingSubscriptionRegistration', 'SubscriptionNotRegistered'], source: 'Azure documentation, "Resolve errors for resource provider registration"', advice: 'Register the provider that the message names once (az provider register --namespace <namespace> --wait), and run again.' },
  { codes: ['SubscriptionNotFound'], source: 'Azure documentation, "Troubleshoot common Azure deployment errors"', advice: 'Check "subscription-id", and that the identity has a role in that subscription.' },
  { codes: ['InvalidAuthenticationTokenTenant'], source: 'Azure documentation, "Troubleshoot common Azure deployment errors"', advice: 'The token belongs to another tenant than the subscription: check "tenant-id" and "subscription-id".' },
];

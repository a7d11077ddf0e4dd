import type { PolicyKind } from '../state.ts';
import { refusal, type Refusal } from '../http/refusal.ts';
import type { ScopeKind } from './scopes.ts';

/** What differs between definitions, initiatives, assignments and exemptions. */
export interface KindTraits {
  /** In Azure's words. */
  readonly noun: string;
  /** The code of a 404; the first is of errors.json, the others by analogy and from public CLI output. */
  readonly notFound: string;
  /** The code of a body that is refused. */
  readonly invalid: string;
  /** The code of a name that is refused. */
  readonly invalidName: string;
  /** Where it can be written. */
  readonly scopes: ReadonlySet<ScopeKind>;
}

const definitionScopes: ReadonlySet<ScopeKind> = new Set(['managementGroup', 'subscription']);
const everywhere: ReadonlySet<ScopeKind> = new Set(['managementGroup', 'subscription', 'resourceGroup', 'resource']);

export const kinds: Readonly<Record<PolicyKind, KindTraits>> = {
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

export function notFound(kind: PolicyKind, name: string): Refusal {
  const { noun, notFound: code } = kinds[kind];
  return refusal(404, code, `The ${noun} '${name}' could not be found.`);
}

/** 24 characters for an assignment at a management group, else 64 (azure-policy-language.md; the text is Azure's for assignments). */
export function requireName(kind: PolicyKind, name: string, scope: ScopeKind): void {
  const limit = kind === 'policyAssignments' && scope === 'managementGroup' ? 24 : 64;
  const { noun, invalidName: code } = kinds[kind];
  if (name.length > limit) {
    throw refusal(400, code, `The ${noun} name '${name}' is invalid. The ${noun} name length must not exceed '${limit}' characters.`);
  }
  if (/[<>*%&:\\?+/]/.test(name) || name.endsWith('.') || name.endsWith(' ')) {
    throw refusal(400, code, `The ${noun} name '${name}' is invalid. It contains a character that is not allowed or ends with a period or a blank.`);
  }
}

/** Definitions and initiatives live at subscriptions and management groups; nothing can be written at the tenant. */
export function requireWritableScope(kind: PolicyKind, scope: ScopeKind, path: string): void {
  if (kinds[kind].scopes.has(scope)) return;
  if (scope === 'tenant') {
    const what = `perform action 'Microsoft.Authorization/${kind}/write' over scope '${path}'`;
    throw refusal(403, 'AuthorizationFailed', `The client does not have authorization to ${what} or the scope is invalid.`);
  }
  throw refusal(400, 'InvalidScope', `A ${kinds[kind].noun} can be created at a subscription or a management group only; '${path}' is neither.`);
}

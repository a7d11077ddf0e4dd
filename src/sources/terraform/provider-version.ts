import { arrayAt, member, textAt } from '../../arm/json.ts';
import type { Configuration } from './plan/configuration.ts';

/** The version of the provider azurerm, and who says so. */
export interface ProviderVersion {
  readonly version: string;
  readonly from: 'input' | 'lock file' | 'assumed';
}

/**
 * The newest releases known here, per major: the last of 3.x (learn.microsoft.com, "Terraform AzureRM provider version history: 3.0.0 - 3.116.0"), the
 * one of 4.x that brought `azurerm_kubernetes_automatic_cluster`, and 5.6.0 (named by public lock files of September 2026).
 */
const newest: Readonly<Record<string, string>> = { 3: '3.116.0', 4: '4.81.0', 5: '5.6.0' };

/**
 * The version in the text of a `.terraform.lock.hcl`; undefined when azurerm is not in it. Mirrors and registries of one's own stand before the
 * name, as does OpenTofu's.
 */
export function lockedVersion(lockFile: string): string | undefined {
  const block = /^[ \t]*provider[ \t]+"(?:[^"\n]{0,200}\/)?hashicorp\/azurerm"[ \t]*\{([^}]{0,20000})/m.exec(lockFile)?.[1];
  return block === undefined ? undefined : /^[ \t]*version[ \t]*=[ \t]*"([0-9]+\.[0-9]+\.[0-9]+[0-9A-Za-z.+-]{0,50})"/m.exec(block)?.[1];
}

/** A version given, locked, or the newest known that the constraints in the plan do not rule out by their major. */
export function providerVersion(given: string | undefined, lockFile: string | undefined, configuration: Configuration): ProviderVersion {
  if (given !== undefined) return { version: given, from: 'input' };
  const locked = lockFile === undefined ? undefined : lockedVersion(lockFile);
  if (locked !== undefined) return { version: locked, from: 'lock file' };
  const majors = configuration.providersNamed('azurerm').flatMap((provider) => majorOf(textAt(provider, 'version_constraint') ?? ''));
  return { version: newest[majors[0] ?? ''] ?? newest['5'] ?? '5.6.0', from: 'assumed' };
}

/** `~> 3.100`, `= 4.1.0` and `4.1.0` allow one major; `>= 3.0` says nothing of the newest, `< 5.0.0` does. */
function majorOf(constraint: string): readonly string[] {
  for (const part of constraint.split(',')) {
    const [, operator = '', major = '', rest = ''] = /^\s*(~>|<|=|)\s*v?([0-9]{1,4})((?:\.[0-9]+)*)/.exec(part) ?? [];
    if (major === '') continue;
    if (operator === '<') return [/[1-9]/.test(rest) ? major : String(Number(major) - 1)];
    if (operator === '=' || operator === '' || operator === '~>') return [major];
  }
  return [];
}

/** True when a version is `since` or later. What stands behind a dash or plus is not compared. */
export function isVersion(version: string, since: string): boolean {
  const [left, right] = [numbers(version), numbers(since)];
  for (const index of [0, 1, 2]) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function numbers(version: string): readonly number[] {
  return version.split(/[-+]/)[0]?.split('.').map(Number) ?? [];
}

/** The subscription that a provider's configuration names by a constant. Root variables are looked up by the caller. */
export function subscriptionExpression(provider: unknown): unknown {
  const expression = member(member(provider, 'expressions'), 'subscription_id');
  return arrayAt(expression, 'references').length > 2 ? undefined : expression;
}

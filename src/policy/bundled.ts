import aksBootstrapArtifactSource from '../../policies/definitions/aks-bootstrap-artifact-source.json' with { type: 'json' };
import aksNodeOsUpgradeChannel from '../../policies/definitions/aks-node-os-upgrade-channel.json' with { type: 'json' };
import aksNodePublicIp from '../../policies/definitions/aks-node-public-ip.json' with { type: 'json' };
import aksOutboundType from '../../policies/definitions/aks-outbound-type.json' with { type: 'json' };
import aksPrivateApiServer from '../../policies/definitions/aks-private-api-server.json' with { type: 'json' };
import aksEgressIsolationCore from '../../policies/initiatives/aks-egress-isolation-core.json' with { type: 'json' };
import type { JsonObject } from '../arm/json.ts';
import { suggestion } from '../language/near-miss.ts';
import { bindInitiative, type AssignedPolicy } from './bind.ts';
import { parseDefinition, type PolicyDefinition } from './documents/definition.ts';
import { parseInitiative } from './documents/initiative.ts';
import { PolicyError } from './error.ts';

/** A policy object as plain ARM JSON, the form in which Azure accepts it. */
export interface PolicyDocument {
  readonly name: string;
  readonly document: JsonObject;
}

/** Stands in an initiative where the id of the subscription or management group that holds the definitions will be. */
const definitionScopePlaceholder = '{definitionScope}';

/** The definitions under policies/definitions. */
export const bundledDefinitions: readonly PolicyDocument[] = documents([
  aksBootstrapArtifactSource,
  aksNodeOsUpgradeChannel,
  aksNodePublicIp,
  aksOutboundType,
  aksPrivateApiServer,
]);

/** The initiatives under policies/initiatives, with the placeholder `{definitionScope}` in the ids of their definitions. */
export const bundledInitiatives: readonly PolicyDocument[] = documents([aksEgressIsolationCore]);

/**
 * A bundled initiative as Azure accepts it, its definitions living at `definitionScope`:
 * `/subscriptions/…` or `/providers/Microsoft.Management/managementGroups/…`. Throws PolicyError when there is none of that name.
 */
export function bundledInitiative(name: string, definitionScope: string): JsonObject {
  return substitute(initiativeNamed(name).document, definitionScope.replace(/\/+$/, ''));
}

/**
 * A bundled initiative bound to the bundled definitions, ready for `judge`. `parameters` are the initiative's, plain by name.
 * Throws PolicyError when there is none of that name or a parameter does not fit.
 */
export function bundledPolicies(initiativeName: string, parameters: JsonObject = {}): readonly AssignedPolicy[] {
  return bindInitiative(parseInitiative(initiativeNamed(initiativeName).document), bundledDefinition, parameters);
}

/** Parsed on first use: whoever only deploys policies does not pay for reading them. */
const parsedDefinitions = new Map<string, PolicyDefinition>();

/** The bundled definition that an id names by its last segment. */
export function bundledDefinition(id: string): PolicyDefinition | undefined {
  const name = id.split('/').at(-1) ?? '';
  const source = bundledDefinitions.find((entry) => entry.name === name);
  if (source === undefined) return undefined;
  const definition = parsedDefinitions.get(name) ?? parseDefinition(source.document);
  parsedDefinitions.set(name, definition);
  return definition;
}

function initiativeNamed(name: string): PolicyDocument {
  const found = bundledInitiatives.find((entry) => entry.name === name);
  if (found !== undefined) return found;
  const names = bundledInitiatives.map((entry) => entry.name);
  throw new PolicyError(`There is no bundled initiative \`${name}\`${suggestion(name, names)}`);
}

function documents(sources: readonly (JsonObject & { readonly name: string })[]): readonly PolicyDocument[] {
  return sources.map((document) => ({ name: document.name, document }));
}

/** A copy with the placeholder filled in wherever it stands. Bundled documents are shallow. */
function substitute(document: JsonObject, scope: string): JsonObject {
  return Object.fromEntries(Object.entries(document).map(([key, value]) => [key, filled(value, scope)]));
}

function filled(value: unknown, scope: string): unknown {
  if (typeof value === 'string') return value.replaceAll(definitionScopePlaceholder, () => scope);
  if (Array.isArray(value)) return value.map((element: unknown) => filled(element, scope));
  return typeof value === 'object' && value !== null ? substitute(value as JsonObject, scope) : value;
}

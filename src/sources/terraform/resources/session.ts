import { isJsonObject, textAt } from '../../../arm/json.ts';
import { isUnknown, Unknown } from '../../../language/unknown.ts';
import { mayName } from '../mapping/expected-types.ts';
import { tables } from '../mapping/tables.ts';
import type { Attributes } from '../mapping/table.ts';
import { attributesOf, type Reading } from '../plan/attributes.ts';
import type { Configuration } from '../plan/configuration.ts';
import type { PlannedResource } from '../plan/planned-resource.ts';
import type { References, Target } from '../plan/references.ts';
import { isVersion, subscriptionExpression } from '../provider-version.ts';
import type { Locator } from '../places/locate.ts';
import { isPlain } from '../places/traversal.ts';
import { azapiNaming, azapiType } from './azapi.ts';
import { fullName, type Naming, type Text } from './ids.ts';
import { namingOf, type Surroundings } from './naming.ts';

/** What the resources of one plan are read with. */
export interface Session {
  readonly read: (resource: PlannedResource) => Attributes;
  /** What a resource is called in Azure; undefined for a type that is not read. */
  readonly naming: (resource: PlannedResource) => Naming | undefined;
  readonly locator: Locator;
}

interface Materials {
  /** What the plan is called. */
  readonly deployment: string;
  readonly configuration: Configuration;
  readonly references: References;
  readonly version: string;
  readonly locator: Locator;
}

export function isAzapi({ type }: PlannedResource): boolean {
  return type === 'azapi_resource' || type === 'azapi_update_resource';
}

export function openSession({ deployment, configuration, references, version, locator }: Materials): Session {
  const namings = new Map<PlannedResource, Naming | undefined>();
  const underway = new Set<PlannedResource>();
  const versions = new Map<string, boolean>();
  const subscriptions = new Map<string, Text>();
  /** Values that are the name of another resource, and how that is shown. */
  const shownNames = new WeakMap<Unknown, string>();
  const isSince = (since: string): boolean => {
    const known = versions.get(since) ?? isVersion(version, since);
    versions.set(since, known);
    return known;
  };

  const read = (resource: PlannedResource): Attributes => {
    // What is there before the change is in the state, whatever the configuration says now.
    const block = resource.goes === undefined ? configuration.resourceAt(resource.module, resource.type, resource.name) : undefined;
    const expressions = block === undefined ? undefined : isJsonObject(block['expressions']) ? block['expressions'] : {};
    const standing = { module: resource.module, ...(resource.key === undefined ? {} : { key: resource.key }) };
    const reading: Reading = {
      address: resource.address,
      isVersion: isSince,
      isInFile: (path) => (resource.goes === undefined ? locator.isInFile(resource, path) : undefined),
      resolve: (expression, attribute) => valueOf(references.follow(expression, standing), attribute, resource),
      resolveEach: (expression, attribute, count) => {
        const targets = references.followEach(expression, standing);
        const wanted = count ?? 1;
        return targets.length === wanted && targets.every(({ kind }) => kind === 'resource') ? targets.map((target) => valueOf(target, attribute, resource)) : undefined;
      },
    };
    return attributesOf(resource.values, resource.unknown, resource.sensitive, expressions, reading);
  };

  const valueOf = (target: Target, attribute: string, resource: PlannedResource): unknown => {
    const open = (more: string): Unknown => new Unknown(`\`${attribute}\` of ${resource.address} is known only after apply${more}`);
    if (target.kind === 'value') return target.value;
    if (target.kind === 'open') return open(target.named.length === 0 ? '' : `: it comes from ${target.named.slice(0, 5).map((name) => `\`${name}\``).join(', ')}`);
    const { address } = target.resource;
    if (target.attribute === 'name') {
      const name = open(`: it is that of ${address}`);
      const shown = naming(target.resource)?.shown.at(-1);
      if (shown !== undefined) shownNames.set(name, shown);
      return name;
    }
    const isId = target.attribute === 'id' || (target.attribute === '' && /_ids?$/.test(attribute));
    // The checkout, where it has the file, says how the reference is used: nothing is made out of the id.
    const written = isId ? locator.locate(resource, attribute).expression?.text : undefined;
    const found = isId && (written === undefined || isPlain(written)) ? naming(target.resource) : undefined;
    if (found === undefined || !mayName(attribute, found.type)) return open(`: it comes from \`${address}${target.attribute === '' ? '' : `.${target.attribute}`}\``);
    if (!isUnknown(found.id)) return found.id;
    return new Unknown(`the id of ${address} is known only after apply`, { pieces: found.id.pieces ?? ['', ''], resource: { type: found.type, name: fullName(found), deployment } });
  };

  const naming = (resource: PlannedResource): Naming | undefined => {
    if (namings.has(resource)) return namings.get(resource);
    if (underway.has(resource)) return undefined;
    underway.add(resource);
    const made = nameIt(resource);
    underway.delete(resource);
    namings.set(resource, made);
    return made;
  };

  const surroundings = (resource: PlannedResource): Surroundings => ({
    address: resource.address,
    subscription: subscriptionOf(resource),
    shownAs: (value) => (isUnknown(value) ? shownNames.get(value) : undefined),
  });

  const nameIt = (resource: PlannedResource): Naming | undefined => {
    if (isAzapi(resource)) {
      const attributes = read(resource);
      const type = azapiType(attributes);
      return type === undefined ? undefined : azapiNaming(type, attributes, surroundings(resource));
    }
    const table = tables.get(resource.type);
    return table?.kind === 'resource' ? namingOf(table, read(resource), surroundings(resource)) : undefined;
  };

  /** Of the provider's configuration, where that says it in the plan: a constant, or a variable of the root module. */
  const subscriptionOf = (resource: PlannedResource): Text => {
    const key = textAt(configuration.resourceAt(resource.module, resource.type, resource.name), 'provider_config_key') ?? '';
    const known = subscriptions.get(key);
    if (known !== undefined) return known;
    const expression = subscriptionExpression(configuration.provider(key));
    const target: Target = expression === undefined ? { kind: 'open', named: [] } : references.follow(expression, { module: [] });
    const value = target.kind === 'value' ? target.value : undefined;
    const found: Text = typeof value === 'string' && /^[0-9a-f-]{36}$/i.test(value) ? value : new Unknown('the plan does not say in which subscription', { pieces: ['', ''] });
    subscriptions.set(key, found);
    return found;
  };

  return { read, naming, locator };
}

import { EvaluationError } from '../../language/errors.ts';
import { many, partial, type LanguageFunction } from '../../language/function-table.ts';
import { text } from '../../language/functions/expect.ts';
import { isUnknown, Unknown } from '../../language/unknown.ts';
import type { Frame } from '../evaluate/frame.ts';
import { joined, joinedBy, type Text } from '../evaluate/text.ts';
import { idOfTarget, type Target } from '../nested/target.ts';

/** Ids of resources. Rules: learn.microsoft.com, "Resource functions": resourceId, subscriptionResourceId, tenantResourceId, managementGroupResourceId, extensionResourceId. */
export const idFunctions: readonly LanguageFunction<Frame>[] = [
  partial('resourceId', [2, many], (args, frame) => resourceId(textsOf('resourceId', args), frame.surroundings.target)),
  partial('subscriptionResourceId', [2, many], (args, frame) => subscriptionResourceId(textsOf('subscriptionResourceId', args), frame.surroundings.target)),
  partial('managementGroupResourceId', [2, many], (args, frame) => managementGroupResourceId(textsOf('managementGroupResourceId', args), frame.surroundings.target)),
  partial('tenantResourceId', [2, many], (args) => idBelow('', 'tenantResourceId', textsOf('tenantResourceId', args))),
  partial('extensionResourceId', [3, many], (args) => {
    const [scope = '', ...rest] = textsOf('extensionResourceId', args);
    return idBelow(scope, 'extensionResourceId', rest);
  }),
];

function textsOf(name: string, args: readonly unknown[]): readonly Text[] {
  return args.map((value) => (isUnknown(value) ? value : text(value, name)));
}

/** The place of the type among the arguments: the first text with a slash in it. */
function placeOfType(args: readonly Text[]): number {
  return args.findIndex((value) => typeof value === 'string' && value.includes('/'));
}

/** In a resource group its id, in a subscription that of the subscription, above both an id of the tenant. */
function resourceId(args: readonly Text[], target: Target): Text {
  const place = placeOfType(args);
  const [first = '', second = ''] = args;
  if (place === 1) return idBelow(joined('/subscriptions/', target.subscriptionId, '/resourceGroups/', first), 'resourceId', args.slice(1));
  if (place === 2) return idBelow(joined('/subscriptions/', first, '/resourceGroups/', second), 'resourceId', args.slice(2));
  return idBelow(target.kind === 'resourceGroup' || target.kind === 'subscription' ? idOfTarget(target) : '', 'resourceId', args);
}

function subscriptionResourceId(args: readonly Text[], { subscriptionId }: Target): Text {
  const hasScope = placeOfType(args) === 1;
  return idBelow(joined('/subscriptions/', hasScope ? (args[0] ?? '') : subscriptionId), 'subscriptionResourceId', args.slice(hasScope ? 1 : 0));
}

function managementGroupResourceId(args: readonly Text[], { managementGroup }: Target): Text {
  const hasScope = placeOfType(args) === 1;
  const group = hasScope ? (args[0] ?? '') : managementGroup;
  return idBelow(joined('/providers/Microsoft.Management/managementGroups/', group), 'managementGroupResourceId', args.slice(hasScope ? 1 : 0));
}

/** Type and names below a scope: `[scope]/providers/Namespace/type1/name1/type2/name2`. */
function idBelow(scope: Text, name: string, [type = '', ...names]: readonly Text[]): Text {
  if (isUnknown(type)) return new Unknown(type.why, { pieces: ['', ''] });
  // Many a template has a slash at the end of the type; the service passes over it.
  const [namespace = '', ...types] = (type.endsWith('/') ? type.slice(0, -1) : type).split('/');
  if (types.length === 0) throw new EvaluationError(`\`${name}\` takes a type such as Microsoft.Network/virtualNetworks; ${JSON.stringify(type)} given`);
  if (types.length !== names.length) {
    throw new EvaluationError(`\`${name}\` takes a name for each segment of the type ${type}, that is ${types.length}; ${names.length} given`);
  }
  return joined(scope, `/providers/${namespace}/`, joinedBy('/', types.flatMap((segment, index) => [segment, names[index] ?? ''])));
}

/** The id of a resource of a full type and its names. */
export function idOfResource(scope: Text, type: string, names: readonly Text[]): Text {
  return idBelow(scope, 'resourceId', [type, ...names]);
}

import type { Expression } from '../../language/syntax/syntax.ts';
import { isUnknown, type Unknown } from '../../language/unknown.ts';
import type { Frame } from '../evaluate/frame.ts';
import { loopCount } from '../evaluate/make.ts';
import type { Written } from '../evaluate/written.ts';
import { resourceOfSymbol } from '../resources/symbolic.ts';

/**
 * What is known before the deployment of the state that `reference` asks for: that of a nested deployment of the same template, whose outputs
 * are expressions of a template at hand. Undefined for everything else.
 */
export function stateOf([resource, , full]: readonly unknown[], args: readonly Expression[], frame: Frame): unknown {
  // Functions of the template see no resources; the full form has members that only Azure knows.
  if (frame.isFunction === true || full !== undefined) return undefined;
  const found = typeof resource === 'string' && !resource.includes('/') ? resourceOfSymbol(resource, frame) : undefined;
  const named = found ?? deploymentNamed(resource, args[0], frame);
  return named === undefined || !isDeploymentType(named.written) ? undefined : frame.session.nestedOutputs(named.written, named.frame);
}

/**
 * The same of `references`, which gives the states of all copies of a module under their symbolic name (learn.microsoft.com, "Resource functions:
 * references"). Undefined where nobody knows how many there are; `otherwise` stands for a state that only Azure knows.
 */
export function statesOf([symbol, full]: readonly unknown[], frame: Frame, otherwise: Unknown): unknown {
  if (frame.isFunction === true || full !== undefined || typeof symbol !== 'string') return undefined;
  const resources = frame.program.template.find('resources');
  const written = resources?.isObject === true ? resources.find(symbol) : undefined;
  const loop = written?.find('copy');
  if (written === undefined || loop === undefined || written.find('condition') !== undefined || !isDeploymentType(written)) return undefined;
  const count = loopCount(loop, { ...frame, loops: undefined });
  return isUnknown(count) ? undefined : Array.from({ length: count }, (_, index) => stateOf([`${symbol}[${index}]`], [], frame) ?? otherwise);
}

function isDeploymentType(written: Written): boolean {
  return written.text('type')?.toLowerCase() === 'microsoft.resources/deployments';
}

const deploymentType = '/providers/microsoft.resources/deployments/';

/** The deployment of this template with the name that an id or a name ends with: the same text, or the same expression in the same frame. */
function deploymentNamed(resource: unknown, written: Expression | undefined, frame: Frame): { readonly written: Written; readonly frame: Frame } | undefined {
  const name = typeof resource === 'string' ? nameIn(resource) : undefined;
  const expression = isUnknown(resource) ? nameOfCall(written) : undefined;
  const found = name === undefined && expression === undefined ? [] : deploymentsOf(frame).filter((one) => isNamed(one, name, expression, frame));
  const [only] = found;
  return only === undefined || found.length > 1 ? undefined : { written: only, frame };
}

/** Copies are many under one declaration, and another scope is another deployment of that name. */
function deploymentsOf({ program }: Frame): readonly Written[] {
  return program.deployments.filter((written) => written.find('copy') === undefined);
}

function nameIn(resource: string): string | undefined {
  const lower = resource.toLowerCase();
  const place = lower.lastIndexOf(deploymentType);
  if (place < 0) return resource.includes('/') ? undefined : resource;
  return resource.slice(place + deploymentType.length);
}

/** The last argument of `resourceId('Microsoft.Resources/deployments', …)`. */
function nameOfCall(written: Expression | undefined): Expression | undefined {
  if (written?.kind !== 'call' || !/^(?:resourceid|extensionresourceid|subscriptionresourceid|managementgroupresourceid|tenantresourceid)$/.test(written.name.toLowerCase())) return undefined;
  const isOfDeployment = written.args.some((argument) => argument.kind === 'literal' && typeof argument.value === 'string' && argument.value.toLowerCase() === 'microsoft.resources/deployments');
  return isOfDeployment ? written.args.at(-1) : undefined;
}

function isNamed(written: Written, name: string | undefined, expression: Expression | undefined, { program }: Frame): boolean {
  const at = written.find('name');
  if (at === undefined) return false;
  if (at.kind !== 'expression') return (name ?? literalText(expression))?.toLowerCase() === String(at.plain).toLowerCase();
  const own = program.expression(String(at.raw));
  return expression !== undefined && shape(own) === shape(expression);
}

function literalText(expression: Expression | undefined): string | undefined {
  return expression?.kind === 'literal' && typeof expression.value === 'string' ? expression.value : undefined;
}

/** An expression without the places of its parts, and without the numbers of calls. */
function shape(expression: Expression): string {
  return JSON.stringify(expression, (key, value: unknown) => {
    if (key === 'position') return undefined;
    return key === 'name' && typeof value === 'string' ? value.toLowerCase().replace(/#\d+$/, '') : value;
  });
}

import type { Written } from '../evaluate/written.ts';

const bodies: Readonly<Record<string, string>> = {
  'microsoft.resources/deploymentstacks': 'A deployment stack deploys a template of its own, which is not checked: check the template as a file of its own',
  'microsoft.resources/templatespecs/versions': 'A template spec holds a template, which is not checked: check the template as a file of its own',
  'microsoft.blueprint/blueprints/artifacts': 'An artifact of a blueprint holds a template, which is not checked: check the template as a file of its own',
  'microsoft.solutions/applicationdefinitions': 'The definition of a managed application holds a template, which is not checked: check the template as a file of its own',
  'microsoft.resources/deploymentscripts': 'A deployment script does whatever its code says, which is not checked: let a person look at it',
};

/**
 * Why nobody can tell what comes of a resource that makes others in a way that is not followed: by a template of its own, or by code.
 * One sentence without a period; undefined for every other resource.
 */
export function carriedUnread(type: string, written: Written): string | undefined {
  const lower = type.toLowerCase();
  if (lower === 'microsoft.blueprint/blueprints/artifacts' && written.text('kind') !== undefined && written.text('kind')?.toLowerCase() !== 'template') return undefined;
  return Object.hasOwn(bodies, lower) ? bodies[lower] : undefined;
}

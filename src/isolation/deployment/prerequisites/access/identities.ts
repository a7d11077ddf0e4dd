/** The identities of the user's, made where they are absent. */
import { ownTags } from '../../variant.ts';
import { addressed, az, creation, detail } from '../steps/creation.ts';
import { nameOf } from '../names.ts';
import type { Site } from '../site.ts';
import { identityType } from '../types.ts';
import { undetermined, type Want } from '../want.ts';
import type { Actor } from './actors.ts';

export function identityWants(site: Site, actors: readonly Actor[]): readonly Want[] {
  return actors.filter(({ isGiven }) => isGiven).flatMap((actor) => identityWant(site, actor) ?? []);
}

const reasons = {
  'control-plane': 'AKS acts with it, and can be given rights before there is a cluster.',
  'kubelet': 'Nodes log in to the registry with it.',
} as const;

function identityWant({ specification, location, look }: Site, { id, kind, called, key }: Actor): Want | undefined {
  const living = look.document(id);
  const name = nameOf(id);
  if (living.state === 'found') return undefined;
  if (living.state === 'unread') return undetermined(id, `identity ${name}`, { why: living.why, right: `${identityType}/read` });
  const why = reasons[kind];
  const step = creation({
    key, title: `Create identity ${name}`, why, subject: `identity ${name}`, id, after: [], body: { location, tags: ownTags(specification) }, details: [detail('for', called.replace(/^the /, ''))],
  });
  const command = az('identity create', ...addressed(id), ...(location === undefined ? [] : ['--location', location]));
  return { id, what: `identity ${name} is not there`, why, state: 'missing', command, steps: [step] };
}

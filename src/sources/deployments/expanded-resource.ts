import type { Origin, Resource, Writing } from '../../arm/resource.ts';
import type { ExpandedResource, Place } from '../../template/expansion.ts';
import { literalIn, originIn } from '../documents/origin.ts';
import type { Documents } from './expand-deployment.ts';

/** A resource of a template, with lines where the expansion has places. @param deployment names the template with its parameters */
export function toResource(expanded: ExpandedResource, deployment: string | undefined, documents: Documents): Resource {
  const { type, name, id, openId, apiVersion, body, mayBeAbsent } = expanded;
  return {
    type,
    name,
    ...(id === undefined ? {} : { id }),
    ...(openId === undefined ? {} : { openId }),
    ...(deployment === undefined ? {} : { deployment }),
    ...(apiVersion === undefined ? {} : { apiVersion }),
    body,
    ...(mayBeAbsent === undefined ? {} : { mayBeAbsent: mayBeAbsent.why }),
    originOf: (pointer) => originAt(expanded.placeOf(pointer), documents),
    writingOf: (pointer) => writingAt(expanded, pointer, documents),
  };
}

export function originAt({ file, pointer }: Place, documents: Documents): Origin {
  const document = documents.get(file);
  return document === undefined ? { file, pointer } : originIn(document, pointer);
}

function writingAt(expanded: ExpandedResource, pointer: string, documents: Documents): Writing {
  const { kind, place, through } = expanded.provenanceOf(pointer);
  const document = documents.get(place.file);
  return { kind, origin: originAt(place, documents), through, ...(kind === 'literal' && document !== undefined ? literalIn(document, place.pointer) : {}) };
}

import { isJsonObject, member, type JsonObject } from '../../../arm/json.ts';
import { MalformedBody, type StandInRequest } from '../../http.ts';
import { gatewayRefusal } from './refusal.ts';

/** The request's JSON object. Throws ARM's InvalidRequestContent for anything else. */
export function requireBody(request: StandInRequest): JsonObject {
  const { body } = request;
  if (isJsonObject(body)) return body;
  const reason = body instanceof MalformedBody ? body.reason : 'The request content must be a JSON object.';
  throw gatewayRefusal(
    400,
    'InvalidRequestContent',
    `The request content was invalid and could not be deserialized: '${reason}'.`,
  );
}

/**
 * The location of a body in ARM's normal form: `West Europe` is `westeurope`. Throws LocationRequired or LocationNotAvailable…
 * when there is none that could be one.
 */
export function requireLocation(body: JsonObject): string {
  const written = member(body, 'location');
  if (written === undefined || written === null || written === '') {
    throw gatewayRefusal(400, 'LocationRequired', 'The location property is required for this definition.');
  }
  const location = typeof written === 'string' ? normalLocation(written) : '';
  if (!/^[a-z][a-z0-9]{2,40}$/.test(location)) {
    throw gatewayRefusal(400, 'LocationNotAvailableForResourceType', `The provided location '${JSON.stringify(written)}' is not available.`);
  }
  return location;
}

/** Throws InvalidResourceLocation when a resource that exists is written with another location. */
export function requireSameLocation(existing: { readonly name: string; readonly location: string; readonly resourceGroup: string }, location: string): void {
  if (existing.location === location) return;
  throw gatewayRefusal(
    409,
    'InvalidResourceLocation',
    `The resource '${existing.name}' already exists in location '${existing.location}' in resource group '${existing.resourceGroup}'. `
    + `A resource with the same name cannot be created in location '${location}'. Please select a new resource name.`,
  );
}

function normalLocation(written: string): string {
  return written.toLowerCase().replaceAll(' ', '');
}

/** The tags of a body, or undefined when it names none. Throws InvalidRequestContent when a value is no text, and for tags that are too many, too long or have characters that names of tags cannot have. */
export function readTags(body: JsonObject): JsonObject | undefined {
  const tags = member(body, 'tags');
  if (tags === undefined || tags === null) return undefined;
  if (!isJsonObject(tags) || !Object.values(tags).every((value) => typeof value === 'string')) {
    throw gatewayRefusal(
      400,
      'InvalidRequestContent',
      "The request content was invalid and could not be deserialized: 'Tags have to be an object of texts.'.",
    );
  }
  requireTagSizes(tags);
  return tags;
}

/** Microsoft Learn, "Use tags to organize your Azure resources", limitations. Of the codes only that of the characters was seen, which services' own tags (hidden-link:…) may have. */
const tagLimits = { tags: 50, name: 512, value: 256, forbidden: /[<>%&\\?/\p{Cc}]/u } as const;

/** Throws for more or longer tags than Azure takes on one thing. */
export function requireTagSizes(tags: JsonObject): void {
  const names = Object.keys(tags);
  if (names.length > tagLimits.tags) throw gatewayRefusal(400, 'InvalidTagCount', `The number of tags (${names.length}) exceeds the maximum of ${tagLimits.tags} tags of a resource.`);
  const long = names.find((name) => name.length > tagLimits.name);
  if (long !== undefined) throw gatewayRefusal(400, 'InvalidTagNameLength', `The tag name '${long.slice(0, 40)}…' exceeds the maximum length of ${tagLimits.name} characters.`);
  const strange = names.find((name) => tagLimits.forbidden.test(name) && !/^(?:hidden|link)/i.test(name));
  if (strange !== undefined) throw gatewayRefusal(400, 'InvalidTagNameCharacters', `The tag names '${strange}' have reserved characters '<,>,%,&,\\,?,/' or control characters.`);
  const full = Object.entries(tags).find(([, value]) => typeof value === 'string' && value.length > tagLimits.value);
  if (full !== undefined) throw gatewayRefusal(400, 'InvalidTagValueLength', `The value of tag '${full[0]}' exceeds the maximum length of ${tagLimits.value} characters.`);
}

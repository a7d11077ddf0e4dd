/** Where a function of the template language may be called. */
export type Where = 'policy' | 'template' | 'both';

/** One function of the language, as its users know it (learn.microsoft.com, "ARM template functions"; azure-policy-language.md §1.9). */
export interface FunctionFact {
  readonly name: string;
  /** `name: kind` for each; `?` may be left out, `…` may repeat. */
  readonly parameters: string;
  readonly where: Where;
  /** What it gives, in one line. */
  readonly about: string;
}

const rows = `
both | add | left: integer, right: integer | Sum in 64 bits; fails beyond what this engine can hold exactly.
policy | addDays | date: text such as 2020-01-31T00:00:00Z, days: integer | The date so many days later, UTC with seven digits of a second.
both | and | condition: boolean, condition…: boolean | True when all are true.
both | array | value: any | The value itself when it is an array, else an array of it.
both | base64 | value: text or null | Base64 of the text's UTF-8.
both | base64ToJson | value: text | The JSON value that base64 holds, read as json() does.
both | base64ToString | value: text | The text that base64 holds.
both | bool | value: text, integer or boolean | True or false.
policy | claims |  | Claims of an external evaluation token; not known offline unless given.
both | coalesce | value…: any | The first value that is not null.
both | concat | value…: text, integer or boolean, or arrays alone | Texts, or arrays, one behind the other; null is left out of texts and fails among arrays.
both | contains | container: text, array or object, wanted: any | Part of a text or key of an object without case; element of an array with case.
both | createArray | value…: any | An array of the values.
both | createObject | name: text, value: any, … | An object of pairs.
policy | current | name?: text | The element under the count of this name or alias.
both | dataUri | value: any | A data URI in base64.
both | dataUriToString | value: text | The text that a data URI holds.
both | div | left: integer, right: integer | Quotient, towards zero; fails on zero.
both | empty | value: text, array, object or null | True when there is nothing in it.
both | endsWith | text: text, end: text | Without case.
both | equals | left: any, right: any | Deep equality with case.
both | false |  | The constant.
policy | field | name: text | The value of a field: "" when it is missing, with [*] a list of the existing values.
both | first | value: text, array or null | The first character or element.
both | float | value: text, number or boolean | A number with a fraction.
both | format | pattern: text, value…: any | Composite formatting of .NET: {0}, {0,5}, {0:N2}.
both | greater | left: number or text, right: the same | Numbers with numbers, texts with texts, with case.
both | greaterOrEquals | left: number or text, right: the same | Numbers with numbers, texts with texts, with case.
both | guid | value…: text | A UUID of version 5 of the texts, joined by "-".
both | if | condition: boolean, whenTrue: any, whenFalse: any | One of the two; only that one is evaluated.
both | indexOf | container: text, array or null, wanted: any | The first place, from 0; -1 when it is not there. Text without case.
both | int | value: text or integer | An integer; a fraction fails.
both | intersection | value: array or object, value…: the same | What all have in common.
policy | ipRangeContains | range: text, target: text | Whether an address, subnet or range lies in another one.
both | items | value: object | {key, value} of every member, by key.
both | join | values: array of texts, separator: text | One text; null is the empty text, and other elements fail.
both | json | text: text or null | The JSON value that a text holds, also with single quotes, bare names and comments.
both | last | value: text, array or null | The last character or element.
both | lastIndexOf | container: text, array or null, wanted: any | The last place, from 0; -1 when it is not there.
both | length | value: text, array, object or null | Number of characters, elements or members.
both | less | left: number or text, right: the same | Numbers with numbers, texts with texts, with case.
both | lessOrEquals | left: number or text, right: the same | Numbers with numbers, texts with texts, with case.
both | max | value…: number, or one array | The largest.
both | min | value…: number, or one array | The smallest.
both | mod | left: integer, right: integer | Remainder; fails on zero.
both | mul | left: integer, right: integer | Product.
both | not | condition: boolean | The opposite.
both | null |  | The constant.
both | or | condition: boolean, condition…: boolean | True when one is true.
both | padLeft | value: text or integer, width: integer, filler?: text | Filled from the left, to at most 16 characters.
both | parameters | name: text | The value of a parameter.
policy | policy |  | assignmentId, definitionId, setDefinitionId, definitionReferenceId.
both | range | start: integer, count: integer | Integers in a row, at most 10,000.
both | replace | text: text, old: text, new: text | Every occurrence, without case.
policy | requestContext |  | apiVersion and, at the PUT only, identity.
both | resourceGroup |  | The resource group: name, location, tags.
both | skip | value: text, array or null, count: integer | What follows the first ones.
both | split | text: text or null, separator: text or array of texts | The parts of a text; an empty array splits at white space.
both | startsWith | text: text, start: text | Without case.
both | string | value: any but a fraction | Text; objects and arrays as JSON.
both | sub | left: integer, right: integer | Difference.
both | subscription |  | The subscription: subscriptionId, displayName, tags.
both | substring | text: text, start: integer, length?: integer | A part; fails beyond the text.
both | take | value: text, array or null, count: integer | The first ones.
both | toLower | text: text or null | Lower case, one character for one.
both | toUpper | text: text or null | Upper case, one character for one.
both | trim | text: text | Without white space around it.
both | true |  | The constant.
both | tryGet | value: any, key: text or integer, key…: text or integer | The part, or null when the first step finds none; other keys fail.
both | union | value: array or object, value…: the same | Elements once each; members, objects in them merged.
both | uniqueString | value…: text | Thirteen characters made of the texts: ARM's 64-bit murmur hash in base 32.
both | uri | base: text, relative: text | The relative URI against the base.
both | uriComponent | text: text | Percent-encoded.
both | uriComponentToString | text: text | Percent-decoded.
both | utcNow |  | The time of the evaluation, UTC with seven digits of a second; templates may give a format of .NET.
template | buildUri | components: object | A URI of its scheme, host, port, path and query.
template | cidrHost | range: text, index: integer | The usable address at an index.
template | cidrSubnet | range: text, size: integer, index: integer | The subnet of a size at an index.
template | copyIndex | name?: text, offset?: integer | The turn of a copy loop.
template | dateTimeAdd | date: text, duration: text, format?: text | The date a duration later.
template | dateTimeFromEpoch | seconds: integer | A date of seconds since 1970.
template | dateTimeToEpoch | date: text | Seconds since 1970.
template | deployer |  | Who deploys.
template | deployment |  | The deployment.
template | environment |  | The cloud.
template | extensionResourceId | scope: text, type: text, name…: text | The id of an extension resource.
template | fail | message: text | Stops the deployment.
template | filter | values: array, condition: lambda | The elements for which it holds.
template | flatten | values: array of arrays | One array.
template | groupBy | values: array, key: lambda, value?: lambda | Elements by key.
template | indexFromEnd | values: array, index: integer | The element so far from the end.
template | lambda | name…: text, body: any | A function for the others.
template | lambdaVariables | name: text | An argument of a lambda.
template | list | resource: text, apiVersion: text, value?: object | What a resource lists, at deployment.
template | listAccountSas | resource: text, apiVersion: text, value: object | At deployment.
template | listKeys | resource: text, apiVersion: text | Keys, at deployment.
template | listSecrets | resource: text, apiVersion: text | Secrets, at deployment.
template | managementGroup |  | The management group of the deployment.
template | managementGroupResourceId | name…: text | An id at a management group.
template | map | values: array, body: lambda | What the lambda makes of each.
template | mapValues | value: object, body: lambda | What the lambda makes of each member.
template | newGuid |  | A random UUID; parameter defaults only.
template | objectKeys | value: object | Its keys.
template | parseCidr | range: text | Network, netmask, broadcast and usable addresses.
template | parseUri | uri: text | Scheme, host, port, path and query of a URI.
template | pickZones | namespace: text, type: text, location: text, count?: integer, offset?: integer | Availability zones.
template | providers | namespace: text, type?: text | No longer recommended.
template | reduce | values: array, start: any, body: lambda | One value of all.
template | reference | resource: text, apiVersion?: text, full?: text | The state of a resource, at deployment.
template | references | name: text, full?: text | The states of a collection, at deployment.
template | resourceId | part…: text | The id of a resource.
template | shallowMerge | values: array of objects | One object, later members first.
template | sort | values: array, order: lambda | In order.
template | subscriptionResourceId | part…: text | An id at a subscription.
template | tenant |  | The tenant.
template | tenantResourceId | part…: text | An id at the tenant.
template | toLogicalZone | subscription: text, location: text, zone: text | A logical zone.
template | toLogicalZones | subscription: text, location: text, zones: array of texts | Logical zones.
template | toObject | values: array, key: lambda, value?: lambda | An object of an array.
template | toPhysicalZone | subscription: text, location: text, zone: text | A physical zone.
template | toPhysicalZones | subscription: text, location: text, zones: array of texts | Physical zones.
template | tryIndexFromEnd | values: array, index: integer, key…: text or integer | The element so far from the end, or null.
template | variables | name: text | The value of a variable.
`;

/** Every function of the language, by name. Policy has those of `policy` and `both`, templates those of `template` and `both`. */
export const functionFacts: readonly FunctionFact[] = rows
  .trim()
  .split('\n')
  .map((row) => {
    const [where = '', name = '', parameters = '', about = ''] = row.split('|').map((cell) => cell.trim());
    return { name, parameters, where: where === 'policy' || where === 'template' ? where : 'both', about };
  });

let templateOnly: ReadonlySet<string> | undefined;

/** True for a function that templates have and policy has not. */
export function isTemplateFunction(name: string): boolean {
  templateOnly ??= new Set(Array.from(rows.matchAll(/^template \| (\w+)/gm), ([, found = '']) => found.toLowerCase()));
  return templateOnly.has(name.toLowerCase());
}

const { createHash } = globalThis.process.getBuiltinModule('node:crypto');
import { memberIgnoringCase, isJsonObject } from './ground.js';
import { parsePath, each } from './engine.js';

/** Raised when the identity below changes: fingerprints of older reports then match nothing, rather than something else. */
const scheme = 'aks-isolation/1';

/**
 * What a finding is, apart from where it stands: 64 hexadecimal digits, the same on every machine and for the same finding read back from a
 * JSON report. Lines, columns, the order of members and of array elements and the words of messages do not count; the rule, the resource, the
 * file (or the id, of a live resource), the verdict and the values that decided do. One element more that decides is another finding, and so,
 * where the resource is at hand, is an element of another name.
 * @param body the ARM document of the resource, for the names of elements
 * @param occurrence how many equal findings come before this one
 */
function fingerprintOf(finding         , body          , occurrence = 0)         {
  const { rule, resource, location, verdict, reasons } = finding;
  const identity = [
    scheme,
    rule.toLowerCase(),
    resource.type.toLowerCase(),
    resource.name.toLowerCase(),
    location === undefined ? (resource.id ?? '').toLowerCase() : location.file.replaceAll('\\', '/'),
    verdict,
    reasons.map((reason) => identityOf(reason, body)).toSorted(),
    occurrence,
  ];
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex');
}

/**
 * The findings, each with its fingerprint. Equal ones are told apart by their number, so a second one is another finding. What is to be
 * compared later has to be asked for in the same way: with `bodyOf` or without, before exemptions or after.
 * @param bodyOf the ARM document that a finding is about
 */
function withFingerprints(findings                    , bodyOf                                = () => undefined)                     {
  const seen = new Map                ();
  return findings.map((finding) => {
    const body = bodyOf(finding);
    const first = fingerprintOf(finding, body);
    const occurrence = seen.get(first) ?? 0;
    seen.set(first, occurrence + 1);
    return { ...finding, fingerprint: occurrence === 0 ? first : fingerprintOf(finding, body, occurrence) };
  });
}

/** What decided: which path, and what stood there. Of what is not known there is nothing to tell: its reason is the path alone. */
function identityOf({ kind, expression, path, actual, result }        , body         )         {
  const place = path === undefined ? expression.toLowerCase() : placeIn(path, body);
  return `${kind}:${place}=${result === 'unknown' ? '?' : canonical(actual)}`;
}

/** A path with the names of elements in the place of their indexes, which move when somebody sorts the array. */
function placeIn(path        , body         )         {
  let value = body;
  const steps = parsePath(path).map((step) => {
    if (typeof step === 'string') {
      value = memberIgnoringCase(value, step);
      return `.${step.toLowerCase()}`;
    }
    value = Array.isArray(value) && step !== each ? value[step] : undefined;
    const name = memberIgnoringCase(value, 'name');
    return typeof name === 'string' ? `[${JSON.stringify(name.toLowerCase())}]` : '[*]';
  });
  return steps.join('');
}

/** JSON as a report holds it, with the members of objects in code-unit order. */
function canonical(value         )         {
  const image          = JSON.parse(JSON.stringify(value ?? null));
  return JSON.stringify(image, (_, part         ) =>
    isJsonObject(part) ? Object.fromEntries(Object.entries(part).toSorted(([left], [right]) => (left < right ? -1 : 1))) : part,
  );
}

export { fingerprintOf, withFingerprints };

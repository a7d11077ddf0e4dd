import { fixOf, writtenAt } from './fix-of.js';
import { written, isAbsent, positive, isArray, scalarText, sameText, judge } from './engine.js';
import { isJsonObject, unescapePointer, isUnknown } from './ground.js';
import { grouped } from './grouped.js';

/** One value to put into a resource. */
                         
                                                                                            
                                   
                                                          
                           
                          
 

/** A copy of the body with the changes made; what they do not touch is shared with the original. */
function withChanges(body            , changes                   )             {
  return changes.reduce            ((before, { pointer, value }) => {
    const after = written(before, stepsTo(before, pointer), () => value, 'creating');
    return isJsonObject(after) ? after : before;
  }, body);
}

/** Whether something, null included, stands at a JSON pointer. */
function isThere(body            , pointer        )          {
  let value          = body;
  for (const segment of segmentsOf(pointer)) {
    const next = partOf(value, segment);
    if (next === undefined) return false;
    value = next;
  }
  return true;
}

/** What of a pointer is an index depends on what it leads through. */
function stepsTo(body            , pointer        )                      {
  let value          = body;
  return segmentsOf(pointer).map((segment) => {
    const step = Array.isArray(value) ? Number(segment) : segment;
    value = partOf(value, segment);
    return step;
  });
}

function segmentsOf(pointer        )                    {
  return pointer.split('/').slice(1).map(unescapePointer);
}

function partOf(value         , segment        )          {
  if (isUnknown(value)) return undefined;
  if (Array.isArray(value)) return value[Number(segment)]           ;
  return isJsonObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
}

/** Values that would turn one comparison round, the ones that the rule names first. */
function candidatesFor({ operator, actual: found, expected, result, path }        )                     {
  // A tag is a text, also one that is missing.
  const actual = isAbsent(found) && path?.toLowerCase().startsWith('tags.') === true ? '' : found;
  const { operator: base, negated } = positive(operator);
  // A comparison that came out true has to come out false, and the other way round.
  const isWanted = (result !== true) !== negated;
  switch (base) {
    case 'equals':
      return isWanted ? oneOf([expected], actual) : otherThan(actual);
    case 'in':
      return isWanted ? oneOf(isArray(expected) ? expected : [], actual) : otherThan(actual);
    case 'like':
    case 'match':
    case 'matchInsensitively':
      return isWanted && !isPattern(base, expected) ? oneOf([expected], actual) : [];
    case 'exists':
      // What ought to be there, the rule does not say.
      return isAbsent(found) ? [] : [null];
    case 'contains':
      return isArray(actual) ? [withOrWithout(actual, expected, isWanted)] : [];
    default:
      return bounds(base, expected, isWanted);
  }
}

/** Scalars of a list in the type of what stands there now. An empty text asks for nothing to be there. */
function oneOf(values                    , actual         )                     {
  if (!isScalar(actual)) return [];
  return values.filter((value) => isScalar(value) && !isAbsent(value)).map((value) => (value === '' ? null : typedAs(actual, value)));
}

function isScalar(value         )          {
  return isUnknown(value) || scalarText(value) !== undefined;
}

/** Comparisons do not tell `true` from `"True"`; a property does. */
function typedAs(actual         , value         )          {
  const text = scalarText(value) ?? '';
  const isBoolean = sameText(text, 'true') || sameText(text, 'false');
  if (typeof actual === 'string') return isBoolean ? inCaseOf(actual, text) : text;
  if (isBoolean) return sameText(text, 'true');
  return typeof actual === 'number' && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : value;
}

/** Words of Azure for on and off. */
const opposites                              = new Map(
  [['true', 'false'], ['Enabled', 'Disabled'], ['Allow', 'Deny'], ['On', 'Off']].flatMap(([on = '', off = '']) => [[on.toLowerCase(), off]         , [off.toLowerCase(), on]         ]),
);

/** Where a rule only says what a value must not be, there is another one to choose where there are but two. */
function otherThan(actual         )                     {
  if (typeof actual === 'boolean') return [!actual];
  const opposite = typeof actual === 'string' ? opposites.get(actual.toLowerCase()) : undefined;
  return opposite === undefined || typeof actual !== 'string' ? [] : [inCaseOf(actual, opposite)];
}

/** A word in small or capital letters, as the other one is: `True` → `False`. */
function inCaseOf(model        , word        )         {
  if (model === '') return word;
  if (model === model.toLowerCase()) return word.toLowerCase();
  if (model === model.toUpperCase()) return word.toUpperCase();
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}

function isPattern(operator        , expected         )          {
  return (operator === 'like' ? /\*/ : /[#?.]/).test(scalarText(expected) ?? '*.');
}

function withOrWithout(list                    , expected         , isWanted         )                     {
  if (isWanted) return [...list, expected];
  const unwanted = scalarText(expected);
  return list.filter((item) => unwanted === undefined || isUnknown(item) || !sameText(scalarText(item) ?? '', unwanted));
}

/** The nearest number that lies on the other side; of texts in order the one that is named, where it is in. */
function bounds(operator        , expected         , isWanted         )                     {
  const step = new Map([['less', -1], ['lessOrEquals', 0], ['greater', 1], ['greaterOrEquals', 0]]).get(operator);
  if (step === undefined) return [];
  // "Not less than 3" is 3 and more, "not at most 3" is 4 and more.
  const isUpper = operator.startsWith('less');
  const away = isWanted ? step : step === 0 ? (isUpper ? 1 : -1) : 0;
  if (typeof expected === 'number') return [expected + away];
  return typeof expected === 'string' && away === 0 ? [expected] : [];
}

/** Changes that are made together. */
                                     

/** More values than this are not worth calling a fix. */
const mostChanges = 16;
/** So many values are tried in one place. */
const mostCandidates = 4;

/** A comparison of a value that has a place in the resource. */
                                   
                           
 

/** The comparisons that judge rather than select. A count only sums up what those of its elements say. */
function judgingOf(decisions                     )                      {
  return decisions.filter(({ selects, reason }) => !selects && reason.kind !== 'count');
}

/**
 * What to try, the likeliest first: each move gives a value to every place at which one property was objected to, of an array in
 * all the elements concerned. Where several properties decided together, the last one is what the rule is about and the others say when:
 * to change those would be to dodge the rule. What is missing is only added, and what stands there only taken away, where nothing else decided.
 */
function movesFrom(decisions                     , body            )                  {
  const judging = judgingOf(decisions);
  const placed = judging.filter((decision)                     => decision.pointer !== undefined && typeof decision.reason.result === 'boolean');
  // Whether something is there mostly guards what is said of it.
  const subject = placed.findLast(({ reason }) => !asksForPresence(reason)) ?? placed.at(-1);
  if (subject === undefined) return [];
  const about = placed.filter(({ pointer }) => propertyOf(pointer) === propertyOf(subject.pointer));
  const isAlone = about.length === judging.length;
  const places = grouped(about, ({ pointer }) => pointer);
  if (places.size > mostChanges) return [];
  const options = Array.from(places, ([pointer, those]) => changesAt(pointer, those, body, isAlone));
  const most = Math.max(0, ...options.map((changes) => changes.length));
  return Array.from({ length: most }, (_, index) => options.flatMap((changes) => changes[index] ?? changes.at(-1) ?? []));
}

/** An empty text is as good as none. */
function asksForPresence({ operator, expected }        )          {
  return positive(operator).operator === 'exists' || expected === '';
}

/** The same property in whatever element. */
function propertyOf(pointer        )         {
  return pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*').toLowerCase();
}

function changesAt(pointer        , decisions                   , body            , isAlone         )                    {
  const kind = isThere(body, pointer) ? 'replace' : 'add';
  if (kind === 'add' && (!isAlone || decisions.some(({ guessed }) => guessed))) return [];
  const values = new Set(decisions.flatMap(({ reason }) => candidatesFor(reason)));
  return Array.from(values)
    .filter((value) => value !== null || (isAlone && kind === 'replace'))
    .slice(0, mostCandidates)
    .map((value) => ({ kind, pointer, value }));
}

/**
 * What to try where a rule only says that something has to be there: what it says of an empty object in its place shows what it wants
 * besides ("missing, or not `Cache`"); and where it takes one of true and false and not the other, that is it ("missing, or false").
 * Undefined where a rule says more than that. `attempt` judges the resource with a move made.
 */
function movesForMissing(decisions                     , body            , attempt                                       )                              {
  const judging = judgingOf(decisions);
  const pointers = [...new Set(judging.flatMap((decision) => (isMissing(decision, body) ? [decision.pointer ?? ''] : [])))];
  if (pointers.length === 0 || !judging.every((decision) => isMissing(decision, body))) return undefined;
  if (pointers.length > mostChanges) return [];
  const all = (value         )       => pointers.map((pointer) => ({ kind: 'add', pointer, value }));
  const found = attempt(all({}));
  if (found?.finding.verdict === 'violation') {
    const more = judgingOf(found.decisions);
    const isAbout = more.every(({ pointer }) => pointer !== undefined && pointers.includes(pointer));
    return isAbout ? movesFrom(more.map((decision) => ({ ...decision, reason: { ...decision.reason, actual: null } })), body) : [];
  }
  if (found?.finding.verdict !== 'compliant') return [];
  const accepted = [true, false].filter((value) => attempt(all(value))?.finding.verdict === 'compliant');
  return accepted.length === 1 ? accepted.map(all) : [];
}

function isMissing({ pointer, reason, guessed }          , body            )          {
  return pointer !== undefined && !guessed && reason.operator === 'exists' && typeof reason.result === 'boolean' && !isThere(body, pointer);
}

/** So often is the policy asked for one proposal. */
const mostTrials = 32;

/**
 * The smallest change of a resource after which it satisfies a policy, as far as the comparisons that decided give it away: changes that are
 * needed together, each of another value. Undefined where none was found. Each was tried: the policy finds the changed resource compliant.
 * That Azure takes the value there is not for this to know. `judgement` is what `judge` says of the resource in the same context.
 */
function proposeChange(policy                , resource          , context                   , judgement           )                                {
  const { mayBeAbsent: _, ...present } = resource;
  let trials = 0;
  const attempt = (changes                   )                        => {
    trials += 1;
    if (trials > mostTrials || changes.length > mostChanges) return undefined;
    return judge([policy], { ...present, body: withChanges(present.body, changes) }, context)[0];
  };
  const satisfies = (changes                   ) => attempt(changes)?.finding.verdict === 'compliant';

  let made                    = [];
  let decisions                                  = judgement.decisions;
  while (decisions !== undefined) {
    const body = withChanges(present.body, made);
    const before                    = made;
    const moves = movesForMissing(decisions, body, (move) => attempt([...before, ...move])) ?? movesFrom(decisions, body).toSorted(valuesBeforeNull);
    let next                                                                                           ;
    for (const move of moves) {
      const fresh = move.filter(({ pointer }) => before.every((change) => change.pointer !== pointer));
      if (fresh.length === 0) continue;
      const changes = [...before, ...fresh];
      const found = attempt(changes);
      if (found?.finding.verdict === 'compliant') return fewest(changes, satisfies);
      // One objection less may uncover the next: another branch of the rule, another kind of element.
      if (found?.finding.verdict === 'violation') next ??= { made: changes, decisions: found.decisions };
    }
    made = next?.made ?? [];
    decisions = next?.decisions;
  }
  return undefined;
}

/** A rule that lists what it allows asks for one of that before it asks for nothing at all. */
function valuesBeforeNull(left                   , right                   )         {
  return nulls(left) - nulls(right);
}

function nulls(changes                   )         {
  return changes.filter(({ value }) => value === null).length;
}

/** Leaves out what can be left out: of a count that is one too high, one element is enough. */
function fewest(changes                   , satisfies                                         )                    {
  let needed = changes;
  for (const change of needed.length > 1 ? changes.toReversed() : []) {
    const others = needed.filter((other) => other !== change);
    if (others.length > 0 && satisfies(others)) needed = others;
  }
  return needed;
}

/** So many other places are named. */
const mostRelated = 8;

/**
 * The finding of a judgement with what a person needs to change the file: the places from which the values that decided came, and the edit
 * of one literal after which the policy is satisfied, where there is one. Takes many times as long as `judge`; what is compliant and what
 * does not come from a file stays as it is.
 */
function explainFinding(judgement           , resource          , context                    = {})          {
  const { finding, policy } = judgement;
  if (resource.writingOf === undefined || (finding.verdict !== 'violation' && finding.verdict !== 'undetermined')) return finding;
  const related = relatedTo(judgement, resource);
  const fix = fixOf(proposeChange(policy, resource, context, judgement) ?? [], resource);
  return { ...finding, ...(related.length === 0 ? {} : { related }), ...(fix === undefined ? {} : { fix }) };
}

/** Where the values that decided were written, when names brought them from there. */
function relatedTo({ decisions }           , { writingOf }          )                             {
  const found = new Map                         ();
  for (const { pointer, selects } of decisions) {
    const writing = selects || pointer === undefined ? undefined : writingOf?.(pointer);
    const message = writing === undefined ? undefined : writtenAt(writing);
    if (writing === undefined || message === undefined) continue;
    const { file, pointer: at, line, column } = writing.origin;
    const { line: textLine, column: textColumn } = writing.range ?? {};
    found.set(`${file}#${at}`, { file, line: textLine ?? line ?? 1, column: textColumn ?? column ?? 1, pointer: at, message });
    if (found.size === mostRelated) break;
  }
  return Array.from(found.values());
}

const explain = /*#__PURE__*/Object.freeze(/*#__PURE__*/Object.defineProperty({
  __proto__: null,
  explainFinding
}, Symbol.toStringTag, { value: 'Module' }));

export { explain, explainFinding, proposeChange, withChanges };

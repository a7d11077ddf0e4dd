import { UserError, isJsonObject, formatResourceId } from './ground.js';
import { onePerKey, isTime, mildestFirst, rememberedVerdicts } from './tell-issue.js';
import { idKey } from './key.js';
import { most, stateVersion } from './form.js';

/**
 * The run that `stateOf` wrote. Anybody who may edit where it was kept may have written the text, so that everything in it is held to its type and to
 * bounds. Throws `UserError` with a sentence that names the first thing that is wrong and repeats nothing of it.
 */
function parseEarlierState(text        )             {
  if (text.length > most.length) return fail(`it has ${text.length} characters, and at most ${most.length} are read`);
  const state = objectOf(text);
  if (own(state, 'v') !== stateVersion) return fail(`its \`v\` is not ${stateVersion}: another version of this project wrote it`);
  const at = time(own(state, 'at'), '`at`');
  const times = list(state, 'times', most.findings * 2).map((item, index) => time(item, `\`times[${index}]\``));
  const scopes = list(state, 'scopes', most.findings + most.clusters).map((item, index) => words(item, most.id, `\`scopes[${index}]\``));
  const types = list(state, 'types', most.findings).map((item, index) => words(item, most.type, `\`types[${index}]\``));
  const rules = list(state, 'rules', most.findings).map((item, index) => ruleOf(item, `\`rules[${index}]\``));
  const resources = list(state, 'resources', most.findings + most.clusters).map((item, index) => resourceOf(item, scopes, types, `\`resources[${index}]\``));
  const findings = list(state, 'findings', most.findings).map((item, index) => findingOf(item, { rules, resources, times }, `\`findings[${index}]\``));
  const idAt = (item         , where        )         => placed(resources, item, where).id ?? fail(`${where} is no resource with an id`);
  const clusters = list(state, 'clusters', most.clusters).map((item, index) => idAt(item, `\`clusters[${index}]\``));
  const unseen = own(state, 'unseen') === undefined ? [] : list(state, 'unseen', most.clusters).map((item, index) => {
    const [resource, since] = tuple(item, 2, 2, `\`unseen[${index}]\``);
    return { id: idAt(resource, `\`unseen[${index}]\``), since: placed(times, since, `\`unseen[${index}]\``) };
  });
  const more = own(state, 'more');
  return {
    at,
    findings: onePerKey(findings),
    clusters: [...new Map(clusters.map((id) => [idKey(id), id])).values()],
    ...(unseen.length === 0 ? {} : { unseenClusters: unseen }),
    ...(more === undefined ? {} : { more: moreOf(more) }),
  };
}

function fail(what        )        {
  throw new UserError(`The memory of the earlier run cannot be read: ${what}.`);
}

function objectOf(text        )             {
  let value         ;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own words repeat a piece of the text.
    return fail('it is no well-formed JSON');
  }
  return isJsonObject(value) ? value : fail('it is no JSON object');
}

/** Inherited names, and `__proto__`, are none of ours. */
function own(state            , name        )          {
  return Object.hasOwn(state, name) ? state[name] : undefined;
}

function list(state            , name        , greatest        )                     {
  const found = own(state, name);
  if (!Array.isArray(found)) return fail(`\`${name}\` is no list`);
  return found.length > greatest ? fail(`\`${name}\` has ${found.length} elements, and at most ${greatest} are read`) : found;
}

function tuple(value         , least        , greatest        , where        )                     {
  return Array.isArray(value) && value.length >= least && value.length <= greatest ? value : fail(`${where} is no list of ${least === greatest ? least : `${least} to ${greatest}`} elements`);
}

function words(value         , greatest        , where        )         {
  if (typeof value !== 'string') return fail(`${where} is no text`);
  return value.length > greatest ? fail(`${where} has more than ${greatest} characters`) : value;
}

function time(value         , where        )         {
  return typeof value === 'string' && value.length <= 40 && isTime(value) ? value : fail(`${where} is no date and time in UTC`);
}

function placed      (items                 , place         , where        )       {
  const found = typeof place === 'number' && Number.isInteger(place) && place >= 0 ? items[place] : undefined;
  return found ?? fail(`${where} names something that is not there`);
}

function ruleOf(value         , where        )                                                    {
  const [rule, title] = tuple(value, 2, 2, where);
  const name = words(rule, most.rule, where);
  return name === '' ? fail(`${where} has no name`) : { rule: name, title: words(title, most.title, where) };
}

function resourceOf(value         , scopes                   , types                   , where        )                      {
  const [first, second, third] = tuple(value, 2, 3, where);
  if (typeof first === 'string') {
    const type = words(first, most.type, where);
    const name = words(second, most.name, where);
    return third === undefined ? { type, name } : { type, name, id: words(third, most.id, where) };
  }
  const [scope, type, name] = [placed(scopes, first, where), placed(types, second, where), words(third, most.name, where)];
  if (type.split('/').length - 1 !== name.split('/').length) return fail(`${where} has a name that does not fit its type`);
  return { type, name, id: formatResourceId(scope, type, name) };
}

                 
                                                                               
                                                     
                                    
 

function findingOf(value         , { rules, resources, times }       , where        )                 {
  const [rule, resource, verdict, severity, since, unseen = -1, exposes = []] = tuple(value, 5, 7, where);
  const exposed = tuple(exposes, 0, most.exposes, where).map((one) => placed(rules, one, where).rule);
  return {
    ...placed(rules, rule, where),
    ...standingOf(verdict, severity, where),
    resource: placed(resources, resource, where),
    since: placed(times, since, where),
    ...(unseen === -1 ? {} : { unseenSince: placed(times, unseen, where) }),
    ...(exposed.length === 0 ? {} : { exposes: exposed }),
  };
}

function standingOf(verdict         , severity         , where        )                                                                       {
  return { verdict: placed(rememberedVerdicts, verdict, where), severity: placed(mildestFirst, severity, where) };
}

function moreOf(value         )                              {
  const [count, verdict, severity] = tuple(value, 3, 3, '`more`');
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > most.count) return fail('`more` has no count');
  return { count, ...standingOf(verdict, severity, '`more`') };
}

export { parseEarlierState };

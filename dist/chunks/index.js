import { strict, something, someText, shortInteger, text, addressOf, EvaluationError, partial, object, many, list, upper, fold, integer, isAbsent, access, isArray, isObject, tryGet, keyIgnoringCase, unfit, bounded as bounded$1, ticksOf, formatTicks, lazy, boolean, isPresent, textUnknown, ExpressionError, sameText, isInt64, typeName, sameContent, textOfPieces, concatPieces, anyText, piecesOf, pureFunctions, functionTable, compileExpression, parseTemplate } from './engine.js';
import { isUnknown, present, bare, Unknown, suggestion } from './ground.js';

/**
 * An address as `IPAddress.ToString` of .NET writes it: IPv6 in lower case, the first of the longest runs of zeros as `::` (RFC 5952),
 * an IPv4 address at the end where one is embedded (dotnet/runtime, IPv6AddressHelper.ShouldHaveIpv4Embedded).
 */
function addressText({ bits, value }         )         {
  if (bits === 32) return version4(value);
  const groups = Array.from({ length: 8 }, (_, index) => Number((value >> BigInt(112 - 16 * index)) & 0xffffn));
  return isEmbedded(groups) ? `${compressed(groups.slice(0, 6))}${version4(value & 0xffff_ffffn)}` : compressed(groups);
}

function version4(value        )         {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join('.');
}

function isEmbedded(groups                   )          {
  const [first, second, third, fourth, fifth, sixth, seventh] = groups;
  const isLow = first === 0 && second === 0 && third === 0 && fourth === 0 && seventh !== 0;
  if (isLow && fifth === 0 && (sixth === 0 || sixth === 0xffff)) return true;
  if (isLow && fifth === 0xffff && sixth === 0) return true;
  return fifth === 0 && sixth === 0x5efe;
}

/** With a colon at the end when something follows. */
function compressed(groups                   )         {
  const [start, length] = longestZeros(groups);
  const tail = groups.length < 8 ? ':' : '';
  if (length < 2) return `${written(groups)}${tail}`;
  const rest = written(groups.slice(start + length));
  return `${written(groups.slice(0, start))}::${rest}${rest === '' ? '' : tail}`;
}

function written(groups                   )         {
  return groups.map((group) => group.toString(16)).join(':');
}

function longestZeros(groups                   )                                           {
  let best                            = [0, 0];
  let length = 0;
  for (const [index, group] of groups.entries()) {
    length = group === 0 ? length + 1 : 0;
    if (length > best[1]) best = [index + 1 - length, length];
  }
  return best;
}

/** Ranges of addresses (learn.microsoft.com, "CIDR functions for ARM templates"). */
const cidrFunctions                                       = [
  strict('parseCidr', [1, 1], ([range]) => parts(networkOf(range, 'parseCidr')), something),
  strict('cidrSubnet', [3, 3], ([range, size, index]) => subnet(networkOf(range, 'cidrSubnet'), shortInteger(size, 'cidrSubnet'), shortInteger(index, 'cidrSubnet')), someText),
  strict('cidrHost', [2, 2], ([range, index]) => host(networkOf(range, 'cidrHost'), shortInteger(index, 'cidrHost')), someText),
];

                   
                   
                        
                          
                          
                         
                        
 

/** `address/length`; bits of the address outside the mask are not looked at. */
function networkOf(range         , name        )          {
  const source = text(range, name);
  const [prefix = '', mask = '', ...others] = source.split('/');
  const address = addressOf(prefix.trim());
  const length = /^\d{1,3}$/.test(mask.trim()) ? Number(mask) : NaN;
  if (address === undefined || others.length > 0 || !(length <= address.bits)) {
    throw new EvaluationError(`\`${name}\` takes a range in CIDR notation such as 10.0.0.0/16; ${JSON.stringify(source.slice(0, 60))} given`);
  }
  const hosts = sizeOf(address.bits - length) - 1n;
  return { bits: address.bits, length, first: address.value & ~hosts, last: address.value | hosts };
}

function sizeOf(freeBits        )         {
  return 1n << BigInt(freeBits);
}

/** Of an IPv4 network the first and the last address are taken; where there are no others, it is said to begin and end with the first. */
function parts({ bits, length, first, last }         )         {
  const shown = (value        ) => addressText({ bits, value });
  const netmask = shown(sizeOf(bits) - sizeOf(bits - length));
  if (bits === 128) return { network: shown(first), netmask, firstUsable: shown(first), lastUsable: shown(last), cidr: length };
  const hasUsable = last - first > 1n;
  return {
    network: shown(first),
    netmask,
    broadcast: shown(last),
    firstUsable: shown(hasUsable ? first + 1n : first),
    lastUsable: shown(hasUsable ? last - 1n : first),
    cidr: length,
  };
}

function subnet({ bits, length, first }         , size        , index        )         {
  if (size < length || size > bits) {
    throw new EvaluationError(`\`cidrSubnet\` cuts a /${length} into ranges from /${length} to /${bits}; /${size} asked for`);
  }
  if (index < 0 || BigInt(index) >= sizeOf(size - length)) {
    throw new EvaluationError(`\`cidrSubnet\` finds ${sizeOf(size - length)} ranges of /${size} in a /${length}; the one at ${index} asked for`);
  }
  return `${addressText({ bits, value: first + BigInt(index) * sizeOf(bits - size) })}/${size}`;
}

/** The first one stands behind the address of the network, also in IPv6: the documentation's example begins with `…3000::1`. */
function host({ bits, length, first, last }         , index        )         {
  const value = first + 1n + BigInt(index);
  const end = bits === 32 ? last - 1n : last;
  if (index >= 0 && value <= end) return addressText({ bits, value });
  throw new EvaluationError(`\`cidrHost\` finds no usable address at ${index} in a /${length}`);
}

/**
 * Arrays and objects (learn.microsoft.com, "Array functions" and "Object functions for ARM templates"; Azure/bicep,
 * SystemNamespaceType.cs and the decompiler's tests for what `?.`, `[^1]` and `[?^1]` are compiled to).
 */
const templateCollections                                       = [
  partial('flatten', [1, 1], ([values]) => flatten(values)),
  partial('objectKeys', [1, 1], ([value]) => (isUnknown(value) ? present(value) : sortedKeys(object(value, 'objectKeys')))),
  partial('shallowMerge', [1, 1], ([values]) => shallowMerge(values)),
  partial('indexFromEnd', [2, 2], ([values, place]) => indexFromEnd(values, place)),
  partial('tryIndexFromEnd', [2, many], ([values, place, ...rest]) => below(tryIndexFromEnd(values, place), rest)),
  partial('tryGet', [2, many], tryGetInTemplate),
  partial('fail', [1, 1], ([message]) => fail(message)),
];

function openAmong(values         )                      {
  if (isUnknown(values)) return values;
  return isArray(values) ? values.find(isUnknown) : undefined;
}

/** One level; an array of which one is not known may have any length. */
function flatten(values         )          {
  const open = openAmong(values);
  return open === undefined ? list(values, 'flatten').flatMap((value) => list(value, 'flatten')) : present(open);
}

/** "Elements are consistently ordered alphabetically", as those of `items` are. */
function sortedKeys(value        )                    {
  return Object.keys(value).toSorted((left, right) => {
    const [first, second] = [upper(left), upper(right)];
    return first === second ? 0 : first < second ? -1 : 1;
  });
}

/** Members of later objects take the place of those of earlier ones, compared without case; what is in them is not merged. */
function shallowMerge(values         )          {
  const open = openAmong(values);
  if (open !== undefined) return present(open);
  const members = new Map                                    ();
  for (const value of list(values, 'shallowMerge')) {
    for (const [key, member] of Object.entries(object(value, 'shallowMerge'))) {
      members.set(fold(key), [members.get(fold(key))?.[0] ?? key, member]);
    }
  }
  return Object.fromEntries(members.values());
}

/** The last one is at 1. */
function indexFromEnd(values         , place         )          {
  if (isUnknown(values)) return bare(values);
  if (isUnknown(place)) return bare(place);
  const [items, index] = [list(values, 'indexFromEnd'), integer(place, 'indexFromEnd')];
  if (index >= 1 && index <= items.length) return items[items.length - index];
  throw new EvaluationError(`The index ${index} from the end is outside the array of ${items.length}`);
}

/** Null where there is no such element, and where there is no array. */
function tryIndexFromEnd(values         , place         )          {
  if (isUnknown(values)) return values.pieces === undefined ? bare(values) : null;
  if (isUnknown(place)) return bare(place);
  const index = integer(place, 'tryIndexFromEnd');
  return isArray(values) ? (values[values.length - index] ?? null) : null;
}

/** As in policy, and with steps that count from the end: `{value: 1, fromEnd: true}`. */
function tryGetInTemplate([value, key, ...rest]           )          {
  if (![key, ...rest].some(isObject)) return tryGet(value, key, rest);
  return below(isFromEnd(key) ? tryIndexFromEnd(value, key['value']) : tryGet(value, key, []), rest);
}

/** What lies behind an existing value has to exist. */
function below(found         , rest           )          {
  if (isAbsent(found) || rest.length === 0) return found ?? null;
  if (isUnknown(found)) return bare(found);
  return rest.reduce((current, key) => (isFromEnd(key) ? indexFromEnd(current, key['value']) : access(current, key)), found);
}

function isFromEnd(key         )                                                {
  if (!isObject(key)) return false;
  const name = keyIgnoringCase(key, 'fromEnd');
  if (name === undefined || key[name] !== true || !Object.hasOwn(key, 'value')) throw unfit('tryGet', 'keys that are texts, integers or places from the end', key);
  return true;
}

function fail(message         )        {
  throw new EvaluationError(isUnknown(message) ? `\`fail\` stops the deployment (${message.why})` : text(message, 'fail'));
}

/**
 * A moment in UTC in a standard (`d`, `u`, `o`, …) or custom (`yyyy-MM-dd`) format of .NET, invariant culture (learn.microsoft.com,
 * "Standard date and time format strings" and "Custom date and time format strings"; dotnet/runtime, DateTimeFormat.FormatCustomized).
 * Takes units of 100 nanoseconds since 1970 within the years 1 to 9999. Throws EvaluationError for a format that .NET does not have.
 */
function dateText(ticks        , shape        )         {
  const pattern = standard.get(shape) ?? shape;
  if (shape.length === 1 && pattern === shape) throw unreadable(shape);
  return custom(partsOf(ticks), pattern === '' ? general : pattern);
}

const general = 'MM/dd/yyyy HH:mm:ss';

const standard                              = new Map([
  ['d', 'MM/dd/yyyy'],
  ['D', 'dddd, dd MMMM yyyy'],
  ['f', 'dddd, dd MMMM yyyy HH:mm'],
  ['F', 'dddd, dd MMMM yyyy HH:mm:ss'],
  ['g', 'MM/dd/yyyy HH:mm'],
  ['G', general],
  ['m', 'MMMM dd'],
  ['M', 'MMMM dd'],
  ['o', "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK"],
  ['O', "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK"],
  ['r', "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'"],
  ['R', "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'"],
  ['s', "yyyy'-'MM'-'dd'T'HH':'mm':'ss"],
  ['t', 'HH:mm'],
  ['T', 'HH:mm:ss'],
  ['u', "yyyy'-'MM'-'dd HH':'mm':'ss'Z'"],
  ['U', 'dddd, dd MMMM yyyy HH:mm:ss'],
  ['y', 'yyyy MMMM'],
  ['Y', 'yyyy MMMM'],
]);

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

                 
                        
                         
                       
                           
                        
                          
                          
                      
                            
 

function partsOf(ticks        )        {
  const perSecond = 10_000_000n;
  const fraction = ((ticks % perSecond) + perSecond) % perSecond;
  const date = new Date(Number((ticks - fraction) / 10_000n));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    fraction: String(fraction).padStart(7, '0'),
  };
}

/** Letters that repeat, quoted text, an escaped character, `%` before a single letter, or a character. */
const tokenPattern = /([dfFghHKmMstyz])\1*|'[^']*'|"[^"]*"|\\[^]|%[^%]|[^]/g;

function custom(parts       , pattern        )         {
  const shown           = [];
  for (const [token] of pattern.matchAll(tokenPattern)) {
    if (/^['"%\\]$/.test(token)) throw unreadable(pattern);
    const text = textOf(parts, /^%[^]$/.test(token) ? token.slice(1) : token, pattern);
    // A point before digits that are left out goes with them.
    if (text === '' && token.startsWith('F') && shown.at(-1) === '.') shown.pop();
    shown.push(text);
  }
  return bounded$1(shown.join(''));
}

function textOf(parts       , token        , pattern        )         {
  const { length } = token;
  const padded = (value        ) => String(value).padStart(Math.min(length, 2), '0');
  switch (token.charAt(0)) {
    case 'd':
      return length <= 2 ? padded(parts.day) : shortened(days[parts.weekday], length);
    case 'M':
      return length <= 2 ? padded(parts.month) : shortened(months[parts.month - 1], length);
    case 'y':
      return length <= 2 ? padded(parts.year % 100) : String(parts.year).padStart(length, '0');
    case 'H':
      return padded(parts.hour);
    case 'h':
      return padded(parts.hour % 12 === 0 ? 12 : parts.hour % 12);
    case 'm':
      return padded(parts.minute);
    case 's':
      return padded(parts.second);
    case 'f':
    case 'F':
      if (length > 7) throw unreadable(pattern);
      return token.startsWith('f') ? parts.fraction.slice(0, length) : parts.fraction.slice(0, length).replace(/0+$/, '');
    case 't':
      return (parts.hour < 12 ? 'AM' : 'PM').slice(0, length);
    case 'g':
      return 'A.D.';
    case 'K':
      return 'Z'.repeat(length);
    case 'z':
      return length === 1 ? '+0' : length === 2 ? '+00' : '+00:00';
    case "'":
    case '"':
      return length === 1 ? token : token.slice(1, -1);
    case '\\':
      return token.slice(1);
    default:
      return token;
  }
}

/** Three letters, or all of them. */
function shortened(name                    , length        )         {
  return (name ?? '').slice(0, length === 3 ? 3 : undefined);
}

function unreadable(pattern        )                  {
  return new EvaluationError(`${JSON.stringify(pattern.slice(0, 60))} is no format of a date; one such as \`u\` or \`yyyy-MM-dd\` is expected`);
}

const perSecond$1 = 10_000_000n;
const perDay = 86_400n * perSecond$1;

const pattern =
  /^(?<sign>[-+]?)P(?!$)(?:(?<years>\d{1,10})Y)?(?:(?<months>\d{1,10})M)?(?:(?<weeks>\d{1,10})W)?(?:(?<days>\d{1,10})D)?(?:T(?!$)(?:(?<hours>\d{1,10})H)?(?:(?<minutes>\d{1,10})M)?(?:(?<seconds>\d{1,10})(?:[.,](?<fraction>\d{1,20}))?S)?)?$/i;

/** Days, hours, minutes and seconds in seconds; a year has 365 days and a month 30, as in `XmlConvert.ToTimeSpan` of .NET. */
const seconds = { years: 365n * 86_400n, months: 30n * 86_400n, weeks: 7n * 86_400n, days: 86_400n, hours: 3600n, minutes: 60n, seconds: 1n }         ;

/**
 * A duration of ISO 8601, also a negative one, in units of 100 nanoseconds (learn.microsoft.com, "Date functions for ARM templates":
 * P1Y is P365D, P1M is P30D). Throws EvaluationError when the text is none or is longer than the calendar.
 */
function durationOf(source        )         {
  const found = pattern.exec(source.trim())?.groups;
  if (found === undefined) throw new EvaluationError(`\`dateTimeAdd\` cannot read ${JSON.stringify(source.slice(0, 40))} as a duration; it takes one such as P3Y or -PT1H30M`);
  let ticks = BigInt((found['fraction'] ?? '').padEnd(7, '0').slice(0, 7));
  for (const [name, length] of Object.entries(seconds)) ticks += BigInt(found[name] ?? '0') * length * perSecond$1;
  if (ticks > 10_000n * 366n * perDay) throw new EvaluationError(`\`dateTimeAdd\` was given a duration beyond the calendar: ${source.slice(0, 40)}`);
  return found['sign'] === '-' ? -ticks : ticks;
}

/** Dates (learn.microsoft.com, "Date functions for ARM templates"). */
const dateFunctions                                       = [
  strict('dateTimeAdd', [2, 3], ([date, duration, format]) => dateTimeAdd(text(date, 'dateTimeAdd'), text(duration, 'dateTimeAdd'), format), someText),
  strict('dateTimeFromEpoch', [1, 1], ([seconds]) => fromEpoch(integer(seconds, 'dateTimeFromEpoch')), someText),
  strict('dateTimeToEpoch', [1, 1], ([date]) => toEpoch(text(date, 'dateTimeToEpoch')), something),
];

const perSecond = 10_000_000n;

/** To the second, with digits behind it where there are any: so the documentation's results are written. */
const plain = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";

/**
 * What `utcNow` gives in templates: the moment in a format of .NET, without one as `yyyyMMddTHHmmssZ`.
 * Takes ISO 8601 in UTC. Throws EvaluationError for what is no date and no format.
 */
function utcNowText(now        , format         )         {
  return dateText(moment(now, 'utcNow'), isAbsent(format) ? 'yyyyMMddTHHmmssZ' : text(format, 'utcNow'));
}

function dateTimeAdd(date        , duration        , format         )         {
  const result = moment(date, 'dateTimeAdd') + durationOf(duration);
  if (formatTicks(result) === undefined) throw new EvaluationError(`\`dateTimeAdd\` leaves the calendar with ${duration.slice(0, 40)} from ${date.slice(0, 40)}`);
  return dateText(result, isAbsent(format) ? plain : text(format, 'dateTimeAdd'));
}

function fromEpoch(seconds        )         {
  const ticks = BigInt(seconds) * perSecond;
  if (formatTicks(ticks) === undefined) throw new EvaluationError(`\`dateTimeFromEpoch\` leaves the calendar with ${seconds} seconds`);
  return dateText(ticks, plain);
}

/** Whole seconds, towards the past. */
function toEpoch(date        )         {
  const ticks = moment(date, 'dateTimeToEpoch');
  return Number((ticks - (((ticks % perSecond) + perSecond) % perSecond)) / perSecond);
}

/** ISO 8601 with or without the marks between its parts: `utcNow()` writes none. */
function moment(source        , name        )         {
  const written = source.trim().replace(/^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?)?/i, (_, year        , month        , day        , hour         , minute         , second         ) =>
    hour === undefined ? `${year}-${month}-${day}` : `${year}-${month}-${day}T${hour}:${minute ?? ''}:${second ?? '00'}`,
  );
  const ticks = ticksOf(written);
  if (ticks !== undefined && formatTicks(ticks) !== undefined) return ticks;
  throw new EvaluationError(`\`${name}\` cannot read ${JSON.stringify(source.slice(0, 40))} as a date; it takes one such as 2020-01-31T00:00:00Z`);
}

/**
 * `and`, `or` and `coalesce` of templates stop at what decides: what follows may be guarded by it. The policy engine evaluates all arguments
 * (azure-policy-linter, ExpressionBuiltInFunctions.cs), so there they stay as they are in `logicFunctions`.
 */
const guardFunctions                                       = [
  lazy('and', [2, many], (args) => combine('and', args, false)),
  lazy('or', [2, many], (args) => combine('or', args, true)),
  lazy('coalesce', [1, many], coalesce),
];

/** An argument that has not been evaluated yet. */
                           

/**
 * What follows the first value is not evaluated: it may be a `fail` (learn.microsoft.com, "Bicep flow control functions"). Of a value that
 * may be null the next ones tell whether there will be one at all.
 */
function coalesce(args                  )          {
  for (const [index, arg] of args.entries()) {
    const value = arg();
    if (isAbsent(value)) continue;
    if (!isUnknown(value) || value.isPresent) return value;
    return args.slice(index + 1).some(givesOrFails) ? new Unknown(value.why, { isPresent: true }) : value;
  }
  return null;
}

function givesOrFails(arg       )          {
  try {
    return isPresent(arg());
  } catch (error) {
    if (error instanceof EvaluationError) return true;
    throw error;
  }
}

/**
 * `and` and `or`: one argument equal to `decisive` settles the matter, whatever is unknown. What follows it is not evaluated: the
 * documentation's own examples guard `objectToTest.four` and `emptyArray[0]` so (learn.microsoft.com, "Bicep logical operators").
 */
function combine(name        , args                  , decisive         )        {
  let open                     ;
  for (const arg of args) {
    try {
      const value = arg();
      if (isUnknown(value)) open ??= value;
      else if (boolean(value, name) === decisive) return decisive;
    } catch (error) {
      // What is unknown may be what guards it.
      if (open === undefined || !(error instanceof EvaluationError)) throw error;
      return present(open);
    }
  }
  return open === undefined ? !decisive : present(open);
}

/** The arguments of one call of a lambda, by lower-case name. */
                                                       

/** What the scope of an evaluation has so that lambdas can be called in it; see `lambdaState`. */
                              
                                
 

                              
                                                                 
                                 
                                                                             
               
                                                                                            
                    
 

/** Elements that lambdas look at with one state: more take longer than anybody waits for. */
const mostCalls = 100_000;

/** A fresh state. Evaluations that share one share its bound on the work, so a host gives one to all of a template. */
function lambdaState(calls = mostCalls)              {
  return { frames: [], left: calls, isWanted: false };
}

/** A function that an expression writes; only the functions that take one understand it. */
class Lambda {
           names                   ;
           body               ;

  constructor(names                   , body               ) {
    this.names = names;
    this.body = body;
  }
}

/** `lambda` and `lambdaVariables` (learn.microsoft.com, "Lambda functions for ARM templates"). */
const lambdaFunctions                                           = [
  lazy('lambda', [1, many], (parts, { lambdas }) => lambda(parts, lambdas)),
  partial('lambdaVariables', [1, 1], ([name], { lambdas }) => (isUnknown(name) ? bare(name) : variable(text(name, 'lambdaVariables'), lambdas))),
];

function lambda(parts                            , state             )         {
  if (!state.isWanted) throw new EvaluationError('`lambda` stands only where filter, groupBy, map, mapValues, reduce, sort and toObject take one');
  state.isWanted = false;
  const names = parts.slice(0, -1).map((part) => text(part(), 'lambda').toLowerCase());
  if (new Set(names).size < names.length) throw new EvaluationError('`lambda` was given the same name twice');
  return new Lambda(names, parts.at(-1) ?? (() => null));
}

function variable(name        , { frames }             )          {
  const wanted = name.toLowerCase();
  const frame = frames.findLast((each) => each.has(wanted));
  if (frame === undefined) throw new EvaluationError(`\`lambdaVariables('${name.slice(0, 60)}')\` names no argument of a lambda around it`);
  return frame.get(wanted);
}

/**
 * Makes a function of an argument that has to be a lambda of `least` to `most` names; arguments without a name are left out.
 * Throws EvaluationError when it is none, and when it is called more often than the state allows.
 */
function lambdaOf(argument                             , [least, most]                           , name        , state             )                                             {
  const found = evaluated(argument, state);
  if (!(found instanceof Lambda)) throw new EvaluationError(`\`${name}\` takes a lambda`);
  const { names, body } = found;
  if (names.length < least || names.length > most) {
    throw new EvaluationError(`\`${name}\` takes a lambda of ${least === most ? '' : `${least} to `}${most} argument${most === 1 ? '' : 's'}; ${names.length} given`);
  }
  const spend = (calls        )       => {
    state.left -= calls;
    if (state.left < 0) throw new EvaluationError(`\`${name}\` goes on: lambdas have looked at as many elements as this engine allows`);
  };
  return (...values) => {
    spend(1);
    state.frames.push(new Map(names.map((key, index) => [key, values[index]])));
    try {
      const value = body();
      spend(weightOf(value, state.left));
      return value;
    } finally {
      state.frames.pop();
    }
  };
}

/** What a value weighs in calls, by its parts and characters: an expression makes much of little. Stops beyond `most`. */
function weightOf(value         , most        )         {
  if (typeof value === 'string') return value.length / 256;
  const parts = isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  let weight = 0;
  for (const part of parts) {
    weight += 1 / 16 + weightOf(part, most - weight);
    if (weight > most) return weight;
  }
  return weight;
}

function evaluated(argument                             , state             )          {
  state.isWanted = true;
  try {
    return argument?.();
  } finally {
    state.isWanted = false;
  }
}

/**
 * Functions that take lambdas (learn.microsoft.com, "Lambda functions for ARM templates"; where a lambda may have the index as one
 * more argument: Azure/bicep, SystemNamespaceType.cs).
 */
const lambdaFamily                                           = [
  lazy('filter', [2, 2], ([values, condition], { lambdas }) => over(values, 'filter', (items) => filter(items, lambdaOf(condition, [1, 2], 'filter', lambdas)))),
  lazy('map', [2, 2], ([values, body], { lambdas }) => over(values, 'map', (items) => items.map(calling(lambdaOf(body, [1, 2], 'map', lambdas))))),
  lazy('mapValues', [2, 2], ([value, body], { lambdas }) => mapValues(value?.(), lambdaOf(body, [1, 1], 'mapValues', lambdas))),
  lazy('reduce', [3, 3], (args, { lambdas }) => reduce(args, lambdas)),
  lazy('sort', [2, 2], ([values, order], { lambdas }) => over(values, 'sort', (items) => sort(items, lambdaOf(order, [2, 2], 'sort', lambdas)))),
  lazy('groupBy', [2, 3], (args, { lambdas }) => keyed('groupBy', args, lambdas, grouped)),
  lazy('toObject', [2, 3], (args, { lambdas }) => keyed('toObject', args, lambdas, lastOfEach)),
];

/** Of an array that is not known only that something comes of it. */
function over(values                             , name        , make                                        )          {
  const items = values?.();
  return isUnknown(items) ? present(items) : make(list(items, name));
}

function calling(call      )                                            {
  return (item, index) => call(item, index);
}

/** Which elements there are is not known when one condition is not. */
function filter(items                    , holds      )          {
  const kept            = [];
  for (const [index, item] of items.entries()) {
    const truth = holds(item, index);
    if (isUnknown(truth)) return present(truth);
    if (boolean(truth, 'filter')) kept.push(item);
  }
  return kept;
}

function mapValues(value         , body      )          {
  if (isUnknown(value)) return present(value);
  return Object.fromEntries(Object.entries(object(value, 'mapValues')).map(([key, member]) => [key, body(member)]));
}

function reduce([values, start, body]        , state             )          {
  const items = values?.();
  const initial = start?.();
  const call = lambdaOf(body, [2, 3], 'reduce', state);
  if (isUnknown(items)) return bare(items);
  return list(items, 'reduce').reduce((current, next, index) => call(current, next, index), initial);
}

/** Orders by halves, those that are equal as they came: an element comes first unless the lambda says so of the one behind it. */
function sort(items                    , isBefore      )          {
  try {
    return merged(items, (left, right) => {
      const truth = isBefore(left, right);
      if (isUnknown(truth)) throw new UndecidedOrder(truth);
      return boolean(truth, 'sort');
    });
  } catch (error) {
    // As many elements as before; which one stands where is not known.
    if (error instanceof UndecidedOrder) return items.map(() => new Unknown(error.open.why));
    throw error;
  }
}

class UndecidedOrder extends Error {
           open         ;

  constructor(open         ) {
    super(open.why);
    this.open = open;
  }
}

function merged(items                    , isBefore                                            )                     {
  if (items.length < 2) return items;
  const middle = Math.ceil(items.length / 2);
  const [left, right] = [merged(items.slice(0, middle), isBefore), merged(items.slice(middle), isBefore)];
  const sorted            = [];
  let taken = 0;
  for (const item of right) {
    while (taken < left.length && !isBefore(item, left[taken])) {
      sorted.push(left[taken]);
      taken += 1;
    }
    sorted.push(item);
  }
  return [...sorted, ...left.slice(taken)];
}

                                                   

/** Names and values of every element; whose names are known, the values may be unknown. */
function keyed(name        , [values, key, value]        , state             , make                                     )          {
  return over(values, name, (items) => {
    const keyOf = lambdaOf(key, [1, 1], name, state);
    const valueOf       = value === undefined ? (item) => item : lambdaOf(value, [1, 1], name, state);
    const pairs         = [];
    for (const item of items) {
      const found = keyOf(item);
      if (isUnknown(found)) return present(found);
      pairs.push([text(found, name), valueOf(item)]);
    }
    return make(pairs);
  });
}

/** Names compare without case and are spelled as the first is. */
function grouped(pairs                 )          {
  const groups = new Map                                                              ();
  for (const [key, value] of pairs) {
    const group = groups.get(fold(key));
    if (group === undefined) groups.set(fold(key), { key, values: [value] });
    else group.values.push(value);
  }
  return Object.fromEntries(Array.from(groups.values(), ({ key, values }) => [key, values]));
}

function lastOfEach(pairs                 )          {
  const members = new Map              ();
  for (const [key, value] of pairs) members.set(fold(key), [members.get(fold(key))?.[0] ?? key, value]);
  return Object.fromEntries(members.values());
}

const undocumented = new Unknown('how the service takes URIs apart and puts them together is not documented');

/** Bicep has them since 2025 and compiles them as they are (Azure/bicep, SystemNamespaceType.cs). What exactly they give is written nowhere. */
const uriFunctions                                       = [
  strict('buildUri', [1, 1], ([components]) => (object(components, 'buildUri'), textUnknown(undocumented)), someText),
  strict('parseUri', [1, 1], ([uri]) => (text(uri, 'parseUri'), something([], undocumented)), something),
];

/**
 * What templates have besides `pureFunctions` and depends on its arguments alone; policy has none of it. Put it behind
 * `pureFunctions` in a table: `tryGet`, `and`, `or` and `coalesce` of templates take the places of those of both.
 */
const templateFunctions                                           = [
  ...guardFunctions,
  ...cidrFunctions,
  ...dateFunctions,
  ...templateCollections,
  ...uriFunctions,
  ...lambdaFunctions,
  ...lambdaFamily,
];

/** A failure with the place that it comes from: the innermost expression. */
class PlacedError extends EvaluationError {
           at         ;

  constructor(message        , at         ) {
    super(message);
    this.at = at;
  }
}

/** The error with a place, when it is one of the template; any other is thrown on. */
function placed(error         , at         )              {
  if (error instanceof PlacedError) return error;
  if (error instanceof EvaluationError || error instanceof ExpressionError) return new PlacedError(error.message, at);
  if (isStackOverflow(error)) return new PlacedError(tooDeep, at);
  throw error;
}

/** What to say when the stack of the machine is the limit. */
const tooDeep = 'The template is nested too deeply to be expanded';

function isStackOverflow(error         )                      {
  return error instanceof RangeError && error.message.includes('call stack');
}

/** The whole expansion has grown beyond its limits: nothing more is made. */
class ExhaustedError extends Error {
                    name = 'ExhaustedError';
}

/**
 * What one expansion may grow to. The numbers of Azure are Azure's (learn.microsoft.com, "ARM template best practices: template limits" and
 * "Resource iteration: iteration limit"); the others are ours and lie well beyond what Azure takes.
 */
const templateLimits = {
  /** Azure's: copies of one loop. */
  copies: 800,
  /** Ours: templates inside of templates. */
  nestedTemplates: 24,
  /** Ours: a file that links itself through others again and again. */
  sameFile: 4,
  /** Ours: parameters, variables and functions that need each other in a row. */
  chain: 160,
  /** Ours: levels of a document; the reader of JSON takes no more either. */
  documentDepth: 256,
  /** Ours: resources of all templates together; Azure takes 800 for each template. */
  resources: 100_000,
  /** Ours: the parts that a resource counts for when the effort is summed up. */
  resourceParts: 1000,
  /** Ours: the parts of one value, where a longer text counts once for every 64 characters. A template has 4 MB at most. */
  valueParts: 524_288,
  /** Ours: the parts of all values made; an expression counts for a few. */
  allParts: 4_194_304,
  expressionParts: 3,
  /** Ours: problems that are told. */
  problems: 1000,
  /** Ours: characters of misspelt names, once for each name that they are compared with. */
  compared: 100_000,
  /** Ours: elements that lambdas look at. */
  lambdaCalls: 1_000_000,
  /** Ours: calls of functions and the parts of their arguments. */
  work: 16_777_216,
}         ;

/*
 * The weight of a value is the number of its parts, where a part that is shared counts wherever it stands (whoever walks the value walks
 * it so often), and a longer text counts once for every 64 characters. A few doublings make a value of few objects and billions of parts.
 */

/** What a text counts besides itself. */
function textWeight(text        )         {
  return text.length >> 6;
}

/** Counts what an expansion makes and does. Throws ExhaustedError beyond all bounds, EvaluationError for a single value beyond its own. */
                        
                                         
                                          
                                                   
                                            
                                             
                                                                                                       
                                                       
                               
                               
                              
                             
 

/** Which of two properties counts whose names differ in case only depends on who reads them, as the reader of documents has it. Throws EvaluationError. */
function assertNoTwins(keys                   )       {
  if (keys.length < 2) return;
  const seen = new Map                ();
  for (const key of keys) {
    const twin = seen.get(key.toLowerCase());
    if (twin !== undefined) throw new EvaluationError(twin === key ? `The property \`${key}\` is named twice` : `The properties \`${twin}\` and \`${key}\` of a value differ in case only`);
    seen.set(key.toLowerCase(), key);
  }
}

function newMeter()        {
  const weights = new WeakMap                ();
  let parts = 0;
  let work = 0;
  let compared = 0;
  const weigh = (value         , depth        )         => {
    if (typeof value === 'string') return 1 + textWeight(value);
    if (typeof value !== 'object' || value === null || isUnknown(value)) return 1;
    const known = weights.get(value);
    if (known !== undefined) return known;
    if (depth > templateLimits.documentDepth) throw new EvaluationError(`A value is nested deeper than ${templateLimits.documentDepth} levels`);
    let weight = 1;
    if (isArray(value)) for (const item of value) weight += weigh(item, depth + 1);
    else {
      assertNoTwins(Object.keys(value));
      for (const [key, item] of Object.entries(value)) weight += weigh(item, depth + 1) + textWeight(key);
    }
    if (weight > templateLimits.valueParts) throw new EvaluationError(`A value has more than ${templateLimits.valueParts} parts`);
    weights.set(value, weight);
    return weight;
  };
  return {
    made: (weight) => {
      parts += weight;
      if (parts > templateLimits.allParts) throw new ExhaustedError(`The deployment makes values of more than ${templateLimits.allParts} parts; divide it`);
    },
    worked: (weight) => {
      work += weight;
      if (work > templateLimits.work) throw new ExhaustedError('The expressions of the deployment take more work than a check can spend; divide it, or make its loops smaller');
    },
    weigh: (value) => weigh(value, 0),
    mayCompare: (characters) => {
      compared += characters;
      return compared <= templateLimits.compared;
    },
    spent: () => parts + work,
    renew: () => {
      parts = 0;
      work = 0;
    },
  };
}

/** What a look at a value of a document tells: whether it has nothing to evaluate, and its number of parts. */
                          
                            
                          
 

/** Looks at every value of a document once. `evaluates`: its texts may be expressions. */
                          
                              
                                                                      
                                         
 

/** True for a text to evaluate: in brackets, of which a second one would escape the first (learn.microsoft.com, "Syntax and expressions"). */
function isExpression(text        )          {
  return text.startsWith('[') && text.endsWith(']') && !text.startsWith('[[');
}

/** The text without the bracket that escapes another one. */
function escapedText(text        )         {
  return text.startsWith('[[') && text.endsWith(']') ? text.slice(1) : text;
}

/**
 * True for a member that holds loops instead of a value (learn.microsoft.com, "Property iteration", "Variable iteration"). An array of
 * anything else is an ordinary property that happens to have that name.
 */
function isLoops(key        , raw         )          {
  return key.length === 4 && key.toLowerCase() === 'copy' && isArray(raw) && raw.length > 0 && raw.every((loop) => isObject(loop) && hasLoopMembers(loop));
}

function hasLoopMembers(loop        )          {
  const keys = new Set(Object.keys(loop).map((key) => key.toLowerCase()));
  return keys.has('name') && keys.has('count');
}

const oneScalar          = { isPlain: true, weight: 1 };

function scanner(evaluates         )          {
  // Lives no longer than the document. A WeakMap of so many makes the collector slow.
  const seen = new Map                 ();
  const scan = (raw         , depth        )          => {
    if (typeof raw === 'string') return { isPlain: !(evaluates && raw.startsWith('[') && raw.endsWith(']')), weight: 1 + textWeight(raw) };
    if (typeof raw !== 'object' || raw === null) return oneScalar;
    const known = seen.get(raw);
    if (known !== undefined) return known;
    if (depth > templateLimits.documentDepth) throw new EvaluationError(`The document is nested deeper than ${templateLimits.documentDepth} levels`);
    let isPlain = true;
    let weight = 1;
    const isList = isArray(raw);
    for (const [key, value] of Object.entries(raw)) {
      const part = scan(value, depth + 1);
      isPlain &&= part.isPlain && (isList || !evaluates || !(key.startsWith('[') || isLoops(key, value)));
      weight += part.weight + (isList ? 0 : textWeight(key));
    }
    const scanned = { isPlain, weight };
    seen.set(raw, scanned);
    return scanned;
  };
  return { evaluates, of: (raw) => scan(raw, 0) };
}

/**
 * - `plain`: no expression in it; its value is what the document holds, by identity (a text may have lost the bracket that escaped another)
 * - `expression`: a text to evaluate
 * - `object`, `array`: an expression or a loop is somewhere below
 */
                                                                      

/** A member of an object as it is written: its key may be an expression. */
                         
                       
                          
 

/** Above this many members a map by name pays. */
const fewMembers = 16;

/** A value of a document, and where it stands. Its parts are made when they are asked for. */
class Written {
           raw         ;
           kind             ;
           file        ;
           #key        ;
           #parent                     ;
           #scan         ;
  #members                               ;
  #items                                ;
  #byName                                          ;

          constructor(raw         , key        , parent                     , file        , scan         ) {
    this.raw = raw;
    this.file = file;
    this.#key = key;
    this.#parent = parent;
    this.#scan = scan;
    this.kind = kindOf(raw, scan);
  }

  /** A document whose texts may be expressions. Throws EvaluationError for one that is nested too deeply. */
  static template(raw         , file        )          {
    return new Written(raw, '', undefined, file, scanner(true));
  }

  /** A document whose texts are texts, as those of a file of parameters. Throws EvaluationError as well. */
  static values(raw         , file        )          {
    return new Written(raw, '', undefined, file, scanner(false));
  }

  /** The same place in a document of texts, where this text is one to evaluate after all. */
  evaluated()          {
    return new Written(this.raw, this.#key, this.#parent, this.file, scanner(true));
  }

  /** The value of something plain. */
  get plain()          {
    return typeof this.raw === 'string' && this.#scan.evaluates ? escapedText(this.raw) : this.raw;
  }

  /** The number of parts of a plain value; see `weight.ts`. */
  get weight()         {
    return this.#scan.of(this.raw).weight;
  }

  get isObject()          {
    return isObject(this.raw);
  }

  get isArray()          {
    return Array.isArray(this.raw);
  }

  /** Empty for what is no object. */
  get members()                    {
    this.#members ??= Object.entries(isObject(this.raw) ? this.raw : {}).map(([key, value]) => ({ key, value: this.#child(value, key) }));
    return this.#members;
  }

  /** Empty for what is no array. */
  get items()                     {
    this.#items ??= (Array.isArray(this.raw) ? this.raw : []).map((value         , index) => this.#child(value, String(index)));
    return this.#items;
  }

  /** The member of a name that compares without case. */
  find(name        )                      {
    const { members } = this;
    if (members.length <= fewMembers) return members.find(({ key }) => sameText(key, name))?.value;
    this.#byName ??= new Map(members.map(({ key, value }) => [key.toLowerCase(), value]));
    return this.#byName.get(name.toLowerCase());
  }

  /** The text of a member that is no expression. */
  text(name        )                     {
    const found = this.find(name);
    return found?.kind === 'plain' && typeof found.plain === 'string' ? found.plain : undefined;
  }

  get place()        {
    return { file: this.file, pointer: this.#pointer() };
  }

  /** Whether a member holds loops instead of a value: `"copy": [{"name": …, "count": …, "input": …}]`. */
  get isLoops()          {
    return this.#scan.evaluates && isLoops(this.#key, this.raw);
  }

  #pointer()         {
    const parent = this.#parent;
    return parent === undefined ? '' : `${parent.#pointer()}/${this.#key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  }

  #child(raw         , key        )          {
    return new Written(raw, key, this, this.file, this.#scan);
  }
}

function kindOf(raw         , scan         )              {
  if (typeof raw === 'string') return scan.evaluates && isExpression(raw) ? 'expression' : 'plain';
  if (scan.of(raw).isPlain) return 'plain';
  return Array.isArray(raw) ? 'array' : 'object';
}

/** What stands for a part that fails. */
                                                               

/** Remembers the failure as a problem, and goes on with what nobody knows: the rest of a resource can still be judged. */
const withProblem         = (error, { session }) => {
  session.problems.caught(error);
  return new Unknown(error instanceof Error ? `it cannot be evaluated: ${error.message}` : 'it cannot be evaluated');
};

/** The value of what is written, in a frame. Throws PlacedError for what fails, unless a part may be rescued. */
function valueOf(written         , frame       , rescue         )          {
  const { meter } = frame.session;
  if (written.kind === 'plain') {
    meter.made(written.weight);
    return written.plain;
  }
  if (written.kind === 'expression') return rescued(() => evaluateText(written, frame), frame, rescue);
  meter.made(1);
  const made         = written.kind === 'array' ? written.items.map((item) => valueOf(item, frame, rescue)) : objectOf(written.members, frame, rescue);
  if (!isUnknown(made)) frame.session.origins.set(made, { written, frame });
  return made;
}

/**
 * The object of some members of what is written. An Unknown when nobody knows how one of them is called: any could be that one. Throws
 * PlacedError, or rescues, where two names are one.
 */
function objectOf(members                   , frame       , rescue         )                        {
  const made                          = {};
  const names           = [];
  let open                     ;
  let computed                     ;
  const set = (name                  , written        , value         )       => {
    const known = isUnknown(name) && isNoProperty(name) ? written : name;
    if (isUnknown(known)) {
      open ??= known;
      return;
    }
    names.push(known);
    setMember(made, known, value);
  };
  for (const { key, value } of members) {
    if (value.isLoops || key.startsWith('[')) computed ??= value;
    if (value.isLoops) for (const loop of value.items) set(nameOf(() => loopName(loop, frame), frame, rescue), 'copy', rescued(() => loopValue(loop, frame), frame, rescue));
    else set(key.startsWith('[') ? nameOf(() => keyOf(key, value, frame), frame, rescue) : key, key, valueOf(value, frame, rescue));
  }
  if (open !== undefined) return new Unknown(open.why, { isPresent: true });
  // Names that are written out were compared when the document was read.
  const place = computed;
  if (place !== undefined) rescued(() => distinct(names, place), frame, rescue);
  return made;
}

/** What is known of a name may show that no property is called so: `hidden-link:…` of tags, the id of an identity. It stands there as it is written. */
function isNoProperty({ pieces = [] }         )          {
  return pieces.some((piece) => /[^\w$]/.test(piece));
}

/** Throws PlacedError. */
function distinct(names                   , written         )       {
  try {
    assertNoTwins(names);
  } catch (error) {
    throw placed(error, written);
  }
}

function nameOf(name                        , frame       , rescue                    )                   {
  const found = rescued(name, frame, rescue);
  return typeof found === 'string' || isUnknown(found) ? found : new Unknown('the name of a property is not known');
}

function rescued(make               , frame       , rescue                    )          {
  if (rescue === undefined) return make();
  try {
    return make();
  } catch (error) {
    return rescue(error, frame);
  }
}

/** The name of a property as it will be: a name may be an expression. */
function keyOf(key        , written         , frame       )                   {
  if (!key.startsWith('[')) return key;
  if (!isExpression(key)) return escapedText(key);
  try {
    const name = frame.program.evaluate(key)(frame);
    if (typeof name === 'string' || isUnknown(name)) return name;
    throw new EvaluationError(`The name of a property is a text; ${typeName(name)} given`);
  } catch (error) {
    throw placed(error, written);
  }
}

/** The value of one loop of a `copy` of properties or variables: an array, or an Unknown when nobody knows how long. */
function loopValue(loop         , frame       )          {
  const count = loopCount(loop, frame);
  if (isUnknown(count)) return new Unknown(count.why, { isPresent: true });
  const name = loopName(loop, frame);
  const input = loop.find('input');
  if (input === undefined) throw new PlacedError(`The loop \`${name}\` has no \`input\``, loop);
  const made = Array.from({ length: count }, (_, index) => valueOf(input, turnOf(frame, 'part', name, index)));
  frame.session.origins.set(made, { written: loop, frame });
  return made;
}

function turnOf(frame       , kind              , name        , index                  )        {
  return { ...frame, loops: { name, kind, index, outer: frame.loops } };
}

function loopName(loop         , frame       )         {
  const written = loop.find('name');
  const name = written === undefined ? undefined : valueOf(written, frame);
  if (typeof name === 'string') return name;
  throw new PlacedError('A loop has a `name` that is a text', written ?? loop);
}

/** Throws PlacedError beyond what Azure copies. */
function loopCount(loop         , frame       )                   {
  const written = loop.find('count');
  if (written === undefined) throw new PlacedError('A loop has a `count`', loop);
  const count = valueOf(written, frame);
  if (isUnknown(count)) return count;
  if (typeof count !== 'number' || !isInt64(count)) throw new PlacedError(`The \`count\` of a loop is an integer; ${typeName(count)} given`, written);
  if (count >= 0 && count <= templateLimits.copies) return count;
  throw new PlacedError(`A loop makes 0 to ${templateLimits.copies} copies; its \`count\` is ${count}`, written);
}

function evaluateText(written         , frame       )          {
  const { session, program } = frame;
  const outer = session.at;
  session.at = written;
  try {
    const value = program.evaluate(String(written.raw))(frame) ?? null;
    session.meter.made(templateLimits.expressionParts + session.meter.weigh(value));
    return value;
  } catch (error) {
    throw placed(error, written);
  } finally {
    session.at = outer;
  }
}

/** Defines an own member, also for a name such as `__proto__`. */
function setMember(made                         , key        , value         )       {
  if (key === '__proto__') Object.defineProperty(made, key, { value, enumerable: true, configurable: true, writable: true });
  else made[key] = value;
}

/** Where the value of a parameter or variable comes from. */
                    
                                                                                                                      
                                                                                                                     
                                                                                
                                                                                                                                                                 
                                        
                                                                               
                                                           
                                                        

                                                                                                                                                                               

const open        = { kind: 'open' };
const busy        = { kind: 'busy' };

/** A parameter or a variable: evaluated when it is first asked for. */
class Binding {
           kind                          ;
           name        ;
           #source              ;
           #session         ;
  #known                    ;
  #state        = open;

  constructor(kind                          , name        , session         , source              ) {
    this.kind = kind;
    this.name = name;
    this.#session = session;
    this.#source = source;
  }

  get source()         {
    this.#known ??= this.#source();
    return this.#known;
  }

  /** Set when the value is there or can be had without evaluating anything. */
  get isMade()          {
    return this.#state.kind === 'made' || (this.source.kind === 'written' && this.source.written.kind === 'plain');
  }

  /** Throws EvaluationError for a cycle, with its path, and for whatever is wrong with the expression. */
  value()          {
    const state = this.#state;
    if (state.kind === 'made') return state.value;
    if (state.kind === 'failed') throw state.error;
    const { chain } = this.#session;
    if (state.kind === 'busy') throw new EvaluationError(`The ${this.kind} \`${this.name}\` needs itself: ${pathOf$1(chain.slice(chain.indexOf(this)), this)}`);
    if (chain.length >= templateLimits.chain) throw new EvaluationError(`More than ${templateLimits.chain} parameters and variables need each other in a row`);
    chain.push(this);
    this.#state = busy;
    try {
      const value = this.#make();
      this.#state = { kind: 'made', value };
      return value;
    } catch (error) {
      this.#state = { kind: 'failed', error };
      throw error;
    } finally {
      chain.pop();
    }
  }

  #make()          {
    const { source } = this;
    const value = made(source);
    if (value !== null || !('otherwise' in source) || source.otherwise === undefined) return value;
    this.#known = source.otherwise();
    return made(this.#known);
  }
}

function made(source        )          {
  if (source.kind === 'given') return source.value;
  if (source.kind === 'entry') return source.valueOf(valueOf(source.written, source.frame));
  return source.kind === 'loop' ? loopValue(source.written, source.frame) : valueOf(source.written, source.frame);
}

/** `parameters a → variables b → parameters a`. */
function pathOf$1(chain                    , end         )         {
  return [...chain, end].map(({ kind, name }) => `${kind} ${name}`).join(' → ');
}

/** "; did you mean `name`?", or nothing: also when there were too many mistakes among too many names to look for what each was meant to be. */
function didYouMean(name        , candidates                   , meter       )         {
  return meter.mayCompare(name.length * candidates.length) ? suggestion(name, candidates) : '';
}

/*
 * Files of the checkout have a URI of their own while a template is expanded, so that expressions which make the URI of a linked template
 * from that of their own, as those of the quickstarts do, lead to a path. The host can never be one (RFC 2606).
 */
const base = 'https://checkout.invalid/';

/** The URI of a path from the root of the checkout. */
function uriOfFile(path        )         {
  return base + path.split('/').map(encodeURIComponent).join('/');
}

/** The URI of the folder of a file, with a slash at its end. */
function uriOfFolder(path        )         {
  return uriOfFile(path.slice(0, path.lastIndexOf('/') + 1));
}

/** The path that a URI leads to: undefined when it leaves the checkout; a query, such as a token, is none of its business. */
function pathOfUri(uri        )                     {
  if (!uri.toLowerCase().startsWith(base)) return undefined;
  const [path = ''] = uri.slice(base.length).split(/[?#]/);
  try {
    return pathBelow('', decodeURIComponent(path));
  } catch {
    return undefined;
  }
}

/** A path relative to a folder (`a/b/` or the empty text), without `.` and `..`; undefined when it leaves the checkout. */
function pathBelow(folder        , path        )                     {
  if (path.startsWith('/') || path.includes('\0') || /^[A-Za-z]:/.test(path)) return undefined;
  const kept           = [];
  for (const segment of `${folder}${path}`.replaceAll('\\', '/').split('/')) {
    if (segment === '..') {
      if (kept.pop() === undefined) return undefined;
    } else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  return kept.length === 0 ? undefined : kept.join('/');
}

/** The types of parameters; secure ones hold the same values. */
                                                                           

const types                                     = new Map([
  ['string', 'string'],
  ['securestring', 'string'],
  ['int', 'int'],
  ['bool', 'bool'],
  ['object', 'object'],
  ['secureobject', 'object'],
  ['array', 'array'],
]);

/** Definitions that refer to one another are followed so far. */
const longestChain = 32;

/** The declaration and what it refers to by `$ref`, itself first (learn.microsoft.com, "Type definitions in ARM templates"). */
function schemasOf(declaration         , program         )                     {
  const found = [declaration];
  for (let at                      = declaration; at !== undefined && found.length < longestChain; ) {
    const reference                     = at.text('$ref');
    at = reference === undefined ? undefined : program.definition(nameOfReference(reference));
    if (at !== undefined) found.push(at);
  }
  return found;
}

/** The type of a parameter, property or element; undefined when any value will do. */
function typeOf(declaration         , program         )                            {
  const named = schemasOf(declaration, program).map((schema) => schema.text('type')).find((type) => type !== undefined);
  return named === undefined ? undefined : types.get(named.toLowerCase());
}

function isNullable(declaration         , program         )          {
  return schemasOf(declaration, program).some((schema) => schema.find('nullable')?.raw === true);
}

/** Types within types are looked at so deep; what lies deeper is taken for secret. */
const deepest$1 = 16;

/** Whether a parameter is secure, or any part of what it holds is by its type: a property, an element, whatever else is allowed. */
function holdsSecret(declaration         , program         , depth = 0)          {
  if (depth > deepest$1) return true;
  return schemasOf(declaration, program).some((schema) => {
    if (/^secure(string|object)$/i.test(schema.text('type') ?? '')) return true;
    const parts = [
      ...(schema.find('properties')?.members ?? []).map(({ value }) => value),
      ...(schema.find('prefixItems')?.items ?? []),
      ...['items', 'additionalProperties'].flatMap((name) => schema.find(name) ?? []),
      ...(schema.find('discriminator')?.find('mapping')?.members ?? []).map(({ value }) => value),
    ];
    return parts.some((part) => part.isObject && holdsSecret(part, program, depth + 1));
  });
}

/** `#/definitions/name`, with the escapes of a JSON pointer in a URI. */
function nameOfReference(reference        )         {
  const name = reference.replace(/^#\/definitions\//i, '').replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** What is passed to a template. */
                            
                                                                                                                                                    
                                        
                                                                                                                  
                         
                                         
                                
                                                                                           
                               
                                                     
                        
 

/**
 * The parameters of a template by lower-case name, none evaluated yet: given values first, then defaults, then Unknown
 * (learn.microsoft.com, "Parameters in ARM templates", "Create Resource Manager parameter file").
 * `own`: the frame of defaults, which may need other parameters.
 */
function bindParameters(program         , given           , session         , own             )                               {
  const { entries, values = {} } = given;
  const inline = new Map(Object.entries(values).map(([key, value]) => [key.toLowerCase(), value]));
  complainOfStrangers(program, entries, session);
  const bind = (name        , declaration         )          => {
    const key = name.toLowerCase();
    return new Binding('parameter', name, session, () => {
      if (session.withholdsSecrets && holdsSecret(declaration, program)) return { kind: 'given', value: withheld(name, declaration, program) };
      const value = inline.get(key);
      // Null is no value, here as in files.
      if (value !== undefined && value !== null) return { kind: 'given', value };
      const entry = entries?.find(name);
      const otherwise = () => sourceOfDefault(name, declaration, program, given, session, own);
      return entry === undefined ? otherwise() : sourceOfEntry(name, entry, given.frame ?? own(), otherwise);
    });
  };
  return new Map((program.template.find('parameters')?.members ?? []).map(({ key, value }) => [key.toLowerCase(), bind(key, value)]));
}

/** Azure refuses a value for a parameter that the template does not declare. */
function complainOfStrangers({ parameters }         , entries                     , { problems, meter }         )       {
  for (const { key, value } of entries?.members ?? []) {
    if (parameters.has(key.toLowerCase())) continue;
    problems.add('error', `The template has no parameter \`${key}\`${didYouMean(key, [...parameters.keys()], meter)}`, value);
  }
}

function sourceOfEntry(name        , entry         , frame       , otherwise              )         {
  if (entry.kind === 'expression') return { kind: 'entry', written: entry, frame, valueOf: (value) => valueOfEntry(name, value), otherwise };
  const value = entry.find('value');
  // Null is no value: the service takes the default then.
  if (value !== undefined) return { kind: 'written', written: value, frame, otherwise };
  const loop = loopOfValue(entry);
  if (loop !== undefined) return { kind: 'loop', written: loop, frame };
  const expression = entry.find('expression');
  if (expression !== undefined) return { kind: 'written', written: expression.evaluated(), frame };
  return entry.find('reference') === undefined ? otherwise() : { kind: 'given', value: secret(name) };
}

/** An array for the parameter of a module, as Bicep writes it: `{"copy": [{"name": "value", "count": …, "input": …}]}` (learn.microsoft.com, "Property iteration"). */
function loopOfValue(entry         )                      {
  return entry.members.find(({ value }) => value.isLoops)?.value.items.find((loop) => loop.text('name')?.toLowerCase() === 'value');
}

function secret(name        )          {
  return new Unknown(`the parameter \`${name}\` comes from a key vault`, { pieces: ['', ''] });
}

function withheld(name        , declaration         , program         )          {
  const why = `the parameter \`${name}\` is secure`;
  return typeOf(declaration, program) === 'string' ? new Unknown(why, { pieces: ['', ''] }) : new Unknown(why, { isPresent: true });
}

/** Of an entry that an expression gives: null when it has neither value nor secret. */
function valueOfEntry(name        , entry         )          {
  if (isUnknown(entry)) return new Unknown(entry.why);
  if (isObject(entry) && keyIgnoringCase(entry, 'reference') !== undefined) return secret(name);
  return access(entry, 'value', true);
}

function sourceOfDefault(name        , declaration         , program         , given           , session         , own             )         {
  const initial = declaration.find('defaultValue');
  if (initial !== undefined) return { kind: 'written', written: initial, frame: own() };
  if (isNullable(declaration, program)) return { kind: 'given', value: null };
  const usual = artifactsValue(name, declaration.file);
  if (usual !== undefined) return { kind: 'given', value: usual };
  if (given.isComplete) session.problems.add('error', `The parameter \`${name}\` is given no value and has no default`, given.entries ?? given.at ?? declaration);
  return { kind: 'given', value: missing(name, declaration, program) };
}

/**
 * The convention of the quickstarts (Azure/azure-quickstart-templates, 1-CONTRIBUTION-GUIDE/best-practices.md, "Deployment artifacts"): whoever
 * deploys passes the folder of the template, and a token to read it.
 */
function artifactsValue(name        , file        )                     {
  const lower = name.toLowerCase();
  if (lower === '_artifactslocation') return uriOfFolder(file);
  return lower === '_artifactslocationsastoken' ? '' : undefined;
}

function missing(name        , declaration         , program         )          {
  const why = `the parameter \`${name}\` is given no value`;
  return typeOf(declaration, program) === 'string' ? new Unknown(why, { pieces: ['', ''] }) : new Unknown(why, { isPresent: true });
}

/** Values are looked into so far. */
const deepest = 32;

/** Tells of parameters whose value their declaration does not allow. A default that nothing needed was not evaluated, and is not looked at. */
function checkParameters(program         , frame       )       {
  for (const [key, declaration] of program.parameters) {
    const binding = frame.parameters.get(key);
    if (binding === undefined || !binding.isMade) continue;
    const complaint = complaintOf$1(binding.value(), declaration, program, 0);
    if (complaint !== undefined) frame.session.problems.add('error', `The value of the parameter \`${binding.name}\` is not allowed: ${complaint}`, placeOfValue(binding, declaration));
  }
}

function placeOfValue({ source }         , declaration         )          {
  return source.kind === 'given' ? declaration : source.written;
}

/** What is wrong with a value, in a clause; undefined when nothing is, or nobody knows. */
function complaintOf$1(value         , declaration         , program         , depth        )                     {
  if (isUnknown(value) || depth > deepest) return undefined;
  if (value === null) return isNullable(declaration, program) ? undefined : 'it is null';
  const type = typeOf(declaration, program);
  if (type !== undefined && !isOfType[type](value)) return `it is of type ${typeName(value)}, not ${type}`;
  for (const schema of schemasOf(declaration, program)) {
    const complaint = complaintOfValues(value, schema) ?? complaintOfSize(value, schema) ?? complaintOfParts(value, schema, program, depth);
    if (complaint !== undefined) return complaint;
  }
  return undefined;
}

const isOfType                                                               = {
  string: (value) => typeof value === 'string',
  int: (value) => typeof value === 'number' && isInt64(value),
  bool: (value) => typeof value === 'boolean',
  object: isObject,
  array: isArray,
};

/** An array may have some of the allowed values; everything else is one of them. */
function complaintOfValues(value         , schema         )                     {
  const allowed = schema.find('allowedValues')?.raw;
  if (!isArray(allowed) || allowed.length === 0) return undefined;
  const isOne = (wanted         ) => allowed.some((candidate) => sameContent(candidate, wanted) !== false);
  if (isOne(value) || (isArray(value) && value.every(isOne))) return undefined;
  return `it is ${short(value)}, and allowed are ${allowed.slice(0, 12).map(short).join(', ')}${allowed.length > 12 ? ', …' : ''}`;
}

function short(value         )         {
  const text = typeof value === 'object' && value !== null ? `an ${isArray(value) ? 'array' : 'object'}` : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function complaintOfSize(value         , schema         )                     {
  if (typeof value === 'number') return outside(value, schema, 'Value', 'it');
  if (typeof value === 'string' || isArray(value)) return outside(value.length, schema, 'Length', 'its length');
  return undefined;
}

function outside(value        , schema         , kind                    , what        )                     {
  const [least, most] = [schema.find(`min${kind}`)?.raw, schema.find(`max${kind}`)?.raw];
  if (typeof least === 'number' && value < least) return `${what} is ${value}, and the least is ${least}`;
  return typeof most === 'number' && value > most ? `${what} is ${value}, and the most is ${most}` : undefined;
}

function complaintOfParts(value         , schema         , program         , depth        )                     {
  if (isArray(value)) return complaintOfItems(value, schema, program, depth);
  if (!isObject(value)) return undefined;
  const chosen = discriminated(value, schema);
  return complaintOfMembers(value, schema, program, depth) ?? (chosen === undefined ? undefined : complaintOf$1(value, chosen, program, depth + 1));
}

function complaintOfItems(value                    , schema         , program         , depth        )                     {
  const prefix = schema.find('prefixItems')?.items ?? [];
  const rest = schema.find('items');
  for (const [index, item] of value.entries()) {
    const declaration = prefix[index] ?? (rest?.isObject === true ? rest : undefined);
    const complaint = declaration === undefined ? undefined : complaintOf$1(item, declaration, program, depth + 1);
    if (complaint !== undefined) return `in element ${index}, ${complaint}`;
  }
  return undefined;
}

function complaintOfMembers(value             , schema         , program         , depth        )                     {
  const declared = schema.find('properties');
  for (const { key, value: declaration } of declared?.members ?? []) {
    const own = keyIgnoringCase(value, key);
    if (own === undefined && !isNullable(declaration, program)) return `it has no property \`${key}\``;
    const complaint = own === undefined ? undefined : complaintOf$1(value[own], declaration, program, depth + 1);
    if (complaint !== undefined) return `in \`${key}\`, ${complaint}`;
  }
  const additional = schema.find('additionalProperties');
  if (additional === undefined) return undefined;
  const others = Object.keys(value).filter((key) => declared?.find(key) === undefined && !isDiscriminator(key, schema));
  if (additional.raw === false) return others[0] === undefined || schema.find('discriminator') !== undefined ? undefined : `it has a property \`${others[0]}\` that its type does not have`;
  for (const key of additional.isObject ? others : []) {
    const complaint = complaintOf$1(value[key], additional, program, depth + 1);
    if (complaint !== undefined) return `in \`${key}\`, ${complaint}`;
  }
  return undefined;
}

function isDiscriminator(key        , schema         )          {
  return schema.find('discriminator')?.text('propertyName')?.toLowerCase() === key.toLowerCase();
}

/** The type that the value of one property chooses (learn.microsoft.com, "Type definitions in ARM templates": discriminator). */
function discriminated(value             , schema         )                      {
  const discriminator = schema.find('discriminator');
  const name = discriminator?.text('propertyName');
  const key = name === undefined ? undefined : keyIgnoringCase(value, name);
  const choice = key === undefined ? undefined : value[key];
  return typeof choice === 'string' ? discriminator?.find('mapping')?.find(choice) : undefined;
}

/** A text that may not be known, or not all of it. */
                                    

/** One text behind the other; what is unknown of it keeps the first reason. Whoever asks needs texts: an Unknown is taken for one. */
function joined(...parts                 )       {
  let known = '';
  for (const part of parts) {
    if (isUnknown(part)) return joinedPieces(parts, part);
    known += part;
  }
  return known;
}

function joinedPieces(parts                 , open         )       {
  return textOfPieces(concatPieces(parts.map((part) => piecesOf(part) ?? anyText)), open.why);
}

/** The parts with a separator between them. */
function joinedBy(separator        , parts                 )       {
  return joined(...parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part])));
}

/**
 * Tells of members whose names are expressions where names say what something is: `"[concat('temp', 'late')]"`. Whoever reads the
 * template without evaluating them would look past what is deployed. @param what with its article
 */
function assertWrittenNames(what        , written         , { session }       )       {
  for (const { key, value } of written.members) {
    if (isExpression(key)) session.problems.add('error', `${what} has a member whose name is computed, so it cannot be told what it is: write the name out`, value);
  }
}

/**
 * What is another one at each deployment. Azure takes both in defaults of parameters only (learn.microsoft.com, "String functions":
 * newGuid, "Date functions": utcNow); here they may stand anywhere.
 */
const clockFunctions                                     = [
  strict('newGuid', [0, 0], (_, frame) => guidAt(frame) ?? new Unknown('`newGuid()` is another one at each deployment', { pieces: ['', ''] })),
  partial('utcNow', [0, 1], ([format], { surroundings }) => utcNow(format, surroundings.facts.utcNow)),
];

/** The same one each time that the template is expanded for one deployment. */
function guidAt({ session: { azure, at } }       )                     {
  return azure?.newGuid(at === undefined ? '' : `${at.place.file}#${at.place.pointer}`);
}

function utcNow(format         , now                    )          {
  if (isUnknown(format) || now === undefined) return new Unknown('`utcNow()` is the time of the deployment', { pieces: ['', ''] });
  return utcNowText(now, format);
}

const pairs = pureFunctions.find(({ name }) => name === 'createObject');

/**
 * Functions whose mistakes leave the rest to be judged: they are told, and Azure refuses the template. A name too many at the end of
 * `createObject` would otherwise hide all the properties of a resource.
 */
const forgivingFunctions                                     = [
  partial('createObject', [0, many], (args, frame) => {
    if (pairs?.kind !== 'partial') throw new EvaluationError('`createObject` is not available here');
    const { at, problems } = frame.session;
    if (args.length % 2 === 0) return pairs.call(args, frame);
    if (at !== undefined) problems.add('error', `\`createObject\` works on pairs of a name and a value; ${args.length} arguments given`, at);
    return pairs.call(args.slice(0, -1), frame);
  }),
];

/** Where the resources of a template go. Each part is known or an Unknown; those that the kind has no use for are what is around it. */
                         
                            
                                
                               
                                 
                                                                           
                          
 

const schemas                                             = [
  ['subscriptiondeploymenttemplate.json', 'subscription'],
  ['managementgroupdeploymenttemplate.json', 'managementGroup'],
  ['tenantdeploymenttemplate.json', 'tenant'],
];

/** The kind of deployment that a template is written for, by its `$schema` (learn.microsoft.com, "Template structure and syntax": template format). */
function kindOfTemplate(template         )             {
  const schema = template.text('$schema')?.toLowerCase() ?? '';
  return schemas.find(([name]) => schema.includes(name))?.[1] ?? 'resourceGroup';
}

/** What is known of the place of the outermost deployment. */
function targetOfFacts(kind            , facts                 )         {
  return {
    kind,
    subscriptionId: facts.subscriptionId ?? unknownText('the id of the subscription'),
    resourceGroup: facts.resourceGroup ?? unknownText('the name of the resource group'),
    managementGroup: facts.managementGroup ?? unknownText('the name of the management group'),
    location: facts.location ?? unknownText(kind === 'resourceGroup' ? 'the location of the resource group' : 'the location of the deployment'),
  };
}

/** `what`: the name of the thing with its article. */
function unknownText(what        )          {
  return new Unknown(`${what} is not given`, { pieces: ['', ''] });
}

/** The id of the place itself, to which `/providers/…` is added: empty for the tenant. */
function idOfTarget({ kind, subscriptionId, resourceGroup, managementGroup }        )       {
  if (kind === 'resourceGroup') return joined('/subscriptions/', subscriptionId, '/resourceGroups/', resourceGroup);
  if (kind === 'subscription') return joined('/subscriptions/', subscriptionId);
  return kind === 'managementGroup' ? joined('/providers/Microsoft.Management/managementGroups/', managementGroup) : '';
}

/** Ids of resources. Rules: learn.microsoft.com, "Resource functions": resourceId, subscriptionResourceId, tenantResourceId, managementGroupResourceId, extensionResourceId. */
const idFunctions                                     = [
  partial('resourceId', [2, many], (args, frame) => resourceId(textsOf('resourceId', args), frame.surroundings.target)),
  partial('subscriptionResourceId', [2, many], (args, frame) => subscriptionResourceId(textsOf('subscriptionResourceId', args), frame.surroundings.target)),
  partial('managementGroupResourceId', [2, many], (args, frame) => managementGroupResourceId(textsOf('managementGroupResourceId', args), frame.surroundings.target)),
  partial('tenantResourceId', [2, many], (args) => idBelow$1('', 'tenantResourceId', textsOf('tenantResourceId', args))),
  partial('extensionResourceId', [3, many], (args) => {
    const [scope = '', ...rest] = textsOf('extensionResourceId', args);
    return idBelow$1(scope, 'extensionResourceId', rest);
  }),
];

function textsOf(name        , args                    )                  {
  return args.map((value) => (isUnknown(value) ? value : text(value, name)));
}

/** The place of the type among the arguments: the first text with a slash in it. */
function placeOfType(args                 )         {
  return args.findIndex((value) => typeof value === 'string' && value.includes('/'));
}

/** In a resource group its id, in a subscription that of the subscription, above both an id of the tenant. */
function resourceId(args                 , target        )       {
  const place = placeOfType(args);
  const [first = '', second = ''] = args;
  if (place === 1) return idBelow$1(joined('/subscriptions/', target.subscriptionId, '/resourceGroups/', first), 'resourceId', args.slice(1));
  if (place === 2) return idBelow$1(joined('/subscriptions/', first, '/resourceGroups/', second), 'resourceId', args.slice(2));
  return idBelow$1(target.kind === 'resourceGroup' || target.kind === 'subscription' ? idOfTarget(target) : '', 'resourceId', args);
}

function subscriptionResourceId(args                 , { subscriptionId }        )       {
  const hasScope = placeOfType(args) === 1;
  return idBelow$1(joined('/subscriptions/', hasScope ? (args[0] ?? '') : subscriptionId), 'subscriptionResourceId', args.slice(hasScope ? 1 : 0));
}

function managementGroupResourceId(args                 , { managementGroup }        )       {
  const hasScope = placeOfType(args) === 1;
  const group = hasScope ? (args[0] ?? '') : managementGroup;
  return idBelow$1(joined('/providers/Microsoft.Management/managementGroups/', group), 'managementGroupResourceId', args.slice(hasScope ? 1 : 0));
}

/** Type and names below a scope: `[scope]/providers/Namespace/type1/name1/type2/name2`. */
function idBelow$1(scope      , name        , [type = '', ...names]                 )       {
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
function idOfResource(scope      , type        , names                 )       {
  return idBelow$1(scope, 'resourceId', [type, ...names]);
}

/** What an expression names: parameters, variables, the turn of a loop. */
const referenceFunctions                                     = [
  partial('parameters', [1, 1], ([name], frame) => (isUnknown(name) ? name : valueOfName('parameter', text(name, 'parameters'), frame))),
  partial('variables', [1, 1], ([name], frame) => (isUnknown(name) ? name : valueOfName('variable', text(name, 'variables'), frame))),
  strict('copyIndex', [0, 2], (args, frame) => copyIndex(args, frame)),
];

/** Undefined for one that is not declared. */
function bindingOf(kind                 , name        , { parameters, variables }       )                      {
  return (kind === 'parameter' ? parameters : variables)?.get(name.toLowerCase());
}

/**
 * The value of what is declared. What is not, Azure refuses without evaluating anything: it is told, and nobody knows what it was meant to
 * be; the rest of the expression can still be judged.
 */
function valueOfName(kind                 , name        , frame       )          {
  const binding = bindingOf(kind, name, frame);
  if (binding !== undefined) return binding.value();
  const message = complaintOf(kind, name, frame);
  const { at, problems } = frame.session;
  if (at !== undefined) problems.add('error', message, at);
  return new Unknown(message);
}

function complaintOf(kind                 , name        , { parameters, variables, session }       )         {
  const bindings = kind === 'parameter' ? parameters : variables;
  if (bindings === undefined) return 'A function of the template sees no variables, only its own parameters';
  return `There is no ${kind} \`${name}\`${didYouMean(name, Array.from(bindings.values(), (one) => one.name), session.meter)}`;
}

/**
 * `copyIndex()`, `copyIndex(offset)`, `copyIndex(name)`, `copyIndex(name, offset)`. Without a name it is the turn of the resource, module or
 * output; loops of properties and variables are named (learn.microsoft.com, "Numeric functions: copyIndex").
 */
function copyIndex([first, second]                    , { loops, session }       )          {
  const name = typeof first === 'string' ? first : undefined;
  const offset = name === undefined ? first : second;
  const loop = name === undefined ? innermost(loops) : named$1(name, loops, session.meter);
  if (isUnknown(loop.index)) return loop.index;
  return loop.index + (offset === undefined ? 0 : integer(offset, 'copyIndex'));
}

function innermost(loops                  )       {
  for (let loop = loops; loop !== undefined; loop = loop.outer) if (loop.kind === 'item') return loop;
  if (loops !== undefined) return loops;
  throw new EvaluationError('`copyIndex` is for loops; there is no `copy` around it');
}

function named$1(name        , loops                  , meter       )       {
  const names           = [];
  for (let loop = loops; loop !== undefined; loop = loop.outer) {
    if (loop.name.toLowerCase() === name.toLowerCase()) return loop;
    names.push(loop.name);
  }
  throw new EvaluationError(`There is no loop \`${name}\` around \`copyIndex\`${didYouMean(name, names, meter)}`);
}

/**
 * Where a nested deployment goes: by its `scope`, or its `subscriptionId` and `resourceGroup` (learn.microsoft.com, "Deploy resources across
 * scopes": each kind of deployment has a page). `kind`: what its template is written for, where nothing else tells.
 */
function targetOfNested(written         , context                                           , kind            )         {
  const { target } = context;
  const scope = textAt(written, 'scope', context);
  const subscriptionId = textAt(written, 'subscriptionId', context);
  const resourceGroup = textAt(written, 'resourceGroup', context);
  const location = textAt(written, 'location', context);
  if (scope !== undefined) return withLocation(ofScope(scope, target, kind), location, context);
  if (resourceGroup !== undefined) return inGroup({ ...target, kind: 'resourceGroup', subscriptionId: subscriptionId ?? target.subscriptionId, resourceGroup }, context);
  if (subscriptionId !== undefined) return withLocation({ ...target, kind: 'subscription', subscriptionId, resourceGroup: nowhere('resource group') }, location, context);
  return withLocation(target, location, context);
}

/** Where a resource that is there already is: it may name another resource group. */
function targetOfExisting(written         , frame       , target        )         {
  const subscriptionId = textAt(written, 'subscriptionId', { frame });
  const resourceGroup = textAt(written, 'resourceGroup', { frame });
  if (subscriptionId === undefined && resourceGroup === undefined) return target;
  return { ...target, kind: resourceGroup === undefined ? target.kind : 'resourceGroup', subscriptionId: subscriptionId ?? target.subscriptionId, resourceGroup: resourceGroup ?? target.resourceGroup };
}

function textAt(written         , name        , { frame }                                )                   {
  const at = written.find(name);
  const value = at === undefined ? undefined : valueOf(at, frame);
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string' || isUnknown(value)) return value;
  throw new PlacedError(`The \`${name}\` of a nested deployment is a text; ${typeName(value)} given`, at ?? written);
}

function nowhere(what        )       {
  return unknownText(`the name of a ${what}`);
}

function withLocation(target        , location                  , context                                           )         {
  if (target.kind === 'resourceGroup') return inGroup(target, context);
  return { ...target, location: location ?? unknownText('the location of the deployment') };
}

/** The location of a resource group is known when it is that of the deployment around, or made by the same deployment. */
function inGroup(target        , { target: around, frame }                                           )         {
  const { resourceGroup, subscriptionId } = target;
  const isAround = around.kind === 'resourceGroup' && same(around.resourceGroup, resourceGroup) && same(around.subscriptionId, subscriptionId);
  if (isAround) return { ...target, location: around.location };
  const known = typeof resourceGroup === 'string' ? frame.session.groups.get(resourceGroup.toLowerCase()) : undefined;
  return { ...target, location: known ?? unknownText('the location of the resource group') };
}

function same(left      , right      )          {
  return left === right || (typeof left === 'string' && typeof right === 'string' && left.toLowerCase() === right.toLowerCase());
}

const managementGroups = 'microsoft.management/managementgroups/';

/** `/`, the id of a subscription, resource group or management group, or `Microsoft.Management/managementGroups/name`. */
function ofScope(scope      , target        , kind            )         {
  const nothing         = { ...target, kind, subscriptionId: nowhere('subscription'), resourceGroup: nowhere('resource group'), managementGroup: nowhere('management group') };
  if (isUnknown(scope)) return ofPieces(scope.pieces, nothing);
  const path = scope.replace(/^\/(?:providers\/)?/i, '').replace(/\/+$/, '');
  if (path === '') return { ...nothing, kind: 'tenant' };
  if (path.toLowerCase().startsWith(managementGroups)) return { ...nothing, kind: 'managementGroup', managementGroup: path.slice(managementGroups.length) };
  const [, subscriptionId, resourceGroup] = /^subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?$/i.exec(path) ?? [];
  if (subscriptionId === undefined) return nothing;
  if (resourceGroup === undefined) return { ...target, kind: 'subscription', subscriptionId, resourceGroup: nothing.resourceGroup };
  return { ...target, kind: 'resourceGroup', subscriptionId, resourceGroup };
}

/** What the known parts of a scope tell of its kind. */
function ofPieces(pieces                               , nothing        )         {
  const known = (pieces ?? []).join('\n').toLowerCase();
  const group = /\/resourcegroups\/([^/\n]+)$/.exec(known)?.[1];
  if (known.includes('/resourcegroups/')) return { ...nothing, kind: 'resourceGroup', ...(group === undefined ? {} : { resourceGroup: group }) };
  if (known.includes('/subscriptions/')) return { ...nothing, kind: 'subscription' };
  return known.includes(managementGroups) ? { ...nothing, kind: 'managementGroup' } : nothing;
}

/** What a resource is, before its body. */
                           
                                                                               
                        
                                  
                                                                             
                         
                    
 

/** Type, name and id of a resource; `parent`: the resource whose `resources` it stands in. Throws PlacedError. */
function identityOf(written         , frame       , target        , parent                      )           {
  const typeAt = written.find('type');
  const nameAt = written.find('name');
  if (typeAt === undefined) throw new PlacedError('A resource has a `type`', written);
  if (nameAt === undefined) throw new PlacedError('A resource has a `name`', written);
  const type = valueOf(typeAt, frame);
  const name = valueOf(nameAt, frame, withProblem);
  if (isUnknown(type)) throw new PlacedError(`The type of the resource has to be known: ${type.why}`, typeAt);
  if (typeof type !== 'string' || !isTypeText(type)) throw new PlacedError('The `type` of a resource is a text such as Microsoft.Network/virtualNetworks', typeAt);
  if (typeof name !== 'string' && !isUnknown(name)) throw new PlacedError(`The \`name\` of a resource is a text; ${typeName(name)} given`, nameAt);
  const scopeAt = written.find('scope');
  const scope = scopeAt === undefined || isDeployment(type) ? undefined : scopeOf(valueOf(scopeAt, frame, withProblem), scopeAt, target);
  const shown = isUnknown(name) ? String(nameAt.raw) : name;
  const place = isDeployment(type) ? placeOfDeployment(written, frame, target) : target;
  return complete(childOf$1(parent, type, name, shown), scope, place, (message) => frame.session.problems.add('error', message, nameAt));
}

/** A nested deployment is a record of the place that it deploys to. What is wrong with that is told where it is expanded. */
function placeOfDeployment(written         , frame       , target        )         {
  try {
    return targetOfNested(written, { frame, target }, target.kind);
  } catch (error) {
    if (error instanceof PlacedError) return target;
    throw error;
  }
}

/** Segments of visible ASCII with a slash between them; a child's may be one alone. A look-alike of a letter is no type that anybody judges. */
function isTypeText(type        )          {
  return /^[\x21-\x7E]+$/.test(type) && !type.split('/').includes('');
}

/** The scope of a nested deployment is where it deploys to, not what it extends. */
function isDeployment(type        )          {
  return type.toLowerCase() === 'microsoft.resources/deployments';
}

                 
                        
                      
                         
 

/** Type and name behind those of the parent, unless they have them already (learn.microsoft.com, "Set name and type for child resources"). */
function childOf$1(parent                      , type        , name      , shown        )        {
  if (parent === undefined || isFullType(type, parent.type)) return { type, name, shown };
  return { type: `${parent.type}/${type}`, name: joined(joinedBy('/', parent.names), '/', name), shown: `${parent.shown}/${shown}` };
}

/** A child may be written with its full type; a type of another provider is a resource of its own. */
function isFullType(type        , parent        )          {
  const [namespace = ''] = type.split('/');
  return type.toLowerCase().startsWith(`${parent.toLowerCase()}/`) || (type.includes('/') && namespace.includes('.'));
}

/**
 * Names and id. `Parent/type/providers/locks` with the name `parent/Microsoft.Authorization/lock` is the older way to write an extension
 * resource (learn.microsoft.com, "Set scope for extension resources"): it is one of `Microsoft.Authorization/locks` on the parent.
 */
function complete({ type, name, shown }       , scope                  , target        , complain                           )           {
  const [namespace = '', ...types] = type.split('/');
  const names = segmentsOf(name, types.length, type, complain);
  if (names.length !== types.length) return { type, names, shown, id: new Unknown('the name does not fit the type', { pieces: ['/', ''] }) };
  const marker = types.findLastIndex((segment) => segment.toLowerCase() === 'providers');
  const base = scope ?? idOfTarget(target);
  if (marker < 0) return { type, names, shown, id: idBelow(base, type, names, target) };
  const extension = names[marker];
  if (isUnknown(extension)) return { type, names, shown, id: new Unknown(extension.why, { pieces: ['/', ''] }) };
  const owner = marker === 0 ? base : idOfResource(base, [namespace, ...types.slice(0, marker)].join('/'), names.slice(0, marker));
  const own = [extension ?? '', ...types.slice(marker + 1)].join('/');
  const ownNames = names.slice(marker + 1);
  return { type: own, names: ownNames, shown: ownNames.every((one) => typeof one === 'string') ? ownNames.join('/') : shown, id: idOfResource(owner, own, ownNames) };
}

function idBelow(base      , type        , names                 , target        )       {
  const lower = type.toLowerCase();
  if (lower === 'microsoft.resources/resourcegroups') return joined('/subscriptions/', target.subscriptionId, '/resourceGroups/', names[0] ?? '');
  return idOfResource(lower === 'microsoft.management/managementgroups' ? '' : base, type, names);
}

/** One name for each segment of the type. A name that is unknown in part is divided where its known slashes are. Throws PlacedError for another number. */
function segmentsOf(name      , count        , type        , complain                           )                  {
  if (typeof name === 'string') {
    const segments = name.split('/');
    if (segments.length === count && !segments.includes('')) return segments;
    complain(`A resource of type ${type} has ${count === 1 ? 'a name without a slash' : `${count} names with a slash between them`}, and ${JSON.stringify(name.slice(0, 200))} is none`);
    return [name];
  }
  if (count === 1) return [name];
  const parts = (name.pieces ?? ['', '']).map((piece) => piece.split('/'));
  const slashes = parts.reduce((sum, part) => sum + part.length - 1, 0);
  // With a slash too few, an unknown part has one in it: which name it belongs to, nobody knows.
  if (slashes !== count - 1) return Array.from({ length: count }, () => new Unknown(name.why, { pieces: ['', ''] }));
  return divided(parts, name.why);
}

/** `[['a'], ['', 'b']]` is `a`, something unknown, a slash, `b`: the names `a*` and `b`. */
function divided(parts                                , why        )                  {
  const segments         = [];
  let current       = '';
  for (const [index, [first = '', ...rest]] of parts.entries()) {
    if (index > 0) current = joined(current, new Unknown(why, { pieces: ['', ''] }));
    current = joined(current, first);
    for (const segment of rest) {
      segments.push(current);
      current = segment;
    }
  }
  return [...segments, current];
}

/** The id that a `scope` means: `/` for the tenant, a full id, or type and name of a resource of this deployment. */
function scopeOf(value         , at         , target        )       {
  if (isUnknown(value)) return value.pieces?.[0]?.startsWith('/') === true ? value : new Unknown(value.why, { pieces: ['/', ''] });
  if (typeof value !== 'string') throw new PlacedError(`The \`scope\` of a resource is a text; ${typeName(value)} given`, at);
  if (value.startsWith('/')) return value.replace(/\/+$/, '');
  const isManagementGroup = value.toLowerCase().startsWith('microsoft.management/managementgroups/');
  return joined(isManagementGroup ? '' : idOfTarget(target), '/providers/', value);
}

/** True for a resource with a symbolic name that is there already (learn.microsoft.com, "Use symbolic name in resources"). */
function isExisting(written         )          {
  return written.find('existing')?.raw === true;
}

/**
 * True for a resource with a symbolic name that is not Resource Manager's but of another provider of extensibility, such as Kubernetes or
 * Microsoft Graph (learn.microsoft.com, "Bicep extensions"). Their version is part of the type (`core/Pod@v1`); with an `apiVersion`, or of
 * an extension that the template does not declare, it is taken for Resource Manager's, which judges it.
 */
function isForeign(written         , { program }       )          {
  const alias = written.text('extension') ?? written.text('import');
  if (alias === undefined || written.find('apiVersion') !== undefined) return false;
  const declared = program.template.find('extensions')?.find(alias) ?? program.template.find('imports')?.find(alias);
  const provider = declared?.text('name') ?? declared?.text('provider') ?? alias;
  return declared !== undefined && !['az', 'azureresourcemanager'].includes(provider.toLowerCase());
}

/** A resource by its symbolic name, `name` or `name[2]` for one of its copies, with the frame of its expressions. */
function resourceOfSymbol(symbol        , frame       )                                                                   {
  const [, name = symbol, index] = /^([^[]+)\[(\d+)\]$/.exec(symbol) ?? [];
  const resources = frame.program.template.find('resources');
  const written = resources?.isObject === true ? resources.find(name) : undefined;
  const loop = written?.find('copy');
  if (written === undefined || (loop !== undefined) !== (index !== undefined)) return undefined;
  return { written, frame: loop === undefined ? { ...frame, loops: undefined } : turnOf({ ...frame, loops: undefined }, 'item', loopName(loop, frame), Number(index)) };
}

/** What a template says of a resource that it names by symbol, without asking Azure: `resourceInfo('aks').id`. Bicep writes it. */
const resourceInfoFunctions                                     = [
  partial('resourceInfo', [1, 1], ([symbol], frame) => (isUnknown(symbol) ? symbol : resourceInfo(text(symbol, 'resourceInfo'), frame))),
];

function resourceInfo(symbol        , frame       )              {
  const found = resourceOfSymbol(symbol, frame);
  if (found === undefined) throw new EvaluationError(`There is no resource \`${symbol}\` in the template`);
  const { written, frame: turn } = found;
  const { type, names, id } = identityOf(written, turn, targetOfExisting(written, turn, turn.surroundings.target), undefined);
  const [apiVersion, location] = ['apiVersion', 'location'].map((name) => written.find(name));
  return {
    id,
    type,
    name: joinedBy('/', names),
    ...(apiVersion === undefined ? {} : { apiVersion: valueOf(apiVersion, turn) }),
    ...(location === undefined ? {} : { location: valueOf(location, turn) }),
  };
}

/** The longest piece of an expression that a reason quotes. */
const longestQuote = 160;

/** Functions whose result only a deployment knows (learn.microsoft.com, "Resource functions": they are evaluated at run time). */
const runtimeFunctions                                                 = new Map([
  ['reference', [1, 3]],
  ['references', [1, 2]],
  ['pickzones', [3, 5]],
  ['providers', [1, 2]],
  ['tologicalzone', [3, 3]],
  ['tologicalzones', [3, 3]],
  ['tophysicalzone', [3, 3]],
  ['tophysicalzones', [3, 3]],
  ['externalinputs', [1, 1]],
  ['extensions', [1, 1]],
  ['roledefinitions', [1, 1]],
  // Bicep has it (Azure/bicep, Functions_LF); how the service compares is not documented.
  ['like', [2, 2]],
  ['getsecret', [1, 4]],
]);

/** How many arguments a function of the run time takes; undefined for any other. Every operation of a resource that begins with `list` is one. */
function runtimeArity(name        )                                        {
  return runtimeFunctions.get(name) ?? (/^list[a-z0-9]*$/.test(name) ? [1, 4] : undefined);
}

/** A call of a function of the run time, as it is written. */
                              
                        
                                       
 

/**
 * The expression with a number behind the name of each function of the run time: `reference` becomes `reference#3`, and `calls[3]` what was
 * written, so that the reason of what is unknown can quote it.
 */
function withRuntimeCalls(expression            , text        , calls               )             {
  if (expression.kind === 'literal') return expression;
  if (expression.kind === 'access') {
    const base = withRuntimeCalls(expression.base, text, calls);
    return { ...expression, base, steps: expression.steps.map((step) => ({ ...step, key: withRuntimeCalls(step.key, text, calls) })) };
  }
  const args = expression.args.map((argument) => withRuntimeCalls(argument, text, calls));
  if (runtimeArity(expression.name.toLowerCase()) === undefined) return { ...expression, args };
  const name = `${expression.name}#${calls.length}`;
  calls.push({ text: callText(text, expression.position), args });
  return { ...expression, name, args };
}

/** The text of a call from its name to the bracket that closes it. */
function callText(text        , start        )         {
  let depth = 0;
  let isQuoted = false;
  for (let index = start; index < text.length && index < start + longestQuote; index += 1) {
    const sign = text.charAt(index);
    if (sign === "'") isQuoted = !isQuoted;
    else if (!isQuoted && sign === '(') depth += 1;
    else if (!isQuoted && sign === ')') depth -= 1;
    if (sign === ')' && !isQuoted && depth === 0) return text.slice(start, index + 1);
  }
  return `${text.slice(start, start + longestQuote)}…`;
}

/** The id that an argument of `reference` means: an id, a symbolic name, or the name of a resource of the same template. Undefined where none is known. */
function idMeant(resource         , frame       )                     {
  if (typeof resource !== 'string') return undefined;
  if (resource.startsWith('/')) return resource.replace(/\/+$/, '');
  const found = resourceOfSymbol(resource, frame);
  if (found !== undefined) return idOf(identityOf(found.written, found.frame, targetOfExisting(found.written, found.frame, found.frame.surroundings.target), undefined));
  return idsByName(frame).get(resource.toLowerCase());
}

/** The ids of all copies of a resource with a symbolic name; undefined for any other, or where their number is not known. */
function idsOfCopies(symbol         , frame       )                                              {
  const resources = frame.program.template.find('resources');
  const loop = typeof symbol === 'string' && resources?.isObject === true ? resources.find(symbol)?.find('copy') : undefined;
  const count = loop === undefined ? undefined : loopCount(loop, { ...frame, loops: undefined });
  return typeof count === 'number' ? Array.from({ length: count }, (_, index) => idMeant(`${String(symbol)}[${index}]`, frame)) : undefined;
}

function idOf({ id }          )                     {
  return typeof id === 'string' ? id : undefined;
}

/** Worked out once for each template with its parameters. */
const known = new WeakMap                                     ();

/** The ids of the resources that stand at the top of the template, by what they are called; the first of a name. */
function idsByName(frame       )                              {
  const found = known.get(frame.parameters);
  if (found !== undefined) return found;
  const made = new Map                ();
  for (const identity of identitiesIn(frame)) for (const name of namesOf(identity)) if (typeof identity.id === 'string' && !made.has(name)) made.set(name, identity.id);
  known.set(frame.parameters, made);
  return made;
}

/** `name`, and `type/name`. */
function namesOf({ type, names }          )                    {
  const name = joinedBy('/', names);
  return isUnknown(name) ? [] : [name.toLowerCase(), `${type}/${name}`.toLowerCase()];
}

/** The resources that stand at the top of the template, each copy of its own. */
function identitiesIn(frame       )                      {
  const resources = frame.program.template.find('resources');
  const written = [...(resources?.items ?? []), ...(resources?.members ?? []).map(({ value }) => value)];
  // No name asks for what is deployed: looking for one while another is made would never end.
  const outside = { ...frame, loops: undefined, session: { ...frame.session, azure: undefined } };
  return written.filter(({ isObject }) => isObject).flatMap((resource) => turnsOf(resource, outside).map((turn) => identityOf(resource, turn, turn.surroundings.target, undefined)));
}

function turnsOf(resource         , frame       )                   {
  const loop = resource.find('copy');
  if (loop === undefined) return [frame];
  const [name, count] = [loopName(loop, frame), loopCount(loop, frame)];
  return isUnknown(count) ? [] : Array.from({ length: count }, (_, index) => turnOf(frame, 'item', name, index));
}

/**
 * What a function of the run time gives during a deployment, from the state of Azure; undefined where that is not known yet. Functions of
 * the template see no resources.
 */
function liveValue(name        , args                    , frame       )          {
  const { azure } = frame.session;
  const [resource, , full] = args;
  if (azure === undefined || frame.isFunction === true || isUnknown(resource)) return undefined;
  const form = typeof full === 'string' && full.toLowerCase() === 'full' ? 'full' : 'properties';
  if (name === 'reference') {
    const id = idMeant(resource, frame);
    return id === undefined ? undefined : azure.reference(id, form);
  }
  if (name === 'references') {
    const states = idsOfCopies(resource, frame)?.map((id) => (id === undefined ? undefined : azure.reference(id, form)));
    return states?.includes(undefined) === true ? undefined : states;
  }
  if (!name.startsWith('list')) return undefined;
  const id = idMeant(resource, frame);
  return id === undefined ? undefined : azure.list(name, id);
}

/**
 * What is known before the deployment of the state that `reference` asks for: that of a nested deployment of the same template, whose outputs
 * are expressions of a template at hand. Undefined for everything else.
 */
function stateOf([resource, , full]                    , args                       , frame       )          {
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
function statesOf([symbol, full]                    , frame       , otherwise         )          {
  if (frame.isFunction === true || full !== undefined || typeof symbol !== 'string') return undefined;
  const resources = frame.program.template.find('resources');
  const written = resources?.isObject === true ? resources.find(symbol) : undefined;
  const loop = written?.find('copy');
  if (written === undefined || loop === undefined || written.find('condition') !== undefined || !isDeploymentType(written)) return undefined;
  const count = loopCount(loop, { ...frame, loops: undefined });
  return isUnknown(count) ? undefined : Array.from({ length: count }, (_, index) => stateOf([`${symbol}[${index}]`], [], frame) ?? otherwise);
}

function isDeploymentType(written         )          {
  return written.text('type')?.toLowerCase() === 'microsoft.resources/deployments';
}

const deploymentType = '/providers/microsoft.resources/deployments/';

/** The deployment of this template with the name that an id or a name ends with: the same text, or the same expression in the same frame. */
function deploymentNamed(resource         , written                        , frame       )                                                                   {
  const name = typeof resource === 'string' ? nameIn(resource) : undefined;
  const expression = isUnknown(resource) ? nameOfCall(written) : undefined;
  const found = name === undefined && expression === undefined ? [] : deploymentsOf(frame).filter((one) => isNamed(one, name, expression, frame));
  const [only] = found;
  return only === undefined || found.length > 1 ? undefined : { written: only, frame };
}

/** Copies are many under one declaration, and another scope is another deployment of that name. */
function deploymentsOf({ program }       )                     {
  return program.deployments.filter((written) => written.find('copy') === undefined);
}

function nameIn(resource        )                     {
  const lower = resource.toLowerCase();
  const place = lower.lastIndexOf(deploymentType);
  if (place < 0) return resource.includes('/') ? undefined : resource;
  return resource.slice(place + deploymentType.length);
}

/** The last argument of `resourceId('Microsoft.Resources/deployments', …)`. */
function nameOfCall(written                        )                         {
  if (written?.kind !== 'call' || !/^(?:resourceid|extensionresourceid|subscriptionresourceid|managementgroupresourceid|tenantresourceid)$/.test(written.name.toLowerCase())) return undefined;
  const isOfDeployment = written.args.some((argument) => argument.kind === 'literal' && typeof argument.value === 'string' && argument.value.toLowerCase() === 'microsoft.resources/deployments');
  return isOfDeployment ? written.args.at(-1) : undefined;
}

function isNamed(written         , name                    , expression                        , { program }       )          {
  const at = written.find('name');
  if (at === undefined) return false;
  if (at.kind !== 'expression') return (name ?? literalText(expression))?.toLowerCase() === String(at.plain).toLowerCase();
  const own = program.expression(String(at.raw));
  return expression !== undefined && shape(own) === shape(expression);
}

function literalText(expression                        )                     {
  return expression?.kind === 'literal' && typeof expression.value === 'string' ? expression.value : undefined;
}

/** An expression without the places of its parts, and without the numbers of calls. */
function shape(expression            )         {
  return JSON.stringify(expression, (key, value         ) => {
    if (key === 'position') return undefined;
    return key === 'name' && typeof value === 'string' ? value.toLowerCase().replace(/#\d+$/, '') : value;
  });
}

/**
 * What the clouds differ in. The public cloud as the documentation of `environment` shows it; the others from what
 * https://management.…/metadata/endpoints says of them, with the suffixes written as the public cloud writes its own.
 */
                 
                        
                           
                         
                          
                         
                         
                                   
                                 
                         
                              
                                                            
                             
                                 
 

const clouds                                                               = {
  public: {
    name: 'AzureCloud',
    gallery: 'https://gallery.azure.com/',
    graph: 'https://graph.windows.net/',
    portal: 'https://portal.azure.com',
    batch: 'https://batch.core.windows.net/',
    media: 'https://rest.media.azure.net',
    resourceManager: 'https://management.azure.com/',
    sqlManagement: 'https://management.core.windows.net:8443/',
    login: 'https://login.microsoftonline.com/',
    management: 'https://management.core.windows.net/',
    dataLake: 'https://datalake.azure.net/',
    suffixes: {
      acrLoginServer: '.azurecr.io',
      azureDatalakeAnalyticsCatalogAndJob: 'azuredatalakeanalytics.net',
      azureDatalakeStoreFileSystem: 'azuredatalakestore.net',
      azureFrontDoorEndpointSuffix: 'azurefd.net',
      keyvaultDns: '.vault.azure.net',
      sqlServerHostname: '.database.windows.net',
      storage: 'core.windows.net',
    },
  },
  usgovernment: {
    name: 'AzureUSGovernment',
    gallery: 'https://gallery.usgovcloudapi.net',
    graph: 'https://graph.windows.net',
    portal: 'https://portal.azure.us',
    batch: 'https://batch.core.usgovcloudapi.net',
    media: 'https://rest.media.usgovcloudapi.net',
    resourceManager: 'https://management.usgovcloudapi.net',
    sqlManagement: 'https://management.core.usgovcloudapi.net:8443',
    login: 'https://login.microsoftonline.us',
    management: 'https://management.core.usgovcloudapi.net',
    suffixes: {
      acrLoginServer: '.azurecr.us',
      azureFrontDoorEndpointSuffix: '',
      keyvaultDns: '.vault.usgovcloudapi.net',
      sqlServerHostname: '.database.usgovcloudapi.net',
      storage: 'core.usgovcloudapi.net',
    },
  },
  china: {
    name: 'AzureChinaCloud',
    gallery: 'https://gallery.chinacloudapi.cn',
    graph: 'https://graph.chinacloudapi.cn',
    portal: 'https://portal.azure.cn',
    batch: 'https://batch.chinacloudapi.cn',
    media: 'https://rest.media.chinacloudapi.cn',
    resourceManager: 'https://management.chinacloudapi.cn',
    sqlManagement: 'https://management.core.chinacloudapi.cn:8443',
    login: 'https://login.chinacloudapi.cn',
    management: 'https://management.core.chinacloudapi.cn',
    suffixes: {
      acrLoginServer: '.azurecr.cn',
      azureFrontDoorEndpointSuffix: '',
      keyvaultDns: '.vault.azure.cn',
      sqlServerHostname: '.database.chinacloudapi.cn',
      storage: 'core.chinacloudapi.cn',
    },
  },
};

/** `environment()` of a cloud (learn.microsoft.com, "Deployment functions: environment"). */
function environmentOf(cloud                          )          {
  if (cloud === undefined) return new Unknown('the cloud of the deployment is not given', { isPresent: true });
  const { name, gallery, graph, portal, batch, media, resourceManager, sqlManagement, login, management, dataLake, suffixes } = clouds[cloud];
  return {
    name,
    gallery,
    graph,
    portal,
    graphAudience: graph,
    ...(dataLake === undefined ? {} : { activeDirectoryDataLake: dataLake }),
    batch,
    media,
    sqlManagement,
    vmImageAliasDoc: 'https://raw.githubusercontent.com/Azure/azure-rest-api-specs/master/arm-compute/quickstart-templates/aliases.json',
    resourceManager,
    authentication: { loginEndpoint: login, audiences: [management, resourceManager], tenant: 'common', identityProvider: 'AAD' },
    suffixes,
  };
}

/** What an expression can ask about the deployment that it stands in. */
                               
                          
                                  
                                    
                      
                                       
                         
                                                                    
                                    
                                  
                        
                                                                                      
                                 
 

/** Rules: learn.microsoft.com, "Scope functions" and "Deployment functions". */
const surroundingFunctions                                     = [
  { ...partial       ('resourceGroup', [0, 0], (_, frame) => resourceGroup(frame)), tolerant: 'tags' },
  { ...partial       ('subscription', [0, 0], (_, frame) => subscription(frame)), tolerant: 'tags' },
  partial('managementGroup', [0, 0], (_, { surroundings }) => managementGroup(surroundings)),
  partial('tenant', [0, 0], (_, { surroundings }) => tenant(surroundings)),
  partial('deployment', [0, 0], (_, { surroundings }) => deployment(surroundings)),
  partial('deployer', [0, 0], (_, frame) => deployer(frame)),
  partial('environment', [0, 0], (_, { surroundings }) => environmentOf(surroundings.facts.cloud)),
];

/** A member that Azure fills in. */
function filled(what        )          {
  return new Unknown(`\`${what}\` is known only at deployment`);
}

function tenantIdOf({ facts }              )       {
  return facts.tenantId ?? unknownText('the id of the tenant');
}

/** The document of a scope, while a deployment is under way. */
function documentOf(id      , { session }       )                          {
  return typeof id === 'string' ? session.azure?.container(id) : undefined;
}

function resourceGroup(frame       )              {
  const { target } = frame.surroundings;
  if (target.kind !== 'resourceGroup') throw new EvaluationError('`resourceGroup()` is for deployments to a resource group');
  const id = joined('/subscriptions/', target.subscriptionId, '/resourceGroups/', target.resourceGroup);
  const document = documentOf(id, frame);
  if (document !== undefined) return { tags: {}, managedBy: null, ...document };
  return {
    id,
    name: target.resourceGroup,
    type: 'Microsoft.Resources/resourceGroups',
    location: target.location,
    managedBy: filled('resourceGroup().managedBy'),
    tags: filled('resourceGroup().tags'),
    properties: { provisioningState: 'Succeeded' },
  };
}

function subscription(frame       )              {
  const { surroundings } = frame;
  const { target } = surroundings;
  if (target.kind !== 'resourceGroup' && target.kind !== 'subscription') {
    throw new EvaluationError('`subscription()` is for deployments to a resource group or a subscription');
  }
  const id = joined('/subscriptions/', target.subscriptionId);
  const document = documentOf(id, frame);
  return {
    id,
    subscriptionId: target.subscriptionId,
    tenantId: tenantIdOf(surroundings),
    displayName: document?.['displayName'] ?? new Unknown('`subscription().displayName` is known only at deployment', { pieces: ['', ''] }),
    tags: document === undefined ? filled('subscription().tags') : document['tags'] ?? {},
  };
}

function managementGroup(surroundings              )              {
  const { target } = surroundings;
  if (target.kind !== 'managementGroup') throw new EvaluationError('`managementGroup()` is for deployments to a management group');
  return {
    id: joined('/providers/Microsoft.Management/managementGroups/', target.managementGroup),
    name: target.managementGroup,
    type: '/providers/Microsoft.Management/managementGroups',
    properties: { tenantId: tenantIdOf(surroundings), displayName: filled('managementGroup().properties.displayName'), details: filled('managementGroup().properties.details') },
  };
}

function tenant(surroundings              )              {
  return {
    tenantId: tenantIdOf(surroundings),
    countryCode: filled('tenant().countryCode'),
    displayName: filled('tenant().displayName'),
  };
}

function deployer({ surroundings, session: { azure } }       )              {
  return {
    objectId: azure?.deployer.objectId ?? new Unknown('`deployer().objectId` is known only at deployment', { pieces: ['', ''] }),
    tenantId: tenantIdOf(surroundings),
    userPrincipalName: azure?.deployer.userPrincipalName ?? new Unknown('`deployer().userPrincipalName` is known only at deployment', { pieces: ['', ''] }),
  };
}

/** A deployment to a resource group has no location of its own. */
function deployment({ name, target, file, template }              )              {
  return {
    name,
    ...(target.kind === 'resourceGroup' ? {} : { location: target.location }),
    properties: {
      template,
      templateLink: { uri: uriOfFile(file) },
      templateHash: filled('deployment().properties.templateHash'),
      parameters: filled('deployment().properties.parameters'),
      mode: 'Incremental',
      provisioningState: 'Accepted',
    },
  };
}

/**
 * Calls `namespace.function(…)`: it sees its own parameters and, in the first language, no variables (learn.microsoft.com, "User-defined functions in ARM template").
 * Throws EvaluationError for a function that is not there and a wrong number of arguments.
 */
function callUserFunction(name        , args           , frame       )          {
  const { output } = userFunctionOf(name, args.length, frame);
  if (output === undefined) throw new EvaluationError(`The function \`${name}\` has no \`output.value\``);
  const called = frameOfCall(name, args, frame);
  // A function may call itself: the chain bounds it.
  const body = new Binding('variable', `${name}()`, frame.session, () => ({ kind: 'written', written: output, frame: called }));
  return body.value();
}

/** The frame in which the output of a function is evaluated. */
function frameOfCall(name        , args           , frame       )        {
  const { parameters } = userFunctionOf(name, args.length, frame);
  const given = parameters.map((parameter, index) => new Binding('parameter', parameter, frame.session, () => ({ kind: 'given', value: args[index] })));
  return { ...frame, parameters: new Map(given.map((binding) => [binding.name.toLowerCase(), binding])), variables: variablesOfFunctions(frame), isFunction: true, loops: undefined };
}

/** Functions that Bicep compiles see the variables of their template, imported ones too (Azure/bicep#15141); those of the first language do not. */
function variablesOfFunctions({ program, variables }       )                     {
  return program.template.text('languageVersion')?.startsWith('1.') === false ? variables : undefined;
}

function userFunctionOf(name        , count        , frame       )               {
  const { functions } = frame.program;
  const found = functions.get(name.toLowerCase());
  if (found === undefined) throw new EvaluationError(`There is no function \`${name}\` here${didYouMean(name, Array.from(functions.values(), (one) => one.name), frame.session.meter)}`);
  if (found.parameters.length === count) return found;
  throw new EvaluationError(`\`${found.name}\` takes ${found.parameters.length} argument${found.parameters.length === 1 ? '' : 's'}; ${count} given`);
}

let table                                  ;

/** The functions of templates: those of the language, those that read their surroundings, and by their form those of users and of the run time. */
function functionsOfTemplates()                       {
  table ??= new Functions(functionTable       (pureFunctions, templateFunctions, referenceFunctions, idFunctions, surroundingFunctions, clockFunctions, resourceInfoFunctions, forgivingFunctions));
  return table;
}

class Functions extends Map                                  {
  constructor(entries                      ) {
    super(Array.from(entries, ([name, entry]) => [name, metered(entry)]));
  }

           get(name        )                                      {
    const found = super.get(name);
    if (found !== undefined) return found;
    if (name.includes('.')) return metered(userFunction(name));
    const [runtime = '', index] = name.split('#');
    const arity = index === undefined ? undefined : runtimeArity(runtime);
    return arity === undefined ? undefined : metered(runtimeFunction(runtime, arity, Number(index)));
  }
}

function userFunction(name        )                          {
  return partial       (name, [0, many], (args, frame) => callUserFunction(name, args, frame));
}

function runtimeFunction(name        , arity                           , index        )                          {
  const why = (frame       ) => new Unknown(`\`${frame.program.runtimeCall(index)?.text ?? name}\` is known only at deployment`);
  const live = (args           , frame       ) => liveValue(name, args, frame) ?? why(frame);
  const unlessLive = (otherwise                                            ) => partial       (name, arity, (args, frame) => (frame.session.azure === undefined ? otherwise : live)(args, frame));
  if (name === 'references') return unlessLive((args, frame) => statesOf(args, frame, why(frame)) ?? why(frame));
  if (name !== 'reference') return unlessLive((_, frame) => why(frame));
  return unlessLive((args, frame) => stateOf(args, frame.program.runtimeCall(index)?.args ?? [], frame) ?? why(frame));
}

/** Counts each call, what it looks at and what it makes: shared parts make a value of few objects a long way to walk. */
function metered(entry                         )                          {
  if (entry.kind === 'lazy') {
    const { call } = entry;
    return {
      ...entry,
      call: (args                            , frame       ) => {
        frame.session.meter.worked(1);
        return bounded(call(args, frame), frame);
      },
    };
  }
  const { call } = entry;
  return {
    ...entry,
    call: (args           , frame       ) => {
      const { meter } = frame.session;
      meter.worked(args.reduce        ((sum, value) => sum + meter.weigh(value), 1));
      return bounded(call(args, frame), frame);
    },
  };
}

function bounded(value         , frame       )          {
  frame.session.meter.weigh(value);
  return value;
}

/**
 * A place that a value comes from.
 * - `written`: a value of a document
 * - `loop`: the array that a loop of properties or variables makes
 * - `code`: a part of the expression at `written`
 * - `layers`: objects one over the other, the strongest first
 * - `value`: what a function has made
 */
                    
                                           
                                        
                                                                         
                                                                              
                                                                   

/** A part of an expression. */
                                                      

/** The expression of a text of a document. */
function codeOf({ frame, written, through }        )       {
  return { kind: 'code', expression: frame.program.expression(String(written.raw)), frame, written, through };
}

/** A part of the same expression. */
function part(cursor        , expression            )       {
  return { kind: 'code', expression, frame: cursor.frame, written: cursor.written, through: cursor.through };
}

/** The value at a cursor. Throws as its evaluation does. */
function valueAt(cursor        )          {
  if (cursor.kind === 'value') return cursor.value;
  if (cursor.kind === 'written') return valueOf(cursor.written, cursor.frame);
  if (cursor.kind === 'loop') return loopValue(cursor.written, cursor.frame);
  if (cursor.kind === 'code') return compileExpression(cursor.expression, functionsOfTemplates())(cursor.frame);
  const [strongest] = cursor.layers;
  return strongest === undefined ? undefined : valueAt(strongest);
}

/** A way to a value: steps from a cursor. */
                      
                         
                                   
 

/**
 * What a function does with the places of its arguments.
 * - `whole`: its value is another one's; `isNamed`: by a name and steps, not by choice
 * - `parts`: it puts values together; `find` gives the way to a member or element
 */
                   
                                                                            
                                                                                

/** Undefined for what is computed: places of objects that pass through a function whole are known by identity. */
function routeOf(cursor      )                    {
  const { expression } = cursor;
  if (expression.kind === 'access') return path(cursor, expression.base, expression.steps.map(({ key }) => key));
  if (expression.kind !== 'call') return undefined;
  const [first, ...rest] = expression.args;
  if (first === undefined) return undefined;
  const name = expression.name.toLowerCase();
  if (name === 'tryget') return path(cursor, first, rest);
  if (name === 'parameters' || name === 'variables') {
    const binding = bindingOf(name === 'parameters' ? 'parameter' : 'variable', String(valueAt(part(cursor, first))), cursor.frame);
    return binding === undefined ? undefined : source(binding, cursor);
  }
  return choice(name, cursor, expression.args) ?? composition(name, cursor, expression.args);
}

function path(cursor      , base            , keys                       )        {
  return { kind: 'whole', isNamed: true, way: { start: part(cursor, base), keys: keys.map((key) => String(valueAt(part(cursor, key)))) } };
}

function source(binding         , cursor        )                    {
  const value = binding.value();
  const { source: from, kind, name } = binding;
  const through = [...cursor.through, { kind, name }];
  if (from.kind === 'given') {
    const isContainer = isObject(value) || isArray(value);
    return isContainer ? whole$1({ kind: 'value', value, frame: cursor.frame, written: cursor.written, through }, true) : undefined;
  }
  const { written, frame } = from;
  if (from.kind === 'entry') return { kind: 'whole', isNamed: true, way: { start: { kind: 'written', written, frame, through }, keys: ['value'] } };
  return whole$1({ kind: from.kind, written, frame, through }, true);
}

function whole$1(start        , isNamed = false, keys                    = [])        {
  return { kind: 'whole', isNamed, way: { start, keys } };
}

function choice(name        , cursor      , args                       )                    {
  const parts = args.map((argument) => part(cursor, argument));
  const [first, second, third] = parts;
  if (first === undefined) return undefined;
  if (name === 'if') {
    const condition = valueAt(first);
    const chosen = typeof condition !== 'boolean' ? undefined : condition ? second : third;
    return chosen === undefined ? undefined : whole$1(chosen);
  }
  if (name === 'coalesce') {
    const chosen = parts.find((one) => !isAbsent(valueAt(one)));
    return chosen === undefined ? undefined : whole$1(chosen);
  }
  if (name === 'first') return whole$1(first, false, ['0']);
  if (name !== 'last') return undefined;
  const list = valueAt(first);
  return isArray(list) ? whole$1(first, false, [String(list.length - 1)]) : undefined;
}

/** Functions that put values together. */
function composition(name        , cursor      , args                       )                    {
  const parts = args.map((argument) => part(cursor, argument));
  switch (name) {
    case 'createobject':
      return { kind: 'parts', find: (key) => direct(parts.find((_, index) => index % 2 === 1 && sameText(nameBefore(parts, index), key))) };
    case 'createarray':
      return { kind: 'parts', find: (key) => direct(parts[Number(key)]) };
    case 'concat':
      return { kind: 'parts', find: (key) => inConcat(parts, Number(key)) };
    case 'union':
      return isObject(valueAt(cursor)) ? whole$1({ ...cursor, kind: 'layers', layers: parts.toReversed() }) : undefined;
    case 'shallowmerge':
      return { kind: 'parts', find: (key) => inMerged(cursor, args, key) };
    default:
      return undefined;
  }
}

function nameBefore(parts                   , index        )         {
  const name = parts[index - 1];
  return name === undefined ? '' : String(valueAt(name));
}

function direct(start                    )                  {
  return start === undefined ? undefined : { start, keys: [] };
}

function inConcat(parts                   , index        )                  {
  let rest = index;
  for (const start of parts) {
    const value = valueAt(start);
    if (!isArray(value)) return undefined;
    if (rest < value.length) return { start, keys: [String(rest)] };
    rest -= value.length;
  }
  return undefined;
}

/** `shallowMerge(createArray(a, b))`: the last object that has the member. */
function inMerged(cursor      , [list]                       , key        )                  {
  if (list?.kind !== 'call' || list.name.toLowerCase() !== 'createarray') return undefined;
  const start = list.args.map((item) => part(cursor, item)).findLast((one) => {
    const value = valueAt(one);
    return isObject(value) && Object.hasOwn(value, key);
  });
  return start === undefined ? undefined : { start, keys: [key] };
}

/** One step into a value: the place of its member or element; undefined when there is none. */
function step(cursor        , key        )                     {
  if (cursor.kind === 'written') return cursor.written.kind === 'expression' ? step(codeOf(cursor), key) : childOf(cursor, key);
  if (cursor.kind === 'loop') return turnAt(cursor, key);
  if (cursor.kind === 'layers') return layerAt(cursor, key);
  if (cursor.kind === 'value') return memberOf(cursor, key);
  return enter(cursor, key);
}

function childOf(cursor        , key        )                     {
  const { written, frame } = cursor;
  if (written.isArray) {
    const item = written.items[Number(key)];
    return item === undefined ? undefined : { ...cursor, kind: 'written', written: item };
  }
  for (const member of written.members) {
    if (!member.value.isLoops) {
      if (member.key === key || (member.key.startsWith('[') && keyOf(member.key, member.value, frame) === key)) return { ...cursor, kind: 'written', written: member.value };
      continue;
    }
    const loop = member.value.items.find((one) => loopName(one, frame) === key);
    if (loop !== undefined) return { ...cursor, kind: 'loop', written: loop };
  }
  return undefined;
}

function turnAt(cursor        , key        )                     {
  const { written, frame } = cursor;
  const input = written.find('input');
  if (input === undefined || !/^[0-9]+$/.test(key)) return undefined;
  return { ...cursor, kind: 'written', written: input, frame: turnOf(frame, 'part', loopName(written, frame), Number(key)) };
}

/** Objects in the same place are layers in turn; anything else hides what is below. */
function layerAt(cursor                                      , key        )                     {
  const found = cursor.layers.flatMap((layer) => {
    const next = isObject(valueAt(layer)) ? step(layer, key) : undefined;
    return next === undefined ? [] : [next];
  });
  const [strongest, ...rest] = found;
  if (strongest === undefined || rest.length === 0 || !isObject(valueAt(strongest))) return strongest;
  return { ...strongest, kind: 'layers', layers: found };
}

/** The places of what functions pass on are known by identity. */
function memberOf(cursor        , key        )                     {
  const value = valueAt(cursor);
  if (typeof value !== 'object' || value === null) return undefined;
  const origin = cursor.frame.session.origins.of(value, cursor.frame);
  if (origin !== undefined) {
    const isLoop = isArray(value) && !origin.written.isArray;
    return step({ ...origin, kind: isLoop ? 'loop' : 'written', through: cursor.through }, key);
  }
  const own = isObject(value) ? keyIgnoringCase(value, key) : key;
  if (own === undefined || (isArray(value) && !(Number(own) < value.length))) return undefined;
  return { kind: 'value', value: access(value, isArray(value) ? Number(own) : own), frame: cursor.frame, written: cursor.written, through: cursor.through };
}

/** One step into the value of an expression. */
function enter(cursor      , key        )                     {
  const route = routeOf(cursor);
  if (route?.kind === 'whole') {
    const start = reach(route.way);
    return start === undefined ? memberOf(cursor, key) : step(start, key);
  }
  const way = route?.find(key);
  return (way === undefined ? undefined : reach(way)) ?? memberOf(cursor, key);
}

/** The end of a way. */
function reach({ start, keys }     )                     {
  return keys.reduce                    ((at, key) => (at === undefined ? undefined : step(at, key)), start);
}

/** Where the value of an expression comes from unchanged, through names and steps alone. Undefined for what is computed, and for what no document holds. */
function named(cursor      )                     {
  const route = routeOf(cursor);
  return route?.kind === 'whole' && route.isNamed ? reach(route.way) : undefined;
}

/** What a body was made of. */
                             
                            
                        
 

/** How far a pointer into a body leads. */
                       
                          
                            
 

/** Follows a pointer (RFC 6901) to where its parts are written. What cannot be followed ends the way: who asks for a place gets the nearest. */
function walk({ written, frame }            , pointer        )       {
  let cursor         = { kind: 'written', written, frame, through: [] };
  const { meter, lambdas } = frame.session;
  meter.renew();
  lambdas.left = templateLimits.lambdaCalls;
  for (const segment of pointer.split('/').slice(1)) {
    const next = attempt$1(() => step(cursor, segment.replaceAll('~1', '/').replaceAll('~0', '~')));
    if (next === undefined) return { cursor, isWhole: false };
    cursor = next;
  }
  return { cursor, isWhole: true };
}

/** Undefined when a part of the template fails that the body did not need. */
function attempt$1        (look              )                     {
  try {
    return look();
  } catch (error) {
    if (error instanceof EvaluationError || error instanceof ExpressionError || error instanceof ExhaustedError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Where the property at a pointer is written, or its nearest ancestor that is. */
function placeOf(source            , pointer        )        {
  return walk(source, pointer).cursor.written.place;
}

/** How the value at a pointer into a body came to be. */
function provenanceOf(source            , body             , pointer        )             {
  const { cursor, isWhole } = walk(source, pointer);
  if (!isWhole) return told(exists(body, pointer) ? 'expression' : 'absent', cursor);
  return literal(cursor);
}

/** Follows names to what was typed. */
function literal(start        )             {
  let cursor = start;
  for (;;) {
    if (cursor.kind === 'written' && cursor.written.kind !== 'expression') return told(cursor.written.kind === 'plain' ? 'literal' : 'expression', cursor);
    const code                     = cursor.kind === 'written' ? attempt$1(() => codeOf(cursor)) : cursor;
    const next                     = code?.kind === 'code' ? attempt$1(() => named(code)) : undefined;
    if (next === undefined || next.kind === 'value') return told('expression', cursor);
    cursor = next;
  }
}

function told(kind                    , { written, through }        )             {
  return { kind, place: written.place, through };
}

function exists(body             , pointer        )          {
  let value          = body;
  for (const segment of pointer.split('/').slice(1)) {
    const key = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    if (isArray(value) ? !(Number(key) < value.length) : !isObject(value) || !Object.hasOwn(value, key)) return false;
    value = isArray(value) ? value[Number(key)] : isObject(value) ? value[key] : undefined;
  }
  return true;
}

/**
 * What Resource Manager keeps for itself, and what a resource says of itself elsewhere (azure-policy-language.md §5.1); `@options` holds
 * what decorators of Bicep say to it (Azure/bicep-reps 0013).
 */
const notOfTheBody                      = new Set(['dependson', 'copy', 'condition', 'comments', 'scope', 'metadata', 'resources', 'apiversion', 'type', 'name', 'existing', 'import', 'extension', 'asserts', '@options']);

/** The members of a resource that the policy engine looks at, but type and name. */
function bodyMembers(written         )                    {
  return written.members.filter(({ key }) => !notOfTheBody.has(key.toLowerCase()));
}

/** Whether a resource or output is deployed. Throws PlacedError for what is no boolean. */
function conditionOf(written         , frame       , rescue         )                    {
  const at = written.find('condition');
  if (at === undefined) return true;
  const condition = valueOf(at, frame, rescue);
  if (typeof condition === 'boolean' || isUnknown(condition)) return condition;
  throw new PlacedError(`A \`condition\` is a boolean; ${typeName(condition)} given`, at);
}

/** How a resource is deployed; `deployment`: the nested deployment that it stands in. What of `dependsOn` is not known is left out. */
function deployingOf(written         , frame       , deployment                    )            {
  const resources = frame.program.template.find('resources');
  const symbol = resources?.isObject === true ? resources.members.find(({ value }) => value.place.pointer === written.place.pointer)?.key : undefined;
  const dependsOn = written.find('dependsOn');
  const needed = dependsOn === undefined ? [] : valueOf(dependsOn, frame, withProblem);
  return {
    dependsOn: Array.isArray(needed) ? needed.filter((one) => typeof one === 'string') : [],
    symbol,
    loop: loopOf(written, frame),
    batchSize: batchSizeOf(written, frame),
    deployment,
    nested: nestedOf(written, frame),
  };
}

/** The turn of a resource's own loop is the innermost one of its frame. */
function loopOf(written         , { loops }       )                     {
  return written.find('copy') === undefined ? undefined : loops?.name;
}

/** `"mode": "serial"` with a `batchSize`, one unless it is given (learn.microsoft.com, "Resource iteration in ARM templates": deploy copies serially). */
function batchSizeOf(written         , frame       )                     {
  const loop = written.find('copy');
  const [mode, size] = ['mode', 'batchSize'].map((name) => loop?.find(name)).map((at) => (at === undefined ? undefined : valueOf(at, frame, withProblem)));
  if (typeof mode !== 'string' || mode.toLowerCase() !== 'serial') return undefined;
  return typeof size === 'number' && size >= 1 ? size : 1;
}

function nestedOf(written         , frame       )                      {
  const type = written.find('type');
  const value = type === undefined ? undefined : valueOf(type, frame, withProblem);
  if (isUnknown(value) || typeof value !== 'string' || !isDeployment(value)) return undefined;
  return {
    template: written.find('properties')?.find('template')?.raw,
    outputs: () => frame.session.nestedOutputs(written, frame)?.['outputs'],
  };
}

/** Where a resource stands. */
                                  
                            
                        
                       
                          
                                        
                                                                       
                                            
                                                           
                                          
                                       
                         
                                                                    
                                    
                                                                                         
                                      
 

/** A resource that is a deployment itself. */
                                   
                            
                              
                                    
 

/** Expands the `resources` of a template or of a resource: an array, or an object by symbolic name. What fails is a problem; the others go on. */
function expandResources(resources                     , context                 )       {
  if (resources === undefined) return;
  const { problems } = context.frame.session;
  if (!resources.isArray && !resources.isObject) {
    problems.add('error', '`resources` is an array, or an object of resources by symbolic name', resources);
    return;
  }
  const written = resources.isArray ? resources.items : resources.members.map(({ value }) => value);
  // Without a symbolic name Resource Manager knows neither existing resources nor extensions, and deploys what says that it is one.
  for (const resource of written) expandResource(resource, context, resources.isObject);
}

function expandResource(written         , context                 , isSymbolic         )       {
  const { frame } = context;
  const { problems } = frame.session;
  if (!written.isObject) {
    problems.add('error', `A resource is an object; ${typeName(written.raw)} given`, written);
    return;
  }
  if (isSymbolic && isForeign(written, frame)) return;
  assertWrittenNames('A resource', written, frame);
  if (isSymbolic && isExisting(written)) {
    const children = written.find('resources');
    if (children !== undefined) attempt(() => expandResources(children, { ...context, parent: identityOf(written, frame, context.target, context.parent) }), frame, children);
    return;
  }
  const loop = written.find('copy');
  if (loop === undefined) {
    attempt(() => deploy(written, context), frame, written);
    return;
  }
  attempt(() => {
    if (context.parent !== undefined) throw new PlacedError('A resource inside of another one cannot have a `copy`: write it beside its parent', loop);
    copies(written, loop, context);
  }, frame, written);
}

function copies(written         , loop         , context                 )       {
  const { frame } = context;
  const name = loopName(loop, frame);
  const count = loopCount(loop, frame);
  if (isUnknown(count)) {
    const index = new Unknown(`the number of copies of the loop \`${name}\` is not known: ${count.why}`, { isPresent: true });
    deploy(written, { ...context, frame: turnOf(frame, 'item', name, index), mayBeAbsent: context.mayBeAbsent ?? count });
    return;
  }
  for (let index = 0; index < count; index += 1) {
    const turn = turnOf(frame, 'item', name, index);
    attempt(() => deploy(written, { ...context, frame: turn }), turn, written);
  }
}

/** What fails is a problem of its own. */
function attempt(step            , { session }       , at         )       {
  try {
    step();
  } catch (error) {
    session.problems.caught(placed(error, at));
  }
}

function deploy(written         , context                 )       {
  const { frame, target, parent } = context;
  const { resources } = frame.session;
  const condition = conditionOf(written, frame, withProblem);
  const identity = identityOf(written, frame, target, parent);
  if (condition === false) {
    const { type, shown, id } = identity;
    frame.session.skipped.push({ type, name: shown, id: typeof id === 'string' ? id : undefined, deploying: () => deployingOf(written, frame, context.deployment) });
  } else {
    const mayBeAbsent = context.mayBeAbsent ?? (isUnknown(condition) ? condition : undefined);
    if (resources.length >= templateLimits.resources) throw new ExhaustedError(`The deployment has more than ${templateLimits.resources} resources; divide it`);
    const resource = expanded(written, { ...context, mayBeAbsent }, identity);
    resources.push(resource);
    rememberGroup(resource, frame);
    if (isDeployment(identity.type)) context.nested.push({ written, identity, context: { ...context, mayBeAbsent } });
  }
  // A condition does not reach the children (learn.microsoft.com, "Conditional deployment in ARM templates").
  expandResources(written.find('resources'), { ...context, parent: identity });
}

function rememberGroup({ type, name, body }                  , { session }       )       {
  const location = body['location'];
  if (type.toLowerCase() === 'microsoft.resources/resourcegroups' && (typeof location === 'string' || isUnknown(location))) session.groups.set(name.toLowerCase(), location);
}

function expanded(written         , { frame, mayBeAbsent, deployment }                 , identity          )                   {
  const { type, names, shown, id } = identity;
  const name = joinedBy('/', names);
  const body              = { ...bodyOf(written, frame, type), type, name };
  const apiVersionAt = written.find('apiVersion');
  const apiVersion = apiVersionAt === undefined ? undefined : valueOf(apiVersionAt, frame, withProblem);
  const source = { written, frame };
  return {
    type,
    name: isUnknown(name) ? shown : name,
    apiVersion: typeof apiVersion === 'string' ? apiVersion : undefined,
    id: typeof id === 'string' ? id : undefined,
    openId: isUnknown(id) ? id.pieces : undefined,
    body,
    mayBeAbsent,
    placeOf: (pointer) => placeOf(source, pointer),
    provenanceOf: (pointer) => provenanceOf(source, body, pointer),
    deploying: () => deployingOf(written, frame, deployment),
  };
}

/** A nested deployment is shown without its template: that is deployed in its own right. */
function bodyOf(written         , frame       , type        )              {
  const members = bodyMembers(written);
  const properties = isDeployment(type) ? written.find('properties') : undefined;
  if (properties?.isObject !== true) return whole(members, frame, written);
  const rest = members.filter(({ key }) => key.toLowerCase() !== 'properties');
  const shown = properties.members.filter(({ key }) => key.toLowerCase() !== 'template');
  return { ...whole(rest, frame, written), properties: objectOf(shown, frame, withProblem) };
}

function whole(members                   , frame       , written         )              {
  const made = objectOf(members, frame, withProblem);
  if (!isUnknown(made)) return made;
  frame.session.problems.add('unread', `What a resource is made of has to be known, so it is not checked as a whole: ${made.why}`, written);
  const known = objectOf(members.filter(({ key }) => !key.startsWith('[')), frame, withProblem);
  return isUnknown(known) ? {} : known;
}

const sections = ['parameters', 'variables', 'outputs', 'definitions']         ;

/** Tells of sections of a template that are not what they have to be; they count as empty. */
function assertTemplate(template         , { problems }         )       {
  for (const name of sections) {
    const section = template.find(name);
    if (section !== undefined && !section.isObject && section.raw !== null) problems.add('error', `\`${name}\` of a template is an object`, section);
  }
  const functions = template.find('functions');
  if (functions !== undefined && !functions.isArray) problems.add('error', '`functions` of a template is an array of namespaces', functions);
}

const nouns                                   = { template: 'The linked template', parameters: 'The linked file of parameters' };

/**
 * The document that a `templateLink` or `parametersLink` names; undefined when it is not at hand, which is a problem unless it will be
 * fetched. `file`: the template that names it.
 */
function linkedDocument(kind        , link         , file        , frame       )                      {
  const { problems, documents } = frame.session;
  const path = pathOf(link, file, kind, frame);
  if (typeof path !== 'string') {
    problems.add('unread', path.unread, path.at);
    return undefined;
  }
  const found = documents[kind](path);
  if (found.kind === 'wanted') return undefined;
  if (found.kind === 'unread') {
    problems.add('unread', `${nouns[kind]} ${path} cannot be read: ${found.reason}`, link);
    return undefined;
  }
  if (found.root.isObject) return found.root;
  throw new PlacedError(`${nouns[kind]} ${path} is no object`, link);
}

                  
                          
                       
 

function pathOf(link         , file        , kind        , frame       )                  {
  const noun = nouns[kind];
  if (!link.isObject) return { unread: `${noun} is named by an expression as a whole, so it is not checked: write \`relativePath\``, at: link };
  assertWrittenNames('A link', link, frame);
  const named = ['relativePath', 'uri', 'id'].filter((name) => link.find(name) !== undefined);
  if (named.length > 1) throw new PlacedError(`A link has one of \`relativePath\`, \`uri\` and \`id\`; this one has ${named.length}`, link);
  const relative = link.find('relativePath');
  if (relative !== undefined) return pathOfText(valueOf(relative, frame), relative, noun, (path) => pathBelow(file.slice(0, file.lastIndexOf('/') + 1), path));
  const uri = link.find('uri');
  if (uri !== undefined) return pathOfText(valueOf(uri, frame), uri, noun, pathOfUri);
  const id = link.find('id');
  if (id !== undefined) return { unread: 'A template spec is not in the checkout, so what it deploys is not checked: check the template that it is published from', at: id };
  throw new PlacedError('A link has a `relativePath` or a `uri`', link);
}

function pathOfText(value         , at         , noun        , resolve                                      )                  {
  const text = isUnknown(value) ? beforeQuery(value.pieces) : value;
  if (isUnknown(value) && text === undefined) return { unread: `${noun} is not checked, because where it is depends on what is not known: ${value.why}`, at };
  if (typeof text !== 'string') throw new PlacedError('A link names a file by a text', at);
  return resolve(text) ?? { unread: `${noun} ${JSON.stringify(text.slice(0, 200))} is not in the checkout, so it is not checked: put it there and name it by \`relativePath\``, at };
}

/** What is unknown of a URI may be the token behind it. */
function beforeQuery(pieces                               )                     {
  const [first = ''] = pieces ?? [];
  return first.includes('?') ? first : undefined;
}

/** A template to deploy within another one. */
                                 
                             
                                                                                        
                             
                      
                                                   
 

/**
 * What a `Microsoft.Resources/deployments` deploys (learn.microsoft.com, "Using linked and nested templates when deploying Azure resources");
 * undefined for what is not at hand, which is a problem unless it will be fetched. Throws PlacedError.
 */
function readNested({ written, identity, context }                  )                             {
  const properties = written.find('properties');
  if (properties === undefined) throw new PlacedError('A nested deployment has `properties` with a `template` or a `templateLink`', written);
  if (!properties.isObject) throw new PlacedError('The `properties` of a nested deployment are computed, so its template cannot be read: write them out', properties);
  assertWrittenNames('A nested deployment', properties, context.frame);
  const inline = properties.find('template');
  const link = properties.find('templateLink');
  if (inline !== undefined && isGiven(link)) throw new PlacedError('A nested deployment has a `template` or a `templateLink`, not both', properties);
  if (inline === undefined && link === undefined) throw new PlacedError('A nested deployment has a `template` or a `templateLink`', properties);
  if (inline !== undefined && !inline.isObject) {
    context.frame.session.problems.add('unread', 'The template of this nested deployment is computed, so it is not checked: write it out, or link it', inline);
    return undefined;
  }
  const template = inline ?? (link === undefined ? undefined : linkedDocument('template', link, written.file, context.frame));
  if (template === undefined) return undefined;
  const files = inline === undefined ? [...context.files, template.file] : context.files;
  const within = { ...context, depth: context.depth + 1, files, parent: undefined, deployment: typeof identity.id === 'string' ? identity.id : undefined, target: targetOfNested(written, context, kindOfTemplate(template)) };
  assertBounded(within, written);
  const name = identity.names.at(-1) ?? '';
  if (inline !== undefined && isOuter(properties, context)) return { template, name, within };
  return { template, given: argumentsOf(properties, written, context), name, within };
}

function isGiven(link                     )          {
  return link !== undefined && link.raw !== null;
}

/** Whether the expressions of an inline template see what is around it, as they do unless told otherwise. */
function isOuter(properties         , { frame }                 )          {
  const scope = properties.find('expressionEvaluationOptions')?.find('scope');
  const value = scope === undefined ? 'outer' : valueOf(scope, frame);
  if (isUnknown(value)) throw new PlacedError(`The scope of expressions has to be known: ${value.why}`, scope ?? properties);
  return typeof value !== 'string' || value.toLowerCase() !== 'inner';
}

function assertBounded({ depth, files }                                          , written         )       {
  if (depth > templateLimits.nestedTemplates) throw new PlacedError(`Templates are nested deeper than ${templateLimits.nestedTemplates} levels`, written);
  const last = files.at(-1);
  if (files.filter((file) => file === last).length <= templateLimits.sameFile) return;
  const cycle = files.slice(files.lastIndexOf(last ?? '', -2));
  throw new PlacedError(`The template links itself again and again: ${cycle.join(' → ')}`, written);
}

function argumentsOf(properties         , written         , { frame }                 )            {
  const link = properties.find('parametersLink');
  if (link !== undefined) {
    const document = linkedDocument('parameters', link, written.file, frame);
    return { entries: document?.find('parameters') ?? document, isComplete: document !== undefined };
  }
  const entries = properties.find('parameters');
  if (entries === undefined) return { entries: undefined, isComplete: true, at: properties };
  if (entries.kind !== 'expression') return { entries, frame, isComplete: true };
  const computed = valueOf(entries, frame);
  if (isUnknown(computed)) return { entries: undefined, isComplete: false };
  if (!isObject(computed)) throw new PlacedError(`The parameters of a nested deployment are an object; ${typeName(computed)} given`, entries);
  return { entries: undefined, values: valuesOf(computed), isComplete: true, at: entries };
}

/** `{"name": {"value": …}}` as an expression may compute it. */
function valuesOf(computed             )              {
  const pairs = Object.entries(computed).map(([name, entry]) => [name, isObject(entry) ? entry['value'] : entry]         );
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined && value !== null));
}

/** A template that is deployed with expressions of its own: the outermost one, a linked one, or a nested one of inner scope. */
                                     
                             
                            
                      
                                                             
 

/** Expands a template and what is nested in it; gives the frame of its expressions. */
function deployTemplate({ template, given, name, within }                    , facts                       , session         )        {
  assertTemplate(template, session);
  const frame = frameOfTemplate({ template, given, name, within }, facts, session);
  expandWithNested(template, { ...within, frame });
  checkParameters(frame.program, frame);
  return frame;
}

/** The resources of the template first, then those of the deployments in it, which may go to resource groups that it makes. */
function expandWithNested(template         , context                                 )       {
  const nested                     = [];
  expandResources(template.find('resources'), { ...context, nested });
  for (const deployment of nested) attempt(() => expandNested(deployment), context.frame, deployment.written);
}

function expandNested(deployment                  )       {
  const found = readNested(deployment);
  if (found === undefined) return;
  const { template, given, name, within } = found;
  const { session, surroundings } = within.frame;
  if (given === undefined) expandWithNested(template, within);
  else deployTemplate({ template, given, name, within }, surroundings.facts, session);
}

/** The frame of the expressions of a template. */
function frameOfTemplate({ template, given, name, within }                    , facts                       , session         )        {
  const { target, depth, files } = within;
  const about = { contentVersion: template.text('contentVersion') ?? '1.0.0.0', $schema: template.text('$schema') ?? '' };
  return frameOf(template, given, session, { target, facts, name, depth, files, file: template.file, template: about });
}

function frameOf(template         , given           , session         , surroundings              )        {
  const program = session.documents.programOf(template);
  const variables = new Map                 ();
  const frame        = {
    session,
    program,
    parameters: bindParameters(program, given, session, () => frame),
    variables,
    surroundings,
    loops: undefined,
    lambdas: session.lambdas,
  };
  for (const [key, { name, kind, written }] of program.variables) variables.set(key, new Binding('variable', name, session, () => ({ kind, written, frame })));
  return frame;
}

/** A variable as declared: a value, or a loop that makes it. */
                                      
                        
                                    
                            
 

/** One function of the user: `{"parameters": [{"name", "type"}], "output": {"type", "value"}}`. */
                               
                        
                                         
                                       
 

                    
                                  
                                     
 

/** A template as it is declared: names compare without case, every expression is read and compiled once. */
class Program {
           template         ;
           #compiled = new Map                          ();
           #runtimeCalls                = [];
  #parameters                                          ;
  #variables                                                      ;
  #functions                                               ;
  #deployments                                ;

  constructor(template         ) {
    this.template = template;
  }

  /** Declarations of parameters by lower-case name; the last segment of each one's place is the name as written. */
  get parameters()                               {
    this.#parameters ??= new Map((this.template.find('parameters')?.members ?? []).map(({ key, value }) => [key.toLowerCase(), value]));
    return this.#parameters;
  }

  get variables()                                           {
    this.#variables ??= new Map((this.template.find('variables')?.members ?? []).flatMap(({ key, value }) => declared(key, value)).map((one) => [one.name.toLowerCase(), one]));
    return this.#variables;
  }

  get functions()                                    {
    this.#functions ??= new Map((this.template.find('functions')?.items ?? []).flatMap(functionsOf).map((one) => [one.name.toLowerCase(), one]));
    return this.#functions;
  }

  /** The nested deployments among the resources. */
  get deployments()                     {
    this.#deployments ??= resourcesOf(this.template).filter((resource) => resource.text('type')?.toLowerCase() === 'microsoft.resources/deployments');
    return this.#deployments;
  }

  /** Types of the user by name. */
  definition(name        )                      {
    return this.template.find('definitions')?.find(name);
  }

  /** The compiled expression of a text in brackets. Throws ExpressionError for one that cannot be read. */
  evaluate(text        )                  {
    return this.#compile(text).evaluate;
  }

  /** The expression of a text in brackets. Throws ExpressionError. */
  expression(text        )             {
    return this.#compile(text).expression;
  }

  /** A call that `withRuntimeCalls` has numbered. */
  runtimeCall(index        )                          {
    return this.#runtimeCalls[index];
  }

  #compile(text        )           {
    const known = this.#compiled.get(text);
    if (known instanceof Error) throw known;
    if (known !== undefined) return known;
    try {
      const template = parseTemplate(text);
      if (template.kind === 'text') throw new TypeError(`no expression: ${text}`);
      const expression = withRuntimeCalls(template.expression, text, this.#runtimeCalls);
      const compiled = { expression, evaluate: compileExpression(expression, functionsOfTemplates()) };
      this.#compiled.set(text, compiled);
      return compiled;
    } catch (error) {
      if (error instanceof Error) this.#compiled.set(text, error);
      throw error;
    }
  }
}

/** An array, or an object by symbolic name. */
function resourcesOf(template         )                     {
  const resources = template.find('resources');
  return [...(resources?.items ?? []), ...(resources?.members ?? []).map(({ value }) => value)];
}

function declared(key        , written         )                                 {
  if (!written.isLoops) return [{ name: key, kind: 'written', written }];
  return written.items.map((loop) => ({ name: loop.text('name') ?? '', kind: 'loop', written: loop }));
}

function functionsOf(space         )                          {
  const namespace = space.text('namespace') ?? '';
  return (space.find('members')?.members ?? []).map(({ key, value }) => ({
    name: `${namespace}.${key}`,
    parameters: (value.find('parameters')?.items ?? []).map((parameter) => parameter.text('name') ?? ''),
    output: value.find('output')?.find('value'),
  }));
}

/** The documents of a deployment: each is read once, and so are the programs in them. */
                            
                                                     
                                                       
                                                     
                                                       
                                       
 

function newDocuments(linked                                     , origins         )            {
  const wanted = new Set        ();
  const programs = new WeakMap                  ();
  const finder = (read                                           ) => {
    const known = new Map                       ();
    return (path        )                => {
      const found = known.get(path) ?? find(path, read);
      known.set(path, found);
      return found;
    };
  };
  const find = (path        , read                                           )                => {
    const document = linked.get(path);
    if (document === undefined) {
      wanted.add(path);
      return { kind: 'wanted' };
    }
    if ('unread' in document) return { kind: 'unread', reason: document.unread };
    try {
      const root = read(document.value, document.file);
      origins.addDocument(root);
      return { kind: 'found', root };
    } catch (error) {
      if (error instanceof EvaluationError) return { kind: 'unread', reason: error.message };
      throw error;
    }
  };
  return {
    template: finder((value, file) => Written.template(value, file)),
    parameters: finder((value, file) => Written.values(value, file)),
    programOf: (template) => {
      const program = programs.get(template) ?? new Program(template);
      programs.set(template, program);
      return program;
    },
    wanted,
  };
}

/** The values of the outputs of a template by name (learn.microsoft.com, "Outputs in ARM templates"). What fails is a problem, and left out. */
function outputsOf(template         , frame       )              {
  const made                          = {};
  for (const { key, value: output } of template.find('outputs')?.members ?? []) {
    try {
      const value = outputOf(key, output, frame);
      if (value !== undefined) setMember(made, key, value);
    } catch (error) {
      frame.session.problems.caught(placed(error, output));
    }
  }
  return made;
}

/** Undefined for an output whose condition does not hold. */
function outputOf(key        , output         , frame       )          {
  const condition = conditionOf(output, frame);
  if (condition === false) return undefined;
  const value = valueOrLoop(key, output, frame);
  return isUnknown(condition) ? new Unknown(condition.why) : value;
}

function valueOrLoop(key        , output         , frame       )          {
  const loop = output.find('copy');
  const value = output.find('value');
  if (loop === undefined && value === undefined) throw new PlacedError(`The output \`${key}\` has no \`value\``, output);
  if (loop === undefined) return value === undefined ? undefined : valueOf(value, frame);
  const count = loopCount(loop, frame);
  if (isUnknown(count)) return new Unknown(count.why, { isPresent: true });
  const input = loop.find('input');
  if (input === undefined) throw new PlacedError(`The loop of the output \`${key}\` has no \`input\``, loop);
  return Array.from({ length: count }, (_, index) => valueOf(input, turnOf(frame, 'item', key, index)));
}

/** The state of a nested deployment, as far as its template tells: `{"outputs": {"name": {"value"}}}`. Undefined when its template is not at hand. */
                                                                                        

/** Works out each deployment once; one that asks for its own outputs, by whatever way, gets none. */
function nestedOutputsReader()                {
  const known = new WeakMap                                              ();
  return (written, frame) => {
    const ofFrame = known.get(frame.parameters) ?? new Map                                 ();
    known.set(frame.parameters, ofFrame);
    const { file, pointer } = written.place;
    const key = JSON.stringify([file, pointer, isUnknown(frame.loops?.index) ? null : frame.loops?.index]);
    if (!ofFrame.has(key)) {
      ofFrame.set(key, undefined);
      ofFrame.set(key, read(written, frame));
    }
    return ofFrame.get(key);
  };
}

function read(written         , frame       )                          {
  try {
    if (conditionOf(written, frame) === false) return undefined;
    const { target, depth, files, facts } = frame.surroundings;
    const context = { frame, target, parent: undefined, mayBeAbsent: undefined, deployment: undefined, depth, files, nested: [] };
    const found = readNested({ written, identity: identityOf(written, frame, target, undefined), context });
    if (found === undefined) return undefined;
    const { template, given, name, within } = found;
    // The expressions of an inline template of outer scope see what is around it, and no outputs of its own resources.
    const inner = given === undefined ? frame : frameOfTemplate({ template, given, name, within }, facts, frame.session);
    return { outputs: outputsIn(template, inner), provisioningState: 'Succeeded', mode: 'Incremental' };
  } catch (error) {
    // What fails is told where the deployment itself is expanded.
    if (error instanceof EvaluationError || error instanceof ExpressionError) return undefined;
    throw error;
  }
}

function outputsIn(template         , frame       )              {
  const outputs = template.find('outputs')?.members ?? [];
  return Object.fromEntries(outputs.map(({ key, value }) => [key, { type: value.text('type') ?? 'object', value: valueOfOutput(key, value, frame) }]));
}

function valueOfOutput(key        , output         , frame       )          {
  try {
    const value = outputOf(key, output, frame);
    return value === undefined ? new Unknown(`the output \`${key}\` is not given`) : value;
  } catch (error) {
    if (error instanceof EvaluationError || error instanceof ExpressionError) return new Unknown(`the output \`${key}\` cannot be evaluated: ${error.message}`);
    throw error;
  }
}

/**
 * The entries of a file of parameters: its `parameters`, or the file itself where it has nothing but entries, which the command line of
 * Azure takes as well (learn.microsoft.com, "Create Resource Manager parameter file"). Another file is a problem.
 */
function entriesOfFile({ file, value }                  , { origins, problems }         )                      {
  const root = Written.values(value, file);
  origins.addDocument(root);
  const entries = root.find('parameters') ?? (isObject(value) && Object.values(value).every(isObject) ? root : undefined);
  if (entries?.isObject !== true) {
    problems.add('error', 'A file of parameters has an object `parameters`', entries ?? root);
    return undefined;
  }
  for (const { key, value: entry } of entries.members) {
    const isEntry = ['value', 'reference', 'expression'].some((name) => entry.find(name) !== undefined);
    if (!isEntry) problems.add('error', `The parameter \`${key}\` has a \`value\`, a \`reference\` or an \`expression\``, entry);
  }
  return entries;
}

/** How an object or array was made: of what is written, in a frame. For an array of a loop, `written` is the loop. */
                         
                            
                        
 

/** The origins of containers, by identity. */
                          
                                                       
                                                                        
                                                
                                                                                               
                                                                       
 

function newOrigins()          {
  const made = new WeakMap                ();
  const plain = new WeakMap                 ();
  // Only whoever asks for the place of a value needs these: most expansions are never asked.
  let unread            = [];
  return {
    set: (container, origin) => {
      made.set(container, origin);
    },
    addDocument: (root) => {
      unread.push(root);
    },
    of: (container, frame) => {
      const known = made.get(container);
      if (known !== undefined) return known;
      for (const root of unread) remember(root, plain);
      unread = [];
      const written = plain.get(container);
      return written === undefined ? undefined : { written, frame };
    },
  };
}

function remember(written         , plain                          )       {
  const { raw } = written;
  if (typeof raw !== 'object' || raw === null) return;
  plain.set(raw, written);
  for (const item of written.items) remember(item, plain);
  for (const { value } of written.members) remember(value, plain);
}

/** One expansion: what it has found so far, and what it may still spend. */
                          
                        
                            
                                
                                        
                                
                                                                                 
                                     
                                                                                                       
                                         
                                                
                          
                                                  
                            
                                         
                                      
                                                                                    
                                     
                              
 

                           
                                           
                                                                                      
                                                   
                                                       
                                                                           
                                            
 

/** The same problem at the same place is told once: many resources may need the same variable. */
function newProblems()           {
  const all                    = [];
  const seen = new Set        ();
  const add = ({ kind, message, place }                 ) => {
    const key = JSON.stringify([message, place.file, place.pointer]);
    if (seen.has(key)) return;
    seen.add(key);
    if (all.length >= templateLimits.problems) throw new ExhaustedError(`More than ${templateLimits.problems} things are wrong with the template: the rest of it is not looked at`);
    all.push({ kind, message, place });
  };
  return {
    all,
    add: (kind, message, at) => add({ kind, message, place: at.place }),
    addLast: (problem) => {
      all.push(problem);
    },
    caught: (error) => {
      if (!(error instanceof PlacedError)) throw error;
      add({ kind: 'error', message: error.message, place: error.at.place });
    },
  };
}

/**
 * What a deployment asks for: its resources, those of nested and linked templates among them, each with the places that its values come
 * from. What cannot be expanded is a problem; what only Azure knows is an Unknown. Never throws for what a template says.
 */
function expandDeployment(deployment            )            {
  const session = newSession(deployment);
  let outputs = {};
  let isExhausted = false;
  try {
    outputs = expand(deployment, session);
  } catch (error) {
    session.problems.addLast(problem(messageOf(error), deployment));
    isExhausted = error instanceof ExhaustedError;
  }
  const { resources, skipped, problems, documents, meter } = session;
  const effort = meter.spent() + templateLimits.resourceParts * resources.length;
  return { resources, skipped, problems: [...problems.all], wanted: [...documents.wanted], outputs, effort, isExhausted };
}

function newSession(deployment            )          {
  const origins = newOrigins();
  return {
    meter: newMeter(),
    origins,
    documents: newDocuments(deployment.linked ?? new Map(), origins),
    nestedOutputs: nestedOutputsReader(),
    lambdas: lambdaState(templateLimits.lambdaCalls),
    withholdsSecrets: deployment.secrets === 'withheld',
    azure: deployment.azure,
    at: undefined,
    chain: [],
    resources: [],
    skipped: [],
    groups: new Map(),
    problems: newProblems(),
  };
}

/** Of what ends an expansion; anything else is no matter of the template, and thrown on. */
function messageOf(error         )         {
  if (error instanceof ExhaustedError || error instanceof EvaluationError) return error.message;
  if (isStackOverflow(error)) return tooDeep;
  throw error;
}

function problem(message        , { template }            )                  {
  return { kind: 'error', message, place: { file: template.file, pointer: '' } };
}

function expand({ template, parameterFile, parameters, name, facts = {} }            , session         )                       {
  const root = Written.template(template.value, template.file);
  session.origins.addDocument(root);
  if (!root.isObject) throw new EvaluationError('A template is an object with `$schema` and `resources`');
  const entries = parameterFile === undefined ? undefined : entriesOfFile(parameterFile, session);
  const given = { entries, ...(parameters === undefined ? {} : { values: parameters }), isComplete: false };
  const within = { target: targetOfFacts(kindOfTemplate(root), facts), parent: undefined, mayBeAbsent: undefined, deployment: undefined, depth: 0, files: [template.file] };
  const frame = deployTemplate({ template: root, given, name: name ?? unknownText('the name of the deployment'), within }, facts, session);
  return outputsOf(root, frame);
}

export { expandDeployment };

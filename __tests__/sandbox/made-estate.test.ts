import { describe, expect, test } from '@jest/globals';
import { makeEstate, type MadeEstate } from '../../bench/estate.ts';
import { drifts } from '../../bench/estate/drifts.ts';
import { arrayAt, at, isJsonObject, textAt, type JsonObject } from '../../src/arm/json.ts';
import { parseResourceId } from '../../src/arm/resource-id.ts';
import type { Resource } from '../../src/arm/resource.ts';
import { exposuresOf } from '../../src/isolation/exposure/answers.ts';
import { exposureRules } from '../../src/isolation/exposure/catalogue.ts';
import { bundledPolicies } from '../../src/policy/bundled.ts';
import { judge } from '../../src/policy/index.ts';
import { bodyOf, makeArm, type TestArm } from './arm-client.ts';

/** Every drift once, and as many clusters again that nobody has touched. */
const small: MadeEstate = makeEstate({ clusters: drifts.length * 2, drifted: 0.5, subscriptions: 4 });

function resourceOf(document: JsonObject): Resource {
  const id = parseResourceId(textAt(document, 'id') ?? '');
  if (id === undefined) throw new Error(`${JSON.stringify(document)} has no id.`);
  return { id: id.id, type: id.type, name: id.fullName, body: document };
}

/** The rules that are not closed, by the lower-case id of the cluster. */
function foundIn(documents: readonly JsonObject[]): ReadonlyMap<string, readonly string[]> {
  const answers = [...exposuresOf(documents.map(resourceOf), [{ type: '*', scope: '' }])];
  return new Map(answers.map(({ cluster, answers: all }) => [
    cluster.resource.id?.toLowerCase() ?? '', all.flatMap(({ rule, answer }) => (answer.state === 'closed' ? [] : [rule.id])),
  ]));
}

/** What is found and should not be, or should be and is not; nothing when the engine sees what was done. */
function differences({ clusters, drifted }: MadeEstate, found: ReadonlyMap<string, readonly string[]>): readonly unknown[] {
  return clusters.flatMap((cluster): readonly unknown[] => {
    const rules = found.get(cluster.toLowerCase());
    const truth = drifted.get(cluster);
    if (rules === undefined) return [{ cluster, missing: true }];
    const wrong = rules.filter((rule) => rule !== truth?.rule && truth?.mayAlso.includes(rule) !== true);
    const missed = truth !== undefined && !rules.includes(truth.rule) ? [truth.rule] : [];
    return wrong.length + missed.length === 0 ? [] : [{ cluster, truth: truth?.rule, wrong, missed }];
  });
}

describe('a made estate', () => {
  test('drifts in a way that every rule is there to find', () => {
    expect([...new Set(drifts.map(({ rule }) => rule))].toSorted()).toEqual(exposureRules.map(({ id }) => id).toSorted());
    expect([...new Set([...small.drifted.values()].map(({ rule }) => rule))].toSorted()).toEqual(exposureRules.map(({ id }) => id).toSorted());
  });

  test('is found as it was made, and what nobody touched is closed in every way', () => {
    expect(differences(small, foundIn(small.documents))).toEqual([]);
  });

  test('has nothing for the core initiative to find in what nobody touched', () => {
    const estate = makeEstate({ clusters: 30, drifted: 0 });
    const policies = bundledPolicies('aks-egress-isolation-core');
    const judged = estate.documents.flatMap((document) => judge(policies, resourceOf(document)));
    expect(judged.filter(({ finding }) => finding.verdict === 'compliant').length).toBeGreaterThan(300);
    expect(judged.filter(({ finding }) => !['compliant', 'notApplicable'].includes(finding.verdict)).map(({ finding }) => `${finding.rule} ${finding.verdict} ${finding.message}`)).toEqual([]);
  });

  test('has the size and the share that were asked for, and each document once', () => {
    expect([small.clusters.length, small.drifted.size]).toEqual([drifts.length * 2, drifts.length]);
    const ids = small.documents.map(({ id }) => id.toLowerCase());
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('is the same every time, and another with another seed', () => {
    const options = { clusters: 100, drifted: 0.2 };
    expect(makeEstate(options)).toEqual(makeEstate(options));
    expect(makeEstate({ ...options, seed: 2 }).documents).not.toEqual(makeEstate(options).documents);
  });

  test('may be untouched, or drifted whole', () => {
    expect(differences(makeEstate({ clusters: 25, drifted: 0 }), foundIn(makeEstate({ clusters: 25, drifted: 0 }).documents))).toEqual([]);
    expect(makeEstate({ clusters: 40, drifted: 1 }).drifted.size).toBe(40);
  });
});

describe('in the sandbox', () => {
  test('it is still what it was when it is read document by document', () => {
    const arm = makeArm({ estate: small });
    const answered = small.documents.map(({ id }) => {
      const answer = arm.send('GET', id);
      expect([id, answer.status]).toEqual([id, 200]);
      return bodyOf(answer);
    });
    expect(differences(small, foundIn(answered))).toEqual([]);
  });

  test('it is still what it was when Resource Graph is asked', () => {
    const arm = makeArm({ estate: small });
    const rows = ['resources', 'authorizationresources', 'dnsresources', 'kubernetesconfigurationresources'].flatMap((table) => allRows(arm, `${table} | order by id asc`));
    // Rules of caching are in no table of Resource Graph; nor are they in the document of a registry.
    const cacheRules = small.documents.filter(({ id }) => id.includes('/cacheRules/'));
    expect(differences(small, foundIn([...rows, ...cacheRules]))).toEqual([]);
  });

  test('its subscriptions stand three levels below the top', () => {
    const arm = makeArm({ estate: small });
    const [row] = allRows(arm, "resourcecontainers | where name == 'Application 0'");
    expect(arrayAt(row, 'properties', 'managementGroupAncestorsChain').map((group) => at(group, 'name'))).toEqual(['corp-westeurope', 'corp', 'landing-zones', 'contoso']);
  });
});

function allRows(arm: TestArm, query: string): readonly JsonObject[] {
  const rows: JsonObject[] = [];
  for (let token: string | undefined = ''; token !== undefined;) {
    const { body } = arm.send('POST', '/providers/Microsoft.ResourceGraph/resources', { query, options: token === '' ? {} : { $skipToken: token } });
    rows.push(...arrayAt(body, 'data').filter(isJsonObject));
    token = textAt(body, '$skipToken');
  }
  return rows;
}

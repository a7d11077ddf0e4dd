import { describe, expect, test } from '@jest/globals';
import { registryCacheSource } from '../../../../../src/isolation/exposure/rules/registry/cache-source.ts';
import { Unknown } from '../../../../../src/language/unknown.ts';
import { answer, changed, closedEstate, estateWith, ids, resource } from '../../estate.ts';

const { cacheRule } = closedEstate();
const more = (sourceRepository: unknown) => estateWith({ more: resource(`${ids.registry}/cacheRules/more`, { sourceRepository, targetRepository: 'more/*' }) });

/** "Artifact cache in Azure Container Registry": the registry fetches from a rule's source what it is asked for under its target. */
describe('what the registry caches', () => {
  test('is closed where it caches from Microsoft alone', () => {
    expect(answer(registryCacheSource, estateWith({})).state).toBe('closed');
    expect(answer(registryCacheSource, estateWith({ cacheRule: undefined })).state).toBe('closed');
  });

  test('is open where it caches from elsewhere, which is what the way leads to', () => {
    const found = answer(registryCacheSource, more('docker.io/library/*'));
    expect(found.state).toBe('open');
    expect(found.evidence.find(({ state }) => state === 'open')).toMatchObject({ target: 'docker.io/library/*', spot: { pointer: '/properties/sourceRepository' } });
  });

  test('is undetermined where the source is not known, and closed where enough of it is', () => {
    expect(answer(registryCacheSource, more(new Unknown('the parameter `source` is given no value'))).state).toBe('undetermined');
    expect(answer(registryCacheSource, more(new Unknown('the parameter `image` is given no value', { pieces: ['mcr.microsoft.com/', ''] }))).state).toBe('closed');
  });

  test('looks closed and is open where the name only begins like that of Microsoft', () => {
    expect(answer(registryCacheSource, more('mcr.microsoft.com.example.org/*')).state).toBe('open');
  });

  test('looks open and is closed where one repository of Microsoft is cached under another name', () => {
    expect(answer(registryCacheSource, more('MCR.microsoft.com/dotnet/aspnet')).state).toBe('closed');
  });

  test('looks closed and is open where the rule of AKS fetches from elsewhere', () => {
    expect(answer(registryCacheSource, estateWith({ cacheRule: changed(cacheRule, 'sourceRepository', 'quay.io/*') })).state).toBe('open');
  });

  test('is not visible where rules may be made elsewhere', () => {
    expect(answer(registryCacheSource, estateWith({}), []).evidence.map(({ notVisible }) => notVisible)).toContain('cache rules that are made elsewhere');
  });
});

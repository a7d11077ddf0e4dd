import { strict, type LanguageFunction } from '../../function-table.ts';
import { Unknown } from '../../unknown.ts';
import { object, text } from '../expect.ts';
import { something, someText, textUnknown } from '../open/shared.ts';

const undocumented = new Unknown('how the service takes URIs apart and puts them together is not documented');

/** Bicep has them since 2025 and compiles them as they are (Azure/bicep, SystemNamespaceType.cs). What exactly they give is written nowhere. */
export const uriFunctions: readonly LanguageFunction<unknown>[] = [
  strict('buildUri', [1, 1], ([components]) => (object(components, 'buildUri'), textUnknown(undocumented)), someText),
  strict('parseUri', [1, 1], ([uri]) => (text(uri, 'parseUri'), something([], undocumented)), something),
];

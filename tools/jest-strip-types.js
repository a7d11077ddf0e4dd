// Jest's transformer: node's own type stripping, which keeps every line and column.
import { stripTypeScriptTypes } from 'node:module';

export default {
  process(source, file) {
    return { code: file.endsWith('.ts') ? stripTypeScriptTypes(source) : source };
  },
};

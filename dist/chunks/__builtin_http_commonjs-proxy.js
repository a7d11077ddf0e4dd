import { http } from './_builtin_http.js';
import { getAugmentedNamespace } from './_commonjsHelpers.js';

const require$$0 = /*@__PURE__*/getAugmentedNamespace(http);

export { require$$0 };

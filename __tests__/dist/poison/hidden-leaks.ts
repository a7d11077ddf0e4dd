/** Ways to deploy a leaking cluster past whoever reads the files. Each is a folder; none of them may pass. */
import type { JsonObject } from '../../../src/arm/json.ts';
import { clusterType, isolatedCluster, withValue } from '../../commands/check/forms.ts';

type Json = Readonly<Record<string, unknown>>;
type Files = Readonly<Record<string, string | Buffer>>;

const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const clean = isolatedCluster;
const outboundAt = '/properties/networkProfile/outboundType';
const leak = withOutbound('loadBalancer');

function withOutbound(value: unknown): JsonObject {
  return withValue(clean, outboundAt, value) as JsonObject;
}
function withNetwork(value: unknown): JsonObject {
  return withValue(clean, '/properties/networkProfile', value) as JsonObject;
}
function resource(body: JsonObject = leak, more: Json = {}): Json {
  return { type: clusterType, apiVersion: '2026-05-01', name: 'demo', ...body, ...more };
}
function template(parts: Json): Json {
  return { $schema: schema, contentVersion: '1.0.0.0', ...parts };
}
function text(value: unknown): string {
  return JSON.stringify(value, null, 1);
}
/** A file `main.json` that deploys one resource. */
function one(deployed: unknown, parts: Json = {}): Files {
  return { 'main.json': text(template({ ...parts, resources: [deployed] })) };
}
function symbolic(deployed: unknown, parts: Json = {}): Files {
  return { 'main.json': text(template({ ...parts, languageVersion: '2.0', resources: { cluster: deployed } })) };
}
function written(content: string | Buffer, file = 'main.json'): Files {
  return { [file]: content };
}
function nested(properties: unknown, more: Json = {}): Json {
  return { type: 'Microsoft.Resources/deployments', apiVersion: '2022-09-01', name: 'inner', properties, ...more };
}
function other(type: string, properties: Json, more: Json = {}): Json {
  return { type, apiVersion: '2023-08-01', name: 'a/b'.slice(0, type.split('/').length === 2 ? 1 : 3), properties, ...more };
}
/** A template whose outbound type is a parameter that is clean by default, and a file of parameters. */
function withParameters(file: string, parameters: string): Files {
  return { ...one(resource(withOutbound("[parameters('o')]")), { parameters: { o: { type: 'string', defaultValue: 'none' } } }), [file]: parameters };
}
const leaking = template({ resources: [resource()] });
const plainText = text(leaking);
const parameterSchema = schema.replace('deploymentTemplate', 'deploymentParameters');
const utf32 = (write: (buffer: Buffer, code: number) => void): Buffer => Buffer.concat(Array.from(plainText, (character) => {
  const four = Buffer.alloc(4);
  write(four, character.codePointAt(0) ?? 0);
  return four;
}));

export const hiddenLeaks: Readonly<Record<string, Files>> = {
  'control: in plain sight': one(resource()),
  'type in capitals': one(resource(leak, { type: clusterType.toUpperCase() })),
  'type with a blank': one(resource(leak, { type: `${clusterType} ` })),
  'type with a hard blank': one(resource(leak, { type: `${clusterType}\u00A0` })),
  'type with a character of no width': one(resource(leak, { type: `${clusterType}\u200B` })),
  'type with a look-alike that lower case makes equal': one(resource(leak, { type: clusterType.replace('clusters', 'clu\u017Fters') })),
  'type with the Kelvin sign': one(resource(leak, { type: clusterType.replace('k', '\u212A').replace('managed', 'manag\u0435d') })),
  'type with a slash at the end': one(resource(leak, { type: `${clusterType}/` })),
  'type computed': one(resource(leak, { type: "[concat('Microsoft.ContainerService', '/managedClusters')]" })),
  'type of a parameter': one(resource(leak, { type: "[parameters('t')]" }), { parameters: { t: { type: 'string' } } }),
  'apiVersion unknown': one(resource(leak, { apiVersion: '2099-01-01' })),
  'apiVersion missing': one({ type: clusterType, name: 'demo', ...leak }),
  'below another resource': one({ type: 'Microsoft.Network/virtualNetworks', apiVersion: '2023-01-01', name: 'v', resources: [resource()] }),
  'below a resource that is not deployed': one({ type: 'Microsoft.Network/virtualNetworks', apiVersion: '2023-01-01', condition: false, name: 'v', resources: [resource()] }),
  'below an existing resource': symbolic({ existing: true, type: 'Microsoft.Network/virtualNetworks', apiVersion: '2023-01-01', name: 'v', resources: [resource()] }),
  'existing, without a symbolic name': one(resource(leak, { existing: true })),
  'extension, without a symbolic name': one(resource(leak, { extension: 'kubernetes' }), { extensions: { kubernetes: { name: 'Kubernetes', version: '1.0.0' } } }),
  'extension that is not declared': symbolic(resource(leak, { extension: 'kubernetes', apiVersion: undefined })),
  'import that is not declared': symbolic(resource(leak, { import: 'kubernetes' })),
  'extension with an apiVersion': symbolic(resource(leak, { extension: 'k' }), { extensions: { k: { name: 'Kubernetes', version: '1.0.0' } } }),
  'members of the resource named by an expression': one({ type: 'Microsoft.Network/virtualNetworks', apiVersion: '2023-01-01', name: 'v', "[concat('reso', 'urces')]": [resource()] }),
  'a nested template in a variable': one(nested({ mode: 'Incremental', template: "[variables('t')]" }), { variables: { t: leaking } }),
  'a nested template out of base64': one(nested({ mode: 'Incremental', template: `[json(base64ToString('${Buffer.from(plainText).toString('base64')}'))]` })),
  'properties of a nested deployment computed': one(nested("[variables('t')]"), { variables: { t: { mode: 'Incremental', template: leaking } } }),
  'resources of a nested template computed': one(nested({ template: template({ resources: "[variables('r')]" }) }), { variables: { r: [resource()] } }),
  'resources computed': written(text(template({ variables: { r: [resource()] }, resources: "[variables('r')]" }))),
  'a resource computed': written(text(template({ variables: { r: resource() }, resources: ["[variables('r')]"] }))),
  'a nested template in capitals': one({ type: 'MICROSOFT.RESOURCES/DEPLOYMENTS', apiVersion: '2022-09-01', name: 'n', PROPERTIES: { mode: 'Incremental', TEMPLATE: { RESOURCES: [resource()] } } }),
  'a nested template named by an expression': one(nested({ "[concat('temp', 'late')]": leaking, 'template': template({ resources: [] }) })),
  'properties of a deployment named by an expression': one({ ...nested({ template: template({ resources: [] }) }), "[concat('proper', 'ties')]": { template: leaking } }),
  'a template and a link': one(nested({ template: template({ resources: [] }), templateLink: { uri: 'https://evil.example/x.json' } })),
  'a relative path and a URI': { ...one(nested({ templateLink: { relativePath: 'x.json', uri: 'https://evil.example/x.json' } })), 'x.json': text(template({ resources: [] })) },
  'a link to another host': one(nested({ templateLink: { uri: 'https://evil.example/x.json' } })),
  'a link out of the checkout': one(nested({ templateLink: { relativePath: '../../../../etc/passwd' } })),
  'a link to a file': one(nested({ templateLink: { uri: 'file:///etc/passwd' } })),
  'a link to a share': one(nested({ templateLink: { relativePath: '\\\\evil.example\\share\\x.json' } })),
  'a link to a template in a text file': { ...one(nested({ templateLink: { relativePath: 'x.txt' } })), 'x.txt': plainText },
  'a link in another case': { ...one(nested({ templateLink: { relativePath: 'X.JSON' } })), 'x.json': text(template({ resources: [] })) },
  'a link to a template spec': one(nested({ templateLink: { id: '/subscriptions/x/resourceGroups/y/providers/Microsoft.Resources/templateSpecs/z/versions/1' } })),
  'a link that is nothing': one(nested({ template: null, templateLink: { uri: 'https://evil.example/x.json' } })),
  'condition on a parameter': one(resource(leak, { condition: "[parameters('c')]" }), { parameters: { c: { type: 'bool' } } }),
  'condition that is a text': one(resource(leak, { condition: 'false' })),
  'copies on a parameter': one(resource(leak, { copy: { name: 'c', count: "[parameters('n')]" } }), { parameters: { n: { type: 'int' } } }),
  'copies less than none': one(resource(leak, { copy: { name: 'c', count: -1 } })),
  'copies of pools on a parameter': one(resource(withValue(withValue(clean, '/properties/agentPoolProfiles', undefined), '/properties/copy', [{ name: 'agentPoolProfiles', count: "[parameters('n')]", input: { name: 'x', enableNodePublicIP: true } }]) as JsonObject), { parameters: { n: { type: 'int' } } }),
  'a pool as a resource of its own': written(text(template({ resources: [resource(clean), { type: `${clusterType}/agentPools`, apiVersion: '2026-05-01', name: 'demo/x', properties: { enableNodePublicIP: true } }] }))),
  'a second PUT': written(text(template({ resources: [resource(clean), resource()] }))),
  'the property in capitals': one(resource(withNetwork({ networkPlugin: 'azure', OUTBOUNDTYPE: 'loadBalancer' }))),
  'the property named by an expression': one(resource(withNetwork({ "[concat('outbound', 'Type')]": 'loadBalancer' }))),
  'the property once more by an expression': one(resource(withNetwork({ "[concat('outbound', 'Type')]": 'loadBalancer', 'outboundType': 'none' }))),
  'the property once more in another case by an expression': one(resource(withNetwork({ "outboundType": 'none', "[concat('OUTBOUND', 'Type')]": 'loadBalancer' }))),
  'the property once more by a loop': one(resource(withNetwork({ outboundType: 'none', copy: [{ name: 'OutboundType', count: 1, input: 'loadBalancer' }] }))),
  'a property whose name is not known': one(resource(withNetwork({ "outboundType": 'none', "[parameters('k')]": 'loadBalancer' })), { parameters: { k: { type: 'string' } } }),
  'union in another case': one(resource(withNetwork("[union(createObject('outboundType', 'none'), createObject('OutboundType', 'loadBalancer'))]"))),
  'createObject with twins': one(resource(withNetwork("[createObject('outboundType', 'none', 'OUTBOUNDTYPE', 'loadBalancer')]"))),
  'json with twins': one(resource(withNetwork('[json(\'{"OutboundType":"loadBalancer","outboundType":"none"}\')]'))),
  'json with the same twice': one(resource(withNetwork('[json(\'{"outboundType":"none","outboundType":"loadBalancer"}\')]'))),
  'the value with a blank': one(resource(withOutbound('none '))),
  'the value with a character of no width': one(resource(withOutbound('none\u200B'))),
  'false as a text': one(resource(withValue(clean, '/properties/apiServerAccessProfile/enablePrivateCluster', 'false') as JsonObject)),
  'true as a text': one(resource(withValue(clean, '/properties/agentPoolProfiles/0/enableNodePublicIP', 'True') as JsonObject)),
  'a secure parameter': one(resource(withOutbound("[parameters('o')]")), { parameters: { o: { type: 'secureString' } } }),
  'a secret of a key vault': withParameters('main.parameters.json', text({ $schema: parameterSchema, contentVersion: '1.0.0.0', parameters: { o: { reference: { keyVault: { id: '/x' }, secretName: 's' } } } })),
  'a parameter file': withParameters('main.parameters.json', text({ $schema: parameterSchema, contentVersion: '1.0.0.0', parameters: { o: { value: 'loadBalancer' } } })),
  'a parameter file of entries alone': withParameters('main.parameters.json', text({ o: { value: 'loadBalancer' } })),
  'a parameter file in single quotes': withParameters('main.parameters.json', "{'parameters': {'o': {'value': 'loadBalancer'}}}"),
  'the time of the deployment': one(resource(withOutbound("[parameters('o')]")), { parameters: { o: { type: 'string', defaultValue: "[if(greater(utcNow('yyyy'), '2030'), 'loadBalancer', 'none')]" } } }),
  'the resource group': one(resource(withOutbound("[if(equals(resourceGroup().name, 'prod'), 'loadBalancer', 'none')]"))),
  'the name of the deployment': one(resource(withOutbound("[if(contains(deployment().name, 'prod'), 'loadBalancer', 'none')]"))),
  'schema in capitals': written(text({ ...leaking, $schema: schema.toUpperCase() })),
  'schema with a query': written(text({ ...leaking, $schema: schema.replace('#', '?x=1#y') })),
  'schema in escapes': written(plainText.replace('deploymentTemplate', String.raw`deployment\u0054emplate`).replaceAll('Microsoft.Cont', String.raw`\u004dicrosoft.Cont`)),
  'schema of something else': written(text({ ...leaking, $schema: 'https://example.com/x.json' })),
  'schema of parameters': written(text({ ...leaking, $schema: parameterSchema })),
  'no schema': written(text({ resources: [resource()] })),
  'no schema and no version': written(text({ languageVersion: '2.0', resources: { a: { type: clusterType, name: 'x', ...leak } } })),
  'a template that poses as a resource': written(text({ ...leaking, $schema: 'x', type: 'Microsoft.Network/virtualNetworks', name: 'z' })),
  'a deployment stack': one(other('Microsoft.Resources/deploymentStacks', { template: leaking })),
  'a template spec': one(other('Microsoft.Resources/templateSpecs/versions', { mainTemplate: leaking })),
  'a blueprint': one(other('Microsoft.Blueprint/blueprints/artifacts', { template: leaking }, { kind: 'template' })),
  'a managed application': one(other('Microsoft.Solutions/applicationDefinitions', { mainTemplate: plainText })),
  'a key twice': written(plainText.replace('"name"', '"type": "a/b", "name"')),
  'a key twice in another case': written(plainText.replace('"name"', '"TYPE": "a/b", "name"')),
  'UTF-16': written(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(plainText, 'utf16le')])),
  'UTF-32': written(utf32((buffer, code) => buffer.writeUInt32LE(code))),
  'UTF-32, big-endian': written(utf32((buffer, code) => buffer.writeUInt32BE(code))),
  'UTF-7': written(plainText.replaceAll('"', '+ACI-')),
  'UTF-8 longer than it has to be': written(Buffer.from(plainText.replaceAll('M', '\u00C1\u008D'), 'latin1')),
  'a byte order mark in the middle': written(`{\uFEFF${plainText.slice(1)}`),
  'zero bytes': written(plainText.replaceAll('"', '\0"')),
  'single quotes': written(plainText.replaceAll('"', "'")),
  'keys without quotes': written(plainText.replaceAll(/"([a-zA-Z]+)":/g, '$1:')),
  'numbers in hexadecimal': written(plainText.replace('"count": 3', '"count": 0x3')),
  'something behind the end': written(`${plainText}\n{}`),
  'a comment that does not nest': written(plainText.replace('"outboundType"', '/* /* */ "outboundType"')),
  'a comment that ends with a carriage return': written(text(template({ resources: [resource(clean)] })).replace('"outboundType": "none"', '"outboundType": "none" // x\r, "outboundType": "loadBalancer"\n')),
  'a pointer of Git LFS': written(`version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 1234\n`),
  'the cipher of git-crypt': written(Buffer.concat([Buffer.from('\0GITCRYPT\0'), Buffer.alloc(100, 0xa5)])),
  'a name in capitals': written(plainText, 'MAIN.JSON'),
  'a name with a dot at the end': written(plainText, 'main.json.'),
  'a name with a blank at the end': written(plainText, 'main.json '),
  'a name of Terraform': written(plainText, 'main.tf.json'),
  'a name with a line break': written(plainText, 'a\n::error::b.json'),
  'a name of 250 characters': written(plainText, `${'x'.repeat(250)}.json`),
  'a parameter named __proto__': written(text(template({ resources: [resource(withOutbound("[parameters('__proto__')]"))] })).replace('"resources"', '"parameters": {"__proto__": {"type": "string", "defaultValue": "loadBalancer"}}, "resources"')),
  'a member named __proto__': written(text(template({ resources: [resource(clean)] })).replace('"networkProfile": {', '"__proto__": {"networkProfile": {"outboundType": "none"}}, "networkProfileX": {')),
  'a function of the user': one(resource(withOutbound('[c.f()]')), { functions: [{ namespace: 'c', members: { f: { output: { type: 'string', value: 'loadBalancer' } } } }] }),
};

// Holds the documents in manifests.json against their schemas, and says what is wrong with them, a line each. The models are
// made from the schemas that Kubernetes, KEDA and the Prometheus Operator publish: their validators know what is required and
// which values may be, their types also which fields there are.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const CRDS = {
  'keda.sh': '@kubernetes-models/keda/keda.sh',
  'monitoring.coreos.com': '@kubernetes-models/prometheus-operator/monitoring.coreos.com',
};

function moduleOf(apiVersion) {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  const root = CRDS[group] ?? (group ? `kubernetes-models/${group}` : 'kubernetes-models');
  return `${root}/${version}`;
}

const documents = JSON.parse(readFileSync('manifests.json', 'utf8'));
const wrong = [];
const source = [];
for (const [index, { from, document }] of documents.entries()) {
  const path = moduleOf(document.apiVersion);
  const model = (await import(path))[document.kind];
  if (!model) {
    wrong.push(`${from}: there is no ${document.kind} in ${document.apiVersion}`);
    continue;
  }
  try {
    new model(document).validate();
  } catch (failure) {
    wrong.push(`${from}: ${failure.message}`);
  }
  source.push(
    `import type { I${document.kind} as I${index} } from '${path}'; // ${from}`,
    `export const m${index}: I${index} = ${JSON.stringify(document)}; // ${from}`,
  );
}
writeFileSync('manifests.ts', source.join('\n') + '\n');

const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2022', '--pretty', 'false'];
const types = spawnSync('node', ['node_modules/typescript/bin/tsc', ...options, 'manifests.ts'], { encoding: 'utf8' });
for (const line of types.stdout.split('\n').filter((text) => text)) {
  const at = line.match(/^manifests\.ts\((\d+),/);
  wrong.push(at ? `${source[at[1] - 1].split('; // ').pop()}: ${line}` : line);
}
console.log(wrong.join('\n'));
process.exit(types.status === 0 && wrong.length === 0 ? 0 : 1);

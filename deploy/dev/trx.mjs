// Reads one TRX file of `dotnet test`, prints each failed test with its message to standard error and
// "PASSED FAILED SKIPPED OUTCOME" to standard output. Counted are the results themselves; they must
// agree with the summary that the test platform wrote.
// usage: node trx.mjs FILE
import { readFileSync } from 'node:fs';

const text = readFileSync(process.argv[2], 'utf8');
const counts = { Passed: 0, Failed: 0, NotExecuted: 0 };

for (const [, attributes, body = ''] of text.matchAll(/<UnitTestResult\b([^>]*?)(?:\/>|>([\s\S]*?)<\/UnitTestResult>)/g)) {
  const outcome = attribute(attributes, 'outcome') ?? 'Failed';
  const known = outcome in counts ? outcome : 'Failed';
  counts[known]++;
  if (known === 'Failed') report(attribute(attributes, 'testName'), outcome, body);
}

const summary = text.match(/<ResultSummary\b([^>]*)>/)?.[1] ?? '';
const counters = text.match(/<Counters\b([^>]*)>/)?.[1] ?? '';
const total = counts.Passed + counts.Failed + counts.NotExecuted;
const agrees = Number(attribute(counters, 'total')) === total && Number(attribute(counters, 'passed')) === counts.Passed;
const outcome = agrees ? attribute(summary, 'outcome') : 'Disagrees';
if (outcome !== 'Completed') reportRun(text);
console.log(`${counts.Passed} ${counts.Failed} ${counts.NotExecuted} ${outcome}`);

function report(name, outcome, body) {
  const message = element(body, 'Message') ?? outcome;
  const trace = (element(body, 'StackTrace') ?? '').split('\n').filter(line => line.includes(':line ')).slice(0, 5).join('\n');
  console.error(`FAILED ${name}\n${indent(message)}\n${indent(trace)}\n`);
}

/** What the platform says about the run as a whole, such as a test host that crashed. */
function reportRun(text) {
  for (const [, body] of text.matchAll(/<RunInfo\b[^>]*>([\s\S]*?)<\/RunInfo>/g)) {
    const said = element(body, 'Text');
    if (said) console.error(indent(said));
  }
}

function attribute(attributes, name) {
  const value = attributes.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1];
  return value === undefined ? undefined : decode(value);
}

function element(body, name) {
  const value = body.match(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`))?.[1];
  return value === undefined ? undefined : decode(value);
}

function decode(value) {
  return value
    .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&amp;/g, '&');
}

function indent(text) {
  return text.trim().split('\n').map(line => `    ${line.trimEnd()}`).join('\n');
}

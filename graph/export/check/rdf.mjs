// Reads exports with oxigraph, n3, jsonld, rdf-canonize and rdf-validate-shacl, and holds what they find, and what
// serdi and rapper found, against expected.json. Two graphs are the same where their RDFC-1.0 digests are.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import jsonld from 'jsonld';
import { Parser, Store as N3Store, DataFactory } from 'n3';
import * as oxigraph from 'oxigraph';
import * as rdfCanonize from 'rdf-canonize';
import SHACLValidator from 'rdf-validate-shacl';

const folder = process.argv[2];
const prefixes = `PREFIX pol: <https://w3id.org/policygraph/ns#> PREFIX schema: <https://schema.org/>
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>`;
let passed = 0;
let failed = 0;

function check(what, got, want) {
  if (JSON.stringify(got) === JSON.stringify(want)) {
    passed++;
    return;
  }
  failed++;
  console.log(`FAIL ${what}: got ${String(JSON.stringify(got)).slice(0, 300)}, want ${String(JSON.stringify(want)).slice(0, 300)}`);
}

const read = (...path) => readFileSync(join(folder, ...path), 'utf8');

// rdf-canonize leaves U+FFFE and U+FFFF as they are, which RDFC-1.0 escapes.
async function exactDigest(dataset) {
  const canonical = await rdfCanonize.canonize(dataset, { algorithm: 'RDFC-1.0', format: 'application/n-quads', maxWorkFactor: 3 });
  return createHash('sha256').update(canonical.replaceAll('\uFFFE', '\\uFFFE').replaceAll('\uFFFF', '\\uFFFF')).digest('hex');
}

// The digest with language tags in lower case: some programs keep their case and some do not.
async function digest(dataset) {
  const lower = dataset.map(({ subject, predicate, object, graph }) => ({
    subject, predicate, graph,
    object: object.termType === 'Literal' && object.language
      ? { termType: 'Literal', value: object.value, language: object.language.toLowerCase(), datatype: object.datatype }
      : object,
  }));
  return exactDigest(lower);
}

const parseN3 = (text, format) => new Parser({ format, baseIRI: 'http://base.invalid/', blankNodePrefix: '_:' }).parse(text);

// oxigraph and jsonld write 007 as 7 and the like: there only the texts are compared, and the count of jsonld.
const keepsForms = (graph) => graph !== 'unusual';

// Every RDF format, by each program that reads it.
async function rdf(graph, expected) {
  for (const flat of ['', 'flat-']) {
    const [count, want] = flat ? [expected.Triples, expected.CanonicalFlat] : [expected.Quads, expected.Canonical];
    const files = flat
      ? [['flat-nquads.nq', 'application/n-quads'], ['flat-trig.trig', 'application/trig'], ['ntriples.nt', 'application/n-triples'], ['turtle.ttl', 'text/turtle']]
      : [['nquads.nq', 'application/n-quads'], ['trig.trig', 'application/trig']];
    for (const [file, format] of files) {
      const quads = parseN3(read(graph, file), format);
      check(`n3 ${graph}/${file} count`, quads.length, count);
      check(`n3 ${graph}/${file} digest`, await digest(quads), want);
      await inOxigraph(graph, file, format, flat, expected, count, want);
    }
    const file = `${flat}jsonld.jsonld`;
    await inOxigraph(graph, file, 'application/ld+json', flat, expected, count, want);
    const dataset = await jsonld.toRDF(JSON.parse(read(graph, file)));
    check(`jsonld ${graph}/${file} count`, dataset.length, count);
    if (keepsForms(graph)) check(`jsonld ${graph}/${file} digest`, await digest(dataset), want);
    check(`rdf-canonize ${graph}/${flat}nquads.nq digest`, await exactDigest(rdfCanonize.NQuads.parse(read(graph, `${flat}nquads.nq`))), flat ? expected.ExactFlat : expected.Exact);
  }
  for (const file of readdirSync(join(folder, graph, 'read'))) {
    const flat = file.startsWith('flat-');
    const quads = parseN3(read(graph, 'read', file), 'application/n-quads');
    check(`${file} ${graph} count`, new N3Store(quads).size, flat ? expected.Triples : expected.Quads);
    check(`${file} ${graph} digest`, await digest(quads), flat ? expected.CanonicalFlat : expected.Canonical);
  }
}

async function inOxigraph(graph, file, format, flat, expected, count, want) {
  const store = new oxigraph.Store();
  store.load(read(graph, file), { format });
  if (keepsForms(graph)) check(`oxigraph ${graph}/${file} count`, store.size, count);
  if (keepsForms(graph)) check(`oxigraph ${graph}/${file} digest`, await digest(parseN3(store.dump({ format: 'application/n-quads' }), 'application/n-quads')), want);
  for (const q of expected.Queries ?? []) {
    const where = flat ? q.Where : `GRAPH ?g { ${q.Where} }`;
    const rows = store.query(`${prefixes} SELECT ${q.Select} WHERE { ${where} } ${q.Modifiers}`);
    check(`oxigraph ${graph}/${file}: ${q.Name}`, rows.map((row) => [...row.values()].map((v) => v.value)), q.Rows);
  }
  for (const [name, text] of Object.entries(expected.Texts ?? {})) {
    const found = store.match(null, oxigraph.namedNode(`http://example.org/p/${name}`), null, null).filter((q) => !q.object.language).map((q) => q.object.value);
    check(`oxigraph ${graph}/${file} ${name}`, found, [text]);
  }
}

// The graph conforms to the shapes; one without statements is reported.
async function shacl() {
  const validator = new SHACLValidator(new N3Store(parseN3(read('shapes.ttl'), 'text/turtle')));
  const good = await validator.validate(new N3Store(parseN3(read('practices', 'turtle.ttl'), 'text/turtle')));
  check('rdf-validate-shacl practices', good.results.map((r) => `${r.focusNode?.value} ${r.path?.value}`), []);
  const bad = await validator.validate(new N3Store(parseN3(read('broken.nt'), 'application/n-triples')));
  check('rdf-validate-shacl broken conforms', bad.conforms, false);
  const statement = DataFactory.namedNode('https://w3id.org/policygraph/ns#statement');
  check('rdf-validate-shacl broken paths', [...new Set(bad.results.map((r) => r.path.value))], [statement.value]);
}

// A document may refer to the context instead of having it inside.
async function context() {
  const document = { ...JSON.parse(read('practices', 'jsonld.jsonld')), '@context': JSON.parse(read('context.jsonld'))['@context'] };
  const expected = JSON.parse(read('practices', 'expected.json'));
  check('jsonld with the context of its own', await digest(await jsonld.toRDF(document)), expected.Canonical);
}

for (const graph of ['practices', 'hostile', 'unusual']) {
  await rdf(graph, JSON.parse(read(graph, 'expected.json')));
}
await shacl();
await context();
console.log(`oxigraph, n3, jsonld, rdf-canonize, rdf-validate-shacl, serdi, rapper: ${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

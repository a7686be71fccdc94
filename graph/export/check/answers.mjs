// Compares the localities under two measures or more as oxigraph counts them with the program's own answer.
import { readFileSync } from 'node:fs'
import oxigraph from 'oxigraph'

const [graph, own] = process.argv.slice(2)
const store = new oxigraph.Store()
store.load(readFileSync(graph, 'utf8'), { format: 'application/n-quads' })

const rows = store.query(`
  PREFIX pol: <https://w3id.org/policygraph/ns#>
  SELECT ?place (COUNT(DISTINCT ?measure) AS ?measures) WHERE {
    GRAPH ?notice { ?practice pol:locality ?place ; pol:measure ?measure }
  } GROUP BY ?place HAVING (COUNT(DISTINCT ?measure) >= 2)`)
const theirs = rows.map(r => `${r.get('place').value} ${r.get('measures').value}`).sort()
const ours = JSON.parse(readFileSync(own, 'utf8')).map(r => `${r.iri} ${r.count}`).sort()

if (theirs.length === 0 || JSON.stringify(theirs) !== JSON.stringify(ours)) {
  console.error('oxigraph answers', theirs, 'and policygraph', ours)
  process.exit(1)
}
console.log(`serdi, rapper and oxigraph agree on ${theirs.length} localities`)

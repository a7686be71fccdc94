package graph

import (
	"sync"
	"time"

	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/voc"
	"github.com/dlclark/regexp2"

	"policygraph/schema"
)

// MatchTimeout is how long one match of a backtracking regular expression in a script may take.
const MatchTimeout = time.Second

// setLibraries sets what Cayley and the libraries below it keep globally. [Open] calls it; there is no other place
// that does.
var setLibraries = sync.OnceFunc(func() {
	kv.DefaultQuadIndexes = cayleyIndexes()
	regexp2.DefaultMatchTimeout = MatchTimeout
	for _, p := range schema.Prefixes {
		voc.RegisterPrefix(p.Name+":", p.Namespace) // schema: stands over Cayley's http default
	}
})

// cayleyIndexes are the indexes of [layout.Indexes] in Cayley's terms.
func cayleyIndexes() []kv.QuadIndex {
	return []kv.QuadIndex{
		{Dirs: []quad.Direction{quad.Subject, quad.Predicate}},
		{Dirs: []quad.Direction{quad.Object, quad.Predicate}},
		{Dirs: []quad.Direction{quad.Label}},
		{Dirs: []quad.Direction{quad.Predicate, quad.Subject, quad.Object}},
	}
}

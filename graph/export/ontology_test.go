package export

import (
	"os"
	"path/filepath"
	"testing"

	"policygraph/graph/nquads"
)

// TestVocabularyGolden holds ontology, shapes and context against the files in testdata, which check/run reads with
// other programs in the same form.
func TestVocabularyGolden(t *testing.T) {
	ontology, err := OntologyTurtle()
	if err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string][]byte{
		"ontology.ttl": ontology, "shapes.ttl": ShapesTurtle(), "context.jsonld": JSONLDContext(), "dgraph.schema": DgraphSchema(),
	} {
		file := filepath.Join("testdata", "vocabulary", name)
		if *update {
			if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, got, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if want, err := os.ReadFile(file); err != nil || string(want) != string(got) {
			t.Errorf("%s differs from %s (%v); look at the change and run the test with -update", name, file, err)
		}
	}
	for _, q := range Ontology() {
		if err := nquads.Check(q); err != nil {
			t.Errorf("%v: %v", q, err)
		}
	}
}

package graph_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/cayleygraph/quad"

	"policygraph/graph"
	"policygraph/graph/bulk"
	"policygraph/schema"
)

// operate does the i-th of an endless row of writes, the same every time: notices come, change and go, and other
// quads are loaded.
func operate(t testing.TB, s *graph.Store, i int) {
	t.Helper()
	if err := tryOperation(t, s, i); err != nil {
		t.Fatalf("operation %d: %v", i, err)
	}
}

func tryOperation(t testing.TB, s *graph.Store, i int) error {
	r := rand.New(rand.NewPCG(1, uint64(i)))
	n := randomNotice(r)
	var err error
	switch r.IntN(10) {
	case 0:
		_, err = s.Load(t.Context(), each(randomQuads(r)))
	case 3:
		_, err = s.Build(t.Context(), bulk.Options{}, []quad.IRI{iris.Notice(n.ID)}, func(p *bulk.Plan) error {
			return p.Quads(n.Quads(iris)...)
		})
	case 1, 2:
		if _, err = s.Remove(t.Context(), iris.Notice(n.ID)); err != nil && isNotFound(err) {
			err = nil
		}
	default:
		_, err = s.Replace(t.Context(), iris.Notice(n.ID), n.Quads(iris))
	}
	return err
}

// randomNotice is one of eight notices in one of many forms.
func randomNotice(r *rand.Rand) *schema.Notice {
	ids := []string{"410000", "411000", "411082", "411083", "500000"}
	var in []schema.Division
	for range 1 + r.IntN(30) {
		in = append(in, places[ids[r.IntN(len(ids))]])
	}
	number := strconv.Itoa(1+r.IntN(8)) + "号"
	n := sample(number, []string{fmt.Sprintf("示例通知%d号", 1+r.IntN(8)), "示例规划"}, in...)
	n.Text += fmt.Sprint(r.IntN(3))
	for i := range n.Practices {
		n.Practices[i].Statement += fmt.Sprint(r.IntN(4))
	}
	return n
}

func randomQuads(r *rand.Rand) (quads []quad.Quad) {
	for range 200 {
		quads = append(quads, quad.Quad{
			Subject: quad.IRI(fmt.Sprint("http://example.org/", r.IntN(50))), Predicate: schema.Comment,
			Object: quad.Int(r.IntN(100)), Label: quad.IRI(fmt.Sprint("http://example.org/graph/", r.IntN(3))),
		})
	}
	return quads
}

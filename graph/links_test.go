package graph_test

import (
	"testing"

	"github.com/cayleygraph/quad"

	"policygraph/graph"
	"policygraph/graph/bulk"
	"policygraph/schema"
)

// TestBuildLinksCitedTitles builds a store in which links come, stay, are wrong in the input, and go.
func TestBuildLinksCitedTitles(t *testing.T) {
	for _, o := range []bulk.Options{{}, {Memory: 1}} {
		onEachBackend(t, func(t *testing.T, s *graph.Store) {
			build := func(replaced []quad.IRI, quads ...[]quad.Quad) {
				t.Helper()
				_, err := s.Build(t.Context(), o, replaced, func(p *bulk.Plan) error {
					for _, q := range quads {
						if err := p.Quads(q...); err != nil {
							return err
						}
					}
					return nil
				})
				if err != nil {
					t.Fatal(err)
				}
				verify(t, s)
			}
			a := sample("1号", []string{"示例通知2号", "无此通知"})
			b := sample("2号", []string{"示例通知1号"})
			strange := []quad.Quad{link("无此通知", a, b)} // which nothing bears out
			build(nil, a.Quads(iris), strange)
			equal(t, "a alone, with a wrong link", content(t, s), lines(a.Quads(iris)))
			build(nil, b.Quads(iris), []quad.Quad{link("示例通知1号", b, a)})
			both := lines(a.Quads(iris), b.Quads(iris), []quad.Quad{link("示例通知2号", a, b), link("示例通知1号", b, a)})
			equal(t, "both", content(t, s), both)
			build([]quad.IRI{iris.Notice(a.ID)}, a.Quads(iris))
			equal(t, "a again", content(t, s), both)
			renamed := sample("2号", []string{"示例通知1号"})
			renamed.Title = "示例通知改名"
			build([]quad.IRI{iris.Notice(b.ID)}, renamed.Quads(iris))
			equal(t, "renamed", content(t, s), lines(a.Quads(iris), renamed.Quads(iris), []quad.Quad{link("示例通知1号", renamed, a)}))
			other := quad.Quad{Subject: quad.IRI("http://example.org/"), Predicate: schema.IsVersionOf, Object: iris.Notice(a.ID)}
			build([]quad.IRI{iris.Notice(b.ID)}, []quad.Quad{other})
			equal(t, "b gone, and another's use of the predicate", content(t, s), lines(a.Quads(iris), []quad.Quad{other}))
		})
	}
}

package graph

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"

	"policygraph/schema"
)

// bare hides what a snapshot answers from columns.
type bare struct{ Snapshot }

// TestColumnsAnswerAsIndexesDo asks for what joins many subjects, some with several objects, over more than one chunk.
func TestColumnsAnswerAsIndexesDo(t *testing.T) {
	s := openKept(t, t.TempDir(), Options{})
	r := rand.New(rand.NewPCG(3, 4))
	for n := range 4 {
		notice := base.Notice(fmt.Sprintf("%016x", n))
		var quads []quad.Quad
		for i := range 400 {
			practice := notice + quad.IRI(fmt.Sprint("/practice/", i))
			for range r.IntN(3) {
				quads = append(quads,
					quad.Quad{Subject: practice, Predicate: schema.PolLocality, Object: base.Division(fmt.Sprint(410000 + r.IntN(50))), Label: notice},
					quad.Quad{Subject: practice, Predicate: schema.PolMeasure, Object: quad.IRI(fmt.Sprint("urn:measure:", r.IntN(30))), Label: notice})
			}
		}
		_, err := s.Replace(t.Context(), notice, quads)
		must(t, err)
	}
	checkKept(t, "replace", s)
	snap, err := s.Snapshot(t.Context())
	must(t, err)
	defer snap.Close()
	compareBatches(t, snap)
}

func compareBatches(t *testing.T, snap Snapshot) {
	t.Helper()
	got, err1 := Through(t.Context(), snap, schema.PolLocality, schema.PolMeasure)
	want, err2 := Through(t.Context(), bare{snap}, schema.PolLocality, schema.PolMeasure)
	if err1 != nil || err2 != nil || len(want.First) < 40 || len(want.Second) < 20 || !reflect.DeepEqual(got, want) {
		t.Errorf("links of %d and %d, want of %d and %d; %v, %v", len(got.First), len(got.Second), len(want.First), len(want.Second), err1, err2)
	}
	p, _, err := snap.Node(t.Context(), schema.PolLocality)
	must(t, err)
	pairs, err := collect(snap.Pairs(t.Context(), p))
	must(t, err)
	subjects := append([]Node{{}}, want.Second...) // and some that have none
	for _, pair := range pairs {
		subjects = append(subjects, pair.Subject)
	}
	slices.SortFunc(subjects, compareNodes)
	subjects = slices.Compact(subjects)
	first, err1 := FirstObjects(t.Context(), snap, schema.PolLocality, subjects)
	other, err2 := FirstObjects(t.Context(), bare{snap}, schema.PolLocality, subjects)
	if err1 != nil || err2 != nil || !slices.Equal(first, other) {
		t.Errorf("first objects differ; %v, %v", err1, err2)
	}
}

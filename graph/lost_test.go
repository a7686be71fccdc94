package graph

import (
	"context"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"

	"policygraph/graph/bulk"
	"policygraph/schema"
)

// TestBuildBrokenOffAtItsEnd opens a store as a crash leaves it right before the last step of a build that took a notice
// out, and with it the last reference to a division: the division goes before anyone reads.
func TestBuildBrokenOffAtItsEnd(t *testing.T) {
	ctx := context.Background()
	files := vfs.NewCrashableMem()
	s, err := openFolderOn(files, "store", Options{})
	must(t, err)
	division, graph := testIRIs.Division("411082"), testIRIs.DivisionGraph()
	gone, quads := version(1, 0)
	quads = append(quads, quad.Quad{Subject: gone, Predicate: schema.PolLocality, Object: division, Label: gone},
		quad.Quad{Subject: division, Predicate: schema.Type, Object: schema.ClassDivision, Label: graph})
	_, err = s.replace(ctx, gone, quads)
	must(t, err)
	before := contentOf(t, s)
	plan := bulk.NewPlan(ctx, bulk.Options{})
	must(t, s.carryOver(plan, []quad.IRI{gone}))
	_, fresh := version(2, 0)
	must(t, plan.Quads(fresh...))
	_, err = s.swap(ctx, plan, []quad.IRI{division})
	must(t, err)
	must(t, plan.Close())
	after := contentOf(t, s)
	if slices.Equal(before, after) || len(after) != len(fresh) {
		t.Fatalf("%d quads after the build, want %d", len(after), len(fresh))
	}

	// As a crash between the two commits leaves it: the new state, its last step due.
	plan = bulk.NewPlan(ctx, bulk.Options{})
	must(t, plan.Quads(append(fresh, quads[len(quads)-1])...))
	target := bulk.Target{DB: s.db, Files: s.files, Dir: "building", Options: s.options, Base: s.iris.Base,
		Columns: columnsOfBuild(), Lost: []quad.IRI{division}}
	_, err = bulk.Write(ctx, plan, target)
	must(t, err)
	must(t, plan.Close())
	for range 2 { // the second finds nothing due
		again := openOn(t, files.CrashClone(vfs.CrashCloneCfg{}))
		if got := contentOf(t, again); !slices.Equal(got, after) {
			t.Errorf("%d quads, want %d", len(got), len(after))
		}
		must(t, again.close())
	}
	must(t, s.close())
}

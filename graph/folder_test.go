package graph

import "testing"

// TestOwnFiles holds names of files that Pebble makes beside such as others make.
func TestOwnFiles(t *testing.T) {
	for _, name := range []string{"LOCK", "CURRENT", "000004.sst", "12.blob", "000005.log", "000005-001.log", "MANIFEST-000001",
		"OPTIONS-000003", "OPTIONS-000003.dbtmp", "building", "temporary.000007.dbtmp", "CURRENT.000007.dbtmp",
		"marker.manifest.000001.MANIFEST-000001", "REMOTE-OBJ-CATALOG-000001"} {
		if !isOwnFile(name) {
			t.Errorf("%q is taken for another program's", name)
		}
	}
	for _, name := range []string{"", "notes.log", "a.sst", "000004.txt", "000004", ".sst", "4-.log", "x-4.log", "MANIFEST", "MANIFEST-",
		"OPTIONS.txt", "temporary.x.dbtmp", "other.4.dbtmp", "marker", "README.md"} {
		if isOwnFile(name) {
			t.Errorf("%q is taken for a file of Pebble's", name)
		}
	}
}

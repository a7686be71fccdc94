package layout

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph/kv"
	cproto "github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"
	hkv "github.com/hidal-go/hidalgo/kv"
	"github.com/hidal-go/hidalgo/kv/flat"
	"google.golang.org/protobuf/proto"
)

// cayleyIndexes are Indexes as Cayley has them.
var cayleyIndexes = []kv.QuadIndex{
	{Dirs: []quad.Direction{quad.Subject, quad.Predicate}},
	{Dirs: []quad.Direction{quad.Object, quad.Predicate}},
	{Dirs: []quad.Direction{quad.Label}},
	{Dirs: []quad.Direction{quad.Predicate, quad.Subject, quad.Object}},
}

func TestIndexesAreCayleys(t *testing.T) {
	data, err := json.Marshal(cayleyIndexes)
	if err != nil || string(data) != IndexesValue {
		t.Errorf("%s, %v", data, err)
	}
}

// someIDs are ids whose bytes are escaped, and others.
func someIDs() []uint64 {
	ids := []uint64{1, 0x2E, 0x2F, 0x30, 0x5B, 0x5C, 0x5D, 0x2F2F, 0x5C2F, 0x2F5C, 0xFF2F, 1 << 40}
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		ids = append(ids, r.Uint64()>>(8*r.UintN(8)))
	}
	return ids
}

func TestKeysAreCayleys(t *testing.T) {
	for _, id := range someIDs() {
		r := Record{ID: id, Subject: id, Predicate: id >> 1, Object: id ^ 0x2F, Label: id + 0x5C}
		p := &cproto.Primitive{ID: r.ID, Subject: r.Subject, Predicate: r.Predicate, Object: r.Object, Label: r.Label}
		for i, x := range Indexes {
			key := x.AppendKey(nil, &r)
			if want := flat.KeyEscape(cayleyIndexes[i].KeyFor(p)); !bytes.Equal(key, want) {
				t.Fatalf("%s: %q, want %q", x, key, want)
			}
			ids := make([]uint64, len(cayleyIndexes[i].Dirs))
			if x.KeyIDs(key[:len(key)-1], ids) || !x.KeyIDs(key, ids) {
				t.Fatalf("%s: %q is read wrong", x, key)
			}
			for k, d := range cayleyIndexes[i].Dirs {
				if ids[k] != p.GetDirection(d) {
					t.Fatalf("%s: %v", x, ids)
				}
			}
		}
		if got, ok := LogID(AppendLogKey(nil, id)); !ok || got != id {
			t.Fatalf("log key of %d gives %d", id, got)
		}
	}
}

func TestHashKeys(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		var h Hash
		for i := range h {
			h[i] = []byte{'/', '\\', byte(r.Uint32())}[r.IntN(3)]
		}
		want := flat.KeyEscape(hkv.Key{append([]byte{'v'}, h[:2]...), h[:]})
		key := AppendValueKey(nil, &h)
		if got, ok := KeyHash(key); !bytes.Equal(key, want) || !ok || got != h {
			t.Fatalf("%q, want %q; read as %x", key, want, got)
		}
		if _, ok := KeyHash(key[:len(key)-1]); ok {
			t.Fatal("a key cut off was read")
		}
	}
}

// TestRanksSortAsKeys: what an index holds in key order is in the order of ranks.
func TestRanksSortAsKeys(t *testing.T) {
	ids := someIDs()
	slices.SortFunc(ids, func(a, b uint64) int { return bytes.Compare(AppendLogKey(nil, a), AppendLogKey(nil, b)) })
	for i, id := range ids {
		rank := Rank(id)
		if Unrank(rank) != id {
			t.Fatalf("%x has the rank %x of %x", id, rank, Unrank(rank))
		}
		if i > 0 {
			if before := Rank(ids[i-1]); bytes.Compare(before[:], rank[:]) > 0 {
				t.Fatalf("%x sorts before %x", ids[i-1], id)
			}
		}
	}
	for b := range 256 {
		if ByteRank(RankByte(byte(b))) != byte(b) {
			t.Errorf("byte %x", b)
		}
	}
}

func TestRecordsAreCayleys(t *testing.T) {
	for _, r := range []Record{
		{ID: 1, Value: []byte("x")}, {ID: 300, Subject: 1, Predicate: 2, Object: 3},
		{ID: 1 << 40, Subject: 1, Predicate: 2, Object: 1 << 35, Label: 9, Deleted: true},
	} {
		want, err := proto.Marshal(&cproto.Primitive{ID: r.ID, Subject: r.Subject, Predicate: r.Predicate, Object: r.Object,
			Label: r.Label, Value: r.Value, Deleted: r.Deleted})
		data := AppendRecord(nil, &r)
		if err != nil || !bytes.Equal(data, want) {
			t.Errorf("%+v: %x, want %x (%v)", r, data, want, err)
		}
		stamped, _ := proto.Marshal(&cproto.Primitive{ID: r.ID, Value: r.Value, Timestamp: 1 << 60})
		var got Record
		if err := ParseRecord(stamped, &got); err != nil || got.ID != r.ID || !bytes.Equal(got.Value, r.Value) {
			t.Errorf("with a time: %+v, %v", got, err)
		}
		if ParseRecord(data, &got) != nil || got.Label != r.Label || got.Deleted != r.Deleted || got.Object != r.Object {
			t.Errorf("%+v is read as %+v", r, got)
		}
		for i := range data[:len(data)-1] {
			_ = ParseRecord(data[:i], &got) // an error or less, never a panic
		}
	}
}

// values are of every kind, with what is escaped.
var values = []quad.Value{
	quad.IRI("http://example.org/a/b\\c"), quad.BNode("b"), quad.String(""), quad.String("a\"\\\n\r\t/中"),
	quad.LangString{Value: "示例", Lang: "zh"}, quad.LangString{}, quad.TypedString{Value: "007", Type: "http://www.w3.org/2001/XMLSchema#integer"},
	quad.TypedString{}, quad.Int(-7), quad.Float(1.5), quad.Bool(true), quad.Bool(false), quad.Time(time.Unix(1e9, 5).UTC()),
}

func TestValuesAreQuads(t *testing.T) {
	for _, v := range values {
		want, err := pquads.MarshalValue(v)
		data, err2 := AppendValue(nil, v)
		if err != nil || err2 != nil || !bytes.Equal(data, want) {
			t.Errorf("%v: %x, want %x (%v, %v)", v, data, want, err, err2)
		}
		if got, err := ParseValue(data); err != nil || got != v {
			t.Errorf("%v is read as %v, %v", v, got, err)
		}
		if h := HashOf(v); !bytes.Equal(h[:], quad.HashOf(v)) {
			t.Errorf("%v: hash %x, want %x", v, h, quad.HashOf(v))
		}
		if err := CheckValue(v); err != nil {
			t.Error(err)
		}
		for i := range data {
			_, _ = ParseValue(data[:i]) // an error or less, never a panic
		}
	}
	for _, v := range []quad.Value{nil, quad.IRI(""), quad.BNode(""), quad.String("\xff"), quad.LangString{Lang: "\xff"},
		quad.TypedString{Type: "\xff"}} {
		if CheckValue(v) == nil {
			t.Errorf("%#v passes", v)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, v := range values {
		data, _ := AppendValue(nil, v)
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var r Record
		_ = ParseRecord(data, &r)
		if v, err := ParseValue(data); err == nil && v != nil && CheckValue(v) == nil {
			if _, err := AppendValue(nil, v); err != nil {
				t.Error(err)
			}
		}
		if _, err := ApplyChanges(nil, true, data, data); err == nil {
			_, _ = IDs(nil, data)
		}
	})
}

func TestChangesApply(t *testing.T) {
	entry := func(ids ...uint64) []byte { return AppendIDs(nil, ids...) }
	change := func(adds []uint64, dels ...uint64) []byte { return AppendRemoval(AppendIDs(nil, adds...), dels...) }
	changes := [][]byte{entry(1, 5, 300), change([]uint64{400}, 5), change(nil, 300, 1), entry(500)}
	want := entry(400, 500)
	if got, err := ApplyChanges(nil, true, changes...); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%x, %v; want %x", got, err, want)
	}
	for at := 1; at < len(changes); at++ { // the newer ones are first made one
		one, err := ApplyChanges(nil, false, changes[at:]...)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := ApplyChanges(nil, true, append(slices.Clone(changes[:at]), one)...); err != nil || !bytes.Equal(got, want) {
			t.Errorf("parted at %d: %x, %v; want %x", at, got, err, want)
		}
	}
	if _, err := ApplyChanges(nil, true, []byte{0x80, 0}); err == nil {
		t.Error("a padded number passes")
	}
}

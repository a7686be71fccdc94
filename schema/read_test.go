package schema

import (
	"fmt"
	"math/rand"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
)

// randomNotice is a notice that uses every part of the model, made from a seed.
func randomNotice(seed int64) *Notice {
	random := rand.New(rand.NewSource(seed))
	at := 0
	span := func() Span { at += 3; return Span{at, at + 1 + random.Intn(40)} }
	some := func(format string, most int) []string {
		var out []string
		for i := range random.Intn(most + 1) {
			out = append(out, fmt.Sprintf(format, i+1))
		}
		return out
	}
	maybe := func(s string) string {
		if random.Intn(2) == 0 {
			return ""
		}
		return s
	}
	n := &Notice{
		ID: Hash(fmt.Sprint(seed)), Title: "示例通知", Number: maybe("示例〔2021〕1号"), Issuers: some("示例机关%d", 2),
		Issued: maybe("2021-06-01"), Source: maybe("https://example.org/1"), Cites: some("示例意见%d", 3), Text: "正文\n“引号”",
	}
	for i := range random.Intn(3) {
		n.Themes = append(n.Themes, Theme{Heading{Label: "主题", Number: maybe("一"), Notation: fmt.Sprint(i + 1)}})
	}
	for i := range random.Intn(12) {
		m := Measure{Heading: Heading{Label: "措施", Number: maybe("（一）"), Notation: fmt.Sprint(i + 1)}, Theme: random.Intn(len(n.Themes) + 1)}
		for k := range random.Intn(3) {
			m.Approaches = append(m.Approaches, Heading{Label: "要点", Notation: fmt.Sprintf("%d.%d", i+1, k+1)})
		}
		n.Measures = append(n.Measures, m)
	}
	for range random.Intn(15) {
		p := Practice{Localities: []string{"990102"}, Statement: "示例市建成3个中心", Span: span(), Keywords: some("词%d", 3)}
		if p.Measure = random.Intn(len(n.Measures) + 1); p.Measure > 0 {
			p.Theme = n.Measures[p.Measure-1].Theme
			if len(n.Measures[p.Measure-1].Approaches) > 0 && random.Intn(2) == 0 {
				p.Approaches = []int{1}
			}
		}
		for range random.Intn(3) {
			p.Mentions = append(p.Mentions, Mention{Locality: "990102", AsWritten: "示例市", Span: span()})
		}
		for range random.Intn(12) {
			p.Metrics = append(p.Metrics, Metric{
				Value: maybe("3.5"), Min: maybe("1"), Max: maybe("9"), Unit: maybe("个"), Qualifier: Qualifiers[random.Intn(6)],
				Indicator: maybe("中心"), Role: Roles[random.Intn(5)], Period: maybe("每年"), AsWritten: "3个", Span: span(),
				Localities: []string{"990102"},
			})
		}
		n.Practices = append(n.Practices, p)
	}
	for range random.Intn(3) {
		n.Notes = append(n.Notes, Note{Kind: AmbiguousLocality, AsWritten: "示例", Comment: "two fit", Span: span(),
			Candidates: []string{"990102", "990100/0123456789abcdef"}})
	}
	if len(n.Practices)+len(n.Notes) > 0 {
		n.Divisions = []Division{
			{ID: "990000", Code: "990000", Name: "示例省", Level: Province},
			{ID: "990100", Code: "990100", Name: "示例市", OtherNames: []string{"示例"}, Level: Prefecture, Parent: "990000", Province: "990000"},
		}
		if len(n.Notes) > 0 {
			n.Divisions = append(n.Divisions, Division{ID: "990100/0123456789abcdef", Name: "示例高新区", Level: Zone, Parent: "990100", Province: "990000"})
		}
		n.Divisions = append(n.Divisions,
			Division{ID: "990102", Code: "990102", Name: "示例县", Level: County, Parent: "990100", Province: "990000", ReplacedBy: []string{"990182"}},
			Division{ID: "990182", Code: "990182", Name: "示例市", Level: County, Parent: "990100", Province: "990000"})
	}
	return n
}

func TestReadNoticeIsTheInverseOfQuads(t *testing.T) {
	m := IRIs{Base: DefaultBase}
	for seed := range int64(300) {
		want := randomNotice(seed)
		quads := want.Quads(m)
		quads = append(quads,
			quad.Quad{Subject: m.Division("980000"), Predicate: Type, Object: ClassDivision},
			quad.Quad{Subject: m.Notice(want.ID), Predicate: quad.IRI("urn:unknown"), Object: quad.Int(1)},
			quad.Quad{Subject: quad.BNode("b"), Predicate: Type, Object: ClassPractice})
		got, err := ReadNotice(quads, m)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d: got\n%+v\nwant\n%+v", seed, got, want)
		}
	}
}

func TestReadNoticeInAnyOrder(t *testing.T) {
	m := IRIs{Base: DefaultBase}
	for seed := range int64(50) {
		want := randomNotice(seed).Quads(m)
		mixed := slices.Clone(want)
		rand.New(rand.NewSource(seed)).Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		n, err := ReadNotice(mixed, m)
		if err != nil {
			t.Fatal(err)
		}
		got := n.Quads(m)
		byText := func(a, b quad.Quad) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) }
		slices.SortFunc(got, byText)
		slices.SortFunc(want, byText)
		if !slices.Equal(got, want) {
			t.Fatalf("seed %d: the quads differ", seed)
		}
	}
}

func TestReadNoticeErrors(t *testing.T) {
	m := IRIs{Base: DefaultBase}
	n := &Notice{ID: "0123456789abcdef", Text: "示例", Practices: []Practice{{Localities: []string{"990000"}, Statement: "示例", Span: Span{0, 2}}}}
	good := n.Quads(m)
	practice := m.Notice(n.ID) + "/practice/1"
	for want, quads := range map[string][]quad.Quad{
		"hold 0 notices":       nil,
		"hold 2 notices":       append(slices.Clone(good), (&Notice{ID: "f"}).Quads(m)...),
		"must be a whole":      append([]quad.Quad{{Subject: practice, Predicate: PolStart, Object: quad.String("x")}}, good...),
		"no measure of":        append([]quad.Quad{{Subject: practice, Predicate: PolMeasure, Object: quad.IRI("urn:m")}}, good...),
		"of which nothing":     append([]quad.Quad{{Subject: practice, Predicate: PolMeasure, Object: m.Notice(n.ID) + "/measure/9"}}, good...),
		"no division":          append([]quad.Quad{{Subject: practice, Predicate: PolLocality, Object: quad.IRI("urn:d")}}, good...),
		"does not stand under": {{Subject: quad.IRI("urn:n"), Predicate: Type, Object: ClassNotice}},
	} {
		if _, err := ReadNotice(quads, m); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

// TestTermsCoverTheModel holds every quad of notices that use the whole model against the vocabulary: each term is
// listed, each value is of the property's range, and no property is there more or less often than its use says.
func TestTermsCoverTheModel(t *testing.T) {
	m := IRIs{Base: DefaultBase}
	property := map[quad.IRI]*Property{}
	for i := range Terms.Properties {
		property[Terms.Properties[i].IRI] = &Terms.Properties[i]
	}
	class := map[quad.IRI]bool{}
	for _, c := range Terms.Classes {
		class[c.IRI] = true
	}
	used := map[quad.IRI]bool{}
	for seed := range int64(100) {
		quads := randomNotice(seed).Quads(m)
		types, count := map[quad.Value][]quad.IRI{}, map[fact]int{}
		for _, q := range quads {
			p := q.Predicate.(quad.IRI)
			count[fact{p, q.Subject}]++
			used[p] = true
			if p == Type {
				c := q.Object.(quad.IRI)
				if types[q.Subject] = append(types[q.Subject], c); !class[c] {
					t.Fatalf("class %s is not in the vocabulary", c)
				}
			} else if property[p] == nil {
				t.Fatalf("property %s is not in the vocabulary", p)
			}
		}
		for _, q := range quads {
			p := q.Predicate.(quad.IRI)
			if p != Type && !inRange(property[p], q.Object, types) {
				t.Fatalf("%v: not of the range %s", q, property[p].Range)
			}
		}
		for s, classes := range types {
			for _, p := range Terms.Properties {
				for _, u := range p.Uses {
					n := count[fact{p.IRI, s}]
					if slices.Contains(classes, u.Class) && (n < u.Min || u.Max != Many && n > u.Max) {
						t.Fatalf("%s has %s %d times; its use is %+v", s, p.IRI, n, u)
					}
				}
			}
		}
	}
	for iri := range property {
		if !used[iri] && iri != IsVersionOf { // which the store adds
			t.Errorf("%s is in the vocabulary and in no notice", iri)
		}
	}
}

func inRange(p *Property, o quad.Value, types map[quad.Value][]quad.IRI) bool {
	switch o := o.(type) {
	case quad.LangString:
		return p.Range == RDFLangString && o.Lang == "zh"
	case quad.String:
		return p.Range == XSDString
	case quad.TypedString:
		return p.Range == o.Type
	case quad.IRI:
		for _, i := range Terms.Individuals {
			if i.IRI == o {
				return p.Range == i.Class
			}
		}
		return p.Range == RDFSResource || slices.Contains(types[o], p.Range)
	}
	return false
}

// TestAllQuads holds that the quads one by one are those of the list, and that they end where no more are wanted.
func TestAllQuads(t *testing.T) {
	m := IRIs{Base: DefaultBase}
	for seed := range int64(20) {
		n := randomNotice(seed)
		want := n.Quads(m)
		if got := slices.Collect(n.AllQuads(m)); !reflect.DeepEqual(got, want) {
			t.Errorf("seed %d: %d quads one by one, %d in the list", seed, len(got), len(want))
		}
		taken := 0
		for q := range n.AllQuads(m) {
			if taken++; taken == 3 {
				if q != want[2] {
					t.Errorf("seed %d: the third is %v, not %v", seed, q, want[2])
				}
				break
			}
		}
	}
}

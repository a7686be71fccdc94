package queries

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"github.com/cayleygraph/quad"

	"policygraph/graph"
	"policygraph/schema"
)

// placeSuffixes are what a short name of a division leaves out.
var placeSuffixes = []string{"省", "市", "县", "区", "旗", "镇", "乡", "盟", "地区", "新区", "自治区", "自治州", "自治县", "街道",
	"壮族自治区", "回族自治区", "维吾尔自治区", "特别行政区", "林区"}

// divisions are the divisions that a filter names, sorted; several names are joined by 、.
func (r *reader) divisions(param, value string) []graph.Node {
	var out []graph.Node
	for name := range strings.SplitSeq(value, "、") {
		out = append(out, r.divisionsNamed(param, name)...)
	}
	return distinct(out)
}

// divisionsNamed are the divisions of one name. The first of these that gives any decides: the IRI; the code; a
// name, full, short or former; a name less its last word of kind (河南 for 河南省); a part of a name. None is a
// [*NoMatchError].
func (r *reader) divisionsNamed(param, value string) []graph.Node {
	return r.match(param, value, r.only(schema.ClassDivision), []func() []graph.Node{
		func() []graph.Node { return r.byIRI(value) },
		func() []graph.Node { return r.byText(schema.Identifier, quad.String(value)) },
		func() []graph.Node { return r.byNames(value) },
		func() []graph.Node {
			var out []graph.Node
			for _, suffix := range placeSuffixes {
				out = append(out, r.byText(schema.PrefLabel, zh(value+suffix))...)
			}
			return out
		},
		func() []graph.Node {
			found := r.byPart(schema.ClassDivision, schema.PrefLabel, value)
			return append(found, r.byPart(schema.ClassDivision, schema.AltLabel, value)...)
		},
	})
}

// provinces are the divisions of province level that a filter names, likewise.
func (r *reader) provinces(param, value string) []graph.Node {
	found := r.divisions(param, value)
	level := string(schema.Province)
	levels := r.firsts(found, schema.PolLevel)
	var out []graph.Node
	for i, n := range found {
		if levels[i] == level {
			out = append(out, n)
		}
	}
	if len(out) == 0 && r.err == nil {
		r.err = &NoMatchError{param, value}
	}
	return out
}

// concepts are the themes or measures that a filter names, sorted: by IRI, notation, number, heading, or a part of
// a heading; the first that gives any decides.
func (r *reader) concepts(param, value string, class quad.IRI) []graph.Node {
	return r.match(param, value, r.only(class), []func() []graph.Node{
		func() []graph.Node { return r.byIRI(value) },
		func() []graph.Node { return r.byText(schema.Notation, quad.String(value)) },
		func() []graph.Node { return r.byText(schema.PolNumber, quad.String(value)) },
		func() []graph.Node { return r.byText(schema.PrefLabel, zh(value)) },
		func() []graph.Node { return r.byPart(class, schema.PrefLabel, value) },
	})
}

// notices are the notices that a filter names, sorted: by IRI, 16-digit id, number, title, or a part of a title.
func (r *reader) notices(value string) []graph.Node {
	return r.match("notice", value, r.only(schema.ClassNotice), []func() []graph.Node{
		func() []graph.Node { return r.byIRI(value) },
		func() []graph.Node { return r.byID(value) },
		func() []graph.Node { return r.byText(schema.Identifier, quad.String(value)) },
		func() []graph.Node { return r.byText(schema.Title, zh(value)) },
		func() []graph.Node { return r.byPart(schema.ClassNotice, schema.Title, value) },
		func() []graph.Node { return r.byPart(schema.ClassNotice, schema.Identifier, value) },
	})
}

// match takes the first way that gives nodes that are wanted; none is a [*NoMatchError].
func (r *reader) match(param, value string, wanted func([]graph.Node) []graph.Node, ways []func() []graph.Node) []graph.Node {
	for _, way := range ways {
		found := wanted(distinct(way()))
		if r.err != nil {
			return nil
		}
		if len(found) > 0 {
			return found
		}
	}
	r.err = &NoMatchError{param, value}
	return nil
}

// only keeps the nodes of a class among sorted, distinct ones.
func (r *reader) only(class quad.IRI) func([]graph.Node) []graph.Node {
	return func(nodes []graph.Node) []graph.Node {
		classes := r.join(nodes, schema.Type)
		var out []graph.Node
		for i, n := range nodes {
			if contains(classes[i], r.term(class)) {
				out = append(out, n)
			}
		}
		return out
	}
}

func (r *reader) byIRI(value string) []graph.Node {
	if !strings.Contains(value, ":") {
		return nil
	}
	if n, ok := r.node(quad.IRI(strings.Trim(value, "<>"))); ok {
		return []graph.Node{n}
	}
	return nil
}

// byID finds notices whose IRI ends in an id, under any base.
func (r *reader) byID(value string) []graph.Node {
	if len(value) != 16 || strings.Trim(value, "0123456789abcdef") != "" {
		return nil
	}
	all := r.instances(schema.ClassNotice)
	var out []graph.Node
	for i, name := range r.names(all) {
		if strings.HasSuffix(name, "notice/"+value) {
			out = append(out, all[i])
		}
	}
	return out
}

func (r *reader) byText(p quad.IRI, v quad.Value) []graph.Node {
	n, ok := r.node(v)
	if !ok {
		return nil
	}
	return slices.Clone(r.subjects(p, n))
}

func (r *reader) byNames(value string) []graph.Node {
	return append(r.byText(schema.PrefLabel, zh(value)), r.byText(schema.AltLabel, zh(value))...)
}

// byPart finds the nodes of a class of which a text contains value, without regard to case.
func (r *reader) byPart(class, p quad.IRI, value string) []graph.Node {
	return r.matching(r.instances(class), p, containing(value))
}

// containing is the test whether a text contains a word, without regard to case.
func containing(word string) func(text []byte) bool {
	hasCase := strings.ContainsFunc(word, func(c rune) bool { return unicode.SimpleFold(c) != c || unicode.ToLower(c) != c })
	if !hasCase { // as Chinese: no other text becomes the word
		part := []byte(word)
		return func(text []byte) bool { return bytes.Contains(text, part) }
	}
	word = strings.ToLower(word)
	return func(text []byte) bool { return strings.Contains(strings.ToLower(string(text)), word) }
}

// zh is a Chinese text as the graph holds it.
func zh(s string) quad.Value { return quad.LangString{Value: quad.String(s), Lang: "zh"} }

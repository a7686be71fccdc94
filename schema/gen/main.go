// Gen writes the documentation of the vocabulary from its table.
//
//	go run ./gen -o ../docs/schema.md
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/cayleygraph/quad"

	"policygraph/schema"
)

func main() {
	out := flag.String("o", "schema.md", "file to write")
	flag.Parse()
	if err := os.WriteFile(*out, []byte(document()), 0o666); err != nil {
		log.Fatalf("write the documentation of the vocabulary: %v", err)
	}
}

// document is the whole page.
func document() string {
	var b strings.Builder
	b.WriteString(head)
	b.WriteString("| prefix | namespace |\n| --- | --- |\n")
	for _, p := range schema.Prefixes {
		fmt.Fprintf(&b, "| `%s:` | `%s` |\n", p.Name, p.Namespace)
	}
	b.WriteString("\n## Classes\n\n")
	for i := range schema.Terms.Classes {
		class(&b, &schema.Terms.Classes[i])
	}
	b.WriteString("## Named values\n\n| IRI | of | 名称 | label | 用词 |\n| --- | --- | --- | --- | --- |\n")
	for _, i := range schema.Terms.Individuals {
		fmt.Fprintf(&b, "| `%s` | `%s` | %s | %s | %s |\n", short(i.IRI), short(i.Class), i.Label.ZH, i.Label.EN, i.Comment.ZH)
	}
	return b.String()
}

const head = `# The vocabulary

Made by ` + "`go generate ./schema`" + ` from the table in ` + "`schema`" + `; change it there. ` + "`policygraph schema --format ttl`" + ` prints
the same as an ontology, ` + "`--format shacl`" + ` as SHACL shapes, ` + "`--format jsonld-context`" + ` as a JSON-LD context.

Each notice is one named graph, whose label is the notice's IRI. Divisions stand in the graph ` + "`{base}division`" + `, where
` + "`{base}`" + ` is ` + "`" + schema.DefaultBase + "`" + ` unless a flag says otherwise. IRIs are ASCII, absolute and the same for the same input;
there are no blank nodes. ` + "`{id}`" + ` is the first 16 hexadecimal digits of SHA-256 over NFKC of the first issuer, a line feed
and the number, or of the text where there is no number; ` + "`{hash}`" + ` the same over NFKC of the name. Offsets count code points
of the notice's ` + "`pol:text`" + `, half open, so that this is empty in any SPARQL engine:

` + "```sparql" + `
SELECT ?s WHERE {
  ?notice pol:text ?text . ?s pol:start ?start ; pol:end ?end ; pol:asWritten|pol:statement ?words .
  FILTER(STRSTARTS(STR(?s), CONCAT(STR(?notice), "/")) && STR(?words) != SUBSTR(STR(?text), ?start + 1, ?end - ?start))
}
` + "```" + `

`

// class writes a class and a table of the properties of its members.
func class(b *strings.Builder, c *schema.Class) {
	rows := properties(c.IRI)
	if rows == "" && c.Form == "" {
		return
	}
	fmt.Fprintf(b, "### `%s` %s\n\n%s %s", short(c.IRI), c.Label.ZH, c.Comment.ZH, c.Comment.EN)
	if c.Form != "" {
		fmt.Fprintf(b, " IRI: `%s`.", c.Form)
	}
	for i, also := range c.Also {
		if i == 0 {
			b.WriteString(" Also")
		} else {
			b.WriteString(",")
		}
		fmt.Fprintf(b, " `%s`", short(also))
	}
	if len(c.Also) > 0 {
		b.WriteString(".")
	}
	b.WriteString("\n\n")
	if rows != "" {
		b.WriteString("| property | 名称 | values | how many | meaning |\n| --- | --- | --- | --- | --- |\n" + rows + "\n")
	}
}

// properties are the rows of a class's table.
func properties(class quad.IRI) string {
	var b strings.Builder
	for i := range schema.Terms.Properties {
		p := &schema.Terms.Properties[i]
		for _, u := range p.Uses {
			if u.Class != class {
				continue
			}
			name := "`" + short(p.IRI) + "`"
			if p.SubPropertyOf != "" {
				name += " ⊑ `" + short(p.SubPropertyOf) + "`"
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s %s |\n", name, p.Label.ZH, values(p), count(u), p.Comment.ZH, p.Comment.EN)
		}
	}
	return b.String()
}

func values(p *schema.Property) string {
	switch {
	case p.Range == schema.RDFLangString:
		return "text @zh"
	case p.IsLiteral():
		return "`" + short(p.Range) + "`"
	}
	return "→ `" + short(p.Range) + "`"
}

func count(u schema.Use) string {
	switch {
	case u.Max == schema.Many:
		return fmt.Sprintf("%d or more", u.Min)
	case u.Min == u.Max:
		return fmt.Sprint(u.Min)
	}
	return fmt.Sprintf("%d or %d", u.Min, u.Max)
}

// short is an IRI with its prefix.
func short(iri quad.IRI) string {
	for _, p := range schema.Prefixes {
		if local, ok := strings.CutPrefix(string(iri), p.Namespace); ok {
			return p.Name + ":" + local
		}
	}
	return string(iri)
}

package export

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// cypherBatch is how many rows one statement of the Cypher script has at most.
const cypherBatch = 200

// writeCypher writes a script that makes the same graph as the tables do, for any Neo4j that `cypher-shell -f` or
// the browser reaches. Nodes with the same labels that follow each other, and edges with the same name, share a
// statement.
func writeCypher(out *pen, p *Projection) error {
	out.text("CREATE CONSTRAINT resource_iri IF NOT EXISTS FOR (n:Resource) REQUIRE n.iri IS UNIQUE;\n")
	b, names := batch{pen: out}, neo4jNames(p)
	for n, err := range p.Nodes() {
		if err != nil {
			return err
		}
		labels := ""
		for _, l := range n.Labels {
			labels += ":" + cypherName(l)
		}
		if labels != "" {
			labels = ", n" + labels
		}
		b.row("MERGE (n:Resource {iri: row.iri}) SET n = row"+labels+";\n", cypherNode(p, names, n))
	}
	b.end()
	for e, err := range p.Edges() {
		if err != nil {
			return err
		}
		b.row("MATCH (a:Resource {iri: row[0]}), (b:Resource {iri: row[1]}) MERGE (a)-[:"+cypherName(e.Name)+"]->(b);\n",
			"["+cypherString(e.Source)+", "+cypherString(e.Target)+"]")
	}
	b.end()
	return nil
}

// A batch collects rows that one statement handles.
type batch struct {
	*pen
	statement string
	rows      int
}

// row adds a row, and begins a new statement where the last was another or is full.
func (b *batch) row(statement, row string) {
	if b.rows == cypherBatch || b.statement != statement {
		b.end()
		b.statement = statement
		b.text("UNWIND [\n  ")
	} else {
		b.text(",\n  ")
	}
	b.text(row)
	b.rows++
}

// end ends the statement that is open.
func (b *batch) end() {
	if b.rows > 0 {
		b.text("\n] AS row ", b.statement)
	}
	b.statement, b.rows = "", 0
}

// cypherNode is a node as a map with its properties.
func cypherNode(p *Projection, names []string, n *Node) string {
	var b strings.Builder
	b.WriteString("{iri: " + cypherString(n.ID) + ", label: " + cypherString(n.Name))
	for i, values := range n.Values {
		if len(values) == 0 {
			continue
		}
		c := &p.Columns[i]
		literals := slices.Clone(values)
		if c.Type == Text {
			for k, v := range literals {
				literals[k] = cypherString(v)
			}
		}
		value := strings.Join(literals, ", ")
		if c.List {
			value = "[" + value + "]"
		}
		b.WriteString(", " + cypherName(names[i]) + ": " + value)
	}
	b.WriteString("}")
	return b.String()
}

// cypherName is a label, a type or a property name: as it is where it is a plain name, and else in backticks.
func cypherName(s string) string {
	if isLocalName(s) && !strings.Contains(s, "-") {
		return s
	}
	return "`" + strings.ReplaceAll(s, "`", "``") + "`"
}

// cypherString is a text in single quotes.
func cypherString(s string) string {
	var b strings.Builder
	b.WriteByte('\'')
	from := 0
	for i, r := range s {
		escaped := ""
		switch {
		case r == '\'':
			escaped = `\'`
		case r == '\\':
			escaped = `\\`
		case r == '\n':
			escaped = `\n`
		case r == '\r':
			escaped = `\r`
		case r == '\t':
			escaped = `\t`
		case 0x7F <= r && r < 0xA0, r == 0x2028, r == 0x2029, r == 0xFEFF:
			escaped = unicodeEscape(r)
		default:
			continue
		}
		b.WriteString(s[from:i])
		b.WriteString(escaped)
		from = i + utf8.RuneLen(r)
	}
	b.WriteString(s[from:])
	b.WriteByte('\'')
	return b.String()
}

package source

import (
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A markupReader reads plain markup: paragraphs, headings and divisions with inline elements in them, each closed
// where it should be. Of such, HTML's rules make the tree that the tags show, and a paragraph of an author's Markdown
// is read in a fifth of the time that the parser of whole pages takes to set itself up.
type markupReader struct {
	nodes []html.Node // room for all, never moved
	open  []*html.Node
}

// maxPlain bounds how deep plain markup nests.
const maxPlain = 32

// markupReaders keep their room for the next text.
var markupReaders = sync.Pool{New: func() any { return new(markupReader) }}

// release gives the reader back, and its trees' nodes with it.
func (m *markupReader) release() {
	clear(m.nodes)
	m.nodes, m.open = m.nodes[:0], m.open[:0]
	markupReaders.Put(m)
}

// tree is the tree of plain markup, the same to a walk as the parser's, or nil where the markup is not plain. It holds
// until the reader is released.
func (m *markupReader) tree(text string) *html.Node {
	if strings.IndexByte(text, 0) >= 0 || strings.IndexByte(text, '\r') >= 0 {
		return nil
	}
	room := 2 + 2*strings.Count(text, "<")
	m.nodes, m.open = slices.Grow(m.nodes[:0], room), m.open[:0]
	m.open = append(m.open, m.node(html.DocumentNode, ""))
	root := m.open[0]
	for text != "" {
		at := strings.IndexByte(text, '<')
		if at < 0 {
			at = len(text)
		}
		if at > 0 {
			words := text[:at]
			if strings.IndexByte(words, '&') >= 0 {
				words = html.UnescapeString(words)
			}
			m.top().AppendChild(m.node(html.TextNode, words))
			text = text[at:]
			continue
		}
		size := m.markup(text)
		if size == 0 {
			return nil
		}
		text = text[size:]
	}
	if len(m.open) > 1 {
		return nil
	}
	return root
}

func (m *markupReader) node(t html.NodeType, data string) *html.Node {
	m.nodes = append(m.nodes, html.Node{Type: t, Data: data})
	return &m.nodes[len(m.nodes)-1]
}

func (m *markupReader) top() *html.Node { return m.open[len(m.open)-1] }

// markup takes the tag or the comment at the start of text and gives its size, 0 where it is not plain.
func (m *markupReader) markup(text string) int {
	if inside, ok := strings.CutPrefix(text, "<!--"); ok {
		end := strings.Index(inside, "--")
		if end < 0 || !strings.HasPrefix(inside[end:], "-->") || inside[0] == '>' || strings.HasPrefix(inside, "->") {
			return 0
		}
		return len("<!--") + end + len("-->")
	}
	if rest, ok := strings.CutPrefix(text, "</"); ok {
		name := m.top().Data
		if len(m.open) == 1 || !strings.HasPrefix(rest, name) || !strings.HasPrefix(rest[len(name):], ">") {
			return 0
		}
		m.open = m.open[:len(m.open)-1]
		return len("</") + len(name) + 1
	}
	return m.start(text)
}

// start takes the start tag at the start of text.
func (m *markupReader) start(text string) int {
	i := 1
	for i < len(text) && (text[i] >= 'a' && text[i] <= 'z' || text[i] >= '1' && text[i] <= '6') {
		i++
	}
	a, nests := m.allowed(text[1:i])
	if a == 0 {
		return 0
	}
	if a == atom.Style {
		return styleSheet(text, i)
	}
	n := m.node(html.ElementNode, text[1:i])
	n.DataAtom = a
	size := attributes(n, text, i, !nests)
	if size == 0 {
		return 0
	}
	m.top().AppendChild(n)
	if nests {
		m.open = append(m.open, n)
	}
	return size
}

// allowed is the atom of an element that may stand here in plain markup, else 0, and whether anything stands in it.
// No block stands in a paragraph, a heading or an inline element, and no link in a link: the parser would close the
// outer one.
func (m *markupReader) allowed(name string) (a atom.Atom, nests bool) {
	switch name {
	case "p", "h1", "h2", "h3", "h4", "h5", "h6", "div":
		if m.top().DataAtom != atom.Div && len(m.open) > 1 {
			return 0, false
		}
	case "a":
		for _, n := range m.open {
			if n.DataAtom == atom.A {
				return 0, false
			}
		}
	case "b", "strong", "i", "em", "u", "font", "span", "small":
	case "br", "img":
		return atom.Lookup([]byte(name)), false
	case "style":
		if len(m.open) > 1 {
			return atom.Style, false
		}
		return 0, false
	default:
		return 0, false
	}
	if len(m.open) > maxPlain {
		return 0, false
	}
	return atom.Lookup([]byte(name)), true
}

// styleSheet is the size of a style sheet at the start of text, 0 where it is not plain. No walk sees one, so none goes
// into the tree. i is the end of its name.
func styleSheet(text string, i int) int {
	const end = "</style>"
	from := attributes(new(html.Node), text, i, false)
	if from == 0 {
		return 0
	}
	for at := from; ; at += len("</") {
		k := strings.Index(text[at:], "</")
		if k < 0 || at+k+len(end) > len(text) {
			return 0
		}
		at += k
		if found := text[at : at+len(end)]; found == end {
			return at + len(end)
		} else if strings.EqualFold(found[:len(end)-1], end[:len(end)-1]) {
			return 0
		}
	}
}

// attributes reads name="value" and bare names up to the end of the tag, and gives where that is, 0 where they are
// written in any other way. A slash may end the tag of a void element.
func attributes(n *html.Node, text string, i int, void bool) int {
	for i < len(text) {
		switch c := text[i]; {
		case c == '>':
			return i + 1
		case c == '/' && void && strings.HasPrefix(text[i:], "/>"):
			return i + 2
		case c != ' ':
			return 0
		case i+1 < len(text) && (text[i+1] == ' ' || text[i+1] == '>' || text[i+1] == '/'):
			i++
			continue
		}
		a, size := attribute(text[i+1:])
		if size == 0 || has(n, a.Key) {
			return 0
		}
		n.Attr = append(n.Attr, a)
		i += 1 + size
	}
	return 0
}

// attribute reads one attribute at the start of s, and gives its size, 0 where it is not plain.
func attribute(s string) (html.Attribute, int) {
	i := 0
	for i < len(s) && (s[i] >= 'a' && s[i] <= 'z' || s[i] >= '0' && s[i] <= '9' || s[i] == '-' || s[i] == '_') {
		i++
	}
	if i == 0 || i == len(s) || s[i] != '=' {
		return html.Attribute{Key: s[:i]}, i
	}
	key, rest := s[:i], s[i+1:]
	if rest == "" || rest[0] != '"' && rest[0] != '\'' {
		return html.Attribute{}, 0
	}
	end := strings.IndexByte(rest[1:], rest[0])
	if end < 0 || strings.IndexByte(rest[1:1+end], '&') >= 0 {
		return html.Attribute{}, 0
	}
	return html.Attribute{Key: key, Val: rest[1 : 1+end]}, i + 1 + end + 2
}

func has(n *html.Node, key string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return true
		}
	}
	return false
}

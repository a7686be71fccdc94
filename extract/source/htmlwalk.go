package source

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A walk turns a tree of HTML into blocks. Inline elements join without a space, since portals put links and spans
// inside words; block elements, line breaks and table cells break.
type walk struct {
	w      *writer
	page   bool                // a whole page, in which parts may be furniture
	tables int                 // tables of data met so far
	ranges map[*html.Node]span // the drafts of each container, where page
}

// A span is a half-open range of drafts.
type span struct{ from, to int }

// A style is what a node hands on to what stands in it.
type style struct {
	layout
	run
	furniture bool
	item      bool // in a list item
	pre       bool // line ends break
}

// children walks what stands in n.
func (k *walk) children(n *html.Node, s style) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			k.words(c.Data, s)
		case html.ElementNode:
			k.element(c, s)
		}
	}
}

// words writes text in a style.
func (k *walk) words(text string, s style) {
	if !k.w.open {
		k.w.layout, k.w.furniture = s.layout, s.furniture
	}
	if !s.pre {
		k.w.text(text, s.run)
		return
	}
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			k.w.end()
		}
		k.w.layout, k.w.furniture = s.layout, s.furniture
		k.w.text(line, s.run)
	}
}

// element walks an element.
func (k *walk) element(n *html.Node, s style) {
	role := roles[n.DataAtom]
	if role == dropped || role == 0 && n.Namespace != "" || hidden(n) {
		return
	}
	switch role {
	case lineBreak:
		k.w.end()
		return
	case inline:
		k.inline(n, s)
		return
	}
	k.w.end()
	s = k.enter(n, role, s)
	from := len(k.w.drafts)
	if role == table && k.isData(n) {
		k.tables++
		k.data(n, s)
	} else {
		k.children(n, s)
	}
	k.w.end()
	if k.page && len(k.w.drafts) > from {
		k.ranges[n] = span{from, len(k.w.drafts)}
	}
}

// inline walks an element that does not break, unless a style sheet in it says that it does.
func (k *walk) inline(n *html.Node, s style) {
	switch n.DataAtom {
	case atom.B, atom.Strong:
		s.bold = true
	case atom.A:
		s.link = s.link || attr(n, "href") != ""
	}
	breaks := false
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "style":
			s.bold = boldness(a.Val, s.bold)
			breaks = strings.Contains(a.Val, "block") && displaysBlock(a.Val)
		case "cms-style":
			s.bold = s.bold || strings.Contains(a.Val, "strong-Bold")
		case "class", "id":
			if isCaption(a.Val) {
				return
			}
			if k.page && isFurniture(a.Val) {
				s.furniture = true
			}
		}
	}
	if !breaks {
		k.children(n, s)
		return
	}
	k.w.end()
	k.children(n, s)
	k.w.end()
}

// enter is the style inside a block element.
func (k *walk) enter(n *html.Node, role role, s style) style {
	switch role {
	case heading:
		s.kind, s.level = kindOf(s, Heading), int(n.Data[1]-'0')
	case item:
		s.item = true
		s.kind = kindOf(s, ListItem)
	case center:
		s.align = AlignCenter
	case preformatted:
		s.pre = true
	case furniture:
		s.furniture = true
	}
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "align":
			s.align = alignment(a.Val, s.align)
		case "style":
			s.align = alignment(property(a.Val, "text-align"), s.align)
			s.bold = boldness(a.Val, s.bold)
		case "cms-style":
			s.align = cmsAlignment(a.Val, s.align)
			s.bold = s.bold || strings.Contains(a.Val, "strong-Bold")
		case "class", "id", "role":
			if isFurniture(a.Val) && n.DataAtom != atom.Body && n.DataAtom != atom.Html {
				s.furniture = true
			}
		}
	}
	return s
}

// kindOf is the kind of a block in a heading or an item; a cell's blocks stay cells.
func kindOf(s style, k Kind) Kind {
	if s.kind == Cell {
		return Cell
	}
	return k
}

// A role says what an element does to the flow of text.
type role uint8

const (
	inline role = iota // also what is not known
	block
	heading
	item
	table
	center
	preformatted
	lineBreak
	furniture // navigation and the like, by the element's own name
	dropped   // never text of the page
)

// roles are the elements that are not inline.
var roles = map[atom.Atom]role{
	atom.Address: block, atom.Article: block, atom.Blockquote: block, atom.Body: block, atom.Caption: block,
	atom.Dd: block, atom.Details: block, atom.Dir: block, atom.Div: block, atom.Dl: block, atom.Dt: block,
	atom.Fieldset: block, atom.Figure: block, atom.Form: block, atom.Header: block, atom.Hgroup: block,
	atom.Html: block, atom.Legend: block, atom.Main: block, atom.Menu: block, atom.Ol: block, atom.P: block,
	atom.Section: block, atom.Summary: block, atom.Tbody: block, atom.Td: block, atom.Tfoot: block,
	atom.Th: block, atom.Thead: block, atom.Tr: block, atom.Ul: block,

	atom.H1: heading, atom.H2: heading, atom.H3: heading, atom.H4: heading, atom.H5: heading, atom.H6: heading,
	atom.Li: item, atom.Table: table, atom.Center: center,
	atom.Pre: preformatted, atom.Listing: preformatted, atom.Xmp: preformatted, atom.Plaintext: preformatted,
	atom.Br: lineBreak, atom.Hr: lineBreak,
	atom.Nav: furniture, atom.Footer: furniture, atom.Aside: furniture,

	atom.Applet: dropped, atom.Audio: dropped, atom.Button: dropped, atom.Canvas: dropped, atom.Datalist: dropped,
	atom.Dialog: dropped, atom.Embed: dropped, atom.Figcaption: dropped, atom.Frame: dropped,
	atom.Frameset: dropped, atom.Head: dropped, atom.Iframe: dropped, atom.Img: dropped, atom.Input: dropped,
	atom.Link: dropped, atom.Map: dropped, atom.Math: dropped, atom.Meta: dropped, atom.Noscript: dropped,
	atom.Object: dropped, atom.Rp: dropped, atom.Rt: dropped, atom.Script: dropped, atom.Select: dropped,
	atom.Style: dropped, atom.Svg: dropped, atom.Template: dropped, atom.Textarea: dropped, atom.Title: dropped,
	atom.Video: dropped, atom.Noframes: dropped, atom.Noembed: dropped,
}

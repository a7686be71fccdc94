package source

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlFragment reads HTML that is the article and nothing else, such as what stands under front matter.
func htmlFragment(text string) *Document {
	w := &writer{buf: make([]byte, 0, len(text)*3/4)}
	if !walkFragment(w, text, 0) {
		flatHTML(w, text)
	}
	return w.document(func(i int) bool { return !w.drafts[i].furniture && !isSiteLine(w.piece(i)) })
}

// walkFragment writes the blocks of a fragment; tables is the number of tables before it. It reports false where
// the markup nests deeper than the parser allows.
func walkFragment(w *writer, text string, tables int) bool {
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return false
	}
	k := walk{w: w, tables: tables}
	k.children(root, style{})
	return true
}

// htmlPage reads a whole page: it finds the article and what the page says of it.
func htmlPage(text string) *Document {
	w := &writer{buf: make([]byte, 0, len(text)/2)}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		flatHTML(w, text)
		return w.document(func(i int) bool { return !isSiteLine(w.piece(i)) })
	}
	k := walk{w: w, page: true, ranges: make(map[*html.Node]span)}
	k.children(root, style{})
	w.end()
	p := newPage(w, k.ranges)
	article := p.article(root)
	keep := p.keeps(article)
	meta, rows := labelled(w)
	for _, i := range rows {
		keep[i] = false
	}
	headMeta(goquery.NewDocumentFromNode(root), &meta)
	p.addTitle(article, keep, meta.Title)
	doc := w.document(func(i int) bool { return keep[i] })
	doc.Meta = meta
	return doc
}

// addTitle keeps the page's heading where it stands before the article and is the title, and the article does not
// itself begin with it.
func (p *page) addTitle(article span, keep []bool, title string) {
	plain := squeeze(title)
	if plain == "" {
		return
	}
	begin := ""
	for i := article.from; i < min(article.to, article.from+6); i++ {
		begin += squeeze(string(p.w.piece(i)))
	}
	if strings.Contains(begin, plain) {
		return
	}
	for i := range article.from {
		d := &p.w.drafts[i]
		if d.Kind == Heading && !(p.strict && d.furniture) && squeeze(string(p.w.piece(i))) == plain {
			keep[i] = true
			return
		}
	}
}

// squeeze is a text without white space.
func squeeze(s string) string {
	return strings.Join(strings.Fields(s), "")
}

// flatHTML writes the text of markup that is too deep to be a tree: tags break or join by their name alone.
func flatHTML(w *writer, text string) {
	z := html.NewTokenizer(strings.NewReader(text))
	skip := atom.Atom(0) // inside an element whose text is no text of the page
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.TextToken:
			if skip == 0 {
				w.text(string(z.Text()), run{})
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			if a == atom.Script || a == atom.Style || a == atom.Title || a == atom.Textarea {
				skip = a
			}
			if roles[a] != inline {
				w.end()
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			if a == skip {
				skip = 0
			}
			if roles[a] != inline {
				w.end()
			}
		}
	}
}

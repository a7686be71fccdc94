package source

import (
	"regexp"
	"strings"
	"sync"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlFragment reads HTML that is the article and nothing else, such as what stands under front matter.
func htmlFragment(text string) *Document {
	w := newWriter(len(text) * 3 / 4)
	defer w.release()
	if _, ok := walkFragment(w, text, 0); !ok {
		flatHTML(w, text)
	}
	return w.document(w.fragment())
}

// walkFragment writes the blocks of a fragment; tables is the number of tables before it, and it gives the number
// after it. It reports false where the markup nests deeper than the parser allows.
func walkFragment(w *writer, text string, tables int) (int, bool) {
	m := markupReaders.Get().(*markupReader)
	defer m.release()
	root := m.tree(text)
	if root == nil {
		var err error
		if root, err = html.Parse(strings.NewReader(text)); err != nil {
			return tables, false
		}
	}
	k := walk{w: w, tables: tables}
	k.children(root, style{})
	return k.tables, true
}

// fragment decides which drafts of a fragment are the article's: all but furniture and lines of the site. Where
// more of the text stands in what names itself furniture than outside, the names mean nothing.
func (w *writer) fragment() func(i int) bool {
	w.end()
	in, out := 0, 0
	for i := range w.drafts {
		if w.drafts[i].furniture {
			in += w.drafts[i].runes
		} else {
			out += w.drafts[i].runes
		}
	}
	end := w.articleEnd(0, len(w.drafts))
	return func(i int) bool { return i < end && !(w.drafts[i].furniture && out >= in) && !isSiteLine(w.piece(i)) }
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
	meta, rows := labelled(w, len(w.drafts))
	p := newPage(w, k.ranges, rows)
	article := p.article(root, hasBody(text))
	keep := p.keeps(article)
	for _, i := range rows {
		keep[i] = false
	}
	headMeta(goquery.NewDocumentFromNode(root), &meta)
	p.addTitle(article, keep, meta.Title)
	if meta.Number == "" {
		p.addNumber(article, keep)
	}
	doc := w.document(func(i int) bool { return keep[i] })
	doc.Meta = meta
	return doc
}

// addTitle keeps the page's title where it stands before the article, outside furniture and links, and the article
// does not itself begin with it. The nearest one is taken.
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
	for i := article.from - 1; i >= 0; i-- {
		d := &p.w.drafts[i]
		if d.links == 0 && !(p.strict && d.furniture) && squeeze(string(p.w.piece(i))) == plain {
			keep[i] = true
			return
		}
	}
}

// numberLine matches a line that is a 文号 and nothing else.
var numberLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\p{Han}[\p{Han}（）()]{0,20}[〔\[［【（(]\s?\d{4}\s?[〕\]］】）)]\s?第?\s?\d{1,5}\s?号$`)
})

// addNumber keeps the line with the 文号, where it stands alone before the article.
func (p *page) addNumber(article span, keep []bool) {
	for i := range article.from {
		if d := &p.w.drafts[i]; !(p.strict && d.furniture) && d.runes <= 40 && numberLine().Match(p.w.piece(i)) {
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

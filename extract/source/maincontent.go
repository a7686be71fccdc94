package source

import (
	"bytes"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// bodies selects the elements that content management systems of Chinese governments and portals, and HTML itself,
// give to the words of an article: gov.cn, TRS (most ministries and provinces), Jpage, Hanweb, Sina, People's
// Daily, Xinhua.
var bodies = sync.OnceValue(func() cascadia.Selector {
	return cascadia.MustCompile(`#UCAP-CONTENT, .TRS_Editor, .TRS_UEDITOR, .trs_editor_view, .trs_paper_default,
	#zoom, #Zoom, .pages_content, #artibody, .rm_txt_con, #rwb_zw, #p-detail, #detailContent, .view_content,
	.article-content, .article_content, .articleContent, #articleContent, .article_con, .art_con, #js_content,
	.xxgk_content, .wz_zoom, #vsb_content, .v_news_content, .news_content, .news-content, #NewsContent, .Custom_UnionStyle,
	[itemprop=articleBody], article`)
})

// A page finds the article in the drafts of a whole page.
type page struct {
	w      *writer
	ranges map[*html.Node]span
	worth  []int // for each draft, how much it looks like running text
	sums   []int // running sums of worth
	strict bool  // furniture counts for nothing
}

// newPage weighs the drafts; those of the table of metadata weigh nothing. Where more of the running text stands in what names itself furniture than outside,
// the names mean nothing and are forgotten.
func newPage(w *writer, ranges map[*html.Node]span, metadata []int) *page {
	p := &page{w: w, ranges: ranges, worth: make([]int, len(w.drafts)), sums: make([]int, len(w.drafts)+1)}
	for i := range w.drafts {
		p.worth[i] = worth(&w.drafts[i], w.piece(i))
	}
	for _, i := range metadata {
		p.worth[i] = 0
	}
	in, out := 0, 0
	for i := range w.drafts {
		if w.drafts[i].furniture {
			in += p.worth[i]
		} else {
			out += p.worth[i]
		}
	}
	p.strict = out >= in
	for i := range p.worth {
		n := p.worth[i]
		if p.strict && w.drafts[i].furniture {
			n = 0
		}
		p.sums[i+1] = p.sums[i] + n
	}
	return p
}

// worth is how many characters of running text a draft holds: those outside links, if it has the punctuation of a
// sentence or is long.
func worth(d *draft, text []byte) int {
	own := d.runes - d.links
	if d.links*2 > d.runes {
		return 0
	}
	if d.runes >= 40 || bytes.ContainsAny(text, "，。；：、！？") {
		return own
	}
	return own / 4
}

// text is how much running text stands in a container.
func (p *page) text(n *html.Node) int {
	r, ok := p.ranges[n]
	if !ok {
		return 0
	}
	return p.sums[r.to] - p.sums[r.from]
}

// article is the range of drafts that holds the article. Where elements known to hold articles have most of the
// page's running text, it is those. Else, in a whole page, it goes down from the body as long as one child holds
// nearly all the running text, or most of it and calls itself the content. In a part of a page it is all.
func (p *page) article(root *html.Node, whole bool) span {
	all := p.sums[len(p.sums)-1]
	if r, ok := p.known(root, all); ok {
		return r
	}
	n := root
	for whole {
		child := p.heaviest(n)
		if child == nil || holdsWords(child) {
			break
		}
		part, sum := p.text(child), p.text(n)
		if part*100 < sum*97 && !(part*2 > sum && namesContent(child)) {
			break
		}
		n = child
	}
	if r, ok := p.ranges[n]; ok {
		return r
	}
	return span{0, len(p.w.drafts)}
}

// known is the range of the known container with the most running text; the outermost of several nested ones.
// Where others of the same name stand beside it, such as one for each annex, it reaches over them. ok is false where
// all that is less than half of the page's running text.
func (p *page) known(root *html.Node, all int) (r span, ok bool) {
	nodes := goquery.NewDocumentFromNode(root).FindMatcher(bodies()).Nodes
	var best *html.Node
	most := 0
	for _, n := range nodes {
		if t := p.text(n); t > most {
			best, most = n, t
		}
	}
	if best == nil {
		return r, false
	}
	r, sum := p.ranges[best], most
	for _, n := range nodes {
		of, ok := p.ranges[n]
		if !ok || attr(n, "class") != attr(best, "class") || attr(n, "id") != attr(best, "id") || of.from >= r.from && of.to <= r.to {
			continue
		}
		sum += p.text(n)
		r = span{min(r.from, of.from), max(r.to, of.to)}
	}
	return r, sum*2 > all
}

// heaviest is the child container with the most running text.
func (p *page) heaviest(n *html.Node) *html.Node {
	var best *html.Node
	most := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if t := p.text(c); t > most {
			best, most = c, t
		}
	}
	return best
}

// holdsWords reports whether an element is a block of text itself, so that it is no container of an article.
func holdsWords(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Li, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Dd, atom.Dt, atom.Pre:
		return true
	}
	return false
}

// contentWords are what containers of articles are called.
var contentWords = []string{"content", "article", "detail", "zoom", "main", "text", "neirong", "zhengwen", "nr", "zw"}

// namesContent reports whether an element calls itself the content of its page.
func namesContent(n *html.Node) bool {
	if n.DataAtom == atom.Article || n.DataAtom == atom.Main {
		return true
	}
	name := strings.ToLower(attr(n, "id") + " " + attr(n, "class"))
	for _, w := range contentWords {
		if len(w) > 2 && strings.Contains(name, w) {
			return true
		}
	}
	return strings.Contains(" "+name+" ", " nr ") || strings.Contains(" "+name+" ", " zw ")
}

// keeps decides for each draft of a range whether it is the article's: it is no furniture, no line of the site,
// and not part of a list of links.
func (p *page) keeps(r span) []bool {
	keep := make([]bool, len(p.w.drafts))
	r.to = p.w.articleEnd(r.from, r.to)
	for i := r.from; i < r.to; i++ {
		d := &p.w.drafts[i]
		keep[i] = !(p.strict && d.furniture) && !isSiteLine(p.w.piece(i))
	}
	p.dropLinkLists(r, keep)
	return keep
}

// dropLinkLists drops three or more blocks in a row that are all link, unless they are files to download.
func (p *page) dropLinkLists(r span, keep []bool) {
	from := r.from
	for i := r.from; i <= r.to; i++ {
		if i < r.to && p.allLink(i) {
			continue
		}
		if i-from >= 3 {
			for j := from; j < i; j++ {
				keep[j] = false
			}
		}
		from = i + 1
	}
}

// allLink reports whether a draft is a link and no more, and does not name an annex or a file.
func (p *page) allLink(i int) bool {
	d := &p.w.drafts[i]
	if d.links*10 < d.runes*9 || d.Kind == Cell {
		return false
	}
	text := p.w.piece(i)
	for _, s := range []string{"附件", "附表", ".doc", ".pdf", ".xls", ".wps", ".zip", ".rar", ".ofd"} {
		if bytes.Contains(text, []byte(s)) {
			return false
		}
	}
	return utf8.RuneCount(text) > 0
}

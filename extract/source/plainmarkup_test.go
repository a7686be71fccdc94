package source

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// walked is what a walk writes of a tree.
func walked(root *html.Node) *Document {
	w := &writer{}
	k := walk{w: w}
	k.children(root, style{})
	return w.document(nil)
}

// samePlain holds that plain markup gives what the parser's tree gives, and reports whether it is plain.
func samePlain(t *testing.T, text string) bool {
	t.Helper()
	root := new(markupReader).tree(text)
	if root == nil {
		return false
	}
	parsed, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%q is plain, and the parser says %v", text, err)
	}
	if got, want := walked(root), walked(parsed); !reflect.DeepEqual(got, want) {
		t.Fatalf("%q\n got %+v\nwant %+v", text, got, want)
	}
	return true
}

func TestPlainMarkup(t *testing.T) {
	for _, c := range []struct {
		text  string
		plain bool
	}{
		{"<p><strong>示例一</strong></p>", true},
		{`<div><p style="text-align: center;"><b>示例&nbsp;一</b>词<br/>后</p> <h2 class='x'>题</h2></div>`, true},
		{"<!-- 注 --><p>甲</p>乙<img src=\"a\" alt hidden><!---->", true},
		{`<p><a href="x">甲</a><span hidden>乙</span></p>`, true},
		{"<div>甲<style type='text/css'>\n.a > b { color: red }\n</p></style>乙<p>丙<style></style></p></div>", true},
		{"<style>a</style><p>甲</p>", false},
		{"<p>甲<style>a</STYLE>乙</p>", false},
		{"<p>甲<style>a</style >乙</p>", false},
		{"<p>甲<style>a", false},
		{"<p>甲<p>乙</p>", false},
		{"<b><p>甲</p></b>", false},
		{"<p>甲</b></p>", false},
		{"<p><a>甲<a>乙</a></a></p>", false},
		{"<p>a < b</p>", false},
		{"<p class=x>甲</p>", false},
		{"<table><tr><td>甲</td></tr></table>", false},
		{"<!--> <p>甲</p> -->", false},
		{"<!---> <p>甲</p> -->", false},
		{"<p/>甲", false},
		{"<P>甲</P>", false},
		{strings.Repeat("<div>", 40) + strings.Repeat("</div>", 40), false},
	} {
		if plain := samePlain(t, c.text); plain != c.plain {
			t.Errorf("%q: plain is %v", c.text, plain)
		}
	}
}

// plainPieces are what random markup is made of.
var plainPieces = []string{"<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<strong>", "</strong>", "<br>", "<br/>",
	"<img alt='>'>", "<h3>", "</h3>", "<a href=\"u\">", "</a>", "<span style='display:block'>", "</span>", "甲", "乙　　",
	" ", "\n", "&amp;", "&lt", "&nbsp;", "<!-- x -->", "<font cms-style=\"strong-Bold\">", "</font>", "-->", "<style>b</i></style>", "<style>c", "</STYLE>", "<p align=\"right\" >"}

// TestPlainMarkupAtRandom compares with the parser over markup that nests by chance.
func TestPlainMarkupAtRandom(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	plain := 0
	for range 40000 {
		var b strings.Builder
		var open []string
		for range 1 + r.IntN(14) {
			piece := plainPieces[r.IntN(len(plainPieces))]
			if strings.HasPrefix(piece, "</") && len(open) > 0 && r.IntN(8) > 0 {
				piece, open = "</"+open[len(open)-1]+">", open[:len(open)-1]
			} else if name := strings.TrimLeft(piece, "</"); name != "" && piece[0] == '<' && piece[1] >= 'a' {
				name, _, _ = strings.Cut(strings.TrimRight(name, "/>"), " ")
				if name != "br" && name != "img" && name != "style" {
					open = append(open, name)
				}
			}
			b.WriteString(piece)
		}
		for i := len(open) - 1; i >= 0; i-- {
			b.WriteString("</" + open[i] + ">")
		}
		if samePlain(t, b.String()) {
			plain++
		}
	}
	if plain < 1000 {
		t.Errorf("only %d texts are plain", plain)
	}
}

func FuzzPlainMarkup(f *testing.F) {
	f.Add("<p><strong>示例一</strong>&nbsp;</p>\n<div><img src='x' alt></div><!-- x -->")
	f.Add(`<div><p style="text-align: center;"><b>示例</b>词<br/>后</p> <h2 class='x'>题</h2></div>`)
	f.Fuzz(func(t *testing.T, text string) { samePlain(t, strings.ToValidUTF8(text, "")) })
}

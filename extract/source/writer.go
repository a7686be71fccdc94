package source

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A layout is how the block that is being written is set.
type layout struct {
	kind            Kind
	level           int
	align           Align
	table, row, col int
}

// A run is how the characters that are being written are set.
type run struct {
	bold, link bool
}

// A draft is a block as written, with what later steps need to judge it.
type draft struct {
	Block
	runes, bold, links int
	furniture          bool // stands in a part of the page that is not the article
}

// A writer makes text and blocks out of pieces of text: it drops what has no width, folds white space, and breaks
// paragraphs at runs of U+3000. The zero value is ready to use.
type writer struct {
	buf    []byte
	drafts []draft

	layout    layout
	furniture bool
	verbatim  bool // every space is shown, as in plain text; in HTML only U+00A0 is
	open      bool
	at        draft // the open block

	// White space that is waiting for the next character.
	space, newline bool
	wide           int // how many U+3000 are in it
	gap            int // how many spaces that the page shows one by one
	last           rune
	word           int // characters since white space

	aside []writer // blocks that follow the open one
}

// writers keep their room for the next text.
var writers = sync.Pool{New: func() any { return new(writer) }}

// newWriter is a writer with room for size bytes. Nothing that it gives may be used after its release but documents.
func newWriter(size int) *writer {
	w := writers.Get().(*writer)
	w.buf = slices.Grow(w.buf, size)
	return w
}

// release gives the writer's room back.
func (w *writer) release() {
	*w = writer{buf: w.buf[:0], drafts: w.drafts[:0]}
	writers.Put(w)
}

// text adds a piece of text, in valid UTF-8, to the open block, opening one where none is.
func (w *writer) text(s string, r run) {
	plain := 0
	for i := 0; i < len(s); {
		c := s[i]
		if !special[c] {
			i++
			continue
		}
		ch, size := utf8.DecodeRuneInString(s[i:])
		class := classify(ch)
		if class == asIs {
			i += size
			continue
		}
		w.plain(s[plain:i], r)
		w.special(ch, class)
		i += size
		plain = i
	}
	w.plain(s[plain:], r)
}

// special takes a character that does not stand for itself.
func (w *writer) special(ch rune, class charClass) {
	switch class {
	case blank:
		w.space = true
		if w.verbatim || ch == 0xA0 {
			w.gap++
		}
	case lineEnd:
		w.space, w.newline = true, true
	case wideBlank:
		w.space = true
		w.wide++
	}
}

// plain adds text that holds no white space.
func (w *writer) plain(s string, r run) {
	if s == "" {
		return
	}
	if w.space {
		w.settle(s)
	}
	if !w.open {
		w.begin()
	}
	w.buf = append(w.buf, s...)
	n := runeCount(s)
	w.at.runes += n
	w.word += n
	if r.bold {
		w.at.bold += n
	}
	if r.link {
		w.at.links += n
	}
	w.last, _ = utf8.DecodeLastRuneInString(s)
}

// runeCount is how many characters valid UTF-8 has: each has one byte that continues none.
func runeCount(s string) int {
	n := 0
	for i := range len(s) {
		if s[i]&0xC0 != 0x80 {
			n++
		}
	}
	return n
}

// settle decides what the waiting white space is, now that the text after it is known: a paragraph break, nothing,
// or one space.
func (w *writer) settle(next string) {
	wide, newline := w.wide, w.newline
	broad := wide >= 2 || w.gap >= 4 && !newline
	w.clearSpace()
	if !w.open {
		return
	}
	if broad && w.breaksAtGap() {
		w.end()
		return
	}
	w.word = 0
	if newline && wide == 0 {
		// A line end between two East Asian characters is no space (CSS Text 3, segment break transformation).
		if first, _ := utf8.DecodeRuneInString(next); eastAsian(w.last) && eastAsian(first) {
			return
		}
	}
	w.buf = append(w.buf, ' ')
}

// breaksAtGap reports whether a run of U+3000, or of four spaces, after the open block's words starts a new
// paragraph. It does not after a single character (标　　题) nor after an article's number (第一条　　为了…).
func (w *writer) breaksAtGap() bool {
	return w.word >= 2 && !endsInArticle(w.buf[w.at.Start:])
}

func (w *writer) clearSpace() {
	w.space, w.newline, w.wide, w.gap = false, false, 0, 0
}

// begin opens a block.
func (w *writer) begin() {
	if len(w.drafts) > 0 {
		w.buf = append(w.buf, '\n')
	}
	l := w.layout
	w.at = draft{furniture: w.furniture, Block: Block{
		Kind: l.kind, Start: len(w.buf), Level: l.level, Align: l.align, Table: l.table, Row: l.row, Col: l.col,
	}}
	w.open = true
	w.word = 0
}

// end closes the open block; where none is open it only forgets waiting white space.
func (w *writer) end() {
	w.clearSpace()
	if !w.open {
		return
	}
	w.open = false
	w.at.End = len(w.buf)
	w.at.Strong = w.at.bold == w.at.runes
	w.drafts = append(w.drafts, w.at)
}

// endAside closes the open block and writes what stands aside of it after it.
func (w *writer) endAside() {
	w.end()
	aside := w.aside
	w.aside = nil
	for i := range aside {
		a := &aside[i]
		if len(a.drafts) == 0 {
			continue
		}
		if len(w.drafts) > 0 {
			w.buf = append(w.buf, '\n')
		}
		at := len(w.buf)
		w.buf = append(w.buf, a.buf...)
		for _, d := range a.drafts {
			d.Start, d.End = d.Start+at, d.End+at
			w.drafts = append(w.drafts, d)
		}
	}
}

// document joins the drafts that keep wants, in NFC. The open block is closed first.
func (w *writer) document(keep func(i int) bool) *Document {
	w.end()
	d := &Document{Blocks: make([]Block, 0, len(w.drafts))}
	var out strings.Builder
	out.Grow(len(w.buf))
	for i := range w.drafts {
		if keep != nil && !keep(i) {
			continue
		}
		b := w.drafts[i].Block
		piece := w.buf[b.Start:b.End]
		if out.Len() > 0 {
			out.WriteByte('\n')
		}
		b.Start = out.Len()
		if !surelyNFC(piece) {
			piece = norm.NFC.Bytes(piece) // piece itself where it is normal
		}
		out.Write(piece)
		b.End = out.Len()
		d.Blocks = append(d.Blocks, b)
	}
	d.Text = out.String()
	return d
}

// piece is the text of the i-th draft.
func (w *writer) piece(i int) []byte {
	d := &w.drafts[i]
	return w.buf[d.Start:d.End]
}

// A charClass says what becomes of a character.
type charClass uint8

const (
	asIs charClass = iota
	blank
	wideBlank
	lineEnd
	noWidth
)

// special marks the bytes that can start a character which is not asIs.
var special = func() (t [256]bool) {
	for c := range 0x21 {
		t[c] = true
	}
	for _, c := range []byte{0x7F, 0xC2, 0xD8, 0xE1, 0xE2, 0xE3, 0xEF, 0xF0, 0xF1, 0xF2, 0xF3, 0xF4} {
		t[c] = true
	}
	return t
}()

// classify sorts a character. Only characters whose first byte is in special need to be asked for.
func classify(ch rune) charClass {
	switch {
	case ch == '\n' || ch == '\r' || ch == '\v' || ch == '\f' || ch == 0x85 || ch == 0x2028 || ch == 0x2029:
		return lineEnd
	case ch == ' ' || ch == '\t' || ch == 0xA0:
		return blank
	case ch == 0x3000:
		return wideBlank
	case ch < 0x20 || ch >= 0x7F && ch < 0xA0 || ch == 0xAD:
		return noWidth
	case ch < 0x600:
		return asIs
	case ch == 0x1680 || ch >= 0x2000 && ch <= 0x200A || ch == 0x202F || ch == 0x205F:
		return blank
	case ch >= 0x200B && ch <= 0x200F || ch >= 0x202A && ch <= 0x202E || ch >= 0x2060 && ch <= 0x206F:
		return noWidth
	case ch == 0x061C || ch == 0x180E || ch == 0xFEFF || ch >= 0xFFF9 && ch <= 0xFFFB:
		return noWidth
	case ch&0xFFFE == 0xFFFE || ch >= 0xFDD0 && ch <= 0xFDEF || ch >= 0xE0000 && ch <= 0xE007F:
		return noWidth
	}
	return asIs
}

// eastAsian reports whether a character belongs to a script that puts no spaces between words.
func eastAsian(r rune) bool {
	switch {
	case r < 0x2E80:
		return r == '“' || r == '”' || r == '‘' || r == '’' || r == '—' || r == '…' || r == '·'
	case r <= 0x9FFF, r >= 0xF900 && r <= 0xFAFF, r >= 0xFE30 && r <= 0xFE4F, r >= 0xFF00 && r <= 0xFFEF:
		return true
	}
	return r >= 0x20000 && r <= 0x3FFFF && unicode.Is(unicode.Han, r)
}

// endsInArticle reports whether b is the number of an article or a chapter and nothing else: 第十二条, 第3章.
func endsInArticle(b []byte) bool {
	first, n := utf8.DecodeRune(b)
	last, m := utf8.DecodeLastRune(b)
	if first != '第' || len(b) > 40 || n+m > len(b) {
		return false
	}
	switch last {
	case '条', '章', '节', '编', '款', '项', '部':
		return true
	}
	return false
}

// surelyNFC reports whether a text is in NFC because none of its characters can be otherwise: it holds ASCII, Latin,
// unified ideographs, their punctuation and full-width forms only, which is so of nearly every block.
func surelyNFC(b []byte) bool {
	for i := 0; i < len(b); {
		c := b[i]
		if c >= 0xE4 && c <= 0xE9 {
			i += 3
			continue
		}
		switch nfcDoubt[c] {
		case 0:
			i++
			continue
		case 1:
			return false
		}
		next := b[i+1]
		if c == 0xE2 && next != 0x80 && next != 0x85 && next != 0x91 && next != 0x96 && next != 0x97 ||
			c == 0xE3 && next != 0x80 || c == 0xEF && next != 0xBC && next != 0xBD && next != 0xBF {
			return false
		}
		i += 3
	}
	return true
}

// nfcDoubt is, for the first byte of a character, 0 where none that it starts is ever changed by NFC, 1 where one
// may be, 2 where the second byte tells. Later bytes have 0.
var nfcDoubt = func() (t [256]uint8) {
	for c := 0xCC; c < 0x100; c++ {
		t[c] = 1
	}
	for c := 0xE4; c <= 0xE9; c++ {
		t[c] = 0
	}
	t[0xE2], t[0xE3], t[0xEF] = 2, 2, 2
	return t
}()

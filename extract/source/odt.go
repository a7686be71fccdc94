package source

import (
	"archive/zip"
	"encoding/xml"
	"io"
	"strconv"
	"strings"
)

// odt reads an OpenDocument text (OpenDocument 1.3, part 3): paragraphs and headings with their alignment, lists with
// their numbers, and tables. Notes, comments, deleted text and tables of contents are not text of the notice.
func (r *reader) odt(f file, z *zip.Reader) bool {
	d := odtReader{styles: map[string]odtStyle{}, numbers: readNumbering(nil)}
	for _, name := range []string{"styles.xml", "content.xml"} {
		for _, m := range z.File {
			if m.Name != name {
				continue
			}
			data, err := r.part(f, m, "ODT")
			if err != nil {
				return r.fail(err)
			}
			if err := d.read(strings.NewReader(string(data)), name == "content.xml"); err != nil {
				return r.fail(damaged(f.name, "ODT", err))
			}
		}
	}
	return r.tell(f.name, d.w.document(nil), nil)
}

// An odtStyle is what a style says that matters here.
type odtStyle struct {
	align        Align
	bold, hidden bool
}

// An odtReader turns the events of styles.xml and content.xml into styles and blocks.
type odtReader struct {
	w       writer
	styles  map[string]odtStyle
	numbers numbering

	skip  int    // depth inside what is no text
	body  bool   // inside office:text
	style string // the style that is read
	list  string // the list style that is read

	para   odtStyle
	spans  []odtStyle // open spans
	inPara int        // depth of paragraphs
	lists  []string   // the styles of the open lists
	number string     // what stands before the next paragraph of the list
	tables []odtTable
	count  int
}

// An odtTable is an open table; col is 0 outside cells.
type odtTable struct{ id, row, next, col int }

// read goes through a part once, without recursion.
func (d *odtReader) read(in io.Reader, content bool) error {
	dec := xml.NewDecoder(in)
	dec.Strict = false
	for {
		t, err := dec.RawToken()
		if err == io.EOF {
			d.w.end()
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch {
			case d.skip > 0 || d.body && odtSkipped[t.Name.Space+":"+t.Name.Local]:
				d.skip++
			case d.body:
				d.start(t)
			case content && t.Name.Space == "office" && t.Name.Local == "text":
				d.body = true
			default:
				d.define(t)
			}
		case xml.EndElement:
			if d.skip > 0 {
				d.skip--
			} else if d.body {
				d.end(t.Name.Local)
			}
		case xml.CharData:
			if d.body && d.skip == 0 && d.inPara > 0 {
				d.text(string(t))
			}
		}
	}
}

// odtSkipped are elements whose content is no text of the notice.
var odtSkipped = map[string]bool{
	"text:note": true, "office:annotation": true, "text:tracked-changes": true, "text:table-of-content": true,
	"text:ruby-text": true, "svg:title": true, "svg:desc": true, "office:forms": true, "text:sequence-decls": true,
	"text:page-number": true, "text:page-count": true, "draw:object": true,
}

// define takes an element outside the text: a style, or what it says.
func (d *odtReader) define(t xml.StartElement) {
	s := d.styles[d.style]
	switch t.Name.Local {
	case "style":
		d.style, d.list = attrValue(t.Attr, "name"), ""
		s = d.styles[attrValue(t.Attr, "parent-style-name")]
	case "default-style":
		d.style = ""
	case "list-style":
		d.list, d.style = attrValue(t.Attr, "name"), ""
		d.numbers.lists[d.list], d.numbers.shared[d.list] = map[int]numberLevel{}, d.list
	case "list-level-style-number":
		d.level(t.Attr)
		return
	case "paragraph-properties":
		switch attrValue(t.Attr, "text-align") {
		case "center":
			s.align = AlignCenter
		case "end", "right":
			s.align = AlignRight
		case "start", "left", "justify":
			s.align = AlignNone
		}
	case "text-properties":
		if weight := attrValue(t.Attr, "font-weight"); weight != "" {
			s.bold = weight == "bold" || len(weight) == 3 && weight >= "600"
		}
		s.hidden = s.hidden || attrValue(t.Attr, "display") == "none"
	default:
		return
	}
	if d.style != "" {
		d.styles[d.style] = s
	}
}

// level takes how a level of a list is numbered.
func (d *odtReader) level(attrs []xml.Attr) {
	n, err := strconv.Atoi(attrValue(attrs, "level"))
	if err != nil || n < 1 || n > 9 || d.list == "" {
		return
	}
	shown, err := strconv.Atoi(attrValue(attrs, "display-levels"))
	if err != nil || shown < 1 || shown > n {
		shown = 1
	}
	var text []string
	for i := n - shown + 1; i <= n; i++ {
		text = append(text, "%"+strconv.Itoa(i))
	}
	l := numberLevel{format: "none", start: 1, text: attrValue(attrs, "num-prefix") + strings.Join(text, ".") + attrValue(attrs, "num-suffix")}
	if start, err := strconv.Atoi(attrValue(attrs, "start-value")); err == nil {
		l.start = start
	}
	switch format := attrValue(attrs, "num-format"); {
	case strings.HasPrefix(format, "一"):
		l.format = "chineseCounting"
	case strings.HasPrefix(format, "①"):
		l.format = "decimalEnclosedCircle"
	case format == "a":
		l.format = "lowerLetter"
	case format == "A":
		l.format = "upperLetter"
	case format != "":
		l.format = "decimal"
	}
	d.numbers.lists[d.list][n-1] = l
}

// start takes the start of an element of the text.
func (d *odtReader) start(t xml.StartElement) {
	switch t.Name.Local {
	case "p", "h":
		d.paragraph(t)
	case "span":
		s := d.styles[attrValue(t.Attr, "style-name")]
		d.spans = append(d.spans, s)
	case "tab":
		d.text(" ")
	case "s":
		n, _ := strconv.Atoi(attrValue(t.Attr, "c"))
		d.text(strings.Repeat(" ", min(max(n, 1), 100)))
	case "line-break":
		d.w.end()
	case "list":
		d.openList(t.Attr)
	case "list-item":
		if n := len(d.lists); n > 0 {
			d.number = d.numbers.next(numberRef{d.lists[0], n - 1})
		}
	case "table":
		d.w.end()
		d.count++
		d.tables = append(d.tables, odtTable{id: d.count})
	case "table-row", "table-cell", "covered-table-cell":
		d.cell(t)
	}
}

// paragraph takes the start of a paragraph or a heading.
func (d *odtReader) paragraph(t xml.StartElement) {
	d.w.end()
	d.inPara++
	d.para = d.styles[attrValue(t.Attr, "style-name")]
	l := layout{align: d.para.align}
	if t.Name.Local == "h" {
		n, _ := strconv.Atoi(attrValue(t.Attr, "outline-level"))
		l.kind, l.level = Heading, min(max(n, 1), 6)
	} else if len(d.lists) > 0 {
		l.kind = ListItem
	}
	if n := len(d.tables); n > 0 && d.tables[n-1].col > 0 {
		at := &d.tables[n-1]
		l.kind, l.level, l.table, l.row, l.col = Cell, 0, at.id, at.row, at.col
	}
	d.w.layout = l
}

// openList takes the start of a list, which counts anew where it does not say that it goes on.
func (d *odtReader) openList(attrs []xml.Attr) {
	style := attrValue(attrs, "style-name")
	if len(d.lists) > 0 {
		style = d.lists[0]
	} else if attrValue(attrs, "continue-numbering") != "true" && attrValue(attrs, "continue-list") == "" {
		delete(d.numbers.counts, style)
	}
	d.lists = append(d.lists, style)
}

// cell takes the start of a row or a cell. A cell that another one covers is there all the same.
func (d *odtReader) cell(t xml.StartElement) {
	d.w.end()
	if len(d.tables) == 0 {
		return
	}
	at := &d.tables[len(d.tables)-1]
	if t.Name.Local == "table-row" {
		at.row, at.next, at.col = at.row+1, 1, 0
		return
	}
	at.col = at.next
	n, _ := strconv.Atoi(attrValue(t.Attr, "number-columns-repeated"))
	at.next += min(max(n, 1), maxSpan)
}

// text writes words, and before the first of an item its number.
func (d *odtReader) text(s string) {
	style := d.para
	for _, span := range d.spans {
		style.bold, style.hidden = style.bold || span.bold, style.hidden || span.hidden
	}
	if style.hidden {
		return
	}
	if d.number != "" && strings.TrimSpace(s) != "" {
		d.w.text(d.number, run{bold: style.bold})
		d.number = ""
	}
	d.w.text(s, run{bold: style.bold})
}

// end takes the end of an element of the text.
func (d *odtReader) end(name string) {
	switch name {
	case "p", "h":
		d.w.end()
		d.inPara = max(d.inPara-1, 0)
		d.number = ""
	case "span":
		d.spans = d.spans[:max(len(d.spans)-1, 0)]
	case "list":
		d.lists = d.lists[:max(len(d.lists)-1, 0)]
	case "table":
		d.w.end()
		d.tables = d.tables[:max(len(d.tables)-1, 0)]
	case "table-cell", "covered-table-cell":
		d.w.end()
		if n := len(d.tables); n > 0 {
			d.tables[n-1].col = 0
		}
	case "text":
		d.body = false
	}
}

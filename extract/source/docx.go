package source

import (
	"archive/zip"
	"encoding/xml"
	"io"
	"strconv"
	"strings"
)

// docx reads a Word document (ECMA-376, WordprocessingML): paragraphs with their heading styles, alignment and
// automatic numbers, and tables. Deleted text, hidden text, fields' codes, notes, headers and footers are not text
// of the notice.
func (r *reader) docx(f file, z *zip.Reader) bool {
	parts := make(map[string][]byte)
	for _, m := range z.File {
		switch m.Name {
		case "word/document.xml", "word/styles.xml", "word/numbering.xml":
			data, err := r.part(f, m, "DOCX")
			if err != nil {
				return r.fail(err)
			}
			parts[m.Name] = data
		}
	}
	w := wordReader{styles: readStyles(parts["word/styles.xml"]), numbers: readNumbering(parts["word/numbering.xml"])}
	if err := w.read(strings.NewReader(string(parts["word/document.xml"]))); err != nil {
		return r.fail(damaged(f.name, "DOCX", err))
	}
	return r.tell(f.name, w.w.document(nil), nil)
}

// part reads a part of a document of a format into memory.
func (r *reader) part(f file, m *zip.File, format string) ([]byte, error) {
	in, err := openMember(m, f.left, r.o.Limits.Ratio)
	if err != nil {
		return nil, damaged(f.name, format, err)
	}
	defer in.Close()
	return r.all(file{name: f.name, in: in, format: format})
}

// A wordReader turns the events of document.xml into blocks.
type wordReader struct {
	w       writer
	styles  map[string]wordStyle
	numbers numbering

	skip   int // depth inside what is no text
	para   []paragraphState
	run    wordRun
	inProp string // the element whose properties are read: pPr, rPr of a run
	tables []wordTable
	count  int     // tables so far
	boxes  int     // depth inside text boxes; those in another are read as its paragraphs
	around textBox // what stands around the text box
}

// A textBox keeps what stands around a text box while its own paragraphs are read.
type textBox struct {
	w   writer
	run wordRun
}

// A paragraphState is what is known of the open paragraph; text boxes nest paragraphs.
type paragraphState struct {
	style       wordStyle
	number      numberRef
	align       Align
	level       int // explicit outline level, from 1
	started     bool
	runDefaults wordRun
}

// A wordRun is how characters are set.
type wordRun struct{ bold, hidden bool }

// A wordTable is an open table.
type wordTable struct {
	grid    grid
	id, row int
	col     int
	span    int
}

// read goes through the document once, without recursion, so that depth costs nothing but memory of the open elements.
func (d *wordReader) read(in io.Reader) error {
	dec := xml.NewDecoder(in)
	dec.Strict = false
	for {
		t, err := dec.RawToken()
		if err == io.EOF {
			if d.boxes > 0 {
				d.closeBox()
			}
			d.w.endAside()
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			d.start(t)
		case xml.EndElement:
			d.end(t.Name.Local)
		case xml.CharData:
			if d.inProp == "t" && d.skip == 0 {
				d.text(string(t))
			}
		}
	}
}

// start takes the start of an element.
func (d *wordReader) start(t xml.StartElement) {
	name := t.Name.Local
	if d.skip > 0 || skippedParts[name] {
		d.skip++
		return
	}
	switch name {
	case "p":
		d.w.end()
		d.para = append(d.para, paragraphState{})
	case "r":
		d.run = d.paragraph().runDefaults
	case "t", "pPr", "rPr":
		d.inProp = name
	case "tab", "ptab":
		if d.inProp != "pPr" {
			d.text(" ")
		}
	case "br", "cr":
		d.w.end()
	case "noBreakHyphen":
		d.text("-")
	case "tbl", "tr", "tc":
		d.openTable(name)
	case "txbxContent":
		if d.boxes++; d.boxes == 1 {
			d.around, d.w = textBox{d.w, d.run}, writer{}
		}
	default:
		d.property(name, t.Attr)
	}
}

// skippedParts are elements whose content is not shown, or shown a second time.
var skippedParts = map[string]bool{
	"del": true, "moveFrom": true, "Fallback": true, "instrText": true, "sectPr": true, "pPrChange": true,
	"rPrChange": true, "tblPrChange": true, "tcPrChange": true, "trPrChange": true, "delText": true,
	"rt": true,
}

// paragraph is the open paragraph.
func (d *wordReader) paragraph() *paragraphState {
	if len(d.para) == 0 {
		d.para = append(d.para, paragraphState{})
	}
	return &d.para[len(d.para)-1]
}

// property takes an element that says how a paragraph, run or cell is set.
func (d *wordReader) property(name string, attrs []xml.Attr) {
	p := d.paragraph()
	val := attrValue(attrs, "val")
	switch name {
	case "pStyle":
		p.style = d.styles[val]
		p.runDefaults.bold = p.style.bold
		if p.align == AlignNone {
			p.align = p.style.align
		}
		if p.number.id == "" {
			p.number = p.style.number
		}
	case "outlineLvl":
		if n, err := strconv.Atoi(val); err == nil && n < 9 {
			p.level = n + 1
		}
	case "jc":
		if d.inProp == "pPr" {
			p.align = alignment(val, AlignNone)
		}
	case "numId":
		p.number.id = val
	case "ilvl":
		p.number.level, _ = strconv.Atoi(val)
	case "b":
		if d.inProp == "rPr" {
			d.run.bold = isOn(val)
		}
	case "vanish":
		if d.inProp == "rPr" {
			d.run.hidden = isOn(val)
		}
	case "gridSpan", "vMerge":
		d.cellProperty(name, val)
	}
}

// text writes words, and before the first of a paragraph its automatic number.
func (d *wordReader) text(s string) {
	if d.run.hidden {
		return
	}
	p := d.paragraph()
	d.w.layout = d.layout(p)
	if !p.started && strings.TrimSpace(s) != "" {
		p.started = true
		if n := d.numbers.next(p.number); n != "" {
			d.w.text(n, run{bold: d.run.bold})
		}
	}
	d.w.text(s, run{bold: d.run.bold})
}

// layout is how the open paragraph is set.
func (d *wordReader) layout(p *paragraphState) layout {
	l := layout{align: p.align}
	level := max(p.level, p.style.level)
	if level > 0 && level <= 6 {
		l.kind, l.level = Heading, level
	} else if p.style.list {
		l.kind = ListItem
	}
	if n := len(d.tables); n > 0 && d.tables[n-1].col > 0 {
		t := &d.tables[n-1]
		l.kind, l.level, l.table, l.row, l.col = Cell, 0, t.id, t.row, t.col
	}
	return l
}

// end takes the end of an element.
func (d *wordReader) end(name string) {
	if d.skip > 0 {
		d.skip--
		return
	}
	switch name {
	case "p":
		d.w.endAside()
		if len(d.para) > 0 {
			d.para = d.para[:len(d.para)-1]
		}
	case "t", "pPr", "rPr":
		d.inProp = ""
	case "tbl", "tc":
		d.closeTable(name)
	case "txbxContent":
		if d.boxes--; d.boxes == 0 {
			d.closeBox()
		}
	}
}

// closeBox takes the end of a text box. It floats beside the paragraph that it is anchored in, so that its own
// paragraphs come after that one.
func (d *wordReader) closeBox() {
	box := d.w
	box.end()
	d.w, d.run = d.around.w, d.around.run
	d.w.aside = append(d.w.aside, box)
}

// openTable takes the start of a table, row or cell.
func (d *wordReader) openTable(name string) {
	d.w.end()
	if name == "tbl" {
		d.count++
		d.tables = append(d.tables, wordTable{id: d.count})
		return
	}
	if len(d.tables) == 0 {
		return
	}
	t := &d.tables[len(d.tables)-1]
	if name == "tr" {
		t.row = t.grid.nextRow()
		return
	}
	t.col, t.span = t.grid.place(1, 1), 1
}

// cellProperty widens the open cell. A cell merged with the one above is empty in Word, so nothing else is needed.
func (d *wordReader) cellProperty(name, val string) {
	if len(d.tables) == 0 || name != "gridSpan" {
		return
	}
	t := &d.tables[len(d.tables)-1]
	if n, err := strconv.Atoi(val); err == nil && n > 1 && t.span == 1 {
		t.span = min(n, maxSpan)
		t.grid.place(1, t.span-1)
	}
}

// closeTable takes the end of a table or cell.
func (d *wordReader) closeTable(name string) {
	d.w.end()
	if len(d.tables) == 0 {
		return
	}
	if name == "tbl" {
		d.tables = d.tables[:len(d.tables)-1]
	} else {
		d.tables[len(d.tables)-1].col = 0
	}
}

// attrValue is the value of an attribute by its local name.
func attrValue(attrs []xml.Attr, local string) string {
	for i := range attrs {
		if attrs[i].Name.Local == local {
			return attrs[i].Value
		}
	}
	return ""
}

// isOn reads a switch of WordprocessingML: on where no value stands.
func isOn(val string) bool {
	return val != "0" && val != "false" && val != "off"
}

package export

import (
	"archive/zip"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
)

// Excel's limits (Excel specifications and limits, support.microsoft.com).
const (
	xlsxMaxRows = 1 << 20
	xlsxMaxCell = 32767 // UTF-16 code units
)

// writeXLSX writes the table of practices and metrics as a workbook (ECMA-376): texts as inline strings, numbers as
// numbers, the heading fixed, a filter on each column. A text longer than a cell can hold is cut and ends in …; what
// is more than a sheet can hold goes to the next.
//
// The few parts that such a workbook needs are written here and not by a library: the one that the field keeps,
// excelize, brings ten modules and several megabytes for what are three small files and one long one.
func writeXLSX(w io.Writer, source Source, o Options) error {
	x := &xlsxWriter{archive: zip.NewWriter(w)}
	x.archive.RegisterCompressor(zip.Deflate, deflate)
	x.beginSheet()
	if err := rows(source, o, x.row); err != nil {
		return err
	}
	return x.close()
}

// close ends the last sheet and the workbook.
func (x *xlsxWriter) close() error {
	x.endSheet()
	x.parts()
	if x.err != nil {
		return x.err
	}
	return x.archive.Close()
}

// xlsxWriter writes the parts of a workbook, the sheets first.
type xlsxWriter struct {
	archive *zip.Writer
	sheet   *pen
	sheets  int
	rows    int // in this sheet, with the heading
	err     error
}

// create begins a part.
func (x *xlsxWriter) create(name string) *pen {
	file, err := x.archive.Create(name)
	if err != nil {
		x.fail(fmt.Errorf("write %s: %w", name, err))
		file = io.Discard
	}
	return newPen(file)
}

func (x *xlsxWriter) fail(err error) {
	if x.err == nil {
		x.err = err
	}
}

func (x *xlsxWriter) end(p *pen) {
	if err := p.close(); err != nil {
		x.fail(err)
	}
}

const (
	xmlHead  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	xlsxMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	xlsxRels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	opcRels  = "http://schemas.openxmlformats.org/package/2006/relationships"
	opcTypes = "http://schemas.openxmlformats.org/package/2006/content-types"
	xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// xlsxWidths are the widths of the columns, in characters.
var xlsxWidths = []int{12, 12, 14, 18, 24, 60, 18, 14, 8, 8, 10, 20, 24, 14}

func (x *xlsxWriter) beginSheet() {
	x.sheets++
	x.rows = 0
	x.sheet = x.create(fmt.Sprintf("xl/worksheets/sheet%d.xml", x.sheets))
	x.sheet.text(xmlHead, `<worksheet xmlns="`, xlsxMain, `"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" `,
		`activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>`)
	for i, width := range xlsxWidths {
		n := strconv.Itoa(i + 1)
		x.sheet.text(`<col min="`, n, `" max="`, n, `" width="`, strconv.Itoa(width), `" customWidth="1"/>`)
	}
	x.sheet.text("</cols><sheetData>\n")
	x.cells(Row(TableColumns), 1)
}

func (x *xlsxWriter) endSheet() {
	x.sheet.text(`</sheetData><autoFilter ref="A1:`, xlsxColumn(len(TableColumns)-1), strconv.Itoa(x.rows), `"/></worksheet>`)
	x.end(x.sheet)
}

func (x *xlsxWriter) row(row Row) {
	if x.rows == xlsxMaxRows {
		x.endSheet()
		x.beginSheet()
	}
	x.cells(row, 0)
}

// cells writes a row in one of the workbook's styles: 0 for data, 1 for the heading.
func (x *xlsxWriter) cells(row Row, style int) {
	x.rows++
	n := strconv.Itoa(x.rows)
	x.sheet.text(`<row r="`, n, `">`)
	for i, cell := range row {
		if cell == "" {
			continue
		}
		x.sheet.text(`<c r="`, xlsxColumn(i), n, `"`)
		if i == valueColumn && isNumber(cell) && digits(cell) <= 15 {
			x.sheet.text(`><v>`, cell, `</v></c>`)
			continue
		}
		if style > 0 {
			x.sheet.text(` s="`, strconv.Itoa(style), `"`)
		}
		x.sheet.xml(` t="inlineStr"><is><t xml:space="preserve">`, xlsxText(cell), `</t></is></c>`)
	}
	x.sheet.text("</row>\n")
}

// xlsxColumn is the letter of a column, from 0; the table has fewer than 27.
func xlsxColumn(i int) string { return string(rune('A' + i)) }

// xlsxText is a text as ST_Xstring (ECMA-376, part 1, section 22.9.2.19): what XML cannot have as _x and four
// digits, and what looks like such an escape with its underscore escaped.
func xlsxText(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if len(s) > xlsxMaxCell {
		if units := utf16.Encode([]rune(s)); len(units) > xlsxMaxCell {
			s = strings.TrimSuffix(string(utf16.Decode(units[:xlsxMaxCell-1])), "\uFFFD") + "…"
		}
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case isXMLIllegal(r) || r == '\r':
			b.WriteString("_x" + unicodeEscape(r)[2:] + "_")
		case r == '_' && isXlsxEscape(s[i:]):
			b.WriteString("_x005F_")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isXlsxEscape says whether s begins with _x, four hexadecimal digits and _.
func isXlsxEscape(s string) bool {
	return len(s) >= 7 && s[1] == 'x' && s[6] == '_' && strings.Trim(s[2:6], "0123456789abcdefABCDEF") == ""
}

// parts writes what binds the sheets together.
func (x *xlsxWriter) parts() {
	var sheets, relations, types strings.Builder
	for i := 1; i <= x.sheets; i++ {
		name := "做法与指标"
		if i > 1 {
			name += strconv.Itoa(i)
		}
		fmt.Fprintf(&sheets, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, name, i, i)
		fmt.Fprintf(&relations, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, i, xlsxRels, i)
		fmt.Fprintf(&types, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="%sworksheet+xml"/>`, i, xlsxType)
	}
	x.part("xl/workbook.xml", `<workbook xmlns="`+xlsxMain+`" xmlns:r="`+xlsxRels+`"><sheets>`+sheets.String()+`</sheets></workbook>`)
	x.part("xl/styles.xml", `<styleSheet xmlns="`+xlsxMain+`"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts>`+
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>`+
		`<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>`+
		`<cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs>`+
		`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`)
	x.part("xl/_rels/workbook.xml.rels", `<Relationships xmlns="`+opcRels+`">`+relations.String()+
		`<Relationship Id="rIdStyles" Type="`+xlsxRels+`/styles" Target="styles.xml"/></Relationships>`)
	x.part("_rels/.rels", `<Relationships xmlns="`+opcRels+`"><Relationship Id="rId1" Type="`+xlsxRels+`/officeDocument" Target="xl/workbook.xml"/></Relationships>`)
	x.part("[Content_Types].xml", `<Types xmlns="`+opcTypes+`"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`+
		`<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="`+xlsxType+`sheet.main+xml"/>`+
		`<Override PartName="/xl/styles.xml" ContentType="`+xlsxType+`styles+xml"/>`+types.String()+`</Types>`)
}

func (x *xlsxWriter) part(name, text string) {
	p := x.create(name)
	p.text(xmlHead, text)
	x.end(p)
}

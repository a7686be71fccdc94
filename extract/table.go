package extract

import (
	"slices"
	"strings"

	"policygraph/extract/place"
	"policygraph/extract/source"
)

// A column is what a table's column holds.
type column int

const (
	textColumn column = iota
	numberColumn
	themeColumn
	headingColumn
	placeColumn
)

// columnWords are the words of a header that tell a column's kind, the most telling first.
var columnWords = []struct {
	kind  column
	words []string
}{
	{numberColumn, []string{"序号", "编号"}},
	{textColumn, []string{"内容", "做法", "成效", "说明", "简介", "情况", "依据", "备注"}},
	{placeColumn, []string{"地区", "地方", "省份", "城市", "省市", "试点", "区域", "单位", "来源", "自治区", "（市", "（区", "（县", "市县", "县市", "县区", "区县", "市州", "地市", "设区市", "省（", "市（", "县（"}},
	{themeColumn, []string{"类别", "领域", "方面", "分类", "板块"}},
	{headingColumn, []string{"举措", "措施", "事项", "名称", "项目", "经验", "主题", "任务", "标题", "案例", "范例", "机制", "政策"}},
}

// tableLength is how many of the first blocks are cells of one table.
func tableLength(blocks []source.Block) int {
	n := 0
	for n < len(blocks) && blocks[n].Kind == source.Cell && blocks[n].Table == blocks[0].Table {
		n++
	}
	return n
}

// table reads a table: by its header's columns where it has one, else cell by cell.
func (o *outliner) table(cells []source.Block) {
	kinds := o.columns(cells)
	o.rowPlaces = o.rowPlaces[:0]
	for len(cells) > 0 {
		n := 1
		for n < len(cells) && cells[n].Row == cells[0].Row {
			n++
		}
		o.row(cells[:n], kinds)
		cells = cells[n:]
	}
}

// columns are the kinds of a table's columns by their number; nil where its first row is no header.
func (o *outliner) columns(cells []source.Block) map[int]column {
	kinds := map[int]column{}
	named := 0
	for _, c := range cells {
		if c.Row != cells[0].Row {
			break
		}
		words := o.text[c.Start:c.End]
		if len(words) > 36 {
			return nil
		}
		kinds[c.Col] = textColumn
		if kind, ok := columnKind(words); ok {
			kinds[c.Col] = kind
			named++
		}
	}
	if named < 2 {
		return nil
	}
	groupHeadings(kinds)
	return kinds
}

// groupHeadings makes the first of two columns of headings the themes.
func groupHeadings(kinds map[int]column) {
	var headings []int
	for col, kind := range kinds {
		if kind == themeColumn {
			return
		}
		if kind == headingColumn {
			headings = append(headings, col)
		}
	}
	slices.Sort(headings)
	if len(headings) > 1 {
		kinds[headings[0]] = themeColumn
	}
}

func columnKind(words string) (column, bool) {
	for _, c := range columnWords {
		for _, w := range c.words {
			if strings.Contains(words, w) {
				return c.kind, true
			}
		}
	}
	return textColumn, false
}

// row reads one row. A row of one cell, and none beside it that reaches down from above, is a theme; a header's row says nothing.
func (o *outliner) row(cells []source.Block, kinds map[int]column) {
	if len(kinds) == 0 {
		o.plainRow(cells)
		return
	}
	if len(cells) == 1 && len(kinds) > 1 && cells[0].Col == 1 {
		s := span{cells[0].Start, cells[0].End}
		if first, _ := firstMark(s.of(o.text)); first == len(s.of(o.text)) {
			o.rowTheme(s)
		} else {
			o.pass(s, nil)
		}
		return
	}
	if _, ok := columnKind(o.text[cells[0].Start:cells[0].End]); ok && cells[0].Row == 1 {
		return
	}
	number, themed := "", hasColumn(kinds, themeColumn)
	for _, c := range cells {
		s := span{c.Start, c.End}
		switch kinds[c.Col] {
		case numberColumn:
			number = strings.TrimSpace(s.of(o.text))
		case themeColumn:
			o.rowHeading(s, tableTheme, number)
		case headingColumn:
			if themed {
				number = ""
			}
			o.rowHeading(s, tableRow, number)
		}
	}
	o.rowBody(cells, kinds)
}

func hasColumn(kinds map[int]column, kind column) bool {
	for _, k := range kinds {
		if k == kind {
			return true
		}
	}
	return false
}

// rowBody reads what a row says was done. A column of places says who did it: each item of the text has the places
// of the item with its number, or all of them.
func (o *outliner) rowBody(cells []source.Block, kinds map[int]column) {
	var all []*place.Mention
	numbered := map[int][]*place.Mention{}
	if hasKind(cells, kinds, placeColumn) {
		o.rowPlaces = o.rowPlaces[:0]
		for _, c := range cells {
			if kinds[c.Col] == placeColumn {
				o.rowPlaces = append(o.rowPlaces, c)
			}
		}
	}
	if !hasColumn(kinds, textColumn) {
		o.rowList(cells, kinds)
		return
	}
	for _, c := range o.rowPlaces {
		at, ordinal := c.Start, 0
		if m, ok := markerAt(o.text[:c.End], at); ok {
			at, ordinal = m.end, m.ordinal
		}
		list, _ := o.places.list(at, c.End)
		all = append(all, list...)
		numbered[ordinal] = append(numbered[ordinal], list...)
	}
	for i := 0; i < len(cells); i++ {
		c := cells[i]
		if kinds[c.Col] != textColumn {
			continue
		}
		s, subject := span{c.Start, c.End}, all
		if m, ok := markerAt(o.text[:c.End], c.Start); ok && len(all) > 0 {
			s.start = m.end
			if list := numbered[m.ordinal]; len(list) > 0 {
				subject = list
			}
		}
		for len(numbered) == 1 && i+1 < len(cells) && cells[i+1].Col == c.Col && !o.namesActor(cells[i+1]) {
			i++
			s.end = cells[i].End // a further paragraph of what the same place did
		}
		o.pass(s, subject)
	}
}

// namesActor reports whether a cell's text begins with a place, after its number.
func (o *outliner) namesActor(c source.Block) bool {
	at := c.Start
	if m, ok := markerAt(o.text[:c.End], at); ok {
		at = m.end
	}
	return o.places.at(at) != nil
}

// rowList passes on the last column of places of a row that has nothing else to say (河北省 | 石家庄市：元氏县、高邑县).
func (o *outliner) rowList(cells []source.Block, kinds map[int]column) {
	last := 0
	for col, kind := range kinds {
		if kind == placeColumn {
			last = max(last, col)
		}
	}
	for _, c := range cells {
		if c.Col == last {
			o.pass(span{c.Start, c.End}, nil)
			o.out.passages[len(o.out.passages)-1].listing = true
		}
	}
}

// hasKind reports whether a row has a cell in a column of the kind.
func hasKind(cells []source.Block, kinds map[int]column, kind column) bool {
	return slices.ContainsFunc(cells, func(c source.Block) bool { return kinds[c.Col] == kind })
}

// rowHeading adds a heading that stands in a cell: with the number in the cell, or else that of the row.
func (o *outliner) rowHeading(s span, kind markerKind, number string) {
	m, ok := markerAt(o.text[:s.end], s.start)
	if !ok {
		m = marker{span: span{s.start, s.start}, number: number, ordinal: ordinal(number)}
	}
	m.kind = kind
	o.push(heading{marker: m, label: trimLabel(o.text, span{m.end, s.end}), zone: s}, -1)
}

// rowTheme adds a theme that spans a table's rows.
func (o *outliner) rowTheme(s span) {
	m, ok := markerAt(o.text, s.start)
	if !ok {
		m = marker{kind: tableTheme, span: span{s.start, s.start}}
	}
	o.push(heading{marker: m, label: trimLabel(o.text, span{m.end, s.end}), zone: s}, -1)
}

// plainRow reads the cells of a table with no header as blocks of their own.
func (o *outliner) plainRow(cells []source.Block) {
	for _, c := range cells {
		for _, s := range o.outside(span{c.Start, c.End}) {
			for _, piece := range o.pieces(s) {
				o.piece(piece, -1)
			}
		}
	}
}

package source

import (
	"regexp"
	"strings"
	"sync"
)

// markdownText reads Markdown as Chinese authors write it: each line is a paragraph, numbers of lists stay as
// written, and HTML may stand between. CommonMark would join lines, renumber lists, and not see emphasis that
// touches Chinese punctuation.
func markdownText(text string) *Document {
	w := newWriter(len(text))
	defer w.release()
	m := markdown{w: w, wrap: wrapping{width: wrapWidth(text)}}
	for line := range eachLine(text) {
		m.line(line)
	}
	m.flushHTML()
	m.flushTable()
	return w.document(w.fragment())
}

// markdown is the state between lines.
type markdown struct {
	w      *writer
	wrap   wrapping
	fence  string
	markup []string // lines of HTML that wait for their end
	depth  int      // elements open in markup
	rows   []string // lines of a pipe table
	tables int
	prev   string // the last line, where it was a paragraph
}

// line takes one line.
func (m *markdown) line(line string) {
	trimmed := strings.TrimSpace(line)
	switch {
	case m.fence != "":
		if strings.HasPrefix(trimmed, m.fence) {
			m.fence = ""
			return
		}
		m.paragraph(line, layout{}, true)
	case len(m.markup) > 0:
		m.continueHTML(line, trimmed)
	case startsHTML(trimmed):
		m.flushTable()
		m.w.end()
		m.markup = append(m.markup, line)
		m.depth = openElements(line)
	case strings.Contains(trimmed, "|") && m.tableLine(trimmed):
	default:
		m.flushTable()
		m.plainLine(line, trimmed)
	}
}

// plainLine takes a line that is no part of a fence, a table or HTML.
func (m *markdown) plainLine(line, trimmed string) {
	prev := m.prev
	m.prev = ""
	level, head := atxHeading(trimmed)
	switch {
	case trimmed == "":
		m.wrap.on = false
		m.w.end()
	case strings.HasPrefix(trimmed, "```"), strings.HasPrefix(trimmed, "~~~"):
		m.fence = trimmed[:3]
	case level > 0:
		m.paragraph(head, layout{kind: Heading, level: level}, false)
	case prev != "" && len(prev) < 240 && isUnderline(trimmed):
		m.underline(trimmed)
	case isRule(trimmed), isReference(trimmed):
		m.w.end()
	default:
		m.textLine(line, trimmed)
	}
}

// textLine takes a paragraph's, quotation's or list's line.
func (m *markdown) textLine(line, trimmed string) {
	for strings.HasPrefix(trimmed, ">") {
		trimmed = strings.TrimSpace(trimmed[1:])
		line = trimmed
	}
	if body, ok := listItem(trimmed); ok {
		m.paragraph(body, layout{kind: ListItem}, false)
		m.wrap.took(line)
		return
	}
	if joint, ok := m.wrap.joint(line); ok && m.w.open {
		m.w.text(joint, run{})
		m.inline(trimmed)
	} else {
		m.paragraph(line, layout{}, false)
	}
	m.prev = trimmed
	m.wrap.took(line)
}

// paragraph writes a line as a block of its own.
func (m *markdown) paragraph(line string, l layout, verbatim bool) {
	m.w.end()
	m.wrap.on = false
	m.w.layout, m.w.furniture = l, false
	if verbatim {
		m.w.text(line, run{})
	} else {
		m.inline(line)
	}
}

// inline writes a line's words without the marks of emphasis, code and links.
func (m *markdown) inline(line string) {
	line = decodeEntities(line)
	if strings.Contains(line, "<") {
		line = stripTags(line)
	}
	writeInline(m.w, line)
}

// underline turns the last paragraph into a heading: === is level 1, --- is level 2.
func (m *markdown) underline(mark string) {
	if !m.w.open {
		return
	}
	m.w.at.Kind, m.w.at.Level = Heading, 1
	if mark[0] == '-' {
		m.w.at.Level = 2
	}
	m.w.end()
}

// continueHTML adds a line to the waiting HTML. It ends at a blank line, once the elements that it opened are closed.
func (m *markdown) continueHTML(line, trimmed string) {
	if trimmed == "" && m.depth <= 0 {
		m.flushHTML()
		return
	}
	if level, _ := atxHeading(trimmed); level > 0 && len(m.markup) > 0 && m.markup[len(m.markup)-1] == "" {
		m.flushHTML() // an element that is never closed ends at a heading
		m.line(line)
		return
	}
	m.markup = append(m.markup, strings.TrimRight(line, " \t\r"))
	m.depth += openElements(line)
}

// flushHTML writes the waiting HTML.
func (m *markdown) flushHTML() {
	if len(m.markup) == 0 {
		return
	}
	text := strings.Join(m.markup, "\n")
	m.markup, m.depth = m.markup[:0], 0
	tables, ok := walkFragment(m.w, text, m.tables)
	if !ok {
		flatHTML(m.w, text)
	}
	m.w.end()
	m.tables = tables
}

// htmlStart matches a line that is HTML: a tag, or a comment.
var htmlStart = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^<(?:!--|/?[a-zA-Z][a-zA-Z0-9]*(?:[\s/>]|$))`)
})

func startsHTML(line string) bool {
	return len(line) > 1 && line[0] == '<' && htmlStart().MatchString(line)
}

// containers are the elements that HTML in Markdown is read up to the end of, past blank lines.
var containers = []string{"div", "table", "section", "article", "ul", "ol"}

// openElements is how many containers a line opens more than it closes.
func openElements(line string) int {
	n := 0
	for {
		_, rest, ok := strings.Cut(line, "<")
		if !ok {
			return n
		}
		line = rest
		name, closes := strings.CutPrefix(rest, "/")
		for _, c := range containers {
			after, ok := strings.CutPrefix(name, c)
			switch {
			case !ok || after == "":
			case closes && after[0] == '>':
				n--
			case !closes && (after[0] == '>' || after[0] == ' '):
				n++
			}
		}
	}
}

// atxHeading splits "## 标题 ##". The space is optional after two marks or more, as many Chinese authors leave it out.
func atxHeading(line string) (level int, text string) {
	for level < len(line) && line[level] == '#' {
		level++
	}
	if level == 0 || level > 6 || level == len(line) {
		return 0, ""
	}
	rest := line[level:]
	if rest[0] != ' ' && rest[0] != '\t' && level == 1 {
		return 0, ""
	}
	return level, strings.TrimRight(strings.TrimSpace(rest), "#")
}

// isUnderline reports whether a line of = or - makes the line above a heading.
func isUnderline(line string) bool {
	return len(line) >= 3 && (strings.Trim(line, "=") == "" || strings.Trim(line, "-") == "")
}

// isRule reports whether a line is a horizontal rule.
func isRule(line string) bool {
	bare := strings.ReplaceAll(line, " ", "")
	return len(bare) >= 3 && (strings.Trim(bare, "-") == "" || strings.Trim(bare, "*") == "" || strings.Trim(bare, "_") == "")
}

// isReference reports whether a line defines where a link goes: [1]: http://…
func isReference(line string) bool {
	if !strings.HasPrefix(line, "[") {
		return false
	}
	_, target, ok := strings.Cut(line, "]: ")
	return ok && (strings.HasPrefix(target, "http") || strings.HasPrefix(target, "<") || strings.HasPrefix(target, "/"))
}

// listItem takes the bullet off an item; a number stays, as it is written.
func listItem(line string) (string, bool) {
	if len(line) > 2 && strings.IndexByte("-*+", line[0]) >= 0 && (line[1] == ' ' || line[1] == '\t') {
		return line[2:], true
	}
	i := 0
	for i < len(line) && i < 9 && line[i] >= '0' && line[i] <= '9' {
		i++
	}
	if i > 0 && i+1 < len(line) && (line[i] == '.' || line[i] == ')') && line[i+1] == ' ' {
		return line, true
	}
	return "", false
}

// tableLine takes a line of a pipe table. It reports false for a line that is none.
func (m *markdown) tableLine(line string) bool {
	switch {
	case len(m.rows) == 0:
		if !strings.HasPrefix(line, "|") && strings.Count(line, "|") < 2 {
			return false
		}
	case len(m.rows) == 1 && !isDelimiterRow(line):
		m.flushTable()
	}
	m.w.end()
	m.rows = append(m.rows, line)
	return true
}

// isDelimiterRow reports whether a line is | --- | :---: |.
func isDelimiterRow(line string) bool {
	return strings.Contains(line, "-") && strings.Trim(line, "|-: \t") == ""
}

// flushTable writes the waiting rows: as cells, or as paragraphs where they were no table.
func (m *markdown) flushTable() {
	rows := m.rows
	m.rows = m.rows[:0]
	if len(rows) < 2 || !isDelimiterRow(rows[1]) {
		for _, r := range rows {
			m.paragraph(r, layout{}, false)
		}
		return
	}
	m.tables++
	n := 0
	for i, r := range rows {
		if i == 1 {
			continue
		}
		n++
		for col, cell := range splitRow(r) {
			for _, part := range strings.Split(strings.ReplaceAll(cell, "<br/>", "<br>"), "<br>") {
				m.paragraph(part, layout{kind: Cell, table: m.tables, row: n, col: col + 1}, false)
			}
		}
	}
	m.w.end()
}

// splitRow splits a row at its pipes, but for escaped ones.
func splitRow(row string) []string {
	row = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(row), "|"), "|")
	cells := strings.Split(strings.ReplaceAll(row, `\|`, "\x00"), "|")
	for i := range cells {
		cells[i] = strings.ReplaceAll(cells[i], "\x00", "|")
	}
	return cells
}

package source

import (
	"regexp"
	"strings"
	"sync"
)

// writeInline writes a line of Markdown: links give their text, pictures nothing, and ** or __ what stands
// between them in bold. Marks that have no partner stay as written.
func writeInline(w *writer, line string) {
	var s run
	plain := 0
	flush := func(to, next int) {
		w.text(line[plain:to], s)
		plain = next
	}
	for i := 0; i < len(line); {
		switch c := line[i]; {
		case c == '\\' && i+1 < len(line) && strings.IndexByte("\\`*_{}[]()#+-.!|<>~", line[i+1]) >= 0:
			flush(i, i+1)
			i += 2
		case c == '!' && strings.HasPrefix(line[i+1:], "["):
			if _, end := link(line, i+1); end > 0 {
				flush(i, end)
				i = end
				continue
			}
			i++
		case c == '[':
			text, end := link(line, i)
			if end == 0 {
				i++
				continue
			}
			flush(i, end)
			w.text(linkMarks.Replace(text), run{bold: s.bold, link: true})
			i = end
		case c == '`':
			flush(i, i+1)
			i++
		case c == '*' || c == '_' || c == '~':
			n := 1
			for i+n < len(line) && line[i+n] == c {
				n++
			}
			if !isEmphasis(line, i, n, s.bold) {
				i += n
				continue
			}
			flush(i, i+n)
			if n >= 2 && c != '~' {
				s.bold = !s.bold
			}
			i += n
		default:
			i++
		}
	}
	flush(len(line), len(line))
}

// linkMarks takes the marks out of a link's text.
var linkMarks = strings.NewReplacer("**", "", "`", "")

// isEmphasis reports whether the n marks at i open or close emphasis: they have a partner in the line, and do not
// stand between digits or letters, as in 3*4 and snake_case.
func isEmphasis(line string, i, n int, inside bool) bool {
	mark := line[i : i+n]
	if n > 3 || mark == "~" {
		return false
	}
	if n == 1 && i > 0 && i+1 < len(line) && isASCIIWord(line[i-1]) && isASCIIWord(line[i+1]) {
		return false
	}
	if n == 2 && inside {
		return true
	}
	rest := line[i+n:]
	return strings.Contains(rest, mark) && rest[0] != ' ' || strings.Contains(line[:i], mark) && i > 0 && line[i-1] != ' '
}

func isASCIIWord(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// maxTarget bounds how far a link's text and target are looked for.
const maxTarget = 600

// link reads [text](target) at i and gives its text and where it ends, or 0 where there is none.
func link(line string, i int) (text string, end int) {
	depth := 0
	for j := i; j < len(line) && j < i+maxTarget; j++ {
		switch line[j] {
		case '[':
			depth++
		case ']':
			depth--
		}
		if depth > 0 {
			continue
		}
		if !strings.HasPrefix(line[j+1:], "(") {
			return "", 0
		}
		close := strings.IndexByte(line[j+1:min(len(line), j+maxTarget)], ')')
		if close < 0 || !isTarget(line[j+2:j+1+close]) {
			return "", 0
		}
		return line[i+1 : j], j + 2 + close
	}
	return "", 0
}

// isTarget reports whether what stands in the brackets after a link's text is an address: no Chinese, or a scheme.
func isTarget(s string) bool {
	return strings.Contains(s, "://") || strings.HasPrefix(s, "/") || strings.HasPrefix(s, "#") ||
		strings.IndexFunc(s, func(r rune) bool { return r > 0x2E80 }) < 0
}

// tag matches an HTML tag, a comment, or an address in angle brackets.
var tag = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`<!--.*?-->|</?[a-zA-Z][^<>]*>`)
})

// stripTags takes the tags out of a line; <br> becomes a break of line, which the writer folds.
func stripTags(line string) string {
	return tag().ReplaceAllStringFunc(line, func(t string) string {
		if strings.HasPrefix(t, "<http") {
			return strings.Trim(t, "<>")
		}
		if strings.HasPrefix(strings.ToLower(t), "<br") {
			return "\u3000\u3000"
		}
		return ""
	})
}

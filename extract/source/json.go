package source

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// textFields are the names under which JSON and tables keep a notice's text, in lower case.
var textFields = wordSet(`
	content text body html article maintext main_text fulltext full_text contenthtml content_html htmlcontent
	html_content article_content news_content zhengwen neirong detail details raw_text txt markdown md
	zw 正文 内容 全文 正文内容 文本 文件内容 政策内容 政策原文 原文 公文内容 通知正文
	`)

// holdsText reports whether a field holds texts by its name: a known one, or one that ends in a known word, such as
// Policy_Content and 文件正文.
func holdsText(name string) bool {
	name = strings.ToLower(name)
	if textFields[name] {
		return true
	}
	for _, end := range []string{"content", "fulltext", "_text", "_body", "正文", "内容", "全文", "原文"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

// A found is the text of a notice in JSON or a table, and the fields that stand beside and above it.
type found struct {
	text string
	meta Meta
}

// document reads the text, which may be HTML, Markdown or plain. What the fields say goes before what the text's
// own container says.
func (n *found) document() *Document {
	doc := document(n.text)
	inner := doc.Meta
	doc.Meta = n.meta
	for _, f := range []struct {
		to   *string
		from string
	}{
		{&doc.Meta.Title, inner.Title}, {&doc.Meta.Number, inner.Number}, {&doc.Meta.Issuer, inner.Issuer},
		{&doc.Meta.Date, inner.Date}, {&doc.Meta.Published, inner.Published}, {&doc.Meta.URL, inner.URL},
	} {
		setOnce(f.to, f.from)
	}
	setOnce(&doc.Meta.Date, doc.Meta.Published)
	return doc
}

// jsonText parses a text that is one JSON object or array.
func jsonText(text string) (any, bool) {
	trimmed := strings.TrimSpace(text)
	if trimmed == "" || trimmed[0] != '{' && trimmed[0] != '[' {
		return nil, false
	}
	return jsonValue([]byte(trimmed))
}

func jsonValue(data []byte) (any, bool) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	var v any
	if dec.Decode(&v) != nil || dec.More() {
		return nil, false
	}
	return v, true
}

// jsonDocument tells the notices that a JSON value holds.
func (r *reader) jsonDocument(f file, value any, d *decoded) bool {
	all, err := findAll(value, r.o.Field)
	if err != nil {
		if f.found {
			return r.fail(&Skipped{f.name, "it is JSON without " + err.Error()})
		}
		return r.fail(fault(ErrNoField, f.name, "it is JSON without %v; name the field that holds the text", err))
	}
	for i := range all {
		name := f.name
		if len(all) > 1 {
			name += "#" + strconv.Itoa(i+1)
		}
		if !r.tell(name, all[i].document(), d) {
			return false
		}
	}
	return true
}

// findAll finds the texts in a JSON value: those at a path, else those under a known name, else the longest string
// that is Chinese prose.
func findAll(value any, field string) ([]found, error) {
	var s search
	if field != "" {
		s.follow(value, strings.Split(field, "."), nil)
		if len(s.all) == 0 {
			return nil, fmt.Errorf("a text at %q", field)
		}
		return s.all, nil
	}
	for _, least := range []int{8, 1} { // short texts count only where there is no longer one
		if s.least = least; len(s.all) == 0 {
			s.named(value, nil)
		}
	}
	if len(s.all) == 0 {
		s.longest(value, nil)
		if s.best.text == "" {
			return nil, fmt.Errorf("a field of known name or a Chinese text")
		}
		return []found{s.best}, nil
	}
	return s.all, nil
}

// A search collects the texts of a JSON value. Above is the chain of objects that a value stands in, innermost last.
type search struct {
	all   []found
	best  found
	least int // how many Chinese characters a text under a known name has at least
}

// follow goes down a path. A name met at a list goes into each of its elements.
func (s *search) follow(v any, path []string, above []map[string]any) {
	if len(path) == 0 {
		if text := joined(v); strings.TrimSpace(text) != "" {
			s.all = append(s.all, found{text, metaOf(above)})
		}
		return
	}
	switch v := v.(type) {
	case map[string]any:
		if whole := strings.Join(path, "."); v[whole] != nil { // a name with a dot in it
			path = []string{whole}
		}
		s.follow(v[path[0]], path[1:], append(above, v))
	case []any:
		if i, err := strconv.Atoi(path[0]); err == nil {
			if i >= 0 && i < len(v) {
				s.follow(v[i], path[1:], above)
			}
			return
		}
		for _, e := range v {
			s.follow(e, path, above)
		}
	}
}

// named collects every object that has a text under a known name; what stands in such an object is not looked at.
func (s *search) named(v any, above []map[string]any) {
	switch v := v.(type) {
	case map[string]any:
		above = append(above, v)
		if text := namedText(v, s.least); text != "" {
			s.all = append(s.all, found{text, metaOf(above)})
			return
		}
		for _, key := range sortedKeys(v) {
			s.named(v[key], above)
		}
	case []any:
		for _, e := range v {
			s.named(e, above)
		}
	}
}

// namedText is the longest text that an object has under a known name, if it holds enough Chinese, or "".
func namedText(v map[string]any, least int) string {
	best := ""
	for _, key := range sortedKeys(v) {
		if !holdsText(key) {
			continue
		}
		if text := joined(v[key]); len(text) > len(best) {
			best = text
		}
	}
	if !hasChinese(best, least) {
		return ""
	}
	return best
}

// joined is a string, or a list of strings with one a line; "" for any other value.
func joined(v any) string {
	list, ok := v.([]any)
	if !ok {
		text, _ := v.(string)
		return text
	}
	lines := make([]string, 0, len(list))
	for _, e := range list {
		line, ok := e.(string)
		if !ok {
			return ""
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// longest finds the longest string that is Chinese prose.
func (s *search) longest(v any, above []map[string]any) {
	switch v := v.(type) {
	case string:
		if len(v) > len(s.best.text) && isProse(v) {
			s.best = found{v, metaOf(above)}
		}
	case map[string]any:
		above = append(above, v)
		for _, key := range sortedKeys(v) {
			s.longest(v[key], above)
		}
	case []any:
		for _, e := range v {
			s.longest(e, above)
		}
	}
}

// isProse reports whether a string holds at least eight Chinese characters: names of fields, codes and states do not.
func isProse(s string) bool { return hasChinese(s, 8) }

// hasChinese reports whether a string holds at least so many Chinese characters.
func hasChinese(s string, least int) bool {
	for _, r := range s {
		if r >= 0x3400 && r <= 0x9FFF || r >= 0x20000 {
			if least--; least <= 0 {
				return true
			}
		}
	}
	return false
}

// metaOf reads the fields of the objects that a text stands in, the innermost first.
func metaOf(above []map[string]any) Meta {
	var m Meta
	for _, object := range slices.Backward(above) {
		if len(object) > 200 { // a list by another name
			continue
		}
		for _, key := range sortedKeys(object) {
			switch v := object[key].(type) {
			case string:
				if len(v) < 4000 {
					setField(&m, key, v)
				}
			case json.Number:
				setField(&m, key, fromEpoch(v))
			}
		}
	}
	setOnce(&m.Date, m.Published)
	return m
}

// fromEpoch turns a count of seconds or milliseconds since 1970 into a time; other numbers stay.
func fromEpoch(n json.Number) string {
	v, err := n.Int64()
	switch {
	case err != nil:
		return n.String()
	case v >= 1e11 && v < 1e13:
		v /= 1000
	case v < 1e8 || v >= 1e10 || len(n.String()) == 8:
		return n.String()
	}
	return unixDate(v)
}

func sortedKeys(v map[string]any) []string {
	keys := make([]string, 0, len(v))
	for k := range v {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// validHead reports whether the start of a stream is UTF-8, but for a character cut off at its end.
func validHead(head []byte) bool {
	for range utf8.UTFMax {
		if utf8.Valid(head) {
			return true
		}
		if len(head) == 0 {
			break
		}
		head = head[:len(head)-1]
	}
	return false
}
